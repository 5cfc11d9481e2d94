//! Real input: the packages of Debian's index, each as one line of JSON under its name.

use std::{
    fs::{self, File},
    io::{BufRead, BufReader, Cursor, Read},
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::{Map, Value, json};

/// One record to write.
#[derive(Clone, Debug)]
pub struct Input {
    pub key: String,
    pub value: String,
    pub timestamp: i64,
}

/// All packages of the largest index on this machine; without one, some made-up ones.
pub fn packages() -> Vec<Input> {
    let Some(path) = index() else {
        eprintln!("no package index in /var/lib/apt/lists: using made-up packages");
        return (0..5_000).map(made_up).collect();
    };
    let file = File::open(&path).unwrap();
    let plain: Box<dyn Read> = match path.extension().and_then(|extension| extension.to_str()) {
        Some("gz") => Box::new(flate2::read::MultiGzDecoder::new(file)),
        Some("xz") => Box::new(unpacked_by_xz(&path)),
        Some("lz4") => Box::new(lz4_flex::frame::FrameDecoder::new(file)),
        _ => Box::new(file),
    };
    let mut packages = Vec::new();
    let mut stanza = Map::new();
    let mut field = String::new();
    for line in BufReader::new(plain).lines().map(Result::unwrap).chain([String::new()]) {
        if line.is_empty() {
            let stanza = std::mem::take(&mut stanza);
            if let Some(Value::String(name)) = stanza.get("Package") {
                let key = name.clone();
                packages.push(input(packages.len(), key, Value::Object(stanza).to_string()));
            }
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
    packages
}

/// A few records, for tests that are about something else than size.
pub fn few(count: usize) -> Vec<Input> {
    (0..count).map(made_up).collect()
}

fn made_up(index: usize) -> Input {
    let value = json!({ "Package": index, "Description": "ä".repeat(index % 500) }).to_string();
    input(index, format!("package-{index}"), value)
}

/// Now, and a millisecond later for each record: within what a topic allows.
fn input(index: usize, key: String, value: String) -> Input {
    use std::time::{SystemTime, UNIX_EPOCH};
    static START: std::sync::OnceLock<i64> = std::sync::OnceLock::new();
    let start = *START.get_or_init(|| {
        SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis() as i64 - 3_600_000
    });
    Input { key, value, timestamp: start + index as i64 }
}

/// Every Debian has the program, for its packages are packed with it.
fn unpacked_by_xz(path: &Path) -> Cursor<Vec<u8>> {
    let output = Command::new("xz").arg("-dc").arg(path).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Cursor::new(output.stdout)
}

fn index() -> Option<PathBuf> {
    let entries = fs::read_dir("/var/lib/apt/lists").ok()?.flatten();
    let named = |name: &str| {
        ["_Packages", "_Packages.gz", "_Packages.lz4", "_Packages.xz"]
            .iter()
            .any(|end| name.ends_with(end))
    };
    entries
        .filter(|entry| named(&entry.file_name().to_string_lossy()))
        .max_by_key(|entry| entry.metadata().map_or(0, |metadata| metadata.len()))
        .map(|entry| entry.path())
}
