//! Texts into values, each refusal a sentence that says how to write it.
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use ipnet::IpNet;
use jiff::tz::TimeZone;
use lettre::message::Mailbox;
use tracing::Level;
use url::{Host, Url};

use super::source::Given;
use super::{ConfigError, SecretText};
use crate::domain::organisation::Language;
use crate::telemetry::Format;

/// Longer names and telephone numbers do not fit on a page.
const LONGEST_LINE: usize = 200;
/// Of a user name that much may stand behind the `@`.
const LONGEST_DOMAIN: usize = 48;
const MOST_WORKERS: usize = 256;
/// The least memory of a password hash that ASVS and OWASP accept, with two passes; in KiB.
pub(super) const LEAST_HASH_MEMORY: u32 = 19_456;
/// And with one pass.
pub(super) const LEAST_FOR_ONE_PASS: u32 = 47_104;
/// More than this one machine verifies nowhere: what is stored must stay readable after a step back.
const MOST_HASH_MEMORY: u32 = 256 * 1024;
const MOST_HASH_PASSES: u32 = 16;

type Parsed<T> = Result<T, ConfigError>;

/// Relative to the working folder, made absolute, because Postgres works in another.
pub(super) fn path(given: &Given) -> PathBuf {
    given.folder.join(&**given.text)
}

pub(super) fn address(given: &Given) -> Parsed<SocketAddr> {
    let remedy = "write an IP address and a port, such as 127.0.0.1:8080";
    given.text.parse().map_err(|_| given.refuse("which is no address", remedy))
}

pub(super) fn address_or_off(given: &Given) -> Parsed<Option<SocketAddr>> {
    if given.text.as_str() == "off" { Ok(None) } else { address(given).map(Some) }
}

/// Never repeats the text, which holds a password.
pub(super) fn database(given: &Given) -> Parsed<SecretText> {
    // TLS is always verified: of the names for that, the library behind this knows one.
    let mut text = given.text.clone();
    for known in ["sslmode=verify-full", "sslmode=verify-ca"] {
        text = text.replace(known, "sslmode=require").into();
    }
    let refuse = |why: &str| Err(ConfigError(format!("{} {why}.", given.name)));
    match text.parse::<tokio_postgres::Config>() {
        Ok(config) if !config.get_hosts().is_empty() => Ok(SecretText(text)),
        _ if text.contains("sslrootcert=") => {
            refuse("holds sslrootcert, which belongs into LATCHKEY_DATABASE_CA_FILE: leave it out of the address")
        }
        _ => refuse(
            "is no address of a Postgres database: write it as postgresql://user:password@host/database, with what is \
             special in the password percent-encoded, and of sslmode nothing but disable, prefer, require, verify-ca or verify-full",
        ),
    }
}

pub(super) fn public_url(given: &Given) -> Parsed<Url> {
    let refuse = |problem| Err(given.refuse(problem, "write it as https://passwords.example.org"));
    let Ok(url) = Url::parse(&given.text) else { return refuse("which is no address") };
    let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    if !bare || !url.username().is_empty() || url.password().is_some() {
        return refuse("which holds more than scheme, host and port");
    }
    let this_machine = match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        None => false,
    };
    match url.scheme() {
        "https" => Ok(url),
        "http" if this_machine => Ok(url),
        "http" => refuse("and passwords must not travel without https"),
        _ => refuse("which is neither http nor https"),
    }
}

/// Separated by commas or spaces; an address alone is a network of one.
pub(super) fn networks(given: &Given) -> Parsed<Vec<IpNet>> {
    let remedy = "write networks with commas between, such as 10.0.0.0/8,192.0.2.7";
    let words = given.text.split([',', ' ']).filter(|word| !word.is_empty());
    words
        .map(|word| word.parse::<IpNet>().or_else(|_| word.parse::<IpAddr>().map(IpNet::from)))
        .collect::<Result<_, _>>()
        .map_err(|_| given.refuse("which is no list of networks", remedy))
}

