//! A machine of the cluster: the process on it, its clock, its connections to the others, and whether it stands
//! still.

use std::{
    collections::{BTreeMap, VecDeque},
    time::Duration,
};

use ottla_broker::engine::{Destination, Outgoing};
use ottla_core::model::{Moment, NodeId, Now, Rng, Timestamp};

use super::{conditions::Conditions, disks::BadDisk};
use crate::process::{Process, Site};

/// Port for clients and brokers.
pub(super) const BROKER_PORT: u16 = 9_092;
/// Port for controllers.
pub(super) const CONTROLLER_PORT: u16 = 9_093;
/// The cluster's id.
pub(super) const CLUSTER_ID: &str = "c2ltdWxhdGVkLWNsdXN0";

/// Requests to another node that wait on one connection.
#[derive(Debug)]
pub(super) struct Lane {
    pub(super) connection: u64,
    pub(super) asked: VecDeque<Outgoing>,
}

/// A machine of the cluster.
pub(super) struct Machine {
    pub(super) process: Process,
    pub(super) lanes: BTreeMap<Destination, Lane>,
    /// When the process has to be called.
    pub(super) due: Option<Moment>,
    /// It stands still until it is told to go on.
    pub(super) is_paused: bool,
    /// Its process is being stopped.
    pub(super) is_leaving: bool,
    /// Which of its disks fails, or has failed in this run of its process.
    pub(super) bad_disk: Option<BadDisk>,
    /// How far its clock is off.
    skew_ms: i64,
}

impl Machine {
    pub(super) fn new(index: usize, conditions: &Conditions, rng: &Rng) -> Self {
        let site = Site {
            host: host(index),
            port: conditions.layout.is_broker(index).then_some(BROKER_PORT),
            controller_port: conditions.layout.is_controller(index).then_some(CONTROLLER_PORT),
            cluster_id: Some(CLUSTER_ID.to_owned()),
        };
        let rng = rng.split(&format!("machine {index}"));
        Self {
            process: Process::new(&conditions.keys(index), site, rng),
            lanes: BTreeMap::new(),
            due: None,
            is_paused: false,
            is_leaving: false,
            bad_disk: None,
            skew_ms: conditions.skews_ms[index],
        }
    }

    /// What its clocks show.
    pub(super) fn now(&self, now: Now) -> Now {
        Now { wall: Timestamp(now.wall.0 + self.skew_ms), ..now }
    }

    /// Whether its process runs and does something.
    pub(super) fn is_well(&self) -> bool {
        self.process.is_up() && !self.is_paused && !self.is_leaving
    }
}

/// The name of a machine in the network.
pub(super) fn host(index: usize) -> String {
    format!("machine-{index}")
}

/// The machine of that name.
pub(super) fn machine_at(host: &str) -> Option<usize> {
    host.strip_prefix("machine-")?.parse().ok()
}

/// The id of the node on a machine.
pub(super) fn id_of(index: usize) -> NodeId {
    NodeId(index as i32 + 1)
}

/// The machine of a node.
pub(super) fn index_of(id: i32) -> Option<usize> {
    usize::try_from(id - 1).ok()
}

/// How long after it was asked a process has to have left.
pub(super) const LEAVE_PATIENCE: Duration = Duration::from_secs(5);
