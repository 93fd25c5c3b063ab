//! What came of one person's turn in a job.

use super::denial::Denial;

/// What came of one person's turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Done,
    /// It was so already.
    Already,
    /// Nobody has that id any more.
    Gone,
    /// Somebody else has the user name by now.
    NameTaken,
    /// Somebody has brought the person back meanwhile.
    NotDeleted,
    /// A fault of ours, told to the log of the program.
    Failed,
    /// The policy, or the state of the account, said no.
    Denied(Denial),
}

impl Outcome {
    /// The stable name in the store.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Already => "already",
            Self::Gone => "gone",
            Self::NameTaken => "name-taken",
            Self::NotDeleted => "not-deleted",
            Self::Failed => "failed",
            Self::Denied(denial) => denial.id(),
        }
    }

    /// Reads [`Outcome::id`] back; of a denial without the roles that would do.
    pub fn from_id(id: &str) -> Option<Self> {
        let plain = [Self::Done, Self::Already, Self::Gone, Self::NameTaken, Self::NotDeleted, Self::Failed];
        plain
            .into_iter()
            .find(|outcome| outcome.id() == id)
            .or_else(|| Denial::ALL.into_iter().find(|denial| denial.id() == id).map(Self::Denied))
    }
}
