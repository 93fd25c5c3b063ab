//! The command line, by the real program.
mod administrators;
mod backup;
#[cfg(feature = "failpoints")]
mod boundaries;
mod breaches;
mod demo;
#[cfg(target_os = "linux")]
mod disks;
mod figures;
mod founding;
mod health;
mod in_place;
mod keys;
mod killed;
mod moved;
mod outdated;
mod retention;
mod serve;
mod service;
mod stopped;
mod unanswered;
mod upgrade;
mod wall;
