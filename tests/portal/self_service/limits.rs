//! How often it may be tried, the same for names that somebody has and for those that nobody has (R-250, T-94, F27).

use jiff::SignedDuration;
use latchkey::domain::role::Role;

use super::{BEGIN, NEW, OWN, code, open, reachable};
use crate::support::server::Portal;

const HELP: &str = "/reset-password/help";

/// Begins as often as it takes to be wrong so many times.
async fn wrong(portal: &Portal, name: &str, times: usize) -> u16 {
    let mut browser = portal.visitor();
    let mut last = 0;
    browser.says_who(name).await;
    for _ in 0..times {
        let page = browser.gives("app", "000000").await;
        last = page.code();
    }
    last
}

#[test]
fn five_wrong_proofs_close_the_way_for_a_day_for_whoever_it_is() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        for name in [bram.user_name.as_str(), "nobody.at.all"] {
            assert_eq!(wrong(portal, name, 4).await, 422, "{name}");
            assert_eq!(wrong(portal, name, 1).await, 429, "{name}: the fifth");
            let page = portal.visitor().says_who(name).await;
            assert_eq!(page.code(), 429, "{name}: {}", page.text());
            assert!(page.says("Too many wrong codes") && page.says("can not be chosen here before"), "{}", page.text());
        }
        let row = portal.last("Blocked from self-service password reset").await;
        assert_eq!((row.result.as_str(), row.reason.as_str()), ("failure", "too-many-codes"));
        portal.advance(SignedDuration::from_hours(24));
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        let code = code(portal, mailbox, &bram).await;
        assert_eq!(browser.gives("email", &code).await.location(), NEW);
    });
}

#[test]
fn a_reset_that_succeeds_forgets_the_wrong_proofs_before_it() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        assert_eq!(wrong(portal, &bram.user_name, 4).await, 422);
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        let right = code(portal, mailbox, &bram).await;
        browser.gives("email", &right).await;
        browser.get(NEW).await;
        assert_eq!(browser.post(NEW, &[("new_password", OWN)]).await.location(), "/sign-in");
        assert_eq!(wrong(portal, &bram.user_name, 4).await, 422, "four more are four");
    });
}

#[test]
fn three_codes_an_hour_are_sent_and_the_page_says_when_the_next_one_is() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        for name in ["nobody.at.all", bram.user_name.as_str()] {
            let mut browser = portal.visitor();
            browser.says_who(name).await;
            for _ in 0..2 {
                mailbox.collect(portal).await;
                browser.asks_for_another().await;
            }
            let page = browser.follow().await;
            assert!(page.says("No further code is sent before"), "{name}: {}", page.main());
            assert!(page.form("/reset-password/verify").is_some_and(|form| form.value("send").is_none()), "{name}");
        }
        mailbox.collect(portal).await;
        assert_eq!(mailbox.arrived().len(), 3);
        portal.advance(SignedDuration::from_mins(61));
        portal.visitor().says_who(&bram.user_name).await;
        mailbox.collect(portal).await;
        assert_eq!(mailbox.arrived().len(), 4);
    });
}

#[test]
fn of_two_hundred_wrong_codes_at_once_five_are_looked_at() {
    open(async |portal, _| {
        let bram = reachable(portal, "Bram de Vries").await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        browser.get("/reset-password/verify").await;
        let form = browser.form("/reset-password/verify").with("code", "00000000");
        let tries = (0..200).map(|_| browser.press("/reset-password/verify", &form));
        futures_util::future::join_all(tries).await;
        let looked = "SELECT count(*) FROM audit_event WHERE details LIKE '%\"proof\"%' AND result = 'failure'";
        assert_eq!(portal.count(looked).await, 5);
        assert_eq!(portal.count("SELECT wrong::bigint FROM reset_flow").await, 5);
    });
}

#[test]
fn from_one_address_twenty_may_begin_within_an_hour() {
    open(async |portal, _| {
        for number in 0..20 {
            assert_eq!(portal.visitor().says_who(&format!("somebody{number}")).await.code(), 303);
        }
        let page = portal.visitor().says_who("somebody.else").await;
        assert_eq!(page.code(), 429, "{}", page.text());
        assert!(
            page.header("retry-after").parse::<u32>().is_ok_and(|wait| wait > 3_000),
            "{}",
            page.header("retry-after")
        );
        assert_eq!(portal.visitor().get(BEGIN).await.code(), 200);
    });
}

