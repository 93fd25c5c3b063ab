//! People who forgot the password that they have there help themselves (R-301…R-307, T-120, T-121).

use jiff::SignedDuration;

use super::{PAGE, STATUS, id, on, two};
use crate::self_service::decided;
use crate::support::mailbox::Mailbox;
use crate::support::page::Page;
use crate::support::server::Portal;
use crate::support::slapd::{LdapWire, Manner, PEOPLE, SUFFIX, Slapd, THEIRS};
use crate::support::visitor::Visitor;

const BEGIN: &str = "/reset-password";
const VERIFY: &str = "/reset-password/verify";
pub(super) const NEW: &str = "/reset-password/new";
pub(super) const UNLOCK: &str = "/reset-password/unlock";
pub(super) const OWN: &str = "Lighthouse-Rope-19";
pub(super) const HOME: &str = "bram@home.example";

/// Bram's directory, with mail, where people who forgot their password may help themselves there.
pub(super) struct There<'a> {
    pub(super) portal: &'a Portal,
    pub(super) mailbox: &'a Mailbox,
    pub(super) server: Slapd,
    pub(super) wire: LdapWire,
    pub(super) gwen: Visitor,
}

pub(super) fn there(test: impl AsyncFnOnce(&mut There<'_>)) {
    decided(r#"{"reach": "everybody", "unlock": true}"#, async |portal, mailbox| {
        let server = Slapd::with(&two());
        let wire = LdapWire::before(&server);
        let (mut gwen, _) = on(portal, wire.port).await;
        assert_eq!(gwen.fill(PAGE, &[("writeback_self", "yes")]).await.code(), 303, "{}", gwen.page().main());
        let sql = "INSERT INTO authentication_contact (user_id, mail) VALUES ($1::text::uuid, $2)";
        portal.execute(sql, &[&id(portal, "bram").await, &HOME]).await;
        test(&mut There { portal, mailbox, server, wire, gwen }).await;
    });
}

impl There<'_> {
    /// Somebody who says to be Bram and reads his mail.
    pub(super) async fn proved(&self) -> Visitor {
        let mut bram = self.portal.visitor();
        bram.says_who("bram@noordzee.example").await;
        self.mailbox.collect(self.portal).await;
        let code = self.mailbox.of(HOME).last().unwrap().code();
        let page = bram.gives("email", &code).await;
        assert_eq!((page.code(), page.location()), (303, NEW), "{}", page.main());
        bram
    }

    /// Nobody may help themselves any more: whoever decides that agrees to whom it leaves without.
    async fn switched_off(&mut self) {
        let form = self.gwen.get(PAGE).await.form(PAGE).unwrap().without("writeback_self");
        let agreed = self.gwen.submit(PAGE, &form).await.form(PAGE).unwrap();
        assert_eq!(self.gwen.submit(PAGE, &agreed).await.code(), 303);
    }

    pub(super) async fn reported(&self) -> (String, String) {
        let row = "SELECT coalesce(result, '') || ' ' || detail FROM password_reset ORDER BY at DESC LIMIT 1";
        let row = self.portal.ask(row, &[]).await;
        row.split_once(' ').map(|(result, detail)| (result.to_owned(), detail.to_owned())).unwrap()
    }

    pub(super) async fn rows(&self) -> String {
        self.portal
            .ask(
                "SELECT coalesce(string_agg(operation || ' ' || outcome, ', ' ORDER BY begun_at), '') FROM writeback",
                &[],
            )
            .await
    }
}

pub(super) async fn chooses(bram: &mut Visitor, password: &str) -> Page {
    bram.get(NEW).await;
    bram.post(NEW, &[("new_password", password)]).await
}

