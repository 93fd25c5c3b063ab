//! Word of a password that ends soon, by mail: 14, 7 and 1 days before (R-256, R-284).

use futures_util::future::join;
use jiff::SignedDuration;
use latchkey::domain::letter::Kind;
use latchkey::domain::profile::Profile;
use latchkey::domain::role::Role;
use latchkey::domain::user::{PasswordKind, Source};

use super::{OWN, address, at_home, decide, decide_on, open, reachable};
use crate::support::mailbox::{Mailbox, Manner};
use crate::support::people::{PASSWORD, Person, Sketch};
use crate::support::post::Arrived;
use crate::support::server::{Portal, run};

const DAY: SignedDuration = SignedDuration::from_hours(24);
const POLICY: &str = "password-policy";
/// After 90 days.
const ENDS: &str = r#"{"expires": true}"#;

/// Runs a test in a portal that sends mail, and in which passwords end after 90 days.
fn ending(test: impl AsyncFnOnce(&Portal, &Mailbox)) {
    open(async |portal, mailbox| {
        decide_on(portal, POLICY, ENDS).await;
        test(portal, mailbox).await;
    });
}

/// Makes somebody's password older.
async fn age(portal: &Portal, person: &Person, days: i32) {
    for sql in [
        "UPDATE credential SET set_at = set_at - make_interval(days => $2) WHERE user_id = $1::text::uuid",
        "UPDATE users SET password_changed_at = password_changed_at - make_interval(days => $2) WHERE id = $1::text::uuid",
    ] {
        portal.execute(sql, &[&person.id, &days]).await;
    }
}

/// Somebody with an address whose password is so many days old.
async fn aged(portal: &Portal, name: &str, days: i32) -> Person {
    let person = reachable(portal, name).await;
    age(portal, &person, days).await;
    person
}

/// Has a server tidy, and its mail leave.
async fn tidied(portal: &Portal, mailbox: &Mailbox) {
    portal.hand().beat().await.unwrap();
    mailbox.collect(portal).await;
}

/// How many letters somebody has.
fn number(mailbox: &Mailbox, person: &Person) -> usize {
    mailbox.of(&at_home(person)).len()
}

#[test]
fn each_of_the_three_days_is_told_once_with_the_day_and_the_way_to_the_own_change() {
    ending(async |portal, mailbox| {
        let bram = aged(portal, "Bram de Vries", 75).await;
        tidied(portal, mailbox).await;
        assert_eq!(number(mailbox, &bram), 0, "fifteen days are left");
        for (days, told) in [(1, 1), (1, 1), (6, 2), (1, 2), (5, 3)] {
            portal.advance(DAY * days);
            tidied(portal, mailbox).await;
            tidied(portal, mailbox).await;
            assert_eq!(number(mailbox, &bram), told, "{days}");
        }
        portal.advance(DAY);
        tidied(portal, mailbox).await;
        assert_eq!(number(mailbox, &bram), 3, "it has ended");
        let day = "SELECT to_char((set_at + interval '2160 hours') AT TIME ZONE 'Europe/Amsterdam', 'FMDD FMMonth YYYY') \
                   FROM credential WHERE user_id = $1::text::uuid";
        let day = portal.ask(day, &[&bram.id]).await;
        for letter in mailbox.of(&at_home(&bram)) {
            let text = letter.text();
            assert!(text.contains(&format!("{} ends on {day}.", bram.user_name)), "{day}: {text}");
            assert!(text.contains("https://passwords.example.org/account/password"), "{text}");
            assert!(letter.subject().contains("your password ends soon"), "{}", letter.subject());
            assert!(!text.contains("It was not you?"), "nothing has happened: {text}");
        }
    });
}

#[test]
fn another_password_begins_anew_and_no_letter_of_the_one_before_leaves_any_more() {
    ending(async |portal, mailbox| {
        let bram = aged(portal, "Bram de Vries", 80).await;
        mailbox.is(Manner::NotNow);
        tidied(portal, mailbox).await;
        assert_eq!(portal.count("SELECT count(*) FROM letter WHERE kind = 'password-ends'").await, 1);
        let mut his = portal.signed_in(&bram).await;
        let fields = [("current_password", PASSWORD), ("new_password", OWN)];
        assert_eq!(his.fill("/account/password", &fields).await.code(), 303);
        mailbox.is(Manner::Kind);
        portal.advance(SignedDuration::from_mins(10));
        tidied(portal, mailbox).await;
        let told: Vec<_> = mailbox.of(&at_home(&bram)).iter().map(Arrived::text).collect();
        assert!(told.len() == 1 && told[0].contains("was changed."), "{told:?}");
        portal.advance(DAY * 4);
        age(portal, &bram, 80).await;
        tidied(portal, mailbox).await;
        let told: Vec<_> = mailbox.of(&at_home(&bram)).iter().map(Arrived::text).collect();
        assert!(told.len() == 2 && told[1].contains("ends on"), "{told:?}");
    });
}

