//! A picture that an administrator gives: PNG or JPEG by its own structure, small, and with nothing in it or behind it but the picture
//! (R-263, ASVS 5.2).

use flate2::Crc;

/// The most bytes.
pub const MOST_BYTES: usize = 50 * 1024;
/// The widest, in pixels.
pub const WIDEST: u32 = 1_000;
/// The highest, in pixels.
pub const HIGHEST: u32 = 400;

/// What kind of picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
}

impl Format {
    /// The content type.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }

    /// The end of its file's name.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
        }
    }

    /// Reads [`Format::ending`] back.
    pub fn from_ending(ending: &str) -> Option<Self> {
        [Self::Png, Self::Jpeg].into_iter().find(|format| format.ending() == ending)
    }
}

/// A picture that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// What kind.
    pub format: Format,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// The bytes that were kept: without comments, places, previews and whatever else cameras add.
    pub bytes: Vec<u8>,
}

/// Why a picture is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// More than [`MOST_BYTES`]: so many.
    TooLarge(usize),
    /// Wider or higher than it may be: so wide, so high.
    TooWide(u32, u32),
    /// Neither of the two kinds, or broken.
    NoPicture,
}

/// Looks at a picture.
///
/// # Errors
/// [`Unfit`].
pub fn judge(bytes: &[u8]) -> Result<Picture, Unfit> {
    if bytes.len() > MOST_BYTES {
        return Err(Unfit::TooLarge(bytes.len()));
    }
    let picture = png(bytes).or_else(|| jpeg(bytes)).ok_or(Unfit::NoPicture)?;
    let fits = (1..=WIDEST).contains(&picture.width) && (1..=HIGHEST).contains(&picture.height);
    if fits { Ok(picture) } else { Err(Unfit::TooWide(picture.width, picture.height)) }
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Chunk after chunk with its checksum (RFC 2083): the header first, the end last and nothing behind it. What is no part of the picture is
/// left out.
fn png(bytes: &[u8]) -> Option<Picture> {
    let mut rest = bytes.strip_prefix(PNG)?;
    let (mut kept, mut size, mut has_data) = (PNG.to_vec(), None, false);
    loop {
        let (length, behind) = rest.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (body, behind) = behind.split_at_checked(length.checked_add(4)?)?;
        let (sum, behind) = behind.split_first_chunk::<4>()?;
        let mut crc = Crc::new();
        crc.update(body);
        if crc.sum() != u32::from_be_bytes(*sum) {
            return None;
        }
        let (name, data) = body.split_at_checked(4)?;
        match (name, size) {
            (b"IHDR", None) => {
                let ([width, height], tail) = (numbers(data)?, data.get(8..13)?);
                // Depth, colour, and no way of packing or interlacing that does not exist.
                let sound = data.len() == 13 && matches!(tail, [1 | 2 | 4 | 8 | 16, 0 | 2 | 3 | 4 | 6, 0, 0, 0 | 1]);
                size = Some((width, height)).filter(|_| sound);
                size?;
            }
            (_, None) | (b"IHDR", _) => return None,
            (b"IEND", Some((width, height))) => {
                kept.extend_from_slice(rest.get(..length + 12)?);
                let whole = has_data && data.is_empty() && behind.is_empty();
                return whole.then_some(Picture { format: Format::Png, width, height, bytes: kept });
            }
            _ => {}
        }
        has_data |= name == b"IDAT";
        if matches!(name, b"IHDR" | b"PLTE" | b"tRNS" | b"IDAT" | b"gAMA" | b"cHRM" | b"sRGB") {
            kept.extend_from_slice(rest.get(..length + 12)?);
        } else if name.first().is_some_and(u8::is_ascii_uppercase) {
            // A part without which the picture can not be drawn, and that we do not know.
            return None;
        }
        rest = behind;
    }
}

fn numbers(data: &[u8]) -> Option<[u32; 2]> {
    let (width, behind) = data.split_first_chunk::<4>()?;
    let (height, _) = behind.split_first_chunk::<4>()?;
    Some([u32::from_be_bytes(*width), u32::from_be_bytes(*height)])
}

/// Segment after segment (ITU-T T.81): the start, one frame, the scans, the end and nothing behind it. Comments and application data are
/// left out, but for Adobe's mark, without which colours are read wrongly.
fn jpeg(bytes: &[u8]) -> Option<Picture> {
    let mut rest = bytes.strip_prefix(&[0xff, 0xd8])?;
    let (mut kept, mut size) = (vec![0xff, 0xd8], None);
    loop {
        let [0xff, marker, ..] = *rest else { return None };
        if marker == 0xd9 {
            kept.extend_from_slice(&[0xff, 0xd9]);
            let (width, height) = size?;
            return (rest.len() == 2).then_some(Picture { format: Format::Jpeg, width, height, bytes: kept });
        }
        let length = usize::from(u16::from_be_bytes([*rest.get(2)?, *rest.get(3)?]));
        let mut end = length.checked_add(2).filter(|_| length >= 2)?;
        let segment = rest.get(4..end)?;
        // Of Adobe's mark only what is one, to the byte: nothing travels behind it.
        let mut keep = matches!(marker, 0xdb | 0xc4 | 0xdd) || (marker == 0xee && is_adobe(segment));
        match marker {
            // The frame: baseline, extended or progressive.
            0xc0..=0xc2 if size.is_none() => {
                let [8, high, higher, wide, wider, ..] = *segment else { return None };
                size = Some((u16::from_be_bytes([wide, wider]).into(), u16::from_be_bytes([high, higher]).into()));
                keep = true;
            }
            // A scan: its data goes on to the next mark that is no restart and no escaped byte.
            0xda if size.is_some() => {
                let data = rest.get(end..)?;
                let next =
                    data.windows(2).position(|pair| pair[0] == 0xff && !matches!(pair[1], 0x00 | 0xd0..=0xd7))?;
                end += next;
                keep = true;
            }
            0xdb | 0xc4 | 0xdd | 0xe0..=0xef | 0xfe => {}
            _ => return None,
        }
        if keep {
            kept.extend_from_slice(rest.get(..end)?);
        }
        rest = rest.get(end..)?;
    }
}

/// The mark that says how colours are told: five letters, and seven bytes.
fn is_adobe(segment: &[u8]) -> bool {
    segment.len() == 12 && segment.starts_with(b"Adobe")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(name: &[u8], data: &[u8]) -> Vec<u8> {
        let mut crc = Crc::new();
        crc.update(name);
        crc.update(data);
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&length[..], name, data, &crc.sum().to_be_bytes()[..]].concat()
    }

    fn png_of(width: u32, height: u32, more: &[Vec<u8>]) -> Vec<u8> {
        let head = [&width.to_be_bytes()[..], &height.to_be_bytes()[..], &[8, 2, 0, 0, 0]].concat();
        let mut parts = vec![PNG.to_vec(), chunk(b"IHDR", &head)];
        parts.extend_from_slice(more);
        parts.push(chunk(b"IDAT", b"x"));
        parts.push(chunk(b"IEND", b""));
        parts.concat()
    }

    fn jpeg_of(width: u16, height: u16) -> Vec<u8> {
        let ([high, higher], [wide, wider]) = (height.to_be_bytes(), width.to_be_bytes());
        let frame = [0xff, 0xc0, 0, 11, 8, high, higher, wide, wider, 1, 1, 0x11, 0];
        let comment = [0xff, 0xfe, 0, 8, b's', b'e', b'c', b'r', b'e', b't'];
        let scan = [0xff, 0xda, 0, 2, 1, 0xff, 0, 2, 0xff, 0xd0, 3];
        [&[0xff, 0xd8][..], &comment, &frame, &scan, &[0xff, 0xd9]].concat()
    }

    #[test]
    fn a_picture_is_known_by_what_it_is_and_loses_what_is_no_part_of_it() {
        let png = judge(&png_of(245, 36, &[chunk(b"tEXt", b"Author\0Bram")])).unwrap();
        assert_eq!((png.format, png.width, png.height), (Format::Png, 245, 36));
        assert_eq!(png.bytes, png_of(245, 36, &[]), "whoever drew it is not told");
        let jpeg = judge(&jpeg_of(300, 40)).unwrap();
        assert_eq!((jpeg.format, jpeg.width, jpeg.height), (Format::Jpeg, 300, 40));
        assert!(!jpeg.bytes.windows(6).any(|part| part == b"secret"));
        assert_eq!(judge(&jpeg.bytes).unwrap(), jpeg, "what was kept is still a picture");
    }

    #[test]
    fn places_previews_and_what_hides_behind_adobes_mark_are_not_kept() {
        let segment = |marker: u8, data: &[u8]| {
            let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
            [&[0xff, marker][..], &length, data].concat()
        };
        let adobe = segment(0xee, b"Adobe\0\x64\0\0\0\0\x01");
        let more = [
            segment(0xe1, b"Exif\0\0GPS 52.37N 4.89E"),
            segment(0xe2, b"ICC_PROFILE\0"),
            segment(0xee, b"Adobe<script>alert(1)</script>"),
            adobe.clone(),
        ];
        let plain = jpeg_of(10, 10);
        let photo = [&plain[..2], &more.concat(), &plain[2..]].concat();
        let kept = judge(&photo).unwrap().bytes;
        let bare = judge(&plain).unwrap().bytes;
        assert_eq!(kept, [&bare[..2], &adobe, &bare[2..]].concat());
        let png = png_of(10, 10, &[chunk(b"eXIf", b"GPS"), chunk(b"iTXt", b"<svg onload=x>"), chunk(b"zTXt", b"PK")]);
        assert_eq!(judge(&png).unwrap().bytes, png_of(10, 10, &[]));
    }

    #[test]
    fn nothing_else_is_a_picture() {
        let (whole, photo) = (png_of(10, 10, &[]), jpeg_of(10, 10));
        let mut wrong_sum = whole.clone();
        wrong_sum[20] ^= 1;
        let cases: [&[u8]; 9] = [
            b"",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            b"GIF89a",
            &whole[..whole.len() - 1],
            &[&whole[..], b"<script>"].concat(),
            &wrong_sum,
            &photo[..photo.len() - 2],
            &[&photo[..], b"PK"].concat(),
            &png_of(10, 10, &[chunk(b"EVIL", b"")]),
        ];
        for (number, bytes) in cases.into_iter().enumerate() {
            assert_eq!(judge(bytes), Err(Unfit::NoPicture), "{number}");
        }
        // Cut anywhere, it is none, and nothing panics.
        for whole in [whole, photo] {
            for end in 0..whole.len() {
                assert_eq!(judge(&whole[..end]), Err(Unfit::NoPicture));
            }
        }
    }

    #[test]
    fn what_is_too_large_is_told_with_its_size() {
        assert_eq!(judge(&png_of(1_001, 36, &[])), Err(Unfit::TooWide(1_001, 36)));
        assert_eq!(judge(&jpeg_of(10, 401)), Err(Unfit::TooWide(10, 401)));
        assert_eq!(judge(&png_of(0, 1, &[])), Err(Unfit::TooWide(0, 1)));
        assert_eq!(judge(&vec![0; MOST_BYTES + 1]), Err(Unfit::TooLarge(MOST_BYTES + 1)));
    }
}
