//! Who may reset the own password, as it is typed on the page of the settings.

use crate::domain::id::GroupId;
use crate::domain::settings::self_service::{Help, Reach, SelfService};
use crate::web::field::{Complaint, Field};
use crate::web::form::Fields;

use super::settings::number;

/// The switches, in the order of the page.
pub(super) const TICKS: [&str; 12] = [
    "mail",
    "text",
    "app",
    "passkey",
    "questions",
    "unlock",
    "tell_person",
    "tell_of_administrator",
    "tell_of_proofs",
    "tell_of_end",
    "tell_of_lock",
    "tell_administrators",
];

/// Where help is, on all pages and on those in one language.
pub(super) const HELPS: [&str; 3] = ["help", "help_en", "help_nl"];

/// The fields.
#[derive(Debug, Clone)]
pub struct SelfServiceForm {
    pub(super) reach: Reach,
    /// The names of the groups that may, one on a line.
    pub groups: Field,
    /// The names of the groups that may not.
    pub without: Field,
    pub(super) proofs: u8,
    pub(super) ticks: [bool; 12],
    /// Only its errors.
    pub(super) methods: Field,
    pub(super) help: [Field; 3],
    pub(super) mails: Field,
    pub(super) texts: Field,
}

impl SelfServiceForm {
    /// As decided.
    pub fn of(settings: &SelfService, groups: &[String], without: &[String]) -> Self {
        Self {
            reach: settings.reach,
            groups: Field::of(groups.join("\n")),
            without: Field::of(without.join("\n")),
            proofs: settings.proofs,
            ticks: [
                settings.mail,
                settings.text,
                settings.app,
                settings.passkey,
                settings.questions,
                settings.unlock,
                settings.tell_person,
                settings.tell_of_administrator,
                settings.tell_of_proofs,
                settings.tell_of_end,
                settings.tell_of_lock,
                settings.tell_administrators,
            ],
            methods: Field::default(),
            help: [&settings.help, &settings.help_en, &settings.help_nl].map(|help| Field::of(help.clone())),
            mails: Field::of(settings.mails_an_hour.to_string()),
            texts: Field::of(settings.texts_an_hour.to_string()),
        }
    }

    /// As typed; nothing for choices that do not exist.
    pub fn typed(fields: &mut Fields) -> Option<Self> {
        let reach = Reach::from_id(&fields.take("reach")?)?;
        let groups = Field::of(fields.take_text("groups").unwrap_or_default());
        let without = Field::of(fields.take_text("without_groups").unwrap_or_default());
        let proofs = fields.take("proofs")?.parse().ok().filter(|proofs| (1..=2).contains(proofs))?;
        let mut ticks = [false; 12];
        for (tick, name) in ticks.iter_mut().zip(TICKS) {
            *tick = match fields.take(name).as_deref() {
                None => false,
                Some("yes") => true,
                Some(_) => return None,
            };
        }
        let help = HELPS.map(|name| Field::of(fields.take(name).unwrap_or_default()));
        let mails = Field::of(fields.take("mails_an_hour").unwrap_or_default());
        let texts = Field::of(fields.take("texts_an_hour").unwrap_or_default());
        Some(Self { reach, groups, without, proofs, ticks, methods: Field::default(), help, mails, texts })
    }

    /// The decisions; every bad field carries its reason.
    pub fn judged(
        &mut self,
        groups: Result<Vec<GroupId>, String>,
        without: Result<Vec<GroupId>, String>,
    ) -> Option<SelfService> {
        let most = SelfService::MOST_GROUPS;
        let chosen = ids(&mut self.groups, groups);
        let left_out = ids(&mut self.without, without);
        for (field, ids) in [(&mut self.groups, &chosen), (&mut self.without, &left_out)] {
            if ids.len() > most {
                field.refuse(Complaint::TooManyGroups { most });
            }
        }
        if self.reach == Reach::Selected && chosen.is_empty() && !self.groups.is_bad() {
            self.groups.refuse(Complaint::NoGroup);
        }
        let [mail, text, app, passkey, questions, unlock, told @ ..] = self.ticks;
        let [tell_person, tell_of_administrator, tell_of_proofs, tell_of_end, tell_of_lock, tell_administrators] = told;
        if !mail && !text && !app && !passkey && !questions {
            self.methods.refuse(Complaint::NoProof);
        } else if !mail && !text && !passkey && !questions && self.proofs == 1 {
            self.methods.refuse(Complaint::FewWays { app_alone: true });
        } else if [mail, text, app, passkey, questions].iter().filter(|is_way| **is_way).count()
            < usize::from(self.proofs)
        {
            self.methods.refuse(Complaint::FewWays { app_alone: false });
        }
        let [help, help_en, help_nl] = self.help.each_mut().map(|field| {
            let help = field.value.trim().to_owned();
            if !help.is_empty() && Help::read(&help).is_none() {
                field.refuse(Complaint::NotHelp);
            }
            help
        });
        let mails_an_hour = number(&mut self.mails, SelfService::MAILS_AN_HOUR).unwrap_or_default().into();
        let texts_an_hour = number(&mut self.texts, SelfService::TEXTS_AN_HOUR).unwrap_or_default().into();
        let fields = [&self.groups, &self.without, &self.methods, &self.mails, &self.texts];
        let fine = fields.into_iter().chain(&self.help).all(|field| !field.is_bad());
        fine.then_some(SelfService {
            reach: self.reach,
            in_groups: chosen,
            without_groups: left_out,
            mail,
            text,
            app,
            passkey,
            questions,
            proofs: self.proofs,
            unlock,
            tell_person,
            tell_of_administrator,
            tell_of_proofs,
            tell_of_end,
            tell_of_lock,
            tell_administrators,
            mails_an_hour,
            texts_an_hour,
            help,
            help_en,
            help_nl,
        })
    }
}

/// The ids of groups that were found; otherwise the field carries the name that no group has.
fn ids(field: &mut Field, groups: Result<Vec<GroupId>, String>) -> Vec<String> {
    match groups {
        Ok(groups) => groups.iter().map(GroupId::to_string).collect(),
        Err(name) => {
            field.refuse(Complaint::GroupUnknown { name });
            vec![]
        }
    }
}
