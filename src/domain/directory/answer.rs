//! What directories answer, read: codes of LDAP, Active Directory's sub-codes, the control of password policies.

use super::ber::element;
use super::fault::Trouble;
use super::outcome::{Judged, Refusal};

/// An answer: the code, the text beside it, and the value of the password policy's control.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// The result code (RFC 4511).
    pub code: u32,
    /// The diagnostic text.
    pub text: String,
    /// What the password policy says beside it.
    pub policy: Option<PolicyNote>,
}

/// What the control of password policies says (draft-behera-ldap-password-policy, 6.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PolicyNote {
    /// Sign-ins that are left after the password has ended.
    pub grace_left: bool,
    /// Its error.
    pub error: Option<u8>,
}

/// The object identifier of the control of password policies.
pub const POLICY_CONTROL: &str = "1.3.6.1.4.1.42.2.27.8.5.1";

const SUCCESS: u32 = 0;
const REFERRAL: u32 = 10;
const STRONGER_AUTH: u32 = 8;
const CONSTRAINT: u32 = 19;
const NO_SUCH_OBJECT: u32 = 32;
const INVALID_CREDENTIALS: u32 = 49;
const NO_ACCESS: u32 = 50;
const UNWILLING: u32 = 53;

/// Said by a directory that is busy, on its way down, or out of order for a moment: the next answer may be another one.
const PASSING: [u32; 6] = [1, 3, 11, 51, 52, 80];
/// At a sign-in these are about how it was asked, and about nobody's password: a question that can not be read, or a wire that is not safe enough.
const ABOUT_THE_WAY: [u32; 3] = [2, STRONGER_AUTH, 13];

impl PolicyNote {
    /// Reads the control's value: `SEQUENCE { warning [0] OPTIONAL, error [1] ENUMERATED OPTIONAL }`. Nothing for anything else.
    pub fn read(value: &[u8]) -> Option<Self> {
        let (0x30, mut rest, _) = element(value)? else { return None };
        let mut note = Self::default();
        while !rest.is_empty() {
            let (tag, inside, behind) = element(rest)?;
            match tag {
                0xa0 => note.grace_left = element(inside)?.0 == 0x81,
                0x81 => note.error = inside.last().copied(),
                _ => {}
            }
            rest = behind;
        }
        Some(note)
    }
}

/// Active Directory's sub-code: `… data 52e, v4563` (hexadecimal).
pub fn sub_code(text: &str) -> Option<u32> {
    let behind = text.split_once("data ")?.1;
    let digits: String = behind.chars().take_while(char::is_ascii_hexdigit).collect();
    u32::from_str_radix(&digits, 16).ok()
}

/// The Windows error that an answer begins with: `0000052D: …` (hexadecimal).
fn windows_error(text: &str) -> Option<u32> {
    let digits = text.get(..8)?;
    (text.as_bytes().get(8) == Some(&b':')).then(|| u32::from_str_radix(digits, 16).ok()).flatten()
}

impl Answer {
    /// What a sign-in there came to.
    pub fn judged(&self) -> Judged {
        let error = self.policy.and_then(|note| note.error);
        match (self.code, error, sub_code(&self.text)) {
            (_, Some(0 | 2), _) | (INVALID_CREDENTIALS, _, Some(0x532 | 0x773)) => Judged::MustChange,
            (SUCCESS, _, _) => {
                let ends = self.policy.is_some_and(|note| note.grace_left);
                if ends { Judged::MustChange } else { Judged::Right }
            }
            (_, Some(1), _) | (INVALID_CREDENTIALS, _, Some(0x530 | 0x531 | 0x775)) => Judged::Locked,
            (INVALID_CREDENTIALS, _, Some(0x533)) | (UNWILLING, _, _) => Judged::Disabled,
            (INVALID_CREDENTIALS, _, Some(0x701)) => Judged::Expired,
            _ => Judged::Wrong,
        }
    }

    /// Whether it is one about the sign-in at all, and not about the directory's own trouble. Whatever else a directory has to say of somebody, that
    /// one does not get in: some answer 48 for an account without a password.
    pub fn is_judgement(&self) -> bool {
        !PASSING.contains(&self.code) && !ABOUT_THE_WAY.contains(&self.code)
    }

