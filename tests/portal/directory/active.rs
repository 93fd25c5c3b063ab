//! Active Directory, as Samba speaks it: loaded, signed in, written, opened (T-33, T-120…T-123, A84, F32).

use std::fmt::Write as _;

use latchkey::cli::attendant::Attendant;

use super::{PAGE, id, load};
use crate::support::samba::{ACCOUNT, ACCOUNT_PASSWORD, PEOPLE, Samba, THEIRS, person};
use crate::support::server::{Portal, run};
use crate::support::slapd::{LdapWire, Manner};
use crate::support::visitor::Visitor;

const NEW: &str = "Lighthouse-Rope-19";

/// In a portal before a controller with Bram and Zoë, set up and loaded.
fn before(test: impl AsyncFnOnce(&Portal, &Samba, &LdapWire, &mut Visitor, &Attendant)) {
    run(async |portal| {
        let people = person("bram", "Bram", "de Vries", "title: Planner\ndepartment: Cranes\n")
            + &person("zoe", "Zoë", "Klaver, (Jr.)", "").replace("CN=Zoë Klaver, (Jr.)", "CN=Zoë Klaver\\, (Jr.)");
        let server = Samba::with(&people);
        let wire = LdapWire::to(&server.socket());
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let attendant = Attendant::new(&portal.house).unwrap();
        gwen.fill("/settings/directory/password", &[("account_password", ACCOUNT_PASSWORD)]).await;
        let port = wire.port.to_string();
        let page = gwen
            .fill(
                PAGE,
                &[
                    ("kind", "active-directory"),
                    ("host", "127.0.0.1"),
                    ("port", &port),
                    ("security", "plain"),
                    ("account", ACCOUNT),
                    ("base", PEOPLE),
                    ("directory_on", "yes"),
                    ("writeback", "yes"),
                ],
            )
            .await;
        assert_eq!((page.code(), page.location()), (303, PAGE), "{}", page.main());
        Box::pin(load(&mut gwen, &attendant, "whole")).await;
        Box::pin(test(portal, &server, &wire, &mut gwen, &attendant)).await;
    });
}

async fn path(portal: &Portal, uid: &str) -> String {
    format!("/users/{}", id(portal, uid).await)
}

async fn helen(portal: &Portal) -> Visitor {
    portal.signed_in(&portal.helpdesk("Helen Kramer").await).await
}

#[test]
fn people_of_active_directory_are_loaded_and_follow_by_what_never_changes() {
    before(async |portal, server, _, gwen, attendant| {
        let bram = path(portal, "bram").await;
        let page = gwen.get(&bram).await;
        assert!(page.says("Bram de Vries") && page.says("Planner") && page.says("Cranes"), "{}", page.main());
        assert!(gwen.get(&path(portal, "zoe").await).await.says("Zoë Klaver, (Jr.)"), "{}", gwen.page().main());
        // Another name, another place in the tree, another thing to sign in by: the same person.
        server.modify(&format!(
            "dn: CN=Bram de Vries,{PEOPLE}\nchangetype: modify\nreplace: userPrincipalName\nuserPrincipalName: bram.boer@noordzee.example\n\n\
             dn: OU=Cranes,{PEOPLE}\nchangetype: add\nobjectClass: organizationalUnit\n\n\
             dn: CN=Bram de Vries,{PEOPLE}\nchangetype: modrdn\nnewrdn: CN=Bram de Boer\ndeleteoldrdn: 1\nnewsuperior: OU=Cranes,{PEOPLE}\n"
        ));
        // What was known of his name is out of date, and nobody is locked out by that.
        portal.signed_in_there("bram").await;
        load(gwen, attendant, "whole").await;
        assert_eq!(path(portal, "bram.boer").await, bram);
        portal.signed_in_there("bram.boer").await;
    });
}

