//! kafkajs, in the cache.

use std::{fs, path::PathBuf, process::Command};

use super::debian;
use crate::{cache, process::quiet};

const PACKAGE: &str = "kafkajs@2.2.4";

/// The folder with the modules.
pub(super) fn modules() -> Result<PathBuf, String> {
    let folder = cache::folder("node")?;
    let (modules, ready) = (folder.join("node_modules"), folder.join(".ready"));
    let installed = || fs::read_to_string(&ready).is_ok_and(|package| package == PACKAGE);
    debian::install_missing(&[("node", "nodejs"), ("npm", "npm")])?;
    if installed() {
        return Ok(modules);
    }
    println!("    installing {PACKAGE} into {}", folder.display());
    let mut npm = Command::new("npm");
    npm.args(["install", "--no-audit", "--no-fund", "--prefix"]).arg(&folder).arg(PACKAGE);
    quiet(&mut npm)?;
    fs::write(&ready, PACKAGE).map_err(|error| error.to_string())?;
    Ok(modules)
}
