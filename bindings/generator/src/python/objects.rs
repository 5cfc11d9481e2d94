//! Shared objects as classes.

use std::fmt::Write;

use super::{glue::made, shape, words};
use crate::{Function, Method, Model, Object, Role, Type, Wait};

/// Those whose class is written by hand.
const BY_HAND: &[&str] = &["RecordBatch"];

/// After these a consumer is elsewhere: what a loop has left of a batch is of no use any more.
pub(super) const MOVES: &[&str] = &[
    "seek",
    "subscribe",
    "subscribe_pattern",
    "unsubscribe",
    "assign",
    "assign_topic",
    "unassign",
];

pub(super) fn shown(model: &Model) -> impl Iterator<Item = &Object> {
    model.objects.iter().filter(|object| !BY_HAND.contains(&object.name.as_str()))
}

/// The function that loops call.
pub(super) fn next(object: &Object) -> Option<&Function> {
    find(object, |method| method.role == Role::Next)
}

/// The function that leaving a block calls.
pub(super) fn close(object: &Object) -> Option<&Function> {
    find(object, |method| method.role == Role::Close)
}

/// Whether a block over it commits or aborts.
pub(super) fn is_transaction(object: &Object) -> bool {
    let has = |name: &str| {
        find(object, |method| method.function.name == name && method.function.parameters.is_empty())
            .is_some()
    };
    has("commit") && has("abort")
}

/// The one thing to wait for of an object that can be awaited itself.
pub(super) fn awaited(object: &Object) -> Option<&Function> {
    let mut waiting = object.methods.iter().filter(|method| method.function.wait == Wait::Awaited);
    let only = waiting.next().filter(|_| waiting.next().is_none())?;
    let plain = only.role == Role::Plain && only.function.parameters.is_empty();
    plain.then_some(&only.function)
}

fn find(object: &Object, is: impl Fn(&Method) -> bool) -> Option<&Function> {
    object.methods.iter().find(|method| is(method)).map(|method| &method.function)
}

/// Whether it takes a record to send: that way is written by hand.
pub(super) fn is_sending(function: &Function) -> bool {
    let has = |name: &str| function.parameters.iter().any(|parameter| parameter.name == name);
    function.wait == Wait::Not && ["topic", "value", "key", "headers"].into_iter().all(has)
}

/// Whether loops over it are over records, batch by batch.
pub(super) fn has_batches(object: &Object) -> bool {
    let batch = Type::Optional(Box::new(Type::Object("RecordBatch".to_owned())));
    next(object).is_some_and(|next| next.returns == batch)
}

pub(super) fn objects(model: &Model) -> String {
    let mut text = made("Objects that are shared.");
    text.push_str(
        "use std::sync::Arc;

use ottla_api as api;
use pyo3::{exceptions::PyTypeError, prelude::*, types::{PyDict, PyTuple}};

use crate::{
    call::Call,
    callbacks::{Failures, With},
    convert::{Argument, At, Given, IntoPython, argument, optional},
    errors,
    found::Found,
    options,
    payload::Payload,
    sending::{self, Sent, Untold},
    shared::{Shared, Told},
    stream::{Batches, Left, Stream},
};

use super::listeners;
",
    );
    for object in shown(model) {
        let _ = class(&mut text, model, object);
    }
    text
}

fn class(text: &mut String, model: &Model, object: &Object) -> std::fmt::Result {
    let name = &object.name;
    writeln!(text, "\n{}", words::rust_doc(&object.doc, ""))?;
    writeln!(text, "#[pyclass(frozen, module = \"ottla\")]")?;
    writeln!(
        text,
        "pub(crate) struct {name} {{\n    object: {}<api::{name}>,",
        Holder::of(object).name()
    )?;
    let loops = next(object).is_some();
    let batches = has_batches(object);
    if loops {
        writeln!(text, "    failures: Failures,")?;
    }
    if batches {
        writeln!(text, "    left: Left,")?;
    }
    writeln!(text, "}}\n\n#[pymethods]\nimpl {name} {{")?;
    if let Some(instead) = words::instead_of_calling(model, object) {
        writeln!(text, "    #[new]\n    #[pyo3(signature = (*_arguments, **_keywords))]")?;
        writeln!(
            text,
            "    fn new(_arguments: &Bound<'_, PyTuple>, _keywords: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {{"
        )?;
        writeln!(text, "        Err(PyTypeError::new_err(\"{instead}\"))\n    }}\n")?;
    }
    for function in &object.constructors {
        constructor(text, name, function)?;
    }
    for method in &object.methods {
        function(text, object, method)?;
    }
    protocols(text, object)?;
    writeln!(text, "}}\n")?;
    conversions(text, object)
}

