//! The Java program in the folder `java`: compiled against Apache Kafka's jars, run, and talked to
//! over its standard streams. A frame is a name (`DataOutputStream.writeUTF`), an int16 version, in
//! answers an int8 status, and bytes with an int32 length. It knows nothing of what the bytes mean.

use std::{
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

use bytes::{Buf, Bytes};
use tempfile::TempDir;

use super::jars;

/// The compiled program.
pub(super) struct Peer {
    classes: TempDir,
}

/// What the program has to say of one message in one version.
pub(super) struct Answer {
    pub(super) name: String,
    pub(super) version: i16,
    /// The message's bytes, or why there are none.
    pub(super) result: Result<Bytes, String>,
}

impl Peer {
    /// Compiles the program.
    pub(super) fn compile() -> Self {
        let classes = tempfile::tempdir().unwrap();
        let folder =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("src/protocol/tests/apache_kafka/java");
        let sources = ["Peer", "MessageClass", "Definition", "RandomValue"];
        let mut javac = Command::new("javac");
        javac.arg("-cp").arg(format!("{}/*", jars::directory().display()));
        javac.arg("-d").arg(classes.path());
        javac.args(sources.map(|name| folder.join(name).with_extension("java")));
        let output = javac.output().expect("javac of a JDK from version 17 on can be run");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{errors}");
        Self { classes }
    }

    /// Has Apache Kafka decode messages and encode them again.
    pub(super) fn echo(&self, messages: &[(&str, i16, Bytes)]) -> Vec<Answer> {
        let mut input = Vec::new();
        for (name, version, bytes) in messages {
            input.extend((name.len() as u16).to_be_bytes());
            input.extend(name.as_bytes());
            input.extend(version.to_be_bytes());
            input.extend((bytes.len() as i32).to_be_bytes());
            input.extend(bytes);
        }
        let answers = self.run(&["echo"], &input);
        assert_eq!(answers.len(), messages.len());
        answers
    }

    /// Random values of all messages in all versions, `count` of each, encoded by Apache Kafka.
    pub(super) fn random(&self, seed: u64, count: usize) -> Vec<Answer> {
        let jars = jars::directory().display().to_string();
        self.run(&["random", &jars, &seed.to_string(), &count.to_string()], &[])
    }

    /// All messages in all versions with nothing set in them, encoded by Apache Kafka.
    pub(super) fn defaults(&self) -> Vec<Answer> {
        self.run(&["defaults", &jars::directory().display().to_string()], &[])
    }

    fn run(&self, arguments: &[&str], input: &[u8]) -> Vec<Answer> {
        let (classes, jars) = (self.classes.path().display(), jars::directory());
        let mut command = Command::new("java");
        command.args(["-Xmx512m", "-Xshare:auto", "-cp"]);
        command.arg(format!("{classes}:{}/*", jars.display())).arg("Peer").args(arguments);
        let streams = command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = streams.spawn().expect("java can be run");
        let mut stdin = child.stdin.take().unwrap();
        let output = std::thread::scope(|scope| {
            // It answers while it reads, so that neither pipe may be left to fill up.
            scope.spawn(move || stdin.write_all(input));
            child.wait_with_output().unwrap()
        });
        assert!(output.status.success(), "Peer {arguments:?} failed: see above");
        let mut output = Bytes::from(output.stdout);
        let mut answers = Vec::new();
        while output.has_remaining() {
            answers.push(answer(&mut output));
        }
        answers
    }
}

fn answer(output: &mut Bytes) -> Answer {
    let length = output.get_u16();
    let name = String::from_utf8(output.split_to(length.into()).to_vec()).unwrap();
    let version = output.get_i16();
    let fine = output.get_i8() == 0;
    let length = output.get_i32();
    let bytes = output.split_to(length as usize);
    let result = if fine { Ok(bytes) } else { Err(String::from_utf8_lossy(&bytes).into_owned()) };
    Answer { name, version, result }
}
