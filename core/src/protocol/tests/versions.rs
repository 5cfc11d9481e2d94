//! Facts that follow from schemas: versions, headers, and what an encoder refuses.

use bytes::Bytes;

use super::all::all;
use crate::{
    model::Uuid,
    protocol::{
        ApiKey,
        codec::{EncodeProblem, Listener, Message, MessageKind, Records, Secret, Versions, Writer},
        messages::{
            CreateTopicsRequest, FetchRequest, MetadataRequest, ProduceRequest,
            SaslAuthenticateRequest,
            create_topics_request::CreatableTopic,
            produce_request::{PartitionProduceData, TopicProduceData},
        },
        request_header_version, response_header_version,
    },
};

#[test]
fn requests_and_responses_agree_on_key_and_versions() {
    assert_eq!(ApiKey::ALL.len(), 89);
    for api in ApiKey::ALL {
        let (request, response) = (api.request_schema(), api.response_schema());
        assert_eq!(request.key, Some(api.code()));
        assert_eq!(response.key, Some(api.code()));
        assert_eq!(request.versions, response.versions, "{api}");
        assert_eq!(request.flexible_versions, response.flexible_versions, "{api}");
        assert_eq!(request.name, format!("{api}Request"));
        assert_eq!(response.kind, MessageKind::Response);
        assert!(!request.listeners.is_empty());
    }
}

#[test]
fn versions_that_are_offered_are_those_of_apache_kafka() {
    let offered = |api: ApiKey| api.advertised_versions().to_string();
    assert_eq!(offered(ApiKey::Produce), "0-13");
    assert_eq!(offered(ApiKey::Fetch), "4-18");
    assert_eq!(offered(ApiKey::ListOffsets), "1-11");
    assert_eq!(offered(ApiKey::ApiVersions), "0-4");
    assert_eq!(offered(ApiKey::InitProducerId), "0-5");
    assert_eq!(offered(ApiKey::ShareFetch), "1-2");
    assert_eq!(ApiKey::Produce.versions(), Versions::new(3, 13));
    assert!(ApiKey::Produce.is_served_on(Listener::Broker));
    assert!(!ApiKey::Vote.is_served_on(Listener::Broker));
    assert_eq!(ApiKey::from_code(4), None);
}

#[test]
fn headers_are_flexible_with_their_messages() {
    assert_eq!(request_header_version(ApiKey::Produce, 8), 1);
    assert_eq!(request_header_version(ApiKey::Produce, 9), 2);
    assert_eq!(response_header_version(ApiKey::Produce, 9), 1);
    assert_eq!(request_header_version(ApiKey::ApiVersions, 3), 2);
    assert_eq!(response_header_version(ApiKey::ApiVersions, 3), 0);
}

#[test]
fn tags_stand_only_in_flexible_versions() {
    for message in all() {
        for field in message.schema.fields {
            let Some(tag) = field.tag else { continue };
            let first = tag.versions.first;
            assert!(message.schema.flexible_versions.contains(first), "{}", message.schema.name);
        }
    }
}

#[test]
fn what_a_version_cannot_carry_is_refused() {
    let problem = |message: &dyn Fn(&mut Writer) -> Result<(), _>| {
        let error: crate::protocol::codec::EncodeError = message(&mut Writer::new()).unwrap_err();
        (error.field, error.problem)
    };
    let all_topics = MetadataRequest { topics: None, ..Default::default() };
    assert_eq!(
        problem(&|writer| all_topics.encode(writer, 0)),
        ("MetadataRequest.Topics", EncodeProblem::Null(0))
    );
    let wanting = MetadataRequest {
        topics: Some(Vec::new()),
        allow_auto_topic_creation: false,
        ..Default::default()
    };
    assert_eq!(
        problem(&|writer| wanting.encode(writer, 3)),
        ("MetadataRequest.AllowAutoTopicCreation", EncodeProblem::NotInVersion(3))
    );
    wanting.encode(&mut Writer::new(), 4).unwrap();

    let topic = CreatableTopic { name: "x".repeat(40_000).into(), ..Default::default() };
    let create = CreateTopicsRequest { topics: vec![topic], ..Default::default() };
    assert_eq!(
        problem(&|writer| create.encode(writer, 4)),
        ("CreatableTopic.Name", EncodeProblem::TooLong { length: 40_000, max: 32_767 })
    );
    let unsupported =
        EncodeProblem::UnsupportedVersion { version: 99, supported: Versions::new(4, 18) };
    assert_eq!(problem(&|writer| FetchRequest::default().encode(writer, 99)), ("", unsupported));
}

#[test]
fn fields_that_may_be_dropped_are_dropped() {
    let topic =
        TopicProduceData { name: "orders".into(), topic_id: Uuid([1; 16]), ..Default::default() };
    let request = ProduceRequest { topic_data: vec![topic], ..Default::default() };
    let size = |version| request.encoded_size(version).unwrap();
    assert_eq!(size(13), size(12) - 7 + 16);
}

#[test]
fn debug_hides_secrets_and_shortens_payloads() {
    let secret = SaslAuthenticateRequest { auth_bytes: Secret(Bytes::from_static(b"hunter2")) };
    assert_eq!(format!("{secret:?}"), "SaslAuthenticateRequest { auth_bytes: Secret[7 bytes] }");
    let records = Some(Records::from(Bytes::from(vec![1; 1_000])));
    let data = PartitionProduceData { index: 1, records };
    let debug = format!("{data:?}");
    assert!(debug.contains("Records[1000 bytes in 1 slices]"), "{debug}");
}
