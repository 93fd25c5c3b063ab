//! How long the audit log is kept: what is over goes, the log tells so, and what is left is proven as before (security 4.9, 14.2.7).

use jiff::SignedDuration;
use latchkey::cli::chainer::Chainer;
use latchkey::cli::house::Acting;
use latchkey::cli::tidier::Tidier;
use latchkey::domain::outside_heads::OutsideHeads;
use latchkey::domain::role::Role;
use latchkey::host::head_file;
use latchkey::service::chain::{self, Progress, Verdict};
use latchkey::service::settings::renew;
use tempfile::TempDir;

use crate::self_service::decide_on;
use crate::support::cluster::superuser;
use crate::support::people::Person;
use crate::support::server::{Portal, run_in};

const PAGE: &str = "/settings/retention";
const TWO_YEARS: &str = r#"{"audit_months": 24}"#;

fn proven(test: impl AsyncFnOnce(&Portal)) {
    let folder = TempDir::new().unwrap();
    let heads = folder.path().join("heads");
    run_in(|house| house.heads_file = heads, test);
}

async fn link(portal: &Portal) {
    Chainer::new(&portal.house).unwrap().finish().await;
}

async fn verdict(portal: &Portal) -> Verdict {
    link(portal).await;
    let db = portal.house.db(Acting::App, 1).unwrap();
    let outside = head_file::read(&portal.house.heads_file).unwrap();
    chain::verify(&db, &portal.house.keys, &outside).await.unwrap()
}

/// What happened in some months, one after the other; then it is three years later than at the beginning.
async fn three_years(portal: &Portal) -> Person {
    let bram = portal.plain("Bram de Vries").await;
    for _ in 0..3 {
        portal.signed_in(&bram).await;
        portal.visitor().sign_in(&bram.user_name, "wrong").await;
        link(portal).await;
        portal.advance(SignedDuration::from_hours(365 * 24));
    }
    bram
}

async fn tidy(portal: &Portal) {
    let tidier = Tidier::new(&portal.house).unwrap();
    tidier.look().await.unwrap();
    tidier.beat().await.unwrap();
}

const OLDER: &str = "SELECT count(*) FROM audit_event WHERE at < (SELECT max(before) FROM audit_start)";

