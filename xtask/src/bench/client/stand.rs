//! Brokers and the program that measures, and the order of the runs.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use indicatif::{ProgressBar, ProgressStyle};

use super::{
    figures::Figures,
    measure::{Filling, Load, Measure, Subject, Target, WRITE_BYTES},
    verdicts,
};
use crate::bench::{
    build, host_memory,
    kafka::Kafka,
    options::{BrokerChoice, ClientArguments, ClientName},
    program::{Result, Server, output},
};

/// Measures, and prints tables and verdicts.
///
/// # Errors
/// Something cannot be built or started, or a client failed.
pub(in crate::bench) fn run(arguments: &ClientArguments) -> Result<()> {
    let mut clients = vec![ClientName::Ottla];
    clients.extend(arguments.peers.iter().filter(|peer| **peer != ClientName::Ottla));
    let stand = Stand::set_up(arguments)?;
    let mut figures = Figures::default();
    let steps = arguments.runs * stand.turn(&clients).len();
    let progress = bar(steps as u64);
    for _ in 0..arguments.runs {
        for step in stand.turn(&clients) {
            progress.set_message(format!("{step:?}"));
            let line = stand.measure(step, &mut figures)?;
            // A call of many minutes that is cut off has shown something.
            progress.suspend(|| eprintln!("{step:?}: {}", line.trim()));
            progress.inc(1);
        }
    }
    for (target, _) in &stand.brokers {
        for measure in Measure::ALL.into_iter().filter(|measure| *measure != Measure::Latency) {
            let _ = stand.measure(Subject::Counted(*target, measure), &mut figures)?;
        }
    }
    progress.finish_and_clear();
    figures.print(&clients);
    verdicts::print(&figures, &clients);
    Ok(())
}

fn bar(steps: u64) -> ProgressBar {
    let bar = ProgressBar::new(steps);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {elapsed} {msg}") {
        bar.set_style(style);
    }
    bar
}

struct Stand {
    program: PathBuf,
    brokers: Vec<(Target, Server)>,
    divide: u64,
    folder: PathBuf,
}

impl Stand {
    fn set_up(arguments: &ClientArguments) -> Result<Self> {
        let folder = build::scratch("client")?;
        let program = build::clients()?;
        let (ottla, kafka) = match arguments.target {
            BrokerChoice::Ottla => (true, false),
            BrokerChoice::Kafka => (false, true),
            BrokerChoice::Both => (true, true),
        };
        let mut brokers = Vec::new();
        if ottla {
            let mut command = Command::new(build::ottla()?);
            command.args(["broker", "--listen", "127.0.0.1:0"]);
            brokers.push((Target::Ottla, Server::ready(command)?));
        }
        if kafka {
            brokers.push((Target::Kafka, warm_kafka(&folder, &program, arguments.divide)?));
        }
        Ok(Self { program, brokers, divide: arguments.divide, folder })
    }

    /// One turn of all, the machine's own floor among them.
    fn turn(&self, clients: &[ClientName]) -> Vec<Subject> {
        let mut turn = vec![Subject::Stream, Subject::StreamOfRecords, Subject::RoundTrips];
        for measure in Measure::ALL {
            for (target, _) in &self.brokers {
                let able = clients.iter().filter(|client| measure.is_of(**client));
                turn.extend(able.map(|client| Subject::Client(*client, *target, measure)));
            }
        }
        turn
    }

    /// The line that was measured; it is among the figures then.
    fn measure(&self, subject: Subject, figures: &mut Figures) -> Result<String> {
        // What the run before left dirty would otherwise be written back during this one.
        output(&mut Command::new("sync"))?;
        host_memory::take_back();
        let line = match subject {
            Subject::Client(client, target, measure) => self.client(client, target, measure)?,
            Subject::Counted(target, measure) => self.counted(target, measure)?,
            Subject::Stream => self.stream(WRITE_BYTES)?,
            Subject::StreamOfRecords => self.stream(1_024)?,
            Subject::RoundTrips => {
                let load = Measure::Latency.load(self.divide);
                output(&mut self.command("round-trips", load))?
            }
        };
        figures.add(subject, &line).map_err(|line| format!("{subject:?} said {line:?}"))?;
        Ok(line)
    }

