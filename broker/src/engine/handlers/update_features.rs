//! UpdateFeatures (key 57): other levels of `metadata.version`, `transaction.version` and their like.
//! Authorization: ALTER on the cluster. Answered once the change is applied.

use std::{ops::RangeInclusive, time::Duration};

use bytestring::ByteString;
use ottla_core::{
    metadata::{
        FEATURE_KRAFT_VERSION,
        controller::{FeatureRefusal, FeatureUpdate, QuorumFacts, UpgradeType},
    },
    model::{ErrorCode, Now},
    protocol::messages::{
        UpdateFeaturesRequest, UpdateFeaturesResponse, update_features_request::FeatureUpdateKey,
        update_features_response::UpdatableFeatureResult,
    },
    quorum::Upgrade,
};

use crate::engine::{
    call::Call,
    control::Control,
    handler::{Handler, Place, Reply},
};

/// UpdateFeatures. v1 has upgrade types and may only validate (KIP-778), v2 has no result for each feature.
pub struct UpdateFeatures;

impl Handler for UpdateFeatures {
    type Request = UpdateFeaturesRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=2;
    const PLACE: Place = Place::Controller;

    fn handle(
        call: &mut Call<'_>,
        request: UpdateFeaturesRequest,
    ) -> Reply<UpdateFeaturesResponse> {
        let node = call.node.clone();
        let version = call.version;
        let updates = request.feature_updates.iter().map(|update| meant(version, update));
        let updates: Vec<FeatureUpdate> = updates.collect();
        let decided = node.decide(call.now, call.effects, |control, now| {
            let quorum = QuorumFacts {
                voters: control.quorum.voters().ids(),
                kraft_version: control.quorum.kraft_version(),
            };
            let mut decision = control.with_controller(now, |controller, basis| {
                controller.update_features(basis, &quorum, &updates)
            });
            let upgrade = match request.validate_only {
                true => Upgrade::Validate,
                false => Upgrade::Write,
            };
            if decision.response.is_ok() {
                decision.response = upgrade_quorum(control, &updates, upgrade, now);
            }
            if request.validate_only || decision.response.is_err() {
                decision.records.clear();
            }
            decision
        });
        match decided {
            Ok((Ok(()), commit)) => {
                let patience = u64::try_from(request.timeout_ms).unwrap_or(0);
                let deadline = call.now.monotonic + Duration::from_millis(patience);
                commit.reply(done(version, &updates), Some((deadline, timed_out)))
            }
            Ok((Err(FeatureRefusal { code, message }), _)) => Reply::Now(refused(
                code,
                &format!(
                    "The update failed for all features since the following feature had an error: \
                     {message}"
                ),
            )),
            Err(code) => Reply::Now(refused(code, &node.refusal_of(code))),
        }
    }
}

/// Has the quorum raise its own feature, if that is asked for.
fn upgrade_quorum(
    control: &mut Control,
    updates: &[FeatureUpdate],
    upgrade: Upgrade,
    now: Now,
) -> Result<(), FeatureRefusal> {
    let Some(update) = updates.iter().rfind(|one| one.feature == FEATURE_KRAFT_VERSION) else {
        return Ok(());
    };
    let level = update.level;
    let done = control
        .of_quorum(|quorum, output| quorum.upgrade_kraft_version(level, upgrade, now, output));
    let refused = |code: ErrorCode, why: &str| {
        let message =
            format!("Invalid update version {level} for feature {FEATURE_KRAFT_VERSION}. {why}");
        Err(FeatureRefusal { code, message })
    };
    match done {
        Ok(Ok(())) => Ok(()),
        Ok(Err(refusal)) => refused(ErrorCode::InvalidUpdateVersion, &refusal.to_string()),
        Err(code) => refused(code, code.message()),
    }
}

fn meant(version: i16, update: &FeatureUpdateKey) -> FeatureUpdate {
    let upgrade_type = match version {
        0 if update.allow_downgrade => UpgradeType::SafeDowngrade,
        0 => UpgradeType::Upgrade,
        _ => UpgradeType::from_wire(update.upgrade_type),
    };
    FeatureUpdate {
        feature: update.feature.to_string(),
        level: update.max_version_level,
        upgrade_type,
    }
}

fn done(version: i16, updates: &[FeatureUpdate]) -> UpdateFeaturesResponse {
    let results = updates.iter().filter(|_| version <= 1).map(|update| UpdatableFeatureResult {
        feature: update.feature.as_str().into(),
        ..Default::default()
    });
    UpdateFeaturesResponse { results: results.collect(), ..Default::default() }
}

fn refused(code: ErrorCode, message: &str) -> UpdateFeaturesResponse {
    UpdateFeaturesResponse {
        error_code: code.code(),
        error_message: Some(ByteString::from(message)),
        ..Default::default()
    }
}

fn timed_out(_: UpdateFeaturesResponse) -> UpdateFeaturesResponse {
    refused(ErrorCode::RequestTimedOut, ErrorCode::RequestTimedOut.message())
}
