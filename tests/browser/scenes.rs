//! The way to every page and state, in any language: by addresses and names of fields, not by words.

use super::browser::{Browser, quoted};
use super::looks::Inspector;
use super::portal::{Portal, SignIn};

/// Signs in whatever the language.
async fn enter(browser: &mut Browser, who: &SignIn) {
    browser.go("/sign-in").await;
    browser.put("username", &who.user_name).await;
    browser.put("password", &who.password).await;
    submit(browser).await;
}

/// Presses the main button of the page's form.
async fn submit(browser: &mut Browser) {
    browser.click("//main//form[@method='post']//button[contains(@class, 'btn-primary')]").await;
}

async fn leave(browser: &mut Browser) {
    browser.go("/account").await;
    browser.open_menu().await;
    browser.click("//header//form[@action='/sign-out']//button").await;
}

/// Opens the first person of a list; gives the address back.
async fn open_first(browser: &mut Browser, list: &str) -> String {
    browser.go(list).await;
    browser.click("(//tbody//tr)[1]/td[contains(@class, 'wide')]//a").await;
    browser.place().await
}

async fn open(browser: &mut Browser, who: &SignIn) -> String {
    browser.go("/users").await;
    browser.enter("find", &who.user_name).await;
    browser.click(&format!("//td[.//*[normalize-space()={}]]//a", quoted(who.short()))).await;
    browser.place().await
}

/// Pages that need nothing first, and what they are called.
const PLAIN: &[(&str, &str)] = &[
    ("users", "/users"),
    ("users-filtered", "/users?department=Sales&status=active"),
    ("users-department", "/users?sort=department&dir=desc&size=10"),
    ("users-wide", "/users?columns=user-name,mail,company,city,roles,created"),
    ("columns", "/users/columns"),
    ("users-none", "/users?q=nobody+is+called+this&view=external"),
    ("matrix", "/roles/matrix"),
    ("matrix-two", "/roles/matrix?who=admin&whom=nobody+at+all"),
    ("jobs-none", "/jobs"),
    ("temporary-passwords", "/temporary-passwords"),
    ("troubleshoot", "/troubleshoot"),
    ("troubleshoot-code", "/troubleshoot?code=SSPR_0014"),
    ("troubleshoot-error", "/troubleshoot?code=nothing+of+ours"),
    ("audit-category", "/audit?category=SignIn"),
    ("report-resets", "/reports/password-resets"),
    ("report-resets-hours", "/reports/password-resets?period=24h&kind=administrator"),
    ("report-resets-error", "/reports/password-resets?from=2020-01-01&to=2026-01-01"),
    ("report-registration", "/reports/registration"),
    ("report-registration-method", "/reports/registration?method=app"),
    ("report-methods", "/reports/methods"),
    ("report-events", "/reports/events"),
    ("report-events-error", "/reports/events?feature=magic"),
    ("report-usage", "/reports/usage"),
    ("report-usage-hours", "/reports/usage?period=24h"),
    ("report-usage-error", "/reports/usage?from=2026-11-20&to=2026-11-01"),
    ("report-registrations", "/reports/registration-activity"),
    ("report-registrations-error", "/reports/registration-activity?from=2026-11-20&to=2026-11-01"),
    ("sign-ins", "/sign-ins"),
    ("users-locked", "/users?view=locked"),
    ("places-none", "/users/places"),
    ("bulk-nobody", "/users/bulk?deed=block"),
    ("bulk-all", "/users/bulk?deed=sign-out&all=yes&q=jan"),
    ("bulk-edit", "/users/bulk?deed=edit&all=yes&q=jan"),
    ("audit-no-group", "/audit?group=nobody+calls+a+group+this"),
    ("roles", "/roles"),
    ("role", "/roles/helpdesk-administrator?q=jan"),
    ("account", "/account"),
    ("account-password", "/account/password"),
    ("security", "/account/security"),
    ("own-profile", "/account/profile"),
    ("own-sessions", "/account/sessions"),
    ("own-activity", "/account/activity"),
    ("security-app", "/account/security/app"),
    ("not-found", "/no-such-page"),
    ("bad-address", "/users?sort=shoe-size"),
];

