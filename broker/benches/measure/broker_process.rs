//! The release binary `ottla broker` as a process of its own.

use std::{
    env,
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// A broker process; dropping it kills it.
pub(crate) struct BrokerProcess {
    child: Child,
    pub(crate) address: SocketAddr,
    /// From just before exec to its line `ready`.
    pub(crate) started_in: Duration,
}

impl BrokerProcess {
    /// Where the binary is: `OTTLA_BIN`, or the release build of this workspace.
    pub(crate) fn binary() -> PathBuf {
        let workspace = concat!(env!("CARGO_MANIFEST_DIR"), "/../");
        let path = env::var_os("OTTLA_BIN").map(PathBuf::from).unwrap_or_else(|| {
            let target = env::var_os("CARGO_TARGET_DIR")
                .map_or_else(|| PathBuf::from(workspace).join("target"), PathBuf::from);
            target.join("release/ottla")
        });
        let shown = path.display();
        assert!(path.exists(), "no {shown}: run cargo build --release -p ottla-cli, or OTTLA_BIN=");
        path
    }

    /// Starts one in memory on a free port.
    pub(crate) fn start() -> Self {
        Self::start_by(Self::command())
    }

    /// Starts one on a directory.
    #[allow(dead_code, reason = "not every benchmark has a directory")]
    pub(crate) fn start_on(directory: &Path) -> Self {
        let mut command = Self::command();
        command.arg("--data-dir").arg(directory);
        Self::start_by(command)
    }

    /// Asks it to stop and waits until it has.
    #[allow(dead_code, reason = "a broker in memory needs no clean stop")]
    pub(crate) fn stop(mut self) {
        let id = self.child.id().to_string();
        let killed = Command::new("kill").arg(id).status().expect("kill");
        assert!(killed.success(), "the broker is gone");
        assert!(self.child.wait().expect("it ends").success(), "the broker fails to stop");
    }

    fn command() -> Command {
        let mut command = Command::new(Self::binary());
        command.args(["broker", "--listen", "127.0.0.1:0"]);
        command
    }

    fn start_by(command: Command) -> Self {
        let (child, line, started_in) = first_line(command);
        let address = line.trim().strip_prefix("ready ").expect("ready");
        Self { child, address: address.parse().expect("an address"), started_in }
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for BrokerProcess {
    fn drop(&mut self) {
        // A process that is gone already is what this wants.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts a process and waits for its first line of output.
pub(crate) fn first_line(mut command: Command) -> (Child, String, Duration) {
    let begin = Instant::now();
    let mut child =
        command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("a process");
    let mut line = String::new();
    let output = child.stdout.take().expect("it was piped");
    BufReader::new(output).read_line(&mut line).expect("a line");
    (child, line, begin.elapsed())
}
