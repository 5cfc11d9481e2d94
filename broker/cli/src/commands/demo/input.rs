//! What the demo sends: packages of a Debian index as JSON, or the lines of any other file.

use std::{
    fs::{self, File},
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

use flate2::read::MultiGzDecoder;
use lz4_flex::frame::FrameDecoder;
use serde_json::{Map, Value};

use crate::failure::{Failure, FailureKind};

/// Where `apt-get update` leaves the package indexes.
const PACKAGE_LISTS: &str = "/var/lib/apt/lists";
/// Lines that are sent when there is neither a file nor a package index.
const OWN_TEXT: &str = include_str!("../../../../../README.md");
/// How often the own text is repeated, so that there is something to see.
const OWN_TEXT_REPEATS: usize = 500;

type InputRecord = (Option<Vec<u8>>, Vec<u8>);

/// Records to send.
pub(super) struct Input {
    pub(super) name: String,
    pub(super) what: &'static str,
    pub(super) records: Vec<InputRecord>,
}

impl Input {
    pub(super) fn bytes(&self) -> usize {
        let size = |(key, value): &InputRecord| key.as_ref().map_or(0, Vec::len) + value.len();
        self.records.iter().map(size).sum()
    }
}

/// Reads `file`; without one the machine's package index, or else a text of this project.
pub(super) fn read(file: Option<PathBuf>) -> Result<Input, Failure> {
    let Some(path) = file.or_else(package_index) else {
        let lines = OWN_TEXT.lines().filter(|line| !line.is_empty());
        let lines: Vec<InputRecord> = lines.map(|line| (None, line.into())).collect();
        let count = lines.len() * OWN_TEXT_REPEATS;
        return Ok(Input {
            name: "README.md".into(),
            what: "its lines, many times",
            records: lines.into_iter().cycle().take(count).collect(),
        });
    };
    let failed = |error: std::io::Error| {
        Failure::new(FailureKind::Usage, format!("cannot read {}: {error}", path.display()))
    };
    let lines = open(&path).map_err(failed)?;
    let name = path.display().to_string();
    let is_index =
        path.file_name().is_some_and(|name| name.to_string_lossy().contains("_Packages"));
    let records = if is_index { packages(lines) } else { plain(lines) }.map_err(failed)?;
    let what = if is_index { "packages as JSON" } else { "lines" };
    Ok(Input { name, what, records })
}

/// The largest package index that `apt-get update` left.
fn package_index() -> Option<PathBuf> {
    let entries = fs::read_dir(PACKAGE_LISTS).ok()?.filter_map(Result::ok);
    entries
        .filter(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            ["_Packages", "_Packages.gz", "_Packages.lz4"].iter().any(|end| name.ends_with(end))
        })
        .max_by_key(|entry| entry.metadata().map_or(0, |metadata| metadata.len()))
        .map(|entry| entry.path())
}

fn open(path: &Path) -> std::io::Result<Box<dyn BufRead>> {
    let file = File::open(path)?;
    let plain: Box<dyn Read> = match path.extension().and_then(|extension| extension.to_str()) {
        Some("gz") => Box::new(MultiGzDecoder::new(file)),
        Some("lz4") => Box::new(FrameDecoder::new(file)),
        _ => Box::new(file),
    };
    Ok(Box::new(BufReader::with_capacity(1 << 18, plain)))
}

fn plain(mut lines: Box<dyn BufRead>) -> std::io::Result<Vec<InputRecord>> {
    let mut records = Vec::new();
    loop {
        let mut line = Vec::new();
        if lines.read_until(b'\n', &mut line)? == 0 {
            return Ok(records);
        }
        if line.last() == Some(&b'\n') {
            line.pop();
        }
        records.push((None, line));
    }
}

/// Stanzas of `Field: value` lines, continued by lines that begin with a space.
fn packages(lines: Box<dyn BufRead>) -> std::io::Result<Vec<InputRecord>> {
    let mut records = Vec::new();
    let mut stanza = Map::new();
    let mut field = String::new();
    for line in lines.lines() {
        let line = line?;
        if line.is_empty() {
            finish(&mut stanza, &mut records);
        } else if line.starts_with(' ') {
            if let Some(Value::String(text)) = stanza.get_mut(&field) {
                text.push('\n');
                text.push_str(line.trim_start());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            field = name.to_owned();
            stanza.insert(field.clone(), Value::String(value.trim_start().to_owned()));
        }
    }
    finish(&mut stanza, &mut records);
    Ok(records)
}

fn finish(stanza: &mut Map<String, Value>, records: &mut Vec<InputRecord>) {
    let stanza = std::mem::take(stanza);
    let Some(Value::String(package)) = stanza.get("Package") else { return };
    let key = package.clone().into_bytes();
    records.push((Some(key), Value::Object(stanza).to_string().into_bytes()));
}
