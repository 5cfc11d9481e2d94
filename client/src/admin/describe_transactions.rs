//! Transactional ids in detail, as their coordinators know them (KIP-664).

use bytestring::ByteString;
use ottla_core::protocol::messages::{
    DescribeTransactionsRequest, DescribeTransactionsResponse,
    describe_transactions_response::TransactionState,
};

use super::{Admin, PerItem, call::checked, settle::Answers};
use crate::{TopicPartition, driver::coordinator::Of};

const OPERATION: &str = "describe transactions";

/// A transactional id and its transaction, as [`Admin::describe_transactions`] tells of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransactionDescription {
    /// The transactional id.
    pub transactional_id: ByteString,
    /// Its state, by Kafka's name: `Empty`, `Ongoing`, `PrepareCommit`, `PrepareAbort`,
    /// `CompleteCommit`, `CompleteAbort`.
    pub state: ByteString,
    /// Its producer.
    pub producer_id: i64,
    /// The producer's epoch.
    pub producer_epoch: i16,
    /// How long a transaction of it may be open, in milliseconds.
    pub timeout_ms: i32,
    /// When the last transaction began, in milliseconds since 1970; `None` if there was none.
    pub started_at: Option<i64>,
    /// Partitions that the open transaction has written to; one that is ending: that have no marker yet.
    pub partitions: Vec<TopicPartition>,
    /// The broker that coordinates it, as `host:port`.
    pub coordinator: String,
}

impl Admin {
    /// Describes transactional ids.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// # let producer = client.producer(ottla::ProducerOptions {
    /// #     transactional_id: Some("billing-1".into()),
    /// #     ..Default::default()
    /// # })?;
    /// # let transaction = producer.begin().await?;
    /// # transaction.send(ottla::Record::to("orders").value("paid")).await?;
    /// let billing = client.admin().describe_transactions(["billing-1"]).one().await?;
    /// println!("{} since {:?}, in {:?}", billing.state, billing.started_at, billing.partitions);
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// The code TransactionalIdNotFound for one that does not exist; what keeps its coordinator from answering
    /// within `api_timeout`.
    pub fn describe_transactions<S: AsRef<str>>(
        &self,
        transactional_ids: impl IntoIterator<Item = S>,
    ) -> PerItem<ByteString, TransactionDescription> {
        let ids = transactional_ids.into_iter().map(|id| (ByteString::from(id.as_ref()), ()));
        let items = self.coordinated(OPERATION, Of::Transactions, ids);
        items.ask_coordinators_once(Of::Transactions, |connection, ids| async move {
            let request =
                DescribeTransactionsRequest { transactional_ids: ids.into_keys().collect() };
            let coordinator = connection.address().to_string();
            Ok(answers(&coordinator, connection.request(&request).await?))
        })
    }
}

fn answers(
    coordinator: &str,
    response: DescribeTransactionsResponse,
) -> Answers<ByteString, TransactionDescription> {
    let answers = response.transaction_states.into_iter().map(|one| {
        let outcome = checked(OPERATION, one.error_code, None);
        (one.transactional_id.clone(), outcome.map(|()| description(coordinator, one)))
    });
    answers.collect()
}

fn description(coordinator: &str, one: TransactionState) -> TransactionDescription {
    let mut partitions: Vec<TopicPartition> = one
        .topics
        .into_iter()
        .flat_map(|topic| {
            let name = topic.topic;
            topic.partitions.into_iter().map(move |id| TopicPartition::new(name.clone(), id))
        })
        .collect();
    partitions.sort();
    TransactionDescription {
        transactional_id: one.transactional_id,
        state: one.transaction_state,
        producer_id: one.producer_id,
        producer_epoch: one.producer_epoch,
        timeout_ms: one.transaction_timeout_ms,
        started_at: Some(one.transaction_start_time_ms).filter(|at| *at >= 0),
        partitions,
        coordinator: coordinator.to_owned(),
    }
}
