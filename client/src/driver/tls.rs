//! TLS by rustls: what is trusted, what the client shows, and the handshake.

use std::{io, path::Path, sync::Arc};

use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme,
    client::{
        WebPkiServerVerifier,
        danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    },
    crypto::{CryptoProvider, ring},
    pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime},
};
use tokio::net::TcpStream;
use tokio_rustls::{TlsConnector, client::TlsStream};

use super::{pem::NoKey, transport::TransportError};
use crate::{
    Error, ErrorKind, Result,
    options::{ClientOptions, EndpointIdentification, Secret, TlsVersion},
};

const OPERATION: &str = "connect";

/// Makes connections secret.
#[derive(Clone)]
pub(crate) struct Tls {
    connector: TlsConnector,
}

impl std::fmt::Debug for Tls {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tls")
    }
}

impl Tls {
    /// Reads what the options name.
    ///
    /// # Errors
    /// `InvalidInput` for files and text that cannot be read: which, and why.
    pub(crate) fn new(options: &ClientOptions) -> Result<Self> {
        let provider = Arc::new(ring::default_provider());
        let versions: Vec<_> = options
            .ssl_enabled_protocols
            .iter()
            .map(|version| match version {
                TlsVersion::V1_2 => &rustls::version::TLS12,
                TlsVersion::V1_3 => &rustls::version::TLS13,
            })
            .collect();
        let builder = ClientConfig::builder_with_provider(provider.clone())
            .with_protocol_versions(&versions)
            .map_err(|error| invalid("ssl_enabled_protocols", &error.to_string()))?;
        let roots = Arc::new(roots(options)?);
        let builder = match options.ssl_endpoint_identification {
            EndpointIdentification::Https => builder.with_root_certificates(roots),
            EndpointIdentification::None => {
                let verifier = WebPkiServerVerifier::builder_with_provider(roots, provider.clone())
                    .build()
                    .map_err(|error| invalid("ssl_truststore_location", &error.to_string()))?;
                let verifier = Arc::new(AnyName { verifier, provider });
                builder.dangerous().with_custom_certificate_verifier(verifier)
            }
        };
        let config = match identity(options)? {
            None => builder.with_no_client_auth(),
            Some((chain, key)) => builder.with_client_auth_cert(chain, key).map_err(|error| {
                let option = match options.ssl_keystore_location {
                    Some(_) => "ssl_keystore_location",
                    None => "ssl_keystore_key",
                };
                invalid(option, &format!("it does not fit the client's own certificate: {error}"))
            })?,
        };
        Ok(Self { connector: TlsConnector::from(Arc::new(config)) })
    }

    /// The handshake.
    ///
    /// # Errors
    /// `Tls` with what went wrong.
    pub(crate) async fn connect(
        &self,
        host: &str,
        stream: TcpStream,
    ) -> Result<TlsStream<TcpStream>, TransportError> {
        let name = ServerName::try_from(host.to_owned()).map_err(|_| {
            TransportError::Untrusted(format!("'{host}' cannot be in a certificate"))
        })?;
        self.connector.connect(name, stream).await.map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => TransportError::NotTls,
            _ => explained(error),
        })
    }
}

/// An error of a connection, in words if it is one of TLS. With TLS 1.3 a broker refuses a client's
/// certificate when the handshake is over for the client.
pub(crate) fn explained(error: io::Error) -> TransportError {
    use rustls::{AlertDescription, Error as Tls};
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<Tls>());
    let untrusted = |what: String| TransportError::Untrusted(what);
    match inner {
        Some(Tls::InvalidCertificate(wrong)) => untrusted(invalid_certificate(wrong)),
        // What a broker says that was shown no certificate, or none that it takes.
        Some(Tls::AlertReceived(
            alert @ (AlertDescription::CertificateRequired
            | AlertDescription::BadCertificate
            | AlertDescription::CertificateUnknown
            | AlertDescription::UnknownCA),
        )) => untrusted(format!(
            "the broker wants a certificate of the client that it trusts, and was not shown one: name it in \
             ssl_keystore_location (ssl.keystore.location); the broker says {alert:?}"
        )),
        Some(Tls::AlertReceived(AlertDescription::ProtocolVersion)) => untrusted(
            "the broker takes none of the versions of TLS that the client has: set ssl_enabled_protocols \
             (ssl.enabled.protocols)"
                .to_owned(),
        ),
        Some(Tls::AlertReceived(alert)) => {
            untrusted(format!("the broker ended the TLS handshake: {alert:?}"))
        }
        Some(Tls::InvalidMessage(_)) => TransportError::NotTls,
        Some(other) => untrusted(format!("TLS failed: {other}")),
        None => TransportError::Io(Arc::new(error)),
    }
}

