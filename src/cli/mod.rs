//! The commands: the only place that knows every shelf.
pub mod administrators;
pub mod attendant;
pub mod audit;
pub mod backup;
pub mod breaches;
pub mod calibrate;
pub mod chainer;
pub mod check;
pub mod demo;
pub mod doors;
pub mod ground;
pub mod house;
pub mod keys;
mod known_heads;
mod lost_house;
pub mod metrics;
pub mod migrate;
mod output;
pub mod postman;
mod readiness;
pub mod serve;
pub mod streamer;
pub mod tidier;
mod tls;

use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use tokio::runtime::Builder;

use crate::config::Config;
use crate::domain::causes::told;
use crate::host::step_down::step_down;
use crate::telemetry;

/// Threads for what is neither a page nor a hash.
const THREADS: usize = 2;

/// The password desk of an organisation.
#[derive(Debug, Parser)]
#[command(name = "latchkey", version, about, disable_help_subcommand = true)]
pub struct Latchkey {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves the portal (also without any command).
    Serve,
    /// Brings the schema up to date.
    Migrate,
    /// Makes and recovers administrators.
    #[command(subcommand)]
    Admin(Admin),
    /// Fills an empty directory with made-up people.
    Demo(Demo),
    /// Proves the audit log.
    #[command(subcommand)]
    Audit(Audit),
    /// Writes a backup of everything but the master key, while servers work.
    Backup(backup::Backup),
    /// Restores a backup into an empty place.
    Restore(backup::Backup),
    /// Makes a file of known breaches into the list that new passwords are checked against.
    BreachList(breaches::Breaches),
    /// Makes new keys.
    #[command(subcommand)]
    Keys(Keys),
    /// Checks configuration, database and keys, and says what to fix.
    Check,
    /// Measures what a password hash may cost on this machine, and proposes it.
    Calibrate(calibrate::Calibrate),
}

#[derive(Debug, Subcommand)]
enum Admin {
    /// Creates an administrator; standard output holds the temporary password alone.
    Create(Create),
    /// Break-glass: a new temporary password, able to sign in, Global Administrator again.
    Recover(Recover),
}

#[derive(Debug, Subcommand)]
enum Audit {
    /// Checks that every row is as it was written: exit status 0 intact, 2 broken, 3 incomplete.
    Verify(audit::Verify),
}

#[derive(Debug, Subcommand)]
enum Keys {
    /// Makes new keys and seals every secret under them, while servers work.
    Rotate,
}

/// `latchkey admin create`.
#[derive(Debug, Args)]
pub struct Create {
    /// The user name, local@domain; a bare local part means the default domain.
    #[arg(long)]
    user_name: String,
    /// The role, by id or name.
    #[arg(long, default_value = "global-administrator")]
    role: String,
    /// Reads the password from standard input: it is final, and the rules judge it.
    #[arg(long)]
    password_stdin: bool,
}

/// `latchkey admin recover`.
#[derive(Debug, Args)]
pub struct Recover {
    /// Who needs a way back in.
    #[arg(long)]
    user_name: String,
}

/// `latchkey demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// How many people.
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u64).range(1..=5_000_000))]
    people: u64,
    /// The same seed, the same people.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many rows of the audit log about the two years before.
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u64).range(..=100_000_000))]
    events: u64,
    /// Leaves a directory that holds people alone, and calls that success.
    #[arg(long)]
    if_empty: bool,
}

/// Runs the command that the process was started with. Errors go to standard error, one sentence each.
pub fn run(latchkey: Latchkey) -> ExitCode {
    let config = match Config::load() {
        Ok(config) => config,
        Err(error) => return output::failed(&error.to_string()),
    };
    // The threads of the runtime come after this.
    if let Err(error) = step_down(&config.data_dir) {
        let folder = config.data_dir.display();
        return output::failed(&format!(
            "The data folder {folder} belongs to another user, whom root can not become here ({error}): run Latchkey as that user."
        ));
    }
    let command = latchkey.command.unwrap_or(Command::Serve);
    let logs = !matches!(command, Command::Check | Command::Audit(_) | Command::Calibrate(_));
    if logs && telemetry::init(config.log, config.log_level).is_err() {
        return output::failed("Logging could not be started.");
    }
    match Builder::new_multi_thread().worker_threads(THREADS).enable_all().build() {
        Ok(runtime) => runtime.block_on(done(command, &config)),
        Err(error) => output::failed(&format!("The system gives no threads ({error}): raise its limits.")),
    }
}

async fn done(command: Command, config: &Config) -> ExitCode {
    let done = match command {
        Command::Serve => Box::pin(serve::serve(config)).await,
        Command::Migrate => migrate::migrate(config).await,
        Command::Admin(Admin::Create(create)) => administrators::create(config, &create).await,
        Command::Admin(Admin::Recover(recover)) => administrators::recover(config, &recover).await,
        Command::Demo(demo) => demo::demo(config, &demo).await,
        Command::Backup(asked) => backup::make(config, &asked).await,
        Command::Restore(asked) => backup::restore(config, &asked).await,
        Command::BreachList(asked) => breaches::make(config, &asked).await,
        Command::Keys(Keys::Rotate) => keys::rotate(config).await,
        Command::Check => check::check(config).await,
        Command::Calibrate(asked) => calibrate::calibrate(&asked).await,
        Command::Audit(Audit::Verify(verify)) => match audit::verify(config, &verify).await {
            Ok(code) => return code,
            Err(error) => Err(error),
        },
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => output::failed(&told(error.as_ref())),
    }
}
