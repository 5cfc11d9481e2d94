//! A broker's standing with the controller (KIP-631): it registers, tells how much of the metadata it has,
//! is let in when it has its own registration, goes on telling that it lives, and is let go when others have
//! its leaderships.

use std::{sync::atomic::Ordering, task::Waker, time::Duration};

use ottla_core::{
    metadata::BrokerRegistration,
    model::{ErrorCode, Moment, Now, Uuid},
    protocol::codec,
    protocol::messages::{
        BrokerHeartbeatRequest, BrokerHeartbeatResponse, BrokerRegistrationRequest,
        BrokerRegistrationResponse,
        broker_registration_request::{Feature, Listener},
    },
};

use super::{
    complaint::{Complaint, PATIENCE},
    outgoing::Unanswered,
};
use crate::engine::{effects::Effects, node::Node};

/// Version of BrokerRegistration.
const REGISTRATION_VERSION: i16 = 4;
/// Version of BrokerHeartbeat.
const HEARTBEAT_VERSION: i16 = 2;
/// Pause after what failed, doubled each time up to the greatest.
const BACKOFF: Duration = Duration::from_millis(25);
const BACKOFF_MAX: Duration = Duration::from_millis(500);

/// Where a broker stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// It is not known to the controller.
    Unregistered,
    /// It is registered with this epoch, and fenced.
    Fenced(i64),
    /// It serves.
    Serving(i64),
    /// It wants to stop, and waits for its leaderships to be taken.
    Leaving(i64),
    /// It may stop.
    Left,
}

/// What a heartbeat asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Serve,
    Leave,
}

/// A broker's standing with the controller.
#[derive(Debug)]
pub(in crate::engine) struct Lifecycle {
    standing: Standing,
    /// Whether an answer is waited for.
    asking: bool,
    /// When it speaks to the controller next.
    next: Moment,
    backoff: Duration,
    /// There is no answer: a cluster that starts has no active controller at first.
    silence: Complaint,
    /// The controller does not register it.
    refusal: Complaint,
    /// Another broker has its id, or had until a moment ago: the last run of this one, if it was killed.
    rival: Complaint,
    /// Who waits for it to have left.
    leaving: Option<Waker>,
}

impl Lifecycle {
    /// Before the first registration.
    pub(in crate::engine) fn new(now: Now) -> Self {
        Self {
            standing: Standing::Unregistered,
            asking: false,
            next: now.monotonic,
            backoff: BACKOFF,
            silence: Complaint::default(),
            refusal: Complaint::default(),
            rival: Complaint::default(),
            leaving: None,
        }
    }

    /// A broker that is registered and serves already: the controller of its own cluster has let it in at
    /// the start.
    pub(in crate::engine) fn serving(epoch: i64, now: Now) -> Self {
        Self { standing: Standing::Serving(epoch), ..Self::new(now) }
    }

    /// When it speaks to the controller next.
    pub(in crate::engine) fn due(&self) -> Option<Moment> {
        let is_over = self.asking || self.standing == Standing::Left;
        (!is_over).then_some(self.next)
    }

    fn failed(&mut self, now: Now) {
        self.next = now.monotonic + self.backoff;
        self.backoff = (self.backoff * 2).min(BACKOFF_MAX);
    }
}

