//! The packages for npm: the main one, which is JavaScript, and that of this platform, which has the library.

use std::path::PathBuf;

use super::{PROFILE, emptied};
use crate::tools::{node_package, target};

pub(super) fn make() -> Result<Vec<PathBuf>, String> {
    let library = target().join(PROFILE).join(library());
    node_package::packed(&library, &emptied("node")?)
}

/// What cargo calls a library of this system.
fn library() -> &'static str {
    match std::env::consts::OS {
        "windows" => "ottla_node.dll",
        "macos" => "libottla_node.dylib",
        _ => "libottla_node.so",
    }
}
