//! How the portal looks and greets: the page of the settings.

use askama::Template;
use jiff::Timestamp;

use crate::domain::colour::{Colour, Shade};
use crate::domain::id::UserId;
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
const NAMES: [&str; 5] = ["name", "accent_light", "accent_dark", "text_en", "text_nl"];

/// The fields.
#[derive(Debug, Clone)]
pub struct BrandingForm([Field; 5]);

impl BrandingForm {
    /// As decided.
    pub fn of(settings: &Branding) -> Self {
        let Branding { name, accent_light, accent_dark, text_en, text_nl, .. } = settings.clone();
        Self([name, accent_light, accent_dark, text_en, text_nl].map(Field::of))
    }

    /// As typed.
    pub fn typed(fields: &mut Fields) -> Self {
        let [name, light, dark] =
            [NAMES[0], NAMES[1], NAMES[2]].map(|name| Field::of(fields.take(name).unwrap_or_default()));
        let [english, dutch] = [NAMES[3], NAMES[4]].map(|name| Field::of(fields.take_text(name).unwrap_or_default()));
        Self([name, light, dark, english, dutch])
    }

    /// The values, beside the logo that is kept; every bad field carries its reason.
    pub fn judged(&mut self, logo: &str) -> Option<Branding> {
        let [name, light, dark, english, dutch] = &mut self.0;
        let decided = Branding {
            name: line(name),
            accent_light: colour(light, Shade::Light),
            accent_dark: colour(dark, Shade::Dark),
            text_en: text(english),
            text_nl: text(dutch),
            logo: logo.to_owned(),
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

    /// The lines: the name, and the two colours.
    fn inputs(&self) -> [Input<'_>; 3] {
        let labels = [
            t!(self.page, "branding-name"),
            t!(self.page, "branding-accent-light"),
            t!(self.page, "branding-accent-dark"),
        ];
        let hints = [
            t!(self.page, "branding-name-hint").to_owned(),
            t!(self.page, "branding-accent-hint").to_owned(),
            t!(self.page, "branding-accent-hint").to_owned(),
        ];
        let mut hints = hints.into_iter();
        [0, 1, 2].map(|at| Input {
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
        let ((english, wrong), (dutch, fout)) = (field(3), field(4));
        [
            (NAMES[3], t!(self.page, "branding-text-en"), english, wrong),
            (NAMES[4], t!(self.page, "branding-text-nl"), dutch, fout),
        ]
    }

    /// The address of the logo that is shown.
    fn shown(&self) -> Option<String> {
        brand::logo(&self.found.settings)
    }
}
