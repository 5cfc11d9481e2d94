//! Connecting as the command line says.

use std::time::Duration;

use ottla::{Client, ClientOptions};

use crate::{arguments::Connection, failure::Failure};

pub(super) async fn connect(connection: &Connection) -> Result<Client, Failure> {
    let timeout = Duration::from_secs(connection.timeout.max(1));
    let options = ClientOptions {
        client_id: "ottla-cli".into(),
        connect_timeout: timeout,
        api_timeout: timeout,
        ..ClientOptions::default()
    };
    Ok(Client::connect_with(&connection.bootstrap, options).await?)
}
