//! Many producers at once on the same partitions and group, with acknowledgements that wait for the disk: what
//! was acknowledged as committed is there once and in order, also after a crash, and nothing else.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    path::Path,
    sync::{Arc, Mutex},
};

use ottla_broker::{Broker, BrokerOptions};
use ottla_core::{
    model::{ErrorCode, Rng},
    storage::disk::failing::{FailingDisk, Unsynced},
};

use super::support::{
    Client,
    transactions::{End, Producer},
};

const DIRECTORY: &str = "/disk";
const PRODUCERS: u64 = 6;
const TRANSACTIONS: usize = 60;
const TOPICS: [&str; 2] = ["t", "u"];

fn start(disk: &Arc<FailingDisk>) -> (Broker, Client) {
    let options = BrokerOptions::default().directories([Path::new(DIRECTORY)]);
    let options = options.disk(DIRECTORY, disk.clone());
    let options = options.set("log.flush.interval.messages", "1").unwrap();
    let broker = Broker::start(options).unwrap();
    let mut client = Client::connect(broker.address());
    client.find_coordinators();
    (broker, client)
}

/// What one producer has committed to each topic, and the offsets of its group in turn.
#[derive(Clone, Default)]
struct Committed {
    values: BTreeMap<&'static str, Vec<String>>,
    offsets: Vec<i64>,
}

type All = Arc<[Mutex<Committed>]>;

fn all(committed: &All) -> Vec<Committed> {
    committed.iter().map(|one| one.lock().unwrap().clone()).collect()
}

/// Asks again while the transaction before is still ending.
fn in_time<T>(client: &mut Client, mut ask: impl FnMut(&mut Client) -> Result<T, ErrorCode>) -> T {
    let mut found = Err(ErrorCode::None);
    client.until("it is done", |client| {
        found = ask(client);
        let passing = [ErrorCode::ConcurrentTransactions, ErrorCode::NotEnoughReplicas];
        found.as_ref().map_or_else(|code| !passing.contains(code), |_| true)
    });
    found.unwrap_or_else(|code| panic!("{code:?}"))
}

fn asked(code: ErrorCode) -> Result<(), ErrorCode> {
    if code == ErrorCode::None { Ok(()) } else { Err(code) }
}

/// One transaction after the other, of either protocol; some are left open, and fenced by the next producer.
fn produce(address: SocketAddr, number: u64, committed: &Mutex<Committed>) {
    let mut client = Client::connect(address);
    let mut rng = Rng::from_seed(number);
    let (id, group) = (format!("id-{number}"), format!("g-{number}"));
    let mut producer = client.init(&id, 60_000);
    let newer = number.is_multiple_of(2);
    let (write, offsets, end) = if newer { (12, 5, 5) } else { (11, 4, 4) };
    let mut sequences = BTreeMap::new();
    for transaction in 0..TRANSACTIONS {
        let mut written: Vec<(&str, String)> = Vec::new();
        for topic in TOPICS {
            if rng.below(4) == 0 {
                continue;
            }
            if !newer {
                in_time(&mut client, |client| {
                    asked(client.add_partitions(&producer, &[(topic, &[0])], 3)[0])
                });
            }
            for _ in 0..=rng.below(3) {
                let sequence: &mut i32 = sequences.entry(topic).or_default();
                let value = format!("{number} {transaction} {sequence}");
                in_time(&mut client, |client| {
                    client.write(&producer, topic, *sequence, &value, write)
                });
                *sequence += 1;
                written.push((topic, value));
            }
        }
        let offset = transaction as i64;
        if !newer {
            in_time(&mut client, |client| asked(client.add_offsets(&producer, &group, 4)));
        }
        in_time(&mut client, |client| {
            asked(client.commit_in_transaction(&producer, &group, "t", offset, offsets))
        });
        let next: Producer = match rng.below(4) {
            0 => client.init(&id, 60_000),
            1 => in_time(&mut client, |client| client.end(&producer, End::Abort, end)),
            _ => {
                let next = in_time(&mut client, |client| client.end(&producer, End::Commit, end));
                let mut committed = committed.lock().unwrap();
                for (topic, value) in written {
                    committed.values.entry(topic).or_default().push(value);
                }
                committed.offsets.push(offset);
                next
            }
        };
        if next.epoch != producer.epoch {
            sequences.clear();
        }
        producer = next;
    }
}

/// Whether all of `least`, and no more than `most`, is there, once nothing is open any more.
fn holds(client: &mut Client, least: &[Committed], most: &[Committed]) {
    for number in 0..least.len() {
        client.init(&format!("id-{number}"), 60_000);
    }
    for topic in TOPICS {
        client.until("all have ended", |client| {
            let (stable, log_end) = client.ends(topic);
            stable == log_end
        });
        let read = client.read_committed(topic).values;
        for (number, (least, most)) in least.iter().zip(most).enumerate() {
            let prefix = format!("{number} ");
            let own = read.iter().filter(|value| value.starts_with(&prefix));
            let own: Vec<&String> = own.collect();
            let of =
                |committed: &Committed| committed.values.get(topic).cloned().unwrap_or_default();
            let (least, most) = (of(least), of(most));
            assert!(own.len() >= least.len(), "{topic} of {number} lost something");
            assert!(own.iter().copied().eq(most.iter().take(own.len())), "{topic} of {number}");
        }
    }
    for (number, (least, most)) in least.iter().zip(most).enumerate() {
        let group = format!("g-{number}");
        client.until("an offset counts that was committed", |client| {
            let mut may_be = most.offsets.iter().skip(least.offsets.len().saturating_sub(1));
            let found = client.stable_offset(&group, "t");
            may_be.any(|offset| found == Ok(*offset))
                || (least.offsets.is_empty() && found == Ok(-1))
        });
    }
}

#[test]
fn what_was_acknowledged_is_there_once_and_in_order_whenever_the_power_was_lost() {
    const CRASHES: usize = 8;
    let disk = Arc::new(FailingDisk::new());
    let (broker, mut client) = start(&disk);
    TOPICS.iter().for_each(|topic| client.create_topic(topic, 1, &[]));
    let address = broker.address();
    let committed: All = (0..PRODUCERS).map(|_| Mutex::default()).collect();
    let threads = (0..PRODUCERS).map(|number| {
        let committed = committed.clone();
        std::thread::spawn(move || produce(address, number, &committed[number as usize]))
    });
    let threads: Vec<_> = threads.collect();
    let mut crashed = Vec::new();
    for crash in 1..=CRASHES {
        let reached = |all: &[Committed]| {
            let commits: usize = all.iter().map(|one| one.offsets.len()).sum();
            // About half of the transactions are committed.
            commits * 2 * CRASHES >= crash * (PRODUCERS as usize - 2) * TRANSACTIONS
        };
        while !reached(&all(&committed)) && !threads.iter().all(|one| one.is_finished()) {
            std::thread::yield_now();
        }
        let least = all(&committed);
        let after = match crash % 2 {
            0 => disk.crash(Unsynced::Lose),
            _ => disk.crash(Unsynced::LoseSome(Rng::from_seed(crash as u64))),
        };
        crashed.push((least, Arc::new(after)));
    }
    threads.into_iter().for_each(|one| one.join().unwrap());
    let most = all(&committed);
    holds(&mut client, &most, &most);
    crashed.push((most.clone(), Arc::new(disk.crash(Unsynced::Lose))));
    drop(broker);
    for (least, disk) in crashed {
        let (_broker, mut client) = start(&disk);
        holds(&mut client, &least, &most);
    }
}
