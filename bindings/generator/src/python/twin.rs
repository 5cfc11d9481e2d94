//! The same classes for threads: their calls wait by themselves.

use std::fmt::Write;

use super::{objects, shape, stubs, words};
use crate::{Function, Method, Model, Object, Role, Type, Wait};

pub(super) fn twin(model: &Model) -> String {
    let mut text = String::from(
        "\"\"\"The client for threads: the names of `ottla`, with calls that wait by themselves. Ctrl-C ends them.\"\"\"

# Made from bindings/api by `cargo xtask generate`: do not edit.

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import TracebackType
from typing import TYPE_CHECKING

from . import _native

if TYPE_CHECKING:
    from typing import Unpack

    from ._listeners import *
    from ._native import BytesLike, Headers
    from .options import *

",
    );
    let enums: Vec<_> = model.enums.iter().map(|choice| choice.name.as_str()).collect();
    let records: Vec<_> = super::data::shown(model).map(|record| record.name.as_str()).collect();
    let _ = writeln!(text, "from ._enums import {}", enums.join(", "));
    let _ = writeln!(text, "from ._native import Record, RecordBatch, {}", records.join(", "));
    let names: Vec<_> =
        objects::shown(model).map(|object| format!("\"{}\"", object.name)).collect();
    let _ = writeln!(text, "\n__all__ = [{}]", names.join(", "));
    for object in objects::shown(model) {
        let _ = class(&mut text, model, object);
    }
    text
}

fn class(text: &mut String, model: &Model, object: &Object) -> std::fmt::Result {
    let name = &object.name;
    write!(text, "\n\nclass {name}:\n{}\n", words::docstring(&object.doc, "    "))?;
    let loops = objects::has_batches(object);
    let slots = if loops { "(\"_native\", \"_left\")" } else { "(\"_native\",)" };
    writeln!(text, "    __slots__ = {slots}\n")?;
    if let Some(instead) = words::instead_of_calling(model, object) {
        writeln!(text, "    def __init__(self, *native: _native.{name}, **_: object) -> None:")?;
        writeln!(text, "        if len(native) != 1 or type(native[0]) is not _native.{name}:")?;
        writeln!(text, "            raise TypeError(\"{instead}\")")?;
        writeln!(text, "        self._native = native[0]")?;
    } else {
        writeln!(text, "    def __init__(self, native: _native.{name}) -> None:")?;
        writeln!(text, "        self._native = native")?;
    }
    if loops {
        writeln!(text, "        self._left: Iterator[Record] = iter(())")?;
    }
    for function in &object.constructors {
        let Function { name: made, doc, parameters, .. } = function;
        let taken = stubs::parameters_of(parameters).replace("= ...", "= ()");
        let taken = taken.strip_prefix(", ").unwrap_or_default();
        writeln!(text, "\n    @staticmethod\n    def {made}({taken}) -> {name}:")?;
        write!(text, "{}", words::docstring(doc, "        "))?;
        let call = format!("_native.{name}.{made}({}).wait_for_it()", passed(parameters));
        writeln!(text, "        return {name}({call})")?;
    }
    for method in &object.methods {
        function(text, object, method)?;
    }
    protocols(text, object)?;
    Ok(())
}

fn function(text: &mut String, object: &Object, method: &Method) -> std::fmt::Result {
    let function = &method.function;
    let Function { name, doc, parameters, returns, wait, .. } = function;
    if method.role == Role::Next {
        return next(text, function);
    }
    let sends = objects::is_sending(function);
    let taken = match sends {
        true => stubs::RECORD.to_owned(),
        false => taken(parameters),
    };
    writeln!(text, "\n    def {name}(self{taken}) -> {}:", words::given(returns))?;
    write!(text, "{}", words::docstring(doc, "        "))?;
    if objects::has_batches(object) && super::objects::MOVES.contains(&name.as_str()) {
        writeln!(text, "        self._left = iter(())")?;
    }
    let arguments = match sends {
        true => "topic, value, key, partition=partition, timestamp=timestamp, headers=headers"
            .to_owned(),
        false => passed(parameters),
    };
    let wait = if *wait == Wait::Awaited { ".wait_for_it()" } else { "" };
    let call = format!("self._native.{name}({arguments}){wait}");
    match returns {
        Type::Unit => writeln!(text, "        {call}"),
        Type::Object(of) if of != "RecordBatch" => writeln!(text, "        return {of}({call})"),
        _ => writeln!(text, "        return {call}"),
    }
}