#[test]
fn a_place_from_which_too_many_began_is_told_once_and_let_in_again_by_whoever_may_unlock() {
    const PLACES: &str = "/users/places";
    const HELD: &str = "Hold source of self-service resets";
    open(async |portal, _| {
        let mut first = portal.signed_in(&portal.helpdesk("Hein Desk").await).await;
        let mut second = portal.signed_in(&portal.helpdesk("Hanna Desk").await).await;
        let told = format!("SELECT count(*) FROM audit_event WHERE activity = '{HELD}'");
        for number in 0..20 {
            assert_eq!(portal.count(&told).await, 0, "{number}");
            assert_eq!(portal.visitor().says_who(&format!("somebody{number}")).await.code(), 303);
        }
        let row = portal.last(HELD).await;
        assert_eq!((row.result.as_str(), row.actor_kind.as_str()), ("success", "guest"));
        assert!(row.details.contains(r#""source":"127.0.0.1/32""#), "{}", row.details);
        assert!(row.details.contains(r#""until":""#), "{}", row.details);
        let before = portal.ledger().await;
        for _ in 0..3 {
            assert_eq!(portal.visitor().says_who("somebody.else").await.code(), 429);
        }
        assert_eq!((portal.ledger().await, portal.count(&told).await), (before, 1), "a flood writes nothing");
        // Two look at the same time, and one of them presses.
        let forms = [first.get(PLACES).await, second.get(PLACES).await].map(|page| {
            assert!(page.says("127.0.0.1/32") && page.says("Password resets"), "{}", page.main());
            page.form(PLACES).unwrap()
        });
        assert_eq!(first.submit(PLACES, &forms[0]).await.location(), PLACES);
        let page = first.follow().await;
        assert!(page.flash().contains("let in again") && page.says("No place has to wait"), "{}", page.main());
        let row = portal.last("Let source in again (by admin)").await;
        assert_eq!(row.details, r#"{"held":"resets","source":"127.0.0.1/32"}"#);
        assert_eq!(second.submit(PLACES, &forms[1]).await.location(), PLACES);
        let page = second.follow().await;
        assert!(page.flash().contains("does not have to wait any more"), "{}", page.main());
        // From there it is counted anew, and the next hold is told again.
        for number in 0..20 {
            assert_eq!(portal.visitor().says_who(&format!("anybody{number}")).await.code(), 303, "{number}");
        }
        assert_eq!(portal.visitor().says_who("anybody.else").await.code(), 429);
        assert_eq!(portal.count(&told).await, 2);
        portal.advance(SignedDuration::from_mins(61));
        assert_eq!(portal.visitor().says_who("anybody.else").await.code(), 303, "time lets it in as well");
    });
}

#[test]
fn whoever_may_unlock_sees_that_it_is_closed_and_opens_it_again() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        wrong(portal, &bram.user_name, 5).await;
        let page = format!("/users/{}", bram.id);
        let opening = format!("{page}/open-reset");
        let mut reader = portal.signed_in(&portal.holder("Rita Reader", Role::GlobalReader).await).await;
        let seen = reader.get(&page).await;
        assert!(seen.says("It is closed for this person until") && seen.form(&opening).is_none(), "{}", seen.main());
        let mut helpdesk = portal.signed_in(&portal.helpdesk("Hein Desk").await).await;
        let answer = helpdesk.fill_at(&page, &opening, &[]).await;
        assert_eq!((answer.code(), answer.location()), (303, page.as_str()), "{}", answer.text());
        assert!(helpdesk.follow().await.flash().contains("open to this person again"));
        assert_eq!(portal.last("Unblock from self-service password reset (by admin)").await.targets, bram.user_name);
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        let code = code(portal, mailbox, &bram).await;
        assert_eq!(browser.gives("email", &code).await.location(), NEW);
    });
}

#[test]
fn the_names_of_one_person_do_not_betray_each_other_and_are_counted_together() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        let add =
            "INSERT INTO login_name (canonical, user_id, kind) VALUES ('bram@work.example', $1::text::uuid, 'mail')";
        portal.execute(add, &[&bram.id]).await;
        assert_eq!(wrong(portal, &bram.user_name, 5).await, 429);
        let mut browser = portal.visitor();
        let page = browser.says_who("bram@work.example").await;
        assert_eq!(page.code(), 303, "as for a name that nobody has: {}", page.text());
        mailbox.collect(portal).await;
        let before = mailbox.arrived().len();
        assert_eq!(browser.gives("app", "000000").await.code(), 422);
        browser.asks_for_another().await;
        mailbox.collect(portal).await;
        assert_eq!(mailbox.arrived().len(), before, "nothing is sent for a person whose way is closed");
    });
}

#[test]
fn wrong_codes_here_do_not_close_the_second_step_of_a_sign_in() {
    open(async |portal, _| {
        let bram = reachable(portal, "Bram de Vries").await;
        let (app, _) = portal.with_app(&bram).await;
        assert_eq!(wrong(portal, &bram.user_name, 5).await, 429);
        let mut his = portal.signed_in(&bram).await;
        assert_eq!(his.prove(&app.next(portal)).await.code(), 303);
    });
}

#[test]
fn what_is_long_over_is_forgotten() {
    open(async |portal, _| {
        portal.visitor().says_who("nobody.at.all").await;
        portal.advance(SignedDuration::from_hours(49));
        latchkey::cli::tidier::Tidier::new(&portal.house).unwrap().beat().await.unwrap();
        assert_eq!(
            portal.count("SELECT (SELECT count(*) FROM reset_flow) + (SELECT count(*) FROM reset_tries)").await,
            0
        );
    });
}

