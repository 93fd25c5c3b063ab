//! The `latchkey` program.
#![forbid(unsafe_code)]

fn main() {}
