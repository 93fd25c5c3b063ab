//! The words for what is decided for everybody: sections, what they say now, and the names of their values.

use crate::domain::settings::branding::Branding;
use crate::domain::settings::registration::Ask;
use crate::domain::settings::self_service::Reach;
use crate::domain::settings::{Section, Settings};
use crate::i18n::{Words, t};

/// The name of a section.
pub fn section<'a>(words: &'a Words, section: &Section) -> &'a str {
    match section {
        Section::Sessions => t!(words, "settings-sessions"),
        Section::PasswordPolicy => t!(words, "settings-password-policy"),
        Section::BannedWords => t!(words, "settings-banned-words"),
        Section::Lockout => t!(words, "settings-lockout"),
        Section::SelfService => t!(words, "settings-self-service"),
        Section::SecondStep => t!(words, "settings-second-step"),
        Section::Resets => t!(words, "settings-resets"),
        Section::Questions => t!(words, "settings-questions"),
        Section::Registration => t!(words, "settings-registration"),
        Section::Directory => t!(words, "settings-directory"),
        Section::Branding => t!(words, "settings-branding"),
        Section::Letters => t!(words, "settings-letters"),
        Section::Retention => t!(words, "settings-retention"),
    }
}

/// What a section says now, in one sentence.
pub fn sentence(words: &Words, section: &Section, settings: &Settings) -> String {
    match section {
        Section::Sessions => t!(
            words,
            "settings-sessions-now",
            idle = settings.sessions.administrators_idle_minutes,
            hours = settings.sessions.administrators_hours,
            others_idle = settings.sessions.others_idle_minutes,
            others_hours = settings.sessions.others_hours,
        ),
        Section::PasswordPolicy => {
            let policy = &settings.password_policy;
            let least = t!(words, "settings-policy-now", least = policy.shortest, history = policy.history);
            let end = match policy.expiry() {
                None => t!(words, "settings-policy-endless").to_owned(),
                Some(expiry) => t!(words, "settings-policy-ends", days = expiry.days),
            };
            format!("{least} {end}")
        }
        Section::BannedWords => t!(words, "policy-words", number = settings.banned_words.words.len()),
        Section::Lockout => t!(
            words,
            "settings-lockout-now",
            threshold = settings.lockout.lockout_threshold,
            first = settings.lockout.lockout_seconds,
            longest = settings.lockout.lockout_longest_seconds,
            row = settings.lockout.lockout_in_a_row,
        ),
        Section::SelfService => {
            let proofs = settings.self_service.proofs;
            match settings.self_service.reach {
                Reach::Nobody => t!(words, "settings-self-service-now-nobody").to_owned(),
                Reach::Selected => t!(words, "settings-self-service-now-selected", proofs = proofs),
                Reach::Everybody => t!(words, "settings-self-service-now-everybody", proofs = proofs),
            }
        }
        Section::Resets => {
            let resets = &settings.resets;
            let way = if resets.code_only {
                t!(words, "settings-resets-now-code")
            } else {
                t!(words, "settings-resets-now-either")
            };
            let end = super::people::expires(words, &resets.longest());
            format!("{way} {}", t!(words, "settings-resets-now-longest", end = end))
        }
        Section::SecondStep => {
            let (asked, days) = (&settings.second_step, settings.second_step.grace_days);
            let (roles, groups) = (asked.required().iter().count(), asked.groups.len());
            t!(words, "settings-second-step-now", roles = roles, groups = groups, days = days)
        }
        Section::Questions => {
            let (decided, on) = (&settings.questions, settings.self_service.questions);
            let (number, asks, registers) = (decided.bank().len(), decided.asks(), decided.registers());
            let now = t!(words, "settings-questions-now", number = number, asks = asks, registers = registers);
            if on { now } else { format!("{} {now}", t!(words, "settings-questions-now-off")) }
        }
        Section::Registration => match settings.registration.ask {
            Ask::Never => t!(words, "settings-registration-now-never"),
            Ask::Snooze => t!(words, "settings-registration-now-snooze"),
            Ask::Wall => t!(words, "settings-registration-now-wall"),
        }
        .to_owned(),
        Section::Directory => {
            let directory = &settings.directory;
            match (directory.is_on(), directory.writes()) {
                (false, _) => t!(words, "settings-directory-now-off").to_owned(),
                (true, false) => t!(words, "settings-directory-now-on", host = directory.host.as_str()),
                (true, true) => t!(words, "settings-directory-now-writes", host = directory.host.as_str()),
            }
        }
        Section::Branding if settings.branding == Branding::default() => {
            t!(words, "settings-branding-now-ours").to_owned()
        }
        Section::Branding => t!(words, "settings-branding-now").to_owned(),
        Section::Letters => t!(words, "settings-letters-now", number = settings.letters.number()),
        Section::Retention => match settings.retention.months() {
            Some(months) => t!(words, "settings-retention-now", months = months),
            None => t!(words, "settings-retention-now-always").to_owned(),
        },
    }
}

