//! The `latchkey` program.
#![forbid(unsafe_code)]

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    latchkey::cli::run(latchkey::cli::Latchkey::parse())
}
