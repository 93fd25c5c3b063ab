//! However a search is answered, its pages are what a plain look through everybody finds.

use latchkey::service::demo::{self, Demo, Order};

use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

const PEOPLE: u64 = 200;

/// So many scans of the lists of people by word tell how far they are read.
const ENOUGH: i64 = 40;

/// Everybody in whose text all words are, by name, as one SQL statement without any index finds them.
async fn plainly(portal: &Portal, words: &str, direction: &str) -> Vec<String> {
    let folded = latchkey::domain::fold::fold(words);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let sql = format!(
        "SELECT '/users/' || id FROM users WHERE (SELECT bool_and(strpos(search_text, word) > 0) FROM unnest($1::text[]) AS word) \
         ORDER BY sort_name {direction}, id {direction}"
    );
    portal.sql.query(&sql, &[&words]).await.unwrap().iter().map(|row| row.get(0)).collect()
}

async fn by_pages(browser: &mut Visitor, words: &str, direction: &str) -> Vec<String> {
    let words: String = form_urlencoded::byte_serialize(words.as_bytes()).collect();
    let mut page = browser.get(&format!("/users?q={words}&size=10&dir={direction}")).await;
    let mut found = vec![];
    loop {
        assert_eq!(page.code(), 200, "{}", page.text());
        found.extend(page.attributes("#list .name a", "href"));
        let Some(next) = page.attributes("a[rel=next]", "href").first().cloned() else { break };
        page = browser.get(&next).await;
    }
    found
}

/// Parts of the texts themselves, alone and in pairs, and some that nobody has.
async fn questions(portal: &Portal) -> Vec<String> {
    let texts: Vec<String> = portal
        .sql
        .query("SELECT search_text FROM users ORDER BY md5(user_name) LIMIT 20", &[])
        .await
        .unwrap()
        .iter()
        .map(|row| row.get(0))
        .collect();
    let mut asked: Vec<String> = [
        "example",
        "noord",
        "@noord",
        "smit",
        "van der",
        "van smit",
        "de vries",
        "jan van",
        "berg van",
        "van den berg",
        "jan van der berg",
        "van der jan zzz",
        "a smit",
        "e jan smit",
        "jan jan",
        "zzz",
        "smit zzz",
        "n-0",
        "e.n",
        "and",
        "the",
        "example smit",
    ]
    .map(str::to_owned)
    .to_vec();
    for (number, text) in texts.iter().enumerate() {
        let letters: Vec<char> = text.chars().collect();
        let part = |from: usize, length: usize| -> String {
            letters.iter().skip(from % letters.len()).take(length).collect::<String>().trim().to_owned()
        };
        asked.push(part(number, 3 + number % 4));
        asked.push(format!("{} {}", part(0, 3), part(number * 5, 4)));
        // A whole name, with its small words.
        asked.push(text.split(' ').take(2 + number % 4).collect::<Vec<_>>().join(" "));
    }
    asked.retain(|words| words.split(' ').any(|word| word.chars().count() >= 3));
    asked
}

#[test]
fn the_pages_of_a_search_are_what_a_plain_look_through_everybody_finds() {
    run(async |portal| {
        let gwen = portal.global("Gwen Bakker").await;
        // Her alone: she must not stand in the way of the made-up people.
        let mut browser = portal.signed_in(&gwen).await;
        let service = portal.service();
        let operator = portal.house.operator("demo").unwrap();
        let filled = demo::fill(&service, &operator, Order { people: PEOPLE, seed: 3, events: 0 }).await.unwrap();
        assert!(matches!(filled, Demo::Filled(_)));
        let asked = questions(portal).await;
        assert!(asked.len() > 30, "{}", asked.len());
        for round in 0..2 {
            for (number, words) in asked.iter().enumerate() {
                let direction = if (number + round) % 2 == 0 { "asc" } else { "desc" };
                let expected = plainly(portal, words, direction).await;
                let found = by_pages(&mut browser, words, direction).await;
                assert_eq!(found, expected, "{words:?} {direction} in round {round}");
            }
            // People leave, are renamed and come: what finds them keeps up.
            portal.execute("DELETE FROM users WHERE source = 'external' AND sort_name < 'm'", &[]).await;
            portal
                .execute("UPDATE users SET display_name = 'Hernoemd ' || display_name, sort_name = 'hernoemd ' || sort_name, search_text = 'hernoemd ' || search_text WHERE sort_name > 'r' AND role_bits = 0", &[])
                .await;
            portal.plain(&format!("Quirina{round} van der Zwaluw")).await;
        }
        assert_eq!(by_pages(&mut browser, "zwaluw", "asc").await.len(), 2);
    });
}

#[test]
fn people_whom_not_all_words_fit_are_read_no_further_than_those_of_the_page() {
    run(async |portal| {
        let mut browser = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        for number in 0..12 {
            portal.plain(&format!("Aad{number} van den Berg")).await;
        }
        // The small words are in too many others to join lists. Many whose name holds the long one, behind everybody of the page, and very
        // many others.
        let words = "INSERT INTO search_word SELECT word || chr(97 + n) FROM generate_series(1, 10) AS n, \
                     (VALUES ('van'), ('den')) AS small (word) UNION SELECT 'bergman'";
        portal.execute(words, &[]).await;
        let lists = "INSERT INTO user_word SELECT 'bergman', 'zoe' || n, gen_random_uuid() FROM generate_series(1, 20000) AS n \
                     UNION ALL SELECT 'w' || n % 100, 'zoe' || n, gen_random_uuid() FROM generate_series(1, 100000) AS n";
        portal.execute(lists, &[]).await;
        portal.execute("ANALYZE user_word, search_word", &[]).await;
        let of_lists = async |figure: &str| {
            let sql = format!("SELECT {figure} FROM pg_stat_user_indexes WHERE indexrelname = 'user_word_pkey'");
            portal.count(&sql).await
        };
        let before = (of_lists("idx_scan").await, of_lists("idx_tup_read").await);
        // Each server process tells of its scans about once a second: of some searches, not of who was the first to tell.
        for _ in 0..2_000 {
            let page = browser.get("/users?q=van+den+berg&size=10").await;
            assert_eq!(page.attributes("#list .name a", "href").len(), 10);
            if of_lists("idx_scan").await > before.0 + ENOUGH {
                break;
            }
        }
        let (scans, read) = (of_lists("idx_scan").await - before.0, of_lists("idx_tup_read").await - before.1);
        assert!(scans > ENOUGH, "the lists were not read");
        assert!(read < 100 * scans, "{read} rows in {scans} scans");
    });
}
