//! SASL over a connection (KIP-43, KIP-152): which mechanism, its messages, and when to do it again
//! (KIP-368). It runs before anybody else may use a connection, and again between two requests before the
//! broker's patience with the session ends.

use std::{
    sync::Arc,
    time::{Duration, SystemTime},
};

use bytes::Bytes;
use bytestring::ByteString;
use ottla_core::{
    model::{ErrorCode, Rng},
    protocol::{
        ApiKey,
        codec::Secret,
        messages::{SaslAuthenticateRequest, SaslHandshakeRequest},
    },
    security::sasl::{OAuthBearerClient, PlainClient, SaslClient, ScramClient, ScramHash, Step},
};
use parking_lot::Mutex;

use super::clock;
use crate::{
    Error, ErrorKind, Result,
    engine::{called_apis::CalledRequest, versions::BrokerVersions},
    options::{ClientOptions, Credentials, SaslMechanism, SecurityProtocol, value::Value},
    security::{OAuthToken, TokenProvider},
};

const OPERATION: &str = "authenticate";
/// The oldest SaslHandshake whose tokens come in SaslAuthenticate.
const HANDSHAKE: i16 = 1;
/// What a token has to last for so that a broker takes it.
const VALIDITY_MIN: Duration = Duration::from_secs(1);
/// Messages of a mechanism, before it is given up: SCRAM has two.
const MESSAGES_MAX: usize = 8;

/// Sends a request and waits for its answer, with nobody else's in between.
pub(crate) trait Exchange {
    /// # Errors
    /// If the connection breaks, or the answer does not come or makes no sense.
    fn exchange<R: CalledRequest + Sync>(
        &mut self,
        request: &R,
        version: i16,
    ) -> impl Future<Output = Result<R::Response>> + Send;
}

/// Proves who the client is, on every connection.
#[derive(Debug)]
pub(crate) struct Authenticator {
    protocol: SecurityProtocol,
    proof: Proof,
    rng: Mutex<Rng>,
}

#[derive(Debug)]
enum Proof {
    Plain(Credentials),
    Scram(ScramHash, Credentials),
    OAuthBearer(Tokens),
}

/// A token, and when it was got.
type KnownToken = Option<(OAuthToken, SystemTime)>;

/// Tokens, kept until most of their time is over.
#[derive(Debug)]
struct Tokens {
    provider: Arc<dyn TokenProvider>,
    known: tokio::sync::Mutex<KnownToken>,
}

impl Authenticator {
    /// `None` where the security protocol wants none.
    ///
    /// # Errors
    /// `InvalidInput`, `Unsupported`.
    pub(crate) fn new(options: &ClientOptions, rng: Rng) -> Result<Option<Arc<Self>>> {
        let protocol = options.security_protocol;
        let (true, Some(mechanism)) = (protocol.has_sasl(), options.sasl_mechanism) else {
            return Ok(None);
        };
        let credentials = || {
            options.credentials().ok_or_else(|| {
                let message = "sasl_username and sasl_password are not set";
                Error::new(ErrorKind::InvalidInput, "connect", message)
            })
        };
        let proof = match mechanism {
            SaslMechanism::Plain => Proof::Plain(credentials()?),
            SaslMechanism::ScramSha256 => Proof::Scram(ScramHash::Sha256, credentials()?),
            SaslMechanism::ScramSha512 => Proof::Scram(ScramHash::Sha512, credentials()?),
            SaslMechanism::OAuthBearer => {
                let provider = match &options.token_provider {
                    Some(provider) => provider.clone(),
                    None => super::token_endpoint::provider(options)?,
                };
                Proof::OAuthBearer(Tokens { provider, known: tokio::sync::Mutex::default() })
            }
        };
        Ok(Some(Arc::new(Self { protocol, proof, rng: Mutex::new(rng) })))
    }

    /// Proves who the client is; gives the time after which it has to be done again, if there is one.
    ///
    /// # Errors
    /// `AuthenticationFailed` with the broker's words; what breaks the connection.
    pub(crate) async fn run(
        &self,
        versions: &BrokerVersions,
        exchange: &mut impl Exchange,
    ) -> Result<Option<Duration>> {
        let mut client = self.client().await?;
        let mechanism = client.mechanism();
        self.handshake(mechanism, exchange).await.map_err(|error| {
            // A broker that has no SASL at all may not even answer.
            let unanswered = error.kind() == ErrorKind::Unreachable;
            match unanswered && !versions.lists(ApiKey::SaslHandshake) {
                true => self.unwanted().caused_by(error),
                false => error,
            }
        })?;
        let version = versions.newest::<SaslAuthenticateRequest>()?;
        let mut message = client.first();
        for _ in 0..MESSAGES_MAX {
            let request = SaslAuthenticateRequest { auth_bytes: Secret(Bytes::from(message)) };
            let response = exchange.exchange(&request, version).await?;
            let code = ErrorCode::from_code(response.error_code);
            if code.is_error() {
                return Err(refused(mechanism, code, response.error_message.as_deref()));
            }
            let step = client.answered(&response.auth_bytes.0).map_err(|error| {
                let message = format!("{mechanism}: {error}");
                Error::new(ErrorKind::AuthenticationFailed, OPERATION, message)
            })?;
            match step {
                Step::Send(next) => message = next,
                Step::Done => return Ok(self.renewal(response.session_lifetime_ms)),
            }
        }
        let message = format!("{mechanism}: the broker does not come to an end");
        Err(Error::new(ErrorKind::AuthenticationFailed, OPERATION, message))
    }

