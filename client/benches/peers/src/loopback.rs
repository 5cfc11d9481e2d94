//! The machine's own limits: one TCP stream over the loopback, and bare exchanges, each between two processes.

use std::{
    env,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    process::Command,
    time::{Duration, Instant},
};

use crate::{Result, arguments::Load, measured};

const READ_BYTES: usize = 1 << 20;

/// MB/s of one stream whose writes have this size.
pub(crate) fn stream(load: Load, write_bytes: usize) -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let bytes = load.records * load.bytes as u64;
    let mut sender = Command::new(env::current_exe()?)
        .arg("send")
        .arg(listener.local_addr()?.to_string())
        .args([bytes.to_string(), write_bytes.to_string()])
        .spawn()?;
    let mut stream = listener.accept()?.0;
    let mut buffer = vec![0; READ_BYTES];
    let begin = Instant::now();
    let mut received = 0;
    while received < bytes {
        match stream.read(&mut buffer)? {
            0 => return Err("the sender stopped early".into()),
            read => received += read as u64,
        }
    }
    let wall = begin.elapsed().as_secs_f64();
    sender.wait()?;
    Ok(format!("mb_s {:.0}", bytes as f64 / 1e6 / wall))
}

/// What [`stream`] runs as another process.
pub(crate) fn send(address: &str, bytes: u64, write_bytes: usize) -> Result<()> {
    let mut stream = TcpStream::connect(address)?;
    let chunk = vec![7; write_bytes];
    let mut left = bytes;
    while left > 0 {
        let size = left.min(write_bytes as u64);
        stream.write_all(&chunk[..size as usize])?;
        left -= size;
    }
    Ok(())
}

/// Delays of two exchanges, one after the other.
pub(crate) fn round_trips(load: Load) -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?.to_string();
    let mut echo = Command::new(env::current_exe()?).args(["echo", &address]).spawn()?;
    let mut stream = listener.accept()?.0;
    stream.set_nodelay(true)?;
    let mut delays: Vec<Duration> = Vec::new();
    let mut buffer = vec![7; load.bytes];
    for _ in 0..load.records {
        let begin = Instant::now();
        for _ in 0..2 {
            stream.write_all(&buffer)?;
            stream.read_exact(&mut buffer)?;
        }
        delays.push(begin.elapsed());
    }
    drop(stream);
    echo.wait()?;
    Ok(measured::percentiles(delays))
}

/// What [`round_trips`] runs as another process.
pub(crate) fn echo(address: &str) -> Result<()> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    let mut buffer = vec![0; READ_BYTES];
    loop {
        match stream.read(&mut buffer)? {
            0 => return Ok(()),
            read => stream.write_all(&buffer[..read])?,
        }
    }
}
