//! The four marks that a text of an administrator may have: bold, italics, underline, and links (R-264, T-101). Everything else is text.

use super::settings::self_service::Help;

/// A piece of a line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Piece {
    /// What it says: text, to be escaped.
    pub text: String,
    /// `**bold**`
    pub bold: bool,
    /// `*italics*`
    pub italic: bool,
    /// `__underlined__`
    pub underlined: bool,
    /// `[text](https://…)`: a page, or `mailto:`. Nothing that a browser runs.
    pub link: Option<String>,
}

/// The lines of a text, in pieces.
pub fn lines(text: &str) -> Vec<Vec<Piece>> {
    text.lines().map(|line| pieces(line, &Piece::default())).collect()
}

/// The marks; the longer one is looked for first.
const MARKS: [&str; 3] = ["**", "__", "*"];

fn pieces(line: &str, around: &Piece) -> Vec<Piece> {
    let (mut found, mut plain, mut rest) = (vec![], String::new(), line);
    while let Some(first) = rest.chars().next() {
        let special = MARKS.iter().find_map(|mark| marked(rest, mark, around)).or_else(|| linked(rest, around));
        if let Some((inner, behind)) = special {
            push(&mut found, std::mem::take(&mut plain), around);
            found.extend(inner);
            rest = behind;
        } else {
            plain.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    push(&mut found, plain, around);
    found
}

fn push(found: &mut Vec<Piece>, text: String, around: &Piece) {
    if !text.is_empty() {
        found.push(Piece { text, ..around.clone() });
    }
}

/// What stands between two marks, once it ends; a mark that does not end is text.
fn marked<'a>(rest: &'a str, mark: &str, around: &Piece) -> Option<(Vec<Piece>, &'a str)> {
    let inside = rest.strip_prefix(mark)?;
    let end = inside.find(mark).filter(|end| *end > 0)?;
    let style = match mark {
        "**" if !around.bold => Piece { bold: true, ..around.clone() },
        "__" if !around.underlined => Piece { underlined: true, ..around.clone() },
        "*" if !around.italic => Piece { italic: true, ..around.clone() },
        _ => return None,
    };
    Some((pieces(&inside[..end], &style), &inside[end + mark.len()..]))
}

fn linked<'a>(rest: &'a str, around: &Piece) -> Option<(Vec<Piece>, &'a str)> {
    let (text, behind) = rest.strip_prefix('[').filter(|_| around.link.is_none())?.split_once("](")?;
    let (address, behind) = behind.split_once(')')?;
    if text.is_empty() || text.contains('[') {
        return None;
    }
    let link = address_of(address)?;
    Some((pieces(text, &Piece { link: Some(link), ..around.clone() }), behind))
}

/// A page over https, or an address to write to.
fn address_of(typed: &str) -> Option<String> {
    match Help::read(typed.strip_prefix("mailto:").unwrap_or(typed))? {
        Help::Mail(mail) => Some(format!("mailto:{mail}")),
        Help::Page(page) if page.starts_with("https://") && !typed.starts_with("mailto:") => Some(page),
        Help::Page(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        let piece = |piece: Piece| {
            let mut out = piece.text;
            for (on, tag) in [(piece.bold, "b"), (piece.italic, "i"), (piece.underlined, "u")] {
                if on {
                    out = format!("<{tag}>{out}</{tag}>");
                }
            }
            piece.link.map_or(out.clone(), |link| format!("<a {link}>{out}</a>"))
        };
        lines(text)
            .into_iter()
            .map(|line| line.into_iter().map(piece).collect::<String>())
            .collect::<Vec<_>>()
            .join("|")
    }

    #[test]
    fn there_are_four_marks_and_no_more() {
        assert_eq!(told("a **b** *c* __d__"), "a <b>b</b> <i>c</i> <u>d</u>");
        assert_eq!(told("**a *b* c**"), "<b>a </b><i><b>b</b></i><b> c</b>");
        assert_eq!(told("[see](https://x.example/a?b=1)"), "<a https://x.example/a?b=1>see</a>");
        assert_eq!(told("[**desk**](mailto:desk@x.example)"), "<a mailto:desk@x.example><b>desk</b></a>");
        assert_eq!(told("one\n\ntwo"), "one||two");
        assert_eq!(told("# no\n- head `code` ~~x~~"), "# no|- head `code` ~~x~~");
    }

    #[test]
    fn what_does_not_end_or_leads_nowhere_good_is_text() {
        for text in [
            "2 * 3 = 6",
            "**",
            "****",
            "**a",
            "[a]",
            "[a](b",
            "[a](javascript:alert(1))",
            "[a](http://x.example)",
            "[a](data:text/html,x)",
            "[](https://x.example)",
            "[a](https://me:it@x.example)",
            "<b>bold</b>",
        ] {
            assert_eq!(told(text), text);
        }
    }
}