    async fn handshake(&self, mechanism: &str, exchange: &mut impl Exchange) -> Result<()> {
        let request = SaslHandshakeRequest { mechanism: ByteString::from(mechanism) };
        let response = exchange.exchange(&request, HANDSHAKE).await?;
        let code = ErrorCode::from_code(response.error_code);
        let message = match code {
            ErrorCode::None => return Ok(()),
            ErrorCode::UnsupportedSaslMechanism => format!(
                "the broker does not take {mechanism}; it takes {}: set sasl_mechanism (sasl.mechanism)",
                response.mechanisms.iter().map(|name| &**name).collect::<Vec<_>>().join(", ")
            ),
            ErrorCode::IllegalSaslState => return Err(self.unwanted().of_code(code)),
            other => other.to_string(),
        };
        Err(Error::new(ErrorKind::AuthenticationFailed, OPERATION, message).of_code(code))
    }

    fn unwanted(&self) -> Error {
        let message = format!(
            "the broker wants no SASL on this port: set security_protocol (security.protocol) to {}, or \
             connect to the port that wants it",
            self.protocol.other_sasl().show()
        );
        Error::new(ErrorKind::AuthenticationFailed, OPERATION, message)
    }

    /// When to do it again: somewhat before the session ends, and not for all connections at once.
    fn renewal(&self, lifetime_ms: i64) -> Option<Duration> {
        let lifetime = u64::try_from(lifetime_ms).ok().filter(|lifetime| *lifetime > 0)?;
        let percent = 85 + self.rng.lock().below(11);
        Some(Duration::from_millis(lifetime.saturating_mul(percent) / 100))
    }

    async fn client(&self) -> Result<SaslClient> {
        Ok(match &self.proof {
            Proof::Plain(credentials) => {
                let (name, password) = credentials.parts();
                SaslClient::Plain(PlainClient::new(name, password))
            }
            Proof::Scram(hash, credentials) => {
                let (name, password) = credentials.parts();
                let mut rng = self.rng.lock();
                SaslClient::Scram(match credentials {
                    Credentials::Password { .. } => {
                        ScramClient::new(*hash, name, password, &mut rng)
                    }
                    Credentials::DelegationToken { .. } => {
                        ScramClient::of_token(*hash, name, password, &mut rng)
                    }
                })
            }
            Proof::OAuthBearer(tokens) => {
                let token = tokens.token().await?;
                let client = OAuthBearerClient::new(token.value.reveal(), token.extensions);
                SaslClient::OAuthBearer(client.map_err(|error| {
                    Error::new(ErrorKind::AuthenticationFailed, OPERATION, error.to_string())
                })?)
            }
        })
    }
}

impl Credentials {
    fn parts(&self) -> (&str, &str) {
        match self {
            Self::Password { username, password } => (username, password.reveal()),
            Self::DelegationToken { id, hmac } => (id, hmac.reveal()),
        }
    }
}

impl Tokens {
    async fn token(&self) -> Result<OAuthToken> {
        let mut known = self.known.lock().await;
        let now = clock::system();
        if let Some((token, since)) = &*known
            && let Some(end) = token.expires_at
        {
            let whole = end.duration_since(*since).unwrap_or_default();
            if now.duration_since(*since).is_ok_and(|used| used < whole.mul_f64(0.8)) {
                return Ok(token.clone());
            }
        }
        match self.provider.token().await {
            Ok(token) => {
                *known = Some((token.clone(), now));
                Ok(token)
            }
            Err(error) => {
                let valid = known.as_ref().filter(|(token, _)| {
                    token.expires_at.is_some_and(|end| now + VALIDITY_MIN < end)
                });
                if let Some((token, _)) = valid {
                    tracing::warn!(%error, "no new token for OAUTHBEARER: the old one is valid still");
                    return Ok(token.clone());
                }
                let message = format!("no token for OAUTHBEARER: {error}");
                Err(Error::new(ErrorKind::AuthenticationFailed, OPERATION, message))
            }
        }
    }
}

fn refused(mechanism: &str, code: ErrorCode, said: Option<&str>) -> Error {
    let said = said.filter(|said| !said.is_empty()).map_or_else(|| code.to_string(), str::to_owned);
    let message = format!("the broker refused the client's {mechanism} credentials: {said}");
    Error::new(ErrorKind::AuthenticationFailed, OPERATION, message).of_code(code)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use async_trait::async_trait;

    use super::*;

    /// Gives one token, and fails from then on.
    #[derive(Debug)]
    struct Once(AtomicU32, Duration);

    #[async_trait]
    impl TokenProvider for Once {
        async fn token(&self) -> Result<OAuthToken, Box<dyn std::error::Error + Send + Sync>> {
            match self.0.fetch_add(1, Ordering::Relaxed) {
                0 => Ok(OAuthToken {
                    value: "first".into(),
                    expires_at: Some(clock::system() + self.1),
                    extensions: Default::default(),
                }),
                _ => Err("the endpoint is down".into()),
            }
        }
    }

    async fn twice(lifetime: Duration, used: Duration) -> Result<OAuthToken> {
        let provider = Arc::new(Once(AtomicU32::new(0), lifetime));
        let tokens = Tokens { provider, known: tokio::sync::Mutex::default() };
        tokens.token().await.unwrap();
        if let Some((token, since)) = &mut *tokens.known.lock().await {
            token.expires_at = token.expires_at.map(|end| end - used);
            *since -= used;
        }
        tokens.token().await
    }

    #[tokio::test]
    async fn a_token_that_is_valid_still_is_used_while_there_is_no_new_one() {
        let hour = Duration::from_secs(3_600);
        assert_eq!(twice(hour, hour.mul_f64(0.9)).await.unwrap().value.reveal(), "first");
        let error = twice(hour, hour).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::AuthenticationFailed);
        assert!(error.to_string().contains("the endpoint is down"), "{error}");
    }
}
