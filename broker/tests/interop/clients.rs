//! Four writers and four readers. What a reader prints is brought into one form, a line a record:
//! timestamp, headers, key, value, with tabs between. Values are JSON, which holds no tab and no
//! line break.

use std::fs;

use serde_json::json;

use super::{
    input::Input,
    process::{confluent, java, kcat, ottla, run},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Client {
    Ottla,
    Confluent,
    Kcat,
    Console,
}

pub const ALL: [Client; 4] = [Client::Ottla, Client::Confluent, Client::Kcat, Client::Console];

impl Client {
    /// Headers that it writes, in the common form.
    pub fn headers(self) -> &'static str {
        match self {
            Self::Ottla | Self::Confluent => "source=test,n=1",
            Self::Kcat => "source=test,n=1",
            Self::Console => "",
        }
    }

    /// Whether it writes the timestamps of the input.
    pub fn keeps_timestamps(self) -> bool {
        matches!(self, Self::Ottla | Self::Confluent)
    }

    /// Writes `records` to partition 0; `None` if its program is missing.
    pub fn write(self, address: &str, topic: &str, records: &[Input], codec: &str) -> Option<()> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("input");
        match self {
            Self::Ottla | Self::Confluent => fs::write(&file, as_json(records)).unwrap(),
            Self::Kcat | Self::Console => fs::write(&file, as_lines(records)).unwrap(),
        }
        match self {
            Self::Ottla => {
                let mut command = ottla()?;
                command.args(["produce", "-b", address, "--json", "-z", codec, "-p", "0", topic]);
                run(command.arg(&file), b"");
            }
            Self::Confluent => {
                let mut command = confluent()?;
                command.args(["write", address, topic, codec]);
                run(command.arg(&file), b"");
            }
            Self::Kcat => {
                let mut command = kcat()?;
                command.args(["-P", "-b", address, "-t", topic, "-p", "0", "-z", codec]);
                command.args(["-K", "\\t", "-H", "source=test", "-H", "n=1", "-l"]);
                run(command.arg(&file), b"");
            }
            Self::Console => {
                let mut command = java("org.apache.kafka.tools.ConsoleProducer")?;
                command.args(["--bootstrap-server", address, "--topic", topic]);
                command.args(["--compression-codec", codec, "--property", "parse.key=true"]);
                run(&mut command, &fs::read(&file).unwrap());
            }
        }
        Some(())
    }

    /// Reads `count` records of partition 0; `None` if its program is missing.
    pub fn read(self, address: &str, topic: &str, count: usize) -> Option<String> {
        let count = count.to_string();
        Some(match self {
            Self::Ottla => {
                let mut command = ottla()?;
                command.args(["consume", "-b", address, "-p", "0", "-n", &count, topic]);
                run(command.args(["-f", "%T\\t%h\\t%k\\t%v\\n"]), b"")
            }
            Self::Confluent => {
                let mut command = confluent()?;
                run(command.args(["read", address, topic, &count]), b"")
            }
            Self::Kcat => {
                let mut command = kcat()?;
                command.args(["-C", "-q", "-b", address, "-t", topic, "-p", "0", "-c", &count]);
                run(command.args(["-o", "beginning", "-f", "%T\\t%h\\t%k\\t%s\\n"]), b"")
            }
            Self::Console => {
                let mut command = java("org.apache.kafka.tools.consumer.ConsoleConsumer")?;
                command.args(["--bootstrap-server", address, "--topic", topic]);
                command.args(["--partition", "0", "--offset", "earliest"]);
                command.args(["--max-messages", &count, "--timeout-ms", "60000"]);
                for property in ["print.key=true", "print.headers=true", "print.timestamp=true"] {
                    command.args(["--property", property]);
                }
                // Its last words stand on standard output too.
                let output = run(&mut command, b"");
                output.lines().filter(|line| line.contains("Time:")).map(from_console).collect()
            }
        })
    }
}

fn as_json(records: &[Input]) -> String {
    let line = |record: &Input| {
        let headers = json!([["source", "test"], ["n", "1"]]);
        let line = json!({
            "key": record.key,
            "value": record.value,
            "timestamp": record.timestamp,
            "headers": headers,
        });
        format!("{line}\n")
    };
    records.iter().map(line).collect()
}

fn as_lines(records: &[Input]) -> String {
    records.iter().map(|record| format!("{}\t{}\n", record.key, record.value)).collect()
}

/// `CreateTime:1<tab>a:1,b:2<tab>key<tab>value`, where `NO_HEADERS` is none.
fn from_console(line: &str) -> String {
    let mut fields = line.splitn(4, '\t');
    let mut next = || fields.next().unwrap_or_default();
    let (timestamp, headers, key, value) = (next(), next(), next(), next());
    let timestamp = timestamp.split(':').next_back().unwrap_or_default();
    let headers = if headers == "NO_HEADERS" { "" } else { headers };
    let headers = headers.replacen(':', "=", usize::MAX);
    format!("{timestamp}\t{headers}\t{key}\t{value}\n")
}
