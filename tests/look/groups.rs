//! The pages of groups with sample data, in each of their states.

use latchkey::domain::denial::Denial;
use latchkey::domain::event::Event;
use latchkey::domain::group::{Deleted, Group, Misfit};
use latchkey::domain::group_event::{GroupDeed, GroupEvent};
use latchkey::domain::organisation::Language;
use latchkey::domain::paging::{Count, PageSize, Slice, Start};
use latchkey::domain::people::Inside;
use latchkey::domain::permission::Permission;
use latchkey::domain::permit::{Actor, Denied, Origin, Who};
use latchkey::domain::role::{Role, Roles};
use latchkey::domain::subject::GroupSubject;
use latchkey::domain::target::GroupTarget;
use latchkey::domain::user::Status;
use latchkey::service::groups::access::Seen;
use latchkey::service::groups::directory::{GroupFilter, Line};
use latchkey::service::groups::members::{Candidates, Listed, Member};
use latchkey::service::groups::membership::As;
use latchkey::service::groups::overview::Overview;
use latchkey::service::groups::person::Membership;
use latchkey::web::field::{Complaint, Field};
use latchkey::web::flash::Flash;
use latchkey::web::page::{Page, Section};
use latchkey::web::undo::Undo;
use latchkey::web::view::View as _;
use latchkey::web::view::group::GroupShow;
use latchkey::web::view::group_form::{GroupEdit, GroupForm, GroupNew, GroupNewRefused, GroupRefused};
use latchkey::web::view::group_members::{GroupAdd, GroupMembers, GroupOwners};
use latchkey::web::view::group_removal::{GroupDelete, GroupRestoreTaken};
use latchkey::web::view::groups::{GroupsIndex, GroupsMine};
use latchkey::web::view::user_groups::UserGroups;
use uuid::Uuid;

use crate::people::{at, bram, events, everybody, group_id, page, sanne, with_flash};
use crate::samples::{admin, cursor};

pub(crate) fn inside() -> Inside {
    Inside { group: group_id(1), all: vec![group_id(1), group_id(2)] }
}

fn group(number: u128, name: &str) -> Group {
    Group {
        id: group_id(number),
        name: name.to_owned(),
        description: Some("Everybody who sells".to_owned()),
        role_assignable: number == 3,
        from_directory: number == 2,
        created_at: at("2026-03-03T09:20:00Z"),
        version: 1,
        deleted: None,
    }
}

/// One of them.
pub(crate) fn sample() -> Group {
    group(1, "Sales")
}

fn deleted(number: u128, name: &str) -> Group {
    let ends = Deleted { at: at("2026-11-19T09:20:00Z"), purge_at: at("2026-12-19T09:20:00Z") };
    Group { deleted: Some(ends), ..group(number, name) }
}

fn denied(denial: Denial) -> Denied {
    let who = Who::Operator { command: "test" };
    let request = latchkey::domain::id::RequestId::from_uuid(Uuid::nil());
    let actor = Actor { who, origin: Origin { request, address: None, device: None } };
    Denied { denial, actor: Box::new(actor), permission: Permission::EditGroups, subject: None, activity: None }
}

fn seen(group: Group, denial: Option<Denial>) -> Seen {
    let (name, role_assignable) = (group.name.clone(), group.role_assignable);
    let target =
        GroupTarget { id: group.id, name, role_assignable, owned: false, from_directory: group.from_directory };
    Seen { group, target, edit_denied: denial.map(denied), end_denied: denial.map(denied) }
}

fn overview(group: Group, denial: Option<Denial>, people: u32) -> Overview {
    Overview {
        seen: seen(group, denial),
        owners: everybody()[..(people as usize).min(3)].to_vec(),
        direct: Count::Exactly(people),
        effective: Count::MoreThan(1000),
        groups: if people > 0 { vec![(group_id(2), "Netherlands".to_owned())] } else { vec![] },
        parents: if people > 0 { vec![GroupSubject { id: group_id(5), name: "All staff".to_owned() }] } else { vec![] },
        recent: Some(if people > 0 { events()[17..20].to_vec() } else { vec![] }),
    }
}

