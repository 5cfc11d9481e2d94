//! Brokers, packages, and the order of the runs.

use std::{
    fs,
    path::PathBuf,
    process::Command,
    time::{SystemTime, UNIX_EPOCH},
};

use indicatif::ProgressBar;

use super::{
    figures::Figures,
    languages::Installed,
    measure::{Client, Measure, Shape, Subject},
    verdicts,
};
use crate::{
    bench::{
        build,
        client::Target,
        host_memory,
        kafka::Kafka,
        options::{BindingsArguments, BrokerChoice},
        program::{Result, Server, output},
    },
    package,
};

/// Processes for each turn where one is over in milliseconds.
const SHORT_RUNS: usize = 5;

/// Measures, and prints tables and verdicts.
///
/// # Errors
/// Something cannot be built, installed or started, or a client failed.
pub(in crate::bench) fn run(arguments: &BindingsArguments) -> Result<()> {
    let mut figures = Figures::default();
    let stand = Stand::set_up(arguments, &mut figures)?;
    let turn = stand.turn();
    let progress = ProgressBar::new((arguments.runs * turn.len()) as u64);
    for _ in 0..arguments.runs {
        for (language, subject) in &turn {
            let line = stand.measure(language, *subject, &mut figures)?;
            // A call of many minutes that is cut off has shown something.
            progress.suspend(|| eprintln!("{subject:?}: {}", line.trim()));
            progress.inc(1);
        }
    }
    progress.finish_and_clear();
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("load average at the end: {}", load.trim());
    figures.print(&arguments.language);
    verdicts::print(&figures, &arguments.language);
    Ok(())
}

struct Stand {
    languages: Vec<Installed>,
    brokers: Vec<(Target, Server)>,
    measures: Vec<Measure>,
    divide: u64,
    folder: PathBuf,
}

impl Stand {
    fn set_up(arguments: &BindingsArguments, figures: &mut Figures) -> Result<Self> {
        let folder = build::scratch("bindings")?;
        let mut languages = Vec::new();
        if !arguments.installed {
            package::build(&arguments.language)?;
        }
        for language in &arguments.language {
            let mut made = Vec::new();
            if !arguments.installed {
                made = package::make(*language)?;
            }
            for path in &made {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                figures.add_size(*language, name, package::megabytes(path)?);
            }
            languages.push(Installed::of(*language, &made)?);
        }
        let mut brokers = Vec::new();
        if arguments.target != BrokerChoice::Kafka {
            let mut command = Command::new(build::ottla()?);
            command.args(["broker", "--listen", "127.0.0.1:0"]);
            brokers.push((Target::Ottla, Server::ready(command)?));
        }
        if arguments.target != BrokerChoice::Ottla {
            let home = folder.join("kafka");
            fs::create_dir_all(&home)?;
            brokers.push((Target::Kafka, Kafka::find()?.broker(&home)?));
        }
        let measures = match &arguments.measures[..] {
            [] => Measure::ALL.to_vec(),
            names => {
                let chosen = |measure: &Measure| names.iter().any(|name| name == measure.command());
                Measure::ALL.into_iter().filter(chosen).collect()
            }
        };
        Ok(Self { languages, brokers, measures, divide: arguments.divide, folder })
    }

    /// One turn of all.
    fn turn(&self) -> Vec<(&Installed, Subject)> {
        let mut turn = Vec::new();
        for installed in &self.languages {
            let language = installed.language();
            for measure in &self.measures {
                let (broker, without) = (measure.needs_broker(), [None]);
                let started = self.brokers.iter().map(|(target, _)| Some(*target));
                let started = started.collect::<Vec<_>>();
                for target in if broker { &started[..] } else { &without[..] } {
                    let clients = Client::of(language).iter().copied();
                    for client in clients.filter(|client| client.has(language, *measure)) {
                        let (target, measure) = (*target, *measure);
                        turn.push((installed, Subject { language, client, target, measure }));
                    }
                }
            }
        }
        turn
    }

    /// The lines that were measured; they are among the figures then.
    fn measure(
        &self,
        installed: &Installed,
        subject: Subject,
        figures: &mut Figures,
    ) -> Result<String> {
        // What the run before left dirty would otherwise be written back during this one.
        output(&mut Command::new("sync"))?;
        host_memory::take_back();
        let runs = match subject.measure.shape() {
            Shape::Rate | Shape::Delay => 1,
            Shape::Once => SHORT_RUNS,
        };
        let mut lines = String::new();
        for _ in 0..runs {
            let line = self.one(installed, subject)?;
            figures.add(subject, &line).map_err(|line| format!("{subject:?} said {line:?}"))?;
            lines.push_str(&line);
        }
        Ok(lines)
    }

    fn one(&self, installed: &Installed, subject: Subject) -> Result<String> {
        let Subject { client, measure, target, .. } = subject;
        let records = (client.records(measure) / self.divide.max(1)).max(1);
        let since = SystemTime::now().duration_since(UNIX_EPOCH)?;
        // Its own name for each: Apache Kafka removes topics some time after it has said so.
        let topic = format!("bench-{}", since.as_nanos());
        let broker = self.brokers.iter().find(|(of, _)| Some(*of) == target);
        let Some((_, broker)) = broker else {
            let mut command = installed.command(client, measure);
            command.args(["--topic", &topic, "--records", &records.to_string()]);
            return output(&mut command);
        };
        let with = |mut command: Command, records: u64| {
            command.args(["--bootstrap", &broker.address.to_string(), "--topic", &topic]);
            output(command.args(["--records", &records.to_string()]))
        };
        let filled = if measure.reads() { records } else { 0 };
        with(installed.task(Client::Ottla, "prepare"), filled)?;
        let line = with(installed.command(client, measure), records)?;
        with(installed.task(Client::Ottla, "remove"), 0)?;
        Ok(line)
    }
}

impl Drop for Stand {
    fn drop(&mut self) {
        self.brokers.clear();
        // Gigabytes of logs; the next run clears what could not be removed now.
        let _ = fs::remove_dir_all(&self.folder);
    }
}