#[test]
fn a_forgotten_password_is_replaced_there_by_the_rules_there() {
    there(async |there| {
        let (portal, server) = (there.portal, &there.server);
        let mut elsewhere = portal.signed_in_there("bram").await;
        let mut other = there.proved().await;
        let mut bram = there.proved().await;
        let page = bram.get(NEW).await;
        assert!(page.says("directory decides which passwords it takes"), "{}", page.main());
        assert!(!page.says("None of the last"), "our rules are not asked: {}", page.main());
        let page = chooses(&mut bram, "tiny").await;
        assert_eq!(page.code(), 422);
        assert!(page.complaint("new_password").contains("too short or too simple"), "{}", page.main());
        assert!(!page.says("The directory says"), "its own words are for administrators: {}", page.main());
        assert!(!page.says("SSPR_"), "another password helps: {}", page.main());
        assert_eq!(there.reported().await.0, "");
        let page = chooses(&mut bram, "Harbour-Rope\u{1}-20").await;
        assert_eq!(page.code(), 422, "{}", page.main());
        assert!(server.accepts("bram", THEIRS));
        let page = chooses(&mut bram, OWN).await;
        assert_eq!((page.code(), page.location()), (303, "/sign-in"), "{}", page.main());
        assert!(!bram.has_session(), "a reset signs nobody in");
        assert!(server.accepts("bram", OWN) && !server.accepts("bram", THEIRS));
        assert_eq!(elsewhere.get("/account").await.code(), 303, "a session of before lives on");
        let kept =
            "SELECT count(*) FROM credential WHERE user_id = (SELECT id FROM users WHERE user_name LIKE 'bram@%')";
        assert_eq!(portal.count(kept).await, 0);
        assert_eq!(there.reported().await.0, "succeeded");
        assert!(there.rows().await.ends_with("self-reset quality, self-reset done"), "{}", there.rows().await);
        let row = portal.last("Reset password in directory (self-service)").await;
        assert_eq!((row.result.as_str(), row.actor_kind.as_str()), ("success", "guest"));
        assert!(row.details.contains("31002"), "{}", row.details);
        assert_eq!(portal.last("Reset password (self-service)").await.targets, "bram@noordzee.example");
        // The other reset that was on its way is over: it was about the password of before.
        let page = chooses(&mut other, "Lighthouse-Rope-20").await;
        assert_eq!((page.code(), page.location()), (303, BEGIN), "{}", page.main());
        assert!(server.accepts("bram", OWN));
        // And Bram is told.
        there.mailbox.collect(portal).await;
        let told = there.mailbox.of(HOME).last().unwrap().text();
        assert!(told.contains("was reset on the page for a forgotten password"), "{told}");
        assert_eq!(portal.visitor().sign_in("bram@noordzee.example", OWN).await.location(), "/");
    });
}

#[test]
fn whoever_was_to_choose_another_one_there_is_not_asked_again() {
    there(async |there| {
        there.server.modify(&format!("dn: uid=bram,{PEOPLE}\nchangetype: modify\nreplace: pwdReset\npwdReset: TRUE\n"));
        let mut bram = there.proved().await;
        assert_eq!(chooses(&mut bram, OWN).await.location(), "/sign-in");
        assert_eq!(there.portal.visitor().sign_in("bram@noordzee.example", OWN).await.location(), "/");
    });
}

#[test]
fn where_it_is_not_switched_on_nobody_is_asked_for_proofs_nor_written_to() {
    there(async |there| {
        there.switched_off().await;
        let before = there.mailbox.of(HOME).len();
        let mut bram = there.portal.visitor();
        let page = bram.says_who("bram@noordzee.example").await;
        assert_eq!((page.code(), page.location()), (303, VERIFY), "as for everybody: {}", page.main());
        there.mailbox.collect(there.portal).await;
        assert_eq!(there.mailbox.of(HOME).len(), before);
        assert_eq!(there.reported().await, ("failed".to_owned(), "elsewhere".to_owned()));
        // Switched off on the way: the reset is over.
        assert_eq!(there.gwen.fill(PAGE, &[("writeback_self", "yes")]).await.code(), 303);
        let mut bram = there.proved().await;
        bram.get(NEW).await;
        let ready = bram.form(NEW).with("new_password", OWN);
        there.switched_off().await;
        bram.submit(NEW, &ready).await;
        assert!(there.server.accepts("bram", THEIRS) && there.rows().await.is_empty());
    });
}

