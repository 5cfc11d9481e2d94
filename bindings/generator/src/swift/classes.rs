//! The classes of the public layer.

use std::fmt::Write;

use super::{
    MOVES, SWIFT_MADE, close, default, escaped, glue::flagged, is_property, lifted, lowered,
    made_objects, package, swift, swift_doc,
};
use crate::{File, Function, Method, Model, Object, Parameter, Role, Type, Wait, names::camel};

pub(super) fn files(model: &Model) -> Vec<File> {
    let file = |object: &Object| {
        let code = [class(model, object), sequence(object), scopes(object)].concat();
        let foundation = if code.contains("Data") { "public import Foundation\n" } else { "" };
        let content = format!("{SWIFT_MADE}\n{foundation}internal import OttlaBridge\n\n{code}");
        package(&format!("Sources/Ottla/Made/{}.swift", object.name), content)
    };
    made_objects(model).map(file).collect()
}

fn class(model: &Model, object: &Object) -> String {
    let Object { name, doc, constructors, methods } = object;
    let mut text = format!("{}public final class {name}: Sendable {{\n", swift_doc("", doc));
    let _ = writeln!(text, "    let raw: Raw{name}");
    if reads_records(object) {
        text.push_str("    let unread = Unread()\n");
    }
    let _ = writeln!(text, "\n    init(_ raw: Raw{name}) {{\n        self.raw = raw\n    }}");
    for made in constructors {
        text.push_str(&function(made, &format!("Raw{name}"), "static ", Unread::None));
    }
    let unread = if reads_records(object) { Unread::Kept } else { Unread::None };
    for Method { function: made, role } in methods {
        text.push_str(&function(made, "raw", "", unread));
        text.push_str(&of_text(made));
        if let Some(closed) = closable(model, &made.returns).filter(|_| *role == Role::Plain) {
            text.push_str(&scope(made, closed, &camel(&made.name), "", "    "));
        }
    }
    text + "}\n"
}

/// The object that it gives, if it has to be closed.
fn closable<'a>(model: &'a Model, returns: &Type) -> Option<&'a Object> {
    let Type::Object(name) = returns else { return None };
    model.objects.iter().find(|object| object.name == *name && close(object).is_some())
}

fn reads_records(object: &Object) -> bool {
    object
        .methods
        .iter()
        .any(|method| method.role == Role::Next && method.function.returns == batch())
}

fn batch() -> Type {
    Type::Optional(Box::new(Type::Object("RecordBatch".into())))
}

fn takes(parameters: &[Parameter]) -> String {
    let take = |Parameter { name, kind }: &Parameter| {
        let escapes = if matches!(kind, Type::Function(_)) { "@escaping " } else { "" };
        format!("{}: {escapes}{}{}", escaped(&camel(name)), swift(kind), default(kind))
    };
    parameters.iter().map(take).collect::<Vec<_>>().join(", ")
}

fn given(function: &Function) -> String {
    let mut given = Vec::new();
    if function.wait == Wait::Awaited {
        given.push("call: call".to_owned());
    }
    for Parameter { name, kind } in &function.parameters {
        let name = camel(name);
        let value = escaped(&name);
        given.push(match (function.wait, kind) {
            (Wait::Not, Type::Optional(inner)) if flagged(inner) => {
                let mut capital = name.clone();
                capital[..1].make_ascii_uppercase();
                let without = match **inner {
                    Type::Bool => "false",
                    Type::BorrowedText => "\"\"",
                    Type::BorrowedBytes => "Data()",
                    _ => "0",
                };
                format!(
                    "has{capital}: {value} != nil, {name}: {}",
                    borrowed(inner, &format!("({value} ?? {without})"))
                )
            }
            _ => format!("{name}: {}", borrowed(kind, &lowered(kind, &value))),
        });
    }
    given.join(", ")
}

/// Text that is not copied crosses as its bytes.
fn borrowed(kind: &Type, value: &str) -> String {
    match kind {
        Type::BorrowedText => format!("Data({value}.utf8)"),
        _ => value.to_owned(),
    }
}

/// Whether records that a loop has not handed out are kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unread {
    Kept,
    None,
}

fn function(function: &Function, of: &str, modifier: &str, unread: Unread) -> String {
    let Function { name, doc, wait, parameters, returns, fails } = function;
    let (called, takes, given) = (escaped(&camel(name)), takes(parameters), given(function));
    let doc = swift_doc("    ", doc);
    let typed = match returns {
        Type::Unit => String::new(),
        returns => format!(" -> {}", swift(returns)),
    };
    let moves = if unread == Unread::Kept && MOVES.contains(&name.as_str()) {
        "        unread.forget()\n"
    } else {
        ""
    };
    let result = lifted(returns, "given");
    if *wait == Wait::Awaited {
        let (open, end) = match returns {
            Type::Unit => ("", String::new()),
            _ => ("let given = ", format!("            return {result}\n")),
        };
        return format!(
            "\n{doc}    public {modifier}func {called}({takes}) async throws{typed} {{\n{moves}        try await Call.run {{ call in\n            {open}try await {of}.{called}({given})\n{end}        }}\n    }}\n"
        );
    }
    if is_property(function) {
        let result = lifted(returns, &format!("{of}.{called}()"));
        return format!(
            "\n{doc}    public {modifier}var {called}{} {{\n        {result}\n    }}\n",
            typed.replace(" -> ", ": ")
        );
    }
    let throwing = if *fails { " throws" } else { "" };
    let call = match fails {
        true => format!("try Call.made {{ try {of}.{called}({given}) }}"),
        false => format!("{of}.{called}({given})"),
    };
    let body = match returns {
        Type::Unit => format!("        {call}\n"),
        _ => format!("        let given = {call}\n        return {result}\n"),
    };
    format!(
        "\n{doc}    public {modifier}func {called}({takes}){throwing}{typed} {{\n{moves}{body}    }}\n"
    )
}

