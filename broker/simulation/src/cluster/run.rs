//! A run from its seed: a cluster comes up, things go wrong, they heal, and everything has to be well again within
//! a time that is known beforehand.

use std::time::Duration;

use ottla::GroupProtocol;
use ottla_core::{
    metadata::{FEATURE_KRAFT_VERSION, FEATURE_TRANSACTION_VERSION},
    model::{Moment, Rng},
    protocol::messages::{
        CreateTopicsRequest,
        create_topics_request::{CreatableTopic, CreatableTopicConfig},
    },
};

use super::{
    clients::{Banker, Member, Reader, Sequenced, Writer},
    conditions::{Conditions, Voters},
    features::Way,
    final_state::{FinalState, PATIENCE},
    history::{LEDGER, NUMBERS, PARTITIONS, PIPELINED, Place, SEQUENCED},
    invariants::{self, is_whole},
    links::Links,
    machine::Machine,
    marks::Marks,
    schemes::{self, Progress, Scheme},
    shipped::{self, Shipped},
    turns::{self, Turn},
    world::{Event, Next, World},
};
use crate::{history::Protocol, invariants::Violation, trace::Trace};

/// How long faults go on.
const FAULTS: Duration = Duration::from_secs(10);
/// More than any message is stalled.
const STALLED: Duration = Duration::from_millis(2_100);
/// A topic that is made when nothing is wrong.
const NEWS: &str = "news";
/// How long it may take until all know of it.
const HEARING: Duration = Duration::from_millis(100);
/// How long a cluster may need to be whole again when nothing goes wrong any more.
const HEALING: Duration = Duration::from_secs(30);
/// Acknowledgements that there have to be once it is.
const WRITES_AFTER: u64 = 10;

/// What became of a run of a cluster.
#[derive(Debug)]
pub struct ClusterReport {
    /// What was not as it should be.
    pub violations: Vec<Violation>,
    /// What happened.
    pub trace: Trace,
    /// Writes that were acknowledged.
    pub acknowledged: u64,
    /// Things that happened.
    pub events: u64,
    /// How often something of a kind happened that a seed may or may not have.
    pub marks: Marks,
}

/// Runs a cluster from a seed.
#[must_use]
pub fn run_cluster(seed: u64) -> ClusterReport {
    let rng = Rng::from_seed(seed);
    let conditions = Conditions::new(&mut rng.split("conditions"));
    let machines =
        (0..conditions.layout.machines()).map(|index| Machine::new(index, &conditions, &rng));
    let links = Links::new(rng.split("links"));
    let world = World::new(machines.collect(), conditions.layout.clone(), links, &rng);
    let mut run = Run { world, conditions, is_healing: false, rng: rng.split("run") };
    let mut violations = match run.play() {
        Ok(state) => invariants::at_the_end(&run.world.history, &state),
        Err(what) => vec![Violation { invariant: "the_cluster_heals", what }],
    };
    let World { watch, trace, history, events, mut marks, shipped, .. } = run.world;
    marks.shipped = history.shipped;
    if let Some(shipped) = shipped {
        shipped.end();
    }
    if !watch.found.is_empty() {
        violations = watch.found;
    }
    ClusterReport { violations, trace, acknowledged: history.acknowledgements, events, marks }
}

/// Runs a cluster from a seed, and stops with the end of the trace if an invariant does not hold.
///
/// # Panics
/// If one does not.
pub fn check_cluster(seed: u64) -> ClusterReport {
    let report = run_cluster(seed);
    if report.violations.is_empty() {
        return report;
    }
    for line in report.trace.end() {
        eprintln!("{line}");
    }
    for violation in &report.violations {
        eprintln!("{violation}");
    }
    panic!(
        "seed {seed}: {} violations; run it again with OTTLA_SEEDS={seed}..{}",
        report.violations.len(),
        seed + 1
    );
}

struct Run {
    world: World,
    conditions: Conditions,
    is_healing: bool,
    rng: Rng,
}

impl Run {
    fn play(&mut self) -> Result<FinalState, String> {
        self.set_up()?;
        self.enter();
        self.employ();
        self.carry_out_a_scheme();
        for (at, turn) in turns::plot(&self.conditions, FAULTS, &mut self.rng) {
            self.world.schedule.after(at, Event::Turn(turn));
        }
        let until = self.world.until(FAULTS);
        self.go_on(until, |_| false);
        self.is_healing = true;
        self.world.heal();
        let until = self.world.until(HEALING);
        if !self.go_on(until, |run| run.is_well()) {
            return Err(self.state());
        }
        let before = self.world.history.acknowledgements;
        let until = self.world.until(HEALING);
        if !self.go_on(until, |run| run.world.history.acknowledgements >= before + WRITES_AFTER) {
            return Err(format!("nothing is acknowledged any more: {}", self.state()));
        }
        self.world.is_closing = true;
        self.world.history.set_goal();
        let until = self.world.until(HEALING);
        if !self.go_on(until, |run| run.at_work().is_empty()) {
            return Err(format!("{:?} do not come to rest: {}", self.at_work(), self.state()));
        }
        self.all_hear_at_once()?;
        self.world.read_logs();
        self.world.final_state()
    }

