//! What a broker does for Produce requests, in one thread and without sockets, for callgrind to count.

use std::{
    env,
    process::Command,
    sync::Arc,
    task::Waker,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use bytes::Bytes;
use ottla_broker::engine::{
    DirectoryUse, Effects, Node, NodeDirectory, NodeParts, Peer, Session, Settings,
};
use ottla_core::{
    metadata::Endpoint,
    model::{Moment, Now, ProducerEpoch, ProducerId, Rng, Timestamp, config::BrokerEntries},
    protocol::{
        Request, encode_request,
        messages::{CreateTopicsRequest, create_topics_request::CreatableTopic},
        records::BatchFields,
    },
    storage::disk::MemoryDisk,
};

use crate::support::{batch_with, produce_request};

/// The argument with which the benchmark runs itself under callgrind, before what to write.
pub(crate) const COUNTED: &str = "counted";
/// Records of a batch, and their bytes.
pub(crate) const RECORDS: i32 = 100;
pub(crate) const RECORD_BYTES: usize = 100;
const REQUESTS: i32 = 400;
const LISTENER: &str = "PLAINTEXT";

/// Instructions per record; `None` without valgrind.
pub(crate) fn instructions(idempotence: &str) -> Option<f64> {
    let output = tempfile::NamedTempFile::new().expect("a file");
    let counted = Command::new("valgrind")
        .arg("--tool=callgrind")
        .arg(format!("--callgrind-out-file={}", output.path().display()))
        .arg("--toggle-collect=*write_batches*")
        .arg(env::current_exe().expect("a path"))
        .args([COUNTED, idempotence])
        .output()
        .ok()?;
    let said = String::from_utf8_lossy(&counted.stderr).into_owned();
    let collected = said.lines().find_map(|line| line.split("Collected : ").nth(1))?;
    let total: f64 = collected.trim().parse().ok()?;
    Some(total / f64::from(REQUESTS * RECORDS))
}

/// What runs under callgrind.
pub(crate) fn run(idempotence: &str) {
    let wall = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
    let wall = Timestamp(i64::try_from(wall.as_millis()).expect("not too late"));
    let now = Now { monotonic: Moment(Duration::from_secs(1)), wall };
    let mut session = session(now);
    let topic = CreatableTopic {
        name: "counted".into(),
        num_partitions: 1,
        replication_factor: 1,
        ..Default::default()
    };
    let create = CreateTopicsRequest { topics: vec![topic], ..Default::default() };
    write_batches(&mut session, &[frame(&create, 7)], now);
    let values: Vec<String> = (0..RECORDS).map(|_| "v".repeat(RECORD_BYTES)).collect();
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    let frames: Vec<Bytes> = (0..REQUESTS)
        .map(|request| {
            let fields = match idempotence {
                "plain" => BatchFields::default(),
                _ => BatchFields {
                    producer_id: ProducerId(1),
                    producer_epoch: ProducerEpoch(0),
                    base_sequence: request * RECORDS,
                    ..Default::default()
                },
            };
            let batch = batch_with(&values, &fields, wall);
            frame(&produce_request("counted", batch, -1), 12)
        })
        .collect();
    write_batches(&mut session, &frames, now);
}

fn session(now: Now) -> Session {
    let parts = NodeParts {
        controller_endpoints: Vec::new(),
        cluster_id: None,
        settings: Settings::new(BrokerEntries::default()).expect("the defaults"),
        directories: vec![NodeDirectory {
            path: "/memory".into(),
            disk: Ok(Arc::new(MemoryDisk::new())),
            used_for: DirectoryUse::Both,
        }],
        rng: Rng::from_seed(1),
        endpoints: vec![Endpoint {
            listener: LISTENER.into(),
            host: "127.0.0.1".into(),
            port: 9_092,
            security_protocol: 0,
        }],
    };
    let node = Node::start(parts, now).expect("a node");
    let peer = Peer { address: "127.0.0.1:1".into(), listener: LISTENER.into() };
    Session::new(node, peer, Waker::noop().clone())
}

fn frame<R: Request>(request: &R, version: i16) -> Bytes {
    let frame = encode_request(request, version, 1, Some(&"test".into())).expect("a request");
    let bytes: Vec<u8> =
        frame.slices.iter().flat_map(|slice| slice.read().expect("memory")).collect();
    // Without the length in front.
    Bytes::from(bytes).slice(4..)
}

#[inline(never)]
fn write_batches(session: &mut Session, frames: &[Bytes], now: Now) {
    for frame in frames {
        let mut effects = Effects::default();
        session.receive(frame.clone(), now, &mut effects).expect("a request");
        assert!(session.pop_reply().is_some(), "nothing waits in memory");
    }
}
