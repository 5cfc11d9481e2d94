//! Examples that all languages have, in examples/LANGUAGE, and what they print.

use std::fs;

use crate::process::root;

/// Their names, and what each prints.
pub(crate) fn said() -> Result<Vec<(String, String)>, String> {
    let folder = root().join("examples/said");
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut found = Vec::new();
    for entry in fs::read_dir(&folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        found.push((name, fs::read_to_string(&path).map_err(failed)?));
    }
    found.sort();
    Ok(found)
}
