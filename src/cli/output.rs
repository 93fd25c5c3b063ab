//! What commands say: results on standard output, everything else on standard error.

use std::io::Write as _;
use std::process::ExitCode;

/// One line of a command's result.
pub(super) fn say(line: &str) {
    // A reader that went away (`| head`) is no reason to fail.
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

/// One line for the person at the keyboard.
pub(super) fn tell(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// The sentence of a failure, and its exit status.
pub(super) fn failed(sentence: &str) -> ExitCode {
    tell(&format!("latchkey: {sentence}"));
    ExitCode::FAILURE
}
