//! Whether a reader of the Rust client's documentation finds an example: each public type of the crate, and each
//! call of the admin, has one, or a link to an item that has. Examples run as doc tests; what they say is not
//! judged here.

use std::collections::BTreeMap;

use super::files::Source;

const CRATE: &str = "client/src/";
/// Not public: a module of its own, because a test has it as well.
const NOT_PUBLIC: &str = "client/src/telemetry/";
/// The type whose methods need examples one by one: each is a subject of its own.
const CALLS_OF: &str = "Admin";

/// A documented item.
#[derive(Clone, Debug)]
struct Item {
    path: String,
    line: usize,
    kind: Kind,
    /// As links name it: `Written`, `Admin::list_topics`.
    name: String,
    docs: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Type,
    Method,
}

pub(super) fn check(sources: &[Source], findings: &mut Vec<String>) {
    let sources = sources
        .iter()
        .filter(|source| source.path.starts_with(CRATE) && !source.path.starts_with(NOT_PUBLIC));
    let items: Vec<Item> = sources.flat_map(items).collect();
    let shown: BTreeMap<&str, bool> =
        items.iter().map(|item| (item.name.as_str(), item.docs.contains("```"))).collect();
    for item in &items {
        let is_call = item.name.split("::").next() == Some(CALLS_OF);
        if item.kind == Kind::Method && !is_call {
            continue;
        }
        let is_shown = |link: &str| match shown.get(link) {
            Some(shown) => *shown,
            // A field, or a case.
            None => link.rsplit_once("::").is_some_and(|(of, _)| shown.get(of) == Some(&true)),
        };
        if !item.docs.contains("```") && !links(&item.docs).any(|link| is_shown(&link)) {
            findings.push(format!(
                "{}:{}: {} has no example, and no link to an item that has one",
                item.path, item.line, item.name
            ));
        }
    }
}

/// Public types with documentation, and public methods of types.
fn items(source: &Source) -> Vec<Item> {
    let code = source.text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let (mut found, mut docs, mut of) = (Vec::new(), String::new(), String::new());
    let mut in_attribute = false;
    for (index, line) in code.lines().enumerate() {
        let text = line.trim_start();
        if let Some(doc) = text.strip_prefix("///") {
            docs.push_str(doc);
            docs.push('\n');
            continue;
        }
        // Attributes stand between the documentation and its item, some over several lines.
        if in_attribute || text.starts_with("#[") {
            in_attribute = !text.ends_with(']');
            continue;
        }
        if line.starts_with("impl") {
            of = implemented(line);
        }
        if !docs.is_empty()
            && let Some((kind, name)) = declared(text)
        {
            let name = match kind {
                Kind::Type => name.to_owned(),
                Kind::Method => format!("{of}::{name}"),
            };
            let (path, line) = (source.path.clone(), index + 1);
            found.push(Item { path, line, kind, name, docs: docs.clone() });
        }
        docs.clear();
    }
    found
}

/// What a public item is called.
fn declared(line: &str) -> Option<(Kind, &str)> {
    let line = line.strip_prefix("pub ")?;
    let mut words = line.split_whitespace().skip_while(|word| ["const", "async"].contains(word));
    let kind = match words.next()? {
        "struct" | "enum" | "trait" => Kind::Type,
        "fn" => Kind::Method,
        _ => return None,
    };
    let name = words.next()?;
    name.split(|character: char| !character.is_alphanumeric() && character != '_')
        .next()
        .map(|name| (kind, name))
}

/// The type of an `impl` without a trait; empty for one with.
fn implemented(line: &str) -> String {
    let (mut depth, mut rest) = (0, line.trim_start_matches("impl"));
    // The parameters of the impl itself.
    if rest.starts_with('<') {
        let end = rest.find(|character| {
            depth += match character {
                '<' => 1,
                '>' => -1,
                _ => 0,
            };
            depth == 0
        });
        rest = &rest[end.map_or(0, |end| end + 1)..];
    }
    let name = |text: &str| {
        let end = text.find(|character: char| !character.is_alphanumeric() && character != '_');
        text[..end.unwrap_or(text.len())].to_owned()
    };
    if rest.contains(" for ") { String::new() } else { name(rest.trim_start()) }
}

/// What links name: the last one or two names of their paths.
fn links(docs: &str) -> impl Iterator<Item = String> + '_ {
    docs.split("[`").skip(1).filter_map(|rest| {
        let (shown, after) = rest.split_once("`]")?;
        // Of `[`text`](path)` the path counts.
        let path = after.strip_prefix('(').and_then(|path| path.split(')').next());
        let path = path.unwrap_or(shown).trim_end_matches("()");
        let names: Vec<&str> = path.split("::").collect();
        let is_type = |name: &str| name.starts_with(char::is_uppercase);
        let from = names.iter().position(|name| is_type(name)).unwrap_or(names.len() - 1);
        Some(names[from..].join("::"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(text: &str) -> Vec<String> {
        let source = Source { path: "client/src/x.rs".into(), text: text.into() };
        let mut findings = Vec::new();
        check(&[source], &mut findings);
        findings
    }

    #[test]
    fn a_type_has_an_example_or_a_link_to_one() {
        let shown = "/// Shown.\n///\n/// ```\n/// ```\n#[derive(Debug)]\npub struct Shown {}\n";
        assert_eq!(findings(shown).len(), 0);
        let found = findings("/// Bare.\n#[derive(\n    Debug,\n)]\npub enum Bare {}\n");
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("client/src/x.rs:5: Bare"), "{found:?}");
        for link in ["[`Shown`]", "[`it`](crate::Shown)", "[`Shown::field`]"] {
            let linked = format!("{shown}/// As {link}.\npub trait Linked {{}}\n");
            assert_eq!(findings(&linked).len(), 0, "{link}");
        }
        assert_eq!(findings("/// As [`Other`].\npub struct Lost;\n").len(), 1);
        assert_eq!(findings("/// Not public.\npub(crate) struct Own;\n").len(), 0);
    }

    #[test]
    fn a_call_of_the_admin_has_an_example_of_its_own_or_that_of_another_call() {
        let call =
            |docs: &str| format!("impl Admin {{\n    /// {docs}\n    pub fn call() {{}}\n}}\n");
        assert_eq!(findings(&call("Does it.")).len(), 1);
        assert_eq!(findings(&call("```")).len(), 0);
        let base = "impl<T: Into<U>> Admin {\n    /// ```\n    pub async fn base() {}\n}\n";
        assert_eq!(findings(&format!("{base}{}", call("As [`Admin::base`]."))).len(), 0);
        // A link to the type, or to a call that has none, leads nowhere.
        let admin = "/// ```\npub struct Admin;\n";
        let bare = "impl Admin {\n    /// As [`Admin::call`].\n    pub fn bare() {}\n}\n";
        let lost = call("As [`Admin::bare`].");
        assert_eq!(findings(&format!("{admin}{bare}{lost}")).len(), 2);
        assert_eq!(findings("impl Client {\n    /// Does it.\n    pub fn call() {}\n}\n").len(), 0);
    }
}
