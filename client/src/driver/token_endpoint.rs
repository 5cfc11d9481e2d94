//! Tokens of OAUTHBEARER from an endpoint, by a client's id and secret (KIP-768, KIP-1139; RFC 6749,
//! section 4.4).

use std::{
    collections::BTreeMap,
    error::Error as StdError,
    sync::{Arc, OnceLock},
    time::Duration,
};

use async_trait::async_trait;
use base64::{Engine, prelude::BASE64_STANDARD};
use serde::Deserialize;

use super::clock;
use crate::{
    Error, ErrorKind, Result, Secret,
    options::ClientOptions,
    security::{OAuthToken, TokenProvider},
};

/// Longest answer that is read, in bytes.
const ANSWER_BYTES_MAX: u64 = 1024 * 1024;

#[derive(Debug)]
struct Endpoint {
    /// Made where nobody waits for it: it reads the certificates of the operating system.
    agent: Arc<OnceLock<ureq::Agent>>,
    limit: Duration,
    url: String,
    id: String,
    secret: Secret,
    scope: Option<String>,
}

#[derive(Deserialize)]
struct Answer {
    access_token: String,
    expires_in: Option<u64>,
}

/// Asks the endpoint that the options name.
///
/// # Errors
/// `InvalidInput` if they do not.
pub(super) fn provider(options: &ClientOptions) -> Result<Arc<dyn TokenProvider>> {
    let invalid = |message: &str| Error::new(ErrorKind::InvalidInput, "connect", message);
    let url = options.sasl_oauthbearer_token_endpoint_url.clone();
    let url = url.ok_or_else(|| invalid("sasl_oauthbearer_token_endpoint_url is not set"))?;
    if !["https://", "http://"].iter().any(|scheme| url.starts_with(scheme)) {
        let message = format!(
            "sasl_oauthbearer_token_endpoint_url (sasl.oauthbearer.token.endpoint.url) is '{url}': it should \
             be https://host/path"
        );
        return Err(invalid(&message));
    }
    let credentials = options.client_credentials();
    let (id, secret, scope) = credentials
        .ok_or_else(|| invalid("sasl_oauthbearer_client_id and its secret are not set"))?;
    let limit = options.sasl_login_timeout;
    Ok(Arc::new(Endpoint { agent: Arc::default(), limit, url, id, secret, scope }))
}

fn agent(limit: Duration) -> ureq::Agent {
    let config = ureq::Agent::config_builder()
        .timeout_global(Some(limit))
        .http_status_as_error(false)
        .tls_config(ureq::tls::TlsConfig::builder().root_certs(roots()).build());
    config.build().new_agent()
}

/// As brokers, an endpoint is trusted if the operating system trusts it; by Mozilla's list where that has none.
#[cfg(feature = "tls")]
fn roots() -> ureq::tls::RootCerts {
    let found = rustls_native_certs::load_native_certs().certs;
    match found.is_empty() {
        true => ureq::tls::RootCerts::WebPki,
        false => {
            let known = found.iter().map(|one| ureq::tls::Certificate::from_der(one).to_owned());
            ureq::tls::RootCerts::from(known)
        }
    }
}

#[cfg(not(feature = "tls"))]
fn roots() -> ureq::tls::RootCerts {
    ureq::tls::RootCerts::WebPki
}

#[async_trait]
impl TokenProvider for Endpoint {
    async fn token(&self) -> Result<OAuthToken, Box<dyn StdError + Send + Sync>> {
        let basic = BASE64_STANDARD.encode(format!("{}:{}", self.id, self.secret.reveal()));
        let (url, scope) = (self.url.clone(), self.scope.clone());
        let (known, limit) = (self.agent.clone(), self.limit);
        // The client of the endpoint blocks.
        let asking = tokio::task::spawn_blocking(move || {
            ask(known.get_or_init(|| agent(limit)), limit, &url, &basic, scope)
        });
        asking.await?
    }
}

fn ask(
    agent: &ureq::Agent,
    limit: Duration,
    url: &str,
    basic: &str,
    scope: Option<String>,
) -> Result<OAuthToken, Box<dyn StdError + Send + Sync>> {
    let asked = clock::system();
    let mut form = vec![("grant_type", "client_credentials".to_owned())];
    form.extend(scope.map(|scope| ("scope", scope)));
    let request = agent.post(url).header("Authorization", format!("Basic {basic}"));
    let mut response = request.send_form(form).map_err(|error| failed(url, limit, &error))?;
    let status = response.status();
    let text = response.body_mut().with_config().limit(ANSWER_BYTES_MAX).read_to_string()?;
    if !status.is_success() {
        let start: String = text.chars().take(300).collect();
        return Err(format!("{url} answered {status}: {start}").into());
    }
    let answer: Answer = serde_json::from_str(&text)
        .map_err(|error| format!("the answer of {url} is not the JSON of a token: {error}"))?;
    Ok(OAuthToken {
        value: Secret::from(answer.access_token),
        expires_at: answer.expires_in.map(|seconds| asked + Duration::from_secs(seconds)),
        extensions: BTreeMap::new(),
    })
}

/// Why there is no answer.
fn failed(url: &str, limit: Duration, error: &ureq::Error) -> String {
    let told = error.to_string();
    match error {
        ureq::Error::Timeout(_) => format!(
            "{url} has not answered within {limit:?} (sasl_login_timeout, sasl.login.read.timeout.ms)"
        ),
        // What rustls says, as text: its error is within one of the operating system.
        ureq::Error::Io(_) if told.contains("UnknownIssuer") => format!(
            "{url} shows a certificate of an authority that the operating system does not trust (its file \
             can be another one by the environment variable SSL_CERT_FILE)"
        ),
        ureq::Error::Io(_) if told.contains("InvalidContentType") => {
            format!("{url} does not answer with TLS: is it http:// there?")
        }
        _ => format!("{url}: {told}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(url: &str) -> ClientOptions {
        ClientOptions {
            sasl_oauthbearer_token_endpoint_url: Some(url.into()),
            sasl_oauthbearer_client_id: Some("a".into()),
            sasl_oauthbearer_client_secret: Some("b".into()),
            sasl_login_timeout: Duration::from_millis(50),
            ..Default::default()
        }
    }

    #[test]
    fn what_is_no_url_is_refused_before_anything_is_asked() {
        let error = provider(&options("localhost:8080/token")).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(error.to_string().contains("https://host/path"), "{error}");
    }

    #[tokio::test]
    async fn an_endpoint_that_says_nothing_is_told_with_the_option() {
        let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/token", silent.local_addr().unwrap());
        let error = provider(&options(&url)).unwrap().token().await.unwrap_err().to_string();
        assert!(error.contains(&url) && error.contains("sasl_login_timeout"), "{error}");
    }
}
