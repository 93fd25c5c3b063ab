//! What was written, and where: the file, and the environment over it.
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use figment::providers::{Format as _, Toml};
use figment::value::{Dict, Num, Value};
use figment::{Profile, Provider};
use zeroize::Zeroizing;

use super::surroundings::Surroundings;
use super::{ConfigError, KEYS, SECRET_KEYS};

/// One value, and the name under which the operator knows it.
pub(super) struct Given {
    pub(super) name: String,
    /// Where relative paths begin: in the working folder, and those of the machine's file beside it.
    pub(super) folder: PathBuf,
    pub(super) text: Zeroizing<String>,
}

impl Given {
    /// The sentence about a value that cannot be used.
    pub(super) fn refuse(&self, problem: &str, remedy: &str) -> ConfigError {
        ConfigError(format!("{} is {:?}, {problem}: {remedy}.", self.name, &**self.text))
    }
}

/// All that was given.
pub(super) struct Values {
    given: BTreeMap<&'static str, Given>,
    pub(super) unknown: Vec<String>,
}

impl Values {
    pub(super) fn get(&self, key: &str) -> Option<&Given> {
        self.given.get(key)
    }

    pub(super) fn parse<T>(
        &self,
        key: &str,
        parse: impl FnOnce(&Given) -> Result<T, ConfigError>,
    ) -> Result<Option<T>, ConfigError> {
        self.get(key).map(parse).transpose()
    }
}

pub(super) fn read(surroundings: &Surroundings) -> Result<Values, ConfigError> {
    let file = file(surroundings)?;
    let from_file = match &file {
        Some((path, text)) => entries(path, text)?,
        None => BTreeMap::new(),
    };
    let from_environment = environment(surroundings)?;
    let here = &surroundings.folder;
    let beside = match &file {
        Some((path, _)) if *path == surroundings.system_file => path.parent().unwrap_or(here).to_owned(),
        _ => here.clone(),
    };
    let mut given = BTreeMap::new();
    for key in KEYS {
        for (layer, folder) in [(&from_environment, here), (&from_file, &beside)] {
            if let Some(value) = pick(key, layer, folder)? {
                given.insert(*key, value);
                break;
            }
        }
    }
    Ok(Values { given, unknown: unknown(surroundings) })
}

/// Name and text of each value of one layer, by key.
type Layer = BTreeMap<String, (String, String)>;

/// A key's value in one layer, or what the file holds that stands in for it.
fn pick(key: &str, layer: &Layer, folder: &Path) -> Result<Option<Given>, ConfigError> {
    let of = |name: &str, text: &str| Given {
        name: name.to_owned(),
        folder: folder.to_owned(),
        text: Zeroizing::new(text.to_owned()),
    };
    let given = |(name, text): &(String, String)| of(name, text);
    let direct = layer.get(key);
    let indirect = layer.get(&format!("{key}_file")).filter(|_| SECRET_KEYS.contains(&key));
    match (direct, indirect) {
        (Some((name, _)), Some((other, _))) => {
            Err(ConfigError(format!("{name} and {other} are both set: remove one of them.")))
        }
        (direct, None) => Ok(direct.map(given)),
        (None, Some((name, file))) => {
            let text = fs::read_to_string(folder.join(file)).map(Zeroizing::new).map_err(|error| {
                ConfigError(format!("{name} names {file}, which cannot be read ({error}): name a file that the user who runs Latchkey may read."))
            })?;
            Ok(Some(of(name, text.trim())))
        }
    }
}

