//! Functions of users as the API calls them.

use std::fmt::Write;

use super::{glue::made, words};
use crate::{Callback, Model, Type};

pub(super) fn listeners(model: &Model) -> String {
    let mut text = made("What users write, as the API calls it.");
    text.push_str(
        "use std::{future::Future, pin::Pin, sync::Arc};

use ottla_api as api;
use pyo3::{prelude::*, types::PyTuple};

use crate::{
    callbacks::{Failures, Functions},
    convert::IntoPython,
    handlers::{self, Handler, Jobs},
};
",
    );
    for callback in &model.callbacks {
        if callback.is_function() {
            function(&mut text, callback);
            continue;
        }
        let name = &callback.name;
        let functions: Vec<_> = callback.functions.iter().map(|f| f.name.as_str()).collect();
        let snake = words::snake(name);
        let _ = write!(
            text,
            "
struct {name}(Functions);

/// A listener, if there is one.
pub(super) fn {snake}(
    listener: Option<&Bound<'_, PyAny>>,
    failures: &Failures,
) -> PyResult<Option<Arc<dyn api::{name}>>> {{
    let Some(listener) = listener.filter(|listener| !listener.is_none()) else {{ return Ok(None) }};
    let functions = Functions::of(listener, &{functions:?}, failures.clone())?;
    Ok(Some(Arc::new({name}(functions))))
}}

impl api::{name} for {name} {{
"
        );
        for function in &callback.functions {
            let parameters = function.parameters.iter();
            let taken: Vec<_> =
                parameters.clone().map(|p| format!("{}: {}", p.name, rust(&p.kind))).collect();
            let values: Vec<_> =
                parameters.map(|p| format!("{}.into_python(py)?", p.name)).collect();
            let _ = write!(
                text,
                "    fn {name}<'a, 'b>(&'a self, {taken}) -> Pin<Box<dyn Future<Output = ()> + Send + 'b>>
    where
        'a: 'b,
        Self: 'b,
    {{
        Box::pin(self.0.call(\"{name}\", Box::new(move |py| {{
            Ok(PyTuple::new(py, [{values}])?.unbind())
        }})))
    }}
",
                name = function.name,
                taken = taken.join(", "),
                values = values.join(", "),
            );
        }
        text.push_str("}\n");
    }
    text
}

/// One function that may fail, with what calls it in Python's own threads.
fn function(text: &mut String, callback: &Callback) {
    let (name, snake) = (&callback.name, words::snake(&callback.name));
    for function in &callback.functions {
        let parameters = function.parameters.iter();
        let taken: Vec<_> =
            parameters.clone().map(|p| format!("{}: {}", p.name, rust(&p.kind))).collect();
        let values: Vec<_> = parameters.map(|p| format!("{}.into_python(py)?", p.name)).collect();
        let _ = write!(
            text,
            "
struct {name}(Handler<{gives}>);

/// A function, and its calls.
pub(super) fn {snake}(
    function: &Bound<'_, PyAny>,
    name: &str,
) -> PyResult<(Arc<dyn api::{name}>, Jobs<{gives}>)> {{
    let (handler, jobs) = handlers::of(function, name)?;
    Ok((Arc::new({name}(handler)), jobs))
}}

impl api::{name} for {name} {{
    fn {called}<'a, 'b>(&'a self, {taken}) -> Pin<Box<dyn Future<Output = Result<{gives}, api::Thrown>> + Send + 'b>>
    where
        'a: 'b,
        Self: 'b,
    {{
        Box::pin(self.0.call(Box::new(move |py| {{
            PyTuple::new(py, [{values}])
                .map(|arguments| arguments.unbind())
        }})))
    }}
}}
",
            gives = rust(&function.returns),
            called = function.name,
            taken = taken.join(", "),
            values = values.join(", "),
        );
    }
}

fn rust(kind: &Type) -> String {
    match kind {
        Type::Unit => "()".into(),
        Type::Bool => "bool".into(),
        Type::Int32 => "i32".into(),
        Type::Int64 => "i64".into(),
        Type::Float => "f64".into(),
        Type::Text | Type::BorrowedText => "String".into(),
        Type::Bytes | Type::BorrowedBytes => "api::Bytes".into(),
        Type::Optional(of) => format!("Option<{}>", rust(of)),
        Type::List(of) => format!("Vec<{}>", rust(of)),
        Type::Map(of) => format!("std::collections::BTreeMap<String, {}>", rust(of)),
        Type::Record(name)
        | Type::Enum(name)
        | Type::Object(name)
        | Type::Callback(name)
        | Type::Function(name)
        | Type::Options(name) => format!("api::{name}"),
    }
}
