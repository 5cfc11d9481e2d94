//! Options of a client: how it finds brokers, how long it waits, and how both sides prove who they are.

use std::{path::PathBuf, sync::Arc, time::Duration};

use super::{
    DnsLookup, EndpointIdentification, MetadataRecovery, SaslMechanism, Secret, SecurityProtocol,
    StoreType, TlsVersion,
    definition::{Rule, complaints, options, refuse},
    jaas,
};
use crate::{Result, security::TokenProvider};

options! {
    /// How a client finds and talks to brokers.
    ///
    /// ```
    /// use ottla::{ClientOptions, SaslMechanism, SecurityProtocol};
    ///
    /// let options = ClientOptions {
    ///     security_protocol: SecurityProtocol::SaslSsl,
    ///     ssl_truststore_location: Some("/etc/kafka/ca.pem".into()),
    ///     sasl_mechanism: Some(SaslMechanism::ScramSha512),
    ///     sasl_username: Some("alice".into()),
    ///     sasl_password: Some("xyzzy".into()),
    ///     ..Default::default()
    /// };
    /// assert!(format!("{options:?}").contains("[hidden]"));
    /// ```
    pub struct ClientOptions {
        /// Name that brokers see in logs, metrics and quotas. Default `ottla`.
        "client.id"
        client_id: String = "ottla".to_owned(), Rule::Any;
        /// Which of the addresses that names stand for are tried. Default all.
        "client.dns.lookup"
        dns_lookup: DnsLookup = DnsLookup::default(), Rule::Any;
        /// Longest time to open a connection, what both sides say first included. Default 10 s; it doubles
        /// with each failure in a row, up to `connect_timeout_max`. Too short and a busy broker looks dead;
        /// too long and a dead one looks busy.
        "socket.connection.setup.timeout.ms"
        connect_timeout: Duration = Duration::from_secs(10), Rule::Between(1, Rule::INT_MAX);
        /// Longest time to open a connection after failures. Default 30 s.
        "socket.connection.setup.timeout.max.ms"
        connect_timeout_max: Duration = Duration::from_secs(30), Rule::Between(1, Rule::INT_MAX);
        /// Wait before a broker that could not be connected is tried again; it doubles with each failure
        /// (KIP-144). Default 50 ms.
        "reconnect.backoff.ms"
        reconnect_backoff: Duration = Duration::from_millis(50), Rule::Between(0, Rule::INT_MAX);
        /// Longest wait before a broker is tried again. Default 1 s.
        "reconnect.backoff.max.ms"
        reconnect_backoff_max: Duration = Duration::from_secs(1), Rule::Between(0, Rule::INT_MAX);
        /// A connection that was idle for so long is closed; it is opened again when it is needed. Default
        /// 9 min, a minute less than brokers wait.
        "connections.max.idle.ms"
        connections_idle_max: Duration = Duration::from_secs(540), Rule::Between(1, i64::MAX);
        /// Longest time to wait for an answer; the connection is given up afterwards. Default 30 s.
        "request.timeout.ms"
        request_timeout: Duration = Duration::from_secs(30), Rule::Between(1, Rule::INT_MAX);
        /// Longest time that a call may take with all its retries. Default 60 s.
        "default.api.timeout.ms"
        api_timeout: Duration = Duration::from_secs(60), Rule::Between(1, Rule::INT_MAX);
        /// Age at which metadata is refreshed although nothing failed. Default 5 min.
        "metadata.max.age.ms"
        metadata_age_max: Duration = Duration::from_secs(300), Rule::Between(1, Rule::INT_MAX);
        /// A topic that nobody has used for so long is forgotten: no producer has sent to it, no consumer has
        /// it, no call was about it. Whoever uses it again asks for it again, which takes one more round trip.
        /// Default 5 min; at least 5 s. A shorter one makes refreshes smaller for those who meet many topics.
        "metadata.max.idle.ms"
        metadata_idle_max: Duration = Duration::from_secs(300), Rule::Between(5_000, i64::MAX);
        /// What to do when none of the brokers that are known can be reached. Default to begin anew with
        /// the addresses of the start (KIP-899).
        "metadata.recovery.strategy"
        metadata_recovery: MetadataRecovery = MetadataRecovery::default(), Rule::Any;
        /// After so long without an answer of any broker a client begins anew with the addresses of the
        /// start, whatever it knows (KIP-1102). Default 5 min.
        "metadata.recovery.rebootstrap.trigger.ms"
        rebootstrap_after: Duration = Duration::from_secs(300), Rule::Between(0, Rule::INT_MAX);
        /// Wait before the first retry; it doubles with each. Default 100 ms.
        "retry.backoff.ms"
        retry_backoff: Duration = Duration::from_millis(100), Rule::Between(0, Rule::INT_MAX);
        /// Longest wait before a retry. Default 1 s.
        "retry.backoff.max.ms"
        retry_backoff_max: Duration = Duration::from_secs(1), Rule::Between(0, Rule::INT_MAX);
        /// The size of the socket's send buffer, in bytes; -1 leaves it to the operating system. Default
        /// -1; Apache Kafka's is 128 KiB.
        "send.buffer.bytes"
        send_buffer: i32 = -1, Rule::Between(-1, Rule::INT_MAX);
        /// The size of the socket's receive buffer, in bytes; -1 leaves it to the operating system.
        /// Default -1; Apache Kafka's is 32 or 64 KiB.
        "receive.buffer.bytes"
        receive_buffer: i32 = -1, Rule::Between(-1, Rule::INT_MAX);
        /// Whether the client sends its metrics to the cluster, if that has a subscription which matches the
        /// client (KIP-714). Default true. Needs the feature `telemetry`, which is on by default.
        "enable.metrics.push"
        enable_metrics_push: bool = true, Rule::Any;
        /// Whether connections are encrypted, and how the client proves who it is. Default neither.
        "security.protocol"
        security_protocol: SecurityProtocol = SecurityProtocol::default(), Rule::Any;
        /// The form of the file at `ssl_truststore_location`. Only PEM is read (KIP-651).
        "ssl.truststore.type"
        ssl_truststore_type: StoreType = StoreType::default(), Rule::Any;
        /// A PEM file with the certificates of the authorities that brokers' certificates have to come
        /// from. Default those that the operating system trusts.
        "ssl.truststore.location"
        ssl_truststore_location: Option<PathBuf> = None, Rule::NotEmpty;
        /// The same as text.
        "ssl.truststore.certificates"
        ssl_truststore_certificates: Option<String> = None, Rule::NotEmpty;
        /// The form of the file at `ssl_keystore_location`. Only PEM is read (KIP-651).
        "ssl.keystore.type"
        ssl_keystore_type: StoreType = StoreType::default(), Rule::Any;
        /// A PEM file with the client's private key and its certificates, its own first: with it the client
        /// proves who it is by TLS. Default none.
        "ssl.keystore.location"
        ssl_keystore_location: Option<PathBuf> = None, Rule::NotEmpty;
        /// The private key as PEM text, in PKCS #8 form or that of its algorithm.
        "ssl.keystore.key"
        ssl_keystore_key: Option<Secret> = None, Rule::Any;
        /// The client's certificates as PEM text, its own first.
        "ssl.keystore.certificate.chain"
        ssl_keystore_certificate_chain: Option<String> = None, Rule::NotEmpty;
        /// The password of a private key that is encrypted. Default none.
        "ssl.key.password"
        ssl_key_password: Option<Secret> = None, Rule::Any;
        /// Whether the name in a broker's certificate has to be the one that it was connected by. Default
        /// it has to. Without it anybody with a certificate of a trusted authority can be the broker.
        "ssl.endpoint.identification.algorithm"
        ssl_endpoint_identification: EndpointIdentification = EndpointIdentification::default(),
            Rule::Any;
        /// The versions of TLS that may be spoken. Default TLSv1.3 and TLSv1.2.
        "ssl.enabled.protocols"
        ssl_enabled_protocols: Vec<TlsVersion> = vec![TlsVersion::V1_3, TlsVersion::V1_2], Rule::NotEmpty;
        /// How the client proves who it is, with the security protocols that begin with SASL.
        "sasl.mechanism"
        sasl_mechanism: Option<SaslMechanism> = None, Rule::Any;
        /// The name, of PLAIN and SCRAM.
        "sasl.username"
        sasl_username: Option<String> = None, Rule::Any;
        /// The password, of PLAIN and SCRAM.
        "sasl.password"
        sasl_password: Option<Secret> = None, Rule::Any;
        /// Name and password as Java clients have them: `...LoginModule required username="alice"
        /// password="xyzzy";`, with `tokenauth="true"` for the id and HMAC of a delegation token. For
        /// OAUTHBEARER `clientId`, `clientSecret` and `scope`.
        "sasl.jaas.config"
        sasl_jaas_config: Option<Secret> = None, Rule::Any;
        /// Where OAUTHBEARER gets its tokens, as `https://host/path` (KIP-768).
        "sasl.oauthbearer.token.endpoint.url"
        sasl_oauthbearer_token_endpoint_url: Option<String> = None, Rule::NotEmpty;
        /// The client's id at that endpoint (KIP-1139).
        "sasl.oauthbearer.client.credentials.client.id"
        sasl_oauthbearer_client_id: Option<String> = None, Rule::NotEmpty;
        /// The client's secret at that endpoint.
        "sasl.oauthbearer.client.credentials.client.secret"
        sasl_oauthbearer_client_secret: Option<Secret> = None, Rule::Any;
        /// What the tokens are for. Default not said.
        "sasl.oauthbearer.scope"
        sasl_oauthbearer_scope: Option<String> = None, Rule::Any;
        /// Longest time to wait for the token endpoint. Default 10 s.
        "sasl.login.read.timeout.ms"
        sasl_login_timeout: Duration = Duration::from_secs(10), Rule::Between(1, Rule::INT_MAX);
    }
    and {
        /// Who gives the tokens of OAUTHBEARER, instead of an endpoint. Default nobody.
        token_provider: Option<Arc<dyn TokenProvider>> = None;
    }
}