/// The file that was named; else the one in the working folder, else the machine's, if there is one.
fn file(surroundings: &Surroundings) -> Result<Option<(PathBuf, Zeroizing<String>)>, ConfigError> {
    if let Some(named) = surroundings.var("LATCHKEY_CONFIG") {
        let path = surroundings.folder.join(named);
        let text = text(&path).map_err(|error| {
            ConfigError(format!(
                "The configuration file {} cannot be read ({error}): name one that can in LATCHKEY_CONFIG.",
                path.display()
            ))
        })?;
        return Ok(Some((path, text)));
    }
    for path in [surroundings.folder.join("latchkey.toml"), surroundings.system_file.clone()] {
        match text(&path) {
            Ok(text) => return Ok(Some((path, text))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => {
                return Err(ConfigError(format!(
                    "The configuration file {} cannot be read ({error}): let the user who runs Latchkey read it, or name another in LATCHKEY_CONFIG.",
                    path.display()
                )));
            }
        }
    }
    Ok(None)
}

fn text(path: &Path) -> io::Result<Zeroizing<String>> {
    fs::read_to_string(path).map(Zeroizing::new)
}

fn entries(path: &Path, text: &str) -> Result<Layer, ConfigError> {
    let file = path.display();
    let parsed = Toml::string(text).data().map_err(|error| {
        // The lines between show what is written there, which may be a secret.
        let words = error.to_string();
        let (first, last) = (words.lines().next().unwrap_or_default(), words.lines().last().unwrap_or_default());
        let what = if first == last { first.to_owned() } else { format!("{first}, {last}") };
        ConfigError(format!("{file} is not TOML ({what}): write it as in latchkey.example.toml."))
    })?;
    let dict = parsed.get(&Profile::Default).cloned().unwrap_or_else(Dict::new);
    let mut entries = Layer::new();
    for (key, value) in dict {
        let secret_file = key.strip_suffix("_file").is_some_and(|key| SECRET_KEYS.contains(&key));
        if !KEYS.contains(&key.as_str()) && !secret_file {
            return Err(ConfigError(format!("{file} has the unknown key `{key}`: did you mean `{}`?", nearest(&key))));
        }
        let name = format!("`{key}` in {file}");
        let text = text_of(&value).ok_or_else(|| {
            ConfigError(format!("{name} is neither text nor a number: write it as in latchkey.example.toml."))
        })?;
        if !text.trim().is_empty() {
            entries.insert(key, (name, text));
        }
    }
    Ok(entries)
}

/// Text, a whole number, or a list of texts.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(_, text) => Some(text.clone()),
        Value::Num(_, Num::F32(_) | Num::F64(_)) => None,
        Value::Num(_, number) => number
            .to_i128()
            .map(|number| number.to_string())
            .or_else(|| number.to_u128().map(|number| number.to_string())),
        Value::Array(_, items) => {
            let items: Option<Vec<&str>> = items.iter().map(Value::as_str).collect();
            items.map(|items| items.join(","))
        }
        _ => None,
    }
}

fn environment(surroundings: &Surroundings) -> Result<Layer, ConfigError> {
    let mut layer = Layer::new();
    let files = SECRET_KEYS.iter().map(|key| format!("{key}_file"));
    for key in KEYS.iter().map(|key| (*key).to_owned()).chain(files) {
        let name = variable(&key);
        if let Some(value) = surroundings.var(&name) {
            let text = value.to_str().ok_or_else(|| ConfigError(format!("{name} is not UTF-8: set it again.")))?;
            layer.insert(key, (name, text.to_owned()));
        }
    }
    Ok(layer)
}

fn variable(key: &str) -> String {
    format!("LATCHKEY_{}", key.to_uppercase())
}

fn unknown(surroundings: &Surroundings) -> Vec<String> {
    let known = |name: &str| {
        let key = name.strip_prefix("LATCHKEY_").unwrap_or_default().to_lowercase();
        let key = key.strip_suffix("_file").filter(|key| SECRET_KEYS.contains(key)).unwrap_or(&key);
        name == "LATCHKEY_CONFIG" || (KEYS.contains(&key) && name == name.to_uppercase())
    };
    let names = surroundings.vars.iter().map(|(name, _)| name.to_string_lossy().into_owned());
    let mut unknown: Vec<String> = names.filter(|name| name.starts_with("LATCHKEY_") && !known(name)).collect();
    unknown.sort();
    unknown
}

/// The key that needs the fewest letters changed.
fn nearest(typed: &str) -> &'static str {
    KEYS.iter().copied().min_by_key(|key| distance(typed, key)).unwrap_or_default()
}

/// Levenshtein's: letters put in, left out or exchanged.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, letter) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for (place, wanted) in other.iter().enumerate() {
            let exchanged = diagonal + usize::from(letter != *wanted);
            diagonal = row[place + 1];
            row[place + 1] = exchanged.min(row[place] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}
