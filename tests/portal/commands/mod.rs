//! The command line, by the real program.
mod administrators;
mod backup;
mod demo;
mod health;
mod keys;
mod killed;
mod serve;
