//! All files of Python.

use super::{check, data, listeners, modules, objects, stubs, twin};
use crate::{File, Model};

const RUST: &str = "bindings/python/src/generated";
const PYTHON: &str = "bindings/python/python/ottla";
const TESTS: &str = "bindings/python/tests";

pub(crate) fn files(model: &Model) -> Vec<File> {
    let wrong = check::complaints(model);
    assert!(wrong.is_empty(), "Python cannot do this: {wrong:#?}");
    let file = |folder: &str, name: &str, content: String| File {
        path: format!("{folder}/{name}").into(),
        content,
    };
    vec![
        file(RUST, "mod.rs", module(model)),
        file(RUST, "data.rs", data::records(model)),
        file(RUST, "choices.rs", data::choices(model)),
        file(RUST, "listeners.rs", listeners::listeners(model)),
        file(RUST, "objects.rs", objects::objects(model)),
        file(PYTHON, "__init__.py", modules::package(model)),
        file(PYTHON, "_enums.py", modules::enums(model)),
        file(PYTHON, "_errors.py", modules::errors(model)),
        file(PYTHON, "_listeners.py", modules::listeners(model)),
        file(PYTHON, "options.py", modules::options(model)),
        file(PYTHON, "_native.pyi", stubs::stubs(model)),
        file(PYTHON, "sync.py", twin::twin(model)),
        file(TESTS, "shapes.py", modules::shapes(model)),
    ]
}

/// The first line of what is made in Rust.
pub(super) fn made(what: &str) -> String {
    format!("// Made from bindings/api by `cargo xtask generate`: do not edit.\n\n//! {what}\n\n")
}

fn module(model: &Model) -> String {
    let mut text = made("The classes of the API.");
    text.push_str("mod choices;\nmod data;\nmod listeners;\nmod objects;\n\n");
    text.push_str(
        "use pyo3::prelude::*;\n\npub(crate) use data::*;\npub(crate) use objects::*;\n\n",
    );
    text.push_str("/// Adds all classes to the module.\n");
    text.push_str("#[expect(clippy::too_many_lines, reason = \"one for each class\")]\n");
    text.push_str("pub(crate) fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {\n");
    let records = data::shown(model).map(|record| &record.name);
    for name in records.chain(objects::shown(model).map(|object| &object.name)) {
        text.push_str(&format!("    module.add_class::<{name}>()?;\n"));
    }
    text.push_str("    Ok(())\n}\n");
    text
}
