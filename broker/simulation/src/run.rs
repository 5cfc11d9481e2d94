//! A run from its seed: set up, faults, healing, and what the invariants say.

use std::time::Duration;

use ottla_core::model::{Moment, Rng};

use crate::{
    clients::{Finish, Job, Phase, Producer, Reader, Role},
    conditions::Conditions,
    deaths::Deaths,
    final_state::FinalState,
    history::Protocol,
    invariants::{self, Violation},
    network::Network,
    place::{ACCOUNTS, NUMBERS, Place},
    process::{Process, Site},
    records::Isolation,
    scenario::{Scenario, Workload},
    trace::Trace,
    world::{Event, Next, Turn, World},
};

/// How long faults go on.
const FAULTS: Duration = Duration::from_secs(25);
/// How long the clients may need to come to an end when nothing goes wrong any more.
const HEALING: Duration = Duration::from_secs(90);
/// Longest that a transaction of anybody may be open, and some time to end it.
const TIME_OUTS: Duration = Duration::from_secs(12);
const TRANSACTION_TIMEOUT_MS_MAX: u64 = 8_000;

/// What became of a run.
#[derive(Debug)]
pub struct Report {
    /// What was not as it should be.
    pub violations: Vec<Violation>,
    /// What happened.
    pub trace: Trace,
    /// Transactions that were committed.
    pub committed: usize,
    /// EndTxn that arrived when their transaction was over, of producers with KIP-890.
    pub late_ends: usize,
}

/// Runs a scenario from its seed.
#[must_use]
pub fn run(scenario: Scenario, seed: u64) -> Report {
    let rng = Rng::from_seed(seed);
    let mut director = Director::new(scenario, &rng);
    director.run();
    let state = director.settle();
    let world = director.world;
    let violations = invariants::check(&world.history, &state);
    let told = world.history.transactions.iter().filter(|one| one.told.is_some());
    let committed = told.filter(|one| one.told == one.asked).count();
    let late_ends = world.history.late_ends.len();
    Report { violations, trace: world.trace, committed, late_ends }
}

/// Runs a scenario from its seed, and stops with the end of the trace if an invariant does not hold.
///
/// # Panics
/// If one does not.
pub fn check(scenario: Scenario, seed: u64) -> Report {
    let report = run(scenario, seed);
    if report.violations.is_empty() {
        return report;
    }
    for line in report.trace.end() {
        eprintln!("{line}");
    }
    for violation in &report.violations {
        eprintln!("{violation}");
    }
    let next = seed + 1;
    panic!(
        "seed {seed} of {scenario:?}: {} violations; run it again with OTTLA_SEEDS={seed}..{next}",
        report.violations.len()
    );
}

/// Who makes things go wrong.
struct Director {
    scenario: Scenario,
    conditions: Conditions,
    world: World,
    rng: Rng,
    instances: u64,
}

impl Director {
    fn new(scenario: Scenario, rng: &Rng) -> Self {
        let conditions = Conditions::new(scenario, &mut rng.split("conditions"));
        let process = Process::new(&conditions.keys, Site::alone(), rng.split("broker"));
        let network = Network::new(rng.split("network"), scenario.workload);
        let deaths = Deaths::new(scenario.durability, rng.split("deaths"));
        let world = World::new(process, network, deaths, rng);
        Self { scenario, conditions, world, rng: rng.split("director"), instances: 0 }
    }

    /// From the first start to the end of the faults.
    fn run(&mut self) {
        let mut rng = self.rng.split("set up");
        let cast = self.cast();
        let numbers = cast.iter().filter(|(_, job)| *job == Job::Numbers);
        let ids: Vec<String> = numbers.map(|(id, _)| id.clone()).collect();
        self.world.set_up(&self.conditions, &ids, &mut rng);
        self.enter(cast);
        self.plot();
        let until = self.world.schedule.now().monotonic + FAULTS;
        self.play(until, Self::never);
    }

    /// Transactional ids, and what their producers do.
    fn cast(&self) -> Vec<(String, Job)> {
        let jobs: &[Job] = match self.scenario.workload {
            Workload::Numbers => &[Job::Numbers; 3],
            Workload::Transfers => &[Job::Transfers(0), Job::Transfers(1), Job::Numbers],
            Workload::LateEnds => &[Job::Numbers; 2],
        };
        let named = jobs.iter().enumerate().map(|(number, job)| {
            let name = match job {
                Job::Numbers => "numbers",
                Job::Transfers(_) => "transfers",
            };
            (format!("{name}-{number}"), *job)
        });
        named.collect()
    }

    /// The clients come.
    fn enter(&mut self, cast: Vec<(String, Job)>) {
        for (id, job) in cast {
            let delay = Duration::from_millis(self.rng.below(30));
            self.instance(id, job, delay);
        }
        let places: Vec<_> =
            Place::all().filter(|place| [NUMBERS, ACCOUNTS].contains(&place.topic)).collect();
        for isolation in [Isolation::Uncommitted, Isolation::Committed] {
            let rng = self.rng.split(&format!("{isolation:?}"));
            let reader = Reader::new(isolation, places.clone(), rng);
            self.world.join(Box::new(reader), Duration::from_millis(20));
        }
    }

    /// Another instance of a producer.
    fn instance(&mut self, id: String, job: Job, delay: Duration) {
        self.instances += 1;
        let first = self.scenario.workload != Workload::LateEnds && self.rng.below(2) == 0
            || self.conditions.transaction_version < 2;
        let role = Role {
            id,
            instance: self.instances,
            job,
            protocol: if first { Protocol::First } else { Protocol::Second },
            timeout_ms: (2_000 + self.rng.below(TRANSACTION_TIMEOUT_MS_MAX - 2_000)) as i32,
        };
        let rng = self.rng.split(&format!("instance {}", self.instances));
        self.world.join(Box::new(Producer::new(role, rng)), delay);
    }

