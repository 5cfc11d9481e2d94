//! The least that a broker does with what producers send: receive from a socket, and write at a
//! position of a file, or keep in fresh memory when no file is named.
//! `cargo bench -p ottla-broker --bench bare_loop -- BYTES [FILE]` prints
//! `user_ms N system_ms N wall_ms N` of the receiving process; another process sends.

mod measure;

use std::{
    env,
    fs::File,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    os::unix::fs::FileExt,
    process::Command,
    time::Instant,
};

const CHUNK_BYTES: usize = 1 << 20;

fn main() {
    let arguments =
        env::args().skip(1).filter(|argument| argument != "--bench").collect::<Vec<_>>();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["send", bytes, address] => send(bytes.parse().expect("a number"), address),
        [bytes, file] => receive(bytes.parse().expect("a number"), |stream| to_file(stream, file)),
        [bytes] => receive(bytes.parse().expect("a number"), to_memory),
        _ => receive(1 << 30, to_memory),
    }
}

fn send(bytes: usize, address: &str) {
    let mut stream = TcpStream::connect(address).expect("a connection");
    let chunk = vec![7; CHUNK_BYTES];
    let mut left = bytes;
    while left > 0 {
        let size = left.min(CHUNK_BYTES);
        stream.write_all(&chunk[..size]).expect("a connection");
        left -= size;
    }
}

/// Takes what one connection sends and says what that cost. What the sink keeps is given back
/// after the measurement.
fn receive<T>(bytes: u64, sink: impl FnOnce(&mut TcpStream) -> (u64, T)) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("it is bound").to_string();
    let mut sender = Command::new(env::current_exe().expect("this program"))
        .args(["send", &bytes.to_string(), &address])
        .spawn()
        .expect("a process");
    let mut stream = listener.accept().expect("a connection").0;
    let begin = Instant::now();
    let before = measure::process::cpu(std::process::id());
    let (received, kept) = sink(&mut stream);
    let after = measure::process::cpu(std::process::id());
    let wall = begin.elapsed();
    drop(kept);
    assert_eq!(received, bytes, "the sender stopped early");
    sender.wait().expect("it ends");
    let (user, system) = (after.0 - before.0, after.1 - before.1);
    println!(
        "user_ms {} system_ms {} wall_ms {}",
        user.as_millis(),
        system.as_millis(),
        wall.as_millis()
    );
}

fn to_file(stream: &mut TcpStream, path: &str) -> (u64, File) {
    let file = File::create(path).expect("a file");
    // It lives until it is closed.
    std::fs::remove_file(path).expect("the file");
    let mut buffer = vec![0; CHUNK_BYTES];
    let mut at = 0;
    loop {
        let read = stream.read(&mut buffer).expect("a connection");
        if read == 0 {
            return (at, file);
        }
        file.write_all_at(&buffer[..read], at).expect("room");
        at += read as u64;
    }
}

fn to_memory(stream: &mut TcpStream) -> (u64, Vec<Vec<u8>>) {
    let mut chunks = Vec::new();
    loop {
        let mut chunk = Vec::with_capacity(CHUNK_BYTES);
        let read = stream.take(CHUNK_BYTES as u64).read_to_end(&mut chunk).expect("a connection");
        if read == 0 {
            let bytes = chunks.iter().map(|chunk: &Vec<u8>| chunk.len() as u64).sum();
            return (bytes, chunks);
        }
        chunks.push(chunk);
    }
}
