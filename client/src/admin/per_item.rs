//! What a call for several items returns: one outcome for each of them.

use std::{fmt, future::IntoFuture};

use futures::{FutureExt, future::BoxFuture};

use crate::{Error, ErrorKind, Result};

/// A call for several items, each of which works or fails for itself. Nothing is done before it is awaited.
///
/// - `call.await?` gives what all items came to, in the order in which they were named, or the error of the
///   first of them that failed; the others may have been carried out.
/// - `call.each().await` gives every item with its own outcome.
/// - `call.one().await?` is for a call with one item: it gives what that came to.
///
/// An item that was named twice is asked for once; if it was with something else each time, it is refused as
/// `InvalidInput`.
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # let client = fixture.client().clone();
/// use ottla::admin::NewTopic;
///
/// let admin = client.admin();
/// admin.create_topics([NewTopic::new("orders")]).await?;
/// let orders = admin.describe_topics(["orders"]).one().await?;
/// println!("{} partitions", orders.partitions.len());
/// for (topic, outcome) in admin.delete_topics(["orders", "payments"]).each().await {
///     match outcome {
///         Ok(()) => println!("{topic} is deleted"),
///         Err(error) => println!("{topic}: {error}"),
///     }
/// }
/// # Ok(())
/// # })
/// # .unwrap();
/// ```
#[must_use = "nothing is done before it is awaited"]
pub struct PerItem<K, T> {
    outcomes: BoxFuture<'static, Vec<(K, Result<T>)>>,
}

impl<K: 'static, T: 'static> PerItem<K, T> {
    pub(super) fn new(
        outcomes: impl Future<Output = Vec<(K, Result<T>)>> + Send + 'static,
    ) -> Self {
        Self { outcomes: outcomes.boxed() }
    }

    /// Every item with its outcome, in the order in which they were named.
    pub async fn each(self) -> Vec<(K, Result<T>)> {
        self.outcomes.await
    }

    /// What the only item came to.
    ///
    /// # Errors
    /// Its error; `InvalidInput` if there is none.
    pub async fn one(self) -> Result<T> {
        match self.outcomes.await.into_iter().next() {
            Some((_, outcome)) => outcome,
            None => {
                let message = "an item has to be named";
                Err(Error::new(ErrorKind::InvalidInput, "ask for one item", message))
            }
        }
    }
}

impl<K: 'static, T: 'static> IntoFuture for PerItem<K, T> {
    type Output = Result<Vec<T>>;
    type IntoFuture = BoxFuture<'static, Result<Vec<T>>>;

    fn into_future(self) -> Self::IntoFuture {
        let all = |outcomes: Vec<(K, Result<T>)>| {
            outcomes.into_iter().map(|(_, outcome)| outcome).collect::<Result<Vec<T>>>()
        };
        self.outcomes.map(all).boxed()
    }
}

impl<K, T> fmt::Debug for PerItem<K, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PerItem").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use futures::executor::block_on;

    use super::*;

    fn call() -> PerItem<u8, char> {
        let failed = |text: &str| Err(Error::new(ErrorKind::Broker, "test", text));
        let outcomes = vec![(2, Ok('b')), (1, failed("first")), (3, failed("second"))];
        PerItem::new(async move { outcomes })
    }

    #[test]
    fn waiting_for_all_gives_the_first_error_and_each_gives_every_outcome() {
        let error = block_on(call().into_future()).unwrap_err();
        assert!(error.to_string().contains("first"), "{error}");
        let each = block_on(call().each());
        assert_eq!(each.iter().map(|(item, _)| *item).collect::<Vec<_>>(), [2, 1, 3]);
        assert_eq!(each.iter().filter(|(_, outcome)| outcome.is_err()).count(), 2);
        assert_eq!(block_on(call().one()).unwrap(), 'b');
    }

    #[test]
    fn one_of_nothing_is_an_error() {
        let nothing: PerItem<u8, ()> = PerItem::new(async { Vec::new() });
        assert_eq!(block_on(nothing.one()).unwrap_err().kind(), ErrorKind::InvalidInput);
    }
}