#[test]
fn a_reset_is_written_with_the_demand_in_one_operation_and_the_change_obeys_the_rules_there() {
    before(async |portal, server, _, _, _| {
        let mut helen = helen(portal).await;
        let page =
            helen.fill(&format!("{}/reset-password", path(portal, "bram").await), &[("verified_by", "saw-id")]).await;
        assert_eq!(page.code(), 200, "{}", page.main());
        let secret = page.secret();
        assert_eq!(server.refuses("bram", &secret).as_deref(), Some("773"), "right, and another one is wanted");
        assert_eq!(server.refuses("bram", THEIRS).as_deref(), Some("52e"));
        let mut bram = portal.visitor();
        let page = bram.sign_in("bram@noordzee.example", &secret).await;
        assert_eq!((page.code(), page.location()), (303, "/change-password"), "{}", page.main());
        bram.follow().await;
        let page = bram.fill("/change-password", &[("current_password", "Wrong-Rope-12"), ("new_password", NEW)]).await;
        assert_eq!(page.code(), 422);
        assert!(!page.complaint("current_password").is_empty(), "{}", page.main());
        for (bad, words) in [("shor1", "too short"), ("alllowercaseletters", "too simple"), (THEIRS, "used before")] {
            let page = bram.fill("/change-password", &[("current_password", &secret), ("new_password", bad)]).await;
            assert_eq!(page.code(), 422, "{bad}");
            assert!(page.complaint("new_password").contains(words), "{bad}: {}", page.main());
            assert!(!page.says("0000052D"), "{}", page.main());
        }
        let row = portal.last("Change password in directory (self-service)").await;
        assert!(
            row.result == "failure" && row.details.contains("33008") && row.details.contains("0000052D"),
            "{row:?}"
        );
        let page = bram.fill("/change-password", &[("current_password", &secret), ("new_password", NEW)]).await;
        assert_eq!((page.code(), page.location()), (303, "/account"), "{}", page.main());
        assert_eq!(server.refuses("bram", NEW), None);
        // Letters of any language travel as they were typed.
        let page = bram
            .fill("/account/password", &[("current_password", NEW), ("new_password", "Zeeëgel-Ψάρι-鯨-😀-20")])
            .await;
        assert_eq!(page.code(), 303, "{}", page.main());
        assert_eq!(server.refuses("bram", "Zeeëgel-Ψάρι-鯨-😀-20"), None);
    });
}

