//! What a suite came to, and the summary at the end.

use std::time::Duration;

/// What a suite came to.
#[derive(Clone, Debug)]
pub(crate) enum Outcome {
    /// So many tests passed.
    Passed(usize),
    /// Something failed.
    Failed { passed: usize, failed: usize, why: String },
    /// It could not be run here.
    Skipped(String),
}

/// One line of the summary.
pub(crate) struct Line {
    pub(crate) suite: &'static str,
    pub(crate) outcome: Outcome,
    pub(crate) time: Duration,
}

/// Prints the summary; whether all is well.
pub(crate) fn summary(lines: &[Line]) -> bool {
    println!("\n{:<14} {:<9} {:>7} {:>8}  notes", "suite", "outcome", "tests", "seconds");
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for line in lines {
        let (outcome, tests, notes) = match &line.outcome {
            Outcome::Passed(tests) => {
                passed += tests;
                ("ok", *tests, String::new())
            }
            Outcome::Failed { passed: good, failed: bad, why } => {
                passed += good;
                failed += (*bad).max(1);
                ("FAILED", good + bad, why.lines().next().unwrap_or_default().to_owned())
            }
            Outcome::Skipped(why) => {
                skipped += 1;
                ("SKIPPED", 0, why.clone())
            }
        };
        let seconds = line.time.as_secs_f64();
        println!("{:<14} {outcome:<9} {tests:>7} {seconds:>8.1}  {notes}", line.suite);
    }
    println!("\n{passed} passed, {failed} failed, {skipped} skipped");
    for line in lines {
        if let Outcome::Failed { why, .. } = &line.outcome {
            println!("\n{} failed: {why}", line.suite);
        }
    }
    failed == 0
}

/// Adds up the `test result:` lines of cargo's output: passed and failed.
pub(crate) fn count(output: &str) -> (usize, usize) {
    let mut total = (0, 0);
    for line in output.lines().filter(|line| line.trim_start().starts_with("test result:")) {
        let number = |word: &str| {
            let before = line.split(word).next()?;
            before.split_whitespace().next_back()?.parse::<usize>().ok()
        };
        total.0 += number(" passed").unwrap_or(0);
        total.1 += number(" failed").unwrap_or(0);
    }
    total
}

/// The same of both of Swift's libraries for tests, which say how each test ended.
pub(crate) fn count_of_swift(output: &str) -> (usize, usize) {
    let mut total = (0, 0);
    for line in output.lines().map(str::trim_start) {
        let case = line.starts_with("Test Case '");
        if line.starts_with("✔ Test ") && !line.contains(" run with ")
            || case && line.contains(" passed (")
        {
            total.0 += 1;
        }
        let ended = line.starts_with("✘ Test ") && line.contains(" failed after ");
        if ended && !line.contains(" run with ") || case && line.contains(" failed (") {
            total.1 += 1;
        }
    }
    total
}

#[cfg(test)]
mod tests {
    use super::{count, count_of_swift};

    #[test]
    fn results_of_both_of_swifts_libraries_are_added_up() {
        let output = "\u{25c7} Test a() started.\n\
                      \u{2714} Test a() passed after 0.1 seconds.\n\
                      \u{2718} Test b() recorded an issue at B.swift:1:2\n\
                      \u{2718} Test b() failed after 0.1 seconds with 1 issue.\n\
                      Test Case 'C.testC' passed (0.1 seconds)\n\
                      \u{2718} Test run with 2 tests failed after 0.1 seconds with 1 issue.\n";
        assert_eq!(count_of_swift(output), (2, 1));
    }

    #[test]
    fn results_of_all_test_binaries_are_added_up() {
        let output = "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured\n\
                      noise 9 passed\n\
                      test result: FAILED. 4 passed; 2 failed; 0 ignored\n";
        assert_eq!(count(output), (7, 2));
    }
}
