//! The values that are sent, by the names of KIP-714. Means and maxima are those of the time since the last
//! push; latencies are in milliseconds. What has no value yet is left out.

use std::{
    collections::BTreeMap,
    time::{SystemTime, UNIX_EPOCH},
};

use super::otlp::{
    AnyValue, Data, Gauge, KeyValue, Metric, MetricsData, NumberDataPoint, Resource,
    ResourceMetrics, ScopeMetrics, Sum,
};
use crate::{
    ClientMetrics, Distribution,
    engine::telemetry::{Temporality, Wanted},
};

const DOMAIN: &str = "org.apache.kafka.";
const DELTA: i32 = 1;
const CUMULATIVE: i32 = 2;
const MILLISECONDS: f64 = 1_000.0;

/// The metrics at one time.
#[derive(Debug)]
pub(crate) struct Sample {
    pub(crate) at: SystemTime,
    pub(crate) metrics: ClientMetrics,
}

#[derive(Debug)]
struct Point {
    name: String,
    value: Value,
    node: Option<i32>,
}

#[derive(Debug)]
enum Value {
    Gauge(f64),
    /// Now, and at the last push.
    Sum(f64, f64),
}

/// What is to be sent of a sample.
pub(crate) struct Report<'a> {
    /// When the client began.
    pub(crate) began: SystemTime,
    /// The last push, or nothing.
    pub(crate) before: Option<&'a Sample>,
    pub(crate) now: &'a Sample,
    /// Ids of brokers by their addresses.
    pub(crate) nodes: &'a BTreeMap<String, i32>,
    pub(crate) wanted: &'a Wanted,
    pub(crate) temporality: Temporality,
}