/// What loops call: there may be nothing for any time, and a thread cannot be cancelled.
fn next(text: &mut String, function: &Function) -> std::fmt::Result {
    let Function { name, doc, returns, .. } = function;
    let given = words::given(returns);
    writeln!(text, "\n    def {name}(self, timeout: float | None = None) -> {given}:")?;
    let doc = format!(
        "{doc}\n\nWaits for `timeout` seconds at most; then it is a `TimeoutError`, and nothing is lost."
    );
    write!(text, "{}", words::docstring(&doc, "        "))?;
    writeln!(text, "        return self._native.{name}().wait_for_it(timeout)")
}

fn taken(parameters: &[crate::Parameter]) -> String {
    let mut taken = stubs::parameters_of(parameters);
    for parameter in parameters {
        let empty = match parameter.kind {
            Type::Map(_) => "{}",
            _ => "()",
        };
        let _ = &parameter.name;
        if taken.contains("= ...") {
            let at = format!("{}: {} = ...", parameter.name, words::taken(&parameter.kind));
            let with = format!("{}: {} = {empty}", parameter.name, words::taken(&parameter.kind));
            taken = taken.replace(&at, &with);
        }
    }
    taken
}

/// The arguments, handed on. Objects are handed on as what they stand for.
fn passed(parameters: &[crate::Parameter]) -> String {
    let named = shape::has_options(parameters);
    let mut after_options = false;
    let mut all = Vec::new();
    for parameter in parameters {
        let value = match &parameter.kind {
            Type::Object(of) if of != "RecordBatch" => format!("{}._native", parameter.name),
            _ => parameter.name.clone(),
        };
        all.push(match after_options {
            true => format!("{}={value}", parameter.name),
            false => value,
        });
        after_options |= matches!(parameter.kind, Type::Options(_));
    }
    if named {
        all.push("**keywords".to_owned());
    }
    all.join(", ")
}

fn protocols(text: &mut String, object: &Object) -> std::fmt::Result {
    let name = &object.name;
    let leave = |text: &mut String, body: &str| {
        writeln!(text, "\n    def __enter__(self) -> {name}:\n        return self")?;
        writeln!(
            text,
            "\n    def __exit__(\n        self,\n        kind: type[BaseException] | None,"
        )?;
        writeln!(text, "        exception: BaseException | None,")?;
        writeln!(text, "        traceback: TracebackType | None,\n    ) -> None:\n{body}")
    };
    if let Some(close) = objects::close(object) {
        leave(text, &format!("        self.{}()", close.name))?;
    } else if objects::is_transaction(object) {
        leave(
            text,
            "        if kind is None:\n            self.commit()\n        else:\n            self.abort()",
        )?;
    }
    let Some(next) = objects::next(object) else { return Ok(()) };
    let Type::Optional(item) = &next.returns else { return Err(std::fmt::Error) };
    if objects::has_batches(object) {
        writeln!(text, "\n    def __iter__(self) -> Iterator[Record]:")?;
        writeln!(text, "        while True:\n            yield from self._left")?;
        writeln!(text, "            batch = self.{}()", next.name)?;
        writeln!(text, "            if batch is None:\n                return")?;
        writeln!(text, "            self._left = iter(batch)")?;
        writeln!(text, "\n    def batches(self) -> Iterator[RecordBatch]:")?;
        writeln!(text, "        \"\"\"A loop over batches of records.\"\"\"")?;
        writeln!(
            text,
            "        while (batch := self.{}()) is not None:\n            yield batch",
            next.name
        )
    } else {
        writeln!(text, "\n    def __iter__(self) -> Iterator[{}]:", words::given(item))?;
        writeln!(
            text,
            "        while (item := self.{}()) is not None:\n            yield item",
            next.name
        )
    }
}
