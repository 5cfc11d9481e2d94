//! What was decoded encodes to the same bytes, for every message at every version.

use super::{all::all, generate::generate};
use crate::model::Rng;

#[test]
fn every_message_encodes_to_the_bytes_that_it_was_decoded_from() {
    let mut rng = Rng::from_seed(4_3_1);
    for message in all() {
        for version in message.schema.versions.iter() {
            for _ in 0..20 {
                let name = format!("{} {version}", message.schema.name);
                let bytes = generate(message.schema, version, &mut rng);
                let length = bytes.len();
                let trip = (message.round_trip)(bytes.clone().into(), version)
                    .unwrap_or_else(|error| panic!("{name}: {error}, {bytes:x?}"));
                assert_eq!(trip.left_over, 0, "{name}");
                assert_eq!(trip.encoded.as_deref(), Ok(&bytes[..]), "{name}: {}", trip.debug);
                assert_eq!(trip.size, Ok(length), "{name}");
                assert!(trip.equal_again, "{name}: {}", trip.debug);
            }
        }
    }
}

#[test]
fn every_default_that_can_be_encoded_is_read_back() {
    let mut encoded = 0;
    for message in all() {
        for version in message.schema.versions.iter() {
            // Null by default can be illegal in old versions; then the sender must say something.
            let Ok(bytes) = (message.default)(version) else { continue };
            let trip = (message.round_trip)(bytes.clone(), version).unwrap();
            assert_eq!(trip.encoded, Ok(bytes), "{} {version}", message.schema.name);
            encoded += 1;
        }
    }
    assert!(encoded > 500, "{encoded}");
}
