//! An error with all its causes, each of them told once.

use std::error::Error;

/// What an error says and what each of its causes adds, from the outermost on. Many repeat their cause already: that is told once.
pub fn told(error: &(dyn Error + 'static)) -> String {
    let mut told = error.to_string();
    for cause in std::iter::successors(error.source(), |&cause| cause.source()) {
        let words = cause.to_string();
        if !told.contains(&words) {
            told.push_str(": ");
            told.push_str(&words);
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("{says}")]
    struct Fault {
        says: &'static str,
        source: Option<Box<Self>>,
    }

    #[test]
    fn each_cause_is_told_once() {
        let deepest = Fault { says: "permission denied", source: None };
        let middle =
            Fault { says: "the key can not be read (permission denied): mend it", source: Some(Box::new(deepest)) };
        let whole = Fault { says: "no house", source: Some(Box::new(middle)) };
        assert_eq!(told(&whole), "no house: the key can not be read (permission denied): mend it");
    }
}
