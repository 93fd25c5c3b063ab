//! The page of look and greeting, and the sign-in page that has one, in each of their states.

use latchkey::domain::organisation::Language;
use latchkey::domain::role::Role;
use latchkey::domain::settings::branding::Branding;
use latchkey::service::settings::Page as Found;
use latchkey::web::brand::brand;
use latchkey::web::fault::LookFault;
use latchkey::web::field::{Complaint, Field};
use latchkey::web::view::View as _;
use latchkey::web::view::settings_branding::{BrandingForm, SettingsBranding};
use latchkey::web::view::signin::{Offered, SignIn, Staying};

use crate::people::page;
use crate::settings::{kept, place};

fn chosen() -> Branding {
    Branding {
        name: "Noord & Zee".to_owned(),
        accent_light: "#7a1f2b".to_owned(),
        accent_dark: "#f0b6bd".to_owned(),
        text_en: "**Welcome** to *the* __port__.\nNo account? [Ask for one](https://help.noordzee.example).".to_owned(),
        text_nl: "**Welkom** in *de* __haven__.".to_owned(),
        logo: format!("{}.png", "0123456789abcdef".repeat(2)),
    }
}

pub(crate) fn samples(language: Language) -> Vec<(&'static str, String)> {
    let settings = |role, settings: Branding, logo, refused| {
        let form = BrandingForm::of(&settings);
        let found = Found { settings, kept: Some(kept(true)) };
        SettingsBranding { page: place(language, role), found, form, logo, refused }
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
    pale.form.judged("");
    let refused =
        |complaint| settings(Role::GlobalAdministrator, Branding::default(), wrong(complaint), None).html().unwrap();
    let mut greeting = page(language, None, "/sign-in");
    greeting.brand = brand(&Branding { logo: String::new(), ..chosen() }, language);
    let offered = Offered { forgotten: true, staying: Staying::Everybody };
    vec![
        (
            "settings-branding",
            settings(Role::GlobalAdministrator, Branding::default(), Field::default(), None).html().unwrap(),
        ),
        ("settings-branding-pale", pale.html().unwrap()),
        ("settings-branding-no-picture", refused(Complaint::Look(LookFault::NoPicture))),
        ("settings-branding-large", refused(Complaint::Look(LookFault::FileTooLarge { bytes: 70_000, most: 51_200 }))),
        ("settings-branding-wide", refused(Complaint::Look(LookFault::PictureTooWide { width: 2_000, height: 20 }))),
        (
            "settings-branding-read",
            settings(Role::GlobalReader, Branding::default(), Field::default(), None).html().unwrap(),
        ),
        ("sign-in-greeting", SignIn::empty(greeting, String::new(), offered).html().unwrap()),
    ]
}
