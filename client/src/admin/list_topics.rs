//! All topics of a cluster.

use bytestring::ByteString;
use ottla_core::{model::Uuid, protocol::messages::MetadataRequest};

use super::Admin;
use crate::{Result, driver::cluster::Target};

/// The oldest Metadata version that can forbid the making of topics.
const AUTO_CREATION_SINCE: i16 = 4;

/// A topic's name and what belongs to it, as [`Admin::list_topics`] tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicListing {
    /// The name.
    pub name: ByteString,
    /// The id; zero where brokers are too old to have ids.
    pub id: Uuid,
    /// Number of partitions.
    pub partitions: usize,
    /// Whether it belongs to the cluster itself.
    pub internal: bool,
}

impl Admin {
    /// All topics that the principal may see, by name.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let client = fixture.client().clone();
    /// # fixture.topic("orders").await?;
    /// for topic in client.admin().list_topics().await? {
    ///     println!("{} has {} partitions", topic.name, topic.partitions);
    /// }
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// If no broker answers.
    pub async fn list_topics(&self) -> Result<Vec<TopicListing>> {
        let timeout = self.cluster.options.request_timeout;
        let response = self
            .retried("list topics", || async {
                let connection = self.cluster.connection(Target::Any).await?;
                let version = connection.versions().newest::<MetadataRequest>()?;
                let request = MetadataRequest {
                    // Version 0 has no null; there an empty list means all.
                    topics: (version == 0).then(Vec::new),
                    allow_auto_topic_creation: version < AUTO_CREATION_SINCE,
                    ..Default::default()
                };
                let response = connection.submit(&request, version)?.answer(timeout).await?;
                self.cluster.check_metadata(&response)?;
                Ok(response)
            })
            .await?;
        let listing =
            response.topics.into_iter().filter(|topic| topic.error_code == 0).map(|topic| {
                TopicListing {
                    name: topic.name.unwrap_or_default(),
                    id: topic.topic_id,
                    partitions: topic.partitions.len(),
                    internal: topic.is_internal,
                }
            });
        let mut listing: Vec<TopicListing> = listing.collect();
        listing.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(listing)
    }
}