#[test]
fn a_server_that_comes_late_tells_the_nearest_day_alone() {
    ending(async |portal, mailbox| {
        let (bram, eva) = (aged(portal, "Bram de Vries", 86).await, aged(portal, "Eva Smit", 91).await);
        for _ in 0..2 {
            tidied(portal, mailbox).await;
            assert_eq!((number(mailbox, &bram), number(mailbox, &eva)), (1, 0));
        }
        portal.advance(DAY * 3 + SignedDuration::from_hours(12));
        for _ in 0..2 {
            tidied(portal, mailbox).await;
            assert_eq!(number(mailbox, &bram), 2);
        }
    });
}

#[test]
fn servers_that_tidy_at_the_same_time_tell_everybody_once() {
    ending(async |portal, mailbox| {
        let mut people = vec![];
        for number in 0..12 {
            people.push(aged(portal, &format!("Nora{number} Nieuw"), 80).await);
        }
        let (one, other) = (portal.hand(), portal.hand());
        let (one, other) = join(one.beat(), other.beat()).await;
        assert_eq!(one.unwrap() + other.unwrap(), 0, "nobody's time is over");
        tidied(portal, mailbox).await;
        for person in &people {
            assert_eq!(number(mailbox, person), 1, "{}", person.user_name);
        }
    });
}

#[test]
fn a_day_on_which_many_passwords_end_holds_up_neither_codes_nor_other_word() {
    ending(async |portal, mailbox| {
        for number in 0..20 {
            aged(portal, &format!("Nora{number} Nieuw"), 80).await;
        }
        portal.hand().beat().await.unwrap();
        let (bram, eva) = (reachable(portal, "Bram de Vries").await, reachable(portal, "Eva Smit").await);
        let mut his = portal.signed_in(&bram).await;
        let fields = [("current_password", PASSWORD), ("new_password", OWN)];
        assert_eq!(his.fill("/account/password", &fields).await.code(), 303);
        assert_eq!(portal.visitor().says_who(&eva.user_name).await.code(), 303);
        assert_eq!(mailbox.collect(portal).await, 22);
        let to: Vec<_> = mailbox.arrived().into_iter().flat_map(|letter| letter.to).collect();
        for person in [&bram, &eva] {
            let place = to.iter().position(|to| *to == at_home(person)).unwrap();
            assert!(place < 8, "{} was told as number {place} of {to:?}", person.user_name);
        }
    });
}

#[test]
fn nobody_is_told_whose_password_does_not_end_or_who_can_not_use_it() {
    ending(async |portal, mailbox| {
        let bram = aged(portal, "Bram de Vries", 80).await;
        let work = Profile { mail: Some("wim@work.example".to_owned()), ..Profile::default() };
        let wim = portal.make(Sketch::of("Wim Werk").profile(work)).await;
        age(portal, &wim, 80).await;
        let nobody = portal.plain("Nico Niets").await;
        age(portal, &nobody, 80).await;
        let mut others = vec![];
        for sketch in [
            Sketch::of("Blok Kade").blocked(),
            Sketch::of("Dirk Ectory").source(Source::Directory),
            Sketch::of("Gast Elders").source(Source::External),
            Sketch::of("Nina Nieuw").password(Some(PasswordKind::Temporary)),
            Sketch::of("Vera Weg"),
            Sketch::of("Robot Smit"),
            Sketch::of("Vraag Bos"),
        ] {
            let person = portal.make(sketch).await;
            address(portal, &person, &at_home(&person)).await;
            age(portal, &person, 80).await;
            others.push(person);
        }
        // Whoever came from elsewhere and had a password here once.
        let moved = aged(portal, "Dora Diep", 80).await;
        let elsewhere = "UPDATE users SET source = 'directory', password_kind = NULL WHERE id = $1::text::uuid";
        portal.execute(elsewhere, &[&moved.id]).await;
        portal.delete(&others[4]).await;
        let exempt = "UPDATE credential SET exempt_until = now() + interval '99 days' WHERE user_id = $1::text::uuid";
        portal.execute(exempt, &[&others[5].id]).await;
        let asked = "UPDATE credential SET demanded_at = now() WHERE user_id = $1::text::uuid";
        portal.execute(asked, &[&others[6].id]).await;
        tidied(portal, mailbox).await;
        let mut to: Vec<_> = mailbox.arrived().into_iter().flat_map(|letter| letter.to).collect();
        to.sort();
        assert_eq!(to, [at_home(&bram), "wim@work.example".to_owned()]);
    });
}

