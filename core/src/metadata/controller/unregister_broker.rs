//! UnregisterBroker (KIP-631): a broker that does not come back leaves every ISR, and the cluster.

use super::{ActiveController, Basis, Decision, Judged, Refusal};
use crate::model::{ErrorCode, NodeId};

impl ActiveController {
    /// Decides on an UnregisterBroker request.
    #[must_use]
    pub fn unregister_broker(&self, basis: Basis<'_>, broker: NodeId) -> Judged<()> {
        let Some(registration) = basis.image.brokers.get(&broker) else {
            let message = format!("Broker ID {broker} is not currently registered");
            return Judged::refused(Refusal::new(ErrorCode::BrokerIdNotRegistered, message));
        };
        let rules = self.rules(basis.image);
        let mut draft = rules.draft();
        draft.unregister(registration);
        Decision { records: draft.into_records(), response: Ok(()) }
    }
}
