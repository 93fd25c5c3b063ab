//! From a code to what happened, what it means and what helps (R-1.31, R-370, T-138).

use latchkey::domain::role::Role;
use latchkey::domain::trouble::Trouble;
use latchkey::domain::user::Source;

use crate::support::people::Sketch;
use crate::support::server::run;

#[test]
fn a_support_code_leads_to_what_happened_its_meaning_and_what_helps() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let refused = portal.visitor().sign_in(&bram.user_name, "wrong").await;
        let code = refused.request().to_owned();
        let mut rita = portal.signed_in(&portal.holder("Rita Lezer", Role::ReportsReader).await).await;
        let page = rita.get(&format!("/troubleshoot?code={}", code.to_uppercase())).await;
        assert_eq!(page.code(), 200, "{}", page.text());
        assert!(
            page.says("The password was wrong") && page.says("The account is there, and the password is another one.")
        );
        assert!(page.says("Look out for capitals and another keyboard."), "{}", page.main());
        let facts = page.one("pre#diagnostics");
        for part in
            [code.as_str(), "Sign in", "wrong-password", &bram.user_name, &bram.id, "127.0.0.1", "Europe/Amsterdam"]
        {
            assert!(facts.contains(part), "{part}: {facts}");
        }
        // Whoever may help that person back in learns why, and gets no links to what is out of sight.
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let page = helen.get(&format!("/troubleshoot?code={code}")).await;
        assert!(page.says("The password was wrong") && page.says("Look out for capitals"), "{}", page.main());
        assert_eq!(page.attributes("ol.trail a, section[aria-labelledby=happened] a", "href"), [""; 0]);
        // Of somebody whom she may not help, and of what others did, she learns nothing.
        let gwen = portal.global("Gwen Bakker").await;
        let refused = portal.visitor().sign_in(&gwen.user_name, "wrong").await.request().to_owned();
        let mut una = portal.signed_in(&portal.holder("Una Smit", Role::UserAdministrator).await).await;
        let edit =
            una.fill(&format!("/users/{}/edit", bram.id), &[("job_title", "Planner")]).await.request().to_owned();
        for code in [refused, edit] {
            let page = helen.get(&format!("/troubleshoot?code={code}")).await;
            assert!(page.says("Nothing that you may see was recorded under this code."), "{}", page.main());
            assert!(!page.main().contains("bram") && page.texts("pre").is_empty());
        }
        // A name that nobody has is nobody whom she may help: who tried it, and from where, is for those who see everything.
        let unknown = portal.visitor().sign_in("nobody.at.all", "wrong").await.request().to_owned();
        let page = rita.get(&format!("/troubleshoot?code={unknown}")).await;
        assert!(page.says("What was typed as user name belongs to no account."), "{}", page.main());
        let mut lena = portal.signed_in(&portal.holder("Lena Lezer", Role::DirectoryReader).await).await;
        let pages = [
            helen.get(&format!("/troubleshoot?code={unknown}")).await,
            lena.get(&format!("/troubleshoot?code={unknown}")).await,
            lena.get(&format!("/troubleshoot?code={code}")).await,
        ];
        for page in pages {
            assert!(page.says("Nothing that you may see was recorded under this code."), "{}", page.main());
            assert!(page.texts("pre").is_empty() && !page.main().contains("127.0.0.1"), "{}", page.main());
        }
        // A page that was only read left nothing.
        let read = rita.get("/users").await.request().to_owned();
        let page = rita.get(&format!("/troubleshoot?code={read}")).await;
        assert!(page.says("Nothing was recorded under this code"), "{}", page.main());
        assert!(page.says("or Latchkey itself had a fault"), "{}", page.main());
        rita.cookies.insert("__Host-latchkey-prefs".to_owned(), "nl.".to_owned());
        let page = rita.get(&format!("/troubleshoot?code={read}")).await;
        assert!(
            page.says("of Latchkey had zelf een storing") && page.says("Supportcode, of een code"),
            "{}",
            page.main()
        );
    });
}

