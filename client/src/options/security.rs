//! The values of options about brokers' addresses and about security.

use super::value::{Value, named};

/// Which of the addresses that a name stands for are tried (KIP-302, KIP-235).
///
/// ```
/// use ottla::{ClientOptions, DnsLookup};
///
/// // For certificates with canonical names, behind an alias.
/// let options = ClientOptions {
///     dns_lookup: DnsLookup::ResolveCanonicalBootstrapServersOnly,
///     ..Default::default()
/// };
/// assert_eq!(ClientOptions::default().dns_lookup, DnsLookup::UseAllDnsIps);
/// # let _ = options;
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DnsLookup {
    /// All, one after the other.
    #[default]
    UseAllDnsIps,
    /// All of the addresses of the start, each by the canonical name that it has: for certificates and
    /// Kerberos behind an alias.
    ResolveCanonicalBootstrapServersOnly,
}

/// What to do when none of the brokers that are known can be reached (KIP-899).
///
/// ```
/// use ottla::{ClientOptions, MetadataRecovery};
///
/// let options =
///     ClientOptions { metadata_recovery: MetadataRecovery::None, ..Default::default() };
/// assert_eq!(ClientOptions::default().metadata_recovery, MetadataRecovery::Rebootstrap);
/// # let _ = options;
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MetadataRecovery {
    /// Try the addresses of the start again.
    #[default]
    Rebootstrap,
    /// Go on trying those brokers.
    None,
}

/// Whether connections are encrypted, and how the client proves who it is. An example is at
/// [`ClientOptions`](super::ClientOptions).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SecurityProtocol {
    /// Not encrypted, and nobody proves anything.
    #[default]
    Plaintext,
    /// TLS; the client may have a certificate.
    Ssl,
    /// Not encrypted; the client proves who it is by SASL. Passwords of PLAIN can be read on the way.
    SaslPlaintext,
    /// TLS, and SASL within.
    SaslSsl,
}

impl SecurityProtocol {
    pub(crate) fn has_tls(self) -> bool {
        matches!(self, Self::Ssl | Self::SaslSsl)
    }

    pub(crate) fn has_sasl(self) -> bool {
        matches!(self, Self::SaslPlaintext | Self::SaslSsl)
    }

    /// The same with or without SASL.
    pub(crate) fn other_sasl(self) -> Self {
        match self {
            Self::Plaintext => Self::SaslPlaintext,
            Self::Ssl => Self::SaslSsl,
            Self::SaslPlaintext => Self::Plaintext,
            Self::SaslSsl => Self::Ssl,
        }
    }

    /// The same with or without TLS.
    pub(crate) fn other_tls(self) -> Self {
        match self {
            Self::Plaintext => Self::Ssl,
            Self::Ssl => Self::Plaintext,
            Self::SaslPlaintext => Self::SaslSsl,
            Self::SaslSsl => Self::SaslPlaintext,
        }
    }
}

/// How a client proves who it is. An example is at [`ClientOptions`](super::ClientOptions).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaslMechanism {
    /// Name and password as they are: only with TLS.
    Plain,
    /// Proof that the client knows the password (RFC 7677).
    ScramSha256,
    /// The same with a longer hash.
    ScramSha512,
    /// A token (RFC 7628).
    OAuthBearer,
}

/// Whether the name in a broker's certificate has to be the one that it was connected by.
///
/// ```
/// use ottla::{ClientOptions, EndpointIdentification};
///
/// // Only where the certificates of the brokers cannot have their names.
/// let options = ClientOptions {
///     ssl_endpoint_identification: EndpointIdentification::None,
///     ..Default::default()
/// };
/// # let _ = options;
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EndpointIdentification {
    /// It has to, by the rules of HTTPS.
    #[default]
    Https,
    /// It does not matter.
    None,
}

/// A version of TLS.
///
/// ```
/// use ottla::{ClientOptions, TlsVersion};
///
/// let options =
///     ClientOptions { ssl_enabled_protocols: vec![TlsVersion::V1_3], ..Default::default() };
/// # let _ = options;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TlsVersion {
    /// TLS 1.2.
    V1_2,
    /// TLS 1.3.
    V1_3,
}

/// The form of a file with keys or certificates, as [`ClientOptions`](super::ClientOptions) name them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StoreType {
    /// Text with `-----BEGIN ...-----`.
    #[default]
    Pem,
}

named!(DnsLookup, "use_all_dns_ips or resolve_canonical_bootstrap_servers_only", {
    Self::UseAllDnsIps => "use_all_dns_ips",
    Self::ResolveCanonicalBootstrapServersOnly => "resolve_canonical_bootstrap_servers_only",
}, {
    "use_all_dns_ips" => Self::UseAllDnsIps,
    "resolve_canonical_bootstrap_servers_only" => Self::ResolveCanonicalBootstrapServersOnly,
});

named!(MetadataRecovery, "rebootstrap or none", {
    Self::Rebootstrap => "rebootstrap", Self::None => "none",
}, {
    "rebootstrap" => Self::Rebootstrap, "none" => Self::None,
});

named!(SecurityProtocol, "PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL", {
    Self::Plaintext => "PLAINTEXT",
    Self::Ssl => "SSL",
    Self::SaslPlaintext => "SASL_PLAINTEXT",
    Self::SaslSsl => "SASL_SSL",
}, {
    "plaintext" => Self::Plaintext,
    "ssl" => Self::Ssl,
    "sasl_plaintext" => Self::SaslPlaintext,
    "sasl_ssl" => Self::SaslSsl,
});

named!(SaslMechanism, "PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 or OAUTHBEARER", {
    Self::Plain => "PLAIN",
    Self::ScramSha256 => "SCRAM-SHA-256",
    Self::ScramSha512 => "SCRAM-SHA-512",
    Self::OAuthBearer => "OAUTHBEARER",
}, {
    "plain" => Self::Plain,
    "scram-sha-256" => Self::ScramSha256,
    "scram-sha-512" => Self::ScramSha512,
    "oauthbearer" => Self::OAuthBearer,
});

named!(EndpointIdentification, "https or nothing", {
    Self::Https => "https", Self::None => "none",
}, {
    "https" => Self::Https, "" => Self::None, "none" => Self::None,
});

named!(TlsVersion, "TLSv1.3 and TLSv1.2", {
    Self::V1_3 => "TLSv1.3", Self::V1_2 => "TLSv1.2",
}, {
    "tlsv1.3" => Self::V1_3, "tlsv1.2" => Self::V1_2,
});

named!(StoreType,
    "only PEM (made with 'keytool -exportcert -rfc' or 'openssl pkcs12 -in STORE -nodes')", {
    Self::Pem => "PEM",
}, {
    "pem" => Self::Pem,
});
