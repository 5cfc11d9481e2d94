//! The Swift package: its tests and examples, and the package as users get it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    process::{cargo, quiet, root},
    report::Outcome,
    suites::{Counting, watched},
    tools::{Swift, built_binary, target},
};

const PACKAGE: &str = "bindings/swift";
const LIBRARY: &str = "libottla_swift.a";
const EXAMPLES: &[&str] = &["produce", "consume", "transactions", "embedded_broker"];

/// The tests of the package and its examples.
pub(crate) fn suite() -> Outcome {
    let swift = match Swift::find() {
        Ok(swift) => swift,
        Err(why) => return Outcome::Skipped(why),
    };
    // With the whole workspace: alone it would be built again, with the features that it needs alone.
    let build = [
        "build",
        "--workspace",
        "--profile",
        "test",
        "--lib",
        "--bin",
        "ottla-swift-bindgen",
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
    relinked(Path::new(&*scratch));
    let arguments = ["test", "--scratch-path", &scratch];
    let tests = watched(&mut swift.command(PACKAGE, &library, &arguments), Counting::SwiftTests);
    let Outcome::Passed(mut passed) = tests else { return Ok(tests) };
    let scratch = target().join("swift-examples");
    let scratch = scratch.to_string_lossy();
    relinked(Path::new(&*scratch));
    for example in EXAMPLES {
        let arguments = ["run", "--quiet", "--scratch-path", &scratch, example];
        let mut command = swift.command("examples/swift", &library, &arguments);
        match watched(&mut command, Counting::Once) {
            Outcome::Passed(_) => passed += 1,
            failed => return Ok(failed),
        }
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

/// Has programs be linked again: Swift does not see that the library is another one.
fn relinked(scratch: &Path) {
    for entry in fs::read_dir(scratch.join("debug")).into_iter().flatten().flatten() {
        let path = entry.path();
        let linked = path.extension().is_none_or(|extension| extension == "xctest");
        if linked && path.is_file() {
            // Whatever cannot be removed is not there.
            let _ = fs::remove_file(path);
        }
    }
}

/// Writes C's header and the Swift that calls it.
fn lowest_layer(library: &Path, package: &Path) -> Result<(), String> {
    let outputs =
        [("--swift-sources", "Sources/OttlaBridge"), ("--headers", "Sources/OttlaFFI/include")];
    for (what, folder) in outputs {
        let mut bindgen = std::process::Command::new(library.with_file_name("ottla-swift-bindgen"));
        quiet(bindgen.arg(what).arg(library).arg(package.join(folder)).current_dir(root()))?;
    }
    Ok(())
}

/// Makes the package as users get it, with the library inside: a folder and an archive of it, in
/// `target/package`.
pub(crate) fn package() -> Result<(), String> {
    let build = ["build", "--release", "-p", "ottla-swift", "--features", "bindgen"];
    quiet(&mut cargo(build))?;
    let library = target().join("release").join(LIBRARY);
    lowest_layer(&library, &root().join(PACKAGE))?;
    let name = format!("ottla-swift-{}-linux-x86_64", env!("CARGO_PKG_VERSION"));
    let folder = target().join("package").join(&name);
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("lib")).map_err(failed)?;
    for part in ["Package.swift", "README.md", "Sources"] {
        copy(&root().join(PACKAGE).join(part), &folder.join(part)).map_err(failed)?;
    }
    copy(&root().join("LICENSE"), &folder.join("LICENSE")).map_err(failed)?;
    copy(&library, &folder.join("lib").join(LIBRARY)).map_err(failed)?;
    // The package has no tests, so its description names none.
    let description = folder.join("Package.swift");
    let text = fs::read_to_string(&description).map_err(failed)?;
    let kept = text.lines().filter(|line| !line.contains(".testTarget("));
    let kept: String = kept.map(|line| format!("{line}\n")).collect();
    fs::write(&description, kept).map_err(failed)?;
    let mut archive = std::process::Command::new("tar");
    archive.arg("-czf").arg(format!("{name}.tar.gz")).arg(&name);
    quiet(archive.current_dir(target().join("package")))?;
    println!("{}.tar.gz", folder.display());
    Ok(())
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    if !from.is_dir() {
        return fs::copy(from, to).map(drop);
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        copy(&entry.path(), &to.join(entry.file_name()))?;
    }
    Ok(())
}