/// What holds the object of the API (shared.rs of the package).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holder {
    /// Calls share it.
    Shared,
    /// It is what becomes of something.
    Told,
}

impl Holder {
    fn of(object: &Object) -> Self {
        if awaited(object).is_some() { Self::Told } else { Self::Shared }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Shared => "Shared",
            Self::Told => "Told",
        }
    }
}

fn conversions(text: &mut String, object: &Object) -> std::fmt::Result {
    let (name, loops, holder) = (&object.name, next(object).is_some(), Holder::of(object));
    let more = |failures: &str| match (loops, has_batches(object)) {
        (true, true) => format!(", failures: {failures}, left: Left::default()"),
        (true, false) => format!(", failures: {failures}"),
        (false, _) => String::new(),
    };
    writeln!(text, "impl IntoPython for api::{name} {{")?;
    writeln!(text, "    fn into_python(self, py: Python<'_>) -> Given {{")?;
    let default = more("Failures::default()");
    writeln!(
        text,
        "        Ok(Py::new(py, {name} {{ object: {}::new(self){default} }})?.into_any())\n    }}\n}}\n",
        holder.name()
    )?;
    if loops {
        writeln!(text, "impl IntoPython for With<api::{name}> {{")?;
        writeln!(text, "    fn into_python(self, py: Python<'_>) -> Given {{")?;
        let given = more("self.1");
        writeln!(
            text,
            "        Ok(Py::new(py, {name} {{ object: Shared::new(self.0){given} }})?.into_any())\n    }}\n}}\n"
        )?;
    }
    if holder == Holder::Told {
        // Nothing takes what becomes of something: this was the last of its kind, and needs no line after it.
        text.pop();
        return Ok(());
    }
    writeln!(text, "impl Argument for Arc<api::{name}> {{")?;
    writeln!(text, "    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {{")?;
    writeln!(
        text,
        "        let object = value.cast::<{name}>().map_err(|_| at.mismatch(\"{name}\", value))?;"
    )?;
    writeln!(text, "        Ok(object.get().object.get(\"use an object\")?.clone())\n    }}\n}}")
}

fn constructor(text: &mut String, class: &str, function: &Function) -> std::fmt::Result {
    let Function { name, doc, parameters, .. } = function;
    writeln!(text, "{}", words::rust_doc(doc, "    "))?;
    writeln!(
        text,
        "    #[staticmethod]\n    #[pyo3(signature = ({}))]",
        shape::signature(parameters)
    )?;
    writeln!(text, "    fn {name}({}) -> PyResult<Call> {{", shape::taken(parameters))?;
    let mut names = Vec::new();
    for parameter in parameters {
        writeln!(text, "        let {} = {};", parameter.name, shape::argument(parameter))?;
        names.push(parameter.name.as_str());
    }
    let arguments = names.join(", ");
    writeln!(
        text,
        "        Ok(Call::of(async move {{ api::{class}::{name}({arguments}).await }}))\n    }}\n"
    )
}

