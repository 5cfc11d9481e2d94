//! A broker's process: a node on a disk that outlives it, and the broker's ends of connections. It does what
//! the edge does in production, and hands back what takes time, or goes to others.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::{Arc, Mutex, PoisonError},
    task::{Wake, Waker},
};

use bytes::Bytes;
use ottla_broker::engine::{
    DirectoryUse, Done, Effects, Node, NodeDirectory, NodeParts, Outgoing, Peer, Session, Settings,
    StartError, Unanswered, Work,
};
use ottla_core::{
    metadata::Endpoint,
    model::{Moment, Now, Rng, config::BrokerEntries},
    storage::disk::{
        Disk, EntryKind,
        failing::{FailingDisk, Fault, FaultKind, FaultyCall, Unsynced},
    },
};

use crate::wire::joined;

/// The listener that clients and brokers use.
pub(crate) const LISTENER: &str = "PLAINTEXT";
/// The one of controllers.
pub(crate) const CONTROLLER_LISTENER: &str = "CONTROLLER";
/// Wakes of no connection: of the coordinators' timers, which are asked for their time in every step.
const TIMERS: u64 = 0;
/// Wakes of no connection: there is something to do for the node's part in its cluster.
const CLUSTER: u64 = u64::MAX - 1;

/// More than a request has the broker write.
const CALLS_AFTER_DEATH: u64 = 40;

/// What came of a step.
#[derive(Debug, Default)]
pub(crate) struct Doings {
    pub(crate) replies: Vec<(u64, Bytes)>,
    pub(crate) work: Vec<Work>,
    pub(crate) closed: Vec<(u64, String)>,
    /// What other nodes are asked.
    pub(crate) sends: Vec<Outgoing>,
}

/// Where a process is.
#[derive(Clone, Debug)]
pub(crate) struct Site {
    pub(crate) host: String,
    /// Its port for clients and brokers, if it is a broker.
    pub(crate) port: Option<u16>,
    /// Its port for controllers, if it is one for others.
    pub(crate) controller_port: Option<u16>,
    /// The id of its cluster, if it is not alone.
    pub(crate) cluster_id: Option<String>,
}

impl Site {
    /// That of a broker that is alone.
    pub(crate) fn alone() -> Self {
        let host = "127.0.0.1".to_owned();
        Self { host, port: Some(9_092), controller_port: None, cluster_id: None }
    }

    fn endpoints(&self, listener: &str, port: Option<u16>) -> Vec<Endpoint> {
        let host = self.host.as_str();
        let at = |port| Endpoint {
            listener: listener.into(),
            host: host.into(),
            port,
            security_protocol: 0,
        };
        port.map(at).into_iter().collect()
    }
}

/// A log directory, which outlives the process.
struct Directory {
    path: String,
    disk: Arc<FailingDisk>,
}

/// The broker's process, running or not.
pub(crate) struct Process {
    /// That of the metadata first.
    directories: Vec<Directory>,
    settings: Settings,
    site: Site,
    rng: Rng,
    starts: u64,
    node: Option<Arc<Node>>,
    connections: BTreeMap<u64, BrokerEnd>,
    woken: Arc<Woken>,
}

/// The broker's end of a connection.
struct BrokerEnd {
    session: Session,
    /// Frames that the session does not take yet.
    input: VecDeque<Bytes>,
}

#[derive(Debug, Default)]
struct Woken(Mutex<BTreeSet<u64>>);

impl Woken {
    fn add(&self, connection: u64) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(connection);
    }

    fn take(&self) -> BTreeSet<u64> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

struct ConnectionWake {
    connection: u64,
    woken: Arc<Woken>,
}

impl Wake for ConnectionWake {
    fn wake(self: Arc<Self>) {
        self.woken.add(self.connection);
    }
}

impl Process {
    /// A broker with these keys that has never run.
    pub(crate) fn new(keys: &[(&str, String)], site: Site, rng: Rng) -> Self {
        let mut entries = BrokerEntries::default();
        for (key, value) in keys {
            entries.set(key, value).expect("a key and a value that exist");
        }
        let mut settings = Settings::new(entries).expect("settings that go together");
        // Some apply all metadata in the background, the others none of it.
        if settings.node_id.0 % 2 == 0 {
            settings.partitions_at_once = 0;
        }
        let paths = settings.directories.iter().map(|path| path.display().to_string());
        let empty = |path| Directory { path, disk: Arc::new(FailingDisk::new()) };
        Self {
            directories: paths.map(empty).collect(),
            settings,
            site,
            rng,
            starts: 0,
            node: None,
            connections: BTreeMap::new(),
            woken: Arc::default(),
        }
    }

    pub(crate) fn is_up(&self) -> bool {
        self.node.is_some()
    }

    /// How often it has started: connections belong to one run.
    pub(crate) fn starts(&self) -> u64 {
        self.starts
    }

    /// The node, while it runs.
    pub(crate) fn node(&self) -> Option<&Arc<Node>> {
        self.node.as_ref()
    }

