//! Swift 6: the machine's, or that of a small Debian in the cache, which is used as root directory. Making one
//! needs root, a mirror of Debian as apt of this machine has it, two minutes, and 2.6 GB.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::debian;
use crate::{
    cache,
    process::{is_there, quiet, root},
};

/// The release of Debian that has Swift 6.
const RELEASE: &str = "trixie";
/// What Swift's own package only recommends, too: it links with it.
const PACKAGES: &[&str] = &["swiftlang", "libc6-dev", "libstdc++-14-dev", "binutils", "git"];

/// Runs a command in a root directory, with folders of this machine in it. All that is mounted is gone
/// when the command ends.
const INSIDE: &str = r#"
set -e
root=$1 folder=$2 library=$3; shift 3
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
while [ "$1" != -- ]; do mkdir -p "$root$1"; mount --bind "$1" "$root$1"; shift; done
shift
exec chroot "$root" /usr/bin/env -i HOME=/tmp LANG=C.UTF-8 PATH=/usr/bin:/bin:/usr/sbin:/sbin \
    DEBIAN_FRONTEND=noninteractive OTTLA_SWIFT_LIB="$library" \
    sh -c 'cd "$0" && exec "$@"' "$folder" "$@"
"#;

/// A Swift that can be run.
pub(crate) struct Swift {
    /// The root directory that it is in; `None` if it is the machine's.
    inside: Option<PathBuf>,
}

impl Swift {
    /// Finds or installs it.
    pub(crate) fn find() -> Result<Self, String> {
        let of_machine = || quiet(Command::new("swift").arg("--version"));
        if is_there("swift") && of_machine()?.contains("Swift version 6") {
            return Ok(Self { inside: None });
        }
        let needed =
            [("debootstrap", "debootstrap"), ("unshare", "util-linux"), ("mount", "mount")];
        debian::install_missing(&needed)
            .map_err(|why| format!("there is no Swift 6, and it cannot be installed: {why}"))?;
        let folder = cache::folder("swift")?;
        let ready = folder.join(".ready");
        let wanted = format!("{RELEASE} {}", PACKAGES.join(" "));
        if fs::read_to_string(&ready).is_ok_and(|made| made == wanted) {
            return Ok(Self { inside: Some(folder) });
        }
        println!("    installing {} of Debian {RELEASE} into {}", PACKAGES[0], folder.display());
        install(&folder)?;
        fs::write(&ready, wanted).map_err(|error| error.to_string())?;
        Ok(Self { inside: Some(folder) })
    }

    /// A command of Swift in a folder of the clone; packages find the library that Rust makes in `library`.
    pub(crate) fn command(&self, folder: &str, library: &Path, arguments: &[&str]) -> Command {
        let folder = root().join(folder);
        match &self.inside {
            None => {
                let mut command = Command::new("swift");
                command.args(arguments).current_dir(folder).env("OTTLA_SWIFT_LIB", library);
                command
            }
            Some(inside) => {
                let mut command = within(inside, &folder, library, &[&root(), &target()]);
                command.arg("swift").args(arguments);
                command
            }
        }
    }
}

/// Where cargo builds, and Swift in a folder of it.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or(root().join("target"), PathBuf::from)
}

fn within(inside: &Path, folder: &Path, library: &Path, shared: &[&Path]) -> Command {
    let mut command = Command::new("unshare");
    command.args(["-m", "--propagation", "private", "sh", "-c", INSIDE, "sh"]);
    command.arg(inside).arg(folder).arg(library).args(shared).arg("--");
    command
}

fn install(folder: &Path) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    fs::remove_dir_all(folder).map_err(failed)?;
    // What it mounts is gone when it ends, however it ends: the folder can be removed at any time.
    let mut bootstrap = Command::new("unshare");
    bootstrap.args(["-m", "--propagation", "private", "debootstrap", "--variant=minbase", RELEASE]);
    bootstrap.arg(folder).arg(mirror()?);
    quiet(&mut bootstrap)?;
    for name in ["resolv.conf", "hosts"] {
        // A machine without one of them needs none inside either.
        let _ = fs::copy(Path::new("/etc").join(name), folder.join("etc").join(name));
    }
    // What apt of this machine needs to get through: proxies, certificates.
    let settings = Path::new("/etc/apt/apt.conf.d");
    for entry in fs::read_dir(settings).map_err(failed)?.flatten() {
        let to = folder.join("etc/apt/apt.conf.d").join(entry.file_name());
        if !to.exists() {
            fs::copy(entry.path(), to).map_err(failed)?;
        }
    }
    let slim = "force-unsafe-io\npath-exclude /usr/share/doc/*\npath-exclude /usr/share/man/*\n\
                path-exclude /usr/share/locale/*\n";
    fs::create_dir_all(folder.join("etc/dpkg/dpkg.cfg.d")).map_err(failed)?;
    fs::write(folder.join("etc/dpkg/dpkg.cfg.d/slim"), slim).map_err(failed)?;
    let apt = |arguments: &[&str]| {
        let mut command = within(folder, Path::new("/"), Path::new(""), &[]);
        quiet(command.arg("apt-get").args(arguments)).map(drop)
    };
    apt(&["update", "-q"])?;
    apt(&[&["install", "-y", "-q", "--no-install-recommends"], PACKAGES].concat())?;
    apt(&["clean"])
}

/// Where apt of this machine gets Debian's packages.
fn mirror() -> Result<String, String> {
    let mut files = vec![PathBuf::from("/etc/apt/sources.list")];
    let folder = fs::read_dir("/etc/apt/sources.list.d").into_iter().flatten().flatten();
    files.extend(folder.map(|entry| entry.path()));
    let texts: String = files.iter().filter_map(|file| fs::read_to_string(file).ok()).collect();
    address(&texts).ok_or_else(|| "no address of a Debian mirror in /etc/apt".to_owned())
}

/// The address of Debian's main archive in lists of sources of either form; others list theirs there, too.
fn address(sources: &str) -> Option<String> {
    let lines = sources.lines().map(str::trim);
    let mut named = lines.filter(|line| line.starts_with("deb ") || line.starts_with("URIs:"));
    named.find_map(|line| {
        let is_main = |word: &&str| word.trim_end_matches('/').ends_with("/debian");
        line.split_whitespace().find(is_main).map(str::to_owned)
    })
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn the_mirror_is_that_of_either_form_of_sources() {
        let (old, new) =
            ("# x\ndeb [a=b] http://a/debian trixie main\n", "URIs: http://b/debian\n");
        assert_eq!(address(old).as_deref(), Some("http://a/debian"));
        assert_eq!(address(new).as_deref(), Some("http://b/debian"));
        assert_eq!(address("# deb http://a/debian x\n"), None);
        let others = "deb http://c/node_20.x nodistro main\nURIs: http://b/debian/\n";
        assert_eq!(address(others).as_deref(), Some("http://b/debian/"));
    }
}
