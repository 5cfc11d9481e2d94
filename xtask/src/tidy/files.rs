//! The Rust files of the clone, as git knows them.

use std::{fs, path::Path, process::Command};

use crate::process::quiet;

/// A source file.
pub(super) struct Source {
    /// Path from the root, with `/`.
    pub(super) path: String,
    pub(super) text: String,
}

/// All sources, also those that are not committed yet.
pub(super) fn sources(root: &Path) -> Result<Vec<Source>, String> {
    let mut list = Command::new("git");
    list.args(["ls-files", "--cached", "--others", "--exclude-standard", "*.rs"]);
    let listed = quiet(list.current_dir(root))?;
    let mut sources = Vec::new();
    for path in listed.lines() {
        // A file that is deleted and not committed yet is still listed.
        if let Ok(text) = fs::read_to_string(root.join(path)) {
            sources.push(Source { path: path.to_owned(), text });
        }
    }
    Ok(sources)
}
