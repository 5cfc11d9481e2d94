//! Brokers die, hang and are restarted while records are written: each that was acknowledged is read
//! back once, in order. How long writes stood still is printed, not judged.

use std::time::{Duration, Instant};

use super::{
    brokers::{Brokers, IDS},
    load::{Load, topic},
};

const PARTITIONS: i32 = 3;
/// Acknowledgements of each partition before the next trouble.
const CALM: usize = 100;

/// Brokers, and two producers that write all the time.
pub struct Scene {
    // Ends before the brokers do.
    loads: Vec<Load>,
    topics: Vec<String>,
    pub brokers: Brokers,
}

impl Scene {
    fn start() -> Option<Self> {
        Self::on(Brokers::start(&[])?, vec![topic("java"), topic("franz")])
    }

    /// Has these brokers written to, in these two topics.
    pub fn on(brokers: Brokers, topics: Vec<String>) -> Option<Self> {
        for topic in &topics {
            brokers.create_topic(topic, PARTITIONS)?;
        }
        let java = Load::verifiable(&brokers, &topics[0])?;
        let loads = [Some(java), Load::franz_go(&brokers, &topics[1])];
        let scene = Self { loads: loads.into_iter().flatten().collect(), topics, brokers };
        scene.go_on();
        Some(scene)
    }

    /// Waits until both have written to all partitions.
    pub fn go_on(&self) {
        self.loads.iter().for_each(|load| load.until_more(PARTITIONS, CALM));
    }

    /// Waits until nothing is missing.
    pub fn heal(&self) {
        self.topics.iter().for_each(|topic| self.brokers.until_in_sync(topic, None, &IDS));
    }

    /// The leader of a partition.
    pub fn leader(&self) -> i32 {
        self.brokers.leader(&self.topics[0], 0)
    }

    /// Has something happen, waits until writes go on, and prints how long they stood still.
    pub fn trouble(&mut self, what: &str, mut happens: impl FnMut(&mut Brokers)) {
        let before: Vec<usize> = self.loads.iter().map(Load::count).collect();
        happens(&mut self.brokers);
        self.go_on();
        let silences =
            self.loads.iter().zip(before).map(|(load, count)| {
                format!("{} ms of {}", load.longest_silence(count), load.name())
            });
        eprintln!("{what}: no writes for {}", silences.collect::<Vec<_>>().join(", "));
    }

    pub fn finish(mut self) {
        for load in std::mem::take(&mut self.loads) {
            let name = load.name();
            let Some(count) = load.finish(&self.brokers) else { return };
            eprintln!("{name}: {count} acknowledged, all there");
        }
    }
}

#[test]
fn what_is_acknowledged_outlives_leaders_that_are_killed_in_turn() {
    let Some(mut scene) = Scene::start() else { return };
    for _ in 0..3 {
        let leader = scene.leader();
        let part = match scene.brokers.active_controller(None) == leader {
            true => "the active controller, which leads partitions too",
            false => "a leader",
        };
        scene.trouble(&format!("kill -9 of {part}"), |brokers| brokers.kill(leader));
        scene.brokers.start_again(leader);
        scene.heal();
    }
    scene.finish();
}

#[test]
fn what_is_acknowledged_outlives_active_controllers_that_are_killed() {
    let Some(mut scene) = Scene::start() else { return };
    for _ in 0..3 {
        let controller = scene.brokers.active_controller(None);
        let what = "kill -9 of the active controller, which leads partitions too";
        scene.trouble(what, |brokers| brokers.kill(controller));
        let next = scene.brokers.active_controller(Some(controller));
        assert_ne!(next, controller);
        scene.brokers.start_again(controller);
        scene.heal();
    }
    scene.finish();
}

#[test]
fn a_leader_that_was_held_for_a_while_harms_nothing() {
    let Some(mut scene) = Scene::start() else { return };
    for _ in 0..3 {
        let leader = scene.leader();
        let others: Vec<i32> = IDS.into_iter().filter(|id| *id != leader).collect();
        let topics = scene.topics.clone();
        scene.trouble("SIGSTOP of a leader", |brokers| {
            brokers.signal(leader, "STOP");
            topics.iter().for_each(|topic| brokers.until_in_sync(topic, Some(leader), &others));
        });
        scene.brokers.signal(leader, "CONT");
        scene.heal();
        scene.go_on();
    }
    scene.finish();
}

#[test]
fn a_rolling_restart_loses_nothing() {
    let Some(mut scene) = Scene::start() else { return };
    for id in IDS {
        let part = match scene.brokers.active_controller(None) == id {
            true => "the active controller",
            false => "a broker",
        };
        scene.trouble(&format!("SIGTERM of {part}"), |brokers| brokers.terminate(id));
        scene.brokers.start_again(id);
        scene.heal();
    }
    scene.finish();
}

/// What brokers have asked of it is asked of the next one, long before request.timeout.ms.
#[test]
fn a_controller_that_hangs_does_not_take_the_others_with_it() {
    let Some(brokers) = Brokers::start(&[]) else { return };
    let Some(()) = brokers.create_topic("t", 3) else { return };
    let controller = brokers.active_controller(None);
    let others: Vec<i32> = IDS.into_iter().filter(|id| *id != controller).collect();
    let began = Instant::now();
    brokers.signal(controller, "STOP");
    brokers.until_in_sync("t", Some(controller), &others);
    assert!(began.elapsed() < Duration::from_secs(15), "{:?}", began.elapsed());
    brokers.signal(controller, "CONT");
    brokers.until_in_sync("t", None, &IDS);
}
