//! Epochs that are over, or that nobody has heard of yet, over the wire: what leaders, the active controller, voters
//! and the leaders of transactions' partitions answer. The codes are those of Apache Kafka 4.3.1, which was asked the
//! same; but for FetchSnapshot, where it finds the code and fails to write it (UNKNOWN_SERVER_ERROR), and for markers.

mod brokers;
mod coordinators;
mod leaders;
mod quorum;

use std::{collections::BTreeMap, net::SocketAddr};

use ottla::{
    TopicPartition,
    admin::{ElectionType, Reassignment},
};
use ottla_broker::BrokerOptions;
use ottla_core::{
    model::{ErrorCode, Uuid},
    protocol::{
        messages::{
            FetchRequest, FetchResponse, MetadataRequest,
            fetch_request::{FetchTopic, ReplicaState},
            fetch_response::PartitionData,
            metadata::MetadataRecord,
            metadata_request::MetadataRequestTopic,
        },
        records::{BATCH_OVERHEAD, BatchHeader, RecordIter},
    },
};

use super::*;
use crate::support;

const TOPIC: &str = "orders";
/// Who leads it now, and who only follows. Broker 1 has led it before.
const LEADER: i32 = 2;
const FOLLOWER: i32 = 3;

/// Brokers that nobody takes for dead because the machine is busy: their epochs stay what they are.
fn run_calmly<T>(test: impl AsyncFnOnce(Cluster) -> T) -> T {
    let patience = [
        ("broker.session.timeout.ms", "20000"),
        ("controller.quorum.fetch.timeout.ms", "10000"),
        ("replica.lag.time.max.ms", "60000"),
    ];
    let options = patience
        .iter()
        .fold(BrokerOptions::default(), |options, (key, value)| options.set(key, value).unwrap());
    run_with(ClusterOptions { options, ..ClusterOptions::default() }, test)
}

/// A partition that has its second leader, and the addresses of all.
struct Scene {
    client: Client,
    brokers: BTreeMap<i32, SocketAddr>,
    controllers: BTreeMap<i32, SocketAddr>,
    active: i32,
    quorum_epoch: i32,
    topic_id: Uuid,
    leader_epoch: i32,
}

impl Scene {
    async fn of(client: Client) -> Self {
        let admin = client.admin();
        admin.create_topics([NewTopic::new(TOPIC).on(vec![vec![1, 2, 3]])]).await.unwrap();
        whole(&client, TOPIC).await;
        producer(&client).send(ottla::Record::to(TOPIC).partition(0).value("paid")).await.unwrap();
        let partition = TopicPartition::new(TOPIC, 0);
        let moved = [(partition.clone(), Reassignment::To(vec![2, 3, 1]))];
        admin.alter_partition_reassignments(moved).await.unwrap();
        admin.elect_leaders(ElectionType::Preferred, [partition]).await.unwrap();
        let address = |host: &str, port: u16| format!("{host}:{port}").parse().unwrap();
        let described = admin.describe_cluster().await.unwrap().brokers.into_iter();
        let brokers = described.map(|one| (one.id, address(&one.host, one.port)));
        let quorum = admin.describe_metadata_quorum().await.unwrap();
        let controllers = quorum.endpoints.iter();
        let controllers = controllers.map(|(id, at)| (*id, address(&at[0].host, at[0].port)));
        let mut scene = Self {
            brokers: brokers.collect(),
            controllers: controllers.collect(),
            active: quorum.leader.unwrap(),
            quorum_epoch: quorum.leader_epoch,
            topic_id: Uuid::ZERO,
            leader_epoch: 0,
            client,
        };
        // All have heard of it when each says so.
        for id in [1, LEADER, FOLLOWER] {
            (scene.topic_id, scene.leader_epoch) = scene.until_led(id);
        }
        assert!(scene.leader_epoch > 0);
        scene
    }

    /// The topic's id and the leader's epoch, when a broker knows this leader and all replicas in sync.
    fn until_led(&self, id: i32) -> (Uuid, i32) {
        let mut broker = self.broker(id);
        let topic = MetadataRequestTopic { name: Some(TOPIC.into()), ..Default::default() };
        let request = MetadataRequest { topics: Some(vec![topic]), ..Default::default() };
        loop {
            let topic = broker.call(&request).topics.remove(0);
            if let Some(one) = topic.partitions.first()
                && (one.leader_id, one.isr_nodes.len()) == (LEADER, 3)
            {
                return (topic.topic_id, one.leader_epoch);
            }
        }
    }

