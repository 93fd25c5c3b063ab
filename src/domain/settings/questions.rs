//! Security questions: how many are answered beforehand, how many are asked, and which there are to choose from (R-240…R-242).

use serde::{Deserialize, Serialize};

use super::{Section, Settings, Settled};
use crate::domain::question::Question;

/// The decisions. Whether the answers are a proof at all is decided with the other proofs (`self-service`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Questions {
    /// So many are answered beforehand.
    pub questions_register: u8,
    /// So many of them are asked for a new password.
    pub questions_reset: u8,
    /// Those of ours that can be chosen: their names.
    pub questions_offered: Vec<String>,
    /// Those that were typed: as they are told.
    pub questions_own: Vec<String>,
}

impl Questions {
    /// Fewest and most that are answered, or asked.
    pub const NUMBER: (u16, u16) = (3, 5);
    /// So many can be chosen from at most, ours and typed ones together.
    pub const MOST: usize = 20;

    /// Those that can be chosen, ours first.
    pub fn bank(&self) -> Vec<Question> {
        let ours = self.questions_offered.iter().filter_map(|name| Question::ours(name));
        ours.chain(self.questions_own.iter().filter_map(|text| Question::own(text))).collect()
    }

    /// The names of those that can be chosen.
    pub fn ids(&self) -> Vec<String> {
        self.bank().iter().map(Question::id).collect()
    }

    /// How many are answered beforehand.
    pub fn registers(&self) -> usize {
        usize::from(self.questions_register)
    }

    /// How many are asked.
    pub fn asks(&self) -> usize {
        usize::from(self.questions_reset)
    }

    /// Those of some names that can be chosen now.
    pub fn counting(&self, ids: Vec<String>) -> Vec<String> {
        let known = self.ids();
        ids.into_iter().filter(|id| known.contains(id)).collect()
    }
}

impl Default for Questions {
    fn default() -> Self {
        let offered = [
            "first-record",
            "first-dish",
            "hiding-place",
            "missed-thing",
            "journey-mishap",
            "broken-thing",
            "own-game",
            "secret-spot",
            "wettest-rain",
            "window-view",
        ];
        Self {
            questions_register: 5,
            questions_reset: 3,
            questions_offered: offered.map(str::to_owned).into(),
            questions_own: vec![],
        }
    }
}

impl Settled for Questions {
    const SECTION: Section = Section::Questions;

    fn is_sound(&self) -> bool {
        let within = |number: u8| (Self::NUMBER.0..=Self::NUMBER.1).contains(&u16::from(number));
        let mut ids = self.ids();
        let known = ids.len();
        ids.sort_unstable();
        ids.dedup();
        within(self.questions_register)
            && within(self.questions_reset)
            && self.questions_register >= self.questions_reset
            && known == self.questions_offered.len() + self.questions_own.len()
            && ids.len() == known
            && (self.registers()..=Self::MOST).contains(&known)
    }

    fn of(settings: &Settings) -> &Self {
        &settings.questions
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::question::PREDEFINED;

    fn with(register: u8, reset: u8, ours: usize, own: &[&str]) -> Questions {
        Questions {
            questions_register: register,
            questions_reset: reset,
            questions_offered: PREDEFINED[..ours].iter().map(|name| (*name).to_owned()).collect(),
            questions_own: own.iter().map(|text| (*text).to_owned()).collect(),
        }
    }

    #[test]
    fn no_fewer_are_answered_than_are_asked_and_there_are_enough_to_choose_from_and_no_more_than_twenty() {
        assert!(Questions::default().is_sound());
        for (sound, questions) in [
            (true, with(3, 3, 3, &[])),
            (true, with(5, 3, 4, &["Why not?"])),
            (true, with(5, 5, 19, &["Why not?"])),
            (false, with(2, 2, 10, &[])),
            (false, with(6, 3, 10, &[])),
            (false, with(3, 4, 10, &[])),
            (false, with(5, 3, 4, &[])),
            (false, with(5, 5, 20, &["Why not?"])),
            (false, with(3, 3, 3, &["Why not?", "why  NOT?"])),
            (false, with(3, 3, 3, &["no"])),
        ] {
            assert_eq!(questions.is_sound(), sound, "{questions:?}");
        }
        let mut unknown = with(3, 3, 3, &[]);
        unknown.questions_offered.push("mothers-name".into());
        assert!(!unknown.is_sound());
    }
}
