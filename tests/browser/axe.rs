//! axe-core, asked about the page that is open.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::browser::Browser;

/// The rules of WCAG 2.0 to 2.2, A and AA, and what axe-core calls best practice.
const ASK: &str = "const done = arguments[0];
axe.run(document, {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'] },
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations'],
}).then((told) => done({
  passed: told.passes.length,
  faults: told.violations.map((fault) => fault.id + ': ' + fault.help + ' at ' + fault.nodes.map((node) => node.target.join(' ') + ' {' + node.any.concat(node.all, node.none).map((check) => check.message).join('; ') + '}').join(' | ')),
}), (error) => done({ passed: 0, faults: ['axe itself: ' + error] }));";

/// The checker, read once for all pages.
pub(crate) struct Axe(String);

impl Axe {
    pub(crate) fn read() -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/axe/axe.min.js");
        let text = fs::read_to_string(&script);
        Self(text.unwrap_or_else(|error| panic!("{}: {error}; run bin/setup --tests", script.display())))
    }

    /// Brings the checker into the page.
    pub(crate) async fn enter(&self, browser: &Browser) {
        browser.run(&self.0).await;
    }

    /// What is wrong with the page as it looks now. The checker must have entered it.
    pub(crate) async fn faults(browser: &Browser) -> Vec<String> {
        let told = browser.run_until_called(ASK).await;
        let faults: Vec<String> =
            told["faults"].as_array().unwrap().iter().filter_map(Value::as_str).map(str::to_owned).collect();
        let passed = told["passed"].as_u64().unwrap_or_default();
        assert!(passed > 10 || !faults.is_empty(), "axe-core hardly looked: {told}");
        faults
    }
}
