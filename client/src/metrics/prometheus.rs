//! Metrics in Prometheus' text format, version 0.0.4.

use std::fmt::Write;

use super::{
    families::{self, Family, Labels, Samples},
    histogram::Distribution,
    snapshot::ClientMetrics,
};

/// Buckets end at these powers of two, in the inner unit: each four times the one before, from 64 µs,
/// 64 bytes or one record, to 67 s or 64 MiB.
const TIME_BOUNDS: std::ops::RangeInclusive<u32> = 6..=26;
const COUNT_BOUNDS: std::ops::RangeInclusive<u32> = 0..=26;

impl ClientMetrics {
    /// The metrics in the text format that Prometheus reads, version 0.0.4: `text/plain; version=0.0.4`.
    #[must_use]
    pub fn prometheus(&self) -> String {
        let mut text = String::with_capacity(16 * 1024);
        for family in families::of(self) {
            write(&mut text, &family);
        }
        text
    }
}

fn write(text: &mut String, family: &Family) {
    let name = family.name;
    let kind = match &family.samples {
        Samples::Counter(_) => "counter",
        Samples::Gauge(_) => "gauge",
        Samples::Histogram(_) => "histogram",
    };
    let _ = writeln!(text, "# HELP {name} {}\n# TYPE {name} {kind}", family.help);
    match &family.samples {
        Samples::Counter(samples) | Samples::Gauge(samples) => {
            for (labels, value) in samples {
                let _ = writeln!(text, "{name}{} {value}", shown(labels, None));
            }
        }
        Samples::Histogram(samples) => {
            for (labels, values) in samples {
                write_histogram(text, name, labels, values);
            }
        }
    }
}

fn write_histogram(text: &mut String, name: &str, labels: &Labels, values: &Distribution) {
    let is_time = values.scale() < 1.0;
    let bounds = if is_time { TIME_BOUNDS } else { COUNT_BOUNDS };
    for power in bounds.step_by(2) {
        let bound = 1_u64 << power;
        let shown_bound = (bound as f64 * values.scale()).to_string();
        let labels = shown(labels, Some(&shown_bound));
        let _ = writeln!(text, "{name}_bucket{labels} {}", values.up_to(bound));
    }
    let _ = writeln!(text, "{name}_bucket{} {}", shown(labels, Some("+Inf")), values.count());
    let labels = shown(labels, None);
    let _ = writeln!(text, "{name}_sum{labels} {}", values.sum());
    let _ = writeln!(text, "{name}_count{labels} {}", values.count());
}

fn shown(labels: &Labels, bound: Option<&str>) -> String {
    let bound = bound.map(|bound| ("le", bound.to_owned()));
    let all: Vec<String> = labels
        .iter()
        .cloned()
        .chain(bound)
        .map(|(name, value)| {
            let value = value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
            format!("{name}=\"{value}\"")
        })
        .collect();
    if all.is_empty() { String::new() } else { format!("{{{}}}", all.join(",")) }
}

#[cfg(test)]
mod tests {
    use std::{
        collections::{BTreeMap, BTreeSet},
        time::Duration,
    };

    use ottla_core::protocol::ApiKey;

    use super::*;
    use crate::{engine::metadata::Address, metrics::registry::Registry};

    /// Reads the format as its description says; names to samples.
    fn parse(text: &str) -> BTreeMap<String, Vec<(String, f64)>> {
        let mut samples: BTreeMap<String, Vec<(String, f64)>> = BTreeMap::new();
        let (mut helped, mut types) = (BTreeSet::new(), BTreeMap::new());
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("# HELP ") {
                let (name, help) = rest.split_once(' ').unwrap();
                assert!(!help.is_empty() && helped.insert(name.to_owned()), "{line}");
            } else if let Some(rest) = line.strip_prefix("# TYPE ") {
                let (name, kind) = rest.split_once(' ').unwrap();
                assert!(helped.contains(name), "{line}");
                assert!(types.insert(name.to_owned(), kind.to_owned()).is_none(), "{line}");
            } else {
                let (series, value) = line.rsplit_once(' ').unwrap();
                let (name, labels) = series.split_once('{').unwrap_or((series, "}"));
                let labels = labels.strip_suffix('}').unwrap();
                let family = ["_bucket", "_sum", "_count"]
                    .iter()
                    .filter_map(|end| name.strip_suffix(end))
                    .find(|family| types.get(*family).is_some_and(|kind| kind == "histogram"))
                    .unwrap_or(name);
                match types[family].as_str() {
                    "counter" => assert!(name.ends_with("_total"), "{line}"),
                    "gauge" => assert!(!name.ends_with("_total"), "{line}"),
                    "histogram" => assert_ne!(family, name, "{line}"),
                    kind => panic!("{kind}"),
                }
                let value = value.parse().unwrap();
                samples.entry(name.to_owned()).or_default().push((labels.to_owned(), value));
            }
        }
        assert_eq!(helped.len(), types.len());
        samples
    }

    #[test]
    fn the_text_can_be_read_and_says_what_was_counted() {
        let registry = Registry::new();
        registry.connections.opened.add(2);
        let node = registry.node(&Address { host: "a\"b".into(), port: 9 });
        node.requests.add(3);
        for millis in [1, 10, 3_000_000] {
            registry.api(ApiKey::Produce).latency.note_time(Duration::from_millis(millis));
        }
        let samples = parse(&ClientMetrics::of(&registry).prometheus());
        let one = |name: &str| samples[name][0].clone();
        assert_eq!(one("ottla_client_connections_opened_total").1, 2.0);
        let node = ("node=\"a\\\"b:9\"".to_owned(), 3.0);
        assert_eq!(one("ottla_client_node_requests_total"), node);
        let buckets = &samples["ottla_client_request_duration_seconds_bucket"];
        assert!(buckets.is_sorted_by(|a, b| a.1 <= b.1));
        let find = |bound: &str| {
            buckets.iter().find(|(labels, _)| labels.contains(bound)).map(|(_, count)| *count)
        };
        assert_eq!(find("api=\"Produce\",le=\"0.004096\""), Some(1.0));
        assert_eq!(find("le=\"0.016384\""), Some(2.0));
        assert_eq!(find("le=\"+Inf\""), Some(3.0));
        assert_eq!(one("ottla_client_request_duration_seconds_count").1, 3.0);
        assert!((one("ottla_client_request_duration_seconds_sum").1 - 3_000.011).abs() < 1e-6);
    }
}
