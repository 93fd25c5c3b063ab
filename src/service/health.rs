//! Whether the portal can do its work now, and what its operator should hear of before it can not (security 4.13).

use std::cmp::Ordering;

use jiff::{SignedDuration, Timestamp};

use crate::host::hash_pool::{HashPool, HashPoolOptions};
use crate::host::keyring::Keyring;
use crate::service::error::Error;
use crate::store::db::Db;
use crate::store::health::{self, Seen};
use crate::store::migrations;

/// A clock that is further from the database's is told.
const SKEW: SignedDuration = SignedDuration::from_secs(2);
/// A row of the audit log that has waited longer for its link is told.
const LAG: SignedDuration = SignedDuration::from_secs(60);

/// How something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// As it should.
    Well,
    /// Visitors may come, and somebody should look.
    Warns,
    /// No visitor may come.
    Unfit,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub name: &'static str,
    /// How it stands.
    pub standing: Standing,
    /// One sentence for the operator.
    pub message: String,
}

/// Looks at everything that a page needs. What would keep out every server at once, as a flood does, only warns: to send visitors away
/// is then the worse of two evils.
pub struct Health {
    /// The newest step of the schema that this program knows.
    step: String,
}

impl Health {
    /// For this program.
    pub fn new() -> Self {
        Self { step: migrations::newest() }
    }

    /// Looks once. `clock` is the time of this machine.
    pub async fn look(
        &self,
        db: &Db,
        keys: &Keyring,
        hashes: &HashPool,
        clock: impl Fn() -> Timestamp,
    ) -> Vec<Finding> {
        // Nothing is asked of a database that is not ours.
        if let Err(error) = keys.stands() {
            return vec![finding("keys", Standing::Unfit, error.to_string())];
        }
        let asked = clock();
        match ready(db).await {
            Ok(seen) => vec![
                self.schema(&seen),
                newest_keys(&seen, keys.newest()),
                clocks(apart((asked, clock()), seen.at)),
                links(&seen),
                queue(hashes.waiting()),
            ],
            Err(error) => vec![finding("database", Standing::Unfit, error.to_string())],
        }
    }

    fn schema(&self, seen: &Seen) -> Finding {
        let (standing, message) = match seen.step.as_deref().unwrap_or("").cmp(self.step.as_str()) {
            _ if !seen.installed => (Standing::Unfit, "reachable, but no portal is installed in it"),
            Ordering::Less => (Standing::Unfit, "reachable, but older than this program: run latchkey migrate"),
            Ordering::Equal => (Standing::Well, "reachable and up to date"),
            // While servers are replaced one after another, the old ones go on until they are.
            Ordering::Greater => {
                (Standing::Warns, "reachable, and newer than this program: start the version that goes with it")
            }
        };
        finding("database", standing, message.to_owned())
    }
}

impl Default for Health {
    fn default() -> Self {
        Self::new()
    }
}

/// Asks the database as the pages' own role: reachable, made for a portal, allowed.
///
/// # Errors
/// The store's.
pub async fn ready(db: &Db) -> Result<Seen, Error> {
    db.read(async |read| Ok(health::look(read).await?)).await
}

fn finding(name: &'static str, standing: Standing, message: String) -> Finding {
    Finding { name, standing, message }
}

fn newest_keys(seen: &Seen, ours: u8) -> Finding {
    if seen.generation.is_some_and(|generation| generation > i16::from(ours)) {
        let message = "keys are in use that this server has not learnt: start it anew if that lasts".to_owned();
        return finding("keys", Standing::Unfit, message);
    }
    finding("keys", Standing::Well, format!("generation {ours} is known"))
}

/// By how much this machine's clock is ahead of the database's, which told its time between two of ours: what that took is no skew.
fn apart((asked, heard): (Timestamp, Timestamp), told: Timestamp) -> SignedDuration {
    if told < asked {
        asked.duration_since(told)
    } else if told > heard {
        heard.duration_since(told)
    } else {
        SignedDuration::ZERO
    }
}

fn clocks(ahead: SignedDuration) -> Finding {
    let (standing, how) = if ahead.abs() < SKEW { (Standing::Well, "") } else { (Standing::Warns, ": set it by NTP") };
    let way = if ahead.is_negative() { "behind" } else { "ahead of" };
    let seconds = ahead.abs().as_secs();
    finding("clock", standing, format!("this machine is {seconds} s {way} the database{how}"))
}

fn links(seen: &Seen) -> Finding {
    let lag = seen.unlinked_since.map_or(SignedDuration::ZERO, |since| seen.at.duration_since(since));
    if lag < LAG {
        return finding("audit-log", Standing::Well, "every row has its link within a minute".to_owned());
    }
    let message = format!("rows of the audit log have waited {} s for their links", lag.as_secs());
    finding("audit-log", Standing::Warns, message)
}

fn queue(waiting: usize) -> Finding {
    let standing = if waiting < HashPoolOptions::default().queue_per_lane { Standing::Well } else { Standing::Warns };
    finding("hashing", standing, format!("{waiting} passwords wait to be checked"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen() -> Seen {
        let at = "2026-11-30T12:00:00Z".parse().unwrap();
        Seen { at, installed: true, step: Some(migrations::newest()), generation: Some(1), unlinked_since: None }
    }

    #[test]
    fn a_schema_that_is_too_old_keeps_visitors_out_and_a_newer_one_warns() {
        let health = Health::new();
        assert!(health.step.len() == 14 && health.step.starts_with("20"), "{}", health.step);
        for (installed, step, standing) in [
            (true, Some(health.step.clone()), Standing::Well),
            (true, Some("20261120000001".to_owned()), Standing::Unfit),
            (true, None, Standing::Unfit),
            (true, Some("29991231000000".to_owned()), Standing::Warns),
            (false, Some(health.step.clone()), Standing::Unfit),
        ] {
            assert_eq!(health.schema(&Seen { installed, step, ..seen() }).standing, standing);
        }
    }

    #[test]
    fn keys_that_are_in_use_and_not_known_keep_visitors_out() {
        assert_eq!(newest_keys(&seen(), 1).standing, Standing::Well);
        assert_eq!(newest_keys(&seen(), 2).standing, Standing::Well);
        assert_eq!(newest_keys(&Seen { generation: Some(2), ..seen() }, 1).standing, Standing::Unfit);
    }

    #[test]
    fn clocks_that_part_links_that_wait_and_a_crowd_are_told_and_keep_nobody_out() {
        for (seconds, standing) in
            [(0, Standing::Well), (-1, Standing::Well), (2, Standing::Warns), (-7_200, Standing::Warns)]
        {
            assert_eq!(clocks(SignedDuration::from_secs(seconds)).standing, standing, "{seconds}");
        }
        assert_eq!(
            clocks(SignedDuration::from_secs(-90)).message,
            "this machine is 90 s behind the database: set it by NTP"
        );
        let (told, second) = (seen().at, SignedDuration::from_secs(1));
        let between = |before: i32, after: i32| apart((told - second * before, told + second * after), told);
        assert_eq!(between(3, 3), SignedDuration::ZERO, "an answer that took six seconds is no skew");
        assert_eq!((between(-4, 5), between(9, -8)), (second * 4, second * -8));
        for (minutes, standing) in [(0, Standing::Well), (2, Standing::Warns)] {
            let since = seen().at - SignedDuration::from_mins(minutes);
            assert_eq!(links(&Seen { unlinked_since: Some(since), ..seen() }).standing, standing);
        }
        assert_eq!((queue(0).standing, queue(64).standing), (Standing::Well, Standing::Warns));
    }
}
