//! Levels of the cluster's features that a run needs, before anything goes wrong.

use std::time::Duration;

use ottla_core::protocol::messages::{
    UpdateFeaturesRequest, update_features_request::FeatureUpdateKey,
};

use super::{final_state::PATIENCE, world::World};

const UPDATE_FEATURES: i16 = 2;

/// Which way a level goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Up = 1,
    /// Nothing is lost by it.
    Down = 2,
}

impl World {
    /// Gives a feature a level.
    ///
    /// # Errors
    /// If it stays as it is.
    pub(super) fn set_feature(&mut self, name: &str, level: i16, way: Way) -> Result<(), String> {
        let update = FeatureUpdateKey {
            feature: name.into(),
            max_version_level: level,
            upgrade_type: way as i8,
            ..Default::default()
        };
        let request = UpdateFeaturesRequest {
            timeout_ms: 10_000,
            feature_updates: vec![update],
            ..Default::default()
        };
        let until = self.until(PATIENCE);
        let mut said = None;
        while self.schedule.now().monotonic < until {
            said = self.ask(0, &request, UPDATE_FEATURES, PATIENCE);
            if said.as_ref().is_some_and(|answer| answer.error_code == 0) {
                return Ok(());
            }
            self.run_for(Duration::from_millis(50));
        }
        Err(format!("{name} does not come to {level}: {said:?}"))
    }
}
