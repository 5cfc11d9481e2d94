//! SASL mechanisms (RFC 4422), the client's side: each is a value that gives the first message, takes the
//! server's answers and gives the next one. Kafka carries the messages in SaslAuthenticate (KIP-43,
//! KIP-152).

mod oauthbearer;
mod plain;
mod scram;

pub use oauthbearer::{OAuthBearerClient, TokenError};
pub use plain::PlainClient;
pub use scram::{SCRAM_ITERATIONS_MIN, ScramClient, ScramHash, salted_password, token_password};

/// What a client does next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Send this, and take the answer.
    Send(Vec<u8>),
    /// The server has proven what it had to.
    Done,
}

/// Why an exchange cannot go on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SaslError {
    /// The server's message is not what the mechanism says.
    #[error("the server's {mechanism} message makes no sense: {what}")]
    Malformed {
        /// The mechanism.
        mechanism: &'static str,
        /// What is wrong with it.
        what: String,
    },
    /// The server refused, in the mechanism's own words.
    #[error("the server refused: {0}")]
    Refused(String),
    /// The server does not know the password either: it may be somebody else's.
    #[error(
        "the server could not prove that it knows the password: it may not be the one it claims to be"
    )]
    NotTheServer,
}

/// The client's side of a mechanism.
#[derive(Clone, Debug)]
pub enum SaslClient {
    /// PLAIN.
    Plain(PlainClient),
    /// SCRAM-SHA-256 or SCRAM-SHA-512.
    Scram(ScramClient),
    /// OAUTHBEARER.
    OAuthBearer(OAuthBearerClient),
}

impl SaslClient {
    /// The name in SaslHandshake.
    #[must_use]
    pub fn mechanism(&self) -> &'static str {
        match self {
            Self::Plain(_) => PlainClient::MECHANISM,
            Self::Scram(client) => client.hash().mechanism(),
            Self::OAuthBearer(_) => OAuthBearerClient::MECHANISM,
        }
    }

    /// The first message.
    #[must_use]
    pub fn first(&mut self) -> Vec<u8> {
        match self {
            Self::Plain(client) => client.first(),
            Self::Scram(client) => client.first(),
            Self::OAuthBearer(client) => client.first(),
        }
    }

    /// Takes the server's answer.
    ///
    /// # Errors
    /// If the server refuses, or its answer makes no sense.
    pub fn answered(&mut self, answer: &[u8]) -> Result<Step, SaslError> {
        match self {
            // The server's word is the error code of SaslAuthenticate.
            Self::Plain(_) => Ok(Step::Done),
            Self::Scram(client) => client.answered(answer),
            Self::OAuthBearer(client) => client.answered(answer),
        }
    }
}
