//! What failed, found again in all that a run printed: said at the end, where it is looked for.

/// So many lines of each suite, and of each panic.
const LINES: usize = 60;
const PANIC_LINES: usize = 12;

/// How the tools of the suites begin the lines that say what failed.
const SIGNS: &[&str] = &["error", "FAILED ", "E   ", "not ok ", "\u{2718} "];

/// Names and panics of the tests that failed, and the errors of cargo, pytest, node and swift.
pub(crate) fn failures(output: &str) -> String {
    let lines: Vec<&str> = output.lines().collect();
    let mut found: Vec<String> = Vec::new();
    for name in names(&lines) {
        found.push(name.into());
        let head = format!("thread '{name}' ");
        let panics = lines.iter().enumerate().filter(|(_, line)| line.starts_with(&head));
        for (at, _) in panics {
            let said = lines[at..].iter().take(PANIC_LINES);
            let said = said.take_while(|line| !line.starts_with("stack backtrace:"));
            found.extend(said.map(|line| format!("  {line}")));
        }
    }
    let signs = lines.iter().filter(|line| SIGNS.iter().any(|sign| line.starts_with(sign)));
    found.extend(signs.map(|line| (*line).to_owned()));
    found.truncate(LINES);
    found.join("\n")
}

/// The tests under libtest's headings `failures:`, each once.
fn names<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let mut names = Vec::new();
    let heads = lines.iter().enumerate().filter(|(_, line)| **line == "failures:");
    for (at, _) in heads {
        let listed = lines[at + 1..].iter().map_while(|line| line.strip_prefix("    "));
        for name in listed {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::failures;

    #[test]
    fn what_failed_is_found_with_its_panic() {
        let output = "thread 'a::good' (7) panicked at x.rs:1:1:\nprovoked\n\
                      thread 'a::bad' (8) panicked at y.rs:2:2:\n\
                      left: 1\nstack backtrace:\n   0: main\n\n\
                      failures:\n\n---- a::bad stdout ----\n\n\
                      failures:\n    a::bad\n\n\
                      test result: FAILED. 1 passed; 1 failed\n\
                      error: test failed, to rerun pass `--lib`\n";
        let found = "a::bad\n  thread 'a::bad' (8) panicked at y.rs:2:2:\n  left: 1\n\
                     error: test failed, to rerun pass `--lib`";
        assert_eq!(failures(output), found);
    }
}
