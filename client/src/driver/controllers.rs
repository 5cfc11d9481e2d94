//! What is known of a cluster whose controllers the client is connected with (KIP-919): where they are, and which
//! of them is active. They do not tell of topics.

use bytestring::ByteString;
use ottla_core::{
    model::ErrorCode,
    protocol::{
        ApiKey,
        messages::{DescribeClusterRequest, DescribeClusterResponse},
    },
};

use super::cluster::Cluster;
use crate::{Error, ErrorKind, Result};

const OPERATION: &str = "find the controllers";
/// The endpoints that are asked for.
const CONTROLLERS: i8 = 2;
/// The oldest DescribeCluster that chooses endpoints.
const CONTROLLERS_SINCE: i16 = 1;

impl Cluster {
    /// Asks a controller for all of them, and makes a new image.
    ///
    /// # Errors
    /// If no controller answers, if it is a broker that was named, and if topics are asked for.
    pub(super) async fn fetch_controllers(&self, topics: Option<&[ByteString]>) -> Result<()> {
        if topics.is_none_or(|topics| !topics.is_empty()) {
            let message =
                "controllers are not asked for topics: connect with brokers (bootstrap.servers)";
            let error = Error::new(ErrorKind::Unsupported, "find the topic", message);
            return Err(error.of_code(ErrorCode::UnsupportedEndpointType));
        }
        // Not the active one alone, for another may have taken its place.
        let connection = self.any_connection(&self.image()).await?;
        let named = |error: Error| error.with("controller", connection.address());
        let version = connection.versions().newest::<DescribeClusterRequest>().map_err(named)?;
        if version < CONTROLLERS_SINCE {
            let message = format!(
                "{} has version {version} here, and tells of controllers from {CONTROLLERS_SINCE} on",
                ApiKey::DescribeCluster
            );
            return Err(named(Error::new(ErrorKind::Unsupported, OPERATION, message)));
        }
        let request = DescribeClusterRequest { endpoint_type: CONTROLLERS, ..Default::default() };
        let pending = connection.submit(&request, version)?;
        let response = pending.answer(self.options.request_timeout).await?;
        check(&response).map_err(named)?;
        self.change(|image| Some(image.of_controllers(&response)));
        self.refreshed();
        Ok(())
    }
}

fn check(response: &DescribeClusterResponse) -> Result<()> {
    match ErrorCode::from_code(response.error_code) {
        ErrorCode::None => Ok(()),
        code @ ErrorCode::MismatchedEndpointType => {
            let message = "this is a broker, and bootstrap.controllers names controllers: name it in \
                           bootstrap.servers";
            Err(Error::new(ErrorKind::InvalidInput, OPERATION, message).of_code(code))
        }
        code => Err(Error::from_code(OPERATION, code, response.error_message.as_deref())),
    }
}
