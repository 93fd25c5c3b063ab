//! The parts of the portal that an operator can leave out of it (T-139).

/// Which of them are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Modules {
    /// The reports on resets and registration.
    pub reports: bool,
    /// People of a directory outside, and writing to it.
    pub directory: bool,
}

impl Default for Modules {
    fn default() -> Self {
        Self { reports: true, directory: true }
    }
}

impl Modules {
    /// Whether there is a page at an address; an address of no such part is there always.
    pub fn open(self, path: &str) -> bool {
        let below = |place: &str| path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        (self.reports || !below("/reports")) && (self.directory || !below("/settings/directory"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_has_no_page_and_everything_else_has() {
        let all = Modules::default();
        let none = Modules { reports: false, directory: false };
        for path in ["/reports/methods", "/settings/directory", "/settings/directory/test"] {
            assert!(all.open(path) && !none.open(path), "{path}");
        }
        for path in ["/", "/users", "/settings", "/settings/directory-of-phones", "/reportsx"] {
            assert!(all.open(path) && none.open(path), "{path}");
        }
        assert!(Modules { reports: false, ..all }.open("/settings/directory"));
    }
}
