//! Every version that is listed is answered: one request of each API at each version, whose response
//! has to be encodable by the broker and decodable here.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use ottla_core::{
    model::ErrorCode,
    protocol::{
        Request,
        codec::Records,
        messages::{
            ApiVersionsRequest, CreateTopicsRequest, DeleteRecordsRequest, DeleteTopicsRequest,
            DescribeClusterRequest, DescribeConfigsRequest, DescribeLogDirsRequest,
            InitProducerIdRequest, ListOffsetsRequest, MetadataRequest,
            create_topics_request::CreatableTopic,
            delete_records_request::{DeleteRecordsPartition, DeleteRecordsTopic},
            delete_topics_request::DeleteTopicState,
            describe_configs_request::DescribeConfigsResource,
            describe_log_dirs_request::DescribableLogDirTopic,
            list_offsets_request::{ListOffsetsPartition, ListOffsetsTopic},
            metadata_request::MetadataRequestTopic,
        },
    },
};
use support::{Client, batch, broker, fetch_request, fetched, produce_request};

fn versions<R: Request>() -> std::ops::RangeInclusive<i16> {
    let versions = R::KEY.versions();
    versions.first..=versions.last
}

#[test]
fn records_are_written_and_read_at_every_version() {
    use ottla_core::protocol::messages::{FetchRequest, ProduceRequest};
    let broker = broker();
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 1, &[]);
    let id = client.topic_id("t");
    let mut written = 0;
    for version in versions::<ProduceRequest>() {
        let mut request = produce_request("t", batch(&["x"]), -1);
        if version >= 13 {
            request.topic_data[0].name = Default::default();
            request.topic_data[0].topic_id = id;
        }
        let response = client.call_at(&request, version);
        let partition = &response.responses[0].partition_responses[0];
        assert_eq!((partition.error_code, partition.base_offset), (0, written), "{version}");
        written += 1;
        // A refusal has fields of its own.
        request.topic_data[0].partition_data[0].records = Some(Records::empty());
        let response = client.call_at(&request, version);
        let code = response.responses[0].partition_responses[0].error_code;
        assert_eq!(ErrorCode::from_code(code), ErrorCode::InvalidRecord, "{version}");
    }
    for version in versions::<FetchRequest>() {
        for isolation_level in [0, 1] {
            let mut request = fetch_request("t", 0, 1, 0);
            request.isolation_level = isolation_level;
            if version >= 13 {
                request.topics[0].topic = Default::default();
                request.topics[0].topic_id = id;
            }
            let response = client.call_at(&request, version);
            assert_eq!(fetched(&response, 0).len(), written as usize, "{version}");
            request.topics[0].partitions[0].fetch_offset = 1_000;
            let response = client.call_at(&request, version);
            let code = response.responses[0].partitions[0].error_code;
            assert_eq!(ErrorCode::from_code(code), ErrorCode::OffsetOutOfRange, "{version}");
        }
    }
}

#[test]
fn offsets_are_found_at_every_version() {
    let broker = broker();
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 1, &[]);
    client.produce("t", batch(&["x", "y"]));
    for version in versions::<ListOffsetsRequest>() {
        for (timestamp, offset) in [(-1, 2), (-2, 0), (0, 0), (i64::MAX, -1)] {
            for (topic, error) in
                [("t", ErrorCode::None), ("u", ErrorCode::UnknownTopicOrPartition)]
            {
                let partition = ListOffsetsPartition { timestamp, ..Default::default() };
                let topic = ListOffsetsTopic { name: topic.into(), partitions: vec![partition] };
                let request = ListOffsetsRequest {
                    replica_id: -1,
                    topics: vec![topic],
                    ..Default::default()
                };
                let response = client.call_at(&request, version);
                let found = &response.topics[0].partitions[0];
                assert_eq!(ErrorCode::from_code(found.error_code), error, "{version}");
                if error == ErrorCode::None {
                    assert_eq!(found.offset, offset, "{version} {timestamp}");
                }
            }
        }
    }
}

#[test]
fn records_are_deleted_and_directories_described_at_every_version() {
    let broker = broker();
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 1, &[]);
    client.produce("t", batch(&["a", "b", "c", "d"]));
    for version in versions::<DeleteRecordsRequest>() {
        let start = i64::from(version) + 1;
        for (partition_index, offset, answer) in [
            (0, start, (ErrorCode::None, start)),
            (0, 5, (ErrorCode::OffsetOutOfRange, -1)),
            (1, 0, (ErrorCode::UnknownTopicOrPartition, -1)),
        ] {
            let partitions = vec![DeleteRecordsPartition { partition_index, offset }];
            let topics = vec![DeleteRecordsTopic { name: "t".into(), partitions }];
            let request = DeleteRecordsRequest { topics, timeout_ms: 9_000 };
            let response = client.call_at(&request, version);
            let result = &response.topics[0].partitions[0];
            let told = (ErrorCode::from_code(result.error_code), result.low_watermark);
            assert_eq!(told, answer, "{version}");
        }
    }
    for version in versions::<DescribeLogDirsRequest>() {
        for (partitions, described) in [(None, 1), (Some(vec![0]), 1), (Some(vec![1]), 0)] {
            let topic = |partitions| DescribableLogDirTopic { topic: "t".into(), partitions };
            let topics = partitions.map(|partitions| vec![topic(partitions)]);
            let response = client.call_at(&DescribeLogDirsRequest { topics }, version);
            assert_eq!((response.error_code, response.results.len()), (0, 1), "{version}");
            let directory = &response.results[0];
            assert_eq!((directory.error_code, directory.topics.len()), (0, described), "{version}");
            if described > 0 {
                assert!(directory.topics[0].partitions[0].partition_size > 0, "{version}");
            }
        }
    }
}

