//! Another implementation of the protocol reads what the schema says and writes it back as it was:
//! the crate kafka-protocol, for all messages and versions that it has.

use bytes::{Bytes, BytesMut};
use kafka_protocol::{
    messages::*,
    protocol::{Decodable, Encodable, Message},
};

use super::{
    all::{AnyMessage, all},
    coverage::Coverage,
    generate::generate,
    names::for_each_shared_message,
};
use crate::{
    model::Rng,
    protocol::codec::{MessageSchema, Versions},
};

const VALUES_PER_VERSION: usize = 20;

struct Theirs {
    name: &'static str,
    versions: Versions,
    round_trip: fn(Bytes, i16) -> Result<Bytes, String>,
    default: fn(i16) -> Option<Bytes>,
}

fn theirs<M: Message + Encodable + Decodable + Default>(name: &'static str) -> Theirs {
    fn encoded<M: Encodable>(message: &M, version: i16) -> Result<Bytes, String> {
        let mut encoded = BytesMut::new();
        message.encode(&mut encoded, version).map_err(|error| error.to_string())?;
        Ok(encoded.freeze())
    }
    Theirs {
        name,
        versions: Versions::new(M::VERSIONS.min, M::VERSIONS.max),
        round_trip: |mut bytes, version| {
            let message = M::decode(&mut bytes, version).map_err(|error| error.to_string())?;
            if !bytes.is_empty() {
                return Err(format!("{} bytes left over", bytes.len()));
            }
            encoded(&message, version)
        },
        default: |version| encoded(&M::default(), version).ok(),
    }
}

macro_rules! what_they_have {
    ($($name:ident)*) => {
        fn all_of_theirs() -> Vec<Theirs> {
            vec![$(theirs::<$name>(stringify!($name))),*]
        }
    };
}

for_each_shared_message!(what_they_have);

#[test]
fn kafka_protocol_reads_and_writes_the_same_bytes() {
    let ours = all();
    let mut rng = Rng::from_seed(18);
    let mut coverage = Coverage::default();
    let mut lacking = Vec::new();
    for theirs in all_of_theirs() {
        let ours = find(&ours, theirs.name);
        if theirs.versions != ours.schema.versions {
            let (versions, all) = (theirs.versions, ours.schema.versions);
            lacking.push(format!("{} {versions} of {all}", theirs.name));
        }
        for version in ours.schema.versions.intersection(theirs.versions).iter() {
            coverage.expect(ours.schema, version);
            for _ in 0..VALUES_PER_VERSION {
                let mut bytes = generate(ours.schema, version, &mut rng);
                if takes_its_first_field_for_its_version(ours.schema) {
                    bytes[..2].copy_from_slice(&version.to_be_bytes());
                }
                let bytes = Bytes::from(bytes);
                let answer = (theirs.round_trip)(bytes.clone(), version);
                assert_eq!(answer, Ok(bytes.clone()), "{} {version}", theirs.name);
                let back = (ours.round_trip)(bytes.clone(), version).unwrap();
                assert_eq!(back.encoded, Ok(bytes), "{} {version}", theirs.name);
                coverage.add(ours.schema, version);
            }
            if let Some(bytes) = (theirs.default)(version) {
                let back = (ours.round_trip)(bytes.clone(), version).unwrap();
                assert_eq!(back.encoded, Ok(bytes), "their default, {} {version}", theirs.name);
                coverage.add(ours.schema, version);
            }
        }
    }
    coverage.print("kafka-protocol reads and writes what we write, where it has the version");
    println!("other versions than ours in kafka-protocol: {}\n", lacking.join(", "));
    coverage.assert_complete();
}

#[test]
fn no_api_of_kafka_protocol_is_left_out() {
    let compared = all_of_theirs();
    let ours = all();
    for api in ApiKey::iter() {
        for name in [format!("{api:?}Request"), format!("{api:?}Response")] {
            let known = ours.iter().any(|message| message.schema.name == name);
            let listed = compared.iter().any(|theirs| theirs.name == name);
            assert!(listed || !known, "{name} is in kafka-protocol and is not compared");
        }
    }
}

/// In kafka-protocol 0.18 a field that is called `Version` hides the version of the message: from
/// there on it decodes in the version that the field names. Whoever writes them makes both equal.
fn takes_its_first_field_for_its_version(schema: &MessageSchema) -> bool {
    schema.fields.first().is_some_and(|field| field.name == "Version")
}

fn find<'a>(ours: &'a [AnyMessage], name: &str) -> &'a AnyMessage {
    ours.iter().find(|message| message.schema.name == name).unwrap()
}
