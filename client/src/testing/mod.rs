//! Tests with a real broker, one each: [`test`](macro@crate::test) gives a test what its arguments ask for,
//! [`Fixture`] is the same without the attribute.
//!
//! ```
//! use ottla::{Record, testing::Fixture};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> ottla::Result<()> {
//! let fixture = Fixture::start().await?;
//! let topic = fixture.topic("orders").await?;
//! let producer = fixture.client().producer(Default::default())?;
//! producer.send(Record::to(topic.name()).value("paid")).await?;
//! assert_eq!(topic.received(1).await?.len(), 1);
//! # Ok(())
//! # }
//! ```

mod fixture;
mod from_fixture;
mod setup;
mod topic;

pub use fixture::Fixture;
pub use from_fixture::FromFixture;
pub use setup::Setup;
pub use topic::Topic;
