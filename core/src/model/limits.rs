//! Every bound that is not a config key, with its unit and its reason.

use std::time::Duration;

/// Largest frame that is read before a client has said who it is, in bytes. Config key
/// `socket.request.max.bytes` (default 100 MiB) holds afterwards.
pub const FRAME_BYTES_MAX: usize = 100 * 1024 * 1024;

/// Memory that is set aside for a frame before its bytes have arrived, in bytes: a length read
/// from the wire is a claim, not a fact.
pub const FRAME_RESERVE_BYTES_MAX: usize = 64 * 1024;

/// Requests of one connection that may wait for their reply; reading stops beyond it.
pub const PARKED_REQUESTS_MAX: usize = 64;

/// What a batch may always decompress to, in bytes: Zstandard shrinks an honest run of zeros by more
/// than any ratio that would stop a bomb.
pub const DECOMPRESSED_BATCH_BYTES_UNQUESTIONED: usize = 16 * 1024 * 1024;

/// Largest ratio of decompressed to compressed bytes that is believed beyond
/// [`DECOMPRESSED_BATCH_BYTES_UNQUESTIONED`]. Zeros reach about 1000:1 with gzip.
pub const DECOMPRESSION_RATIO_MAX: usize = 4096;

/// Most bytes that one batch may decompress to.
pub const DECOMPRESSED_BATCH_BYTES_MAX: usize = 256 * 1024 * 1024;

/// Records of one batch that an answer names as refused (KIP-467). Java's producer reports the rest of the
/// batch as failed along with them.
pub const REJECTED_RECORDS_MAX: usize = 1_000;

/// Slices shorter than this are read into the reply; longer ones are sent from the file.
pub const INLINE_SLICE_BYTES_MAX: usize = 32 * 1024;

/// Parts of the cache of fetch sessions, each with a lock of its own. As in Apache Kafka, each has its
/// share of `max.incremental.fetch.session.cache.slots`, rounded down.
pub const FETCH_SESSION_SHARDS: i32 = 8;

/// Time for which a fetch session is safe from those that want its slot: unused for longer, it goes
/// first; younger than that, no other session can push it out.
pub const FETCH_SESSION_EVICTION: Duration = Duration::from_secs(120);

/// Partitions that a fetch session may remember; a client with more gets full answers. A session grows
/// with every request, so the size of a frame does not bound it.
pub const FETCH_SESSION_PARTITIONS_MAX: usize = 100_000;

/// Partitions that one election which nobody asked for changes; the rest follows a moment later. As in Apache
/// Kafka.
pub const ELECTIONS_AT_ONCE_MAX: usize = 1_000;

/// Records of one batch of a metadata snapshot. As in Apache Kafka.
pub const SNAPSHOT_RECORDS_PER_BATCH: usize = 1_024;
