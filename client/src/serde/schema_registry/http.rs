//! A registry that speaks Confluent's REST API.

use std::{fmt, sync::Arc, time::Duration};

use async_trait::async_trait;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use ureq::http::{HeaderValue, Method, Request};

use super::{
    Normalize, RegisteredSchema, RegistryOptions, Schema, SchemaId, SchemaKind, SchemaReference,
    SchemaRegistry,
    address::{self, Address},
    http_errors::{Unanswered, network, refused, senseless, was_closed},
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
    addresses: Vec<Address>,
    authorization: Option<HeaderValue>,
}

impl HttpRegistry {
    /// A client of the registry at these addresses. Nothing is connected yet.
    ///
    /// # Errors
    /// `InvalidInput` if there is no address or one that is none, if a name and a password or a token cannot be sent, or if
    /// a file cannot be used.
    pub fn new(options: RegistryOptions) -> Result<Self> {
        let addresses = options.addresses()?;
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
        let basic = options.basic_auth_user_info.as_ref();
        let basic = basic.and_then(|pair| address::basic(pair.reveal()));
        let token = options.bearer_auth_token.as_ref();
        let authorization = token.and_then(|token| address::bearer(token.reveal())).or(basic);
        let agent = config.new_agent();
        Ok(Self { shared: Arc::new(Shared { agent, addresses, authorization }) })
    }

    pub(super) async fn ask<T: DeserializeOwned + Send + 'static>(
        &self,
        method: Method,
        path: String,
        body: Option<Value>,
    ) -> Result<T> {
        self.answer(method, path, body).await.map_err(|unanswered| unanswered.error)
    }

    /// As `ask`, with the registry's own number of what it refuses.
    pub(super) async fn answer<T: DeserializeOwned + Send + 'static>(
        &self,
        method: Method,
        path: String,
        body: Option<Value>,
    ) -> Result<T, Unanswered> {
        let shared = self.shared.clone();
        // The client blocks.
        let asking = tokio::task::spawn_blocking(move || shared.ask(&method, &path, body.as_ref()));
        asking.await.map_err(|error| {
            Error::new(ErrorKind::Closed, OPERATION, "the runtime is shutting down")
                .caused_by(error)
        })?
    }
}

/// The time of one address.
fn share(options: &RegistryOptions) -> Duration {
    let addresses = u32::try_from(options.schema_registry_url.len()).unwrap_or(1).max(1);
    options.schema_registry_request_timeout / addresses
}

impl Shared {
    fn ask<T: DeserializeOwned>(
        &self,
        method: &Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<T, Unanswered> {
        let mut failed = None;
        for address in &self.addresses {
            match self.ask_one(address, method, path, body) {
                Err(one) if one.error.advice() == crate::Advice::Retry => failed = Some(one),
                answered => return answered,
            }
        }
        let nowhere = || Error::new(ErrorKind::InvalidInput, OPERATION, "no address").into();
        Err(failed.unwrap_or_else(nowhere))
    }

    fn ask_one<T: DeserializeOwned>(
        &self,
        Address { url, authorization }: &Address,
        method: &Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<T, Unanswered> {
        let request = || self.request(url, authorization.as_ref(), method, path, body);
        let mut answered = self.agent.run(request()?);
        if answered.as_ref().is_err_and(was_closed) && *method != Method::DELETE {
            // The registry may have closed a connection that was kept; all other calls may come twice.
            answered = self.agent.run(request()?);
        }
        let mut answer = answered.map_err(|error| network(url, &error))?;
        let status = answer.status();
        let answer = answer.body_mut().with_config().limit(ANSWER_BYTES_MAX).read_to_string();
        let answer = answer.map_err(|error| network(url, &error))?;
        match status.is_success() {
            true => serde_json::from_str(&answer)
                .map_err(|error| senseless(url, &error, &answer).into()),
            false => Err(refused(url, status, &answer)),
        }
    }

    fn request(
        &self,
        url: &str,
        authorization: Option<&HeaderValue>,
        method: &Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Request<String>> {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("{url}{path}"))
            .header("Accept", format!("{CONTENT_TYPE}, application/json"))
            .header("Content-Type", CONTENT_TYPE);
        if let Some(authorization) = self.authorization.as_ref().or(authorization) {
            request = request.header("Authorization", authorization);
        }
        request.body(body.map(Value::to_string).unwrap_or_default()).map_err(|error| {
            let message = format!("'{url}' is no address: {error}");
            Error::new(ErrorKind::InvalidInput, OPERATION, message)
        })
    }
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
        let mut latest = self.ask::<WireSchema>(Method::GET, path, None).await?.registered()?;
        if latest.schema.kind == SchemaKind::Protobuf && !is_base64(&latest.schema.text) {
            // Karapace has this form of schemas by id alone.
            let path = format!("/schemas/ids/{}?format=serialized", latest.id);
            let by_id = self.ask::<WireSchema>(Method::GET, path, None).await;
            if let Ok(WireSchema { schema: text, .. }) = by_id {
                latest.schema.text = text;
            }
        }
        Ok(latest)
    }

    async fn version(&self, subject: &str, version: i32) -> Result<RegisteredSchema> {
        let path = format!("/subjects/{}/versions/{version}", escaped(subject));
        self.ask::<WireSchema>(Method::GET, path, None).await?.registered()
    }

    async fn by_id(&self, id: SchemaId) -> Result<Schema> {
        self.ask::<WireSchema>(Method::GET, format!("/schemas/ids/{id}"), None).await?.schema()
    }
}

fn is_base64(text: &str) -> bool {
    use base64::{Engine, prelude::BASE64_STANDARD};
    BASE64_STANDARD.decode(text).is_ok()
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

impl fmt::Debug for HttpRegistry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let urls = self.shared.addresses.iter().map(|address| &address.url);
        f.debug_struct("HttpRegistry")
            .field("urls", &urls.collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}