    fn broker(&self, id: i32) -> support::Client {
        support::Client::connect(self.brokers[&id])
    }

    fn active_controller(&self) -> support::Client {
        support::Client::connect(self.controllers[&self.active])
    }

    /// A voter that does not lead the quorum.
    fn other_controller(&self) -> support::Client {
        let (_, address) = self.controllers.iter().find(|(id, _)| **id != self.active).unwrap();
        support::Client::connect(*address)
    }

    /// Takes in who leads the quorum, when all of its voters say the same.
    async fn until_voters_agree(&mut self) {
        let quorum = self.client.admin().describe_metadata_quorum().await.unwrap();
        (self.active, self.quorum_epoch) = (quorum.leader.unwrap(), quorum.leader_epoch);
        let mut request = support::fetch_request("", 0, 0, 0);
        request.topics[0].topic_id = Uuid::METADATA_TOPIC;
        request.topics[0].partitions[0].last_fetched_epoch = 0;
        for address in self.controllers.values() {
            let mut voter = support::Client::connect(*address);
            loop {
                let told = fetched(voter.call_at(&request, 17)).1.current_leader;
                if (told.leader_id, told.leader_epoch) == (self.active, self.quorum_epoch) {
                    break;
                }
            }
        }
    }

    /// The epochs under which each broker has been registered, the one that counts last: the log of metadata has them.
    fn broker_epochs(&self) -> BTreeMap<i32, Vec<i64>> {
        let mut request = support::fetch_request("", 0, 0, 0);
        request.topics[0].topic_id = Uuid::METADATA_TOPIC;
        let from = &mut request.topics[0].partitions[0];
        (from.current_leader_epoch, from.last_fetched_epoch) = (self.quorum_epoch, 0);
        let response = self.active_controller().call_at(&request, 17);
        let (code, partition) = fetched(response);
        assert_eq!(code, ErrorCode::None);
        let mut epochs: BTreeMap<i32, Vec<i64>> = BTreeMap::new();
        let mut bytes = partition.records.unwrap().read().unwrap();
        while !bytes.is_empty() {
            let header = BatchHeader::parse_whole(&bytes).unwrap();
            let body = bytes.split_to(header.size).slice(BATCH_OVERHEAD..);
            if header.attributes.is_control() {
                continue;
            }
            for record in RecordIter::new(&body, header.record_count) {
                let value = record.unwrap().value.unwrap().to_vec();
                if let Ok(MetadataRecord::RegisterBrokerRecord(one)) =
                    MetadataRecord::decode(value.into())
                {
                    epochs.entry(one.broker_id).or_default().push(one.broker_epoch);
                }
            }
        }
        epochs
    }

    /// The epoch under which a broker is registered.
    fn broker_epoch(&self, id: i32) -> i64 {
        *self.broker_epochs()[&id].last().unwrap()
    }

    /// A Fetch of the partition's first record, from a consumer that knows this epoch of the leader.
    fn fetch(&self, version: i16, leader_epoch: i32) -> FetchRequest {
        let mut request = support::fetch_request(TOPIC, 0, 0, 0);
        request.topics[0].partitions[0].current_leader_epoch = leader_epoch;
        if version >= 13 {
            let partitions = std::mem::take(&mut request.topics[0].partitions);
            let topic_id = self.topic_id;
            request.topics = vec![FetchTopic { topic_id, partitions, ..Default::default() }];
        }
        request
    }

    /// The same from a broker with this epoch of its own, which has no place in versions before 15.
    fn fetch_of(
        &self,
        version: i16,
        (replica_id, replica_epoch): (i32, i64),
        leader_epoch: i32,
    ) -> FetchRequest {
        let mut request = self.fetch(version, leader_epoch);
        if version >= 15 {
            request.replica_state = ReplicaState { replica_id, replica_epoch };
        } else {
            request.replica_id = replica_id;
        }
        request
    }
}

/// The code and the answer for the only partition.
fn fetched(mut response: FetchResponse) -> (ErrorCode, PartitionData) {
    assert_eq!(response.error_code, 0, "{response:?}");
    let partition = response.responses.remove(0).partitions.remove(0);
    (ErrorCode::from_code(partition.error_code), partition)
}

fn code(code: i16) -> ErrorCode {
    ErrorCode::from_code(code)
}
