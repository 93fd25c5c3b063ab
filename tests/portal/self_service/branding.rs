//! How the portal looks and greets (R-260…R-268, T-99…T-101).

use std::io::Read as _;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};
use latchkey::domain::role::Role;
use reqwest::Method;

use super::{BEGIN, VERIFY, at_home, decide_on, open, reachable};
use crate::support::page::Page;
use crate::support::server::Portal;
use crate::support::visitor::Visitor;

const PAGE: &str = "/settings/branding";
const LOGO: &str = "/settings/branding/logo";

async fn paul(portal: &Portal) -> Visitor {
    portal.signed_in(&portal.holder("Paul Beleid", Role::AuthenticationPolicyAdministrator).await).await
}

/// A PNG of this size, with the name of whoever drew it; no more than its head where that would be huge.
pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    let chunk = |name: &[u8], data: &[u8]| {
        let mut crc = Crc::new();
        crc.update(name);
        crc.update(data);
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&length[..], name, data, &crc.sum().to_be_bytes()[..]].concat()
    };
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes()[..], &[8, 0, 0, 0, 0]].concat();
    // Every line begins with how it is packed, and has a byte for each pixel.
    let lines = u64::from(height) * (u64::from(width) + 1);
    let mut packed = ZlibEncoder::new(vec![], Compression::fast());
    std::io::copy(&mut std::io::repeat(0).take(lines.min(1 << 22)), &mut packed).unwrap();
    let parts = [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &head),
        chunk(b"tEXt", b"Author\0Bram"),
        chunk(b"IDAT", &packed.finish().unwrap()),
        chunk(b"IEND", b""),
    ];
    parts.concat()
}

async fn gives(visitor: &mut Visitor, file: &[u8]) -> Page {
    visitor.get(PAGE).await;
    let form = visitor.form(LOGO).without("remove").with("pages", "all").with_file(file);
    visitor.submit(LOGO, &form).await
}

