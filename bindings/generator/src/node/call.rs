//! A function of JavaScript that calls one of Rust.

use super::shape;
use crate::{
    Callback, Function, Model, Object, Role, Type, Wait,
    names::{camel, lower_camel},
};

/// What has a consumer go on elsewhere: a loop forgets what it has not handed out.
const MOVES: [&str; 6] =
    ["seek", "unassign", "subscribe", "subscribe_pattern", "unsubscribe", "close"];

/// The function; `kind` stands before its name, `below` is what it calls.
pub(crate) fn call(
    model: &Model,
    object: &Object,
    function: &Function,
    kind: &str,
    below: &str,
) -> String {
    let name = shape::name(function);
    let (placed, named) = shape::split(function);
    let mut taken: Vec<String> = placed.iter().map(|placed| camel(&placed.name)).collect();
    let mut passed: Vec<String> =
        placed.iter().map(|placed| argument(model, &placed.kind, &camel(&placed.name))).collect();
    let heard = named.iter().find_map(|named| Some((named, callback(model, &named.kind)?)));
    passed.extend(named.iter().map(|named| match callback(model, &named.kind) {
        Some(_) => "heard?.call".to_owned(),
        None => format!("extras.{}", camel(&named.name)),
    }));
    let allowed = quoted(&shape::extra(function));
    let mut before = String::new();
    if !shape::extra(function).is_empty() {
        taken.push("extras".to_owned());
        let shown = format!("{}.{name}", lower_camel(&object.name));
        before = format!("extras = extra(extras, [{allowed}], '{shown}');\n");
    }
    if let Some((parameter, callback)) = heard {
        let known: Vec<String> = callback.functions.iter().map(|f| camel(&f.name)).collect();
        let (listener, known) = (camel(&parameter.name), quoted(&known));
        before.push_str(&format!("const heard = listened(extras.{listener}, [{known}]);\n"));
    }
    let given = given(model, &function.returns, heard.map(|(_, callback)| callback));
    let body = match function.wait {
        Wait::Awaited => {
            passed.push("cancellation".to_owned());
            let call = format!("(cancellation) => {below}({})", passed.join(", "));
            let after = after(object, function);
            format!(
                "{before}const found = await waited(extras.signal, {call});\n{after}return {given};\n"
            )
        }
        Wait::Not => {
            let call = format!("{below}({})", passed.join(", "));
            let body = indented(&format!("{before}const found = {call};\nreturn {given};\n"));
            format!("try {{\n{body}}} catch (error) {{\n  throw raised(error);\n}}\n")
        }
    };
    let waits = if function.wait == Wait::Awaited { "async " } else { "" };
    let whole = format!(
        "{}{kind}{waits}{name}({}) {{\n{}}}\n",
        shape::comment(&function.doc, ""),
        taken.join(", "),
        indented(&body)
    );
    format!("\n{}", indented(&whole))
}

/// What is to be done besides.
fn after(object: &Object, function: &Function) -> String {
    let next = object.methods.iter().find(|method| method.role == Role::Next);
    let Some(next) = next else { return String::new() };
    let mut after = String::new();
    let of_batches =
        next.function.returns == Type::Optional(Box::new(Type::Object(shape::BATCH.to_owned())));
    if of_batches && MOVES.contains(&function.name.as_str()) {
        after.push_str("forget(this);\n");
    }
    if function.name == "close" {
        after.push_str("this.#heard?.check();\n");
    }
    after
}

fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("'{name}'")).collect::<Vec<_>>().join(", ")
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}").trim_end().to_owned() + "\n").collect()
}

fn callback<'a>(model: &'a Model, kind: &Type) -> Option<&'a Callback> {
    match kind {
        Type::Callback(name) => model.callbacks.iter().find(|callback| callback.name == *name),
        Type::Optional(inner) => callback(model, inner),
        _ => None,
    }
}

fn argument(model: &Model, kind: &Type, name: &str) -> String {
    match kind {
        Type::Object(class) => format!("checked({class}, {name}, '{name}')"),
        Type::Function(function) => match gives(model, function) {
            true => format!("asked({name}, '{name}')"),
            false => format!("handled({name}, '{name}')"),
        },
        _ => name.to_owned(),
    }
}

/// Whether a function of users gives something.
fn gives(model: &Model, function: &str) -> bool {
    let mut callbacks = model.callbacks.iter().filter(|callback| callback.name == function);
    callbacks.any(|callback| callback.functions.iter().any(|f| f.returns != Type::Unit))
}

/// What users get of what Rust gave, which is called `found`.
fn given(model: &Model, kind: &Type, listener: Option<&Callback>) -> String {
    match kind {
        Type::Object(name) if name == shape::DELIVERY => "delivered(found)".to_owned(),
        Type::Object(name) => match listener {
            Some(_) => format!("new {name}(found, KEY, heard)"),
            None => format!("new {name}(found, KEY)"),
        },
        kind if holds_error(model, kind) => "revived(found)".to_owned(),
        _ => "found".to_owned(),
    }
}

/// Whether it is data with an error in it, however deep.
fn holds_error(model: &Model, kind: &Type) -> bool {
    match kind {
        Type::Optional(inner) | Type::List(inner) | Type::Map(inner) => holds_error(model, inner),
        Type::Record(name) if name == shape::ERROR => true,
        Type::Record(name) => {
            let record = model.records.iter().find(|record| record.name == *name);
            let fields = record.into_iter().flat_map(|record| &record.fields);
            // Records hold each other in no circle: they are plain data.
            fields.into_iter().any(|(field, _)| holds_error(model, &field.kind))
        }
        _ => false,
    }
}
