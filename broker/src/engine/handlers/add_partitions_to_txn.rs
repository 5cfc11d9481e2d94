//! AddPartitionsToTxn (key 24): partitions that a transaction will write to. Authorization: WRITE on the
//! transactional id and the topics; from version 4 on, which brokers send to each other (KIP-890),
//! CLUSTER_ACTION. A transaction takes in all partitions or none.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::RangeInclusive,
    sync::Arc,
};

use ottla_core::{
    model::{ErrorCode, PartitionId, ProducerEpoch, ProducerId, TopicName, TopicPartition},
    protocol::messages::{
        AddPartitionsToTxnRequest, AddPartitionsToTxnResponse,
        add_partitions_to_txn_request::{AddPartitionsToTxnTopic, AddPartitionsToTxnTransaction},
        add_partitions_to_txn_response::{
            AddPartitionsToTxnPartitionResult, AddPartitionsToTxnResult,
            AddPartitionsToTxnTopicResult,
        },
    },
    transactions::{Adding, TransactionVersion},
};

use super::in_transaction::{in_version as code_in_version, owned};
use crate::engine::{
    call::Call,
    coordinator::{AfterShards, Answered},
    handler::{Handler, Reply},
    view::View,
};

/// AddPartitionsToTxn. v2 knows PRODUCER_FENCED (KIP-588), v4 takes many transactions and may only verify
/// (KIP-890), v5 knows TRANSACTION_ABORTABLE.
pub struct AddPartitionsToTxn;

impl Handler for AddPartitionsToTxn {
    type Request = AddPartitionsToTxnRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=5;

    fn handle(
        call: &mut Call<'_>,
        request: AddPartitionsToTxnRequest,
    ) -> Reply<AddPartitionsToTxnResponse> {
        let transactions = if call.version >= 4 {
            request.transactions
        } else {
            vec![AddPartitionsToTxnTransaction {
                transactional_id: request.v3_and_below_transactional_id,
                producer_id: request.v3_and_below_producer_id,
                producer_epoch: request.v3_and_below_producer_epoch,
                verify_only: false,
                topics: request.v3_and_below_topics,
            }]
        };
        let mut commits = Vec::new();
        let results = transactions.iter().map(|transaction| AddPartitionsToTxnResult {
            transactional_id: transaction.transactional_id.clone(),
            topic_results: match answer(call, transaction) {
                Ok(Answered { response, commit }) => {
                    commits.push(commit);
                    response
                }
                Err(results) => results,
            },
        });
        let results = results.collect();
        let response = in_version(call.version, results);
        let refuse = {
            let (version, transactions) = (call.version, transactions);
            move |code: ErrorCode| {
                let results = transactions.iter().map(|transaction| AddPartitionsToTxnResult {
                    transactional_id: transaction.transactional_id.clone(),
                    topic_results: each(&transaction.topics, |_, _| code),
                });
                in_version(version, results.collect())
            }
        };
        AfterShards::new(response, commits, Arc::new(refuse), call).reply(call)
    }
}

type TopicResults = Vec<AddPartitionsToTxnTopicResult>;

fn answer(
    call: &mut Call<'_>,
    transaction: &AddPartitionsToTxnTransaction,
) -> Result<Answered<TopicResults>, TopicResults> {
    let view = call.view();
    let topics = &transaction.topics;
    let version = call.version;
    let partitions = match all_addable(&view, version, topics) {
        Some(partitions) => partitions,
        // One that cannot be added keeps the others out.
        None => {
            return Err(each(topics, |topic, partition| {
                let refusal = addable(&view, version, topic, partition).err();
                refusal.unwrap_or(ErrorCode::OperationNotAttempted)
            }));
        }
    };
    let adding = Adding {
        id: &owned(&transaction.transactional_id),
        producer_id: ProducerId(transaction.producer_id),
        producer_epoch: ProducerEpoch(transaction.producer_epoch),
        partitions: &partitions,
        version: if version >= 4 { TransactionVersion::V2 } else { TransactionVersion::V0 },
    };
    let node = call.node.clone();
    let asked = node.ask_transaction(call, adding.id, |shard, now| {
        if transaction.verify_only {
            shard.verify_partitions(&adding)
        } else {
            shard
                .add_partitions(&adding, now)
                .map(|code| partitions.iter().map(|partition| (partition.clone(), code)).collect())
        }
    });
    match asked {
        Ok(Answered { response, commit }) => {
            let codes: BTreeMap<_, _> = response.into_iter().collect();
            let code_of = |topic: &str, partition: i32| {
                let code = named(&view, topic, partition).and_then(|one| codes.get(&one).copied());
                code_in_version(version, code.unwrap_or(ErrorCode::UnknownServerError))
            };
            Ok(Answered { response: each(topics, code_of), commit })
        }
        Err(code) => Err(each(topics, |_, _| code)),
    }
}

/// All partitions, if they can be added.
fn all_addable(
    view: &View,
    version: i16,
    topics: &[AddPartitionsToTxnTopic],
) -> Option<BTreeSet<TopicPartition>> {
    let partitions = topics.iter().flat_map(|topic| {
        topic.partitions.iter().map(|one| addable(view, version, &topic.name, *one).ok())
    });
    partitions.collect()
}

/// A partition that exists. Clients may not add those of internal topics.
fn addable(
    view: &View,
    version: i16,
    topic: &str,
    partition: i32,
) -> Result<TopicPartition, ErrorCode> {
    if version < 4 && TopicName::new(topic).is_ok_and(|name| name.is_internal()) {
        return Err(ErrorCode::TopicAuthorizationFailed);
    }
    named(view, topic, partition).ok_or(ErrorCode::UnknownTopicOrPartition)
}

fn named(view: &View, topic: &str, partition: i32) -> Option<TopicPartition> {
    let topic = view.image.topic(topic)?;
    let partition = PartitionId(partition);
    topic.partition(partition)?;
    let topic: TopicName = topic.name.clone();
    Some(TopicPartition { topic, partition })
}

fn each(topics: &[AddPartitionsToTxnTopic], code: impl Fn(&str, i32) -> ErrorCode) -> TopicResults {
    let results = topics.iter().map(|topic| AddPartitionsToTxnTopicResult {
        name: topic.name.clone(),
        results_by_partition: topic
            .partitions
            .iter()
            .map(|partition| AddPartitionsToTxnPartitionResult {
                partition_index: *partition,
                partition_error_code: code(&topic.name, *partition).code(),
            })
            .collect(),
    });
    results.collect()
}

fn in_version(
    version: i16,
    mut results: Vec<AddPartitionsToTxnResult>,
) -> AddPartitionsToTxnResponse {
    if version >= 4 {
        return AddPartitionsToTxnResponse {
            results_by_transaction: results,
            ..Default::default()
        };
    }
    let result = results.pop();
    AddPartitionsToTxnResponse {
        results_by_topic_v3_and_below: result.map(|one| one.topic_results).unwrap_or_default(),
        ..Default::default()
    }
}