    fn command(&self, what: &str, load: Load) -> Command {
        command(&self.program, what, load)
    }

    fn stream(&self, write_bytes: usize) -> Result<String> {
        let mut command = self.command("loopback", Measure::ProduceLarge.load(self.divide));
        output(command.args(["--write-bytes", &write_bytes.to_string()]))
    }

    fn client(&self, client: ClientName, target: Target, measure: Measure) -> Result<String> {
        self.with_topic(target, measure, |topic| {
            let mut command = self.command(measure.command(), measure.load(self.divide));
            if measure != Measure::Process {
                command.args(["--client", client.name()]);
            }
            output(command.args(topic))
        })
    }

    fn counted(&self, target: Target, measure: Measure) -> Result<String> {
        self.with_topic(target, measure, |topic| {
            let mut command = self.command(measure.command(), measure.load(self.divide));
            if measure != Measure::Process {
                command.args(["--client", ClientName::Ottla.name()]);
            }
            output(command.args(topic).env("OTTLA_COUNT_ALLOCATIONS", "yes"))
        })
    }

    /// Makes a topic, fills it if the measurement reads, and removes it in the end.
    fn with_topic(
        &self,
        target: Target,
        measure: Measure,
        measured: impl FnOnce(&[String]) -> Result<String>,
    ) -> Result<String> {
        let broker = self.brokers.iter().find(|(of, _)| *of == target);
        let address = broker.ok_or("this broker was not started")?.1.address.to_string();
        let topic = Topic::create(&self.program, address)?;
        let load = measure.load(self.divide);
        match measure.reads() {
            Some(Filling::Keyless) => topic.fill(load)?,
            Some(Filling::Keys(keys)) => topic.fill_with_keys(load, keys)?,
            None => {}
        }
        measured(&topic.arguments)
    }
}

impl Drop for Stand {
    fn drop(&mut self) {
        self.brokers.clear();
        // Logs of Apache Kafka; the next run clears what could not be removed now.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn command(program: &Path, what: &str, load: Load) -> Command {
    let mut command = Command::new(program);
    command.arg(what).args(["--records", &load.records.to_string()]);
    command.args(["--bytes", &load.bytes.to_string()]);
    command
}

/// A cold JVM is not what is compared: it has had a full run of both sizes.
fn warm_kafka(folder: &Path, program: &Path, divide: u64) -> Result<Server> {
    let home = folder.join("kafka");
    fs::create_dir_all(&home)?;
    let server = Kafka::find()?.broker(&home)?;
    for measure in [Measure::ProduceSmall, Measure::ProduceLarge, Measure::Latency] {
        let topic = Topic::create(program, server.address.to_string())?;
        topic.fill(measure.load(divide))?;
        let mut consume = command(program, "consume", measure.load(divide));
        output(consume.args(["--client", ClientName::Ottla.name()]).args(&topic.arguments))?;
    }
    Ok(server)
}

/// A topic that is removed when it is dropped.
struct Topic<'a> {
    program: &'a Path,
    arguments: [String; 4],
}

impl<'a> Topic<'a> {
    fn create(program: &'a Path, address: String) -> Result<Self> {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?;
        // Its own name for each: Apache Kafka removes topics some time after it has said so.
        let name = format!("bench-{}", since.as_nanos());
        let arguments = ["--bootstrap".into(), address, "--topic".into(), name];
        output(Command::new(program).arg("create").args(&arguments))?;
        Ok(Self { program, arguments })
    }

    fn fill(&self, load: Load) -> Result<()> {
        let mut fill = command(self.program, "produce", load);
        output(fill.args(["--client", ClientName::Ottla.name()]).args(&self.arguments))?;
        Ok(())
    }

    fn fill_with_keys(&self, load: Load, keys: u64) -> Result<()> {
        let mut fill = command(self.program, "produce-keys", load);
        output(fill.args(["--keys", &keys.to_string()]).args(&self.arguments))?;
        Ok(())
    }
}

impl Drop for Topic<'_> {
    fn drop(&mut self) {
        // It is in the way of nothing but memory if that fails, and the broker goes with the bench.
        let _ = output(Command::new(self.program).arg("remove").args(&self.arguments));
    }
}