fn grouped(mut page: Page) -> Page {
    page.section = Section::Groups;
    page
}

fn plain(language: Language) -> Page {
    grouped(page(language, Some(sanne(&[])), "/groups/x"))
}

fn lines(deleted_ones: bool) -> Slice<Line> {
    let of = if deleted_ones { deleted } else { group };
    let line = |group: Group, members, owner: Option<(&str, u64)>| Line {
        group,
        members,
        owner: owner.map(|(name, owners)| (name.to_owned(), owners)),
    };
    let rows = vec![
        line(of(1, "Sales"), Count::Exactly(12), Some(("Ingrid Postma", 3))),
        line(of(2, "Netherlands"), Count::MoreThan(100), Some(("Hugo Janssen", 1))),
        line(Group { description: None, ..of(3, "Identity keepers") }, Count::Exactly(0), None),
    ];
    Slice { rows, before: Some(cursor()), after: Some(cursor()) }
}

fn listed(effective: bool, rows: bool) -> Listed {
    let through = |number: usize| {
        if effective && number > 0 { vec!["Rotterdam".to_owned(), "Netherlands".to_owned()] } else { vec![] }
    };
    let member = |(number, user)| Member { user, through: through(number) };
    let people = if rows { everybody() } else { vec![] };
    let rows = people.into_iter().enumerate().map(member).collect();
    let groups = vec![(group_id(2), "Netherlands".to_owned())];
    let slice = Slice { rows, before: None, after: Some(cursor()) };
    Listed { seen: seen(group(1, "Sales"), None), slice, total: Count::Exactly(10), groups }
}

fn lists(language: Language) -> Vec<(&'static str, String)> {
    let index = |search: Option<&str>, deleted: bool, some: bool| GroupsIndex {
        page: grouped(admin(language, "/groups")),
        filter: GroupFilter { search: search.map(str::to_owned), deleted },
        start: Start::First,
        size: PageSize::default(),
        lines: if some { lines(deleted) } else { Slice { rows: vec![], before: None, after: None } },
        total: if some { Count::MoreThan(1000) } else { Count::Exactly(0) },
    };
    let beyond = GroupsIndex { start: Start::After(cursor()), ..index(None, false, false) };
    let mine = |lines| GroupsMine { page: plain(language), lines, size: PageSize::default() };
    let membership = |number, name: &str, through: &[&str]| Membership {
        group: group(number, name),
        through: through.iter().map(|name| (*name).to_owned()).collect(),
        may_remove: through.is_empty(),
    };
    let groups =
        vec![membership(1, "Sales", &[]), membership(2, "Netherlands", &["Sales"]), membership(3, "Keepers", &[])];
    let person = |rows| UserGroups {
        page: admin(language, "/users/x/groups"),
        user: bram(),
        groups: Slice { rows, before: None, after: None },
        size: PageSize::parse("100").unwrap(),
        group: Field::default(),
        refused: None,
    };
    let mut wrong = person(vec![]);
    wrong.group = Field::of("Sale");
    wrong.group.refuse(Complaint::GroupNotFound);
    wrong.refused = Some(Complaint::PageTooOld);
    let none = Slice { rows: vec![], before: None, after: None };
    vec![
        ("groups", index(None, false, true).html().unwrap()),
        ("groups-found", index(Some("sale"), false, true).html().unwrap()),
        ("groups-none", index(Some("nothing"), false, false).html().unwrap()),
        ("groups-empty", index(None, false, false).html().unwrap()),
        ("groups-beyond", beyond.html().unwrap()),
        ("groups-deleted", index(None, true, true).html().unwrap()),
        ("groups-deleted-none", index(None, true, false).html().unwrap()),
        ("groups-mine", mine(lines(false)).html().unwrap()),
        ("groups-mine-none", mine(none).html().unwrap()),
        ("user-groups", person(groups).html().unwrap()),
        ("user-groups-none", person(vec![]).html().unwrap()),
        ("user-groups-error", wrong.html().unwrap()),
    ]
}

