//! The examples are programs that run, and those that other languages have as well print the same as theirs.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// cargo builds examples before integration tests, into a folder beside theirs.
fn path(example: &str) -> PathBuf {
    let test = std::env::current_exe().expect("the test is a file");
    test.ancestors().nth(2).expect("target/PROFILE/deps").join("examples").join(example)
}

fn output(example: &str) -> String {
    let output = Command::new(path(example)).output().expect("the example was built");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// The folder of a language's examples.
fn of(language: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(language)
}

/// Examples that all languages have, and what they print.
fn shared() -> Vec<(String, String)> {
    let files = fs::read_dir(of("said")).expect("a folder");
    let mut shared: Vec<(String, String)> = files
        .map(|file| {
            let path = file.expect("a file").path();
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            (name, fs::read_to_string(path).expect("text"))
        })
        .collect();
    shared.sort();
    shared
}

#[test]
fn examples_of_all_languages_say_the_same() {
    let shared = shared();
    assert!(shared.len() >= 8, "{shared:?}");
    for (example, said) in shared {
        assert_eq!(output(&example), said, "{example}");
    }
}

#[test]
fn all_languages_have_the_same_examples() {
    let names: Vec<String> = shared().into_iter().map(|(name, _)| name).collect();
    for (language, ending) in [("python", "py"), ("node", "mjs"), ("swift", "swift")] {
        let files = fs::read_dir(of(language)).expect("a folder");
        let mut found: Vec<String> = files
            .filter_map(|file| {
                let name = file.expect("a file").file_name().to_string_lossy().into_owned();
                let stem = name.strip_suffix(ending)?.strip_suffix('.')?;
                // Tests are examples of their own, and are called as the language calls tests.
                let is_test =
                    stem.starts_with("test_") || stem.ends_with(".test") || stem.ends_with("Tests");
                (!is_test && stem != "Package").then(|| stem.to_owned())
            })
            .collect();
        found.sort();
        assert_eq!(found, names, "{language}");
    }
}

#[test]
fn stream_adds_up_what_it_sent() {
    assert_eq!(output("stream"), "the sum is 499500\n");
}

#[test]
fn a_week_passes_at_once() {
    assert_eq!(output("virtual_time"), "the record is gone\n");
}

#[test]
fn a_group_shares_its_records_and_remembers_them() {
    let expected = "first read 50, second read 50\nthe group has committed 100\n";
    assert_eq!(output("group"), expected);
}

#[test]
fn orders_are_shipped_side_by_side_and_one_is_a_dead_letter() {
    let expected = "99 orders were shipped\norder 13: nobody ships that (1 attempt)\n";
    assert_eq!(output("processing"), expected);
}

#[test]
fn each_order_becomes_one_bill_though_the_work_fails() {
    let printed = output("exactly_once");
    let (failures, end) = printed.split_at(printed.find("100 orders").expect("it ends well"));
    assert!(failures.lines().all(|line| line == "once more: the power is out"), "{printed}");
    assert!(!failures.is_empty(), "{printed}");
    assert_eq!(end, "100 orders became bills\n100 bills were read\n");
}

/// Against Apache Kafka where there is one; our broker has no share groups, and the client says so.
#[test]
fn mails_are_sent_refused_or_given_back() {
    let example = |address: &str| {
        let mut command = Command::new(path("share_group"));
        command.arg(address).output().expect("the example was built")
    };
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let broker = ottla::broker::Broker::start(ottla::broker::BrokerOptions::default());
    let broker = broker.expect("a broker starts");
    let refused = example(&broker.address().to_string());
    assert!(!refused.status.success());
    assert!(text(&refused.stderr).contains("Apache Kafka 4.2 or newer"), "{refused:?}");
    let Ok(kafka) = std::env::var("OTTLA_TEST_BOOTSTRAP") else {
        return println!("SKIPPED: OTTLA_TEST_BOOTSTRAP is not set");
    };
    let done = example(&kafka);
    assert!(done.status.success(), "{}", text(&done.stderr));
    assert_eq!(text(&done.stdout), "3 given back\n3 refused\n27 sent\n");
}

#[test]
fn a_client_is_seen_from_outside() {
    let printed = output("observability");
    let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    assert!(printed.contains(&format!("the first record comes from {parent}\n")), "{printed}");
    assert!(printed.contains("2 records sent, 1 read\n"), "{printed}");
    assert!(printed.contains("lines for Prometheus"), "{printed}");
}