#[test]
fn a_directory_that_is_away_is_told_before_anybody_chooses_a_password() {
    there(async |there| {
        let mut bram = there.proved().await;
        bram.get(NEW).await;
        let ready = bram.form(NEW).with("new_password", OWN);
        there.server.stop();
        there.wire.is(Manner::Gone);
        let page = bram.get(NEW).await;
        assert_eq!(page.code(), 503);
        assert!(page.says("nothing was changed") && page.says("SSPR_0030"), "{}", page.main());
        assert!(page.form(NEW).is_none() && !page.says("The directory says"), "{}", page.main());
        // Whoever had the page open already learns it, too; nothing was begun.
        let page = bram.submit(NEW, &ready).await;
        assert_eq!(page.code(), 503, "{}", page.main());
        assert_eq!(there.rows().await, "");
        assert_eq!(there.reported().await, ("failed".to_owned(), "unreachable".to_owned()));
        assert_eq!(there.portal.last("Reset password in directory (self-service)").await.reason, "answer");
        // The proofs that were given are good for another try.
        there.server.start();
        there.wire.is(Manner::Whole);
        there.portal.advance(SignedDuration::from_secs(31));
        let page = chooses(&mut bram, OWN).await;
        assert_eq!(page.location(), "/sign-in", "{}", page.main());
        assert_eq!(there.reported().await.0, "succeeded");
    });
}

#[test]
fn a_write_without_an_answer_is_settled_or_told_as_unknown() {
    there(async |there| {
        there.wire.is(Manner::SwallowsWrites);
        let mut bram = there.proved().await;
        assert_eq!(chooses(&mut bram, OWN).await.location(), "/sign-in");
        assert_eq!(there.rows().await, "self-reset done");
        there.wire.is(Manner::Whole);
        let mut bram = there.proved().await;
        bram.get(NEW).await;
        let form = bram.form(NEW).with("new_password", "Lighthouse-Rope-20");
        there.wire.is(Manner::DiesWithWrites);
        let page = bram.submit(NEW, &form).await;
        assert_eq!(page.code(), 503, "{}", page.main());
        assert!(page.says("The old or the new password may be valid"), "{}", page.main());
        assert_eq!(there.rows().await, "self-reset done, self-reset unknown");
        assert!(there.gwen.get(STATUS).await.says("Forgotten password"), "{}", there.gwen.page().main());
        there.wire.is(Manner::Whole);
        let page = chooses(&mut bram, "Lighthouse-Rope-21").await;
        assert_eq!(page.location(), "/sign-in", "{}", page.main());
        assert!(there.server.accepts("bram", "Lighthouse-Rope-21"));
    });
}

#[test]
fn pressing_twice_writes_once_and_both_presses_end_alike() {
    there(async |there| {
        let mut bram = there.proved().await;
        bram.get(NEW).await;
        let form = bram.form(NEW).with("new_password", OWN);
        let both = futures_util::future::join(bram.press(NEW, &form), bram.press(NEW, &form)).await;
        for page in [both.0, both.1, bram.press(NEW, &form).await] {
            assert_eq!((page.code(), page.location()), (303, "/sign-in"), "{}", page.text());
        }
        assert_eq!(there.rows().await, "self-reset done");
    });
}

