//! Other programs: those that serve until they are dropped, and those that run to their end.

use std::{
    error::Error,
    fs,
    io::{BufRead, BufReader},
    net::{SocketAddr, TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::workload::Cpu;

pub(super) type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Length of one tick of `/proc/PID/stat`: `USER_HZ` is 100 on every Linux.
const TICK: Duration = Duration::from_millis(10);
const START_PATIENCE: Duration = Duration::from_secs(60);
const POLL: Duration = Duration::from_millis(50);

/// A program that serves on an address. Dropping it kills it.
#[derive(Debug)]
pub(super) struct Server {
    child: Child,
    pub(super) address: SocketAddr,
}

impl Server {
    /// Starts a program whose first line of output is `ready HOST:PORT`.
    pub(super) fn ready(mut command: Command) -> Result<Self> {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let output = child.stdout.take().ok_or("no output")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        // Made before the line is judged, so that a failure ends the process too.
        let mut server = Self { child, address: ([127, 0, 0, 1], 0).into() };
        let address = line.trim().strip_prefix("ready ");
        let address = address.ok_or_else(|| format!("{command:?} said {line:?}"))?;
        server.address = address.parse()?;
        Ok(server)
    }

    /// Starts a program that is ready when the port takes connections.
    pub(super) fn listening(mut command: Command, address: SocketAddr) -> Result<Self> {
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let mut server = Self { child, address };
        let begin = Instant::now();
        while TcpStream::connect(address).is_err() {
            if server.child.try_wait()?.is_some() || begin.elapsed() > START_PATIENCE {
                return Err(format!("{command:?} did not come up on {address}").into());
            }
            thread::sleep(POLL);
        }
        Ok(server)
    }

    pub(super) fn cpu(&self) -> Result<Cpu> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        // The name in parentheses may hold spaces; fields 14 and 15 are 12th and 13th after it.
        let after_name = stat.rsplit_once(')').ok_or("not a stat file")?.1;
        let fields = after_name.split_whitespace().skip(11).take(2);
        let ticks = fields.map(str::parse::<u32>).collect::<std::result::Result<Vec<_>, _>>()?;
        match ticks[..] {
            [user, system] => Ok(Cpu { user: TICK * user, system: TICK * system }),
            _ => Err("not a stat file".into()),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A process that is gone already is what this wants.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs a program to its end: its output, or what it complained about.
pub(super) fn output(command: &mut Command) -> Result<String> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{command:?}: {}: {}", output.status, said.trim_end()).into());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A port of this machine that is free now.
pub(super) fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}
