//! Sends a consumer's offsets to the open transaction: first, in the older protocol, to the coordinator of
//! the transaction, then to that of the group.

use std::collections::BTreeMap;

use ottla_core::{
    model::ErrorCode,
    protocol::messages::{AddOffsetsToTxnResponse, TxnOffsetCommitRequest},
};

use super::{coordinator::Transactional, trying::answered};
use crate::{
    CommittedOffset, Error, ErrorKind, GroupMetadata, Result,
    driver::{
        cluster::is_passing,
        connection::Connection,
        coordinator::{self, Of},
        sender::Shared,
    },
    engine::{
        positions::Key,
        transaction::{
            offsets,
            protocol::Protocol,
            state::{Answered, Started, abort_only},
            verdict::{Api, Verdict},
        },
    },
};

const OPERATION: &str = "send offsets to the transaction";

/// Spoils the transaction if the call is dropped: which offsets are in it would not be known.
struct Unfinished<'a>(Option<&'a Shared>);

impl Drop for Unfinished<'_> {
    fn drop(&mut self) {
        if let Some(shared) = self.0 {
            let message = "the call was dropped before it was answered";
            let error = Error::new(ErrorKind::Aborted, OPERATION, message);
            shared.fail_transaction(error);
        }
    }
}

impl Shared {
    /// Makes offsets part of the open transaction.
    ///
    /// # Errors
    /// After any the transaction can only be aborted, or the producer is over; but for `InvalidInput`.
    pub(crate) async fn send_offsets(
        &self,
        group: &GroupMetadata,
        offsets: BTreeMap<Key, CommittedOffset>,
    ) -> Result<()> {
        let transactional = self.transactional(OPERATION)?;
        transactional.state.lock().within(OPERATION)?;
        if let Some(failure) = self.accumulator.lock().transaction_failure() {
            return Err(abort_only(OPERATION, failure));
        }
        if offsets.is_empty() {
            return Ok(());
        }
        let mut unfinished = Unfinished(Some(self));
        let sent = self.send_offsets_in(transactional, group, offsets).await;
        unfinished.0 = None;
        sent.map_err(|error| {
            let error = error.with("group", &group.group_id);
            let error = match is_passing(&error) {
                true => error.abortable(),
                false => error,
            };
            self.fail_transaction(error.clone());
            error
        })
    }

    async fn send_offsets_in(
        &self,
        transactional: &Transactional,
        group: &GroupMetadata,
        offsets: BTreeMap<Key, CommittedOffset>,
    ) -> Result<()> {
        let (_, protocol) = transactional.state.lock().within(OPERATION)?;
        match protocol {
            Protocol::First => self.add_offsets(transactional, group).await?,
            Protocol::Second => transactional.state.lock().started(Started::Yes),
        }
        let mut left = offsets;
        let mut trying = self.trying(OPERATION, self.options.max_block);
        loop {
            let attempt = self.commit_offsets(transactional, group, &mut left);
            let forget = || {
                *transactional.group_coordinator.lock() = None;
                self.cluster.doubt();
            };
            if let Some(outcome) = trying.once(attempt, forget).await {
                return outcome;
            }
        }
    }

    async fn add_offsets(
        &self,
        transactional: &Transactional,
        group: &GroupMetadata,
    ) -> Result<()> {
        let (identity, _) = transactional.state.lock().within(OPERATION)?;
        let id = transactional.state.lock().id().clone();
        let request = offsets::add_request(&id, identity, &group.group_id);
        let mut trying = self.trying(OPERATION, self.options.max_block);
        loop {
            let attempt = async {
                let connection = transactional.connection(&self.cluster).await?;
                transactional.state.lock().started(Started::Maybe);
                let response: AddOffsetsToTxnResponse = connection.request(&request).await?;
                let code = ErrorCode::from_code(response.error_code);
                let verdict = Api::AddOffsets.verdict(code);
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

    async fn commit_offsets(
        &self,
        transactional: &Transactional,
        group: &GroupMetadata,
        left: &mut BTreeMap<Key, CommittedOffset>,
    ) -> Result<Answered> {
        let (identity, protocol) = transactional.state.lock().within(OPERATION)?;
        let id = transactional.state.lock().id().clone();
        let connection = self.group_connection(transactional, group).await?;
        let version = connection
            .versions()
            .newest_up_to::<TxnOffsetCommitRequest>(protocol.offset_commit_max())?;
        let request = offsets::commit_request(&id, identity, group, left, version);
        let pending = connection.submit(&request, version)?;
        let response = pending.answer(self.cluster.options.request_timeout).await?;
        Ok(answered(offsets::verdict(&response, left)))
    }

    async fn group_connection(
        &self,
        transactional: &Transactional,
        group: &GroupMetadata,
    ) -> Result<Connection> {
        let known = transactional.group_coordinator.lock().clone();
        let address = match known {
            Some((id, address)) if id == group.group_id => address,
            Some(_) | None => {
                let found = coordinator::find(&self.cluster, Of::Group, &group.group_id).await?;
                *transactional.group_coordinator.lock() =
                    Some((group.group_id.clone(), found.clone()));
                found
            }
        };
        self.cluster.connection_to(&address).await
    }
}

/// Refuses to commit as nobody what a consumer has read: the group would not notice that it has moved on.
///
/// # Errors
/// `Rebalanced`.
pub(crate) fn check_member(group: &GroupMetadata) -> Result<()> {
    if group.is_valid() {
        return Ok(());
    }
    let message =
        "the consumer is not in its group at the moment: abort, and go on with next_batch";
    Err(Error::new(ErrorKind::Rebalanced, OPERATION, message)
        .abortable()
        .with("group", &group.group_id))
}
