//! What is written to people, by mail and as text messages (R-251…R-256).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::notice::{About, Notice};
use super::password::temporary::TemporaryPassword;
use super::secret::SentCode;

/// A letter, before it is put into words.
#[derive(Debug)]
pub enum Letter {
    /// Whether mail works at all; an administrator asked for it.
    Trial,
    /// A code with which somebody resets the own password.
    ResetCode {
        /// The code.
        code: SentCode,
        /// For so long it works.
        minutes: u16,
    },
    /// A code that shows that an address is read by whom it is to belong to.
    AddressCode {
        /// The code.
        code: SentCode,
        /// For so long it works.
        minutes: u16,
    },
    /// Whether text messages work at all; an administrator asked for it.
    TextTrial,
    /// A code with which somebody resets the own password, as a text message.
    ResetText {
        /// The code.
        code: SentCode,
        /// For so long it works.
        minutes: u16,
    },
    /// A code that shows that a phone is at hand to whom it is to belong to, as a text message.
    PhoneText {
        /// The code.
        code: SentCode,
        /// For so long it works.
        minutes: u16,
    },
    /// What opens the sign-in once, in place of the password that an administrator has reset.
    SignInCode {
        /// The temporary password.
        code: TemporaryPassword,
        /// When it ends.
        until: Timestamp,
    },
    /// Somebody asked for a reset that is not open to this person; the code of the reason (`SSPR_0013`).
    ResetRefused {
        /// The code of the reason.
        refusal: String,
    },
    /// Something happened to how somebody signs in.
    Notice(Notice),
}

/// The kinds of letters, as rows and pages name them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// [`Letter::Trial`].
    Trial,
    /// [`Letter::ResetCode`].
    ResetCode,
    /// [`Letter::AddressCode`].
    AddressCode,
    /// [`Letter::TextTrial`].
    TextTrial,
    /// [`Letter::ResetText`].
    ResetText,
    /// [`Letter::PhoneText`].
    PhoneText,
    /// [`Letter::SignInCode`].
    SignInCode,
    /// [`Letter::ResetRefused`].
    ResetRefused,
    /// [`Letter::Notice`].
    Notice(About),
}

impl Kind {
    /// The stable name in rows.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Trial => "trial",
            Self::ResetCode => "reset-code",
            Self::AddressCode => "address-code",
            Self::TextTrial => "text-trial",
            Self::ResetText => "reset-text",
            Self::PhoneText => "phone-text",
            Self::SignInCode => "sign-in-code",
            Self::ResetRefused => "reset-refused",
            Self::Notice(about) => about.id(),
        }
    }

    /// The kinds that leave as text messages.
    pub const TEXTS: [Self; 3] = [Self::TextTrial, Self::ResetText, Self::PhoneText];

    /// Whether it leaves as a text message.
    pub const fn is_text(self) -> bool {
        matches!(self, Self::TextTrial | Self::ResetText | Self::PhoneText)
    }

    /// Of which strangers, one press of an administrator, or a day on which passwords end, cause very many: the others do not wait behind them (F27).
    pub fn in_masses() -> impl Iterator<Item = Self> {
        let asked = [Self::ResetCode, Self::ResetText, Self::PhoneText, Self::ResetRefused];
        let told = [About::HelpAsked, About::Invited, About::RegistrationDemanded];
        let told = told.into_iter().chain([About::PasswordEnds, About::AccountLocked]);
        asked.into_iter().chain(told.map(Self::Notice))
    }

    /// Which come of themselves, very many on one day: what somebody waits for does not wait behind them.
    pub const fn of_themselves() -> [Self; 2] {
        [Self::Notice(About::PasswordEnds), Self::Notice(About::AccountLocked)]
    }

    /// Every kind that leaves by mail.
    pub fn by_mail() -> impl Iterator<Item = Self> {
        let plain = [Self::Trial, Self::ResetCode, Self::AddressCode, Self::SignInCode, Self::ResetRefused];
        plain.into_iter().chain(About::ALL.map(Self::Notice))
    }

    /// Reads [`Kind::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::by_mail().chain(Self::TEXTS).find(|kind| kind.id() == id)
    }
}

/// A letter as it is sealed: every value that some kind has.
#[derive(Serialize, Deserialize, Default)]
struct Body<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minutes: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refusal: Option<String>,
}

