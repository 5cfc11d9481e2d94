//! Tokens of OAUTHBEARER from an endpoint, by a client's id and secret (KIP-768, KIP-1139; RFC 6749,
//! section 4.4).

use std::{collections::BTreeMap, error::Error as StdError, sync::Arc, time::Duration};

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
    agent: ureq::Agent,
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
    let credentials = options.client_credentials();
    let (id, secret, scope) = credentials
        .ok_or_else(|| invalid("sasl_oauthbearer_client_id and its secret are not set"))?;
    let config = ureq::Agent::config_builder()
        .timeout_global(Some(options.sasl_login_timeout))
        .http_status_as_error(false)
        .build();
    Ok(Arc::new(Endpoint { agent: config.new_agent(), url, id, secret, scope }))
}

#[async_trait]
impl TokenProvider for Endpoint {
    async fn token(&self) -> Result<OAuthToken, Box<dyn StdError + Send + Sync>> {
        let basic = BASE64_STANDARD.encode(format!("{}:{}", self.id, self.secret.reveal()));
        let (agent, url, scope) = (self.agent.clone(), self.url.clone(), self.scope.clone());
        // The client of the endpoint blocks.
        let asking = tokio::task::spawn_blocking(move || ask(&agent, &url, &basic, scope));
        asking.await?
    }
}

fn ask(
    agent: &ureq::Agent,
    url: &str,
    basic: &str,
    scope: Option<String>,
) -> Result<OAuthToken, Box<dyn StdError + Send + Sync>> {
    let asked = clock::system();
    let mut form = vec![("grant_type", "client_credentials".to_owned())];
    form.extend(scope.map(|scope| ("scope", scope)));
    let request = agent.post(url).header("Authorization", format!("Basic {basic}"));
    let mut response = request.send_form(form).map_err(|error| format!("{url}: {error}"))?;
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
