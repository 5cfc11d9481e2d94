//! The Java program in the folder `java`: compiled against Apache Kafka's jars and run on groups. A
//! group is a line that says what to run, a line for each topic and for each member, and `end`.

use std::{
    collections::BTreeMap,
    io::Write,
    path::PathBuf,
    process::{Command, Stdio},
};

/// What Kafka has to say of one group: a text for each member, or what went wrong.
pub(super) type Answer = Result<BTreeMap<String, String>, String>;

pub(super) fn ask(groups: &[String]) -> Vec<Answer> {
    let libs = std::env::var_os("OTTLA_KAFKA_LIBS");
    let jars = PathBuf::from(libs.expect("OTTLA_KAFKA_LIBS names the directory of Kafka's jars"));
    let source = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/src/assignors/tests/apache_kafka/java/Assignors.java"
    );
    let mut command = Command::new("java");
    command.args(["-Xmx512m", "-Xshare:auto", "-cp"]).arg(format!("{}/*", jars.display()));
    let streams = command.arg(source).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = streams.spawn().expect("java of a JDK from version 17 on can be run");
    let mut stdin = child.stdin.take().unwrap();
    let input = groups.concat();
    let output = std::thread::scope(|scope| {
        // It answers while it reads, so that neither pipe may be left to fill up.
        scope.spawn(move || stdin.write_all(input.as_bytes()));
        child.wait_with_output().unwrap()
    });
    assert!(output.status.success(), "Assignors failed: see above");
    let output = String::from_utf8(output.stdout).unwrap();
    let answers: Vec<Answer> = output.split_terminator("end\n").map(answer).collect();
    assert_eq!(answers.len(), groups.len());
    answers
}

fn answer(text: &str) -> Answer {
    let mut members = BTreeMap::new();
    for line in text.lines() {
        match line.splitn(3, ' ').collect::<Vec<_>>()[..] {
            ["member", id, assigned] => {
                members.insert(id.to_owned(), assigned.to_owned());
            }
            _ => return Err(line.to_owned()),
        }
    }
    Ok(members)
}
