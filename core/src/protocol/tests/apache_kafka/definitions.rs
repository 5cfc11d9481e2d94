//! Reads Apache Kafka's definitions and our schemas into facts that can be compared. A key that is
//! not known here is an error: what it means has to be looked at before it is passed over.

use serde_json::Value;

use super::facts::{Facts, MessageFacts, StructFacts};
use crate::protocol::codec::{
    FieldSchema, FieldType, Listener, MessageKind, MessageSchema, StructSchema, Versions,
};

/// Says nothing about bytes or values.
const PASSED_OVER: [&str; 4] = ["about", "name", "fields", "commonStructs"];
const OF_MESSAGES: [&str; 6] =
    ["type", "apiKey", "validVersions", "flexibleVersions", "latestVersionUnstable", "listeners"];
const OF_FIELDS: [&str; 12] = [
    "type",
    "versions",
    "nullableVersions",
    "tag",
    "taggedVersions",
    "default",
    "ignorable",
    "mapKey",
    "entityType",
    "flexibleVersions",
    "zeroCopy",
    "deprecatedVersions",
];

/// Facts of a definition of Apache Kafka's; the error says what cannot be understood.
pub(super) fn of_kafka(definition: &Value) -> Result<MessageFacts, String> {
    let mut message =
        MessageFacts { about: facts(definition, &OF_MESSAGES)?, ..Default::default() };
    let name = definition["name"].as_str().unwrap_or_default();
    kafkas_struct(name, definition, &mut message)?;
    for common in definition["commonStructs"].as_array().into_iter().flatten() {
        kafkas_struct(common["name"].as_str().unwrap_or_default(), common, &mut message)?;
    }
    Ok(message)
}

fn kafkas_struct(name: &str, definition: &Value, message: &mut MessageFacts) -> Result<(), String> {
    let mut fields = StructFacts::new();
    for field in definition["fields"].as_array().into_iter().flatten() {
        let field_name = field["name"].as_str().unwrap_or_default().to_owned();
        let mut about = facts(field, &OF_FIELDS).map_err(|why| format!("{field_name}: {why}"))?;
        // A tagged field may leave out in which versions it is.
        if let Some(tagged) = about.get("taggedVersions").cloned() {
            about.entry("versions").or_insert(tagged);
        }
        if field.get("fields").is_some() {
            let type_name = about.get("type").map_or("", |name| name.trim_start_matches("[]"));
            kafkas_struct(type_name, field, message)?;
        }
        fields.push((field_name, about));
    }
    if message.structs.insert(name.to_owned(), fields).is_some() {
        return Err(format!("struct {name} is defined twice"));
    }
    Ok(())
}

fn facts(value: &Value, known: &[&'static str]) -> Result<Facts, String> {
    let mut facts = Facts::new();
    for (key, value) in value.as_object().into_iter().flatten() {
        if PASSED_OVER.contains(&key.as_str()) {
            continue;
        }
        let Some(key) = known.iter().find(|known| *known == key) else {
            return Err(format!("key '{key}' is new in Apache Kafka's definitions"));
        };
        if let Some(text) = in_one_form(key, value) {
            facts.insert(key, text);
        }
    }
    Ok(facts)
}

/// `None` if it says what would hold without it.
fn in_one_form(key: &str, value: &Value) -> Option<String> {
    let text = match value {
        Value::Null => return None,
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let mut items: Vec<_> = items.iter().map(|item| item.as_str().unwrap_or("?")).collect();
            items.sort_unstable();
            items.join(", ")
        }
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => value.to_string(),
    };
    let text = if key.ends_with("ersions") { versions(&text) } else { text };
    let says_nothing = match key {
        "default" | "listeners" => text.is_empty(),
        "ignorable" | "mapKey" | "zeroCopy" | "latestVersionUnstable" => text == "false",
        "nullableVersions" | "taggedVersions" => text == "none",
        _ => false,
    };
    (!says_nothing).then_some(text)
}

/// `0-0` is `0`.
fn versions(text: &str) -> String {
    match text.split_once('-') {
        Some((first, last)) if first == last => first.to_owned(),
        _ => text.to_owned(),
    }
}

/// Facts of a schema of ours.
pub(super) fn of_ours(schema: &MessageSchema) -> MessageFacts {
    let kind = match schema.kind {
        MessageKind::Request => "request",
        MessageKind::Response => "response",
        MessageKind::Header => "header",
        MessageKind::Metadata => "metadata",
        MessageKind::CoordinatorKey => "coordinator-key",
        MessageKind::CoordinatorValue => "coordinator-value",
        MessageKind::Data => "data",
    };
    let mut about = Facts::from([
        ("type", kind.to_owned()),
        ("validVersions", schema.versions.to_string()),
        ("flexibleVersions", schema.flexible_versions.to_string()),
    ]);
    about.extend(schema.key.map(|key| ("apiKey", key.to_string())));
    if schema.latest_version_unstable {
        about.insert("latestVersionUnstable", "true".into());
    }
    let listeners = schema.listeners.iter().map(|listener| match listener {
        Listener::Broker => "broker",
        Listener::Controller => "controller",
    });
    let mut listeners: Vec<&str> = listeners.collect();
    listeners.sort_unstable();
    if !listeners.is_empty() {
        about.insert("listeners", listeners.join(", "));
    }
    let mut message = MessageFacts { about, ..Default::default() };
    our_struct(&StructSchema { name: schema.name, fields: schema.fields }, &mut message);
    message
}

fn our_struct(schema: &StructSchema, message: &mut MessageFacts) {
    let mut fields = StructFacts::new();
    for field in schema.fields {
        if let Some(inner) = struct_of(field.field_type) {
            our_struct(inner, message);
        }
        fields.push((field.name.to_owned(), field_facts(field)));
    }
    if let Some(same) = message.structs.insert(schema.name.to_owned(), fields.clone()) {
        assert_eq!(same, fields, "two structs are called {}", schema.name);
    }
}

fn struct_of(field_type: FieldType) -> Option<&'static StructSchema> {
    match field_type {
        FieldType::Struct(schema) => Some(schema),
        FieldType::Array(items) => struct_of(*items),
        FieldType::Bool
        | FieldType::Int8
        | FieldType::Int16
        | FieldType::Int32
        | FieldType::Int64
        | FieldType::Uint16
        | FieldType::Uint32
        | FieldType::Float64
        | FieldType::Uuid
        | FieldType::String
        | FieldType::Bytes
        | FieldType::Records => None,
    }
}

fn field_facts(field: &FieldSchema) -> Facts {
    let mut facts = Facts::from([
        ("type", field.field_type.to_string()),
        ("versions", field.versions.to_string()),
    ]);
    if field.nullable_versions != Versions::NONE {
        facts.insert("nullableVersions", field.nullable_versions.to_string());
    }
    if let Some(tag) = field.tag {
        facts.insert("tag", tag.tag.to_string());
        facts.insert("taggedVersions", tag.versions.to_string());
    }
    if let Some(versions) = field.flexible_versions {
        facts.insert("flexibleVersions", versions.to_string());
    }
    let texts = [("default", field.default), ("entityType", field.entity_type)];
    facts.extend(
        texts
            .iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(key, text)| (*key, text.to_string())),
    );
    let switches =
        [("ignorable", field.ignorable), ("mapKey", field.map_key), ("zeroCopy", field.zero_copy)];
    facts.extend(switches.iter().filter(|(_, on)| *on).map(|(key, _)| (*key, "true".to_owned())));
    facts
}
