//! What is decided about self-service reset: groups by their names, and whom a change would leave without it (R-175, T-82).

use crate::domain::group::Group;
use crate::domain::id::GroupId;
use crate::domain::paging::Count;
use crate::domain::permission::Permission;
use crate::domain::permit::Actor;
use crate::domain::self_service::counted;
use crate::domain::settings::self_service::SelfService;
use crate::domain::settings::{Settings, Settled};
use crate::service::error::Error;
use crate::service::portal::{Portal, Reading};
use crate::store::groups::{list, nesting, one};
use crate::store::self_service::{self, Plan};

/// The names of groups, as they are called now; what was deleted has none.
///
/// # Errors
/// [`Error::Denied`], and the store's.
pub async fn names(read: &Reading<'_>, actor: &Actor, groups: &[GroupId]) -> Result<Vec<String>, Error> {
    actor.check(Permission::ViewSettings)?;
    Ok(list::these(read, groups).await?.into_iter().map(|group| group.name).collect())
}

/// Groups by what was typed, one on a line.
///
/// # Errors
/// [`Error::Denied`], and the store's; inside, the first name that no group has.
pub async fn named(read: &Reading<'_>, actor: &Actor, typed: &str) -> Result<Result<Vec<GroupId>, String>, Error> {
    actor.check(Permission::ManageSettings)?;
    let mut found: Vec<Group> = vec![];
    let names = typed.lines().map(str::trim).filter(|name| !name.is_empty());
    for name in names.take(SelfService::MOST_GROUPS + 1) {
        match one::named(read, name).await? {
            Some(group) if found.iter().any(|known| known.id == group.id) => {}
            Some(group) => found.push(group),
            None => return Ok(Err(name.chars().take(100).collect())),
        }
    }
    Ok(Ok(found.into_iter().map(|group| group.id).collect()))
}

/// How many can reset the own password now and could not any more, when a section that was `before` is `after`; `put` is its place.
///
/// # Errors
/// [`Error::Denied`], and the store's.
pub async fn stranded<S: Settled>(
    portal: &Portal,
    read: &Reading<'_>,
    actor: &Actor,
    [before, after]: [S; 2],
    put: fn(&mut Settings, S),
) -> Result<Count, Error> {
    actor.check(Permission::ManageSettings)?;
    let with = |section: S| {
        let mut settings = Settings::clone(&portal.settings());
        put(&mut settings, section);
        settings
    };
    let (before, after) = (plan(portal, read, &with(before)).await?, plan(portal, read, &with(after)).await?);
    Ok(self_service::stranded(read, &before, &after).await?)
}

/// What is decided, with every group that it reaches.
pub(in crate::service) async fn plan(portal: &Portal, read: &Reading<'_>, settings: &Settings) -> Result<Plan, Error> {
    let (policy, questions) = (&settings.self_service, &settings.questions);
    Ok(Plan {
        reach: policy.reach,
        groups: below(read, policy.chosen()).await?,
        without: below(read, policy.left_out()).await?,
        methods: counted(&policy.usable(portal.passkeys.is_some()), portal.sends()),
        proofs: policy.proofs,
        outside: settings.directory.writes_for_people(),
        questions: questions.ids(),
        asks: questions.asks(),
    })
}

async fn below(read: &Reading<'_>, groups: Vec<GroupId>) -> Result<Vec<GroupId>, Error> {
    if groups.is_empty() {
        return Ok(vec![]);
    }
    let mut all: Vec<GroupId> =
        nesting::inside_each(read, &groups).await?.into_iter().map(|(_, inside)| inside).collect();
    all.sort_unstable();
    all.dedup();
    Ok(all)
}
