//! The task that sends the client's metrics to the cluster, if a broker wants them (KIP-714). It reads the
//! metrics when it sends them, over a connection that others use as well, and once more when the client ends.

use std::{
    collections::BTreeMap,
    sync::{Arc, Weak},
    time::{Duration, SystemTime},
};

use bytes::Bytes;
use ottla_core::{
    model::{ErrorCode, Moment, Uuid},
    protocol::{
        messages::{
            GetTelemetrySubscriptionsRequest, GetTelemetrySubscriptionsResponse,
            PushTelemetryRequest,
        },
        records::{Attributes, Codecs, Compression, Encoding},
    },
};
use parking_lot::Mutex;
use prost::Message;
use tokio::{
    sync::{OnceCell, oneshot},
    task::JoinHandle,
};

use super::{
    clock::{self, Clock},
    cluster::{Cluster, Target},
    connection::Connection,
};
use crate::{
    ClientMetrics, Result,
    engine::telemetry::{Last, Step, Subscription, Telemetry},
    observer::Observer,
    telemetry::points::{Report, Sample},
};

/// Longest that the last push takes.
const GOODBYE: Duration = Duration::from_secs(5);

/// The task, as its client has it. The client's end, or a call of `close`, has it send once more and end.
#[derive(Debug)]
pub(crate) struct Pusher(Mutex<Option<(oneshot::Sender<()>, JoinHandle<()>)>>);

impl Pusher {
    pub(crate) fn start(cluster: &Arc<Cluster>) -> Self {
        let (end, ended) = oneshot::channel();
        let telemetry = Telemetry::new(cluster.split_rng("telemetry"));
        let push = Push {
            cluster: Arc::downgrade(cluster),
            first_subscription: cluster.first_subscription.clone(),
            observer: cluster.observer.clone(),
            clock: cluster.clock,
            telemetry,
            connection: None,
            nodes: BTreeMap::new(),
            began: clock::system(),
            before: None,
        };
        Self(Mutex::new(Some((end, tokio::spawn(push.run(ended))))))
    }

    /// Sends what is still wanted, and ends.
    pub(crate) async fn close(&self) {
        let Some((end, task)) = self.0.lock().take() else { return };
        drop(end);
        // A task that panicked, or whose runtime has ended, has ended as well.
        let _ = task.await;
    }
}

struct Push {
    /// The task must not keep its client alive.
    cluster: Weak<Cluster>,
    first_subscription: Arc<OnceCell<GetTelemetrySubscriptionsResponse>>,
    observer: Arc<Observer>,
    clock: Clock,
    telemetry: Telemetry,
    /// The broker that was asked last is told, as long as it can be.
    connection: Option<Connection>,
    /// Ids of brokers by address, as they were known last.
    nodes: BTreeMap<String, i32>,
    began: SystemTime,
    /// What was sent last.
    before: Option<Sample>,
}

impl Push {
    async fn run(mut self, mut ended: oneshot::Receiver<()>) {
        loop {
            let step = self.telemetry.step(self.clock.now());
            let work = async {
                match step {
                    Step::Wait(until) => self.wait(until).await,
                    Step::Subscribe => self.subscribe().await,
                    Step::Push(last) => self.push(last).await,
                    Step::End => {}
                }
            };
            match step {
                Step::End => return,
                Step::Push(Last::Yes) => {
                    // Whoever closes the client does not wait for a broker that is gone.
                    let _ = tokio::time::timeout(GOODBYE, work).await;
                }
                Step::Wait(_) | Step::Subscribe | Step::Push(Last::No) => tokio::select! {
                    () = work => {}
                    _ = &mut ended => self.telemetry.terminate(),
                },
            }
        }
    }

    async fn wait(&self, until: Option<Moment>) {
        match until {
            Some(until) => tokio::time::sleep_until(self.clock.instant(until)).await,
            None => std::future::pending().await,
        }
    }

    async fn subscribe(&mut self) {
        let answer = match self.telemetry.instance_id() {
            Uuid::ZERO => self.first_subscription().await,
            id => self.ask(id).await,
        };
        let now = self.clock.now();
        match answer {
            Ok(response) => {
                if self.telemetry.subscribed(now, &response) {
                    self.before = None;
                }
                tracing::debug!(
                    client_instance_id = %self.telemetry.instance_id(),
                    subscription = response.subscription_id,
                    metrics = ?response.requested_metrics,
                    "the cluster has said which metrics it wants"
                );
            }
            Err(error) => {
                tracing::debug!(%error, "metrics are not sent for now");
                self.connection = None;
                self.telemetry.failed(now);
            }
        }
    }

