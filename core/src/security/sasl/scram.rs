//! SCRAM-SHA-256 and SCRAM-SHA-512 (RFC 5802, RFC 7677; KIP-84): the password is proven, not sent, and the
//! server proves that it knows it, too.

use std::fmt;

use base64::{Engine, prelude::BASE64_STANDARD};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256, Sha512};

use super::{SaslError, Step};
use crate::model::Rng;

/// The fewest iterations that Kafka allows.
pub const SCRAM_ITERATIONS_MIN: u32 = 4_096;
/// The most that a server may ask for: it must not keep a client busy for minutes.
const ITERATIONS_MAX: u32 = 1_000_000;
/// The header of a client that binds to no channel and acts as itself, and its base64.
const HEADER: &str = "n,,";
const HEADER_BASE64: &str = "biws";

/// The hash of a mechanism.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScramHash {
    /// SCRAM-SHA-256.
    Sha256,
    /// SCRAM-SHA-512.
    Sha512,
}

impl ScramHash {
    /// The name in SaslHandshake.
    #[must_use]
    pub fn mechanism(self) -> &'static str {
        match self {
            Self::Sha256 => "SCRAM-SHA-256",
            Self::Sha512 => "SCRAM-SHA-512",
        }
    }

    fn hmac(self, key: &[u8], message: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha256 => hmac_of::<Hmac<Sha256>>(key, message),
            Self::Sha512 => hmac_of::<Hmac<Sha512>>(key, message),
        }
    }

    fn hash(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha256 => Sha256::digest(bytes).to_vec(),
            Self::Sha512 => Sha512::digest(bytes).to_vec(),
        }
    }
}

fn hmac_of<M: Mac + hmac::digest::KeyInit>(key: &[u8], message: &[u8]) -> Vec<u8> {
    let mut mac = <M as Mac>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(message);
    mac.finalize().into_bytes().to_vec()
}

/// The password as servers keep it (`Hi` in RFC 5802).
#[must_use]
pub fn salted_password(hash: ScramHash, password: &[u8], salt: &[u8], iterations: u32) -> Vec<u8> {
    match hash {
        ScramHash::Sha256 => {
            let mut salted = vec![0; 32];
            pbkdf2::pbkdf2_hmac::<Sha256>(password, salt, iterations, &mut salted);
            salted
        }
        ScramHash::Sha512 => {
            let mut salted = vec![0; 64];
            pbkdf2::pbkdf2_hmac::<Sha512>(password, salt, iterations, &mut salted);
            salted
        }
    }
}

/// The password of a delegation token (KIP-48): its HMAC as text.
#[must_use]
pub fn token_password(hmac: &[u8]) -> String {
    BASE64_STANDARD.encode(hmac)
}

/// The client's side.
#[derive(Clone)]
pub struct ScramClient {
    hash: ScramHash,
    username: String,
    password: String,
    nonce: String,
    /// Attributes after the first message's own: `tokenauth=true` for delegation tokens.
    extensions: &'static str,
    state: State,
}

#[derive(Clone)]
enum State {
    First,
    /// The server's signature that proves it.
    Final(Vec<u8>),
}

impl fmt::Debug for ScramClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("ScramClient");
        shown.field("hash", &self.hash).field("username", &self.username).finish_non_exhaustive()
    }
}

impl ScramClient {
    /// With a name and its password.
    #[must_use]
    pub fn new(hash: ScramHash, username: &str, password: &str, rng: &mut Rng) -> Self {
        Self::with_nonce(hash, username, password, nonce(rng))
    }

    /// With the id and the HMAC of a delegation token (KIP-48).
    #[must_use]
    pub fn of_token(hash: ScramHash, token_id: &str, hmac: &str, rng: &mut Rng) -> Self {
        let client = Self::with_nonce(hash, token_id, hmac, nonce(rng));
        Self { extensions: ",tokenauth=true", ..client }
    }

    fn with_nonce(hash: ScramHash, username: &str, password: &str, nonce: String) -> Self {
        let (username, password) = (username.to_owned(), password.to_owned());
        Self { hash, username, password, nonce, extensions: "", state: State::First }
    }

    /// The hash of the mechanism.
    #[must_use]
    pub fn hash(&self) -> ScramHash {
        self.hash
    }

    pub(super) fn first(&mut self) -> Vec<u8> {
        self.state = State::First;
        format!("{HEADER}{}", self.first_bare()).into_bytes()
    }

    fn first_bare(&self) -> String {
        let name = self.username.replace('=', "=3D").replace(',', "=2C");
        format!("n={name},r={}{}", self.nonce, self.extensions)
    }

    pub(super) fn answered(&mut self, answer: &[u8]) -> Result<Step, SaslError> {
        let text = std::str::from_utf8(answer).map_err(|_| self.malformed("it is not UTF-8"))?;
        if let Some(refused) = attribute(text, "e=") {
            return Err(SaslError::Refused(refused.to_owned()));
        }
        match &self.state {
            State::First => self.prove(text),
            State::Final(expected) => {
                let signature = attribute(text, "v=")
                    .and_then(|signature| BASE64_STANDARD.decode(signature).ok())
                    .ok_or_else(|| self.malformed("it has no signature"))?;
                match signature == *expected {
                    true => Ok(Step::Done),
                    false => Err(SaslError::NotTheServer),
                }
            }
        }
    }

