//! Several fetcher connections of a follower to one leader (`num.replica.fetchers`), seen from between the two.

use std::{
    collections::BTreeMap,
    io::{Read, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

use bytes::BytesMut;
use ottla::{
    Record,
    admin::{ConfigChange, ConfigResource},
};
use ottla_core::protocol::{
    ApiKey, FrameDecoder,
    codec::{Message, Reader},
    decode_request_header,
    messages::FetchRequest,
};

use super::{
    roles::{in_time, options, ports},
    *,
};

const PARTITIONS: i32 = 12;

/// Partitions that were asked for over each connection, by the follower that asked.
type Asked = Arc<Mutex<BTreeMap<(i32, u16), BTreeSet<i32>>>>;

/// Passes all on to a broker, and notes what its followers fetch.
fn go_between(to: SocketAddr) -> (u16, Asked) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let asked = Asked::default();
    let notes = asked.clone();
    thread::spawn(move || {
        for client in listener.incoming().map_while(Result::ok) {
            let Ok(broker) = TcpStream::connect(to) else { continue };
            let from = client.peer_addr().unwrap().port();
            let (answers, asker) = (broker.try_clone().unwrap(), client.try_clone().unwrap());
            thread::spawn(move || pass(&answers, &asker, |_| ()));
            let notes = notes.clone();
            thread::spawn(move || {
                let mut decoder = FrameDecoder::new(100 << 20);
                let mut read = BytesMut::new();
                pass(&client, &broker, |bytes| {
                    read.extend_from_slice(bytes);
                    while let Some(frame) = decoder.next(&mut read).unwrap() {
                        let mut reader = Reader::new(frame);
                        let header = decode_request_header(&mut reader).unwrap();
                        if ApiKey::from_code(header.request_api_key) != Some(ApiKey::Fetch) {
                            continue;
                        }
                        let fetch =
                            FetchRequest::decode(&mut reader, header.request_api_version).unwrap();
                        if fetch.replica_state.replica_id >= 0 {
                            let partitions =
                                fetch.topics.iter().flat_map(|topic| &topic.partitions);
                            let mut notes = notes.lock().unwrap();
                            let over = notes.entry((fetch.replica_state.replica_id, from));
                            over.or_default().extend(partitions.map(|one| one.partition));
                        }
                    }
                });
            });
        }
    });
    (port, asked)
}

/// Until either end is closed.
fn pass(mut from: &TcpStream, mut to: &TcpStream, mut note: impl FnMut(&[u8])) {
    let mut buffer = vec![0; 64 << 10];
    while let Ok(count @ 1..) = from.read(&mut buffer) {
        note(&buffer[..count]);
        if to.write_all(&buffer[..count]).is_err() {
            break;
        }
    }
    let _ = (from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both));
}

/// The partitions of each connection of a follower, of which there are some.
fn over(asked: &Asked, follower: i32) -> Vec<BTreeSet<i32>> {
    let asked = asked.lock().unwrap();
    let own = asked.iter().filter(|((id, _), all)| *id == follower && !all.is_empty());
    own.map(|(_, partitions)| partitions.clone()).collect()
}

/// A broker that leads all, seen through what goes between it and its two followers.
struct Scene {
    client: Client,
    producer: Producer,
    asked: Asked,
    _nodes: [Broker; 3],
}

impl Scene {
    async fn with(fetchers: usize) -> Self {
        let [controller, first, second, third] = ports();
        let (between, asked) = go_between(([127, 0, 0, 1], first).into());
        let voters = format!("1@127.0.0.1:{controller}");
        let node = |id: &str, roles: &str, listeners: String| {
            options(&[
                ("node.id", id),
                ("process.roles", roles),
                ("controller.quorum.voters", &voters),
                ("listeners", &listeners),
                ("num.replica.fetchers", &fetchers.to_string()),
            ])
        };
        let both = format!("PLAINTEXT://127.0.0.1:{first},CONTROLLER://127.0.0.1:{controller}");
        let leader = node("1", "broker,controller", both)
            .set("advertised.listeners", &format!("PLAINTEXT://127.0.0.1:{between}"))
            .unwrap();
        let follower =
            |id: &str, port: u16| node(id, "broker", format!("PLAINTEXT://127.0.0.1:{port}"));
        let nodes = [leader, follower("2", second), follower("3", third)];
        let nodes = nodes.map(|options| Broker::launch(options).unwrap());
        for node in &nodes {
            node.ready().await.unwrap();
        }
        let client = Client::connect(&format!("127.0.0.1:{first}")).await.unwrap();
        let topic = NewTopic::new("orders").on(vec![vec![1, 2, 3]; PARTITIONS as usize]);
        client.admin().create_topics([topic.config("min.insync.replicas", "3")]).await.unwrap();
        let producer = producer(&client);
        let scene = Self { client, producer, asked, _nodes: nodes };
        scene.write().await;
        scene
    }

    /// Writes to all partitions, each acknowledged when both followers have it.
    async fn write(&self) {
        for partition in 0..PARTITIONS {
            let record = Record::to("orders").partition(partition).value("paid");
            self.producer.send(record).await.unwrap();
        }
    }

    fn assert_spread(&self, fetchers: usize) {
        for follower in [2, 3] {
            let over = over(&self.asked, follower);
            assert_eq!(over.len(), fetchers, "{over:?}");
            let all: BTreeSet<i32> = over.iter().flatten().copied().collect();
            assert_eq!(all.len(), PARTITIONS as usize);
            let sum: usize = over.iter().map(BTreeSet::len).sum();
            assert_eq!(sum, all.len(), "each is fetched over one of them: {over:?}");
        }
    }
}

#[test]
fn a_follower_spreads_partitions_over_several_connections_to_their_leader() {
    in_time(async || Scene::with(3).await.assert_spread(3));
}

#[test]
fn the_number_of_connections_changes_while_a_follower_fetches() {
    in_time(async || {
        let scene = Scene::with(1).await;
        scene.assert_spread(1);
        let all = ConfigResource::AllBrokers;
        let set = |count: &str| [ConfigChange::set("num.replica.fetchers", count)];
        let admin = scene.client.admin();
        let too_many = admin.alter_configs([(all.clone(), set("3"))]).one().await.unwrap_err();
        let said = too_many.to_string();
        assert!(said.contains("greater than double the current value 1"), "{said}");
        for (count, connections) in [("2", 2), ("4", 4), ("2", 4)] {
            admin.alter_configs([(all.clone(), set(count))]).one().await.unwrap();
            loop {
                scene.write().await;
                let spread = |follower| over(&scene.asked, follower).len() == connections;
                // Connections that have nothing left to fetch stay for a while.
                if spread(2) && spread(3) {
                    break;
                }
            }
            scene.write().await;
        }
    });
}
