//! The lists of people by word: a page of a search is read from their beginnings, however many people have the word.

use std::cmp::Reverse;

use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_query;
use diesel::sql_types::{Array, Nullable, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use futures_util::future::{try_join, try_join_all};

use crate::domain::paging::Cursor;
use crate::domain::people::Direction;
use crate::store::conn::Read;
use crate::store::error::StoreError;
use crate::store::kept::Keep as _;

/// A part of more words than this is looked for elsewhere.
const MOST_WORDS: usize = 40;
/// Of so many parts at most the words are looked up: two are enough.
const MOST_ASKED: usize = 4;
/// Where several words are asked for, so many pairs of lists are still joined in no time.
const MOST_PAIRS: usize = 12;
/// Lists that are read together are so many: each number is a statement of its own, which Postgres keeps prepared.
const SHAPES: [usize; 5] = [1, 4, 10, 20, MOST_WORDS];
/// What a search by lists asks has one good plan, whatever the words: planning it again and again would cost more than reading.
const PLAN_ONCE: &str = "SET LOCAL plan_cache_mode = force_generic_plan";

/// The words that contain what the pattern says, one more than may be used at most.
struct Containing {
    pattern: String,
}

/// Which lists hold the people who are asked for.
#[derive(Debug)]
pub(super) enum Words {
    /// They have one of these words.
    One { words: Vec<String> },
    /// They have one of these words, and these patterns fit their search text. As many words as one of [`SHAPES`], nobody's among them.
    Fitting { words: Vec<Option<String>>, rest: Vec<String> },
    /// They have both words of one of these pairs, and these patterns fit their search text.
    Pairs { one: Vec<String>, other: Vec<String>, rest: Vec<String> },
}

/// The people who have the words: `rows` of them, from a place on, by name.
#[derive(Debug)]
pub(super) struct Listed<C> {
    /// What is read of them.
    pub(super) columns: C,
    pub(super) words: Words,
    pub(super) place: Option<Cursor>,
    pub(super) walk: Direction,
    pub(super) rows: usize,
}

impl Words {
    /// Nothing when the lists can not tell: a word that is not of plain letters, or none that leads to few enough lists.
    pub(super) async fn of(read: &Read<'_>, folded: &str) -> Result<Option<Self>, StoreError> {
        let mut asked: Vec<&str> = folded.split(' ').collect();
        if !asked.iter().all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase())) {
            return Ok(None);
        }
        // Long words are rare words.
        asked.sort_unstable_by_key(|word| (Reverse(word.len()), *word));
        asked.dedup();
        let long: Vec<&str> = asked.iter().copied().filter(|word| word.len() >= 3).take(MOST_ASKED).collect();
        if long.is_empty() {
            return Ok(None);
        }
        let set = read.run(async { sql_query(PLAN_ONCE).kept().execute(&mut read.conn()).await });
        let found = try_join_all(long.iter().map(|part| containing(read, part)));
        // One journey; the setting goes first.
        let (_, found) = try_join(set, found).await?;
        // A part of few words ("heijden") leads to fewer people than one of many ("der").
        let mut few: Vec<_> =
            long.iter().zip(&found).filter_map(|(part, words)| Some((*part, words.as_ref()?))).collect();
        few.sort_by_key(|(_, words)| words.len());
        let rest = |taken: &[&str]| {
            let others = asked.iter().filter(|part| !taken.contains(part));
            others.map(|part| format!("%{part}%")).collect()
        };
        if let [(first, one), (second, other), ..] = few.as_slice()
            && one.len() * other.len() <= MOST_PAIRS
        {
            let pairs = one.iter().flat_map(|one| other.iter().map(|other| (one.clone(), other.clone())));
            let (one, other) = pairs.unzip();
            return Ok(Some(Self::Pairs { one, other, rest: rest(&[first, second]) }));
        }
        // A common second word ("van") is in many words, and in many people of the first: they are looked at one by one.
        Ok(found.into_iter().next().flatten().map(|words| Self::one(words, rest(&[long[0]]))))
    }

    fn one(words: Vec<String>, rest: Vec<String>) -> Self {
        if rest.is_empty() {
            return Self::One { words };
        }
        let shape = SHAPES.into_iter().find(|shape| *shape >= words.len()).unwrap_or(words.len());
        let mut words: Vec<_> = words.into_iter().map(Some).collect();
        words.resize(shape, None);
        Self::Fitting { words, rest }
    }
}

