//! The packages as users install them, and the programs that measure them, in the language.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::measure::{Client, Measure};
use crate::{
    bench::{build::workspace, program::Result},
    package::{self, Language},
    process::quiet,
    tools::{self, Swift, node_package, target},
};

/// A language with everything installed.
pub(super) enum Installed {
    Python(PathBuf),
    /// The folder that has the modules and the program.
    Node(PathBuf),
    Swift(Swift),
}

const SWIFT_FOLDER: &str = "bindings/swift/Benchmarks";

impl Installed {
    /// Installs what was made of a language, beside its peers; where nothing was, what is installed stays.
    ///
    /// # Errors
    /// Something cannot be had; why.
    pub(super) fn of(language: Language, packages: &[PathBuf]) -> Result<Self> {
        let installed = match language {
            Language::Python => Self::Python(tools::python_with_peers(packages)?),
            Language::Node => Self::Node(node(packages)?),
            Language::Swift if packages.is_empty() => Self::Swift(Swift::find()?),
            Language::Swift => Self::Swift(swift()?),
        };
        Ok(installed)
    }

    pub(super) fn language(&self) -> Language {
        match self {
            Self::Python(_) => Language::Python,
            Self::Node(_) => Language::Node,
            Self::Swift(_) => Language::Swift,
        }
    }

    /// One measurement.
    pub(super) fn command(&self, client: Client, measure: Measure) -> Command {
        match (self, measure) {
            (Self::Python(python), Measure::Import) => {
                let module = match client {
                    Client::Confluent => "confluent_kafka",
                    _ => client.command(),
                };
                let mut command = Command::new(python);
                command.arg(program("bindings/python/benches/importing.py")).arg(module);
                command
            }
            _ => self.task(client, measure.command()),
        }
    }

    /// A program that measures, or prepares.
    pub(super) fn task(&self, client: Client, what: &str) -> Command {
        let client = client.command();
        match self {
            Self::Python(python) => {
                let mut command = Command::new(python);
                command.arg(program("bindings/python/benches/records.py"));
                command.args([client, what]);
                command
            }
            Self::Node(folder) => {
                let mut command = Command::new("node");
                command.arg(folder.join("records.mjs")).args([client, what]);
                command
            }
            Self::Swift(swift) => {
                let run = ["run", "-c", "release", "--skip-build", "--quiet", "--scratch-path"];
                let scratch = scratch();
                let arguments = [&run[..], &[&scratch, "records", client, what]].concat();
                swift.command(SWIFT_FOLDER, &library(), &arguments)
            }
        }
    }
}

fn program(path: &str) -> PathBuf {
    workspace().join(path)
}

fn node(packages: &[PathBuf]) -> Result<PathBuf> {
    let folder = node_package::peers()?;
    if !packages.is_empty() {
        node_package::install(packages, &folder)?;
    }
    fs::copy(program("bindings/node/benches/records.mjs"), folder.join("records.mjs"))?;
    Ok(folder)
}

fn swift() -> Result<Swift> {
    let swift = Swift::find()?;
    let scratch = scratch();
    // Swift does not see that the library is another one.
    crate::swift::relinked(&Path::new(&scratch).join("release"));
    let build = ["build", "-c", "release", "--quiet", "--scratch-path", &scratch];
    quiet(&mut swift.command(SWIFT_FOLDER, &library(), &build))?;
    Ok(swift)
}

/// The library in the package that was made.
fn library() -> PathBuf {
    package::swift_folder().join("lib")
}

fn scratch() -> String {
    target().join("swift-bench").to_string_lossy().into_owned()
}
