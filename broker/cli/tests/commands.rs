//! The commands as a shell sees them: output, exit codes, and what is said of mistakes.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use support::{BrokerProcess, ottla, run};

fn stdout(arguments: &[&str], input: &str) -> String {
    let output = run(arguments, input);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).expect("output is text")
}

fn refusal(arguments: &[&str]) -> (Option<i32>, String) {
    let output = run(arguments, "");
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn records_go_in_and_come_out() {
    let broker = BrokerProcess::start(None);
    let b = ["-b", &broker.address];
    let with = |arguments: &[&'static str]| [arguments, &b[..]].concat();
    assert_eq!(stdout(&with(&["topic", "create", "t"]), ""), "created t\n");
    stdout(&with(&["produce", "t", "-K", ":", "-H", "h=1"]), "k1:v1\nplain\n");
    let shown = stdout(&with(&["consume", "t", "--exit", "-f", "%o %k=%v %h\\n"]), "");
    assert_eq!(shown, "0 k1=v1 h=1\n1 =plain h=1\n");
    let shown = stdout(&with(&["consume", "t", "--from", "1", "--count", "1"]), "");
    assert_eq!(shown, "plain\n");
    assert_eq!(stdout(&with(&["consume", "t", "--from", "end", "--exit"]), ""), "");

    let json = stdout(&with(&["consume", "t", "--exit", "--json"]), "");
    stdout(&with(&["produce", "copy", "--json"]), &json);
    let copied = stdout(&with(&["consume", "copy", "--exit", "--json"]), "");
    assert_eq!(copied.replace("\"copy\"", "\"t\""), json);

    assert_eq!(stdout(&with(&["topic", "list"]), ""), "copy\nt\n");
    let described = stdout(&with(&["topic", "describe", "t"]), "");
    assert!(described.contains("topic t, id "), "{described}");
    assert_eq!(stdout(&with(&["topic", "delete", "t", "copy"]), ""), "deleted t\ndeleted copy\n");
    assert_eq!(stdout(&with(&["topic", "list"]), ""), "");
    assert!(broker.terminate());
}

#[test]
fn mistakes_have_exit_codes_and_say_what_to_do() {
    let broker = BrokerProcess::start(None);
    let (code, message) = refusal(&["consume", "missing", "-e", "-b", &broker.address]);
    assert_eq!(code, Some(4), "{message}");
    assert!(message.contains("missing"), "{message}");
    let (code, message) = refusal(&["consume", "t", "--from", "yesterday", "-b", &broker.address]);
    assert_eq!(code, Some(2), "{message}");
    let (code, message) = refusal(&["topic", "list", "-b", "127.0.0.1:1", "--timeout", "2"]);
    assert_eq!(code, Some(3), "{message}");
    assert!(message.contains("127.0.0.1:1"), "{message}");
    let (code, message) = refusal(&["topic", "create", "a b", "-b", &broker.address]);
    assert_eq!(code, Some(2), "{message}");
    assert!(message.contains("a b"), "{message}");
}

#[test]
fn a_broker_that_cannot_start_says_why() {
    let broker = BrokerProcess::start(None);
    let (code, message) = refusal(&["broker", "--listen", &broker.address]);
    assert_eq!(code, Some(1));
    assert!(message.contains(&broker.address) && message.contains("another port"), "{message}");

    let (code, message) = refusal(&["broker", "--set", "num.partition=3"]);
    assert_eq!(code, Some(2));
    assert!(message.contains("did you mean 'num.partitions'"), "{message}");
    let (code, message) = refusal(&["broker", "--set", "num.partitions=many"]);
    assert_eq!(code, Some(2));
    assert!(message.contains("num.partitions"), "{message}");

    let directory = tempfile::tempdir().expect("a temporary directory");
    let file = directory.path().join("server.properties");
    std::fs::write(&file, "num.partitions=0\n").expect("a file");
    let (code, message) = refusal(&["broker", "--config", &file.display().to_string()]);
    assert_eq!(code, Some(2));
    assert!(message.contains("server.properties") && message.contains("at least 1"), "{message}");

    let (code, message) = refusal(&["broker", "--data-dir", &file.display().to_string()]);
    assert_eq!(code, Some(1));
    assert!(message.contains("server.properties"), "{message}");
}

#[test]
fn a_cluster_that_cannot_start_says_why() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let port = address.port().to_string();
    let (code, message) = refusal(&["cluster", "--brokers", "2", "--port", &port]);
    assert_eq!(code, Some(1), "{message}");
    assert!(
        message.contains(&address.to_string()) && message.contains("another port"),
        "{message}"
    );
    // 65535 is the last one, and the controllers listen 1000 higher.
    let (code, message) = refusal(&["cluster", "--brokers", "2", "--port", "64900"]);
    assert_eq!(code, Some(1), "{message}");
    assert!(message.contains("64900") && message.contains("1000 higher"), "{message}");
    for assignment in ["node.id=7", "listeners=PLAINTEXT://127.0.0.1:0", "log.dirs=/tmp/x"] {
        let (code, message) = refusal(&["cluster", "--port", "0", "--set", assignment]);
        assert_eq!(code, Some(2), "{message}");
        assert!(message.contains(assignment) && message.contains("--data-dir"), "{message}");
    }
}

#[test]
fn a_key_that_is_nearly_one_is_named_with_the_one_that_is_meant() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("server.properties");
    // The listeners end it before it serves.
    std::fs::write(&file, "controller.quorum.voter=1@a:1\nlisteners=PLAINTEXT\n").unwrap();
    let (code, message) = refusal(&["broker", "--config", &file.display().to_string()]);
    assert_eq!(code, Some(1), "{message}");
    assert!(message.contains("did you mean 'controller.quorum.voters'"), "{message}");
}

