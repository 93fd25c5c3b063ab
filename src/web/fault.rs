//! What is wrong with one kind of thing: part of a [`super::field::Complaint`].

use crate::domain::picture::Unfit;

/// What is wrong with a passkey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasskeyFault {
    /// The passkey was not accepted.
    Wrong,
    /// No question waited for the passkey any more.
    Over,
    /// There seems to be a copy of the passkey.
    Copied,
    /// The browser handed over no passkey.
    Missing,
    /// Somebody has this passkey.
    Taken,
    /// The passkey has no name.
    NameMissing,
}

/// What is wrong with a security question, or an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuestionFault {
    /// None was chosen.
    Missing,
    /// It was chosen before.
    Twice,
    /// The answer is too short, too long or not there.
    Length,
    /// It is the same answer as another one.
    Alike,
    /// Other questions are to be chosen, or another number of them, than when the page was made.
    Changed,
    /// They were changed as often as may be within a day.
    TooOften,
    /// Not every answer was right.
    Wrong,
    /// Other questions are asked by now.
    Moved,
    /// More are asked than are answered.
    MoreAsked,
    /// Fewer can be chosen than are answered.
    TooFew {
        /// So many at least.
        least: usize,
    },
    /// More can be chosen than may be.
    TooMany {
        /// So many at most.
        most: usize,
    },
    /// A typed question is too short or too long.
    TextLength {
        /// Which.
        text: String,
    },
    /// A typed question is there already.
    TextTwice {
        /// Which.
        text: String,
    },
}

/// Why something is not fit to be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LookFault {
    /// No file was chosen.
    NoFile,
    /// The file is neither PNG nor JPEG, or broken.
    NoPicture,
    /// The file has too many bytes.
    FileTooLarge {
        /// So many.
        bytes: usize,
        /// So many at most.
        most: usize,
    },
    /// The picture is too wide or too high.
    PictureTooWide {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
        /// For what.
        room: Room,
    },
    /// It is no colour.
    NoColour,
    /// Letters in this colour can not be read.
    Pale {
        /// The contrast to 1, in hundredths.
        hundredths: u32,
    },
}

/// Where a picture shall fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// A logo has a width and a height.
    Logo,
    /// A photo has so many pixels.
    Photo,
}

impl LookFault {
    /// Why a picture is not taken, where so many bytes are.
    pub const fn of(unfit: Unfit, most: usize, room: Room) -> Self {
        match unfit {
            Unfit::NoPicture => Self::NoPicture,
            Unfit::TooLarge(bytes) => Self::FileTooLarge { bytes, most },
            Unfit::TooWide(width, height) => Self::PictureTooWide { width, height, room },
        }
    }
}
