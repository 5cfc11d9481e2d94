//! Where the tokens of OAUTHBEARER come from (KIP-255, KIP-768).

use std::{collections::BTreeMap, error::Error as StdError, fmt, time::SystemTime};

use async_trait::async_trait;

use crate::Secret;

/// A token that says who the client is: what a [`TokenProvider`] gives.
#[derive(Clone, Debug)]
pub struct OAuthToken {
    /// The token itself, as it goes to the broker: without the line break that files end with.
    pub value: Secret,
    /// When it ends. A new one is asked for when four fifths of the time until then are over, or less than 3 s
    /// are left; without an end, for every connection.
    pub expires_at: Option<SystemTime>,
    /// SASL extensions (KIP-342).
    pub extensions: BTreeMap<String, String>,
}

impl OAuthToken {
    /// A token without an end and extensions.
    #[must_use]
    pub fn new(value: impl Into<Secret>) -> Self {
        Self { value: value.into(), expires_at: None, extensions: BTreeMap::new() }
    }
}

/// Gives tokens: [`crate::ClientOptions::token_provider`].
///
/// ```
/// use ottla::security::{OAuthToken, TokenProvider};
///
/// #[derive(Debug)]
/// struct FromFile;
///
/// #[async_trait::async_trait]
/// impl TokenProvider for FromFile {
///     async fn token(&self) -> Result<OAuthToken, Box<dyn std::error::Error + Send + Sync>> {
///         Ok(OAuthToken::new(std::fs::read_to_string("/var/run/token")?.trim()))
///     }
/// }
/// ```
#[async_trait]
pub trait TokenProvider: fmt::Debug + Send + Sync + 'static {
    /// A token that is valid now. Called whenever a connection needs one and the last one has little time
    /// left; an error is tried again with the connection.
    ///
    /// # Errors
    /// Whatever keeps the token from coming.
    async fn token(&self) -> Result<OAuthToken, Box<dyn StdError + Send + Sync>>;
}
