//! LZ4 blocks that are worth more time: for every position the places with the same four bytes are
//! tried, latest first, as many as the level says, and a match waits for a longer one a byte later.
//! `lz4_flex`, which writes the blocks of the default level, tries one.

/// Shortest match.
const MATCH_MIN: usize = 4;
/// A block ends in this many literals at least.
const LITERALS_AT_END: usize = 5;
/// No match starts closer to the end than this.
const MATCH_START_FROM_END: usize = 12;
/// Farthest that a match may lie back.
const DISTANCE_MAX: usize = 65_535;
const HASH_BITS: u32 = 15;
/// Stands for no place.
const NONE: u32 = u32::MAX;
/// Most places that are tried for one position. Beyond it text shrinks by less than a thousandth.
const SEARCHES_MAX: usize = 1024;

/// Finds matches. Its memory is kept from block to block.
#[derive(Debug)]
pub(super) struct Compressor {
    /// The latest place of each hash.
    latest: Vec<u32>,
    /// The place before, of the same hash, by place.
    before: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
struct Match {
    from: usize,
    length: usize,
}

impl Compressor {
    pub(super) fn new() -> Self {
        Self { latest: vec![NONE; 1 << HASH_BITS], before: Vec::new() }
    }

    /// Appends `block` compressed with this level, from 1 on; each doubles the work, up to 9.
    pub(super) fn compress(&mut self, block: &[u8], level: u32, output: &mut Vec<u8>) {
        let searches = SEARCHES_MAX.min(2 << level.min(16));
        self.latest.fill(NONE);
        self.before.clear();
        self.before.resize(block.len(), NONE);
        let (mut literals_from, mut at) = (0, 0);
        let end = block.len().saturating_sub(MATCH_START_FROM_END);
        while at < end {
            let Some(found) = self.longest(block, at, searches) else {
                self.insert(block, at);
                at += 1;
                continue;
            };
            self.insert(block, at);
            let later = if at + 1 < end { self.longest(block, at + 1, searches) } else { None };
            if later.is_some_and(|later| later.length > found.length) {
                at += 1;
                continue;
            }
            put_sequence(&block[literals_from..at], Some((at, found)), output);
            for covered in at + 1..(at + found.length).min(end) {
                self.insert(block, covered);
            }
            at += found.length;
            literals_from = at;
        }
        put_sequence(&block[literals_from..], None, output);
    }

    fn insert(&mut self, block: &[u8], at: usize) {
        let slot = &mut self.latest[hash(block, at)];
        self.before[at] = *slot;
        *slot = at as u32;
    }

    fn longest(&self, block: &[u8], at: usize, searches: usize) -> Option<Match> {
        let limit = block.len() - LITERALS_AT_END;
        let wanted = &block[at..limit];
        let mut best: Option<Match> = None;
        let mut from = self.latest[hash(block, at)];
        for _ in 0..searches {
            let place = from as usize;
            if from == NONE || at - place > DISTANCE_MAX {
                break;
            }
            let longest = best.map_or(MATCH_MIN - 1, |best| best.length);
            // Only a match that is longer has this byte.
            if wanted.get(longest) == block.get(place + longest) {
                let length = common(wanted, &block[place..limit]);
                if length > longest {
                    best = Some(Match { from: place, length });
                    if length == wanted.len() {
                        break;
                    }
                }
            }
            from = self.before[place];
        }
        best
    }
}

/// How many bytes are the same at the front of both.
fn common(left: &[u8], right: &[u8]) -> usize {
    const WORD: usize = 8;
    let (left_words, _) = left.as_chunks::<WORD>();
    let (right_words, _) = right.as_chunks::<WORD>();
    let mut same = 0;
    for (left, right) in left_words.iter().zip(right_words) {
        let difference = u64::from_le_bytes(*left) ^ u64::from_le_bytes(*right);
        if difference != 0 {
            return same + difference.trailing_zeros() as usize / 8;
        }
        same += WORD;
    }
    same + left[same..].iter().zip(&right[same..]).take_while(|(left, right)| left == right).count()
}

fn hash(block: &[u8], at: usize) -> usize {
    let four = block[at..].first_chunk::<MATCH_MIN>().map_or(0, |bytes| u32::from_le_bytes(*bytes));
    (four.wrapping_mul(2_654_435_761) >> (u32::BITS - HASH_BITS)) as usize
}

/// Writes literals, and the match that follows them, if it is not the end.
fn put_sequence(literals: &[u8], found: Option<(usize, Match)>, output: &mut Vec<u8>) {
    let match_code = found.map_or(0, |(_, found)| found.length - MATCH_MIN);
    output.push((literals.len().min(15) << 4 | match_code.min(15)) as u8);
    put_rest(literals.len(), output);
    output.extend_from_slice(literals);
    if let Some((at, found)) = found {
        let distance = (at - found.from) as u16;
        output.extend_from_slice(&distance.to_le_bytes());
        put_rest(match_code, output);
    }
}

/// Writes what of a length does not fit the four bits of the token.
fn put_rest(length: usize, output: &mut Vec<u8>) {
    if let Some(mut rest) = length.checked_sub(15) {
        while rest >= 255 {
            output.push(255);
            rest -= 255;
        }
        output.push(rest as u8);
    }
}

#[cfg(test)]
mod tests {
    use lz4_flex::block;
    use proptest::{collection::vec, prelude::*};

    use super::*;

    fn compressed(data: &[u8], level: u32) -> Vec<u8> {
        let mut output = Vec::new();
        Compressor::new().compress(data, level, &mut output);
        output
    }

    fn back(data: &[u8], level: u32) -> Vec<u8> {
        block::decompress(&compressed(data, level), data.len()).unwrap()
    }

    #[test]
    fn blocks_come_back_whatever_their_length() {
        for length in 0..70 {
            let data = vec![7; length];
            assert_eq!(back(&data, 5), data);
            let data: Vec<u8> = (0..length as u8).map(|n| n % 5).collect();
            assert_eq!(back(&data, 5), data);
        }
        for data in [vec![0; 65_536], b"0123456789abcdef".repeat(4_096)] {
            for level in [1, 8, 17] {
                assert!(compressed(&data, level).len() < 400);
                assert_eq!(back(&data, level), data);
            }
        }
    }

    #[test]
    fn the_end_of_a_block_obeys_the_format() {
        // Readers copy in steps, which the last literals are the room for.
        let data = b"abcdefgh".repeat(8);
        let output = compressed(&data, 9);
        let (sequences, last) = output.split_at(output.len() - 6);
        assert_eq!(last, b"\x50defgh", "{sequences:?}");
    }

    #[test]
    fn higher_levels_compress_better_than_the_default() {
        let words = ["commit ", "offset ", "leader ", "epoch ", "replica ", "of ", "the ", "log "];
        let mut rng = crate::model::Rng::from_seed(5);
        let text: String = (0..11_000).map(|_| words[rng.below(8) as usize]).collect();
        let data = &text.as_bytes()[..60_000];
        let sizes = [1, 4, 12].map(|level| compressed(data, level).len());
        assert!(sizes[0] > sizes[1] && sizes[1] > sizes[2], "{sizes:?}");
        assert!(sizes[2] * 10 < block::compress(data).len() * 9, "{sizes:?}");
    }

    proptest! {
        #[test]
        fn any_bytes_come_back(
            parts in vec((vec(0..4_u8, 1..40), 1..20_usize), 0..20),
            level in 1..18_u32,
        ) {
            let data: Vec<u8> =
                parts.into_iter().flat_map(|(part, times)| part.repeat(times)).collect();
            prop_assert_eq!(back(&data, level), data);
        }
    }
}
