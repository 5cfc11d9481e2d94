//! Plain data and choices as classes.

use std::fmt::Write;

use super::{glue::made, shape, words};
use crate::{Model, Parameter, Record};

/// Those that have no class made for them: exceptions, and records that stay in their batch.
const BY_HAND: &[&str] = &["ErrorInfo", "Record"];

pub(super) fn shown(model: &Model) -> impl Iterator<Item = &Record> {
    model.records.iter().filter(|record| !BY_HAND.contains(&record.name.as_str()))
}

pub(super) fn records(model: &Model) -> String {
    let mut text = made("Plain data.");
    text.push_str(
        "use ottla_api as api;
use pyo3::{prelude::*, types::PyTuple};

use crate::{
    convert::{Argument, At, Given, IntoPython, argument, optional},
    plain, sending,
};
",
    );
    for record in shown(model) {
        let _ = class(&mut text, record);
    }
    text
}

/// How the fields of a record are taken by its constructor.
pub(super) fn parameters(record: &Record) -> Vec<Parameter> {
    record.fields.iter().map(|(field, _)| field.clone()).collect()
}

fn class(text: &mut String, record: &Record) -> std::fmt::Result {
    let Record { name, fields, .. } = record;
    let names: Vec<&str> = fields.iter().map(|(field, _)| field.name.as_str()).collect();
    writeln!(text, "\n{}", words::rust_doc(&record.doc, ""))?;
    writeln!(text, "#[pyclass(frozen, module = \"ottla\")]")?;
    writeln!(text, "pub(crate) struct {name}(pub(crate) api::{name});\n")?;
    writeln!(text, "#[pymethods]\nimpl {name} {{")?;
    writeln!(text, "    #[new]")?;
    if fields.len() > 7 {
        writeln!(
            text,
            "    #[expect(clippy::too_many_arguments, reason = \"they are its fields\")]"
        )?;
    }
    let parameters = parameters(record);
    writeln!(text, "    #[pyo3(signature = ({}))]", shape::signature(&parameters))?;
    writeln!(text, "    fn new({}) -> PyResult<Self> {{", shape::taken(&parameters))?;
    writeln!(text, "        Ok(Self(api::{name} {{")?;
    for parameter in &parameters {
        writeln!(text, "            {}: {},", parameter.name, shape::argument(parameter))?;
    }
    writeln!(text, "        }}))\n    }}\n")?;
    for (field, doc) in fields {
        let field = &field.name;
        writeln!(text, "{}", words::rust_doc(doc, "    "))?;
        writeln!(text, "    #[getter]\n    fn {field}(&self, py: Python<'_>) -> Given {{")?;
        writeln!(text, "        plain::given(py, &self.0.{field})\n    }}\n")?;
    }
    writeln!(text, "    #[classattr]\n    fn __match_args__() -> Vec<&'static str> {{")?;
    writeln!(text, "        vec!{names:?}\n    }}\n")?;
    writeln!(text, "    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {{")?;
    writeln!(
        text,
        "        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)\n    }}\n"
    )?;
    writeln!(text, "    fn __hash__(&self) -> u64 {{\n        plain::hash(&self.0)\n    }}\n")?;
    writeln!(text, "    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {{")?;
    let pairs: Vec<_> =
        names.iter().map(|name| format!("(\"{name}\", self.{name}(py)?)")).collect();
    writeln!(text, "        plain::repr(py, \"{name}\", [{}])\n    }}\n", pairs.join(", "))?;
    writeln!(
        text,
        "    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {{"
    )?;
    let values: Vec<_> = names.iter().map(|name| format!("this.get().{name}(py)?")).collect();
    writeln!(text, "        let py = this.py();")?;
    writeln!(
        text,
        "        plain::reduced(this.as_any(), &{names:?}, [{}])\n    }}\n}}\n",
        values.join(", ")
    )?;
    writeln!(text, "impl IntoPython for api::{name} {{")?;
    writeln!(text, "    fn into_python(self, py: Python<'_>) -> Given {{")?;
    writeln!(text, "        Ok(Py::new(py, {name}(self))?.into_any())\n    }}\n}}\n")?;
    writeln!(text, "impl Argument for api::{name} {{")?;
    writeln!(text, "    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {{")?;
    writeln!(text, "        let object = value.cast::<{name}>();")?;
    writeln!(
        text,
        "        Ok(object.map_err(|_| at.mismatch(\"{name}\", value))?.get().0.clone())\n    }}\n}}"
    )
}

pub(super) fn choices(model: &Model) -> String {
    let mut text = made("Choices.");
    text.push_str(
        "use ottla_api as api;
use pyo3::prelude::*;

use crate::{
    choices::Members,
    convert::{Argument, At, Given, IntoPython},
};
",
    );
    for choice in &model.enums {
        let name = &choice.name;
        let all: Vec<_> =
            choice.variants.iter().map(|(variant, _)| format!("api::{name}::{variant}")).collect();
        let count = all.len();
        let upper = crate::names::upper(name);
        let numbers = all.iter().enumerate();
        let arms: String =
            numbers.map(|(index, of)| format!("            {of} => {index},\n")).collect();
        let _ = write!(
            text,
            "
static {upper}: Members = Members::of(\"{name}\");
const ALL_OF_{upper}: [api::{name}; {count}] = [{}];

impl IntoPython for api::{name} {{
    fn into_python(self, py: Python<'_>) -> Given {{
        {upper}.member(py, match self {{
{arms}        }})
    }}
}}

impl Argument for api::{name} {{
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {{
        Ok(ALL_OF_{upper}[{upper}.index(value, at)?])
    }}
}}
",
            all.join(", ")
        );
    }
    text
}
