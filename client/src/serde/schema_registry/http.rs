//! A registry that speaks Confluent's REST API.

use std::{fmt, sync::Arc, time::Duration};

use async_trait::async_trait;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use ureq::http::{Method, Request, StatusCode};

use super::{
    Normalize, RegisteredSchema, RegistryOptions, Schema, SchemaId, SchemaKind, SchemaReference,
    SchemaRegistry,
};
use crate::{Error, ErrorKind, Result};

pub(super) const OPERATION: &str = "ask the schema registry";
const CONTENT_TYPE: &str = "application/vnd.schemaregistry.v1+json";
/// Longest answer that is read, in bytes.
const ANSWER_BYTES_MAX: u64 = 16 * 1024 * 1024;

/// A registry that speaks Confluent's REST API. Clones share connections.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> ottla::Result<()> {
/// use ottla::serde::schema_registry::{
///     Deleted, HttpRegistry, RegistryOptions, SchemaRegistryAdmin,
/// };
///
/// let registry = HttpRegistry::new(RegistryOptions {
///     schema_registry_url: vec!["http://localhost:8081".into()],
///     ..Default::default()
/// })?;
/// match registry.subjects(Deleted::Hidden).await {
///     Ok(subjects) => println!("{subjects:?}"),
///     Err(error) => eprintln!("{error}"),
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct HttpRegistry {
    shared: Arc<Shared>,
}

struct Shared {
    agent: ureq::Agent,
    urls: Vec<String>,
    authorization: Option<String>,
}

impl HttpRegistry {
    /// A client of the registry at these addresses. Nothing is connected yet.
    ///
    /// # Errors
    /// `InvalidInput` if there is no address, or a file cannot be used.
    pub fn new(options: RegistryOptions) -> Result<Self> {
        options.check()?;
        let tls = match &options.schema_registry_ssl_truststore_location {
            Some(path) => {
                let invalid = |what: String| {
                    let message = format!(
                        "schema_registry_ssl_truststore_location: {}: {what}",
                        path.display()
                    );
                    Error::new(ErrorKind::InvalidInput, OPERATION, message)
                };
                let pem = std::fs::read(path).map_err(|error| invalid(error.to_string()))?;
                let certificates: Vec<_> = ureq::tls::parse_pem(&pem)
                    .filter_map(|item| match item {
                        Ok(ureq::tls::PemItem::Certificate(certificate)) => Some(certificate),
                        Ok(_) | Err(_) => None,
                    })
                    .collect();
                if certificates.is_empty() {
                    return Err(invalid("there is no certificate in PEM in it".to_owned()));
                }
                let roots = ureq::tls::RootCerts::new_with_certs(&certificates);
                ureq::tls::TlsConfig::builder().root_certs(roots).build()
            }
            None => ureq::tls::TlsConfig::builder().build(),
        };
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(share(&options)))
            .http_status_as_error(false)
            .tls_config(tls)
            .build();
        let basic = options.basic_auth_user_info.as_ref().map(|pair| basic(pair.reveal()));
        let bearer = options.bearer_auth_token.as_ref();
        let authorization = bearer.map(|token| format!("Bearer {}", token.reveal())).or(basic);
        let urls = options.schema_registry_url.iter();
        let urls = urls.map(|url| url.trim_end_matches('/').to_owned()).collect();
        Ok(Self { shared: Arc::new(Shared { agent: config.new_agent(), urls, authorization }) })
    }

    pub(super) async fn ask<T: DeserializeOwned>(
        &self,
        method: Method,
        path: String,
        body: Option<Value>,
    ) -> Result<T> {
        self.answer(method, path, body).await.map_err(|unanswered| unanswered.error)
    }

    /// As `ask`, with the registry's own number of what it refuses.
    pub(super) async fn answer<T: DeserializeOwned>(
        &self,
        method: Method,
        path: String,
        body: Option<Value>,
    ) -> Result<T, Unanswered> {
        let shared = self.shared.clone();
        // The client blocks.
        let asking = tokio::task::spawn_blocking(move || shared.ask(&method, &path, body.as_ref()));
        let answer = asking.await.map_err(|error| {
            Error::new(ErrorKind::Closed, OPERATION, "the runtime is shutting down")
                .caused_by(error)
        })??;
        serde_json::from_str(&answer).map_err(|error| {
            let message = format!("the answer cannot be read: {error}");
            Error::new(ErrorKind::WrongProtocol, OPERATION, message).into()
        })
    }
}

