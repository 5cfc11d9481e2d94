//! PLAIN (RFC 4616): name and password as they are, so only over TLS.

use std::fmt;

/// The client's side.
#[derive(Clone)]
pub struct PlainClient {
    username: String,
    password: String,
}

impl fmt::Debug for PlainClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PlainClient").field("username", &self.username).finish_non_exhaustive()
    }
}

impl PlainClient {
    /// The name in SaslHandshake.
    pub const MECHANISM: &'static str = "PLAIN";

    /// With these.
    #[must_use]
    pub fn new(username: &str, password: &str) -> Self {
        Self { username: username.to_owned(), password: password.to_owned() }
    }

    pub(super) fn first(&self) -> Vec<u8> {
        format!("\0{}\0{}", self.username, self.password).into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of RFC 4616, section 4, without an identity to act as.
    #[test]
    fn name_and_password_follow_an_empty_identity() {
        assert_eq!(PlainClient::new("tim", "tanstaaftanstaaf").first(), b"\0tim\0tanstaaftanstaaf");
    }
}
