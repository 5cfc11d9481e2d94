//! The package for Node: its tests in the clone, and what users install.

use std::{
    ffi::OsStr,
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

use super::{SPEC_KAFKA, built, kafka_of_spec};
use crate::{
    examples,
    process::{quiet, root},
    report::Outcome,
    tools::{self, node_package},
};

pub(super) fn run() -> Outcome {
    let environment = match node_package::environment() {
        Ok(environment) => environment,
        Err(why) => return Outcome::Skipped(why),
    };
    match built() {
        Outcome::Passed(_) => {}
        failed @ (Outcome::Failed { .. } | Outcome::Skipped(_)) => return failed,
    }
    let library = tools::built_binary("libottla_node.so");
    let mut passed = 0;
    for step in [in_clone, as_installed] {
        match step(&environment, &library) {
            Ok(tests) => passed += tests,
            Err(why) => return Outcome::Failed { passed, failed: 1, why },
        }
    }
    Outcome::Passed(passed)
}

fn in_clone(environment: &Path, library: &Path) -> Result<usize, String> {
    let package = root().join("bindings/node");
    fs::copy(library, package.join("ottla.node")).map_err(|error| error.to_string())?;
    let mut types = program(environment, "tsc");
    types.arg("-p").arg(package.join("test/types"));
    quiet(types.arg("--typeRoots").arg(environment.join("node_modules/@types")))?;
    let mut tests: Vec<PathBuf> =
        files(&package.join("test")).map_err(|error| error.to_string())?;
    tests.retain(|path| path.to_string_lossy().ends_with(".test.js"));
    let mut node = Command::new("node");
    node.args(["--test", "--test-reporter=tap", "--test-timeout=60000"]).args(tests);
    let kafka = kafka_of_spec();
    if let Some(kafka) = &kafka {
        node.env(SPEC_KAFKA, kafka.address());
    }
    let output = node.output().map_err(|error| error.to_string())?;
    let printed = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() {
        println!("{printed}");
        return Err("tests of the package for Node; see above".to_owned());
    }
    let count = printed.lines().find_map(|line| line.strip_prefix("# pass ")?.parse().ok());
    println!("    {} tests", count.unwrap_or(0));
    // The types are a test of their own.
    Ok(count.unwrap_or(0) + 1)
}

fn as_installed(environment: &Path, library: &Path) -> Result<usize, String> {
    // Below the environment, where test runners are found by what is in it.
    let folder = environment.join("installed");
    node_package::installed(library, &folder)?;
    let copy = |from: &Path| -> io::Result<()> {
        for file in files(from)? {
            fs::copy(&file, folder.join(file.file_name().unwrap_or_default()))?;
        }
        Ok(())
    };
    copy(&root().join("examples/node")).map_err(|error| error.to_string())?;
    let examples = examples::said()?;
    for (name, said) in &examples {
        let printed = quiet(Command::new("node").arg(folder.join(format!("{name}.mjs"))))?;
        if printed != *said {
            return Err(format!("examples/node/{name}.mjs printed {printed}"));
        }
    }
    let test = folder.join("orders.test.mjs");
    quiet(Command::new("node").arg("--test").arg(&test))?;
    // The runners below would take it for one of theirs.
    fs::remove_file(test).map_err(|error| error.to_string())?;
    let mut passed = examples.len() + 1;
    for (runner, arguments) in [("jest", ["--ci", "--runInBand"]), ("vitest", ["run", "--silent"])]
    {
        copy(&root().join("bindings/node/test/runners").join(runner))
            .map_err(|error| error.to_string())?;
        let root = match runner {
            "jest" => ["--rootDir", "."],
            _ => ["--root", "."],
        };
        quiet(program(environment, runner).args(arguments).args(root).current_dir(&folder))?;
        for file in files(&folder).map_err(|error| error.to_string())? {
            if file.to_string_lossy().contains(".test.") {
                fs::remove_file(file).map_err(|error| error.to_string())?;
                passed += 1;
            }
        }
    }
    Ok(passed)
}

fn program(environment: &Path, name: impl AsRef<OsStr>) -> Command {
    Command::new(environment.join("node_modules/.bin").join(name.as_ref()))
}

fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