    /// Answers the server's salt and iterations with the proof.
    fn prove(&mut self, server_first: &str) -> Result<Step, SaslError> {
        let missing = |what: &str| self.malformed(&format!("it has no {what}"));
        let nonce = attribute(server_first, "r=").ok_or_else(|| missing("nonce"))?;
        if !nonce.starts_with(&self.nonce) || nonce.len() == self.nonce.len() {
            return Err(self.malformed("its nonce does not continue the client's"));
        }
        let salt = attribute(server_first, "s=")
            .and_then(|salt| BASE64_STANDARD.decode(salt).ok())
            .ok_or_else(|| missing("salt"))?;
        let iterations: u32 = attribute(server_first, "i=")
            .and_then(|iterations| iterations.parse().ok())
            .ok_or_else(|| missing("number of iterations"))?;
        if !(SCRAM_ITERATIONS_MIN..=ITERATIONS_MAX).contains(&iterations) {
            return Err(self.malformed(&format!(
                "it asks for {iterations} iterations: {SCRAM_ITERATIONS_MIN} to {ITERATIONS_MAX} are \
                 allowed"
            )));
        }
        let hash = self.hash;
        let salted = salted_password(hash, self.password.as_bytes(), &salt, iterations);
        let without_proof = format!("c={HEADER_BASE64},r={nonce}");
        let authenticated = format!("{},{server_first},{without_proof}", self.first_bare());
        let client_key = hash.hmac(&salted, b"Client Key");
        let signature = hash.hmac(&hash.hash(&client_key), authenticated.as_bytes());
        let proof: Vec<u8> = client_key.iter().zip(&signature).map(|(a, b)| a ^ b).collect();
        let server_key = hash.hmac(&salted, b"Server Key");
        let message = format!("{without_proof},p={}", BASE64_STANDARD.encode(proof));
        self.state = State::Final(hash.hmac(&server_key, authenticated.as_bytes()));
        Ok(Step::Send(message.into_bytes()))
    }

    fn malformed(&self, what: &str) -> SaslError {
        SaslError::Malformed { mechanism: self.hash.mechanism(), what: what.to_owned() }
    }
}

fn attribute<'a>(message: &'a str, name: &str) -> Option<&'a str> {
    message.split(',').find_map(|part| part.strip_prefix(name))
}

fn nonce(rng: &mut Rng) -> String {
    format!("{:016x}{:016x}", rng.next_u64(), rng.next_u64())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client() -> ScramClient {
        let nonce = "rOprNGfwEbeRWgbNEkqO".to_owned();
        ScramClient::with_nonce(ScramHash::Sha256, "user", "pencil", nonce)
    }

    const SERVER_FIRST: &str = "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,\
                                s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";

    /// The exchange of RFC 7677, section 3.
    #[test]
    fn the_exchange_of_the_rfc_is_reproduced() {
        let mut client = client();
        assert_eq!(client.first(), b"n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
        let step = client.answered(SERVER_FIRST.as_bytes()).unwrap();
        let expected = "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,\
                        p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
        assert_eq!(step, Step::Send(expected.into()));
        let last = b"v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";
        assert_eq!(client.answered(last).unwrap(), Step::Done);
    }

    #[test]
    fn a_server_that_does_not_know_the_password_is_found_out() {
        let mut client = client();
        let _ = client.first();
        let _ = client.answered(SERVER_FIRST.as_bytes()).unwrap();
        let forged = b"v=7rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";
        assert_eq!(client.answered(forged).unwrap_err(), SaslError::NotTheServer);
    }

    #[test]
    fn messages_that_make_no_sense_are_refused() {
        for (message, expected) in [
            ("r=other,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096", "nonce"),
            ("r=rOprNGfwEbeRWgbNEkqO,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096", "nonce"),
            ("r=rOprNGfwEbeRWgbNEkqOx,s=***,i=4096", "salt"),
            ("r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=1", "4096 to 1000000"),
            ("r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4294967295", "iterations"),
            ("", "no nonce"),
        ] {
            let mut client = client();
            let _ = client.first();
            let error = client.answered(message.as_bytes()).unwrap_err().to_string();
            assert!(error.contains(expected), "{message}: {error}");
        }
        let mut client = client();
        let _ = client.first();
        let refused = client.answered(b"e=unknown-user").unwrap_err();
        assert_eq!(refused, SaslError::Refused("unknown-user".into()));
    }

    #[test]
    fn names_are_escaped_and_tokens_say_so() {
        let mut client =
            ScramClient::with_nonce(ScramHash::Sha512, "a=b,c", "x", "nonce".to_owned());
        assert_eq!(client.first(), b"n,,n=a=3Db=2Cc,r=nonce");
        let mut rng = Rng::from_seed(1);
        let mut client = ScramClient::of_token(ScramHash::Sha256, "id", "hmac", &mut rng);
        assert!(String::from_utf8(client.first()).unwrap().ends_with(",tokenauth=true"));
    }
}
