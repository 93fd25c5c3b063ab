//! Who may reset the own password, by which proofs, and who is told of it (R-170…R-193, R-251…R-260).

use serde::{Deserialize, Serialize};
use url::Url;

use super::{Section, Settings, Settled};
use crate::domain::attribute::Attribute;
use crate::domain::id::GroupId;
use crate::domain::organisation::Language;

/// Who may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// Nobody.
    #[default]
    Nobody,
    /// Whoever is in one of the groups that were chosen, at any depth.
    Selected,
    /// Everybody.
    Everybody,
}

impl Reach {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::Nobody, Self::Selected, Self::Everybody];

    /// The stable name in forms and rows.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Selected => "selected",
            Self::Everybody => "everybody",
        }
    }

    /// Reads [`Reach::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reach| reach.id() == id)
    }
}

/// The decisions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "a page of switches, each one apart from the others")]
pub struct SelfService {
    /// Who may.
    pub reach: Reach,
    /// The groups that may, where some may: their ids.
    pub in_groups: Vec<String>,
    /// The groups that may not, whatever else they are in: their ids.
    pub without_groups: Vec<String>,
    /// Whether a code by mail is a proof.
    pub mail: bool,
    /// Whether a code by text message is one.
    pub text: bool,
    /// Whether the authenticator app is one.
    pub app: bool,
    /// Whether a passkey is one, where its device offers it by itself.
    pub passkey: bool,
    /// Whether answers to security questions are one (R-247: off unless it is decided).
    pub questions: bool,
    /// How many proofs are asked for.
    pub proofs: u8,
    /// Whether somebody who knows the password may open the own account again that guesses have closed (R-224).
    pub unlock: bool,
    /// Whether people are told by mail that their password was reset or changed by themselves.
    pub tell_person: bool,
    /// Whether people are told by mail that an administrator reset their password.
    pub tell_of_administrator: bool,
    /// Whether people are told by mail that something about their proofs has changed.
    pub tell_of_proofs: bool,
    /// Whether people are told by mail that their password ends soon.
    pub tell_of_end: bool,
    /// Whether people are told by mail that wrong passwords closed their account for a time. Off unless it is decided: strangers can cause it.
    pub tell_of_lock: bool,
    /// Whether the other Global administrators are told when an administrator resets the own password.
    pub tell_administrators: bool,
    /// So many letters within an hour may be caused by people who are not signed in (R-250f).
    pub mails_an_hour: u32,
    /// And so many text messages, each of which costs money.
    pub texts_an_hour: u32,
    /// Where people who can not help themselves find help: a mail address, or a page. Nothing for a mail to whoever may reset.
    pub help: String,
    /// The same on pages in English alone; empty where it is no other one (R-260, R-266).
    pub help_en: String,
    /// The same in Dutch alone.
    pub help_nl: String,
}

impl SelfService {
    /// So many groups at most.
    pub const MOST_GROUPS: usize = 50;
    /// Fewest and most letters within an hour.
    pub const MAILS_AN_HOUR: (u16, u16) = (10, 10_000);
    /// Fewest and most text messages within an hour.
    pub const TEXTS_AN_HOUR: (u16, u16) = (1, 10_000);
    /// Fewest and most proofs.
    pub const PROOFS: (u8, u8) = (1, 2);

    /// The groups that may.
    pub fn chosen(&self) -> Vec<GroupId> {
        self.in_groups.iter().filter_map(|id| id.parse().ok()).collect()
    }

    /// The groups that may not.
    pub fn left_out(&self) -> Vec<GroupId> {
        self.without_groups.iter().filter_map(|id| id.parse().ok()).collect()
    }
}

impl Default for SelfService {
    fn default() -> Self {
        Self {
            reach: Reach::Nobody,
            in_groups: vec![],
            without_groups: vec![],
            mail: true,
            text: false,
            app: true,
            passkey: false,
            questions: false,
            proofs: 1,
            unlock: false,
            tell_person: true,
            tell_of_administrator: true,
            tell_of_proofs: true,
            tell_of_end: true,
            tell_of_lock: false,
            tell_administrators: false,
            mails_an_hour: 1_000,
            texts_an_hour: 100,
            help: String::new(),
            help_en: String::new(),
            help_nl: String::new(),
        }
    }
}

impl SelfService {
    /// What of it works in a portal: where it is called by numbers, no browser has a passkey for it (decision 45).
    #[must_use]
    pub fn usable(&self, has_passkeys: bool) -> Self {
        Self { passkey: self.passkey && has_passkeys, ..self.clone() }
    }

