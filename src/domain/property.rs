//! Everything of a person that an editor may change, one by one: who may, and where it is kept elsewhere (R-048, R-049, T-09).

use super::attribute::Attribute;
use super::contact::{Contact, Point};
use super::permission::Permission;
use super::profile::Profile;
use super::user::{Source, UserName};

/// One property of a person, in the order of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Property {
    /// The name that others see.
    DisplayName,
    /// The name that signs in.
    UserName,
    /// The manager.
    Manager,
    /// An attribute.
    Of(Attribute),
    /// A way to reach her that proves who she is.
    Contact(Point),
}

/// A property that was changed; nothing where it was, or is, empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Which.
    pub property: Property,
    /// The value of before.
    pub before: Option<String>,
    /// The value from now on.
    pub after: Option<String>,
}

impl Property {
    /// Every property.
    pub fn all() -> impl Iterator<Item = Self> {
        [Self::DisplayName, Self::UserName, Self::Manager]
            .into_iter()
            .chain(Attribute::ALL.map(Self::Of))
            .chain(Point::ALL.map(Self::Contact))
    }

    /// The name of its field in forms and audit rows.
    pub const fn id(self) -> &'static str {
        match self {
            Self::DisplayName => "display_name",
            Self::UserName => "user_principal_name",
            Self::Manager => "manager",
            Self::Of(attribute) => attribute.id(),
            Self::Contact(point) => point.id(),
        }
    }

    /// Reads [`Property::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::all().find(|property| property.id() == id)
    }

    /// What changing it takes. What signs in, or proves who somebody is, is as good as the password: whoever may reset that, and
    /// nobody else (R-048, R-049; every role of matrix 1.9.3 may reset as well).
    pub const fn permission(self) -> Permission {
        match self {
            Self::UserName
            | Self::Of(Attribute::Mail | Attribute::OtherMails | Attribute::Mobile | Attribute::Telephone)
            | Self::Contact(_) => Permission::ChangeSensitive,
            Self::DisplayName | Self::Manager | Self::Of(_) => Permission::EditUsers,
        }
    }

    /// Whether it is kept where the account lives, and only read here.
    pub const fn is_kept_by(self, source: Source) -> bool {
        match source {
            Source::Local => false,
            // The home organisation decides the name that signs in; what our people know of a guest is ours.
            Source::External => matches!(self, Self::UserName),
            Source::Directory => {
                !matches!(self, Self::Of(Attribute::UsageLocation | Attribute::PreferredLanguage) | Self::Contact(_))
            }
        }
    }
}

impl Changed {
    /// What all of it takes. What is sensitive takes more than what is not; who may the one and changes both may both.
    pub fn permission(changes: &[Self]) -> Permission {
        let sensitive = changes.iter().any(|changed| changed.property.permission() == Permission::ChangeSensitive);
        if sensitive { Permission::ChangeSensitive } else { Permission::EditUsers }
    }
}

/// All properties of a person together.
#[derive(Debug, Clone)]
pub struct Properties {
    /// The name that signs in.
    pub user_name: UserName,
    /// The name that others see.
    pub display_name: String,
    /// The attributes and the manager.
    pub profile: Profile,
    /// How she is reached; nothing where that is not known to whoever looks, and stays as it is.
    pub contact: Option<Contact>,
}

impl Properties {
    /// The value of one; a manager by the user name.
    pub fn value(&self, property: Property) -> Option<&str> {
        match property {
            Property::DisplayName => Some(&self.display_name),
            Property::UserName => Some(self.user_name.as_str()),
            Property::Manager => self.profile.manager.as_ref().map(|manager| manager.user_name.as_str()),
            Property::Of(attribute) => self.profile.value(attribute).map(String::as_str),
            Property::Contact(point) => self.contact.as_ref()?.value(point).map(String::as_str),
        }
    }

    /// What is different in `after`. How somebody is reached is told masked: more people read the log than may know it.
    pub fn changes(&self, after: &Self) -> Vec<Changed> {
        let changed = |property: Property| {
            if matches!(property, Property::Contact(_)) && after.contact.is_none() {
                return None;
            }
            let [before, after] = [self, after].map(|properties| properties.value(property));
            let told = |value: &str| match property {
                Property::Contact(point) => point.masked(value),
                _ => value.to_owned(),
            };
            (before != after).then(|| Changed { property, before: before.map(told), after: after.map(told) })
        };
        Property::all().filter_map(changed).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_property_is_found_by_its_id() {
        assert_eq!(Property::all().count(), 28);
        for property in Property::all() {
            assert_eq!(Property::from_id(property.id()), Some(property));
        }
    }

    #[test]
    fn what_signs_in_or_proves_somebody_is_sensitive() {
        let sensitive = |property: &Property| property.permission() == Permission::ChangeSensitive;
        let ids: Vec<&str> = Property::all().filter(sensitive).map(Property::id).collect();
        assert_eq!(
            ids,
            [
                "user_principal_name",
                "mail",
                "other_mails",
                "mobile",
                "telephone",
                "authentication_phone",
                "authentication_alternative_phone",
                "authentication_email",
            ]
        );
    }
}