    /// Has a fault of several steps happen, if the seed has one.
    fn carry_out_a_scheme(&mut self) {
        let mut rng = self.rng.split("scheme");
        let Some(mut scheme) = Scheme::any(&self.world, &mut rng) else { return };
        let until = self.world.until(schemes::PATIENCE);
        while self.world.may_go_on() && scheme.go_on(&mut self.world) == Progress::GoesOn {
            match self.world.step(until) {
                Next::Until => break,
                Next::Turn(turn) => self.turn(turn),
                Next::Done => {}
            }
        }
        self.world.let_all_go();
    }

    fn set_up(&mut self) -> Result<(), String> {
        for index in 0..self.world.machines.len() {
            self.world.start(index);
            let pause = Duration::from_millis(self.rng.below(80));
            self.world.run_for(pause);
        }
        let until = self.world.until(PATIENCE);
        if !self.go_on(until, |run| run.is_well()) {
            return Err(format!("the cluster does not come up: {}", self.state()));
        }
        if self.conditions.voters == Voters::Changing {
            self.world.set_feature(FEATURE_KRAFT_VERSION, 1, Way::Up)?;
        }
        if self.conditions.transactions == Protocol::First {
            self.world.set_feature(FEATURE_TRANSACTION_VERSION, 1, Way::Down)?;
        }
        self.make_lasting(NUMBERS)?;
        self.make_lasting(LEDGER)
    }

    /// Makes a topic that keeps what it is given.
    fn make_lasting(&mut self, name: &str) -> Result<(), String> {
        let config =
            CreatableTopicConfig { name: "min.insync.replicas".into(), value: Some("2".into()) };
        let topic = CreatableTopic {
            name: name.into(),
            num_partitions: PARTITIONS,
            replication_factor: 3,
            configs: vec![config],
            ..Default::default()
        };
        self.make(topic)
    }

    fn make(&mut self, topic: CreatableTopic) -> Result<(), String> {
        let request =
            CreateTopicsRequest { topics: vec![topic], timeout_ms: 10_000, ..Default::default() };
        let until = self.world.until(PATIENCE);
        while self.world.schedule.now().monotonic < until {
            let answer = self.world.ask(0, &request, 7, PATIENCE);
            let codes = answer.iter().flat_map(|answer| &answer.topics);
            if codes.map(|topic| topic.error_code).any(|code| matches!(code, 0 | 36)) {
                return Ok(());
            }
            self.world.run_for(Duration::from_millis(50));
        }
        Err("the topic is not made".to_owned())
    }

    /// What is committed is known to all at once: writes stand still while they wait for it (KIP-1166).
    fn all_hear_at_once(&mut self) -> Result<(), String> {
        // What was stalled before the cluster healed may still be under way.
        let until = self.world.until(STALLED);
        self.go_on(until, |_| false);
        let until = self.world.until(HEALING);
        if !self.go_on(until, |run| run.is_well()) {
            return Err(self.state());
        }
        let (name, num_partitions, replication_factor) = (NEWS.into(), 1, 3);
        self.make(CreatableTopic {
            name,
            num_partitions,
            replication_factor,
            ..Default::default()
        })?;
        let until = self.world.until(HEARING);
        let is_known = |run: &Self| {
            let mut nodes = run.world.machines.iter().filter_map(|one| one.process.node());
            nodes.all(|node| node.view().image.topic(NEWS).is_some())
        };
        if self.go_on(until, is_known) {
            return Ok(());
        }
        Err(format!("not all know of a topic {HEARING:?} after it was made: {}", self.state()))
    }

