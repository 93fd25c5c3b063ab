//! A picture that somebody gives: PNG or JPEG, read to its last pixel and drawn anew, so that nothing is kept that was in it or behind it but
//! what it shows (R-047, R-263, ASVS 5.2).

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::{crop_imm, thumbnail};
use image::metadata::Orientation;
use image::{
    DynamicImage, ImageDecoder as _, ImageError, ImageFormat, ImageReader, Limits, Rgb, RgbImage, Rgba, RgbaImage,
};
use sha2::{Digest as _, Sha256};

/// The most bytes of a logo.
pub const LOGO_BYTES: usize = 50 * 1024;
/// The widest logo, in pixels.
pub const WIDEST: u32 = 1_000;
/// The highest, in pixels.
pub const HIGHEST: u32 = 400;
/// The most bytes of the photo of a person, as it is given: what a phone takes has two to four million.
pub const PHOTO_BYTES: usize = 5 * 1024 * 1024;
/// The most pixels of it: they all stand in memory for a moment.
pub const PHOTO_PIXELS: u64 = 16_000_000;
/// How wide and high it is when it is kept, in pixels: four times what pages show, for sharp screens.
pub const PORTRAIT: u32 = 256;
/// The pixels take no more, in bytes: eight each at the most. A JPEG that comes in steps takes about twice its pixels besides.
const ROOM: u64 = 8 * PHOTO_PIXELS;
/// Of 100: what is not seen is not kept.
const QUALITY: u8 = 88;

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

/// A picture that was drawn anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// What kind.
    pub format: Format,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Its bytes: without comments, places, previews and whatever else cameras add.
    pub bytes: Vec<u8>,
}

impl Picture {
    /// The name of its file: half of a SHA-256, and no proof of anything.
    pub fn name(&self) -> String {
        Sha256::digest(&self.bytes).iter().take(16).fold(String::new(), |name, byte| format!("{name}{byte:02x}"))
    }
}

/// Why a picture is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// More bytes than it may have: so many.
    TooLarge(usize),
    /// Wider or higher than it may be, or of more pixels: so wide, so high.
    TooWide(u32, u32),
    /// Neither of the two kinds, or broken.
    NoPicture,
}

/// Takes a logo: as it is, the right way up.
///
/// # Errors
/// [`Unfit`].
pub fn logo(bytes: &[u8]) -> Result<Picture, Unfit> {
    let read = read(bytes, LOGO_BYTES, |width, height| width <= WIDEST && height <= HIGHEST)?;
    let (format, mut image) = (read.format, read.image);
    image.apply_orientation(read.orientation);
    let has_alpha = image.color().has_alpha();
    match format {
        Format::Png if has_alpha => drawn(format, &image.into_rgba8().into()),
        _ => drawn(format, &image.into_rgb8().into()),
    }
}

/// Takes the photo of a person: the middle of it as a small square, on white where nothing is.
///
/// # Errors
/// [`Unfit`].
pub fn portrait(bytes: &[u8]) -> Result<Picture, Unfit> {
    let read = read(bytes, PHOTO_BYTES, |width, height| u64::from(width) * u64::from(height) <= PHOTO_PIXELS)?;
    let (width, height) = (read.image.width(), read.image.height());
    let side = width.min(height);
    let middle = crop_imm(&read.image, (width - side) / 2, (height - side) / 2, side, side);
    let small = thumbnail(&*middle, side.min(PORTRAIT), side.min(PORTRAIT));
    let mut image = DynamicImage::from(on_white(&small));
    image.apply_orientation(read.orientation);
    drawn(Format::Jpeg, &image)
}

struct Read {
    format: Format,
    image: DynamicImage,
    /// How it has to be turned: a camera tells how it was held.
    orientation: Orientation,
}

fn read(bytes: &[u8], most: usize, fits: impl Fn(u32, u32) -> bool) -> Result<Read, Unfit> {
    if bytes.len() > most {
        return Err(Unfit::TooLarge(bytes.len()));
    }
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| Unfit::NoPicture)?;
    let format = match reader.format() {
        Some(ImageFormat::Png) => Format::Png,
        Some(ImageFormat::Jpeg) => Format::Jpeg,
        _ => return Err(Unfit::NoPicture),
    };
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(ROOM);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| Unfit::NoPicture)?;
    let (mut width, mut height) = decoder.dimensions();
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    if on_its_side(orientation) {
        (width, height) = (height, width);
    }
    if !fits(width, height) || decoder.total_bytes() > ROOM {
        return Err(Unfit::TooWide(width, height));
    }
    let image = DynamicImage::from_decoder(decoder).map_err(|error| match error {
        ImageError::Limits(_) => Unfit::TooWide(width, height),
        _ => Unfit::NoPicture,
    })?;
    Ok(Read { format, image, orientation })
}

const fn on_its_side(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
    )
}

fn on_white(image: &RgbaImage) -> RgbImage {
    RgbImage::from_fn(image.width(), image.height(), |x, y| {
        let Rgba([red, green, blue, alpha]) = *image.get_pixel(x, y);
        let mixed = |colour: u8| {
            let (colour, alpha) = (u16::from(colour), u16::from(alpha));
            u8::try_from((colour * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
        };
        Rgb([mixed(red), mixed(green), mixed(blue)])
    })
}

fn drawn(format: Format, image: &DynamicImage) -> Result<Picture, Unfit> {
    let mut bytes = vec![];
    let done = match format {
        Format::Png => image.write_to(Cursor::new(&mut bytes), ImageFormat::Png),
        Format::Jpeg => image.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, QUALITY)),
    };
    done.map_err(|_| Unfit::NoPicture)?;
    Ok(Picture { format, width: image.width(), height: image.height(), bytes })
}

#[cfg(test)]
#[path = "picture_tests.rs"]
mod tests;
