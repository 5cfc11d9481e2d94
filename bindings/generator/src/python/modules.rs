//! The modules in Python.

use std::{collections::BTreeSet, fmt::Write};

use super::{data, objects, words};
use crate::{Model, OptionKind, Type, names};

fn made(doc: &str) -> String {
    format!(
        "\"\"\"{doc}\"\"\"\n\n# Made from bindings/api by `cargo xtask generate`: do not edit.\n\n\
         from __future__ import annotations\n\n"
    )
}

/// The package itself.
pub(super) fn package(model: &Model) -> String {
    let mut text =
        made("Apache Kafka in Rust: a client for asyncio, and a broker in this process.");
    text.push_str("import atexit as _atexit\nimport os as _os\n\nfrom . import _native\n");
    let mut all = Vec::new();
    let mut import = |module: &str, mut names: Vec<String>| {
        names.sort();
        let lines: String = names.iter().map(|name| format!("    {name} as {name},\n")).collect();
        all.extend(names);
        format!("from .{module} import (\n{lines})\n")
    };
    text.push_str(&import("_enums", model.enums.iter().map(|of| of.name.clone()).collect()));
    text.push_str(&import("_errors", exceptions(model)));
    let listeners = model.callbacks.iter().map(|of| of.name.clone()).collect();
    text.push_str(&import("_listeners", listeners));
    let mut classes = vec!["Record".to_owned(), "RecordBatch".to_owned()];
    classes.extend(data::shown(model).map(|record| record.name.clone()));
    classes.extend(objects::shown(model).map(|object| object.name.clone()));
    text.push_str(&import("_native", classes));
    all.sort();
    let quoted: String = all.iter().map(|name| format!("    \"{name}\",\n")).collect();
    let _ = write!(
        text,
        "
__version__ = _native.__version__

__all__ = [
{quoted}]

# What was made before a fork belongs to the parent; whoever uses it in the child is told so.
if hasattr(_os, \"register_at_fork\"):
    _os.register_at_fork(after_in_child=_native.forked)
# Threads that wait do not come back to an interpreter that ends.
_atexit.register(_native.ending)
"
    );
    text
}

fn exceptions(model: &Model) -> Vec<String> {
    let mut all = vec!["OttlaError".to_owned()];
    all.extend(kinds(model).map(|(kind, _)| words::exception(model, kind)));
    all
}

fn kinds(model: &Model) -> impl Iterator<Item = &(String, String)> {
    let kinds = model.enums.iter().find(|choice| choice.name == "ErrorKind");
    kinds.into_iter().flat_map(|kinds| &kinds.variants)
}

pub(super) fn enums(model: &Model) -> String {
    let mut text = made("Choices.");
    text.push_str("import enum\n");
    for choice in &model.enums {
        let name = &choice.name;
        let _ = write!(
            text,
            "\n\nclass {name}(enum.Enum):\n{}\n",
            words::docstring(&choice.doc, "    ")
        );
        for (variant, doc) in &choice.variants {
            let upper = names::upper(variant);
            let _ = writeln!(text, "{}    {upper} = \"{upper}\"", words::comment(doc, "    "));
        }
    }
    text
}

pub(super) fn errors(model: &Model) -> String {
    let mut text = made("What can go wrong: one class for each kind.");
    text.push_str(include_str!("errors.py"));
    let mut table = String::new();
    for (kind, doc) in kinds(model) {
        let (class, upper) = (words::exception(model, kind), names::upper(kind));
        let _ = write!(
            text,
            "\n\nclass {class}(OttlaError):\n{}\n    kind: ClassVar[ErrorKind] = ErrorKind.{upper}\n",
            words::docstring(doc, "    ")
        );
        let _ = writeln!(table, "    ErrorKind.{upper}: {class},");
    }
    let _ = write!(text, "\n\nBY_KIND: dict[ErrorKind, type[OttlaError]] = {{\n{table}}}\n");
    text
}

pub(super) fn listeners(model: &Model) -> String {
    let mut text = made("What users write, for the client to call.");
    let functions = model.callbacks.iter().any(crate::Callback::is_function);
    text.push_str(match functions {
        true => {
            "from collections.abc import Awaitable, Callable, Iterable\nfrom typing import Any, TypeAlias\n\n"
        }
        false => "from collections.abc import Awaitable\nfrom typing import Any\n\n",
    });
    let mut types = BTreeSet::new();
    for function in model.callbacks.iter().flat_map(|callback| &callback.functions) {
        let taken = function.parameters.iter().map(|parameter| &parameter.kind);
        types.extend(taken.chain([&function.returns]).filter_map(record));
    }
    let types: Vec<_> = types.into_iter().collect();
    let _ = writeln!(text, "from ._native import {}", types.join(", "));
    if model.callbacks.iter().any(|callback| !callback.is_function()) {
        text.push_str("from ._spelling import refuse_misspelt\n");
    }
    for callback in model.callbacks.iter().filter(|callback| callback.is_function()) {
        let taken = callback.functions.iter().flat_map(|function| &function.parameters);
        let taken: Vec<_> = taken.map(|parameter| words::given(&parameter.kind)).collect();
        let given = callback.functions.iter().map(|function| words::taken(&function.returns));
        let given: String = given.collect();
        let doc = format!("{}\nIt may be `async`, but for `ottla.sync`.", callback.doc);
        let _ = write!(
            text,
            "\n{}{}: TypeAlias = Callable[[{}], Awaitable[{given}] | {given}]\n",
            words::comment(&doc, ""),
            callback.name,
            taken.join(", ")
        );
    }
    for callback in model.callbacks.iter().filter(|callback| !callback.is_function()) {
        let name = &callback.name;
        let _ = write!(
            text,
            "\n\nclass {name}:\n{}",
            words::docstring(
                &format!(
                    "{}\n\nFunctions may be `async`, but for those of `ottla.sync`. What one raises is raised by \
                     the call\nthat waits.",
                    callback.doc
                ),
                "    "
            )
        );
        let names: Vec<_> = callback.functions.iter().map(|f| format!("\"{}\"", f.name)).collect();
        let _ = write!(
            text,
            "\n    def __init_subclass__(cls, **keywords: Any) -> None:\n        \
             super().__init_subclass__(**keywords)\n        refuse_misspelt(cls, [{}])\n",
            names.join(", ")
        );
        for function in &callback.functions {
            let parameters = function.parameters.iter();
            let taken: Vec<_> =
                parameters.map(|p| format!(", {}: {}", p.name, words::given(&p.kind))).collect();
            let _ = write!(
                text,
                "\n    def {}(self{}) -> Awaitable[None] | None:\n{}        return None\n",
                function.name,
                taken.concat(),
                words::docstring(&function.doc, "        ")
            );
        }
    }
    text
}

/// The record that it is, or has several of.
fn record(kind: &Type) -> Option<&str> {
    match kind {
        Type::Optional(of) | Type::List(of) | Type::Map(of) => record(of),
        Type::Record(name) => Some(name),
        _ => None,
    }
}

pub(super) fn options(model: &Model) -> String {
    let mut text = made("The options of everything, by Kafka's keys with `_` for `.`.");
    text.push_str(
        "from collections.abc import Iterable
from datetime import timedelta
from os import PathLike
from typing import TypeAlias, TypedDict

# A duration: a `timedelta`, or milliseconds.
Duration: TypeAlias = timedelta | int
# Text, or several with commas between.
Text: TypeAlias = str | PathLike[str] | Iterable[str]
OptionValue: TypeAlias = bool | int | float | str | timedelta | PathLike[str] | Iterable[str] | None
",
    );
    for set in model.options.iter().filter(|set| !set.known.is_empty()) {
        let name = &set.name;
        let _ = write!(
            text,
            "\n\nclass {name}(TypedDict, total=False):\n{}",
            words::docstring(&set.doc, "    ")
        );
        for choice in &set.known {
            let field = choice.key.replace(['.', '-'], "_");
            let kind = match choice.kind {
                OptionKind::Bool => "bool",
                OptionKind::Duration => "Duration",
                OptionKind::Number => "int",
                OptionKind::Text => "Text",
            };
            let default = if choice.default.is_empty() { "none" } else { &choice.default };
            let doc = format!("{}\nDefault: {default}. Allowed: {}.", choice.doc, choice.allowed);
            let _ = write!(text, "\n{}    {field}: {kind} | None\n", words::comment(&doc, "    "));
        }
    }
    text
}

/// What the runner of scenarios has to know: the types of all parameters and fields.
pub(super) fn shapes(model: &Model) -> String {
    let mut text = made("Types of all parameters and fields, by name.");
    text.push_str("CALLS: dict[str, dict[str, str]] = {\n");
    for object in &model.objects {
        let methods = object.methods.iter().map(|method| &method.function);
        for function in object.constructors.iter().chain(methods) {
            let of = |p: &crate::Parameter| (p.name.clone(), words::given(&p.kind));
            let name = format!("{}.{}", object.name, function.name);
            shape(&mut text, &name, function.parameters.iter().map(of));
        }
    }
    text.push_str("}\n\nFIELDS: dict[str, dict[str, str]] = {\n");
    for record in &model.records {
        let of = |(field, _): &(crate::Parameter, String)| {
            (field.name.clone(), words::given(&field.kind))
        };
        shape(&mut text, &record.name, record.fields.iter().map(of));
    }
    text.push_str("}\n");
    text
}

fn shape(text: &mut String, name: &str, fields: impl Iterator<Item = (String, String)>) {
    let fields: Vec<_> = fields.map(|(field, kind)| format!("\"{field}\": \"{kind}\"")).collect();
    let _ = writeln!(text, "    \"{name}\": {{{}}},", fields.join(", "));
}
