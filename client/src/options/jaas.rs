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
        || !["required", "optional", "sufficient", "requisite"]
            .contains(&flag.to_lowercase().as_str())
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

/// The words between spaces, without their quotes and with what is on either side of a `=`, as Java has it;
/// `None` if a quote is not closed.
fn words(text: &str) -> Option<Vec<String>> {
    let mut words: Vec<String> = Vec::new();
    let mut word: Option<String> = None;
    let mut ends_quoted = false;
    let mut characters = text.chars().peekable();
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
                ends_quoted = true;
            }
            space if space.is_whitespace() => {
                while characters.next_if(|next| next.is_whitespace()).is_some() {}
                let equals =
                    word.as_ref().map(|word| (word.find('='), word.len().saturating_sub(1)));
                let goes_on = match equals {
                    Some((Some(first), last)) => first == last && !ends_quoted,
                    Some((None, _)) => characters.peek() == Some(&'='),
                    None => false,
                };
                if !goes_on {
                    words.extend(word.take());
                }
            }
            other => {
                word.get_or_insert_default().push(other);
                ends_quoted = false;
            }
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

    #[test]
    fn spaces_and_capitals_are_as_java_reads_them() {
        let expected = BTreeMap::from(
            [("u", "a b="), ("e", ""), ("p", "x==")].map(|(k, v)| (k.into(), v.into())),
        );
        for text in [
            "a.B required u=\"a b=\" e=\"\" p=x==;",
            "a.B  REQUIRED u = \"a b=\" e= ''  p= x== ;",
            "a.B Required u =\"a b=\"\n\te=\"\" p='x=='\n;",
        ] {
            assert_eq!(parse(text).unwrap(), expected, "{text}");
        }
    }
}