/// The name of a value, from its name in audit rows; nothing for a name of anything else.
pub fn value<'a>(words: &'a Words, name: &str) -> Option<&'a str> {
    Some(match name {
        "administrators_idle_minutes" => t!(words, "settings-administrators-idle"),
        "administrators_hours" => t!(words, "settings-administrators-hours"),
        "others_idle_minutes" => t!(words, "settings-others-idle"),
        "others_hours" => t!(words, "settings-others-hours"),
        "administrators_stay_days" => t!(words, "settings-administrators-stay"),
        "others_stay_days" => t!(words, "settings-others-stay"),
        "shortest" => t!(words, "policy-shortest"),
        "shortest_with_step" => t!(words, "policy-shortest-with-step"),
        "ascii" => t!(words, "policy-ascii"),
        "classes" => t!(words, "policy-classes"),
        "ban" => t!(words, "policy-ban"),
        "points" => t!(words, "policy-points"),
        "once" => t!(words, "policy-once"),
        "more_swaps" => t!(words, "policy-more-swaps"),
        "history" => t!(words, "policy-history"),
        "history_at_reset" => t!(words, "policy-history-at-reset"),
        "youngest" => t!(words, "policy-youngest"),
        "expires" => t!(words, "policy-expires"),
        "valid_days" => t!(words, "policy-valid-days"),
        "notice_days" => t!(words, "policy-notice-days"),
        "words" => t!(words, "settings-banned-words"),
        "lockout_threshold" => t!(words, "settings-lockout-threshold"),
        "lockout_seconds" => t!(words, "settings-lockout-seconds"),
        "lockout_longest_seconds" => t!(words, "settings-lockout-longest"),
        "lockout_in_a_row" => t!(words, "settings-lockout-in-a-row"),
        "source_address" => t!(words, "settings-source-address"),
        "source_network" => t!(words, "settings-source-network"),
        "source_names" => t!(words, "settings-source-names"),
        "reach" => t!(words, "settings-self-service-reach"),
        "in_groups" => t!(words, "settings-self-service-groups"),
        "without_groups" => t!(words, "settings-self-service-without"),
        "mail" => t!(words, "settings-self-service-mail"),
        "app" => t!(words, "settings-self-service-app"),
        "passkey" => t!(words, "settings-self-service-passkey"),
        "text" => t!(words, "settings-self-service-text-message"),
        "texts_an_hour" => t!(words, "settings-self-service-texts"),
        "questions" => t!(words, "settings-self-service-questions"),
        "questions_register" => t!(words, "settings-questions-register"),
        "questions_reset" => t!(words, "settings-questions-reset"),
        "questions_offered" => t!(words, "settings-questions-offered"),
        "questions_own" => t!(words, "settings-questions-own"),
        "unlock" => t!(words, "settings-self-service-unlock"),
        "proofs" => t!(words, "settings-self-service-proofs-name"),
        "tell_person" => t!(words, "settings-self-service-tell-person"),
        "tell_of_administrator" => t!(words, "settings-self-service-tell-of-administrator"),
        "tell_of_proofs" => t!(words, "settings-self-service-tell-of-proofs"),
        "tell_of_end" => t!(words, "settings-self-service-tell-of-end"),
        "tell_of_lock" => t!(words, "settings-self-service-tell-of-lock"),
        "tell_administrators" => t!(words, "settings-self-service-tell-administrators"),
        "mails_an_hour" => t!(words, "settings-self-service-mails"),
        "help" => t!(words, "settings-self-service-help"),
        "help_en" => t!(words, "settings-self-service-help-en"),
        "help_nl" => t!(words, "settings-self-service-help-nl"),
        "checks" => t!(words, "settings-resets-checks"),
        "administrators_checks" => t!(words, "settings-resets-administrators"),
        "code_only" => t!(words, "settings-resets-code-only"),
        "longest" => t!(words, "settings-resets-longest"),
        "grace_days" => t!(words, "settings-grace-days"),
        "roles" => t!(words, "settings-step-roles"),
        "groups" => t!(words, "settings-step-groups"),
        "name" => t!(words, "branding-name"),
        "name_en" => t!(words, "branding-name-en"),
        "name_nl" => t!(words, "branding-name-nl"),
        "accent_light" => t!(words, "branding-accent-light"),
        "accent_dark" => t!(words, "branding-accent-dark"),
        "text_en" => t!(words, "branding-text-en"),
        "text_nl" => t!(words, "branding-text-nl"),
        "logo" => t!(words, "branding-logo"),
        "logo_en" => t!(words, "branding-logo-of-en"),
        "logo_nl" => t!(words, "branding-logo-of-nl"),
        "audit_months" => t!(words, "settings-retention-months"),
        "ask" => t!(words, "settings-registration-ask"),
        "snooze_days" => t!(words, "settings-registration-snooze-days"),
        "snoozes" => t!(words, "settings-registration-snoozes"),
        "directory_on" => t!(words, "settings-directory-on"),
        "kind" => t!(words, "settings-directory-kind"),
        "host" => t!(words, "settings-directory-host"),
        "port" => t!(words, "settings-directory-port"),
        "security" => t!(words, "settings-directory-security"),
        "authority" => t!(words, "settings-directory-authority"),
        "fingerprint" => t!(words, "settings-directory-fingerprint"),
        "account" => t!(words, "settings-directory-account"),
        "base" => t!(words, "settings-directory-base"),
        "writeback" => t!(words, "settings-directory-writeback"),
        "writeback_self" => t!(words, "settings-directory-writeback-self"),
        "deletions_percent" => t!(words, "settings-directory-deletions"),
        "reconfirm_days" => t!(words, "settings-registration-reconfirm-days"),
        _ => return None,
    })
}
