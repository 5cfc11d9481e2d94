//! Fencing: whoever has a transactional id cannot write with it any more.

use bytestring::ByteString;
use ottla_core::protocol::messages::InitProducerIdRequest;

use super::{Admin, PerItem, call::checked};
use crate::{Result, driver::coordinator::Of};

const OPERATION: &str = "fence a producer";
const TERMINATE: &str = "terminate a transaction";
/// Of transactions that there will be none of.
const TIMEOUT_MS: i32 = 60_000;

/// The producer that a transactional id has after [`Admin::fence_producers`]; nobody writes with it.
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
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// let fenced = client.admin().fence_producers(["billing-1"]).one().await?;
    /// println!("{} goes on with epoch {}", fenced.transactional_id, fenced.producer_epoch);
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// What keeps the coordinator from answering within `api_timeout`.
    pub fn fence_producers<S: AsRef<str>>(
        &self,
        transactional_ids: impl IntoIterator<Item = S>,
    ) -> PerItem<ByteString, FencedProducer> {
        let ids = transactional_ids.into_iter().map(|id| (ByteString::from(id.as_ref()), ()));
        let items = self.coordinated(OPERATION, Of::Transactions, ids);
        items.ask_coordinators(Of::Transactions, |_, connection, id, ()| async move {
            let request = InitProducerIdRequest {
                transactional_id: Some(id.clone()),
                transaction_timeout_ms: TIMEOUT_MS,
                ..Default::default()
            };
            let response = connection.request(&request).await?;
            // While an open transaction is aborted the coordinator has the call come back.
            checked(OPERATION, response.error_code, None)?;
            Ok(FencedProducer {
                transactional_id: id,
                producer_id: response.producer_id,
                producer_epoch: response.producer_epoch,
            })
        })
    }

    /// Ends the transaction of a transactional id that nobody ends, whatever its producer does: it is aborted, and
    /// the producer fenced (KIP-939).
    ///
    /// # Errors
    /// As [`Admin::fence_producers`].
    pub async fn force_terminate_transaction(&self, transactional_id: &str) -> Result<()> {
        let fenced = self.fence_producers([transactional_id]).one().await;
        fenced.map(drop).map_err(|error| error.during(TERMINATE))
    }
}