fn one(language: Language) -> Vec<(&'static str, String)> {
    let page = || grouped(admin(language, "/groups/x"));
    let show = |overview| GroupShow { page: page(), overview, refused: None }.html().unwrap();
    let roles = |roles: &[Role]| roles.iter().copied().collect::<Roles>();
    let strong = Denial::NeedsRole(roles(&[Role::GlobalAdministrator, Role::PrivilegedRoleAdministrator]));
    let own = GroupShow {
        page: plain(language),
        overview: Overview { recent: None, ..overview(group(1, "Sales"), None, 12) },
        refused: None,
    };
    let old = GroupShow {
        page: page(),
        overview: overview(deleted(1, "Sales"), None, 12),
        refused: Some(Complaint::PageTooOld),
    };
    let delete = |group, people, confirm, refused| {
        GroupDelete { page: page(), overview: overview(group, None, people), confirm, refused }.html().unwrap()
    };
    let mut wrong = Field::of("sale");
    wrong.refuse(Complaint::NameNotTyped { name: "Sales".to_owned() });
    vec![
        ("group", show(overview(group(1, "Sales"), None, 12))),
        ("group-empty", show(overview(group(1, "Sales"), None, 0))),
        ("group-roles", show(overview(group(3, "Identity keepers"), Some(strong), 12))),
        ("group-deleted", show(overview(deleted(1, "Sales"), Some(Denial::DeletedGroup), 12))),
        ("group-deleted-old", old.html().unwrap()),
        ("group-own", own.html().unwrap()),
        ("group-delete", delete(group(1, "Sales"), 12, Field::default(), None)),
        ("group-delete-error", delete(group(3, "Sales"), 1, wrong, Some(Complaint::PageTooOld))),
        ("group-delete-empty", delete(group(1, "Sales"), 0, Field::default(), None)),
        ("group-restore-taken", GroupRestoreTaken { page: page(), group: deleted(1, "Sales") }.html().unwrap()),
        ("group-refused", GroupRefused { page: page(), group: group(3, "Keepers"), denial: strong }.html().unwrap()),
        (
            "group-refused-deleted",
            GroupRefused { page: page(), group: deleted(1, "Sales"), denial: Denial::DeletedGroup }.html().unwrap(),
        ),
        ("group-new-refused", GroupNewRefused { page: page(), denial: strong }.html().unwrap()),
    ]
}

fn changed(language: Language) -> Vec<(&'static str, String)> {
    let page = || grouped(admin(language, "/groups/x"));
    let new = |page, form, refused| GroupNew { page, form, role_assignable: true, refused }.html().unwrap();
    let mut bad = GroupForm::default();
    bad.name.field.refuse(Complaint::GroupNameMissing);
    bad.name.field.refuse(Complaint::GroupNameTaken);
    bad.description.field.refuse(Complaint::TooLong { most: 1024 });
    let only = |role| grouped(crate::people::page(language, Some(sanne(&[role])), "/groups/new"));
    let mut contested = GroupForm::of(&group(1, "Sales"));
    for line in [&mut contested.name, &mut contested.description] {
        line.contested = true;
        line.field = Field::of("something else");
        line.field.refuse(Complaint::SavedMeanwhile);
    }
    contested.description.stored = Some(String::new());
    let edit = |form| GroupEdit { page: page(), group: group(1, "Sales"), form, refused: None }.html().unwrap();
    let members = |page, listed, effective, refused| {
        GroupMembers { page, listed, effective, start: Start::First, size: PageSize::default(), refused }
            .html()
            .unwrap()
    };
    let mut undone = with_flash(page(), Flash::MembersAdded);
    undone.undo = Undo::of(Flash::MembersAdded, &[group_id(1).to_string(), format!("p-{}", bram().id)]);
    let owners = |page, seen, owners, refused| GroupOwners { page, seen, owners, refused }.html().unwrap();
    vec![
        ("group-new", new(page(), GroupForm::default(), None)),
        ("group-new-error", new(page(), bad, Some(Complaint::PageTooOld))),
        ("group-new-roles", new(only(Role::PrivilegedRoleAdministrator), GroupForm::default(), None)),
        ("group-new-plain", new(only(Role::GroupsAdministrator), GroupForm::default(), None)),
        ("group-edit", edit(GroupForm::of(&group(1, "Sales")))),
        ("group-edit-contested", edit(contested)),
        ("group-members", members(undone, listed(false, true), false, None)),
        ("group-members-effective", members(page(), listed(true, true), true, None)),
        ("group-members-own", members(plain(language), listed(false, true), false, None)),
        ("group-members-none", members(page(), listed(false, false), false, Some(Complaint::NobodyTicked))),
        ("group-owners", owners(page(), seen(group(1, "Sales"), None), everybody(), None)),
        ("group-owners-none", owners(page(), seen(group(1, "Sales"), None), vec![], Some(Complaint::PageTooOld))),
    ]
}

