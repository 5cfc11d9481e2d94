//! Transactions of our client, each of which writes one number to all partitions of a topic. At the end readers of
//! committed records find those numbers that the client was told are committed, each once and in order, in every
//! partition, and no others.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
    time::Duration,
};

use ottla::{
    Advice, Client, ClientOptions, IsolationLevel, Outcome, PartitionConsumerOptions, Producer,
    ProducerOptions, Record, StartOffset, Transaction,
};
use ottla_core::protocol::messages::FindCoordinatorRequest;

use super::{
    brokers::{Brokers, IDS, until},
    load::topic,
};

const PARTITIONS: i32 = 3;
/// Transactions between two of them that the client aborts.
const ABORTED_EACH: u64 = 7;
/// Transactions that end before and during each trouble.
const CALM: usize = 30;
/// What the last transaction writes.
const END: &str = "end";

/// Settings of brokers that transactions need.
pub const SETTINGS: [&str; 1] = ["transaction.state.log.num.partitions=3"];

/// Transactions under way, and the brokers that they are on.
pub struct Numbers {
    topic: String,
    id: String,
    ended: Arc<Mutex<BTreeMap<u64, Outcome>>>,
    stops: Arc<AtomicBool>,
    writer: JoinHandle<()>,
    pub brokers: Brokers,
}

fn connected<T>(bootstrap: &str, act: impl AsyncFnOnce(Client) -> T) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        // Whoever hangs is not waited for for long.
        let request_timeout = Duration::from_secs(2);
        let options = ClientOptions { request_timeout, ..ClientOptions::default() };
        act(Client::connect_with(bootstrap, options).await.unwrap()).await
    })
}

/// A transaction with a record in each partition; whether all could be written shows at the end.
async fn begun(producer: &Producer, topic: &str, value: &str) -> Transaction {
    let transaction = producer.begin().await.unwrap();
    let mut deliveries = Vec::new();
    for partition in 0..PARTITIONS {
        let record = Record::to(topic).partition(partition).value(value);
        deliveries.extend(transaction.enqueue(record).await);
    }
    // What is not written yet would be given up by an abort.
    for delivery in deliveries {
        let _ = delivery.await;
    }
    transaction
}

/// Ends a transaction one way or the other, however often it takes.
async fn aborted(transaction: &mut Transaction) -> Outcome {
    loop {
        match transaction.abort().await {
            Ok(outcome) => return outcome,
            Err(error) => assert_eq!(error.advice(), Advice::Retry, "{error}"),
        }
    }
}

async fn committed(transaction: &mut Transaction) -> Outcome {
    match transaction.commit().await {
        Ok(()) => Outcome::Committed,
        Err(_) => aborted(transaction).await,
    }
}

fn coordinator_of(brokers: &Brokers, id: &str, but: Option<i32>) -> i32 {
    let mut client = brokers.client_but(but);
    let request = FindCoordinatorRequest { key: id.into(), key_type: 1, ..Default::default() };
    until("a coordinator", || {
        let found = client.call_at(&request, 3);
        (found.error_code == 0 && Some(found.node_id) != but).then_some(found.node_id)
    })
}

impl Numbers {
    pub fn on(brokers: Brokers) -> Option<Self> {
        Self::with(brokers, "numbers".to_owned())
    }

    /// Transactions whose coordinator is this broker.
    pub fn coordinated_by(brokers: Brokers, coordinator: i32) -> Option<Self> {
        let ids = (0..).map(|number| format!("numbers-{number}"));
        let mut ids = ids.filter(|id| coordinator_of(&brokers, id, None) == coordinator);
        let id = ids.next().expect("they are spread over the brokers");
        Self::with(brokers, id)
    }

    fn with(brokers: Brokers, id: String) -> Option<Self> {
        let topic = topic("numbers");
        brokers.create_topic(&topic, PARTITIONS)?;
        let (ended, stops) = <(Arc<Mutex<BTreeMap<_, _>>>, Arc<AtomicBool>)>::default();
        let (notes, is_over) = (ended.clone(), stops.clone());
        let (bootstrap, to) = (brokers.bootstrap(), topic.clone());
        let transactional_id = Some(id.clone());
        let writer = std::thread::spawn(move || {
            connected(&bootstrap, async |client| {
                let options = ProducerOptions { transactional_id, ..Default::default() };
                let producer = client.producer(options).unwrap();
                for number in 0.. {
                    if is_over.load(Ordering::Relaxed) {
                        break;
                    }
                    let mut transaction = begun(&producer, &to, &number.to_string()).await;
                    let outcome = match number % ABORTED_EACH {
                        0 => aborted(&mut transaction).await,
                        _ => committed(&mut transaction).await,
                    };
                    notes.lock().unwrap().insert(number, outcome);
                }
                while committed(&mut begun(&producer, &to, END).await).await != Outcome::Committed {
                }
            });
        });
        let numbers = Self { topic, id, ended, stops, writer, brokers };
        numbers.go_on();
        Some(numbers)
    }

    /// Waits until more transactions have been committed.
    pub fn go_on(&self) {
        let count = || {
            let ended = self.ended.lock().unwrap();
            ended.values().filter(|outcome| **outcome == Outcome::Committed).count()
        };
        let before = count();
        until("transactions are committed", || {
            assert!(!self.writer.is_finished(), "it has given up");
            (count() >= before + CALM).then_some(())
        });
    }

    /// The coordinator, as all say but this one.
    pub fn coordinator(&self, but: Option<i32>) -> i32 {
        coordinator_of(&self.brokers, &self.id, but)
    }

    /// All replicas are in sync again, and transactions are committed.
    pub fn heal(&self) {
        for topic in [&self.topic, "__transaction_state"] {
            self.brokers.until_in_sync(topic, None, &IDS);
        }
        self.go_on();
    }

    /// Ends the last transaction, and compares.
    pub fn finish(self) {
        self.stops.store(true, Ordering::Relaxed);
        self.writer.join().unwrap();
        let ended = self.ended.lock().unwrap();
        let committed = ended.iter().filter(|(_, outcome)| **outcome == Outcome::Committed);
        let mut expected: Vec<String> = committed.map(|(number, _)| number.to_string()).collect();
        expected.push(END.to_owned());
        let read = connected(&self.brokers.bootstrap(), async |client| {
            let mut all = Vec::new();
            for partition in 0..PARTITIONS {
                let isolation = IsolationLevel::ReadCommitted;
                let options = PartitionConsumerOptions { isolation, ..Default::default() };
                let mut consumer = client.partition_consumer(options).unwrap();
                consumer.assign(&self.topic, partition, StartOffset::Beginning).await.unwrap();
                let mut read: Vec<String> = Vec::new();
                while read.last().is_none_or(|last| last != END) {
                    let batch = consumer.next_batch().await.unwrap().unwrap();
                    read.extend(batch.iter().map(|record| record.value_text().to_string()));
                }
                all.push(read);
            }
            all
        });
        for (partition, read) in read.iter().enumerate() {
            let differs = read.iter().zip(&expected).find(|(read, expected)| read != expected);
            let counts = (read.len(), expected.len());
            assert!(
                differs.is_none() && counts.0 == counts.1,
                "{partition}: {differs:?} {counts:?}"
            );
        }
        eprintln!("{} of {} transactions are committed", expected.len() - 1, ended.len());
    }
}
