//! Confluent's serializers read what ours write, and ours what theirs write. Runs when OTTLA_PYTHON names an
//! interpreter that has them.

use std::{
    io::Write,
    process::{Command, Stdio},
};

use ottla::serde::{
    Deserializer, Part, Serializer,
    schema_registry::{Avro, HttpRegistry, JsonSchema, Protobuf},
};

use crate::{
    orders::{AVRO, JSON, Order, descriptors},
    registry_server::RegistryServer,
};

const PROGRAM: &str = include_str!("confluent.py");

fn confluent(server: &RegistryServer, format: &str, schema: &str, ours: &[u8]) -> Option<Vec<u8>> {
    let Some(python) = std::env::var_os("OTTLA_PYTHON") else {
        println!("SKIPPED: OTTLA_PYTHON is not set");
        return None;
    };
    let mut child = Command::new(python)
        .args(["-c", PROGRAM, &server.url, format, schema])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(ours).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    Some(output.stdout)
}

async fn both_ways<F: Serializer<Order> + Deserializer<Order>>(
    make: impl Fn(HttpRegistry) -> F,
    name: &str,
    schema: &str,
) {
    let server = RegistryServer::start();
    let format = make(HttpRegistry::new(server.options()).unwrap());
    let mut ours = Vec::new();
    Serializer::prepare(&format, "orders", Part::Value).await.unwrap();
    format.serialize("orders", Part::Value, &Order::of("tea", 3), &mut ours).unwrap();
    let Some(theirs) = confluent(&server, name, schema, &ours) else { return };
    if !Deserializer::is_ready(&format, &theirs) {
        Deserializer::prepare(&format, "orders", Part::Value, &theirs).await.unwrap();
    }
    let read = format.deserialize("orders", Part::Value, &theirs).unwrap();
    assert_eq!(read, Order::of("tea", 4));
}

#[tokio::test]
async fn avro_is_read_and_written_as_confluent_does() {
    both_ways(|registry| Avro::new(registry).schema(AVRO).unwrap(), "avro", AVRO).await;
}

#[tokio::test]
async fn json_with_a_schema_is_read_and_written_as_confluent_does() {
    both_ways(|registry| JsonSchema::new(registry).schema(JSON).unwrap(), "json", JSON).await;
}

#[tokio::test]
async fn protobuf_is_read_and_written_as_confluent_does() {
    use base64::{Engine, prelude::BASE64_STANDARD};
    let make =
        |registry| Protobuf::new(registry).descriptors(&descriptors(), "acme.Order").unwrap();
    both_ways(make, "protobuf", &BASE64_STANDARD.encode(descriptors())).await;
}
