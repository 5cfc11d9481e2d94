//! franz-go: our small program that is a member of a group, built into the cache.

use std::{path::PathBuf, process::Command};

use super::debian;
use crate::{
    cache,
    process::{quiet, root},
};

/// The program. Go itself sees whether anything has changed.
pub(super) fn franz_member() -> Result<PathBuf, String> {
    debian::install_missing(&[("go", "golang-go")])?;
    let program = cache::folder("franz-go")?.join("member");
    let mut build = Command::new("go");
    build.args(["build", "-buildvcs=false", "-o"]).arg(&program).arg(".");
    build.current_dir(root().join("broker/tests/interop/groups/members/franz"));
    quiet(&mut build)?;
    Ok(program)
}
