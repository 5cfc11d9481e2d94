//! What the arguments of a test can be.

use async_trait::async_trait;

use super::{Fixture, Topic};
use crate::Client;

/// What a test can ask for by the type of an argument.
///
/// ```
/// use ottla::testing::{Fixture, FromFixture, Setup, Topic};
///
/// /// A topic that has records already.
/// struct Orders(Topic);
///
/// #[async_trait::async_trait]
/// impl FromFixture for Orders {
///     async fn from_fixture(fixture: &Fixture) -> Self {
///         let topic = fixture.topic("orders").await.unwrap();
///         topic.send(["paid", "sent"]).await.unwrap();
///         Self(topic)
///     }
/// }
///
/// Setup::new().run(async |fixture| {
///     // The attribute `ottla::test` does this for an argument `orders: Orders`.
///     let orders = Orders::from_fixture(&fixture).await;
///     assert_eq!(orders.0.received(2).await.unwrap().len(), 2);
/// });
/// ```
#[async_trait]
pub trait FromFixture: Sized {
    /// Makes it. A test whose argument cannot be made fails, so this may panic.
    async fn from_fixture(fixture: &Fixture) -> Self;
}

#[async_trait]
impl FromFixture for Fixture {
    async fn from_fixture(fixture: &Fixture) -> Self {
        fixture.clone()
    }
}

#[async_trait]
impl FromFixture for Client {
    async fn from_fixture(fixture: &Fixture) -> Self {
        fixture.client().clone()
    }
}

/// A topic of its own for each argument.
#[async_trait]
impl FromFixture for Topic {
    #[expect(clippy::panic, reason = "how a test fails")]
    async fn from_fixture(fixture: &Fixture) -> Self {
        match fixture.any_topic().await {
            Ok(topic) => topic,
            Err(error) => panic!("no topic for the test: {error}"),
        }
    }
}
