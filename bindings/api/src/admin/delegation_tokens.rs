//! Tokens that stand for somebody.

use super::{
    Admin,
    call::{all, duration},
};
use crate::{Bytes, Result};
use ottla::admin;

/// Somebody, as brokers know them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Principal {
    /// What they are: `User`.
    pub kind: String,
    /// Their name.
    pub name: String,
}

/// A token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DelegationToken {
    /// Its id: the user name of SASL/SCRAM.
    pub id: String,
    /// The secret that belongs to it: in base64 the password of SASL/SCRAM.
    pub hmac: Bytes,
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

impl Admin {
    /// Makes a token: for whoever asks, if no owner is named, and for as long as brokers let it be, if it is not said.
    pub async fn create_delegation_token(
        &self,
        owner: Option<Principal>,
        renewers: Vec<Principal>,
        lifetime_max_ms: Option<i64>,
    ) -> Result<DelegationToken> {
        const OPERATION: &str = "create a delegation token";
        let client = self.client(OPERATION)?;
        let lifetime_max = lifetime_max_ms.map(|time| duration(OPERATION, time)).transpose()?;
        let new = admin::NewDelegationToken {
            owner: owner.map(Into::into),
            renewers: all(renewers),
            lifetime_max,
        };
        Ok(client.create_delegation_token(new).await?.into())
    }

    /// Renews a token; tells when it ends now, in milliseconds since 1970.
    pub async fn renew_delegation_token(&self, hmac: Bytes, period_ms: Option<i64>) -> Result<i64> {
        const OPERATION: &str = "renew a delegation token";
        let client = self.client(OPERATION)?;
        let period = period_ms.map(|time| duration(OPERATION, time)).transpose()?;
        client.renew_delegation_token(&hmac.into(), period).await
    }

    /// Has a token end after so many milliseconds, or at once; tells when, in milliseconds since 1970.
    pub async fn expire_delegation_token(
        &self,
        hmac: Bytes,
        period_ms: Option<i64>,
    ) -> Result<i64> {
        const OPERATION: &str = "expire a delegation token";
        let client = self.client(OPERATION)?;
        let period = period_ms.map(|time| duration(OPERATION, time)).transpose()?;
        client.expire_delegation_token(&hmac.into(), period).await
    }

    /// The tokens that one may know of; only those of these owners, if some are named.
    pub async fn describe_delegation_tokens(
        &self,
        owners: Vec<Principal>,
    ) -> Result<Vec<DelegationToken>> {
        let client = self.client("describe delegation tokens")?;
        let found = match owners.is_empty() {
            true => client.describe_delegation_tokens().await?,
            false => {
                let owners = owners.into_iter().map(Into::into);
                client.describe_delegation_tokens_of(owners).await?
            }
        };
        Ok(all(found))
    }
}

impl From<admin::Principal> for Principal {
    fn from(principal: admin::Principal) -> Self {
        Self { kind: principal.kind.to_string(), name: principal.name.to_string() }
    }
}

impl From<Principal> for admin::Principal {
    fn from(principal: Principal) -> Self {
        Self { kind: principal.kind.into(), name: principal.name.into() }
    }
}

impl From<admin::DelegationToken> for DelegationToken {
    fn from(token: admin::DelegationToken) -> Self {
        Self {
            id: token.id.to_string(),
            hmac: token.hmac.reveal().clone(),
            owner: token.owner.into(),
            requester: token.requester.into(),
            renewers: all(token.renewers),
            issued_at: token.issued_at,
            expires_at: token.expires_at,
            expires_at_max: token.expires_at_max,
        }
    }
}
