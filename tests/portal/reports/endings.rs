//! How resets end that are easily told wrongly: given up, gone back from, refused, overtaken, and days with two midnights (R-324, R-325).

use jiff::SignedDuration;
use latchkey::cli::tidier::Tidier;
use latchkey::domain::role::Role;
use latchkey::domain::user::Source;

use super::resets::{REPORT, reader, row, rows};
use crate::self_service::{code, decided, reachable};
use crate::support::people::{BETTER, Sketch};
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;
use crate::users::export::cells;

const UNLOCKING: &str = r#"{"reach": "everybody", "unlock": true}"#;

fn reads(browser: &mut Visitor, language: &str) {
    browser.cookies.insert("__Host-latchkey-prefs".to_owned(), format!("{language}."));
}

#[test]
fn whoever_opens_the_own_account_again_has_abandoned_nothing() {
    decided(UNLOCKING, async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        portal.locked(&bram).await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        let mailed = code(portal, mailbox, &bram).await;
        browser.gives("email", &mailed).await;
        browser.get("/reset-password/new").await;
        assert_eq!(browser.post("/reset-password/unlock", &[]).await.location(), "/sign-in");
        portal.advance(SignedDuration::from_mins(16));
        let mut rita = reader(portal).await;
        let page = rita.get(REPORT).await;
        assert_eq!(rows(&page), [row("bram.vries", "Unlocked", "The account is open again, the password was kept")]);
        assert_eq!(page.texts(".key .n"), ["0", "0", "0", "0"], "it is no reset, and none that was not finished");
        assert_eq!(rows(&rita.get(&format!("{REPORT}?result=unlocked")).await).len(), 1);
        let file = cells(&rita.get(&format!("{REPORT}.csv")).await.body);
        assert_eq!(file[1][4..6], ["Unlocked", "The account was unlocked and the password kept"]);
        reads(&mut rita, "nl");
        let told = row("bram.vries", "Ontgrendeld", "Het account is weer open, het wachtwoord bleef");
        assert_eq!(rows(&rita.get(REPORT).await), [told]);
    });
}

