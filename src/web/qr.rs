//! A square of dots that a camera reads, as the path of an inline SVG: no image that an address or a log could hold (security 4.11).

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

/// The quiet border that a camera needs.
const QUIET: usize = 4;

/// A drawn square.
#[derive(Debug, Clone, Default)]
pub struct Square {
    /// How many dots wide, with the border.
    pub side: usize,
    /// The dark dots.
    pub path: String,
}

/// Draws a text; nothing when it is too long for any square.
pub fn draw(text: &str) -> Option<Square> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (row, colors) in code.to_colors().chunks(width).enumerate() {
        let mut column = 0;
        while column < width {
            let dark = colors[column..].iter().take_while(|color| **color == Color::Dark).count();
            if dark > 0 {
                // Writing to a string does not fail.
                let _ = write!(path, "M{} {}h{dark}v1h-{dark}z", column + QUIET, row + QUIET);
            }
            column += dark.max(1);
        }
    }
    Some(Square { side: width + 2 * QUIET, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_holds_the_three_corners_that_a_camera_looks_for() {
        let square = draw("otpauth://totp/x?secret=GEZD").unwrap();
        assert!((29..=60).contains(&square.side), "{}", square.side);
        let far = square.side - QUIET - 7;
        for corner in ["M4 4h7v1h-7z".to_owned(), format!("M{far} 4h7v1h-7z"), format!("M4 {far}h7v1h-7z")] {
            assert!(square.path.contains(&corner), "{corner} is not in {}", square.path);
        }
        assert!(square.path.chars().all(|c| c.is_ascii_digit() || "Mhvz- ".contains(c)), "{}", square.path);
        assert!(draw(&"x".repeat(5_000)).is_none());
    }
}
