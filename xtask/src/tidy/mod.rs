//! The house rules that a program can check. Each rule is a file; a finding names file and line.

mod examples;
mod files;
mod imports;
mod text;

use crate::process::root;

/// Everything that breaks a rule.
pub(crate) fn check() -> Vec<String> {
    let sources = match files::sources(&root()) {
        Ok(sources) => sources,
        Err(error) => return vec![format!("the sources cannot be read: {error}")],
    };
    let mut findings = Vec::new();
    for source in &sources {
        text::check(source, &mut findings);
        imports::check(source, &mut findings);
    }
    examples::check(&sources, &mut findings);
    findings
}
