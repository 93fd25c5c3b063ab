//! What was typed about a person, and what it means.

use crate::domain::attribute::{Attribute, LONGEST_DISPLAY_NAME, line};
use crate::domain::contact::Contact;
use crate::domain::profile::{Manager, Profile};
use crate::domain::property::{Properties, Property};
use crate::domain::user::UserName;
use crate::service::users::manager::{self, Found};
use crate::service::users::names::{Taken, proposed};
use crate::web::caller::Caller;
use crate::web::error::Error;
use crate::web::field::Complaint;
use crate::web::form::Fields;
use crate::web::page::Page;
use crate::web::view::person_form::PersonForm;

/// What finds a manager, in characters at most: as a search.
const LONGEST_MANAGER: usize = 200;

/// Puts what was typed into the form; what the form did not send stays.
pub(super) fn typed(form: &mut PersonForm, fields: &mut Fields) {
    for line in &mut form.lines {
        if let Some(value) = fields.take(line.property.id()) {
            line.field.value = value;
        }
    }
}

/// The fields as a deed wants them; every bad one carries its reason. What is as it was stored is not judged again.
///
/// # Errors
/// The gate's, where the manager is looked up.
pub(super) async fn judged(
    caller: &Caller,
    page: &Page,
    form: &mut PersonForm,
    stored: Option<&Profile>,
) -> Result<Option<Properties>, Error> {
    let (mut profile, mut contact) = (Profile::default(), None::<Contact>);
    for line in &mut form.lines {
        let value = line.field.value.as_str();
        let judged = match line.property {
            Property::Of(_) | Property::Contact(_) if line.stored.as_deref() == Some(value) => {
                Ok(Some(value.to_owned()).filter(|value| !value.is_empty()))
            }
            Property::Of(attribute) => attribute.judge(value),
            Property::Contact(point) => point.judge(value),
            Property::DisplayName | Property::UserName | Property::Manager => continue,
        };
        match (line.property, judged) {
            (Property::Of(attribute), Ok(value)) => profile.set(attribute, value),
            (Property::Contact(point), Ok(value)) => contact.get_or_insert_default().set(point, value),
            (_, Ok(_)) => {}
            (_, Err(unfit)) => line.field.refuse(unfit.into()),
        }
    }
    profile.manager = match stored {
        Some(stored) if is_stored(form, Property::Manager) => stored.manager.clone(),
        _ => looked_up(caller, form).await?,
    };
    let given = form.value(Property::Of(Attribute::GivenName)).trim();
    let surname = form.value(Property::Of(Attribute::Surname)).trim();
    let (given, surname) = (given.to_owned(), surname.to_owned());
    let display_name = display_name(form, &given, &surname);
    let user_name = user_name(form, page, &given, &surname);
    Ok(match (user_name, display_name) {
        (Some(user_name), Some(display_name)) if !form.is_bad() => {
            Some(Properties { user_name, display_name, profile, contact })
        }
        _ => None,
    })
}

/// Says beside its field which name is taken.
pub(super) fn refuse_taken(form: &mut PersonForm, taken: Taken) {
    match taken {
        Taken::UserName(free) => form.refuse(Property::UserName, &Complaint::NameTaken { free }),
        Taken::Mail => {
            form.refuse(Property::Of(Attribute::Mail), &Complaint::MailTaken);
        }
    }
}

fn is_stored(form: &PersonForm, property: Property) -> bool {
    let mut lines = form.lines.iter().filter(|line| line.property == property);
    lines.any(|line| line.stored.as_deref() == Some(line.field.value.as_str()))
}

async fn looked_up(caller: &Caller, form: &mut PersonForm) -> Result<Option<Manager>, Error> {
    let typed = form.value(Property::Manager).trim().to_owned();
    if typed.is_empty() {
        return Ok(None);
    }
    if typed.chars().count() > LONGEST_MANAGER {
        form.refuse(Property::Manager, &Complaint::TooLong { most: LONGEST_MANAGER });
        return Ok(None);
    }
    let found = caller.page(async move |portal, read, _| manager::manager(portal, read, &typed).await).await?.1;
    match found {
        Found::One(manager) => return Ok(Some(manager)),
        Found::Nobody => form.refuse(Property::Manager, &Complaint::NobodyFound),
        Found::Several(names) => form.refuse(Property::Manager, &Complaint::SeveralFound { names }),
    }
    Ok(None)
}

/// The display name; an empty one is first and last name.
fn display_name(form: &mut PersonForm, given: &str, surname: &str) -> Option<String> {
    let typed = form.value(Property::DisplayName).to_owned();
    if is_stored(form, Property::DisplayName) && !typed.is_empty() {
        return Some(typed);
    }
    match line(&typed, LONGEST_DISPLAY_NAME) {
        Ok("") => {
            let names = format!("{given} {surname}").trim().to_owned();
            if names.is_empty() {
                form.refuse(Property::DisplayName, &Complaint::NameMissing);
            }
            Some(names).filter(|names| !names.is_empty())
        }
        Ok(typed) => Some(typed.to_owned()),
        Err(unfit) => {
            form.refuse(Property::DisplayName, &unfit.into());
            None
        }
    }
}

/// The user name; a bare one gets the domain chosen beside it, else the default one; an empty one is proposed.
fn user_name(form: &mut PersonForm, page: &Page, given: &str, surname: &str) -> Option<UserName> {
    let organisation = &page.organisation;
    let domain = form.domain.clone().unwrap_or_else(|| organisation.default_domain().to_owned());
    let typed = form.value(Property::UserName).trim().to_owned();
    if is_stored(form, Property::UserName) && !typed.is_empty() {
        return Some(UserName::trusted(typed));
    }
    if typed.is_empty() {
        let proposal = proposed(given, surname, &domain);
        let complaint = if proposal.is_some() { Complaint::UserNameProposed } else { Complaint::NewUserNameMissing };
        form.refuse(Property::UserName, &complaint);
        form.set(Property::UserName, proposal.as_deref().unwrap_or_default());
        return None;
    }
    let full = if typed.contains('@') { typed } else { format!("{typed}@{domain}") };
    match UserName::parse(&full) {
        Err(error) => form.refuse(Property::UserName, &Complaint::NotAUserName(error)),
        Ok(name) if !organisation.domains.iter().any(|domain| domain.eq_ignore_ascii_case(name.domain())) => {
            let domains = organisation.domains.clone();
            form.refuse(Property::UserName, &Complaint::ForeignDomain { domains });
        }
        Ok(name) => return Some(name),
    }
    None
}