#[test]
fn a_reload_is_told_what_its_own_form_came_to() {
    there(async |there| {
        let mut bram = there.proved().await;
        bram.get(NEW).await;
        let short = bram.form(NEW).with("new_password", "tiny");
        let page = bram.press(NEW, &short).await;
        assert_eq!(page.code(), 422, "{}", page.main());
        bram.get(NEW).await;
        let form = bram.form(NEW).with("new_password", OWN);
        there.wire.is(Manner::DiesWithWrites);
        let page = bram.press(NEW, &form).await;
        assert_eq!(page.code(), 503, "{}", page.main());
        there.wire.is(Manner::Whole);
        // A newer one is unknown; the older one was refused.
        let page = bram.press(NEW, &short).await;
        assert_eq!(page.code(), 422);
        assert!(page.complaint("new_password").contains("too short or too simple"), "{}", page.main());
        let page = bram.press(NEW, &form).await;
        assert!(page.code() == 503 && page.says("The old or the new password may be valid"), "{}", page.main());
        assert_eq!(there.rows().await, "self-reset quality, self-reset unknown");
        // With one that was done the reset is over; the reload of a refused one is still none of success.
        let mut done = bram.get(NEW).await.form(NEW).unwrap().with("new_password", "Lighthouse-Rope-20");
        done = done.with("confirm_password", "Lighthouse-Rope-20");
        assert_eq!(bram.press(NEW, &done).await.location(), "/sign-in");
        assert_eq!(bram.press(NEW, &done).await.location(), "/sign-in");
        for refused in [&short, &form] {
            let page = bram.press(NEW, refused).await;
            assert_eq!((page.code(), page.location()), (303, BEGIN), "{}", page.main());
        }
        assert_eq!(there.rows().await, "self-reset quality, self-reset unknown, self-reset done");
    });
}

#[test]
fn whom_the_directory_protects_or_disables_is_refused_before_any_proof() {
    there(async |there| {
        let closed = "replace: pwdAccountLockedTime\npwdAccountLockedTime: 000001010000Z\n";
        let mut bram = there.proved().await;
        bram.get(NEW).await;
        let form = bram.form(NEW).with("new_password", OWN);
        there.server.modify(&format!("dn: uid=bram,{PEOPLE}\nchangetype: modify\n{closed}"));
        // Disabled in between: the directory is asked, and says so.
        let page = bram.submit(NEW, &form).await;
        assert_eq!(page.code(), 422, "{}", page.main());
        assert!(page.says("disabled in the directory") && page.says("SSPR_0029"), "{}", page.main());
        assert!(page.form("/reset-password/help").is_some(), "{}", page.main());
        assert_eq!(there.portal.last("Reset password in directory (self-service)").await.reason, "disabled");
        super::load(&mut there.gwen, &latchkey::cli::attendant::Attendant::new(&there.portal.house).unwrap(), "whole")
            .await;
        let before = there.mailbox.of(HOME).len();
        there.portal.visitor().says_who("bram@noordzee.example").await;
        there.mailbox.collect(there.portal).await;
        assert_eq!(there.mailbox.of(HOME).len(), before, "no proof is asked for");
    });
}

#[test]
fn whoever_knows_the_password_and_is_locked_out_there_opens_the_own_account() {
    there(async |there| {
        there.server.modify(&format!(
            "dn: uid=bram,{PEOPLE}\nchangetype: modify\nreplace: pwdAccountLockedTime\npwdAccountLockedTime: 20260101000000Z\n"
        ));
        assert!(!there.server.accepts("bram", THEIRS));
        let mut bram = there.proved().await;
        bram.get(NEW).await;
        let form = bram.form(UNLOCK);
        there.wire.is(Manner::Gone);
        let page = bram.submit(UNLOCK, &form).await;
        assert_eq!(page.code(), 503, "{}", page.main());
        assert!(page.says("nothing was changed"), "{}", page.main());
        there.wire.is(Manner::Whole);
        bram.get(NEW).await;
        let page = bram.post(UNLOCK, &[]).await;
        assert_eq!((page.code(), page.location()), (303, "/sign-in"), "{}", page.main());
        assert!(there.server.accepts("bram", THEIRS));
        assert_eq!(there.rows().await, "self-unlock done");
        assert_eq!(there.reported().await.0, "unlocked");
        let row = there.portal.last("Unlock account in directory").await;
        assert_eq!((row.result.as_str(), row.actor_kind.as_str()), ("success", "guest"));
        assert_eq!(there.portal.last("Unlock user account (self-service)").await.result, "success");
        there.portal.signed_in_there("bram").await;
    });
}