#[test]
fn colours_that_can_not_be_read_are_refused_with_their_contrast_and_others_come_as_a_sheet() {
    open(async |portal, _| {
        let mut paul = paul(portal).await;
        let page = paul.fill(PAGE, &[("accent_light", "#8bcfe0"), ("accent_dark", "red;}")]).await;
        assert_eq!(page.code(), 422, "{}", page.text());
        let wrong = page.complaint("accent_light");
        assert!(wrong.contains("its contrast is 1.") && wrong.contains("4.5 to 1"), "{wrong}");
        assert!(page.complaint("accent_dark").contains("#0d536c"), "{}", page.text());
        assert_eq!(page.value("accent_light"), "#8bcfe0", "what was typed stays");
        let page = paul.fill(PAGE, &[("accent_light", "#7A1F2B"), ("accent_dark", "")]).await;
        assert_eq!((page.code(), page.location()), (303, PAGE), "{}", page.text());
        let row = portal.last("Update policy").await;
        assert!(row.details.contains(r##""accent_light.to":"#7a1f2b""##), "{}", row.details);
        let sheets = portal.visitor().get("/sign-in").await.attributes("link[rel=stylesheet]", "href");
        assert_eq!(sheets.get(1).map(String::as_str), Some("/static/colours-7a1f2b-x.css"));
        let sheet = portal.visitor().get(&sheets[1]).await;
        assert!(sheet.code() == 200 && sheet.body.contains("--brand:light-dark(#7a1f2b,"), "{}", sheet.body);
        assert_eq!(sheet.header("content-type"), "text/css; charset=utf-8");
        assert!(sheet.header("cache-control").contains("immutable"));
        for other in ["/static/colours-ffffff-x.css", "/static/colours-7a1f2b-x.css%7B", "/static/colours-.css"] {
            assert_eq!(portal.visitor().get(other).await.code(), 404, "{other}");
        }
        assert!(paul.get("/settings").await.says("Pages have a look of your own."));
    });
}

#[test]
fn the_text_of_the_sign_in_page_has_four_marks_and_nothing_of_it_runs() {
    open(async |portal, _| {
        let mut paul = paul(portal).await;
        let text = "**Welcome** <script>alert(1)</script>\n[Help](https://help.example.org) [x](javascript:alert(1)) *a* __b__";
        let page = paul.fill(PAGE, &[("text_en", text), ("text_nl", "")]).await;
        assert_eq!(page.code(), 303, "{}", page.text());
        let page = portal.visitor().get("/sign-in").await;
        assert_eq!(page.texts(".greeting strong"), ["Welcome"]);
        assert_eq!(
            (page.texts(".greeting em"), page.texts(".greeting u")),
            (vec!["a".to_owned()], vec!["b".to_owned()])
        );
        assert_eq!(page.attributes(".greeting a", "href"), ["https://help.example.org/"]);
        assert_eq!(page.attributes(".greeting a", "rel"), ["noopener noreferrer"]);
        assert!(page.body.contains("&#60;script&#62;") && page.texts("script:not([src])").is_empty(), "{}", page.body);
        let dutch = portal.visitor().peek(Method::GET, "/sign-in", &[("accept-language", "nl")], "").await;
        assert_eq!(dutch.texts(".greeting strong"), ["Welcome"], "the other language where there is none");
        let page = paul.fill(PAGE, &[("text_en", &"é".repeat(1_025))]).await;
        assert!(page.code() == 422 && page.complaint("text_en").contains("1024"), "{}", page.text());
        let (english, dutch) = ("😀".repeat(1_024), "é".repeat(1_025));
        let page = paul.fill(PAGE, &[("text_en", &english), ("text_nl", &dutch)]).await;
        assert!(page.code() == 422 && page.complaint("text_nl").contains("1024"), "{}", page.text());
        assert_eq!(page.value("text_en"), english, "what was typed stays");
        let page = paul.fill(PAGE, &[("text_en", &english), ("text_nl", &"😀".repeat(1_024))]).await;
        assert_eq!((page.code(), page.location()), (303, PAGE), "the longest texts: {}", page.text());
        let page = paul.fill(PAGE, &[("text_en", "a\u{202e}b")]).await;
        assert_eq!(page.code(), 422, "{}", page.text());
        assert!(paul.get(BEGIN).await.texts(".greeting").is_empty(), "on the sign-in page alone");
    });
}

#[test]
fn the_logo_is_a_small_picture_that_shows_behind_a_name_and_on_the_sign_in_page() {
    open(async |portal, _| {
        let mut paul = paul(portal).await;
        for (file, why) in [
            (vec![], "Choose a file"),
            (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec(), "neither a PNG nor a JPEG"),
            (png(10, 10)[..60].to_vec(), "neither a PNG nor a JPEG"),
            (png(1_001, 36), "1001 × 36 pixels"),
            (vec![0; 60 * 1024], "This file has 60 KB"),
        ] {
            let page = gives(&mut paul, &file).await;
            assert!(page.code() == 422 && page.complaint("logo").contains(why), "{why}: {}", page.text());
        }
        assert_eq!(portal.count("SELECT count(*) FROM logo").await, 0);
        assert_eq!(gives(&mut paul, &vec![0; 250 * 1024]).await.code(), 413);
        let page = gives(&mut paul, &[png(245, 36), b"<script>".to_vec()].concat()).await;
        assert_eq!((page.code(), page.location()), (303, PAGE), "{}", page.text());
        assert!(portal.last("Update policy").await.details.contains("logo.to"));
        let mut guest = portal.visitor();
        let shown = guest.get("/sign-in").await.attributes("img.logo", "src");
        assert_eq!(shown.len(), 1);
        let logo = guest.get(&shown[0]).await;
        assert_eq!((logo.code(), logo.header("content-type")), (200, "image/png"));
        assert_eq!(logo.header("x-content-type-options"), "nosniff");
        assert!(logo.header("content-security-policy").contains("default-src 'none'"));
        assert_eq!(portal.count("SELECT count(*) FROM logo WHERE position('Author'::bytea in bytes) > 0 OR position('<script'::bytea in bytes) > 0").await, 0);
        let elsewhere = "/static/logo-00000000000000000000000000000000.png";
        assert_eq!(guest.get(elsewhere).await.code(), 404);
        let given = "INSERT INTO logo (digest, format, bytes, given_at) VALUES (repeat('0', 32), 'png', 'x', now())";
        portal.execute(given, &[]).await;
        assert_eq!(guest.get(elsewhere).await.code(), 200, "another server took it, and this one has not heard of it");
        // Not before somebody has said a name (T-100).
        assert!(guest.get(BEGIN).await.attributes("img.logo", "src").is_empty());
        let bram = reachable(portal, "Bram de Vries").await;
        guest.says_who(&bram.user_name).await;
        assert_eq!(guest.get(VERIFY).await.attributes("img.logo", "src"), shown);
        // What else was decided stays, and the other way round.
        assert_eq!(paul.fill(PAGE, &[("name", "Noord & Zee")]).await.code(), 303);
        assert_eq!(portal.visitor().get("/sign-in").await.attributes("img.logo", "src"), shown);
        paul.get(PAGE).await;
        let form = paul.form(LOGO).with("remove", "yes").with("pages", "all");
        assert_eq!(paul.submit(LOGO, &form).await.code(), 303);
        assert_eq!(portal.count("SELECT count(*) FROM logo").await, 0);
        assert_eq!(paul.get(PAGE).await.value("name"), "Noord & Zee");
        assert_eq!(portal.visitor().get(&shown[0]).await.code(), 404);
    });
}

#[test]
fn the_name_stands_on_pages_and_in_letters() {
    open(async |portal, mailbox| {
        decide_on(portal, "branding", r#"{"name": "Noord & Zee"}"#).await;
        let bram = reachable(portal, "Bram de Vries").await;
        let mut browser = portal.visitor();
        assert!(browser.get("/sign-in").await.says("Noord & Zee"));
        browser.says_who(&bram.user_name).await;
        mailbox.collect(portal).await;
        let letter = &mailbox.of(&at_home(&bram))[0];
        assert!(
            letter.subject().contains("Noord & Zee") && letter.raw.contains("--=20\r\nNoord & Zee"),
            "{}",
            letter.raw
        );
    });
}

#[test]
fn who_only_reads_settings_changes_nothing_of_it() {
    open(async |portal, _| {
        let mut paul = paul(portal).await;
        paul.get(PAGE).await;
        let form = paul.form(LOGO).with_file(&png(10, 10));
        let mut greta = portal.signed_in(&portal.holder("Greta Lezer", Role::GlobalReader).await).await;
        let page = greta.get(PAGE).await;
        assert!(page.code() == 200 && page.form(LOGO).is_none(), "{}", page.main());
        assert_eq!(greta.press(LOGO, &form).await.code(), 403, "another one's token");
        let kept = greta.form(PAGE).with("name", "Mine");
        assert_eq!(greta.press(PAGE, &kept).await.code(), 403);
        assert_eq!(portal.count("SELECT count(*) FROM setting WHERE section = 'branding'").await, 0);
    });
}

#[test]
fn name_and_logo_can_be_others_in_one_language() {
    open(async |portal, mailbox| {
        let mut paul = paul(portal).await;
        let names = [("name", "Noord & Zee"), ("name_en", "North & Sea"), ("name_nl", "")];
        assert_eq!(paul.fill(PAGE, &names).await.code(), 303);
        for (file, pages) in [(png(245, 36), "all"), (png(100, 30), "nl")] {
            paul.get(PAGE).await;
            let form = paul.form(LOGO).without("remove").with("pages", pages).with_file(&file);
            assert_eq!(paul.submit(LOGO, &form).await.code(), 303);
        }
        assert_eq!(portal.count("SELECT count(*) FROM logo").await, 2);
        let page = paul.get(PAGE).await;
        assert_eq!(page.attributes("img.logo", "src").len(), 2);
        let (guest, of) = (portal.visitor(), |language| [("accept-language", language)]);
        let english = guest.peek(Method::GET, "/sign-in", &of("en"), "").await;
        let dutch = guest.peek(Method::GET, "/sign-in", &of("nl"), "").await;
        assert_eq!(
            (english.attributes("img.logo", "alt"), dutch.attributes("img.logo", "alt")),
            (vec!["North & Sea".to_owned()], vec!["Noord & Zee".to_owned()])
        );
        let (one, other) = (english.attributes("img.logo", "src"), dutch.attributes("img.logo", "src"));
        assert_ne!(one, other);
        assert_eq!(portal.visitor().get(&other[0]).await.code(), 200);
        // A letter in English has the English name.
        let bram = reachable(portal, "Bram de Vries").await;
        portal.visitor().says_who(&bram.user_name).await;
        mailbox.collect(portal).await;
        let letter = mailbox.arrived().pop().unwrap();
        assert!(letter.subject().contains("North & Sea"), "{}", letter.subject());
        // Taken away in Dutch alone, the one for all shows there.
        paul.get(PAGE).await;
        let form = paul.form(LOGO).with("remove", "yes").with("pages", "nl");
        assert_eq!(paul.submit(LOGO, &form).await.code(), 303);
        assert_eq!(guest.peek(Method::GET, "/sign-in", &of("nl"), "").await.attributes("img.logo", "src"), one);
        assert_eq!(portal.count("SELECT count(*) FROM logo").await, 1);
        assert_eq!(portal.visitor().get(&other[0]).await.code(), 404);
    });
}
