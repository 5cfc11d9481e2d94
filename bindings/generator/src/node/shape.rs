//! How functions and types look in JavaScript: what is a property, what stands in its place of a call, and
//! what is named in an object at its end.

use std::collections::BTreeSet;

use crate::{Function, Model, Parameter, Type, Wait};

/// A class whose JavaScript is written by hand (lib/batch.js), and what it has.
pub(crate) const BATCH: &str = "RecordBatch";
const OF_BATCH: [&str; 9] =
    ["topic", "partition", "len", "is_empty", "next_offset", "get", "records", "values", "headers"];

/// Errors, of which JavaScript makes instances of its classes.
pub(crate) const ERROR: &str = "ErrorInfo";
/// Records of a batch: a class of its own (lib/batch.js).
pub(crate) const RECORD: &str = "Record";
/// What can be awaited itself: written by hand, too (lib/delivery.js and src/delivery.rs), for there is one for
/// each record.
pub(crate) const DELIVERY: &str = "Delivery";
/// A class whose records are collected by hand (lib/sending.js), for a call of Rust for each would cost too much.
pub(crate) const SENDER: &str = "Producer";
/// Data of which several may be written as an object: the names are its fields.
pub(crate) const PAIR: &str = "Header";
const OF_DELIVERY: [&str; 2] = ["partition", "written"];

/// Whether the JavaScript of a class is written by hand.
pub(crate) fn is_by_hand(class: &str) -> bool {
    class == BATCH || class == DELIVERY
}

/// What is known here of the API by name has to be as it is there.
///
/// # Panics
/// If it is not.
pub(crate) fn check(model: &Model) {
    for object in &model.objects {
        for method in &object.methods {
            let known = match object.name.as_str() {
                BATCH => &OF_BATCH[..],
                DELIVERY => &OF_DELIVERY,
                _ => continue,
            };
            assert!(
                known.contains(&method.function.name.as_str()),
                "Node has no `{}` of {}, which is written by hand",
                method.function.name,
                object.name
            );
        }
    }
    for callback in &model.callbacks {
        for function in &callback.functions {
            assert!(
                function.parameters.len() == 1
                    && (function.fails || function.returns == Type::Unit),
                "Node cannot do `{}` of {}: functions of users take one thing, and listeners give nothing",
                function.name,
                callback.name
            );
        }
    }
    for set in &model.options {
        for choice in &set.known {
            let camel = crate::names::camel(&choice.key);
            let dots = camel.chars().fold(String::new(), |mut key, letter| {
                if letter.is_uppercase() {
                    key.push('.');
                }
                key.extend(letter.to_lowercase());
                key
            });
            assert!(dots == choice.key, "Node cannot read `{camel}` as `{}`", choice.key);
        }
    }
}

/// Parameters that have their place in a call, and those that are named.
pub(crate) fn split(function: &Function) -> (&[Parameter], &[Parameter]) {
    let named = |parameter: &Parameter| match &parameter.kind {
        Type::Optional(inner) => **inner != Type::BorrowedBytes,
        Type::Map(_) => true,
        _ => false,
    };
    let first = function.parameters.iter().position(named);
    function.parameters.split_at(first.unwrap_or(function.parameters.len()))
}

/// What the object at the end of a call may have.
pub(crate) fn extra(function: &Function) -> Vec<String> {
    let (_, named) = split(function);
    let mut names: Vec<_> = named.iter().map(|named| crate::names::camel(&named.name)).collect();
    if function.wait == Wait::Awaited {
        names.push("signal".to_owned());
    }
    names
}

/// Whether it is read without a call.
pub(crate) fn is_property(function: &Function) -> bool {
    let plain = matches!(
        function.returns,
        Type::Bool | Type::Int32 | Type::Int64 | Type::Float | Type::Text
    );
    plain && function.wait == Wait::Not && !function.fails && function.parameters.is_empty()
}

/// Its name in JavaScript: what is countable has a `length` there.
pub(crate) fn name(function: &Function) -> String {
    match function.name.as_str() {
        "len" => "length".to_owned(),
        name => crate::names::camel(name),
    }
}

/// Names of the records that callers make.
pub(crate) fn inputs(model: &Model) -> BTreeSet<String> {
    let functions = model.objects.iter().flat_map(|object| {
        object.constructors.iter().chain(object.methods.iter().map(|method| &method.function))
    });
    let taken = functions.flat_map(|function| &function.parameters).map(|taken| &taken.kind);
    let told = model.callbacks.iter().flat_map(|callback| &callback.functions);
    closure(model, taken.chain(told.map(|function| &function.returns)))
}

/// Names of the records that callers get.
pub(crate) fn outputs(model: &Model) -> BTreeSet<String> {
    let functions = model.objects.iter().flat_map(|object| &object.methods);
    let given = functions.map(|method| &method.function.returns);
    let told = model.callbacks.iter().flat_map(|callback| &callback.functions);
    let told = told.flat_map(|function| &function.parameters).map(|told| &told.kind);
    closure(model, given.chain(told))
}

fn closure<'a>(model: &Model, kinds: impl Iterator<Item = &'a Type>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    kinds.for_each(|kind| add(model, kind, &mut names));
    names
}

fn add(model: &Model, kind: &Type, names: &mut BTreeSet<String>) {
    match kind {
        Type::Optional(inner) | Type::List(inner) | Type::Map(inner) => add(model, inner, names),
        Type::Record(name) if names.insert(name.clone()) => {
            let record = model.records.iter().find(|record| record.name == *name);
            let fields = record.into_iter().flat_map(|record| &record.fields);
            fields.for_each(|(field, _)| add(model, &field.kind, names));
        }
        _ => {}
    }
}

/// The lines of a documentation, without what only Rust's understands.
pub(crate) fn lines(doc: &str) -> impl Iterator<Item = String> {
    let plain = doc.replace("[`", "`").replace("`]", "`").replace("*/", "* /");
    plain.lines().map(str::to_owned).collect::<Vec<_>>().into_iter()
}

/// A documentation as JavaScript has them.
pub(crate) fn comment(doc: &str, indent: &str) -> String {
    let lines: Vec<String> = lines(doc).collect();
    match lines.as_slice() {
        [] => String::new(),
        [line] => format!("{indent}/** {line} */\n"),
        lines => {
            let body = lines.iter().map(|line| format!("{indent} * {line}").trim_end().to_owned());
            let body: Vec<String> = body.collect();
            format!("{indent}/**\n{}\n{indent} */\n", body.join("\n"))
        }
    }
}
