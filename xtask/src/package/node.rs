//! The packages for npm: the main one, which is JavaScript, and that of this platform, which has the library.

use std::path::PathBuf;

use super::{PROFILE, emptied, held_to};
use crate::tools::{node_package, target};

const PACKAGE_MEGABYTES_MAX: f64 = 10.0;

pub(super) fn make() -> Result<Vec<PathBuf>, String> {
    let library = target().join(PROFILE).join(library());
    let made = node_package::packed(&library, &emptied("node")?)?;
    made.iter().try_for_each(|package| held_to(package, PACKAGE_MEGABYTES_MAX))?;
    Ok(made)
}

/// What cargo calls a library of this system.
fn library() -> &'static str {
    match std::env::consts::OS {
        "windows" => "ottla_node.dll",
        "macos" => "libottla_node.dylib",
        _ => "libottla_node.so",
    }
}