#[test]
fn a_directory_that_another_process_uses_is_refused_with_its_id() {
    let root = tempfile::tempdir().unwrap();
    let [a, b] = ["a", "b"].map(|name| root.path().join(name));
    let first = BrokerProcess::start_on(&[&a, &b], std::process::Stdio::null());
    let paths = [root.path().join("c"), b.clone()].map(|path| path.display().to_string());
    let second =
        ["broker", "--listen", "127.0.0.1:0", "--data-dir", &paths[0], "--data-dir", &paths[1]];
    let (code, message) = refusal(&second);
    assert_eq!(code, Some(1), "{message}");
    assert!(message.contains(&b.join(".lock").display().to_string()), "{message}");
    if cfg!(target_os = "linux") {
        assert!(message.contains(&format!("process {}", first.id())), "{message}");
    }
    assert!(message.contains("stop that one, or choose another directory"), "{message}");
    assert!(first.terminate());
    assert!(BrokerProcess::start_on(&[&a, &b], std::process::Stdio::null()).terminate());
}

#[test]
fn a_broker_whose_metadata_directory_is_gone_ends_with_a_message() {
    let root = tempfile::tempdir().unwrap();
    let [a, b] = ["a", "b"].map(|name| root.path().join(name));
    let broker = BrokerProcess::start_on(&[&a, &b], std::process::Stdio::piped());
    std::fs::remove_dir_all(&a).unwrap();
    // Whether it is answered before the broker ends does not matter.
    run(&["topic", "create", "t", "-p", "2", "-b", &broker.address, "--timeout", "1"], "");
    let (code, log) = broker.ended();
    assert_eq!(code, Some(1), "{log}");
    let last = log.lines().last().unwrap_or_default();
    assert!(last.contains("the broker halts") && last.contains(&a.display().to_string()), "{log}");
}

#[test]
fn the_demo_sends_any_file_and_reads_it_back() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let file = directory.path().join("lines.txt");
    let lines: String = (0..5_000).map(|number| format!("line {number}\n")).collect();
    std::fs::write(&file, lines).expect("a file");
    let shown = stdout(&["demo", &file.display().to_string()], "");
    assert!(shown.contains("every record came back as it was sent"), "{shown}");
    assert!(shown.contains("What to type next"), "{shown}");
}

#[test]
fn help_names_every_command() {
    let output = ottla().arg("--help").output().expect("the binary runs");
    let help = String::from_utf8_lossy(&output.stdout).into_owned();
    for command in ["broker", "topic", "produce", "consume", "demo"] {
        assert!(help.contains(command), "{help}");
    }
}

