//! Connections that nobody uses.

use std::time::Duration;

use futures::StreamExt;
use ottla::{Client, ClientOptions, Event};

use super::{bootstrap, run};

#[test]
fn a_connection_that_nobody_uses_is_closed_and_opened_again_when_it_is_needed() {
    run(async |_| {
        let options = ClientOptions {
            connections_idle_max: Duration::from_millis(300),
            ..Default::default()
        };
        let client = Client::connect_with(&bootstrap().unwrap(), options).await.unwrap();
        let mut events = client.events();
        while !matches!(events.next().await, Some(Event::Disconnected { .. })) {}
        let opened = client.metrics().connections.opened;
        client.admin().list_topics().await.unwrap();
        assert_eq!(client.metrics().connections.opened, opened + 1);
    });
}
