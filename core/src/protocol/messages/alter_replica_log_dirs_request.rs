//! AlterReplicaLogDirs (key 34): request, versions 1 to 2.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 34, versions = "1-2", flexible = "2+", listeners = "broker")]
pub struct AlterReplicaLogDirsRequest {
    #[field(versions = "0+")]
    pub dirs: Vec<AlterReplicaLogDir>,
}

#[derive(Clone, PartialEq, Message)]
pub struct AlterReplicaLogDir {
    #[field(versions = "0+", map_key)]
    pub path: ByteString,
    #[field(versions = "0+")]
    pub topics: Vec<AlterReplicaLogDirTopic>,
}

#[derive(Clone, PartialEq, Message)]
pub struct AlterReplicaLogDirTopic {
    #[field(versions = "0+", map_key, entity = "topicName")]
    pub name: ByteString,
    #[field(versions = "0+")]
    pub partitions: Vec<i32>,
}
