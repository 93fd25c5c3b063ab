//! What a list of people shows of each, beside the name, and how many at a time: each person's own choice (R-030, R-031, T-05).

use super::attribute::Attribute;
use super::paging::PageSize;

/// One column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(i32)]
pub enum Column {
    /// The state of the account.
    Status = 1,
    /// The department.
    Department = 1 << 1,
    /// The password's state.
    Password = 1 << 2,
    /// When the account last signed in.
    LastSignIn = 1 << 3,
    /// The name that signs in, in full.
    UserName = 1 << 4,
    /// The mail address.
    Mail = 1 << 5,
    /// The job title.
    JobTitle = 1 << 6,
    /// The company.
    Company = 1 << 7,
    /// The employee number.
    EmployeeId = 1 << 8,
    /// The office.
    Office = 1 << 9,
    /// The city.
    City = 1 << 10,
    /// The country.
    Country = 1 << 11,
    /// Where the account lives.
    Source = 1 << 12,
    /// The roles held.
    Roles = 1 << 13,
    /// When the account was made.
    Created = 1 << 14,
    /// Employee, contractor, intern.
    EmployeeType = 1 << 15,
    /// The day the person began.
    HireDate = 1 << 16,
    /// The mobile phone.
    Mobile = 1 << 17,
    /// The office phone.
    Telephone = 1 << 18,
    /// Other mail addresses.
    OtherMails = 1 << 19,
    /// The street address.
    StreetAddress = 1 << 20,
    /// The postal code.
    PostalCode = 1 << 21,
    /// State or province.
    State = 1 << 22,
    /// Where services are used.
    UsageLocation = 1 << 23,
}

impl Column {
    /// Every column, as they stand from left to right.
    pub const ALL: [Self; 24] = [
        Self::Status,
        Self::UserName,
        Self::Mail,
        Self::OtherMails,
        Self::Department,
        Self::JobTitle,
        Self::Company,
        Self::EmployeeId,
        Self::EmployeeType,
        Self::HireDate,
        Self::Office,
        Self::Mobile,
        Self::Telephone,
        Self::StreetAddress,
        Self::PostalCode,
        Self::City,
        Self::State,
        Self::Country,
        Self::UsageLocation,
        Self::Source,
        Self::Roles,
        Self::Password,
        Self::LastSignIn,
        Self::Created,
    ];

    /// The value in addresses (`columns`).
    pub const fn id(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Department => "department",
            Self::Password => "password",
            Self::LastSignIn => "last-sign-in",
            Self::UserName => "user-name",
            Self::Mail => "mail",
            Self::JobTitle => "job-title",
            Self::Company => "company",
            Self::EmployeeId => "employee-number",
            Self::Office => "office",
            Self::City => "city",
            Self::Country => "country",
            Self::Source => "type",
            Self::Roles => "roles",
            Self::Created => "created",
            Self::EmployeeType => "employee-type",
            Self::HireDate => "hire-date",
            Self::Mobile => "mobile",
            Self::Telephone => "telephone",
            Self::OtherMails => "other-mails",
            Self::StreetAddress => "street-address",
            Self::PostalCode => "postal-code",
            Self::State => "state",
            Self::UsageLocation => "usage-location",
        }
    }

    /// What a list must ask for beside what it always does to show it.
    pub const fn attribute(self) -> Option<Attribute> {
        Some(match self {
            Self::Mail => Attribute::Mail,
            Self::Company => Attribute::CompanyName,
            Self::EmployeeId => Attribute::EmployeeId,
            Self::EmployeeType => Attribute::EmployeeType,
            Self::HireDate => Attribute::HireDate,
            Self::Office => Attribute::Office,
            Self::Mobile => Attribute::Mobile,
            Self::Telephone => Attribute::Telephone,
            Self::OtherMails => Attribute::OtherMails,
            Self::StreetAddress => Attribute::StreetAddress,
            Self::PostalCode => Attribute::PostalCode,
            Self::City => Attribute::City,
            Self::State => Attribute::State,
            Self::Country => Attribute::Country,
            Self::UsageLocation => Attribute::UsageLocation,
            Self::Status
            | Self::Department
            | Self::Password
            | Self::LastSignIn
            | Self::UserName
            | Self::JobTitle
            | Self::Source
            | Self::Roles
            | Self::Created => return None,
        })
    }
}

/// Some columns, one at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Columns(i32);

impl Columns {
    /// No table stays readable with more of them.
    pub const MOST: usize = 6;

    /// Takes some columns.
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Option<Self> {
        Self::from_bits(columns.into_iter().fold(0, |bits, column| bits | column as i32))
    }

    /// What is stored.
    pub const fn bits(self) -> i32 {
        self.0
    }

    /// Reads what was stored; nothing where it is none of our choices, as after a step back to an older version.
    pub fn from_bits(bits: i32) -> Option<Self> {
        let known = Column::ALL.iter().fold(0, |known, column| known | *column as i32);
        let number = bits.count_ones() as usize;
        (bits & !known == 0 && (1..=Self::MOST).contains(&number)).then_some(Self(bits))
    }

    /// Reads [`Columns::text`] back.
    pub fn parse(text: &str) -> Option<Self> {
        let mut columns = vec![];
        for id in text.split(',') {
            let column = Column::ALL.into_iter().find(|column| column.id() == id)?;
            if columns.contains(&column) {
                return None;
            }
            columns.push(column);
        }
        Self::new(columns)
    }

    /// As an address has them.
    pub fn text(self) -> String {
        self.iter().map(Column::id).collect::<Vec<_>>().join(",")
    }

    /// Whether a column is among them.
    pub const fn has(self, column: Column) -> bool {
        self.0 & column as i32 != 0
    }

    /// From left to right.
    pub fn iter(self) -> impl Iterator<Item = Column> {
        Column::ALL.into_iter().filter(move |column| self.has(*column))
    }

    /// Whether a list must ask for more than it always does.
    pub fn need_details(self) -> bool {
        self.iter().any(|column| column == Column::Created || column.attribute().is_some())
    }
}

impl Default for Columns {
    fn default() -> Self {
        Self(Column::Status as i32 | Column::Department as i32 | Column::Password as i32 | Column::LastSignIn as i32)
    }
}

/// What somebody has chosen; nothing where it is as usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Choice {
    /// Which columns.
    pub columns: Option<Columns>,
    /// How many people on a page.
    pub size: Option<PageSize>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_survive_the_address_and_the_store() {
        for column in Column::ALL {
            let columns = Columns::new([column, Column::Status]).unwrap();
            assert_eq!(Columns::parse(&columns.text()), Some(columns));
            assert_eq!(Columns::from_bits(columns.bits()), Some(columns));
        }
        assert_eq!(Columns::default().text(), "status,department,password,last-sign-in");
        assert!(!Columns::default().need_details());
        assert_eq!(Columns::parse("mail,status"), Columns::parse("status,mail"));
        for none in ["", ",", "mail,", "mail,mail", "password_hash", "Status", "status mail"] {
            assert_eq!(Columns::parse(none), None, "{none}");
        }
        for none in [0, -1, 1 << 24, i32::MAX, 0b111_1111] {
            assert_eq!(Columns::from_bits(none), None, "{none}");
        }
    }
}
