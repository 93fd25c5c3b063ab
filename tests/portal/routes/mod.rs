//! The sweep: every route × every kind of visitor, from the table that the router itself is built of.
mod pages;
mod sweep;

use latchkey::domain::role::Role;
use latchkey::domain::user::PasswordKind;
use latchkey::web::gate::Gate;
use latchkey::web::routes::Route;
use reqwest::Method;

use crate::support::page::Page;
use crate::support::people::{Person, Sketch};
use crate::support::server::Portal;
use crate::support::visitor::Visitor;

const ONE_PASSKEY: &str = "/account/security/passkeys/{id}";

/// Addresses to try the routes with.
struct Targets {
    person: Person,
    gone: Person,
    event: String,
    group: String,
    css: String,
    job: String,
    /// Nobody's, unless a test says whose.
    passkey: String,
}

impl Targets {
    async fn of(portal: &Portal) -> Self {
        let person = portal.plain("Anna Zonder").await;
        portal.signed_in(&person).await;
        let page = portal.visitor().get("/sign-in").await;
        let css = page.attributes("link[rel=stylesheet]", "href").remove(0);
        let gone = portal.deleted("Dora Weg").await;
        let group = portal.group("Crane drivers").await;
        let event = portal.last("Sign in").await.id;
        let job = portal.job(&person, "sign-out", &[&person]).await;
        let passkey = uuid::Uuid::from_u128(1).to_string();
        let photo = "INSERT INTO user_photo SELECT id, repeat('a', 32), 'x', now() FROM users WHERE id::text = $1";
        portal.execute(photo, &[&person.id]).await;
        Self { person, gone, event, group, css, job, passkey }
    }

    fn path(&self, route: &Route) -> String {
        let id = match route.path {
            "/users/{id}/purge" | "/users/{id}/restore" => &self.gone.id,
            path if path.starts_with(ONE_PASSKEY) => &self.passkey,
            path if path.starts_with("/audit") => &self.event,
            path if path.starts_with("/groups") => &self.group,
            path if path.starts_with("/jobs") => &self.job,
            _ => &self.person.id,
        };
        let path = match route.path {
            "/users/bulk" if route.method == actix_web::http::Method::GET => "/users/bulk?deed=sign-out&all=yes",
            path => path,
        };
        path.replace("{kind}", "reset-code")
            .replace("{id}", id)
            .replace("{role}", "directory-reader")
            .replace("{name}", &format!("{}.jpg", "a".repeat(32)))
            .replace("/static/{file:.+}", &self.css)
    }
}

fn method(route: &Route) -> Method {
    Method::from_bytes(route.method.as_str().as_bytes()).unwrap()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Guest,
    Forced,
    Step,
    Plain,
    Holder(Role),
}

impl Kind {
    fn all() -> Vec<Self> {
        [Self::Guest, Self::Forced, Self::Step, Self::Plain].into_iter().chain(Role::ALL.map(Self::Holder)).collect()
    }

    async fn visitor(self, portal: &Portal) -> Visitor {
        let sketch = match self {
            Self::Guest => return portal.visitor(),
            Self::Forced => Sketch::of("Hans Nieuw").password(Some(PasswordKind::Temporary)),
            Self::Step => {
                let person = portal.plain("Stef Stap").await;
                portal.with_app(&person).await;
                return portal.signed_in(&person).await;
            }
            Self::Plain => Sketch::of("Bram de Vries"),
            Self::Holder(role) => Sketch::of(&format!("{} holder", role.id())).role(role),
        };
        portal.signed_in(&portal.make(sketch).await).await
    }

