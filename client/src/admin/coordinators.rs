//! Calls about groups and transactional ids go to their coordinators.

use std::{collections::BTreeMap, sync::Arc};

use bytestring::ByteString;
use futures::future::join_all;

use super::{
    Admin,
    per_item::PerItem,
    settle::{Answers, Earlier, Items, sharded},
};
use crate::{
    Error, Result, TopicPartition,
    driver::{
        cluster::Cluster,
        connection::Connection,
        coordinator::{self, Of},
        transport::Address,
    },
};

impl Admin {
    /// Groups or transactional ids, each with what is asked about it.
    pub(super) fn coordinated<V>(
        &self,
        operation: &'static str,
        of: Of,
        items: impl IntoIterator<Item = (ByteString, V)>,
    ) -> Items<ByteString, V> {
        self.items(operation, items, move |error, id| match error.context() {
            // Who looked for the coordinator has said it.
            [(key, _), ..] if *key == of.name() => error,
            _ => error.with(of.name(), id),
        })
    }
}

impl<V: Clone + PartialEq + Send + Sync + 'static> Items<ByteString, V> {
    /// Asks each one's coordinator about it.
    pub(super) fn ask_coordinators<T, F>(
        self,
        of: Of,
        ask: impl Fn(Arc<Cluster>, Connection, ByteString, V) -> F + Clone + Send + Sync + 'static,
    ) -> PerItem<ByteString, T>
    where
        T: Send + 'static,
        F: Future<Output = Result<T>> + Send + 'static,
    {
        self.settle(move |cluster, pending, _: Earlier| {
            let ask = ask.clone();
            async move {
                let asking = pending.into_iter().map(|(id, value)| {
                    let (cluster, ask) = (cluster.clone(), &ask);
                    async move {
                        let outcome = match connected(&cluster, of, &id).await {
                            Ok(connection) => ask(cluster, connection, id.clone(), value).await,
                            Err(error) => Err(error),
                        };
                        (id, outcome)
                    }
                });
                Ok(join_all(asking).await.into_iter().collect())
            }
        })
    }

    /// Asks each coordinator about all that it has, in one request.
    pub(super) fn ask_coordinators_once<T, F>(
        self,
        of: Of,
        ask: impl Fn(Connection, BTreeMap<ByteString, V>) -> F + Clone + Send + Sync + 'static,
    ) -> PerItem<ByteString, T>
    where
        T: Send + 'static,
        F: Future<Output = Result<Answers<ByteString, T>>> + Send + 'static,
    {
        self.settle(move |cluster, pending, _: Earlier| {
            let ask = ask.clone();
            async move {
                let ids: Vec<ByteString> = pending.keys().cloned().collect();
                let found = join_all(ids.iter().map(|id| coordinator::find(&cluster, of, id)));
                let (mut shards, mut answers) = (BTreeMap::new(), Answers::new());
                for ((id, value), found) in pending.into_iter().zip(found.await) {
                    match found {
                        Ok(address) => {
                            let shard: &mut BTreeMap<_, _> = shards.entry(address).or_default();
                            shard.insert(id, value);
                        }
                        Err(error) => {
                            answers.insert(id, Err(error));
                        }
                    }
                }
                let (cluster, ask) = (&cluster, &ask);
                let asked = sharded(shards, |address: Address, items| async move {
                    ask(cluster.connection_to(&address).await?, items).await
                });
                answers.extend(asked.await);
                Ok(answers)
            }
        })
    }
}

/// A connection to who coordinates it now.
pub(super) async fn connected(cluster: &Cluster, of: Of, id: &ByteString) -> Result<Connection> {
    let address = coordinator::find(cluster, of, id).await?;
    cluster.connection_to(&address).await
}

/// Names the group and the partition that an error is about.
pub(super) fn partition_of_group(
    group_id: ByteString,
) -> impl Fn(Error, &TopicPartition) -> Error + Send + Sync + 'static {
    move |error, partition| {
        let error = error.with("group", &group_id);
        error.with("topic", &partition.topic).with("partition", partition.partition)
    }
}
