//! Fencing: whoever has a transactional id cannot write with it any more.

use bytestring::ByteString;
use ottla_core::protocol::messages::InitProducerIdRequest;

use super::{
    Admin,
    call::{checked, retried},
};
use crate::{Result, driver::coordinator};

const OPERATION: &str = "fence a producer";
/// Of transactions that there will be none of.
const TIMEOUT_MS: i32 = 60_000;

/// The producer that a transactional id has now; nobody writes with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FencedProducer {
    /// The transactional id.
    pub transactional_id: ByteString,
    /// Its producer id.
    pub producer_id: i64,
    /// Its epoch, higher than that of whoever had the id.
    pub producer_epoch: i16,
}

impl Admin {
    /// Aborts what the producers of these transactional ids have open, and keeps them from writing on: their
    /// next call fails with `Fenced`. An id that does not exist comes into being.
    ///
    /// # Errors
    /// What keeps the coordinators from answering within `api_timeout`. The producers of ids named
    /// before may be fenced then.
    pub async fn fence_producers<S: AsRef<str>>(
        &self,
        transactional_ids: impl IntoIterator<Item = S>,
    ) -> Result<Vec<FencedProducer>> {
        let mut fenced = Vec::new();
        for id in transactional_ids {
            let id = ByteString::from(id.as_ref());
            let request = InitProducerIdRequest {
                transactional_id: Some(id.clone()),
                transaction_timeout_ms: TIMEOUT_MS,
                ..Default::default()
            };
            // An open transaction is aborted first: the coordinator has the call come back.
            let outcome = retried(&self.cluster, OPERATION, || async {
                let of = coordinator::Of::Transactions;
                let address = coordinator::find(&self.cluster, of, &id).await?;
                let connection = self.cluster.connection_to(&address).await?;
                let response = connection.request(&request).await?;
                checked(OPERATION, response.error_code, None)?;
                Ok((response.producer_id, response.producer_epoch))
            });
            let (producer_id, producer_epoch) =
                outcome.await.map_err(|error| error.with("transactional id", &id))?;
            fenced.push(FencedProducer { transactional_id: id, producer_id, producer_epoch });
        }
        Ok(fenced)
    }
}
