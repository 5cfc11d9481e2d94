//! All scenarios in Rust.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use std::path::Path;

#[test]
fn rust_does_what_all_languages_do() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let scenarios = ottla_spec::scenarios(&folder).unwrap();
    assert!(scenarios.len() >= 10, "{}", scenarios.len());
    let mut failed = Vec::new();
    for scenario in &scenarios {
        if !scenario.can_run() {
            println!("SKIPPED {}: {}: no OTTLA_SPEC_KAFKA", scenario.file, scenario.name);
            continue;
        }
        if let Err(error) = scenario.run() {
            failed.push(format!("{}: {}: {error}", scenario.file, scenario.name));
        }
    }
    assert!(failed.is_empty(), "{} of {}:\n{}", failed.len(), scenarios.len(), failed.join("\n"));
    println!("{} scenarios", scenarios.len());
}
