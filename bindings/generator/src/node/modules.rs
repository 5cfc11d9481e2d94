//! What `require` and `import` give.

use super::MADE;
use crate::Model;

fn names(model: &Model) -> Vec<String> {
    let mut names: Vec<String> = model.objects.iter().map(|object| object.name.clone()).collect();
    names.push("Record".to_owned());
    names.push("OttlaError".to_owned());
    let kinds = model.enums.iter().find(|choice| choice.name == "ErrorKind");
    names.extend(
        kinds
            .into_iter()
            .flat_map(|kinds| kinds.variants.iter().map(|(kind, _)| format!("{kind}Error"))),
    );
    names
}

pub(crate) fn common(model: &Model) -> String {
    let names: String =
        names(model).iter().map(|name| format!("  {name}: made.{name},\n")).collect();
    format!(
        "{MADE}\n'use strict';\n\nconst made = require('./lib/generated.js');\n\nmodule.exports = {{\n{names}}};\n"
    )
}

pub(crate) fn module(model: &Model) -> String {
    let names: String = names(model).iter().map(|name| format!("  {name},\n")).collect();
    format!("{MADE}\nimport ottla from './index.js';\n\nexport const {{\n{names}}} = ottla;\n")
}
