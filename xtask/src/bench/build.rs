//! Builds what is measured, and knows where it then is.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use super::program::{Result, output};

/// The workspace's folder.
pub(super) fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace().join("target"), PathBuf::from)
}

pub(super) fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(workspace());
    command
}

/// A folder for logs and programs of one benchmark, empty.
pub(super) fn scratch(name: &str) -> Result<PathBuf> {
    let path = target().join("bench-scratch").join(name);
    match std::fs::remove_dir_all(&path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    std::fs::create_dir_all(&path)?;
    Ok(path.canonicalize()?)
}

/// The release binary: `OTTLA_BIN`, or a fresh build.
pub(super) fn ottla() -> Result<PathBuf> {
    if let Some(path) = env::var_os("OTTLA_BIN") {
        return Ok(path.into());
    }
    output(cargo().args(["build", "--release", "--package", "ottla-cli", "--bin", "ottla"]))?;
    Ok(target().join("release/ottla"))
}

/// The program that measures one client at a time, in a crate of its own for the sake of the
/// workspace's lock file.
///
/// # Errors
/// What librdkafka is built with is missing: a C compiler, make.
pub(super) fn clients() -> Result<PathBuf> {
    let target = target().join("clients");
    let manifest = workspace().join("client/benches/peers/Cargo.toml");
    output(
        cargo()
            .args(["build", "--release", "--locked", "--manifest-path"])
            .arg(manifest)
            .arg("--target-dir")
            .arg(&target),
    )?;
    Ok(target.join("release/ottla-peers"))
}

/// The Go program of the peer, built into a folder.
///
/// # Errors
/// Go is missing or too old, or its module proxy cannot be reached.
pub(super) fn kfake(folder: &Path) -> Result<PathBuf> {
    let program = folder.join("kfake");
    output(
        Command::new("go")
            .args(["build", "-o"])
            .arg(&program)
            .arg(".")
            .current_dir(workspace().join("broker/benches/peers/kfake")),
    )?;
    Ok(program)
}
