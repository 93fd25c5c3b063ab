//! Kinds of directories as data: what they call things, and how passwords are written there.

use crate::domain::attribute::Attribute;

/// A kind of directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Kind {
    /// Active Directory, and Samba in its place.
    ActiveDirectory,
    /// `OpenLDAP` with the password policy overlay.
    #[default]
    OpenLdap,
    /// Any other that speaks LDAP and RFC 3062.
    Generic,
}

/// How a password is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// As the attribute `unicodePwd`.
    UnicodePwd,
    /// By the operation of RFC 3062.
    PasswordModify,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::ActiveDirectory, Self::OpenLdap, Self::Generic];

    /// The stable name in settings and forms.
    pub const fn id(self) -> &'static str {
        match self {
            Self::ActiveDirectory => "active-directory",
            Self::OpenLdap => "openldap",
            Self::Generic => "generic",
        }
    }

    /// Reads [`Kind::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// The attribute that stays when everything else changes.
    pub const fn anchor(self) -> &'static str {
        match self {
            Self::ActiveDirectory => "objectGUID",
            Self::OpenLdap | Self::Generic => "entryUUID",
        }
    }

    /// The attribute that tells when an entry was last changed.
    pub const fn changed(self) -> &'static str {
        match self {
            Self::ActiveDirectory => "whenChanged",
            Self::OpenLdap | Self::Generic => "modifyTimestamp",
        }
    }

    /// Who of all entries is a person.
    pub const fn people(self) -> &'static str {
        match self {
            Self::ActiveDirectory => "(objectCategory=person)(objectClass=user)(userPrincipalName=*)",
            Self::OpenLdap | Self::Generic => "(objectClass=inetOrgPerson)(uid=*)",
        }
    }

    /// What of all entries is a security group.
    pub const fn groups(self) -> &'static str {
        match self {
            Self::ActiveDirectory => "(objectClass=group)(groupType:1.2.840.113556.1.4.803:=2147483648)",
            Self::OpenLdap | Self::Generic => {
                "(|(objectClass=groupOfNames)(objectClass=groupOfUniqueNames)(objectClass=posixGroup))"
            }
        }
    }

    /// How an entry is named so that it is this one and no other: where the directory takes it, by what never changes.
    pub fn target(self, anchor: &str, name: &str) -> String {
        match self {
            Self::ActiveDirectory => format!("<GUID={anchor}>"),
            Self::OpenLdap | Self::Generic => name.to_owned(),
        }
    }

    /// The attribute that people sign in by. Without a domain it means the default domain.
    pub const fn login(self) -> &'static str {
        match self {
            Self::ActiveDirectory => "userPrincipalName",
            Self::OpenLdap | Self::Generic => "uid",
        }
    }

    /// How a password is written.
    pub const fn writing(self) -> Writing {
        match self {
            Self::ActiveDirectory => Writing::UnicodePwd,
            Self::OpenLdap | Self::Generic => Writing::PasswordModify,
        }
    }

    /// Which of our attributes is which of theirs.
    pub const fn map(self) -> &'static [(Attribute, &'static str)] {
        match self {
            Self::ActiveDirectory => &[
                (Attribute::GivenName, "givenName"),
                (Attribute::Surname, "sn"),
                (Attribute::Mail, "mail"),
                (Attribute::EmployeeId, "employeeID"),
                (Attribute::JobTitle, "title"),
                (Attribute::Department, "department"),
                (Attribute::CompanyName, "company"),
                (Attribute::Office, "physicalDeliveryOfficeName"),
                (Attribute::Mobile, "mobile"),
                (Attribute::Telephone, "telephoneNumber"),
                (Attribute::StreetAddress, "streetAddress"),
                (Attribute::PostalCode, "postalCode"),
                (Attribute::City, "l"),
                (Attribute::State, "st"),
            ],
            Self::OpenLdap | Self::Generic => &[
                (Attribute::GivenName, "givenName"),
                (Attribute::Surname, "sn"),
                (Attribute::Mail, "mail"),
                (Attribute::EmployeeId, "employeeNumber"),
                (Attribute::JobTitle, "title"),
                (Attribute::Department, "departmentNumber"),
                (Attribute::CompanyName, "o"),
                (Attribute::Office, "physicalDeliveryOfficeName"),
                (Attribute::Mobile, "mobile"),
                (Attribute::Telephone, "telephoneNumber"),
                (Attribute::StreetAddress, "street"),
                (Attribute::PostalCode, "postalCode"),
                (Attribute::City, "l"),
                (Attribute::State, "st"),
            ],
        }
    }

    /// The attributes that tell how an account stands.
    pub const fn states(self) -> &'static [&'static str] {
        match self {
            Self::ActiveDirectory => {
                &["userAccountControl", "msDS-User-Account-Control-Computed", "lockoutTime", "adminCount", "pwdLastSet"]
            }
            Self::OpenLdap => &["pwdAccountLockedTime", "pwdReset", "pwdChangedTime"],
            Self::Generic => &["pwdAccountLockedTime"],
        }
    }

    /// What somebody who keeps the directory types to give our account the rights that it needs, `account` and `base` being its own.
    pub fn delegation(self, account: &str, base: &str) -> Vec<String> {
        match self {
            Self::ActiveDirectory => ["CA;Reset Password;user", "RPWP;pwdLastSet;user", "RPWP;lockoutTime;user"]
                .iter()
                .map(|right| format!("dsacls \"{base}\" /I:S /G \"{account}:{right}\""))
                .collect(),
            Self::OpenLdap | Self::Generic => vec![
                "dn: olcDatabase={1}mdb,cn=config".to_owned(),
                "changetype: modify".to_owned(),
                "add: olcAccess".to_owned(),
                format!(
                    "olcAccess: {{0}}to dn.subtree=\"{base}\" attrs=userPassword,pwdReset,pwdAccountLockedTime \
                     by dn.exact=\"{account}\" write by self =xw by anonymous auth by * none"
                ),
            ],
        }
    }
}
