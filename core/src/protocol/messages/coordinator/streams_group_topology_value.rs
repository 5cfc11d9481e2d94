//! StreamsGroupTopologyValue (type 23): record value, version 0.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(coordinator_value, key = 23, versions = "0", flexible = "0+")]
pub struct StreamsGroupTopologyValue {
    #[field(versions = "0+")]
    pub epoch: i32,
    #[field(versions = "0+")]
    pub subtopologies: Vec<Subtopology>,
}

#[derive(Clone, PartialEq, Message)]
pub struct Subtopology {
    #[field(versions = "0+")]
    pub subtopology_id: ByteString,
    #[field(versions = "0+")]
    pub source_topics: Vec<ByteString>,
    #[field(versions = "0+")]
    pub source_topic_regex: Vec<ByteString>,
    #[field(versions = "0+")]
    pub state_changelog_topics: Vec<TopicInfo>,
    #[field(versions = "0+")]
    pub repartition_sink_topics: Vec<ByteString>,
    #[field(versions = "0+")]
    pub repartition_source_topics: Vec<TopicInfo>,
    #[field(versions = "0+")]
    pub copartition_groups: Vec<CopartitionGroup>,
}

#[derive(Clone, PartialEq, Message)]
pub struct CopartitionGroup {
    #[field(versions = "0+")]
    pub source_topics: Vec<i16>,
    #[field(versions = "0+")]
    pub source_topic_regex: Vec<i16>,
    #[field(versions = "0+")]
    pub repartition_source_topics: Vec<i16>,
}

#[derive(Clone, PartialEq, Message)]
pub struct TopicConfig {
    #[field(name = "key", versions = "0+")]
    pub key: ByteString,
    #[field(name = "value", versions = "0+")]
    pub value: ByteString,
}

#[derive(Clone, PartialEq, Message)]
pub struct TopicInfo {
    #[field(versions = "0+")]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub partitions: i32,
    #[field(versions = "0+")]
    pub replication_factor: i16,
    #[field(versions = "0+")]
    pub topic_configs: Vec<TopicConfig>,
}
