//! A program that runs beside the test: it is told lines, and what it says is waited for.

use std::{
    collections::VecDeque,
    fmt::Write as _,
    io::{BufRead, BufReader, Read, Write},
    process::{Child, ChildStdin, Command, Stdio},
    sync::{Arc, Condvar, Mutex},
    time::{Duration, Instant},
};

/// Longest that a program may take for anything: several JVMs start on two cores.
pub const PATIENCE: Duration = Duration::from_secs(60);
const LAST_WORDS: usize = 25;

#[derive(Default)]
struct Heard {
    /// Of standard output.
    lines: Vec<String>,
    /// Of both outputs.
    last_words: VecDeque<String>,
    outputs_ended: usize,
}

#[derive(Default)]
struct Ear {
    heard: Mutex<Heard>,
    changed: Condvar,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Output {
    Standard,
    Errors,
}

/// Killed when dropped.
pub struct Program {
    name: String,
    child: Child,
    input: Option<ChildStdin>,
    ear: Arc<Ear>,
}

impl Program {
    pub fn start(name: &str, mut command: Command) -> Self {
        // Small and short-lived: what a server needs would only take time from the others.
        command.env("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().unwrap_or_else(|error| panic!("{name}: {error}"));
        let ear = Arc::new(Ear::default());
        listen(child.stdout.take().unwrap(), &ear, Output::Standard);
        listen(child.stderr.take().unwrap(), &ear, Output::Errors);
        let input = child.stdin.take();
        Self { name: name.to_owned(), child, input, ear }
    }

    pub fn tell(&mut self, line: &str) {
        let input = self.input.as_mut().expect("its input is open");
        let told = writeln!(input, "{line}").and_then(|()| input.flush());
        assert!(told.is_ok(), "{}: does not listen to '{line}'\n{}", self.name, self.last_words());
    }

    /// How many lines it has said so far.
    pub fn line_count(&self) -> usize {
        self.ear.heard.lock().unwrap().lines.len()
    }

    /// Waits until it has said what is looked for, in the lines from `from` on.
    pub fn until<T>(&self, what: &str, from: usize, find: impl Fn(&str) -> Option<T>) -> T {
        self.until_heard(what, |heard| heard.lines[from..].iter().find_map(|line| find(line)))
    }

    /// Its next line after so many.
    pub fn line_after(&self, count: usize, what: &str) -> String {
        self.until_heard(what, |heard| heard.lines.get(count).cloned())
    }

    /// Panics with its last words if it has ended.
    pub fn is_at_work(&self) {
        let silent = self.ear.heard.lock().unwrap().is_silent();
        assert!(!silent, "{}: it has ended\n{}", self.name, self.last_words());
    }

    /// Ends it without a word.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Waits until it has ended by itself, and well.
    pub fn until_ended(&mut self) {
        self.input = None;
        let ended = |heard: &Heard| heard.is_silent().then_some(());
        self.until_heard("the end", ended);
        let status = self.child.wait().unwrap();
        assert!(status.success(), "{}: {status}\n{}", self.name, self.last_words());
    }

    fn until_heard<T>(&self, what: &str, find: impl Fn(&Heard) -> Option<T>) -> T {
        let deadline = Instant::now() + PATIENCE;
        let mut heard = self.ear.heard.lock().unwrap();
        loop {
            if let Some(found) = find(&heard) {
                return found;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            let silent = heard.is_silent();
            if silent || left.is_zero() {
                drop(heard);
                let why = if silent { "it has ended" } else { "not in time" };
                panic!("{}: {what}: {why}\n{}", self.name, self.last_words());
            }
            heard = self.ear.changed.wait_timeout(heard, left).unwrap().0;
        }
    }

    fn last_words(&self) -> String {
        let heard = self.ear.heard.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        heard.last_words.iter().fold(String::new(), |mut words, line| {
            let _ = writeln!(words, "    {line}");
            words
        })
    }
}

impl Heard {
    /// Whether nobody will say more.
    fn is_silent(&self) -> bool {
        self.outputs_ended == 2
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.kill();
    }
}

fn listen(output: impl Read + Send + 'static, ear: &Arc<Ear>, which: Output) {
    let ear = Arc::clone(ear);
    std::thread::spawn(move || {
        for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).into_owned();
            let mut heard = ear.heard.lock().unwrap();
            if heard.last_words.len() == LAST_WORDS {
                heard.last_words.pop_front();
            }
            heard.last_words.push_back(line.clone());
            if which == Output::Standard {
                heard.lines.push(line);
            }
            ear.changed.notify_all();
        }
        ear.heard.lock().unwrap().outputs_ended += 1;
        ear.changed.notify_all();
    });
}
