//! Connecting as the command line says.

use std::time::Duration;

use ottla::{Client, ClientOptions, admin::Admin};

use crate::{arguments::Connection, failure::Failure};

pub(super) async fn connect(connection: &Connection) -> Result<Client, Failure> {
    Ok(Client::connect_with(&connection.bootstrap, options(connection)).await?)
}

/// With controllers in place of the brokers (KIP-919).
pub(super) async fn controllers(
    addresses: &str,
    connection: &Connection,
) -> Result<Admin, Failure> {
    Ok(Admin::connect_controllers(addresses, options(connection)).await?)
}

fn options(connection: &Connection) -> ClientOptions {
    let timeout = Duration::from_secs(connection.timeout.max(1));
    ClientOptions {
        client_id: "ottla-cli".into(),
        connect_timeout: timeout,
        api_timeout: timeout,
        ..ClientOptions::default()
    }
}
