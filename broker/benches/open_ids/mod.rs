//! Many transactional ids, each with a transaction open all the time, served by one thread that sends
//! hand-made frames over a few connections.

use std::{
    cell::Cell,
    net::SocketAddr,
    time::{Duration, Instant},
};

use bytes::{Bytes, BytesMut};
use ottla_core::{
    model::{ErrorCode, ProducerEpoch, ProducerId},
    protocol::{
        Request, decode_response, encode_request,
        messages::{EndTxnRequest, FindCoordinatorRequest, InitProducerIdRequest, ProduceRequest},
        records::{Attributes, BatchFields},
    },
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::support::{Client, batch_with, now, produce_request, produced};

/// Transactional ids.
pub(crate) const IDS: usize = 2_000;
const CONNECTIONS: usize = 20;
const PARTITIONS: i32 = 12;

/// Commits in a second.
pub(crate) fn commit_for(round: Duration, address: SocketAddr, run: usize) -> f64 {
    let topic = format!("open-{run}");
    let mut client = Client::connect(address);
    client.create_topic(&topic, PARTITIONS, &[]);
    let find = FindCoordinatorRequest {
        key_type: 1,
        coordinator_keys: vec![topic.as_str().into()],
        ..Default::default()
    };
    while client.call(&find).coordinators[0].error_code != 0 {}
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let (done, over) = (Cell::new(0_u32), Cell::new(false));
    let (opened, begin) = (Cell::new(0_usize), Cell::new(None));
    runtime.block_on(tokio::task::LocalSet::new().run_until(async {
        let serve = |number| serve(address, &topic, number, &done, &over, &opened);
        let all = futures::future::join_all((0..CONNECTIONS).map(serve));
        let end = async {
            while opened.get() < IDS {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            begin.set(Some((Instant::now(), done.get())));
            tokio::time::sleep(round).await;
            over.set(true);
        };
        futures::join!(all, end);
    }));
    let (begin, before): (Instant, u32) = begin.get().expect("it has begun");
    f64::from(done.get() - before) / begin.elapsed().as_secs_f64()
}

/// One connection with its share of the ids.
async fn serve(
    address: SocketAddr,
    topic: &str,
    number: usize,
    done: &Cell<u32>,
    over: &Cell<bool>,
    opened: &Cell<usize>,
) {
    let mut connection = Connection::open(address).await;
    let mut ids = Vec::new();
    for one in (number..IDS).step_by(CONNECTIONS) {
        let id = OpenId::begin(&mut connection, format!("{topic}-{one}"), one as i32).await;
        id.write(&mut connection, topic).await;
        ids.push(id);
        opened.set(opened.get() + 1);
    }
    // A transaction is open for every id but the one whose turn it is.
    for turn in 0.. {
        if over.get() {
            break;
        }
        let index = turn % ids.len();
        ids[index].commit(&mut connection).await;
        done.set(done.get() + 1);
        ids[index].write(&mut connection, topic).await;
    }
}

struct OpenId {
    id: String,
    partition: i32,
    producer: (i64, i16),
}

impl OpenId {
    async fn begin(connection: &mut Connection, id: String, number: i32) -> Self {
        let request = InitProducerIdRequest {
            transactional_id: Some(id.as_str().into()),
            transaction_timeout_ms: 300_000,
            ..Default::default()
        };
        loop {
            let response = connection.call(&request, 5).await;
            match ErrorCode::from_code(response.error_code) {
                ErrorCode::None => {
                    let producer = (response.producer_id, response.producer_epoch);
                    return Self { id, partition: number % PARTITIONS, producer };
                }
                code if code.is_retriable() => {}
                code => panic!("{code}"),
            }
        }
    }

    async fn write(&self, connection: &mut Connection, topic: &str) {
        let fields = BatchFields {
            attributes: Attributes::default().transactional(),
            producer_id: ProducerId(self.producer.0),
            producer_epoch: ProducerEpoch(self.producer.1),
            base_sequence: 0,
            ..Default::default()
        };
        let mut request = produce_request(topic, batch_with(&["v"], &fields, now()), -1);
        request.transactional_id = Some(self.id.as_str().into());
        request.topic_data[0].partition_data[0].index = self.partition;
        loop {
            let response = connection.call::<ProduceRequest>(&request, 12).await;
            match produced(&response).0 {
                ErrorCode::None => return,
                // The end of the transaction before is still on its way; or a peer's topic is.
                code if code.is_retriable() => {}
                code => panic!("{code}"),
            }
        }
    }

    async fn commit(&mut self, connection: &mut Connection) {
        let request = EndTxnRequest {
            transactional_id: self.id.as_str().into(),
            producer_id: self.producer.0,
            producer_epoch: self.producer.1,
            committed: true,
        };
        loop {
            let response = connection.call(&request, 5).await;
            match ErrorCode::from_code(response.error_code) {
                ErrorCode::None => {
                    self.producer = (response.producer_id, response.producer_epoch);
                    return;
                }
                code if code.is_retriable() => {}
                code => panic!("{code}"),
            }
        }
    }
}

struct Connection {
    stream: TcpStream,
    input: BytesMut,
}

impl Connection {
    async fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.expect("the broker listens");
        stream.set_nodelay(true).expect("a socket");
        Self { stream, input: BytesMut::with_capacity(4_096) }
    }

    async fn call<R: Request>(&mut self, request: &R, version: i16) -> R::Response {
        let frame = encode_request(request, version, 1, Some(&"test".into())).expect("a request");
        let frame: Vec<u8> =
            frame.slices.iter().flat_map(|slice| slice.read().expect("memory")).collect();
        self.stream.write_all(&frame).await.expect("the broker reads");
        self.input.clear();
        let length = |input: &[u8]| {
            input.first_chunk().map_or(0, |prefix| u32::from_be_bytes(*prefix) as usize)
        };
        while self.input.len() < 4 || self.input.len() < 4 + length(&self.input) {
            assert!(self.stream.read_buf(&mut self.input).await.expect("an answer") > 0);
        }
        let response = Bytes::copy_from_slice(&self.input[4..]);
        decode_response::<R>(response, version, 1).expect("a response")
    }
}