#[test]
fn a_group_reads_on_where_it_was_and_can_be_looked_at() {
    let broker = BrokerProcess::start(None);
    let b = ["-b", &broker.address];
    let with = |arguments: &[&'static str]| [arguments, &b[..]].concat();
    stdout(&with(&["topic", "create", "t"]), "");
    stdout(&with(&["produce", "t"]), "a\nb\nc\nd\n");
    let consume = ["consume", "t", "--group", "g", "--count"];
    assert_eq!(stdout(&with(&[&consume[..], &["1"]].concat()), ""), "a\n");
    assert_eq!(stdout(&with(&[&consume[..], &["2"]].concat()), ""), "b\nc\n");
    let listed = stdout(&with(&["group", "list"]), "");
    assert!(listed.contains(" g ") && listed.contains("Empty"), "{listed}");
    let offsets = ["group", "offsets", "g", "--json"];
    let shown = stdout(&with(&offsets), "");
    assert!(shown.contains("\"lag\":1") && shown.contains("\"offset\":3"), "{shown}");
    stdout(&with(&["group", "offsets", "g", "--set", "t:0=0"]), "");
    assert_eq!(stdout(&with(&[&consume[..], &["4"]].concat()), ""), "a\nb\nc\nd\n");
    let described = stdout(&with(&["group", "describe", "g"]), "");
    assert!(described.contains("group g, consumer, Empty"), "{described}");
    assert_eq!(stdout(&with(&["group", "offsets", "g", "--delete", "t:0", "--json"]), ""), "");
    assert_eq!(stdout(&with(&["group", "delete", "g"]), ""), "deleted g\n");

    let (code, message) = refusal(&with(&["group", "describe", "g"]));
    assert_eq!(code, Some(4), "{message}");
    let (code, message) = refusal(&with(&["group", "offsets", "g", "--set", "t=1"]));
    assert!(code == Some(2) && message.contains("TOPIC:PARTITION=OFFSET"), "{message}");
    let (code, message) = refusal(&with(&["consume", "t", "-g", "g", "--from", "7"]));
    assert!(code == Some(2) && message.contains("--from 7"), "{message}");
    let (code, message) = refusal(&with(&["consume", "missing", "-g", "g"]));
    assert_eq!(code, Some(4), "{message}");
}

#[test]
fn transactional_ids_can_be_looked_at_and_fenced() {
    let broker = BrokerProcess::start(None);
    let b = ["-b", &broker.address];
    let with = |arguments: &[&'static str]| [arguments, &b[..]].concat();
    stdout(&with(&["topic", "create", "t"]), "");
    stdout(&with(&["produce", "t"]), "a\n");
    let (code, message) = refusal(&with(&["transaction", "describe", "billing"]));
    assert_eq!(code, Some(4), "{message}");
    let fence = ["transaction", "fence", "billing"];
    assert_eq!(stdout(&with(&fence), ""), "fenced billing, now at epoch 0\n");
    assert_eq!(stdout(&with(&fence), ""), "fenced billing, now at epoch 1\n");
    let listed = stdout(&with(&["transaction", "list", "--pattern", "bill.*", "--json"]), "");
    assert!(listed.contains("\"state\":\"Empty\""), "{listed}");
    let open = ["transaction", "list", "--state", "Ongoing", "--json"];
    assert_eq!(stdout(&with(&open), ""), "");
    let described = stdout(&with(&["transaction", "describe", "billing"]), "");
    assert!(described.contains("billing") && described.contains("60000 ms"), "{described}");
    let producers = stdout(&with(&["transaction", "producers", "t", "0", "--json"]), "");
    assert!(producers.contains("\"transaction_start_offset\":null"), "{producers}");

    let (code, message) = refusal(&with(&["transaction", "list", "--state", "Sleeping"]));
    assert!(code == Some(2) && message.contains("Sleeping"), "{message}");
    let (code, message) = refusal(&with(&["transaction", "abort", "t", "0", "--producer-id", "9"]));
    assert!(code == Some(4) && message.contains("no transaction open"), "{message}");
}
