//! The package for Node: glue in Rust, classes in JavaScript, and their types.

mod call;
mod description;
mod modules;
mod rust;
mod script;
mod shape;
mod types;

use crate::{File, Function, Model};

/// What a file begins with that is made.
const MADE: &str = "// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.";

pub(crate) fn files(model: &Model) -> Vec<File> {
    shape::check(model);
    let file = |path: &str, content| File { path: format!("bindings/node/{path}").into(), content };
    let mut files = vec![
        file("lib/generated.js", spelt(model, script::classes(model))),
        file("index.js", modules::common(model)),
        file("index.mjs", modules::module(model)),
        file("index.d.ts", spelt(model, types::types(model))),
        file("test/spec/api.json", description::description(model)),
    ];
    for (name, content) in rust::glue(model) {
        files.push(file(&format!("src/generated/{name}.rs"), content));
    }
    files
}

/// A function, as users write it.
pub(crate) fn shown(function: &Function) -> String {
    let brackets = if shape::is_property(function) { "" } else { "()" };
    format!("{}{brackets}", shape::name(function))
}

/// Functions that the documentation names are written as JavaScript writes them.
fn spelt(model: &Model, text: String) -> String {
    let methods = model.objects.iter().flat_map(|object| &object.methods);
    methods.fold(text, |text, method| {
        let name = &method.function.name;
        text.replace(&format!("`{name}`"), &format!("`{}`", shape::name(&method.function)))
    })
}