    /// What the cluster says to a client that has no id. It is asked once: a client has one id, and what is wanted of
    /// the client goes with its id.
    async fn first_subscription(&mut self) -> Result<GetTelemetrySubscriptionsResponse> {
        let asked = self.first_subscription.clone();
        let first = asked.get_or_try_init(|| async {
            match self.ask(Uuid::ZERO).await {
                Ok(response)
                    if !ErrorCode::from_code(response.error_code).is_error()
                        && !response.client_instance_id.is_zero() =>
                {
                    Ok(response)
                }
                // Whoever is next asks again.
                other => Err(other),
            }
        });
        first.await.map_or_else(|other| other, |response| Ok(response.clone()))
    }

    async fn ask(&mut self, client_instance_id: Uuid) -> Result<GetTelemetrySubscriptionsResponse> {
        let connection = self.connection().await?;
        connection.request(&GetTelemetrySubscriptionsRequest { client_instance_id }).await
    }

    async fn push(&mut self, last: Last) {
        let Some(subscription) = self.telemetry.subscription().cloned() else { return };
        let connection = self.connection().await;
        let now =
            Sample { at: clock::system(), metrics: ClientMetrics::of(&self.observer.metrics) };
        let (compression, metrics) = self.encoded(&subscription, &now);
        if subscription.bytes_max.is_some_and(|max| metrics.len() > max) {
            tracing::warn!(bytes = metrics.len(), "metrics are larger than the broker takes");
            return self.telemetry.skipped(self.clock.now());
        }
        let request = PushTelemetryRequest {
            client_instance_id: self.telemetry.instance_id(),
            subscription_id: subscription.id,
            terminating: last == Last::Yes,
            compression_type: compression,
            metrics,
        };
        let answer = match connection {
            Ok(connection) => connection.request(&request).await,
            Err(error) => Err(error),
        };
        match answer {
            Ok(response) => {
                let code = ErrorCode::from_code(response.error_code);
                if code.is_error() {
                    tracing::debug!(%code, "the broker did not take the metrics");
                } else {
                    self.before = Some(now);
                }
                self.telemetry.pushed(self.clock.now(), code);
            }
            Err(error) => {
                tracing::debug!(%error, "metrics were not sent");
                self.connection = None;
                self.telemetry.failed(self.clock.now());
            }
        }
    }

    /// What is sent, in the first codec of the broker's that is built in; the number of that codec.
    fn encoded(&self, subscription: &Subscription, now: &Sample) -> (i8, Bytes) {
        let report = Report {
            began: self.began,
            before: self.before.as_ref(),
            now,
            nodes: &self.nodes,
            wanted: &subscription.wanted,
            temporality: subscription.temporality,
        };
        let plain = report.data().encode_to_vec();
        for code in &subscription.compression {
            let Some(compression) = Attributes(i16::from(*code)).compression() else { continue };
            if compression == Compression::None {
                break;
            }
            let mut compressed = Vec::new();
            let encoding = Encoding { compression, level: None };
            if Codecs::new().compress(encoding, &plain, &mut compressed).is_ok() {
                return (*code, compressed.into());
            }
        }
        (0, plain.into())
    }

    /// The connection of the last time, one that is open anyway, or a new one.
    async fn connection(&mut self) -> Result<Connection> {
        let cluster = self.cluster.upgrade();
        if let Some(cluster) = &cluster {
            let named =
                |(node, address): (&i32, &super::transport::Address)| (address.to_string(), *node);
            self.nodes = cluster.image().brokers.iter().map(named).collect();
        }
        if let Some(connection) = self.connection.as_ref().filter(|held| held.is_open()) {
            return Ok(connection.clone());
        }
        let Some(cluster) = cluster else {
            let message = "the client has ended";
            return Err(crate::Error::new(crate::ErrorKind::Closed, "send metrics", message));
        };
        let connection = match cluster.open_connection() {
            Some(connection) => connection,
            None => cluster.connection(Target::Any).await?,
        };
        self.connection = Some(connection.clone());
        Ok(connection)
    }
}
