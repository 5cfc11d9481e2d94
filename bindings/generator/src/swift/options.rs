//! The sets of options as structs.

use std::fmt::Write;

use super::{SWIFT_MADE, doc, escaped, package};
use crate::{Choice, File, Model, OptionKind, Options, names::camel};

pub(super) fn files(model: &Model) -> Vec<File> {
    let file = |set: &Options| {
        package(
            &format!("Sources/Ottla/Made/{}.swift", set.name),
            format!("{SWIFT_MADE}{}", options(set)),
        )
    };
    model.options.iter().map(file).collect()
}

fn swift(kind: OptionKind) -> &'static str {
    match kind {
        OptionKind::Bool => "Bool",
        OptionKind::Duration | OptionKind::Number => "Int64",
        OptionKind::Text => "OptionText",
    }
}

fn options(set: &Options) -> String {
    let Options { name, doc: about, known } = set;
    let more = match known.is_empty() {
        true => "",
        false => {
            "\n\nWhat is nil has its default. Everything that is wrong is told when the options are used, all at once."
        }
    };
    let mut text = format!(
        "\n{}public struct {name}: Sendable, Hashable {{\n",
        doc("", &format!("{about}{more}"))
    );
    let (mut takes, mut sets, mut pairs) = (String::new(), String::new(), String::new());
    // In Swift arguments have an order: one that needs no remembering.
    let mut known: Vec<&Choice> = known.iter().collect();
    known.sort_by_key(|choice| camel(&choice.key));
    for Choice { key, doc: about, default, allowed, kind, .. } in &known {
        let (field, typed) = (escaped(&camel(key)), swift(*kind));
        let default = if default.is_empty() { "none".to_owned() } else { format!("`{default}`") };
        let said = format!("`{key}`: {}\n\nDefault: {default}; allowed: {allowed}.", about.trim());
        let _ = writeln!(text, "{}    public var {field}: {typed}?", doc("    ", &said));
        let _ = writeln!(takes, "        {field}: {typed}? = nil,");
        let _ = writeln!(sets, "        self.{field} = {field}");
        let _ = writeln!(pairs, "        if let {field} {{ pairs[\"{key}\"] = \"\\({field})\" }}");
    }
    let more_default = if known.is_empty() { "" } else { " = [:]" };
    let _ = writeln!(
        text,
        "    /// Options by Kafka's key, as text; one that is set above counts there.
    public var properties: [String: String]

    /// All options as they are by default.
    public init() {{
        self.init(properties: [:])
    }}

    /// Options by name, and by Kafka's key.
    public init(\n{takes}        properties: [String: String]{more_default}\n    ) {{\n{sets}        self.properties = properties\n    }}\n"
    );
    let declared = if known.is_empty() { "let" } else { "var" };
    let _ = writeln!(
        text,
        "    /// All that are set, by Kafka's key.\n    public var pairs: [String: String] {{\n        {declared} pairs = properties\n{pairs}        return pairs\n    }}\n}}\n"
    );
    let _ = writeln!(
        text,
        "extension {name}: ExpressibleByDictionaryLiteral {{\n    /// `[\"key\": \"value\"]` with Kafka's keys.\n    public init(dictionaryLiteral pairs: (String, String)...) {{\n        self.init(properties: Dictionary(pairs) {{ _, last in last }})\n    }}\n}}"
    );
    text
}
