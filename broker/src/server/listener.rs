//! Binds listeners and accepts connections.

use std::{
    io,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use bytestring::ByteString;
use tokio::{
    net::{TcpListener, TcpSocket, lookup_host},
    sync::watch,
};

use super::{connection, host::Host};
use crate::engine::Peer;

/// Connections that wait to be accepted.
const BACKLOG: u32 = 1024;
/// Pause after an accept that failed for want of file handles, so that it does not spin.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// A listener that is bound.
pub(super) struct Bound {
    pub(super) name: ByteString,
    pub(super) address: SocketAddr,
    listener: TcpListener,
}

/// Binds one address. `host` may be a name or an address, `port` 0 for a free one.
pub(super) async fn bind(name: &str, host: &str, port: u16) -> io::Result<Bound> {
    let host = address(host);
    let mut last = io::Error::new(io::ErrorKind::NotFound, "the name has no address");
    for address in lookup_host((host, port)).await? {
        match listen(address) {
            Ok(listener) => {
                let address = listener.local_addr()?;
                return Ok(Bound { name: name.to_owned().into(), address, listener });
            }
            Err(error) => last = error,
        }
    }
    Err(last)
}

/// What a host is looked up as: none, as in the file that comes with Apache Kafka, is all addresses.
fn address(host: &str) -> &str {
    if host.is_empty() { "0.0.0.0" } else { host }
}

/// Takes over a socket that listens already.
pub(super) fn adopt(name: &str, socket: &std::net::TcpListener) -> io::Result<Bound> {
    let socket = socket.try_clone()?;
    socket.set_nonblocking(true)?;
    let listener = TcpListener::from_std(socket)?;
    let address = listener.local_addr()?;
    Ok(Bound { name: name.to_owned().into(), address, listener })
}

fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    // A restart must not wait for the last run's connections to time out.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// Accepts until the broker stops.
pub(super) async fn accept(
    host: Host,
    bound: Bound,
    open: Arc<AtomicUsize>,
    mut stop: watch::Receiver<bool>,
) {
    loop {
        let accepted = tokio::select! {
            accepted = bound.listener.accept() => accepted,
            _ = stop.wait_for(|stop| *stop) => return,
        };
        match accepted {
            Ok((stream, address)) => {
                if !host.node.takes_connections(&bound.name) {
                    tracing::debug!(peer = %address, "refused: this broker has not joined its cluster yet");
                    continue;
                }
                let most = host.node.view().settings.connections_max;
                if open.load(Ordering::Relaxed) >= most {
                    tracing::warn!(peer = %address, "refused: max.connections are open");
                    continue;
                }
                // Replies are written whole: waiting for more to send would only delay them.
                if let Err(error) = stream.set_nodelay(true) {
                    tracing::debug!(peer = %address, %error, "connection lost");
                    continue;
                }
                let peer = Peer { address: address.to_string(), listener: bound.name.clone() };
                let counted = Counted::new(&open);
                let serve = connection::serve(host.clone(), stream, peer, stop.clone());
                tokio::spawn(async move {
                    serve.await;
                    drop(counted);
                });
            }
            Err(error) => {
                tracing::warn!(listener = %bound.name, %error, "cannot accept a connection");
                host.clock.sleep_until(host.now().monotonic + ACCEPT_PAUSE).await;
            }
        }
    }
}

/// Counts a connection for as long as it lives.
struct Counted(Arc<AtomicUsize>);

impl Counted {
    fn new(open: &Arc<AtomicUsize>) -> Self {
        open.fetch_add(1, Ordering::Relaxed);
        Self(open.clone())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_host_is_all_addresses() {
        assert_eq!(["", "localhost", "::1"].map(address), ["0.0.0.0", "localhost", "::1"]);
    }
}