/// What a client has to prove who it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Credentials {
    Password {
        username: String,
        password: Secret,
    },
    /// The id and the HMAC of a delegation token.
    DelegationToken {
        id: String,
        hmac: Secret,
    },
}

impl ClientOptions {
    /// Name and password, from wherever they are said.
    pub(crate) fn credentials(&self) -> Option<Credentials> {
        if let (Some(username), Some(password)) = (&self.sasl_username, &self.sasl_password) {
            let (username, password) = (username.clone(), password.clone());
            return Some(Credentials::Password { username, password });
        }
        let config = jaas::parse(self.sasl_jaas_config.as_ref()?.reveal()).ok()?;
        let username = config.get("username")?.clone();
        let password = Secret::new(config.get("password")?);
        let is_token = config.get("tokenauth").is_some_and(|value| value == "true");
        Some(match is_token {
            true => Credentials::DelegationToken { id: username, hmac: password },
            false => Credentials::Password { username, password },
        })
    }

    /// Id, secret and scope at the token endpoint, from wherever they are said.
    pub(crate) fn client_credentials(&self) -> Option<(String, Secret, Option<String>)> {
        let config = self.sasl_jaas_config.as_ref();
        let config =
            config.and_then(|config| jaas::parse(config.reveal()).ok()).unwrap_or_default();
        let id = self.sasl_oauthbearer_client_id.as_ref().or_else(|| config.get("clientId"))?;
        let secret = match &self.sasl_oauthbearer_client_secret {
            Some(secret) => secret.clone(),
            None => Secret::new(config.get("clientSecret")?),
        };
        let scope = self.sasl_oauthbearer_scope.clone().or_else(|| config.get("scope").cloned());
        Some((id.clone(), secret, scope))
    }

