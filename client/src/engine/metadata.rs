//! What is known of the cluster: its brokers, and which of them leads which partition. An image is
//! immutable; an answer makes a new one. A leader epoch never goes back, so an answer from a broker
//! that lags behind cannot undo what is known already.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::Arc,
};

use bytestring::ByteString;
use ottla_core::{
    model::{ErrorCode, Uuid},
    protocol::messages::{
        DescribeClusterResponse, MetadataResponse,
        describe_cluster_response::DescribeClusterBroker,
        metadata_response::{MetadataResponseBroker, MetadataResponseTopic},
    },
};

/// Where a broker listens: what a [`Transport`](crate::transport::Transport) connects with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// Name or IP address.
    pub host: ByteString,
    /// Port.
    pub port: u16,
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.host.contains(':') {
            write!(f, "[{}]:{}", self.host, self.port)
        } else {
            write!(f, "{}:{}", self.host, self.port)
        }
    }
}

/// A topic and its partitions, by number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TopicMetadata {
    /// Zero where brokers are too old to have ids.
    pub(crate) id: Uuid,
    pub(crate) partitions: Vec<PartitionMetadata>,
}

impl TopicMetadata {
    /// What is said to whoever asks for a partition that the topic does not have.
    pub(crate) fn extent(&self) -> String {
        match self.partitions.len() {
            1 => "the topic has 1 partition, numbered 0".to_owned(),
            count => format!("the topic has {count} partitions, numbered from 0"),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PartitionMetadata {
    /// `None` while there is none.
    pub(crate) leader: Option<i32>,
    /// -1 where it is not known.
    pub(crate) leader_epoch: i32,
    /// The brokers that hold it: their racks decide who is near.
    pub(crate) replicas: Vec<i32>,
}

/// What an answer says of a partition's leader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NewLeader {
    pub(crate) topic: ByteString,
    pub(crate) partition: i32,
    pub(crate) leader: i32,
    pub(crate) leader_epoch: i32,
}

/// Where an answer says that a broker is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Endpoint {
    pub(crate) address: Address,
    pub(crate) rack: Option<ByteString>,
}

impl Endpoint {
    /// `None` if the port is none.
    pub(crate) fn new(host: &ByteString, port: i32, rack: &Option<ByteString>) -> Option<Self> {
        let address = Address { host: host.clone(), port: u16::try_from(port).ok()? };
        Some(Self { address, rack: rack.clone() })
    }
}

/// All that is known at one time.
#[derive(Clone, Debug, Default)]
pub(crate) struct ClusterImage {
    pub(crate) cluster_id: Option<ByteString>,
    pub(crate) controller: Option<i32>,
    pub(crate) brokers: BTreeMap<i32, Address>,
    /// The racks of the brokers that name theirs.
    pub(crate) racks: BTreeMap<i32, ByteString>,
    pub(crate) topics: BTreeMap<ByteString, Arc<TopicMetadata>>,
    /// Why topics that were asked for are not among `topics`.
    pub(crate) missing: BTreeMap<ByteString, ErrorCode>,
}

impl ClusterImage {
    /// The image after an answer. Topics that the answer does not name are kept.
    pub(crate) fn updated(&self, response: &MetadataResponse) -> Self {
        let mut image = self.clone();
        image.cluster_id = response.cluster_id.clone().or(image.cluster_id);
        image.controller = (response.controller_id >= 0).then_some(response.controller_id);
        if !response.brokers.is_empty() {
            image.brokers = response
                .brokers
                .iter()
                .map(|broker| {
                    let port = u16::try_from(broker.port).unwrap_or(0);
                    (broker.node_id, Address { host: broker.host.clone(), port })
                })
                .collect();
            let rack = |broker: &MetadataResponseBroker| {
                broker.rack.clone().map(|rack| (broker.node_id, rack))
            };
            image.racks = response.brokers.iter().filter_map(rack).collect();
        }
        for topic in &response.topics {
            let Some(name) = &topic.name else { continue };
            image.update_topic(name, topic);
        }
        image
    }

