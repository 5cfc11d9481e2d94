//! The Swift package as users get it, with the library inside.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::{PROFILE, folder};
use crate::{
    process::{quiet, root},
    swift::{LIBRARY, PACKAGE, lowest_layer},
    tools::target,
};

/// The folder that is made.
pub(crate) fn made() -> PathBuf {
    let version = env!("CARGO_PKG_VERSION");
    target().join("package").join(format!("ottla-swift-{version}-linux-x86_64"))
}

/// A folder, and an archive of it.
pub(super) fn make() -> Result<Vec<PathBuf>, String> {
    let library = target().join(PROFILE).join(LIBRARY);
    lowest_layer(&library, &root().join(PACKAGE))?;
    let (packages, folder) = (folder()?, made());
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("lib")).map_err(failed)?;
    for part in ["Package.swift", "README.md", "Sources"] {
        copy(&root().join(PACKAGE).join(part), &folder.join(part)).map_err(failed)?;
    }
    copy(&root().join("LICENSE"), &folder.join("LICENSE")).map_err(failed)?;
    copy(&library, &folder.join("lib").join(LIBRARY)).map_err(failed)?;
    // The package has no tests, so its description names none.
    let description = folder.join("Package.swift");
    let text = fs::read_to_string(&description).map_err(failed)?;
    let kept = text.lines().filter(|line| !line.contains(".testTarget("));
    let kept: String = kept.map(|line| format!("{line}\n")).collect();
    fs::write(&description, kept).map_err(failed)?;
    let mut archive = Command::new("tar");
    archive.arg("-czf").arg(format!("{name}.tar.gz")).arg(&name);
    quiet(archive.current_dir(&packages))?;
    Ok(vec![packages.join(format!("{name}.tar.gz")), folder])
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    if !from.is_dir() {
        return fs::copy(from, to).map(drop);
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        copy(&entry.path(), &to.join(entry.file_name()))?;
    }
    Ok(())
}
