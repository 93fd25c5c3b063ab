//! How the portal looks and greets: the page of the settings.

use askama::Template;
use jiff::Timestamp;

use crate::domain::colour::{Colour, Shade};
use crate::domain::id::UserId;
use crate::domain::organisation::Language;
use crate::domain::permission::Permission;
use crate::domain::settings::Section as Which;
use crate::domain::settings::branding::{Branding, is_legible};
use crate::i18n::t;
use crate::service::settings::Page as Found;
use crate::web::brand;
use crate::web::fault::LookFault;
use crate::web::field::{Complaint, Field};
use crate::web::form::Fields;
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{people, settings as sentences};
use crate::web::{assets, forms, icons};

use super::person_form::Input;
use super::settings::since;
use super::{VERSION, View};

/// The names of the fields, in the order of the page.
const NAMES: [&str; 7] = ["name", "name_en", "name_nl", "accent_light", "accent_dark", "text_en", "text_nl"];

/// For which pages a logo is: all of them, or those in one language.
pub const PLACES: [Option<Language>; 3] = [None, Some(Language::English), Some(Language::Dutch)];

/// The value of the field that says so.
pub fn tag(place: Option<Language>) -> &'static str {
    place.map_or("all", Language::tag)
}

/// The fields.
#[derive(Debug, Clone)]
pub struct BrandingForm([Field; 7]);

impl BrandingForm {
    /// As decided.
    pub fn of(settings: &Branding) -> Self {
        let Branding { name, name_en, name_nl, accent_light, accent_dark, text_en, text_nl, .. } = settings.clone();
        Self([name, name_en, name_nl, accent_light, accent_dark, text_en, text_nl].map(Field::of))
    }

    /// As typed.
    pub fn typed(fields: &mut Fields) -> Self {
        Self(NAMES.map(|name| {
            let typed = if name.starts_with("text") { fields.take_text(name) } else { fields.take(name) };
            Field::of(typed.unwrap_or_default())
        }))
    }

    /// The values, beside the logos that are kept; every bad field carries its reason.
    pub fn judged(&mut self, kept: &Branding) -> Option<Branding> {
        let [name, name_en, name_nl, light, dark, english, dutch] = &mut self.0;
        let decided = Branding {
            name: line(name),
            name_en: line(name_en),
            name_nl: line(name_nl),
            accent_light: colour(light, Shade::Light),
            accent_dark: colour(dark, Shade::Dark),
            text_en: text(english),
            text_nl: text(dutch),
            ..kept.clone()
        };
        (!self.0.iter().any(Field::is_bad)).then_some(decided)
    }
}

fn line(field: &mut Field) -> String {
    let typed = field.value.trim().to_owned();
    if typed.chars().count() > Branding::LONGEST_NAME {
        field.refuse(Complaint::TooLong { most: Branding::LONGEST_NAME });
    } else if !is_legible(&typed) {
        field.refuse(Complaint::Invisible);
    }
    typed
}

fn text(field: &mut Field) -> String {
    let typed = field.value.trim().to_owned();
    if typed.chars().count() > Branding::LONGEST_TEXT {
        field.refuse(Complaint::TooLong { most: Branding::LONGEST_TEXT });
    } else if !is_legible(&typed) {
        field.refuse(Complaint::Invisible);
    }
    typed
}

fn colour(field: &mut Field, shade: Shade) -> String {
    let typed = field.value.trim();
    if typed.is_empty() {
        return String::new();
    }
    let Some(colour) = Colour::read(typed) else {
        field.refuse(Complaint::Look(LookFault::NoColour));
        return String::new();
    };
    if !shade.bears(colour) {
        let contrast = shade.contrast(colour);
        field.refuse(Complaint::Look(LookFault::Pale { hundredths: contrast }));
    }
    colour.to_string()
}

/// `GET /settings/branding`, and the 409 and 422 of its POSTs.
#[derive(Debug, Template)]
#[template(path = "settings/branding.html")]
pub struct SettingsBranding {
    /// What every page knows; section [`Section::Settings`].
    pub page: Page,
    /// What is decided now.
    pub found: Found<Branding>,
    /// The fields.
    pub form: BrandingForm,
    /// The file; only its errors.
    pub logo: Field,
    /// For which pages it was given.
    pub place: Option<Language>,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for SettingsBranding {}

impl SettingsBranding {
    const WHICH: &Which = &Which::Branding;

    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        let whole = self.refused.iter().map(|complaint| (NAMES[0], complaint.clone()));
        let fields = NAMES.iter().zip(&self.form.0);
        let fields = fields.flat_map(|(id, field)| field.errors.iter().map(|error| (*id, error.clone())));
        whole.chain(fields).chain(self.logo.errors.iter().map(|error| ("logo", error.clone()))).collect()
    }

    fn since(&self) -> Option<(Timestamp, Option<UserId>, &str)> {
        since(&self.page, self.found.kept.as_ref())
    }

    fn may(&self) -> bool {
        self.page.may(Permission::ManageSettings)
    }

    /// The lines: the names, and the two colours.
    fn inputs(&self) -> [Input<'_>; 5] {
        let labels = [
            t!(self.page, "branding-name"),
            t!(self.page, "branding-name-en"),
            t!(self.page, "branding-name-nl"),
            t!(self.page, "branding-accent-light"),
            t!(self.page, "branding-accent-dark"),
        ];
        let hints = [
            t!(self.page, "branding-name-hint").to_owned(),
            t!(self.page, "branding-name-of-hint").to_owned(),
            t!(self.page, "branding-name-of-hint").to_owned(),
            t!(self.page, "branding-accent-hint").to_owned(),
            t!(self.page, "branding-accent-hint").to_owned(),
        ];
        let mut hints = hints.into_iter();
        [0, 1, 2, 3, 4].map(|at| Input {
            id: NAMES[at],
            label: labels[at],
            hint: hints.next(),
            value: &self.form.0[at].value,
            errors: &self.form.0[at].errors,
            kind: "text",
            seen: None,
            contested: None,
            locked: !self.may(),
            domains: vec![],
            options: vec![],
            people: false,
        })
    }

    /// The texts: id, label, what stands there, what is wrong with it.
    fn texts(&self) -> [(&'static str, &str, &str, &[Complaint]); 2] {
        let field = |at: usize| (&*self.form.0[at].value, &*self.form.0[at].errors);
        let ((english, wrong), (dutch, fout)) = (field(5), field(6));
        [
            (NAMES[5], t!(self.page, "branding-text-en"), english, wrong),
            (NAMES[6], t!(self.page, "branding-text-nl"), dutch, fout),
        ]
    }

    /// For which pages a logo can be given: the value of the field, its name, whether it is the one that was asked for.
    fn places(&self) -> Vec<(&'static str, &str, bool)> {
        PLACES.map(|place| (tag(place), self.pages(place), place == self.place)).into()
    }

    fn pages(&self, place: Option<Language>) -> &str {
        match place {
            None => t!(self.page, "branding-logo-all"),
            Some(Language::English) => t!(self.page, "branding-logo-en"),
            Some(Language::Dutch) => t!(self.page, "branding-logo-nl"),
        }
    }

    /// The logos that are shown: the address of each, and on which pages.
    fn shown(&self) -> Vec<(String, &str)> {
        let shown = PLACES.map(|place| Some((brand::logo(self.found.settings.logo_for(place))?, self.pages(place))));
        shown.into_iter().flatten().collect()
    }
}