impl Report<'_> {
    pub(crate) fn data(&self) -> MetricsData {
        let points = self.points();
        let metrics =
            points.into_iter().filter(|point| self.wanted.contains(&point.name)).map(|point| {
                let name = point.name.clone();
                Metric { name, data: Some(self.encoded(point)) }
            });
        let scope = ScopeMetrics { metrics: metrics.collect() };
        let labels = self.now.metrics.labels.iter();
        let attributes = labels.map(|(key, value)| text(key, value)).collect();
        let resource = Some(Resource { attributes });
        MetricsData {
            resource_metrics: vec![ResourceMetrics { resource, scope_metrics: vec![scope] }],
        }
    }

    fn encoded(&self, point: Point) -> Data {
        let node = point.node.map(|node| text("node_id", &format!("node-{node}")));
        let data_point = |value, since: Option<SystemTime>| {
            vec![NumberDataPoint {
                attributes: node.clone().into_iter().collect(),
                start_time_unix_nano: since.map_or(0, nanos),
                time_unix_nano: nanos(self.now.at),
                as_double: Some(value),
            }]
        };
        match (point.value, self.temporality) {
            (Value::Gauge(value), _) => Data::Gauge(Gauge { data_points: data_point(value, None) }),
            (Value::Sum(now, _), Temporality::Cumulative) => Data::Sum(Sum {
                data_points: data_point(now, Some(self.began)),
                aggregation_temporality: CUMULATIVE,
                is_monotonic: true,
            }),
            (Value::Sum(now, before), Temporality::Delta) => Data::Sum(Sum {
                data_points: data_point(
                    now - before,
                    Some(self.before.map_or(self.began, |before| before.at)),
                ),
                aggregation_temporality: DELTA,
                is_monotonic: true,
            }),
        }
    }

    fn points(&self) -> Vec<Point> {
        let made = self.now.metrics.made;
        let mut points = Vec::new();
        if made.producers > 0 {
            self.of_all("producer.", &mut points);
            self.of_producers(&mut points);
        }
        if made.consumers > 0 {
            self.of_all("consumer.", &mut points);
            self.of_consumers(&mut points);
        }
        if made.admins > 0 || made.producers + made.consumers == 0 {
            self.of_all("admin.client.", &mut points);
        }
        points
    }

    fn of_all(&self, role: &str, points: &mut Vec<Point>) {
        let since = self.before.map_or(self.began, |before| before.at);
        let seconds = self.now.at.duration_since(since).unwrap_or_default().as_secs_f64();
        let (opened, before) = self.count(|metrics| metrics.connections.opened);
        let name = |name: &str| format!("{DOMAIN}{role}{name}");
        points.push(sum(name("connection.creation.total"), opened, before));
        let rate = (opened - before) / seconds.max(0.001);
        points.push(gauge(name("connection.creation.rate"), rate));
        for (address, node) in &self.now.metrics.nodes {
            let Some(id) = self.nodes.get(address) else { continue };
            let before = self.before.and_then(|before| before.metrics.nodes.get(address));
            let recent = recent(&node.latency, before.map(|before| &before.latency));
            let parts = mean_and_max(&name("node.request.latency"), &recent);
            points.extend(parts.map(|point| Point { node: Some(*id), ..point }));
        }
    }

    fn of_producers(&self, points: &mut Vec<Point>) {
        let name = |name: &str| format!("{DOMAIN}producer.{name}");
        let throttled = self.recent(|metrics| &metrics.throttle_time);
        points.extend(mean_and_max(&name("produce.throttle.time"), &throttled));
        let queued = self.recent(|metrics| &metrics.producer.queue_time);
        points.extend(mean_and_max(&name("record.queue.time"), &queued));
        for (total, value) in [
            ("record.send.total", (|m| m.producer.records) as fn(&ClientMetrics) -> u64),
            ("record.retry.total", |m| m.producer.retried_records),
            ("record.error.total", |m| m.producer.failed_records),
            ("outgoing.byte.total", |m| m.apis.values().map(|api| api.sent_bytes).sum()),
        ] {
            let (now, before) = self.count(value);
            points.push(sum(name(total), now, before));
        }
    }

    fn of_consumers(&self, points: &mut Vec<Point>) {
        let name = |name: &str| format!("{DOMAIN}consumer.{name}");
        let consumer = &self.now.metrics.consumer;
        let fetched = self.recent(|metrics| &metrics.consumer.fetch_latency);
        points.extend(mean_and_max(&name("fetch.manager.fetch.latency"), &fetched));
        let committed = self.recent(|metrics| &metrics.consumer.commits);
        points.extend(mean_and_max(&name("coordinator.commit.latency"), &committed));
        let rebalanced = self.recent(|metrics| &metrics.consumer.rebalances);
        points.extend(mean_and_max(&name("coordinator.rebalance.latency"), &rebalanced));
        let before = self.before.map_or(0.0, |before| before.metrics.consumer.rebalances.sum());
        let (now, before) = (consumer.rebalances.sum() * MILLISECONDS, before * MILLISECONDS);
        points.push(sum(name("coordinator.rebalance.latency.total"), now, before));
        let assigned = consumer.assigned_partitions as f64;
        points.push(gauge(name("coordinator.assigned.partitions"), assigned));
        if let Some(ratio) = consumer.poll_idle_ratio {
            points.push(gauge(name("poll.idle.ratio.avg"), ratio));
        }
        if let Some(lag) = consumer.lag_max() {
            points.push(gauge(name("fetch.manager.records.lag.max"), lag as f64));
        }
        for (total, value) in [
            (
                "fetch.manager.records.consumed.total",
                (|m| m.consumer.records) as fn(&ClientMetrics) -> u64,
            ),
            ("fetch.manager.bytes.consumed.total", |m| m.consumer.bytes),
        ] {
            let (now, before) = self.count(value);
            points.push(sum(name(total), now, before));
        }
    }

    fn count(&self, value: impl Fn(&ClientMetrics) -> u64) -> (f64, f64) {
        let before = self.before.map_or(0, |before| value(&before.metrics));
        (value(&self.now.metrics) as f64, before as f64)
    }

    fn recent(&self, value: impl Fn(&ClientMetrics) -> &Distribution) -> Distribution {
        recent(value(&self.now.metrics), self.before.map(|before| value(&before.metrics)))
    }
}

