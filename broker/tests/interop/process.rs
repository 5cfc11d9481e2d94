//! Programs: where they are, how they run, and a broker as a process.

use std::{
    env,
    ffi::OsString,
    io::{BufRead, BufReader, Write},
    process::{Child, Command, Stdio},
};

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

/// A class of Apache Kafka's jars, about to run.
pub fn java(class: &str) -> Option<Command> {
    let jars = tool("OTTLA_KAFKA_LIBS")?;
    let mut command = Command::new("java");
    command.args(["-Xmx512m", "-Xshare:auto", "-cp"]);
    command.arg(format!("{}/*", jars.to_string_lossy())).arg(class);
    Some(command)
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

/// A running `ottla broker` in memory; killed when dropped.
pub struct BrokerProcess {
    child: Child,
    pub address: String,
}

impl BrokerProcess {
    pub fn start() -> Option<Self> {
        let mut command = ottla()?;
        command.args(["broker", "--listen", "127.0.0.1:0"]);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("ready ").expect("it gets ready").to_owned();
        Some(Self { child, address })
    }
}

impl Drop for BrokerProcess {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
