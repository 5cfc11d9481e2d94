//! A member of a group: which client, how it is started, stopped and killed.

use std::{
    fs,
    io::{BufRead, BufReader, Read},
    path::Path,
    process::{Child, ChildStdin, Command, Stdio},
    sync::Arc,
    thread::JoinHandle,
};

use super::{
    event::{self, Event},
    journal::{Journal, Repeats},
    ours,
};
use crate::process::{java, kcat, run, tool};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Confluent,
    Aiokafka,
    /// Apache Kafka's `VerifiableConsumer`.
    Verifiable,
    /// Apache Kafka's `ConsoleConsumer`.
    Console,
    Kcat,
    FranzGo,
    Kafkajs,
    /// Our client.
    Ottla,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// Classic, eager.
    Range,
    /// Classic, cooperative-sticky.
    Cooperative,
    /// KIP-848.
    Consumer,
}

/// What is to join.
#[derive(Clone, Copy, Debug)]
pub struct Joining<'a> {
    pub kind: Kind,
    pub protocol: Protocol,
    /// `group.instance.id` of a static member.
    pub instance: Option<&'a str>,
}

impl Joining<'_> {
    /// librdkafka pauses and resumes whatever it keeps in a cooperative rebalance, and has been seen to
    /// start again a record too early (its issues 4637 and 4686).
    pub fn repeats(&self) -> Repeats {
        let librdkafka = matches!(self.kind, Kind::Confluent | Kind::Kcat);
        match self.protocol {
            Protocol::Cooperative if librdkafka => Repeats::Uncommitted,
            Protocol::Cooperative | Protocol::Range | Protocol::Consumer => Repeats::Nothing,
        }
    }
}

/// Where it is to join.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    pub address: &'a str,
    pub group: &'a str,
    pub topic: &'a str,
    /// For files of settings.
    pub folder: &'a Path,
}

/// A running member; killed when dropped.
pub struct Member {
    kind: Kind,
    child: Child,
    /// Our programs end when it does.
    input: Option<ChildStdin>,
    readers: Vec<JoinHandle<()>>,
}

impl Member {
    /// Starts it, and takes down what it says; `None` if its program is missing.
    pub fn start(
        joining: Joining,
        place: Place,
        journal: &Arc<Journal>,
        number: usize,
    ) -> Option<Self> {
        let mut command = command(joining, place)?;
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().unwrap_or_else(|error| panic!("{joining:?}: {error}"));
        let meaning = match joining.kind {
            Kind::Verifiable => event::from_verifiable,
            Kind::Console => event::from_console,
            Kind::Confluent
            | Kind::Aiokafka
            | Kind::FranzGo
            | Kind::Kafkajs
            | Kind::Kcat
            | Kind::Ottla => event::from_words,
        };
        // These say nothing when they leave, but end.
        let silent = matches!(joining.kind, Kind::Console | Kind::Kcat);
        let at_end = silent.then_some(Event::Closed);
        let output = child.stdout.take().unwrap();
        let errors = child.stderr.take().unwrap();
        let readers = vec![
            listen(output, journal, number, meaning, at_end),
            listen(errors, journal, number, |_| None, None),
        ];
        let input = child.stdin.take();
        Some(Self { kind: joining.kind, child, input, readers })
    }

    /// kcat commits a record that arrives together with the signal, and does not print it.
    pub fn drops_a_record_when_asked_to_leave(&self) -> bool {
        self.kind == Kind::Kcat
    }

    pub fn says_what_it_commits(&self) -> bool {
        !matches!(self.kind, Kind::Console | Kind::Kcat)
    }

    /// Asks it to leave; its last line tells when it has.
    pub fn ask_to_leave(&mut self) {
        match self.kind {
            Kind::Verifiable | Kind::Console | Kind::Kcat => {
                run(Command::new("kill").args(["-TERM", &self.child.id().to_string()]), b"");
            }
            Kind::Confluent | Kind::Aiokafka | Kind::FranzGo | Kind::Kafkajs | Kind::Ottla => {
                self.input = None;
            }
        }
    }

    /// Ends it without a word, and waits for what it has said before.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        self.readers.drain(..).for_each(|reader| reader.join().unwrap());
    }
}

impl Drop for Member {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn listen(
    output: impl Read + Send + 'static,
    journal: &Arc<Journal>,
    number: usize,
    meaning: impl Fn(&str) -> Option<Event> + Send + 'static,
    at_end: Option<Event>,
) -> JoinHandle<()> {
    let journal = Arc::clone(journal);
    std::thread::spawn(move || {
        for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).into_owned();
            journal.take(number, &line, meaning(&line));
        }
        if let Some(event) = at_end {
            journal.take(number, "(end of output)", Some(event));
        }
    })
}