fn added(language: Language) -> Vec<(&'static str, String)> {
    let add = |page, role, words: &str, some: bool, refused| {
        let mut people: Vec<_> = everybody().into_iter().map(|user| (user, false)).collect();
        people[0].1 = true;
        assert!(people.iter().any(|(user, _)| user.status == Status::Blocked));
        let found = Candidates {
            seen: seen(group(1, "Sales"), None),
            people: if some { people } else { vec![] },
            groups: if some { vec![(group(2, "Netherlands"), true), (group(4, "Belgium"), false)] } else { vec![] },
            more: some,
        };
        GroupAdd { page, found, role, words: words.to_owned(), ticked: vec![], refused }.html().unwrap()
    };
    let page = || grouped(admin(language, "/groups/x/members/add"));
    let misfit = |misfit| Some(Complaint::GroupMisfit { misfit, name: "Belgium".to_owned() });
    let blocked = Some(Complaint::BlockedOwner { name: "jakub.nowak".to_owned() });
    vec![
        ("group-add", add(page(), As::Member, "", false, None)),
        ("group-add-found", add(page(), As::Member, "a", true, None)),
        ("group-add-none", add(page(), As::Member, "xyz", false, Some(Complaint::NobodyTicked))),
        ("group-add-circle", add(page(), As::Member, "a", true, misfit(Misfit::Circle))),
        ("group-add-deep", add(page(), As::Member, "a", true, misfit(Misfit::TooDeep))),
        ("group-add-many", add(page(), As::Member, "a", true, misfit(Misfit::TooMany))),
        ("group-add-roles", add(page(), As::Member, "a", true, misfit(Misfit::RolesNeedPeople))),
        ("group-add-owner", add(page(), As::Owner, "a", true, blocked)),
        ("group-add-owners", add(page(), As::Owner, "a", false, Some(Complaint::TooManyOwners))),
        ("group-add-own", add(plain(language), As::Member, "", false, None)),
        ("group-add-own-owner", add(plain(language), As::Owner, "", false, None)),
    ]
}

/// Every sample of a page of groups.
pub(crate) fn samples(language: Language) -> Vec<(&'static str, String)> {
    [lists(language), one(language), changed(language), added(language)].into_iter().flatten().collect()
}

#[test]
fn an_event_of_a_group_that_may_hold_roles_takes_the_stronger_right() {
    let event = |role_assignable| {
        let group = GroupSubject { id: group_id(1), name: "Sales".to_owned() };
        Event::Group(GroupEvent { group, role_assignable, deed: GroupDeed::Deleted })
    };
    assert_eq!(event(false).permission(), Permission::CreateGroups);
    assert_eq!(event(true).permission(), Permission::ManageRoleGroups);
}
