//! The orders in which Java goes through things, where Kafka's assignors let them decide: strings by
//! their UTF-16 units, ids as signed numbers, and hash tables by their buckets. All follow from the
//! input alone. Left out is one case: a bucket with eight keys or more in a table of 64 or more,
//! which Java turns into a tree whose root moves to the front.

use std::cmp::Ordering;

use crate::model::{TopicPartition, Uuid};

/// A table without a requested capacity begins with so many buckets.
const BUCKETS_MIN: usize = 16;

/// As `String.compareTo`.
pub(super) fn compare_strings(left: &str, right: &str) -> Ordering {
    if left.is_ascii() && right.is_ascii() {
        return left.cmp(right);
    }
    left.encode_utf16().cmp(right.encode_utf16())
}

/// As `Uuid.compareTo`.
pub(super) fn compare_ids(left: Uuid, right: Uuid) -> Ordering {
    let halves = |id: Uuid| {
        let (most, least) = halves(id);
        (most as i64, least as i64)
    };
    halves(left).cmp(&halves(right))
}

/// As `String.hashCode`.
pub(super) fn hash_string(text: &str) -> u32 {
    text.encode_utf16().fold(0, |hash: u32, unit| hash.wrapping_mul(31).wrapping_add(unit.into()))
}

/// As `Uuid.hashCode`.
pub(super) fn hash_id(id: Uuid) -> u32 {
    let (most, least) = halves(id);
    let both = most ^ least;
    (both >> 32) as u32 ^ both as u32
}

/// As `TopicPartition.hashCode`.
pub(super) fn hash_partition(partition: &TopicPartition) -> u32 {
    let number = 31_u32.wrapping_add(partition.partition.0 as u32);
    number.wrapping_mul(31).wrapping_add(hash_string(partition.topic.as_str()))
}

/// Puts keys into the order of a `HashMap` that was empty and took them one after the other.
pub(super) fn sort_as_filled_map<T>(keys: &mut [T], hash: impl Fn(&T) -> u32) {
    let buckets = buckets_grown(BUCKETS_MIN, keys.len());
    keys.sort_by_cached_key(|key| bucket(hash(key), buckets));
}

/// Puts keys into the order of a `HashSet` that was made from the list of them.
pub(super) fn sort_as_copied_set<T>(keys: &mut [T], hash: impl Fn(&T) -> u32) {
    let capacity = (keys.len() as f32 / 0.75) as usize + 1;
    let buckets = capacity.max(BUCKETS_MIN).next_power_of_two();
    keys.sort_by_cached_key(|key| bucket(hash(key), buckets));
}

/// The first element of a `HashSet` that came from empty to `size_max` elements at some time, and now
/// has `elements` in the order in which they came.
pub(super) fn first_in_set<T>(
    elements: &[T],
    size_max: usize,
    hash: impl Fn(&T) -> u32,
) -> Option<&T> {
    let buckets = buckets_grown(BUCKETS_MIN, size_max);
    elements.iter().min_by_key(|element| bucket(hash(element), buckets))
}

fn halves(id: Uuid) -> (u64, u64) {
    let bits = u128::from_be_bytes(id.0);
    ((bits >> 64) as u64, bits as u64)
}

/// A table doubles when it is more than three quarters full, and never shrinks.
fn buckets_grown(from: usize, size: usize) -> usize {
    let mut buckets = from;
    while size > buckets / 4 * 3 {
        buckets *= 2;
    }
    buckets
}

fn bucket(hash: u32, buckets: usize) -> usize {
    (hash ^ hash >> 16) as usize & (buckets - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_java() {
        assert_eq!(hash_string("hello"), 99_162_322);
        assert_eq!(hash_string(""), 0);
        assert_eq!(hash_id(Uuid::METADATA_TOPIC), 1);
    }

    #[test]
    fn strings_beyond_the_basic_plane_come_before_private_use() {
        assert_eq!(compare_strings("\u{10000}", "\u{e000}"), Ordering::Less);
        assert_eq!(compare_strings("a", "b"), Ordering::Less);
    }

    #[test]
    fn ids_with_the_highest_bit_are_negative() {
        assert_eq!(compare_ids(Uuid([0xff; 16]), Uuid::ZERO), Ordering::Less);
    }
}
