//! Passwords of users for SASL/SCRAM (KIP-554). The client salts them; brokers never see them.

use std::{collections::BTreeMap, fmt};

use bytes::Bytes;
use bytestring::ByteString;
use ottla_core::{
    model::ErrorCode,
    protocol::{
        codec::Secret,
        messages::{
            AlterUserScramCredentialsRequest, AlterUserScramCredentialsResponse,
            DescribeUserScramCredentialsRequest, DescribeUserScramCredentialsResponse,
            alter_user_scram_credentials_request::{
                ScramCredentialDeletion, ScramCredentialUpsertion,
            },
            describe_user_scram_credentials_request::UserName,
            describe_user_scram_credentials_response::DescribeUserScramCredentialsResult,
        },
    },
    security::sasl::{ScramHash, salted_password},
};

use super::{
    Admin, PerItem,
    call::{corrupt, judged},
    settle::Answers,
    wire_enum::wire_enum,
};
use crate::{
    Error, ErrorKind, Result,
    driver::{clock, cluster::Target},
};

const DESCRIBE: &str = "describe SCRAM credentials";
const ALTER: &str = "alter SCRAM credentials";
const SALT_LENGTH: usize = 24;

wire_enum! {
    /// A way to prove a password ([`ScramAlteration`]).
    pub enum ScramMechanism {
        /// SCRAM-SHA-256.
        Sha256 = 1,
        /// SCRAM-SHA-512.
        Sha512 = 2,
    }
}

/// What the cluster knows of a password: not the password. [`Admin::describe_scram_credentials`] tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScramCredential {
    /// How it is proven.
    pub mechanism: ScramMechanism,
    /// How often it was hashed.
    pub iterations: i32,
}

/// A change of a user's passwords.
///
/// ```no_run
/// # async fn example(client: ottla::Client) -> ottla::Result<()> {
/// use ottla::admin::{ScramAlteration, ScramMechanism};
///
/// let changes = [
///     ScramAlteration::set("alice", ScramMechanism::Sha512, "correct horse"),
///     ScramAlteration::delete("bob", ScramMechanism::Sha256),
/// ];
/// client.admin().alter_scram_credentials(changes).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct ScramAlteration {
    user: ByteString,
    mechanism: ScramMechanism,
    change: Change,
}

#[derive(Clone, PartialEq, Eq)]
enum Change {
    Set { password: Secret, iterations: i32, salt: Option<Bytes> },
    Delete,
}

impl ScramAlteration {
    /// The fewest iterations that brokers allow.
    pub const ITERATIONS_MIN: i32 = 4_096;
    /// The most that they allow.
    pub const ITERATIONS_MAX: i32 = 16_384;

    /// Gives a user a password, hashed 4096 times with a random salt.
    #[must_use]
    pub fn set(
        user: impl Into<ByteString>,
        mechanism: ScramMechanism,
        password: impl AsRef<[u8]>,
    ) -> Self {
        let password = Secret(Bytes::copy_from_slice(password.as_ref()));
        let change = Change::Set { password, iterations: Self::ITERATIONS_MIN, salt: None };
        Self { user: user.into(), mechanism, change }
    }

    /// Takes a user's password away.
    #[must_use]
    pub fn delete(user: impl Into<ByteString>, mechanism: ScramMechanism) -> Self {
        Self { user: user.into(), mechanism, change: Change::Delete }
    }

    /// Hashes the password that often: 4096 to 16384 times.
    #[must_use]
    pub fn iterations(mut self, count: i32) -> Self {
        if let Change::Set { iterations, .. } = &mut self.change {
            *iterations = count;
        }
        self
    }

    /// Salts the password with these bytes in place of random ones.
    #[must_use]
    pub fn salt(mut self, bytes: impl Into<Bytes>) -> Self {
        if let Change::Set { salt, .. } = &mut self.change {
            *salt = Some(bytes.into());
        }
        self
    }
}

impl fmt::Debug for ScramAlteration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let change = match self.change {
            Change::Set { .. } => "set",
            Change::Delete => "delete",
        };
        write!(f, "ScramAlteration({change} {:?} of {})", self.mechanism, self.user)
    }
}

