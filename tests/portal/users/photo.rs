//! a photo of somebody, given by that one or by whoever may edit the person.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use latchkey::domain::role::Role;
use reqwest::Method;

use crate::support::page::Page;
use crate::support::people::Person;
use crate::support::server::{Portal, run};
use crate::support::visitor::Visitor;

/// A picture as a camera writes it, with a place.
pub(crate) fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let picture = DynamicImage::from(RgbImage::from_pixel(width, height, Rgb([20, 90, 160])));
    let mut plain = vec![];
    picture.write_to(Cursor::new(&mut plain), ImageFormat::Jpeg).unwrap();
    let place = b"Exif\0\0GPS 52.37N 4.89E";
    let length = u16::try_from(place.len() + 2).unwrap().to_be_bytes();
    [&plain[..2], &[0xff, 0xe1], &length, place, &plain[2..]].concat()
}

fn page_of(person: &Person) -> String {
    format!("/users/{}/photo", person.id)
}

async fn gives(visitor: &mut Visitor, path: &str, file: &[u8]) -> Page {
    visitor.get(path).await;
    let form = visitor.form(path).without("remove").with_file(file);
    visitor.submit(path, &form).await
}

async fn una(portal: &Portal) -> Visitor {
    portal.signed_in(&portal.holder("Una Smit", Role::UserAdministrator).await).await
}

#[test]
fn everybody_gives_a_photo_of_the_own_and_takes_it_away() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut browser = portal.signed_in(&bram).await;
        let page = browser.get("/account").await;
        assert_eq!(page.link("Change photo").unwrap(), "/account/photo");
        assert!(page.attributes("img.ava", "src").is_empty() && page.fact("Photo").contains("Initials are shown"));
        let page = gives(&mut browser, "/account/photo", &jpeg(900, 600)).await;
        assert_eq!((page.code(), page.location()), (303, "/account"), "{}", page.text());
        let row = portal.last("Set user photo").await;
        assert_eq!((row.targets.as_str(), row.details.as_str()), (&*bram.user_name, "{}"));
        let page = browser.follow().await;
        assert_eq!(page.flash(), "The photo is saved.");
        let shown = page.attributes("img.ava", "src");
        assert_eq!(shown.len(), 2, "in the corner and beside the name");
        let file = browser.peek(Method::GET, &shown[0], &[], "").await;
        assert_eq!((file.code(), file.header("content-type")), (200, "image/jpeg"));
        assert_eq!((file.header("content-disposition"), file.header("cache-control")), ("attachment", "no-store"));
        let kept = "SELECT count(*) FROM user_photo WHERE octet_length(bytes) < 20000 AND position('JFIF'::bytea in bytes) > 0 \
            AND position('GPS'::bytea in bytes) = 0";
        assert_eq!(portal.count(kept).await, 1);
        // The same once more changes nothing; another one has another name.
        let before = portal.ledger().await;
        assert_eq!(gives(&mut browser, "/account/photo", &jpeg(900, 600)).await.code(), 303);
        assert_eq!(portal.ledger().await, before);
        assert_eq!(gives(&mut browser, "/account/photo", &jpeg(40, 30)).await.code(), 303);
        assert_eq!(browser.get(&shown[0]).await.code(), 404);
        browser.get("/account/photo").await;
        let form = browser.form("/account/photo").with("remove", "yes");
        assert_eq!(browser.submit("/account/photo", &form).await.location(), "/account");
        assert_eq!(portal.last("Remove user photo").await.targets, bram.user_name);
        assert!(browser.follow().await.attributes("img.ava", "src").is_empty());
        assert_eq!(portal.count("SELECT count(*) FROM user_photo").await, 0);
        assert!(browser.get("/account/activity").await.says("removed the photo of"));
    });
}

