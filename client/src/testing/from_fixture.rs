//! What the arguments of a test can be.

use async_trait::async_trait;

use super::{Fixture, Topic};
use crate::Client;

/// What a test can ask for by the type of an argument.
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
