//! A person's account: identity, source, state (R-001…R-005).

use std::fmt;

use jiff::Timestamp;
use smol_str::SmolStr;
use thiserror::Error;

use super::fold::canonical;
use super::id::UserId;
use super::initials::Initials;
use super::role::Roles;

/// Where an account and its password live.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Source {
    /// Here.
    Local,
    /// In an LDAP or Active Directory server; the password too.
    Directory,
    /// At another organisation or provider: never has a password here (R-005, seed 001).
    External,
}

impl Source {
    /// The stable name in the store and in audit rows.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Local => "local",
            Self::Directory => "directory",
            Self::External => "external",
        }
    }

    /// Reads [`Source::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Local, Self::Directory, Self::External].into_iter().find(|source| source.id() == id)
    }
}

/// The state of an account in one word, worst first (ux 8.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(i16)]
pub enum Status {
    /// Signs in with an own password.
    Active = 0,
    /// Has never signed in.
    NeverSignedIn = 1,
    /// A temporary password waits for its first use.
    TemporaryPassword = 2,
    /// May not sign in.
    Blocked = 3,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 4] = [Self::Active, Self::NeverSignedIn, Self::TemporaryPassword, Self::Blocked];

    /// The stable name in addresses.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::NeverSignedIn => "never-signed-in",
            Self::TemporaryPassword => "temporary",
            Self::Blocked => "blocked",
        }
    }

    /// Reads [`Status::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.id() == id)
    }

    /// The code in the store's computed column.
    pub const fn code(self) -> i16 {
        self as i16
    }

    /// Reads the computed column back.
    pub fn from_code(code: i16) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }
}

/// Whether a password is the person's own or a temporary one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PasswordKind {
    /// Chosen by the person.
    Own,
    /// Made by the server, must be changed at first use.
    Temporary,
}

impl PasswordKind {
    /// The stable name in the store.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Temporary => "temporary",
        }
    }

    /// Reads [`PasswordKind::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Own, Self::Temporary].into_iter().find(|kind| kind.id() == id)
    }
}

/// Why a text is no user name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum UserNameError {
    /// Not exactly one `@` with something on both sides.
    #[error("a user name is local@domain, with exactly one @")]
    Shape,
    /// More than 64 characters before the `@`.
    #[error("the part before the @ may have at most 64 characters")]
    LocalTooLong,
    /// More than 48 characters after the `@`.
    #[error("the part after the @ may have at most 48 characters")]
    DomainTooLong,
    /// A character that is not allowed.
    #[error("only letters, digits and ' . - _ ! # ^ ~ may stand in a user name")]
    Character,
    /// A dot just before the `@`.
    #[error("a dot may not stand just before the @")]
    DotBeforeAt,
}

/// The name that signs in (userPrincipalName): `local@domain`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct UserName(String);

impl UserName {
    /// Judges and takes a user name.
    ///
    /// # Errors
    /// [`UserNameError`] by the rules of R-002.
    pub fn parse(text: &str) -> Result<Self, UserNameError> {
        let (local, domain) = text.split_once('@').ok_or(UserNameError::Shape)?;
        if local.is_empty() || domain.is_empty() || domain.contains('@') {
            return Err(UserNameError::Shape);
        }
        if local.chars().count() > 64 {
            return Err(UserNameError::LocalTooLong);
        }
        if domain.chars().count() > 48 {
            return Err(UserNameError::DomainTooLong);
        }
        if local.ends_with('.') {
            return Err(UserNameError::DotBeforeAt);
        }
        let letter = |c: char| c.is_ascii_alphanumeric();
        if !local.chars().all(|c| letter(c) || "'.-_!#^~".contains(c))
            || !domain.chars().all(|c| letter(c) || ".-".contains(c))
        {
            return Err(UserNameError::Character);
        }
        Ok(Self(text.to_owned()))
    }

    /// A user name that the store kept.
    pub fn trusted(text: String) -> Self {
        Self(text)
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part before the `@`.
    pub fn local(&self) -> &str {
        self.0.split_once('@').map_or(&*self.0, |(local, _)| local)
    }

    /// The part after the `@`.
    pub fn domain(&self) -> &str {
        self.0.split_once('@').map_or("", |(_, domain)| domain)
    }

    /// What the store finds it by (security 4.5).
    pub fn canonical(&self) -> String {
        canonical(&self.0)
    }
}

impl fmt::Display for UserName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What someone typed to say who he is, made canonical; a bare local part means the default domain.
pub fn sign_in_name(typed: &str, default_domain: &str) -> String {
    let name = canonical(typed);
    if name.is_empty() || name.contains('@') { name } else { format!("{name}@{}", canonical(default_domain)) }
}

/// A person's account as lists, headers and the policy need it. Its texts are short in most accounts, and a list holds many: those lie in
/// their places.
#[derive(Debug, Clone)]
pub struct User {
    /// The immutable id.
    pub id: UserId,
    /// The name that signs in.
    pub user_name: UserName,
    /// The name that others see.
    pub display_name: SmolStr,
    /// The name a helpdesk says aloud; falls back to the display name.
    pub given_name: Option<SmolStr>,
    /// Where the account lives.
    pub source: Source,
    /// The roles held.
    pub roles: Roles,
    /// Member or owner of a group that may hold roles.
    pub privileged_group: bool,
    /// Worst state first.
    pub status: Status,
    /// Job title, where known.
    pub job_title: Option<SmolStr>,
    /// Department, where known.
    pub department: Option<SmolStr>,
    /// Whether and which kind of password exists here.
    pub password_kind: Option<PasswordKind>,
    /// When the password was last set.
    pub password_changed_at: Option<Timestamp>,
    /// When a temporary password ends, if it does.
    pub password_expires_at: Option<Timestamp>,
    /// When the account last signed in.
    pub last_sign_in_at: Option<Timestamp>,
    /// The name of the photo, where there is one.
    pub photo: Option<String>,
}

impl User {
    /// The name to say aloud.
    pub fn short_name(&self) -> &str {
        self.given_name.as_deref().unwrap_or(&self.display_name)
    }

    /// One or two letters for the avatar.
    pub fn initials(&self) -> Initials {
        Initials::of(&self.display_name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_names_follow_the_rules_of_the_directory() {
        assert!(UserName::parse("o'neil@noordzee.example").is_ok());
        assert_eq!(UserName::parse(&format!("{}@x", "a".repeat(65))), Err(UserNameError::LocalTooLong));
        assert_eq!(UserName::parse(&format!("a@{}", "x".repeat(49))), Err(UserNameError::DomainTooLong));
        assert_eq!(UserName::parse("a.@x"), Err(UserNameError::DotBeforeAt));
        assert_eq!(UserName::parse("a@b@c"), Err(UserNameError::Shape));
        assert_eq!(UserName::parse("@x"), Err(UserNameError::Shape));
        assert_eq!(UserName::parse("a b@x"), Err(UserNameError::Character));
    }

    #[test]
    fn a_bare_name_means_the_default_domain() {
        assert_eq!(sign_in_name(" Bram ", "Noordzee.example"), "bram@noordzee.example");
        assert_eq!(sign_in_name("bram@other.example", "noordzee.example"), "bram@other.example");
        assert_eq!(sign_in_name("  ", "noordzee.example"), "");
    }
}
