//! Produce requests and their answers: which batch stands where.

use std::collections::BTreeMap;

use bytestring::ByteString;
use ottla_core::{
    model::{ErrorCode, Timestamp, Uuid},
    protocol::{
        codec::Records,
        messages::{
            ProduceRequest, ProduceResponse,
            produce_request::{PartitionProduceData, TopicProduceData},
            produce_response::{LeaderIdAndEpoch, PartitionProduceResponse},
        },
    },
};

use super::{
    accumulator::Answer,
    deliver::BatchWritten,
    metadata::{ClusterImage, NewLeader},
};
use crate::{Error, ErrorKind};

/// From this version on topics are named by their id.
pub(crate) const TOPIC_IDS_SINCE: i16 = 13;

/// A request for these batches, in their order.
pub(crate) fn request(
    transactional_id: Option<ByteString>,
    batches: Vec<(ByteString, i32, Records)>,
    image: &ClusterImage,
    acks: i16,
    timeout_ms: i32,
) -> ProduceRequest {
    let mut topics: BTreeMap<ByteString, Vec<PartitionProduceData>> = BTreeMap::new();
    for (topic, index, records) in batches {
        let data = PartitionProduceData { index, records: Some(records) };
        topics.entry(topic).or_default().push(data);
    }
    let topic_data = topics
        .into_iter()
        .map(|(name, partition_data)| {
            let topic_id = image.topics.get(&name).map_or(Uuid::ZERO, |topic| topic.id);
            TopicProduceData { name, topic_id, partition_data }
        })
        .collect();
    ProduceRequest { transactional_id, acks, timeout_ms, topic_data }
}

/// The newest version that can name all these topics.
pub(crate) fn version_max<'a>(
    topics: impl IntoIterator<Item = &'a ByteString>,
    image: &ClusterImage,
) -> i16 {
    let known = |name: &ByteString| image.topics.get(name).is_some_and(|topic| !topic.id.is_zero());
    if topics.into_iter().all(known) { i16::MAX } else { TOPIC_IDS_SINCE - 1 }
}

/// The answers in a response, by topic and partition. `sent` names the topics of the request, for
/// newer answers carry ids only.
pub(crate) struct Answers {
    partitions: BTreeMap<(ByteString, i32), PartitionProduceResponse>,
}

impl Answers {
    pub(crate) fn new(response: ProduceResponse, sent: &BTreeMap<Uuid, ByteString>) -> Self {
        let mut partitions = BTreeMap::new();
        for topic in response.responses {
            let name = match topic.topic_id.is_zero() {
                true => Some(topic.name),
                false => sent.get(&topic.topic_id).cloned(),
            };
            let Some(name) = name else { continue };
            for partition in topic.partition_responses {
                partitions.insert((name.clone(), partition.index), partition);
            }
        }
        Self { partitions }
    }

    /// The leaders that the answer names.
    pub(crate) fn leaders(&self) -> Vec<NewLeader> {
        let news = self.partitions.iter().filter_map(|((topic, partition), answer)| {
            let LeaderIdAndEpoch { leader_id: leader, leader_epoch } = answer.current_leader;
            let topic = topic.clone();
            (leader >= 0).then_some(NewLeader {
                topic,
                partition: *partition,
                leader,
                leader_epoch,
            })
        });
        news.collect()
    }

    /// The answer for one batch.
    pub(crate) fn take(&mut self, topic: &ByteString, partition: i32) -> Answer {
        let Some(answer) = self.partitions.remove(&(topic.clone(), partition)) else {
            let message = "the broker's answer leaves the partition out";
            return Answer::Lost(
                Error::new(ErrorKind::Corrupt, "produce", message)
                    .with("topic", topic)
                    .with("partition", partition),
            );
        };
        let code = ErrorCode::from_code(answer.error_code);
        if code.is_error() {
            let record = answer.record_errors.first();
            let said = record
                .and_then(|record| {
                    let said = record.batch_index_error_message.as_ref()?;
                    Some(format!("record {} of the batch: {said}", record.batch_index).into())
                })
                .or(answer.error_message);
            return Answer::Refused(code, said);
        }
        let append_time =
            (answer.log_append_time_ms >= 0).then_some(Timestamp(answer.log_append_time_ms));
        Answer::Written(BatchWritten { base_offset: answer.base_offset, append_time })
    }
}
