//! Java properties files, as Kafka's configuration is written: `key=value`, `key: value` or
//! `key value` a line, `#` and `!` comments, `\` at a line's end to go on, Java's escapes.

/// A line that is not a property.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct PropertiesError {
    /// Number of the line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: &'static str,
}

/// Reads `text` into keys and values, in the order of the file; a repeated key stays twice.
///
/// # Errors
/// Names the line whose escape is broken, or that has no key.
pub fn parse_properties(text: &str) -> Result<Vec<(String, String)>, PropertiesError> {
    let mut entries = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((index, line)) = lines.next() {
        let line = line.trim_start();
        if line.is_empty() || line.starts_with(['#', '!']) {
            continue;
        }
        let mut logical = line.to_owned();
        while ends_in_open_backslash(&logical) {
            logical.pop();
            let Some((_, next)) = lines.next() else { break };
            logical.push_str(next.trim_start());
        }
        let (key, value) = split(&logical);
        let at = |problem| PropertiesError { line: index + 1, problem };
        let key = unescape(key).map_err(at)?;
        if key.is_empty() {
            return Err(at("there is no key before the '='"));
        }
        entries.push((key, unescape(value).map_err(at)?));
    }
    Ok(entries)
}

fn ends_in_open_backslash(line: &str) -> bool {
    line.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}

fn split(line: &str) -> (&str, &str) {
    let mut escaped = false;
    let end = line.find(|character: char| {
        let separates = !escaped && (matches!(character, '=' | ':') || character.is_whitespace());
        escaped = character == '\\' && !escaped;
        separates
    });
    let Some(end) = end else { return (line, "") };
    let rest = line[end..].trim_start();
    let rest = rest.strip_prefix(['=', ':']).unwrap_or(rest);
    (&line[..end], rest.trim_start())
}

fn unescape(text: &str) -> Result<String, &'static str> {
    let mut result = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            result.push(character);
            continue;
        }
        match characters.next() {
            Some('n') => result.push('\n'),
            Some('t') => result.push('\t'),
            Some('r') => result.push('\r'),
            Some('f') => result.push('\u{c}'),
            Some('u') => {
                let digits: String = characters.by_ref().take(4).collect();
                let code = (digits.len() == 4)
                    .then(|| u32::from_str_radix(&digits, 16).ok())
                    .flatten()
                    .and_then(char::from_u32);
                result.push(code.ok_or("\\u needs four hexadecimal digits of a character")?);
            }
            Some(other) => result.push(other),
            None => {}
        }
    }
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn java_properties_are_read_as_java_reads_them() {
        let text = "# comment\n! comment\n\na=1\nb : 2\nc 3\nd=x\\\n   y\ne\\=f=g\\u0041\\n\nempty=\nlone\n";
        let entries = parse_properties(text).unwrap();
        let expected = [
            ("a", "1"),
            ("b", "2"),
            ("c", "3"),
            ("d", "xy"),
            ("e=f", "gA\n"),
            ("empty", ""),
            ("lone", ""),
        ];
        assert_eq!(entries, expected.map(|(k, v)| (k.to_owned(), v.to_owned())));
        assert_eq!(parse_properties("ok=1\nx=\\u12").unwrap_err().line, 2);
        assert_eq!(parse_properties("=1").unwrap_err().line, 1);
    }
}
