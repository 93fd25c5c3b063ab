//! What a test of the directory found.

use askama::Template;

use crate::domain::directory::access::Shown;
use crate::domain::directory::outcome::Refusal;
use crate::i18n::t;
use crate::service::directory::setup::{Looked, Tested};
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{directory as words_of, directory_rights, people};
use crate::web::{assets, forms, icons, paths};

use super::{VERSION, View};

/// The answer to `POST /settings/directory/test`.
#[derive(Debug, Template)]
#[template(path = "settings/directory_tested.html")]
pub struct DirectoryTested {
    /// What every page knows; section [`Section::Settings`].
    pub page: Page,
    /// What it found.
    pub tested: Tested,
    /// Who was looked for.
    pub login: Option<String>,
    /// Whether a password was given for our account.
    pub has_password: bool,
}

impl View for DirectoryTested {}

impl DirectoryTested {
    /// Each part in words, and whether it was in order; those behind the one that it stopped at were not reached.
    fn parts(&self) -> Vec<(bool, String)> {
        let (page, tested) = (&self.page, &self.tested);
        let mut parts = vec![];
        match &tested.greeted {
            Some(Shown { certificate: Some(print), .. }) => {
                parts.push((true, t!(page, "directory-test-greeted", print = print.to_string())));
            }
            Some(Shown { certificate: None, .. }) => {
                parts.push((true, t!(page, "directory-test-greeted-plain").to_owned()));
            }
            None => {}
        }
        if tested.signed_in {
            parts.push((true, t!(page, "directory-test-signed-in").to_owned()));
        }
        if tested.base {
            parts.push((true, t!(page, "directory-test-base").to_owned()));
        }
        if let Some(people) = tested.people {
            parts.push((people > 0, t!(page, "directory-test-people", number = people)));
        }
        if let Some(groups) = tested.groups {
            parts.push((groups > 0, t!(page, "directory-test-groups", number = groups)));
        }
        let login = self.login.as_deref().unwrap_or_default();
        match &tested.person {
            Some(Looked::Found(entry)) => {
                parts.push((true, t!(page, "directory-test-person", login = login, name = entry.name.as_str())));
                if entry.state.protected {
                    parts.push((false, words_of::refusal(&page.words, Refusal::Protected).to_owned()));
                }
            }
            Some(Looked::Nobody) => parts.push((false, t!(page, "directory-test-nobody", login = login))),
            None => {}
        }
        parts.extend(tested.rights.iter().flat_map(|rights| directory_rights::rights(&page.words, rights)));
        if let Some(fault) = &tested.fault {
            let why = words_of::trouble(&page.words, fault.trouble);
            let said = if fault.said.is_empty() {
                String::new()
            } else {
                format!(" {}", t!(page, "directory-says", said = fault.said.as_str()))
            };
            parts.push((false, format!("{why}{said}")));
        }
        if let Some(print) = &tested.distrusted {
            parts.push((false, t!(page, "directory-test-distrusted", print = print.to_string())));
        }
        parts
    }
}
