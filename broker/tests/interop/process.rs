//! Programs: where they are, how they run, and a broker as a process. `OTTLA_INTEROP_BOOTSTRAP` puts
//! another cluster in its place for the tests that only move records: on a fresh Apache Kafka they
//! have to pass too, or a failure is the harness's.

use std::{
    env,
    ffi::{OsStr, OsString},
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU16, AtomicUsize, Ordering},
    time::{SystemTime, UNIX_EPOCH},
};

use tempfile::TempDir;

/// A tool by its environment variable, or `None` and a line that says so.
pub fn tool(variable: &str) -> Option<OsString> {
    let found = env::var_os(variable);
    if found.is_none() {
        eprintln!("SKIPPED: {variable} is not set; `cargo xtask test --only interop` sets it");
    }
    found
}

/// The `ottla` command.
pub fn ottla() -> Option<Command> {
    tool("OTTLA_BIN").map(Command::new)
}

/// The `kcat` command.
pub fn kcat() -> Option<Command> {
    tool("OTTLA_KCAT").map(Command::new)
}

/// Python with confluent-kafka, about to run our script.
pub fn confluent() -> Option<Command> {
    let mut command = tool("OTTLA_PYTHON").map(Command::new)?;
    command.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/interop/confluent.py"));
    Some(command)
}

/// A program of this folder, in one file of Java that uses Apache Kafka's jars, about to run.
pub fn java_source(file: &str) -> Option<Command> {
    java(&format!("{}/tests/interop/{file}", env!("CARGO_MANIFEST_DIR")))
}

/// A class of Apache Kafka's jars, about to run.
pub fn java(class: &str) -> Option<Command> {
    Some(java_with(&tool("OTTLA_KAFKA_LIBS")?, class))
}

/// A class or a program of one file, with the jars of this folder, about to run.
pub fn java_with(jars: &OsStr, class: &str) -> Command {
    let mut command = Command::new("java");
    command.args(["-Xmx512m", "-Xshare:auto", "-cp"]);
    command.arg(format!("{}/*", jars.to_string_lossy())).arg(class);
    command
}

/// Runs to the end with this input; what it printed on standard output.
pub fn run(command: &mut Command, input: &[u8]) -> String {
    let (status, output, errors) = try_run(command, input);
    assert!(status, "{command:?}\n{errors}");
    output
}

/// Runs to the end with this input: success, standard output, standard error.
pub fn try_run(command: &mut Command, input: &[u8]) -> (bool, String, String) {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let mut stdin = child.stdin.take().unwrap();
    let output = std::thread::scope(|scope| {
        scope.spawn(move || {
            // A program that has read enough closes its input.
            let _ = stdin.write_all(input);
        });
        child.wait_with_output().unwrap()
    });
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.success(), text(&output.stdout), text(&output.stderr))
}

/// A running `ottla broker`, killed when dropped, or somebody else's cluster.
pub struct BrokerProcess {
    child: Option<Child>,
    pub address: String,
    /// Goes after the process that writes there.
    directory: Option<TempDir>,
    settings: Vec<String>,
}

impl BrokerProcess {
    /// An empty broker in memory.
    pub fn start() -> Option<Self> {
        Self::new(None, &[])
    }

    /// An empty broker on disk with these settings.
    pub fn on_disk(settings: &[&str]) -> Option<Self> {
        Self::new(Some(TempDir::new().unwrap()), settings)
    }

    /// The cluster that `OTTLA_INTEROP_BOOTSTRAP` names, or an empty broker on disk.
    pub fn on_disk_or_elsewhere() -> Option<Self> {
        Self::on_disk_with_or_elsewhere(&[])
    }

    /// The cluster that `OTTLA_INTEROP_BOOTSTRAP` names, which should have these settings, or an empty
    /// broker on disk that has them.
    pub fn on_disk_with_or_elsewhere(settings: &[&str]) -> Option<Self> {
        if let Ok(address) = env::var("OTTLA_INTEROP_BOOTSTRAP") {
            let settings = Vec::new();
            return Some(Self { child: None, address, directory: None, settings });
        }
        Self::on_disk(settings)
    }

    /// Whether it is a process of this test.
    pub fn is_ours(&self) -> bool {
        self.child.is_some()
    }

    /// Kills it, and starts it again at the same address with what is on disk.
    pub fn restart(&mut self) {
        let child = self.child.as_mut().expect("a broker of ours");
        child.kill().unwrap();
        child.wait().unwrap();
        let address = self.address.clone();
        self.listen(&address).expect("the program is still there");
    }

    /// A topic's name that no other test and no other run has.
    pub fn topic(&self, name: &str) -> String {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let time = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis();
        format!("{name}-{time}-{count}").to_lowercase()
    }

    fn new(directory: Option<TempDir>, settings: &[&str]) -> Option<Self> {
        let settings = settings.iter().map(|setting| (*setting).to_owned()).collect();
        let mut broker = Self { child: None, address: String::new(), directory, settings };
        broker.listen(&format!("127.0.0.1:{}", free_port()))?;
        Some(broker)
    }

    /// Starts the process and waits until it is ready.
    fn listen(&mut self, address: &str) -> Option<()> {
        let mut command = ottla()?;
        command.args(["broker", "--listen", address]);
        if let Some(directory) = &self.directory {
            command.arg("--data-dir").arg(directory.path());
        }
        self.settings.iter().for_each(|setting| {
            command.args(["--set", setting]);
        });
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        let stdout = child.stdout.take().unwrap();
        // Kept before the line is judged, so that a failure ends the process too.
        self.child = Some(child);
        BufReader::new(stdout).read_line(&mut line).unwrap();
        self.address = line.trim().strip_prefix("ready ").expect("it gets ready").to_owned();
        Some(())
    }
}

impl Drop for BrokerProcess {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// A port below those that the system gives to outgoing connections: one of these could take the port
/// of a broker that is down for a moment.
pub fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = 20_000 + (std::process::id() % 100) as u16 * 100;
    loop {
        let port = first + NEXT.fetch_add(1, Ordering::Relaxed) % 10_000;
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}
