//! ControllerRegistration, and what it means for features.

use super::scene::{Scene, quorum, refusal};
use crate::{
    metadata::controller::{FeatureUpdate, UpgradeType},
    model::{ErrorCode, NodeId, Uuid},
    protocol::messages::{
        ControllerRegistrationRequest, FeatureLevelRecord,
        controller_registration_request::{Feature, Listener},
    },
};

fn registration(controller: i32, maximum: i16) -> ControllerRegistrationRequest {
    ControllerRegistrationRequest {
        controller_id: controller,
        incarnation_id: Uuid([9; 16]),
        zk_migration_ready: false,
        listeners: vec![Listener {
            name: "CONTROLLER".into(),
            host: "c".into(),
            port: 1,
            security_protocol: 0,
        }],
        features: vec![Feature {
            name: "transaction.version".into(),
            min_supported_version: 0,
            max_supported_version: maximum,
        }],
    }
}

#[test]
fn the_last_registration_of_a_controller_counts() {
    let mut scene = Scene::new();
    for maximum in [1, 2] {
        let request = registration(101, maximum);
        let decision =
            scene.decide(|controller, basis| controller.register_controller(basis, &request));
        assert_eq!(decision.response, Ok(()));
        let known = &scene.image.controllers[&NodeId(101)];
        assert_eq!(known.features, [("transaction.version".into(), 0, maximum)]);
        assert_eq!(known.endpoints[0].host, "c");
    }
}

#[test]
fn older_metadata_knows_no_controllers() {
    let mut scene = Scene::new();
    let level = FeatureLevelRecord { name: "metadata.version".into(), feature_level: 14 };
    scene.replay(&[level.into()]);
    let request = registration(101, 1);
    let decision =
        scene.decide(|controller, basis| controller.register_controller(basis, &request));
    assert_eq!(refusal(decision), ErrorCode::UnsupportedVersion);
}

#[test]
fn a_level_needs_every_controller_and_broker() {
    let update = |level, upgrade_type| FeatureUpdate {
        feature: "transaction.version".into(),
        level,
        upgrade_type,
    };
    let mut scene = Scene::of(&[1]);
    let voters = quorum(&[100, 101]);
    let down = [update(1, UpgradeType::SafeDowngrade)];
    let decision =
        scene.decide(|controller, basis| controller.update_features(basis, &voters, &down));
    let message = decision.response.unwrap_err().message;
    assert!(
        message.ends_with("controller 101 has not registered, and may not support this feature")
    );
    let request = registration(101, 1);
    let _ = scene.decide(|controller, basis| controller.register_controller(basis, &request));
    let decision =
        scene.decide(|controller, basis| controller.update_features(basis, &voters, &down));
    assert_eq!(decision.response, Ok(()));
    let up = [update(2, UpgradeType::Upgrade)];
    let decision =
        scene.decide(|controller, basis| controller.update_features(basis, &voters, &up));
    let message = decision.response.unwrap_err().message;
    assert!(message.ends_with("Controller 101 only supports versions 0-1"), "{message}");
}
