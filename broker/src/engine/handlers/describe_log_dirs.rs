//! DescribeLogDirs (key 35): the log directories of this broker, what is in them, and how large their
//! volumes are. Authorization: DESCRIBE on the cluster.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::RangeInclusive,
    sync::Arc,
};

use bytestring::ByteString;
use ottla_core::{
    model::ErrorCode,
    protocol::messages::{
        DescribeLogDirsRequest, DescribeLogDirsResponse,
        describe_log_dirs_response::{
            DescribeLogDirsPartition, DescribeLogDirsResult, DescribeLogDirsTopic,
        },
    },
};

use crate::engine::{
    call::Call,
    handler::{Handler, Reply},
    log_directory::LogDirectory,
};

/// In place of a size that nobody knows.
const UNKNOWN_BYTES: i64 = -1;

/// DescribeLogDirs. v3 has an error for the whole, v4 the sizes of volumes (KIP-827), v5 directories
/// that are closed to new partitions; here none is.
pub struct DescribeLogDirs;

impl Handler for DescribeLogDirs {
    type Request = DescribeLogDirsRequest;

    const VERSIONS: RangeInclusive<i16> = 1..=5;

    fn handle(
        call: &mut Call<'_>,
        request: DescribeLogDirsRequest,
    ) -> Reply<DescribeLogDirsResponse> {
        let wanted: Option<BTreeSet<(&str, i32)>> = request.topics.as_ref().map(|topics| {
            let of_topic = topics.iter().flat_map(|topic| {
                topic.partitions.iter().map(|partition| (&*topic.topic, *partition))
            });
            of_topic.collect()
        });
        let directories = &call.node.directories;
        let partitions_of =
            |directory: &Arc<LogDirectory>| topics(call, directory, wanted.as_ref());
        let used = directories.all.iter().filter(|one| one.used_for.has_partitions());
        let known = used.map(|directory| {
            if directory.is_offline() {
                return offline(directory.path());
            }
            let space = directory.disk.space();
            let bytes = |bytes: Option<u64>| {
                bytes.map_or(UNKNOWN_BYTES, |bytes| i64::try_from(bytes).unwrap_or(i64::MAX))
            };
            DescribeLogDirsResult {
                error_code: ErrorCode::None.code(),
                log_dir: ByteString::from(directory.path()),
                topics: partitions_of(directory),
                total_bytes: bytes(space.map(|space| space.total)),
                usable_bytes: bytes(space.map(|space| space.usable)),
                ..Default::default()
            }
        });
        let unusable = directories.unusable.iter().map(|path| offline(path));
        let results = known.chain(unusable).collect();
        Reply::Now(DescribeLogDirsResponse { results, ..Default::default() })
    }
}

fn offline(path: &str) -> DescribeLogDirsResult {
    DescribeLogDirsResult {
        error_code: ErrorCode::KafkaStorageError.code(),
        log_dir: ByteString::from(path),
        total_bytes: UNKNOWN_BYTES,
        usable_bytes: UNKNOWN_BYTES,
        ..Default::default()
    }
}

fn topics(
    call: &Call<'_>,
    directory: &Arc<LogDirectory>,
    wanted: Option<&BTreeSet<(&str, i32)>>,
) -> Vec<DescribeLogDirsTopic> {
    let mut topics: BTreeMap<String, Vec<DescribeLogDirsPartition>> = BTreeMap::new();
    for runtime in call.view().topics() {
        let name = runtime.name().as_str();
        for handle in runtime.replicas() {
            let partition_index = handle.id.partition.0;
            let is_wanted = wanted.is_none_or(|wanted| wanted.contains(&(name, partition_index)));
            if !is_wanted || !Arc::ptr_eq(handle.directory(), directory) {
                continue;
            }
            let partition = handle.lock();
            let (partition_size, offset_lag) = (partition.log().size(), partition.lag());
            drop(partition);
            topics.entry(name.to_owned()).or_default().push(DescribeLogDirsPartition {
                partition_index,
                partition_size: i64::try_from(partition_size).unwrap_or(i64::MAX),
                offset_lag,
                is_future_key: false,
                ..Default::default()
            });
        }
    }
    let named = topics.into_iter().map(|(name, partitions)| DescribeLogDirsTopic {
        name: name.into(),
        partitions,
        ..Default::default()
    });
    named.collect()
}
