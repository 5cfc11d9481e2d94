//! Rules about the text of a file: its length, its opening words, its name, and what must not be
//! left in it.

use super::files::Source;

const LINES_MAX: usize = 600;
/// How files begin that are made from others.
const MADE: &str = "// Made from ";
const NAMES: &[&str] = &["utils", "util", "common", "helpers", "helper", "manager", "misc"];

/// Where a developer's files are. Written in pieces, or this file would find itself.
const MACHINE_PATHS: &[&str] =
    &[concat!("/ho", "me/"), concat!("/ro", "ot/"), concat!("/Us", "ers/"), concat!("/wo", "rk/")];

pub(super) fn check(source: &Source, findings: &mut Vec<String>) {
    let path = &source.path;
    let lines = source.text.lines().count();
    // Nobody reads what the generator makes; its sources are what is read.
    let is_made = source.text.starts_with(MADE);
    if lines > LINES_MAX && !is_made {
        findings.push(format!("{path}: {lines} lines; at most {LINES_MAX}: split it by subject"));
    }
    if !source.text.starts_with("//!") && !is_made {
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
        if let Some(machine) = MACHINE_PATHS.iter().find(|machine| line.contains(**machine)) {
            findings.push(format!("{path}:{at}: {machine} is a path of one machine"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(path: &str, text: &str) -> usize {
        let mut findings = Vec::new();
        check(&Source { path: path.into(), text: text.into() }, &mut findings);
        findings.len()
    }

    #[test]
    fn each_rule_finds_what_breaks_it() {
        assert_eq!(findings("a/good.rs", "//! Good.\n"), 0);
        assert_eq!(findings("a/good.rs", "fn no_opening() {}\n"), 1);
        assert_eq!(findings("a/utils.rs", "//! Bad name.\n"), 1);
        assert_eq!(findings("a/good.rs", &"//! Long.\n".repeat(LINES_MAX + 1)), 1);
        let open = concat!("//! Good.\n// TO", "DO later\n");
        assert_eq!(findings("a/good.rs", open), 1);
        assert_eq!(findings("a/good.rs", concat!("//! Good.\n// TO", "DO #3 later\n")), 0);
        let path = format!("//! Good.\nconst A: &str = \"{}me/x\";\n", MACHINE_PATHS[0]);
        assert_eq!(findings("a/good.rs", &path), 1);
    }
}
