//! BrokerHeartbeat (KIP-631): a broker is alive, has read so much of the metadata, and wants to serve, to be
//! fenced or to stop. Which of these it gets is decided here, with what becomes of its partitions.

use super::{
    ActiveController, Basis, Decision, Judged, broker_changes::check_broker_epoch,
    sessions::Standing,
};
use crate::{
    metadata::{BrokerRegistration, MetadataVersion},
    model::{NodeId, Offset},
    protocol::messages::{BrokerHeartbeatRequest, BrokerHeartbeatResponse},
};

/// What a heartbeat is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeartbeatReply {
    /// Whether the broker has read its own registration.
    pub is_caught_up: bool,
    /// Whether it is fenced.
    pub is_fenced: bool,
    /// Whether its leaderships are being moved away before it stops.
    pub in_controlled_shutdown: bool,
    /// Whether it may stop now.
    pub should_shut_down: bool,
}

impl HeartbeatReply {
    /// The response on the wire.
    #[must_use]
    pub fn response(&self) -> BrokerHeartbeatResponse {
        BrokerHeartbeatResponse {
            is_caught_up: self.is_caught_up,
            is_fenced: self.is_fenced,
            should_shut_down: self.should_shut_down,
            ..Default::default()
        }
    }
}

impl ActiveController {
    /// Decides on a BrokerHeartbeat request.
    ///
    /// `StaleBrokerEpoch`: the broker is not registered, or not with this epoch.
    #[must_use]
    pub fn heartbeat(
        &mut self,
        basis: Basis<'_>,
        request: &BrokerHeartbeatRequest,
    ) -> Judged<HeartbeatReply> {
        let broker = NodeId(request.broker_id);
        let registration = match check_broker_epoch(basis.image, broker, request.broker_epoch) {
            Ok(registration) => registration,
            Err(refusal) => return Judged::refused(refusal),
        };
        let registered = basis.image.registration_offset(broker).unwrap_or(Offset::ZERO);
        self.sessions.touch(registration, basis.now.monotonic);
        let current = self.sessions.standing(registration);
        let next = self.next_standing(basis, registration, registered, request);
        let rules = self.rules(basis.image);
        let mut draft = rules.draft();
        if current != next {
            match next {
                Standing::Fenced | Standing::ShutDown => draft.fence(registration),
                Standing::Unfenced => draft.unfence(registration),
                Standing::ControlledShutdown => draft.begin_controlled_shutdown(registration),
            }
        }
        let version = basis.image.metadata_version();
        if version >= MetadataVersion::DIRECTORY_ASSIGNMENT {
            draft.directories_offline(registration, &request.offline_log_dirs);
        }
        if version >= MetadataVersion::CORDONED_DIRECTORIES
            && let Some(cordoned) = &request.cordoned_log_dirs
        {
            draft.directories_cordoned(registration, cordoned);
        }
        let records = draft.into_records();
        let offset = Offset(request.current_metadata_offset);
        self.sessions.reached(registration, next, offset);
        if next == Standing::ControlledShutdown {
            let last = basis.next_offset + (records.len() as i64 - 1);
            self.sessions.shut_down_at(broker, last);
        }
        let reply = HeartbeatReply {
            is_caught_up: offset >= registered,
            is_fenced: matches!(next, Standing::Fenced | Standing::ShutDown),
            in_controlled_shutdown: next == Standing::ControlledShutdown,
            should_shut_down: next == Standing::ShutDown,
        };
        Decision { records, response: Ok(reply) }
    }

    /// The broker of the controller's own process lives as long as the controller does: it needs no heartbeat
    /// for that.
    pub fn lives_here(&mut self, basis: Basis<'_>, broker: NodeId) {
        let registration = basis.image.brokers.get(&broker);
        if let Some(registration) = registration.filter(|one| !one.fenced) {
            self.sessions.touch(registration, basis.now.monotonic);
        }
    }

    fn next_standing(
        &self,
        basis: Basis<'_>,
        broker: &BrokerRegistration,
        registered: Offset,
        request: &BrokerHeartbeatRequest,
    ) -> Standing {
        let has_leaderships = || basis.image.leads_any(broker.id);
        match self.sessions.standing(broker) {
            Standing::Fenced if request.want_shut_down => Standing::ShutDown,
            Standing::Fenced => {
                let is_caught_up = request.current_metadata_offset >= registered.0;
                if !request.want_fence && is_caught_up {
                    Standing::Unfenced
                } else {
                    Standing::Fenced
                }
            }
            Standing::Unfenced => match (request.want_fence, request.want_shut_down) {
                (true, true) => Standing::ShutDown,
                (true, false) => Standing::Fenced,
                (false, true) if has_leaderships() => Standing::ControlledShutdown,
                (false, true) => Standing::ShutDown,
                (false, false) => Standing::Unfenced,
            },
            Standing::ControlledShutdown => {
                // The others have to know the new leaders before this one is gone.
                let is_known = self.sessions.all_have_read_shutdown_of(broker.id, basis.image);
                if !has_leaderships() && is_known {
                    Standing::ShutDown
                } else {
                    Standing::ControlledShutdown
                }
            }
            Standing::ShutDown => Standing::ShutDown,
        }
    }
}
