//! Passwords for SASL/SCRAM that the cluster knows.

use super::{
    Admin, Refusal,
    call::{all, each, invalid, refusals},
};
use crate::{Bytes, Result};
use ottla::admin;

/// How a password is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScramMechanism {
    /// `SCRAM-SHA-256`.
    Sha256,
    /// `SCRAM-SHA-512`.
    Sha512,
}

/// A password that the cluster knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScramCredential {
    /// How it is kept.
    pub mechanism: ScramMechanism,
    /// How often it is hashed.
    pub iterations: i32,
}

/// The passwords of a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScramCredentials {
    /// The user.
    pub user: String,
    /// One for each mechanism.
    pub credentials: Vec<ScramCredential>,
}

/// Users that were asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScramDescriptions {
    /// Those that have passwords.
    pub found: Vec<ScramCredentials>,
    /// The others.
    pub refused: Vec<Refusal>,
}

/// A change of a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScramAlteration {
    /// The user.
    pub user: String,
    /// How the password is kept.
    pub mechanism: ScramMechanism,
    /// The password; null to delete it.
    pub password: Option<Bytes>,
    /// How often it is hashed; 4096 where it is not said.
    pub iterations: Option<i32>,
    /// What it is hashed with; something by chance where it is not said.
    pub salt: Option<Bytes>,
}

impl Admin {
    /// How the passwords of users are kept; of all users, if none is named.
    pub async fn describe_scram_credentials(
        &self,
        users: Vec<String>,
    ) -> Result<ScramDescriptions> {
        let client = self.client("describe SCRAM credentials")?;
        let outcomes = match users.is_empty() {
            true => {
                let found = client.describe_all_scram_credentials().await?;
                found.into_iter().map(|(user, found)| (user, Ok(found))).collect()
            }
            false => client.describe_scram_credentials(users).each().await,
        };
        let (found, refused) = each(outcomes, |user, found| ScramCredentials {
            user: user.to_string(),
            credentials: all(found),
        });
        Ok(ScramDescriptions { found, refused })
    }

    /// Sets and deletes passwords; tells of users where that did not work.
    pub async fn alter_scram_credentials(
        &self,
        alterations: Vec<ScramAlteration>,
    ) -> Result<Vec<Refusal>> {
        let client = self.client("alter SCRAM credentials")?;
        let alterations = alterations.into_iter().map(ScramAlteration::of_client);
        let alterations = alterations.collect::<Result<Vec<_>>>()?;
        Ok(refusals(client.alter_scram_credentials(alterations).each().await))
    }
}

impl ScramAlteration {
    fn of_client(self) -> Result<admin::ScramAlteration> {
        let Self { user, mechanism, password, iterations, salt } = self;
        let mechanism = mechanism.into();
        let Some(password) = password else {
            if iterations.is_some() || salt.is_some() {
                let message = format!(
                    "{user}: `iterations` and `salt` belong to a password, and there is none"
                );
                return Err(invalid("alter SCRAM credentials", message));
            }
            return Ok(admin::ScramAlteration::delete(user, mechanism));
        };
        let mut alteration = admin::ScramAlteration::set(user, mechanism, password);
        if let Some(iterations) = iterations {
            alteration = alteration.iterations(iterations);
        }
        if let Some(salt) = salt {
            alteration = alteration.salt(salt);
        }
        Ok(alteration)
    }
}

impl From<admin::ScramCredential> for ScramCredential {
    fn from(credential: admin::ScramCredential) -> Self {
        let mechanism = match credential.mechanism {
            admin::ScramMechanism::Sha256 => ScramMechanism::Sha256,
            admin::ScramMechanism::Sha512 => ScramMechanism::Sha512,
            other => unreachable!("{other:?} is not in the API"),
        };
        Self { mechanism, iterations: credential.iterations }
    }
}

impl From<ScramMechanism> for admin::ScramMechanism {
    fn from(mechanism: ScramMechanism) -> Self {
        match mechanism {
            ScramMechanism::Sha256 => Self::Sha256,
            ScramMechanism::Sha512 => Self::Sha512,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_the_client_knows_is_in_the_api() {
        let known = (i8::MIN..=i8::MAX).filter_map(admin::ScramMechanism::from_code);
        let credential = |mechanism| admin::ScramCredential { mechanism, iterations: 4096 };
        assert_eq!(known.map(credential).map(ScramCredential::from).count(), 2);
    }
}