impl Node {
    /// Whether the broker serves: the controller counts on it. A node that is no broker serves at once.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        !self.settings.quorum.roles.is_broker()
            || !matches!(
                self.cluster.lifecycle.lock().standing,
                Standing::Unregistered | Standing::Fenced(_)
            )
    }

    /// Whether a listener takes connections. One for clients does when this run of the node is part of the cluster and has
    /// its metadata: before, it would tell clients that there are no topics, or that features are not there.
    #[must_use]
    pub fn takes_connections(&self, listener: &str) -> bool {
        self.settings.kind_of(listener) == codec::Listener::Controller
            || self.has_partitions.load(Ordering::Acquire)
    }

    /// Speaks to the controller, if it is time.
    pub(super) fn tend_lifecycle(&self, now: Now, effects: &mut Effects) {
        // A cluster of its own has nobody to tell that it lives.
        if !self.settings.quorum.roles.is_broker() || self.settings.quorum.is_alone() {
            return;
        }
        let mut lifecycle = self.cluster.lifecycle.lock();
        if lifecycle.due().is_none_or(|due| now.monotonic < due) {
            return;
        }
        match lifecycle.standing {
            Standing::Unregistered => {
                lifecycle.asking = true;
                drop(lifecycle);
                self.register(now, effects);
            }
            Standing::Fenced(epoch) if !self.has_own_registration(epoch) => {
                // It is called again when metadata was applied.
                lifecycle.next = now.monotonic + self.settings.quorum.heartbeat_interval;
            }
            Standing::Fenced(epoch) | Standing::Serving(epoch) | Standing::Leaving(epoch) => {
                lifecycle.asking = true;
                let wish = match lifecycle.standing {
                    Standing::Leaving(_) => Wish::Leave,
                    Standing::Unregistered
                    | Standing::Fenced(_)
                    | Standing::Serving(_)
                    | Standing::Left => Wish::Serve,
                };
                drop(lifecycle);
                self.heartbeat(epoch, wish, now, effects);
            }
            Standing::Left => {}
        }
    }

    /// Metadata was applied: what waits for it is due.
    pub(in crate::engine) fn lifecycle_sees_metadata(&self, now: Now) {
        let mut lifecycle = self.cluster.lifecycle.lock();
        if let Standing::Fenced(epoch) = lifecycle.standing
            && self.has_own_registration(epoch)
        {
            lifecycle.next = now.monotonic;
        }
    }

    fn has_own_registration(&self, epoch: i64) -> bool {
        let image = &self.view.load().image;
        image.brokers.get(&self.identity.node_id).is_some_and(|broker| broker.epoch >= epoch)
    }

    fn register(&self, now: Now, effects: &mut Effects) {
        let request = BrokerRegistrationRequest {
            broker_id: self.identity.node_id.0,
            cluster_id: self.identity.cluster_id.clone(),
            incarnation_id: self.identity.incarnation,
            listeners: self
                .cluster
                .endpoints
                .iter()
                .map(|endpoint| Listener {
                    name: endpoint.listener.clone(),
                    host: endpoint.host.clone(),
                    port: endpoint.port,
                    security_protocol: endpoint.security_protocol,
                })
                .collect(),
            features: BrokerRegistration::supported_features()
                .into_iter()
                .map(|(name, min_supported_version, max_supported_version)| Feature {
                    name,
                    min_supported_version,
                    max_supported_version,
                })
                .collect(),
            rack: self.settings.rack.clone().map(Into::into),
            log_dirs: self.directories.online_ids(),
            previous_broker_epoch: self.cluster.previous_epoch,
            ..Default::default()
        };
        self.ask_controller(request, REGISTRATION_VERSION, now, effects, Self::registered);
    }

    fn registered(
        &self,
        answer: Result<BrokerRegistrationResponse, Unanswered>,
        now: Now,
        _effects: &mut Effects,
    ) {
        let mut lifecycle = self.cluster.lifecycle.lock();
        lifecycle.asking = false;
        if answer.is_ok() {
            lifecycle.silence.over();
        }
        let code = match answer {
            Ok(answer) if answer.error_code == ErrorCode::None.code() => {
                self.broker_epoch.store(answer.broker_epoch, Ordering::Release);
                lifecycle.standing = Standing::Fenced(answer.broker_epoch);
                lifecycle.backoff = BACKOFF;
                lifecycle.next = now.monotonic;
                lifecycle.refusal.over();
                lifecycle.rival.over();
                return;
            }
            Ok(answer) => ErrorCode::from_code(answer.error_code),
            Err(error) => {
                lifecycle.failed(now);
                let complains = lifecycle.silence.is_due(PATIENCE, now);
                // Whoever has the controller's lock may want this one.
                drop(lifecycle);
                if complains {
                    let quorum = self.quorum_state(now);
                    tracing::warn!("this broker cannot register: {error}; {quorum}");
                }
                return;
            }
        };
        lifecycle.failed(now);
        let id = self.identity.node_id;
        match code {
            ErrorCode::NotController | ErrorCode::None => {}
            ErrorCode::DuplicateBrokerRegistration => {
                if lifecycle.rival.is_due(PATIENCE, now) {
                    tracing::error!(
                        "another broker with node.id={id} is alive in this cluster, or died moments ago: this one waits until that is fenced; give each broker a node.id of its own"
                    );
                }
            }
            ErrorCode::InconsistentClusterId => {
                drop(lifecycle);
                self.halt(format_args!(
                    "this broker belongs to cluster {}, and the controller to another one: check controller.quorum.voters, or start with an empty data directory",
                    self.identity.cluster_id
                ));
            }
            code => {
                if lifecycle.refusal.is_due(Duration::ZERO, now) {
                    let (why, lacking) = (code.message(), self.lacking_features());
                    tracing::error!("the controller does not register this broker: {why}{lacking}");
                }
            }
        }
    }

    /// The cluster's features that this broker does not have, for a message.
    fn lacking_features(&self) -> String {
        let supported = BrokerRegistration::supported_features();
        let image = &self.view.load().image;
        let lacking = image.features.iter().filter(|(name, level)| {
            let has = |(known, oldest, newest): &(bytestring::ByteString, i16, i16)| {
                **known == ***name && (*oldest..=*newest).contains(*level)
            };
            !supported.iter().any(has)
        });
        let lacking: Vec<String> = lacking.map(|(name, level)| format!("{name}={level}")).collect();
        match lacking.is_empty() {
            true => String::new(),
            false => format!("; the cluster has features that it lacks: {}", lacking.join(", ")),
        }
    }

    fn heartbeat(&self, epoch: i64, wish: Wish, now: Now, effects: &mut Effects) {
        let offset = self.view.load().image.end_offset.map_or(-1, |end| end.0 - 1);
        let online = self.directories.online_ids();
        let all = self.directories.all.iter().map(|directory| directory.id);
        let offline_log_dirs: Vec<Uuid> = all.filter(|id| !online.contains(id)).collect();
        let request = BrokerHeartbeatRequest {
            broker_id: self.identity.node_id.0,
            broker_epoch: epoch,
            current_metadata_offset: offset,
            want_fence: false,
            want_shut_down: wish == Wish::Leave,
            offline_log_dirs,
            cordoned_log_dirs: None,
        };
        self.ask_controller(request, HEARTBEAT_VERSION, now, effects, Self::heard);
    }

    fn heard(
        &self,
        answer: Result<BrokerHeartbeatResponse, Unanswered>,
        now: Now,
        effects: &mut Effects,
    ) {
        let mut lifecycle = self.cluster.lifecycle.lock();
        lifecycle.asking = false;
        let answer = match answer {
            Ok(answer) if answer.error_code == ErrorCode::None.code() => answer,
            Ok(answer) => {
                lifecycle.failed(now);
                let code = ErrorCode::from_code(answer.error_code);
                if code == ErrorCode::StaleBrokerEpoch
                    && !matches!(lifecycle.standing, Standing::Leaving(_))
                {
                    // It was unregistered, or the cluster has forgotten it.
                    tracing::warn!(
                        "the controller does not know this broker any more; it registers again"
                    );
                    lifecycle.standing = Standing::Unregistered;
                }
                return;
            }
            Err(error) => {
                lifecycle.failed(now);
                let complains = lifecycle.silence.is_due(PATIENCE, now);
                drop(lifecycle);
                if complains {
                    let quorum = self.quorum_state(now);
                    tracing::warn!("no heartbeat reaches a controller: {error}; {quorum}");
                }
                return;
            }
        };
        lifecycle.backoff = BACKOFF;
        lifecycle.silence.over();
        lifecycle.next = now.monotonic + self.settings.quorum.heartbeat_interval;
        match lifecycle.standing {
            Standing::Fenced(epoch) if !answer.is_fenced => {
                lifecycle.standing = Standing::Serving(epoch);
                tracing::info!(node = %self.identity.node_id, epoch, "this broker serves");
                drop(lifecycle);
                self.prefetch_producer_ids(now, effects);
            }
            Standing::Serving(epoch) if answer.is_fenced => {
                tracing::warn!(
                    "the controller has fenced this broker: it was silent for longer than broker.session.timeout.ms"
                );
                lifecycle.standing = Standing::Fenced(epoch);
                lifecycle.next = now.monotonic;
            }
            Standing::Leaving(_) if answer.should_shut_down => {
                lifecycle.standing = Standing::Left;
                effects.wakes.extend(lifecycle.leaving.take());
            }
            // Until everybody knows the new leaders there is nothing else to do.
            Standing::Leaving(_) => lifecycle.next = now.monotonic + BACKOFF,
            Standing::Fenced(_)
            | Standing::Serving(_)
            | Standing::Unregistered
            | Standing::Left => {}
        }
    }

    /// Has something to tell the controller at once.
    pub(in crate::engine) fn heartbeat_soon(&self, now: Now, effects: &mut Effects) {
        self.cluster.lifecycle.lock().next = now.monotonic;
        self.wake_cluster(effects);
    }

    /// Wants to stop: the controller moves the leaderships. `waker` is woken once it may, see
    /// [`Node::has_left`].
    pub fn begin_leaving(&self, now: Now, waker: &Waker, effects: &mut Effects) {
        let mut lifecycle = self.cluster.lifecycle.lock();
        lifecycle.standing = match lifecycle.standing {
            Standing::Serving(epoch) | Standing::Fenced(epoch) if self.has_company() => {
                Standing::Leaving(epoch)
            }
            // There is nobody to take its leaderships.
            _ => Standing::Left,
        };
        lifecycle.leaving = Some(waker.clone());
        lifecycle.next = now.monotonic;
        drop(lifecycle);
        self.wake_cluster(effects);
    }

    /// Whether the broker may stop without anybody missing it.
    #[must_use]
    pub fn has_left(&self) -> bool {
        self.cluster.lifecycle.lock().standing == Standing::Left
    }

    fn has_company(&self) -> bool {
        let view = self.view.load();
        view.image.active_brokers().any(|broker| broker.id != self.identity.node_id)
    }
}
