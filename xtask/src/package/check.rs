//! Installs what was made in a new folder, by the package manager of the language alone, and runs an example there.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::{Language, emptied};
use crate::{
    process::{quiet, root},
    tools::{Swift, node_package},
};

/// What the example `produce` prints in the end, in each language.
const SAID: &str = "1000 orders were shipped";

pub(super) fn installed(language: Language, made: &[PathBuf]) -> Result<(), String> {
    let folder = emptied(&format!("check-{}", language.name()))?;
    let printed = match language {
        Language::Python => python(&folder, made)?,
        Language::Node => node(&folder, made)?,
        Language::Swift => swift(&folder, made)?,
    };
    match printed.lines().next_back() {
        Some(SAID) => Ok(()),
        _ => Err(format!("the example {} printed {printed}", language.name())),
    }
}

fn python(folder: &Path, made: &[PathBuf]) -> Result<String, String> {
    let environment = folder.join("venv");
    quiet(Command::new("python3").args(["-m", "venv"]).arg(&environment))?;
    let python = environment.join("bin/python");
    let mut pip = Command::new(&python);
    pip.args(["-m", "pip", "install", "-q", "--no-index", "--disable-pip-version-check"]);
    quiet(pip.args(made))?;
    let example = copied("examples/python/produce.py", folder)?;
    quiet(Command::new(&python).arg(example).current_dir(folder))
}

fn node(folder: &Path, made: &[PathBuf]) -> Result<String, String> {
    node_package::install(made, folder)?;
    let example = copied("examples/node/produce.mjs", folder)?;
    quiet(Command::new("node").arg(example).current_dir(folder))
}

fn swift(folder: &Path, made: &[PathBuf]) -> Result<String, String> {
    let swift = Swift::find()?;
    let package = made.last().ok_or("there is no package for Swift")?;
    copied("examples/swift/produce.swift", folder)?;
    let description = folder.join("Package.swift");
    fs::write(&description, described(package))
        .map_err(|error| format!("{}: {error}", description.display()))?;
    // What the package's own description names where nothing is said.
    let library = package.join("lib");
    let place = folder.to_string_lossy();
    quiet(&mut swift.command(&place, &library, &["package", "resolve"]))?;
    quiet(&mut swift.command(&place, &library, &["run", "--quiet", "produce"]))
}

/// The description of a package that uses ours, as the README has it.
fn described(package: &Path) -> String {
    let name = package.file_name().unwrap_or_default().to_string_lossy();
    format!(
        "// swift-tools-version:6.0
import PackageDescription

let package = Package(
    name: \"check\",
    platforms: [.macOS(.v15)],
    dependencies: [.package(path: \"{}\")],
    targets: [
        .executableTarget(
            name: \"produce\", dependencies: [.product(name: \"Ottla\", package: \"{name}\")],
            path: \".\", sources: [\"produce.swift\"])
    ]
)
",
        package.display()
    )
}

fn copied(file: &str, folder: &Path) -> Result<PathBuf, String> {
    let from = root().join(file);
    let to = folder.join(from.file_name().unwrap_or_default());
    fs::copy(&from, &to).map_err(|error| format!("{}: {error}", from.display()))?;
    Ok(to)
}
