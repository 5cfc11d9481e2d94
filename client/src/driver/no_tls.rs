//! In place of TLS, where the crate is built without it.

use std::{io, sync::Arc};

use tokio::net::TcpStream;

use super::transport::TransportError;
use crate::{Error, ErrorKind, Result, options::ClientOptions};

/// Is never made.
#[derive(Clone, Debug)]
pub(crate) enum Tls {}

impl Tls {
    /// # Errors
    /// `Unsupported`.
    pub(crate) fn new(_: &ClientOptions) -> Result<Self> {
        let message = "security_protocol wants TLS, and this build of ottla has none: \
                       turn the feature 'tls' on";
        Err(Error::new(ErrorKind::Unsupported, "connect", message))
    }

    pub(crate) async fn connect(&self, _: &str, _: TcpStream) -> Result<TcpStream, TransportError> {
        match *self {}
    }
}

/// An error of a connection.
pub(crate) fn explained(error: io::Error) -> TransportError {
    TransportError::Io(Arc::new(error))
}
