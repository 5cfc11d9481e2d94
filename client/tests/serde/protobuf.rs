//! Protobuf that writes with the newest schema of a subject.

use base64::{Engine, prelude::BASE64_STANDARD};
use ottla::{
    ErrorKind,
    serde::{
        Deserializer, Part, Serializer,
        schema_registry::{
            HttpRegistry, InMemoryRegistry, Normalize, Protobuf, Schema, SchemaKind, SchemaOptions,
            SchemaRegistry,
        },
    },
};
use prost::Message;

use crate::{
    orders::{Order, descriptors, file},
    registry_server::RegistryServer,
};

async fn register(registry: &InMemoryRegistry, messages: &[&str]) {
    let text = BASE64_STANDARD.encode(file(messages).encode_to_vec());
    let schema = Schema::new(SchemaKind::Protobuf, text);
    registry.register("orders-value", &schema, Normalize::No).await.unwrap();
}

fn latest(registry: HttpRegistry) -> Protobuf {
    let options = SchemaOptions {
        use_latest_version: true,
        auto_register_schemas: false,
        ..Default::default()
    };
    let format = Protobuf::new(registry).descriptors(&descriptors(), "acme.Order").unwrap();
    format.options(options).unwrap()
}

#[tokio::test]
async fn the_message_is_where_the_newest_schema_has_it() {
    let server = RegistryServer::start();
    let registry = HttpRegistry::new(server.options()).unwrap();
    register(&server.registry, &["Nothing", "Order"]).await;
    register(&server.registry, &["Nothing", "More", "Order"]).await;
    let format = latest(registry);
    Serializer::<Order>::prepare(&format, "orders", Part::Value).await.unwrap();
    let mut bytes = Vec::new();
    format.serialize("orders", Part::Value, &Order::of("tea", 3), &mut bytes).unwrap();
    // The second schema, one index, which is 2 (both as zigzag).
    assert_eq!(bytes[..7], *b"\0\0\0\0\x02\x02\x04");
    let read: Order = format.deserialize("orders", Part::Value, &bytes).unwrap();
    assert!(read == Order::of("tea", 3));
    let asked: Vec<String> = server.asked.lock().iter().map(|(line, _)| line.clone()).collect();
    assert_eq!(asked, ["GET /subjects/orders-value/versions/latest?format=serialized HTTP/1.1"]);
}

#[tokio::test]
async fn a_descriptor_that_the_registry_has_by_id_alone_is_found() {
    let server = RegistryServer::start();
    let schema = Schema::new(SchemaKind::Protobuf, "syntax = \"proto3\";");
    server.registry.register("orders-value", &schema, Normalize::No).await.unwrap();
    let text = BASE64_STANDARD.encode(file(&["Nothing", "Order"]).encode_to_vec());
    *server.serialized.lock() = Some(text);
    let format = latest(HttpRegistry::new(server.options()).unwrap());
    Serializer::<Order>::prepare(&format, "orders", Part::Value).await.unwrap();
    let mut bytes = Vec::new();
    format.serialize("orders", Part::Value, &Order::of("tea", 3), &mut bytes).unwrap();
    // The first schema, one index, which is 1 (both as zigzag).
    assert_eq!(bytes[..7], *b"\0\0\0\0\x01\x02\x02");
}

#[tokio::test]
async fn a_newest_schema_without_the_message_or_its_descriptor_is_told() {
    for (text, said) in [
        (BASE64_STANDARD.encode(file(&["More"]).encode_to_vec()), "no message acme.Order"),
        ("syntax = \"proto3\";".to_owned(), "format=serialized"),
    ] {
        let server = RegistryServer::start();
        let schema = Schema::new(SchemaKind::Protobuf, text);
        server.registry.register("orders-value", &schema, Normalize::No).await.unwrap();
        let format = latest(HttpRegistry::new(server.options()).unwrap());
        let error = Serializer::<Order>::prepare(&format, "orders", Part::Value).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
        assert!(error.to_string().contains(said), "{error}");
    }
}
