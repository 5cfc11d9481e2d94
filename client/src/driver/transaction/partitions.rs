//! Tells the coordinator of partitions, in the generation of the protocol where clients have to.

use ottla_core::protocol::messages::AddPartitionsToTxnRequest;

use super::{coordinator::Transactional, trying::answered};
use crate::{
    Advice, Result,
    driver::sender::Shared,
    engine::{
        positions::Key,
        transaction::{
            partitions,
            protocol::ADD_PARTITIONS_MAX,
            state::{Started, abort_only},
            verdict::Verdict,
        },
    },
};

impl Shared {
    /// Tells the coordinator of partitions, so that their batches may be sent.
    pub(crate) async fn add_partitions(&self, added: Vec<Key>) {
        let Some(transactional) = &self.transactional else { return };
        let _adding = transactional.adding.lock().await;
        match self.add_in_turn(transactional, &added).await {
            Ok(()) => self.accumulator.lock().enlisted(),
            Err(error) => self.fail_transaction(match error.advice() {
                Advice::Fatal => error,
                _ => error.abortable(),
            }),
        }
    }

    async fn add_in_turn(&self, transactional: &Transactional, added: &[Key]) -> Result<()> {
        const OPERATION: &str = "add partitions to the transaction";
        let (identity, _) = transactional.state.lock().within(OPERATION)?;
        let id = transactional.state.lock().id().clone();
        let request = partitions::request(&id, identity, added);
        let mut trying = self.trying(OPERATION, self.options.delivery_timeout);
        loop {
            if let Some(failure) = self.accumulator.lock().transaction_failure() {
                return Err(abort_only(OPERATION, failure));
            }
            let attempt = async {
                let connection = transactional.connection(&self.cluster).await?;
                let version = connection
                    .versions()
                    .newest_up_to::<AddPartitionsToTxnRequest>(ADD_PARTITIONS_MAX)?;
                transactional.state.lock().started(Started::Maybe);
                let pending = connection.submit(&request, version)?;
                let response = pending.answer(self.cluster.options.request_timeout).await?;
                let verdict = partitions::verdict(&response, added);
                if matches!(verdict, Verdict::Done) {
                    transactional.state.lock().started(Started::Yes);
                }
                Ok(answered(verdict))
            };
            if let Some(outcome) = trying.once(attempt, || self.forget_coordinator()).await {
                return outcome;
            }
        }
    }
}