    /// The image after an answer of a controller: the nodes in it are controllers.
    pub(crate) fn of_controllers(&self, response: &DescribeClusterResponse) -> Self {
        let address = |node: &DescribeClusterBroker| {
            let port = u16::try_from(node.port).unwrap_or(0);
            (node.broker_id, Address { host: node.host.clone(), port })
        };
        Self {
            cluster_id: Some(response.cluster_id.clone()),
            controller: (response.controller_id >= 0).then_some(response.controller_id),
            brokers: response.brokers.iter().map(address).collect(),
            ..self.clone()
        }
    }

    /// The image after an answer that names all topics there are: others are forgotten.
    pub(crate) fn replaced(&self, response: &MetadataResponse) -> Self {
        let named: BTreeSet<&ByteString> =
            response.topics.iter().filter_map(|topic| topic.name.as_ref()).collect();
        let mut image = self.updated(response);
        image.topics.retain(|name, _| named.contains(name));
        image.missing.retain(|name, _| named.contains(name));
        image
    }

    /// The image without these topics.
    pub(crate) fn without(&self, topics: &[ByteString]) -> Self {
        let mut image = self.clone();
        for topic in topics {
            image.topics.remove(topic);
            image.missing.remove(topic);
        }
        image
    }

    /// Whether it says of brokers and topics what this one has said.
    pub(crate) fn is_no_news_after(&self, before: &Self) -> bool {
        self.brokers == before.brokers
            && self.topics == before.topics
            && self.missing == before.missing
    }

    /// Name of the topic with this id.
    pub(crate) fn name_of(&self, id: Uuid) -> Option<&ByteString> {
        self.topics.iter().find(|(_, topic)| topic.id == id).map(|(name, _)| name)
    }

    fn update_topic(&mut self, name: &ByteString, topic: &MetadataResponseTopic) {
        let code = ErrorCode::from_code(topic.error_code);
        if code.is_error() {
            self.missing.insert(name.clone(), code);
            self.topics.remove(name);
            return;
        }
        self.missing.remove(name);
        let known = self.topics.get(name).filter(|known| known.id == topic.topic_id);
        let mut partitions: Vec<PartitionMetadata> = Vec::new();
        for answer in &topic.partitions {
            let Ok(index) = usize::try_from(answer.partition_index) else { continue };
            // Numbers have no gaps, so a larger one than there are partitions is not believed.
            if index >= topic.partitions.len() {
                continue;
            }
            while partitions.len() <= index {
                partitions.push(PartitionMetadata {
                    leader: None,
                    leader_epoch: -1,
                    replicas: Vec::new(),
                });
            }
            let leader = (answer.leader_id >= 0).then_some(answer.leader_id);
            let newer = PartitionMetadata {
                leader,
                leader_epoch: answer.leader_epoch,
                replicas: answer.replica_nodes.clone(),
            };
            let older = known.and_then(|known| known.partitions.get(index));
            partitions[index] = match older {
                Some(older) if older.leader_epoch > newer.leader_epoch => older.clone(),
                Some(_) | None => newer,
            };
        }
        let topic = TopicMetadata { id: topic.topic_id, partitions };
        self.topics.insert(name.clone(), Arc::new(topic));
    }

    /// Notes what a Produce or Fetch answer said of new leaders, and where brokers listen that it
    /// names (KIP-951); `None` if that is no news.
    pub(crate) fn with_leaders<'a>(
        &self,
        leaders: impl IntoIterator<Item = &'a NewLeader>,
        endpoints: &BTreeMap<i32, Endpoint>,
    ) -> Option<Self> {
        let mut image: Option<Self> = None;
        for news in leaders {
            let now = image.as_ref().unwrap_or(self);
            let Ok(index) = usize::try_from(news.partition) else { continue };
            let Some(known) = now.topics.get(&news.topic) else { continue };
            let older =
                known.partitions.get(index).is_some_and(|p| p.leader_epoch < news.leader_epoch);
            let endpoint = endpoints.get(&news.leader);
            let reachable = endpoint.is_some() || now.brokers.contains_key(&news.leader);
            if news.leader < 0 || !older || !reachable {
                continue;
            }
            let mut changed = TopicMetadata::clone(known);
            changed.partitions[index].leader = Some(news.leader);
            changed.partitions[index].leader_epoch = news.leader_epoch;
            let image = image.get_or_insert_with(|| self.clone());
            image.topics.insert(news.topic.clone(), Arc::new(changed));
            if let Some(Endpoint { address, rack }) = endpoint {
                image.brokers.insert(news.leader, address.clone());
                match rack {
                    Some(rack) => image.racks.insert(news.leader, rack.clone()),
                    None => image.racks.remove(&news.leader),
                };
            }
        }
        image
    }

