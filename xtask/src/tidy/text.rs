//! Rules about the text of a file: its length, its opening words, its name, and what must not be
//! left in it.

use super::files::Source;

const LINES_MAX: usize = 600;
const NAMES: &[&str] = &["utils", "util", "common", "helpers", "helper", "manager", "misc"];

pub(super) fn check(source: &Source, findings: &mut Vec<String>) {
    let path = &source.path;
    let lines = source.text.lines().count();
    if lines > LINES_MAX {
        findings.push(format!("{path}: {lines} lines; at most {LINES_MAX}: split it by subject"));
    }
    if !source.text.starts_with("//!") {
        findings.push(format!("{path}:1: a module opens with //! and what it decides"));
    }
    let stem = path.rsplit('/').next().and_then(|name| name.strip_suffix(".rs"));
    if let Some(stem) = stem.filter(|stem| NAMES.contains(stem)) {
        findings.push(format!("{path}: '{stem}' says nothing; name the file after its subject"));
    }
    for (index, line) in source.text.lines().enumerate() {
        let at = index + 1;
        // Written in two pieces, or this file would find itself.
        for word in [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X:")] {
            if line.contains(word) && !line.contains('#') {
                findings.push(format!("{path}:{at}: {word} needs an issue number"));
            }
        }
    }
}
