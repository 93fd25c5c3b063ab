//! The pages of security questions, in each of their states.

use latchkey::domain::organisation::Language;
use latchkey::domain::question::Question;
use latchkey::domain::role::Role;
use latchkey::domain::self_service::Method;
use latchkey::domain::settings::questions::Questions;
use latchkey::domain::settings::self_service::SelfService;
use latchkey::service::self_service::answers::Own;
use latchkey::service::self_service::standing::Standing;
use latchkey::service::settings::Page as Found;
use latchkey::web::fault::QuestionFault;
use latchkey::web::field::{Complaint, Field};
use latchkey::web::view::View as _;
use latchkey::web::view::account_questions::{AccountQuestions, Row};
use latchkey::web::view::reset::{Help, Verify};
use latchkey::web::view::security::Security;
use latchkey::web::view::settings::{Met, Sheet as _};
use latchkey::web::view::settings_questions::SettingsQuestions;

use crate::people::{at, page, sanne};
use crate::security::security;
use crate::self_service::{standing, wrong};
use crate::settings::{kept, place};

/// Questions of ours and a typed one, with signs that mean something to a page.
fn questions() -> Vec<Question> {
    let own = Question::own("Hoe heet <de> \"boot\" & haar 'zus'?").unwrap();
    ["hiding-place", "own-game"].into_iter().filter_map(Question::ours).chain([own]).collect()
}

fn fault(fault: QuestionFault) -> Complaint {
    Complaint::Question(fault)
}

pub(crate) fn samples(language: Language) -> Vec<(&'static str, String)> {
    [decided(language), own(language), asked(language)].concat()
}

fn decided(language: Language) -> Vec<(&'static str, String)> {
    let settings = |role, own: &str| {
        let decided = Questions { questions_own: vec!["Why not?".to_owned()], ..Questions::default() };
        let found = Found { settings: decided, kept: Some(kept(true)) };
        let mut view = SettingsQuestions::of(place(language, role), found, true);
        if !own.is_empty() {
            view.own = Field::of(own);
        }
        view
    };
    let mut bad = settings(Role::GlobalAdministrator, "no\nWhy not?\nwhy  not?");
    bad.offered.clear();
    bad.numbers = [Field::of("3"), Field::of("5")];
    assert_eq!(bad.judged(), None);
    let mut many =
        settings(Role::GlobalAdministrator, &(0..15).map(|n| format!("Why {n}?")).collect::<Vec<_>>().join("\n"));
    assert_eq!(many.judged(), None);
    many.refuse(Complaint::PageTooOld);
    let mut asks = settings(Role::AuthenticationPolicyAdministrator, "");
    asks.ask(Met { number: 12, agreement: 12 });
    let mut contested = settings(Role::GlobalAdministrator, "");
    let now = Questions { questions_reset: 4, ..Questions::default() };
    contested.contest(Found { settings: now, kept: Some(kept(true)) });
    vec![
        ("settings-questions", settings(Role::AuthenticationPolicyAdministrator, "").html().unwrap()),
        ("settings-questions-bad", bad.html().unwrap()),
        ("settings-questions-many", many.html().unwrap()),
        ("settings-questions-question", asks.html().unwrap()),
        ("settings-questions-contested", contested.html().unwrap()),
        ("settings-questions-read", settings(Role::GlobalReader, "").html().unwrap()),
    ]
}

fn own(language: Language) -> Vec<(&'static str, String)> {
    let answers = |rows, refused| {
        let page = page(language, Some(sanne(&[])), "/account/security/questions");
        AccountQuestions { page, bank: questions(), rows, refused }.html().unwrap()
    };
    let row = |chosen: &str, faults: [Option<QuestionFault>; 2]| {
        let [question, answer] = faults.map(|found| found.map_or_else(Field::default, |found| wrong(fault(found))));
        Row { question: Field { value: chosen.to_owned(), ..question }, answer }
    };
    let bad = vec![
        row("own-game", [None, Some(QuestionFault::Length)]),
        row("own-game", [Some(QuestionFault::Twice), Some(QuestionFault::Alike)]),
        row("", [Some(QuestionFault::Missing), None]),
    ];
    let kept = |counting, open| {
        let kept = Own { answered: 5, counting, asks: 3, at: at("2026-11-02T09:00:00Z") };
        Security { questions: (Some(kept), open), ..security(language, None, 8) }.html().unwrap()
    };
    vec![
        ("questions", answers(vec![Row::default(), Row::default(), Row::default()], None)),
        ("questions-bad", answers(bad, Some(Complaint::PageTooOld))),
        ("questions-moved", answers(vec![Row::default()], Some(fault(QuestionFault::Changed)))),
        ("questions-often", answers(vec![Row::default()], Some(fault(QuestionFault::TooOften)))),
        ("security-questions", kept(5, true)),
        ("security-questions-few", kept(2, true)),
        ("security-questions-unused", kept(5, false)),
    ]
}

fn asked(language: Language) -> Vec<(&'static str, String)> {
    let verify = |complaint: Option<QuestionFault>, places: &[usize], is_half| {
        let page = page(language, None, "/reset-password/verify");
        let standing = Standing { questions: questions(), is_half, ..standing(vec![Method::Mail, Method::Questions]) };
        let mut view = Verify::empty(page, standing, Help::of(&SelfService::default(), Language::English, true));
        if let Some(complaint) = complaint {
            view.refuse(Method::Questions, fault(complaint));
        }
        view.refuse_answers(places);
        view.html().unwrap()
    };
    vec![
        ("reset-verify-questions", verify(None, &[], false)),
        ("reset-verify-questions-wrong", verify(Some(QuestionFault::Wrong), &[], false)),
        ("reset-verify-questions-moved", verify(Some(QuestionFault::Moved), &[], true)),
        ("reset-verify-questions-short", verify(None, &[0, 2], false)),
    ]
}