fn command(joining: Joining, place: Place) -> Option<Command> {
    let Place { address, group, topic, .. } = place;
    let mut command = match joining.kind {
        Kind::Confluent => {
            let mut command = python("confluent.py")?;
            command.args([address, group, topic]).args(librdkafka(joining));
            command
        }
        Kind::Kcat => {
            let mut command = kcat()?;
            command.args(["-b", address, "-G", group, "-u", "-f", "record %p %o %s\\n"]);
            let more = ["auto.offset.reset=earliest".to_owned()];
            for setting in librdkafka(joining).iter().chain(&more) {
                command.args(["-X", setting]);
            }
            command.arg(topic);
            command
        }
        Kind::Aiokafka => {
            let mut command = python("aiokafka_member.py")?;
            command.args([address, group, topic, "range", joining.instance.unwrap_or("-")]);
            command
        }
        Kind::FranzGo => {
            let mut command = tool("OTTLA_FRANZ_GO").map(Command::new)?;
            let protocol = match joining.protocol {
                Protocol::Range => "range",
                Protocol::Cooperative => "cooperative-sticky",
                Protocol::Consumer => "consumer",
            };
            command.args([address, group, topic, protocol, joining.instance.unwrap_or("-")]);
            command
        }
        Kind::Kafkajs => {
            let mut command = Command::new("node");
            command.env("NODE_PATH", tool("OTTLA_NODE_MODULES")?);
            command.arg(program("kafkajs.js")).args([address, group, topic, "range"]);
            command
        }
        Kind::Ottla => ours::command(joining, place),
        Kind::Verifiable => verifiable(joining, place)?,
        Kind::Console => console(joining, place)?,
    };
    // Small and short-lived: what a server needs would only take time from the others.
    command.env("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    Some(command)
}

fn program(file: &str) -> String {
    format!("{}/tests/interop/groups/members/{file}", env!("CARGO_MANIFEST_DIR"))
}

fn python(file: &str) -> Option<Command> {
    let mut command = tool("OTTLA_PYTHON").map(Command::new)?;
    command.arg(program(file));
    Some(command)
}

/// Settings of librdkafka, old and new.
fn librdkafka(joining: Joining) -> Vec<String> {
    let mut settings = vec!["fetch.wait.max.ms=100".to_owned()];
    let classic = ["heartbeat.interval.ms=300", "session.timeout.ms=6000"].map(str::to_owned);
    match joining.protocol {
        Protocol::Range => {
            settings.extend(classic);
            settings.push("partition.assignment.strategy=range".into());
        }
        Protocol::Cooperative => {
            settings.extend(classic);
            settings.push("partition.assignment.strategy=cooperative-sticky".into());
        }
        Protocol::Consumer => settings.push("group.protocol=consumer".into()),
    }
    settings.extend(joining.instance.map(|instance| format!("group.instance.id={instance}")));
    settings
}

/// Settings of Apache Kafka's consumer.
fn java_settings(joining: Joining) -> Vec<String> {
    let mut settings: Vec<String> =
        ["fetch.max.wait.ms=100", "max.poll.records=50"].map(str::to_owned).into();
    let assignor = match joining.protocol {
        Protocol::Range => Some("RangeAssignor"),
        Protocol::Cooperative => Some("CooperativeStickyAssignor"),
        Protocol::Consumer => None,
    };
    match assignor {
        Some(assignor) => settings.extend([
            "heartbeat.interval.ms=300".to_owned(),
            "session.timeout.ms=6000".to_owned(),
            format!("partition.assignment.strategy=org.apache.kafka.clients.consumer.{assignor}"),
        ]),
        None => settings.push("group.protocol=consumer".into()),
    }
    settings.extend(joining.instance.map(|instance| format!("group.instance.id={instance}")));
    settings
}

fn verifiable(joining: Joining, place: Place) -> Option<Command> {
    let mut command = java("org.apache.kafka.tools.VerifiableConsumer")?;
    let settings = java_settings(joining);
    // What the command line says, and its defaults, wins over the file.
    let value = |key: &str| settings.iter().find_map(|setting| setting.strip_prefix(key));
    let own =
        ["group.protocol=", "group.instance.id=", "session", "partition.assignment.strategy="];
    let file: Vec<&str> = settings
        .iter()
        .map(String::as_str)
        .filter(|setting| !own.iter().any(|key| setting.starts_with(key)))
        .collect();
    let path = place.folder.join(format!("{:?}.properties", joining.protocol));
    fs::write(&path, file.join("\n")).unwrap();
    command.args(["--bootstrap-server", place.address, "--topic", place.topic]);
    command.args(["--group-id", place.group, "--verbose", "--command-config"]).arg(&path);
    match value("partition.assignment.strategy=") {
        Some(strategy) => {
            command.args(["--session-timeout", "6000", "--assignment-strategy", strategy])
        }
        None => command.args(["--group-protocol", "CONSUMER"]),
    };
    if let Some(instance) = joining.instance {
        command.args(["--group-instance-id", instance]);
    }
    Some(command)
}

fn console(joining: Joining, place: Place) -> Option<Command> {
    let mut command = java("org.apache.kafka.tools.consumer.ConsoleConsumer")?;
    command.args(["--bootstrap-server", place.address, "--topic", place.topic]);
    command.args(["--group", place.group, "--from-beginning"]);
    for property in ["print.partition=true", "print.offset=true"] {
        command.args(["--formatter-property", property]);
    }
    for setting in java_settings(joining) {
        command.args(["--command-property", &setting]);
    }
    Some(command)
}
