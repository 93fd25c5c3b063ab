//! One thing for many people: the question, and why there is none.

use askama::Template;

use crate::domain::access::Deed;
use crate::domain::attribute::Attribute;
use crate::domain::denial::Denial;
use crate::domain::job::{Kind, PROPERTIES};
use crate::domain::paging::Count;
use crate::domain::people::{Direction, PeopleFilter, Sort};
use crate::domain::property::Property;
use crate::domain::user::User;
use crate::i18n::t;
use crate::service::jobs::{Question, Whom};
use crate::web::field::{Complaint, Field};
use crate::web::page::{Page, Section, Theme};
use crate::web::sentences::{denials, events, people};
use crate::web::{assets, forms, icons, paths};

use super::users::address;
use super::{VERSION, View};

/// What takes the people along as a file, and is no job.
pub const EXPORT: &str = "export";

/// `GET /users/bulk`, and its 422.
#[derive(Debug, Template)]
#[template(path = "users/bulk/ask.html")]
pub struct BulkAsk {
    /// What every page knows; section [`Section::Users`].
    pub page: Page,
    /// What.
    pub kind: Kind,
    /// Those with a tick.
    pub people: Vec<User>,
    /// All whom a list shows, and how many that are.
    pub all: Option<(PeopleFilter, Count)>,
    /// Into which group, by its name.
    pub into: Field,
    /// What shall be different of them.
    pub values: Vec<NewValue>,
    /// How many people it is about, typed where it cannot be undone.
    pub confirm: Field,
    /// Ticket or reason.
    pub reason: Field,
    /// Why the whole form was refused.
    pub refused: Option<Complaint>,
}

/// A property, and what many people shall have of it.
#[derive(Debug)]
pub struct NewValue {
    /// Which.
    pub attribute: Attribute,
    /// What is typed; empty where each keeps the own.
    pub field: Field,
    /// Whether nobody shall have any.
    pub none: bool,
}

impl NewValue {
    fn id(&self) -> String {
        format!("to_{}", self.attribute.id())
    }

    fn none_id(&self) -> String {
        format!("none_{}", self.attribute.id())
    }

    const fn kind(&self) -> &'static str {
        if matches!(self.attribute, Attribute::HireDate) { "date" } else { "text" }
    }
}

impl View for BulkAsk {
    fn room(&self) -> usize {
        16 * 1024 + self.people.len() * 500
    }
}

impl BulkAsk {
    /// The empty form.
    pub fn of(page: Page, kind: Kind, whom: Whom, question: Question) -> Self {
        let all = match whom {
            Whom::All(filter) => question.count.map(|count| (filter, count)),
            Whom::These(_) | Whom::Lacking => None,
        };
        let [into, confirm, reason] = [(); 3].map(|()| Field::default());
        let property = |attribute| NewValue { attribute, field: Field::default(), none: false };
        let values = if kind == Kind::Edit { PROPERTIES.map(property).into() } else { vec![] };
        Self { page, kind, people: question.people, all, into, values, confirm, reason, refused: None }
    }

    /// Whether it is about nobody.
    pub fn is_nobody(&self) -> bool {
        match &self.all {
            Some((_, count)) => *count == Count::Exactly(0),
            None => self.people.is_empty(),
        }
    }

    /// Whether anything was refused.
    pub fn is_bad(&self) -> bool {
        let values = self.values.iter().map(|value| &value.field);
        self.refused.is_some() || [&self.into, &self.confirm, &self.reason].into_iter().chain(values).any(Field::is_bad)
    }

    fn label(&self, value: &NewValue) -> &str {
        people::property(&self.page.words, Property::Of(value.attribute))
    }

    /// Refuses what was typed where it is not the number of people.
    pub fn judge_number(&mut self) {
        let (number, shown) = self.number();
        let typed = self.confirm.value.trim();
        if self.is_for_good() && typed != number.to_string() && typed != shown {
            self.confirm.refuse(Complaint::NumberNotTyped { number: shown });
        }
    }

    fn is_for_good(&self) -> bool {
        self.kind == Kind::Purge
    }

    fn is_of_deleted(&self) -> bool {
        self.kind.is_of_deleted()
    }

    fn complaints(&self) -> Vec<(String, Complaint)> {
        let of = |id: &str, complaint: &Complaint| (id.to_owned(), complaint.clone());
        let values = self.values.iter().flat_map(|value| value.field.errors.iter().map(|error| of(&value.id(), error)));
        let whole = self.refused.iter().map(|complaint| of("reason", complaint));
        let into = self.into.errors.iter().map(|complaint| of("into", complaint));
        let confirm = self.confirm.errors.iter().map(|complaint| of("confirm", complaint));
        whole
            .chain(into)
            .chain(values)
            .chain(confirm)
            .chain(self.reason.errors.iter().map(|complaint| of("reason", complaint)))
            .collect()
    }

    fn number(&self) -> (u32, String) {
        if let Some((_, count)) = &self.all {
            let (Count::Exactly(number) | Count::MoreThan(number)) = *count;
            return (number, self.page.count(count).to_string());
        }
        let number = u32::try_from(self.people.len()).unwrap_or(u32::MAX);
        (number, self.page.number(u64::from(number)).to_string())
    }

