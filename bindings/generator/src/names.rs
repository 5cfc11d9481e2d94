//! Names as languages write them.

/// `next_batch` as `nextBatch`; what is written so already stays.
#[must_use]
pub(crate) fn camel(name: &str) -> String {
    let mut camel = String::with_capacity(name.len());
    let mut after_gap = false;
    for letter in name.chars() {
        match letter {
            '_' | '.' | '-' => after_gap = true,
            letter if after_gap => {
                camel.extend(letter.to_uppercase());
                after_gap = false;
            }
            letter => camel.push(letter),
        }
    }
    camel
}

/// `TimedOut` as `TIMED_OUT`.
#[must_use]
pub(crate) fn upper(name: &str) -> String {
    let mut upper = String::with_capacity(name.len() + 4);
    for (index, letter) in name.char_indices() {
        if index > 0 && letter.is_uppercase() {
            upper.push('_');
        }
        upper.extend(letter.to_uppercase());
    }
    upper
}

/// `TimedOut` as `timedOut`.
#[must_use]
pub(crate) fn lower_camel(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_as_each_language_writes_them() {
        assert_eq!(camel("next_batch"), "nextBatch");
        assert_eq!(camel("linger.ms"), "lingerMs");
        assert_eq!(upper("TimedOut"), "TIMED_OUT");
        assert_eq!(lower_camel("TimedOut"), "timedOut");
    }
}
