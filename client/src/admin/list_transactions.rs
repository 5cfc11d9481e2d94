//! All transactional ids of a cluster: each broker tells those that it coordinates (KIP-664).

use std::{collections::BTreeMap, time::Duration};

use bytestring::ByteString;
use futures::future::try_join_all;
use ottla_core::protocol::messages::{ListTransactionsRequest, ListTransactionsResponse};

use super::{Admin, call::checked};
use crate::{
    Error, ErrorKind, Result,
    driver::cluster::{AutoCreation, Target},
};

const OPERATION: &str = "list transactions";

/// Which transactional ids [`Admin::list_transactions`] lists; the default is all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TransactionFilter {
    /// Only those in one of these states, by Kafka's names: `Empty`, `Ongoing`, `PrepareCommit`,
    /// `PrepareAbort`, `CompleteCommit`, `CompleteAbort`. Empty for all.
    pub states: Vec<ByteString>,
    /// Only those of these producers. Empty for all.
    pub producer_ids: Vec<i64>,
    /// Only those whose last transaction began longer ago than this (KIP-994, brokers from 3.8 on).
    pub longer_than: Option<Duration>,
    /// Only those whose whole id matches this regular expression (KIP-1152, brokers from 4.1 on).
    pub id_pattern: Option<ByteString>,
}

/// A transactional id and what it is doing, as [`Admin::list_transactions`] tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransactionListing {
    /// The transactional id.
    pub transactional_id: ByteString,
    /// Its producer.
    pub producer_id: i64,
    /// Its state, by Kafka's name.
    pub state: ByteString,
    /// The broker that coordinates it, as `host:port`.
    pub coordinator: String,
}

impl Admin {
    /// The transactional ids that a filter takes and the principal may see, by name.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// use ottla::admin::TransactionFilter;
    ///
    /// let open = TransactionFilter { states: vec!["Ongoing".into()], ..Default::default() };
    /// for one in client.admin().list_transactions(open).await? {
    ///     println!("{} of producer {}", one.transactional_id, one.producer_id);
    /// }
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// `InvalidInput` for a state that brokers do not know; the code InvalidRegularExpression; `Unsupported`
    /// for a filter that a broker is too old for; if a broker does not answer within `api_timeout`.
    pub async fn list_transactions(
        &self,
        filter: TransactionFilter,
    ) -> Result<Vec<TransactionListing>> {
        let cluster = &self.cluster;
        let request = ListTransactionsRequest {
            state_filters: filter.states,
            producer_id_filters: filter.producer_ids,
            duration_filter: filter
                .longer_than
                .map_or(-1, |duration| i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)),
            transactional_id_pattern: filter.id_pattern,
        };
        let listed = self.retried(OPERATION, || async {
            // A broker that joined lately coordinates, too.
            cluster.fetch_metadata(Some(&[]), AutoCreation::Forbidden).await?;
            let image = cluster.image();
            let asking = image.brokers.keys().map(|node| async {
                let connection = cluster.connection(Target::Node(*node)).await?;
                let version = connection.versions().newest::<ListTransactionsRequest>()?;
                let needed = needed_version(&request);
                if version < needed {
                    let message =
                        format!("the filter takes version {needed}, and the broker has {version}");
                    return Err(Error::new(ErrorKind::Unsupported, OPERATION, message));
                }
                let response = connection.request(&request).await?;
                Ok((connection.address().to_string(), response))
            });
            let mut listed = BTreeMap::new();
            for (coordinator, response) in try_join_all(asking).await? {
                take(&coordinator, response, &mut listed)?;
            }
            Ok(listed)
        });
        Ok(listed.await?.into_values().collect())
    }
}

fn needed_version(request: &ListTransactionsRequest) -> i16 {
    if request.transactional_id_pattern.is_some() {
        2
    } else {
        i16::from(request.duration_filter >= 0)
    }
}

fn take(
    coordinator: &str,
    response: ListTransactionsResponse,
    listed: &mut BTreeMap<ByteString, TransactionListing>,
) -> Result<()> {
    checked(OPERATION, response.error_code, None)?;
    if let [unknown, ..] = &response.unknown_state_filters[..] {
        let message = format!("there is no state of transactions named '{unknown}'");
        return Err(Error::new(ErrorKind::InvalidInput, OPERATION, message));
    }
    for one in response.transaction_states {
        let listing = TransactionListing {
            transactional_id: one.transactional_id.clone(),
            producer_id: one.producer_id,
            state: one.transaction_state,
            coordinator: coordinator.to_owned(),
        };
        listed.insert(one.transactional_id, listing);
    }
    Ok(())
}
