//! Other programs: those that serve until they are dropped, and those that run to their end.

use std::{
    error::Error,
    fs::{self, File},
    io::{BufRead, BufReader},
    net::{SocketAddr, TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU16, Ordering},
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
        server.wait_for_port().map_err(|error| format!("{command:?} {error}"))?;
        Ok(server)
    }

    /// Starts a program whose words go to a file, and does not wait for it.
    pub(super) fn spawn(mut command: Command, address: SocketAddr, log: &Path) -> Result<Self> {
        let log = File::create(log)?;
        let child = command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log).spawn();
        Ok(Self { child: child.map_err(|error| format!("{command:?}: {error}"))?, address })
    }

    /// Waits until it takes connections.
    pub(super) fn wait_for_port(&mut self) -> Result<()> {
        let address = self.address;
        self.wait_until(|| TcpStream::connect(address).is_ok())
    }

    /// Waits until the file that has its words has a line `ready HOST:PORT`.
    pub(super) fn wait_for_line(&mut self, log: &Path) -> Result<()> {
        let said = || fs::read_to_string(log).unwrap_or_default();
        self.wait_until(|| said().lines().any(|line| line.starts_with("ready ")))
            .map_err(|error| format!("{error}: {}", said().trim_end()).into())
    }

    fn wait_until(&mut self, is_up: impl Fn() -> bool) -> Result<()> {
        let begin = Instant::now();
        while !is_up() {
            if self.child.try_wait()?.is_some() || begin.elapsed() > START_PATIENCE {
                return Err(format!("did not come up on {}", self.address).into());
            }
            thread::sleep(POLL);
        }
        Ok(())
    }

    /// Asks it to stop by SIGTERM, and waits until it has.
    pub(super) fn terminate(mut self) -> Result<()> {
        output(Command::new("kill").arg(self.child.id().to_string()))?;
        self.child.wait()?;
        Ok(())
    }

    /// Resident memory.
    pub(super) fn resident_bytes(&self) -> Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next());
        Ok(kilobytes.ok_or("not a status file")?.parse::<u64>()? * 1_024)
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

/// The same below those that the system gives to outgoing connections: one of these could take the port of a
/// broker that is down for a moment.
pub(super) fn low_address() -> Result<SocketAddr> {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = 10_000 + (std::process::id() % 100) as u16 * 100;
    for _ in 0..10_000 {
        let port = first + NEXT.fetch_add(1, Ordering::Relaxed);
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return Ok(([127, 0, 0, 1], port).into());
        }
    }
    Err("no port is free".into())
}
