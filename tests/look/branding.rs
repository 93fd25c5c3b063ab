//! The page of look and greeting, and the sign-in page that has one, in each of their states.

use latchkey::domain::denial::Denial;
use latchkey::domain::organisation::Language;
use latchkey::domain::permission::Permission;
use latchkey::domain::role::Role;
use latchkey::domain::settings::branding::Branding;
use latchkey::domain::user::User;
use latchkey::service::settings::Page as Found;
use latchkey::web::brand::brand;
use latchkey::web::fault::{LookFault, Room};
use latchkey::web::field::{Complaint, Field};
use latchkey::web::view::View as _;
use latchkey::web::view::photo::PhotoAsk;
use latchkey::web::view::settings_branding::{BrandingForm, SettingsBranding};
use latchkey::web::view::signin::{Offered, SignIn, Staying};

use crate::people::{bram, page};
use crate::samples::admin;
use crate::settings::{kept, place};

fn chosen() -> Branding {
    Branding {
        name: "Noord & Zee".to_owned(),
        accent_light: "#7a1f2b".to_owned(),
        accent_dark: "#f0b6bd".to_owned(),
        text_en: "**Welcome** to *the* __port__.\nNo account? [Ask for one](https://help.noordzee.example).".to_owned(),
        text_nl: "**Welkom** in *de* __haven__.".to_owned(),
        logo: format!("{}.png", "0123456789abcdef".repeat(2)),
        name_en: "North & Sea".to_owned(),
        ..Branding::default()
    }
}

pub(crate) fn samples(language: Language) -> Vec<(&'static str, String)> {
    let settings = |role, settings: Branding, logo, refused| {
        let form = BrandingForm::of(&settings);
        let found = Found { settings, kept: Some(kept(true)) };
        SettingsBranding { page: place(language, role), found, form, logo, place: Some(Language::Dutch), refused }
    };
    let wrong = |complaint| {
        let mut field = Field::default();
        field.refuse(complaint);
        field
    };
    let mut pale = settings(
        Role::GlobalAdministrator,
        Branding { accent_light: "#8bcfe0".to_owned(), accent_dark: "blue".to_owned(), ..Branding::default() },
        wrong(Complaint::Look(LookFault::NoFile)),
        Some(Complaint::SettingsSavedMeanwhile),
    );
    pale.form.judged(&Branding::default());
    let refused =
        |complaint| settings(Role::GlobalAdministrator, Branding::default(), wrong(complaint), None).html().unwrap();
    let mut greeting = page(language, None, "/sign-in");
    greeting.brand = brand(&Branding { logo: String::new(), ..chosen() }, language);
    let offered = Offered { forgotten: true, staying: Staying::Everybody };
    let photo = |is_own, fault: Option<LookFault>, denial| {
        let place = if is_own { "/account/photo" } else { "/users/x/photo" };
        let name = is_own.then(|| "0123456789abcdef".repeat(2));
        let user = User { photo: name, ..bram() };
        let photo = fault.map(|fault| wrong(Complaint::Look(fault))).unwrap_or_default();
        PhotoAsk { page: admin(language, place), user, is_own, photo, denial }.html().unwrap()
    };
    vec![
        (
            "settings-branding",
            settings(Role::GlobalAdministrator, Branding::default(), Field::default(), None).html().unwrap(),
        ),
        ("settings-branding-pale", pale.html().unwrap()),
        ("settings-branding-no-picture", refused(Complaint::Look(LookFault::NoPicture))),
        ("settings-branding-large", refused(Complaint::Look(LookFault::FileTooLarge { bytes: 70_000, most: 51_200 }))),
        (
            "settings-branding-wide",
            refused(Complaint::Look(LookFault::PictureTooWide { width: 2_000, height: 20, room: Room::Logo })),
        ),
        (
            "settings-branding-read",
            settings(Role::GlobalReader, Branding::default(), Field::default(), None).html().unwrap(),
        ),
        ("photo", photo(true, None, None)),
        ("photo-of", photo(false, None, None)),
        ("photo-refused", photo(false, None, Some(Denial::NeedsRole(Permission::EditUsers.roles())))),
        (
            "photo-wide",
            photo(true, Some(LookFault::PictureTooWide { width: 9_000, height: 6_000, room: Room::Photo }), None),
        ),
        ("sign-in-greeting", SignIn::empty(greeting, String::new(), offered).html().unwrap()),
    ]
}
