//! What is taken for a picture, what becomes of it, and what is not taken.

use std::io::Cursor;

use image::{DynamicImage, GenericImageView as _, ImageFormat, Rgb, RgbImage, RgbaImage};

use super::{Format, LOGO_BYTES, PHOTO_BYTES, PORTRAIT, Unfit, logo, portrait};

fn written(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = vec![];
    image.write_to(Cursor::new(&mut bytes), format).unwrap();
    bytes
}

/// The left half red, the right half blue.
fn halves(width: u32, height: u32) -> DynamicImage {
    RgbImage::from_fn(width, height, |x, _| if x < width / 2 { Rgb([255, 0, 0]) } else { Rgb([0, 0, 255]) }).into()
}

fn png(width: u32, height: u32) -> Vec<u8> {
    written(&halves(width, height), ImageFormat::Png)
}

/// As a camera writes it that was held this way (EXIF, orientation 1 to 8), with a place.
fn photo(width: u32, height: u32, orientation: u8) -> Vec<u8> {
    let plain = written(&halves(width, height), ImageFormat::Jpeg);
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend_from_slice(&[orientation, 0, 0, 0, 0, 0, 0]);
    exif.extend_from_slice(b"GPS 52.37N 4.89E");
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&plain[..2], &[0xff, 0xe1], &length, &exif, &plain[2..]].concat()
}

fn is_red(image: &DynamicImage, x: u32, y: u32) -> bool {
    let pixel = image.get_pixel(x, y).0;
    pixel[0] > 200 && pixel[2] < 60
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[test]
fn a_logo_is_known_by_what_it_is_and_shows_as_it_was_given() {
    let taken = logo(&png(245, 36)).unwrap();
    assert_eq!((taken.format, taken.width, taken.height), (Format::Png, 245, 36));
    assert_eq!(image::load_from_memory(&taken.bytes).unwrap().into_rgb8(), halves(245, 36).into_rgb8());
    let clear = DynamicImage::from(RgbaImage::from_pixel(4, 4, image::Rgba([1, 2, 3, 0])));
    let taken = logo(&written(&clear, ImageFormat::Png)).unwrap();
    assert!(image::load_from_memory(&taken.bytes).unwrap().color().has_alpha(), "what is clear stays clear");
    let taken = logo(&written(&halves(300, 40), ImageFormat::Jpeg)).unwrap();
    assert_eq!((taken.format, taken.width, taken.height), (Format::Jpeg, 300, 40));
}

#[test]
fn nothing_of_what_a_picture_carries_beside_what_it_shows_is_kept() {
    let carried = photo(80, 40, 1);
    assert!(holds(&carried, b"GPS 52"));
    for taken in [logo(&carried).unwrap(), portrait(&carried).unwrap()] {
        assert!(!holds(&taken.bytes, b"GPS 52") && !holds(&taken.bytes, b"Exif"));
    }
    let behind = [&png(10, 10)[..], b"<script>alert(1)</script>"].concat();
    for taken in [logo(&behind).unwrap(), portrait(&behind).unwrap()] {
        assert!(!holds(&taken.bytes, b"<script>"));
    }
}

#[test]
fn a_picture_stands_the_way_its_camera_was_held() {
    // Held upside down: the red half, left in the file, is right.
    let taken = image::load_from_memory(&logo(&photo(80, 40, 3)).unwrap().bytes).unwrap();
    assert!(is_red(&taken, 70, 20) && !is_red(&taken, 10, 20));
    // On its side: the left of the file is the top.
    let turned = logo(&photo(80, 40, 6)).unwrap();
    assert_eq!((turned.width, turned.height), (40, 80));
    let shown = image::load_from_memory(&turned.bytes).unwrap();
    assert!(is_red(&shown, 20, 10) && !is_red(&shown, 20, 70));
    let taken = image::load_from_memory(&portrait(&photo(900, 600, 6)).unwrap().bytes).unwrap();
    assert!(is_red(&taken, 128, 20) && !is_red(&taken, 128, 240));
}

#[test]
fn a_portrait_is_the_middle_of_a_photo_as_a_small_square() {
    let taken = portrait(&photo(1_200, 600, 1)).unwrap();
    assert_eq!((taken.format, taken.width, taken.height), (Format::Jpeg, PORTRAIT, PORTRAIT));
    assert!(taken.bytes.len() < 40_000, "{}", taken.bytes.len());
    let shown = image::load_from_memory(&taken.bytes).unwrap();
    assert!(is_red(&shown, 20, 128) && !is_red(&shown, 230, 128));
    let small = portrait(&png(40, 90)).unwrap();
    assert_eq!((small.width, small.height), (40, 40), "what is small is not blown up");
    let clear = DynamicImage::from(RgbaImage::from_pixel(4, 4, image::Rgba([1, 2, 3, 0])));
    let taken = portrait(&written(&clear, ImageFormat::Png)).unwrap();
    assert!(image::load_from_memory(&taken.bytes).unwrap().get_pixel(1, 1).0[0] > 250, "on white");
}

#[test]
fn nothing_else_is_a_picture_and_nothing_panics() {
    let (whole, photo) = (png(10, 10), photo(10, 10, 1));
    let mut broken = whole.clone();
    broken[41] ^= 0xff;
    let cases: [&[u8]; 5] =
        [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", b"\xff\xd8\xff\xd9", &broken];
    for (number, bytes) in cases.into_iter().enumerate() {
        assert_eq!(logo(bytes), Err(Unfit::NoPicture), "{number}");
        assert_eq!(portrait(bytes), Err(Unfit::NoPicture), "{number}");
    }
    for whole in [whole, photo] {
        for end in 0..whole.len() {
            let _taken_or_not = (logo(&whole[..end]), portrait(&whole[..end]));
        }
    }
}

#[test]
fn what_is_too_large_is_told_with_its_size_before_it_is_read() {
    assert_eq!(logo(&png(1_001, 36)), Err(Unfit::TooWide(1_001, 36)));
    assert_eq!(logo(&photo(401, 10, 6)), Err(Unfit::TooWide(10, 401)), "as it would stand");
    assert_eq!(logo(&vec![0; LOGO_BYTES + 1]), Err(Unfit::TooLarge(LOGO_BYTES + 1)));
    assert_eq!(portrait(&vec![0; PHOTO_BYTES + 1]), Err(Unfit::TooLarge(PHOTO_BYTES + 1)));
    // A few bytes that say they become 40,000 × 40,000 pixels.
    let mut bomb = png(10, 10);
    bomb[16..24].copy_from_slice(&[0, 0, 0x9c, 0x40, 0, 0, 0x9c, 0x40]);
    let mut crc = flate2::Crc::new();
    crc.update(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&crc.sum().to_be_bytes());
    assert_eq!(portrait(&bomb), Err(Unfit::TooWide(40_000, 40_000)));
}
