//! Reads the client API (`bindings/api`) and writes what each language needs of it: glue, types, and the page
//! that shows the languages side by side. `cargo xtask generate` runs it; a test fails when a file is stale.

mod model;
mod names;
mod node;
mod options;
mod page;
mod parse;
mod python;
mod readme;
mod rust;
mod swift;

use std::path::{Path, PathBuf};

pub use model::{
    Callback, Enum, Function, Giver, Method, Model, Object, Options, Parameter, Record, Role, Type,
    Wait,
};
pub use options::{Choice, OptionKind};
pub use parse::ParseError;
pub use readme::readmes;

/// A file that is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Where, from the root of the repository.
    pub path: PathBuf,
    /// What is in it.
    pub content: String,
}

/// The API of the sources in `bindings/api/src` of this repository.
///
/// # Errors
/// What is not of the subset, with file and line.
pub fn read(repository: &Path) -> Result<Model, ParseError> {
    parse::read(&repository.join("bindings/api/src"))
}

/// All files that are made from the API.
#[must_use]
pub fn files(model: &Model) -> Vec<File> {
    let page = File { path: "docs/reference/api.md".into(), content: page::page(model) };
    [vec![page], rust::files(model), python::files(model), node::files(model), swift::files(model)]
        .concat()
}
