//! Delegation tokens: secrets of bounded life with which others act as a user (KIP-48).

use std::{fmt, time::Duration};

use bytestring::ByteString;
use ottla_core::{
    protocol::{
        codec::Secret,
        messages::{
            CreateDelegationTokenRequest, CreateDelegationTokenResponse,
            DescribeDelegationTokenRequest, ExpireDelegationTokenRequest,
            RenewDelegationTokenRequest, create_delegation_token_request::CreatableRenewers,
            describe_delegation_token_request::DescribeDelegationTokenOwner,
            describe_delegation_token_response::DescribedDelegationToken,
        },
    },
    security::sasl::token_password,
};

use super::{Admin, call::judged};
use crate::{Error, ErrorKind, Result, driver::cluster::Target};

const CREATE: &str = "create a delegation token";
const RENEW: &str = "renew a delegation token";
const EXPIRE: &str = "expire a delegation token";
const DESCRIBE: &str = "describe delegation tokens";
/// The oldest CreateDelegationToken that names an owner.
const OWNER_SINCE: i16 = 3;
/// The broker's own: `delegation.token.max.lifetime.ms`, `delegation.token.expiry.time.ms`.
const BROKERS_OWN: i64 = -1;

/// Somebody, as brokers know them.
///
/// ```
/// use ottla::admin::Principal;
///
/// assert_eq!(Principal::user("alice").to_string(), "User:alice");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Principal {
    /// What they are: `User`.
    pub kind: ByteString,
    /// Their name.
    pub name: ByteString,
}

impl Principal {
    /// A user.
    #[must_use]
    pub fn user(name: impl Into<ByteString>) -> Self {
        Self { kind: "User".into(), name: name.into() }
    }
}

impl fmt::Display for Principal {
    /// As `User:alice`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind, self.name)
    }
}

/// A token that [`Admin::create_delegation_token`] is to make. The default belongs to whoever asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewDelegationToken {
    /// Whom it belongs to; `None` for who asks (others: KIP-373, brokers from 3.3 on).
    pub owner: Option<Principal>,
    /// Who may renew it besides the owner.
    pub renewers: Vec<Principal>,
    /// After how long it cannot be renewed any more; `None` for the broker's `delegation.token.max.lifetime.ms`.
    pub lifetime_max: Option<Duration>,
}

/// A token, as [`Admin::create_delegation_token`] makes it (KIP-48).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DelegationToken {
    /// Its id: the user name of SASL/SCRAM.
    pub id: ByteString,
    /// The secret that belongs to it: in base64 the password of SASL/SCRAM
    /// ([`DelegationToken::hmac_as_base64`]).
    pub hmac: Secret,
    /// Whom it belongs to.
    pub owner: Principal,
    /// Who asked for it; the owner where brokers are too old to tell.
    pub requester: Principal,
    /// Who may renew it besides the owner.
    pub renewers: Vec<Principal>,
    /// When it was made, in milliseconds since 1970.
    pub issued_at: i64,
    /// When it ends unless it is renewed, in milliseconds since 1970.
    pub expires_at: i64,
    /// When it ends at last, in milliseconds since 1970.
    pub expires_at_max: i64,
}

impl DelegationToken {
    /// The password of SASL/SCRAM that goes with the id: `sasl_jaas_config` has both, with `tokenauth="true"`.
    ///
    /// ```no_run
    /// # async fn example(client: ottla::Client) -> ottla::Result<()> {
    /// use ottla::{ClientOptions, SaslMechanism, SecurityProtocol, admin::NewDelegationToken};
    ///
    /// let token = client.admin().create_delegation_token(NewDelegationToken::default()).await?;
    /// let config = format!(
    ///     "org.apache.kafka.common.security.scram.ScramLoginModule required \
    ///      username=\"{}\" password=\"{}\" tokenauth=\"true\";",
    ///     token.id,
    ///     token.hmac_as_base64().reveal(),
    /// );
    /// let options = ClientOptions {
    ///     security_protocol: SecurityProtocol::SaslSsl,
    ///     sasl_mechanism: Some(SaslMechanism::ScramSha256),
    ///     sasl_jaas_config: Some(config.into()),
    ///     ..Default::default()
    /// };
    /// # drop(options);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn hmac_as_base64(&self) -> crate::Secret {
        token_password(self.hmac.reveal()).into()
    }
}

