//! The suites of `cargo xtask test`, in their order.

mod node;

use std::{
    io::{BufRead, BufReader, IsTerminal, Read, Write},
    process::{Command, ExitCode, Stdio},
    sync::{Mutex, PoisonError},
    thread,
    time::Instant,
};

use clap::Args;

use crate::{
    failures::failures,
    process::{cargo, is_ci, root},
    report::{Line, Outcome, count, count_of_swift, summary},
    simulate, swift, tidy,
    tools::{self, Tools},
};

#[derive(Args, Debug)]
pub(crate) struct TestArguments {
    /// Under five minutes: house rules, lints, and the tests that need Rust alone.
    #[arg(long)]
    quick: bool,
    /// Run this suite alone.
    #[arg(long, value_name = "SUITE")]
    only: Option<String>,
}

struct Suite {
    name: &'static str,
    what: &'static str,
    speed: Speed,
    run: fn() -> Outcome,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Speed {
    Quick,
    Full,
}

/// The suites that run parts of it name the whole, too: one package alone would be built again, with
/// the features that it needs alone.
const WHOLE: &str = "--workspace";

const SUITES: &[Suite] = &[
    Suite { name: "tidy", what: "house rules", speed: Speed::Quick, run: tidy_suite },
    Suite { name: "format", what: "rustfmt", speed: Speed::Quick, run: format },
    Suite { name: "lints", what: "clippy", speed: Speed::Quick, run: lints },
    Suite {
        name: "tests",
        what: "unit, integration and doc tests, examples",
        speed: Speed::Quick,
        run: tests,
    },
    Suite {
        name: "features",
        what: "no features and each alone",
        speed: Speed::Full,
        run: features,
    },
    Suite { name: "clusters", what: "2,000 simulated clusters", speed: Speed::Full, run: clusters },
    Suite {
        name: "protocol",
        what: "our messages, bytes and assignments beside Apache Kafka's",
        speed: Speed::Full,
        run: protocol,
    },
    Suite {
        name: "kafka-client",
        what: "our client on Apache Kafka",
        speed: Speed::Full,
        run: client,
    },
    Suite {
        name: "older-kafka-client",
        what: "our client on Apache Kafka 3.9",
        speed: Speed::Full,
        run: client_on_older,
    },
    Suite {
        name: "kafka-cluster",
        what: "our admin and share consumer on three brokers of Apache Kafka",
        speed: Speed::Full,
        run: admin_on_cluster,
    },
    Suite {
        name: "own-client",
        what: "our client on our broker, with transactions of both versions",
        speed: Speed::Full,
        run: client_on_ours,
    },
    Suite {
        name: "python",
        what: "the Python package, built and installed as users do",
        speed: Speed::Full,
        run: python,
    },
    Suite {
        name: "interop",
        what: "other clients on our broker",
        speed: Speed::Full,
        run: interop,
    },
    Suite {
        name: "node",
        what: "the package for Node, in the clone and as installed",
        speed: Speed::Full,
        run: node::run,
    },
    Suite {
        name: "swift",
        what: "the Swift package, its scenarios and examples",
        speed: Speed::Full,
        run: swift::suite,
    },
];

pub(crate) fn run(arguments: &TestArguments) -> ExitCode {
    if let Some(only) = &arguments.only
        && !SUITES.iter().any(|suite| suite.name == only)
    {
        let names: Vec<&str> = SUITES.iter().map(|suite| suite.name).collect();
        eprintln!("no suite '{only}'; there are {}", names.join(", "));
        return ExitCode::FAILURE;
    }
    let chosen: Vec<&Suite> = SUITES
        .iter()
        .filter(|suite| match &arguments.only {
            Some(only) => suite.name == only,
            None => !arguments.quick || suite.speed == Speed::Quick,
        })
        .collect();
    let mut lines = Vec::new();
    for (index, suite) in chosen.iter().enumerate() {
        println!("==> {}/{} {}: {}", index + 1, chosen.len(), suite.name, suite.what);
        let began = Instant::now();
        let outcome = match (suite.run)() {
            // CI has to have everything: a suite that silently does not run proves nothing.
            Outcome::Skipped(why) if is_ci() => {
                Outcome::Failed { passed: 0, failed: 1, why: format!("not run: {why}") }
            }
            outcome => outcome,
        };
        if let Outcome::Skipped(why) = &outcome {
            println!("SKIPPED: {why}");
        }
        lines.push(Line { suite: suite.name, outcome, time: began.elapsed() });
    }
    if summary(&lines) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn tidy_suite() -> Outcome {
    let findings = tidy::check();
    findings.iter().for_each(|finding| println!("{finding}"));
    match findings.len() {
        0 => Outcome::Passed(1),
        failed => Outcome::Failed { passed: 0, failed, why: "see above".into() },
    }
}

fn format() -> Outcome {
    watched(&mut cargo(["fmt", "--all", "--check"]), Counting::Once)
}

fn lints() -> Outcome {
    let arguments = ["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"];
    watched(&mut cargo(arguments), Counting::Once)
}

fn tests() -> Outcome {
    let built = built();
    if !matches!(built, Outcome::Passed(_)) {
        return built;
    }
    // Everything that cargo tests by itself: only so are the examples built as programs.
    watched(&mut cargo(["test", "--workspace", "--no-fail-fast"]), Counting::Tests)
}

fn clusters() -> Outcome {
    watched(&mut simulate::command(simulate::FULL), Counting::Tests)
}

fn features() -> Outcome {
    let alone = ["", "gzip", "snappy", "lz4", "zstd"].map(|features| ("ottla-core", features));
    // All features are the default, which the other suites build.
    let checks = alone.into_iter().chain([
        ("ottla", ""),
        ("ottla", "broker"),
        ("ottla", "tls"),
        ("ottla", "oauth"),
        ("ottla", "telemetry"),
        ("ottla", "opentelemetry"),
        ("ottla", "json"),
        ("ottla", "message-pack"),
        ("ottla", "avro"),
        ("ottla", "protobuf"),
        ("ottla", "json-schema"),
        ("ottla", "testing"),
        ("ottla-broker", ""),
    ]);
    let mut passed = 0;
    for (package, features) in checks {
        let arguments =
            ["check", "--quiet", "-p", package, "--no-default-features", "--features", features];
        match watched(&mut cargo(arguments), Counting::Once) {
            Outcome::Passed(_) => passed += 1,
            Outcome::Failed { .. } | Outcome::Skipped(_) => {
                let why = format!("{package} with features '{features}'");
                return Outcome::Failed { passed, failed: 1, why };
            }
        }
    }
    for package in ["ottla-core", "ottla", "ottla-broker"] {
        // Without optimisation: they are few, and built for this alone.
        let arguments = [
            "test",
            "--quiet",
            "--profile",
            "dev",
            "-p",
            package,
            "--lib",
            "--no-default-features",
        ];
        match watched(&mut cargo(arguments), Counting::Tests) {
            Outcome::Passed(tests) => passed += tests,
            failed @ (Outcome::Failed { .. } | Outcome::Skipped(_)) => return failed,
        }
    }
    Outcome::Passed(passed)
}

fn protocol() -> Outcome {
    let tools = match tools::kafka_with_compiler() {
        Ok(tools) => tools,
        Err(why) => return Outcome::Skipped(why),
    };
    let arguments = [
        "test",
        WHOLE,
        "--lib",
        "--",
        "protocol::tests::apache_kafka",
        "protocol::tests::differential",
        "assignors::tests::apache_kafka",
        "metadata::controller::tests::apache_kafka",
        "--include-ignored",
        "--nocapture",
    ];
    let mut command = cargo(arguments);
    watched(command.env("OTTLA_KAFKA_LIBS", tools.jars), Counting::Tests)
}

fn client() -> Outcome {
    let tools = match tools::kafka() {
        Ok(tools) => tools,
        Err(why) => return Outcome::Skipped(why),
    };
    let start = |feature: &str| tools::KafkaBroker::start(&tools, &[feature]);
    let brokers = start("transaction.version=2")
        .and_then(|broker| Ok((broker, start("transaction.version=1")?)));
    let (broker, older) = match brokers {
        Ok(brokers) => brokers,
        Err(why) => return Outcome::Failed { passed: 0, failed: 1, why },
    };
    let arguments = [
        "test",
        WHOLE,
        "--no-fail-fast",
        "--test",
        "against_kafka",
        "--test",
        "secured",
        "--test",
        "consumer_on_kafka",
        "--test",
        "pushed_metrics",
        "--test",
        "spec",
        "--",
        "--nocapture",
    ];
    let mut command = cargo(arguments);
    command.env(SPEC_KAFKA, broker.address());
    command.env("OTTLA_KAFKA_LIBS", tools.jars);
    command.env("OTTLA_TEST_BOOTSTRAP", broker.address());
    command.env("OTTLA_TEST_BOOTSTRAP_TRANSACTION_VERSION_1", older.address());
    watched(&mut command, Counting::Tests)
}

/// The same tests on the version before: what it does not have is skipped, and they say so.
fn client_on_older() -> Outcome {
    let tools = match tools::older_kafka() {
        Ok(tools) => tools,
        Err(why) => return Outcome::Skipped(why),
    };
    let broker = match tools::KafkaBroker::start(&tools, &[]) {
        Ok(broker) => broker,
        Err(why) => return Outcome::Failed { passed: 0, failed: 1, why },
    };
    let mut command = cargo(["test", WHOLE, "--test", "against_kafka", "--", "--nocapture"]);
    command.env("OTTLA_TEST_BOOTSTRAP", broker.address());
    watched(&mut command, Counting::Tests)
}

/// The calls whose parts go to different brokers, where there are several.
fn admin_on_cluster() -> Outcome {
    let tools = match tools::kafka() {
        Ok(tools) => tools,
        Err(why) => return Outcome::Skipped(why),
    };
    let brokers = match tools::KafkaBroker::start_cluster(&tools, 3, &["transaction.version=2"]) {
        Ok(brokers) => brokers,
        Err(why) => return Outcome::Failed { passed: 0, failed: 1, why },
    };
    let arguments =
        ["test", WHOLE, "--test", "against_kafka", "--", "admin", "share", "--nocapture"];
    let mut command = cargo(arguments);
    command.env("OTTLA_TEST_BOOTSTRAP", brokers[0].address());
    command.env("OTTLA_TEST_OBSERVER", format!("2@{}", brokers[1].controller()));
    watched(&mut command, Counting::Tests)
}

/// The tests that run on Apache Kafka, on ours.
fn client_on_ours() -> Outcome {
    let tools = match tools::kafka() {
        Ok(tools) => tools,
        Err(why) => return Outcome::Skipped(why),
    };
    let built = built();
    if !matches!(built, Outcome::Passed(_)) {
        return built;
    }
    let binary = tools::built_binary("ottla");
    let start = || tools::OwnBroker::start(&binary);
    let started = start().and_then(|broker| Ok((broker, start()?)));
    let (broker, older) = match started {
        Ok(brokers) => brokers,
        Err(why) => return Outcome::Failed { passed: 0, failed: 1, why },
    };
    if let Err(why) = older.downgrade_transactions(&tools) {
        return Outcome::Failed { passed: 0, failed: 1, why };
    }
    let mut command = cargo(["test", WHOLE, "--test", "against_kafka", "--", "--nocapture"]);
    command.env("OTTLA_TEST_BOOTSTRAP", broker.address());
    command.env("OTTLA_TEST_BOOTSTRAP_TRANSACTION_VERSION_1", older.address());
    watched(&mut command, Counting::Tests)
}

/// Where scenarios of bindings/spec find what our broker does not have.
const SPEC_KAFKA: &str = "OTTLA_SPEC_KAFKA";

/// A broker of Apache Kafka for scenarios of bindings/spec, where there is Java; else those are skipped, and say so.
fn kafka_of_spec() -> Option<tools::KafkaBroker> {
    let started = tools::kafka().and_then(|tools| tools::KafkaBroker::start(&tools, &[]));
    started.inspect_err(|why| println!("    without Apache Kafka: {why}")).ok()
}

/// The package for Python: installed from the clone, its tests, and its types.
fn python() -> Outcome {
    let python = match tools::python_with_package() {
        Ok(python) => python,
        Err(why) => return Outcome::Failed { passed: 0, failed: 1, why },
    };
    let runs: [&[&str]; 3] = [
        &["mypy", "--strict", "-p", "ottla"],
        &["mypy", "--strict", "bindings/python/tests", "examples/python"],
        &[
            "pytest",
            "-p",
            "no:cacheprovider",
            "-c",
            "bindings/python/pyproject.toml",
            "bindings/python/tests",
        ],
    ];
    let kafka = kafka_of_spec();
    for arguments in runs {
        let mut run = Command::new(&python);
        run.arg("-m").args(arguments).current_dir(root());
        if let Some(kafka) = &kafka {
            run.env(SPEC_KAFKA, kafka.address());
        }
        match watched(&mut run, Counting::Once) {
            Outcome::Passed(_) => {}
            failed @ (Outcome::Failed { .. } | Outcome::Skipped(_)) => return failed,
        }
    }
    Outcome::Passed(runs.len())
}

/// Builds the binary and the libraries that tests run, and those tests. The features of a build are
/// those that all of its parts need: with the same parts every time, each crate is built once.
fn built() -> Outcome {
    let parts = ["--lib", "--bins", "--tests", "--examples"];
    let mut build = cargo(["build", WHOLE, "--profile", "test"]);
    watched(build.args(parts), Counting::Once)
}

fn interop() -> Outcome {
    let Tools { jars, streams, mirror, python, kcat, node_modules, franz_go } = match Tools::find()
    {
        Ok(tools) => tools,
        Err(why) => return Outcome::Skipped(why),
    };
    match &franz_go {
        Err(why) if is_ci() => return Outcome::Skipped(why.clone()),
        Err(why) => println!("SKIPPED: tests with franz-go: {why}"),
        Ok(_) => {}
    }
    let built = built();
    if !matches!(built, Outcome::Passed(_)) {
        return built;
    }
    let arguments = [
        "test",
        WHOLE,
        "--no-fail-fast",
        "--test",
        "interop",
        "--test",
        "dump_log_segments",
        "--",
        "--nocapture",
        "--include-ignored",
        "--test-threads=2",
    ];
    let mut command = cargo(arguments);
    command
        .env("OTTLA_BIN", tools::built_binary("ottla"))
        .env("OTTLA_KAFKA_LIBS", jars)
        .env("OTTLA_KAFKA_STREAMS_LIBS", streams)
        .env("OTTLA_KAFKA_MIRROR_LIBS", mirror)
        .env("OTTLA_PYTHON", python)
        .env("OTTLA_KCAT", kcat)
        .env("OTTLA_NODE_MODULES", node_modules);
    if let Ok(programs) = franz_go {
        command.env("OTTLA_FRANZ_GO", programs.member);
        command.env("OTTLA_FRANZ_GO_TRANSACTIONS", programs.transactions);
    }
    watched(&mut command, Counting::Tests)
}

/// Has the tests that compare generated pages with the code write them instead.
pub(crate) fn generate() -> ExitCode {
    let pages = [
        "test",
        WHOLE,
        "--test",
        "protocol_support",
        "--test",
        "options_page",
        "--test",
        "generated",
        "--test",
        "readmes",
    ];
    let mut command = cargo(pages);
    match watched(command.env("OTTLA_GENERATE", "1"), Counting::Once) {
        Outcome::Passed(_) => ExitCode::SUCCESS,
        Outcome::Failed { .. } | Outcome::Skipped(_) => ExitCode::FAILURE,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counting {
    /// The command is one check.
    Once,
    /// The command is cargo test.
    Tests,
    /// The command is swift test.
    SwiftTests,
}

/// Runs a command, showing what it prints, and judges it.
pub(crate) fn watched(command: &mut Command, counting: Counting) -> Outcome {
    let failed = |why: String| Outcome::Failed { passed: 0, failed: 1, why };
    command.current_dir(root()).stdout(Stdio::piped());
    // Cargo draws its progress on a terminal alone.
    if !std::io::stderr().is_terminal() {
        command.stderr(Stdio::piped());
    }
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) => return failed(format!("{command:?}: {error}")),
    };
    let output = Mutex::new(String::new());
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    thread::scope(|scope| {
        if let Some(stderr) = stderr {
            scope.spawn(|| shown(stderr, std::io::stderr(), &output));
        }
        if let Some(stdout) = stdout {
            shown(stdout, std::io::stdout(), &output);
        }
    });
    let output = output.into_inner().unwrap_or_else(PoisonError::into_inner);
    let status = match child.wait() {
        Ok(status) => status,
        Err(error) => return failed(error.to_string()),
    };
    let (passed, bad) = match counting {
        Counting::Once => (usize::from(status.success()), 0),
        Counting::Tests => count(&output),
        Counting::SwiftTests => count_of_swift(&output),
    };
    if status.success() {
        return Outcome::Passed(passed);
    }
    let why = format!("{status}\n{}", failures(&output));
    Outcome::Failed { passed, failed: bad, why }
}

/// Passes on what a program prints, line by line, and keeps it.
fn shown(from: impl Read, mut to: impl Write, output: &Mutex<String>) {
    for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        // Where nobody reads it any more, it is judged all the same.
        let _ = writeln!(to, "{line}");
        let mut output = output.lock().unwrap_or_else(PoisonError::into_inner);
        output.push_str(&line);
        output.push('\n');
    }
}
