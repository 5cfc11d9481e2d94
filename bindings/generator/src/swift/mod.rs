//! Swift: the Rust that uniffi reads (`glue`), the public types and classes over it (`types`, `options`,
//! `classes`), and what the runner of the scenarios calls them by (`dispatch`).

mod classes;
mod dispatch;
mod glue;
mod options;
mod types;

use crate::{File, Function, Method, Model, Object, Role, Type, Wait, names::camel};

/// Objects that are written by hand, for their records are the hot path.
const BY_HAND: &[&str] = &["RecordBatch"];

/// After these a loop over the consumer goes on elsewhere: what it has not handed out yet is dropped.
const MOVES: &[&str] = &[
    "assign",
    "assign_topic",
    "seek",
    "subscribe",
    "subscribe_pattern",
    "unassign",
    "unsubscribe",
];

const SWIFT_MADE: &str = "// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.\n";

pub(crate) fn files(model: &Model) -> Vec<File> {
    let mut files = glue::files(model);
    files.extend(types::files(model));
    files.extend(options::files(model));
    files.extend(classes::files(model));
    files.push(dispatch::file(model));
    files
}

/// A function, as users write it. What is written by hand is a collection, of which each element has what is its own.
pub(crate) fn shown(object: &Object, function: &Function) -> String {
    let name = camel(&function.name);
    match (BY_HAND.contains(&object.name.as_str()), function.name.as_str()) {
        (true, "len") => "count".to_owned(),
        (true, "get") => "[index]".to_owned(),
        (true, "headers") => "[index].headers".to_owned(),
        (true, "records") => "Array(batch)".to_owned(),
        (false, _) if !is_property(function) => format!("{name}()"),
        (_, _) => name,
    }
}

/// Whether it is read without a call.
fn is_property(function: &Function) -> bool {
    let Function { wait, parameters, fails, returns, .. } = function;
    *wait == Wait::Not && parameters.is_empty() && !fails && *returns != Type::Unit
}

fn made_objects(model: &Model) -> impl Iterator<Item = &Object> {
    model.objects.iter().filter(|object| !BY_HAND.contains(&object.name.as_str()))
}

fn close(object: &Object) -> Option<&Method> {
    object.methods.iter().find(|method| method.role == Role::Close)
}

/// A file of the package.
fn package(path: &str, content: String) -> File {
    File { path: format!("bindings/swift/{path}").into(), content }
}

/// A documentation with `///` before each line.
fn doc(indent: &str, text: &str) -> String {
    let line = |line: &str| match line.is_empty() {
        true => format!("{indent}///\n"),
        false => format!("{indent}/// {line}\n"),
    };
    text.lines().map(line).collect()
}

/// The same in Swift's words.
fn swift_doc(indent: &str, text: &str) -> String {
    let text = text.replace("null", "nil").replace("Null", "Nil");
    let mut said = String::with_capacity(text.len());
    // Names in backticks are written as Swift writes them.
    for (index, part) in text.split('`').enumerate() {
        let name = index % 2 == 1 && part.chars().all(|c| c.is_lowercase() || c == '_');
        if index > 0 {
            said.push('`');
        }
        said.push_str(&if name { camel(part) } else { part.to_owned() });
    }
    doc(indent, &said.replace("[`", "`").replace("`]", "`"))
}

/// A name that may be a word of the language.
fn escaped(name: &str) -> String {
    const WORDS: &[&str] = &[
        "as",
        "associatedtype",
        "break",
        "case",
        "catch",
        "class",
        "continue",
        "default",
        "defer",
        "deinit",
        "do",
        "else",
        "enum",
        "extension",
        "fallthrough",
        "false",
        "fileprivate",
        "for",
        "func",
        "guard",
        "if",
        "import",
        "in",
        "init",
        "inout",
        "internal",
        "is",
        "let",
        "nil",
        "operator",
        "precedencegroup",
        "private",
        "protocol",
        "public",
        "repeat",
        "rethrows",
        "return",
        "self",
        "static",
        "struct",
        "subscript",
        "super",
        "switch",
        "throw",
        "throws",
        "true",
        "try",
        "typealias",
        "var",
        "where",
        "while",
    ];
    if WORDS.contains(&name) { format!("`{name}`") } else { name.to_owned() }
}

/// The type as Swift's public layer writes it.
fn swift(kind: &Type) -> String {
    match kind {
        Type::Unit => "Void".into(),
        Type::Bool => "Bool".into(),
        Type::Int32 => "Int32".into(),
        Type::Int64 => "Int64".into(),
        Type::Float => "Double".into(),
        Type::Text | Type::BorrowedText => "String".into(),
        Type::Bytes | Type::BorrowedBytes => "Data".into(),
        Type::Optional(inner) => match &**inner {
            Type::Callback(name) => format!("(any {name})?"),
            inner => format!("{}?", swift(inner)),
        },
        Type::List(inner) => format!("[{}]", swift(inner)),
        Type::Map(inner) => format!("[String: {}]", swift(inner)),
        Type::Callback(name) => format!("any {name}"),
        Type::Function(name) => name.clone(),
        Type::Record(name) | Type::Enum(name) | Type::Object(name) | Type::Options(name) => {
            name.clone()
        }
    }
}

/// What a parameter or a field is if it is left out.
fn default(kind: &Type) -> String {
    match kind {
        Type::Optional(_) => " = nil".into(),
        Type::List(_) => " = []".into(),
        Type::Map(_) => " = [:]".into(),
        Type::Options(name) => format!(" = {name}()"),
        _ => String::new(),
    }
}

/// Whether both layers of Swift have the same type.
fn same(kind: &Type) -> bool {
    match kind {
        Type::Optional(inner) | Type::List(inner) | Type::Map(inner) => same(inner),
        Type::Record(_)
        | Type::Enum(_)
        | Type::Object(_)
        | Type::Options(_)
        | Type::Callback(_)
        | Type::Function(_) => false,
        _ => true,
    }
}

/// A value of the public layer as the lower one takes it.
fn lowered(kind: &Type, value: &str) -> String {
    match kind {
        kind if same(kind) => value.to_owned(),
        Type::Optional(inner) => format!("{value}.map {{ {} }}", lowered(inner, "$0")),
        Type::List(inner) => format!("{value}.map {{ {} }}", lowered(inner, "$0")),
        Type::Map(inner) => format!("{value}.mapValues {{ {} }}", lowered(inner, "$0")),
        Type::Options(_) => format!("{value}.pairs"),
        Type::Callback(name) | Type::Function(name) => format!("Bridged{name}({value})"),
        _ => format!("{value}.raw"),
    }
}

/// A value of the lower layer as the public one gives it.
fn lifted(kind: &Type, value: &str) -> String {
    match kind {
        kind if same(kind) => value.to_owned(),
        Type::Optional(inner) => format!("{value}.map {{ {} }}", lifted(inner, "$0")),
        Type::List(inner) => format!("{value}.map {{ {} }}", lifted(inner, "$0")),
        Type::Map(inner) => format!("{value}.mapValues {{ {} }}", lifted(inner, "$0")),
        kind => format!("{}({value})", swift(kind)),
    }
}
