//! The glue in Rust: a class per object, and how data, choices and options cross.

use std::fmt::Write;

use super::{MADE, shape};
use crate::{
    Callback, Enum, Function, Model, Object, Options, Record, Type, Wait,
    names::{camel, upper},
};

/// The files of `src/generated`, by subject.
pub(crate) fn glue(model: &Model) -> Vec<(String, String)> {
    let mut files = vec![
        ("choices".to_owned(), choices(model)),
        ("data".to_owned(), data(model)),
        ("options".to_owned(), options(model)),
        ("callbacks".to_owned(), callbacks(model)),
    ];
    for object in model.objects.iter().filter(|object| object.name != shape::DELIVERY) {
        files.push((upper(&object.name).to_lowercase(), class(object)));
    }
    files.push(("mod".to_owned(), whole(model, &files)));
    files
}

fn whole(model: &Model, files: &[(String, String)]) -> String {
    let mut names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    let mut rust = format!("{MADE}\n\n//! Classes, data, choices and options of the API.\n\n");
    for name in names {
        let _ = writeln!(rust, "mod {name};");
    }
    rust.push_str("\npub(crate) use choices::{advice_name, kind_name};\n");
    if model.objects.iter().any(|object| object.name == shape::BATCH) {
        let _ = writeln!(rust, "pub(crate) use record_batch::{};", shape::BATCH);
    }
    rust
}

/// How a file begins; it imports those of the names that it uses.
fn file(doc: &str, body: &str) -> String {
    let mut head = format!("{MADE}\n\n//! {doc}\n\n");
    if body.contains("Arc<") {
        head.push_str("use std::sync::Arc;\n\n");
    }
    if body.contains("#[async_trait]") {
        head.push_str("use async_trait::async_trait;\n");
    }
    if body.contains("#[napi]") {
        head.push_str("use napi_derive::napi;\n");
    }
    head.push_str("use ottla_api as api;\n\n");
    for (name, path) in [
        ("instance(", "batch::instance"),
        ("unwrapped::", "batch::unwrapped"),
        ("guarded(", "bridge::guarded"),
        ("promise(", "bridge::promise"),
        ("Borrowed", "bytes::Borrowed"),
        ("Callback", "callback::Callback"),
        ("thrown(", "error::thrown"),
        ("Wrong>", "error::Wrong"),
        ("Held", "held::Held"),
        ("object::", "object"),
        ("Fields::", "object::Fields"),
        ("options::", "options"),
        ("FromJs", "value::FromJs"),
        ("IntoJs", "value::IntoJs"),
        ("Out<", "value::Out"),
        ("Raw", "value::Raw"),
    ] {
        if body.contains(name) {
            let _ = writeln!(head, "use crate::{path};");
        }
    }
    head + body
}

fn choices(model: &Model) -> String {
    file(
        "Choices, which are texts in JavaScript.",
        &model.enums.iter().map(of_enum).collect::<String>(),
    )
}

fn data(model: &Model) -> String {
    let (inputs, outputs) = (shape::inputs(model), shape::outputs(model));
    let mut body = String::new();
    for record in &model.records {
        if inputs.contains(&record.name) {
            body.push_str(&reader(record));
        }
        if outputs.contains(&record.name) {
            body.push_str(&writer(record));
        }
    }
    file("Plain data, as objects of JavaScript.", &body)
}

fn options(model: &Model) -> String {
    let set = |Options { name, .. }: &Options| {
        format!(
            "
impl FromJs for api::{name} {{
    fn from_js(raw: Raw) -> Result<Self, Wrong> {{
        Ok(Self::new(options::read(raw)?))
    }}
}}
"
        )
    };
    file("Sets of options.", &model.options.iter().map(set).collect::<String>())
}

fn callbacks(model: &Model) -> String {
    file("What users write.", &model.callbacks.iter().map(listener).collect::<String>())
}

fn of_enum(Enum { name, variants, .. }: &Enum) -> String {
    let mut rust = String::new();
    let short = upper(name.trim_start_matches("Error")).to_lowercase();
    // Names are asked for by errors, too, which are text.
    let _ = writeln!(
        rust,
        "\npub(crate) fn {short}_name(choice: api::{name}) -> &'static str {{\n    match choice {{"
    );
    for (variant, _) in variants {
        let _ = writeln!(rust, "        api::{name}::{variant} => \"{}\",", upper(variant));
    }
    let _ = writeln!(
        rust,
        "    }}
}}

impl IntoJs for api::{name} {{
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {{
        {short}_name(self).into_js(env)
    }}
}}

