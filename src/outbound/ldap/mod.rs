//! A directory by LDAP: every wait has an end, every certificate is looked at, no referral is followed.

mod found;
mod groups;
mod guard;
mod line;
mod trust;
mod visit;
mod wire;
mod writing;

use std::sync::Arc;

use crate::domain::directory::access::{Access, Security, Server, Shown};
use crate::domain::directory::door::{Coming, Directory, Visit};
use crate::domain::directory::fault::{Fault, Trouble};

use line::Line;
use trust::Verifier;
use visit::AsAccount;

/// Directories by LDAP version 3.
#[derive(Debug, Default)]
pub struct Ldap;

impl Directory for Ldap {
    fn greet<'a>(&'a self, server: &'a Server) -> Coming<'a, Result<Shown, Fault>> {
        Box::pin(async move {
            if server.security == Security::Plain {
                Line::open(server, None).await?;
                return Ok(Shown { certificate: None, distrust: None });
            }
            let verifier = Arc::new(Verifier::of(&server.trust)?);
            let opened = Line::open(server, Some(&verifier)).await;
            match (opened, verifier.seen()) {
                (Ok(_), certificate) => Ok(Shown { certificate, distrust: None }),
                (Err(fault), Some(seen)) if fault.trouble == Trouble::Certificate => {
                    Ok(Shown { certificate: Some(seen), distrust: Some(fault) })
                }
                (Err(fault), _) => Err(fault),
            }
        })
    }

    fn enter<'a>(&'a self, access: &'a Access) -> Coming<'a, Result<Box<dyn Visit>, Fault>> {
        Box::pin(async move {
            let verifier = match access.server.security {
                Security::Plain => None,
                Security::Wrapped | Security::Upgraded => Some(Arc::new(Verifier::of(&access.server.trust)?)),
            };
            let mut line = Line::open(&access.server, verifier.as_ref()).await?;
            line.sign_in(&access.account, &access.password).await?;
            Ok(Box::new(AsAccount::new(line, access)) as Box<dyn Visit>)
        })
    }
}
