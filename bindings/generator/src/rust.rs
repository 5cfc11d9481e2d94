//! What the Rust runner of `bindings/spec` needs: functions by name, and data from and to values.

use std::fmt::Write;

use crate::{File, Function, Model, Parameter, Type, Wait};

const PATH: &str = "bindings/spec/src/generated.rs";

pub(crate) fn files(model: &Model) -> Vec<File> {
    vec![File { path: PATH.into(), content: dispatch(model) }]
}

fn dispatch(model: &Model) -> String {
    let mut text = String::from(
        "// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

use std::sync::Arc;

use ottla_api::*;

use crate::value::{Arguments, Called, Fields, Plain, Value, Wrong, done, waits};

",
    );
    objects(&mut text, model);
    for record in &model.records {
        let name = &record.name;
        let _ = writeln!(text, "impl Plain for {name} {{");
        text.push_str("    fn of_value(value: Value) -> Result<Self, Wrong> {\n");
        let _ = writeln!(
            text,
            "        let mut fields = Fields::of(value, {name:?})?;\n        Ok(Self {{"
        );
        for (Parameter { name, .. }, _) in &record.fields {
            let _ = writeln!(text, "            {name}: fields.take({name:?})?,");
        }
        text.push_str(
            "        })\n    }\n\n    fn into_value(self) -> Value {\n        Value::map([\n",
        );
        for (Parameter { name, .. }, _) in &record.fields {
            let _ = writeln!(text, "            ({name:?}, self.{name}.into_value()),");
        }
        text.push_str("        ])\n    }\n}\n\n");
    }
    for choice in &model.enums {
        let name = &choice.name;
        let _ = writeln!(text, "impl Plain for {name} {{");
        text.push_str("    fn of_value(value: Value) -> Result<Self, Wrong> {\n        match value.text()?.as_str() {\n");
        for (variant, _) in &choice.variants {
            let _ = writeln!(text, "            {variant:?} => Ok(Self::{variant}),");
        }
        let _ = writeln!(
            text,
            "            other => Err(Wrong::new(format!(\"{name} has no {{other}}\"))),\n        }}\n    }}\n\n    \
             fn into_value(self) -> Value {{\n        Value::Text(format!(\"{{self:?}}\"))\n    }}\n}}\n"
        );
    }
    text.push_str("/// Makes an object.\npub fn make(class: &str, name: &str, arguments: &mut Arguments) -> Result<Called, Wrong> {\n    match (class, name) {\n");
    for object in &model.objects {
        for function in &object.constructors {
            let class = &object.name;
            let _ = writeln!(text, "        ({class:?}, {:?}) => {{", function.name);
            call(&mut text, function, &format!("{class}::{}", function.name));
            text.push_str("        }\n");
        }
    }
    text.push_str("        (class, name) => Err(Wrong::new(format!(\"{class} has no {name}\"))),\n    }\n}\n\n");
    text.push_str("/// Calls a function of an object.\npub fn call(it: &Object, name: &str, arguments: &mut Arguments) -> Result<Called, Wrong> {\n    match (it.clone(), name) {\n");
    for object in &model.objects {
        for method in &object.methods {
            let function = &method.function;
            let _ =
                writeln!(text, "        (Object::{}(it), {:?}) => {{", object.name, function.name);
            call(&mut text, function, &format!("it.{}", function.name));
            text.push_str("        }\n");
        }
    }
    text.push_str(
        "        (it, name) => Err(Wrong::new(format!(\"{it:?} has no {name}\"))),\n    }\n}\n",
    );
    text
}

fn objects(text: &mut String, model: &Model) {
    text.push_str("/// An object of the API.\n#[derive(Clone, Debug)]\npub enum Object {\n");
    for object in &model.objects {
        let name = &object.name;
        let _ = writeln!(text, "    /// A `{name}`.\n    {name}(Arc<{name}>),");
    }
    text.push_str("}\n\n");
    for object in &model.objects {
        let name = &object.name;
        let _ = writeln!(
            text,
            "impl Plain for Arc<{name}> {{\n    fn of_value(value: Value) -> Result<Self, Wrong> {{\n        match value {{\n            \
             Value::Object(Object::{name}(it)) => Ok(it),\n            other => Err(Wrong::new(format!(\"{{other:?}} is no {name}\"))),\n        \
             }}\n    }}\n\n    fn into_value(self) -> Value {{\n        Value::Object(Object::{name}(self))\n    }}\n}}\n"
        );
    }
    let closers = model.objects.iter().filter_map(|object| {
        let closes = |method: &&crate::Method| method.role == crate::Role::Close;
        let close = object.methods.iter().find(closes)?;
        Some((&object.name, &close.function.name))
    });
    text.push_str("impl Object {\n    /// The function that ends it, if it has one.\n    #[must_use]\n    pub fn closer(&self) -> Option<&'static str> {\n        match self {\n");
    for (object, close) in closers {
        let _ = writeln!(text, "            Self::{object}(_) => Some({close:?}),");
    }
    text.push_str("            _ => None,\n        }\n    }\n}\n\n");
}

/// The arguments, the call, and what becomes of its outcome.
fn call(text: &mut String, function: &Function, callee: &str) {
    let mut passed = Vec::new();
    for Parameter { name, kind } in &function.parameters {
        let (owned, pass) = match kind {
            Type::BorrowedText => ("String".to_owned(), format!("&{name}")),
            Type::BorrowedBytes => ("Bytes".to_owned(), format!("&{name}")),
            Type::Optional(inner) if **inner == Type::BorrowedBytes => {
                ("Option<Bytes>".to_owned(), format!("{name}.as_deref()"))
            }
            kind => (written(kind), name.clone()),
        };
        let _ = writeln!(text, "            let {name}: {owned} = arguments.take({name:?})?;");
        passed.push(pass);
    }
    let passed = passed.join(", ");
    let fails = if function.fails { "?" } else { "" };
    let value = value_of(&function.returns, "found");
    match function.wait {
        Wait::Awaited => {
            let _ = writeln!(
                text,
                "            Ok(waits(async move {{\n                let found = {callee}({passed}).await{fails};\n                Ok({value})\n            }}))"
            );
        }
        Wait::Not => {
            let _ = writeln!(
                text,
                "            Ok(done((|| {{\n                let found = {callee}({passed}){fails};\n                Ok({value})\n            }})()))"
            );
        }
    }
}

/// An expression that makes a value of what was found.
fn value_of(kind: &Type, found: &str) -> String {
    match kind {
        Type::Object(_) => format!("Arc::new({found}).into_value()"),
        Type::Optional(inner) if matches!(**inner, Type::Object(_)) => {
            format!("{found}.map(Arc::new).into_value()")
        }
        _ => format!("{found}.into_value()"),
    }
}

fn written(kind: &Type) -> String {
    match kind {
        Type::Unit => "()".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::Int32 => "i32".to_owned(),
        Type::Int64 => "i64".to_owned(),
        Type::Float => "f64".to_owned(),
        Type::Text | Type::BorrowedText => "String".to_owned(),
        Type::Bytes | Type::BorrowedBytes => "Bytes".to_owned(),
        Type::Optional(inner) => format!("Option<{}>", written(inner)),
        Type::List(inner) => format!("Vec<{}>", written(inner)),
        Type::Map(inner) => format!("std::collections::BTreeMap<String, {}>", written(inner)),
        Type::Record(name) | Type::Enum(name) | Type::Options(name) => name.clone(),
        Type::Object(name) => format!("Arc<{name}>"),
        Type::Callback(name) | Type::Function(name) => format!("Arc<dyn {name}>"),
    }
}