#[test]
fn an_exemption_is_the_end_that_is_told_and_another_one_begins_anew() {
    ending(async |portal, mailbox| {
        let bram = aged(portal, "Bram de Vries", 80).await;
        let mut una = portal.signed_in(&portal.holder("Una Smit", Role::UserAdministrator).await).await;
        let path = format!("/users/{}/exemption", bram.id);
        let mut exempts = async |days: i32| {
            let until = portal
                .ask(
                    "SELECT to_char(now() AT TIME ZONE 'Europe/Amsterdam' + make_interval(days => $1), 'YYYY-MM-DD')",
                    &[&days],
                )
                .await;
            let page = una.fill(&path, &[("until", &until), ("reason", "a machine"), ("deed", "exempt")]).await;
            assert_eq!(page.code(), 303, "{}", page.text());
        };
        exempts(40).await;
        tidied(portal, mailbox).await;
        assert_eq!(number(mailbox, &bram), 0, "it ends in forty days");
        exempts(12).await;
        tidied(portal, mailbox).await;
        tidied(portal, mailbox).await;
        assert_eq!(number(mailbox, &bram), 1, "it ends in twelve days");
        exempts(6).await;
        tidied(portal, mailbox).await;
        assert_eq!(number(mailbox, &bram), 2, "another end begins anew");
        // The password by itself has ended by then.
        age(portal, &bram, 20).await;
        portal.advance(DAY * 6);
        tidied(portal, mailbox).await;
        assert_eq!(number(mailbox, &bram), 3, "a day is left");
    });
}

