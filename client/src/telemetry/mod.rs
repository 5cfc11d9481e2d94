//! The client's metrics as Apache Kafka's clients name them (KIP-714), in OpenTelemetry's form.

pub(crate) mod otlp;
pub(crate) mod points;
