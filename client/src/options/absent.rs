//! Keys of Apache Kafka's clients that no option here answers to: those that are passed over, because what they
//! say has no meaning here, and those that are refused with the reason, because whoever sets them wants what is
//! not here.

/// Keys that are passed over whatever they say: classes of Java, metrics of the JVM, and what types decide.
pub const PASSED_OVER: &[&str] = &[
    "auto.include.jmx.reporter",
    "interceptor.classes",
    "key.deserializer",
    "key.serializer",
    "metric.reporters",
    "metrics.num.samples",
    "metrics.recording.level",
    "metrics.sample.window.ms",
    "sasl.client.callback.handler.class",
    "sasl.login.callback.handler.class",
    "sasl.login.class",
    "sasl.oauthbearer.jwt.validator.class",
    "security.providers",
    "ssl.engine.factory.class",
    "ssl.keymanager.algorithm",
    "ssl.provider",
    "ssl.secure.random.implementation",
    "ssl.trustmanager.algorithm",
    "value.deserializer",
    "value.serializer",
];

/// A key that is refused, unless it says what is so anyway.
///
/// ```
/// assert!(ottla::ABSENT.iter().any(|one| one.key == "ssl.truststore.password"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Absent {
    /// Apache Kafka's key.
    pub key: &'static str,
    /// Its value where it changes nothing: Apache Kafka's default. Without a value it changes nothing either.
    pub harmless: &'static [&'static str],
    /// Why it is not here, and what to do.
    pub why: &'static str,
}

const TRYING: &str = "a producer tries until delivery_timeout (delivery.timeout.ms) is over, all else until \
                      api_timeout (default.api.timeout.ms): set those; for records to be processed it is \
                      processing.retries";
const PEM: &str = "stores are read as PEM (made with 'keytool -exportcert -rfc' or 'openssl pkcs12 -in STORE \
                   -nodes'), which have no password; that of an encrypted private key is ssl_key_password \
                   (ssl.key.password)";
const KERBEROS: &str = "there is no Kerberos (GSSAPI): sasl_mechanism (sasl.mechanism) is PLAIN, SCRAM-SHA-256, \
                        SCRAM-SHA-512 or OAUTHBEARER";
const REFRESH: &str =
    "a token is asked for anew when four fifths of its time are over, or less than 3 s are left";
const AGAIN: &str = "the token endpoint is asked again with the next connection";
const ASSERTION: &str =
    "there are no assertions (KIP-1258): use a client's id and secret, or a token_provider";
const VALIDATION: &str = "the client does not look into tokens: brokers validate them";

