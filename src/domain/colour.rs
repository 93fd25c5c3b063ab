//! Colours that administrators choose, and whether people can read what is written in them (WCAG 2.2, 1.4.3).

use std::fmt;

/// A colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

/// What a page is light or dark in: whatever an accent is written on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shade {
    /// Dark letters on paper.
    Light,
    /// Light letters on steel.
    Dark,
}

/// The least contrast of text (WCAG 2.2, 1.4.3), in tenths: 4.5 to 1.
pub const LEAST_TENTHS: u32 = 45;

impl Shade {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];

    /// The grounds of `static/latchkey.css` on which links stand (`--paper`, `--surface`, `--sunken`, `--raised`, `--mute-tint`, and the
    /// tints of notes: `--brand-tint`, `--brass-tint`, `--ok-tint`, `--warn-tint`, `--bad-tint`), and the letters on a button (`--on-brand`).
    const fn grounds(self) -> [Colour; 11] {
        match self {
            Self::Light => [
                Colour::of(0x00fa_f9f6),
                Colour::of(0x00ff_ffff),
                Colour::of(0x00f5_f3ef),
                Colour::of(0x00ff_ffff),
                Colour::of(0x00f0_eeea),
                Colour::of(0x00e6_f4f9),
                Colour::of(0x00fb_f3df),
                Colour::of(0x00e1_f8ea),
                Colour::of(0x00fe_f0d2),
                Colour::of(0x00ff_eeec),
                Colour::of(0x00ff_ffff),
            ],
            Self::Dark => [
                Colour::of(0x000e_1418),
                Colour::of(0x0016_1d22),
                Colour::of(0x0011_181d),
                Colour::of(0x001d_262c),
                Colour::of(0x0025_2c32),
                Colour::of(0x0018_2d37),
                Colour::of(0x0037_2c1a),
                Colour::of(0x0017_3225),
                Colour::of(0x003b_2c16),
                Colour::of(0x0038_201f),
                Colour::of(0x0001_1a26),
            ],
        }
    }

    /// The least contrast that a colour has with anything it meets there, in hundredths, cut and not rounded: 449 is too little.
    pub fn contrast(self, colour: Colour) -> u32 {
        self.grounds().into_iter().map(|ground| contrast(colour, ground)).min().unwrap_or(0)
    }

    /// Whether it can be read there.
    pub fn bears(self, colour: Colour) -> bool {
        self.contrast(colour) >= LEAST_TENTHS * 10
    }
}

impl Colour {
    const fn of(number: u32) -> Self {
        let [_, red, green, blue] = number.to_be_bytes();
        Self { red, green, blue }
    }

    /// `#rrggbb`, in either case; nothing for anything else.
    pub fn read(typed: &str) -> Option<Self> {
        let hex = typed.trim().strip_prefix('#')?;
        let digits = hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
        u32::from_str_radix(hex, 16).ok().filter(|_| digits).map(Self::of)
    }

    /// Relative luminance (WCAG 2.2), between 0 and 1.
    fn luminance(self) -> f64 {
        let part = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126_f64.mul_add(part(self.red), 0.7152_f64.mul_add(part(self.green), 0.0722 * part(self.blue)))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

/// The contrast of two colours in hundredths, cut: between 100 and 2100.
fn contrast(one: Colour, other: Colour) -> u32 {
    let (one, other) = (one.luminance(), other.luminance());
    let ratio = (one.max(other) + 0.05) / (one.min(other) + 0.05);
    // Between 1 and 21: found by counting, so that nothing is cast.
    (100..=2_100).rev().find(|hundredths| f64::from(*hundredths) <= ratio * 100.0 + 1e-9).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_six_hexadecimal_digits() {
        assert_eq!(Colour::read(" #0D536C ").unwrap().to_string(), "#0d536c");
        for odd in ["", "#", "0d536c", "#0d536", "#0d536cc", "#0d536g", "#+d536c", "red", "#0d536c;}"] {
            assert_eq!(Colour::read(odd), None, "{odd}");
        }
    }

    #[test]
    fn contrast_is_what_the_standard_says() {
        let [black, white, grey] = ["#000000", "#ffffff", "#767676"].map(|hex| Colour::read(hex).unwrap());
        assert_eq!((contrast(black, white), contrast(white, white)), (2_100, 100));
        // The lightest grey that may stand on white.
        assert_eq!((contrast(grey, white), contrast(Colour::read("#777777").unwrap(), white)), (454, 447));
    }

    #[test]
    fn what_is_delivered_can_be_read_and_what_is_pale_or_dim_can_not() {
        let [light, dark] = ["#0d536c", "#8bcfe0"].map(|hex| Colour::read(hex).unwrap());
        assert!(Shade::Light.bears(light) && Shade::Dark.bears(dark));
        assert!(!Shade::Light.bears(dark) && !Shade::Dark.bears(light));
        assert!(!Shade::Light.bears(Colour::read("#767676").unwrap()), "on white it may stand, on paper it may not");
    }
}