    /// Where people find help on pages in a language; nothing for a mail to whoever may reset.
    pub fn help(&self, language: Language) -> Option<Help> {
        let own = match language {
            Language::English => &self.help_en,
            Language::Dutch => &self.help_nl,
        };
        [own, &self.help].into_iter().find(|help| !help.is_empty()).and_then(|help| Help::read(help))
    }
}

impl Settled for SelfService {
    const SECTION: Section = Section::SelfService;

    fn is_sound(&self) -> bool {
        let are_groups =
            |ids: &[String]| ids.len() <= Self::MOST_GROUPS && ids.iter().all(|id| id.parse::<GroupId>().is_ok());
        (Self::PROOFS.0..=Self::PROOFS.1).contains(&self.proofs)
            && (u32::from(Self::MAILS_AN_HOUR.0)..=u32::from(Self::MAILS_AN_HOUR.1)).contains(&self.mails_an_hour)
            && (u32::from(Self::TEXTS_AN_HOUR.0)..=u32::from(Self::TEXTS_AN_HOUR.1)).contains(&self.texts_an_hour)
            && (self.mail || self.text || self.app || self.passkey || self.questions)
            // Six digits alone open nothing (R-176).
            && (self.mail || self.text || self.passkey || self.questions || self.proofs > 1)
            && (self.reach != Reach::Selected || !self.in_groups.is_empty())
            && are_groups(&self.in_groups)
            && are_groups(&self.without_groups)
            && [&self.help, &self.help_en, &self.help_nl]
                .into_iter()
                .all(|help| help.is_empty() || Help::read(help).is_some())
    }

    fn of(settings: &Settings) -> &Self {
        &settings.self_service
    }
}

/// Where people find help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Help {
    /// By mail.
    Mail(String),
    /// On a page.
    Page(String),
}

impl Help {
    /// The mail address, or that of the page.
    pub fn address(&self) -> &str {
        match self {
            Self::Mail(address) | Self::Page(address) => address,
        }
    }

    /// A mail address, or the address of a page (http or https); nothing for anything else (R-260, T-99).
    pub fn read(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        if !typed.contains("://")
            && let Ok(Some(mail)) = Attribute::Mail.judge(typed)
        {
            return Some(Self::Mail(mail));
        }
        let url = Url::parse(typed).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
        let plain = url.has_host() && url.username().is_empty() && url.password().is_none() && typed.len() <= 500;
        plain.then(|| Self::Page(url.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_is_a_mail_address_or_a_page_and_nothing_that_a_browser_runs() {
        assert_eq!(Help::read(" desk@example.org "), Some(Help::Mail("desk@example.org".into())));
        assert_eq!(Help::read("https://help.example.org/x"), Some(Help::Page("https://help.example.org/x".into())));
        for odd in ["javascript:alert(1)", "data:text/html,x", "//x", "x", "ftp://x", "https://", "https://me:it@x.org"]
        {
            assert_eq!(Help::read(odd), None, "{odd}");
        }
    }

    #[test]
    fn what_was_delivered_is_sound_and_what_opens_to_nobody_in_particular_is_not() {
        let delivered = SelfService::default();
        assert!(delivered.is_sound());
        assert!(!SelfService { reach: Reach::Selected, ..delivered.clone() }.is_sound(), "which groups");
        assert!(!SelfService { mail: false, app: false, ..delivered.clone() }.is_sound(), "by no proof");
        assert!(!SelfService { proofs: 3, ..delivered.clone() }.is_sound());
        assert!(!SelfService { help: "javascript:x".into(), ..delivered.clone() }.is_sound());
        assert!(!SelfService { help_nl: "javascript:x".into(), ..delivered.clone() }.is_sound());
        assert!(!SelfService { in_groups: vec!["x".into()], ..delivered }.is_sound());
    }

    #[test]
    fn what_was_saved_before_there_was_a_switch_reads_as_delivered() {
        let saved: SelfService = serde_json::from_str(r#"{"reach": "everybody", "tell_of_proofs": false}"#).unwrap();
        assert!(saved.tell_of_end && !saved.tell_of_lock && !saved.tell_of_proofs && saved.is_sound());
    }

    #[test]
    fn a_language_has_its_own_help_or_that_of_all() {
        let page = |at: &str| Some(Help::Page(format!("https://help.example.org/{at}")));
        let settings = SelfService { help_nl: "https://help.example.org/nl".into(), ..SelfService::default() };
        assert_eq!((settings.help(Language::Dutch), settings.help(Language::English)), (page("nl"), None));
        let settings = SelfService { help: "https://help.example.org/all".into(), ..settings };
        assert_eq!((settings.help(Language::Dutch), settings.help(Language::English)), (page("nl"), page("all")));
    }
}
