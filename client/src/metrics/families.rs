//! The metrics by name, in the order in which they are shown: one list that every form of output is made
//! from.

use super::{histogram::Distribution, snapshot::ClientMetrics};

/// One name with its values.
pub(crate) struct Family {
    pub(crate) name: &'static str,
    pub(crate) help: &'static str,
    pub(crate) samples: Samples,
}

pub(crate) enum Samples {
    /// Only grows.
    Counter(Vec<(Labels, f64)>),
    /// Goes up and down.
    Gauge(Vec<(Labels, f64)>),
    Histogram(Vec<(Labels, Distribution)>),
}

/// Names and values that tell the values of one name apart.
pub(crate) type Labels = Vec<(&'static str, String)>;

pub(crate) fn of(metrics: &ClientMetrics) -> Vec<Family> {
    let mut families = Vec::new();
    connections(metrics, &mut families);
    requests(metrics, &mut families);
    producers(metrics, &mut families);
    consumers(metrics, &mut families);
    families
}

fn counter(name: &'static str, help: &'static str, value: u64) -> Family {
    Family { name, help, samples: Samples::Counter(vec![(Vec::new(), value as f64)]) }
}

fn gauge(name: &'static str, help: &'static str, value: u64) -> Family {
    Family { name, help, samples: Samples::Gauge(vec![(Vec::new(), value as f64)]) }
}

fn histogram(name: &'static str, help: &'static str, value: &Distribution) -> Family {
    Family { name, help, samples: Samples::Histogram(vec![(Vec::new(), value.clone())]) }
}

fn connections(metrics: &ClientMetrics, families: &mut Vec<Family>) {
    let counted = &metrics.connections;
    families.extend([
        counter(
            "ottla_client_connections_opened_total",
            "Connections that were opened.",
            counted.opened,
        ),
        counter("ottla_client_connections_closed_total", "Connections that ended.", counted.closed),
        counter(
            "ottla_client_connections_failed_total",
            "Connections that could not be opened.",
            counted.failed,
        ),
        gauge("ottla_client_connections_open", "Connections that are open.", counted.open),
        counter(
            "ottla_client_authentications_total",
            "Times that the client has proved who it is.",
            counted.authentications,
        ),
        counter(
            "ottla_client_reauthentications_total",
            "Times that it has done so again on an open connection.",
            counted.reauthentications,
        ),
        counter(
            "ottla_client_authentication_failures_total",
            "Times that it was not believed.",
            counted.authentication_failures,
        ),
    ]);
}

fn requests(metrics: &ClientMetrics, families: &mut Vec<Family>) {
    let by_api = |value: fn(&super::ApiMetrics) -> u64| {
        let one = |(name, api): (&&'static str, &super::ApiMetrics)| {
            (vec![("api", (*name).to_owned())], value(api) as f64)
        };
        Samples::Counter(metrics.apis.iter().map(one).collect())
    };
    let by_node = |value: fn(&super::NodeMetrics) -> u64| {
        let one = |(name, node): (&String, &super::NodeMetrics)| {
            (vec![("node", name.clone())], value(node) as f64)
        };
        Samples::Counter(metrics.nodes.iter().map(one).collect())
    };
    let times = |value: fn(&super::NodeMetrics) -> &Distribution| {
        let one = |(name, node): (&String, &super::NodeMetrics)| {
            (vec![("node", name.clone())], value(node).clone())
        };
        Samples::Histogram(metrics.nodes.iter().map(one).collect())
    };
    let latencies = metrics.apis.iter();
    let latencies =
        latencies.map(|(name, api)| (vec![("api", (*name).to_owned())], api.latency.clone()));
    let mut family = |name, help, samples| families.push(Family { name, help, samples });
    family("ottla_client_requests_total", "Requests by API.", by_api(|api| api.requests));
    family(
        "ottla_client_request_bytes_total",
        "Bytes of requests by API.",
        by_api(|api| api.sent_bytes),
    );
    family(
        "ottla_client_response_bytes_total",
        "Bytes of answers by API.",
        by_api(|api| api.received_bytes),
    );
    family(
        "ottla_client_request_duration_seconds",
        "From handing a request over to its answer, by API.",
        Samples::Histogram(latencies.collect()),
    );
    family(
        "ottla_client_node_requests_total",
        "Requests by broker.",
        by_node(|node| node.requests),
    );
    family(
        "ottla_client_node_request_bytes_total",
        "Bytes of requests by broker.",
        by_node(|node| node.sent_bytes),
    );
    family(
        "ottla_client_node_response_bytes_total",
        "Bytes of answers by broker.",
        by_node(|node| node.received_bytes),
    );
    family(
        "ottla_client_node_request_duration_seconds",
        "From handing a request over to its answer, by broker.",
        times(|node| &node.latency),
    );
    family(
        "ottla_client_node_throttle_duration_seconds",
        "How long brokers wanted to hear nothing, each time.",
        times(|node| &node.throttle_time),
    );
}

fn producers(metrics: &ClientMetrics, families: &mut Vec<Family>) {
    let counted = &metrics.producer;
    families.extend([
        counter("ottla_client_produced_records_total", "Records in requests.", counted.records),
        counter(
            "ottla_client_produced_bytes_total",
            "Bytes of batches in requests.",
            counted.bytes,
        ),
        counter("ottla_client_produced_batches_total", "Batches in requests.", counted.batches),
        counter(
            "ottla_client_produce_retried_records_total",
            "Records that were sent again.",
            counted.retried_records,
        ),
        counter(
            "ottla_client_produce_failed_records_total",
            "Records that were given up.",
            counted.failed_records,
        ),
        histogram(
            "ottla_client_produce_batch_size_bytes",
            "Size of the batches as sent.",
            &counted.batch_size,
        ),
        histogram(
            "ottla_client_produce_request_records",
            "Records in a request.",
            &counted.records_per_request,
        ),
        histogram(
            "ottla_client_produce_queue_duration_seconds",
            "From opening a batch to sending it.",
            &counted.queue_time,
        ),
        gauge(
            "ottla_client_produce_buffer_used_bytes",
            "Bytes of records that have no outcome.",
            counted.buffer_used,
        ),
        gauge(
            "ottla_client_produce_buffer_total_bytes",
            "Bytes that producers may hold.",
            counted.buffer_total,
        ),
        gauge(
            "ottla_client_produce_blocked_senders",
            "Calls that wait for memory.",
            counted.blocked,
        ),
        histogram(
            "ottla_client_produce_blocked_duration_seconds",
            "How long calls waited for memory.",
            &counted.blocked_time,
        ),
    ]);
}

fn consumers(metrics: &ClientMetrics, families: &mut Vec<Family>) {
    let counted = &metrics.consumer;
    families.extend([
        counter("ottla_client_consumed_records_total", "Records handed out.", counted.records),
        counter(
            "ottla_client_consumed_bytes_total",
            "Bytes handed out, as fetched.",
            counted.bytes,
        ),
        histogram(
            "ottla_client_fetch_size_bytes",
            "Bytes of records in an answer to Fetch.",
            &counted.fetch_size,
        ),
        gauge(
            "ottla_client_assigned_partitions",
            "Partitions that are read.",
            counted.assigned_partitions,
        ),
        histogram(
            "ottla_client_rebalance_duration_seconds",
            "How long rebalances took.",
            &counted.rebalances,
        ),
        counter(
            "ottla_client_rebalances_failed_total",
            "Times that the group was left against the member's will.",
            counted.failed_rebalances,
        ),
        histogram(
            "ottla_client_commit_duration_seconds",
            "How long commits took that went well.",
            &counted.commits,
        ),
        counter(
            "ottla_client_commits_failed_total",
            "Commits that failed.",
            counted.failed_commits,
        ),
        histogram(
            "ottla_client_heartbeat_duration_seconds",
            "How long heartbeats took that went well.",
            &counted.heartbeats,
        ),
        counter(
            "ottla_client_heartbeats_failed_total",
            "Heartbeats that failed.",
            counted.failed_heartbeats,
        ),
    ]);
    let lag = counted.lag.iter().map(|(partition, lag)| {
        let labels = vec![
            ("topic", partition.topic.to_string()),
            ("partition", partition.partition.to_string()),
        ];
        (labels, *lag as f64)
    });
    families.push(Family {
        name: "ottla_client_lag_records",
        help: "Records between the position and the end of the log.",
        samples: Samples::Gauge(lag.collect()),
    });
    let ratio = counted.poll_idle_ratio.map(|ratio| (Vec::new(), ratio));
    families.push(Family {
        name: "ottla_client_poll_idle_ratio",
        help: "Part of the time that is spent waiting for records.",
        samples: Samples::Gauge(ratio.into_iter().collect()),
    });
}
