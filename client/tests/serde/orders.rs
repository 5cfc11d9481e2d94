//! What the tests send.

use prost::Message;
use prost_types::{
    DescriptorProto, FieldDescriptorProto, FileDescriptorProto, FileDescriptorSet,
    field_descriptor_proto::{Label, Type},
};
use serde::{Deserialize, Serialize};

/// An order, in every format.
#[derive(Clone, PartialEq, Serialize, Deserialize, Message)]
pub struct Order {
    #[prost(string, tag = "1")]
    pub item: String,
    #[prost(int32, tag = "2")]
    pub amount: i32,
}

impl Order {
    pub fn of(item: &str, amount: i32) -> Self {
        Self { item: item.into(), amount }
    }
}

pub const AVRO: &str = r#"{"type": "record", "name": "Order", "namespace": "acme", "fields": [
    {"name": "item", "type": "string"}, {"name": "amount", "type": "int"}]}"#;

pub const JSON: &str = r#"{"title": "Order", "type": "object", "properties": {
    "item": {"type": "string"}, "amount": {"type": "integer"}}, "required": ["item", "amount"]}"#;

/// What protoc would say of a file with `message Nothing {}` and the order after it, so that its place is not
/// the first.
pub fn descriptors() -> Vec<u8> {
    FileDescriptorSet { file: vec![file(&["Nothing", "Order"])] }.encode_to_vec()
}

/// The file with these messages, of which only the order has fields.
pub fn file(messages: &[&str]) -> FileDescriptorProto {
    let field = |name: &str, number, kind: Type| FieldDescriptorProto {
        name: Some(name.into()),
        json_name: Some(name.into()),
        number: Some(number),
        label: Some(Label::Optional.into()),
        r#type: Some(kind.into()),
        ..Default::default()
    };
    let message = |name: &str, field| DescriptorProto {
        name: Some(name.into()),
        field,
        ..Default::default()
    };
    let order = vec![field("item", 1, Type::String), field("amount", 2, Type::Int32)];
    let of = |name: &&str| match *name {
        "Order" => message(name, order.clone()),
        _ => message(name, Vec::new()),
    };
    FileDescriptorProto {
        name: Some("orders.proto".into()),
        package: Some("acme".into()),
        message_type: messages.iter().map(of).collect(),
        syntax: Some("proto3".into()),
        ..Default::default()
    }
}