    /// Whether a broker is where this is; brokers move.
    pub(crate) fn is_at(&self, broker: i32, address: &Address) -> bool {
        self.brokers.get(&broker) == Some(address)
    }

    /// Leader of a partition, if it has one that is known.
    pub(crate) fn leader(&self, topic: &str, partition: i32) -> Option<i32> {
        let index = usize::try_from(partition).ok()?;
        let leader = self.topics.get(topic)?.partitions.get(index)?.leader?;
        self.brokers.contains_key(&leader).then_some(leader)
    }

    /// Its epoch; -1 where it is not known.
    pub(crate) fn leader_epoch(&self, topic: &str, partition: i32) -> i32 {
        usize::try_from(partition)
            .ok()
            .and_then(|index| self.topics.get(topic)?.partitions.get(index))
            .map_or(-1, |partition| partition.leader_epoch)
    }
}

#[cfg(test)]
mod tests {
    use ottla_core::protocol::messages::metadata_response::MetadataResponsePartition;

    use super::*;

    fn answer(leader_id: i32, leader_epoch: i32, error: ErrorCode) -> MetadataResponse {
        let broker = |node_id| MetadataResponseBroker {
            node_id,
            host: "h".into(),
            port: 9092,
            ..Default::default()
        };
        let partition = MetadataResponsePartition { leader_id, leader_epoch, ..Default::default() };
        let topic = MetadataResponseTopic {
            error_code: error.code(),
            name: Some("orders".into()),
            topic_id: Uuid([1; 16]),
            partitions: vec![partition],
            ..Default::default()
        };
        MetadataResponse {
            brokers: vec![broker(1), broker(2)],
            topics: vec![topic],
            controller_id: 1,
            ..Default::default()
        }
    }

    #[test]
    fn an_old_answer_does_not_undo_a_newer_leader() {
        let image = ClusterImage::default().updated(&answer(1, 5, ErrorCode::None));
        let image = image.updated(&answer(2, 6, ErrorCode::None));
        assert_eq!(image.leader("orders", 0), Some(2));
        let image = image.updated(&answer(1, 5, ErrorCode::None));
        assert_eq!((image.leader("orders", 0), image.leader_epoch("orders", 0)), (Some(2), 6));
    }

    #[test]
    fn a_topic_that_is_gone_is_forgotten_and_its_reason_kept() {
        let image = ClusterImage::default().updated(&answer(1, 5, ErrorCode::None));
        let image = image.updated(&answer(1, 5, ErrorCode::UnknownTopicOrPartition));
        assert_eq!(image.leader("orders", 0), None);
        assert_eq!(image.missing.get("orders"), Some(&ErrorCode::UnknownTopicOrPartition));
    }

    #[test]
    fn leaders_named_by_other_answers_are_taken_if_they_are_news() {
        let image = ClusterImage::default().updated(&answer(1, 5, ErrorCode::None));
        let news = |leader, leader_epoch| NewLeader {
            topic: ByteString::from_static("orders"),
            partition: 0,
            leader,
            leader_epoch,
        };
        let nowhere = BTreeMap::new();
        assert!(image.with_leaders([&news(2, 5)], &nowhere).is_none());
        assert!(image.with_leaders([&news(9, 6)], &nowhere).is_none());
        let image = image.with_leaders([&news(2, 6)], &nowhere).unwrap();
        assert_eq!(image.leader("orders", 0), Some(2));
        // A broker that the metadata does not name yet comes with the answer.
        let rack = Some(ByteString::from_static("east"));
        let endpoints = [(9, Endpoint::new(&"new".into(), 9093, &rack).unwrap())].into();
        let image = image.with_leaders([&news(2, 6), &news(9, 7)], &endpoints).unwrap();
        assert_eq!(image.leader("orders", 0), Some(9));
        assert_eq!(image.brokers[&9].to_string(), "new:9093");
        assert_eq!(image.racks[&9], "east");
    }
}
