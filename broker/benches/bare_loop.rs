//! The least that a broker does with what producers send: receive from a socket, write at a
//! position of a file. `cargo bench -p ottla-broker --bench bare_loop -- BYTES FILE` prints
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
        [bytes, file] => receive(bytes.parse().expect("a number"), file),
        [] => receive(1 << 30, &env::temp_dir().join("ottla-bare-loop").to_string_lossy()),
        _ => panic!("usage: bare_loop [BYTES FILE]"),
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

fn receive(bytes: usize, path: &str) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("it is bound").to_string();
    let mut sender = Command::new(env::current_exe().expect("this program"))
        .args(["send", &bytes.to_string(), &address])
        .spawn()
        .expect("a process");
    let mut stream = listener.accept().expect("a connection").0;
    let file = File::create(path).expect("a file");
    let mut buffer = vec![0; CHUNK_BYTES];
    let begin = Instant::now();
    let before = measure::cpu(std::process::id());
    let mut at = 0;
    loop {
        let read = stream.read(&mut buffer).expect("a connection");
        if read == 0 {
            break;
        }
        file.write_all_at(&buffer[..read], at).expect("room");
        at += read as u64;
    }
    let after = measure::cpu(std::process::id());
    let wall = begin.elapsed();
    assert_eq!(at, bytes as u64, "the sender stopped early");
    sender.wait().expect("it ends");
    drop(file);
    std::fs::remove_file(path).expect("the file");
    let (user, system) = (after.0 - before.0, after.1 - before.1);
    println!(
        "user_ms {} system_ms {} wall_ms {}",
        user.as_millis(),
        system.as_millis(),
        wall.as_millis()
    );
}
