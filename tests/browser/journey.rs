//! From the operator's first sign-in to a password that only its owner knows.

use super::browser::{Browser, Script, quoted};
use super::driver::room;
use super::portal::{Portal, SignIn};

const ADMINISTRATORS: &str = "seven ferries cross the harbour";
const PERSONS: &str = "a quiet tram under wet lamps";
const PERSONS_NEXT: &str = "eleven painted doors on the canal";

#[tokio::test(flavor = "multi_thread")]
async fn a_forgotten_password_becomes_one_that_only_its_owner_knows() {
    journey(Script::On).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_journey_goes_without_script() {
    journey(Script::Off).await;
}

async fn journey(script: Script) {
    let _room = room(2).await;
    let portal = Portal::start();
    let mut desk = Browser::open(&portal.url, script).await;
    let mut caller = Browser::open(&portal.url, script).await;
    let person = portal.person("no role");

    let temporary_of_the_first = portal.first.password.clone();
    the_first_administrator_chooses_a_password(&portal, &mut desk, &mut caller, script).await;
    the_person_still_sits_somewhere(&mut caller, &person).await;
    let temporary = the_desk_resets(&mut desk, &person, script).await;
    nothing_shows_it_again(&mut desk, &temporary).await;
    the_person_gets_in_and_chooses(&mut caller, &person, &temporary, script).await;
    only_the_newest_password_opens(&mut caller, &person, &temporary).await;
    the_audit_log_tells_it(&mut desk, &person).await;

    let secrets =
        [temporary_of_the_first.as_str(), &temporary, &person.password, ADMINISTRATORS, PERSONS, PERSONS_NEXT];
    let log = portal.log();
    for line in log.iter().filter(|line| !line.starts_with("Temporary password: ")) {
        assert!(!secrets.iter().any(|secret| line.contains(secret)), "the log tells a secret: {line}");
    }
    assert!(log.len() > 3, "nothing was logged at all: {log:?}");
}

async fn the_first_administrator_chooses_a_password(
    portal: &Portal,
    desk: &mut Browser,
    other: &mut Browser,
    script: Script,
) {
    for browser in [&mut *other, &mut *desk] {
        browser.go("/users").await;
        assert_eq!(browser.title().await, "Sign in – Latchkey");
        browser.sign_in(&portal.first).await;
        assert_eq!(browser.heading().await, "Choose a new password");
        browser.go("/account").await;
        assert_eq!(browser.heading().await, "Choose a new password", "walled in until it is done");
    }
    desk.choose_password("too short", script).await;
    desk.press("Save and continue").await;
    assert_eq!(desk.status().await, 422);
    assert!(desk.title().await.starts_with("Error: "));
    assert_eq!(desk.value("New password").await, "", "a refused password is not given back");

    desk.choose_password(ADMINISTRATORS, script).await;
    desk.press("Save and continue").await;
    assert!(desk.text().await.contains("Your new password is set."), "{}", desk.text().await);

    other.go("/change-password").await;
    assert_eq!(other.heading().await, "Sign in", "the session of the temporary password is over elsewhere");
}

async fn the_person_still_sits_somewhere(caller: &mut Browser, person: &SignIn) {
    caller.go("/").await;
    caller.sign_in(person).await;
    assert_eq!(caller.place().await, "/account");
}

async fn the_desk_resets(desk: &mut Browser, person: &SignIn, script: Script) -> String {
    desk.go("/").await;
    let words = person.short().replace('.', " ");
    desk.enter("find", &words).await;
    let row = format!("//main//td[.//*[normalize-space()={}]]//a", quoted(person.short()));
    let name = desk.find(&row).await.text().await.unwrap();
    desk.click(&row).await;
    assert_eq!(desk.heading().await, name);
    desk.press("Reset password").await;
    assert_eq!(desk.heading().await, format!("Reset the password of {name}?"));

    desk.press("Reset password").await;
    assert_eq!(desk.status().await, 422, "nobody resets without a check");
    assert!(desk.text().await.contains("Choose how you checked that it is"));

    desk.choose("Called back").await;
    desk.fill("Ticket or reason (optional)", "INC-2041").await;
    desk.press("Reset password").await;
    assert_eq!(desk.status().await, 200);
    assert!(desk.heading().await.ends_with("has a temporary password"));
    let secret = desk.find("//*[@id='secret']").await.text().await.unwrap();
    let groups: Vec<&str> = secret.split('-').collect();
    assert!(groups.len() == 4 && groups.iter().all(|group| group.len() == 4), "{secret}");
    assert!(!desk.title().await.contains(&secret) && !desk.place().await.contains(&secret));

    desk.press("Spell it out for a phone call").await;
    let spelled = desk.find("//ol[@translate='no']").await.text().await.unwrap();
    assert_eq!(desk.count("//ol[@translate='no']/li").await, secret.len(), "{spelled}");
    assert_eq!(spelled.matches("dash").count(), 3, "{spelled}");
    if script == Script::On {
        desk.allow_clipboard().await;
        desk.press("Copy").await;
        desk.find("//button[normalize-space()='Copied']").await;
        let copied = desk.run_until_called("navigator.clipboard.readText().then(arguments[0])").await;
        assert_eq!(copied, secret.as_str());
    } else {
        assert_eq!(desk.count("//button[@data-copy and not(@hidden)]").await, 0, "a button that could do nothing");
    }
    secret
}

async fn nothing_shows_it_again(desk: &mut Browser, temporary: &str) {
    desk.reload().await;
    assert_eq!(desk.heading().await, "This password has already been shown");
    assert_eq!(desk.status().await, 409);
    assert!(!desk.source().await.contains(temporary));
    desk.press("Reset again").await;
    desk.back().await;
    assert!(!desk.source().await.contains(temporary), "Back shows the password again");
    desk.back().await;
    assert!(!desk.source().await.contains(temporary), "Back shows the password again");
}

async fn the_person_gets_in_and_chooses(caller: &mut Browser, person: &SignIn, temporary: &str, script: Script) {
    caller.go("/account").await;
    assert_eq!(caller.heading().await, "Sign in", "older sessions are dead");
    assert!(caller.text().await.contains("your password or your account changed"), "{}", caller.text().await);

    let loud = temporary.replace('-', "").to_uppercase();
    caller.sign_in(&SignIn { password: loud, ..person.clone() }).await;
    assert_eq!(caller.heading().await, "Choose a new password");
    caller.go("/account").await;
    assert_eq!(caller.heading().await, "Choose a new password", "walled in until it is done");
    caller.choose_password(temporary, script).await;
    caller.press("Save and continue").await;
    assert!(caller.text().await.contains("must differ from the one it replaces"), "{}", caller.text().await);
    caller.choose_password(PERSONS, script).await;
    caller.press("Save and continue").await;
    assert_eq!(caller.place().await, "/account");

    caller.open_menu().await;
    caller.press("Change my password").await;
    caller.fill("Current password", "not the one that was chosen").await;
    caller.choose_password(PERSONS_NEXT, script).await;
    caller.press("Save").await;
    assert!(caller.text().await.contains("Your current password is not right"));
    caller.fill("Current password", PERSONS).await;
    caller.choose_password(PERSONS_NEXT, script).await;
    caller.press("Save").await;
    assert_eq!(caller.place().await, "/account");
    assert!(caller.text().await.contains("Your password is changed."));
}

async fn only_the_newest_password_opens(caller: &mut Browser, person: &SignIn, temporary: &str) {
    caller.open_menu().await;
    caller.press("Sign out").await;
    for dead in [temporary, &person.password, PERSONS] {
        caller.go("/sign-in").await;
        caller.sign_in(&SignIn { password: dead.to_owned(), ..person.clone() }).await;
        assert!(caller.text().await.contains("We could not sign you in"));
    }
    caller.sign_in(&SignIn { password: PERSONS_NEXT.to_owned(), ..person.clone() }).await;
    assert_eq!(caller.place().await, "/account");
    caller.go("/users").await;
    assert_eq!(caller.status().await, 403, "the desk is for administrators");
}

async fn the_audit_log_tells_it(desk: &mut Browser, person: &SignIn) {
    desk.go("/").await;
    desk.click("//nav//a[normalize-space()='Audit log']").await;
    let name = person.short();
    let told = desk.text().await;
    let mut place = 0;
    // Newest first.
    for sentence in [
        format!("{name} signed in."),
        format!("{name} could not sign in: the password was wrong."),
        format!("{name} signed out."),
        format!("{name} chose a new password."),
        format!("{name} chose a new password, as was asked at sign-in."),
        format!("{name} signed in, as far as the choice of a new password."),
        format!("admin gave {name} a temporary password."),
        format!("{name} signed in."),
        "admin chose a new password, as was asked at sign-in.".to_owned(),
        "admin signed in, as far as the choice of a new password.".to_owned(),
    ] {
        let found = told[place..].find(&sentence);
        place += found.unwrap_or_else(|| panic!("{sentence:?} is not told, or not in its place:\n{told}"));
    }
    let row = format!(
        "//tr[contains(., {})]//a[starts-with(normalize-space(), 'Details')]",
        quoted(&format!("gave {name} a temporary password."))
    );
    desk.click(&format!("({row})[1]")).await;
    let detail = desk.text().await;
    assert!(detail.contains("INC-2041") && detail.contains("Called back"), "{detail}");
}