    /// What opening the page gives: the status, and where to when it is another page.
    fn expected(self, route: &Route, path: &str) -> (u16, String) {
        let sign_in = || {
            let next: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
            let to = if path == "/" { "/sign-in".to_owned() } else { format!("/sign-in?next={next}") };
            (303, to)
        };
        let seen = (200, String::new());
        match (route.gate, self) {
            (Gate::Anyone, Self::Forced) if route.path == "/sign-in" => (303, "/change-password".to_owned()),
            (Gate::Anyone, Self::Step) if route.path == "/sign-in" => (303, "/sign-in/second-step".to_owned()),
            (Gate::Anyone, Self::Plain | Self::Holder(_)) if route.path == "/sign-in" => (303, "/".to_owned()),
            (Gate::Outside, Self::Forced) => (303, "/change-password".to_owned()),
            // Nothing was begun.
            (Gate::Outside, _) if route.path != "/reset-password" => (303, "/reset-password".to_owned()),
            (Gate::Anyone | Gate::Outside, _) => seen,
            (_, Self::Guest) => sign_in(),
            (Gate::Known, _) | (Gate::Pending, Self::Forced) | (Gate::Step, Self::Step) => seen,
            (_, Self::Step) => (303, "/sign-in/second-step".to_owned()),
            (Gate::Pending, _) | (Gate::Step, Self::Plain | Self::Holder(_)) => (303, "/account".to_owned()),
            (_, Self::Forced) => (303, "/change-password".to_owned()),
            (Gate::Person, Self::Plain) if route.path == "/" => (303, "/account".to_owned()),
            // For those alone who answer for the group.
            (Gate::Person, Self::Plain) if route.path.starts_with("/groups") => (403, String::new()),
            (Gate::Person, Self::Holder(role)) if changes_a_group(route.path) && !keeps_groups(role) => {
                (403, String::new())
            }
            (Gate::Person, Self::Plain) if route.path.starts_with("/photos") => (404, String::new()),
            // Nobody sees any but the own ones.
            (Gate::Own, _) if route.path.starts_with(ONE_PASSKEY) => (404, String::new()),
            // Answers are no proof of an administrator.
            (Gate::Proofs, Self::Holder(_)) if route.path == "/account/security/questions" => (404, String::new()),
            (Gate::Own | Gate::Proofs | Gate::Person, _) => seen,
            (Gate::Administrator, Self::Plain) => (403, String::new()),
            // Others' rows are out of sight, and so is the form for those who may not reset.
            (Gate::Administrator, Self::Holder(role)) => match route.path {
                path if path.starts_with("/settings") && !decides(role) => (403, String::new()),
                "/settings/directory/password" if role != Role::GlobalAdministrator => (403, String::new()),
                "/sign-ins"
                | "/sign-ins/export.csv"
                | "/audit/streams"
                | "/reports/registration-activity"
                | "/reports/registration-activity.csv"
                | "/reports/registration"
                | "/reports/registration.csv"
                | "/reports/methods"
                | "/reports/events"
                | "/reports/usage"
                    if !oversees(role) =>
                {
                    (403, String::new())
                }
                "/users/{id}/sign-ins" | "/users/places" if !oversees(role) && !resets(role) => (403, String::new()),
                "/audit/{id}" | "/jobs/{id}" | "/jobs/{id}/progress" if !oversees(role) => (404, String::new()),
                "/users/bulk"
                | "/users/{id}/reset-password"
                | "/users/{id}/sign-out"
                | "/users/{id}/expire-password"
                | "/users/{id}/revoke-password"
                    if !resets(role) =>
                {
                    (403, String::new())
                }
                "/users/new" | "/users/{id}/photo"
                    if !matches!(role, Role::GlobalAdministrator | Role::UserAdministrator) =>
                {
                    (403, String::new())
                }
                "/users/{id}/roles/{role}/assign" | "/users/{id}/roles/{role}/remove" if !assigns(role) => {
                    (403, String::new())
                }
                "/users/{id}/block"
                | "/users/{id}/unblock"
                | "/users/{id}/exemption"
                | "/users/{id}/second-step/remove"
                | "/users/{id}/contain"
                | "/users/{id}/re-register"
                | "/users/{id}/edit"
                | "/users/{id}/delete"
                | "/users/{id}/purge"
                    if !blocks(role) =>
                {
                    (403, String::new())
                }
                "/groups/new" if !keeps_groups(role) && role != Role::PrivilegedRoleAdministrator => {
                    (403, String::new())
                }
                "/groups/{id}/delete" if !keeps_groups(role) => (403, String::new()),
                _ => seen,
            },
        }
    }
}

fn decides(role: Role) -> bool {
    matches!(role, Role::GlobalAdministrator | Role::AuthenticationPolicyAdministrator | Role::GlobalReader)
}

fn oversees(role: Role) -> bool {
    matches!(role, Role::GlobalAdministrator | Role::GlobalReader | Role::ReportsReader)
}

fn assigns(role: Role) -> bool {
    matches!(role, Role::GlobalAdministrator | Role::PrivilegedRoleAdministrator)
}

fn resets(role: Role) -> bool {
    matches!(
        role,
        Role::GlobalAdministrator
            | Role::PrivilegedAuthenticationAdministrator
            | Role::AuthenticationAdministrator
            | Role::UserAdministrator
            | Role::HelpdeskAdministrator
            | Role::PasswordAdministrator
    )
}

fn keeps_groups(role: Role) -> bool {
    matches!(role, Role::GlobalAdministrator | Role::UserAdministrator | Role::GroupsAdministrator)
}

fn changes_a_group(path: &str) -> bool {
    matches!(path, "/groups/{id}/edit" | "/groups/{id}/members/add" | "/groups/{id}/owners/add")
}

fn blocks(role: Role) -> bool {
    matches!(
        role,
        Role::GlobalAdministrator
            | Role::PrivilegedAuthenticationAdministrator
            | Role::AuthenticationAdministrator
            | Role::UserAdministrator
    )
}

/// What every answer must carry, whatever it is.
fn is_armoured(page: &Page, path: &str) {
    for (name, part) in [
        ("content-security-policy", "default-src 'none'"),
        ("content-security-policy", "frame-ancestors 'none'"),
        ("content-security-policy", "require-trusted-types-for 'script'"),
        ("strict-transport-security", "max-age=63072000"),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=()"),
    ] {
        assert!(page.header(name).contains(part), "{path}: {name} is {:?}", page.header(name));
    }
    assert!(!page.header("content-security-policy").contains("unsafe"), "{path}");
    assert_eq!(page.headers.get_all("content-security-policy").iter().count(), 1, "{path}");
    assert_eq!(page.request().len(), 36, "{path}: no support code");
    assert!(page.headers.get("server").is_none() && page.headers.get("x-powered-by").is_none(), "{path}");
    let stored = if path.starts_with("/static/") && page.code() == 200 { "immutable" } else { "no-store" };
    assert!(page.header("cache-control").contains(stored), "{path}: {}", page.header("cache-control"));
    for line in page.headers.get_all("set-cookie") {
        let line = line.to_str().unwrap();
        let site = if line.starts_with("__Host-latchkey-reset=") { "; SameSite=Strict" } else { "; SameSite=Lax" };
        for part in ["__Host-latchkey", "; Secure", "; HttpOnly", site, "; Path=/"] {
            assert!(line.contains(part), "{path}: {line}");
        }
        assert!(!line.contains("Domain"), "{path}: {line}");
    }
}
