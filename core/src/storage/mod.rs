//! The log: partitions as append-only segments in Apache Kafka's own files.
