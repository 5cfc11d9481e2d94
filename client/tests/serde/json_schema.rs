//! JSON that is checked against its schema.

use ottla::{
    ErrorKind, Result,
    serde::{
        Deserializer, Part, Serializer,
        schema_registry::{
            InMemoryRegistry, JsonSchema, Normalize, Schema, SchemaKind, SchemaOptions,
            SchemaReference, SchemaRegistry,
        },
    },
};
use serde_json::{Value, json};

use crate::orders::JSON;

fn strict() -> SchemaOptions {
    let mut options = SchemaOptions::default();
    options.set("json.fail.invalid.schema", "true").unwrap();
    options
}

async fn written(format: &JsonSchema, value: &Value) -> Result<Vec<u8>> {
    Serializer::<Value>::prepare(format, "orders", Part::Value).await?;
    let mut bytes = Vec::new();
    format.serialize("orders", Part::Value, value, &mut bytes)?;
    Ok(bytes)
}

async fn read(format: &JsonSchema, bytes: &[u8]) -> Result<Value> {
    if !Deserializer::<Value>::is_ready(format, bytes) {
        Deserializer::<Value>::prepare(format, "orders", Part::Value, bytes).await?;
    }
    format.deserialize("orders", Part::Value, bytes)
}

#[tokio::test]
async fn what_does_not_fit_its_schema_is_written_and_read_unless_that_is_to_fail() {
    let registry = InMemoryRegistry::new();
    let lax = JsonSchema::new(registry.clone()).schema(JSON).unwrap();
    let fits = json!({"item": "tea", "amount": 3});
    let does_not = json!({"item": 7, "note": "x"});
    let (good, bad) =
        (written(&lax, &fits).await.unwrap(), written(&lax, &does_not).await.unwrap());
    assert_eq!(read(&lax, &bad).await.unwrap(), does_not);

    let strict = JsonSchema::new(registry).schema(JSON).unwrap().options(strict()).unwrap();
    assert_eq!(written(&strict, &fits).await.unwrap(), good);
    assert_eq!(read(&strict, &good).await.unwrap(), fits);
    let on_write = written(&strict, &does_not).await.unwrap_err();
    assert_eq!(on_write.kind(), ErrorKind::InvalidInput, "{on_write}");
    let on_read = read(&strict, &bad).await.unwrap_err();
    assert_eq!(on_read.kind(), ErrorKind::Unreadable, "{on_read}");
    for error in [on_write, on_read] {
        let error = error.to_string();
        for part in ["/item", "amount", "schema 1"] {
            assert!(error.contains(part), "{part}: {error}");
        }
    }
}

/// A schema without `$schema` is one of draft 7, as for Confluent's: there `items` with a list are the first ones.
#[tokio::test]
async fn the_draft_is_what_the_schema_says_and_7_where_it_says_none() {
    let schema = r#"{"items": [{"type": "integer"}]}"#;
    let newer = r#"{"$schema": "https://json-schema.org/draft/2020-12/schema",
        "prefixItems": [{"type": "integer"}]}"#;
    for schema in [schema, newer] {
        let format = JsonSchema::new(InMemoryRegistry::new()).schema(schema).unwrap();
        let format = format.options(strict()).unwrap();
        written(&format, &json!([1, "x"])).await.unwrap();
        written(&format, &json!(["x"])).await.unwrap_err();
    }
}

#[tokio::test]
async fn what_a_schema_refers_to_comes_from_the_registry_and_from_nowhere_else() {
    let registry = InMemoryRegistry::new();
    let amount = Schema::new(SchemaKind::Json, r#"{"type": "integer", "minimum": 1}"#);
    registry.register("amount", &amount, Normalize::No).await.unwrap();
    let reference =
        |name: &str| SchemaReference { name: name.into(), subject: "amount".into(), version: 1 };
    for (name, id) in [
        ("amount.json", ""),
        ("http://acme.example/amount.json", ""),
        ("amount.json", r#""$id": "http://acme.example/order.json", "#),
    ] {
        let text = format!(r#"{{{id}"properties": {{"amount": {{"$ref": "{name}"}}}}}}"#);
        let order =
            Schema { references: vec![reference(name)], ..Schema::new(SchemaKind::Json, text) };
        registry.register("orders-value", &order, Normalize::No).await.unwrap();
        let options =
            SchemaOptions { use_latest_version: true, auto_register_schemas: false, ..strict() };
        let format = JsonSchema::new(registry.clone()).options(options).unwrap();
        let bytes = written(&format, &json!({"amount": 1})).await.unwrap();
        read(&format, &bytes).await.unwrap();
        written(&format, &json!({"amount": 0})).await.unwrap_err();
    }
    // A file that is there, and a server that nobody may be asked for.
    for name in ["file:///etc/hostname", "http://127.0.0.1:1/amount.json"] {
        let text = format!(r#"{{"$ref": "{name}"}}"#);
        let format = JsonSchema::new(InMemoryRegistry::new()).schema(&text).unwrap();
        let error = written(&format.options(strict()).unwrap(), &json!(1)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
        assert!(error.to_string().contains("not a JSON Schema"), "{error}");
    }
}