#[test]
fn cancel_ends_a_reset_before_and_behind_the_proofs_and_nothing_of_it_works_any_more() {
    decided(UNLOCKING, async |portal, mailbox| {
        let (anna, bram) = (reachable(portal, "Anna Naam").await, reachable(portal, "Bram de Vries").await);
        let (verify, new, cancel) = ("/reset-password/verify", "/reset-password/new", "/reset-password/cancel");
        let mut early = portal.visitor();
        early.says_who(&anna.user_name).await;
        let mailed = code(portal, mailbox, &anna).await;
        early.get(verify).await;
        let again = early.form(verify).without("send");
        let page = early.post(cancel, &[]).await;
        assert_eq!((page.code(), page.location()), (303, "/sign-in"), "{}", page.text());
        let page = early.submit(verify, &again.with("method", "email").with("code", &mailed)).await;
        assert_eq!(page.location(), "/reset-password", "the code of a reset that was cancelled still works");
        let mut late = portal.visitor();
        late.says_who(&bram.user_name).await;
        let mailed = code(portal, mailbox, &bram).await;
        late.gives("email", &mailed).await;
        let page = late.get(new).await;
        assert_eq!(page.texts("button[form=cancel]"), ["Cancel"]);
        let form = late.form(new);
        // Kept in another window, the cookie is of no use.
        let kept = late.cookies.clone();
        assert_eq!(late.post(cancel, &[]).await.location(), "/sign-in");
        late.cookies = kept;
        assert_eq!(late.submit(new, &form.with("new_password", BETTER)).await.location(), "/reset-password");
        // A name that nobody has is answered alike, and is in no report.
        let mut nobody = portal.visitor();
        nobody.says_who("nobody.at.all").await;
        nobody.get(verify).await;
        assert_eq!(nobody.post(cancel, &[]).await.location(), "/sign-in");
        let step = portal.last("Self-service password reset flow activity progress").await;
        assert!(step.details.contains(r#""step":"cancelled""#), "{}", step.details);
        let mut rita = reader(portal).await;
        let told = [
            row("bram.vries", "Cancelled", "Before a new password was sent"),
            row("anna.naam", "Cancelled", "Before the proofs were given"),
        ];
        assert_eq!(rows(&rita.get(&format!("{REPORT}?result=cancelled")).await), told);
        assert_eq!(rows(&rita.get(REPORT).await).len(), 2);
        let log = rita.get("/audit?activity=Self-service+password+reset+flow+activity+progress").await.events();
        assert!(log.iter().any(|event| event.contains("bram.vries went back and kept the password")), "{log:?}");
        reads(&mut rita, "nl");
        let page = rita.get(&format!("{REPORT}?result=cancelled")).await;
        assert_eq!(rows(&page)[0], row("bram.vries", "Geannuleerd", "Voordat een nieuw wachtwoord was ingediend"));
    });
}

#[test]
fn a_refused_reset_says_why_and_another_refused_deed_is_none() {
    run(async |portal| {
        let (bram, wim) = (portal.plain("Bram de Vries").await, portal.newcomer("Wim Wacht").await);
        let gwen = portal.global("Gwen Bakker").await;
        let guest = portal.make(Sketch::of("Gast Elders").source(Source::External).password(None)).await;
        let dirk = portal.make(Sketch::of("Dirk Ectory").source(Source::Directory).password(None)).await;
        let gone = portal.plain("Dora Weg").await;
        let helen = portal.helpdesk("Helen Kramer").await;
        let mut browser = portal.signed_in(&helen).await;
        browser.get(&format!("/users/{}/reset-password", gone.id)).await;
        portal.delete(&gone).await;
        for whom in [&gwen, &guest, &dirk, &gone, &helen] {
            browser.get(&format!("/users/{}/reset-password", bram.id)).await;
            let form = browser.form(&format!("/users/{}/reset-password", bram.id)).with("verified_by", "saw-id");
            let path = format!("/users/{}/reset-password", whom.id);
            let page = browser.submit(&path, &form).await;
            assert!([403, 409].contains(&page.code()), "{}: {}", whom.user_name, page.text());
        }
        let mut rita = reader(portal).await;
        let mut told: Vec<_> = rows(&rita.get(REPORT).await)
            .into_iter()
            .map(|(user, result, why)| (user, format!("{result}: {why}")))
            .collect();
        told.sort();
        let expected = [
            ("dirk.ectory", "Failed: The password is kept elsewhere"),
            ("dora.weg", "Failed: The account is deleted"),
            ("gast.elders", "Failed: The password is kept elsewhere"),
            ("gwen.bakker", "Failed: The administrator may not"),
            ("helen.kramer", "Failed: Administrators do not reset their own password this way"),
        ];
        assert_eq!(told, expected.map(|(user, why)| (user.to_owned(), why.to_owned())));
        reads(&mut rita, "nl");
        let page = rita.get(&format!("{REPORT}?person=dora.weg")).await;
        assert_eq!(rows(&page), [row("dora.weg", "Mislukt", "Het account is verwijderd")]);
        // Deeds that take the same right, refused: each is told under its own name, and none is a reset.
        for (deed, activity, may) in
            [("expire-password", "Expire password", &bram), ("revoke-password", "Revoke temporary password", &wim)]
        {
            let own = format!("/users/{}/{deed}", may.id);
            browser.get(&own).await;
            let form = browser.form(&own).with("reason", "SD-1");
            assert_eq!(browser.submit(&format!("/users/{}/{deed}", gwen.id), &form).await.code(), 403, "{deed}");
            let refused = portal.last(activity).await;
            assert_eq!((refused.result.as_str(), refused.reason.as_str()), ("failure", "protected-target"), "{deed}");
            assert_eq!(refused.targets, gwen.user_name, "{deed}");
            let log = rita.get("/audit?result=failure&person=gwen.bakker").await.events();
            assert!(log[0].contains("helen.kramer") && !log[0].contains("may choose"), "{log:?}");
        }
        let job = portal.job(&helen, "expire-password", &[&gwen]).await;
        portal.hand().work().await.unwrap();
        assert_eq!(
            portal.count("SELECT count(*) FROM audit_event WHERE activity = 'Expire password'").await,
            2,
            "{job}"
        );
        assert_eq!(portal.count("SELECT count(*) FROM password_reset").await, 5);
        assert_eq!(
            portal.count("SELECT count(*) FROM audit_event WHERE activity = 'Reset password (by admin)'").await,
            5
        );
        // Whoever may not order a deed for many has not reset anything either.
        let lena = portal.helpdesk("Lena Lezer").await;
        let mut lenas = portal.signed_in(&lena).await;
        lenas.get(&format!("/users/bulk?deed=expire-password&person_{}=yes", bram.id)).await;
        let form = lenas.form("/users/bulk").with("reason", "SD-2");
        portal.becomes(&lena, Role::DirectoryReader).await;
        assert_eq!(lenas.submit("/users/bulk", &form).await.code(), 403);
        assert_eq!(portal.last("Bulk operation - started (bulk)").await.result, "failure");
        assert_eq!(
            portal.count("SELECT count(*) FROM audit_event WHERE activity = 'Reset password (by admin)'").await,
            5
        );
    });
}

/// Gives somebody a temporary password.
async fn given(helen: &mut Visitor, id: &str) -> String {
    helen.fill(&format!("/users/{id}/reset-password"), &[("verified_by", "saw-id")]).await.secret()
}

#[test]
fn a_first_sign_in_succeeds_as_long_as_its_change_page_is_open() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let password = given(&mut helen, &bram.id).await;
        portal.visitor().sign_in(&bram.user_name, &password).await;
        portal.advance(SignedDuration::from_mins(29));
        let mut late = portal.visitor();
        late.sign_in(&bram.user_name, &password).await;
        portal.advance(SignedDuration::from_mins(9));
        let mut rita = reader(portal).await;
        let firsts = format!("{REPORT}?kind=first-sign-in");
        assert_eq!(rows(&rita.get(&firsts).await), [row("bram.vries", "In progress", "")]);
        late.get("/change-password").await;
        assert_eq!(late.post("/change-password", &[("new_password", BETTER)]).await.code(), 303);
        assert_eq!(rows(&rita.get(&firsts).await), [row("bram.vries", "Succeeded", "There is a new password")]);
    });
}

