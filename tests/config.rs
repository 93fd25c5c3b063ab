//! Configuration: defaults, the file, the environment over it, and a sentence for every mistake.
#![forbid(unsafe_code)]
#![expect(clippy::unwrap_used, reason = "a test may panic, also in its helpers")]
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use latchkey::cli::postman::Route;
use latchkey::config::surroundings::Surroundings;
use latchkey::config::{Config, ConfigError, KEYS, SECRET_KEYS};
use latchkey::domain::organisation::Language;
use latchkey::outbound::smtp::Safety;
use latchkey::telemetry::Format;
use tempfile::TempDir;

const EXAMPLE: &str = include_str!("../latchkey.example.toml");

/// A folder to start in, with what is written there.
struct Desk {
    folder: TempDir,
    surroundings: Surroundings,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let surroundings = Surroundings {
            vars: vec![("HOME".into(), "/home/anna".into())],
            folder: folder.path().to_owned(),
            system_file: folder.path().join("etc/latchkey.toml"),
            is_root: false,
            on_terminal: false,
            cores: 3,
        };
        Self { folder, surroundings }
    }

    fn file(self, text: &str) -> Self {
        fs::write(self.folder.path().join("latchkey.toml"), text).unwrap();
        self
    }

    fn var(mut self, name: &str, value: &str) -> Self {
        self.surroundings.vars.push((name.into(), value.into()));
        self
    }

    fn load(&self) -> Result<Config, ConfigError> {
        Config::from_surroundings(&self.surroundings)
    }

    fn refusal(&self) -> String {
        self.load().unwrap_err().to_string()
    }
}

