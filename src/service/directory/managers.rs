//! Managers as the directory names them: whoever is known here is referred to, and nobody where she is not.

use super::claim::hold;
use crate::domain::directory_event::DirectoryEvent;
use crate::domain::event::Event;
use crate::domain::permit::Actor;
use crate::service::error::Error;
use crate::service::portal::Portal;
use crate::store::directory::claims::Claim;
use crate::store::directory::managers::{self, Clearing};
use crate::store::groups::members;

/// So many people are looked at together, and so many are written down in one deed.
const LOOKED_AT: i64 = 1_000;
const TOGETHER: usize = 100;

/// Writes down whose manager is another one. Says how many those are.
pub(super) async fn follow(portal: &Portal, program: &Actor, claim: Claim, clearing: Clearing) -> Result<u32, Error> {
    let (mut after, mut number) = (None, 0);
    loop {
        let looked = portal.db.read(async |read| managers::moved(read, after, LOOKED_AT, clearing).await);
        let (moved, last) = looked.await?;
        for some in moved.chunks(TOGETHER) {
            let written = portal.db.write(async |tx| {
                let permit = hold(tx, program, claim).await?;
                let ids: Vec<_> = some.iter().map(|moved| moved.user.id).collect();
                members::lock_people(tx, &ids).await?;
                managers::set(tx, some).await?;
                let people = some.iter().map(|moved| moved.user.clone()).collect();
                Ok::<_, Error>(permit.change(&Event::Directory(DirectoryEvent::ManagersMoved(people)), ()))
            });
            written.await?;
        }
        number += u32::try_from(moved.len()).unwrap_or(u32::MAX);
        match last {
            Some(last) => after = Some(last),
            None => return Ok(number),
        }
    }
}