/// What a Global administrator sees.
pub(crate) async fn of_an_administrator(browser: &mut Browser, portal: &Portal, inspector: &mut Inspector) {
    let me = portal.person("global administrator");
    enter(browser, &me).await;
    inspector.look(browser, "home").await;
    browser.open_menu().await;
    inspector.look(browser, "home-menu").await;
    for (name, address) in PLAIN {
        browser.go(address).await;
        inspector.look(browser, name).await;
    }
    for (name, target) in [("drawer", "nav"), ("sheet", "more-filters")] {
        browser.go("/users").await;
        browser.wide(390).await;
        browser.click(&format!("//button[@popovertarget='{target}']")).await;
        inspector.look_narrow(browser, name).await;
    }
    browser.go("/account/password").await;
    browser.put("new_password", "short").await;
    submit(browser).await;
    inspector.look(browser, "account-password-error").await;
    for (name, list) in [
        ("person-temporary", "/users?view=temporary"),
        ("person-never", "/users?view=never-signed-in"),
        ("person-external", "/users?view=external"),
        ("person-directory", "/users?view=directory"),
        ("person-blocked", "/users?view=blocked"),
    ] {
        let profile = open_first(browser, list).await;
        inspector.look(browser, name).await;
        if name == "person-external" {
            browser.go(&format!("{profile}/reset-password")).await;
            inspector.look(browser, "reset-refused").await;
        }
    }
    open(browser, &me).await;
    inspector.look(browser, "person-own").await;
    let profile = open(browser, &portal.person("no role")).await;
    inspector.look(browser, "person").await;
    of_somebody_new(browser, inspector).await;
    of_an_edit(browser, &profile, inspector).await;
    of_a_block(browser, &profile, inspector).await;
    of_a_job(browser, inspector).await;
    of_a_role(browser, &profile, inspector).await;
    of_groups(browser, &profile, inspector).await;
    of_a_deletion(browser, inspector).await;
    of_a_reset(browser, &profile, inspector).await;
    browser.go(&profile).await;
    inspector.look(browser, "person-after-reset").await;
    of_the_audit_log(browser, inspector).await;
    of_settings(browser, inspector).await;
    of_mail(browser, inspector).await;
    of_places(browser, portal, inspector).await;
    of_the_stranded(browser, portal, inspector).await;
    leave(browser).await;
    of_a_forgotten_password(browser, &portal.person("no role"), inspector).await;
}

/// What is decided.
async fn of_settings(browser: &mut Browser, inspector: &mut Inspector) {
    for (name, address) in [
        ("settings", "/settings"),
        ("settings-sessions", "/settings/sessions"),
        ("settings-password-policy", "/settings/password-policy"),
        ("settings-banned-words", "/settings/banned-words"),
        ("try-password", "/settings/password-policy/try"),
        ("settings-lockout", "/settings/lockout"),
        ("settings-retention", "/settings/retention"),
        ("settings-second-step", "/settings/second-step"),
        ("settings-resets", "/settings/resets"),
        ("settings-directory", "/settings/directory"),
        ("directory-password", "/settings/directory/password"),
        ("directory-status", "/settings/directory/status"),
    ] {
        browser.go(address).await;
        inspector.look(browser, name).await;
    }
}

/// The recovery address, what is decided about forgotten passwords, and letters that can not leave.
async fn of_mail(browser: &mut Browser, inspector: &mut Inspector) {
    browser.go("/account/security/address").await;
    inspector.look(browser, "address").await;
    browser.put("address", "no address").await;
    submit(browser).await;
    inspector.look(browser, "address-error").await;
    browser.put("address", "me@home.example").await;
    submit(browser).await;
    inspector.look(browser, "address-code").await;
    browser.go("/account/registration").await;
    inspector.look(browser, "registration").await;
    browser.go("/account/photo").await;
    inspector.look(browser, "photo").await;
    submit(browser).await;
    inspector.look(browser, "photo-error").await;
    browser.go("/settings/branding").await;
    inspector.look(browser, "settings-branding").await;
    browser.put("accent_light", "#8bcfe0").await;
    submit(browser).await;
    inspector.look(browser, "settings-branding-error").await;
    browser.go("/settings/letters").await;
    inspector.look(browser, "settings-letters").await;
    browser.go("/settings/letters/reset-code").await;
    inspector.look(browser, "settings-letter").await;
    browser.put("subject", "{code}").await;
    submit(browser).await;
    inspector.look(browser, "settings-letter-error").await;
    browser.go("/settings/registration").await;
    inspector.look(browser, "settings-registration").await;
    browser.put("reconfirm_days", "731").await;
    submit(browser).await;
    inspector.look(browser, "settings-registration-error").await;
    browser.go("/settings/security-questions").await;
    inspector.look(browser, "settings-questions").await;
    browser.put("questions_own", "no").await;
    browser.put("questions_register", "9").await;
    submit(browser).await;
    inspector.look(browser, "settings-questions-error").await;
    browser.go("/settings/registration/invite").await;
    inspector.look(browser, "invite").await;
    browser.go("/settings/self-service").await;
    inspector.look(browser, "settings-self-service").await;
    browser.run("document.getElementById('reach-selected').click()").await;
    browser.put("groups", "Nobody calls a group this").await;
    submit(browser).await;
    inspector.look(browser, "settings-self-service-error").await;
    browser.run("document.getElementById('reach-everybody').click()").await;
    browser.run("document.getElementById('text').click()").await;
    browser.run("document.getElementById('questions').click()").await;
    browser.put("groups", "").await;
    submit(browser).await;
    inspector.look(browser, "settings-self-service-saved").await;
    browser.go("/account/security/phone").await;
    inspector.look(browser, "phone").await;
    browser.put("address", "06 12345678").await;
    submit(browser).await;
    inspector.look(browser, "phone-error").await;
    browser.put("address", "+31 612345678").await;
    submit(browser).await;
    inspector.look(browser, "phone-code").await;
    browser.go("/settings/mail").await;
    inspector.look(browser, "settings-mail").await;
}

