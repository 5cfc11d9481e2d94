//! Which shard coordinates a group: the hash of its id, as Apache Kafka and its clients have it.

/// The partition of `__consumer_offsets` that a group belongs to.
pub(super) fn partition_of(group_id: &str, partitions: usize) -> i32 {
    // Java's String.hashCode, over UTF-16 units.
    let hash = group_id
        .encode_utf16()
        .fold(0_i32, |hash, unit| hash.wrapping_mul(31).wrapping_add(i32::from(unit)));
    // The one number without an absolute value counts as 0.
    hash.checked_abs().unwrap_or(0) % i32::try_from(partitions.max(1)).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::partition_of;

    #[test]
    fn groups_hash_as_java_hashes_strings() {
        // The hash codes: Integer.MIN_VALUE, -109829509, 0, 1996812.
        assert_eq!(partition_of("polygenelubricants", 50), 0);
        assert_eq!(partition_of("billing", 50), 9);
        assert_eq!(partition_of("", 50), 0);
        assert_eq!(partition_of("é😀", 7), 6);
    }
}
