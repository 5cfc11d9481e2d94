//! How functions take what Python gives them.

use super::words;
use crate::{Parameter, Type};

/// The parameters as pyo3 writes a signature. What comes behind something that may be left out, and may not be
/// left out itself, has to be named, and so does what comes behind options.
pub(super) fn signature(parameters: &[Parameter]) -> String {
    let mut parts = Vec::new();
    let (mut left_out, mut named) = (false, false);
    for parameter in parameters {
        let may = parameter.kind.may_be_left_out();
        let before = parts.len();
        if !named && before > 0 && (left_out && !may || has_options(&parameters[..before])) {
            parts.push("*".to_owned());
            named = true;
        }
        left_out |= may;
        parts.push(match may {
            true => format!("{}=None", parameter.name),
            false => parameter.name.clone(),
        });
    }
    if has_options(parameters) {
        parts.push("**keywords".to_owned());
    }
    parts.join(", ")
}

pub(super) fn has_options(parameters: &[Parameter]) -> bool {
    parameters.iter().any(|parameter| matches!(parameter.kind, Type::Options(_)))
}

/// The parameters as Rust writes them.
pub(super) fn taken(parameters: &[Parameter]) -> String {
    let taken = |parameter: &Parameter| match parameter.kind.may_be_left_out() {
        true => format!("{}: Option<&Bound<'_, PyAny>>", parameter.name),
        false => format!("{}: &Bound<'_, PyAny>", parameter.name),
    };
    let mut all: Vec<_> = parameters.iter().map(taken).collect();
    if has_options(parameters) {
        all.push("keywords: Option<&Bound<'_, PyDict>>".to_owned());
    }
    all.join(", ")
}

/// What becomes of a parameter before it goes into the API.
pub(super) fn argument(Parameter { name, kind }: &Parameter) -> String {
    match kind {
        Type::Options(options) => {
            format!("api::{options}::new(options::read({name}, keywords)?)")
        }
        Type::List(of) if **of == Type::Record("Header".to_owned()) => {
            format!("sending::headers({name})?")
        }
        Type::Optional(of) if matches!(**of, Type::Callback(_)) => {
            let Type::Callback(callback) = &**of else { return String::new() };
            format!("listeners::{}({name}, &failures)?", words::snake(callback))
        }
        Type::Function(function) => {
            format!("listeners::{}({name}, \"{name}\")?", words::snake(function))
        }
        Type::BorrowedText => format!("argument::<String>({name}, \"{name}\")?"),
        Type::BorrowedBytes => format!("Payload::of({name}, At::Name(\"{name}\"))?"),
        kind if kind.may_be_left_out() => format!("optional({name}, \"{name}\")?"),
        _ => format!("argument({name}, \"{name}\")?"),
    }
}
