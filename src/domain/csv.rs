//! Files of comma-separated values (RFC 4180) in which no spreadsheet finds a formula (security 1.2.10).

/// What a file begins with. Without it a spreadsheet reads UTF-8 as the letters of its own country, and é becomes two of them.
pub const MARK: &str = "\u{feff}";

/// Appends one line.
pub fn push_line<'a>(file: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    for (number, cell) in cells.into_iter().enumerate() {
        if number > 0 {
            file.push(',');
        }
        push_cell(file, cell);
    }
    file.push_str("\r\n");
}

/// A cell that a spreadsheet would calculate gets an apostrophe in front, which makes it text. That also holds behind a character by
/// which another spreadsheet parts its cells: where the comma is decimal, that is the semicolon.
fn push_cell(file: &mut String, cell: &str) {
    let quoted = cell.contains([',', ';', '"', '\t', '\r', '\n']);
    if quoted {
        file.push('"');
    }
    let mut begins = true;
    for c in cell.chars() {
        if begins && calculates(c) {
            file.push('\'');
        }
        begins = matches!(c, ';' | '\t' | '\r' | '\n') || (begins && c == '"');
        if c == '"' {
            file.push('"');
        }
        file.push(c);
    }
    if quoted {
        file.push('"');
    }
}

/// Whether a cell that begins like this is a formula to some spreadsheet; full-width letters count as their narrow ones.
const fn calculates(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\0' | '＝' | '＋' | '－' | '＠')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(cells: &[&str]) -> String {
        let mut file = String::new();
        push_line(&mut file, cells.iter().copied());
        file
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        assert_eq!(line(&["a", "", "b c", "Zoë"]), "a,,b c,Zoë\r\n");
        assert_eq!(line(&["a,b", "say \"hi\"", "two\nlines"]), "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n");
    }

    #[test]
    fn nothing_is_calculated() {
        for formula in ["=1+1", "+31 6", "-2", "@SUM(A1)", "\t=1", "\r=1", "\0=1", "＝1", "＋1", "－1", "＠1"] {
            let cell = line(&[formula]);
            assert!(cell.trim_start_matches('"').starts_with('\''), "{cell:?}");
        }
        assert_eq!(line(&["a=b", "a-b", "a@b.example"]), "a=b,a-b,a@b.example\r\n");
        // Where semicolons part the cells, and quotes count only at the beginning of one.
        assert_eq!(line(&["Sales;=cmd|'/C calc'!A0;x"]), "\"Sales;'=cmd|'/C calc'!A0;x\"\r\n");
        assert_eq!(line(&["Sales;\"=1\""]), "\"Sales;\"\"'=1\"\"\"\r\n");
    }
}
