//! Apache Kafka with every kind of listener that clients have to prove themselves at, and the certificates
//! for it. Tests that run at the same time share one.

use std::{
    fs,
    path::PathBuf,
    sync::{Arc, Weak},
};

use parking_lot::Mutex;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tempfile::TempDir;

use crate::apache_kafka::{Jars, Node, await_ports, free_port};

/// A user of PLAIN and SCRAM, and what proves it.
pub const USER: &str = "alice";
pub const PASSWORD: &str = "alice-secret";

/// A listener: how tests call it, its name, its protocol, and keys of its own.
const LISTENERS: &[(&str, &str, &str, &str)] = &[
    ("plaintext", "PLAINTEXT", "PLAINTEXT", ""),
    ("ssl", "SSL", "SSL", ""),
    ("mutual", "MUTUAL", "SSL", "ssl.client.auth=required"),
    ("sasl_plaintext", "SASLPLAIN", "SASL_PLAINTEXT", ""),
    ("sasl_ssl", "SASLSSL", "SASL_SSL", ""),
    ("renewing", "RENEWING", "SASL_PLAINTEXT", "connections.max.reauth.ms=1500"),
    ("scram_only", "SCRAMONLY", "SASL_PLAINTEXT", "sasl.enabled.mechanisms=SCRAM-SHA-256"),
];

/// A running broker; stopped when the last test lets go of it.
#[derive(Debug)]
pub struct Kafka {
    _node: Node,
    folder: TempDir,
    ports: Vec<u16>,
}

static RUNNING: Mutex<Weak<Kafka>> = Mutex::new(Weak::new());

impl Kafka {
    /// The one that runs, or a new one; `None` where Kafka's jars are not known.
    pub fn shared() -> Option<Arc<Self>> {
        let jars = Jars::known()?;
        let mut running = RUNNING.lock();
        if let Some(kafka) = running.upgrade() {
            return Some(kafka);
        }
        let kafka = Arc::new(Self::start(&jars));
        *running = Arc::downgrade(&kafka);
        Some(kafka)
    }

    fn start(jars: &Jars) -> Self {
        let folder = TempDir::new().unwrap();
        for (name, text) in certificates().unwrap() {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let ports: Vec<u16> = LISTENERS.iter().map(|_| free_port()).collect();
        let place = folder.path().display().to_string();
        let properties = folder.path().join("server.properties");
        fs::write(&properties, configuration(&place, &ports, free_port())).unwrap();
        let scram = |mechanism: &str| format!("{mechanism}=[name={USER},password={PASSWORD}]");
        let (sha_256, sha_512) = (scram("SCRAM-SHA-256"), scram("SCRAM-SHA-512"));
        jars.format(&properties, &["--add-scram", &sha_256, "--add-scram", &sha_512]);
        let node = jars.start(&properties, &[]);
        await_ports(ports.iter().copied());
        Self { _node: node, folder, ports }
    }

    /// The port of a listener.
    pub fn port(&self, name: &str) -> u16 {
        let index = LISTENERS.iter().position(|(listener, ..)| *listener == name).unwrap();
        self.ports[index]
    }

    /// The address of a listener, by the name that is in the broker's certificate.
    pub fn address(&self, name: &str) -> String {
        format!("localhost:{}", self.port(name))
    }

    /// A file with certificates.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// An authority, the broker's and the client's certificates, and an authority that nobody knows.
fn certificates() -> Result<Vec<(&'static str, String)>, rcgen::Error> {
    let authority = |name: &str| {
        let mut params = CertificateParams::new(Vec::new())?;
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(rcgen::DnType::CommonName, name);
        CertifiedIssuer::self_signed(params, KeyPair::generate()?)
    };
    let ours = authority("tests of ottla")?;
    let issued = |name: &str| {
        let mut params = CertificateParams::new(vec![name.to_owned()])?;
        params.distinguished_name.push(rcgen::DnType::CommonName, name);
        let key = KeyPair::generate()?;
        let certificate = params.signed_by(&key, &ours)?;
        Ok::<_, rcgen::Error>(format!("{}{}", key.serialize_pem(), certificate.pem()))
    };
    Ok(vec![
        ("ca.pem", ours.pem()),
        ("server.pem", issued("localhost")?),
        ("client.pem", issued("alice")?),
        ("stranger.pem", authority("a stranger")?.pem()),
    ])
}

fn configuration(folder: &str, ports: &[u16], controller: u16) -> String {
    let joined = |one: &dyn Fn(&(&str, &str, &str, &str), u16) -> String| {
        let each = LISTENERS.iter().zip(ports).map(|(listener, port)| one(listener, *port));
        each.collect::<Vec<_>>().join(",")
    };
    let listeners = joined(&|(_, name, ..), port| format!("{name}://127.0.0.1:{port}"));
    let advertised = joined(&|(_, name, ..), port| format!("{name}://localhost:{port}"));
    let protocols = joined(&|(_, name, protocol, _), _| format!("{name}:{protocol}"));
    let mut text = format!(
        "process.roles=broker,controller\nnode.id=1\n\
         controller.quorum.voters=1@127.0.0.1:{controller}\n\
         listeners={listeners},CONTROLLER://127.0.0.1:{controller}\nadvertised.listeners={advertised}\n\
         controller.listener.names=CONTROLLER\ninter.broker.listener.name=PLAINTEXT\n\
         listener.security.protocol.map=CONTROLLER:PLAINTEXT,{protocols}\n\
         log.dirs={folder}/data\noffsets.topic.replication.factor=1\n\
         group.initial.rebalance.delay.ms=0\n\
         sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256,SCRAM-SHA-512,OAUTHBEARER\n\
         delegation.token.secret.key=secret-of-tests\n\
         ssl.keystore.type=PEM\nssl.keystore.location={folder}/server.pem\n\
         ssl.truststore.type=PEM\nssl.truststore.location={folder}/ca.pem\n"
    );
    let modules = "org.apache.kafka.common.security";
    for (_, name, protocol, own) in LISTENERS {
        let listener = format!("listener.name.{}", name.to_lowercase());
        if !own.is_empty() {
            text.push_str(&format!("{listener}.{own}\n"));
        }
        if protocol.starts_with("SASL") {
            text.push_str(&format!(
                "{listener}.plain.sasl.jaas.config={modules}.plain.PlainLoginModule required \
                 user_{USER}=\"{PASSWORD}\";\n\
                 {listener}.scram-sha-256.sasl.jaas.config={modules}.scram.ScramLoginModule required;\n\
                 {listener}.scram-sha-512.sasl.jaas.config={modules}.scram.ScramLoginModule required;\n\
                 {listener}.oauthbearer.sasl.jaas.config=\
                 {modules}.oauthbearer.OAuthBearerLoginModule required \
                 unsecuredLoginStringClaim_sub=\"broker\";\n\
                 {listener}.oauthbearer.sasl.server.callback.handler.class=\
                 {modules}.oauthbearer.internals.unsecured.OAuthBearerUnsecuredValidatorCallbackHandler\n"
            ));
        }
    }
    text
}
