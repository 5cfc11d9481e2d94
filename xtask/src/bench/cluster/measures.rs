//! What is measured of a cluster, one thing after another.

use std::{
    process::Command,
    thread,
    time::{Duration, Instant},
};

use super::{
    brokers::{Brokers, COUNT},
    client::Client,
    figures::{Figure, Figures},
};
use crate::bench::{
    host_memory,
    options::{ClusterArguments, System},
    program::{Result, output},
};

const TOPIC: &str = "bench";
const PARTITIONS: usize = 6;
const RECORD_BYTES: u64 = 1_024;
const TOPICS_OF_MANY: usize = 10;
const IDLE_PARTITIONS: usize = 10;
/// What has just begun or moved is to be over before rest is measured.
const IDLE_AFTER: Duration = Duration::from_secs(10);
const IDLE: Duration = Duration::from_secs(30);

/// One cluster, its client, and where figures go.
pub(super) struct Scene<'a> {
    pub(super) system: System,
    pub(super) brokers: Brokers<'a>,
    pub(super) client: Client,
    pub(super) figures: &'a mut Figures,
    pub(super) arguments: &'a ClusterArguments,
}

impl Scene<'_> {
    /// MB/s of writes to three replicas, and what the brokers take of the processor for a GB.
    pub(super) fn produce(&mut self) -> Result<()> {
        let records = (self.arguments.megabytes * 1_000_000 / RECORD_BYTES).max(1);
        let gigabytes = (records * RECORD_BYTES) as f64 / 1e9;
        // The first is the warm-up: a cold JVM is not what is compared.
        for turn in 0..=self.arguments.runs {
            let topic = format!("{TOPIC}-{turn}");
            self.client.ask(&format!("create {PARTITIONS} {topic}"))?;
            // What the turn before left dirty would otherwise be written back during this one.
            output(&mut Command::new("sync"))?;
            host_memory::take_back();
            let before = self.brokers.cpu()?;
            let produce = format!("produce {topic} {records} {RECORD_BYTES}");
            let rate = self.client.number(&produce)?;
            let cpu = (self.brokers.cpu()? - before).as_secs_f64() / gigabytes;
            if turn > 0 {
                self.figures.add(self.system, Figure::Rate, rate);
                self.figures.add(self.system, Figure::Cpu, cpu);
            }
            self.client.ask(&format!("remove {topic}"))?;
        }
        Ok(())
    }

    /// How long writes stand still when a broker goes, by a crash or by itself.
    pub(super) fn stops(&mut self) -> Result<()> {
        self.client.ask(&format!("create {PARTITIONS} stops"))?;
        let backoff = self.arguments.retry_backoff_ms.map(|backoff| backoff.to_string());
        self.client.ask(&format!("watch stops {PARTITIONS} {}", backoff.unwrap_or_default()))?;
        for _ in 0..self.arguments.runs {
            self.client.ask("mark")?;
            thread::sleep(Duration::from_secs(1));
            let silence = self.client.number("silence")?;
            self.figures.add(self.system, Figure::Undisturbed, silence);
            for figure in Figure::STOPS {
                let id = self.victim(figure)?;
                // The metadata is committed when the disk has it, and waits for whatever else was left dirty.
                output(&mut Command::new("sync"))?;
                self.client.ask("mark")?;
                match figure {
                    Figure::KilledLeader | Figure::KilledController => self.brokers.kill(id),
                    _ => self.brokers.terminate(id)?,
                }
                let silence = self.client.number("silence")?;
                self.figures.add(self.system, figure, silence);
                self.brokers.start_again(id)?;
                self.client.ask("settle stops")?;
            }
        }
        Ok(())
    }

    /// Every broker leads two of the partitions, so any one is a leader.
    fn victim(&mut self, figure: Figure) -> Result<usize> {
        let controller = self.client.ask("controller")?.parse::<usize>()?;
        match figure {
            Figure::KilledController | Figure::StoppedController => Ok(controller),
            _ => Ok(controller % COUNT + 1),
        }
    }

    /// Until all partitions of a killed broker are led by others, and until each takes a write.
    pub(super) fn many_partitions(&mut self) -> Result<()> {
        let each = self.arguments.partitions.div_ceil(TOPICS_OF_MANY);
        let topics = (0..TOPICS_OF_MANY).map(|topic| format!("many-{topic}"));
        let topics = topics.collect::<Vec<_>>().join(" ");
        self.client.ask(&format!("create {each} {topics}"))?;
        self.client.ask(&format!("touch {each} {topics}"))?;
        // The writes of the warm-up are over when the disk has them.
        output(&mut Command::new("sync"))?;
        // A broker that was fenced under this load leads nothing, and nothing would have to move.
        self.client.ask(&format!("settle {topics}"))?;
        for figure in [Figure::ManyOfBroker, Figure::ManyOfController] {
            let id = self.victim(match figure {
                Figure::ManyOfController => Figure::KilledController,
                _ => Figure::KilledLeader,
            })?;
            let begin = Instant::now();
            self.brokers.kill(id);
            self.client.ask(&format!("led-without {id} {topics}"))?;
            self.figures.add(self.system, figure, begin.elapsed().as_secs_f64());
            self.client.ask(&format!("touch {each} {topics}"))?;
            self.figures.add(self.system, figure.with_writes(), begin.elapsed().as_secs_f64());
            self.brokers.start_again(id)?;
            self.client.ask(&format!("settle {topics}"))?;
        }
        Ok(())
    }

    /// Processor and memory of brokers that have nothing to do.
    pub(super) fn idle(&mut self) -> Result<()> {
        self.client.ask(&format!("create {IDLE_PARTITIONS} idle"))?;
        thread::sleep(IDLE_AFTER);
        let (before, begin) = (self.brokers.cpu()?, Instant::now());
        thread::sleep(IDLE);
        let part = (self.brokers.cpu()? - before).as_secs_f64() / begin.elapsed().as_secs_f64();
        self.figures.add(self.system, Figure::IdleCpu, part * 100.0);
        let megabytes = self.brokers.resident_bytes()? as f64 / 1e6;
        self.figures.add(self.system, Figure::IdleMemory, megabytes);
        Ok(())
    }
}
