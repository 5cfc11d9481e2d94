//! Python environments in the cache: one with confluent-kafka and aiokafka, one with the package of the clone.

use std::{env, path::PathBuf, process::Command};

use super::debian;
use crate::{
    cache,
    process::{is_there, quiet, root},
};

const PACKAGES: &[&str] =
    &["confluent-kafka[avro,json,protobuf,schemaregistry]==2.16.1", "aiokafka==0.14.0"];
const IMPORTS: &str = "import confluent_kafka, aiokafka; \
    from confluent_kafka.schema_registry import avro, json_schema, protobuf";

/// What builds the package of the clone, and tests it.
const OF_PACKAGE: &[&str] = &["maturin==1.16.0", "pytest==9.2.0", "mypy==2.4.1", "pyarrow==26.0.1"];
const IMPORTS_OF_PACKAGE: &str = "import pytest, mypy, pyarrow";

/// The interpreter of the environment.
pub(super) fn environment() -> Result<PathBuf, String> {
    made("python", PACKAGES, IMPORTS)
}

/// The interpreter of the environment that builds the package.
pub(super) fn with_maturin() -> Result<PathBuf, String> {
    made("python-package", OF_PACKAGE, IMPORTS_OF_PACKAGE)
}

/// What the package is measured beside.
const PEERS: &[&str] = &["confluent-kafka==2.16.1", "aiokafka==0.14.0"];

/// The interpreter of an environment with our wheel and its peers.
pub(super) fn with_peers(packages: &[PathBuf]) -> Result<PathBuf, String> {
    let python = made("python-peers", PEERS, "import confluent_kafka, aiokafka")?;
    if packages.is_empty() {
        return Ok(python);
    }
    let mut install = Command::new(&python);
    install.args(["-m", "pip", "install", "-q", "--no-index", "--force-reinstall"]);
    quiet(install.args(packages))?;
    Ok(python)
}

/// The interpreter of an environment in which the package was built and installed, as a user does it.
/// Its Rust is built in the folder of all tests, without optimisation: with the features that it needs
/// alone it is a build of its own.
pub(super) fn with_package() -> Result<PathBuf, String> {
    let python = with_maturin()?;
    let package = root().join("bindings/python");
    let mut install = Command::new(&python);
    install.args(["-m", "pip", "install", "-q", "--no-build-isolation", "--force-reinstall"]);
    install.args(["--no-deps", "--config-settings=build-args=--profile dev"]);
    install.arg(package).current_dir(root());
    // pip builds a copy of the folder; what was built before is beside the clone.
    if env::var_os("CARGO_TARGET_DIR").is_none() {
        install.env("CARGO_TARGET_DIR", root().join("target"));
    }
    // The tools of the environment are called by name.
    let mut path = python.parent().map(|folder| folder.as_os_str().to_owned()).unwrap_or_default();
    path.push(":");
    path.push(env::var_os("PATH").unwrap_or_default());
    quiet(install.env("PATH", path))?;
    Ok(python)
}

/// The interpreter of an environment of this name with these packages.
fn made(name: &str, packages: &[&str], imports: &str) -> Result<PathBuf, String> {
    let folder = cache::folder(name)?;
    let python = folder.join("bin/python");
    let ready = folder.join(".ready");
    if ready.exists() && quiet(Command::new(&python).args(["-c", imports])).is_ok() {
        return Ok(python);
    }
    println!("    installing {} into {}", packages.join(" "), folder.display());
    if !is_there("python3") {
        debian::install_missing(&[("python3", "python3")])?;
    }
    let make = || quiet(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder));
    if make().is_err() {
        // Debian's Python comes without the part that makes environments.
        debian::install_missing(&[("python3-venv-is-no-program", "python3-venv")])?;
        make()?;
    }
    quiet(Command::new(&python).args(["-m", "pip", "install", "-q"]).args(packages))?;
    std::fs::write(&ready, "").map_err(|error| error.to_string())?;
    Ok(python)
}
