//! A disk that fills while records are written with acks=all: its broker gives the directory up, as Apache Kafka's
//! does, the others go on, and with room again it catches up.

use std::{
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use super::{
    brokers::{Brokers, IDS, alive, partitions, until},
    load::{Load, topic},
    numbers::{Numbers, SETTINGS},
};
use crate::process::{java, kcat, run, try_run};

const PARTITIONS: i32 = 4;
/// The broker whose disk is small.
const SMALL: i32 = 3;

/// A file system in memory, unmounted when dropped.
struct SmallDisk(PathBuf);

impl SmallDisk {
    /// `None` where that is not allowed.
    fn mount(at: PathBuf) -> Option<Self> {
        std::fs::create_dir_all(&at).unwrap();
        let mut command = Command::new("mount");
        let command = command.args(["-t", "tmpfs", "-o", "size=16m", "tmpfs"]).arg(&at);
        let (mounted, _, errors) = try_run(command, b"");
        if !mounted {
            eprintln!("SKIPPED: a small file system cannot be mounted: {errors}");
        }
        mounted.then_some(Self(at))
    }

    fn grow(&self) {
        run(Command::new("mount").args(["-o", "remount,size=512m"]).arg(&self.0), b"");
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// A producer that writes more than the small disk takes, and whose writes all have to succeed.
struct Filling(Option<Child>);

impl Filling {
    fn start(brokers: &Brokers, topic: &str) -> Option<Self> {
        let mut command = java("org.apache.kafka.tools.ProducerPerformance")?;
        command.args(["--topic", topic, "--num-records", "60000", "--record-size", "1000"]);
        command.args(["--throughput", "-1", "--producer-props", "acks=all"]);
        command.arg(format!("bootstrap.servers={}", brokers.bootstrap()));
        let child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        Some(Self(Some(child.unwrap())))
    }

    fn finish(mut self) {
        let output = self.0.take().unwrap().wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let done = said.lines().any(|line| line.starts_with("60000 records sent, "));
        assert!(output.status.success() && done, "{said}");
    }
}

impl Drop for Filling {
    fn drop(&mut self) {
        if let Some(child) = &mut self.0 {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

struct Scene {
    load: Load,
    filling: Filling,
    load_topic: String,
    fill_topic: String,
}

impl Scene {
    fn start(brokers: &Brokers) -> Option<Self> {
        kcat()?;
        let (load_topic, fill_topic) = (topic("counted"), topic("filling"));
        brokers.create_topic(&load_topic, PARTITIONS)?;
        brokers.create_topic(&fill_topic, PARTITIONS)?;
        let load = Load::verifiable(brokers, &load_topic)?;
        load.until_more(PARTITIONS, 50);
        let filling = Filling::start(brokers, &fill_topic)?;
        Some(Self { load, filling, load_topic, fill_topic })
    }

    /// All is in sync again, and nothing is missing.
    fn finish(self, brokers: &Brokers) {
        for topic in [&self.load_topic, &self.fill_topic] {
            brokers.until_in_sync(topic, None, &IDS);
        }
        self.load.until_more(PARTITIONS, 50);
        let count = self.load.finish(brokers);
        eprintln!("{count:?} acknowledged, all there");
    }
}

#[test]
fn a_broker_whose_only_disk_is_full_halts_and_comes_back() {
    let mut brokers = Brokers::prepare(&[]);
    let Some(disk) = SmallDisk::mount(brokers.directory(SMALL)) else { return };
    for id in IDS {
        let Some(()) = brokers.launch(id) else { return };
    }
    IDS.into_iter().for_each(|id| brokers.until_ready(id));
    let Some(mut scene) = Scene::start(&brokers) else { return };
    let status = brokers.until_ended(SMALL);
    assert!(!status.success(), "{}", brokers.log(SMALL));
    let log = brokers.log(SMALL);
    assert!(log.contains("the broker halts") && log.contains("No space left"), "{log}");
    for topic in [&scene.load_topic, &scene.fill_topic] {
        brokers.until_in_sync(topic, Some(SMALL), &[1, 2]);
    }
    std::mem::replace(&mut scene.filling, Filling(None)).finish();
    scene.load.until_more(PARTITIONS, 50);
    disk.grow();
    brokers.start_again(SMALL);
    scene.finish(&brokers);
    brokers.kill(SMALL);
}

#[test]
fn a_broker_with_a_full_disk_serves_what_is_on_the_other() {
    let mut brokers = Brokers::prepare(&[]);
    let small = brokers.folder().join("small");
    let Some(disk) = SmallDisk::mount(small) else { return };
    brokers.has_also(SMALL, disk.path());
    for id in IDS {
        let Some(()) = brokers.launch(id) else { return };
    }
    IDS.into_iter().for_each(|id| brokers.until_ready(id));
    let Some(mut scene) = Scene::start(&brokers) else { return };
    until("the directory is given up", || {
        brokers.log(SMALL).contains("its partitions answer KAFKA_STORAGE_ERROR").then_some(())
    });
    std::mem::replace(&mut scene.filling, Filling(None)).finish();
    scene.load.until_more(PARTITIONS, 50);
    let mut client = brokers.client_but(Some(SMALL));
    until("half of the replicas are out of sync", || {
        let found = partitions(&mut client, &scene.fill_topic);
        let with = found.iter().filter(|one| one.isr_nodes.contains(&SMALL)).count();
        (with * 2 == found.len()).then_some(())
    });
    assert_eq!(alive(&mut client), IDS);
    brokers.kill(SMALL);
    disk.grow();
    brokers.start_again(SMALL);
    scene.finish(&brokers);
    brokers.kill(SMALL);
}

#[test]
fn transactions_are_whole_though_the_disk_of_their_coordinator_is_full() {
    let mut brokers = Brokers::prepare(&SETTINGS);
    let Some(disk) = SmallDisk::mount(brokers.directory(SMALL)) else { return };
    for id in IDS {
        let Some(()) = brokers.launch(id) else { return };
    }
    IDS.into_iter().for_each(|id| brokers.until_ready(id));
    let fill_topic = topic("filling");
    let Some(()) = brokers.create_topic(&fill_topic, PARTITIONS) else { return };
    let Some(mut numbers) = Numbers::coordinated_by(brokers, SMALL) else { return };
    let Some(filling) = Filling::start(&numbers.brokers, &fill_topic) else { return };
    let status = numbers.brokers.until_ended(SMALL);
    assert!(!status.success(), "{}", numbers.brokers.log(SMALL));
    assert_ne!(numbers.coordinator(Some(SMALL)), SMALL);
    filling.finish();
    numbers.go_on();
    disk.grow();
    numbers.brokers.start_again(SMALL);
    numbers.heal();
    numbers.finish();
}