    /// What stood in the way of a question that is answered so: a directory that is busy, which passes, or a place that is not there or may not be
    /// read.
    pub fn trouble(&self) -> Trouble {
        if PASSING.contains(&self.code) { Trouble::Answer } else { Trouble::Base }
    }

    /// Why a write was refused; nothing where it was done. `own` where the person wrote it, and not our account.
    pub fn refusal(&self, own: bool) -> Option<Refusal> {
        if self.code == SUCCESS {
            return None;
        }
        Some(match (self.policy.and_then(|note| note.error), windows_error(&self.text)) {
            (Some(0), _) => Refusal::Ended,
            (Some(1), _) | (_, Some(0x775)) => Refusal::Locked,
            (Some(3), _) => Refusal::NoPermission,
            (Some(4), _) | (_, Some(0x56)) if own => Refusal::WrongCurrent,
            // The old password is asked for of our account, which has none to give.
            (Some(4), _) | (_, Some(0x56)) => Refusal::Configuration,
            (Some(5 | 6), _) => Refusal::Quality,
            (Some(7), _) => Refusal::TooYoung,
            (Some(8), _) => Refusal::InHistory,
            (_, Some(0x52d)) => self.constraint(),
            (_, Some(0x533)) => Refusal::Disabled,
            _ => self.by_code(own),
        })
    }

    fn by_code(&self, own: bool) -> Refusal {
        match self.code {
            NO_SUCH_OBJECT => Refusal::NotFound,
            NO_ACCESS => Refusal::NoPermission,
            INVALID_CREDENTIALS if own => Refusal::WrongCurrent,
            // RFC 3062 has no code of its own for a wrong old password.
            UNWILLING if own && self.text.contains("old password") => Refusal::WrongCurrent,
            CONSTRAINT => self.constraint(),
            // A referral: this server is a copy that takes no writes.
            REFERRAL | STRONGER_AUTH | UNWILLING | 2 | 12 | 13 | 16 | 17 => Refusal::Configuration,
            _ => Refusal::Other,
        }
    }