/// The same function with text for bytes: what text is in UTF-8. The first of the bytes has to be given, or both
/// functions would answer to a call without any.
fn of_text(function: &Function) -> String {
    let bytes = |kind: &Type| *kind == Type::Optional(Box::new(Type::BorrowedBytes));
    let Some(first) = function.parameters.iter().position(|parameter| bytes(&parameter.kind))
    else {
        return String::new();
    };
    let (mut takes, mut given) = (Vec::new(), Vec::new());
    for (index, Parameter { name, kind }) in function.parameters.iter().enumerate() {
        let (label, value) = (camel(name), escaped(&camel(name)));
        let (typed, passed) = match (bytes(kind), index == first) {
            (true, true) => ("String".to_owned(), format!("Data({value}.utf8)")),
            (true, false) => {
                ("String? = nil".to_owned(), format!("{value}.map {{ Data($0.utf8) }}"))
            }
            (false, _) => (format!("{}{}", swift(kind), default(kind)), value),
        };
        takes.push(format!("{label}: {typed}"));
        given.push(format!("{label}: {passed}"));
    }
    let Function { name, doc, returns, .. } = function;
    let typed = match returns {
        Type::Unit => String::new(),
        returns => format!(" -> {}", swift(returns)),
    };
    let (called, takes, given) = (camel(name), takes.join(", "), given.join(", "));
    let doc = swift_doc("    ", doc);
    format!(
        "\n{doc}    public func {called}({takes}) throws{typed} {{\n        try {called}({given})\n    }}\n"
    )
}

/// The loops over an object.
fn sequence(object: &Object) -> String {
    let Some(next) = object.methods.iter().find(|method| method.role == Role::Next) else {
        return String::new();
    };
    let (name, called) = (&object.name, camel(&next.function.name));
    if next.function.returns == batch() {
        return format!(
            "
extension {name}: AsyncSequence {{
    /// Records one by one, in the order of each partition. A loop that comes after another one goes on behind it.
    public func makeAsyncIterator() -> RecordIterator {{
        RecordIterator(unread: unread) {{ [self] in try await {called}() }}
    }}

    /// Records in batches, as they come.
    public var batches: RecordBatches {{
        RecordBatches {{ [self] in try await {called}() }}
    }}
}}
"
        );
    }
    let Type::Optional(element) = &next.function.returns else { return String::new() };
    format!(
        "
extension {name}: AsyncSequence {{
    /// One by one, as they come.
    public func makeAsyncIterator() -> NextIterator<{}> {{
        NextIterator {{ [self] in try await {called}() }}
    }}
}}
",
        swift(element)
    )
}

/// `withBroker { … }` for what is made and has to be closed.
fn scopes(object: &Object) -> String {
    let made = object.constructors.iter();
    made.map(|made| {
        let of = format!("{}.{}", object.name, camel(&made.name));
        scope(made, object, &of, &object.name, "")
    })
    .collect()
}

fn scope(made: &Function, object: &Object, call: &str, named: &str, indent: &str) -> String {
    let Some(close) = close(object) else { return String::new() };
    let mut capital = if named.is_empty() { camel(&made.name) } else { named.to_owned() };
    capital[..1].make_ascii_uppercase();
    let mut list = takes(&made.parameters);
    if !list.is_empty() {
        list.push_str(", ");
    }
    let given: Vec<String> = made
        .parameters
        .iter()
        .map(|Parameter { name, .. }| {
            let name = camel(name);
            format!("{name}: {}", escaped(&name))
        })
        .collect();
    let given = given.join(", ");
    let (name, close) = (&object.name, camel(&close.function.name));
    let wait = if made.wait == Wait::Awaited { "try await" } else { "try" };
    let text = format!(
        "
/// Makes one, runs `body` with it, and closes it, also when `body` throws or the task is cancelled.
public func with{capital}<R: Sendable>({list}isolation: isolated (any Actor)? = #isolation, _ body: ({name}) async throws -> R) async throws -> R {{
    let made = {wait} {call}({given})
    return try await closing(body: {{ try await body(made) }}, close: {{ try await made.{close}() }})
}}
"
    );
    text.lines()
        .map(|line| if line.is_empty() { "\n".to_owned() } else { format!("{indent}{line}\n") })
        .collect()
}