    /// What the scenario does, and when.
    fn plot(&mut self) {
        let faults_ms = FAULTS.as_millis() as u64;
        for _ in 0..self.rng.below(5) {
            let at = Duration::from_millis(self.rng.below(faults_ms));
            self.world.schedule.after(at, Event::Turn(Turn::Down));
        }
        for _ in 0..self.rng.below(6) {
            let at = Duration::from_millis(self.rng.below(faults_ms));
            let which = self.rng.below(8) as usize;
            let turn =
                if self.rng.below(2) == 0 { Turn::Replace(which) } else { Turn::Vanish(which) };
            self.world.schedule.after(at, Event::Turn(turn));
        }
    }

    fn never(_: &Self) -> bool {
        false
    }

    /// Lets things happen until a moment, or until something is so.
    fn play(&mut self, until: Moment, is_over: fn(&Self) -> bool) {
        while self.world.may_go_on() && !is_over(self) {
            match self.world.step(until) {
                Next::Until => return,
                Next::Turn(turn) => self.turn(turn),
                Next::Done => {}
            }
            self.replace_fenced();
        }
    }

    fn turn(&mut self, turn: Turn) {
        match turn {
            Turn::Down if self.world.process.is_up() && self.world.phase == Phase::Faults => {
                self.take_down();
            }
            Turn::Up if !self.world.process.is_up() => {
                let doings = self.world.process.start(self.world.schedule.now());
                self.world.note("the broker is back");
                self.world.carry_out(doings);
            }
            Turn::Down | Turn::Up => {}
            // The one that there is goes on as a zombie.
            Turn::Replace(which) => self.with_producer(which, |_, _| {}),
            Turn::Vanish(which) => self.with_producer(which, World::vanish),
        }
    }

    fn take_down(&mut self) {
        if self.rng.below(4) > 0 {
            return self.world.die();
        }
        self.world.note("the broker is stopped");
        self.world.process.stop(Vec::new(), self.world.schedule.now());
        self.world.break_connections();
        let delay = Duration::from_millis(1 + self.rng.below(3_000));
        self.world.schedule.after(delay, Event::Turn(Turn::Up));
    }

    /// A producer's id gets another instance, after something happened to the one that there is.
    fn with_producer(&mut self, which: usize, happens: impl FnOnce(&mut World, usize)) {
        let producers: Vec<_> = self
            .world
            .producers()
            .map(|(index, one)| (index, one.id().to_owned(), one.job()))
            .collect();
        let Some((index, id, job)) = producers.get(which % producers.len().max(1)).cloned() else {
            return;
        };
        happens(&mut self.world, index);
        let delay = Duration::from_millis(self.rng.below(1_500));
        self.world.note(&format!("{id} gets another instance"));
        self.instance(id, job, delay);
    }

    /// Who was fenced by nobody that is left is begun anew by its user.
    fn replace_fenced(&mut self) {
        let fenced = self.world.seats.iter_mut().filter(|seat| seat.finish == Some(Finish::Fenced));
        let mut again = Vec::new();
        for seat in fenced {
            let Some(producer) = seat.client.producer() else { continue };
            again.push((producer.id().to_owned(), producer.instance(), producer.job()));
            seat.finish = Some(Finish::Done);
        }
        for (id, instance, job) in again {
            let has_newer = self
                .world
                .seats
                .iter()
                .filter_map(|seat| seat.client.producer())
                .any(|other| other.id() == id && other.instance() > instance);
            let is_wanted = match job {
                Job::Transfers(_) => true,
                Job::Numbers => self.world.phase == Phase::Faults,
            };
            if !has_newer && is_wanted {
                let delay = Duration::from_millis(20 + self.rng.below(800));
                self.instance(id, job, delay);
            }
        }
    }

    /// Nothing goes wrong any more: everybody comes to an end. Gives what is there then.
    fn settle(&mut self) -> FinalState {
        self.world.note("faults are over");
        self.world.phase = Phase::Healed;
        self.world.network.heal();
        self.leave_open();
        if !self.world.process.is_up() {
            self.turn(Turn::Up);
        }
        let now = self.world.schedule.now().monotonic;
        self.play(now + HEALING, |director| director.world.producers().next().is_none());
        let hangs: Vec<String> = self
            .world
            .producers()
            .map(|(index, _)| self.world.seats[index].client.state())
            .chain(self.world.process.halted())
            .chain((!self.world.may_go_on()).then(|| "the run never ends".to_owned()))
            .collect();
        let now = self.world.schedule.now().monotonic;
        self.play(now + TIME_OUTS, Self::never);
        if !hangs.is_empty() {
            // Asking a broker that hangs would tell nothing more.
            return FinalState { hangs, ..FinalState::default() };
        }
        self.world.final_state()
    }

    /// Some who write numbers go away and leave their transaction open, for its time to end it.
    fn leave_open(&mut self) {
        let producers: Vec<usize> = self
            .world
            .producers()
            .filter(|(_, one)| one.job() == Job::Numbers)
            .map(|(index, _)| index)
            .collect();
        for index in producers {
            if self.rng.below(3) == 0 {
                self.world.vanish(index);
                self.world.seats[index].finish = Some(Finish::Done);
            }
        }
    }
}
