//! `latchkey admin create` and `latchkey admin recover`.

use std::io::Read as _;

use anyhow::{Context as _, bail};
use zeroize::Zeroizing;

use super::house::{for_command, for_first_command, leave};
use super::{Create, Recover, output};
use crate::config::Config;
use crate::domain::password::rules::{Judged, Rule};
use crate::domain::role::Role;
use crate::domain::secret::PlainPassword;
use crate::domain::user::UserName;
use crate::service::admins::{self, Created};
use crate::service::error::Error;

/// No password needs more on standard input.
const MOST_INPUT: u64 = 4_096;

/// Makes an administrator.
///
/// # Errors
/// One sentence that says what to do.
pub async fn create(config: &Config, asked: &Create) -> anyhow::Result<()> {
    let Some(role) = Role::named(&asked.role) else {
        let known: Vec<_> = Role::ALL.iter().map(|role| role.id()).collect();
        bail!("There is no role {}; choose one of {}", asked.role, known.join(", "));
    };
    let own = if asked.password_stdin { Some(password_from_input()?) } else { None };
    let (house, portal, cluster) = for_first_command(config).await?;
    let name = if asked.user_name.contains('@') {
        asked.user_name.clone()
    } else {
        format!("{}@{}", asked.user_name, portal.organisation.default_domain())
    };
    let made = async {
        let user_name = UserName::parse(&name).with_context(|| format!("{name} is no user name"))?;
        let domain = user_name.as_str().split_once('@').map_or("", |(_, domain)| domain).to_ascii_lowercase();
        if !portal.organisation.domains.iter().any(|own| own.eq_ignore_ascii_case(&domain)) {
            bail!("{domain} is none of the organisation's domains ({})", portal.organisation.domains.join(", "));
        }
        let operator = house.operator("admin create")?;
        let made = admins::create(&portal, &operator, &user_name, role, own.as_ref()).await?;
        Ok((made, admins::is_deleted(&portal, &name).await?))
    }
    .await;
    leave(&house, cluster).await?;
    let (made, had_before) = made?;
    if had_before && matches!(made, Created::Temporary(_) | Created::Own) {
        output::tell(&format!(
            "Somebody who is deleted had the name {name} too, and needs another one to be restored."
        ));
    }
    match made {
        Created::Temporary(password) => {
            output::tell(&format!("{name} is {role} and must change this password at the first sign-in:"));
            output::say(password.expose());
        }
        Created::Own => output::tell(&format!("{name} is {role}.")),
        Created::Taken => bail!("{name} already signs somebody in; choose another user name, or use admin recover"),
        Created::Weak(judged) => bail!("The password breaks these rules: {}", broken(&judged)),
    }
    Ok(())
}

/// Gives an administrator a way back in.
///
/// # Errors
/// One sentence that says what to do.
pub async fn recover(config: &Config, asked: &Recover) -> anyhow::Result<()> {
    let (house, portal, cluster) = for_command(config).await?;
    let recovered = match house.operator("admin recover") {
        Ok(operator) => admins::recover(&portal, &operator, &asked.user_name).await,
        Err(error) => return Err(error),
    };
    let deleted = match &recovered {
        Err(Error::NotFound) => admins::is_deleted(&portal, &asked.user_name).await,
        _ => Ok(false),
    };
    leave(&house, cluster).await?;
    let deleted = deleted?;
    match recovered {
        Ok(password) => {
            output::tell(&format!("{} is Global Administrator and must change this password:", asked.user_name));
            output::say(password.expose());
            Ok(())
        }
        Err(Error::NotFound) if deleted => bail!(
            "{} is deleted; restore the account under Deleted users, or make an administrator with admin create",
            asked.user_name
        ),
        Err(Error::NotFound) => bail!(
            "Nobody with a password here signs in as {}; check the name, or make an administrator with admin create",
            asked.user_name
        ),
        Err(error) => Err(error.into()),
    }
}

/// One line of standard input, without its end of line.
fn password_from_input() -> anyhow::Result<PlainPassword> {
    let mut bytes = Zeroizing::new(Vec::new());
    std::io::stdin().take(MOST_INPUT).read_to_end(&mut bytes).context("Standard input can not be read")?;
    let text = std::str::from_utf8(&bytes).context("The password on standard input is no UTF-8 text")?;
    let line = text.strip_suffix('\n').unwrap_or(text);
    let line = line.strip_suffix('\r').unwrap_or(line);
    if line.is_empty() || line.chars().any(char::is_control) {
        bail!("Standard input must hold one password on one line");
    }
    Ok(PlainPassword::new(line.to_owned()))
}

fn broken(judged: &[Judged]) -> String {
    let rules = judged.iter().filter(|judged| judged.met == Some(false)).map(|judged| match judged.rule {
        Rule::Shortest(least) => format!("at least {least} characters"),
        Rule::Longest(most) => format!("at most {most} characters"),
        Rule::NotCommon => "not a common password".to_owned(),
        Rule::NoNames => "no name of the person or the organisation".to_owned(),
        Rule::Ascii => "letters without accents, digits, blanks and the signs of a plain keyboard alone".to_owned(),
        Rule::Classes => "three of small letters, capitals, digits and signs".to_owned(),
        Rule::NotBreached => "not on the list of known breaches".to_owned(),
        Rule::NotBanned => "not made of banned words".to_owned(),
        Rule::NotUsedBefore(depth) => format!("none of the last {depth} passwords"),
        Rule::KeptFor(hours) => format!("the present password kept for {hours} hours"),
        Rule::NotTheOld => "not the password it replaces".to_owned(),
    });
    rules.collect::<Vec<_>>().join("; ")
}
