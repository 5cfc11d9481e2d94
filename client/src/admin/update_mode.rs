//! Whether a change is carried out.

/// Whether a change is carried out.
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # let client = fixture.client().clone();
/// use ottla::admin::{NewTopic, UpdateMode};
///
/// let admin = client.admin();
/// let topic = [NewTopic::new("orders").partitions(3)];
/// let judged = admin.create_topics_with(topic, UpdateMode::ValidateOnly).one().await?;
/// assert_eq!(judged.partitions, Some(3));
/// assert!(admin.list_topics().await?.is_empty());
/// # Ok(())
/// # })
/// # .unwrap();
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UpdateMode {
    /// It is.
    #[default]
    Apply,
    /// It is only judged: the outcome is what it would be, and nothing changes.
    ValidateOnly,
}

impl UpdateMode {
    pub(super) fn is_validation(self) -> bool {
        self == Self::ValidateOnly
    }
}
