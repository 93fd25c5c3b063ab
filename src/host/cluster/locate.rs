//! Finds the Postgres server software of this machine.
use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::error::ClusterError;

/// The oldest version in which everything that Latchkey asks for exists.
pub(super) const OLDEST: u32 = 14;

/// Folders of versioned installations: where they lie, how their names begin, and where the programs are inside.
const PLACES: [(&str, &str, &str); 7] = [
    ("/usr/lib/postgresql", "", "bin"),
    ("/usr", "pgsql-", "bin"),
    ("/opt/homebrew/opt", "postgresql", "bin"),
    ("/usr/local/opt", "postgresql", "bin"),
    ("/home/linuxbrew/.linuxbrew/opt", "postgresql", "bin"),
    ("/Applications/Postgres.app/Contents/Versions", "", "bin"),
    ("/usr/libexec", "postgresql", ""),
];

/// The folder with `initdb` and `postgres`: the one named, else on the path, else the newest of the usual places. Data that
/// exists needs the version that made it.
pub(super) fn server(named: Option<&Path>, data: &Path) -> Result<PathBuf, ClusterError> {
    let wanted: Option<u32> =
        fs::read_to_string(data.join("PG_VERSION")).ok().and_then(|text| text.trim().parse().ok());
    let candidates = match named {
        Some(named) => vec![complete(named).ok_or_else(|| ClusterError::NoServerIn(named.into()))?],
        None => on_the_path(env::var_os("PATH").as_deref()).chain(PLACES.iter().flat_map(usual)).collect(),
    };
    let Some(first) = candidates.first().cloned() else { return Err(ClusterError::NoServer) };
    let fits = |folder: &PathBuf| {
        version(folder).is_some_and(|found| wanted.map_or(found >= OLDEST, |wanted| found == wanted))
    };
    match (candidates.into_iter().find(fits), wanted) {
        (Some(folder), _) => Ok(folder),
        (None, Some(wanted)) => Err(ClusterError::OtherVersion { data: data.into(), wanted }),
        (None, None) => Err(ClusterError::TooOld(first)),
    }
}

/// The real folder, if both programs are in it. Links are followed: what the path shows may be links to single programs.
fn complete(folder: &Path) -> Option<PathBuf> {
    let real = fs::canonicalize(folder.join("postgres")).ok()?;
    let folder = real.parent()?;
    (real.is_file() && folder.join("initdb").is_file()).then(|| folder.to_owned())
}

fn on_the_path(path: Option<&OsStr>) -> impl Iterator<Item = PathBuf> {
    let folders: Vec<PathBuf> = path.map(|path| env::split_paths(path).collect()).unwrap_or_default();
    folders.into_iter().filter(|folder| folder.is_absolute()).filter_map(|folder| complete(&folder))
}

/// The complete installations of one place, newest first.
fn usual(&(place, prefix, inside): &(&str, &str, &str)) -> Vec<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = fs::read_dir(place)
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let name = entry.file_name().into_string().ok()?;
            let digits: String =
                name.strip_prefix(prefix)?.trim_start_matches('@').chars().take_while(char::is_ascii_digit).collect();
            Some((digits.parse().unwrap_or(0), complete(&entry.path().join(inside))?))
        })
        .collect();
    found.sort_by_key(|(version, _)| std::cmp::Reverse(*version));
    found.into_iter().map(|(_, folder)| folder).collect()
}

/// The major version, as the program itself tells it.
fn version(folder: &Path) -> Option<u32> {
    let output =
        Command::new(folder.join("postgres")).arg("--version").stdin(Stdio::null()).stderr(Stdio::null()).output();
    major(&String::from_utf8(output.ok()?.stdout).ok()?)
}

fn major(text: &str) -> Option<u32> {
    let version = text.split_whitespace().find(|word| word.starts_with(|letter: char| letter.is_ascii_digit()))?;
    version.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_packagers_write_them() {
        assert_eq!(major("postgres (PostgreSQL) 15.13 (Debian 15.13-0+deb12u1)\n"), Some(15));
        assert_eq!(major("postgres (PostgreSQL) 18beta2\n"), Some(18));
        assert_eq!(major("postgres (PostgreSQL) 9.6.24\n"), Some(9));
        assert_eq!(major("something else\n"), None);
    }

    #[test]
    fn the_newest_complete_installation_comes_first() {
        let place = tempfile::tempdir().unwrap();
        for (version, programs) in
            [("9.6", &["initdb", "postgres"][..]), ("15", &["initdb", "postgres"]), ("17", &["postgres"])]
        {
            let folder = place.path().join(version).join("bin");
            fs::create_dir_all(&folder).unwrap();
            for program in programs {
                fs::write(folder.join(program), "").unwrap();
            }
        }
        let found = usual(&(place.path().to_str().unwrap(), "", "bin"));
        let place = fs::canonicalize(place.path()).unwrap();
        assert_eq!(found, [place.join("15/bin"), place.join("9.6/bin")]);
    }

    #[test]
    fn a_link_on_the_path_leads_to_the_whole_installation() {
        let place = tempfile::tempdir().unwrap();
        let (bin, links) = (place.path().join("15/bin"), place.path().join("links"));
        fs::create_dir_all(&bin).unwrap();
        fs::create_dir(&links).unwrap();
        for program in ["initdb", "postgres"] {
            fs::write(bin.join(program), "").unwrap();
        }
        std::os::unix::fs::symlink(bin.join("postgres"), links.join("postgres")).unwrap();
        let found: Vec<_> = on_the_path(Some(links.as_os_str())).collect();
        assert_eq!(found, [fs::canonicalize(bin).unwrap()]);
    }
}