#[test]
fn disabled_protected_expired_and_locked_accounts_are_told_apart() {
    before(async |portal, server, wire, gwen, attendant| {
        let (bram, zoe) = (path(portal, "bram").await, path(portal, "zoe").await);
        let mut helen = helen(portal).await;
        let tried = async |name: &str| {
            let page = portal.visitor().sign_in(&format!("{name}@noordzee.example"), THEIRS).await;
            assert_eq!(page.code(), 422);
            portal.last("Sign in").await.reason
        };
        let set = |attribute: &str, value: &str| {
            server.modify(&format!(
                "dn: CN=Bram de Vries,{PEOPLE}\nchangetype: modify\nreplace: {attribute}\n{attribute}: {value}\n"
            ));
        };
        set("accountExpires", "130000000000000000");
        assert_eq!(tried("bram").await, "directory-expired");
        set("accountExpires", "0");
        set("userAccountControl", "514");
        assert_eq!(tried("bram").await, "directory-disabled");
        let page = helen.fill(&format!("{bram}/reset-password"), &[("verified_by", "saw-id")]).await;
        assert_eq!(page.code(), 409);
        assert!(page.says("disabled in the directory") && page.says("33005"), "{}", page.main());
        set("userAccountControl", "512");
        set("adminCount", "1");
        let page = helen.fill(&format!("{bram}/reset-password"), &[("verified_by", "saw-id")]).await;
        assert!(page.code() == 409 && page.says("80231367"), "{}", page.main());
        assert_eq!(server.refuses("bram", THEIRS), None, "nothing was written");
        // A password that never ends can not be asked to be changed.
        server.modify(&format!(
            "dn: CN=Zoë Klaver\\, (Jr.),{PEOPLE}\nchangetype: modify\nreplace: userAccountControl\nuserAccountControl: 66048\n"
        ));
        let page = helen.fill(&format!("{zoe}/reset-password"), &[("verified_by", "saw-id")]).await;
        assert!(page.code() == 200 && page.says("will not ask"), "{}", page.main());
        // Locked by guesses that came another way, and opened without a reset.
        set("adminCount", "0");
        for _ in 0..11 {
            server.refuses("bram", "Wrong-Rope-12");
        }
        assert_eq!(server.refuses("bram", THEIRS).as_deref(), Some("775"));
        assert_eq!(tried("bram").await, "directory-locked");
        load(gwen, attendant, "whole").await;
        assert!(helen.get(&bram).await.says("Unlock in the directory"), "{}", helen.page().main());
        assert_eq!(helen.fill_at(&bram, &format!("{bram}/unlock"), &[]).await.code(), 303);
        assert_eq!(server.refuses("bram", THEIRS), None, "{}", helen.follow().await.main());
        portal.signed_in_there("bram").await;
        // A reset that could not open it says so, and the page still offers to.
        for _ in 0..11 {
            server.refuses("zoe", "Wrong-Rope-12");
        }
        wire.is(Manner::OpensNothing);
        let page = helen.fill(&format!("{zoe}/reset-password"), &[("verified_by", "saw-id")]).await;
        assert!(
            page.code() == 200 && page.says("Wrong guesses still keep the account of Zoë closed"),
            "{}",
            page.main()
        );
        assert!(page.says("will not ask"), "{}", page.main());
        let written = "SELECT outcome FROM writeback ORDER BY begun_at DESC LIMIT 1";
        assert_eq!(portal.ask(written, &[]).await, "done-closed");
        assert_eq!(server.refuses("zoe", &page.secret()).as_deref(), Some("775"));
        let secret = page.secret();
        assert!(helen.get(&zoe).await.says("Unlock in the directory"), "{}", helen.page().main());
        wire.is(Manner::Whole);
        assert_eq!(helen.fill_at(&zoe, &format!("{zoe}/unlock"), &[]).await.code(), 303);
        assert_eq!(server.refuses("zoe", &secret), None, "{}", helen.follow().await.main());
    });
}

#[test]
fn a_write_to_active_directory_without_an_answer_is_settled_or_told_as_unknown() {
    before(async |portal, server, wire, _, _| {
        let mut helen = helen(portal).await;
        let path = format!("{}/reset-password", path(portal, "bram").await);
        wire.is(Manner::SwallowsWrites);
        let page = helen.fill(&path, &[("verified_by", "saw-id")]).await;
        assert_eq!(page.code(), 200, "{}", page.main());
        assert_eq!(server.refuses("bram", &page.secret()).as_deref(), Some("773"));
        wire.is(Manner::Whole);
        helen.get(&path).await;
        let form = helen.form(&path).with("verified_by", "saw-id");
        wire.is(Manner::DiesWithWrites);
        let page = helen.press(&path, &form).await;
        assert_eq!(page.code(), 503, "{}", page.main());
        assert!(page.says("The old or the new password may be valid"), "{}", page.main());
    });
}

