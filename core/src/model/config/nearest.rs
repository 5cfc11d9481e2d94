//! The known name that is nearest to a mistyped one.

/// The candidate with the smallest edit distance, if it is near enough to be meant.
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .map(|candidate| (distance(name, candidate), candidate))
        .min()
        .filter(|(distance, _)| *distance <= 2 + name.len() / 4)
        .map(|(_, candidate)| candidate)
}

/// Levenshtein's distance, over bytes: keys are ASCII.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.bytes().enumerate() {
            let substituted = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_pen_finds_its_key() {
        let keys = ["retention.ms", "retention.bytes", "segment.ms"];
        assert_eq!(nearest("retenton.ms", keys.into_iter()), Some("retention.ms"));
        assert_eq!(nearest("retention_bytes", keys.into_iter()), Some("retention.bytes"));
        assert_eq!(nearest("colour", keys.into_iter()), None);
    }
}
