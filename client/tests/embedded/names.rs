//! Names of brokers, and what they stand for.

use ottla::{Client, ClientOptions, DnsLookup, ErrorKind};

use super::{bootstrap, run};

fn canonical() -> ClientOptions {
    ClientOptions {
        dns_lookup: DnsLookup::ResolveCanonicalBootstrapServersOnly,
        ..Default::default()
    }
}

#[test]
fn a_broker_is_connected_by_the_canonical_name_of_its_address() {
    run(async |_| {
        let address = bootstrap().unwrap();
        let client = Client::connect_with(&address, canonical()).await.unwrap();
        client.admin().list_topics().await.unwrap();
        // A name that nobody knows is left out.
        let both = format!("no-such-host.invalid:9092,{address}");
        Client::connect_with(&both, canonical()).await.unwrap();
    });
}

#[test]
fn names_that_nobody_knows_are_told() {
    run(async |_| {
        let error = Client::connect_with("no-such-host.invalid:9092", canonical()).await;
        let error = error.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unreachable, "{error}");
        assert!(error.to_string().contains("no-such-host.invalid"), "{error}");
    });
}
