//! What Java clients say in `sasl.jaas.config`: the name of a class, `required`, and pairs of key and
//! value; one entry, with a semicolon at its end.

use std::collections::BTreeMap;

/// The pairs.
///
/// # Errors
/// What is wrong, without the text, which may have passwords.
pub(super) fn parse(text: &str) -> Result<BTreeMap<String, String>, String> {
    let wrong = |what: &str| {
        Err(format!(
            "sasl_jaas_config (sasl.jaas.config) cannot be read: {what}; it should be \
             '...LoginModule required username=\"...\" password=\"...\";'"
        ))
    };
    let Some(rest) = text.trim().strip_suffix(';') else {
        return wrong("there is no semicolon at its end");
    };
    let Some(words) = words(rest) else { return wrong("a quote is not closed") };
    let mut words = words.into_iter();
    let (Some(module), Some(flag)) = (words.next(), words.next()) else {
        return wrong("it has fewer than two words");
    };
    if module.contains('=')
        || !["required", "optional", "sufficient", "requisite"].contains(&flag.as_str())
    {
        return wrong("it does not begin with a class and 'required'");
    }
    let mut pairs = BTreeMap::new();
    for word in words {
        let Some((key, value)) = word.split_once('=') else {
            return wrong("a word after 'required' is not key=value");
        };
        pairs.insert(key.to_owned(), value.to_owned());
    }
    Ok(pairs)
}

/// The words between spaces, without their quotes; `None` if a quote is not closed.
fn words(text: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            quote @ ('"' | '\'') => {
                let word = word.get_or_insert_default();
                loop {
                    match characters.next()? {
                        '\\' => word.push(characters.next()?),
                        end if end == quote => break,
                        other => word.push(other),
                    }
                }
            }
            space if space.is_whitespace() => words.extend(word.take()),
            other => word.get_or_insert_default().push(other),
        }
    }
    words.extend(word);
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_told_without_the_secret() {
        for text in [
            "",
            "a.B required username=\"u\" password=\"hunter2\"",
            "a.B required username=\"u\" password=\"hunter2;",
            "username=\"u\" password=\"hunter2\";",
            "a.B required hunter2;",
        ] {
            let complaint = parse(text).unwrap_err();
            assert!(!complaint.contains("hunter2"), "{complaint}");
        }
        assert!(parse("a.B required;").unwrap().is_empty());
    }
}