pub(super) fn hash_memory(given: &Given) -> Parsed<u32> {
    number(given, LEAST_HASH_MEMORY, MOST_HASH_MEMORY, "which is no memory of a password hash")
}

pub(super) fn hash_passes(given: &Given) -> Parsed<u32> {
    number(given, 1, MOST_HASH_PASSES, "which is no number of passes")
}

fn number(given: &Given, least: u32, most: u32, problem: &str) -> Parsed<u32> {
    let number = given.text.parse().ok().filter(|number| (least..=most).contains(number));
    number.ok_or_else(|| given.refuse(problem, &format!("write a number from {least} to {most}")))
}

pub(super) fn workers(given: &Given) -> Parsed<usize> {
    let number = given.text.parse().ok().filter(|number| (1..=MOST_WORKERS).contains(number));
    number.ok_or_else(|| {
        given.refuse("which is no number of threads", &format!("write a number from 1 to {MOST_WORKERS}"))
    })
}

/// One line of text for people.
pub(super) fn line(given: &Given) -> Parsed<String> {
    let line = given.text.trim();
    if line.is_empty() || line.chars().count() > LONGEST_LINE || line.chars().any(char::is_control) {
        return Err(given.refuse("which is no line for a page", &format!("write 1 to {LONGEST_LINE} characters")));
    }
    Ok(line.to_owned())
}

/// An address that mail comes from, with a name before it or without.
pub(super) fn mailbox(given: &Given) -> Parsed<Mailbox> {
    let remedy = "write it as no-reply@example.org, or as Service desk <no-reply@example.org>";
    let mailbox = given.text.parse::<Mailbox>().ok().filter(|_| !given.text.contains(char::is_control));
    mailbox.ok_or_else(|| given.refuse("which is no mail address", remedy))
}

pub(super) fn domain(given: &Given) -> Parsed<String> {
    let refuse = || {
        given.refuse("which is no domain", &format!("write one of at most {LONGEST_DOMAIN} characters, as it ends your people's user names, such as example.org"))
    };
    let Ok(Host::Domain(domain)) = Host::parse(given.text.trim()) else { return Err(refuse()) };
    let label = |label: &str| {
        let plain = label.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
        plain && (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-')
    };
    let fine = domain.len() <= LONGEST_DOMAIN && domain.contains('.') && domain.split('.').all(label);
    if fine { Ok(domain) } else { Err(refuse()) }
}

pub(super) fn time_zone(given: &Given) -> Parsed<TimeZone> {
    let remedy = "write a name of the IANA time zone database, such as Europe/Amsterdam";
    TimeZone::get(&given.text).map_err(|_| given.refuse("which is no time zone", remedy))
}

pub(super) fn language(given: &Given) -> Parsed<Language> {
    let known = [Language::English, Language::Dutch].into_iter().find(|language| language.tag() == given.text.as_str());
    known.ok_or_else(|| given.refuse("which Latchkey does not speak", "write en or nl"))
}

pub(super) fn on_or_off(given: &Given) -> Parsed<bool> {
    match given.text.as_str() {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err(given.refuse("which is neither on nor off", "write on or off")),
    }
}

pub(super) fn log(given: &Given) -> Parsed<Format> {
    match given.text.as_str() {
        "text" => Ok(Format::Text),
        "json" => Ok(Format::Json),
        _ => Err(given.refuse("which is no form of a log", "write text or json")),
    }
}

pub(super) fn level(given: &Given) -> Parsed<Level> {
    match given.text.as_str() {
        "error" => Ok(Level::ERROR),
        "warn" => Ok(Level::WARN),
        "info" => Ok(Level::INFO),
        "debug" => Ok(Level::DEBUG),
        _ => Err(given.refuse("which is no level of a log", "write error, warn, info or debug")),
    }
}