    /// Tells all that is wrong.
    ///
    /// # Errors
    /// `InvalidInput`.
    pub(crate) fn check(&self) -> Result<()> {
        let mut complaints = complaints(Self::DEFINITIONS, self);
        let jaas = self.sasl_jaas_config.as_ref().map(|config| jaas::parse(config.reveal()));
        match jaas {
            // What it was to say is missing, too.
            Some(Err(complaint)) => complaints.push(complaint),
            Some(Ok(_)) | None if self.security_protocol.has_sasl() => {
                complaints.extend(self.sasl_complaint());
            }
            Some(Ok(_)) | None => {}
        }
        let both =
            self.ssl_truststore_location.is_some() && self.ssl_truststore_certificates.is_some();
        if both {
            complaints.push(
                "ssl_truststore_location and ssl_truststore_certificates are both set: only one of them \
                 can be"
                    .to_owned(),
            );
        }
        let key = self.ssl_keystore_key.is_some();
        if key != self.ssl_keystore_certificate_chain.is_some() {
            complaints.push(
                "ssl_keystore_key and ssl_keystore_certificate_chain go together: one of them is not set"
                    .to_owned(),
            );
        }
        if key && self.ssl_keystore_location.is_some() {
            complaints.push(
                "ssl_keystore_location and ssl_keystore_key are both set: only one of them can be"
                    .to_owned(),
            );
        }
        refuse("connect", complaints)
    }