#[test]
fn topics_come_and_go_at_every_version() {
    let broker = broker();
    let mut client = Client::connect(broker.address());
    for version in versions::<CreateTopicsRequest>() {
        let topic = |name: &str| CreatableTopic {
            name: name.into(),
            num_partitions: 1,
            replication_factor: 1,
            ..Default::default()
        };
        let topics = vec![topic(&format!("v{version}")), topic("a b")];
        let request = CreateTopicsRequest { topics, timeout_ms: 9_000, ..Default::default() };
        let response = client.call_at(&request, version);
        let codes: Vec<i16> = response.topics.iter().map(|topic| topic.error_code).collect();
        assert_eq!(codes, [0, ErrorCode::InvalidTopicException.code()], "{version}");
    }
    for version in versions::<DeleteTopicsRequest>() {
        let mut request = DeleteTopicsRequest { timeout_ms: 9_000, ..Default::default() };
        let names = ["v2", "missing"];
        if version >= 6 {
            let state =
                |name: &str| DeleteTopicState { name: Some(name.into()), ..Default::default() };
            request.topics = names.map(state).to_vec();
        } else {
            request.topic_names = names.map(Into::into).to_vec();
        }
        let response = client.call_at(&request, version);
        let first = if version == 1 { 0 } else { ErrorCode::UnknownTopicOrPartition.code() };
        assert_eq!(response.responses[0].error_code, first, "{version}");
    }
}

#[test]
fn the_cluster_is_described_at_every_version() {
    let broker = broker();
    let mut client = Client::connect(broker.address());
    client.create_topic("t", 2, &[("retention.ms", "5")]);
    for version in versions::<MetadataRequest>() {
        let topic =
            |name: &str| MetadataRequestTopic { name: Some(name.into()), ..Default::default() };
        let topics = Some(vec![topic("t"), topic("a b")]);
        // Up to version 3 there is no choice.
        let allow_auto_topic_creation = version < 4;
        let request = MetadataRequest { topics, allow_auto_topic_creation, ..Default::default() };
        let response = client.call_at(&request, version);
        assert_eq!(response.brokers.len(), 1, "{version}");
        assert_eq!(response.topics[0].partitions.len(), 2, "{version}");
        let illegal = ErrorCode::from_code(response.topics[1].error_code);
        assert_eq!(illegal, ErrorCode::InvalidTopicException, "{version}");
        let all = if version == 0 { Some(Vec::new()) } else { None };
        let request =
            MetadataRequest { topics: all, allow_auto_topic_creation, ..Default::default() };
        assert_eq!(client.call_at(&request, version).topics.len(), 1, "{version}");
    }
    for version in versions::<DescribeClusterRequest>() {
        let response = client.call_at(&DescribeClusterRequest::default(), version);
        assert_eq!((response.error_code, response.brokers.len()), (0, 1), "{version}");
    }
    for version in versions::<DescribeConfigsRequest>() {
        for (resource_type, name) in [(2, "t"), (2, "missing"), (4, "1"), (4, "9")] {
            let resource = DescribeConfigsResource {
                resource_type,
                resource_name: name.into(),
                configuration_keys: None,
            };
            let request = DescribeConfigsRequest {
                resources: vec![resource],
                include_synonyms: true,
                include_documentation: version >= 3,
            };
            let response = client.call_at(&request, version);
            let result = &response.results[0];
            assert_eq!(result.error_code == 0, matches!(name, "t" | "1"), "{version} {name}");
            assert_eq!(result.configs.is_empty(), result.error_code != 0, "{version} {name}");
        }
    }
}

#[test]
fn versions_and_producer_ids_are_given_at_every_version() {
    let broker = broker();
    let mut client = Client::connect(broker.address());
    for version in versions::<ApiVersionsRequest>() {
        let mut request = ApiVersionsRequest::default();
        if version >= 3 {
            request.client_software_name = "test".into();
            request.client_software_version = "1.0".into();
        }
        let response = client.call_at(&request, version);
        assert_eq!((response.error_code, response.api_keys.len()), (0, 47), "{version}");
    }
    let mut ids = std::collections::BTreeSet::new();
    for version in versions::<InitProducerIdRequest>() {
        let request = InitProducerIdRequest {
            producer_id: -1,
            producer_epoch: -1,
            transaction_timeout_ms: 1_000,
            ..Default::default()
        };
        let response = client.call_at(&request, version);
        assert_eq!((response.error_code, response.producer_epoch), (0, 0), "{version}");
        assert!(ids.insert(response.producer_id), "{version}");
    }
}