fn recent(now: &Distribution, before: Option<&Distribution>) -> Distribution {
    before.map_or_else(|| now.clone(), |before| now.since(before))
}

fn gauge(name: String, value: f64) -> Point {
    Point { name, value: Value::Gauge(value), node: None }
}

fn sum(name: String, now: f64, before: f64) -> Point {
    Point { name, value: Value::Sum(now, before), node: None }
}

/// In milliseconds.
fn mean_and_max(name: &str, times: &Distribution) -> impl Iterator<Item = Point> + use<> {
    let mean = times.mean().map(|mean| gauge(format!("{name}.avg"), mean * MILLISECONDS));
    let max = mean.as_ref().map(|_| gauge(format!("{name}.max"), times.max() * MILLISECONDS));
    mean.into_iter().chain(max)
}

fn text(key: &str, value: &str) -> KeyValue {
    let value = Some(AnyValue { string_value: Some(value.to_owned()) });
    KeyValue { key: key.to_owned(), value }
}

fn nanos(time: SystemTime) -> u64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::{
        engine::metadata::Address,
        metrics::registry::{Made, Registry},
    };

    fn values(report: &Report<'_>) -> BTreeMap<String, f64> {
        let mut values = BTreeMap::new();
        for metric in &report.data().resource_metrics[0].scope_metrics[0].metrics {
            let points = match metric.data.as_ref().unwrap() {
                Data::Gauge(gauge) => &gauge.data_points,
                Data::Sum(sum) => &sum.data_points,
            };
            let name = metric.name.strip_prefix(DOMAIN).unwrap().to_owned();
            values.insert(name, points[0].as_double.unwrap());
        }
        values
    }

    #[test]
    fn values_are_those_since_the_last_push_and_sums_as_they_are_asked_for() {
        let registry = Registry::new();
        registry.made(Made::Producer);
        let began = UNIX_EPOCH + Duration::from_secs(100);
        let sample = |seconds| Sample {
            at: began + Duration::from_secs(seconds),
            metrics: ClientMetrics::of(&registry),
        };
        let node = registry.node(&Address { host: "a".into(), port: 1 });
        registry.connections.opened.add(4);
        registry.producer.queue_time.note_time(Duration::from_millis(900));
        let before = sample(10);
        registry.connections.opened.add(2);
        registry.producer.queue_time.note_time(Duration::from_millis(100));
        node.latency.note_time(Duration::from_millis(5));
        let now = sample(30);
        let nodes = [("a:1".to_owned(), 7)].into();
        let mut report = Report {
            began,
            before: Some(&before),
            now: &now,
            nodes: &nodes,
            wanted: &Wanted::All,
            temporality: Temporality::Delta,
        };
        let found = values(&report);
        assert_eq!(found["producer.connection.creation.total"], 2.0);
        assert!((found["producer.connection.creation.rate"] - 0.1).abs() < 1e-9);
        assert!((found["producer.record.queue.time.avg"] - 100.0).abs() < 1e-6);
        let max = found["producer.record.queue.time.max"];
        assert!((100.0..=125.0).contains(&max), "{max}");
        assert!((found["producer.node.request.latency.avg"] - 5.0).abs() < 1e-9);
        assert!(!found.keys().any(|name| name.starts_with("consumer.")));
        report.temporality = Temporality::Cumulative;
        assert_eq!(values(&report)["producer.connection.creation.total"], 6.0);
        let some = Wanted::Prefixes(vec!["org.apache.kafka.producer.record.queue".to_owned()]);
        report.wanted = &some;
        assert_eq!(values(&report).len(), 2);
    }
}
