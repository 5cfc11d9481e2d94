//! A registry over HTTP.

use ottla::{
    Advice, ErrorKind, Secret,
    serde::{
        Deserializer, Part, Serializer,
        schema_registry::{
            Avro, Deleted, HttpRegistry, InMemoryRegistry, Normalize, RegistryOptions, Schema,
            SchemaKind, SchemaOptions, SchemaRegistry, SchemaRegistryAdmin, SubjectNameStrategy,
        },
    },
};
use serde::{Deserialize, Serialize};

use crate::{
    orders::{AVRO, Order},
    registry_server::RegistryServer,
};

async fn written<T: Serialize + Sync>(
    format: &Avro,
    topic: &str,
    value: &T,
) -> ottla::Result<Vec<u8>> {
    Serializer::<T>::prepare(format, topic, Part::Value).await?;
    let mut bytes = Vec::new();
    format.serialize(topic, Part::Value, value, &mut bytes)?;
    Ok(bytes)
}

async fn read<T: for<'de> Deserialize<'de>>(format: &Avro, bytes: &[u8]) -> ottla::Result<T> {
    if !Deserializer::<T>::is_ready(format, bytes) {
        Deserializer::<T>::prepare(format, "orders", Part::Value, bytes).await?;
    }
    format.deserialize("orders", Part::Value, bytes)
}

#[tokio::test]
async fn what_one_writes_another_reads_and_the_registry_is_asked_once() {
    let server = RegistryServer::start();
    let registry = HttpRegistry::new(server.options()).unwrap();
    let writes = Avro::new(registry.clone()).schema(AVRO).unwrap();
    let bytes = written(&writes, "orders", &Order::of("tea", 3)).await.unwrap();
    assert_eq!(bytes, b"\0\0\0\0\x01\x06tea\x06");
    assert!(Serializer::<Order>::is_ready(&writes, "orders", Part::Value));
    assert!(!Serializer::<Order>::is_ready(&writes, "orders", Part::Key));
    let reads = Avro::new(registry.clone());
    for _ in 0..2 {
        assert_eq!(read::<Order>(&reads, &bytes).await.unwrap(), Order::of("tea", 3));
    }
    let asked: Vec<String> = server.asked.lock().iter().map(|(line, _)| line.clone()).collect();
    assert_eq!(
        asked,
        ["POST /subjects/orders-value/versions HTTP/1.1", "GET /schemas/ids/1 HTTP/1.1"]
    );
    assert_eq!(registry.subjects(Deleted::Hidden).await.unwrap(), ["orders-value"]);
}

#[tokio::test]
async fn many_who_begin_at_once_ask_once() {
    let server = RegistryServer::start();
    let registry = HttpRegistry::new(server.options()).unwrap();
    let writes = Avro::new(registry.clone()).schema(AVRO).unwrap();
    let orders: Vec<_> = (0..20).map(|amount| Order::of("tea", amount)).collect();
    let written =
        futures::future::join_all(orders.iter().map(|one| written(&writes, "orders", one)));
    let bytes: Vec<_> = written.await.into_iter().map(Result::unwrap).collect();
    let reads = Avro::new(registry);
    let read = futures::future::join_all(bytes.iter().map(|one| read::<Order>(&reads, one))).await;
    assert_eq!(read.into_iter().map(Result::unwrap).collect::<Vec<_>>(), orders);
    assert_eq!(server.asked.lock().len(), 2);
}

#[tokio::test]
async fn text_is_a_key_of_avro_as_it_is() {
    let avro = Avro::new(InMemoryRegistry::new()).schema("\"string\"").unwrap();
    Serializer::<str>::prepare(&avro, "orders", Part::Key).await.unwrap();
    let mut bytes = Vec::new();
    Serializer::<str>::serialize(&avro, "orders", Part::Key, "tea", &mut bytes).unwrap();
    assert_eq!(bytes, b"\0\0\0\0\x01\x06tea");
}

#[tokio::test]
async fn a_reader_with_another_version_reads_what_it_knows() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Newer {
        item: String,
        note: String,
    }
    let server = RegistryServer::start();
    let registry = HttpRegistry::new(server.options()).unwrap();
    let writes = Avro::new(registry.clone()).schema(AVRO).unwrap();
    let bytes = written(&writes, "orders", &Order::of("tea", 3)).await.unwrap();
    let newer = r#"{"type": "record", "name": "Order", "namespace": "acme", "fields": [
        {"name": "item", "type": "string"}, {"name": "note", "type": "string", "default": "none"}]}"#;
    let reads = Avro::new(registry).schema(newer).unwrap();
    let order: Newer = read(&reads, &bytes).await.unwrap();
    assert_eq!(order, Newer { item: "tea".into(), note: "none".into() });
}

