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

impl Listener {
    /// Whether it is for every address of the machine, so that its host is none to connect to.
    pub(super) fn is_everywhere(&self) -> bool {
        ["", "0.0.0.0", "::"].contains(&&*self.host)
    }
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
    if listeners.is_empty() {
        return Err(wrong());
    }
    check_distinct(key, &listeners)?;
    Ok(listeners)
}

fn check_distinct(key: &'static str, listeners: &[Listener]) -> Result<(), SettingsError> {
    for (index, one) in listeners.iter().enumerate() {
        let Some(earlier) = listeners[..index].iter().find(|other| {
            other.name == one.name || is_same_address(other, one) && key == "listeners"
        }) else {
            continue;
        };
        let (first, second) = (earlier.name.clone(), one.name.clone());
        return Err(match first == second {
            true => SettingsError::ListenerTwice { key, name: first },
            false => SettingsError::SamePort { first, second },
        });
    }
    Ok(())
}

fn is_same_address(one: &Listener, other: &Listener) -> bool {
    one.port != 0 && (&one.host, one.port) == (&other.host, other.port)
}

/// `advertised.listeners`: addresses for some of the listeners.
pub(super) fn advertised(
    entries: &BrokerEntries,
    listeners: &[Listener],
) -> Result<Vec<Listener>, SettingsError> {
    const KEY: &str = "advertised.listeners";
    let Some(value) = entries.value(KEY) else { return Ok(Vec::new()) };
    let advertised = parse(KEY, value)?;
    for one in &advertised {
        if !listeners.iter().any(|listener| listener.name == one.name) {
            let names: Vec<&str> = listeners.iter().map(|one| one.name.as_str()).collect();
            let (name, listeners) = (one.name.clone(), names.join(", "));
            return Err(SettingsError::AdvertisesUnknown { name, listeners });
        }
        if one.is_everywhere() {
            return Err(SettingsError::Unroutable { host: one.host.clone() });
        }
    }
    Ok(advertised)
}

/// Refuses what leaves other brokers without an address: they would be told that of their own machine.
pub(super) fn check_reachable(
    listeners: &[Listener],
    advertised: &[Listener],
) -> Result<(), SettingsError> {
    let is_told = |one: &Listener| advertised.iter().any(|other| other.name == one.name);
    match listeners.iter().find(|one| one.is_everywhere() && !is_told(one)) {
        Some(one) => Err(SettingsError::NotAdvertised { name: one.name.clone(), port: one.port }),
        None => Ok(()),
    }
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
    fn listeners_that_do_not_go_together_are_refused_by_name() {
        let (names, told) = ("listeners", "advertised.listeners");
        let voters = ("controller.quorum.voters", "1@h:3,2@i:3,3@j:3");
        let one = (names, "PLAINTEXT://127.0.0.1:2,CONTROLLER://127.0.0.1:3");
        let everywhere = (names, "PLAINTEXT://0.0.0.0:2,CONTROLLER://0.0.0.0:3");
        let refusals = [
            (refusal(&[(names, "CONTROLLER://127.0.0.1:3")]), "is for clients: add PLAINTEXT"),
            (refusal(&[(names, "PLAINTEXT://a:1,PLAINTEXT://a:2")]), "the name PLAINTEXT"),
            (refusal(&[(names, "PLAINTEXT://a:1,CONTROLLER://a:1")]), "PLAINTEXT and CONTROLLER"),
            (refusal(&[one, (told, "OUT://a:1")]), "for OUT, which is not one of the listeners"),
            (refusal(&[one, (told, "PLAINTEXT://0.0.0.0:2")]), "nobody can connect to it"),
            (refusal(&[everywhere, voters]), "advertised.listeners=PLAINTEXT://HOST:2"),
            (
                refusal(&[one, voters, ("controller.listener.names", "CTRL")]),
                "name the one that is meant in controller.listener.names",
            ),
        ];
        for (refusal, part) in refusals {
            let refusal = refusal.unwrap_or_default();
            assert!(refusal.contains(part), "{refusal} lacks {part}");
        }
        // A node that is alone is reached by who runs on its machine.
        assert_eq!(refusal(&[everywhere]), None);
        assert_eq!(refusal(&[everywhere, voters, (told, "PLAINTEXT://h:2")]), None);
        // Several may be advertised at one address: a proxy tells them apart.
        let twice = "PLAINTEXT://h:2,CONTROLLER://h:2";
        assert_eq!(refusal(&[one, voters, (told, twice)]), None);
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
