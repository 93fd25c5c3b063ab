//! How somebody is reached to prove who he is: private to him and to whoever may reset his password.

use super::attribute::{Attribute, Unfit, line};

/// One way to reach somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Point {
    /// The phone that gets codes.
    Phone,
    /// Another phone, for a second step only.
    AlternativePhone,
    /// The mail address that gets codes; no address that signs in.
    Mail,
}

/// All ways to reach somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// [`Point::Phone`].
    pub phone: Option<String>,
    /// [`Point::AlternativePhone`].
    pub alternative_phone: Option<String>,
    /// [`Point::Mail`].
    pub mail: Option<String>,
}

/// The most digits of a telephone number, country and all (E.164).
const MOST_DIGITS: usize = 15;
/// No number behind a country is shorter.
const LEAST_DIGITS: usize = 4;

impl Point {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Phone, Self::AlternativePhone, Self::Mail];

    /// The name of its field in forms and audit rows.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Phone => "authentication_phone",
            Self::AlternativePhone => "authentication_alternative_phone",
            Self::Mail => "authentication_email",
        }
    }

    /// What was typed, as it is kept: a phone as `+31 612345678`, an extension left out; nothing for nothing.
    ///
    /// # Errors
    /// [`Unfit`] says why not.
    pub fn judge(self, typed: &str) -> Result<Option<String>, Unfit> {
        match self {
            Self::Mail => Attribute::Mail.judge(typed),
            Self::Phone | Self::AlternativePhone => match line(typed, Attribute::Mobile.longest())? {
                "" => Ok(None),
                typed => international(typed).map(Some).ok_or(Unfit::NotInternational),
            },
        }
    }

    /// As the audit log tells a value: more people read that than may know it.
    pub fn masked(self, value: &str) -> String {
        match self {
            Self::Phone | Self::AlternativePhone => {
                let (country, number) = value.split_once(' ').unwrap_or(("", value));
                let hidden = number.chars().count().saturating_sub(2);
                let rest: String = number.chars().skip(hidden).collect();
                format!("{country} {}{rest}", "•".repeat(hidden)).trim_start().to_owned()
            }
            Self::Mail => {
                let (local, domain) = value.split_once('@').unwrap_or((value, ""));
                format!("{}•••@{domain}", local.chars().take(1).collect::<String>())
            }
        }
    }
}

impl Contact {
    /// One of the ways.
    pub const fn value(&self, point: Point) -> Option<&String> {
        match point {
            Point::Phone => self.phone.as_ref(),
            Point::AlternativePhone => self.alternative_phone.as_ref(),
            Point::Mail => self.mail.as_ref(),
        }
    }

    /// Writes one of the ways down.
    pub fn set(&mut self, point: Point, value: Option<String>) {
        match point {
            Point::Phone => self.phone = value,
            Point::AlternativePhone => self.alternative_phone = value,
            Point::Mail => self.mail = value,
        }
    }
}

/// `+<country> <number>` of whatever way of writing that names the country.
fn international(typed: &str) -> Option<String> {
    let lower = typed.to_ascii_lowercase();
    let extension = ["ext", "x", "#", ";"].into_iter().filter_map(|mark| lower.find(mark)).min();
    // "+31 (0)6": the zero is dialled at home only.
    let typed = typed.get(..extension.unwrap_or(typed.len()))?.replace("(0)", "");
    let rest = typed.trim().strip_prefix('+').or_else(|| typed.trim().strip_prefix("00"))?;
    if !rest.chars().all(|c| c.is_ascii_digit() || " -.()/".contains(c)) {
        return None;
    }
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    let (country, number) = digits.split_at_checked(country_digits(&digits)?)?;
    let fits = digits.len() <= MOST_DIGITS && number.len() >= LEAST_DIGITS && !number.starts_with('0');
    // Italy keeps its zero.
    (fits || (country == "39" && digits.len() <= MOST_DIGITS && number.len() >= LEAST_DIGITS))
        .then(|| format!("+{country} {number}"))
}

/// How many digits are the country's (ITU-T E.164): no code is the beginning of another one.
fn country_digits(digits: &str) -> Option<usize> {
    let first = digits.get(..1)?;
    let two = digits.get(..2)?;
    match (first, two) {
        ("0", _) => None,
        ("1" | "7", _) => Some(1),
        (
            _,
            "20" | "27" | "30" | "31" | "32" | "33" | "34" | "36" | "39" | "40" | "41" | "43" | "44" | "45" | "46"
            | "47" | "48" | "49" | "51" | "52" | "53" | "54" | "55" | "56" | "57" | "58" | "60" | "61" | "62" | "63"
            | "64" | "65" | "66" | "81" | "82" | "84" | "86" | "90" | "91" | "92" | "93" | "94" | "95" | "98",
        ) => Some(2),
        _ => Some(3),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_is_kept_as_country_and_number() {
        for (typed, kept) in [
            ("+31 6 1234 5678", "+31 612345678"),
            ("+31612345678", "+31 612345678"),
            ("0031 (0)6-12.34.56.78", "+31 612345678"),
            (" +1 (425) 555-0100 x123 ", "+1 4255550100"),
            ("+44 20 7946 0958 ext. 12", "+44 2079460958"),
            ("+358 40 1234567", "+358 401234567"),
            ("+39 06 1234567", "+39 061234567"),
            ("+7 495 123 45 67;ext=4", "+7 4951234567"),
        ] {
            assert_eq!(Point::Phone.judge(typed), Ok(Some(kept.to_owned())), "{typed}");
        }
        assert_eq!(Point::AlternativePhone.judge("  "), Ok(None));
        for typed in [
            "06 12345678",
            "31612345678",
            "+",
            "+31",
            "+31 12",
            "+0 612345678",
            "+31 call me",
            "+31 61234567890123",
            "x+31 612345678",
        ] {
            assert_eq!(Point::Phone.judge(typed), Err(Unfit::NotInternational), "{typed}");
        }
        assert_eq!(Point::Phone.judge("+31\u{7}6"), Err(Unfit::Invisible));
    }

    #[test]
    fn an_address_may_be_of_any_script() {
        assert_eq!(Point::Mail.judge(" jörg@bücher.example "), Ok(Some("jörg@bücher.example".to_owned())));
        assert_eq!(Point::Mail.judge("jörg"), Err(Unfit::NotMail));
    }

    #[test]
    fn the_log_tells_that_it_changed_and_not_to_what() {
        assert_eq!(Point::Phone.masked("+31 612345678"), "+31 •••••••78");
        assert_eq!(Point::Mail.masked("bram@post.example"), "b•••@post.example");
        assert_eq!(Point::Mail.masked("é@post.example"), "é•••@post.example");
    }
}