#[test]
fn a_right_that_is_missing_is_told_in_plain_words() {
    there(async |there| {
        // Whom nobody may change over there within a day.
        there.server.modify(&format!(
            "dn: cn=strict,{SUFFIX}\nchangetype: add\nobjectClass: device\nobjectClass: pwdPolicy\ncn: strict\npwdAttribute: userPassword\n\
             pwdInHistory: 5\npwdCheckQuality: 2\n\ndn: uid=bram,{PEOPLE}\nchangetype: modify\nadd: pwdPolicySubentry\npwdPolicySubentry: cn=strict,{SUFFIX}\n"
        ));
        let mut bram = there.proved().await;
        let page = chooses(&mut bram, THEIRS).await;
        assert_eq!(page.code(), 422, "{}", page.main());
        assert!(page.complaint("new_password").contains("used before"), "{}", page.main());
        let row = there.portal.last("Reset password in directory (self-service)").await;
        assert_eq!((row.result.as_str(), row.reason.as_str()), ("failure", "in-history"));
        assert!(row.details.contains("33008"), "{}", row.details);
    });
}

#[test]
fn whoever_chose_a_password_is_not_asked_for_another_one_where_our_account_is_an_administrator_of_passwords() {
    there(async |there| {
        there.server.manages();
        let mut bram = there.proved().await;
        assert_eq!(chooses(&mut bram, OWN).await.location(), "/sign-in");
        assert_eq!(there.server.told(&format!("uid=bram,{PEOPLE}"), "pwdReset"), "");
        assert_eq!(there.portal.visitor().sign_in("bram@noordzee.example", OWN).await.location(), "/");
    });
}

#[test]
fn whom_the_new_password_itself_lets_in_is_not_told_to_wait() {
    there(async |there| {
        there.server.modify(&format!(
            "dn: uid=bram,{PEOPLE}\nchangetype: modify\nreplace: pwdAccountLockedTime\npwdAccountLockedTime: 20260101000000Z\n"
        ));
        assert!(!there.server.accepts("bram", THEIRS));
        let mut bram = there.proved().await;
        there.wire.is(Manner::OpensNothing);
        let page = chooses(&mut bram, OWN).await;
        assert_eq!((page.code(), page.location()), (303, "/sign-in"), "{}", page.main());
        let told = bram.follow().await;
        assert!(!told.flash().contains("keep your account closed"), "{}", told.text());
        assert_eq!(there.rows().await, "self-reset done");
        assert!(there.server.accepts("bram", OWN), "the directory opens it with the new password");
        there.wire.is(Manner::Whole);
    });
}

#[test]
fn whoever_can_not_be_looked_at_after_the_new_password_was_written_is_told_to_wait() {
    there(async |there| {
        there.server.modify(&format!(
            "dn: uid=bram,{PEOPLE}\nchangetype: modify\nreplace: pwdAccountLockedTime\npwdAccountLockedTime: 20260101000000Z\n"
        ));
        let mut bram = there.proved().await;
        there.wire.is(Manner::DiesOpening);
        let page = chooses(&mut bram, OWN).await;
        assert_eq!((page.code(), page.location()), (303, "/sign-in"), "{}", page.main());
        let told = bram.follow().await;
        assert!(told.flash().contains("keep your account closed for now"), "{}", told.text());
        assert_eq!(there.rows().await, "self-reset done-closed");
        assert_eq!(there.reported().await, ("succeeded".to_owned(), "done".to_owned()));
        there.wire.is(Manner::Whole);
    });
}