impl Admin {
    /// For which mechanisms users have passwords.
    ///
    /// ```no_run
    /// # async fn example(client: ottla::Client) -> ottla::Result<()> {
    /// for known in client.admin().describe_scram_credentials(["alice"]).one().await? {
    ///     println!("{:?}, hashed {} times", known.mechanism, known.iterations);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The code ResourceNotFound for a user who has none; `NotAuthorized`; `Corrupt` for a mechanism that is not
    /// known; `TimedOut` after `api_timeout`.
    pub fn describe_scram_credentials<S: AsRef<str>>(
        &self,
        users: impl IntoIterator<Item = S>,
    ) -> PerItem<ByteString, Vec<ScramCredential>> {
        let users = users.into_iter().map(|user| (ByteString::from(user.as_ref()), ()));
        let items = self.items(DESCRIBE, users, |error, user| error.with("user", user));
        items.settle(|cluster, pending, _| async move {
            let users = pending.into_keys().map(|name| UserName { name }).collect();
            let request = DescribeUserScramCredentialsRequest { users: Some(users) };
            described(cluster.request(Target::Any, &request).await?)
        })
    }

    /// All users who have passwords.
    /// Otherwise as [`Admin::describe_scram_credentials`].
    ///
    /// # Errors
    /// `NotAuthorized`; `Corrupt` for a mechanism that is not known; `TimedOut` after `api_timeout`.
    pub async fn describe_all_scram_credentials(
        &self,
    ) -> Result<BTreeMap<ByteString, Vec<ScramCredential>>> {
        let request = DescribeUserScramCredentialsRequest { users: None };
        let answers = self.retried(DESCRIBE, || async {
            described(self.cluster.request(Target::Any, &request).await?)
        });
        let answers = answers.await?.into_iter();
        let user = |(user, outcome): (ByteString, Result<_>)| match outcome {
            Ok(credentials) => Ok((user, credentials)),
            Err(error) => Err(error.with("user", user)),
        };
        answers.map(user).collect()
    }

    /// Gives users passwords, and takes them away ([`ScramAlteration`]): one change of each user.
    ///
    /// # Errors
    /// `InvalidInput` for an empty name or password; the codes DuplicateResource for a user with several changes,
    /// none of which is made, UnacceptableCredential for a number of iterations
    /// that brokers do not allow, ResourceNotFound for a password that is not there; `NotAuthorized`.
    /// `TimedOut` after `api_timeout`.
    pub fn alter_scram_credentials(
        &self,
        alterations: impl IntoIterator<Item = ScramAlteration>,
    ) -> PerItem<ByteString, ()> {
        let mut users: BTreeMap<ByteString, Vec<ScramAlteration>> = BTreeMap::new();
        let mut order = Vec::new();
        for alteration in alterations {
            order.push(alteration.user.clone());
            users.entry(alteration.user.clone()).or_default().push(alteration);
        }
        let users = order.into_iter().filter_map(move |user| users.remove_entry(&user));
        let items = self.items(ALTER, users, |error, user| error.with("user", user));
        items.settle(|cluster, pending, _| async move {
            let (mut request, mut answers) =
                (AlterUserScramCredentialsRequest::default(), Answers::new());
            for (user, alterations) in pending {
                if let Err(error) = add(&mut request, &alterations) {
                    answers.insert(user, Err(error));
                }
            }
            if !request.upsertions.is_empty() || !request.deletions.is_empty() {
                answers.extend(altered(cluster.request(Target::Any, &request).await?));
            }
            Ok(answers)
        })
    }
}

