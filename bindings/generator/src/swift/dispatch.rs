//! What the runner of the scenarios calls the public layer by: names and values as data.

use std::fmt::Write;

use super::{SWIFT_MADE, close, escaped, is_property, made_objects, package, swift};
use crate::{
    Callback, File, Function, Model, Object, Parameter, Role, Type, Wait,
    names::{camel, lower_camel},
};

pub(super) fn file(model: &Model) -> File {
    let mut text = format!("{SWIFT_MADE}\nimport Foundation\n\n@testable import Ottla\n\n");
    let (mut made, mut calls, mut closes, mut loops) =
        (String::new(), String::new(), String::new(), String::new());
    for object in made_objects(model) {
        let name = &object.name;
        for function in &object.constructors {
            let _ = writeln!(
                made,
                "    case \"{name}.{}\":\n        return {}",
                function.name,
                call(function, name)
            );
        }
        let _ = writeln!(calls, "    case let it as {name}:\n        switch function {{");
        for method in &object.methods {
            let Function { name, .. } = &method.function;
            let _ = writeln!(calls, "        case \"{name}\":\n{}", body(&method.function));
        }
        calls.push_str("        default: break\n        }\n");
        if let Some(close) = close(object) {
            let _ = writeln!(
                closes,
                "    case let it as {name}: try await it.{}()",
                camel(&close.function.name)
            );
        }
        if looped(object) {
            let _ =
                writeln!(loops, "    case let it as {name}: return try await first(count, of: it)");
        }
    }
    let _ = writeln!(
        text,
        "/// Makes an object by the name of what makes it.\nfunc make(_ name: String, _ given: Arguments) async throws -> Value {{\n    switch name {{\n{made}    default: throw Misspoken(\"nothing is made by \\(name)\")\n    }}\n}}\n"
    );
    let _ = writeln!(
        text,
        "/// Calls a function of an object by its name.\nfunc call(_ target: any Sendable, _ function: String, _ given: Arguments) async throws -> Value {{\n    switch target {{\n{calls}    case let it as RecordBatch: return try it.called(function, given)\n    default: break\n    }}\n    throw Misspoken(\"\\(type(of: target)) has no function \\(function)\")\n}}\n"
    );
    let _ = writeln!(
        text,
        "/// Does what leaving a block does.\nfunc close(_ target: any Sendable) async throws {{\n    switch target {{\n{closes}    default: throw Misspoken(\"\\(type(of: target)) cannot be closed\")\n    }}\n}}\n"
    );
    let _ = writeln!(
        text,
        "/// The first elements of the language's own loop.\nfunc loop(_ target: any Sendable, _ count: Int) async throws -> [Value] {{\n    switch target {{\n{loops}    default: throw Misspoken(\"there is no loop over \\(type(of: target))\")\n    }}\n}}\n"
    );
    spoken(model, &mut text);
    package("Tests/OttlaTests/Made/Dispatch.swift", text)
}

fn looped(object: &Object) -> bool {
    object.methods.iter().any(|method| method.role == Role::Next)
}

fn body(function: &Function) -> String {
    match function.returns {
        Type::Unit => format!("            {}\n            return .null", bare(function, "it")),
        _ => format!("            return {}", call(function, "it")),
    }
}

fn call(function: &Function, of: &str) -> String {
    match is_property(function) {
        true => format!("{}.spoken", bare(function, of)),
        false => format!("({}).spoken", bare(function, of)),
    }
}

fn bare(function: &Function, of: &str) -> String {
    let name = escaped(&camel(&function.name));
    if is_property(function) {
        return format!("{of}.{name}");
    }
    let given = function.parameters.iter().map(|Parameter { name, kind }| {
        let value = match kind {
            Type::Callback(callback) => {
                format!("try given.object(\"{name}\", as: (any {callback}).self)")
            }
            Type::Function(function) => {
                format!("try given.{}(\"{name}\")", lower_camel(function))
            }
            Type::Optional(inner) => match &**inner {
                Type::Callback(callback) => {
                    format!("try given.object(\"{name}\", as: (any {callback}).self)")
                }
                _ => format!("try given[\"{name}\"] as {}", swift(kind)),
            },
            _ => format!("try given[\"{name}\"] as {}", swift(kind)),
        };
        format!("{}: {value}", camel(name))
    });
    let given = given.collect::<Vec<_>>().join(", ");
    let tries = match (function.wait, function.fails) {
        (Wait::Awaited, _) => "try await ",
        (Wait::Not, true) => "try ",
        (Wait::Not, false) if given.is_empty() => "",
        (Wait::Not, false) => "try ",
    };
    format!("{tries}{of}.{name}({given})")
}

fn spoken(model: &Model, text: &mut String) {
    for record in &model.records {
        let (mut takes, mut gives) = (Vec::new(), Vec::new());
        for (Parameter { name, kind }, _) in &record.fields {
            let called = escaped(&camel(name));
            takes.push(format!("{}: try fields[\"{name}\"] as {}", camel(name), swift(kind)));
            gives.push(format!("\"{name}\": {called}.spoken"));
        }
        let _ = writeln!(
            text,
            "extension {}: Spoken {{\n    init(spoken: Value) throws {{\n        let fields = try Arguments(spoken)\n        self.init({})\n    }}\n\n    var spoken: Value {{\n        .fields([{}])\n    }}\n}}\n",
            record.name,
            takes.join(", "),
            gives.join(", ")
        );
    }
    for choice in &model.enums {
        let _ = writeln!(text, "extension {}: SpokenChoice {{}}", choice.name);
    }
    for set in &model.options {
        let _ = writeln!(
            text,
            "extension {}: SpokenOptions {{\n    init(pairs: [String: String]) {{\n        self.init(properties: pairs)\n    }}\n}}",
            set.name
        );
    }
    for object in &model.objects {
        let _ = writeln!(text, "extension {}: SpokenObject {{}}", object.name);
    }
    for callback in model.callbacks.iter().filter(|callback| !callback.is_function()) {
        noting(callback, text);
    }
}

/// A callback that notes what it is told.
fn noting(callback: &Callback, text: &mut String) {
    let Callback { name, functions, .. } = callback;
    let _ = writeln!(text, "\nstruct Noting{name}: {name} {{\n    let notes: Notes\n");
    for Function { name, parameters, .. } in functions {
        let list = |write: &dyn Fn(&Parameter) -> String| {
            parameters.iter().map(write).collect::<Vec<_>>().join(", ")
        };
        let takes =
            list(&|Parameter { name, kind }| format!("{}: {}", escaped(&camel(name)), swift(kind)));
        let told =
            list(&|Parameter { name, .. }| format!("\"{name}\": {}.spoken", escaped(&camel(name))));
        let _ = writeln!(
            text,
            "    func {}({takes}) async {{\n        await notes.add([\"what\": \"{name}\".spoken, {told}])\n    }}\n",
            camel(name)
        );
    }
    text.push_str("}\n");
}
