//! The package for Node: glue in Rust, classes in JavaScript, and their types.

mod call;
mod description;
mod modules;
mod rust;
mod script;
mod shape;
mod types;

use crate::{File, Model};

/// What a file begins with that is made.
const MADE: &str = "// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.";

pub(crate) fn files(model: &Model) -> Vec<File> {
    shape::check(model);
    let file = |path: &str, content| File { path: format!("bindings/node/{path}").into(), content };
    vec![
        file("src/generated.rs", rust::glue(model)),
        file("lib/generated.js", script::classes(model)),
        file("index.js", modules::common(model)),
        file("index.mjs", modules::module(model)),
        file("index.d.ts", types::types(model)),
        file("test/spec/api.json", description::description(model)),
    ]
}
