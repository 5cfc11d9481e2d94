//! Names, types and documentation as Python writes them.

use crate::{Model, Object, Type};

/// Rust's documentation of an item, for pyo3 to hand on.
pub(super) fn rust_doc(doc: &str, indent: &str) -> String {
    let lines = said(doc);
    let line = |line: &str| format!("{indent}/// {line}").trim_end().to_owned();
    lines.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// A docstring.
pub(super) fn docstring(doc: &str, indent: &str) -> String {
    let doc = said(doc).replace('\\', "\\\\");
    if !doc.contains('\n') {
        return format!("{indent}\"\"\"{doc}\"\"\"\n");
    }
    let mut text = format!("{indent}\"\"\"");
    for (index, line) in doc.lines().enumerate() {
        let line = if index == 0 { line.to_owned() } else { format!("{indent}{line}") };
        text.push_str(line.trim_end());
        text.push('\n');
    }
    format!("{text}{indent}\"\"\"\n")
}

/// A comment above something.
pub(super) fn comment(doc: &str, indent: &str) -> String {
    said(doc).lines().map(|line| format!("{indent}# {line}").trim_end().to_owned() + "\n").collect()
}

/// Python has `None` where others have null, and no links in its documentation.
fn said(doc: &str) -> String {
    let plain = doc.replace("[`", "`").replace("`]", "`");
    let mut said = String::with_capacity(plain.len());
    let mut word = String::new();
    for letter in plain.chars().chain(['\0']) {
        if letter.is_alphanumeric() || letter == '_' {
            word.push(letter);
            continue;
        }
        said.push_str(match word.as_str() {
            "null" | "Null" => "None",
            word => word,
        });
        word.clear();
        if letter != '\0' {
            said.push(letter);
        }
    }
    said
}

/// `RebalanceListener` as `rebalance_listener`.
pub(super) fn snake(name: &str) -> String {
    crate::names::upper(name).to_lowercase()
}

/// The exception of a kind of errors.
pub(super) fn exception(model: &Model, kind: &str) -> String {
    let taken = model.objects.iter().any(|object| object.name == kind)
        || model.records.iter().any(|record| record.name == kind)
        || model.enums.iter().any(|choice| choice.name == kind);
    if taken { format!("{kind}Error") } else { kind.to_owned() }
}

/// A type of something that is given to the user.
pub(super) fn given(kind: &Type) -> String {
    match kind {
        Type::Unit => "None".into(),
        Type::Bool => "bool".into(),
        Type::Int32 | Type::Int64 => "int".into(),
        Type::Float => "float".into(),
        Type::Text | Type::BorrowedText => "str".into(),
        Type::Bytes | Type::BorrowedBytes => "bytes".into(),
        Type::Optional(of) => format!("{} | None", given(of)),
        Type::List(of) => format!("list[{}]", given(of)),
        Type::Map(of) => format!("dict[str, {}]", given(of)),
        Type::Record(name) if name == "ErrorInfo" => "OttlaError".into(),
        Type::Record(name) | Type::Enum(name) | Type::Object(name) => name.clone(),
        Type::Callback(name) | Type::Function(name) | Type::Options(name) => name.clone(),
    }
}

/// A type of something that the user gives.
pub(super) fn taken(kind: &Type) -> String {
    match kind {
        Type::Bytes | Type::BorrowedBytes => "BytesLike".into(),
        Type::Optional(of) => format!("{} | None", taken(of)),
        Type::List(of) if **of == Type::Record("Header".to_owned()) => "Headers | None".into(),
        Type::List(of) => format!("Iterable[{}]", taken(of)),
        Type::Map(of) => format!("Mapping[str, {}]", taken(of)),
        Type::Options(_) => "Mapping[str, OptionValue] | None".into(),
        kind => given(kind),
    }
}

/// What tells whoever calls a class how an instance is come by; `None` if nobody would.
pub(super) fn instead_of_calling(model: &Model, object: &Object) -> Option<String> {
    let ways: Vec<_> = model
        .givers(object)
        .map(|giver| format!("`{}`", giver.call(&giver.function.name)))
        .collect();
    (!ways.is_empty()).then(|| format!("write {}, not `{}(...)`", ways.join(" or "), object.name))
}
