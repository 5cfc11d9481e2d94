//! The import rule: which folder of core, broker and client may use which. docs/ARCHITECTURE.md
//! draws it.

use super::files::Source;

/// A folder, and the folders beside it that it may use.
struct Rule {
    folder: &'static str,
    /// What `crate::` paths start with there.
    may_use: &'static [&'static str],
}

const RULES: &[Rule] = &[
    Rule { folder: "core/src/model", may_use: &["model"] },
    Rule { folder: "core/src/protocol", may_use: &["protocol", "model"] },
    Rule { folder: "core/src/assignors", may_use: &["assignors", "protocol", "model"] },
    Rule { folder: "core/src/security", may_use: &["security", "protocol", "model"] },
    Rule { folder: "core/src/storage", may_use: &["storage", "protocol", "model"] },
    Rule { folder: "core/src/metadata", may_use: &["metadata", "protocol", "model"] },
    Rule {
        folder: "core/src/coordinator",
        may_use: &["coordinator", "metadata", "protocol", "model"],
    },
    Rule {
        folder: "core/src/groups",
        may_use: &["groups", "coordinator", "assignors", "metadata", "protocol", "model"],
    },
    Rule {
        folder: "core/src/transactions",
        may_use: &["transactions", "coordinator", "metadata", "protocol", "model"],
    },
    Rule {
        folder: "core/src/quorum",
        may_use: &["quorum", "metadata", "storage", "protocol", "model"],
    },
    Rule {
        folder: "core/src/replication",
        may_use: &["replication", "metadata", "storage", "protocol", "model"],
    },
    Rule { folder: "broker/src/engine", may_use: &["engine"] },
    Rule { folder: "broker/src/testing", may_use: &["testing", "clock"] },
    Rule {
        folder: "client/src/engine",
        may_use: &[
            "engine",
            "options",
            "error",
            "Advice",
            "Error",
            "ErrorKind",
            "Result",
            "Acks",
            "Compression",
            "record",
            "Record",
        ],
    },
];

/// Crates that a folder may not name: engines know no runtime.
const BANNED: &[(&str, &[&str])] = &[
    ("core/src/", &["tokio", "futures"]),
    ("broker/src/engine/", &["tokio", "futures", "std::net", "std::fs"]),
    ("client/src/engine/", &["tokio", "std::net", "std::fs"]),
];

pub(super) fn check(source: &Source, findings: &mut Vec<String>) {
    let path = &source.path;
    let code = without_tests(&source.text);
    if let Some(rule) = RULES.iter().find(|rule| path.starts_with(&format!("{}/", rule.folder))) {
        for (line, name) in crate_paths(code) {
            if !rule.may_use.contains(&name.as_str()) {
                findings.push(format!(
                    "{path}:{line}: {} may not use crate::{name}; it may use {}",
                    rule.folder,
                    rule.may_use.join(", ")
                ));
            }
        }
    }
    for (folder, banned) in BANNED.iter().filter(|(folder, _)| path.starts_with(folder)) {
        for (index, line) in code.lines().enumerate() {
            let line = line.trim_start();
            let found = banned.iter().find(|name| line.contains(&format!("{name}::")));
            if let Some(name) = found.filter(|_| !line.starts_with("//")) {
                findings.push(format!("{path}:{}: {folder} may not use {name}", index + 1));
            }
        }
    }
}

/// Tests may use whatever they like.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

/// First names after `crate::`, with their lines; also in `use crate::{a::x, b::y}` over lines.
fn crate_paths(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let comment = |line: &str| line.trim_start().starts_with("//");
    let text: String = code
        .lines()
        .map(|line| if comment(line) { String::from("\n") } else { format!("{line}\n") })
        .collect();
    let mut from = 0;
    while let Some(at) = text[from..].find("crate::").map(|at| from + at) {
        from = at + "crate::".len();
        // `$crate::` of a macro names whoever uses it.
        let line = text[..at].matches('\n').count() + 1;
        let rest = &text[from..];
        if let Some(list) = rest.strip_prefix('{') {
            found.extend(list_heads(list).into_iter().map(|name| (line, name)));
        } else {
            found.push((line, head(rest)));
        }
    }
    found
}

fn head(text: &str) -> String {
    let text = text.trim_start();
    text.chars().take_while(|character| character.is_alphanumeric() || *character == '_').collect()
}

/// The first name of each item at the top level of a `{...}` list.
fn list_heads(list: &str) -> Vec<String> {
    let mut heads = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (index, character) in list.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => {
                heads.push(head(&list[start..index]));
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                heads.push(head(&list[start..index]));
                start = index + 1;
            }
            _ => {}
        }
    }
    heads.retain(|name| !name.is_empty());
    heads
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_into_the_crate_is_found() {
        let code = "use crate::{\n    model::{A, B},\n    storage::log::Log,\n};\nfn f() -> crate::quorum::Q {}\n// crate::comment\n";
        let names: Vec<String> = crate_paths(code).into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, ["model", "storage", "quorum"]);
    }

    #[test]
    fn an_import_against_the_rule_is_a_finding() {
        let text = "//! x\nuse crate::storage::log::Log;\n".to_owned();
        let source = Source { path: "core/src/protocol/x.rs".into(), text };
        let mut findings = Vec::new();
        check(&source, &mut findings);
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert!(findings[0].contains("core/src/protocol may not use crate::storage"));
    }
}
