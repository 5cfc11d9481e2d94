//! The Rust that uniffi reads: a type for each of the API's, with what turns one into the other.

use std::fmt::Write;

use super::{made_objects, package};
use crate::{Callback, Enum, File, Function, Model, Object, Parameter, Record, Type, Wait};

pub(super) fn files(model: &Model) -> Vec<File> {
    let mut modules = String::new();
    let mut files = Vec::new();
    let mut add = |name: &str, content: String| {
        let _ = writeln!(modules, "mod {name};\npub use {name}::*;");
        files.push(package(&format!("src/made/{name}.rs"), head("") + &content));
    };
    add("enums", model.enums.iter().map(choices).collect());
    add("records", model.records.iter().map(record).collect());
    add("callbacks", model.callbacks.iter().map(callback).collect());
    for made in made_objects(model) {
        add(&snake(&made.name), object(made));
    }
    let modules = format!("{MADE}\n#![allow(unused_imports)]\n\n{modules}");
    files.push(package("src/made/mod.rs", modules));
    files
}

const MADE: &str = "// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.\n";

fn head(more: &str) -> String {
    format!(
        "{MADE}
#[allow(unused_imports)]
use std::{{collections::HashMap, sync::Arc}};

#[allow(unused_imports)]
use ottla_api as api;

#[allow(unused_imports)]
use crate::{{failure::{{RawFailure, RawThrown}}, owned::Owned, record_batch::RawRecordBatch, call::RawCall, made::*}};
{more}"
    )
}

