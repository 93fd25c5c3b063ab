//! What the audit log and the error pages may say, and to whom.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::Arc;

use jiff::tz::TimeZone;
use latchkey::domain::id::{FormKey, RequestId, UserId};
use latchkey::domain::organisation::{Language, Organisation};
use latchkey::domain::paging::{PageSize, Slice, Start};
use latchkey::domain::role::{Role, Roles};
use latchkey::domain::user::Source;
use latchkey::i18n::Locales;
use latchkey::service::audit_names::Names;
use latchkey::web::field::{Complaint, Field};
use latchkey::web::page::{Brand, Page, Section, Signed, Theme};
use latchkey::web::view::View as _;
use latchkey::web::view::audit::{AuditIndex, AuditQuery};
use latchkey::web::view::errors::{self, Problem};
use scraper::{Html, Selector};
use uuid::Uuid;

fn page(language: Language, visitor: Option<(&[Role], bool)>) -> Page {
    Page {
        words: Locales::load().unwrap().words(language),
        theme: Theme::Auto,
        brand: Brand::default(),
        organisation: Arc::new(Organisation {
            name: "Noordzee Logistics".to_owned(),
            domains: vec!["noordzee.example".to_owned()],
            time_zone: TimeZone::UTC,
            language,
            service_desk: None,
        }),
        now: "2026-11-20T13:07:31Z".parse().unwrap(),
        visitor: visitor.map(|(roles, limited)| Signed {
            id: UserId::from_uuid(Uuid::from_u128(99)),
            display_name: "Sanne Mulder".into(),
            initials: "SM".to_owned(),
            photo: None,
            user_name: "sanne@noordzee.example".to_owned(),
            roles: roles.iter().copied().collect::<Roles>(),
            source: Source::Local,
            limited,
            second_step_due: None,
        }),
        request: RequestId::from_uuid(Uuid::from_u128(3)),
        here: "/audit".to_owned(),
        section: Section::Audit,
        flash: None,
        undo: None,
        modules: latchkey::domain::modules::Modules::default(),
        log_broken: None,
        key: FormKey::from_uuid(Uuid::from_u128(7)),
        tokens: Box::new(str::to_owned),
    }
}

fn empty_log(language: Language, role: Role, query: AuditQuery) -> Html {
    let entries = Slice { rows: vec![], before: None, after: None };
    let page = page(language, Some((&[role], false)));
    let (size, start) = (PageSize::default(), Start::First);
    let view = AuditIndex {
        page,
        query,
        size,
        start,
        entries,
        missed: None,
        no_group: None,
        names: Names::default(),
        proof: None,
    };
    Html::parse_document(&view.html().unwrap())
}

fn select<'a>(html: &'a Html, selector: &str) -> Vec<scraper::ElementRef<'a>> {
    let selector = Selector::parse(selector).unwrap();
    html.select(&selector).collect()
}

fn with_code() -> AuditQuery {
    AuditQuery { code: Field::of(Uuid::from_u128(3).to_string()), ..AuditQuery::default() }
}

#[test]
fn only_whoever_sees_everything_is_told_that_a_request_changed_nothing() {
    for (language, all, own) in [
        (Language::English, "that request changed nothing", "None of your own actions"),
        (Language::Dutch, "dat verzoek heeft niets gewijzigd", "Geen van je eigen acties"),
    ] {
        let heading = |role| select(&empty_log(language, role, with_code()), "#none")[0].text().collect::<String>();
        assert!(heading(Role::GlobalReader).contains(all));
        let told = heading(Role::HelpdeskAdministrator);
        assert!(told.contains(own) && !told.contains(all), "{told}");
    }
}

#[test]
fn a_filter_that_can_not_be_read_says_nothing_about_what_there_is() {
    for language in Language::ALL {
        let mut query = AuditQuery { from: Field::of("yesterday"), ..AuditQuery::default() };
        query.from.refuse(Complaint::NotADate);
        let html = empty_log(language, Role::GlobalReader, query);
        assert_eq!(select(&html, "#none, table, a.skip[href='#list']").len(), 0);
        assert_eq!(select(&html, ".summary a[href='#from']").len(), 1);
        assert_eq!(select(&html, "#from[aria-invalid=true]").len(), 1);
    }
}

#[test]
fn an_error_leads_whoever_must_change_the_password_back_to_that_page() {
    let ways = |visitor| {
        let html = Html::parse_document(&errors::html(page(Language::Dutch, visitor), Problem::NotFound).unwrap());
        select(&html, "main a.btn").iter().filter_map(|link| link.attr("href")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(ways(None), ["/sign-in"]);
    assert_eq!(ways(Some((&[], true))), ["/change-password"]);
    assert_eq!(ways(Some((&[], false))), ["/"]);
}
