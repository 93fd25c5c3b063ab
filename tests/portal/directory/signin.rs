//! Signing in with the password of the directory.

use super::{before, id, on, two};
use crate::support::server::Portal;
use crate::support::slapd::{Manner, PEOPLE, THEIRS, person};
use crate::support::visitor::Visitor;

impl Portal {
    /// Somebody of the directory, signed in with the password there.
    pub(crate) async fn signed_in_there(&self, uid: &str) -> Visitor {
        let mut visitor = self.visitor();
        visitor.sign_in(&format!("{uid}@noordzee.example"), THEIRS).await;
        assert!(visitor.has_session(), "{uid}: {}", visitor.page().text());
        visitor
    }
}

#[test]
fn the_password_there_opens_the_door_here_and_nothing_of_it_is_kept() {
    before(&two(), async |portal, server, _| {
        on(portal, server.port).await;
        portal.signed_in_there("bram").await;
        let row = portal.last("Sign in").await;
        assert_eq!((row.result.as_str(), row.targets.as_str()), ("success", "bram@noordzee.example"));
        let wrong = portal.visitor().sign_in("bram@noordzee.example", "Harbour-Crane-52").await;
        assert_eq!(wrong.code(), 422);
        assert_eq!(portal.last("Sign in").await.reason, "wrong-password");
        // The same answer as for anybody else who does not get in.
        let nobody = portal.visitor().sign_in("nobody@noordzee.example", "Harbour-Crane-52").await;
        assert_eq!(wrong.complaints(), nobody.complaints());
        let kept = "SELECT count(*) FROM credential JOIN users ON users.id = user_id WHERE source = 'directory'";
        assert_eq!(portal.count(kept).await, 0);
    });
}

#[test]
fn what_was_typed_finds_itself_and_an_empty_password_finds_nobody() {
    let comma = person("o'neil", "Sean", "O'Neil, (Jr.) *", "");
    before(&(two() + &comma), async |portal, server, _| {
        on(portal, server.port).await;
        portal.signed_in_there("o'neil").await;
        for name in ["*", "br*", "bram)(uid=*", "\\2a", "bram\\00"] {
            let page = portal.visitor().sign_in(name, THEIRS).await;
            assert_eq!(page.code(), 422, "{name}");
        }
        // The server takes a name without a password for nobody, and says yes (RFC 4513 5.1.2).
        for password in ["", " ", "\u{1}", "\u{7f}"] {
            let mut bram = portal.visitor();
            bram.fill("/sign-in", &[("username", "bram@noordzee.example"), ("password", password)]).await;
            assert!(!bram.has_session() && bram.page().code() == 422, "{password:?}");
        }
    });
}

#[test]
fn too_many_wrong_guesses_close_the_door_here_before_they_do_there() {
    before(&two(), async |portal, server, _| {
        on(portal, server.port).await;
        for number in 0..10 {
            portal.visitor().sign_in("bram@noordzee.example", &format!("Guess-Number-{number}")).await;
        }
        let page = portal.visitor().sign_in("bram@noordzee.example", THEIRS).await;
        assert_eq!(page.code(), 422, "the right one is not even judged");
        assert_eq!(portal.last("Sign in").await.reason, "locked");
        assert!(server.accepts("bram", THEIRS), "the directory heard of ten, and closes after twenty");
    });
}

#[test]
fn an_account_that_is_locked_there_is_told_in_the_log_alone() {
    before(&two(), async |portal, server, _| {
        let (mut gwen, _) = on(portal, server.port).await;
        server.modify(&format!(
            "dn: uid=bram,{PEOPLE}\nchangetype: modify\nreplace: pwdAccountLockedTime\npwdAccountLockedTime: 000001010000Z\n"
        ));
        let page = portal.visitor().sign_in("bram@noordzee.example", THEIRS).await;
        assert_eq!(page.code(), 422);
        let row = portal.last("Sign in").await;
        assert_eq!(row.reason, "directory-locked");
        assert!(
            gwen.get(&format!("/audit/{}", row.id)).await.says("locked in the directory"),
            "{}",
            gwen.page().main()
        );
        let wrong = portal.visitor().sign_in("zoe@noordzee.example", "Harbour-Crane-52").await;
        assert_eq!(page.complaints(), wrong.complaints());
    });
}

#[test]
fn a_directory_that_is_away_keeps_nobody_else_out() {
    before(&two(), async |portal, server, wire| {
        on(portal, wire.port).await;
        let anna = portal.plain("Anna Lokaal").await;
        server.stop();
        wire.is(Manner::Gone);
        for _ in 0..6 {
            let page = portal.visitor().sign_in("bram@noordzee.example", THEIRS).await;
            assert_eq!(page.code(), 503, "{}", page.main());
        }
        portal.signed_in(&anna).await;
        let counted = "SELECT count(*) FROM throttle WHERE user_id = $1::text::uuid AND failures > 0";
        let bram = id(portal, "bram").await;
        assert_eq!(
            portal.ask(&counted.replace("count(*)", "count(*)::text"), &[&bram]).await,
            "0",
            "nothing is charged"
        );
        server.start();
        wire.is(Manner::Whole);
        portal.advance(jiff::SignedDuration::from_secs(31));
        portal.signed_in_there("bram").await;
    });
}

#[test]
fn a_slow_directory_holds_four_at_most_and_nobody_here_notices() {
    before(&two(), async |portal, _, wire| {
        on(portal, wire.port).await;
        let anna = portal.plain("Anna Lokaal").await;
        wire.is(Manner::Silent);
        let waiting: Vec<_> = (0..12)
            .map(|_| {
                let mut bram = portal.visitor();
                tokio::task::spawn_local(async move { bram.sign_in("bram@noordzee.example", THEIRS).await.code() })
            })
            .collect();
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        let began = std::time::Instant::now();
        portal.signed_in(&anna).await;
        let took = began.elapsed();
        assert!(took < std::time::Duration::from_secs(3), "somebody local waited {took:?}");
        for one in waiting {
            assert_eq!(one.await.unwrap(), 503);
        }
        assert!(wire.most() <= 4, "{} at once", wire.most());
    });
}

#[test]
fn whoever_is_not_found_there_hears_what_everybody_hears_and_is_charged_for_nothing() {
    before(&two(), async |portal, server, _| {
        on(portal, server.port).await;
        let zoe = id(portal, "zoe").await;
        server.modify(&format!("dn: uid=zoe,{PEOPLE}\nchangetype: delete\n"));
        let wrong = portal.visitor().sign_in("bram@noordzee.example", "Harbour-Crane-52").await;
        for number in 0..3 {
            let page = portal.visitor().sign_in("zoe@noordzee.example", &format!("Guess-Number-{number}")).await;
            assert_eq!((page.code(), page.complaints()), (422, wrong.complaints()));
            assert_eq!(portal.last("Sign in").await.reason, "directory-absent");
        }
        let charged = "SELECT count(*)::text FROM throttle WHERE user_id = $1::text::uuid AND failures > 0";
        assert_eq!(portal.ask(charged, &[&zoe]).await, "0");
    });
}