fn snake(name: &str) -> String {
    let mut snake = String::new();
    for (index, letter) in name.char_indices() {
        if index > 0 && letter.is_uppercase() {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}

/// The type as it crosses.
fn raw(kind: &Type) -> String {
    match kind {
        Type::Unit => "()".into(),
        Type::Bool => "bool".into(),
        Type::Int32 => "i32".into(),
        Type::Int64 => "i64".into(),
        Type::Float => "f64".into(),
        Type::Text => "String".into(),
        Type::BorrowedText | Type::BorrowedBytes => "&[u8]".into(),
        Type::Bytes => "Vec<u8>".into(),
        Type::Optional(inner) => format!("Option<{}>", raw(inner)),
        Type::List(inner) => format!("Vec<{}>", raw(inner)),
        Type::Map(inner) => format!("HashMap<String, {}>", raw(inner)),
        Type::Record(name) | Type::Enum(name) => format!("Raw{name}"),
        Type::Object(name) => format!("Arc<Raw{name}>"),
        Type::Callback(name) | Type::Function(name) => format!("Arc<dyn Raw{name}>"),
        Type::Options(_) => "HashMap<String, String>".into(),
    }
}

/// Whether it crosses as it is.
fn plain(kind: &Type) -> bool {
    match kind {
        Type::Unit | Type::Bool | Type::Int32 | Type::Int64 | Type::Float | Type::Text => true,
        Type::Optional(inner) | Type::List(inner) => plain(inner),
        _ => false,
    }
}

/// What crossed, as the API takes it.
fn inward(kind: &Type, value: &str) -> String {
    match kind {
        kind if plain(kind) => value.to_owned(),
        Type::Optional(inner) => format!("{value}.map(|it| {})", inward(inner, "it")),
        Type::List(inner) => {
            format!("{value}.into_iter().map(|it| {}).collect()", inward(inner, "it"))
        }
        Type::Map(inner) => {
            format!("{value}.into_iter().map(|(key, it)| (key, {})).collect()", inward(inner, "it"))
        }
        Type::Options(name) => format!("api::{name}::new({value}.into_iter().collect())"),
        Type::Object(_) => format!("{value}.0.shared()"),
        Type::Callback(name) | Type::Function(name) => {
            format!("callbacks::{}({value})", snake(name))
        }
        Type::BorrowedText => format!("&String::from_utf8_lossy({value})"),
        Type::BorrowedBytes => value.to_owned(),
        _ => format!("{value}.into()"),
    }
}

/// What the API gives, as it crosses.
fn outward(kind: &Type, value: &str) -> String {
    match kind {
        kind if plain(kind) => value.to_owned(),
        Type::Optional(inner) => format!("{value}.map(|it| {})", outward(inner, "it")),
        Type::List(inner) => {
            format!("{value}.into_iter().map(|it| {}).collect()", outward(inner, "it"))
        }
        Type::Map(inner) => {
            format!(
                "{value}.into_iter().map(|(key, it)| (key, {})).collect()",
                outward(inner, "it")
            )
        }
        Type::Object(name) => format!("Arc::new(Raw{name}(Owned::new({value})))"),
        _ => format!("{value}.into()"),
    }
}

fn choices(choice: &Enum) -> String {
    let Enum { name, doc, variants } = choice;
    let mut text =
        format!("\n{}#[derive(Debug, uniffi::Enum)]\npub enum Raw{name} {{\n", super::doc("", doc));
    for (variant, doc) in variants {
        let _ = writeln!(text, "{}    {variant},", super::doc("    ", doc));
    }
    text.push_str("}\n");
    for (from, to) in [("api::", "Raw"), ("Raw", "api::")] {
        let arms: String = variants
            .iter()
            .map(|(variant, _)| {
                format!("            {from}{name}::{variant} => Self::{variant},\n")
            })
            .collect();
        let _ = writeln!(
            text,
            "impl From<{from}{name}> for {to}{name} {{\n    fn from(it: {from}{name}) -> Self {{\n        match it {{\n{arms}        }}\n    }}\n}}"
        );
    }
    text
}

/// Writes a value of a type as another layer has it.
type Conversion = fn(&Type, &str) -> String;

fn record(record: &Record) -> String {
    let Record { name, doc, fields } = record;
    let mut text = format!(
        "\n{}#[derive(Debug, uniffi::Record)]\npub struct Raw{name} {{\n",
        super::doc("", doc)
    );
    for (Parameter { name, kind }, doc) in fields {
        let _ = writeln!(text, "{}    pub {name}: {},", super::doc("    ", doc), raw(kind));
    }
    text.push_str("}\n");
    let conversions: [(&str, &str, Conversion); 2] =
        [("api::", "Raw", outward), ("Raw", "api::", inward)];
    for (from, to, convert) in conversions {
        let fields = fields.iter().map(|(Parameter { name, kind }, _)| {
            format!("{name}: {}", convert(kind, &format!("it.{name}")))
        });
        let fields = fields.collect::<Vec<_>>().join(", ");
        let _ = writeln!(
            text,
            "impl From<{from}{name}> for {to}{name} {{ fn from(it: {from}{name}) -> Self {{ Self {{ {fields} }} }} }}"
        );
    }
    text
}

fn callback(callback: &Callback) -> String {
    let Callback { name, doc, functions } = callback;
    let mut shape = format!(
        "\n{}#[uniffi::export(with_foreign)]\n#[async_trait::async_trait]\npub trait Raw{name}: Send + Sync + 'static {{\n",
        super::doc("", doc)
    );
    let mut calls = format!("#[async_trait::async_trait]\nimpl api::{name} for Foreign{name} {{\n");
    for Function { name, doc, parameters, returns, fails, .. } in functions {
        let list = |write: &dyn Fn(&Parameter) -> String| {
            parameters.iter().map(write).collect::<Vec<_>>().join(", ")
        };
        let raws = list(&|Parameter { name, kind }| format!("{name}: {}", raw(kind)));
        let apis = list(&|Parameter { name, kind }| format!("{name}: {}", of_api(kind)));
        let given = list(&|Parameter { name, kind }| outward(kind, name));
        let (raw_gives, gives, end) = match fails {
            true => (
                format!(" -> Result<{}, RawThrown>", raw(returns)),
                format!(" -> Result<{}, api::Thrown>", of_api(returns)),
                match plain(returns) {
                    true => ".map_err(Into::into)".to_owned(),
                    false => {
                        format!(".map(|it| {}).map_err(Into::into)", inward(returns, "it"))
                    }
                },
            ),
            false => (String::new(), String::new(), ";".to_owned()),
        };
        let doc = super::doc("    ", doc);
        let _ = writeln!(shape, "{doc}    async fn {name}(&self, {raws}){raw_gives};");
        let _ = writeln!(
            calls,
            "    async fn {name}(&self, {apis}){gives} {{\n        self.0.{name}({given}).await{end}\n    }}"
        );
    }
    let made = snake(name);
    format!(
        "{shape}}}\n\nstruct Foreign{name}(Arc<dyn Raw{name}>);\n\n{calls}}}\n\npub(crate) fn {made}(it: Arc<dyn Raw{name}>) -> Arc<dyn api::{name}> {{\n    Arc::new(Foreign{name}(it))\n}}\n"
    )
}

/// The type as the API writes it: what callbacks are told.
fn of_api(kind: &Type) -> String {
    match kind {
        Type::Bytes => "api::Bytes".into(),
        Type::Optional(inner) => format!("Option<{}>", of_api(inner)),
        Type::List(inner) => format!("Vec<{}>", of_api(inner)),
        Type::Map(inner) => format!("std::collections::BTreeMap<String, {}>", of_api(inner)),
        Type::Record(name) | Type::Enum(name) | Type::Options(name) => format!("api::{name}"),
        Type::Object(name) => format!("Arc<api::{name}>"),
        Type::Callback(name) | Type::Function(name) => format!("Arc<dyn api::{name}>"),
        kind => raw(kind),
    }
}

fn object(object: &Object) -> String {
    let Object { name, doc, constructors, methods } = object;
    let mut text = format!(
        "\n{}#[derive(uniffi::Object)]\npub struct Raw{name}(pub(crate) Owned<api::{name}>);\n\n#[uniffi::export]\nimpl Raw{name} {{\n",
        super::doc("", doc)
    );
    for made in constructors {
        text.push_str("    #[uniffi::constructor]\n");
        text.push_str(&function(name, made, Receiver::Class));
    }
    for method in methods {
        text.push_str(&function(name, &method.function, Receiver::Object));
    }
    text + "}\n"
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Receiver {
    Class,
    Object,
}

/// A function that waits runs as a call that can be cancelled; one that does not wait takes its
/// options as numbers beside a flag, and bytes where they lie, for that costs least.
fn function(object: &str, function: &Function, receiver: Receiver) -> String {
    let Function { name, doc, wait, parameters, returns, fails } = function;
    let mut takes: Vec<String> = Vec::new();
    if receiver == Receiver::Object {
        takes.push("&self".into());
    }
    if *wait == Wait::Awaited {
        takes.push("call: Arc<RawCall>".into());
    }
    let mut given = Vec::new();
    for Parameter { name, kind } in parameters {
        match (wait, kind) {
            (Wait::Not, Type::Optional(inner)) if flagged(inner) => {
                takes.push(format!("has_{name}: bool, {name}: {}", raw(inner)));
                given.push(format!("has_{name}.then_some({})", inward(inner, name)));
            }
            _ => {
                takes.push(format!("{name}: {}", raw(kind)));
                given.push(inward(kind, name));
            }
        }
    }
    let (takes, given) = (takes.join(", "), given.join(", "));
    let asks = if *fails { "?" } else { "" };
    let gives = match (receiver, returns) {
        (Receiver::Class, _) => "Arc<Self>".to_owned(),
        (Receiver::Object, returns) => raw(returns),
    };
    let of = match receiver {
        Receiver::Class => format!("api::{object}::"),
        Receiver::Object => "self.0.".into(),
    };
    let doc = super::doc("    ", doc);
    if *wait == Wait::Awaited {
        let result = outward(returns, &format!("{of}{name}({given}).await{asks}"));
        return format!(
            "{doc}    pub async fn {name}({takes}) -> Result<{gives}, RawFailure> {{\n        call.run(async move {{ Ok({result}) }}).await\n    }}\n"
        );
    }
    let result = outward(returns, &format!("{of}{name}({given}){asks}"));
    match fails {
        true => format!(
            "{doc}    pub fn {name}({takes}) -> Result<{gives}, RawFailure> {{\n        Ok({result})\n    }}\n"
        ),
        false => {
            format!("{doc}    pub fn {name}({takes}) -> {gives} {{\n        {result}\n    }}\n")
        }
    }
}

/// Whether an option of it crosses as a flag and a value.
pub(super) fn flagged(kind: &Type) -> bool {
    matches!(
        kind,
        Type::Bool
            | Type::Int32
            | Type::Int64
            | Type::Float
            | Type::BorrowedText
            | Type::BorrowedBytes
    )
}