/// The example with its settings switched on.
fn switched_on() -> String {
    let lines = EXAMPLE.lines().map(|line| {
        line.strip_prefix('#')
            .filter(|rest| rest.starts_with(|letter: char| letter.is_ascii_lowercase()))
            .unwrap_or(line)
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn nothing_written_means_a_private_desk_on_this_machine() {
    let config = Desk::new().load().unwrap();
    assert!(config.database_url.is_none() && config.public_url.is_none() && config.trusted_proxies.is_empty());
    assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(config.public_url_at(config.listen).unwrap().as_str(), "http://127.0.0.1:8080/");
    assert_eq!(config.ops_listen.unwrap().to_string(), "127.0.0.1:9090");
    assert_eq!(config.data_dir, Path::new("/home/anna/.local/share/latchkey"));
    assert_eq!(config.master_key_file, Path::new("/home/anna/.local/share/latchkey/master.key"));
    assert_eq!((config.domain.as_str(), config.language, config.workers), ("latchkey.internal", Language::English, 3));
    assert_eq!(config.time_zone.iana_name(), Some("UTC"));
    assert_eq!((config.log, config.log_level), (Format::Json, tracing::Level::INFO));
    assert!(config.unknown.is_empty());
}

#[test]
fn defaults_follow_the_surroundings() {
    let mut desk = Desk::new();
    desk.surroundings.is_root = true;
    desk.surroundings.on_terminal = true;
    let config = desk.load().unwrap();
    assert_eq!((config.data_dir, config.log), (PathBuf::from("/var/lib/latchkey"), Format::Text));
    let config = Desk::new().var("XDG_DATA_HOME", "/data").load().unwrap();
    assert_eq!(config.data_dir, Path::new("/data/latchkey"));
    let config = Desk::new().var("STATE_DIRECTORY", "/var/lib/desk:/var/lib/other").load().unwrap();
    assert_eq!(config.data_dir, Path::new("/var/lib/desk"), "as a service");
    let mut homeless = Desk::new();
    homeless.surroundings.vars.clear();
    assert!(homeless.refusal().contains("LATCHKEY_DATA_DIR"));
}

#[test]
fn the_example_names_every_setting_once_and_changes_nothing() {
    let as_shipped = Desk::new().file(EXAMPLE).load().unwrap();
    assert_eq!(format!("{as_shipped:?}"), format!("{:?}", Desk::new().load().unwrap()));
    let on = switched_on();
    let named: Vec<&str> = on
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(" = "))
        .map(|(key, _)| key)
        .collect();
    assert_eq!(named, KEYS);
    let config = Desk::new().file(&on).load().unwrap();
    assert_eq!(config.public_url.unwrap().as_str(), "https://passwords.example.org/");
    for key in SECRET_KEYS {
        assert!(EXAMPLE.contains(&format!("{key}_file")), "{key}");
    }
}

#[test]
fn the_defaults_in_the_example_are_the_defaults() {
    let (on, off) = (Desk::new().file(&switched_on()).load().unwrap(), Desk::new().load().unwrap());
    assert_eq!((on.listen, on.ops_listen, on.trusted_proxies), (off.listen, off.ops_listen, off.trusted_proxies));
    assert_eq!((on.organisation, on.domain, on.language), (off.organisation, off.domain, off.language));
    assert_eq!((on.time_zone, on.log, on.log_level), (off.time_zone, off.log, off.log_level));
    assert_eq!((on.reports, on.writeback), (off.reports, off.writeback));
}

#[test]
fn every_field_of_the_configuration_has_a_key() {
    let shown = format!("{:#?}", Desk::new().load().unwrap());
    let fields: BTreeSet<&str> = shown
        .lines()
        .filter_map(|line| {
            line.strip_prefix("    ").filter(|line| line.starts_with(|letter: char| letter.is_ascii_lowercase()))
        })
        .filter_map(|line| line.split_once(':').map(|(name, _)| name))
        .filter(|name| *name != "unknown")
        .collect();
    assert_eq!(fields, KEYS.iter().copied().collect());
}

#[test]
fn the_environment_wins_over_the_file_and_an_empty_variable_or_a_blank_says_nothing() {
    let file =
        "listen = \"127.0.0.1:1\"\nlanguage = \"nl\"\nworkers = 2\ntrusted_proxies = [\"10.0.0.0/8\", \"::1\"]\n";
    let config = Desk::new()
        .file(file)
        .var("LATCHKEY_LISTEN", "[::1]:2")
        .var("LATCHKEY_LANGUAGE", "")
        .var("LATCHKEY_DOMAIN", " ")
        .load()
        .unwrap();
    assert_eq!((config.listen.to_string().as_str(), config.language, config.workers), ("[::1]:2", Language::Dutch, 2));
    assert_eq!(config.trusted_proxies.len(), 2);
    assert_eq!(config.public_url_at("[::1]:40123".parse().unwrap()).unwrap().as_str(), "http://[::1]:40123/");
    let config = Desk::new()
        .var("LATCHKEY_TRUSTED_PROXIES", "10.0.0.0/8, 192.0.2.7")
        .var("LATCHKEY_OPS_LISTEN", "off")
        .load()
        .unwrap();
    assert_eq!((config.trusted_proxies[1].to_string().as_str(), config.ops_listen), ("192.0.2.7/32", None));
}

#[test]
fn whichever_word_asks_for_verified_tls_to_the_database_it_is_asked_for() {
    for word in ["require", "verify-ca", "verify-full"] {
        let url = format!("postgresql://u:p@db/x?application_name=a&sslmode={word}");
        let config = Desk::new().var("LATCHKEY_DATABASE_URL", &url).load().unwrap();
        assert!(config.database_url.unwrap().expose().ends_with("&sslmode=require"), "{word}");
    }
}

#[test]
fn a_named_file_must_be_there_and_relative_paths_start_in_the_working_folder() {
    assert!(Desk::new().var("LATCHKEY_CONFIG", "other.toml").refusal().contains("other.toml cannot be read"));
    let desk = Desk::new().var("LATCHKEY_CONFIG", "other.toml");
    fs::write(desk.folder.path().join("other.toml"), "data_dir = \"here\"").unwrap();
    assert_eq!(desk.load().unwrap().data_dir, desk.folder.path().join("here"));
}

#[test]
fn the_machines_own_file_is_read_where_the_working_folder_has_none() {
    let desk = Desk::new();
    fs::create_dir(desk.folder.path().join("etc")).unwrap();
    fs::write(&desk.surroundings.system_file, "organisation = \"The machine\"\nmaster_key_file = \"keys/m.key\"")
        .unwrap();
    assert_eq!(desk.load().unwrap().organisation, "The machine");
    // The same file, wherever a command is typed.
    assert_eq!(desk.load().unwrap().master_key_file, desk.folder.path().join("etc/keys/m.key"));
    assert_eq!(desk.file("organisation = \"The folder\"").load().unwrap().organisation, "The folder");
}

#[test]
fn a_secret_may_lie_in_a_file_and_is_never_shown() {
    let secret = "postgresql://latchkey:s3cr3t@db/latchkey";
    let desk = Desk::new().var("LATCHKEY_DATABASE_URL_FILE", "url");
    assert!(desk.refusal().contains("LATCHKEY_DATABASE_URL_FILE names url, which cannot be read"));
    fs::write(desk.folder.path().join("url"), format!("{secret}\n")).unwrap();
    let config = desk.load().unwrap();
    assert_eq!(config.database_url.as_ref().unwrap().expose(), secret);
    assert!(!format!("{config:?}").contains("s3cr3t"));
    let both = desk.var("LATCHKEY_DATABASE_URL", secret).refusal();
    assert_eq!(both, "LATCHKEY_DATABASE_URL and LATCHKEY_DATABASE_URL_FILE are both set: remove one of them.");
    for broken in [
        "database_url = \"postgresql://latchkey:s3cr3t@db:port/x\"",
        "database_url = \"mysql://latchkey:s3cr3t@db/x\"",
        "database_url = \"postgresql://latchkey:s3cr3t@db/x",
        "database_url = s3cr3t",
    ] {
        let refusal = Desk::new().file(broken).refusal();
        assert!(!refusal.contains("s3cr3t") && refusal.contains("latchkey.toml"), "{refusal}");
    }
}

#[test]
fn a_key_that_does_not_exist_is_refused_with_the_nearest_one() {
    assert!(
        Desk::new()
            .file("lissten = \"127.0.0.1:1\"")
            .refusal()
            .ends_with("has the unknown key `lissten`: did you mean `listen`?")
    );
    assert!(Desk::new().file("organization = \"Us\"").refusal().contains("did you mean `organisation`?"));
    assert!(Desk::new().file("listen_file = \"x\"").refusal().contains("unknown key `listen_file`"));
    assert!(Desk::new().file("smtp_ur = \"x\"").refusal().contains("did you mean `smtp_url`?"));
    assert!(Desk::new().file("[listen]\nhost = \"x\"").refusal().contains("neither text nor a number"));
}

#[test]
fn variables_that_mean_nothing_are_collected_for_a_warning() {
    let desk =
        Desk::new().var("LATCHKEY_SMTP_PORT", "25").var("LATCHKEY_MAIL_TO", "a@b").var("LATCHKEY_LISTEN_FILE", "x");
    let desk = desk
        .var("LATCHKEY_listen", "x")
        .var("LATCHKEY_DATA_DIR", "/data")
        .var("LATCHKEY_CONFIG", "")
        .var("PATH", "/bin");
    assert_eq!(
        desk.load().unwrap().unknown,
        ["LATCHKEY_LISTEN_FILE", "LATCHKEY_MAIL_TO", "LATCHKEY_SMTP_PORT", "LATCHKEY_listen"]
    );
}

#[test]
fn every_mistake_is_answered_in_one_sentence_that_names_the_key_and_the_way_out() {
    for (name, value, remedy) in [
        ("LATCHKEY_LISTEN", "localhost", "such as 127.0.0.1:8080"),
        ("LATCHKEY_LISTEN", "127.0.0.1:99999", "such as 127.0.0.1:8080"),
        ("LATCHKEY_LISTEN", "0.0.0.0:8080", "set LATCHKEY_PUBLIC_URL"),
        ("LATCHKEY_OPS_LISTEN", "no", "such as 127.0.0.1:8080"),
        ("LATCHKEY_OPS_LISTEN", "127.0.0.1:8080", "give LATCHKEY_OPS_LISTEN another port"),
        ("LATCHKEY_PUBLIC_URL", "http://passwords.example.org", "passwords must not travel without https"),
        ("LATCHKEY_PUBLIC_URL", "passwords.example.org", "https://passwords.example.org"),
        ("LATCHKEY_PUBLIC_URL", "https://example.org/passwords", "more than scheme, host and port"),
        ("LATCHKEY_PUBLIC_URL", "https://me:it@example.org", "more than scheme, host and port"),
        ("LATCHKEY_PUBLIC_URL", "ftp://example.org", "neither http nor https"),
        ("LATCHKEY_TRUSTED_PROXIES", "10.0.0.0/33", "such as 10.0.0.0/8"),
        ("LATCHKEY_WORKERS", "0", "from 1 to 256"),
        ("LATCHKEY_WORKERS", "many", "from 1 to 256"),
        ("LATCHKEY_ORGANISATION", "Noordzee\u{7}Havens", "1 to 200 characters"),
        ("LATCHKEY_SERVICE_DESK", "call\nus", "1 to 200 characters"),
        ("LATCHKEY_DOMAIN", "example", "such as example.org"),
        ("LATCHKEY_DOMAIN", "a b.org", "such as example.org"),
        ("LATCHKEY_DOMAIN", "192.0.2.1", "such as example.org"),
        ("LATCHKEY_DOMAIN", "under_score.org", "such as example.org"),
        ("LATCHKEY_TIME_ZONE", "Mars/Olympus", "such as Europe/Amsterdam"),
        ("LATCHKEY_LANGUAGE", "fr", "en or nl"),
        ("LATCHKEY_SMTP_URL", "mail.example.org", "smtps://user:password@mail.example.org:465"),
        ("LATCHKEY_SMTP_URL", "https://mail.example.org", "is neither smtp nor smtps"),
        ("LATCHKEY_SMTP_URL", "smtp://mail.example.org/x", "more than user, password, host and port"),
        ("LATCHKEY_SMTP_URL", "smtp://mail.example.org?tls=none", "more than user, password, host and port"),
        ("LATCHKEY_SMTP_URL", "smtp://me@mail.example.org", "a user and no password"),
        ("LATCHKEY_SMTP_URL", "smtp://:it@mail.example.org", "a password and no user"),
        ("LATCHKEY_MAIL_FROM", "nobody", "Service desk <no-reply@example.org>"),
        ("LATCHKEY_TEXT_GATEWAY_URL", "http://texts.example.org/x", "in the open"),
        ("LATCHKEY_TEXT_GATEWAY_URL", "texts.example.org", "https://texts.example.org/send"),
        ("LATCHKEY_TEXT_GATEWAY_URL", "https://texts.example.org/send", "LATCHKEY_TEXT_GATEWAY_SECRET"),
        ("LATCHKEY_TEXT_GATEWAY_SECRET", "short", "at least 32 characters"),
        ("LATCHKEY_SYSLOG_URL", "logs.example.org", "tls://logs.example.org:6514"),
        ("LATCHKEY_SYSLOG_URL", "https://logs.example.org", "is of another kind"),
        ("LATCHKEY_SYSLOG_URL", "tcp://logs.example.org", "in the open"),
        ("LATCHKEY_SYSLOG_URL", "tls://logs.example.org/x", "more than host and port"),
        ("LATCHKEY_WEBHOOK_URL", "http://logs.example.org/x", "in the open"),
        ("LATCHKEY_WEBHOOK_URL", "https://me:it@logs.example.org/x", "a user, a password or a fragment"),
        ("LATCHKEY_WEBHOOK_SECRET", "short", "at least 32 characters"),
        ("LATCHKEY_LOG", "xml", "text or json"),
        ("LATCHKEY_LOG_LEVEL", "loud", "error, warn, info or debug"),
        ("LATCHKEY_APP_DATABASE_URL", "postgresql://u@db/x", "LATCHKEY_DATABASE_URL"),
        ("LATCHKEY_DATABASE_URL", "postgresql://u@db/x?sslmode=allow", "verify-full"),
        ("LATCHKEY_DATABASE_URL", "postgresql://u@db/x?sslrootcert=ca.pem", "LATCHKEY_DATABASE_CA_FILE"),
        ("LATCHKEY_DOMAIN", "a-name-of-a-domain-that-is-longer-than-forty-eight.example", "at most 48"),
        ("LATCHKEY_DATABASE_CA_FILE", "ca.pem", "LATCHKEY_DATABASE_URL"),
    ] {
        let refusal = Desk::new().var(name, value).refusal();
        assert!(refusal.contains(name) || refusal.contains("listen and ops_listen"), "{refusal}");
        assert!(
            refusal.contains(remedy) && refusal.ends_with('.') && !refusal.contains('\n'),
            "{name}={value}: {refusal}"
        );
    }
}

#[test]
fn names_are_kept_as_the_world_writes_them() {
    let config = Desk::new()
        .var("LATCHKEY_DOMAIN", "Bücher.Example")
        .var("LATCHKEY_TIME_ZONE", "Europe/Amsterdam")
        .load()
        .unwrap();
    assert_eq!(
        (config.domain.as_str(), config.time_zone.iana_name()),
        ("xn--bcher-kva.example", Some("Europe/Amsterdam"))
    );
    for url in ["http://localhost:3000", "http://127.0.0.1", "http://[::1]:8080", "https://passwords.example.org:8443"]
    {
        assert!(Desk::new().var("LATCHKEY_PUBLIC_URL", url).load().is_ok(), "{url}");
    }
}

#[test]
fn a_password_hash_costs_at_least_what_is_accepted() {
    let config = Desk::new().load().unwrap();
    assert_eq!((config.argon2_memory_kib, config.argon2_passes), (19_456, 2));
    let config = Desk::new().file("argon2_memory_kib = 47104\nargon2_passes = 1\n").load().unwrap();
    assert_eq!((config.argon2_memory_kib, config.argon2_passes), (47_104, 1));
    for (line, says) in [
        ("argon2_memory_kib = 19455", "write a number from 19456 to 262144"),
        ("argon2_memory_kib = \"much\"", "write a number from 19456 to 262144"),
        ("argon2_passes = 0", "write a number from 1 to 16"),
        ("argon2_passes = 1", "ask `latchkey calibrate` for both"),
    ] {
        let refusal = Desk::new().file(line).refusal();
        assert!(refusal.contains(says), "{line}: {refusal}");
    }
}

#[test]
fn mail_goes_without_tls_to_this_machine_alone() {
    for (url, safety, port) in [
        ("smtps://mail.example.org", Safety::Wrapped, 465),
        ("smtps://localhost", Safety::Wrapped, 465),
        ("smtp://mail.example.org", Safety::Upgraded, 587),
        ("smtp://me:secret@192.0.2.7:2525", Safety::Upgraded, 2525),
        ("smtp://localhost.example.org", Safety::Upgraded, 587),
        ("smtp://[2001:db8::1]", Safety::Upgraded, 587),
        ("smtp://localhost", Safety::Loopback, 25),
        ("smtp://127.0.0.1:1025", Safety::Loopback, 1025),
        ("smtp://[::1]:1025", Safety::Loopback, 1025),
    ] {
        let config = Desk::new().var("LATCHKEY_SMTP_URL", url).load().unwrap();
        let route = Route::of(&config).unwrap().unwrap();
        assert_eq!((route.server.safety, route.server.port), (safety, port), "{url}");
    }
    assert!(Route::of(&Desk::new().load().unwrap()).unwrap().is_none());
}
