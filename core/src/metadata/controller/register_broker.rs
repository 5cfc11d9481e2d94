//! BrokerRegistration (KIP-631): a broker joins the cluster, or joins again. Whoever is alive keeps its id; a new
//! run ends the one before, and replicas of a run that ended badly count for less (KIP-966).

use std::collections::BTreeSet;

use bytestring::ByteString;

use super::{ActiveController, Basis, Decision, Judged, Refusal, broker_changes::LastRun};
use crate::{
    metadata::{BrokerRegistration, FEATURE_METADATA_VERSION, MetadataImage, MetadataVersion},
    model::{ErrorCode, NodeId, Offset, Uuid},
    protocol::messages::{
        BrokerRegistrationRequest, RegisterBrokerRecord,
        broker_registration_request::Feature,
        register_broker_record::{BrokerEndpoint, BrokerFeature},
    },
};

/// The version of the request from which on a broker says how its last run ended.
const CLEAN_SHUTDOWN_DETECTION: i16 = 3;

/// Greatest number of a security protocol: SASL_SSL.
const SECURITY_PROTOCOL_MAX: i16 = 3;

impl ActiveController {
    /// Decides on a BrokerRegistration request; the response is the broker epoch.
    ///
    /// `InconsistentClusterId`: the broker is another cluster's. `DuplicateBrokerRegistration`: its id belongs to
    /// another run, which is alive. `InvalidRegistration`: its directories or features cannot be. `UnsupportedVersion`:
    /// it does not support a feature's level.
    #[must_use]
    pub fn register_broker(
        &mut self,
        basis: Basis<'_>,
        request: &BrokerRegistrationRequest,
        version: i16,
    ) -> Judged<i64> {
        let broker = NodeId(request.broker_id);
        let existing = basis.image.brokers.get(&broker);
        let existing = existing.map(|existing| &**existing);
        if let Err(refusal) = self.check_registration(basis, request, existing) {
            return Judged::refused(refusal);
        }
        let same_run = existing.filter(|existing| existing.incarnation == request.incarnation_id);
        let rules = self.rules(basis.image);
        let mut draft = rules.draft();
        let mut record = record(request, basis.image.metadata_version());
        match same_run {
            Some(existing) => {
                record.broker_epoch = existing.epoch;
                record.fenced = existing.fenced;
                record.in_controlled_shutdown = existing.in_controlled_shutdown;
            }
            None => {
                record.broker_epoch = basis.next_offset.0;
                let stored = existing.map_or(-2, |existing| existing.epoch);
                let says_clean = request.previous_broker_epoch == stored;
                let last = if version >= CLEAN_SHUTDOWN_DETECTION && says_clean {
                    LastRun::Clean
                } else {
                    LastRun::Unclean
                };
                draft.run_ended(broker, last);
            }
        }
        let epoch = record.broker_epoch;
        draft.push(record);
        let records = draft.into_records();
        self.sessions.registered(broker, epoch);
        Decision { records, response: Ok(epoch) }
    }

    fn check_registration(
        &self,
        basis: Basis<'_>,
        request: &BrokerRegistrationRequest,
        existing: Option<&BrokerRegistration>,
    ) -> Result<(), Refusal> {
        let own = &self.settings.cluster_id;
        if request.cluster_id != *own {
            let other = &request.cluster_id;
            let message = format!("Expected cluster ID {own}, but got cluster ID {other}");
            return Err(Refusal::new(ErrorCode::InconsistentClusterId, message));
        }
        if let Some(existing) = existing
            && existing.incarnation != request.incarnation_id
            && self.sessions.is_alive(existing, basis.now.monotonic)
            // Apache Kafka has one that was stopped and is started at once wait for its session to run out.
            && !self.sessions.has_left(existing)
        {
            let message = "Another broker is registered with that broker id. If the broker was recently \
                           restarted this should self-resolve once the heartbeat manager expires the \
                           broker's session.";
            return Err(Refusal::new(ErrorCode::DuplicateBrokerRegistration, message));
        }
        if request.is_migrating_zk_broker {
            let message = "Controller does not support registering ZK brokers.";
            return Err(Refusal::new(ErrorCode::BrokerIdNotRegistered, message));
        }
        if basis.image.metadata_version() >= MetadataVersion::DIRECTORY_ASSIGNMENT {
            check_directories(basis.image, request)?;
        }
        let protocols = request.listeners.iter().map(|one| (&one.name, one.security_protocol));
        check_listeners(protocols)?;
        check_features(basis.image, request)
    }
}