impl FromJs for api::{name} {{
    fn from_js(raw: Raw) -> Result<Self, Wrong> {{
        Ok(match String::from_js(raw).unwrap_or_default().as_str() {{"
    );
    let mut all = Vec::new();
    for (variant, _) in variants {
        all.push(format!("'{}'", upper(variant)));
        let _ = writeln!(rust, "            \"{}\" => Self::{variant},", upper(variant));
    }
    let _ = writeln!(
        rust,
        "            _ => return Err(raw.must_be(\"one of {}\")),\n        }})\n    }}\n}}",
        all.join(", ")
    );
    rust
}

fn reader(Record { name, fields, .. }: &Record) -> String {
    let names: Vec<String> =
        fields.iter().map(|(field, _)| format!("\"{}\"", camel(&field.name))).collect();
    let mut rust = format!(
        "
impl FromJs for api::{name} {{
    fn from_js(raw: Raw) -> Result<Self, Wrong> {{
        let fields = Fields::of(raw, &[{}])?;
        Ok(Self {{
",
        names.join(", ")
    );
    for (field, _) in fields {
        let _ =
            writeln!(rust, "            {}: fields.take(\"{}\")?,", field.name, camel(&field.name));
    }
    rust.push_str("        })\n    }\n");
    if name == shape::PAIR {
        rust.push_str(
            "
    fn all_of(raw: Raw) -> Option<Result<Vec<Self>, Wrong>> {
        Some(object::pairs(raw, |key, value| Self { key, value }))
    }
",
        );
    }
    rust.push_str("}\n");
    rust
}

fn writer(Record { name, fields, .. }: &Record) -> String {
    let mut rust = format!(
        "
impl IntoJs for api::{name} {{
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {{
        let made = object::empty(env);
"
    );
    for (field, _) in fields {
        let _ = writeln!(
            rust,
            "        object::set(env, made, c\"{}\", self.{});",
            camel(&field.name),
            field.name
        );
    }
    rust.push_str("        made\n    }\n}\n");
    rust
}

fn listener(Callback { name, functions, .. }: &Callback) -> String {
    let mut rust = format!(
        "
struct Js{name}(Callback);

impl FromJs for Arc<dyn api::{name}> {{
    fn from_js(raw: Raw) -> Result<Self, Wrong> {{
        Ok(Arc::new(Js{name}(Callback::from_js(raw)?)))
    }}
}}

#[async_trait]
impl api::{name} for Js{name} {{
"
    );
    for function in functions {
        let [parameter] = function.parameters.as_slice() else { continue };
        let (gives, given) = match function.fails {
            true => (format!(" -> Result<{}, api::Thrown>", written(&function.returns)), ""),
            // What a listener throws comes out of another call.
            false => (String::new(), ".unwrap_or_default()"),
        };
        let _ = writeln!(
            rust,
            "    async fn {name}(&self, {of}: {kind}){gives} {{\n        \
             self.0.call(\"{camel}\", {of}).await{given}\n    }}",
            name = function.name,
            of = parameter.name,
            kind = written(&parameter.kind),
            camel = camel(&function.name),
        );
    }
    rust.push_str("}\n");
    rust
}

/// A type as Rust writes it.
fn written(kind: &Type) -> String {
    match kind {
        Type::Unit => "()".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::Int32 => "i32".to_owned(),
        Type::Int64 => "i64".to_owned(),
        Type::Float => "f64".to_owned(),
        Type::Text | Type::BorrowedText => "String".to_owned(),
        Type::Bytes => "bytes::Bytes".to_owned(),
        Type::BorrowedBytes => "Borrowed".to_owned(),
        Type::Optional(inner) => format!("Option<{}>", written(inner)),
        Type::List(inner) => format!("Vec<{}>", written(inner)),
        Type::Map(inner) => format!("std::collections::BTreeMap<String, {}>", written(inner)),
        Type::Record(name) | Type::Enum(name) | Type::Options(name) => format!("api::{name}"),
        Type::Object(name) => format!("Arc<api::{name}>"),
        Type::Callback(name) | Type::Function(name) => format!("Arc<dyn api::{name}>"),
    }
}

/// What is passed on of a parameter that was read.
fn passed(kind: &Type, name: &str) -> String {
    match kind {
        Type::BorrowedText => format!("&{name}"),
        Type::BorrowedBytes => format!("{name}.as_slice()"),
        Type::Optional(inner) if **inner == Type::BorrowedBytes => {
            format!("{name}.as_ref().map(Borrowed::as_slice)")
        }
        _ => name.to_owned(),
    }
}

fn class(object: &Object) -> String {
    let name = &object.name;
    let mut rust = String::from("\n");
    for line in shape::lines(&object.doc) {
        let _ = writeln!(rust, "/// {line}");
    }
    let _ = writeln!(
        rust,
        "#[napi]
pub struct {name}(pub(crate) Held<api::{name}>);

impl IntoJs for api::{name} {{
    fn into_js(self, env: napi::sys::napi_env) -> napi::sys::napi_value {{
        instance(env, {name}(Held::new(self)))
    }}
}}

impl FromJs for Arc<api::{name}> {{
    fn from_js(raw: Raw) -> Result<Self, Wrong> {{
        Ok(unwrapped::<{name}>(raw)?.0.shared())
    }}
}}

#[napi]
impl {name} {{"
    );
    for function in &object.constructors {
        rust.push_str(&constructor(name, function));
    }
    for method in &object.methods {
        rust.push_str(&of_self(&method.function));
    }
    rust.push_str("}\n");
    file(&format!("The class {name}."), &rust)
}

fn documented(function: &Function) -> String {
    shape::lines(&function.doc).fold(String::new(), |doc, line| format!("{doc}    /// {line}\n"))
}

fn constructor(class: &str, function: &Function) -> String {
    assert!(
        function.wait == Wait::Awaited && function.fails,
        "Node cannot do `{}` of {class}: what makes an object waits, and can fail",
        function.name
    );
    // Static functions of a class cannot be wrapped: so they are functions of the module.
    let call = format!("api::{class}::{}", function.name);
    format!(
        "{}    #[napi]\n    pub fn {}({}) -> napi::Result<Raw> {{\n{}    }}\n",
        documented(function),
        function.name,
        parameters(function, ""),
        awaited(function, &call, "")
    )
}

fn of_self(function: &Function) -> String {
    let mut rust = documented(function);
    let name = &function.name;
    let getter = if shape::is_property(function) { "(getter)" } else { "" };
    if function.wait == Wait::Awaited {
        let body = awaited(function, &format!("me.{name}"), "        let me = self.0.shared();\n");
        let _ = writeln!(
            rust,
            "    #[napi]\n    pub fn {name}({}) -> napi::Result<Raw> {{\n{body}    }}",
            parameters(function, "&self")
        );
        return rust;
    }
    let _ = writeln!(
        rust,
        "    #[napi{getter}]\n    pub fn {name}({}) -> napi::Result<Out<{}>> {{",
        parameters(function, "&self"),
        returned(&function.returns),
    );
    rust.push_str(&reading(function));
    let call = format!("self.0.{name}({})", arguments(function));
    let call = match function.fails {
        true => format!("{call}.map_err(|error| thrown(&error))?"),
        false => call,
    };
    let call = match function.returns {
        Type::Unit => format!("{{\n            {call};\n            Ok(Out(()))\n        }}"),
        _ => format!("Ok(Out({call}))"),
    };
    let _ = writeln!(rust, "        guarded(|| {call})\n    }}");
    rust
}

fn returned(kind: &Type) -> String {
    match kind {
        Type::Object(name) => format!("api::{name}"),
        Type::Optional(inner) => format!("Option<{}>", returned(inner)),
        kind => written(kind),
    }
}

fn parameters(function: &Function, receiver: &str) -> String {
    let mut all: Vec<String> =
        Some(receiver.to_owned()).filter(|text| !text.is_empty()).into_iter().collect();
    all.extend(function.parameters.iter().map(|parameter| format!("{}: Raw", parameter.name)));
    if function.wait == Wait::Awaited {
        all.push("cancellation: Raw".to_owned());
    }
    all.join(", ")
}

fn reading(function: &Function) -> String {
    let read = |rust: String, parameter: &crate::Parameter| {
        let name = &parameter.name;
        let (kind, shown) = (written(&parameter.kind), camel(name));
        format!("{rust}        let {name} = {name}.read::<{kind}>(\"{shown}\")?;\n")
    };
    function.parameters.iter().fold(String::new(), read)
}

fn arguments(function: &Function) -> String {
    let passed = function.parameters.iter().map(|p| passed(&p.kind, &p.name));
    passed.collect::<Vec<_>>().join(", ")
}

fn awaited(function: &Function, call: &str, before: &str) -> String {
    let call = format!("{call}({}).await", arguments(function));
    let call = match (function.fails, &function.returns) {
        (true, _) => call,
        (false, Type::Unit) => format!("{call}; Ok(())"),
        (false, _) => format!("Ok({call})"),
    };
    format!("{}{before}        promise(cancellation, async move {{ {call} }})\n", reading(function))
}