#[test]
fn groups_of_active_directory_are_loaded_by_ranges_with_the_groups_in_them() {
    before(async |portal, server, _, gwen, attendant| {
        // More members than one answer has: most of them are nobody here.
        let mut many = format!("dn: OU=Groups,{PEOPLE}\nchangetype: add\nobjectClass: organizationalUnit\n\n");
        let mut members = String::new();
        for number in 0..1_010 {
            let name = format!("CN=c{number},OU=Groups,{PEOPLE}");
            let _ = write!(many, "dn: {name}\nchangetype: add\nobjectClass: contact\n\n");
            let _ = writeln!(members, "member: {name}");
        }
        for name in ["Bram de Vries", "Zoë Klaver\\, (Jr.)"] {
            let _ = writeln!(members, "member: CN={name},{PEOPLE}");
        }
        let of = |name: &str, kind: i32, members: &str| {
            format!(
                "dn: CN={name},OU=Groups,{PEOPLE}\nchangetype: add\nobjectClass: group\nsAMAccountName: {name}\ngroupType: {kind}\n{members}\n"
            )
        };
        let security = -2_147_483_646;
        many += &of("Everybody", security, &members);
        many += &of("Outer", security, &format!("member: CN=Everybody,OU=Groups,{PEOPLE}\n"));
        many += &of("Letters", 2, &members);
        let page = gwen.fill(PAGE, &[("groups", "yes")]).await;
        assert_eq!(page.code(), 303, "{}", page.main());
        // That takes a while: nobody holds a connection meanwhile.
        server.modify(&many);
        let gwen = &mut portal.signed_in(&portal.global("Gerda Mulder").await).await;
        load(gwen, attendant, "whole").await;
        let page = gwen.get(super::STATUS).await;
        assert!(
            page.says("Groups: 2 read, 2 new, 0 changed, 0 gone, 0 passed over; 3 came in, 0 left, 1010 members"),
            "{}",
            page.main()
        );
        let inside = "SELECT string_agg(name || ' ' || user_name, ', ' ORDER BY user_name) FROM users JOIN group_member ON user_id = users.id \
                      JOIN groups ON groups.id = group_id";
        assert_eq!(portal.ask(inside, &[]).await, "Everybody bram@noordzee.example, Everybody zoe@noordzee.example");
        let nested = "SELECT count(*) FROM group_nesting JOIN groups ON groups.id = group_id WHERE name = 'Outer'";
        assert_eq!(portal.count(nested).await, 1);
        server.modify(&format!(
            "dn: CN=Everybody,OU=Groups,{PEOPLE}\nchangetype: modify\ndelete: member\nmember: CN=Bram de Vries,{PEOPLE}\n\n\
             dn: CN=Zoë Klaver\\, (Jr.),{PEOPLE}\nchangetype: modify\nreplace: manager\nmanager: CN=Bram de Vries,{PEOPLE}\n"
        ));
        portal.advance(jiff::SignedDuration::from_mins(6));
        assert!(attendant.walk().await.unwrap());
        assert_eq!(portal.ask(inside, &[]).await, "Everybody zoe@noordzee.example");
        let manager =
            "SELECT m.user_name FROM users u JOIN users m ON m.id = u.manager_id WHERE u.user_name LIKE 'zoe@%'";
        assert_eq!(portal.ask(manager, &[]).await, "bram@noordzee.example");
    });
}

#[test]
fn the_wire_to_active_directory_is_kept_by_tls_and_another_certificate_is_not_believed() {
    before(async |portal, server, _, gwen, attendant| {
        let page = gwen.fill(PAGE, &[("security", "starttls"), ("fingerprint", &"ab".repeat(32))]).await;
        assert_eq!(page.code(), 303, "{}", page.main());
        let page = gwen.fill_at(PAGE, "/settings/directory/test", &[]).await;
        assert!(page.says("certificate"), "{}", page.main());
        let mut helen = helen(portal).await;
        let reset = format!("{}/reset-password", path(portal, "bram").await);
        assert_eq!(helen.get(&reset).await.code(), 503, "{}", helen.page().main());
        assert_eq!(server.refuses("bram", THEIRS), None, "nothing was sent");
        // The certificate itself, as the authority that signed it.
        let form =
            gwen.get(PAGE).await.form(PAGE).unwrap().with("fingerprint", "").with("authority", &server.certificate());
        assert_eq!(gwen.submit(PAGE, &form).await.code(), 303, "{}", gwen.page().main());
        let page = gwen.fill_at(PAGE, "/settings/directory/test", &[("login", "bram@noordzee.example")]).await;
        assert!(page.says("Bram de Vries"), "{}", page.main());
        load(gwen, attendant, "whole").await;
        let page = helen.fill(&reset, &[("verified_by", "saw-id")]).await;
        assert_eq!(page.code(), 200, "{}", page.main());
        assert_eq!(server.refuses("bram", &page.secret()).as_deref(), Some("773"));
        let page = portal.visitor().sign_in("bram@noordzee.example", &page.secret()).await;
        assert_eq!((page.code(), page.location()), (303, "/change-password"), "{}", page.main());
    });
}
