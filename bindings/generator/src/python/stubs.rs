//! The types of what is in Rust.

use std::fmt::Write;

use super::{data, objects, shape, words};
use crate::{Function, Model, Object, Parameter, Role, Type, Wait};

const HEAD: &str = "\"\"\"Types of what is in Rust.\"\"\"

# Made from bindings/api by `cargo xtask generate`: do not edit.

from collections.abc import AsyncIterator, Callable, Coroutine, Generator, Iterable, Iterator, Mapping
from types import TracebackType
from typing import Any, Final, Generic, TypeAlias, TypeVar, Unpack, final, overload

";

const MIDDLE: &str = "
BytesLike: TypeAlias = bytes | bytearray | memoryview | str
Headers: TypeAlias = (
    Iterable[Header | tuple[str, BytesLike | None]] | Mapping[str, BytesLike | None]
)

_T_co = TypeVar(\"_T_co\", covariant=True)

__version__: str

def forked() -> None: ...
def ending() -> None: ...
@final
class Call(Coroutine[Any, Any, _T_co], Generic[_T_co]):
    \"\"\"A call that waits: `await` it, or use what it makes in an `async with`.\"\"\"

    def send(self, value: Any, /) -> Any: ...
    def throw(self, kind: Any, value: Any = None, traceback: Any = None, /) -> Any: ...
    def close(self) -> None: ...
    def __await__(self) -> Generator[Any, Any, _T_co]: ...
    def wait_for_it(self, timeout: float | None = None) -> _T_co: ...
    async def __aenter__(self) -> _T_co: ...
    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...

";

pub(super) fn stubs(model: &Model) -> String {
    let mut text = HEAD.to_owned();
    let list = |names: Vec<String>| names.join(", ");
    let enums = model.enums.iter().map(|choice| choice.name.clone()).collect();
    let callbacks = model.callbacks.iter().map(|callback| callback.name.clone()).collect();
    let mut options: Vec<_> = model.options.iter().filter(|set| !set.known.is_empty()).collect();
    options.sort_by(|one, other| one.name.cmp(&other.name));
    let mut options: Vec<_> = options.into_iter().map(|set| set.name.clone()).collect();
    options.push("OptionValue".to_owned());
    let _ = writeln!(text, "from ._enums import {}", list(enums));
    let _ = writeln!(text, "from ._errors import OttlaError");
    let _ = writeln!(text, "from ._listeners import {}", list(callbacks));
    let _ = writeln!(text, "from .options import {}", list(options));
    text.push_str(MIDDLE);
    text.push_str(include_str!("by_hand.pyi"));
    for record in data::shown(model) {
        let _ = write!(
            text,
            "\n@final\nclass {}:\n{}\n",
            record.name,
            words::docstring(&record.doc, "    ")
        );
        let names: Vec<_> =
            record.fields.iter().map(|(field, _)| format!("\"{}\"", field.name)).collect();
        let comma = if names.len() == 1 { "," } else { "" };
        let _ = writeln!(text, "    __match_args__: Final = ({}{comma})\n", names.join(", "));
        let parameters = data::parameters(record);
        let _ = writeln!(text, "    def __init__(self{}) -> None: ...", parameters_of(&parameters));
        for (field, doc) in &record.fields {
            let kind = words::given(&field.kind);
            let _ = write!(
                text,
                "    @property\n    def {}(self) -> {kind}:\n{}\n",
                field.name,
                words::docstring(doc, "        ")
            );
        }
        text.push_str("    def __hash__(self) -> int: ...\n    def __eq__(self, other: object) -> bool: ...\n");
    }
    for object in objects::shown(model) {
        let _ = class(&mut text, object);
    }
    text
}

/// The parameters of a function, with a comma before them.
pub(super) fn parameters_of(parameters: &[Parameter]) -> String {
    let signature = shape::signature(parameters);
    let mut text = String::new();
    for part in signature.split(", ").filter(|part| !part.is_empty()) {
        let name = part.split('=').next().unwrap_or(part);
        let found = parameters.iter().find(|parameter| parameter.name == name);
        match (found, name) {
            (Some(parameter), _) => {
                let default = match (&parameter.kind, parameter.kind.may_be_left_out()) {
                    (_, false) => "",
                    (Type::List(of), true) if **of != Type::Record("Header".to_owned()) => " = ...",
                    (Type::Map(_), true) => " = ...",
                    (_, true) => " = None",
                };
                let _ = write!(text, ", {name}: {}{default}", words::taken(&parameter.kind));
            }
            (None, "**keywords") => {
                let options = parameters.iter().find_map(|parameter| match &parameter.kind {
                    Type::Options(name) => Some(name.as_str()),
                    _ => None,
                });
                let _ = match options {
                    Some("BrokerOptions") | None => write!(text, ", **keywords: OptionValue"),
                    Some(options) => write!(text, ", **keywords: Unpack[{options}]"),
                };
            }
            (None, other) => {
                let _ = write!(text, ", {other}");
            }
        }
    }
    text
}

/// The parameters of a function that sends a record.
pub(super) const RECORD: &str = ", topic: str, value: BytesLike | None = None, \
     key: BytesLike | None = None, *, partition: int | None = None, timestamp: int | None = None, \
     headers: Headers | None = None";

fn class(text: &mut String, object: &Object) -> std::fmt::Result {
    write!(text, "\n@final\nclass {}:\n{}\n", object.name, words::docstring(&object.doc, "    "))?;
    for function in &object.constructors {
        let Function { name, doc, parameters, .. } = function;
        let parameters = parameters_of(parameters);
        let parameters = parameters.strip_prefix(", ").unwrap_or_default();
        writeln!(
            text,
            "    @staticmethod\n    def {name}({parameters}) -> Call[{}]:",
            object.name
        )?;
        writeln!(text, "{}", words::docstring(doc, "        "))?;
    }
    for method in &object.methods {
        let Function { name, doc, parameters, returns, wait, .. } = &method.function;
        let parameters = match objects::is_sending(&method.function) {
            true => RECORD.to_owned(),
            false => parameters_of(parameters),
        };
        let given = words::given(returns);
        let given = match (wait, method.role) {
            (Wait::Not, _) => given,
            (Wait::Awaited, Role::Plain | Role::Close | Role::Next) => format!("Call[{given}]"),
        };
        writeln!(text, "    def {name}(self{parameters}) -> {given}:")?;
        writeln!(text, "{}", words::docstring(doc, "        "))?;
    }
    if let Some(awaited) = objects::awaited(object) {
        let given = words::given(&awaited.returns);
        writeln!(text, "    def __await__(self) -> Generator[Any, Any, {given}]: ...")?;
    }
    if objects::close(object).is_some() || objects::is_transaction(object) {
        writeln!(text, "    async def __aenter__(self) -> {}: ...", object.name)?;
        writeln!(text, "    async def __aexit__(")?;
        writeln!(text, "        self,\n        kind: type[BaseException] | None,")?;
        writeln!(text, "        exception: BaseException | None,")?;
        writeln!(text, "        traceback: TracebackType | None,\n    ) -> None: ...")?;
    }
    if objects::has_batches(object) {
        writeln!(text, "    def __aiter__(self) -> AsyncIterator[Record]: ...")?;
        writeln!(text, "    def batches(self) -> AsyncIterator[RecordBatch]:")?;
        writeln!(text, "        \"\"\"A loop over batches of records.\"\"\"")?;
    } else if let Some(next) = objects::next(object)
        && let Type::Optional(item) = &next.returns
    {
        writeln!(text, "    def __aiter__(self) -> AsyncIterator[{}]: ...", words::given(item))?;
    }
    Ok(())
}
