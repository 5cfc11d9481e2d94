//! franz-go: our small programs, built into the cache.

use std::{path::PathBuf, process::Command};

use super::debian;
use crate::{
    cache,
    process::{quiet, root},
};

pub(crate) struct FranzGo {
    /// The member of a group.
    pub(crate) member: PathBuf,
    /// The producer of transactions.
    pub(crate) transactions: PathBuf,
}

/// The programs. Go itself sees whether anything has changed.
pub(super) fn programs() -> Result<FranzGo, String> {
    debian::install_missing(&[("go", "golang-go")])?;
    Ok(FranzGo {
        member: built("member", "groups/members/franz")?,
        transactions: built("transactions", "transactions/programs/franz")?,
    })
}

fn built(name: &str, source: &str) -> Result<PathBuf, String> {
    let program = cache::folder("franz-go")?.join(name);
    let mut build = Command::new("go");
    build.args(["build", "-buildvcs=false", "-o"]).arg(&program).arg(".");
    build.current_dir(root().join("broker/tests/interop").join(source));
    quiet(&mut build)?;
    Ok(program)
}