/// Adds a user's changes to the request, all of them or none.
fn add(
    request: &mut AlterUserScramCredentialsRequest,
    alterations: &[ScramAlteration],
) -> Result<()> {
    let wrong = |message: &str| Err(Error::new(ErrorKind::InvalidInput, ALTER, message));
    let (mut upsertions, mut deletions) = (Vec::new(), Vec::new());
    for ScramAlteration { user, mechanism, change } in alterations {
        if user.is_empty() {
            return wrong("a user has to have a name");
        }
        let (name, mechanism_code) = (user.clone(), mechanism.code());
        match change {
            Change::Delete => {
                deletions.push(ScramCredentialDeletion { name, mechanism: mechanism_code });
            }
            Change::Set { password, .. } if password.reveal().is_empty() => {
                return wrong("a password must not be empty");
            }
            Change::Set { iterations, .. }
                if !(1..=ScramAlteration::ITERATIONS_MAX).contains(iterations) =>
            {
                let code = ErrorCode::UnacceptableCredential;
                return Err(Error::from_code(ALTER, code, Some("too many or too few iterations")));
            }
            Change::Set { password, iterations, salt } => {
                let salt = match salt {
                    Some(salt) => salt.clone(),
                    None => random_salt(),
                };
                let rounds = iterations.unsigned_abs();
                let salted = salted(*mechanism, password.reveal(), &salt, rounds);
                upsertions.push(ScramCredentialUpsertion {
                    name,
                    mechanism: mechanism_code,
                    iterations: *iterations,
                    salt,
                    salted_password: Secret(salted),
                });
            }
        }
    }
    request.upsertions.extend(upsertions);
    request.deletions.extend(deletions);
    Ok(())
}

/// What differs from user to user, so that equal passwords do not look equal.
fn random_salt() -> Bytes {
    let mut rng = clock::entropy();
    (0..SALT_LENGTH / 8).flat_map(|_| rng.next_u64().to_be_bytes()).collect()
}

fn salted(mechanism: ScramMechanism, password: &[u8], salt: &[u8], iterations: u32) -> Bytes {
    let hash = match mechanism {
        ScramMechanism::Sha256 => ScramHash::Sha256,
        ScramMechanism::Sha512 => ScramHash::Sha512,
    };
    salted_password(hash, password, salt, iterations).into()
}

fn described(
    response: DescribeUserScramCredentialsResponse,
) -> Result<Answers<ByteString, Vec<ScramCredential>>> {
    judged(DESCRIBE, response.error_code, response.error_message.as_deref())?;
    let answer = |result: DescribeUserScramCredentialsResult| {
        let outcome = judged(DESCRIBE, result.error_code, result.error_message.as_deref());
        let credentials = result.credential_infos.into_iter().map(|info| {
            let code = info.mechanism;
            let mechanism = ScramMechanism::from_code(code)
                .ok_or_else(|| corrupt(DESCRIBE, format!("there is no mechanism {code}")))?;
            Ok(ScramCredential { mechanism, iterations: info.iterations })
        });
        (result.user, outcome.and_then(|()| credentials.collect()))
    };
    Ok(response.results.into_iter().map(answer).collect())
}

fn altered(response: AlterUserScramCredentialsResponse) -> Answers<ByteString, ()> {
    let answers = response.results.into_iter().map(|result| {
        let outcome = judged(ALTER, result.error_code, result.error_message.as_deref());
        (result.user, outcome)
    });
    answers.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of RFC 7677, by way of the server key that it gives.
    #[test]
    fn a_password_is_salted_as_the_rfc_says() {
        let salt = [
            0x5b, 0x6d, 0x99, 0x68, 0x9d, 0x12, 0x35, 0x8e, 0xec, 0xa0, 0x4b, 0x14, 0x12, 0x36,
            0xfa, 0x81,
        ];
        let salted = salted(ScramMechanism::Sha256, b"pencil", &salt, 4_096);
        let hex: String = salted.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "c4a49510323ab4f952cac1fa99441939e78ea74d6be81ddf7096e87513dc615d");
    }

    #[test]
    fn a_wrong_change_keeps_all_of_that_user_back() {
        let mut request = AlterUserScramCredentialsRequest::default();
        let good = ScramAlteration::set("a", ScramMechanism::Sha256, "x").salt(&b"salt"[..]);
        let empty = ScramAlteration::set("a", ScramMechanism::Sha512, "");
        let error = add(&mut request, &[good.clone(), empty]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(request.upsertions.is_empty());
        let many = good.clone().iterations(1_000_000_000);
        let error = add(&mut request, &[many]).unwrap_err();
        assert_eq!(error.code(), Some(ErrorCode::UnacceptableCredential));
        add(&mut request, std::slice::from_ref(&good)).unwrap();
        assert_eq!(request.upsertions[0].salted_password.reveal().len(), 32);
        assert!(!format!("{good:?}").contains('x'));
    }

    #[test]
    fn salts_differ() {
        assert_ne!(random_salt(), random_salt());
        assert_eq!(random_salt().len(), SALT_LENGTH);
    }
}