fn check_directories(
    image: &MetadataImage,
    request: &BrokerRegistrationRequest,
) -> Result<(), Refusal> {
    let invalid = |message: String| Refusal::new(ErrorCode::InvalidRegistration, message);
    let directories: &[Uuid] = &request.log_dirs;
    if directories.is_empty() {
        return Err(invalid("No directories specified in request".into()));
    }
    if directories.iter().any(Uuid::is_reserved) {
        return Err(invalid("Reserved directory ID in request".into()));
    }
    let distinct: BTreeSet<&Uuid> = directories.iter().collect();
    if distinct.len() != directories.len() {
        return Err(invalid("Duplicate directory ID in request".into()));
    }
    let others = image.brokers.values().filter(|other| other.id.0 != request.broker_id);
    for other in others {
        if let Some(taken) = other.directories.iter().find(|one| distinct.contains(one)) {
            let id = other.id;
            return Err(invalid(format!(
                "Broker {id} is already registered with directory {taken}"
            )));
        }
    }
    Ok(())
}

/// Checks listeners by name and security protocol.
///
/// # Errors
/// `InvalidRegistration`: there is no such protocol.
pub(super) fn check_listeners<'a>(
    listeners: impl Iterator<Item = (&'a ByteString, i16)>,
) -> Result<(), Refusal> {
    for (name, protocol) in listeners {
        if !(0..=SECURITY_PROTOCOL_MAX).contains(&protocol) {
            let message = format!("Unknown security protocol {protocol} in listener {name}");
            return Err(Refusal::new(ErrorCode::InvalidRegistration, message));
        }
    }
    Ok(())
}

fn check_features(
    image: &MetadataImage,
    request: &BrokerRegistrationRequest,
) -> Result<(), Refusal> {
    for feature in &request.features {
        check_feature(image, feature)?;
    }
    let has = |name: &str| request.features.iter().any(|feature| feature.name == name);
    if !has(FEATURE_METADATA_VERSION) {
        let message = format!("Request features do not contain '{FEATURE_METADATA_VERSION}'");
        return Err(Refusal::new(ErrorCode::InvalidRegistration, message));
    }
    for name in image.features.keys().filter(|name| !has(name)) {
        let feature = Feature { name: name.as_str().into(), ..Default::default() };
        check_feature(image, &feature)?;
    }
    Ok(())
}

fn check_feature(image: &MetadataImage, feature: &Feature) -> Result<(), Refusal> {
    let finalized = image.features.get(&*feature.name).copied().unwrap_or(0);
    let (minimum, maximum) = (feature.min_supported_version, feature.max_supported_version);
    if (minimum..=maximum).contains(&finalized) {
        return Ok(());
    }
    let message = format!(
        "Unable to register because the broker does not support finalized version {finalized} of {}. \
         The broker wants a version between {minimum} and {maximum}, inclusive.",
        feature.name
    );
    Err(Refusal::new(ErrorCode::UnsupportedVersion, message))
}

/// What the registration says; epoch and standing are filled in by whoever decides. The request's strings are
/// slices of its frame, which must not live on with the record.
fn record(request: &BrokerRegistrationRequest, version: MetadataVersion) -> RegisterBrokerRecord {
    let owned = |text: &ByteString| ByteString::from(text.to_string());
    let end_points = request.listeners.iter().map(|listener| BrokerEndpoint {
        name: owned(&listener.name),
        host: owned(&listener.host),
        port: listener.port,
        security_protocol: listener.security_protocol,
    });
    let features = request.features.iter().map(|feature| BrokerFeature {
        name: owned(&feature.name),
        min_supported_version: feature.min_supported_version,
        max_supported_version: feature.max_supported_version,
    });
    let has_directories = version >= MetadataVersion::DIRECTORY_ASSIGNMENT;
    RegisterBrokerRecord {
        broker_id: request.broker_id,
        incarnation_id: request.incarnation_id,
        broker_epoch: Offset::NONE.0,
        end_points: end_points.collect(),
        features: features.collect(),
        rack: request.rack.as_ref().map(owned),
        log_dirs: if has_directories { request.log_dirs.clone() } else { Vec::new() },
        ..Default::default()
    }
}
