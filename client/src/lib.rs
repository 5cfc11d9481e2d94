//! A fast native Apache Kafka client with a broker inside.
