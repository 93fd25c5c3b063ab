//! What a list of people can be asked for: a view, filters, words, an order (T-05).

use super::id::{GroupId, UserId};
use super::user::Status;

/// The ready-made views of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum View {
    /// Everybody.
    #[default]
    All,
    /// A temporary password waits.
    Temporary,
    /// Never signed in.
    NeverSignedIn,
    /// Holds a role.
    Administrators,
    /// Signs in at home.
    External,
    /// Password in another directory.
    Directory,
    /// May not sign in.
    Blocked,
    /// Closed by wrong passwords.
    Locked,
}

impl View {
    /// Every view, as the tabs stand.
    pub const ALL: [Self; 8] = [
        Self::All,
        Self::Temporary,
        Self::NeverSignedIn,
        Self::Administrators,
        Self::External,
        Self::Directory,
        Self::Blocked,
        Self::Locked,
    ];

    /// The fixed value of the contract (`view`).
    pub const fn id(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Temporary => "temporary",
            Self::NeverSignedIn => "never-signed-in",
            Self::Administrators => "administrators",
            Self::External => "external",
            Self::Directory => "directory",
            Self::Blocked => "blocked",
            Self::Locked => "locked",
        }
    }

    /// Reads [`View::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.id() == id)
    }
}

/// By what a list is sorted. Only orders that an index serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Sort {
    /// By folded display name.
    #[default]
    Name,
    /// By department, then name. People without one are left out.
    Department,
}

impl Sort {
    /// The value in addresses (`sort`).
    pub const fn id(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Department => "department",
        }
    }

    /// Reads [`Sort::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Name, Self::Department].into_iter().find(|sort| sort.id() == id)
    }

    /// How many sort keys stand in a cursor of this order.
    pub const fn keys(self) -> usize {
        match self {
            Self::Name => 1,
            Self::Department => 2,
        }
    }
}

/// Which way a list runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Direction {
    /// A to Z.
    #[default]
    Ascending,
    /// Z to A.
    Descending,
}

impl Direction {
    /// The value in addresses (`dir`).
    pub const fn id(self) -> &'static str {
        match self {
            Self::Ascending => "asc",
            Self::Descending => "desc",
        }
    }

    /// Reads [`Direction::id`] back.
    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Ascending, Self::Descending].into_iter().find(|direction| direction.id() == id)
    }

    /// The other way.
    #[must_use]
    pub const fn reversed(self) -> Self {
        match self {
            Self::Ascending => Self::Descending,
            Self::Descending => Self::Ascending,
        }
    }
}

/// The people in a group, those in the groups in it too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inside {
    /// The group.
    pub group: GroupId,
    /// The group and every group in it; the group alone until that is looked up.
    pub all: Vec<GroupId>,
}

/// Whom a list shows. All parts must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PeopleFilter {
    /// Words typed; all must be found.
    pub search: Option<String>,
    /// The view.
    pub view: View,
    /// The state.
    pub status: Option<Status>,
    /// The department, letter case and accents aside.
    pub department: Option<String>,
    /// The group.
    pub group: Option<Inside>,
    /// These people, chosen one by one.
    pub these: Option<Vec<UserId>>,
}

impl PeopleFilter {
    /// Whether words are all that it asks for.
    pub fn is_search_alone(&self) -> bool {
        self.search.is_some() && Self { search: None, ..self.clone() }.is_open()
    }

    /// Whether a group is all that it asks for.
    pub fn is_group_alone(&self) -> bool {
        self.group.is_some() && Self { group: None, ..self.clone() }.is_open()
    }

    /// Whether it shows everybody.
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }
}

/// One part of a filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// The words typed.
    Search,
    /// The view.
    View,
    /// The status.
    Status,
    /// The department.
    Department,
    /// The group.
    Group,
}

impl PeopleFilter {
    /// The parts that narrow the list.
    pub fn parts(&self) -> Vec<Part> {
        let parts = [
            (Part::Search, self.search.is_some()),
            (Part::View, self.view != View::All),
            (Part::Status, self.status.is_some()),
            (Part::Department, self.department.is_some()),
            (Part::Group, self.group.is_some()),
        ];
        parts.into_iter().filter(|(_, given)| *given).map(|(part, _)| part).collect()
    }

    /// The same filter without one part.
    #[must_use]
    pub fn without(&self, part: Part) -> Self {
        let mut filter = self.clone();
        match part {
            Part::Search => filter.search = None,
            Part::View => filter.view = View::All,
            Part::Status => filter.status = None,
            Part::Department => filter.department = None,
            Part::Group => filter.group = None,
        }
        filter
    }
}

/// Words of a filter that stand for nobody, or for more people than a filter takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missed {
    /// No one matches these.
    Nobody(String),
    /// More than so many do: to be told apart by more words.
    TooMany(String),
}

impl Missed {
    /// A filter takes at most so many people.
    pub const MOST: usize = 50;
}
