//! The directory outside: the page of the settings, the password of our account, and a test of every part.

use askama::Template;
use jiff::Timestamp;
use rustls::RootCertStore;
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject as _;

use crate::domain::directory::access::{Fingerprint, Security, is_loopback};
use crate::domain::directory::kind::Kind;
use crate::domain::id::UserId;
use crate::domain::paging::Count;
use crate::domain::permission::Permission;
use crate::domain::settings::Section as Which;
use crate::domain::settings::directory::Directory;
use crate::i18n::t;
use crate::service::settings::Page as Found;
use crate::web::directory_fault::DirectoryFault;
use crate::web::field::{Complaint, Field};
use crate::web::form::Fields;
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{directory as words_of, people, settings as sentences};
use crate::web::{assets, forms, icons, paths};

use super::person_form::Input;
use super::settings::{number, since};
use super::{VERSION, View};

/// The names of what is typed, in the order of the page.
const TEXTS: [&str; 7] = ["host", "port", "account", "base", "group_base", "fingerprint", "deletions_percent"];
/// The switches, in the order of the page.
const SWITCHES: [&str; 4] = ["directory_on", "groups", "writeback", "writeback_self"];

/// The fields.
#[derive(Debug, Clone)]
pub struct DirectoryForm {
    kind: Kind,
    security: Security,
    texts: [Field; 7],
    authority: Field,
    switches: [bool; 4],
    whole: Option<Complaint>,
}

impl DirectoryForm {
    /// As decided.
    pub fn of(settings: &Directory) -> Self {
        let texts = [
            settings.host.clone(),
            settings.port.to_string(),
            settings.account.clone(),
            settings.base.clone(),
            settings.group_base.clone(),
            settings.fingerprint.clone(),
            settings.deletions_percent.to_string(),
        ];
        Self {
            kind: settings.kind(),
            security: settings.server().security,
            texts: texts.map(Field::of),
            authority: Field::of(settings.authority.clone()),
            switches: [settings.directory_on, settings.groups, settings.writeback, settings.writeback_self],
            whole: None,
        }
    }

    /// As typed; nothing for choices that do not exist.
    pub fn typed(fields: &mut Fields) -> Option<Self> {
        let kind = Kind::from_id(&fields.take("kind")?)?;
        let security = Security::from_id(&fields.take("security")?)?;
        let texts = TEXTS.map(|name| Field::of(fields.take(name).unwrap_or_default().trim()));
        let authority = Field::of(fields.take_text("authority").unwrap_or_default().trim());
        let mut ticked = true;
        let switches = SWITCHES.map(|name| match fields.take(name).as_deref() {
            None => false,
            Some("yes" | "on") => true,
            Some(_) => {
                ticked = false;
                false
            }
        });
        ticked.then_some(Self { kind, security, texts, authority, switches, whole: None })
    }

    /// The values; every bad field carries its reason.
    pub fn judged(&mut self, has_password: bool) -> Option<Directory> {
        let fault = |fault| Complaint::Directory(fault);
        let [host, port, account, base, group_base, fingerprint, deletions] = &mut self.texts;
        if !host.value.is_empty() && !Directory::is_host(&host.value) {
            host.refuse(fault(DirectoryFault::Host));
        } else if self.security == Security::Plain && !host.value.is_empty() && !is_loopback(&host.value) {
            host.refuse(fault(DirectoryFault::Plain));
        }
        for name in [account, base, group_base] {
            if !name.value.is_empty() && !Directory::is_name(&name.value) {
                name.refuse(fault(DirectoryFault::Name));
            }
        }
        if !fingerprint.value.is_empty() && Fingerprint::parse(&fingerprint.value).is_none() {
            fingerprint.refuse(fault(DirectoryFault::Fingerprint));
        }
        if !is_authority(&self.authority.value) {
            self.authority.refuse(fault(DirectoryFault::Authority));
        }
        let (port, deletions_percent) = (number(port, (1, u16::MAX))?, number(deletions, Directory::DELETIONS)?);
        let [directory_on, groups, writeback, writeback_self] = self.switches;
        let [host, _, account, base, group_base, fingerprint, _] = &self.texts;
        let decided = Directory {
            directory_on,
            kind: self.kind.id().to_owned(),
            host: host.value.clone(),
            port,
            security: self.security.id().to_owned(),
            authority: self.authority.value.clone(),
            fingerprint: fingerprint.value.clone(),
            account: account.value.clone(),
            base: base.value.clone(),
            groups,
            group_base: group_base.value.clone(),
            writeback,
            writeback_self,
            deletions_percent,
        };
        if directory_on && !(decided.is_set_up() && has_password) {
            self.whole = Some(fault(DirectoryFault::NotSetUp));
        }
        let fine = self.whole.is_none() && !self.authority.is_bad() && self.texts.iter().all(|field| !field.is_bad());
        fine.then_some(decided)
    }
}