/// Addresses and networks that wait, with sign-ins and with resets.
async fn of_places(browser: &mut Browser, portal: &Portal, inspector: &mut Inspector) {
    portal
        .put(
            "INSERT INTO throttle_source (prefix, wide, failures, window_from, names, names_from, minute_failures, minute_from, untold, \
             last_at, held_until) SELECT place, false, 30, now(), '{}', now(), 0, now(), 0, now(), now() + interval '1 hour' \
             FROM unnest(ARRAY['198.51.100.7/32', '203.0.113.0/24', '2001:db8:1234:5678::/64']) AS place; \
             INSERT INTO reset_tries (subject, last_at, place, held_until) \
             VALUES (gen_random_uuid(), now(), '2001:db8:1234:5678::/64', now() + interval '20 minutes')",
        )
        .await;
    browser.go("/users/places").await;
    assert_eq!(browser.run("return document.querySelectorAll('tbody tr').length").await, 4);
    inspector.look(browser, "places").await;
    browser.go("/users/places?place=198.51.100.7").await;
    inspector.look(browser, "places-one").await;
    browser.go("/users/places").await;
    browser.click("(//tbody//form//button)[1]").await;
    inspector.look(browser, "places-let-in").await;
    portal
        .put(
            "DELETE FROM throttle_source WHERE held_until IS NOT NULL; DELETE FROM reset_tries WHERE place IS NOT NULL",
        )
        .await;
}

/// Settings of the directory that leave people without a reset, who could do one until then.
async fn of_the_stranded(browser: &mut Browser, portal: &Portal, inspector: &mut Inspector) {
    portal
        .put(
            r#"INSERT INTO setting (section, body, version, changed_at, changed_by_name) VALUES ('directory',
                '{"host": "ldap.noordhof.example", "account": "cn=latchkey,dc=noordhof,dc=example", "base": "dc=noordhof,dc=example",
                  "directory_on": true, "writeback": true, "writeback_self": true}', 1, now(), 'test');
               INSERT INTO directory_person (user_id, anchor, digest, disabled, locked, protected, never_ends, seen_in)
                SELECT id, id::text, '', false, false, false, false, 0 FROM users WHERE source = 'directory' AND enabled
                ON CONFLICT DO NOTHING;
               INSERT INTO authentication_contact (user_id, mail, phone) SELECT user_id, user_id || '@home.example', '+31 612345678'
                FROM directory_person ON CONFLICT DO NOTHING"#,
        )
        .await;
    browser.go("/settings/directory").await;
    browser.run("document.getElementById('directory_on').click()").await;
    submit(browser).await;
    assert_eq!(browser.run("return document.getElementById('question') !== null").await, true);
    inspector.look(browser, "settings-directory-stranded").await;
    portal.put("DELETE FROM setting WHERE section = 'directory'").await;
}

async fn of_a_forgotten_password(browser: &mut Browser, who: &SignIn, inspector: &mut Inspector) {
    browser.go("/sign-in").await;
    browser.click("//main//a[@href='/reset-password']").await;
    inspector.look(browser, "reset-begin").await;
    submit(browser).await;
    inspector.look(browser, "reset-begin-empty").await;
    browser.put("username", &who.user_name).await;
    submit(browser).await;
    inspector.look(browser, "reset-verify").await;
    for _ in 0..5 {
        browser.enter("app-code", "123456").await;
    }
    inspector.look(browser, "reset-closed").await;
}