    fn sasl_complaint(&self) -> Option<String> {
        let protocol = super::value::Value::show(&self.security_protocol);
        match self.sasl_mechanism {
            None => Some(format!(
                "sasl_mechanism (sasl.mechanism) is not set: {protocol} needs PLAIN, SCRAM-SHA-256, \
                 SCRAM-SHA-512 or OAUTHBEARER"
            )),
            Some(SaslMechanism::OAuthBearer) => {
                let endpoint = self.sasl_oauthbearer_token_endpoint_url.is_some()
                    && self.client_credentials().is_some();
                let given = endpoint || self.token_provider.is_some();
                (!given).then(|| {
                    "sasl_mechanism (sasl.mechanism) is OAUTHBEARER: it needs token_provider, or \
                     sasl_oauthbearer_token_endpoint_url with a client's id and secret"
                        .to_owned()
                })
            }
            Some(
                SaslMechanism::Plain | SaslMechanism::ScramSha256 | SaslMechanism::ScramSha512,
            ) => self.credentials().is_none().then(|| {
                "sasl_username (sasl.username) and sasl_password (sasl.password), or \
                     sasl_jaas_config with both, are not set"
                    .to_owned()
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_work_is_refused_all_at_once() {
        let options = ClientOptions::from_properties([
            ("security.protocol", "SASL_SSL"),
            ("ssl.keystore.key", "x"),
        ]);
        let error = options.unwrap().check().unwrap_err().to_string();
        assert!(error.contains("sasl.mechanism"), "{error}");
        assert!(error.contains("ssl_keystore_certificate_chain"), "{error}");
        let options = ClientOptions::from_properties([
            ("security.protocol", "SASL_SSL"),
            ("sasl.mechanism", "PLAIN"),
            ("sasl.jaas.config", "a.B required username=x password=y"),
        ]);
        let error = options.unwrap().check().unwrap_err().to_string();
        assert!(error.contains("semicolon") && !error.contains("not set"), "{error}");
        let jks = ClientOptions::from_properties([("ssl.truststore.type", "JKS")]).unwrap_err();
        assert!(jks.to_string().contains("keytool"), "{jks}");
        ClientOptions::default().check().unwrap();
    }

    #[test]
    fn credentials_come_from_either_place() {
        let module = "org.apache.kafka.common.security.scram.ScramLoginModule required";
        let jaas = format!("{module} username=\"al\\\"ice\" password='x;y' ;");
        let options = ClientOptions::from_properties([("sasl.jaas.config", &jaas)]).unwrap();
        let expected = |username: &str, password: &str| {
            let (username, password) = (username.to_owned(), Secret::new(password));
            Some(Credentials::Password { username, password })
        };
        assert_eq!(options.credentials(), expected("al\"ice", "x;y"));
        let pairs = [("sasl.username", "bob"), ("sasl.password", "p")];
        let options = ClientOptions::from_properties(pairs).unwrap();
        assert_eq!(options.credentials(), expected("bob", "p"));
        assert!(!format!("{options:?}").contains("\"p\""));
    }
}