/// All that is refused so, by key.
pub const ABSENT: &[Absent] = &[
    absent("config.providers", &[], "values are not looked up elsewhere: put them into the list"),
    absent(
        "exclude.internal.topics",
        &["true"],
        "topic_pattern (topic.pattern) never matches topics of the cluster itself: name them in topics",
    ),
    absent(
        "internal.throw.on.fetch.stable.offset.unsupported",
        &["false"],
        "it is internal to Apache Kafka's Java client",
    ),
    absent("retries", &["2147483647"], TRYING),
    absent("sasl.kerberos.kinit.cmd", &["/usr/bin/kinit"], KERBEROS),
    absent("sasl.kerberos.min.time.before.relogin", &["60000"], KERBEROS),
    absent("sasl.kerberos.service.name", &[], KERBEROS),
    absent("sasl.kerberos.ticket.renew.jitter", &["0.05"], KERBEROS),
    absent("sasl.kerberos.ticket.renew.window.factor", &["0.8"], KERBEROS),
    absent(
        "sasl.login.connect.timeout.ms",
        &[],
        "one limit is for all of a call to the token endpoint: sasl_login_timeout (sasl.login.read.timeout.ms)",
    ),
    absent("sasl.login.refresh.buffer.seconds", &["300"], REFRESH),
    absent("sasl.login.refresh.min.period.seconds", &["60"], REFRESH),
    absent("sasl.login.refresh.window.factor", &["0.8"], REFRESH),
    absent("sasl.login.refresh.window.jitter", &["0.05"], REFRESH),
    absent("sasl.login.retry.backoff.max.ms", &["10000"], AGAIN),
    absent("sasl.login.retry.backoff.ms", &["100"], AGAIN),
    absent("sasl.oauthbearer.assertion.algorithm", &["RS256"], ASSERTION),
    absent("sasl.oauthbearer.assertion.claim.aud", &[], ASSERTION),
    absent("sasl.oauthbearer.assertion.claim.exp.seconds", &["300"], ASSERTION),
    absent("sasl.oauthbearer.assertion.claim.iss", &[], ASSERTION),
    absent("sasl.oauthbearer.assertion.claim.jti.include", &["false"], ASSERTION),
    absent("sasl.oauthbearer.assertion.claim.nbf.seconds", &["60"], ASSERTION),
    absent("sasl.oauthbearer.assertion.claim.sub", &[], ASSERTION),
    absent("sasl.oauthbearer.assertion.file", &[], ASSERTION),
    absent("sasl.oauthbearer.assertion.private.key.file", &[], ASSERTION),
    absent("sasl.oauthbearer.assertion.private.key.passphrase", &[], ASSERTION),
    absent("sasl.oauthbearer.assertion.template.file", &[], ASSERTION),
    absent("sasl.oauthbearer.clock.skew.seconds", &["30"], VALIDATION),
    absent("sasl.oauthbearer.expected.audience", &[], VALIDATION),
    absent("sasl.oauthbearer.expected.issuer", &[], VALIDATION),
    absent(
        "sasl.oauthbearer.header.urlencode",
        &["false"],
        "a client's id and secret go to the token endpoint as they are",
    ),
    absent("sasl.oauthbearer.jwks.endpoint.refresh.ms", &["3600000"], VALIDATION),
    absent("sasl.oauthbearer.jwks.endpoint.retry.backoff.max.ms", &["10000"], VALIDATION),
    absent("sasl.oauthbearer.jwks.endpoint.retry.backoff.ms", &["100"], VALIDATION),
    absent("sasl.oauthbearer.jwks.endpoint.url", &[], VALIDATION),
    absent(
        "sasl.oauthbearer.jwt.retriever.class",
        &[
            "org.apache.kafka.common.security.oauthbearer.DefaultJwtRetriever",
            "org.apache.kafka.common.security.oauthbearer.ClientCredentialsJwtRetriever",
        ],
        "tokens come from sasl_oauthbearer_token_endpoint_url, or from a token_provider",
    ),
    absent("sasl.oauthbearer.scope.claim.name", &["scope"], VALIDATION),
    absent("sasl.oauthbearer.sub.claim.name", &["sub"], VALIDATION),
    absent("ssl.cipher.suites", &[], "the suites are those of rustls, all of which are safe"),
    absent("ssl.keystore.password", &[], PEM),
    absent(
        "ssl.protocol",
        &["TLSv1.3", "TLS"],
        "the newest version that both sides have is spoken; ssl_enabled_protocols (ssl.enabled.protocols) bounds \
         them",
    ),
    absent("ssl.truststore.password", &[], PEM),
    absent(
        "transaction.two.phase.commit.enable",
        &["false"],
        "transactions that others end in two phases (KIP-939) are not here",
    ),
];

const fn absent(key: &'static str, harmless: &'static [&'static str], why: &'static str) -> Absent {
    Absent { key, harmless, why }
}

impl Absent {
    /// What is wrong with this value, if anything is. Secrets are not shown.
    pub(super) fn complaint(&self, value: &str) -> Option<String> {
        let value = value.trim();
        let harmless = self.harmless.iter().any(|harmless| harmless.eq_ignore_ascii_case(value));
        if value.is_empty() || harmless {
            return None;
        }
        let Self { key, why, .. } = self;
        let secret = key.ends_with("password") || key.ends_with("passphrase");
        Some(match secret {
            true => format!("{key} is set: {why}"),
            false => format!("{key} is '{value}': {why}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_not_shown() {
        for one in ABSENT.iter().filter(|one| one.why == PEM) {
            let complaint = one.complaint("hunter2").unwrap();
            assert!(!complaint.contains("hunter2") && complaint.contains("PEM"), "{complaint}");
        }
    }

    #[test]
    fn what_changes_nothing_is_no_complaint() {
        for one in ABSENT {
            assert_eq!(one.complaint(" "), None, "{}", one.key);
            for harmless in one.harmless {
                assert_eq!(one.complaint(harmless), None, "{}", one.key);
            }
            assert!(one.complaint("x").is_some_and(|said| said.contains(one.why)), "{}", one.key);
        }
    }
}
