//! The list of people and its visitor are read together, and still in one moment that nothing can be written in.

use futures_util::future::join_all;

use latchkey::domain::id::UserId;
use latchkey::store::error::StoreError;
use latchkey::store::users::one;

use crate::support::server::run;

/// Rows of people are seen only inside the transaction of a read; by their owner too, as whom the view looks at them.
const INSIDE_ONLY: &str = "ALTER TABLE user_record ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    CREATE POLICY inside_only ON user_record USING
    (current_setting('transaction_read_only') = 'on' AND current_setting('transaction_isolation') = 'repeatable read')";

#[test]
fn every_list_of_people_is_read_inside_one_moment_whatever_the_connection_has_prepared() {
    run(async |portal| {
        let gwen = portal.global("Gwen Bakker").await;
        portal.plain("Bram de Vries").await;
        let mut browsers = vec![];
        for _ in 0..6 {
            browsers.push(portal.signed_in(&gwen).await);
        }
        portal.sql.batch_execute(INSIDE_ONLY).await.unwrap();
        // First on fresh connections, then on such that know the statements; one after the other and all at once.
        for path in ["/users", "/users", "/users?dir=desc", "/users?dir=desc", "/users?sort=department"] {
            let pages = join_all(browsers.iter_mut().map(async |browser| {
                let page = browser.get(path).await;
                (page.code(), page.attributes("#list .name a", "href").len())
            }));
            for (code, people) in pages.await {
                assert_eq!(code, 200, "{path}");
                assert!(people == 3 || path.ends_with("department"), "{people} people at {path}");
            }
        }
        let open = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in%'";
        assert_eq!(portal.count(open).await, 0);
    });
}

#[test]
fn behind_the_last_query_of_a_read_another_one_is_refused() {
    run(async |portal| {
        let gwen = portal.global("Gwen Bakker").await;
        let service = portal.service();
        let id: UserId = gwen.id.parse().unwrap();
        // The first time the statement is prepared, the second time it is known.
        for _ in 0..2 {
            let read = service.db.read(async |read| {
                read.close_with_next();
                assert!(one::find(read, id).await?.is_some());
                read.now().await?;
                one::find(read, id).await
            });
            assert!(matches!(read.await, Err(StoreError::Unfit)));
        }
        assert!(service.db.read(async |read| one::find(read, id).await).await.unwrap().is_some());
    });
}

#[test]
fn who_may_not_search_waits_for_no_search() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        portal.sql.batch_execute("BEGIN; LOCK TABLE search_word IN ACCESS EXCLUSIVE MODE").await.unwrap();
        let page = browser.get("/users?q=bakker").await;
        assert_eq!(page.code(), 403, "{}", page.text());
        portal.sql.batch_execute("ROLLBACK").await.unwrap();
    });
}