async fn of_somebody_new(browser: &mut Browser, inspector: &mut Inspector) {
    browser.go("/users/new").await;
    inspector.look(browser, "user-new").await;
    browser.put("given_name", "Zoë").await;
    browser.put("mail", "no address").await;
    browser.put("groups", "Nobody calls a group this").await;
    submit(browser).await;
    inspector.look(browser, "user-new-error").await;
    browser.put("mail", "").await;
    browser.put("groups", "").await;
    submit(browser).await;
    inspector.look(browser, "user-new-result").await;
}

/// Two who change the same thing.
async fn of_an_edit(browser: &mut Browser, profile: &str, inspector: &mut Inspector) {
    browser.go(&format!("{profile}/edit")).await;
    inspector.look(browser, "user-edit").await;
    browser.put("job_title", "Planner").await;
    submit(browser).await;
    inspector.look(browser, "user-edit-done").await;
    browser.go(&format!("{profile}/edit")).await;
    browser.put("job_title", "Director").await;
    // As if it had been opened before the change.
    let old = "document.getElementsByName('version')[0].value = 1; document.getElementsByName('was_job_title')[0].value = 'Driver'";
    browser.run(old).await;
    submit(browser).await;
    inspector.look(browser, "user-edit-contested").await;
    browser.run("document.getElementById('take_job_title').checked = true").await;
    submit(browser).await;
}

/// A powerful role: asked about, given, seen, taken away.
async fn of_a_role(browser: &mut Browser, profile: &str, inspector: &mut Inspector) {
    browser.go(&format!("{profile}/roles")).await;
    inspector.look(browser, "person-roles").await;
    browser.go(&format!("{profile}/roles/global-reader/assign")).await;
    inspector.look(browser, "role-assign").await;
    browser.put("reason", &"x".repeat(201)).await;
    submit(browser).await;
    inspector.look(browser, "role-assign-error").await;
    for deed in ["assign", "remove"] {
        browser.go(&format!("{profile}/roles/global-reader/{deed}")).await;
        submit(browser).await;
        inspector.look(browser, &format!("role-{deed}-done")).await;
    }
}

/// One ticked in the list, asked about, ordered, stopped or done meanwhile.
async fn of_a_job(browser: &mut Browser, inspector: &mut Inspector) {
    browser.go("/users?view=never-signed-in").await;
    let address = browser
        .run("return '/users/bulk?deed=sign-out&' + document.querySelector('.pickcol input').name + '=yes'")
        .await;
    browser.go(address.as_str().unwrap()).await;
    inspector.look(browser, "bulk").await;
    submit(browser).await;
    inspector.look(browser, "bulk-error").await;
    browser.put("reason", "SD-42").await;
    submit(browser).await;
    inspector.look(browser, "job").await;
    browser.go("/jobs").await;
    inspector.look(browser, "jobs").await;
}

/// Asked, done, seen, undone.
async fn of_a_block(browser: &mut Browser, profile: &str, inspector: &mut Inspector) {
    browser.go(profile).await;
    browser.click("//main//details/summary").await;
    inspector.look(browser, "person-menu").await;
    browser.go(&format!("{profile}/sign-out")).await;
    inspector.look(browser, "sign-out-everywhere").await;
    browser.go(&format!("{profile}/second-step/remove")).await;
    inspector.look(browser, "clear-second-step").await;
    browser.go(&format!("{profile}/re-register")).await;
    inspector.look(browser, "re-register").await;
    browser.go(&format!("{profile}/contain")).await;
    inspector.look(browser, "contain").await;
    browser.go(&format!("{profile}/block")).await;
    inspector.look(browser, "block").await;
    browser.put("reason", &"x".repeat(201)).await;
    submit(browser).await;
    inspector.look(browser, "block-error").await;
    browser.put("reason", "SD-1").await;
    submit(browser).await;
    inspector.look(browser, "block-done").await;
    browser.click("//form[contains(@action, '/unblock')]//button").await;
    inspector.look(browser, "unblock-done").await;
}

