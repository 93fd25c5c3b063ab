//! The files of `static/`, embedded under names that carry their hash, so that they may be kept for ever.

/// One embedded file.
#[derive(Debug, Clone, Copy)]
pub struct Asset {
    /// As it is.
    pub bytes: &'static [u8],
    /// Compressed beforehand, where that is worth it.
    pub gzip: Option<&'static [u8]>,
    /// The content type.
    pub content_type: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The file at an address such as [`LATCHKEY_CSS`].
pub fn find(address: &str) -> Option<Asset> {
    FILES.iter().find(|(known, _)| *known == address).map(|(_, asset)| *asset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_found_under_its_hashed_name_only() {
        let css = find(LATCHKEY_CSS).expect("the style sheet");
        assert_eq!(css.content_type, "text/css; charset=utf-8");
        assert!(css.gzip.expect("worth it").len() < css.bytes.len() / 3);
        assert!(find("/static/latchkey.css").is_none());
        assert!(find(FONTS_LK_SANS_WOFF2).expect("the font").gzip.is_none());
    }

    #[test]
    fn the_style_sheet_names_only_files_that_exist() {
        let css = std::str::from_utf8(find(LATCHKEY_CSS).expect("the style sheet").bytes).expect("text");
        let mut fonts = 0;
        for rest in css.split("url(\"").skip(1) {
            let address = rest.split('"').next().expect("an end");
            assert!(find(address).is_some(), "{address}");
            fonts += 1;
        }
        assert_eq!(fonts, 3);
    }
}
