//! How a client begins: with the addresses of some brokers, or, for an admin, of some controllers. It is
//! connected when one of them has answered.

use std::{sync::Arc, time::Duration};

use crate::{
    Error, ErrorKind, Result,
    driver::{
        cluster::{AutoCreation, Cluster},
        dns, runtime,
        tcp::Tcp,
        telemetry::Pusher,
        transport::{Address, Transport},
    },
    engine::peers::Peers,
    options::{
        ClientOptions, DnsLookup,
        definition::is_same_name,
        properties::{BOOTSTRAP_CONTROLLERS, BOOTSTRAP_SERVERS},
    },
};

/// Port that is meant when none is named.
pub(crate) const DEFAULT_PORT: u16 = 9092;

/// Connects by TCP to what is at these addresses.
///
/// # Errors
/// `Unreachable`, `WrongProtocol` or `TimedOut` if none of them answers. `InvalidInput` for an address that
/// cannot be read, for options that cannot work, and for a broker among controllers; `Unsupported` for a
/// controller among brokers.
pub(crate) async fn connect(
    bootstrap: &str,
    peers: Peers,
    options: ClientOptions,
) -> Result<Arc<Cluster>> {
    runtime::entered("connect")?;
    let mut addresses = addresses(bootstrap)?;
    options.check()?;
    if options.dns_lookup == DnsLookup::ResolveCanonicalBootstrapServersOnly {
        addresses = dns::canonical(&addresses).await?;
    }
    let transport = Arc::new(Tcp::prepared(&options).await?);
    start(addresses, peers, transport, options).await
}

/// Connects over a transport.
///
/// # Errors
/// As `connect`.
pub(crate) async fn start(
    bootstrap: Vec<Address>,
    peers: Peers,
    transport: Arc<dyn Transport>,
    options: ClientOptions,
) -> Result<Arc<Cluster>> {
    runtime::entered("connect")?;
    options.check()?;
    let cluster = Arc::new(Cluster::new(options, peers, bootstrap, transport)?);
    let asked = cluster.fetch_metadata(Some(&[]), AutoCreation::Forbidden);
    let limit = cluster.options.api_timeout;
    match tokio::time::timeout(limit, asked).await.unwrap_or_else(|_| Err(late(limit))) {
        Ok(()) => {
            // Controllers want no metrics of clients.
            if cluster.options.enable_metrics_push && peers == Peers::Brokers {
                let _ = cluster.pusher.set(Pusher::start(&cluster));
            }
            Ok(cluster)
        }
        Err(error) => Err(cluster.first_request_failed(error).await),
    }
}

/// Of several addresses each may take its time.
fn late(limit: Duration) -> Error {
    let message =
        format!("nobody has answered within {limit:?} (api_timeout, default.api.timeout.ms)");
    Error::new(ErrorKind::TimedOut, "connect", message)
}

/// With whom a list of properties says to connect, and where they are.
///
/// # Errors
/// `InvalidInput` if it says neither, or both.
pub(crate) fn named<'a>(
    properties: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Result<(Peers, &'a str)> {
    let (mut servers, mut controllers) = (None, None);
    for (key, value) in properties {
        let (key, value) = (key.trim(), value.trim());
        // Both are lists, and empty where nobody sets them.
        let value = Some(value).filter(|value| !value.is_empty());
        if is_same_name(key, BOOTSTRAP_SERVERS) {
            servers = value;
        } else if is_same_name(key, BOOTSTRAP_CONTROLLERS) {
            controllers = value;
        }
    }
    let message = match (servers, controllers) {
        (Some(servers), None) => return Ok((Peers::Brokers, servers)),
        (None, Some(controllers)) => return Ok((Peers::Controllers, controllers)),
        (Some(_), Some(_)) => {
            "bootstrap.servers and bootstrap.controllers are both set: only one of them can be"
        }
        (None, None) => {
            "bootstrap.servers is not set: name some brokers, as host:port,host:port (or for an admin some \
             controllers in bootstrap.controllers)"
        }
    };
    Err(Error::new(ErrorKind::InvalidInput, "connect", message))
}

fn addresses(bootstrap: &str) -> Result<Vec<Address>> {
    let listed = bootstrap.split(',').map(str::trim).filter(|address| !address.is_empty());
    let addresses = listed.map(address).collect::<Result<Vec<_>>>()?;
    if addresses.is_empty() {
        let message = "no address: use host:port, or several with commas between";
        return Err(Error::new(ErrorKind::InvalidInput, "connect", message));
    }
    Ok(addresses)
}

fn address(text: &str) -> Result<Address> {
    let invalid = || {
        let message = format!("'{text}' is not an address: use host:port or [IPv6]:port");
        Error::new(ErrorKind::InvalidInput, "connect", message)
    };
    let (host, port) = match text.strip_prefix('[') {
        Some(rest) => {
            let (host, rest) = rest.split_once(']').ok_or_else(invalid)?;
            (host, rest.strip_prefix(':'))
        }
        None => match text.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (text, None),
        },
    };
    let port = match port {
        Some(port) => port.parse().map_err(|_| invalid())?,
        None => DEFAULT_PORT,
    };
    if host.is_empty() || host.contains('/') {
        return Err(invalid());
    }
    Ok(Address { host: host.into(), port })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_or_refused_with_a_hint() {
        let read = |text| {
            addresses(text)
                .map(|list| list.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(read("a:1, b:2").unwrap(), "a:1 b:2");
        assert_eq!(read("a").unwrap(), "a:9092");
        assert_eq!(read("[::1]:9093").unwrap(), "[::1]:9093");
        for wrong in ["", ":1", "a:x", "a:99999", "http://a:1", "[::1"] {
            assert_eq!(read(wrong).unwrap_err().kind(), ErrorKind::InvalidInput, "{wrong}");
        }
    }

    #[test]
    fn brokers_or_controllers_are_named() {
        let read = |pairs: &'static [(&str, &str)]| named(pairs.iter().copied());
        let servers = ("bootstrap.servers", "a:1");
        let controllers = ("bootstrap_controllers", "b:2");
        assert_eq!(
            read(&[("acks", "all"), ("bootstrap.servers", "a:1")]).unwrap(),
            (Peers::Brokers, "a:1")
        );
        assert_eq!(named([controllers]).unwrap(), (Peers::Controllers, "b:2"));
        // Kafka's lists may be empty.
        assert_eq!(named([servers, ("bootstrap.controllers", "")]).unwrap().0, Peers::Brokers);
        let both = named([servers, controllers]).unwrap_err().to_string();
        assert!(both.contains("both set"), "{both}");
        let neither = read(&[("acks", "all")]).unwrap_err().to_string();
        assert!(neither.contains("bootstrap.servers") && neither.contains("bootstrap.controllers"));
    }
}
