//! The canonical names of addresses, for `client.dns.lookup=resolve_canonical_bootstrap_servers_only`.

use super::transport::Address;
use crate::{Error, ErrorKind, Result};

/// Each address by the canonical names of all that its name stands for (KIP-235). Names that nobody knows
/// are left out.
///
/// # Errors
/// `Unreachable` if nobody knows any of them.
pub(crate) async fn canonical(addresses: &[Address]) -> Result<Vec<Address>> {
    let mut canonical: Vec<Address> = Vec::new();
    let mut unknown = Vec::new();
    for address in addresses {
        let found = match tokio::net::lookup_host((&*address.host, address.port)).await {
            Ok(found) => found,
            Err(error) => {
                unknown.push(format!("{}: {error}", address.host));
                continue;
            }
        };
        for one in found {
            let ip = one.ip();
            let looking = tokio::task::spawn_blocking(move || dns_lookup::lookup_addr(&ip));
            let host = match looking.await {
                Ok(Ok(host)) => host,
                Ok(Err(_)) | Err(_) => ip.to_string(),
            };
            let named = Address { host: host.into(), port: address.port };
            if !canonical.contains(&named) {
                canonical.push(named);
            }
        }
    }
    if canonical.is_empty() {
        let message = format!("no address is known for the names: {}", unknown.join("; "));
        return Err(Error::new(ErrorKind::Unreachable, "connect", message));
    }
    Ok(canonical)
}