    /// Starts it.
    ///
    /// # Panics
    /// If it does not come up on what it left.
    pub(crate) fn start(&mut self, now: Now) -> Doings {
        match self.try_start(now) {
            Ok(doings) => doings,
            Err(error) => panic!("the broker does not come up again: {error}"),
        }
    }

    /// Starts it on disks that may fail.
    ///
    /// # Errors
    /// Why it does not come up.
    pub(crate) fn try_start(&mut self, now: Now) -> Result<Doings, StartError> {
        self.starts += 1;
        let directories = self.directories.iter().enumerate().map(|(number, one)| {
            let disk: Arc<dyn Disk> = one.disk.clone();
            let used_for = if number == 0 { DirectoryUse::Both } else { DirectoryUse::Partitions };
            NodeDirectory { path: one.path.clone(), disk: Ok(disk), used_for }
        });
        let site = &self.site;
        let parts = NodeParts {
            settings: self.settings.clone(),
            directories: directories.collect(),
            rng: self.rng.split(&format!("start {}", self.starts)),
            endpoints: site.endpoints(LISTENER, site.port),
            controller_endpoints: site.endpoints(CONTROLLER_LISTENER, site.controller_port),
            cluster_id: site.cluster_id.clone(),
        };
        let node = Node::start(parts, now)?;
        let effects = node.take_startup_work();
        let waker = ConnectionWake { connection: CLUSTER, woken: self.woken.clone() };
        node.wake_cluster_with(&Waker::from(Arc::new(waker)));
        self.woken.add(CLUSTER);
        self.node = Some(node);
        Ok(self.settle(effects, now))
    }

    /// The process dies.
    pub(crate) fn crash(&mut self, mut unsynced: Unsynced) {
        self.leave();
        for number in 0..self.directories.len() {
            let of_this = match &mut unsynced {
                Unsynced::Keep => Unsynced::Keep,
                Unsynced::Lose => Unsynced::Lose,
                Unsynced::LoseSome(rng) => Unsynced::LoseSome(Rng::from_seed(rng.next_u64())),
            };
            self.forget(number, of_this);
        }
    }

    /// What is not synced in a directory is gone as after a crash, and its disk is whole. To be called while the
    /// process is down.
    pub(crate) fn forget(&mut self, directory: usize, unsynced: Unsynced) {
        let disk = &mut self.directories[directory].disk;
        *disk = Arc::new(disk.crash(unsynced));
    }

    /// Does what a broker asks for that finds a partition in two directories: the folder goes that is in the one that had
    /// failed. It could not be deleted when the replica was moved away; when that came back, it began anew elsewhere.
    pub(crate) fn keep_the_newer(&self, directory: usize) {
        let disk = &self.directories[directory].disk;
        for entry in disk.list("").expect("a disk that is whole") {
            let mut all = self.directories.iter().enumerate();
            let is_elsewhere = all.any(|(number, one)| {
                number != directory && one.disk.exists(&entry.name).unwrap_or(false)
            });
            if entry.kind == EntryKind::Directory && is_elsewhere {
                disk.remove_dir_all(&entry.name).expect("a disk that is whole");
                disk.sync_dir("").expect("a disk that is whole");
            }
        }
    }

    /// The disk of a directory, to make it fail.
    pub(crate) fn disk(&self, directory: usize) -> &FailingDisk {
        &self.directories[directory].disk
    }

    /// How many log directories it has.
    pub(crate) fn directories(&self) -> usize {
        self.directories.len()
    }

    /// A frame arrives, and the disk takes no more than so many writes, the last of them torn: the process
    /// is to crash then.
    pub(crate) fn die_within(&mut self, connection: u64, frame: Bytes, writes: u64, now: Now) {
        let fault = |call, after, kind| Fault { call, after, kind };
        let disk = self.disk(0);
        disk.plan(fault(FaultyCall::Write, writes, FaultKind::Torn));
        for later in 0..CALLS_AFTER_DEATH {
            disk.plan(fault(FaultyCall::Write, writes + 1 + later, FaultKind::Broken));
            disk.plan(fault(FaultyCall::Sync, later, FaultKind::Broken));
        }
        // Nobody hears what a process says that is dead.
        let _ = self.receive(connection, frame, now);
    }

    /// The process ends as it should, once `work` is done.
    pub(crate) fn stop(&mut self, work: Vec<Work>, now: Now) {
        let Some(node) = self.node.clone() else { return };
        let mut work = VecDeque::from(work);
        while let Some(one) = work.pop_front() {
            if one.due().is_none() {
                let mut effects = Effects::default();
                node.finish(one.run(), now, &mut effects);
                work.extend(effects.work);
            }
        }
        node.stop(now);
        self.leave();
    }

    fn leave(&mut self) {
        self.connections.clear();
        self.node = None;
        let _ = self.woken.take();
    }

    /// Why it cannot go on, if it cannot.
    pub(crate) fn halted(&self) -> Option<String> {
        self.node.as_ref()?.halted().map(str::to_owned)
    }

