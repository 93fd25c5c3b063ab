//! Groups of made-up people: departments, offices in their countries, projects, and one that may hold roles.

use crate::domain::dice::NoDice;
use crate::domain::group::Nested;
use crate::domain::id::{GroupId, UserId};
use crate::domain::role::Role;
use crate::store::groups::bulk::{Plan, Planned, Who};

use super::names::{DEPARTMENTS, OFFICES, PROJECTS};
use super::people::Maker;

/// One person of so many is in a project.
const ONE_IN: u64 = 5;
/// A project for each so many people.
const PEOPLE_A_PROJECT: u64 = 500;

/// All groups of a directory with so many people. `plain` is somebody without a role, who answers for the first project.
pub(super) fn plan(
    maker: &mut Maker,
    people: u64,
    plain: Option<UserId>,
    holders: &[(UserId, String, Role)],
) -> Result<Plan, NoDice> {
    let mut made = Plan { one_in: ONE_IN, at: maker.made_at(), ..Plan::default() };
    for (department, _) in DEPARTMENTS {
        let owner = maker.manager(department);
        add(
            &mut made,
            maker,
            (*department).to_owned(),
            "Everybody of the department",
            Who::Department(department),
            owner,
        )?;
    }
    let everybody =
        add(&mut made, maker, "All staff".to_owned(), "Everybody, through the countries", Who::These(vec![]), None)?;
    let mut countries: Vec<(&str, GroupId)> = vec![];
    for [office, _, _, _, _, country] in OFFICES {
        let known = countries.iter().find(|(name, _)| name == country).map(|(_, id)| *id);
        let country = if let Some(id) = known {
            id
        } else {
            let id =
                add(&mut made, maker, (*country).to_owned(), "The offices of the country", Who::These(vec![]), None)?;
            made.nested.push(Nested { group: everybody, member: id });
            countries.push((country, id));
            id
        };
        let name = format!("Office {office}");
        let id = add(&mut made, maker, name, "Everybody who works there", Who::Office(office), None)?;
        made.nested.push(Nested { group: country, member: id });
    }
    let projects = usize::try_from((people / PEOPLE_A_PROJECT).clamp(3, 300)).unwrap_or(3);
    for number in 0..projects {
        let (name, round) = (PROJECTS[number % PROJECTS.len()], number / PROJECTS.len() + 1);
        let name = if round == 1 { format!("Project {name}") } else { format!("Project {name} {round}") };
        let owner = plain.filter(|_| number == 0);
        add(&mut made, maker, name, "Works on the project", Who::Share, owner)?;
    }
    let keepers = |role: Role| holders.iter().filter(move |(_, _, held)| *held == role).map(|(id, ..)| *id);
    let who = Who::These(keepers(Role::PrivilegedRoleAdministrator).collect());
    let owner = keepers(Role::GlobalAdministrator).next();
    let id = add(&mut made, maker, "Identity keepers".to_owned(), "May be given roles", who, owner)?;
    made.groups.iter_mut().filter(|group| group.id == id).for_each(|group| group.role_assignable = true);
    Ok(made)
}

fn add(
    made: &mut Plan,
    maker: &mut Maker,
    name: String,
    description: &str,
    who: Who,
    owner: Option<UserId>,
) -> Result<GroupId, NoDice> {
    let id = maker.group_id()?;
    made.groups.push(Planned { id, name, description: description.to_owned(), role_assignable: false, who, owner });
    Ok(id)
}
