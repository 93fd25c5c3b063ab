//! Who may reset the own password: the page of the settings.

use askama::Template;
use jiff::Timestamp;

use crate::domain::id::UserId;
use crate::domain::paging::Count;
use crate::domain::permission::Permission;
use crate::domain::self_service::Sends;
use crate::domain::settings::Section as Which;
use crate::domain::settings::self_service::{Reach, SelfService};
use crate::i18n::t;
use crate::service::settings::Page as Found;
use crate::web::field::{Complaint, Field};
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{people, settings as sentences};
use crate::web::{assets, forms, icons};

use super::person_form::Input;
use super::self_service_form::{HELPS, SelfServiceForm, TICKS};
use super::settings::{number_input, since};
use super::{VERSION, View};

/// A choice, or a switch, as the page draws it.
struct Choice<'a> {
    id: &'static str,
    value: &'static str,
    label: &'a str,
    on: bool,
}

/// A field as the page draws it.
struct Line<'a> {
    value: &'a str,
    errors: &'a [Complaint],
}

impl<'a> Line<'a> {
    fn of(field: &'a Field) -> Self {
        Self { value: &field.value, errors: &field.errors }
    }

    fn is_bad(&self) -> bool {
        !self.errors.is_empty()
    }
}

/// `GET /settings/self-service`, the question before people are left without it, and the 409 and 422 of its POST.
#[derive(Debug, Template)]
#[template(path = "settings/self_service.html")]
pub struct SettingsSelfService {
    /// What every page knows; section [`Section::Settings`].
    pub page: Page,
    /// What is decided now.
    pub found: Found<SelfService>,
    /// The fields.
    pub form: SelfServiceForm,
    /// What is sent from here.
    pub sends: Sends,
    /// Whether there are passkeys here.
    pub passkeys: bool,
    /// How many would be left without it: to be agreed to.
    pub stranded: Option<Count>,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for SettingsSelfService {}

impl SettingsSelfService {
    const WHICH: &Which = &Which::SelfService;

    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        let whole = self.refused.iter().map(|complaint| ("reach-nobody", complaint.clone()));
        let of = |id, field: &Field| field.errors.iter().map(|error| (id, error.clone())).collect::<Vec<_>>();
        let form = &self.form;
        whole
            .chain(of("groups", &form.groups))
            .chain(of("without_groups", &form.without))
            .chain(of("mail", &form.methods))
            .chain(of("mails_an_hour", &form.mails))
            .chain(of("texts_an_hour", &form.texts))
            .chain(HELPS.iter().zip(&form.help).flat_map(|(id, field)| of(id, field)))
            .collect()
    }

    fn since(&self) -> Option<(Timestamp, Option<UserId>, &str)> {
        since(&self.page, self.found.kept.as_ref())
    }

    fn may(&self) -> bool {
        self.page.may(Permission::ManageSettings)
    }

    fn groups(&self) -> Line<'_> {
        Line::of(&self.form.groups)
    }

    fn without(&self) -> Line<'_> {
        Line::of(&self.form.without)
    }

    fn methods(&self) -> Line<'_> {
        Line::of(&self.form.methods)
    }

    fn mails(&self) -> Input<'_> {
        let label = t!(self.page, "settings-self-service-mails");
        let field = &self.form.mails;
        number_input(&self.page, "mails_an_hour", label, SelfService::MAILS_AN_HOUR, field, !self.may())
    }

    fn texts(&self) -> Input<'_> {
        let label = t!(self.page, "settings-self-service-texts");
        let field = &self.form.texts;
        number_input(&self.page, "texts_an_hour", label, SelfService::TEXTS_AN_HOUR, field, !self.may())
    }

    /// Where help is: id, label, hint and value of each field.
    fn helps(&self) -> [(&'static str, &str, &str, Line<'_>); 3] {
        let [all, english, dutch] = &self.form.help;
        let of_one = t!(self.page, "settings-self-service-help-of-hint");
        let hint = t!(self.page, "settings-self-service-help-hint");
        [
            (HELPS[0], t!(self.page, "settings-self-service-help"), hint, Line::of(all)),
            (HELPS[1], t!(self.page, "settings-self-service-help-en"), of_one, Line::of(english)),
            (HELPS[2], t!(self.page, "settings-self-service-help-nl"), of_one, Line::of(dutch)),
        ]
    }

    fn question(&self) -> Option<(u32, String)> {
        let number = self.stranded.as_ref()?.least();
        let shown = self.page.count(self.stranded.as_ref()?).to_string();
        Some((number, t!(self.page, "settings-self-service-stranded", number = number, shown = shown)))
    }

    fn reaches(&self) -> [Choice<'_>; 3] {
        let labels = [
            t!(self.page, "settings-self-service-nobody"),
            t!(self.page, "settings-self-service-selected"),
            t!(self.page, "settings-self-service-everybody"),
        ];
        let ids = ["reach-nobody", "reach-selected", "reach-everybody"];
        let mut labels = labels.into_iter().zip(ids);
        Reach::ALL.map(|reach| {
            let (label, id) = labels.next().unwrap_or_default();
            Choice { id, value: reach.id(), label, on: reach == self.form.reach }
        })
    }

    fn proofs(&self) -> [Choice<'_>; 2] {
        [("proofs-1", "1", 1), ("proofs-2", "2", 2)].map(|(id, value, number)| Choice {
            id,
            value,
            label: value,
            on: number == self.form.proofs,
        })
    }

    fn ticks(&self) -> Vec<Choice<'_>> {
        let text = if self.sends.texts {
            t!(self.page, "settings-self-service-text-message")
        } else {
            t!(self.page, "settings-self-service-text-none")
        };
        let mail = if self.sends.mail {
            t!(self.page, "settings-self-service-mail")
        } else {
            t!(self.page, "settings-self-service-mail-none")
        };
        let passkey = if self.passkeys {
            t!(self.page, "settings-self-service-passkey")
        } else {
            t!(self.page, "settings-self-service-passkey-none")
        };
        let labels = [
            mail,
            text,
            t!(self.page, "settings-self-service-app"),
            passkey,
            t!(self.page, "settings-self-service-questions"),
            t!(self.page, "settings-self-service-unlock"),
            t!(self.page, "settings-self-service-tell-person"),
            t!(self.page, "settings-self-service-tell-of-administrator"),
            t!(self.page, "settings-self-service-tell-of-proofs"),
            t!(self.page, "settings-self-service-tell-of-end"),
            t!(self.page, "settings-self-service-tell-of-lock"),
            t!(self.page, "settings-self-service-tell-administrators"),
        ];
        let ticks = TICKS.iter().zip(labels).zip(self.form.ticks);
        ticks.map(|((id, label), on)| Choice { id, value: "yes", label, on }).collect()
    }
}