    fn enter(&mut self) {
        let places: Vec<Place> = Place::kept().collect();
        let machines = self.world.layout.brokers;
        for (name, sequenced) in
            [("plain", Sequenced::No), (SEQUENCED, Sequenced::Yes), (SEQUENCED, Sequenced::Yes)]
        {
            let name = format!("{name}-{}", self.world.seats.len());
            let rng = self.rng.split(&name);
            let writer = Writer::new(name, machines, places.clone(), sequenced, rng);
            self.world.join(Box::new(writer));
        }
        let name = "careless".to_owned();
        let rng = self.rng.split(&name);
        let places = vec![Place::passing()];
        let writer = Writer::new(name, machines, places, Sequenced::Careless, rng);
        self.world.join(Box::new(writer));
        for number in 0..2 {
            let name = format!("banker-{number}");
            let rng = self.rng.split(&name);
            let (places, protocol) = (Place::of_ledger().collect(), self.conditions.transactions);
            let banker = Banker::new(name, machines, places, protocol, rng);
            self.world.join(Box::new(banker));
        }
        for number in 0..3 {
            let name = format!("member-{number}");
            let rng = self.rng.split(&name);
            self.world.join(Box::new(Member::new(name, machines, rng)));
        }
        let places: Vec<Place> = Place::kept().collect();
        let rng = self.rng.split("reader");
        let reader = Reader::new("reader".to_owned(), machines, places, rng);
        self.world.join(Box::new(reader));
    }

    /// Brings clients that are shipped.
    fn employ(&mut self) {
        let mut rng = self.rng.split("shipped");
        let mut shipped = Shipped::new(self.world.schedule.now(), rng.split("clients"));
        // A few have all: that takes more time than it shows.
        let protocol = [GroupProtocol::Consumer, GroupProtocol::Classic][rng.below(2) as usize];
        let task = rng.below(9);
        if matches!(task, 0 | 1 | 8) {
            let (name, in_flight) =
                [("sequenced-shipped", 1), (PIPELINED, 5)][rng.below(2) as usize];
            shipped.employ(name, |office| shipped::write(office, in_flight));
        }
        if matches!(task, 2 | 3 | 8) {
            for name in ["shipped-member-0", "shipped-member-1"] {
                shipped.employ(name, |office| shipped::read(office, protocol));
            }
        }
        if matches!(task, 4 | 5 | 8) {
            shipped.employ("shipped-banker", shipped::transfer);
        }
        if matches!(task, 6..) {
            for name in ["shipped-mover-0", "shipped-mover-1"] {
                shipped.employ(name, |office| shipped::relocate(office, protocol));
            }
        }
        self.world.shipped = Some(shipped);
    }

    /// The clients that have something open, or begin more.
    fn at_work(&self) -> Vec<&str> {
        let seats = self.world.seats.iter().map(|seat| &seat.client);
        let seats = seats.filter(|client| !client.is_resting()).map(|client| client.name());
        seats.chain(self.world.shipped.iter().flat_map(Shipped::at_work)).collect()
    }

    /// Lets things happen until something is so, or a moment has come; gives whether it is so.
    fn go_on(&mut self, until: Moment, is_so: impl Fn(&Self) -> bool) -> bool {
        while self.world.may_go_on() {
            if is_so(self) {
                return true;
            }
            match self.world.step(until) {
                Next::Until => return is_so(self),
                Next::Turn(turn) => self.turn(turn),
                Next::Done => {}
            }
        }
        false
    }

    fn turn(&mut self, turn: Turn) {
        let ends =
            matches!(turn, Turn::Start(_) | Turn::Resume(_) | Turn::Mend | Turn::DiskHeals(_));
        if self.is_healing && !ends {
            return;
        }
        self.world.turn(turn, &mut self.rng);
    }

    /// Whether everybody serves, all replicas are in sync, and all have the same metadata.
    fn is_well(&self) -> bool {
        let machines = &self.world.machines;
        let ready = machines
            .iter()
            .all(|one| one.is_well() && one.process.node().is_some_and(|node| node.is_ready()));
        if !ready {
            return false;
        }
        let images =
            machines.iter().filter_map(|one| Some(one.process.node()?.view().image.clone()));
        let images: Vec<_> = images.collect();
        images.iter().all(|image| {
            is_whole(image)
                && image.end_offset == images[0].end_offset
                && image.brokers.len() == self.world.layout.brokers
        })
    }

    /// What is there, for whoever looks into a run that does not heal.
    fn state(&self) -> String {
        let mut state = String::new();
        for (index, machine) in self.world.machines.iter().enumerate() {
            let Some(node) = machine.process.node() else {
                state += &format!("\n  node {index} is down");
                continue;
            };
            let view = node.view();
            let partitions = view.image.topics.values().flat_map(|topic| &topic.partitions);
            let partitions: Vec<String> = partitions
                .map(|one| {
                    format!("{} leads {:?} of {:?}", one.leader, one.in_sync_replicas, one.replicas)
                })
                .collect();
            let (ready, offset) = (node.is_ready(), view.image.end_offset);
            state += &format!(
                "\n  node {index}: ready {ready}, controller {:?}, metadata {offset:?}, {partitions:?}",
                node.controller_epoch()
            );
        }
        if !self.world.may_go_on() {
            state += "\n  the run never ends";
        }
        state
    }
}