#[test]
fn what_is_not_true_any_more_does_not_leave() {
    ending(async |portal, mailbox| {
        let [bram, eva, paul] = [
            aged(portal, "Bram de Vries", 80).await,
            aged(portal, "Eva Jansen", 80).await,
            aged(portal, "Paul Bos", 80).await,
        ];
        portal.hand().beat().await.unwrap();
        let waiting = "SELECT count(*) FROM letter WHERE kind = 'password-ends' AND state = 'waiting'";
        assert_eq!(portal.count(waiting).await, 3);
        let exempt = "UPDATE credential SET exempt_until = now() + interval '99 days', end_told = 0 WHERE user_id = $1::text::uuid";
        portal.execute(exempt, &[&bram.id]).await;
        portal.execute("UPDATE credential SET demanded_at = now() WHERE user_id = $1::text::uuid", &[&eva.id]).await;
        decide_on(portal, POLICY, r#"{"expires": false}"#).await;
        mailbox.collect(portal).await;
        assert_eq!(portal.count(waiting).await, 3, "passwords do not end here any more");
        decide_on(portal, POLICY, ENDS).await;
        mailbox.collect(portal).await;
        assert_eq!([&bram, &eva, &paul].map(|person| number(mailbox, person)), [0, 0, 1]);
    });
}

#[test]
fn very_many_words_of_ends_hold_up_nothing_that_somebody_asked_for() {
    ending(async |portal, mailbox| {
        for number in 0..12 {
            aged(portal, &format!("Oud {number}"), 80).await;
        }
        portal.hand().beat().await.unwrap();
        let waiting = "SELECT count(*) FROM letter WHERE kind = 'password-ends' AND state = 'waiting'";
        assert_eq!(portal.count(waiting).await, 12);
        let paul = portal.holder("Paul Beleid", Role::AuthenticationPolicyAdministrator).await;
        let mut browser = portal.signed_in(&paul).await;
        let invite = "/settings/registration/invite";
        assert_eq!(browser.fill(invite, &[("reason", "Live now")]).await.code(), 303);
        portal.hand().work().await.unwrap();
        mailbox.collect(portal).await;
        let arrived = mailbox.arrived();
        let place = arrived.iter().position(|letter| letter.to.contains(&paul.user_name)).unwrap();
        assert!(place < 8 && arrived.len() > 12, "{place} of {}", arrived.len());
    });
}

#[test]
fn indexes_know_what_never_comes_in_masses_and_what_is_waited_for() {
    run(async |portal| {
        let (masses, of_themselves) = (Kind::in_masses().collect(), Kind::of_themselves().to_vec());
        for (index, but) in [("letter_few", masses), ("letter_awaited", of_themselves)] as [(_, Vec<Kind>); 2] {
            let known = portal.ask("SELECT indexdef FROM pg_indexes WHERE indexname = $1", &[&index]).await;
            let but: Vec<_> = but.into_iter().map(|kind| format!("'{}'::text", kind.id())).collect();
            assert!(known.contains(&format!("ARRAY[{}]", but.join(", "))), "{known}");
        }
    });
}

#[test]
fn without_an_end_without_the_switch_and_without_mail_nobody_is_told() {
    open(async |portal, mailbox| {
        let bram = aged(portal, "Bram de Vries", 80).await;
        tidied(portal, mailbox).await;
        assert_eq!(number(mailbox, &bram), 0, "passwords do not end here");
        decide_on(portal, POLICY, ENDS).await;
        let paul = portal.holder("Paul Beleid", Role::AuthenticationPolicyAdministrator).await;
        let mut paul = portal.signed_in(&paul).await;
        let page = paul.get("/settings/self-service").await;
        assert!(page.says("14, 7 and 1 days before the password ends"), "{}", page.main());
        let form = paul.form("/settings/self-service").without("tell_of_end");
        let page = paul.submit("/settings/self-service", &form).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        let row = portal.last("Update policy").await;
        assert!(
            row.details.contains(r#""tell_of_end.from":"true""#) && row.details.contains(r#""tell_of_end.to":"false""#),
            "{}",
            row.details
        );
        tidied(portal, mailbox).await;
        assert_eq!(number(mailbox, &bram), 0, "it was switched off");
        decide(portal, r#"{"reach": "everybody"}"#).await;
        tidied(portal, mailbox).await;
        assert_eq!(number(mailbox, &bram), 1);
    });
    run(async |portal| {
        decide_on(portal, POLICY, ENDS).await;
        aged(portal, "Bram de Vries", 80).await;
        portal.hand().beat().await.unwrap();
        assert_eq!(portal.count("SELECT count(*) FROM letter").await, 0, "nothing waits for a server");
        assert_eq!(portal.count("SELECT count(*) FROM credential WHERE end_told <> 0").await, 0);
    });
}

#[test]
fn where_passwords_live_longer_since_the_new_end_is_told_anew() {
    ending(async |portal, mailbox| {
        let bram = aged(portal, "Bram de Vries", 89).await;
        tidied(portal, mailbox).await;
        assert_eq!(number(mailbox, &bram), 1);
        decide_on(portal, POLICY, r#"{"expires": true, "valid_days": 120}"#).await;
        tidied(portal, mailbox).await;
        assert_eq!(number(mailbox, &bram), 1, "that is far away");
        age(portal, &bram, 20).await;
        tidied(portal, mailbox).await;
        assert_eq!(number(mailbox, &bram), 2);
    });
}

#[test]
fn the_word_of_an_end_speaks_the_language_of_its_reader_and_says_what_was_written_for_it() {
    ending(async |portal, mailbox| {
        let bram = aged(portal, "Bram de Vries", 80).await;
        portal.execute("UPDATE users SET preferred_language = 'nl-NL' WHERE id = $1::text::uuid", &[&bram.id]).await;
        let eva = aged(portal, "Eva Smit", 80).await;
        let paul = portal.holder("Paul Beleid", Role::AuthenticationPolicyAdministrator).await;
        let mut paul = portal.signed_in(&paul).await;
        let path = "/settings/letters/password-ends";
        let refused = paul.fill(path, &[("text", "Soon."), ("deed", "save")]).await;
        assert!(refused.complaint("text").contains("{until}"), "{}", refused.main());
        let page = paul.fill(path, &[("text", "Choose another one, {name}, before {until}."), ("deed", "save")]).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        tidied(portal, mailbox).await;
        let dutch = mailbox.of(&at_home(&bram)).pop().unwrap().text();
        assert!(dutch.contains("verloopt op") && dutch.contains("Een nieuw wachtwoord kiezen"), "{dutch}");
        let own = mailbox.of(&at_home(&eva)).pop().unwrap().text();
        assert!(own.contains("Choose another one, eva.smit@noordzee.example, before "), "{own}");
        assert!(!own.contains('{'), "{own}");
    });
}
