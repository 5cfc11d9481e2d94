//! In place of the token endpoint, where the crate is built without it.

use std::sync::Arc;

use crate::{Error, ErrorKind, Result, options::ClientOptions, security::TokenProvider};

/// # Errors
/// `Unsupported`.
pub(super) fn provider(_: &ClientOptions) -> Result<Arc<dyn TokenProvider>> {
    let message = "sasl_oauthbearer_token_endpoint_url needs an HTTP client, and this build of ottla has \
                   none: turn the feature 'oauth' on, or set token_provider";
    Err(Error::new(ErrorKind::Unsupported, "connect", message))
}
