//! From a code to what happened, what it means and what helps (R-1.31, R-370, T-138).

use latchkey::domain::role::Role;
use latchkey::domain::trouble::Trouble;

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
        // Whoever sees the own actions alone learns nothing of it.
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        let page = helen.get(&format!("/troubleshoot?code={code}")).await;
        assert!(page.says("Nothing that you did was recorded under this code."), "{}", page.main());
        assert!(!page.main().contains("bram") && page.texts("pre").is_empty());
        // A page that was only read left nothing.
        let read = rita.get("/users").await.request().to_owned();
        let page = rita.get(&format!("/troubleshoot?code={read}")).await;
        assert!(page.says("Nothing was recorded under this code"), "{}", page.main());
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