    /// A frame has arrived on a connection.
    pub(crate) fn receive(&mut self, connection: u64, frame: Bytes, now: Now) -> Doings {
        self.receive_on(LISTENER, connection, frame, now)
    }

    /// A frame has arrived on a connection to a listener.
    pub(crate) fn receive_on(
        &mut self,
        listener: &str,
        connection: u64,
        frame: Bytes,
        now: Now,
    ) -> Doings {
        let Some(node) = &self.node else { return Doings::default() };
        let woken = &self.woken;
        let end = self.connections.entry(connection).or_insert_with(|| {
            let wake = ConnectionWake { connection, woken: woken.clone() };
            let peer =
                Peer { address: format!("127.0.0.1:{connection}"), listener: listener.into() };
            let session = Session::new(node.clone(), peer, Waker::from(Arc::new(wake)));
            BrokerEnd { session, input: VecDeque::new() }
        });
        end.input.push_back(frame);
        self.woken.add(connection);
        self.settle(Effects::default(), now)
    }

    /// Another node has answered, or will not.
    pub(crate) fn answered(
        &mut self,
        asked: Outgoing,
        answer: Result<Bytes, Unanswered>,
        now: Now,
    ) -> Doings {
        let mut effects = Effects::default();
        if let Some(node) = &self.node {
            (asked.then)(node, answer, now, &mut effects);
        }
        self.settle(effects, now)
    }

    /// Has the node do something that it is told to.
    pub(crate) fn tell(
        &mut self,
        now: Now,
        tell: impl FnOnce(&Node, &Waker, &mut Effects),
    ) -> Doings {
        let mut effects = Effects::default();
        if let Some(node) = &self.node {
            tell(node, &self.timers_waker(), &mut effects);
        }
        self.settle(effects, now)
    }

    /// The client's end of a connection is gone.
    pub(crate) fn hang_up(&mut self, connection: u64, now: Now) -> Doings {
        let mut effects = Effects::default();
        if let Some(mut end) = self.connections.remove(&connection) {
            end.session.cancel(now, &mut effects);
        }
        self.settle(effects, now)
    }

    /// Background work is done.
    pub(crate) fn finish(&mut self, done: Done, now: Now) -> Doings {
        let mut effects = Effects::default();
        if let Some(node) = &self.node {
            node.finish(done, now, &mut effects);
        }
        self.settle(effects, now)
    }

    /// When [`Process::tick`] has to be called.
    pub(crate) fn due(&self, now: Now) -> Option<Moment> {
        let node = self.node.as_ref()?;
        let parked = self.connections.values().filter_map(|end| end.session.next_deadline());
        let timers = node.coordinator_timers_due(&self.timers_waker());
        parked.chain(timers).chain(node.cluster_due()).chain([node.upkeep_due(now)]).min()
    }

    /// Does what time brings.
    pub(crate) fn tick(&mut self, now: Now) -> Doings {
        let Some(node) = self.node.clone() else { return Doings::default() };
        let mut effects = Effects::default();
        if node.coordinator_timers_due(&self.timers_waker()).is_some_and(|at| at <= now.monotonic) {
            node.fire_coordinator_timers(now, &mut effects);
        }
        if node.upkeep_due(now) <= now.monotonic {
            node.upkeep(now, &mut effects);
        }
        if node.cluster_due().is_some_and(|at| at <= now.monotonic) {
            self.woken.add(CLUSTER);
        }
        for (connection, end) in &self.connections {
            if end.session.next_deadline().is_some_and(|at| at <= now.monotonic) {
                self.woken.add(*connection);
            }
        }
        self.settle(effects, now)
    }

    fn timers_waker(&self) -> Waker {
        Waker::from(Arc::new(ConnectionWake { connection: TIMERS, woken: self.woken.clone() }))
    }

    /// Carries out effects until nobody is woken any more.
    fn settle(&mut self, mut effects: Effects, now: Now) -> Doings {
        let mut doings = Doings::default();
        loop {
            effects.wakes.drain(..).for_each(Waker::wake);
            doings.work.append(&mut effects.work);
            doings.sends.append(&mut effects.sends);
            let woken = self.woken.take();
            if woken.is_empty() {
                return doings;
            }
            for connection in woken {
                self.go_on(connection, now, &mut effects, &mut doings);
            }
        }
    }

    fn go_on(&mut self, connection: u64, now: Now, effects: &mut Effects, doings: &mut Doings) {
        if let (CLUSTER, Some(node)) = (connection, &self.node) {
            return node.tend_cluster(now, effects);
        }
        let Some(end) = self.connections.get_mut(&connection) else { return };
        let mut went = end.session.resume(now, effects);
        while went.is_ok() && end.session.accepts_more() {
            let Some(frame) = end.input.pop_front() else { break };
            went = end.session.receive(frame, now, effects);
        }
        while let Some(reply) = end.session.pop_reply() {
            doings.replies.push((connection, joined(&reply)));
        }
        if let Err(close) = went {
            end.session.cancel(now, effects);
            self.connections.remove(&connection);
            doings.closed.push((connection, close.0));
        }
    }
}
