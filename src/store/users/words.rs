//! The lists of people by word: a page of a search is read from their beginnings, however many people have the word.

use diesel::expression::{AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::sql_types::{Array, Bool, Text, Uuid as SqlUuid};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use futures_util::future::join3;

use crate::domain::paging::Cursor;
use crate::domain::people::Direction;
use crate::store::conn::Read;
use crate::store::error::StoreError;
use crate::store::limited::Limited;
use crate::store::schema::{search_word, users};

/// A part of more words than this is looked for elsewhere.
const MOST_WORDS: usize = 40;
/// Where several words are asked for, so many lists are still joined in no time.
const MOST_JOINED: usize = 12;

/// For each word that was asked for, every word that contains it.
#[derive(Debug)]
pub(super) struct Words(Vec<Vec<String>>);

/// The people who have one of the words of each kind: `rows` of them, from a place on, by name.
#[derive(Debug)]
pub(super) struct Listed {
    pub(super) words: Words,
    pub(super) place: Option<Cursor>,
    pub(super) walk: Direction,
    pub(super) rows: usize,
}

impl Words {
    /// Nothing when the lists can not tell: a word that is not of plain letters, or is part of a domain or of too many words.
    pub(super) async fn of(read: &Read<'_>, folded: &str) -> Result<Option<Self>, StoreError> {
        let mut asked: Vec<&str> = folded.split(' ').collect();
        asked.sort_unstable();
        asked.dedup();
        if !asked.iter().all(|word| word.len() >= 3 && word.bytes().all(|byte| byte.is_ascii_lowercase())) {
            return Ok(None);
        }
        let most = if asked.len() == 1 { MOST_WORDS } else { MOST_JOINED };
        let mut words = Vec::with_capacity(asked.len());
        for part in asked {
            let containing = containing(read, part, most + 1).await?;
            if containing.iter().any(|word| word.starts_with('@')) {
                return Ok(None);
            }
            words.push(containing);
        }
        let all: usize = words.iter().map(Vec::len).sum();
        Ok((all <= most).then_some(Self(words)))
    }

    /// A word that nobody has was asked for.
    pub(super) fn find_nobody(&self) -> bool {
        self.0.iter().any(Vec::is_empty)
    }
}

async fn containing(read: &Read<'_>, part: &str, rows: usize) -> Result<Vec<String>, StoreError> {
    let conn = read.conn();
    let query = search_word::table.filter(search_word::word.like(format!("%{part}%"))).select(search_word::word);
    let query = Limited { query, rows };
    read.run(async {
        // Planned for this part (see `list`), and the lists after it as always.
        let set = async { (&*conn).batch_execute("SET LOCAL plan_cache_mode = force_custom_plan").await };
        let back = async { (&*conn).batch_execute("SET LOCAL plan_cache_mode = auto").await };
        let (set, found, back) = join3(set, query.load(&mut &*conn), back).await;
        set.and(back)?;
        found
    })
    .await
}

impl Listed {
    fn push_list<'b>(&'b self, out: &mut AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        if let Some(Cursor { keys, id }) = &self.place {
            out.push_sql(if self.walk == Direction::Ascending {
                " AND (sort_name, user_id) > ("
            } else {
                " AND (sort_name, user_id) < ("
            });
            out.push_bind_param::<Text, String>(&keys[0])?;
            out.push_sql(", ");
            out.push_bind_param::<SqlUuid, uuid::Uuid>(id)?;
            out.push_sql(")");
        }
        Ok(())
    }

    fn push_order(&self, out: &mut AstPass<'_, '_, Pg>) {
        let order = if self.walk == Direction::Ascending {
            " ORDER BY sort_name, user_id LIMIT "
        } else {
            " ORDER BY sort_name DESC, user_id DESC LIMIT "
        };
        out.push_sql(order);
        out.push_sql(&self.rows.to_string());
    }
}

impl QueryFragment<Pg> for Listed {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.push_sql("users.id IN (SELECT user_id FROM (SELECT DISTINCT sort_name, user_id FROM ");
        if let [words] = self.words.0.as_slice() {
            out.push_sql("unnest(");
            out.push_bind_param::<Array<Text>, Vec<String>>(words)?;
            out.push_sql(") AS one_of (word) CROSS JOIN LATERAL (SELECT sort_name, user_id FROM user_word WHERE word = one_of.word");
            self.push_list(&mut out)?;
            self.push_order(&mut out);
            out.push_sql(") AS list");
        } else {
            // Each list comes sorted, so their join needs to read no further than the page.
            for (number, words) in self.words.0.iter().enumerate() {
                out.push_sql(if number == 0 { "(" } else { " JOIN (" });
                for (at, word) in words.iter().enumerate() {
                    out.push_sql(if at == 0 { "" } else { " UNION ALL " });
                    out.push_sql("SELECT sort_name, user_id FROM user_word WHERE word = ");
                    out.push_bind_param::<Text, String>(word)?;
                    self.push_list(&mut out)?;
                }
                out.push_sql(&format!(") AS list{number}"));
                out.push_sql(if number == 0 { "" } else { " USING (sort_name, user_id)" });
            }
        }
        self.push_order(&mut out);
        out.push_sql(") AS listed)");
        Ok(())
    }
}

impl Expression for Listed {
    type SqlType = Bool;
}

impl AppearsOnTable<users::table> for Listed {}

impl SelectableExpression<users::table> for Listed {}

impl ValidGrouping<()> for Listed {
    type IsAggregate = is_aggregate::No;
}

impl QueryId for Listed {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}
