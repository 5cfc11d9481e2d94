//! The suites of `cargo xtask test`, in their order.

mod node;

use std::{
    process::{Command, ExitCode},
    thread,
    time::Instant,
};

use clap::Args;

use crate::{
    process::{cargo, is_ci, niced, root},
    report::{Line, Outcome, summary},
    simulate, swift, tidy,
    tools::{self, Tools},
    watch::{Counting, Telling, watched, watched_telling},
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
    pace: Pace,
    run: fn() -> Outcome,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Pace {
    /// Once the one before has ended.
    InTurn,
    /// While the next ones run: it only wants the processor, of which they leave much.
    Beside,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Speed {
    Quick,
    Full,
}

/// The suites that run parts of it name the whole, too: one package alone would be built again, with
/// the features that it needs alone.
const WHOLE: &str = "--workspace";

/// What is a workspace of its own: peers that nobody else needs, and what wants another compiler.
const APART: [&str; 2] = ["client/benches/peers/Cargo.toml", "fuzz/Cargo.toml"];

const SUITES: &[Suite] = &[
    Suite {
        name: "tidy",
        what: "house rules",
        speed: Speed::Quick,
        pace: Pace::InTurn,
        run: tidy_suite,
    },
    Suite { name: "format", what: "rustfmt", speed: Speed::Quick, pace: Pace::InTurn, run: format },
    Suite {
        name: "lints",
        what: "clippy, and lock files of what is built apart",
        speed: Speed::Quick,
        pace: Pace::InTurn,
        run: lints,
    },
    Suite {
        name: "tests",
        what: "unit, integration and doc tests, examples",
        speed: Speed::Quick,
        pace: Pace::InTurn,
        run: tests,
    },
    Suite {
        name: "clusters",
        what: "2,000 simulated clusters",
        speed: Speed::Full,
        pace: Pace::Beside,
        run: clusters,
    },
    Suite {
        name: "protocol",
        what: "our messages, bytes and assignments beside Apache Kafka's",
        speed: Speed::Full,
        pace: Pace::InTurn,
        run: protocol,
    },
    Suite {
        name: "kafka-client",
        what: "our client on Apache Kafka",
        speed: Speed::Full,
        pace: Pace::InTurn,
        run: client,
    },
    Suite {
        name: "older-kafka-client",
        what: "our client on Apache Kafka 3.9",
        speed: Speed::Full,
        pace: Pace::InTurn,
        run: client_on_older,
    },
    Suite {
        name: "kafka-cluster",
        what: "our admin and share consumer on three brokers of Apache Kafka",
        speed: Speed::Full,
        pace: Pace::InTurn,
        run: admin_on_cluster,
    },
    Suite {
        name: "own-client",
        what: "our client on our broker, with transactions of both versions",
        speed: Speed::Full,
        pace: Pace::InTurn,
        run: client_on_ours,
    },
    Suite {
        name: "python",
        what: "the Python package, built and installed as users do",
        speed: Speed::Full,
        pace: Pace::InTurn,
        run: python,
    },
    Suite {
        name: "features",
        what: "no features and each alone",
        speed: Speed::Full,
        pace: Pace::Beside,
        run: features,
    },
    Suite {
        name: "interop",
        what: "other clients on our broker",
        speed: Speed::Full,
        pace: Pace::InTurn,
        run: interop,
    },
    Suite {
        name: "node",
        what: "the package for Node, in the clone and as installed",
        speed: Speed::Full,
        pace: Pace::InTurn,
        run: node::run,
    },
    Suite {
        name: "swift",
        what: "the Swift package, its scenarios and examples",
        speed: Speed::Full,
        pace: Pace::InTurn,
        run: swift::suite,
    },
];

impl Suite {
    fn line(&self) -> Line {
        let began = Instant::now();
        let outcome = match (self.run)() {
            // CI has to have everything: a suite that silently does not run proves nothing.
            Outcome::Skipped(why) if is_ci() => {
                Outcome::Failed { passed: 0, failed: 1, why: format!("not run: {why}") }
            }
            outcome => outcome,
        };
        if let Outcome::Skipped(why) = &outcome {
            println!("SKIPPED: {why}");
        }
        Line { suite: self.name, outcome, time: began.elapsed() }
    }
}

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
    thread::scope(|scope| {
        let mut beside = Vec::new();
        for (index, suite) in chosen.iter().enumerate() {
            println!("==> {}/{} {}: {}", index + 1, chosen.len(), suite.name, suite.what);
            match suite.pace {
                Pace::InTurn => lines.push(suite.line()),
                Pace::Beside => {
                    println!("    beside the next ones; what it prints comes when it has ended");
                    beside.push(scope.spawn(|| suite.line()));
                }
            }
        }
        lines.extend(beside.into_iter().flat_map(thread::ScopedJoinHandle::join));
    });
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
    let linted = watched(&mut cargo(arguments), Counting::Once);
    if !matches!(linted, Outcome::Passed(_)) {
        return linted;
    }
    for manifest in APART {
        // Fails if the lock file is not one of the crates as they are now; a build with `--locked` would, too.
        let arguments = ["update", "--workspace", "--locked", "--quiet", "--manifest-path"];
        let mut check = cargo(arguments);
        check.arg(root().join(manifest));
        if !matches!(watched(&mut check, Counting::Once), Outcome::Passed(_)) {
            let why =
                format!("the lock file beside {manifest} is old: run `cargo update -w` there");
            return Outcome::Failed { passed: 1, failed: 1, why };
        }
    }
    Outcome::Passed(1 + APART.len())
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
    beside(&simulate::command(simulate::FULL), Counting::Tests)
}

/// Runs a command of a suite that runs beside others.
fn beside(command: &Command, counting: Counting) -> Outcome {
    watched_telling(&mut niced(command), counting, Telling::AtTheEnd)
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
        ("ottla", "simulation"),
        ("ottla-broker", ""),
    ]);
    let mut passed = 0;
    for (package, features) in checks {
        let arguments =
            ["check", "--quiet", "-p", package, "--no-default-features", "--features", features];
        match beside(&cargo(arguments), Counting::Once) {
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
        match beside(&cargo(arguments), Counting::Tests) {
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
