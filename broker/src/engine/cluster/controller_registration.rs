//! A controller says where it is and what it supports (KIP-919): without that no feature of the cluster can get
//! another level.

use ottla_core::{
    metadata::BrokerRegistration,
    model::{ErrorCode, Moment, Now},
    protocol::messages::{
        ControllerRegistrationRequest, ControllerRegistrationResponse,
        controller_registration_request::{Feature, Listener},
    },
};

use super::outgoing::Unanswered;
use crate::engine::{effects::Effects, node::Node};

/// Version of ControllerRegistration.
const VERSION: i16 = 0;

/// Where a controller stands with the active one.
#[derive(Debug)]
pub(in crate::engine) struct ControllerStanding {
    asking: bool,
    next: Moment,
}

impl ControllerStanding {
    pub(super) fn new(now: Now) -> Self {
        Self { asking: false, next: now.monotonic }
    }
}

impl Node {
    /// When [`Node::tend_controller_registration`] has something to do.
    pub(super) fn controller_registration_due(&self) -> Option<Moment> {
        if self.is_known_controller() {
            return None;
        }
        let standing = self.cluster.controller_standing.lock();
        (!standing.asking).then_some(standing.next)
    }

    /// Registers this controller, if the metadata does not have it as it is.
    pub(super) fn tend_controller_registration(&self, now: Now, effects: &mut Effects) {
        if self.is_known_controller() {
            return;
        }
        let mut standing = self.cluster.controller_standing.lock();
        if standing.asking || now.monotonic < standing.next {
            return;
        }
        standing.asking = true;
        drop(standing);
        let listeners = self.cluster.controller_endpoints.iter().map(|endpoint| Listener {
            name: endpoint.listener.clone(),
            host: endpoint.host.clone(),
            port: endpoint.port,
            security_protocol: endpoint.security_protocol,
        });
        let features = BrokerRegistration::supported_features().into_iter();
        let request = ControllerRegistrationRequest {
            controller_id: self.identity.node_id.0,
            incarnation_id: self.identity.incarnation,
            zk_migration_ready: false,
            listeners: listeners.collect(),
            features: features
                .map(|(name, min_supported_version, max_supported_version)| Feature {
                    name,
                    min_supported_version,
                    max_supported_version,
                })
                .collect(),
        };
        self.ask_controller(request, VERSION, now, effects, Self::controller_registered);
    }

    fn controller_registered(
        &self,
        answer: Result<ControllerRegistrationResponse, Unanswered>,
        now: Now,
        _effects: &mut Effects,
    ) {
        let code = answer.map(|answer| ErrorCode::from_code(answer.error_code));
        if !matches!(code, Ok(ErrorCode::None | ErrorCode::NotController) | Err(_)) {
            tracing::warn!("the active controller does not register this one: {code:?}");
        }
        let mut standing = self.cluster.controller_standing.lock();
        standing.asking = false;
        // If it went well, the metadata says so before that.
        standing.next = now.monotonic + self.settings.quorum.heartbeat_interval * 2;
    }

    fn is_known_controller(&self) -> bool {
        if !self.settings.quorum.roles.is_controller() || self.settings.quorum.is_alone() {
            return true;
        }
        let view = self.view.load();
        let known = view.image.controllers.get(&self.identity.node_id);
        known.is_some_and(|known| known.incarnation == self.identity.incarnation)
    }
}