#[test]
fn of_two_first_sign_ins_one_new_password_makes_one_succeed() {
    run(async |portal| {
        let (bram, cor) = (portal.plain("Bram de Vries").await, portal.plain("Cor Jansen").await);
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let first = given(&mut helen, &bram.id).await;
        portal.visitor().sign_in(&bram.user_name, &first).await;
        portal.advance(SignedDuration::from_mins(5));
        let second = given(&mut helen, &bram.id).await;
        let mut browser = portal.visitor();
        browser.sign_in(&bram.user_name, &second).await;
        let mut rita = reader(portal).await;
        let firsts = format!("{REPORT}?kind=first-sign-in&person=bram.vries");
        let before = "Before starting to choose a new password";
        let expected = [row("bram.vries", "In progress", ""), row("bram.vries", "Abandoned", before)];
        assert_eq!(rows(&rita.get(&firsts).await), expected, "a newer reset ends the one before");
        browser.get("/change-password").await;
        browser.post("/change-password", &[("new_password", BETTER)]).await;
        let done = row("bram.vries", "Succeeded", "There is a new password");
        assert_eq!(rows(&rita.get(&firsts).await), [done, row("bram.vries", "Abandoned", before)]);
        // Taken back: nobody goes on with it.
        let third = given(&mut helen, &cor.id).await;
        portal.visitor().sign_in(&cor.user_name, &third).await;
        helen.fill(&format!("/users/{}/revoke-password", cor.id), &[("reason", "SD-1")]).await;
        let page = rita.get(&format!("{REPORT}?kind=first-sign-in&person=cor")).await;
        assert_eq!(rows(&page), [row("cor.jansen", "Abandoned", before)]);
    });
}