/// What is wrong with a broker's certificate, and what helps.
fn invalid_certificate(error: &CertificateError) -> String {
    use CertificateError as Wrong;
    let fixed = match error {
        Wrong::UnknownIssuer => {
            "the broker's certificate comes from an authority that is not trusted: name its certificate in \
             ssl_truststore_location (ssl.truststore.location)"
        }
        Wrong::NotValidForName => return misnamed(&[]),
        Wrong::NotValidForNameContext { presented, .. } => return misnamed(presented),
        Wrong::Expired | Wrong::ExpiredContext { .. } => {
            "the broker's certificate has expired, unless the clock of this machine is wrong"
        }
        Wrong::NotValidYet | Wrong::NotValidYetContext { .. } => {
            "the broker's certificate is not valid yet, unless the clock of this machine is wrong"
        }
        Wrong::Other(other) if other.to_string() == "UnsupportedCertVersion" => {
            "the broker's certificate is of version 1 of X.509, which has no names of hosts: have one made \
             with a subjectAltName"
        }
        Wrong::Other(other) if other.to_string() == "CaUsedAsEndEntity" => {
            "the broker shows the certificate of an authority (CA:TRUE) as its own: have one made for the \
             broker that comes from this authority (for tests: openssl req -x509 -addext \
             basicConstraints=critical,CA:FALSE)"
        }
        other => return format!("the broker's certificate is not valid: {other}"),
    };
    fixed.to_owned()
}

/// What is told of a certificate that has these names, as `DnsName("kafka")` and the like.
fn misnamed(names: &[String]) -> String {
    let bare = |name: &String| {
        let inner = name.split_once('(').and_then(|(_, rest)| rest.strip_suffix(')'));
        inner.unwrap_or(name).trim_matches('"').to_owned()
    };
    let names: Vec<String> = names.iter().map(bare).collect();
    let (has, advice) = match names.is_empty() {
        true => ("no subjectAltName".to_owned(), ""),
        false => (names.join(", "), "connect by one that it has, or "),
    };
    format!(
        "the broker's certificate is not made out to the name that it was connected by (it has {has}): \
         {advice}have one made that names this one"
    )
}

/// The authorities that are trusted.
fn roots(options: &ClientOptions) -> Result<RootCertStore> {
    let mut roots = RootCertStore::empty();
    let option = "ssl_truststore_location";
    let given = match (&options.ssl_truststore_location, &options.ssl_truststore_certificates) {
        (Some(path), _) => Some((option, read(option, path)?)),
        (None, Some(text)) => Some(("ssl_truststore_certificates", text.clone())),
        (None, None) => None,
    };
    let Some((option, pem)) = given else {
        let found = rustls_native_certs::load_native_certs();
        let (_, _) = roots.add_parsable_certificates(found.certs);
        return Ok(roots);
    };
    for certificate in certificates(option, &pem)? {
        roots.add(certificate).map_err(|error| invalid(option, &error.to_string()))?;
    }
    Ok(roots)
}

type Identity = (Vec<CertificateDer<'static>>, PrivateKeyDer<'static>);

/// The client's own certificates and key.
fn identity(options: &ClientOptions) -> Result<Option<Identity>> {
    let password = options.ssl_key_password.as_ref();
    if let Some(path) = &options.ssl_keystore_location {
        let option = "ssl_keystore_location";
        let pem = read(option, path)?;
        return Ok(Some((certificates(option, &pem)?, private_key(option, &pem, password)?)));
    }
    match (&options.ssl_keystore_key, &options.ssl_keystore_certificate_chain) {
        (Some(key), Some(chain)) => Ok(Some((
            certificates("ssl_keystore_certificate_chain", chain)?,
            private_key("ssl_keystore_key", key.reveal(), password)?,
        ))),
        (_, _) => Ok(None),
    }
}

