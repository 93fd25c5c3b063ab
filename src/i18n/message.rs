//! A message as it is kept: cut once at start into texts, arguments and the forms of a plural.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};

/// The pieces of a message, in their order.
#[derive(Debug)]
pub(super) struct Message(Vec<Part>);

#[derive(Debug)]
enum Part {
    Text(&'static str),
    Argument(&'static str),
    /// The first form that fits the number; the last fits all.
    Plural {
        number: &'static str,
        forms: Vec<(Fits, Message)>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fits {
    /// This number, whatever the language.
    Exactly(&'static str),
    /// What English and Dutch both call one: the whole number 1 (CLDR `i = 1 and v = 0`).
    One,
    All,
}

impl Message {
    /// Nothing when it holds what these catalogues do without: a function, a term, a plural by another rule.
    pub(super) fn cut(pattern: &Pattern<&'static str>) -> Option<Self> {
        pattern.elements.iter().map(Part::cut).collect::<Option<_>>().map(Self)
    }

    /// The text of a message that has nothing to fill in.
    pub(super) fn text(&self) -> Option<Cow<'static, str>> {
        match self.0.as_slice() {
            // Most are: the catalogue is in the program, and is not copied.
            [Part::Text(text)] => Some(Cow::Borrowed(text)),
            parts => parts.iter().map(|part| if let Part::Text(text) = part { Some(*text) } else { None }).collect(),
        }
    }

    /// The whole sentence; nothing when an argument is missing.
    pub(super) fn filled(&self, arguments: &[(&str, &dyn fmt::Display)]) -> Option<String> {
        let mut filled = String::with_capacity(96);
        self.write(&mut filled, arguments)?;
        Some(filled)
    }

    fn write(&self, out: &mut String, arguments: &[(&str, &dyn fmt::Display)]) -> Option<()> {
        let given = |name: &str| Some(arguments.iter().find(|(known, _)| *known == name)?.1);
        for part in &self.0 {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Argument(name) => write!(out, "{}", given(name)?).ok()?,
                Part::Plural { number, forms } => {
                    let number = given(number)?.to_string();
                    let (_, form) = forms.iter().find(|(fits, _)| fits.fits(&number))?;
                    form.write(out, arguments)?;
                }
            }
        }
        Some(())
    }
}

impl Part {
    fn cut(element: &PatternElement<&'static str>) -> Option<Self> {
        match element {
            PatternElement::TextElement { value } => Some(Self::Text(value)),
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } => Some(Self::Argument(id.name)),
            PatternElement::Placeable {
                expression: Expression::Select { selector: InlineExpression::VariableReference { id }, variants },
            } => {
                let mut forms = variants.iter().map(form).collect::<Option<Vec<_>>>()?;
                // Where the catalogue lists the default first, it still comes last.
                forms.sort_by_key(|(fits, _)| *fits == Fits::All);
                Some(Self::Plural { number: id.name, forms })
            }
            PatternElement::Placeable { .. } => None,
        }
    }
}

fn form(variant: &Variant<&'static str>) -> Option<(Fits, Message)> {
    let fits = match variant.key {
        VariantKey::NumberLiteral { value } => Fits::Exactly(value),
        VariantKey::Identifier { name: "one" } => Fits::One,
        VariantKey::Identifier { name: "other" } if variant.default => Fits::All,
        VariantKey::Identifier { .. } => return None,
    };
    Some((fits, Message::cut(&variant.value)?))
}

impl Fits {
    fn fits(self, number: &str) -> bool {
        match self {
            Self::Exactly(this) => number == this,
            Self::One => number == "1",
            Self::All => true,
        }
    }
}

#[cfg(test)]
impl Message {
    /// The names of what is filled in.
    pub(super) fn arguments(&self) -> Vec<&'static str> {
        let mut names: Vec<_> = self.0.iter().flat_map(Part::arguments).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Whether a number decides what it says.
    pub(super) fn counts(&self) -> bool {
        self.0.iter().any(|part| matches!(part, Part::Plural { .. }))
    }
}

#[cfg(test)]
impl Part {
    fn arguments(&self) -> Vec<&'static str> {
        match self {
            Self::Text(_) => vec![],
            Self::Argument(name) => vec![name],
            Self::Plural { number, forms } => {
                forms.iter().flat_map(|(_, form)| form.arguments()).chain([*number]).collect()
            }
        }
    }
}
