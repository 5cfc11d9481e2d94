//! Which version of an API to speak with a broker: the newest that both sides have.

use std::collections::BTreeMap;

use ottla_core::protocol::{ApiKey, codec::Versions, messages::ApiVersionsResponse};

use super::{called_apis::CalledRequest, features::Features};
use crate::{Error, ErrorKind, Result};

/// What a broker said that it supports.
#[derive(Clone, Debug, Default)]
pub(crate) struct BrokerVersions {
    ranges: BTreeMap<i16, Versions>,
    features: Features,
}

impl BrokerVersions {
    pub(crate) fn new(response: &ApiVersionsResponse) -> Self {
        let range = |key: &ottla_core::protocol::messages::api_versions_response::ApiVersion| {
            (key.api_key, Versions::new(key.min_version, key.max_version))
        };
        Self {
            ranges: response.api_keys.iter().map(range).collect(),
            features: Features::new(response),
        }
    }

    /// The features of the cluster, as this broker knew them when the connection was opened.
    pub(crate) fn features(&self) -> &Features {
        &self.features
    }

    /// The newest version that both sides have.
    ///
    /// # Errors
    /// `Unsupported`.
    pub(crate) fn newest<R: CalledRequest>(&self) -> Result<i16> {
        self.newest_up_to::<R>(i16::MAX)
    }

    /// As `newest`, and not over `max`.
    pub(crate) fn newest_up_to<R: CalledRequest>(&self, max: i16) -> Result<i16> {
        let api: ApiKey = R::KEY;
        let ours = api.versions().intersection(Versions::new(0, max));
        let Some(theirs) = self.ranges.get(&api.code()) else {
            let message = format!("the broker does not have the API {api}");
            return Err(Error::new(ErrorKind::Unsupported, "choose a version", message));
        };
        let both = ours.intersection(*theirs);
        if both.is_empty() {
            let message = format!(
                "the broker has {api} in versions {theirs}, this client in {ours}: \
                 update the older one"
            );
            return Err(Error::new(ErrorKind::Unsupported, "choose a version", message));
        }
        Ok(both.last)
    }
}

#[cfg(test)]
mod tests {
    use ottla_core::protocol::messages::{
        FetchRequest, ProduceRequest, api_versions_response::ApiVersion,
    };

    use super::*;

    #[test]
    fn the_newest_common_version_is_spoken() {
        let key =
            |api_key, min_version, max_version| ApiVersion { api_key, min_version, max_version };
        let response = ApiVersionsResponse {
            api_keys: vec![key(0, 0, 9), key(1, 20, 30)],
            ..Default::default()
        };
        let versions = BrokerVersions::new(&response);
        assert_eq!(versions.newest::<ProduceRequest>().unwrap(), 9);
        assert_eq!(versions.newest_up_to::<ProduceRequest>(5).unwrap(), 5);
        let error = versions.newest::<FetchRequest>().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unsupported);
    }
}
