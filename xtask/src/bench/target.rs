//! What is measured: Ottla in memory and on disk, the peers, and how each is started for a run.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::{
    bare_loop::{self, Sink},
    build, host_memory,
    kafka::Kafka,
    program::{Result, Server, output},
    workload::{Run, Workload},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    OttlaMemory,
    OttlaDisk,
    KfakeDiscard,
    Kafka,
    BareFile,
    BareMemory,
}

impl Target {
    /// In the order of their turns. Bare loops are last: they are told how much the log held.
    pub(super) const ALL: [Self; 6] = [
        Self::OttlaMemory,
        Self::OttlaDisk,
        Self::KfakeDiscard,
        Self::Kafka,
        Self::BareFile,
        Self::BareMemory,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::OttlaMemory => "Ottla in memory",
            Self::OttlaDisk => "Ottla --data-dir",
            Self::KfakeDiscard => "kfake, discards",
            Self::Kafka => "Apache Kafka, warm",
            Self::BareFile => "bare loop to a file",
            Self::BareMemory => "bare loop to memory",
        }
    }
}

/// Programs and peers, ready to be measured.
pub(super) struct Stand {
    kafka: Kafka,
    ottla: PathBuf,
    kfake: Option<PathBuf>,
    /// It stays up for all runs, because a cold JVM is not what is compared.
    warm: Option<Server>,
    folder: PathBuf,
    stored: u64,
}

impl Stand {
    /// Builds all and warms Apache Kafka up. A peer that cannot be had is told and left out.
    ///
    /// # Errors
    /// What every target needs is missing: Apache Kafka's client, or the build of Ottla.
    pub(super) fn set_up(warm_up: &[Workload]) -> Result<Self> {
        let kafka = Kafka::find().map_err(|error| format!("the client is missing: {error}"))?;
        let folder = build::scratch("produce")?;
        let ottla = build::ottla()?;
        bare_loop::build()?;
        let kfake = left_out(Target::KfakeDiscard, build::kfake(&folder));
        let warm = left_out(Target::Kafka, warm_kafka(&kafka, &folder, warm_up));
        Ok(Self { kafka, ottla, kfake, warm, folder, stored: 0 })
    }

    /// One run; none if the target was left out.
    pub(super) fn run(&mut self, target: Target, workload: Workload) -> Result<Option<Run>> {
        // What the run before left dirty would otherwise be written back during this one.
        output(&mut Command::new("sync"))?;
        host_memory::take_back();
        match target {
            Target::OttlaMemory => {
                let server = Server::ready(self.ottla(None))?;
                self.produce(&server, workload).map(Some)
            }
            Target::OttlaDisk => {
                let data = self.folder.join("ottla");
                let server = Server::ready(self.ottla(Some(&data)))?;
                let run = self.produce(&server, workload)?;
                drop(server);
                self.stored = log_bytes(&data)?;
                fs::remove_dir_all(data)?;
                Ok(Some(run))
            }
            Target::KfakeDiscard => {
                let Some(program) = &self.kfake else { return Ok(None) };
                let mut command = Command::new(program);
                command.arg("-discard");
                let server = Server::ready(command)?;
                self.produce(&server, workload).map(Some)
            }
            Target::Kafka => match &self.warm {
                Some(server) => self.produce(server, workload).map(Some),
                None => Ok(None),
            },
            Target::BareFile => {
                let sink = Sink::File(&self.folder);
                bare_loop::run(workload, self.stored, sink).map(Some)
            }
            Target::BareMemory => bare_loop::run(workload, self.stored, Sink::Memory).map(Some),
        }
    }

    fn ottla(&self, data: Option<&Path>) -> Command {
        let mut command = Command::new(&self.ottla);
        command.args(["broker", "--listen", "127.0.0.1:0"]);
        if let Some(data) = data {
            command.arg("--data-dir").arg(data);
        }
        command
    }

    fn produce(&self, server: &Server, workload: Workload) -> Result<Run> {
        let before = server.cpu()?;
        let rate = self.kafka.produce(&server.address.to_string(), workload)?;
        Ok(Run::new(workload, rate, server.cpu()?.since(before)))
    }
}

impl Drop for Stand {
    fn drop(&mut self) {
        self.warm = None;
        // Gigabytes of logs; the next run clears what could not be removed now.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn warm_kafka(kafka: &Kafka, folder: &Path, workloads: &[Workload]) -> Result<Server> {
    let home = folder.join("kafka");
    fs::create_dir_all(&home)?;
    let server = kafka.broker(&home)?;
    for workload in workloads {
        kafka.produce(&server.address.to_string(), *workload)?;
    }
    Ok(server)
}

fn left_out<T>(target: Target, outcome: Result<T>) -> Option<T> {
    outcome.map_err(|error| println!("{} is left out: {error}", target.name())).ok()
}

/// Bytes of all segments of topic `bench`.
fn log_bytes(data: &Path) -> Result<u64> {
    let mut bytes = 0;
    for file in fs::read_dir(data.join("bench-0"))? {
        let file = file?;
        if file.path().extension().is_some_and(|extension| extension == "log") {
            bytes += file.metadata()?.len();
        }
    }
    Ok(bytes)
}