/// Why there is no answer, with the number that the registry itself has for that.
pub(super) struct Unanswered {
    pub(super) error: Error,
    pub(super) code: Option<i64>,
}

impl From<Error> for Unanswered {
    fn from(error: Error) -> Self {
        Self { error, code: None }
    }
}

/// The time of one address.
fn share(options: &RegistryOptions) -> Duration {
    let addresses = u32::try_from(options.schema_registry_url.len()).unwrap_or(1).max(1);
    options.schema_registry_request_timeout / addresses
}

impl Shared {
    fn ask(&self, method: &Method, path: &str, body: Option<&Value>) -> Result<String, Unanswered> {
        let mut failed = None;
        for url in &self.urls {
            match self.ask_one(url, method, path, body) {
                Err(one) if one.error.advice() == crate::Advice::Retry => failed = Some(one),
                answered => return answered,
            }
        }
        let nowhere = || Error::new(ErrorKind::InvalidInput, OPERATION, "no address").into();
        Err(failed.unwrap_or_else(nowhere))
    }

    fn ask_one(
        &self,
        url: &str,
        method: &Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<String, Unanswered> {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("{url}{path}"))
            .header("Accept", format!("{CONTENT_TYPE}, application/json"))
            .header("Content-Type", CONTENT_TYPE);
        if let Some(authorization) = &self.authorization {
            request = request.header("Authorization", authorization);
        }
        let text = body.map(Value::to_string).unwrap_or_default();
        let request = request.body(text).map_err(|error| {
            let message = format!("'{url}' is no address: {error}");
            Error::new(ErrorKind::InvalidInput, OPERATION, message)
        })?;
        let mut answer = self.agent.run(request).map_err(|error| network(url, error))?;
        let status = answer.status();
        let answer = answer.body_mut().with_config().limit(ANSWER_BYTES_MAX).read_to_string();
        let answer = answer.map_err(|error| network(url, error))?;
        if status.is_success() { Ok(answer) } else { Err(refused(url, status, &answer)) }
    }
}

fn network(url: &str, error: ureq::Error) -> Error {
    let kind = match &error {
        ureq::Error::Timeout(_) => ErrorKind::TimedOut,
        ureq::Error::BadUri(_) => ErrorKind::InvalidInput,
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) | ureq::Error::Pem(_) => {
            ErrorKind::AuthenticationFailed
        }
        _ => ErrorKind::Unreachable,
    };
    Error::new(kind, OPERATION, error.to_string()).with("registry", url)
}