#[test]
fn every_code_that_is_known_is_explained_and_any_other_is_refused_beside_its_field() {
    run(async |portal| {
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let page = helen.get("/troubleshoot").await;
        let links = page.attributes("section[aria-labelledby=known] tbody a", "href");
        assert_eq!(links.len(), Trouble::ALL.len());
        for link in links {
            let page = helen.get(&link).await;
            assert_eq!((page.code(), page.texts("dl.facts dd").len()), (200, 2), "{link}");
        }
        let page = helen.get("/troubleshoot?code=sspr_0013").await;
        assert!(page.says("Only members of chosen groups may reset the own password"), "{}", page.main());
        // The codes that administrators know from the directory.
        let page = helen.get("/troubleshoot?code=33008").await;
        assert!(page.says("The new password breaks a rule of the directory"), "{}", page.main());
        for code in ["SSPR_9999", "'%22%3E%3Cscript%3E", &"x".repeat(4000)] {
            let page = helen.get(&format!("/troubleshoot?code={code}")).await;
            assert_eq!(page.code(), 422, "{code:.20}");
            assert!(
                page.complaint("code").contains("Enter a support code as it stands on the page"),
                "{}",
                page.main()
            );
        }
        assert_eq!(helen.get("/troubleshoot?code=a&code=b").await.code(), 422);
        assert_eq!(helen.get("/audit").await.link("Troubleshoot").unwrap(), "/troubleshoot");
    });
}

#[test]
fn a_refusal_is_not_told_beside_a_sentence_that_nothing_was_refused() {
    run(async |portal| {
        let (bram, gwen) = (portal.plain("Bram de Vries").await, portal.global("Gwen Bakker").await);
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let own = format!("/users/{}/sign-out", bram.id);
        helen.get(&own).await;
        let form = helen.form(&own).with("reason", "SD-1");
        let refused = helen.submit(&format!("/users/{}/sign-out", gwen.id), &form).await;
        assert_eq!(refused.code(), 403);
        let page = helen.get(&format!("/troubleshoot?code={}", refused.request())).await;
        assert_eq!(page.texts("ol.trail li").len(), 1, "{}", page.main());
        assert!(!page.says("Nothing of this was refused."), "{}", page.main());
        assert!(page.says("lacks the role for it"), "what to do about it: {}", page.main());
        let done = helen.fill(&own, &[("reason", "SD-1")]).await;
        let page = helen.get(&format!("/troubleshoot?code={}", done.request())).await;
        assert!(page.says("Nothing of this was refused."), "{}", page.main());
    });
}

#[test]
fn diagnostics_tell_page_moment_and_kind_of_account_and_nothing_that_was_asked_of_the_page() {
    run(async |portal| {
        let (bram, gwen) = (portal.plain("Bram de Vries").await, portal.global("Gwen Bakker").await);
        let mut browser = portal.signed_in(&bram).await;
        let page = browser.get(&format!("/users/{}?secret=hunter2", gwen.id)).await;
        assert_eq!(page.code(), 403);
        let facts = page.one("pre#diagnostics");
        let address = format!("Page: /users/{} ", gwen.id);
        for part in [page.request(), "Status: 403", &address, "(Europe/Amsterdam)", &bram.id, "local, no administrator"]
        {
            assert!(facts.contains(part), "{part}: {facts}");
        }
        assert!(!facts.contains("hunter2") && !facts.contains("Latchkey 0"), "{facts}");
        assert_eq!(page.attributes("button[data-copy]", "data-copy"), ["diagnostics"]);
        // Nobody in particular: no account.
        let facts = portal.visitor().get("/nothing/here?secret=hunter2").await.one("pre#diagnostics");
        assert!(facts.contains("Page: /nothing/here") && !facts.contains("Account"), "{facts}");
        assert!(!facts.contains("hunter2"), "{facts}");
        // What the log knows of a code, with the accounts of today.
        let ada = portal.make(Sketch::of("Ada Extern").source(Source::External)).await;
        let refused = portal.visitor().sign_in(&ada.user_name, "wrong").await.request().to_owned();
        let mut gwen = portal.signed_in(&gwen).await;
        let facts = gwen.get(&format!("/troubleshoot?code={refused}")).await.one("pre#diagnostics");
        assert!(facts.contains(&format!("Account of {}: external, no administrator", ada.id)), "{facts}");
        assert!(facts.contains("(Europe/Amsterdam)"), "{facts}");
        let own = portal.last("Sign in").await.request;
        let facts = gwen.get(&format!("/troubleshoot?code={own}")).await.one("pre#diagnostics");
        assert!(facts.contains("Account: local, administrator"), "{facts}");
        let facts = gwen.get("/users/nobody").await.one("pre#diagnostics");
        assert!(facts.starts_with("Latchkey ") && facts.contains("local, administrator"), "{facts}");
    });
}
