//! The command line, by the real program.
mod administrators;
mod demo;
mod health;
mod keys;
mod serve;
