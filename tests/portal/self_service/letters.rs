//! What letters say, in the organisation's own words (R-210, R-255).

use latchkey::domain::role::Role;

use super::{at_home, decide_on, open, reachable};
use crate::support::server::Portal;
use crate::support::visitor::Visitor;

const LETTERS: &str = "/settings/letters";
const CODE: &str = "/settings/letters/reset-code";

async fn paul(portal: &Portal) -> Visitor {
    portal.signed_in(&portal.holder("Paul Beleid", Role::AuthenticationPolicyAdministrator).await).await
}

#[test]
fn a_letter_says_what_was_written_for_it_in_its_language_and_the_original_comes_back() {
    open(async |portal, mailbox| {
        let mut paul = paul(portal).await;
        let page = paul.get(CODE).await;
        assert!(page.says("This is the original text.") && page.value("text").contains("{code}"), "{}", page.main());
        assert!(page.value("subject").contains("{organisation}"), "{}", page.main());
        let text =
            "Dear colleague,\nhere it is:\n\n{code}\n\nGood for {minutes} minutes.\n\nThe {organisation} desk <b>";
        let fields = [("subject", "Your code for {organisation}"), ("text", text), ("deed", "save")];
        let page = paul.fill(CODE, &fields).await;
        assert_eq!(
            (page.code(), page.location()),
            (303, "/settings/letters/reset-code?language=en"),
            "{}",
            page.text()
        );
        let page = paul.follow().await;
        assert!(page.says("This text is your own."), "{}", page.main());
        let row = portal.last("Update policy").await;
        assert!(
            row.details.contains(r#""reset-code.en.subject.to":"Your code for {organisation}""#),
            "{}",
            row.details
        );
        assert!(paul.get("/settings").await.says("One text is your own."));
        let page = paul.get(LETTERS).await;
        assert_eq!(page.texts("#list .badge"), ["Your own"], "{}", page.main());
        let bram = reachable(portal, "Bram de Vries").await;
        portal.visitor().says_who(&bram.user_name).await;
        mailbox.collect(portal).await;
        let arrived = mailbox.of(&at_home(&bram)).remove(0);
        let told = arrived.text();
        assert!(told.contains("Dear colleague,") && told.contains("Good for 10 minutes."), "{told}");
        assert!(
            arrived.subject().starts_with("Your code for ") && !arrived.subject().contains('{'),
            "{}",
            arrived.subject()
        );
        assert!(arrived.code().bytes().all(|byte| byte.is_ascii_digit()) && arrived.code().len() == 8);
        assert!(arrived.raw.contains("&#60;b&#62;") && !arrived.raw.contains("desk <b></p>"), "{}", arrived.raw);
        // The other language still says what was delivered.
        let sql = "UPDATE user_record SET preferred_language = 'nl-NL' WHERE id = $1::text::uuid";
        portal.execute(sql, &[&bram.id]).await;
        portal.visitor().says_who(&bram.user_name).await;
        mailbox.collect(portal).await;
        let dutch = mailbox.of(&at_home(&bram)).remove(1).text();
        assert!(dutch.contains("Je vroeg om een nieuw wachtwoord") && !dutch.contains("colleague"), "{dutch}");
        let page = paul.fill(CODE, &[("deed", "original")]).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        assert!(paul.follow().await.says("This is the original text."));
        let row = portal.last("Update policy").await;
        assert!(row.details.contains(r#""reset-code.en.text.to":"""#), "{}", row.details);
        assert!(paul.get(&format!("/audit/{}", row.id)).await.says("Code for a new password, Subject (English)"));
    });
}

#[test]
fn what_can_not_be_filled_in_is_refused_beside_its_field_and_what_was_typed_stays() {
    open(async |portal, _| {
        let mut paul = paul(portal).await;
        let page = paul.fill(CODE, &[("subject", "Code {code}"), ("text", "{name}: {code}"), ("deed", "save")]).await;
        assert_eq!(page.code(), 422, "{}", page.text());
        assert!(page.complaint("subject").contains("{code} can not be filled in here"), "{}", page.main());
        assert!(page.complaint("text").contains("{name} can not be filled in here"), "{}", page.main());
        assert_eq!((page.value("subject").as_str(), page.value("text").as_str()), ("Code {code}", "{name}: {code}"));
        assert!(page.attributes("iframe", "srcdoc").is_empty(), "what can not be sent is not shown");
        for (text, why) in [
            ("Hello", "of no use without {code}"),
            ("{code} https://evil.example", "leads nowhere"),
            ("", "Write something"),
            (&format!("{{code}}{}", "x".repeat(2_000)), "2000"),
        ] {
            let page = paul.fill(CODE, &[("text", text), ("deed", "preview")]).await;
            assert!(page.code() == 422 && page.complaint("text").contains(why), "{why}: {}", page.main());
        }
        let dutch = "/settings/letters/reset-code?language=nl";
        paul.get(dutch).await;
        let form = paul.form(CODE).with("text", "Hallo").with("deed", "save");
        let page = paul.submit(CODE, &form).await;
        assert!(page.code() == 422 && page.complaint("text").contains("of no use without"), "{}", page.main());
        assert_eq!(portal.count("SELECT count(*) FROM setting WHERE section = 'letters'").await, 0);
        assert_eq!(paul.get("/settings/letters/nothing").await.code(), 404);
        assert_eq!(paul.get("/settings/letters/reset-code?language=xx").await.code(), 422);
    });
}

#[test]
fn a_preview_shows_text_and_page_as_they_would_arrive_and_saves_nothing() {
    open(async |portal, _| {
        decide_on(portal, "branding", r#"{"name": "{code} <i>& Zee"}"#).await;
        let mut paul = paul(portal).await;
        let page =
            paul.fill(CODE, &[("text", "For you <script>:\n\n{code}\n\n{organisation}"), ("deed", "preview")]).await;
        assert_eq!(page.code(), 200, "{}", page.text());
        let framed = page.attributes("#preview iframe", "srcdoc").remove(0);
        assert!(framed.contains("<h1>1234 5678</h1>") && framed.contains("&#60;script&#62;"), "{framed}");
        assert!(
            framed.contains("{code} &#60;i&#62;&#38; Zee") && !framed.contains("<i>"),
            "a value stays as it is: {framed}"
        );
        assert_eq!(page.attributes("#preview iframe", "sandbox"), [""], "nothing of it runs");
        let plain = page.one("#preview pre");
        assert!(plain.contains("For you <script>:") && plain.contains("1234 5678"), "{plain}");
        assert!(page.value("text").starts_with("For you <script>"), "what was typed stays");
        assert_eq!(portal.count("SELECT count(*) FROM setting WHERE section = 'letters'").await, 0);
        // Saving our own words is no decision: a better original is sent as soon as there is one.
        let page = paul.fill(CODE, &[("deed", "save")]).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        assert_eq!(portal.count("SELECT count(*) FROM setting WHERE section = 'letters'").await, 0);
    });
}

#[test]
fn two_who_write_at_one_time_do_not_overwrite_each_other_and_a_reader_writes_nothing() {
    open(async |portal, _| {
        let (mut paul, mut gwen) = (paul(portal).await, portal.signed_in(&portal.global("Gwen Bakker").await).await);
        gwen.get(CODE).await;
        let late = gwen.form(CODE).with("text", "Late: {code}").with("deed", "save");
        assert_eq!(paul.fill(CODE, &[("text", "First: {code}"), ("deed", "save")]).await.code(), 303);
        let page = gwen.submit(CODE, &late).await;
        assert_eq!((page.code(), page.value("text").as_str()), (409, "Late: {code}"), "{}", page.main());
        let mut greta = portal.signed_in(&portal.holder("Greta Lezer", Role::GlobalReader).await).await;
        let page = greta.get(CODE).await;
        assert!(page.code() == 200 && page.texts("button[name=deed]").is_empty(), "{}", page.main());
        let form = greta.form(CODE).with("text", "Mine: {code}").with("deed", "save");
        assert_eq!(greta.submit(CODE, &form).await.code(), 403);
        let helen = portal.holder("Helen Kramer", Role::HelpdeskAdministrator).await;
        assert_eq!(portal.signed_in(&helen).await.get(LETTERS).await.code(), 403);
    });
}