/// A group from its making to its end.
async fn of_groups(browser: &mut Browser, profile: &str, inspector: &mut Inspector) {
    for (name, address) in [
        ("groups", "/groups"),
        ("groups-none", "/groups?q=nothing+is+called+this"),
        ("groups-deleted-none", "/groups/deleted"),
        ("group-new", "/groups/new"),
    ] {
        browser.go(address).await;
        inspector.look(browser, name).await;
    }
    submit(browser).await;
    inspector.look(browser, "group-new-error").await;
    browser.put("name", "Crane drivers").await;
    submit(browser).await;
    inspector.look(browser, "group-new-done").await;
    let group = browser.place().await;
    for (name, place) in [
        ("group-members-none", "members"),
        ("group-owners-none", "owners"),
        ("group-add", "members/add"),
        ("group-add-found", "members/add?q=an"),
    ] {
        browser.go(&format!("{group}/{place}")).await;
        inspector.look(browser, name).await;
    }
    submit(browser).await;
    inspector.look(browser, "group-add-error").await;
    browser.run("document.getElementById('person_1').checked = true").await;
    submit(browser).await;
    inspector.look(browser, "group-members").await;
    browser.go(&format!("{group}/edit")).await;
    inspector.look(browser, "group-edit").await;
    browser.put("description", "Whoever drives a crane").await;
    submit(browser).await;
    inspector.look(browser, "group").await;
    browser.go("/groups?q=all+staff").await;
    browser.click("//tbody//a").await;
    inspector.look(browser, "group-nested").await;
    let nested = browser.place().await;
    browser.go(&format!("{nested}/members?effective=yes")).await;
    inspector.look(browser, "group-members-effective").await;
    browser.go(&format!("/users?group={}", nested.rsplit('/').next().unwrap_or_default())).await;
    inspector.look(browser, "users-of-a-group").await;
    browser.go(&format!("{profile}/groups")).await;
    inspector.look(browser, "person-groups").await;
    browser.go(&format!("{group}/delete")).await;
    inspector.look(browser, "group-delete").await;
    browser.put("confirm", "Crane drivers").await;
    submit(browser).await;
    inspector.look(browser, "group-deleted").await;
    browser.go("/groups/deleted").await;
    inspector.look(browser, "groups-deleted").await;
}

/// Presses the red button of the page's form.
async fn destroy(browser: &mut Browser) {
    browser.click("//main//form[@method='post']//button[contains(@class, 'btn-danger')]").await;
}

/// Typed, deleted, listed, restored; deleted again and asked for another name, because somebody else has it.
async fn of_a_deletion(browser: &mut Browser, inspector: &mut Inspector) {
    browser.go("/users/deleted").await;
    inspector.look(browser, "deleted-none").await;
    let profile = open_first(browser, "/users?view=never-signed-in").await;
    browser.go(&format!("{profile}/delete")).await;
    inspector.look(browser, "delete").await;
    browser.put("confirm", "somebody else").await;
    destroy(browser).await;
    inspector.look(browser, "delete-error").await;
    let name = browser.run("return document.querySelector('aside .who .sub').textContent").await;
    let name = name.as_str().unwrap().to_owned();
    browser.put("confirm", &name).await;
    destroy(browser).await;
    inspector.look(browser, "person-deleted").await;
    browser.go(&format!("{profile}/block")).await;
    inspector.look(browser, "block-deleted").await;
    browser.go("/users/deleted").await;
    inspector.look(browser, "deleted").await;
    let ticks = "return '/users/bulk?deed=purge&' + document.querySelector('.pickcol input').name + '=yes'";
    let address = browser.run(ticks).await;
    browser.go(address.as_str().unwrap()).await;
    inspector.look(browser, "bulk-purge").await;
    destroy(browser).await;
    inspector.look(browser, "bulk-purge-error").await;
    browser.go("/users/deleted").await;
    browser.click("//tbody//form//button").await;
    inspector.look(browser, "person-restored").await;
    browser.go(&format!("{profile}/delete")).await;
    browser.put("confirm", &name).await;
    destroy(browser).await;
    browser.go("/users/new").await;
    browser.put("display_name", "Zoë Zuidema").await;
    browser.put("user_principal_name", &name).await;
    submit(browser).await;
    browser.go(&profile).await;
    submit(browser).await;
    inspector.look(browser, "restore-taken").await;
    browser.go(&format!("{profile}/purge")).await;
    inspector.look(browser, "purge").await;
    browser.put("confirm", &name).await;
    destroy(browser).await;
    inspector.look(browser, "purge-done").await;
}

