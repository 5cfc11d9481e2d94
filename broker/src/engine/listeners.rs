//! Listeners: where a node listens, and how each of them is secured.

use ottla_core::model::config::BrokerEntries;

use super::{quorum_settings::Roles, settings::SettingsError};

/// One listener.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listener {
    /// Its name: `PLAINTEXT`.
    pub name: String,
    /// Host name or address.
    pub host: String,
    /// Port; 0 picks a free one.
    pub port: u16,
}

/// The listeners that a key names.
pub(super) fn parse(key: &'static str, value: &str) -> Result<Vec<Listener>, SettingsError> {
    let wrong = || SettingsError::Listener { key, value: value.to_owned() };
    let mut listeners = Vec::new();
    for item in value.split(',').map(str::trim).filter(|item| !item.is_empty()) {
        let (name, address) = item.split_once("://").ok_or_else(wrong)?;
        let (host, port) = address.rsplit_once(':').ok_or_else(wrong)?;
        let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        let port = port.parse().map_err(|_| wrong())?;
        listeners.push(Listener { name: name.to_owned(), host: host.to_owned(), port });
    }
    if listeners.is_empty() { Err(wrong()) } else { Ok(listeners) }
}

/// Refuses listeners that are to be secured in ways that are not there: in the clear they would harm.
/// Those of controllers need not be in the map, as with Apache Kafka.
pub(super) fn check_protocols(
    entries: &BrokerEntries,
    listeners: &[Listener],
    of_controllers: &[String],
) -> Result<(), SettingsError> {
    const KEY: &str = "listener.security.protocol.map";
    let map = entries.value(KEY).unwrap_or_default();
    let mut protocols = Vec::new();
    for item in map.split(',').map(str::trim).filter(|item| !item.is_empty()) {
        let (value, form) = (item.to_owned(), "LISTENER:PROTOCOL, such as CLIENTS:PLAINTEXT");
        let wrong = SettingsError::Address { key: KEY, value, form };
        protocols.push(item.split_once(':').ok_or(wrong)?);
    }
    let protocol = |name: &str| {
        let mapped = protocols.iter().find(|(of, _)| *of == name);
        mapped.map(|(_, protocol)| (*protocol).to_owned())
    };
    let clients = listeners.iter().map(|listener| (listener.name.as_str(), None));
    let controllers = of_controllers.iter().map(|name| (name.as_str(), Some("PLAINTEXT")));
    for (name, default) in clients.chain(controllers) {
        let protocol = protocol(name).or(default.map(str::to_owned));
        match protocol.as_deref() {
            Some("PLAINTEXT") => {}
            Some("SSL" | "SASL_PLAINTEXT" | "SASL_SSL") => {
                let value = format!("{name}:{}", protocol.unwrap_or_default());
                return Err(SettingsError::Unsupported { key: KEY, value, what: "TLS or SASL" });
            }
            Some(_) => {
                let value = format!("{name}:{}", protocol.unwrap_or_default());
                let form = "LISTENER:PROTOCOL with PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL";
                return Err(SettingsError::Address { key: KEY, value, form });
            }
            None => return Err(SettingsError::NoProtocol { name: name.to_owned() }),
        }
    }
    Ok(())
}

/// The listener by which brokers reach each other.
pub(super) fn inter_broker_listener(
    entries: &BrokerEntries,
    listeners: &[Listener],
    roles: Roles,
) -> Result<String, SettingsError> {
    let first = || listeners.first().map_or_else(String::new, |listener| listener.name.clone());
    let Some(name) = entries.value("inter.broker.listener.name") else { return Ok(first()) };
    if roles.is_broker() && !listeners.iter().any(|listener| listener.name == name) {
        let names: Vec<&str> = listeners.iter().map(|listener| listener.name.as_str()).collect();
        let (name, listeners) = (name.to_owned(), names.join(", "));
        return Err(SettingsError::NoSuchListener { name, listeners });
    }
    Ok(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{super::settings::Settings, *};

    fn refusal(keys: &[(&str, &str)]) -> Option<String> {
        let mut entries = BrokerEntries::default();
        for (key, value) in keys {
            entries.set(key, value).unwrap();
        }
        Settings::new(entries).err().map(|error| error.to_string())
    }

    #[test]
    fn listeners_are_parsed_or_refused_by_name() {
        let parsed = parse("listeners", "PLAINTEXT://[::1]:0,CONTROLLER://h:9093").unwrap();
        assert_eq!(parsed[0], Listener { name: "PLAINTEXT".into(), host: "::1".into(), port: 0 });
        let error = parse("listeners", "PLAINTEXT:9092").unwrap_err();
        assert!(error.to_string().contains("NAME://HOST:PORT"), "{error}");
    }

    #[test]
    fn a_listener_in_the_clear_was_meant_to_be_so() {
        let (names, map) = ("listeners", "listener.security.protocol.map");
        let both = (names, "IN://127.0.0.1:0,OUT://127.0.0.1:0");
        let refusals = [
            (refusal(&[(names, "SASL_SSL://127.0.0.1:0")]), "SASL_SSL:SASL_SSL asks for TLS"),
            (refusal(&[both]), "map=IN:PLAINTEXT"),
            (refusal(&[both, (map, "IN:PLAINTEXT,OUT:SSL")]), "OUT:SSL asks for TLS"),
            (refusal(&[both, (map, "IN:PLAINTEXT,OUT:TLS")]), "OUT:TLS' is not LISTENER"),
            (refusal(&[both, (map, "IN")]), "'IN' is not LISTENER"),
            (refusal(&[(map, "PLAINTEXT:PLAINTEXT,CONTROLLER:SSL")]), "CONTROLLER:SSL asks"),
        ];
        for (refusal, part) in refusals {
            let refusal = refusal.unwrap_or_default();
            assert!(refusal.contains(part), "{refusal} lacks {part}");
        }
        assert_eq!(refusal(&[both, (map, "IN:PLAINTEXT, OUT:PLAINTEXT,REST:SSL")]), None);
    }
}
