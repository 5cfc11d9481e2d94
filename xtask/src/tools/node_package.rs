//! What the tests of the package for Node need besides Node: TypeScript and test runners, in the cache.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::debian;
use crate::{
    cache,
    process::{quiet, root},
};

const PACKAGES: &[&str] = &["typescript@5.9.3", "@types/node@20", "jest@30", "vitest@3"];

/// What the package is measured beside.
const PEERS: &[&str] = &["@platformatic/kafka@1.35.0", "kafkajs@2.2.4"];

/// A folder with the modules that tests need.
pub(crate) fn environment() -> Result<PathBuf, String> {
    made("node-package", PACKAGES)
}

/// A folder with the modules of peers.
pub(crate) fn peers() -> Result<PathBuf, String> {
    made("node-peers", PEERS)
}

fn made(name: &str, packages: &[&str]) -> Result<PathBuf, String> {
    debian::install_missing(&[("node", "nodejs"), ("npm", "npm")])?;
    let major = quiet(Command::new("node").args(["--print", "process.versions.node"]))?;
    let major = major.split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < 20) {
        return Err("Node 20 or newer is needed".to_owned());
    }
    let folder = cache::folder(name)?;
    let (ready, wanted) = (folder.join(".ready"), packages.join(" "));
    if !fs::read_to_string(&ready).is_ok_and(|installed| installed == wanted) {
        println!("    installing {wanted} into {}", folder.display());
        let mut npm = Command::new("npm");
        npm.args(["install", "--no-audit", "--no-fund", "--prefix"]).arg(&folder).args(packages);
        quiet(&mut npm)?;
        fs::write(&ready, wanted).map_err(|error| error.to_string())?;
    }
    Ok(folder)
}

/// Makes the packages of a library that was built, and installs them into a folder as users do.
pub(crate) fn installed(library: &Path, folder: &Path) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(failed)?;
    }
    fs::create_dir_all(folder).map_err(failed)?;
    install(&packed(library, &folder.join("packages"))?, folder)
}

/// Makes the packages of a library that was built: first that of the platform.
pub(crate) fn packed(library: &Path, folder: &Path) -> Result<Vec<PathBuf>, String> {
    debian::install_missing(&[("node", "nodejs"), ("npm", "npm")])?;
    let script = root().join("bindings/node/scripts/package.mjs");
    let made = quiet(Command::new("node").arg(script).arg(library).arg(folder))?;
    Ok(made.lines().map(PathBuf::from).collect())
}

/// Installs packages into a folder.
pub(crate) fn install(packages: &[PathBuf], folder: &Path) -> Result<(), String> {
    let mut npm = Command::new("npm");
    // Their other platforms are not published for a clone.
    npm.args(["install", "--no-audit", "--no-fund", "--offline", "--prefix"]).arg(folder);
    quiet(npm.args(packages)).map(drop)
}