/// Whether a text is empty, or certificates and nothing else.
fn is_authority(text: &str) -> bool {
    let mut believed = RootCertStore::empty();
    let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(text.as_bytes()).collect();
    let all = certificates.is_ok_and(|all| all.into_iter().all(|certificate| believed.add(certificate).is_ok()));
    text.is_empty() || (text.len() <= Directory::LONGEST_AUTHORITY && all && !believed.is_empty())
}

/// `GET /settings/directory`, and the 409 and 422 of its POST.
#[derive(Debug, Template)]
#[template(path = "settings/directory.html")]
pub struct SettingsDirectory {
    /// What every page knows; section [`Section::Settings`].
    pub page: Page,
    /// What is decided now.
    pub found: Found<Directory>,
    /// Whether a password was given for our account.
    pub has_password: bool,
    /// The fields.
    pub form: DirectoryForm,
    /// How many could not reset the own password any more: to be agreed to.
    pub stranded: Option<Count>,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

impl View for SettingsDirectory {}

impl SettingsDirectory {
    const WHICH: &Which = &Which::Directory;

    fn question(&self) -> Option<(u32, String)> {
        let number = self.stranded.as_ref()?.least();
        let shown = self.page.count(self.stranded.as_ref()?).to_string();
        Some((number, t!(self.page, "settings-self-service-stranded", number = number, shown = shown)))
    }

    fn complaints(&self) -> Vec<(&'static str, Complaint)> {
        let whole = self.refused.iter().chain(&self.form.whole).map(|complaint| ("host", complaint.clone()));
        let texts = TEXTS.iter().zip(&self.form.texts);
        let texts = texts.flat_map(|(id, field)| field.errors.iter().map(move |error| (*id, error.clone())));
        let authority = self.form.authority.errors.iter().map(|error| ("authority", error.clone()));
        whole.chain(texts).chain(authority).collect()
    }

    fn since(&self) -> Option<(Timestamp, Option<UserId>, &str)> {
        since(&self.page, self.found.kept.as_ref())
    }

    fn may(&self) -> bool {
        self.page.may(Permission::ManageDirectory)
    }

    fn inputs(&self) -> Vec<Input<'_>> {
        let page = &self.page;
        let told = [
            (t!(page, "settings-directory-host"), t!(page, "settings-directory-host-hint")),
            (t!(page, "settings-directory-port"), t!(page, "settings-directory-port-hint")),
            (t!(page, "settings-directory-account"), t!(page, "settings-directory-account-hint")),
            (t!(page, "settings-directory-base"), t!(page, "settings-directory-base-hint")),
            (t!(page, "settings-directory-group-base"), t!(page, "settings-directory-group-base-hint")),
            (t!(page, "settings-directory-fingerprint"), t!(page, "settings-directory-fingerprint-hint")),
            (t!(page, "settings-directory-deletions"), t!(page, "settings-directory-deletions-hint")),
        ];
        let locked = !self.may();
        let all = TEXTS.into_iter().zip(told).zip(&self.form.texts);
        all.map(|((id, (label, hint)), field)| Input {
            id,
            label,
            hint: Some(hint.to_owned()),
            value: &field.value,
            errors: &field.errors,
            kind: "text",
            seen: None,
            contested: None,
            locked,
            domains: vec![],
            options: vec![],
            people: false,
        })
        .collect()
    }

    fn switches(&self) -> [(&'static str, &str, bool); 4] {
        let page = &self.page;
        let labels = [
            t!(page, "settings-directory-on"),
            t!(page, "settings-directory-groups"),
            t!(page, "settings-directory-writeback"),
            t!(page, "settings-directory-writeback-self"),
        ];
        [0, 1, 2, 3].map(|at| (SWITCHES[at], labels[at], self.form.switches[at]))
    }

    /// What somebody who keeps the directory types, for the account and the base of now.
    fn delegation(&self) -> String {
        let decided = &self.found.settings;
        if decided.is_set_up() {
            decided.kind().delegation(&decided.account, &decided.base).join("\n")
        } else {
            String::new()
        }
    }
}
