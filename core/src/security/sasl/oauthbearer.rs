//! OAUTHBEARER (RFC 7628, KIP-255): a token that somebody else has issued, with extensions (KIP-342).

use std::{collections::BTreeMap, fmt};

use super::{SaslError, Step};

/// What separates the parts of a message.
const SEPARATOR: char = '\u{1}';
/// The key of the token; no extension may have it.
const AUTH: &str = "auth";

/// Why a token or an extension cannot be sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// RFC 6750 allows letters, digits and `-._~+/=`.
    #[error("the token has characters that none may have: letters, digits and -._~+/= are allowed")]
    Token,
    /// RFC 7628 allows letters in the name, and printable text in the value.
    #[error(
        "the extension '{0}' cannot be sent: letters in its name and printable text in its value are allowed, and not the name 'auth'"
    )]
    Extension(String),
}

/// The client's side.
#[derive(Clone)]
pub struct OAuthBearerClient {
    token: String,
    extensions: BTreeMap<String, String>,
    refused: Option<String>,
}

impl fmt::Debug for OAuthBearerClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OAuthBearerClient")
            .field("extensions", &self.extensions)
            .finish_non_exhaustive()
    }
}

impl OAuthBearerClient {
    /// The name in SaslHandshake.
    pub const MECHANISM: &'static str = "OAUTHBEARER";

    /// With this token.
    ///
    /// # Errors
    /// If the token or an extension has characters that the mechanism does not allow.
    pub fn new(token: &str, extensions: BTreeMap<String, String>) -> Result<Self, TokenError> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte);
        if token.is_empty() || !token.bytes().all(allowed) {
            return Err(TokenError::Token);
        }
        for (name, value) in &extensions {
            let name_fits = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic());
            let printable = |byte: u8| matches!(byte, 0x21..=0x7e | b' ' | b'\t' | b'\r' | b'\n');
            if !name_fits || name == AUTH || !value.bytes().all(printable) {
                return Err(TokenError::Extension(name.clone()));
            }
        }
        Ok(Self { token: token.to_owned(), extensions, refused: None })
    }

    pub(super) fn first(&self) -> Vec<u8> {
        let mut message = format!("n,,{SEPARATOR}{AUTH}=Bearer {}", self.token);
        for (name, value) in &self.extensions {
            message.push(SEPARATOR);
            message.push_str(&format!("{name}={value}"));
        }
        message.push(SEPARATOR);
        message.push(SEPARATOR);
        message.into_bytes()
    }

    pub(super) fn answered(&mut self, answer: &[u8]) -> Result<Step, SaslError> {
        if let Some(refused) = self.refused.take() {
            return Err(SaslError::Refused(refused));
        }
        if answer.is_empty() {
            return Ok(Step::Done);
        }
        // The reason, in JSON; the server ends the exchange when it has got an empty message.
        self.refused = Some(String::from_utf8_lossy(answer).into_owned());
        Ok(Step::Send(vec![1]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(token: &str, extensions: &[(&str, &str)]) -> Result<OAuthBearerClient, TokenError> {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        OAuthBearerClient::new(token, extensions.iter().map(owned).collect())
    }

    #[test]
    fn the_token_comes_first_and_extensions_follow() {
        let client = client("abc.def", &[("logicalCluster", "lkc-1"), ("pool", "p 2")]).unwrap();
        let expected = b"n,,\x01auth=Bearer abc.def\x01logicalCluster=lkc-1\x01pool=p 2\x01\x01";
        assert_eq!(client.first(), expected);
    }

    #[test]
    fn what_would_break_the_message_is_refused() {
        assert_eq!(client("a\u{1}b", &[]).unwrap_err(), TokenError::Token);
        assert_eq!(client("", &[]).unwrap_err(), TokenError::Token);
        for (name, value) in [("auth", "x"), ("a1", "x"), ("a", "x\u{1}y"), ("", "x")] {
            let error = client("t", &[(name, value)]).unwrap_err();
            assert_eq!(error, TokenError::Extension(name.to_owned()));
        }
    }

    #[test]
    fn a_refusal_is_told_in_the_servers_words() {
        let mut client = client("t", &[]).unwrap();
        let step = client.answered(br#"{"status":"invalid_token"}"#).unwrap();
        assert_eq!(step, Step::Send(vec![1]));
        let error = client.answered(b"").unwrap_err();
        assert_eq!(error, SaslError::Refused(r#"{"status":"invalid_token"}"#.into()));
    }
}
