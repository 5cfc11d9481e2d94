//! The program that is the client of both systems: asked by lines, it answers by lines.

use std::{
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdin, ChildStdout, Stdio},
};

use crate::bench::{
    build::cargo,
    program::{Result, output},
};

const BENCH: [&str; 5] = ["bench", "--quiet", "--package", "ottla-broker", "--bench"];

/// Builds it, so that no measurement waits for that.
pub(super) fn build() -> Result<()> {
    output(cargo().args(BENCH).args(["cluster", "--no-run"])).map(drop)
}

/// Our client at one cluster. It ends when this is dropped.
pub(super) struct Client {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Client {
    pub(super) fn connect(bootstrap: &str) -> Result<Self> {
        let mut command = cargo();
        command.args(BENCH).args(["cluster", "--", bootstrap]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let input = child.stdin.take();
        let output = BufReader::new(child.stdout.take().ok_or("no output")?);
        Ok(Self { child, input, output })
    }

    /// Has it do something, and waits for what it says of that.
    pub(super) fn ask(&mut self, command: &str) -> Result<String> {
        writeln!(self.input.as_mut().ok_or("no input")?, "{command}")?;
        let mut line = String::new();
        self.output.read_line(&mut line)?;
        match line.trim() {
            "" => Err(format!("the client ended at {command:?}").into()),
            line if line.starts_with("error") => Err(line.into()),
            line => Ok(line.to_owned()),
        }
    }

    pub(super) fn number(&mut self, command: &str) -> Result<f64> {
        Ok(self.ask(command)?.parse()?)
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // The end of its input is its end; cargo, which is in between, would not pass a signal on.
        self.input = None;
        let _ = self.child.wait();
    }
}