#[test]
fn whoever_is_closed_out_can_still_ask_for_help() {
    open(async |portal, mailbox| {
        let bram = reachable(portal, "Bram de Vries").await;
        let pia = portal.holder("Pia Password", Role::PasswordAdministrator).await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        for _ in 0..4 {
            browser.gives("app", "000000").await;
        }
        let page = browser.gives("app", "000000").await;
        assert!(page.code() == 429 && page.form(HELP).is_some(), "{}", page.main());
        // What he reads out leads to what happened (R-233).
        assert!(page.says(page.request()), "{}", page.main());
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let told = gwen.get(&format!("/troubleshoot?code={}", page.request())).await;
        assert!(told.code() == 200 && told.says("bram.vries"), "{}", told.main());
        let page = browser.post(HELP, &[]).await;
        assert_eq!((page.code(), page.location()), (303, BEGIN), "{}", page.text());
        assert!(browser.follow().await.flash().contains("on its way to the people who can help"));
        mailbox.collect(portal).await;
        assert_eq!(mailbox.of(&pia.user_name).len(), 1);
        // Also who comes later, and for a name that nobody has the page is the same.
        assert_eq!(wrong(portal, "nobody.at.all", 5).await, 429);
        for name in [bram.user_name.as_str(), "nobody.at.all"] {
            let mut browser = portal.visitor();
            let page = browser.says_who(name).await;
            assert_eq!(page.code(), 429, "{name}");
            assert!(page.form(HELP).is_some(), "{name}: {}", page.main());
            assert_eq!(browser.post(HELP, &[]).await.location(), BEGIN, "{name}");
            assert_eq!(browser.get(super::VERIFY).await.location(), BEGIN, "{name}: it opens nothing");
        }
        mailbox.collect(portal).await;
        assert_eq!(mailbox.of(&pia.user_name).len(), 2);
        let others = "SELECT count(*) FROM password_reset WHERE user_id = $1::text::uuid AND result <> 'contacted-administrator'";
        assert_eq!(portal.ask(&others.replace("count(*)", "count(*)::text"), &[&bram.id]).await, "0");
    });
}

#[test]
fn strangers_cause_no_more_letters_within_an_hour_than_was_decided() {
    open(async |portal, mailbox| {
        super::decide(portal, r#"{"reach": "everybody", "mails_an_hour": 10}"#).await;
        let mut people = vec![];
        for number in 0..11 {
            people.push(reachable(portal, &format!("Nora{number} Nieuw")).await);
        }
        for person in &people {
            let page = portal.visitor().says_who(&person.user_name).await;
            assert_eq!(page.code(), 303, "{}", page.text());
        }
        mailbox.collect(portal).await;
        let sent = people.iter().filter(|person| !mailbox.of(&super::at_home(person)).is_empty()).count();
        assert_eq!(sent, 10);
        let mut paul =
            portal.signed_in(&portal.holder("Paul Beleid", Role::AuthenticationPolicyAdministrator).await).await;
        assert!(paul.get("/settings/mail").await.says("as much mail within an hour as may be"));
        // Their own deeds are no strangers'.
        let page = paul.fill("/settings/mail", &[("to", "paul@home.example")]).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        mailbox.collect(portal).await;
        assert_eq!(mailbox.of("paul@home.example").len(), 1);
        portal.advance(SignedDuration::from_hours(1));
        let last = &people[10];
        portal.visitor().says_who(&last.user_name).await;
        mailbox.collect(portal).await;
        assert_eq!(mailbox.of(&super::at_home(last)).len(), 1);
    });
}

#[test]
fn requests_for_help_never_take_the_room_of_codes() {
    open(async |portal, mailbox| {
        super::decide(portal, r#"{"reach": "everybody", "mails_an_hour": 10}"#).await;
        for number in 0..6 {
            portal.holder(&format!("Pia{number} Wacht"), Role::PasswordAdministrator).await;
        }
        let bram = reachable(portal, "Bram de Vries").await;
        let mut browser = portal.visitor();
        browser.says_who(&bram.user_name).await;
        for _ in 0..3 {
            browser.get(super::VERIFY).await;
            assert_eq!(browser.post(HELP, &[]).await.code(), 303);
        }
        mailbox.collect(portal).await;
        let asked = "SELECT count(*) FROM letter WHERE kind = 'help-asked'";
        assert_eq!(portal.count(asked).await, 12, "as many as may be, and none after");
        let paul = portal.holder("Paul Beleid", Role::AuthenticationPolicyAdministrator).await;
        let page = portal.signed_in(&paul).await.get("/settings/mail").await;
        assert!(page.says("such requests reach nobody") && !page.says("no codes are sent to them"), "{}", page.main());
        let eva = reachable(portal, "Eva Smit").await;
        portal.visitor().says_who(&eva.user_name).await;
        mailbox.collect(portal).await;
        assert_eq!(mailbox.of(&super::at_home(&eva)).len(), 1);
    });
}
