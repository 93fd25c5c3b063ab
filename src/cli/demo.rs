//! `latchkey demo`: made-up people, and a few sign-ins to try.

use anyhow::bail;

use super::house::{for_first_command, leave};
use super::{Demo as Asked, output};
use crate::config::Config;
use crate::service::demo::{self, Demo, Order};

/// Fills a directory that holds nobody but its first administrators.
///
/// # Errors
/// One sentence that says what to do.
pub async fn demo(config: &Config, asked: &Asked) -> anyhow::Result<()> {
    let (house, portal, cluster) = for_first_command(config).await?;
    let order = Order { people: asked.people, seed: asked.seed, events: asked.events };
    let filled = match house.operator("demo") {
        Ok(operator) => demo::fill(&portal, &operator, order).await,
        Err(error) => return Err(error),
    };
    leave(&house, cluster).await?;
    match filled? {
        Demo::NotEmpty if asked.if_empty => output::tell("The directory already holds people; none were added."),
        Demo::NotEmpty => bail!("The directory already holds people; demo fills only an empty one"),
        Demo::Filled(filled) => {
            output::say(&format!("{} made-up people. All of them who sign in use this password:", asked.people));
            output::say(&format!("  {}", filled.password.expose()));
            for (role, user_name) in filled.sign_ins {
                let role = role.map_or_else(|| "no role".to_owned(), |role| role.id().replace('-', " "));
                output::say(&format!("  {user_name:<44} {role}"));
            }
        }
    }
    Ok(())
}
