//! Where downloads and tools live: outside of the clone, so that the next clone finds them.

use std::{env, fs, path::PathBuf};

/// A folder of the cache, made if it is not there: `$OTTLA_CACHE`, or `~/.cache/ottla`.
pub(crate) fn folder(name: &str) -> Result<PathBuf, String> {
    let root = match env::var_os("OTTLA_CACHE") {
        Some(root) => PathBuf::from(root),
        None => {
            let home = env::var_os("HOME").ok_or("neither OTTLA_CACHE nor HOME is set")?;
            PathBuf::from(home).join(".cache/ottla")
        }
    };
    let folder = root.join(name);
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(folder)
}