impl Admin {
    /// Makes a token. After a lost answer another attempt makes another one, and the first expires unused.
    ///
    /// ```no_run
    /// # async fn example(client: ottla::Client) -> ottla::Result<()> {
    /// use std::time::Duration;
    ///
    /// use ottla::admin::{NewDelegationToken, Principal};
    ///
    /// let admin = client.admin();
    /// let new = NewDelegationToken { renewers: vec![Principal::user("jobs")], ..Default::default() };
    /// let token = admin.create_delegation_token(new).await?;
    /// let until = admin.renew_delegation_token(&token.hmac, Some(Duration::from_secs(3_600))).await?;
    /// println!("{} ends at {until}", token.id);
    /// admin.expire_delegation_token(&token.hmac, None).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The codes DelegationTokenAuthDisabled if the cluster has none, DelegationTokenRequestNotAllowed on a
    /// connection without SASL or TLS certificates, or that is let in by a token itself, InvalidPrincipalType; `NotAuthorized`. `TimedOut` after
    /// `api_timeout`.
    pub async fn create_delegation_token(
        &self,
        new: NewDelegationToken,
    ) -> Result<DelegationToken> {
        let renewer = |one: &Principal| CreatableRenewers {
            principal_type: one.kind.clone(),
            principal_name: one.name.clone(),
        };
        let request = CreateDelegationTokenRequest {
            owner_principal_type: new.owner.as_ref().map(|owner| owner.kind.clone()),
            owner_principal_name: new.owner.as_ref().map(|owner| owner.name.clone()),
            renewers: new.renewers.iter().map(renewer).collect(),
            max_lifetime_ms: new.lifetime_max.map_or(BROKERS_OWN, millis),
        };
        let timeout = self.cluster.options.request_timeout;
        let response = self.retried(CREATE, || async {
            let connection = self.cluster.connection(Target::Any).await?;
            let version = connection.versions().newest::<CreateDelegationTokenRequest>()?;
            if new.owner.is_some() && version < OWNER_SINCE {
                let message = "the broker is too old to make tokens for others";
                return Err(Error::new(ErrorKind::Unsupported, CREATE, message));
            }
            let response = connection.submit(&request, version)?.answer(timeout).await?;
            judged(CREATE, response.error_code, None)?;
            Ok(response)
        });
        Ok(created(response.await?, new.renewers))
    }

    /// Puts the end of a token off, and gives the new one, in milliseconds since 1970. Without `period` by the
    /// broker's `delegation.token.expiry.time.ms`. Who has kept the password of the token makes `hmac` of it:
    /// `Secret::from` takes the bytes that it stands for in base64.
    /// An example is at [`Admin::create_delegation_token`].
    ///
    /// # Errors
    /// The codes DelegationTokenNotFound, DelegationTokenExpired, DelegationTokenOwnerMismatch for who may not renew
    /// it, and those of [`Admin::create_delegation_token`]. `TimedOut` after `api_timeout`.
    pub async fn renew_delegation_token(
        &self,
        hmac: &Secret,
        period: Option<Duration>,
    ) -> Result<i64> {
        let renew_period_ms = period.map_or(BROKERS_OWN, millis);
        let request = RenewDelegationTokenRequest { hmac: hmac.clone(), renew_period_ms };
        self.retried(RENEW, || async {
            let response = self.cluster.request(Target::Any, &request).await?;
            judged(RENEW, response.error_code, None)?;
            Ok(response.expiry_timestamp_ms)
        })
        .await
    }

