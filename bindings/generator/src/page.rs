//! The page that shows the languages side by side.

use std::fmt::Write;

use crate::{
    Function, Model,
    names::{camel, lower_camel, upper},
    node, swift,
};

pub(crate) fn page(model: &Model) -> String {
    let mut page = String::from(
        "# The client in four languages

<!-- Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit. -->

One definition, `bindings/api`, is what the packages for Python, Node and Swift are made from. A name that
is a class, a function or a field in one of them is one in all, written as the language writes names; what is called
has brackets. The Rust crate `ottla` is what the definition rests on; its page is that of docs.rs.

",
    );
    for object in &model.objects {
        let _ = writeln!(page, "## {}\n\n{}\n", object.name, one_line(&object.doc));
        page.push_str("| Python | Node | Swift | what it does |\n|---|---|---|---|\n");
        let methods = object.methods.iter().map(|method| &method.function);
        for function in object.constructors.iter().chain(methods) {
            let Function { name, doc, .. } = function;
            let (node, swift) = (node::shown(function), swift::shown(object, function));
            let doc = one_line(doc);
            let _ = writeln!(page, "| `{name}()` | `{node}` | `{swift}` | {doc} |");
        }
        page.push('\n');
    }
    page.push_str("## Data\n\n");
    for record in &model.records {
        let _ = writeln!(page, "### {}\n\n{}\n", record.name, one_line(&record.doc));
        page.push_str("| Python | Node, Swift | what it is |\n|---|---|---|\n");
        for (field, doc) in &record.fields {
            let _ = writeln!(
                page,
                "| `{}` | `{}` | {} |",
                field.name,
                camel(&field.name),
                one_line(doc)
            );
        }
        page.push('\n');
    }
    page.push_str("## Choices\n\n");
    for choice in &model.enums {
        let _ = writeln!(page, "### {}\n\n{}\n", choice.name, one_line(&choice.doc));
        page.push_str("| Python | Node | Swift | what it is |\n|---|---|---|---|\n");
        for (name, doc) in &choice.variants {
            let (upper, lower) = (upper(name), lower_camel(name));
            let _ = writeln!(page, "| `{upper}` | `'{upper}'` | `.{lower}` | {} |", one_line(doc));
        }
        page.push('\n');
    }
    page
}

/// The first paragraph in one line, without what only Rust's documentation understands.
fn one_line(doc: &str) -> String {
    let first = doc.split("\n\n").next().unwrap_or_default();
    first.replace('\n', " ").replace(['[', ']'], "").replace('|', "\\|")
}
