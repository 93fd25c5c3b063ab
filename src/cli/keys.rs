//! `latchkey keys rotate`: new keys, while the portal works.

use std::time::Duration;

use anyhow::bail;

use super::house::{House, for_command, leave};
use super::output;
use crate::config::Config;
use crate::domain::permit::Actor;
use crate::service::keys::{self, KNOWN_BEFORE_USE, Rotation};
use crate::service::portal::Portal;
use crate::service::resealing::{Resealing, Tally};

/// Servers may seal under the old keys for so long after they should not: they look each second.
const GRACE: Duration = Duration::from_secs(2);
/// A walk after which something was sealed anew is followed by another one, so often.
const WALKS: usize = 5;

/// Makes a new generation of keys and seals everything under it; finishes a rotation that was interrupted. What can not be opened makes no
/// failure of it: running it again would change nothing, and the next rotation must be able to begin. It is told at the end.
///
/// # Errors
/// One sentence that says what to do.
pub async fn rotate(config: &Config) -> anyhow::Result<()> {
    let (house, portal, cluster) = for_command(config).await?;
    let rotated = go(&house, &portal).await;
    leave(&house, cluster).await?;
    rotated
}

async fn go(house: &House, portal: &Portal) -> anyhow::Result<()> {
    let operator = house.operator("keys rotate")?;
    let generation = match keys::begin(portal, &operator).await? {
        Rotation::Spent => bail!("There are 255 generations of keys, and there can be no more."),
        Rotation::Unfinished { generation } => {
            output::tell(&format!(
                "The rotation to generation {generation} was interrupted and goes on. Rotate again for newer keys."
            ));
            generation
        }
        Rotation::Begun { generation, used_from } => {
            output::tell(&format!("Generation {generation} of the keys is made. It is used from {used_from} on."));
            generation
        }
    };
    // Whoever seals under the old keys until then is met by the walk below.
    tokio::time::sleep(KNOWN_BEFORE_USE.unsigned_abs() + GRACE).await;
    let Tally { secrets, unopened } = walk(portal, &operator, generation).await?;
    output::say(&match unopened {
        0 => {
            format!("{secrets} secrets were sealed anew. Everything is under generation {generation} of the keys now.")
        }
        left => format!(
            "{secrets} secrets were sealed anew. Everything that can be opened is under generation {generation} of the keys now; {left} could not be opened and were left as they are. The log says whose they are."
        ),
    });
    Ok(())
}

async fn walk(portal: &Portal, operator: &Actor, generation: u8) -> anyhow::Result<Tally> {
    let mut secrets = 0;
    for _ in 0..WALKS {
        let mut resealing = Resealing::under(&portal.keys, generation)?;
        while resealing.advance(portal).await? {}
        secrets += resealing.tally.secrets;
        if resealing.tally.secrets == 0 {
            // What this walk could not open is what is left.
            let tally = Tally { secrets, ..resealing.tally };
            keys::finish(portal, operator, generation, tally).await?;
            return Ok(tally);
        }
    }
    bail!(
        "A server goes on sealing under older keys; restart it, and run `latchkey keys rotate` again, which then finishes"
    )
}