async fn of_a_reset(browser: &mut Browser, profile: &str, inspector: &mut Inspector) {
    browser.go(&format!("{profile}/reset-password")).await;
    inspector.look(browser, "reset").await;
    submit(browser).await;
    inspector.look(browser, "reset-error").await;
    browser.click("//input[@id='verified_by-saw-id']").await;
    browser.click("//input[@id='expires-24h']").await;
    submit(browser).await;
    browser.click("//details/summary[not(ancestor::header)]").await;
    inspector.look(browser, "reset-result").await;
    only_the_slip_prints(browser, inspector).await;
    browser.reload().await;
    inspector.look(browser, "reset-already-shown").await;
}

/// What would be on paper: every text that is drawn must stand in the slip.
async fn only_the_slip_prints(browser: &Browser, inspector: &mut Inspector) {
    browser.medium("print", "light").await;
    let drawn = browser.run(
        "const drawn = { inside: '', outside: '' }, walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
         while (walk.nextNode()) {
           const text = walk.currentNode.data.trim(), range = document.createRange(), holder = walk.currentNode.parentElement;
           range.selectNodeContents(walk.currentNode);
           const box = range.getBoundingClientRect();
           if (!text || box.width < 2 || box.height < 2 || !holder.checkVisibility({ visibilityProperty: true }) || holder.closest('.vh')) continue;
           drawn[holder.closest('.tag') ? 'inside' : 'outside'] += text + '\\n';
         }
         return drawn;",
    );
    let drawn = drawn.await;
    let secret = browser.run("return document.getElementById('secret').textContent").await;
    let (inside, outside) = (drawn["inside"].as_str().unwrap(), drawn["outside"].as_str().unwrap());
    assert_eq!(outside, "", "printed beside the slip");
    for wanted in [secret.as_str().unwrap(), "Noordhof Group", "010 555 0100", "127.0.0.1"] {
        assert!(inside.contains(wanted), "{wanted:?} is not on the slip: {inside}");
    }
    inspector.keep(browser, "reset-result-print").await;
    browser.medium("screen", "light").await;
}

async fn of_the_audit_log(browser: &mut Browser, inspector: &mut Inspector) {
    browser.go("/audit").await;
    inspector.look(browser, "audit").await;
    browser.click("(//tbody//td[contains(@class, 'acts')]//a)[1]").await;
    inspector.look(browser, "audit-row").await;
    browser.go("/audit?person=nobody-of-this-name&result=failure").await;
    inspector.look(browser, "audit-none").await;
    browser.go("/audit?from=2026-11-20&to=2026-11-01").await;
    inspector.look(browser, "audit-error").await;
    browser.go("/audit/streams").await;
    inspector.look(browser, "audit-streams").await;
}

/// What guests, people before a new password, weaker administrators and plain people see.
pub(crate) async fn of_everybody_else(browser: &mut Browser, portal: &Portal, inspector: &mut Inspector) {
    browser.go("/sign-in").await;
    inspector.look(browser, "sign-in").await;
    enter(browser, &SignIn { user_name: "nobody".to_owned(), password: "not a password".to_owned() }).await;
    inspector.look(browser, "sign-in-error").await;
    browser.go("/sign-in").await;
    submit(browser).await;
    inspector.look(browser, "sign-in-empty").await;

    enter(browser, &portal.first).await;
    inspector.look(browser, "change-password").await;
    browser.put("new_password", "noordhof").await;
    submit(browser).await;
    inspector.look(browser, "change-password-error").await;
    browser.click("//main//button[@form='leave']").await;
    inspector.look(browser, "signed-out").await;

    enter(browser, &portal.person("helpdesk administrator")).await;
    let profile = open(browser, &portal.person("global administrator")).await;
    inspector.look(browser, "person-powerful").await;
    browser.go(&format!("{profile}/reset-password")).await;
    inspector.look(browser, "reset-denied").await;
    browser.go("/audit").await;
    inspector.look(browser, "audit-own").await;
    leave(browser).await;

    enter(browser, &portal.person("no role")).await;
    inspector.look(browser, "account-plain").await;
    browser.go("/account/groups").await;
    inspector.look(browser, "account-groups").await;
    browser.click("//tbody//a").await;
    inspector.look(browser, "group-own").await;
    browser.go("/users").await;
    inspector.look(browser, "forbidden").await;
    browser.go("/nowhere").await;
    inspector.look(browser, "not-found-plain").await;
    leave(browser).await;
    browser.go("/nowhere").await;
    inspector.look(browser, "not-found-guest").await;
}
