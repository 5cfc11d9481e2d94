//! The records, enums and callbacks of the public layer.

use std::fmt::Write;

use super::{SWIFT_MADE, default, escaped, lifted, lowered, package, swift, swift_doc};
use crate::{
    Callback, Enum, File, Function, Model, Parameter, Record, Type,
    names::{camel, lower_camel},
};

pub(super) fn files(model: &Model) -> Vec<File> {
    let head = format!("{SWIFT_MADE}\npublic import Foundation\ninternal import OttlaBridge\n");
    let file = |name: &str, content: String| {
        package(&format!("Sources/Ottla/Made/{name}.swift"), format!("{head}{content}"))
    };
    vec![
        file("Records", model.records.iter().map(record).collect()),
        file("Choices", model.enums.iter().map(choices).collect())
            .without("public import Foundation\n"),
        file("Callbacks", model.callbacks.iter().map(callback).collect())
            .without("public import Foundation\n"),
    ]
}

impl File {
    fn without(mut self, line: &str) -> Self {
        self.content = self.content.replacen(line, "", 1);
        self
    }
}

fn record(record: &Record) -> String {
    let Record { name, doc, fields } = record;
    let mut text = format!("\n{}public struct {name}: Sendable, Hashable {{\n", swift_doc("", doc));
    let (mut takes, mut sets, mut lifts, mut lowers) = (vec![], vec![], vec![], vec![]);
    for (Parameter { name, kind }, doc) in fields {
        let label = camel(name);
        let (name, typed) = (escaped(&label), swift(kind));
        let _ = writeln!(text, "{}    public var {name}: {typed}", swift_doc("    ", doc));
        takes.push(format!("{name}: {typed}{}", default(kind)));
        sets.push(format!("        self.{name} = {name}\n"));
        lifts.push(format!("{label}: {}", lifted(kind, &format!("raw.{label}"))));
        lowers.push(format!("{label}: {}", lowered(kind, &name)));
    }
    let _ =
        writeln!(text, "\n    public init({}) {{\n{}    }}\n}}\n", takes.join(", "), sets.concat());
    let _ = writeln!(
        text,
        "extension {name} {{\n    init(_ raw: Raw{name}) {{\n        self.init(\n            {})\n    }}\n",
        lifts.join(",\n            ")
    );
    let _ = writeln!(
        text,
        "    var raw: Raw{name} {{\n        Raw{name}(\n            {})\n    }}\n}}",
        lowers.join(",\n            ")
    );
    text
}

fn choices(choice: &Enum) -> String {
    let Enum { name, doc, variants } = choice;
    let mut text = format!(
        "\n{}public enum {name}: String, Sendable, Hashable, CaseIterable, Codable {{\n",
        swift_doc("", doc)
    );
    let (mut lifts, mut lowers) = (String::new(), String::new());
    for (variant, doc) in variants {
        let case = lower_camel(variant);
        let named = escaped(&case);
        let _ = writeln!(text, "{}    case {named} = \"{variant}\"", swift_doc("    ", doc));
        let _ = writeln!(lifts, "        case .{named}: self = .{named}");
        let _ = writeln!(lowers, "        case .{named}: .{named}");
    }
    let _ = writeln!(
        text,
        "}}\n\nextension {name} {{\n    init(_ raw: Raw{name}) {{\n        switch raw {{\n{lifts}        }}\n    }}\n\n    var raw: Raw{name} {{\n        switch self {{\n{lowers}        }}\n    }}\n}}"
    );
    text
}

/// One function that may fail: users give a closure.
fn function(callback: &Callback, of: &Function) -> String {
    let Callback { name, doc, .. } = callback;
    let list = |write: &dyn Fn(&Parameter) -> String| {
        of.parameters.iter().map(write).collect::<Vec<_>>().join(", ")
    };
    let (takes, called) = (list(&|Parameter { kind, .. }| swift(kind)), camel(&of.name));
    let raws =
        list(&|Parameter { name, kind }| format!("{}: {}", escaped(&camel(name)), raw_swift(kind)));
    let given = list(&|Parameter { name, kind }| lifted(kind, &escaped(&camel(name))));
    let gives = swift(&of.returns);
    let (raw_gives, returned) = match of.returns {
        Type::Unit => (String::new(), ""),
        _ => (format!(" -> {}", raw_swift(&of.returns)), "return "),
    };
    let call = lowered(&of.returns, &format!("function({given})"));
    format!(
        "\n{}public typealias {name} = @Sendable ({takes}) async throws -> {gives}\n\nfinal class Bridged{name}: Raw{name} {{\n    private let function: {name}\n\n    init(_ function: @escaping {name}) {{\n        self.function = function\n    }}\n\n    func {called}({raws}) async throws{raw_gives} {{\n        do {{\n            {returned}try await {call}\n        }} catch {{\n            throw RawThrown(error)\n        }}\n    }}\n}}\n",
        swift_doc("", doc)
    )
}

fn callback(callback: &Callback) -> String {
    let Callback { name, doc, functions } = callback;
    if let ([only], true) = (functions.as_slice(), callback.is_function()) {
        return function(callback, only);
    }
    // Without functions that do nothing: one with a misspelt name, or that throws, would not be called, and nobody would be told.
    let mut shape = format!("\n{}public protocol {name}: Sendable {{\n", swift_doc("", doc));
    let mut bridge = String::new();
    for Function { name, doc, parameters, .. } in functions {
        let list = |write: &dyn Fn(&Parameter) -> String| {
            parameters.iter().map(write).collect::<Vec<_>>().join(", ")
        };
        let called = camel(name);
        let takes =
            list(&|Parameter { name, kind }| format!("{}: {}", escaped(&camel(name)), swift(kind)));
        let raws = list(&|Parameter { name, kind }| {
            format!("{}: {}", escaped(&camel(name)), raw_swift(kind))
        });
        let given = list(&|Parameter { name, kind }| {
            let name = escaped(&camel(name));
            format!("{name}: {}", lifted(kind, &name))
        });
        let _ = writeln!(shape, "{}    func {called}({takes}) async", swift_doc("    ", doc));
        let _ = writeln!(
            bridge,
            "    func {called}({raws}) async {{\n        await listener.{called}({given})\n    }}"
        );
    }
    format!(
        "{shape}}}\n\nfinal class Bridged{name}: Raw{name} {{\n    private let listener: any {name}\n\n    init(_ listener: any {name}) {{\n        self.listener = listener\n    }}\n\n{bridge}}}\n"
    )
}

/// The type as the lower layer writes it.
fn raw_swift(kind: &Type) -> String {
    match kind {
        Type::Optional(inner) => format!("{}?", raw_swift(inner)),
        Type::List(inner) => format!("[{}]", raw_swift(inner)),
        Type::Map(inner) => format!("[String: {}]", raw_swift(inner)),
        Type::Record(name) | Type::Enum(name) | Type::Object(name) => format!("Raw{name}"),
        kind => swift(kind),
    }
}
