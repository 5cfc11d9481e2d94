//! The wheel: one for all versions of Python from 3.11 on.

use std::{path::PathBuf, process::Command};

use super::{PROFILE, emptied};
use crate::{
    process::{quiet, root},
    tools,
};

pub(super) fn make() -> Result<Vec<PathBuf>, String> {
    let python = tools::python_with_maturin()?;
    let folder = emptied("python")?;
    let mut maturin = Command::new(python);
    maturin.args(["-m", "maturin", "build", "--profile", PROFILE, "--quiet", "--out"]);
    // As small as deflate makes it: a wheel is made once and fetched often.
    maturin.arg(&folder).args(["--compression-level", "9"]);
    quiet(maturin.current_dir(root().join("bindings/python")))?;
    Ok(vec![only_file(&folder)?])
}

fn only_file(folder: &std::path::Path) -> Result<PathBuf, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let entry = std::fs::read_dir(folder).map_err(failed)?.next();
    let entry = entry.ok_or_else(|| format!("{}: maturin made nothing", folder.display()))?;
    Ok(entry.map_err(failed)?.path())
}
