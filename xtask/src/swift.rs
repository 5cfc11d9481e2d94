//! The Swift package: its tests and examples.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    examples,
    process::{cargo, quiet, root},
    report::Outcome,
    tools::{Swift, built_binary, target},
    watch::{Counting, watched},
};

pub(crate) const PACKAGE: &str = "bindings/swift";
pub(crate) const LIBRARY: &str = "libottla_swift.a";

/// The tests of the package and its examples.
pub(crate) fn suite() -> Outcome {
    let swift = match Swift::find() {
        Ok(swift) => swift,
        Err(why) => return Outcome::Skipped(why),
    };
    // With the whole workspace and a test: without them crates would be built again, with fewer features.
    let build = [
        "build",
        "--workspace",
        "--profile",
        "test",
        "--lib",
        "--bin",
        "ottla-swift-bindgen",
        "--test",
        "spec",
        "--features",
        "ottla-swift/bindgen",
    ];
    let built = watched(&mut cargo(build), Counting::Once);
    if !matches!(built, Outcome::Passed(_)) {
        return built;
    }
    match tested(&swift) {
        Ok(outcome) => outcome,
        Err(why) => Outcome::Failed { passed: 0, failed: 1, why },
    }
}

fn tested(swift: &Swift) -> Result<Outcome, String> {
    let library = alone(&built_binary(LIBRARY))?;
    lowest_layer(&built_binary(LIBRARY), &root().join(PACKAGE))?;
    let scratch = target().join("swift");
    let scratch = scratch.to_string_lossy();
    relinked(&Path::new(&*scratch).join("debug"));
    let arguments = ["test", "--scratch-path", &scratch];
    let tests = watched(&mut swift.command(PACKAGE, &library, &arguments), Counting::SwiftTests);
    let Outcome::Passed(mut passed) = tests else { return Ok(tests) };
    let scratch = target().join("swift-examples");
    let scratch = scratch.to_string_lossy();
    relinked(&Path::new(&*scratch).join("debug"));
    for (example, said) in examples::said()? {
        let arguments = ["run", "--quiet", "--scratch-path", &scratch, &example];
        let printed = quiet(&mut swift.command("examples/swift", &library, &arguments))?;
        if printed != said {
            return Err(format!("examples/swift/{example}.swift printed {printed}"));
        }
        passed += 1;
    }
    Ok(Outcome::Passed(passed))
}

/// A folder with the library alone: beside it cargo keeps much that a linker could find.
fn alone(library: &Path) -> Result<PathBuf, String> {
    let folder = target().join("swift-library");
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    fs::create_dir_all(&folder).map_err(failed)?;
    let here = folder.join(LIBRARY);
    let _ = fs::remove_file(&here);
    if fs::hard_link(library, &here).is_err() {
        fs::copy(library, &here).map_err(failed)?;
    }
    Ok(folder)
}

/// Has the programs of a build be linked again: Swift does not see that the library is another one.
pub(crate) fn relinked(scratch: &Path) {
    for entry in fs::read_dir(scratch).into_iter().flatten().flatten() {
        let path = entry.path();
        let linked = path.extension().is_none_or(|extension| extension == "xctest");
        if linked && path.is_file() {
            // Whatever cannot be removed is not there.
            let _ = fs::remove_file(path);
        }
    }
}

/// Writes C's header and the Swift that calls it.
pub(crate) fn lowest_layer(library: &Path, package: &Path) -> Result<(), String> {
    let outputs =
        [("--swift-sources", "Sources/OttlaBridge"), ("--headers", "Sources/OttlaFFI/include")];
    for (what, folder) in outputs {
        let mut bindgen = std::process::Command::new(library.with_file_name("ottla-swift-bindgen"));
        quiet(bindgen.arg(what).arg(library).arg(package.join(folder)).current_dir(root()))?;
    }
    Ok(())
}
