//! What our account may write over there, in words.

use crate::domain::directory::outcome::{Judged, Refusal, Written};
use crate::i18n::{Words, t};
use crate::service::directory::trial::Rights;

use super::directory::{refusal, trouble};

/// Each right in words, and whether it is there; what was not tried is not told.
pub fn rights(words: &Words, rights: &Rights) -> Vec<(bool, String)> {
    let mut parts = vec![match &rights.set {
        Written::Done => (true, t!(words, "directory-rights-set").to_owned()),
        Written::Undemanded(said) | Written::Closed { said, .. } => {
            (false, with(words, t!(words, "directory-rights-undemanded"), said))
        }
        not => (false, refused(words, t!(words, "directory-rights-not-set"), not)),
    }];
    match rights.judged {
        Some(Judged::MustChange) => parts.push((true, t!(words, "directory-rights-asks").to_owned())),
        Some(Judged::Right) => parts.push((false, t!(words, "directory-rights-asks-not").to_owned())),
        Some(Judged::Wrong | Judged::Disabled | Judged::Expired | Judged::Locked | Judged::Absent) => {
            parts.push((false, t!(words, "directory-rights-no-way-in").to_owned()));
        }
        None => {}
    }
    parts.extend(rights.opened.iter().map(|opened| match opened {
        Written::Done => (true, t!(words, "directory-rights-open").to_owned()),
        not => (false, refused(words, t!(words, "directory-rights-not-open"), not)),
    }));
    parts
}

fn refused(words: &Words, what: &str, written: &Written) -> String {
    let why = match written {
        Written::Refused(Refusal::NoPermission, _) => {
            format!("{} {}", refusal(words, Refusal::NoPermission), t!(words, "directory-rights-commands"))
        }
        Written::Refused(why, _) => refusal(words, *why).to_owned(),
        Written::NotAsked(fault) => trouble(words, fault.trouble).to_owned(),
        _ => t!(words, "directory-unknown").to_owned(),
    };
    with(words, &format!("{what} {why}"), written.said())
}

fn with(words: &Words, what: &str, said: &str) -> String {
    if said.is_empty() { what.to_owned() } else { format!("{what} {}", t!(words, "directory-says", said = said)) }
}
