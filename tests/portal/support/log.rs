//! Every log line of this test program, so that tests can look for what must not be in it.

use std::io::Write;
use std::sync::{Arc, LazyLock, Mutex};

use latchkey::telemetry;
use tracing::Level;

static LINES: LazyLock<Arc<Mutex<Vec<u8>>>> = LazyLock::new(|| {
    let lines = Arc::new(Mutex::new(Vec::new()));
    let writer = Arc::clone(&lines);
    tracing::subscriber::set_global_default(telemetry::text(Level::TRACE, move || Tee(Arc::clone(&writer)))).unwrap();
    lines
});

struct Tee(Arc<Mutex<Vec<u8>>>);

impl Write for Tee {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Starts to listen; before anything can be logged.
pub(crate) fn listen() {
    LazyLock::force(&LINES);
}

/// Everything logged so far, by all tests.
pub(crate) fn everything() -> String {
    String::from_utf8_lossy(&LINES.lock().unwrap()).into_owned()
}