    /// Has a token end after `period`, or now without one; gives when, in milliseconds since 1970.
    /// An example is at [`Admin::create_delegation_token`].
    ///
    /// # Errors
    /// As [`Admin::renew_delegation_token`]; DelegationTokenNotFound also where the answer to an earlier attempt
    /// was lost.
    pub async fn expire_delegation_token(
        &self,
        hmac: &Secret,
        period: Option<Duration>,
    ) -> Result<i64> {
        // Below zero means now.
        let expiry_time_period_ms = period.map_or(-1, millis);
        let request = ExpireDelegationTokenRequest { hmac: hmac.clone(), expiry_time_period_ms };
        self.retried(EXPIRE, || async {
            let response = self.cluster.request(Target::Any, &request).await?;
            judged(EXPIRE, response.error_code, None)?;
            Ok(response.expiry_timestamp_ms)
        })
        .await
    }

    /// All tokens that the principal may see.
    ///
    /// ```no_run
    /// # async fn example(client: ottla::Client) -> ottla::Result<()> {
    /// for token in client.admin().describe_delegation_tokens().await? {
    ///     println!("{} of {} ends at {}", token.id, token.owner, token.expires_at);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The codes of [`Admin::create_delegation_token`]. `TimedOut` after `api_timeout`.
    pub async fn describe_delegation_tokens(&self) -> Result<Vec<DelegationToken>> {
        self.tokens(None).await
    }

    /// The tokens of these owners that the principal may see.
    ///
    /// # Errors
    /// As [`Admin::describe_delegation_tokens`].
    pub async fn describe_delegation_tokens_of(
        &self,
        owners: impl IntoIterator<Item = Principal>,
    ) -> Result<Vec<DelegationToken>> {
        let owner = |owner: Principal| DescribeDelegationTokenOwner {
            principal_type: owner.kind,
            principal_name: owner.name,
        };
        self.tokens(Some(owners.into_iter().map(owner).collect())).await
    }

    async fn tokens(
        &self,
        owners: Option<Vec<DescribeDelegationTokenOwner>>,
    ) -> Result<Vec<DelegationToken>> {
        let request = DescribeDelegationTokenRequest { owners };
        let response = self.retried(DESCRIBE, || async {
            let response = self.cluster.request(Target::Any, &request).await?;
            judged(DESCRIBE, response.error_code, None)?;
            Ok(response)
        });
        Ok(response.await?.tokens.into_iter().map(described).collect())
    }
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

fn created(response: CreateDelegationTokenResponse, renewers: Vec<Principal>) -> DelegationToken {
    let owner = Principal { kind: response.principal_type, name: response.principal_name };
    let requester = Principal {
        kind: response.token_requester_principal_type,
        name: response.token_requester_principal_name,
    };
    DelegationToken {
        id: response.token_id,
        hmac: response.hmac,
        requester: if requester.name.is_empty() { owner.clone() } else { requester },
        owner,
        renewers,
        issued_at: response.issue_timestamp_ms,
        expires_at: response.expiry_timestamp_ms,
        expires_at_max: response.max_timestamp_ms,
    }
}

fn described(token: DescribedDelegationToken) -> DelegationToken {
    let owner = Principal { kind: token.principal_type, name: token.principal_name };
    let requester = Principal {
        kind: token.token_requester_principal_type,
        name: token.token_requester_principal_name,
    };
    let renewers = token
        .renewers
        .into_iter()
        .map(|one| Principal { kind: one.principal_type, name: one.principal_name });
    DelegationToken {
        id: token.token_id,
        hmac: token.hmac,
        requester: if requester.name.is_empty() { owner.clone() } else { requester },
        owner,
        renewers: renewers.collect(),
        issued_at: token.issue_timestamp,
        expires_at: token.expiry_timestamp,
        expires_at_max: token.max_timestamp,
    }
}