fn function(text: &mut String, object: &Object, method: &Method) -> std::fmt::Result {
    let function = &method.function;
    let Function { name, doc, parameters, .. } = function;
    if is_sending(function) {
        return sending(text, function);
    }
    writeln!(text, "{}", words::rust_doc(doc, "    "))?;
    if method.role == Role::Next {
        writeln!(text, "    fn {name}(&self) -> PyResult<Call> {{")?;
        return writeln!(text, "        Ok(Call::given(self.upcoming()?))\n    }}\n");
    }
    writeln!(text, "    #[pyo3(signature = ({}))]", shape::signature(parameters))?;
    let gives = if function.wait == Wait::Awaited { "PyResult<Call>" } else { "Given" };
    let gap = if parameters.is_empty() { "" } else { ", " };
    let py = if function.wait == Wait::Awaited { "" } else { ", py: Python<'_>" };
    writeln!(text, "    fn {name}(&self{py}{gap}{}) -> {gives} {{", shape::taken(parameters))?;
    let operation = name.replace('_', " ");
    writeln!(text, "        let this = self.object.get(\"{operation}\")?.clone();")?;
    let listens = |parameter: &crate::Parameter| match &parameter.kind {
        Type::Optional(of) => matches!(**of, Type::Callback(_)),
        _ => false,
    };
    let listener = if parameters.iter().any(listens) { Listener::Given } else { Listener::None };
    if listener == Listener::Given {
        writeln!(text, "        let failures = Failures::default();")?;
    }
    if MOVES.contains(&name.as_str()) && has_batches(object) {
        writeln!(text, "        self.left.clear();")?;
    }
    let mut names = Vec::new();
    for parameter in parameters {
        let pattern = match parameter.kind {
            Type::Function(_) => format!("({}, jobs)", parameter.name),
            _ => parameter.name.clone(),
        };
        writeln!(text, "        let {pattern} = {};", shape::argument(parameter))?;
        names.push(passed(parameter));
        if parameter.kind == Type::BorrowedBytes {
            writeln!(text, "        let {0} = {0}.steady();", parameter.name)?;
        }
    }
    let called = format!("this.{name}({})", names.join(", "));
    match function.wait {
        Wait::Awaited => awaiting(text, object, method, &called, listener),
        Wait::Not => {
            let raised =
                if function.fails { ".map_err(|error| errors::raised(&error))?" } else { "" };
            let called = format!("py.detach(|| {called}){raised}");
            match function.returns {
                Type::Unit => {
                    writeln!(text, "        {called};\n        Ok(py.None())\n    }}\n")
                }
                _ => writeln!(text, "        {called}.into_python(py)\n    }}\n"),
            }
        }
    }
}

/// Whether a function takes a listener.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Listener {
    Given,
    None,
}

fn passed(parameter: &crate::Parameter) -> String {
    match parameter.kind {
        Type::BorrowedText | Type::BorrowedBytes => format!("&{}", parameter.name),
        _ => parameter.name.clone(),
    }
}

fn awaiting(
    text: &mut String,
    object: &Object,
    method: &Method,
    called: &str,
    listener: Listener,
) -> std::fmt::Result {
    let awaited = match (method.function.fails, &method.function.returns) {
        (true, _) => format!("{called}.await"),
        (false, Type::Unit) => format!("{called}.await; Ok(())"),
        (false, _) => format!("Ok({called}.await)"),
    };
    let calls_back = |parameter: &crate::Parameter| matches!(parameter.kind, Type::Function(_));
    if method.function.parameters.iter().any(calls_back) {
        return writeln!(
            text,
            "        Ok(Call::given(jobs.during(async move {{ {awaited} }})))\n    }}\n"
        );
    }
    let call = match (listener, method.role) {
        (Listener::Given, _) => {
            format!("Call::given(async move {{ Ok(With({called}.await?, failures)) }})")
        }
        (Listener::None, Role::Close) if next(object).is_some() => {
            format!("Call::given(self.failures.clone().after(async move {{ {awaited} }}))")
        }
        (Listener::None, _) if next(object).is_some() => {
            format!("Call::of(self.failures.clone().working(async move {{ {awaited} }}))")
        }
        (Listener::None, _) => format!("Call::of(async move {{ {awaited} }})"),
    };
    writeln!(text, "        Ok({call})\n    }}\n")
}

fn sending(text: &mut String, function: &Function) -> std::fmt::Result {
    let Function { name, doc, parameters, returns, .. } = function;
    writeln!(text, "{}", words::rust_doc(doc, "    "))?;
    let names: Vec<_> = parameters.iter().map(|parameter| parameter.name.as_str()).collect();
    writeln!(text, "    #[pyo3(signature = ({}))]", sending_signature(&names))?;
    writeln!(
        text,
        "    #[expect(clippy::too_many_arguments, reason = \"they are what a record has\")]"
    )?;
    writeln!(
        text,
        "    fn {name}(&self, py: Python<'_>, {}) -> Given {{",
        shape::taken(parameters)
    )?;
    writeln!(text, "        let this = self.object.get(\"send a record\")?;")?;
    writeln!(text, "        let record = Sent {{ {} }};", names.join(", "))?;
    let to = if *returns == Type::Unit { "&Untold(this)" } else { "this.as_ref()" };
    let sent = format!("sending::send(py, {to}, &record)?");
    match returns {
        Type::Unit => writeln!(text, "        {sent};\n        Ok(py.None())\n    }}\n"),
        _ => writeln!(text, "        {sent}.into_python(py)\n    }}\n"),
    }
}

