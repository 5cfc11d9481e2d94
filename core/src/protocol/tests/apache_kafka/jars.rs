//! The definitions of messages inside of Apache Kafka's jars. Which jars have any is seen in the
//! jars, so that a module that a new Kafka adds is not overlooked.

use std::{fs, io::Read, path::PathBuf};

use serde_json::Value;

/// Files of definitions that are not spoken or written by Ottla: those of tiered storage's own topic, and what Kafka Streams packs into
/// the opaque bytes of its group protocol.
pub(super) const LEFT_OUT: [&str; 5] = [
    "RemoteLogSegmentMetadataRecord",
    "RemoteLogSegmentMetadataSnapshotRecord",
    "RemoteLogSegmentMetadataUpdateRecord",
    "RemotePartitionDeleteMetadataRecord",
    "SubscriptionInfoData",
];

/// A definition, and the jar that it is from.
pub(super) struct Source {
    pub(super) jar: String,
    pub(super) definition: Value,
}

/// The directory of the jars.
pub(super) fn directory() -> PathBuf {
    let libs = std::env::var_os("OTTLA_KAFKA_LIBS");
    libs.expect("OTTLA_KAFKA_LIBS names the directory of Apache Kafka's jars").into()
}

/// All definitions but those of `LEFT_OUT`.
pub(super) fn definitions() -> Vec<Source> {
    let mut jars: Vec<PathBuf> =
        fs::read_dir(directory()).unwrap().map(|entry| entry.unwrap().path()).collect();
    jars.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("kafka") && name.ends_with(".jar")
    });
    jars.sort();
    let mut sources = Vec::new();
    for path in jars {
        let jar = path.file_stem().unwrap().to_string_lossy().into_owned();
        let bytes = fs::read(&path).unwrap();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index).unwrap();
            let path = entry.name().to_owned();
            let Some(file) = path.rsplit('/').next().and_then(|file| file.strip_suffix(".json"))
            else {
                continue;
            };
            if LEFT_OUT.contains(&file) {
                continue;
            }
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            let definition: Value = serde_json::from_str(&without_comments(&text))
                .unwrap_or_else(|error| panic!("{jar}: {path}: {error}"));
            if definition.get("validVersions").is_some() {
                sources.push(Source { jar: jar.clone(), definition });
            }
        }
    }
    sources
}

/// Kafka's definitions are JSON with comments to the end of the line.
fn without_comments(text: &str) -> String {
    let mut kept = String::new();
    let mut in_string = false;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' => in_string = !in_string,
            '\\' if in_string => {
                kept.push(character);
                kept.extend(characters.next());
                continue;
            }
            '/' if !in_string && characters.peek() == Some(&'/') => {
                characters.by_ref().find(|character| *character == '\n');
                kept.push('\n');
                continue;
            }
            _ => {}
        }
        kept.push(character);
    }
    kept
}

#[test]
fn comments_are_removed_and_strings_kept() {
    let text = "// a \"comment\"\n{ \"about\": \"see https://x \\\" // no\" } // end";
    assert_eq!(without_comments(text), "\n{ \"about\": \"see https://x \\\" // no\" } \n");
}
