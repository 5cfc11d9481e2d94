//! The attribute `#[ottla::test]`; its documentation is that of the crate `ottla`, which has the rest of it.

mod options;
mod test;

use proc_macro::TokenStream;

/// Gives an asynchronous test a broker of its own, and what it asks for by the types of its arguments.
///
/// ```ignore
/// use ottla::{Client, Record, testing::Topic};
///
/// #[ottla::test]
/// async fn an_order_arrives(client: Client, topic: Topic) -> ottla::Result<()> {
///     let producer = client.producer(Default::default())?;
///     producer.send(Record::to(topic.name()).value("paid")).await?;
///     assert_eq!(topic.received(1).await?[0].value.as_deref(), Some(&b"paid"[..]));
///     Ok(())
/// }
/// ```
///
/// Every test has a broker of its own: in memory, on a free port, without a delay of group rebalances; it ends
/// with the test. Arguments may be a `Client`, a `testing::Topic` (each argument is a topic of its own, and
/// is ready), a `testing::Fixture` (the whole), and what else implements `testing::FromFixture`.
///
/// What the attribute takes, with commas between:
///
/// | | Effect | Default |
/// |---|---|---|
/// | `partitions = 3` | partitions of each topic | 1 |
/// | `worker_threads = 2` | threads of the test's runtime | the test's own |
/// | `timeout_seconds = 10` | the test fails if it takes longer | 60 |
/// | `config("num.partitions" = "3")` | a key of the broker | Kafka's |
///
/// The test may return nothing, or a `Result` whose error can be shown.
#[proc_macro_attribute]
pub fn test(attribute: TokenStream, item: TokenStream) -> TokenStream {
    test::expand(attribute.into(), item.into())
        .unwrap_or_else(|error| error.to_compile_error())
        .into()
}
