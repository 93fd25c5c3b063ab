//! The `latchkey` program.
#![forbid(unsafe_code)]

use std::process::ExitCode;

use clap::Parser as _;

#[tokio::main(worker_threads = 2)]
async fn main() -> ExitCode {
    latchkey::cli::run(latchkey::cli::Latchkey::parse()).await
}