#[test]
fn whoever_may_edit_somebody_gives_a_photo_of_that_one_and_nobody_else_does() {
    run(async |portal| {
        let bram = portal.plain("Bram de Vries").await;
        let mut gwen = portal.signed_in(&portal.global("Gwen Bakker").await).await;
        let mut una = una(portal).await;
        let profile = format!("/users/{}", bram.id);
        assert_eq!(una.get(&profile).await.link("Change photo").unwrap(), page_of(&bram));
        let page = gives(&mut una, &page_of(&bram), &jpeg(300, 300)).await;
        assert_eq!((page.code(), page.location()), (303, profile.as_str()), "{}", page.text());
        let shown = una.follow().await.attributes(".page-head img.ava", "src");
        assert_eq!(una.peek(Method::GET, &shown[0], &[], "").await.code(), 200);
        let ask = una.get(&format!("{profile}/reset-password")).await;
        assert_eq!(ask.attributes(".who img.ava", "src"), shown, "the right Bram");
        // Whoever reads sees it, and changes nothing.
        let mut reader = portal.signed_in(&portal.holder("Rita Lezer", Role::DirectoryReader).await).await;
        assert_eq!(reader.get(&page_of(&bram)).await.code(), 403);
        assert_eq!(reader.get(&shown[0]).await.code(), 200);
        let mut helen = portal.signed_in(&portal.helpdesk("Helen Kramer").await).await;
        assert!(helen.get(&profile).await.link("Change photo").is_none());
        assert_eq!(helen.get(&page_of(&bram)).await.code(), 403);
        // The form was open when the role went.
        una.get(&page_of(&bram)).await;
        let form = una.form(&page_of(&bram)).with("remove", "yes");
        portal.execute("UPDATE users SET role_bits = 0 WHERE display_name = 'Una Smit'", &[]).await;
        portal.execute("DELETE FROM role_assignment WHERE role = 'user-administrator'", &[]).await;
        assert_eq!(una.submit(&page_of(&bram), &form).await.code(), 403);
        assert_eq!(portal.count("SELECT count(*) FROM user_photo").await, 1);
        // A stranger, and a colleague without a role, see nobody's.
        let mut colleague = portal.signed_in(&portal.plain("Carla Collega").await).await;
        assert_eq!(colleague.get(&shown[0]).await.code(), 404);
        assert_eq!(portal.visitor().get(&shown[0]).await.code(), 303);
        for other in ["/photos/x/y.jpg", "/photos/00000000-0000-7000-8000-000000000000/a.jpg"] {
            assert_eq!(gwen.get(other).await.code(), 404, "{other}");
        }
        // It goes with the person.
        portal.delete(&bram).await;
        assert_eq!(gwen.get(&profile).await.attributes(".page-head img.ava", "src"), shown);
        portal.execute("DELETE FROM user_record WHERE id::text = $1", &[&bram.id]).await;
        assert_eq!(portal.count("SELECT count(*) FROM user_photo").await, 0);
    });
}

#[test]
fn what_is_no_small_picture_is_told_beside_the_file_and_nothing_changes() {
    run(async |portal| {
        let mut browser = portal.signed_in(&portal.plain("Bram de Vries").await).await;
        let mut bomb = crate::self_service::branding::png(40_000, 40_000);
        bomb.truncate(200);
        for (file, why) in [
            (vec![], "Choose a file"),
            (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec(), "neither a PNG nor a JPEG"),
            (bomb, "40000 × 40000 pixels"),
            (vec![0; 5 * 1024 * 1024 + 1], "At most 5120 KB"),
        ] {
            let page = gives(&mut browser, "/account/photo", &file).await;
            assert!(page.code() == 422 && page.complaint("photo").contains(why), "{why}: {}", page.text());
        }
        let dutch = browser.peek(Method::GET, "/account/photo", &[("accept-language", "nl")], "").await;
        assert_eq!(dutch.heading(), "Mijn foto");
        assert_eq!(gives(&mut browser, "/account/photo", &vec![0; 11 * 1024 * 1024]).await.code(), 413);
        assert_eq!(portal.count("SELECT count(*) FROM user_photo").await, 0);
        assert_eq!(portal.count("SELECT count(*) FROM audit_event WHERE activity LIKE '%photo'").await, 0);
    });
}