#[test]
fn what_is_over_goes_in_the_order_of_the_chain_and_what_is_left_is_proven_as_before() {
    proven(async |portal| {
        let bram = three_years(portal).await;
        let all = portal.ledger().await;
        tidy(portal).await;
        assert_eq!(portal.ledger().await, all, "nobody decided anything");
        let days = "SELECT count(DISTINCT day) FROM usage_hour";
        assert_eq!(portal.count(days).await, 3);
        decide_on(portal, "retention", TWO_YEARS).await;
        tidy(portal).await;
        let told = portal.last("Remove old audit log rows").await;
        assert_eq!((told.result.as_str(), told.actor.as_str()), ("success", "remove old audit log rows"));
        let gone = portal.count("SELECT max(seq) FROM audit_start").await;
        assert!(
            gone > 0 && told.details.contains(&format!(r#""rows":"{gone}","until_row":"{gone}""#)),
            "{}",
            told.details
        );
        assert_eq!(portal.count(OLDER).await, 0);
        assert!(portal.ledger().await < all && portal.ledger().await > 2);
        for table in ["audit_event", "audit_target WHERE event_id NOT IN (SELECT id FROM audit_event)"] {
            let left = if table == "audit_event" {
                format!(
                    "{table} WHERE id NOT IN (SELECT event_id FROM audit_chain) AND id NOT IN (SELECT event_id FROM audit_unchained)"
                )
            } else {
                table.to_owned()
            };
            assert_eq!(portal.count(&format!("SELECT count(*) FROM {left}")).await, 0, "{table}");
        }
        assert_eq!(portal.count("SELECT min(seq) FROM audit_chain").await, gone + 1);
        let Verdict::Intact { rows } = verdict(portal).await else { panic!("{:?}", verdict(portal).await) };
        assert_eq!(rows, portal.ledger().await);
        // What is left is read as before, and what went is gone for the person's page too.
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let left = gwen.get(&format!("/sign-ins?person={}", bram.id)).await;
        assert_eq!(left.texts("#list tbody tr").len(), 4, "{}", left.main());
        let told = gwen.get("/audit?activity=Remove+old+audit+log+rows").await.events();
        assert!(told[0].contains("rows of the audit log from before"), "{told:?}");
        // Days are kept whole where the organisation is, and what was counted of the others is gone with them.
        let midnight =
            "SELECT count(*) FROM audit_start, organisation WHERE (before AT TIME ZONE time_zone)::time = '00:00'";
        assert_eq!(portal.count(midnight).await, 1);
        let counted = "SELECT count(*) FROM usage_hour, audit_start, organisation WHERE day < (before AT TIME ZONE time_zone)::date";
        assert_eq!(portal.count(counted).await, 0);
        assert!(portal.count("SELECT count(*) FROM usage_hour").await > 0);
        // Within the same month nothing more is decided; a month later it moves on.
        let starts = "SELECT count(*) FROM audit_start";
        tidy(portal).await;
        assert_eq!(portal.count(starts).await, 1);
        portal.advance(SignedDuration::from_hours(366 * 24));
        tidy(portal).await;
        assert_eq!((portal.count(starts).await, portal.count(OLDER).await), (2, 0));
        assert!(matches!(verdict(portal).await, Verdict::Intact { .. }));
    });
}

#[test]
fn a_log_that_is_all_over_keeps_its_last_link_and_goes_on() {
    proven(async |portal| {
        let bram = three_years(portal).await;
        portal.advance(SignedDuration::from_hours(5 * 366 * 24));
        decide_on(portal, "retention", TWO_YEARS).await;
        link(portal).await;
        tidy(portal).await;
        assert!(portal.ledger().await >= 2);
        portal.signed_in(&bram).await;
        assert!(matches!(verdict(portal).await, Verdict::Intact { .. }));
    });
}

#[test]
fn a_server_that_looks_through_the_log_meanwhile_goes_on_behind_what_went() {
    proven(async |portal| {
        three_years(portal).await;
        decide_on(portal, "retention", TWO_YEARS).await;
        let db = portal.house.db(Acting::App, 1).unwrap();
        let mut looking = chain::Check::new(OutsideHeads::one(None));
        // It has seen nothing yet when the beginning moves, and everything when it moves again.
        tidy(portal).await;
        link(portal).await;
        let mut seen = 0;
        while let Some(found) = looking.advance(&db, &portal.house.keys).await.unwrap() {
            assert!(matches!(found, Progress::Intact(_)), "{found:?}");
            seen += 1;
        }
        assert!(seen >= 2, "{seen}");
        portal.advance(SignedDuration::from_hours(366 * 24));
        tidy(portal).await;
        link(portal).await;
        while let Some(found) = looking.advance(&db, &portal.house.keys).await.unwrap() {
            assert!(matches!(found, Progress::Intact(_)), "{found:?}");
        }
    });
}

#[test]
fn nothing_else_can_be_taken_from_the_beginning() {
    proven(async |portal| {
        three_years(portal).await;
        decide_on(portal, "retention", TWO_YEARS).await;
        tidy(portal).await;
        assert!(matches!(verdict(portal).await, Verdict::Intact { .. }));
        let gone = portal.count("SELECT max(seq) FROM audit_start").await;
        // Pages may neither forget nor say where the log begins; its owner only by the one function.
        let app = "SET ROLE latchkey_app; ";
        let begin = "INSERT INTO audit_start SELECT seq + 1, hash, before, at, key_id, signature FROM audit_start";
        let forget = "DELETE FROM audit_chain WHERE seq < 100";
        for sql in [
            format!("{app}SELECT forget_audit_rows(1)"),
            format!("{app}{begin}"),
            format!("{app}SET latchkey.forgets = 'yes'; {forget}"),
            forget.to_owned(),
            "UPDATE audit_start SET seq = seq + 1".to_owned(),
            "DELETE FROM audit_start".to_owned(),
            "TRUNCATE audit_start".to_owned(),
            // And never what is younger than a report is long.
            "INSERT INTO audit_start SELECT seq + 1, hash, at - interval '300 days', at, key_id, signature FROM audit_start".to_owned(),
        ] {
            let owner = crate::support::cluster::connect(&portal.database.url).await;
            assert!(owner.batch_execute(&sql).await.is_err(), "{sql}");
        }
        // A hand that may do everything, and has no key.
        let root = superuser(&portal.database.name).await;
        let next = format!(
            "SELECT {gone} + 1, (SELECT hash FROM audit_chain WHERE seq = {gone} + 1), before, at, key_id, signature FROM audit_start"
        );
        root.batch_execute(&format!("SET session_replication_role = replica; INSERT INTO audit_start {next}"))
            .await
            .unwrap();
        // The signature is another beginning's, and counts for nothing.
        let app = portal.house.db(Acting::App, 1).unwrap();
        let judged = async || chain::verify(&app, &portal.house.keys, &[]).await.unwrap();
        root.batch_execute(&format!("DELETE FROM audit_chain WHERE seq = {gone} + 1")).await.unwrap();
        assert!(matches!(judged().await, Verdict::Broken { .. }));
        // A head is no beginning, however well it is signed.
        root.batch_execute(
            "DELETE FROM audit_start; INSERT INTO audit_start SELECT seq, hash, at - interval '400 days', at, key_id, signature FROM audit_head \
             ORDER BY seq DESC LIMIT 1; DELETE FROM audit_chain WHERE seq <= (SELECT seq FROM audit_start)",
        )
        .await
        .unwrap();
        assert!(matches!(judged().await, Verdict::Broken { seq: 1 }));
        root.batch_execute("DELETE FROM audit_start").await.unwrap();
        assert_eq!(judged().await, Verdict::Broken { seq: 1 }, "without its beginning the log begins with a gap");
    });
}

#[test]
fn the_page_says_how_much_goes_before_it_is_decided_and_takes_nothing_shorter_than_a_year() {
    proven(async |portal| {
        three_years(portal).await;
        renew(&portal.service().db, &portal.house.settings).await.unwrap();
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let page = gwen.get(PAGE).await;
        assert!(page.says("What happened is kept for ever.") && page.value("audit_months") == "0", "{}", page.main());
        for nonsense in ["12", "1", "241", "-1", "", "two years"] {
            let page = gwen.fill(PAGE, &[("audit_months", nonsense)]).await;
            assert_eq!(page.code(), 422, "{nonsense}");
            assert!(
                page.complaint("audit_months").contains("13") && page.complaint("audit_months").contains("240"),
                "{}",
                page.main()
            );
        }
        let rows = portal.ledger().await;
        let page = gwen.fill(PAGE, &[("audit_months", "24")]).await;
        assert_eq!(page.code(), 200, "{}", page.text());
        assert!(page.says("rows of the audit log are older, and will be removed for good"), "{}", page.main());
        assert_eq!(portal.count("SELECT count(*) FROM setting").await, 0, "nobody has agreed");
        let page = gwen.post(PAGE, &[]).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        assert!(gwen.get(PAGE).await.says("What happened is kept for 24 months."));
        let told = portal.last("Update policy").await;
        assert!(told.details.contains(r#""audit_months.from":"0","audit_months.to":"24""#), "{}", told.details);
        assert!(portal.ledger().await > rows, "nothing goes by the decision alone");
        // Longer than anything is old: nothing to agree to.
        assert_eq!(gwen.fill(PAGE, &[("audit_months", "120")]).await.code(), 303);
        let mut rita = portal.signed_in(&portal.holder("Rita Lezer", Role::GlobalReader).await).await;
        assert!(rita.get(PAGE).await.says("What happened is kept for 120 months."));
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        assert_eq!(helen.get(PAGE).await.code(), 403);
    });
}

#[test]
fn the_report_of_resets_forgets_with_the_log() {
    proven(async |portal| {
        let row = "INSERT INTO password_reset SELECT gen_random_uuid(), $1::text::timestamptz, 'self-service', gen_random_uuid(), 'u', false, NULL, '', '{}', \
                   'succeeded', 'done', $1::text::timestamptz, gen_random_uuid()";
        three_years(portal).await;
        for ago in ["1000 days", "800 days", "100 days"] {
            let at = portal.ask("SELECT (now() + interval '1095 days' - $1::text::interval)::text", &[&ago]).await;
            portal.execute(row, &[&at]).await;
        }
        decide_on(portal, "retention", TWO_YEARS).await;
        tidy(portal).await;
        assert_eq!(portal.count("SELECT count(*) FROM password_reset").await, 1);
        assert_eq!(
            portal
                .count(
                    "SELECT count(*) FROM password_reset_day WHERE day < (SELECT max(before) FROM audit_start)::date"
                )
                .await,
            0
        );
    });
}
