//! Addresses of a registry, and what its requests say of who asks.

use base64::{Engine, prelude::BASE64_STANDARD};
use ureq::http::{HeaderValue, Uri};

/// One address. What stands in it of who asks is not in its text: that is shown in errors.
#[derive(Debug)]
pub(super) struct Address {
    /// Without a slash at its end.
    pub(super) url: String,
    /// The name and the password that stood in it.
    pub(super) authorization: Option<HeaderValue>,
}

impl Address {
    /// Reads `http://host:port`, or what else of a URL a path can be appended to.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let Some((scheme, rest)) = text.split_once("://") else {
            // It may have a password, but for that.
            let host = text.rsplit('@').next().unwrap_or_default();
            return Err(format!("'{host}' does not begin with http:// or https://"));
        };
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (who, host) = match rest[..end].rsplit_once('@') {
            Some((who, host)) => (Some(who), host),
            None => (None, &rest[..end]),
        };
        let url = format!("{scheme}://{host}{}", &rest[end..]);
        if !["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
            return Err(format!("'{url}' does not begin with http:// or https://"));
        }
        if rest.contains(['?', '#']) {
            return Err(format!("'{url}' has more than a host, a port and a path"));
        }
        if host.is_empty() || url.parse::<Uri>().is_err() {
            return Err(format!("'{url}' is no address: http://host:port is"));
        }
        let authorization = who.and_then(|who| basic(&decoded(who)));
        Ok(Self { url: url.trim_end_matches('/').to_owned(), authorization })
    }
}

/// The header that says a name and a password; `None` if there is no colon between them.
pub(super) fn basic(pair: &str) -> Option<HeaderValue> {
    pair.contains(':').then(|| header(format!("Basic {}", BASE64_STANDARD.encode(pair))))?
}

/// The header that says a token; `None` if no header can hold it.
pub(super) fn bearer(token: &str) -> Option<HeaderValue> {
    header(format!("Bearer {token}"))
}

fn header(text: String) -> Option<HeaderValue> {
    let mut value = HeaderValue::try_from(text).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// What `%3A` and the like in an address stand for. What stands for nothing is kept.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let code = after.get(..2).filter(|_| *first == b'%');
        let code = code.and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, Option<String>) {
        let Address { url, authorization } = Address::read(text).unwrap();
        (url, authorization.map(|value| value.to_str().unwrap().to_owned()))
    }

    #[test]
    fn an_address_is_a_host_and_a_path() {
        assert_eq!(read("http://localhost:8081/"), ("http://localhost:8081".into(), None));
        assert_eq!(read("HTTPS://[::1]/apis/v7"), ("HTTPS://[::1]/apis/v7".into(), None));
    }

    #[test]
    fn a_name_and_a_password_are_taken_out_of_it() {
        let (url, who) = read("http://alice:x%3Ay@z@host:1/a");
        assert_eq!((url.as_str(), who), ("http://host:1/a", basic_text("alice:x:y@z")));
        assert_eq!(read("http://a:%zz@host").1, basic_text("a:%zz"));
    }

    fn basic_text(pair: &str) -> Option<String> {
        Some(format!("Basic {}", BASE64_STANDARD.encode(pair)))
    }

    #[test]
    fn what_is_no_address_is_told_without_the_password() {
        for (text, said) in [
            ("localhost:8081", "'localhost:8081' does not begin with http:// or https://"),
            ("alice:xyzzy@host", "'host' does not begin with http:// or https://"),
            ("ftp://alice:xyzzy@host", "'ftp://host' does not begin with http:// or https://"),
            ("http://", "'http://' is no address: http://host:port is"),
            ("http://a:xyzzy@two words", "'http://two words' is no address: http://host:port is"),
            ("http://host?a=b", "'http://host?a=b' has more than a host, a port and a path"),
        ] {
            assert_eq!(Address::read(text).unwrap_err(), said);
        }
    }
}