/// What a registry says that does not do what it was asked for.
fn refused(url: &str, status: StatusCode, answer: &str) -> Unanswered {
    #[derive(Deserialize)]
    struct Refusal {
        error_code: i64,
        message: String,
    }
    let (code, message) = match serde_json::from_str::<Refusal>(answer) {
        Ok(Refusal { error_code, message }) => {
            (Some(error_code), format!("{message} (error {error_code})"))
        }
        Err(_) => (None, format!("{status}: {}", answer.chars().take(300).collect::<String>())),
    };
    let kind = match status {
        StatusCode::UNAUTHORIZED => ErrorKind::AuthenticationFailed,
        StatusCode::FORBIDDEN => ErrorKind::NotAuthorized,
        StatusCode::REQUEST_TIMEOUT => ErrorKind::TimedOut,
        StatusCode::TOO_MANY_REQUESTS => ErrorKind::Unreachable,
        status if status.is_server_error() => ErrorKind::Unreachable,
        _ => ErrorKind::InvalidInput,
    };
    Unanswered { error: Error::new(kind, OPERATION, message).with("registry", url), code }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireSchema {
    #[serde(default)]
    schema_type: Option<String>,
    schema: String,
    #[serde(default)]
    references: Vec<WireReference>,
    #[serde(default)]
    id: u32,
    #[serde(default)]
    subject: String,
    #[serde(default)]
    version: i32,
}

#[derive(Serialize, Deserialize)]
struct WireReference {
    name: String,
    subject: String,
    version: i32,
}

impl WireSchema {
    fn schema(self) -> Result<Schema> {
        let kind = match self.schema_type.as_deref() {
            None => SchemaKind::Avro,
            Some(name) => SchemaKind::named(name).ok_or_else(|| {
                let message = format!("schemas of the type {name} are not known here");
                Error::new(ErrorKind::Unsupported, OPERATION, message)
            })?,
        };
        let references = self.references.into_iter();
        let references = references
            .map(|WireReference { name, subject, version }| SchemaReference {
                name,
                subject,
                version,
            })
            .collect();
        Ok(Schema { kind, text: self.schema, references })
    }

    fn registered(self) -> Result<RegisteredSchema> {
        let (id, subject, version) = (SchemaId(self.id), self.subject.clone(), self.version);
        Ok(RegisteredSchema { id, subject, version, schema: self.schema()? })
    }
}

pub(super) fn body(schema: &Schema) -> Value {
    let mut body = json!({ "schema": schema.text });
    // Registries from before the other languages do not know these.
    if schema.kind != SchemaKind::Avro {
        body["schemaType"] = json!(schema.kind.name());
    }
    if !schema.references.is_empty() {
        let references = schema.references.iter().map(|reference| WireReference {
            name: reference.name.clone(),
            subject: reference.subject.clone(),
            version: reference.version,
        });
        body["references"] = json!(references.collect::<Vec<_>>());
    }
    body
}

fn normalized(path: String, normalize: Normalize) -> String {
    match normalize {
        Normalize::Yes => path + "?normalize=true",
        Normalize::No => path,
    }
}

#[async_trait]
impl SchemaRegistry for HttpRegistry {
    async fn register(
        &self,
        subject: &str,
        schema: &Schema,
        normalize: Normalize,
    ) -> Result<SchemaId> {
        #[derive(Deserialize)]
        struct Answer {
            id: u32,
        }
        let path = normalized(format!("/subjects/{}/versions", escaped(subject)), normalize);
        let answer: Answer = self.ask(Method::POST, path, Some(body(schema))).await?;
        Ok(SchemaId(answer.id))
    }

    async fn find(
        &self,
        subject: &str,
        schema: &Schema,
        normalize: Normalize,
    ) -> Result<RegisteredSchema> {
        let path = normalized(format!("/subjects/{}", escaped(subject)), normalize);
        let answer: WireSchema = self.ask(Method::POST, path, Some(body(schema))).await?;
        answer.registered()
    }

    async fn latest(&self, subject: &str) -> Result<RegisteredSchema> {
        let path = format!("/subjects/{}/versions/latest", escaped(subject));
        self.ask::<WireSchema>(Method::GET, path, None).await?.registered()
    }

    async fn latest_descriptor(&self, subject: &str) -> Result<RegisteredSchema> {
        let path = format!("/subjects/{}/versions/latest?format=serialized", escaped(subject));
        self.ask::<WireSchema>(Method::GET, path, None).await?.registered()
    }

    async fn version(&self, subject: &str, version: i32) -> Result<RegisteredSchema> {
        let path = format!("/subjects/{}/versions/{version}", escaped(subject));
        self.ask::<WireSchema>(Method::GET, path, None).await?.registered()
    }

    async fn by_id(&self, id: SchemaId) -> Result<Schema> {
        self.ask::<WireSchema>(Method::GET, format!("/schemas/ids/{id}"), None).await?.schema()
    }
}

/// A subject as a part of a path.
pub(super) fn escaped(subject: &str) -> String {
    use fmt::Write;
    subject.bytes().fold(String::new(), |mut path, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            path.push(char::from(byte));
        } else {
            let _ = write!(path, "%{byte:02X}");
        }
        path
    })
}

fn basic(pair: &str) -> String {
    use base64::{Engine, prelude::BASE64_STANDARD};
    format!("Basic {}", BASE64_STANDARD.encode(pair))
}

impl fmt::Debug for HttpRegistry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpRegistry").field("urls", &self.shared.urls).finish_non_exhaustive()
    }
}
