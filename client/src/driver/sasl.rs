//! SASL over a connection (KIP-43, KIP-152): which mechanism, its messages, and when to do it again
//! (KIP-368). It runs before anybody else may use a connection, and again between two requests before the
//! broker's patience with the session ends.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
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
/// What a token has to last for so that another one is not asked for: its session must not end before brokers
/// let it be renewed.
const VALIDITY_WANTED: Duration = Duration::from_secs(3);
/// Brokers refuse a second renewal within a second, as if they had no SASL.
const RENEWAL_MIN: Duration = Duration::from_secs(1);
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

/// Which time it is on a connection that the client proves who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Session {
    /// Before anybody else may use it.
    First,
    /// Between two requests.
    Renewed,
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
    /// Whether the provider has been asked and has not answered.
    asked: AtomicBool,
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
                Proof::OAuthBearer(Tokens::of(provider))
            }
        };
        Ok(Some(Arc::new(Self { protocol, proof, rng: Mutex::new(rng) })))
    }

    /// What has not come to an end, if proving who the client is has not.
    pub(crate) fn waits_for(&self) -> &'static str {
        match &self.proof {
            Proof::OAuthBearer(tokens) if tokens.asked.load(Ordering::Relaxed) => {
                "the provider of tokens, or the token endpoint, has given no token"
            }
            Proof::OAuthBearer(_) | Proof::Plain(_) | Proof::Scram(..) => {
                "authentication by SASL did not come to an end"
            }
        }
    }

    /// Proves who the client is; gives the time after which it has to be done again, if there is one.
    ///
    /// # Errors
    /// `AuthenticationFailed` with the broker's words; what breaks the connection.
    pub(crate) async fn run(
        &self,
        session: Session,
        versions: &BrokerVersions,
        exchange: &mut impl Exchange,
    ) -> Result<Option<Duration>> {
        let mut client = self.client().await?;
        let mechanism = client.mechanism();
        self.handshake(session, mechanism, exchange).await.map_err(|error| {
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
                Step::Done => return Ok(self.renewal(session, response.session_lifetime_ms)),
            }
        }
        let message = format!("{mechanism}: the broker does not come to an end");
        Err(Error::new(ErrorKind::AuthenticationFailed, OPERATION, message))
    }

    async fn handshake(
        &self,
        session: Session,
        mechanism: &str,
        exchange: &mut impl Exchange,
    ) -> Result<()> {
        let request = SaslHandshakeRequest { mechanism: ByteString::from(mechanism) };
        let response = exchange.exchange(&request, HANDSHAKE).await?;
        let code = ErrorCode::from_code(response.error_code);
        let message = match code {
            ErrorCode::None => return Ok(()),
            ErrorCode::UnsupportedSaslMechanism => format!(
                "the broker does not take {mechanism}; it takes {}: set sasl_mechanism (sasl.mechanism)",
                response.mechanisms.iter().map(|name| &**name).collect::<Vec<_>>().join(", ")
            ),
            ErrorCode::IllegalSaslState => match session {
                Session::First => return Err(self.unwanted().of_code(code)),
                Session::Renewed => {
                    let message = "the broker does not let the session be renewed: another connection \
                                   begins one anew";
                    let error = Error::new(ErrorKind::Unreachable, OPERATION, message);
                    return Err(error.of_code(code));
                }
            },
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
    fn renewal(&self, session: Session, lifetime_ms: i64) -> Option<Duration> {
        let lifetime = u64::try_from(lifetime_ms).ok().filter(|lifetime| *lifetime > 0)?;
        let percent = 85 + self.rng.lock().below(11);
        let after = Duration::from_millis(lifetime.saturating_mul(percent) / 100);
        Some(match session {
            Session::First => after,
            Session::Renewed => after.max(RENEWAL_MIN),
        })
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
    fn of(provider: Arc<dyn TokenProvider>) -> Self {
        Self { provider, known: tokio::sync::Mutex::default(), asked: AtomicBool::new(false) }
    }

    async fn token(&self) -> Result<OAuthToken> {
        let mut known = self.known.lock().await;
        let now = clock::system();
        if let Some((token, since)) = &*known
            && let Some(end) = token.expires_at
        {
            let whole = end.duration_since(*since).unwrap_or_default();
            let is_young = now.duration_since(*since).is_ok_and(|used| used < whole.mul_f64(0.8));
            if is_young && now + VALIDITY_WANTED < end {
                return Ok(token.clone());
            }
        }
        self.asked.store(true, Ordering::Relaxed);
        let answered = self.provider.token().await;
        self.asked.store(false, Ordering::Relaxed);
        match answered {
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
    use std::sync::atomic::AtomicU32;

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
        let tokens = Tokens::of(provider);
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

    /// Gives tokens of this lifetime, each called by its number.
    #[derive(Debug)]
    struct Counting(AtomicU32, Duration);

    #[async_trait]
    impl TokenProvider for Counting {
        async fn token(&self) -> Result<OAuthToken, Box<dyn std::error::Error + Send + Sync>> {
            Ok(OAuthToken {
                value: self.0.fetch_add(1, Ordering::Relaxed).to_string().into(),
                expires_at: Some(clock::system() + self.1),
                extensions: Default::default(),
            })
        }
    }

    #[tokio::test]
    async fn a_token_whose_session_would_end_before_it_can_be_renewed_is_not_used_again() {
        for (lifetime, second) in [(60, "0"), (4, "0"), (2, "1")] {
            let provider = Counting(AtomicU32::new(0), Duration::from_secs(lifetime));
            let tokens = Tokens::of(Arc::new(provider));
            assert_eq!(tokens.token().await.unwrap().value.reveal(), "0");
            assert_eq!(tokens.token().await.unwrap().value.reveal(), second, "{lifetime} s");
        }
    }

    /// A broker that does not let anybody prove anything now.
    struct NotNow;

    impl Exchange for NotNow {
        async fn exchange<R: CalledRequest + Sync>(
            &mut self,
            _: &R,
            version: i16,
        ) -> Result<R::Response> {
            // SaslHandshakeResponse: the code, and no mechanisms.
            let mut frame = vec![0, 0, 0, 0];
            frame.extend(ErrorCode::IllegalSaslState.code().to_be_bytes());
            frame.extend([0, 0, 0, 0]);
            let response = ottla_core::protocol::decode_response::<R>(frame.into(), version, 0);
            Ok(response.unwrap())
        }
    }

    fn authenticator() -> Arc<Authenticator> {
        let options = ClientOptions {
            security_protocol: SecurityProtocol::SaslSsl,
            sasl_mechanism: Some(SaslMechanism::Plain),
            sasl_username: Some("alice".into()),
            sasl_password: Some("secret".into()),
            ..Default::default()
        };
        Authenticator::new(&options, Rng::from_seed(1)).unwrap().unwrap()
    }

    #[tokio::test]
    async fn a_session_that_cannot_be_renewed_now_does_not_mean_that_there_is_no_sasl() {
        let refused = async |session| {
            let authenticator = authenticator();
            authenticator.handshake(session, "PLAIN", &mut NotNow).await.unwrap_err()
        };
        let first = refused(Session::First).await;
        assert_eq!(first.kind(), ErrorKind::AuthenticationFailed);
        assert!(first.to_string().contains("wants no SASL"), "{first}");
        let renewed = refused(Session::Renewed).await;
        assert_eq!(renewed.kind(), ErrorKind::Unreachable);
        assert_eq!(renewed.advice(), crate::Advice::Retry);
        assert!(!renewed.to_string().contains("wants no SASL"), "{renewed}");
    }

    #[test]
    fn sessions_are_renewed_before_their_end_and_not_twice_within_a_second() {
        let authenticator = authenticator();
        let renewal = |session, lifetime| authenticator.renewal(session, lifetime).unwrap();
        assert_eq!(authenticator.renewal(Session::First, 0), None);
        for session in [Session::First, Session::Renewed] {
            let minute = renewal(session, 60_000).as_millis();
            assert!((51_000..60_000).contains(&minute), "{minute}");
        }
        assert!(renewal(Session::First, 500) < Duration::from_millis(500));
        assert_eq!(renewal(Session::Renewed, 500), RENEWAL_MIN);
    }
}