fn read(option: &'static str, path: &Path) -> Result<String> {
    let bytes = std::fs::read(path)
        .map_err(|error| invalid(option, &format!("{}: {error}", path.display())))?;
    String::from_utf8(bytes).map_err(|_| {
        let message = format!(
            "{} is not PEM text: turn a JKS or PKCS #12 store into it with 'keytool -importkeystore \
             -deststoretype PKCS12 ...' and 'openssl pkcs12 -in STORE -nodes'",
            path.display()
        );
        invalid(option, &message)
    })
}

fn certificates(option: &'static str, pem: &str) -> Result<Vec<CertificateDer<'static>>> {
    super::pem::certificates(pem).map_err(|what| invalid(option, &what))
}

fn private_key(
    option: &'static str,
    pem: &str,
    password: Option<&Secret>,
) -> Result<PrivateKeyDer<'static>> {
    super::pem::private_key(pem, password).map_err(|error| match error {
        NoKey::Unreadable(what) => invalid(option, &what),
        NoKey::WrongPassword => {
            invalid("ssl_key_password", "the private key cannot be decrypted with this password")
        }
    })
}

fn invalid(option: &'static str, message: &str) -> Error {
    Error::new(ErrorKind::InvalidInput, OPERATION, format!("{option}: {message}"))
}

/// Trusts a certificate of a trusted authority whatever its name.
#[derive(Debug)]
struct AnyName {
    verifier: Arc<WebPkiServerVerifier>,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for AnyName {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        use rustls::CertificateError::{NotValidForName, NotValidForNameContext};
        let verified = self.verifier.verify_server_cert(
            end_entity,
            intermediates,
            server_name,
            ocsp_response,
            now,
        );
        match verified {
            // The name is looked at last: everything else was in order.
            Err(rustls::Error::InvalidCertificate(
                NotValidForName | NotValidForNameContext { .. },
            )) => Ok(ServerCertVerified::assertion()),
            other => other,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        rustls::crypto::verify_tls12_signature(message, certificate, signed, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        rustls::crypto::verify_tls13_signature(message, certificate, signed, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_authority_that_shows_its_own_certificate_is_told_what_to_do() {
        let mut params = rcgen::CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
        let shown = params.self_signed(&rcgen::KeyPair::generate().unwrap()).unwrap();
        let mut roots = RootCertStore::empty();
        roots.add(shown.der().clone()).unwrap();
        let provider = Arc::new(ring::default_provider());
        let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider);
        let name = ServerName::try_from("localhost").unwrap();
        let verified = verifier.build().unwrap().verify_server_cert(
            shown.der(),
            &[],
            &name,
            &[],
            UnixTime::now(),
        );
        let error = explained(io::Error::other(verified.unwrap_err()));
        assert!(
            matches!(&error, TransportError::Untrusted(said) if said.contains("CA:TRUE")),
            "{error}"
        );
    }

    #[test]
    fn what_is_wrong_with_a_certificate_is_told_with_what_to_do() {
        use rustls::{AlertDescription, Error as Tls, OtherError};
        #[derive(Debug, thiserror::Error)]
        #[error("UnsupportedCertVersion")]
        struct Version;
        let misnamed = |presented: &[&str]| CertificateError::NotValidForNameContext {
            expected: ServerName::try_from("kafka").unwrap(),
            presented: presented.iter().map(|&name| name.to_owned()).collect(),
        };
        let certificate = Tls::InvalidCertificate;
        for (error, told) in [
            (
                certificate(misnamed(&["DnsName(\"a.b\")", "IpAddress(127.0.0.1)"])),
                "it has a.b, 127.0.0.1",
            ),
            (certificate(misnamed(&[])), "it has no subjectAltName"),
            (certificate(CertificateError::NotValidYet), "not valid yet"),
            (
                certificate(CertificateError::Other(OtherError(Arc::new(Version)))),
                "have one made with a subjectAltName",
            ),
            (Tls::AlertReceived(AlertDescription::ProtocolVersion), "ssl.enabled.protocols"),
        ] {
            let error = explained(io::Error::other(error)).to_string();
            assert!(error.contains(told), "{error}");
        }
    }

    #[test]
    fn files_that_are_not_pem_are_refused_with_a_hint() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        // What a JKS file begins with.
        std::io::Write::write_all(&mut file, &[0xfe, 0xed, 0xfe, 0xed]).unwrap();
        let options = ClientOptions {
            ssl_truststore_location: Some(file.path().to_owned()),
            ..Default::default()
        };
        let error = Tls::new(&options).unwrap_err().to_string();
        assert!(error.contains("keytool"), "{error}");
    }
}
