//! Fingerprints `static/`: hashed names as constants, bytes embedded, text compressed once. Watches words and templates.
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::{env, fs};

use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

struct File {
    /// Below `static/`, as the style sheet and the constants know it.
    name: String,
    /// The address, with the hash of its content.
    address: String,
    bytes: Vec<u8>,
}

fn main() -> io::Result<()> {
    for watched in ["build.rs", "static", "locales", "templates", "i18n.toml", "askama.toml"] {
        println!("cargo::rerun-if-changed={watched}");
    }
    let mut sources = vec![];
    collect(Path::new("static"), &mut sources)?;
    sources.sort();
    // Style sheets last: they name the others.
    sources.sort_by_key(|path| path.extension().is_some_and(|end| end == "css"));

    let mut files: Vec<File> = vec![];
    for path in sources {
        let mut bytes = fs::read(&path)?;
        let name = path.strip_prefix("static").map_err(io::Error::other)?.to_string_lossy().replace('\\', "/");
        if path.extension().is_some_and(|end| end == "css") {
            let mut text = String::from_utf8(bytes).map_err(io::Error::other)?;
            for file in &files {
                text = text.replace(&format!("url(\"{}\")", file.name), &format!("url(\"{}\")", file.address));
            }
            bytes = text.into_bytes();
        }
        files.push(File { address: address(&name, &bytes), name, bytes });
    }

    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?);
    fs::write(out.join("assets.rs"), code(&files, &out)?)
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, found)?;
        } else if content_type(&path).is_some() {
            found.push(path);
        }
    }
    Ok(())
}

fn content_type(path: &Path) -> Option<&'static str> {
    match path.extension()?.to_str()? {
        "css" => Some("text/css; charset=utf-8"),
        "js" => Some("text/javascript; charset=utf-8"),
        "svg" => Some("image/svg+xml"),
        "woff2" => Some("font/woff2"),
        _ => None,
    }
}

/// `fonts/lk-sans.woff2` becomes `/static/fonts/lk-sans.3f2a1c9b7d.woff2`.
fn address(name: &str, bytes: &[u8]) -> String {
    let mut hash = String::new();
    for byte in &Sha256::digest(bytes)[..6] {
        let _ = write!(hash, "{byte:02x}");
    }
    match name.rsplit_once('.') {
        Some((stem, end)) => format!("/static/{stem}.{hash}.{end}"),
        None => format!("/static/{name}.{hash}"),
    }
}

fn code(files: &[File], out: &Path) -> io::Result<String> {
    let mut constants = String::new();
    let mut table = String::new();
    for (place, file) in files.iter().enumerate() {
        let constant: String =
            file.name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' }).collect();
        let _ = writeln!(constants, "/// `{}`.\npub const {constant}: &str = {:?};", file.name, file.address);

        fs::write(out.join(format!("asset-{place}")), &file.bytes)?;
        let mut encoder = GzEncoder::new(vec![], Compression::best());
        encoder.write_all(&file.bytes)?;
        let packed = encoder.finish()?;
        let gzip = if packed.len() + packed.len() / 8 < file.bytes.len() {
            fs::write(out.join(format!("asset-{place}.gz")), packed)?;
            format!("Some(include_bytes!(concat!(env!(\"OUT_DIR\"), \"/asset-{place}.gz\")))")
        } else {
            "None".to_owned()
        };
        let kind = content_type(Path::new(&file.name)).unwrap_or("application/octet-stream");
        let _ = writeln!(
            table,
            "    ({constant}, Asset {{ bytes: include_bytes!(concat!(env!(\"OUT_DIR\"), \"/asset-{place}\")), gzip: {gzip}, content_type: {kind:?} }}),"
        );
    }
    Ok(format!("{constants}\nstatic FILES: &[(&str, Asset)] = &[\n{table}];\n"))
}