#[test]
fn the_numbers_are_of_resets_alone_and_of_people_who_are_there() {
    run(async |portal| {
        let (bram, dora) = (portal.plain("Bram de Vries").await, portal.plain("Dora Jansen").await);
        let helen = portal.helpdesk("Helen Kramer").await;
        let mut browser = portal.signed_in(&helen).await;
        given(&mut browser, &bram.id).await;
        given(&mut browser, &dora.id).await;
        let mut rita = reader(portal).await;
        let waiting = async |rita: &mut Visitor| rita.get(REPORT).await.texts("dd.v")[3].clone();
        let listed = async |rita: &mut Visitor| rita.get("/temporary-passwords?size=100").await.texts("tbody tr").len();
        assert_eq!(waiting(&mut rita).await, listed(&mut rita).await.to_string());
        portal.delete(&dora).await;
        assert_eq!(waiting(&mut rita).await, listed(&mut rita).await.to_string(), "a deleted one still waits");
        // The first password of a new account waits for its first day, and tells nothing of how fast people are back.
        let used = "INSERT INTO temporary_password (user_id, made_at, origin, made_by, made_by_name, first_used_at, ended_at, ending) \
                    VALUES ($1::text::uuid, now() - $3::text::interval - interval '5 seconds', $2, $4::text::uuid, 'helen', now() - interval '5 seconds', now(), 'used')";
        portal.execute(used, &[&bram.id, &"new-user", &"9 days", &helen.id]).await;
        assert_eq!(rita.get(REPORT).await.texts("dd.v")[2], "–");
        portal.execute(used, &[&bram.id, &"reset", &"7 minutes", &helen.id]).await;
        assert_eq!(rita.get(REPORT).await.texts("dd.v")[2], "7 minutes");
        // Whoever sees the own resets alone is told no share of what others did.
        let page = browser.get(REPORT).await;
        assert_eq!(page.texts("dl.stats dt"), ["Resets", "Back to work", "Still waiting"]);
        assert_eq!(page.texts("dl.stats dd.v"), ["2", "7 minutes", "1"]);
        assert_eq!(page.texts(".key li"), ["By an administrator 2", "Not finished 0"]);
        assert_eq!(page.texts("figure desc"), ["2 by you, 0 not finished."]);
        assert_eq!(page.texts("figure table thead th").len(), 3);
        reads(&mut browser, "nl");
        assert_eq!(browser.get(REPORT).await.texts("figure desc"), ["2 door jou, 0 niet afgemaakt."]);
    });
}

#[test]
fn whoever_is_back_waits_again_for_everybody_and_for_the_one_who_gave_the_password() {
    run(async |portal| {
        let (bram, dora) = (portal.plain("Bram de Vries").await, portal.plain("Dora Jansen").await);
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        given(&mut helen, &bram.id).await;
        given(&mut helen, &dora.id).await;
        let mut rita = reader(portal).await;
        // Whoever sees the own resets alone is shown no share, so that the number stands one place before.
        let waiting =
            async |browser: &mut Visitor, place: usize| browser.get(REPORT).await.texts("dd.v")[place].clone();
        let listed = async |browser: &mut Visitor| {
            browser.get("/temporary-passwords?size=100").await.texts("tbody tr").len().to_string()
        };
        let before = waiting(&mut rita, 3).await;
        assert_eq!((waiting(&mut helen, 2).await, listed(&mut helen).await), ("2".to_owned(), "2".to_owned()));
        portal.delete(&dora).await;
        assert_eq!((waiting(&mut helen, 2).await, listed(&mut helen).await), ("1".to_owned(), "1".to_owned()));
        assert_eq!(waiting(&mut rita, 3).await, listed(&mut rita).await);
        portal.restore(&dora).await;
        assert_eq!((waiting(&mut helen, 2).await, listed(&mut helen).await), ("2".to_owned(), "2".to_owned()));
        assert_eq!(waiting(&mut rita, 3).await, listed(&mut rita).await);
        assert_eq!(waiting(&mut rita, 3).await, before);
    });
}