impl Letter {
    /// Its kind.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Trial => Kind::Trial,
            Self::ResetCode { .. } => Kind::ResetCode,
            Self::AddressCode { .. } => Kind::AddressCode,
            Self::TextTrial => Kind::TextTrial,
            Self::ResetText { .. } => Kind::ResetText,
            Self::PhoneText { .. } => Kind::PhoneText,
            Self::SignInCode { .. } => Kind::SignInCode,
            Self::ResetRefused { .. } => Kind::ResetRefused,
            Self::Notice(notice) => Kind::Notice(notice.about),
        }
    }

    /// To be sealed. Holds codes: it goes nowhere else.
    pub fn body(&self) -> Zeroizing<Vec<u8>> {
        let body = match self {
            Self::Trial | Self::TextTrial => Body::default(),
            Self::ResetCode { code, minutes }
            | Self::AddressCode { code, minutes }
            | Self::ResetText { code, minutes }
            | Self::PhoneText { code, minutes } => {
                Body { code: Some(code.expose()), minutes: Some(*minutes), ..Body::default() }
            }
            Self::SignInCode { code, until } => {
                Body { code: Some(code.expose()), at: Some(until.as_second()), ..Body::default() }
            }
            Self::ResetRefused { refusal } => Body { refusal: Some(refusal.clone()), ..Body::default() },
            Self::Notice(notice) => Body {
                user_name: Some(notice.user_name.clone()),
                at: Some(notice.at.as_second()),
                address: notice.address.clone(),
                ..Body::default()
            },
        };
        // Numbers and texts have no way to fail.
        Zeroizing::new(serde_json::to_vec(&body).unwrap_or_default())
    }

    /// Reads [`Letter::body`] back; nothing for what this version did not write.
    pub fn read(kind: Kind, body: &[u8]) -> Option<Self> {
        let body: Body<'_> = serde_json::from_slice(body).ok()?;
        let code = || body.code.and_then(SentCode::read);
        Some(match kind {
            Kind::Trial => Self::Trial,
            Kind::ResetCode => Self::ResetCode { code: code()?, minutes: body.minutes? },
            Kind::AddressCode => Self::AddressCode { code: code()?, minutes: body.minutes? },
            Kind::TextTrial => Self::TextTrial,
            Kind::ResetText => Self::ResetText { code: code()?, minutes: body.minutes? },
            Kind::PhoneText => Self::PhoneText { code: code()?, minutes: body.minutes? },
            Kind::SignInCode => Self::SignInCode {
                code: TemporaryPassword::read(body.code?)?,
                until: Timestamp::from_second(body.at?).ok()?,
            },
            Kind::ResetRefused => Self::ResetRefused { refusal: body.refusal? },
            Kind::Notice(about) => Self::Notice(Notice {
                about,
                user_name: body.user_name?,
                at: Timestamp::from_second(body.at?).ok()?,
                address: body.address,
            }),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_comes_back_as_it_was_sealed() {
        let code = || SentCode::read("01234567").unwrap();
        let notice = Notice {
            about: About::PasswordReset,
            user_name: "bram@example.org".into(),
            at: Timestamp::from_second(1_700_000_000).unwrap(),
            address: Some("192.0.2.7".into()),
        };
        let letters = [
            Letter::Trial,
            Letter::ResetCode { code: code(), minutes: 10 },
            Letter::AddressCode { code: code(), minutes: 10 },
            Letter::TextTrial,
            Letter::ResetText { code: code(), minutes: 10 },
            Letter::PhoneText { code: code(), minutes: 10 },
            Letter::SignInCode {
                code: TemporaryPassword::read("kxwm-4r7p-qz9t-h3cv").unwrap(),
                until: Timestamp::from_second(1_700_000_000).unwrap(),
            },
            Letter::ResetRefused { refusal: "SSPR_0013".into() },
            Letter::Notice(notice),
        ];
        for letter in letters {
            let read = Letter::read(Kind::from_id(letter.kind().id()).unwrap(), &letter.body()).unwrap();
            assert_eq!(read.body(), letter.body());
            let shown = format!("{letter:?}");
            assert!(!shown.contains("01234567") && !shown.contains("kxwm"), "no log shows a code");
        }
        assert!(Letter::read(Kind::ResetCode, b"{}").is_none());
        assert!(Letter::read(Kind::Trial, b"x").is_none());
    }
}