    /// Where no control came along, the words have to do.
    fn constraint(&self) -> Refusal {
        let text = self.text.to_lowercase();
        if text.contains("history") {
            Refusal::InHistory
        } else if text.contains("young") || text.contains("too soon") {
            Refusal::TooYoung
        } else if ["short", "quality", "complexity"].iter().any(|word| text.contains(word)) {
            Refusal::Quality
        } else {
            Refusal::Policy
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn windows(sub_code: &str) -> Answer {
        let text =
            format!("80090308: LdapErr: DSID-0C090446, comment: AcceptSecurityContext error, data {sub_code}, v4563");
        Answer { code: 49, text, policy: None }
    }

    #[test]
    fn active_directory_tells_in_sub_codes_why_nobody_gets_in() {
        for (code, judged) in [
            ("52e", Judged::Wrong),
            ("525", Judged::Wrong),
            ("532", Judged::MustChange),
            ("773", Judged::MustChange),
            ("533", Judged::Disabled),
            ("701", Judged::Expired),
            ("775", Judged::Locked),
        ] {
            assert_eq!(windows(code).judged(), judged, "{code}");
        }
        assert_eq!(Answer { code: 49, ..Answer::default() }.judged(), Judged::Wrong);
        assert_eq!(Answer::default().judged(), Judged::Right);
    }

    #[test]
    fn a_directory_that_is_busy_is_told_from_one_that_has_nothing_there() {
        let with = |code| Answer { code, ..Answer::default() };
        for code in [1, 3, 11, 51, 52, 80] {
            assert!(with(code).trouble().passes() && !with(code).is_judgement(), "{code}");
        }
        for code in [2, 4, 8, 10, 12, 13, 16, 32, 34, 50, 53] {
            assert_eq!(with(code).trouble(), Trouble::Base, "{code}");
        }
    }

    #[test]
    fn whoever_has_no_password_there_does_not_get_in_and_the_directory_is_not_to_blame() {
        let with = |code| Answer { code, ..Answer::default() };
        for code in [16, 19, 32, 34, 48, 49, 50] {
            assert!(with(code).is_judgement(), "{code}");
            assert_eq!(with(code).judged(), Judged::Wrong, "{code}");
        }
        for code in [2, 8, 13] {
            assert!(!with(code).is_judgement(), "{code}");
        }
    }

    #[test]
    fn the_control_of_password_policies_is_read_and_nonsense_is_not() {
        let error = |code| PolicyNote { grace_left: false, error: Some(code) };
        assert_eq!(PolicyNote::read(&[0x30, 3, 0x81, 1, 2]), Some(error(2)));
        assert_eq!(PolicyNote::read(&[0x30, 0]), Some(PolicyNote::default()));
        let grace = [0x30, 5, 0xa0, 3, 0x81, 1, 3];
        assert_eq!(PolicyNote::read(&grace), Some(PolicyNote { grace_left: true, error: None }));
        let ending = [0x30, 6, 0xa0, 4, 0x80, 2, 1, 44];
        assert_eq!(PolicyNote::read(&ending), Some(PolicyNote::default()));
        for nonsense in [&[][..], &[0x30], &[0x30, 9, 1], &[0x04, 1, 2], &[0x30, 0x84, 0, 0, 0, 1, 0]] {
            assert_eq!(PolicyNote::read(nonsense), None, "{nonsense:?}");
        }
        let right = |policy| Answer { policy: PolicyNote::read(policy), ..Answer::default() }.judged();
        assert_eq!(right(&[0x30, 3, 0x81, 1, 2]), Judged::MustChange);
        assert_eq!(right(&grace), Judged::MustChange);
        assert_eq!(right(&ending), Judged::Right);
        let locked = Answer { code: 49, policy: Some(error(1)), ..Answer::default() };
        assert_eq!(locked.judged(), Judged::Locked);
    }

    #[test]
    fn a_refused_write_tells_which_rule_it_broke() {
        let refused = |code, text: &str, error: Option<u8>| {
            let policy = error.map(|error| PolicyNote { grace_left: false, error: Some(error) });
            Answer { code, text: text.into(), policy }.refusal(true)
        };
        assert_eq!(refused(0, "", None), None);
        assert_eq!(refused(19, "", Some(8)), Some(Refusal::InHistory));
        assert_eq!(refused(19, "", Some(6)), Some(Refusal::Quality));
        assert_eq!(refused(19, "", Some(7)), Some(Refusal::TooYoung));
        assert_eq!(refused(19, "Password fails quality checking policy", None), Some(Refusal::Quality));
        assert_eq!(
            refused(53, "0000052D: Constraint violation - check_password_restrictions", None),
            Some(Refusal::Policy)
        );
        let samba = |words: &str| {
            refused(19, &format!("0000052D: Constraint violation - check_password_restrictions: {words}"), None)
        };
        assert_eq!(samba("password is too young to change!"), Some(Refusal::TooYoung));
        assert_eq!(samba("the password was already used (in history)!"), Some(Refusal::InHistory));
        assert_eq!(samba("the password does not meet the complexity criteria!"), Some(Refusal::Quality));
        assert_eq!(refused(19, "00000056: AtrErr: DSID-03190F80", None), Some(Refusal::WrongCurrent));
        assert_eq!(refused(50, "", None), Some(Refusal::NoPermission));
        assert_eq!(refused(32, "", None), Some(Refusal::NotFound));
        assert_eq!(refused(53, "unwilling to verify old password", None), Some(Refusal::WrongCurrent));
        assert_eq!(refused(10, "", None), Some(Refusal::Configuration), "no referral is followed");
        assert_eq!(refused(80, "", None), Some(Refusal::Other));
    }

    #[test]
    fn every_refusal_has_a_name_and_a_code() {
        for refusal in Refusal::ALL {
            assert_eq!(Refusal::from_id(refusal.id()), Some(refusal));
            assert!(refusal.code().len() >= 5);
        }
    }
}