/// Every word that contains the part; nothing when they are too many or a domain is among them.
async fn containing(read: &Read<'_>, part: &str) -> Result<Option<Vec<String>>, StoreError> {
    let query = Containing { pattern: format!("%{part}%") };
    let found: Vec<String> = read.run(query.load(&mut read.conn())).await?;
    Ok((found.len() <= MOST_WORDS && !found.iter().any(|word| word.starts_with('@'))).then_some(found))
}

impl<C> Listed<C> {
    /// ` AND (sort_name, user_id)` lies behind the place.
    fn push_place<'b>(&'b self, out: &mut AstPass<'_, 'b, Pg>, list: &str) -> QueryResult<()> {
        if let Some(Cursor { keys, id }) = &self.place {
            let behind = self.either(">", "<");
            out.push_sql(&format!(" AND ({list}.sort_name, {list}.user_id) {behind} ("));
            out.push_bind_param::<Text, String>(&keys[0])?;
            out.push_sql(", ");
            out.push_bind_param::<SqlUuid, uuid::Uuid>(id)?;
            out.push_sql(")");
        }
        Ok(())
    }

    fn push_order(&self, out: &mut AstPass<'_, '_, Pg>, list: &str) {
        let way = self.either("", " DESC");
        out.push_sql(&format!(" ORDER BY {list}sort_name{way}, {list}user_id{way} LIMIT {}", self.rows));
    }

    fn either(&self, ascending: &'static str, descending: &'static str) -> &'static str {
        if self.walk == Direction::Ascending { ascending } else { descending }
    }

    /// Where the people of both lists can begin at the earliest: from the beginning of the one list to where the other goes on from
    /// there, and back. Nothing where one of them ends before: then nobody is in both.
    fn push_bound<'b>(&'b self, out: &mut AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let (first, behind) = (self.either("min", "max"), self.either(">=", "<="));
        let list = |word: &str| format!("(SELECT {first}(sort_name) FROM user_word WHERE word = {word}");
        let (one, other) = (list("one"), list("other"));
        out.push_sql(&format!(
            " CROSS JOIN LATERAL (SELECT {one} AND sort_name {behind} {other} AND sort_name {behind} {one}"
        ));
        self.push_place(out, "user_word")?;
        out.push_sql("))) AS at OFFSET 0) AS bound");
        Ok(())
    }
}

/// ` AND` the search text of the person fits all patterns.
fn push_rest<'b>(out: &mut AstPass<'_, 'b, Pg>, rest: &'b Vec<String>, person: &str) -> QueryResult<()> {
    if !rest.is_empty() {
        out.push_sql(&format!(" AND (SELECT search_text FROM users WHERE {person}) LIKE ALL ("));
        out.push_bind_param::<Array<Text>, Vec<String>>(rest)?;
        out.push_sql(")");
    }
    Ok(())
}

