//! What administrators chose for the looks of every page: the addresses of its style sheet and picture, and what stands in the sheet.

use super::page::Brand;
use crate::domain::colour::{Colour, Shade};
use crate::domain::markup;
use crate::domain::organisation::Language;
use crate::domain::settings::branding::Branding;

/// Where the sheet is; its name says what is in it, so that it may be kept for ever.
const SHEET: &str = "/static/colours-";
/// Where the picture is.
const LOGO: &str = "/static/logo-";
/// Our own colours, light and dark, as `static/latchkey.css` has them.
const BRAND: [&str; 2] = ["oklch(.415 .076 228)", "oklch(.815 .072 215)"];
const LINK: [&str; 2] = ["oklch(.425 .092 232)", "oklch(.825 .075 215)"];
const HOVER: [&str; 2] = ["oklch(.350 .070 230)", "oklch(.870 .058 215)"];
/// A colour that was not chosen.
const OURS: &str = "x";

/// How pages look.
pub fn brand(settings: &Branding, language: Language) -> Brand {
    Brand {
        sheet: sheet(settings),
        logo: settings.logo(language).and_then(logo),
        text: markup::lines(settings.text(language)),
    }
}

/// The address of a picture; nothing where there is none.
pub fn logo(file: &str) -> Option<String> {
    Branding::picture(file).map(|_| format!("{LOGO}{file}"))
}

/// The name of the picture at an address.
pub fn logo_at(path: &str) -> Option<&str> {
    path.strip_prefix(LOGO)
}

fn colours(settings: &Branding) -> [Option<Colour>; 2] {
    Shade::ALL.map(|shade| settings.accent(shade))
}

fn sheet(settings: &Branding) -> Option<String> {
    let colours = colours(settings);
    if colours.iter().all(Option::is_none) {
        return None;
    }
    let [light, dark] =
        colours.map(|colour| colour.map_or(OURS.to_owned(), |colour| colour.to_string().replace('#', "")));
    Some(format!("{SHEET}{light}-{dark}.css"))
}

/// The sheet at an address: its name says what is in it, and another server may have shown it before this one heard of what was chosen.
/// Nothing where a colour could not have been chosen, or none was.
pub fn sheet_at(path: &str) -> Option<String> {
    let (light, dark) = path.strip_prefix(SHEET)?.strip_suffix(".css")?.split_once('-')?;
    let chosen = |named: &str| if named == OURS { String::new() } else { format!("#{named}") };
    let settings = Branding { accent_light: chosen(light), accent_dark: chosen(dark), ..Branding::default() };
    if sheet(&settings).as_deref() != Some(path) {
        return None;
    }
    let [light, dark] = colours(&settings);
    let pair = |name: &str, light_is: &str, dark_is: &str| {
        let one = light.map_or(light_is.to_owned(), |colour| colour.to_string());
        let other = dark.map_or(dark_is.to_owned(), |colour| colour.to_string());
        format!("--{name}:light-dark({one},{other})")
    };
    let hover = |colour: Option<Colour>, ours: &str, towards: &str| {
        colour.map_or(ours.to_owned(), |colour| format!("color-mix(in srgb,{colour} 84%,{towards})"))
    };
    let (brand, link) = (pair("brand", BRAND[0], BRAND[1]), pair("link", LINK[0], LINK[1]));
    let (one, other) = (hover(light, HOVER[0], "#000"), hover(dark, HOVER[1], "#fff"));
    Some(format!(":root{{{brand};{link};--brand-hover:light-dark({one},{other})}}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_of_the_colours_in_its_name_where_they_can_be_read() {
        let settings = Branding { accent_light: "#7a1f2b".into(), ..Branding::default() };
        let path = sheet(&settings).unwrap();
        assert_eq!(path, "/static/colours-7a1f2b-x.css");
        let css = sheet_at(&path).unwrap();
        assert!(css.contains("--brand:light-dark(#7a1f2b,oklch(.815 .072 215));"), "{css}");
        assert!(css.contains("color-mix(in srgb,#7a1f2b 84%,#000)") && css.ends_with('}'), "{css}");
        let both = sheet_at("/static/colours-7a1f2b-8bcfe0.css").unwrap();
        assert!(both.contains("--brand:light-dark(#7a1f2b,#8bcfe0);"), "{both}");
        for other in [
            "8bcfe0-x",
            "x-7a1f2b",
            "x-x",
            "}-x",
            "7a1f2b-}",
            "7A1F2B-x",
            "7a1f2b-",
            "7a1f2b",
            "7a1f2b-x-x",
            "-7a1f2b-x",
        ] {
            assert_eq!(sheet_at(&format!("/static/colours-{other}.css")), None, "{other}");
        }
        assert_eq!(sheet(&Branding::default()), None);
    }
}
