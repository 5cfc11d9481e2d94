//! Which version of an API to speak with a broker, or a controller: the newest that both sides have. What a
//! controller is not asked for has none.

use std::collections::BTreeMap;

use ottla_core::{
    model::ErrorCode,
    protocol::{ApiKey, codec::Versions, messages::ApiVersionsResponse},
};

use super::{called_apis::CalledRequest, features::Features, peers::Peers};
use crate::{Error, ErrorKind, Result};

/// What a broker said that it supports.
#[derive(Clone, Debug, Default)]
pub(crate) struct BrokerVersions {
    ranges: BTreeMap<i16, Versions>,
    /// What it is taken for.
    peers: Peers,
    features: Features,
}

impl BrokerVersions {
    pub(crate) fn new(response: &ApiVersionsResponse, peers: Peers) -> Self {
        let range = |key: &ottla_core::protocol::messages::api_versions_response::ApiVersion| {
            (key.api_key, Versions::new(key.min_version, key.max_version))
        };
        Self {
            ranges: response.api_keys.iter().map(range).collect(),
            peers,
            features: Features::new(response),
        }
    }

    /// The features of the cluster, as this broker knew them when the connection was opened.
    pub(crate) fn features(&self) -> &Features {
        &self.features
    }

    /// Whether the broker says that it has the API.
    pub(crate) fn lists(&self, api: ApiKey) -> bool {
        self.ranges.contains_key(&api.code())
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
        if !self.peers.are_asked(api) {
            let message = format!(
                "controllers are not asked for {api}: connect with brokers (bootstrap.servers)"
            );
            let error = Error::new(ErrorKind::Unsupported, "choose a version", message);
            return Err(error.of_code(ErrorCode::UnsupportedEndpointType));
        }
        let Some(theirs) = self.ranges.get(&api.code()) else {
            return Err(Error::new(ErrorKind::Unsupported, "choose a version", self.lacks(api)));
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

    fn lacks(&self, api: ApiKey) -> String {
        let has = |api: ApiKey| self.lists(api);
        // Only controllers vote; where one node is both, each of its listeners has its own APIs.
        match self.peers == Peers::Brokers && has(ApiKey::Vote) && !has(ApiKey::Metadata) {
            true => format!(
                "this is a controller, which does not have the API {api}: name brokers in \
                 bootstrap.servers, or ask controllers by an admin with bootstrap.controllers"
            ),
            false => format!("the broker does not have the API {api}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use ottla_core::protocol::messages::{
        CreateTopicsRequest, DescribeQuorumRequest, FetchRequest, MetadataRequest, ProduceRequest,
        api_versions_response::ApiVersion,
    };

    use super::*;

    fn response(api_keys: &[(i16, i16, i16)]) -> ApiVersionsResponse {
        let key = |&(api_key, min_version, max_version): &(i16, i16, i16)| ApiVersion {
            api_key,
            min_version,
            max_version,
        };
        ApiVersionsResponse { api_keys: api_keys.iter().map(key).collect(), ..Default::default() }
    }

    #[test]
    fn the_newest_common_version_is_spoken() {
        let versions = BrokerVersions::new(&response(&[(0, 0, 9), (1, 20, 30)]), Peers::Brokers);
        assert_eq!(versions.newest::<ProduceRequest>().unwrap(), 9);
        assert_eq!(versions.newest_up_to::<ProduceRequest>(5).unwrap(), 5);
        let error = versions.newest::<FetchRequest>().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unsupported);
    }

    /// A controller has CreateTopics (19), for brokers that hand requests on; Vote is 52, DescribeQuorum 55.
    #[test]
    fn a_controller_is_asked_for_what_it_answers_clients() {
        let response = response(&[(19, 2, 7), (52, 0, 2), (55, 0, 2)]);
        let versions = BrokerVersions::new(&response, Peers::Controllers);
        assert_eq!(versions.newest::<DescribeQuorumRequest>().unwrap(), 2);
        let error = versions.newest::<CreateTopicsRequest>().unwrap_err();
        assert_eq!(error.code(), Some(ErrorCode::UnsupportedEndpointType), "{error}");
        let versions = BrokerVersions::new(&response, Peers::Brokers);
        let error = versions.newest::<MetadataRequest>().unwrap_err().to_string();
        assert!(error.contains("this is a controller"), "{error}");
    }
}
