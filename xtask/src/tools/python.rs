//! A Python environment with confluent-kafka and aiokafka, in the cache.

use std::{path::PathBuf, process::Command};

use super::debian;
use crate::{
    cache,
    process::{is_there, quiet},
};

const PACKAGES: &[&str] =
    &["confluent-kafka[avro,json,protobuf,schemaregistry]==2.16.1", "aiokafka==0.14.0"];
const IMPORTS: &str = "import confluent_kafka, aiokafka; \
    from confluent_kafka.schema_registry import avro, json_schema, protobuf";

/// The interpreter of the environment.
pub(super) fn environment() -> Result<PathBuf, String> {
    let folder = cache::folder("python")?;
    let python = folder.join("bin/python");
    let ready = folder.join(".ready");
    if ready.exists() && quiet(Command::new(&python).args(["-c", IMPORTS])).is_ok() {
        return Ok(python);
    }
    println!("    installing {} into {}", PACKAGES.join(" "), folder.display());
    if !is_there("python3") {
        debian::install_missing(&[("python3", "python3")])?;
    }
    let make = || quiet(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder));
    if make().is_err() {
        // Debian's Python comes without the part that makes environments.
        debian::install_missing(&[("python3-venv-is-no-program", "python3-venv")])?;
        make()?;
    }
    quiet(Command::new(&python).args(["-m", "pip", "install", "-q"]).args(PACKAGES))?;
    std::fs::write(&ready, "").map_err(|error| error.to_string())?;
    Ok(python)
}
