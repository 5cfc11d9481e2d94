//! The real binary as a process.

#![allow(dead_code, reason = "each test file uses some of it")]

use std::{
    io::{BufRead, BufReader, Read, Write},
    path::Path,
    process::{Child, Command, Output, Stdio},
};

/// The binary that this build made.
pub fn ottla() -> Command {
    Command::new(env!("CARGO_BIN_EXE_ottla"))
}

/// A running `ottla broker`; killed when dropped.
pub struct BrokerProcess {
    child: Child,
    pub address: String,
}

impl BrokerProcess {
    /// Starts it on a free port and returns when it is ready.
    pub fn start(directory: Option<&Path>) -> Self {
        Self::start_on(directory.as_slice(), Stdio::null())
    }

    /// The same on several directories, with a place for what it logs.
    pub fn start_on(directories: &[&Path], log: Stdio) -> Self {
        let mut command = ottla();
        command.args(["broker", "--listen", "127.0.0.1:0"]);
        for directory in directories {
            command.arg("--data-dir").arg(directory);
        }
        let mut child =
            command.stdout(Stdio::piped()).stderr(log).spawn().expect("the binary runs");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("stdout is piped"))
            .read_line(&mut line)
            .expect("stdout is text");
        let address = line.trim().strip_prefix("ready ").expect("it gets ready").to_owned();
        Self { child, address }
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits until it ends by itself; gives its exit code and what it has logged.
    pub fn ended(mut self) -> (Option<i32>, String) {
        let mut log = String::new();
        let mut stderr = self.child.stderr.take().expect("stderr is piped");
        stderr.read_to_string(&mut log).expect("a log is text");
        (self.child.wait().expect("it ends").code(), log)
    }

    /// kill -9.
    pub fn kill(mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it ends");
    }

    /// SIGTERM; returns whether it ended with success.
    pub fn terminate(mut self) -> bool {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").arg(pid).status().expect("kill is there").success());
        self.child.wait().expect("it ends").success()
    }
}

impl Drop for BrokerProcess {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs a command of the binary with this standard input.
pub fn run(arguments: &[&str], input: &str) -> Output {
    let mut child = ottla()
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut stdin = child.stdin.take().expect("stdin is piped");
    // A command that does not read its input may be gone already.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().expect("it ends")
}