#[test]
fn how_fast_people_are_back_is_told_by_the_last_of_them() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let used = "INSERT INTO temporary_password (user_id, made_at, origin, made_by_name, first_used_at, ended_at, ending) \
                    SELECT $1::text::uuid, at - waited, 'reset', 'x', at, now(), 'used' FROM (SELECT now() - n * interval '1 second' AS at, \
                    CASE WHEN n <= 400 THEN interval '7 minutes' ELSE interval '3 days' END AS waited FROM generate_series(1, 1000) AS n) AS uses";
        portal.execute(used, &[&bram.id]).await;
        assert_eq!(reader(portal).await.get(REPORT).await.texts("dd.v")[2], "7 minutes");
    });
}

#[test]
fn no_two_hours_of_a_day_have_one_name() {
    run(async |portal| {
        let mut rita = reader(portal).await;
        let page = rita.get(&format!("{REPORT}?period=24h")).await;
        let mut hours = page.texts("figure table tbody th");
        let number = hours.len();
        assert!((24..=26).contains(&number), "{hours:?}");
        hours.sort();
        hours.dedup();
        assert_eq!(hours.len(), number, "{hours:?}");
    });
}

async fn counted(portal: &Portal, day: &str) -> i64 {
    portal.count(&format!("SELECT coalesce(sum(number), 0)::bigint FROM password_reset_day WHERE day = '{day}'")).await
}

#[test]
fn a_day_whose_midnight_comes_twice_has_each_of_its_resets_once() {
    run(async |portal| {
        // In Havana the clock went from one o'clock back to midnight on 2 November 2025.
        portal.execute("UPDATE organisation SET time_zone = 'America/Havana'", &[]).await;
        let row = "INSERT INTO password_reset SELECT gen_random_uuid(), $1::text::timestamptz, 'self-service', gen_random_uuid(), 'u', false, NULL, '', '{}', \
                   'succeeded', 'done', $1::text::timestamptz, gen_random_uuid()";
        for at in ["2025-11-01T12:00:00Z", "2025-11-02T03:59:00Z", "2025-11-02T04:30:00Z", "2025-11-02T05:30:00Z"] {
            portal.execute(row, &[&at]).await;
        }
        let tidier = Tidier::new(&portal.house).unwrap();
        for _ in 0..20 {
            tidier.beat().await.unwrap();
        }
        assert_eq!((counted(portal, "2025-11-01").await, counted(portal, "2025-11-02").await), (2, 2));
    });
}

#[test]
fn a_reset_whose_end_is_learned_when_its_day_was_counted_is_counted_anew() {
    run(async |portal| {
        let row = "INSERT INTO password_reset SELECT gen_random_uuid(), now() - interval '3 days', 'self-service', gen_random_uuid(), 'u', false, NULL, '', \
                   '{}', 'failed', 'trouble-elsewhere', now() - interval '3 days', gen_random_uuid()";
        portal.execute(row, &[]).await;
        let tidier = Tidier::new(&portal.house).unwrap();
        tidier.beat().await.unwrap();
        let mut rita = super::resets::reader(portal).await;
        let succeeded = async |rita: &mut Visitor| rita.get("/reports/password-resets").await.texts("dd.v")[0].clone();
        assert_eq!(succeeded(&mut rita).await, "0");
        portal.execute("UPDATE password_reset SET result = 'succeeded', detail = 'done'", &[]).await;
        assert_eq!(succeeded(&mut rita).await, "1", "figures agree with the rows at once");
        tidier.beat().await.unwrap();
        assert_eq!(succeeded(&mut rita).await, "1");
        let kept = "SELECT string_agg(result || ' ' || number, ',') FROM password_reset_day";
        assert_eq!(portal.ask(kept, &[]).await, "succeeded 1");
    });
}
