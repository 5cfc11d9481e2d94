//! Brokers that have been silent for longer than their session are fenced.

use super::{ActiveController, Basis, Decision};
use crate::model::NodeId;

impl ActiveController {
    /// Fences one broker whose session has run out, and names it; `None` if there is none. One at a time, so that
    /// each is decided on with the one before fenced: call it again.
    #[must_use]
    pub fn fence_stale(&mut self, basis: Basis<'_>) -> Decision<Option<NodeId>> {
        while let Some((broker, epoch)) = self.sessions.take_expired(basis.now.monotonic) {
            let registration = basis.image.brokers.get(&broker);
            // Who was unregistered, registered anew or is fenced already has no session to lose.
            let Some(registration) = registration.filter(|one| one.epoch == epoch && !one.fenced)
            else {
                continue;
            };
            let rules = self.rules(basis.image);
            let mut draft = rules.draft();
            draft.fence(registration);
            return Decision { records: draft.into_records(), response: Some(broker) };
        }
        Decision { records: Vec::new(), response: None }
    }
}
