//! `cargo xtask package`: what users of other languages install, in `target/package`: a wheel, Node's packages, a
//! Swift package with its archive. Each is held to its size.

mod check;
mod node;
mod python;
mod swift;

pub(crate) use swift::made as swift_folder;

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    process::{cargo, quiet},
    tools::target,
};

/// The profile of cargo that packages are built with, and the folder below the target's that it has.
const PROFILE: &str = "packaged";

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Language {
    Python,
    Node,
    Swift,
}

impl Language {
    pub(crate) const ALL: [Self; 3] = [Self::Python, Self::Node, Self::Swift];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Python => "python",
            Self::Node => "node",
            Self::Swift => "swift",
        }
    }

    /// What its users were promised of each package; nobody was of Swift's.
    fn megabytes_max(self) -> f64 {
        match self {
            Self::Python => 8.0,
            Self::Node => 10.0,
            Self::Swift => f64::INFINITY,
        }
    }
}

#[derive(clap::Args, Debug)]
pub(crate) struct PackageArguments {
    /// The languages; all without one.
    languages: Vec<Language>,
    /// Install each in a new folder, as a user does, and run an example there.
    #[arg(long)]
    check: bool,
}

/// Makes the packages, says where they are, and installs them if that is asked for.
///
/// # Errors
/// Something cannot be built, is too large, or does not work once it is installed.
pub(crate) fn run(arguments: &PackageArguments) -> Result<(), String> {
    let languages = match &arguments.languages[..] {
        [] => &Language::ALL[..],
        chosen => chosen,
    };
    build(languages)?;
    for language in languages {
        let made = make(*language)?;
        for path in &made {
            println!("{} ({:.1} MB)", path.display(), megabytes(path)?);
            held_to(path, language.megabytes_max())?;
        }
        if arguments.check {
            check::installed(*language, &made)?;
            println!("{}: works in a new folder", language.name());
        }
    }
    Ok(())
}

/// Builds what is made of Rust for all of them at once: what they share is built once. Python's is built by maturin, in its own
/// way.
pub(crate) fn build(languages: &[Language]) -> Result<(), String> {
    let built = languages.iter().filter(|language| **language != Language::Python);
    let built: Vec<&Language> = built.collect();
    if built.is_empty() {
        return Ok(());
    }
    let mut arguments = vec!["build".to_owned(), "--profile".into(), PROFILE.into()];
    for language in built {
        arguments.extend(["-p".into(), format!("ottla-{}", language.name())]);
    }
    if languages.contains(&Language::Swift) {
        arguments.extend(["--features".into(), "ottla-swift/bindgen".into()]);
    }
    quiet(&mut cargo(arguments)).map(drop)
}

/// The packages of a language, of what was built.
pub(crate) fn make(language: Language) -> Result<Vec<PathBuf>, String> {
    match language {
        Language::Python => python::make(),
        Language::Node => node::make(),
        Language::Swift => swift::make(),
    }
}

/// Where packages are put.
fn folder() -> Result<PathBuf, String> {
    let folder = target().join("package");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    // Other programs run elsewhere.
    folder.canonicalize().map_err(|error| format!("{}: {error}", folder.display()))
}

/// An empty folder below that of the packages.
fn emptied(name: &str) -> Result<PathBuf, String> {
    let folder = folder()?.join(name);
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(failed)?;
    }
    fs::create_dir_all(&folder).map_err(failed)?;
    Ok(folder)
}

/// Megabytes of a file, or of a folder.
pub(crate) fn megabytes(path: &Path) -> Result<f64, String> {
    fn bytes(path: &Path) -> std::io::Result<u64> {
        if !path.is_dir() {
            return Ok(path.metadata()?.len());
        }
        fs::read_dir(path)?.map(|entry| bytes(&entry?.path())).sum()
    }
    let bytes = bytes(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(bytes as f64 / 1e6)
}

/// Refuses what is larger than its users were promised.
fn held_to(path: &Path, megabytes_max: f64) -> Result<(), String> {
    let found = megabytes(path)?;
    match found <= megabytes_max {
        true => Ok(()),
        false => Err(format!("{}: {found:.1} MB, at most {megabytes_max}", path.display())),
    }
}