/// What a record has besides topic, value and key is named.
fn sending_signature(names: &[&str]) -> String {
    let write = |(index, name): (usize, &&str)| match index {
        0 => (*name).to_owned(),
        3 => format!("*, {name}=None"),
        _ => format!("{name}=None"),
    };
    names.iter().enumerate().map(write).collect::<Vec<_>>().join(", ")
}

/// What Python calls by itself.
fn protocols(text: &mut String, object: &Object) -> std::fmt::Result {
    if let Some(awaited) = awaited(object) {
        let name = &awaited.name;
        writeln!(
            text,
            "    fn __await__(&self) -> PyResult<Call> {{\n        self.{name}()\n    }}\n"
        )?;
    }
    if close(object).is_some() || is_transaction(object) {
        writeln!(text, "    fn __aenter__(this: Bound<'_, Self>) -> Call {{")?;
        writeln!(text, "        Call::ready(this.into_any().unbind())\n    }}\n")?;
    }
    if let Some(close) = close(object) {
        writeln!(text, "    #[pyo3(signature = (*exception))]")?;
        writeln!(
            text,
            "    fn __aexit__(&self, exception: &Bound<'_, PyTuple>) -> PyResult<Call> {{"
        )?;
        writeln!(text, "        let _ = exception;\n        self.{}()\n    }}\n", close.name)?;
    } else if is_transaction(object) {
        writeln!(text, "    #[pyo3(signature = (kind, *exception))]")?;
        writeln!(
            text,
            "    fn __aexit__(&self, kind: &Bound<'_, PyAny>, exception: &Bound<'_, PyTuple>) -> PyResult<Call> {{"
        )?;
        writeln!(text, "        let _ = exception;\n        if kind.is_none() {{")?;
        writeln!(text, "            return self.commit();\n        }}")?;
        writeln!(text, "        let this = self.object.get(\"abort\")?.clone();")?;
        writeln!(
            text,
            "        Ok(Call::of(async move {{ this.abort().await.map(|_| ()) }}))\n    }}\n"
        )?;
    }
    let Some(next) = next(object) else { return Ok(()) };
    loops(text, object, next)
}

fn loops(text: &mut String, object: &Object, next: &Function) -> std::fmt::Result {
    let name = &object.name;
    if has_batches(object) {
        writeln!(text, "    fn __aiter__(this: Py<Self>, py: Python<'_>) -> Stream {{")?;
        writeln!(text, "        let left = this.bind(py).get().left.clone();")?;
        writeln!(
            text,
            "        Stream::new(left, move || Ok(Call::next(this.get().upcoming()?)))\n    }}\n"
        )?;
        writeln!(text, "    /// A loop over batches of records.")?;
        writeln!(text, "    fn batches(this: Py<Self>) -> Batches {{")?;
    } else {
        writeln!(text, "    fn __aiter__(this: Py<Self>) -> Batches {{")?;
    }
    writeln!(
        text,
        "        Batches::new(move || Ok(Call::next(this.get().upcoming()?)))\n    }}\n}}\n"
    )?;
    writeln!(text, "impl {name} {{\n    fn upcoming(")?;
    writeln!(text, "        &self,")?;
    writeln!(
        text,
        "    ) -> PyResult<impl Future<Output = Result<Option<Found<api::{name}>>, errors::Later>> + Send + use<>> {{"
    )?;
    writeln!(text, "        let this = self.object.get(\"read\")?.clone();")?;
    let called = format!("this.{}().await", next.name);
    let called = if next.fails { called } else { format!("Ok({called})") };
    writeln!(text, "        let reader = this.clone();")?;
    writeln!(text, "        let found = self.failures.clone().or(async move {{ {called} }});")?;
    writeln!(text, "        Ok(async move {{ Ok(Found::by(&reader, found.await?)) }})\n    }}")
}