    fn question(&self) -> String {
        let (number, shown) = self.number();
        match self.kind {
            Kind::Access(Deed::Block) => t!(self.page, "bulk-block-question", number = number, shown = shown),
            Kind::Access(Deed::Unblock) => t!(self.page, "bulk-unblock-question", number = number, shown = shown),
            Kind::Access(Deed::SignOut) => t!(self.page, "bulk-sign-out-question", number = number, shown = shown),
            Kind::Access(Deed::RevokePassword) => {
                t!(self.page, "bulk-revoke-password-question", number = number, shown = shown)
            }
            Kind::Access(Deed::ExpirePassword) => {
                t!(self.page, "bulk-expire-question", number = number, shown = shown)
            }
            // Of one person at a time, or ordered elsewhere.
            Kind::Access(Deed::ClearSecondStep | Deed::Contain) | Kind::Invite => {
                name(&self.page, self.kind).to_owned()
            }
            Kind::Access(Deed::Reregister) => {
                t!(self.page, "bulk-re-register-question", number = number, shown = shown)
            }
            Kind::Unlock => t!(self.page, "bulk-unlock-question", number = number, shown = shown),
            Kind::AddToGroup => t!(self.page, "bulk-add-to-group-question", number = number, shown = shown),
            Kind::Edit => t!(self.page, "bulk-edit-question", number = number, shown = shown),
            Kind::Restore => t!(self.page, "bulk-restore-question", number = number, shown = shown),
            Kind::Purge => t!(self.page, "bulk-purge-question", number = number, shown = shown),
        }
    }

    fn goes_into_a_group(&self) -> bool {
        self.kind == Kind::AddToGroup
    }

    fn button(&self) -> &str {
        name(&self.page, self.kind)
    }

    /// What is to be typed where it cannot be undone.
    fn to_type(&self) -> String {
        t!(self.page, "bulk-purge-confirm", number = self.number().1)
    }

    /// The list of all of them.
    fn list(&self) -> String {
        if self.is_of_deleted() {
            return paths::DELETED_USERS.to_owned();
        }
        let filter = self.all.as_ref().map(|(filter, _)| filter.clone()).unwrap_or_default();
        address(paths::USERS, &filter, Sort::default(), Direction::default()).link()
    }

    /// The filter as the form carries it.
    fn filter(&self) -> Vec<(&'static str, String)> {
        let Some((filter, _)) = &self.all else { return vec![] };
        fields(filter)
    }

    fn short<'a>(&self, user: &'a User) -> &'a str {
        events::short(user.user_name.as_str(), self.page.organisation.default_domain())
    }
}

/// A filter as fields of a form.
pub fn fields(filter: &PeopleFilter) -> Vec<(&'static str, String)> {
    let mut fields = vec![];
    if let Some(search) = &filter.search {
        fields.push(("q", search.clone()));
    }
    if filter.view != crate::domain::people::View::All {
        fields.push(("view", filter.view.id().to_owned()));
    }
    if let Some(status) = filter.status {
        fields.push(("status", status.id().to_owned()));
    }
    if let Some(department) = &filter.department {
        fields.push(("department", department.clone()));
    }
    if let Some(inside) = &filter.group {
        fields.push(("group", inside.group.to_string()));
    }
    fields
}

/// What a deed is called on a button.
pub fn name(page: &Page, kind: Kind) -> &str {
    match kind {
        Kind::Access(Deed::Block) => t!(page, "user-block"),
        Kind::Access(Deed::Unblock) => t!(page, "user-unblock"),
        Kind::Access(Deed::SignOut) => t!(page, "user-sign-out"),
        Kind::Access(Deed::RevokePassword) => t!(page, "user-revoke-password"),
        Kind::Access(Deed::ExpirePassword) => t!(page, "user-expire"),
        Kind::Access(Deed::ClearSecondStep) => t!(page, "user-clear-second-step"),
        Kind::Access(Deed::Contain) => t!(page, "user-contain"),
        Kind::Access(Deed::Reregister) => t!(page, "user-re-register"),
        Kind::Invite => t!(page, "invite-button"),
        Kind::Unlock => t!(page, "user-unlock"),
        Kind::AddToGroup => t!(page, "bulk-add-to-group"),
        Kind::Edit => t!(page, "bulk-edit"),
        Kind::Restore => t!(page, "user-restore"),
        Kind::Purge => t!(page, "user-purge"),
    }
}

/// What the visitor may order for many people, of some kinds.
pub fn offered(page: &Page, of: impl Fn(Kind) -> bool) -> impl Iterator<Item = (&'static str, &str)> {
    let may = |kind: &Kind| kind.permissions().iter().any(|right| page.may(*right));
    Kind::ALL.into_iter().filter(move |kind| of(*kind) && may(kind)).map(|kind| (kind.id(), name(page, kind)))
}

/// The same address, for those who may do it to nobody.
#[derive(Debug, Template)]
#[template(path = "users/bulk/refused.html")]
pub struct BulkRefused {
    /// What every page knows; section [`Section::Users`].
    pub page: Page,
    /// What was asked for.
    pub kind: Kind,
    /// Why not.
    pub denial: Denial,
}

impl View for BulkRefused {}

impl BulkRefused {
    fn what(&self) -> &str {
        name(&self.page, self.kind)
    }

    fn why(&self) -> String {
        denials::sentence(&self.page.words, &self.denial)
    }
}
