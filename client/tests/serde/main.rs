//! Typed keys and values, and formats with a schema registry: on the embedded broker, beside a registry's
//! REST API, and beside Confluent's own serializers.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod confluent;
mod json_schema;
mod orders;
mod protobuf;
mod registry;
mod registry_admin;
mod registry_failures;
mod registry_server;
mod typed;
