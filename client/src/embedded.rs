//! Clients of a broker in the same process: no socket, the same frames.

use std::sync::Arc;

use bytes::Bytes;
use ottla_broker::{Broker, InProcessConnector};
use tokio::sync::mpsc;

use crate::{
    Client, ClientOptions, Result,
    in_process::{InProcess, InProcessBroker},
    transport::TransportError,
};

impl Client {
    /// Connects to a broker in this process without a socket.
    ///
    /// The client does not keep the broker running: calls after its stop fail.
    ///
    /// ```
    /// use ottla::{Client, ProducerOptions, Record, broker::{Broker, BrokerOptions}};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let broker = Broker::start(BrokerOptions::default())?;
    /// let client = Client::embedded(&broker).await?;
    /// let producer = client.producer(ProducerOptions::default())?;
    /// let written = producer.send(Record::to("orders").value("paid")).await?;
    /// assert_eq!(written.to_string(), "orders-0@0");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// `Unreachable` if the broker has stopped.
    pub async fn embedded(broker: &Broker) -> Result<Self> {
        Self::embedded_with(broker, ClientOptions::default()).await
    }

    /// As [`Client::embedded`], with options.
    ///
    /// # Errors
    /// As [`Client::embedded`].
    pub async fn embedded_with(broker: &Broker, options: ClientOptions) -> Result<Self> {
        Self::embedded_through(broker.connector(), options).await
    }

    /// As [`Client::embedded_with`], for those who do not hold the broker itself.
    ///
    /// # Errors
    /// As [`Client::embedded`].
    pub async fn embedded_through(
        connector: InProcessConnector,
        options: ClientOptions,
    ) -> Result<Self> {
        let connector = Arc::new(Connector(connector));
        Self::with_transport(Arc::new(InProcess::new(connector)), options).await
    }
}

#[derive(Debug)]
struct Connector(InProcessConnector);

impl InProcessBroker for Connector {
    fn connect(
        &self,
    ) -> std::result::Result<(mpsc::Sender<Bytes>, mpsc::Receiver<Bytes>), TransportError> {
        let connection = self.0.connect();
        Ok((connection.requests, connection.responses))
    }
}
