//! The READMEs of the packages, from one template: what is the same in all languages stands in it once, what differs
//! is named in a file for each, and code is taken from examples, which are run by tests.

use std::{fs, io, path::Path};

use crate::File;

const LANGUAGES: [(&str, &str); 3] = [("python", "py"), ("node", "mjs"), ("swift", "swift")];
const FOLDER: &str = "bindings/generator/readme";
/// What the name of an example begins with.
const CODE: &str = "code ";

/// The READMEs of all packages.
///
/// # Errors
/// A file that cannot be read; a name in braces that nothing is known of.
pub fn readmes(repository: &Path) -> io::Result<Vec<File>> {
    let folder = repository.join(FOLDER);
    let template = fs::read_to_string(folder.join("template.md"))?;
    let readme = |(language, ending): (&str, &str)| {
        let words = fs::read_to_string(folder.join(format!("{language}.md")))?;
        let examples = repository.join("examples").join(language);
        let code = |name: &str| code(&examples, ending, name);
        let content = filled(&template, &parts(&words), &code)?;
        Ok(File { path: format!("bindings/{language}/README.md").into(), content })
    };
    LANGUAGES.into_iter().map(readme).collect()
}

/// What a language says: each part begins with a line `=== name`.
fn parts(words: &str) -> Vec<(&str, &str)> {
    let parts = words.split("=== ").skip(1);
    parts
        .filter_map(|part| part.split_once('\n'))
        .map(|(name, text)| (name, text.trim_matches('\n')))
        .collect()
}

/// Puts in what stands in double braces: parts of the language, which may name others, and then code.
fn filled(
    template: &str,
    parts: &[(&str, &str)],
    code: &dyn Fn(&str) -> io::Result<String>,
) -> io::Result<String> {
    let mut text = template.to_owned();
    loop {
        let worded = replaced(&text, &|name| {
            if name.starts_with(CODE) {
                return Ok(format!("{{{{{name}}}}}"));
            }
            let part = parts.iter().find(|(of, _)| *of == name);
            part.map(|(_, text)| (*text).to_owned())
                .ok_or_else(|| wrong(format!("there is no part '{name}'")))
        })?;
        if worded == text {
            break;
        }
        text = worded;
    }
    // A part is empty where a language has nothing to say.
    while text.contains("\n\n\n") {
        text = text.replace("\n\n\n", "\n\n");
    }
    replaced(&text, &|name| code(name.trim_start_matches(CODE)))
}

/// Replaces each name in double braces.
fn replaced(text: &str, by: &dyn Fn(&str) -> io::Result<String>) -> io::Result<String> {
    let (mut made, mut rest) = (String::new(), text);
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((name, after)) = after.split_once("}}") else {
            return Err(wrong(format!("no end of {{{{{after}")));
        };
        made.push_str(before);
        made.push_str(&by(name)?);
        rest = after;
    }
    made.push_str(rest);
    Ok(made)
}

/// An example without its first comment, or the part of it that `name#part` names: the lines between
/// `readme: part` and `readme: end` in comments.
fn code(folder: &Path, ending: &str, name: &str) -> io::Result<String> {
    let (file, part) = name.split_once('#').map_or((name, None), |(file, part)| (file, Some(part)));
    let path = folder.join(format!("{file}.{ending}"));
    let text =
        fs::read_to_string(&path).map_err(|error| wrong(format!("{}: {error}", path.display())))?;
    let lines: Vec<&str> = match part {
        None => {
            let marks = |line: &&str| line.contains("readme: ");
            body(&text).lines().filter(|line| !marks(line)).collect()
        }
        Some(part) => {
            let begin = format!("readme: {part}");
            let lines = text.lines().skip_while(|line| !line.ends_with(&begin)).skip(1);
            lines.take_while(|line| !line.ends_with("readme: end")).collect()
        }
    };
    if lines.is_empty() {
        return Err(wrong(format!("{}: there is no part {part:?}", path.display())));
    }
    let indents = lines.iter().filter(|line| !line.trim().is_empty());
    let indent = indents.map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    let lines = lines.iter().map(|line| line.get(indent..).unwrap_or_default());
    Ok(lines.collect::<Vec<_>>().join("\n"))
}

/// What follows the comment or the text that says what an example does.
fn body(text: &str) -> &str {
    if let Some(rest) = text.strip_prefix("\"\"\"") {
        return rest.split_once("\"\"\"\n").map_or(text, |(_, body)| body.trim());
    }
    let mut body = text;
    while let Some((first, rest)) = body.split_once('\n')
        && first.starts_with("//")
    {
        body = rest;
    }
    body.trim()
}

fn wrong(message: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_braces_is_put_in_and_nothing_else_is_known() {
        let parts = parts("=== name\nNode\n\n=== both\n{{name}} and {{code x}}\n=== none\n");
        let code = |name: &str| Ok(format!("<{name}>"));
        let made = filled("# {{name}}\n\n{{none}}\n\n{{both}}\n", &parts, &code).unwrap();
        assert_eq!(made, "# Node\n\nNode and <x>\n");
        let unknown = filled("{{nam}}", &parts, &code).unwrap_err();
        assert_eq!(unknown.to_string(), "there is no part 'nam'");
        assert!(filled("{{name", &parts, &code).is_err());
    }

    #[test]
    fn an_example_is_shown_without_what_it_says_of_itself() {
        assert_eq!(body("\"\"\"A thing.\"\"\"\n\nimport x\n"), "import x");
        assert_eq!(body("// A thing.\n// Long.\nimport X\n\nrun()\n"), "import X\n\nrun()");
    }
}