impl<C> Listed<C> {
    /// `SELECT sort_name, user_id`, in order.
    fn push_page<'b>(&'b self, out: &mut AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        const ALONE: &str = "SELECT sort_name, user_id FROM user_word WHERE word = ";
        match &self.words {
            Words::One { words } if words.len() == 1 => {
                out.push_sql(ALONE);
                out.push_bind_param::<Text, String>(&words[0])?;
                self.push_place(out, "user_word")?;
            }
            Words::Fitting { words, rest } if words.len() == 1 => {
                out.push_sql(ALONE);
                out.push_bind_param::<Nullable<Text>, Option<String>>(&words[0])?;
                push_rest(out, rest, "user_id = id")?;
                self.push_place(out, "user_word")?;
            }
            Words::One { words } => {
                out.push_sql("SELECT DISTINCT sort_name, user_id FROM unnest(");
                out.push_bind_param::<Array<Text>, Vec<String>>(words)?;
                out.push_sql(
                    ") AS listed (one) CROSS JOIN LATERAL (SELECT sort_name, user_id FROM user_word WHERE word = one",
                );
                self.push_place(out, "user_word")?;
                self.push_order(out, "");
                out.push_sql(") AS list");
            }
            Words::Fitting { words, rest } => {
                // All lists as one, in order, and only as far as the page: a list of people whom the rest does not fit ("Bergman", for "van
                // den Berg") is read no further than the others. Whoever is in several lists comes several times, one behind the other.
                let way = self.either("", " DESC");
                let order = format!("ORDER BY sort_name{way}, user_id{way}");
                out.push_sql(&format!(
                    "SELECT sort_name, user_id FROM (SELECT sort_name, user_id, lag(user_id) OVER ({order}) AS before FROM ("
                ));
                for (number, word) in words.iter().enumerate() {
                    let also = if number == 0 { "" } else { " UNION ALL " };
                    out.push_sql(&format!("{also}({ALONE}"));
                    out.push_bind_param::<Nullable<Text>, Option<String>>(word)?;
                    self.push_place(out, "user_word")?;
                    // Without it Postgres would read all of them and sort.
                    out.push_sql(&format!(" {order})"));
                }
                out.push_sql(") AS lists) AS list WHERE before IS DISTINCT FROM user_id");
                push_rest(out, rest, "list.user_id = id")?;
            }
            Words::Pairs { one, other, rest } => {
                out.push_sql("SELECT DISTINCT sort_name, user_id FROM unnest(");
                out.push_bind_param::<Array<Text>, Vec<String>>(one)?;
                out.push_sql(", ");
                out.push_bind_param::<Array<Text>, Vec<String>>(other)?;
                out.push_sql(") AS listed (one, other)");
                self.push_bound(out)?;
                // Both lists come sorted, so their join reads no further than the page.
                let behind = self.either(">=", "<=");
                out.push_sql(&format!(
                    " CROSS JOIN LATERAL (SELECT a.sort_name, a.user_id FROM user_word a JOIN user_word b USING (sort_name, user_id) \
                     WHERE a.word = one AND b.word = other AND a.sort_name {behind} bound.at AND b.sort_name {behind} bound.at"
                ));
                self.push_place(out, "a")?;
                self.push_place(out, "b")?;
                // Names both lists: asked of whom the join finds, not of everybody in one list.
                push_rest(out, rest, "a.user_id = id AND b.user_id = id")?;
                self.push_order(out, "a.");
                out.push_sql(") AS list");
            }
        }
        self.push_order(out, "");
        Ok(())
    }
}

impl<C: QueryFragment<Pg>> QueryFragment<Pg> for Listed<C> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("SELECT ");
        self.columns.walk_ast(out.reborrow())?;
        out.push_sql(" FROM (");
        self.push_page(&mut out)?;
        // By name and id: neighbours of the page are neighbours in that index too, where the key alone would be a place far away for
        // each of them.
        out.push_sql(") AS page JOIN users ON users.sort_name = page.sort_name AND users.id = page.user_id");
        let way = self.either("", " DESC");
        out.push_sql(&format!(" ORDER BY page.sort_name{way}, page.user_id{way}"));
        Ok(())
    }
}

impl<C: Expression> Query for Listed<C> {
    type SqlType = C::SqlType;
}

impl<C> QueryId for Listed<C> {
    type QueryId = ();
    // Prepared statements are found by their text: the same shape, the same statement.
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl QueryFragment<Pg> for Containing {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        // All of them are found before the first are taken: a plan that does not know the part must not hope to meet them soon.
        out.push_sql("WITH found AS MATERIALIZED (SELECT word FROM search_word WHERE word LIKE ");
        out.push_bind_param::<Text, String>(&self.pattern)?;
        out.push_sql(&format!(") SELECT word FROM found LIMIT {}", MOST_WORDS + 1));
        Ok(())
    }
}

impl Query for Containing {
    type SqlType = Text;
}

impl QueryId for Containing {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