#[tokio::test]
async fn a_schema_that_names_another_is_written_and_read() {
    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Basket {
        order: Order,
    }
    let server = RegistryServer::start();
    let registry = HttpRegistry::new(server.options()).unwrap();
    let basket = r#"{"type": "record", "name": "Basket", "namespace": "acme", "fields": [
        {"name": "order", "type": "acme.Order"}]}"#;
    let writes = Avro::new(registry.clone()).schema_with(basket, [("acme.Order", AVRO)]).unwrap();
    let value = Basket { order: Order::of("tea", 3) };
    let bytes = written(&writes, "orders", &value).await.unwrap();
    assert_eq!(read::<Basket>(&Avro::new(registry.clone()), &bytes).await.unwrap(), value);
    let latest = registry.latest("orders-value").await.unwrap();
    let reference = &latest.schema.references[0];
    assert_eq!((reference.name.as_str(), reference.version), ("acme.Order", 1));
}

#[tokio::test]
async fn subjects_and_versions_are_as_the_options_say() {
    let server = RegistryServer::start();
    let registry = HttpRegistry::new(server.options()).unwrap();
    let options = |key: &str, value: &str| {
        let mut options = SchemaOptions::default();
        options.set(key, value).unwrap();
        options
    };
    let by_record = options("value.subject.name.strategy", "RecordNameStrategy");
    assert_eq!(by_record.value_subject_name_strategy, SubjectNameStrategy::RecordName);
    let format = || Avro::new(registry.clone()).schema(AVRO).unwrap();
    let order = Order::of("tea", 3);
    written(&format().options(by_record).unwrap(), "orders", &order).await.unwrap();
    assert_eq!(registry.subjects(Deleted::Hidden).await.unwrap(), ["acme.Order"]);

    let strict = options("auto.register.schemas", "false");
    let error = written(&format().options(strict.clone()).unwrap(), "orders", &order).await;
    let error = error.unwrap_err();
    assert_eq!((error.kind(), error.advice()), (ErrorKind::InvalidInput, Advice::Fatal));
    assert!(error.to_string().contains("(error 40403)"), "{error}");
    assert!(error.to_string().contains(", subject orders-value)"), "{error}");

    let schema = Schema::new(SchemaKind::Avro, AVRO);
    registry.register("orders-value", &schema, Normalize::No).await.unwrap();
    let latest = SchemaOptions { use_latest_version: true, ..strict };
    let writes = Avro::new(registry.clone()).options(latest).unwrap();
    assert_eq!(written(&writes, "orders", &order).await.unwrap(), b"\0\0\0\0\x01\x06tea\x06");

    let contradiction = SchemaOptions { use_latest_version: true, ..Default::default() };
    assert!(format().options(contradiction).is_err());
}

#[tokio::test]
async fn what_goes_wrong_is_told_with_what_to_do() {
    let server = RegistryServer::start();
    let registry = HttpRegistry::new(server.options()).unwrap();
    let refused = Avro::new(registry.clone()).schema("\"string\"").unwrap();
    let error = written(&refused, "orders", &"tea").await.unwrap_err();
    assert!(
        error.to_string().contains("not compatible with the one before (error 409)"),
        "{error}"
    );
    assert_eq!(error.advice(), Advice::Fatal);

    let error = read::<Order>(&Avro::new(registry), b"\0\0\0\0\x09x").await.unwrap_err();
    assert!(error.to_string().contains("(registry"), "{error}");
    assert_eq!(error.advice(), Advice::Fatal);

    let nobody = RegistryOptions {
        schema_registry_url: vec!["http://127.0.0.1:1".into()],
        ..Default::default()
    };
    let away = Avro::new(HttpRegistry::new(nobody).unwrap()).schema(AVRO).unwrap();
    let error = written(&away, "orders", &Order::of("tea", 3)).await.unwrap_err();
    assert_eq!((error.kind(), error.advice()), (ErrorKind::Unreachable, Advice::Retry));

    let error = HttpRegistry::new(RegistryOptions::default()).unwrap_err();
    assert!(error.to_string().contains("schema_registry_url"), "{error}");
}

#[tokio::test]
async fn another_address_is_tried_and_who_asks_is_said() {
    let server = RegistryServer::start();
    let options = RegistryOptions {
        schema_registry_url: vec!["http://127.0.0.1:1/".into(), server.url.clone()],
        basic_auth_user_info: Some(Secret::from("alice:secret".to_owned())),
        ..Default::default()
    };
    let registry = HttpRegistry::new(options).unwrap();
    assert!(registry.subjects(Deleted::Hidden).await.unwrap().is_empty());
    let asked = server.asked.lock().clone();
    assert_eq!(asked[0].1.as_deref(), Some("Basic YWxpY2U6c2VjcmV0"));
    assert!(!format!("{registry:?}").contains("secret"));
}
