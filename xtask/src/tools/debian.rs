//! Debian packages, installed where the user may.

use std::{fs, process::Command};

use crate::process::{is_there, quiet};

/// Installs the packages whose programs are missing: pairs of program and package.
pub(super) fn install_missing(needed: &[(&str, &str)]) -> Result<(), String> {
    let missing: Vec<&(&str, &str)> =
        needed.iter().filter(|(program, _)| !is_there(program)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let programs: Vec<&str> = missing.iter().map(|(program, _)| *program).collect();
    let packages: Vec<&str> = missing.iter().map(|(_, package)| *package).collect();
    let by_hand = format!(
        "{} not found; install the Debian packages {}",
        programs.join(" and "),
        packages.join(" ")
    );
    if !is_there("apt-get") || !is_root() {
        return Err(by_hand);
    }
    println!("    installing {}", packages.join(" "));
    update()?;
    let mut install = Command::new("apt-get");
    install.args(["install", "-y", "-q", "--no-install-recommends"]).args(&packages);
    quiet(install.env("DEBIAN_FRONTEND", "noninteractive")).map(|_| ())
}

/// Fetches the lists of packages.
pub(super) fn update() -> Result<(), String> {
    quiet(Command::new("apt-get").args(["update", "-q"])).map(|_| ())
}

/// Whether `apt-get update` has left a package index.
pub(super) fn has_package_index() -> bool {
    let entries = fs::read_dir("/var/lib/apt/lists").into_iter().flatten();
    let mut names = entries.flatten().map(|entry| entry.file_name());
    names.any(|name| name.to_string_lossy().contains("_Packages"))
}

fn is_root() -> bool {
    quiet(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
