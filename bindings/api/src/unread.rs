//! What was found for a call which was broken off before it could give it to anybody. Its consumer takes it back, or it
//! would count as handed out, and be committed without having been seen.

use parking_lot::Mutex;

use ottla::StartOffset;

/// What is to be taken back, in the order in which it was read.
#[derive(Debug, Default)]
pub(crate) struct Unread(Mutex<Vec<Span>>);

/// A piece of a partition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) topic: String,
    pub(crate) partition: i32,
    pub(crate) first: i64,
    /// The offset behind it.
    pub(crate) next: i64,
}

/// Who reads, for bindings whose users can break off a call that has found something.
#[doc(hidden)]
pub trait Reader {
    /// What is read at once.
    type Batch;

    /// Nobody could be given the batch: it is handed out again. Comes before anything else that is done with the consumer.
    fn give_back(&self, batch: Self::Batch);
}

impl Unread {
    pub(crate) fn push(&self, spans: impl IntoIterator<Item = Span>) {
        self.0.lock().extend(spans);
    }

    /// Has a consumer take back all that there is.
    pub(crate) fn return_to(&self, consumer: &mut impl TakeBack) {
        // What was read last comes first: each piece leads to the end of the one before.
        for span in std::mem::take(&mut *self.0.lock()).into_iter().rev() {
            consumer.take_back(&span);
        }
    }
}

/// What can hand something out again.
pub(crate) trait TakeBack {
    /// Hands this out again, unless it has been told to go on elsewhere meanwhile.
    fn take_back(&mut self, span: &Span);
}

/// Where to go on, if not where a consumer is: at the beginning of what it handed out last.
fn back(position: Option<i64>, span: &Span) -> Option<StartOffset> {
    (position == Some(span.next)).then_some(StartOffset::Offset(span.first))
}

impl TakeBack for ottla::Consumer {
    fn take_back(&mut self, span: &Span) {
        if let Some(start) = back(self.position(&span.topic, span.partition), span) {
            // It is refused only where the partition is somebody else's by now, who begins at what was committed.
            let _ = self.seek(&span.topic, span.partition, start);
        }
    }
}

impl TakeBack for ottla::PartitionConsumer {
    fn take_back(&mut self, span: &Span) {
        if let Some(start) = back(self.position(&span.topic, span.partition), span) {
            let _ = self.seek(&span.topic, span.partition, start);
        }
    }
}

impl TakeBack for ottla::ShareConsumer {
    fn take_back(&mut self, span: &Span) {
        for offset in span.first..span.next {
            self.release_unseen(&span.topic, span.partition, offset);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct At(i64);

    impl TakeBack for At {
        fn take_back(&mut self, span: &Span) {
            let position = (span.topic == "orders").then_some(self.0);
            if let Some(StartOffset::Offset(first)) = back(position, span) {
                self.0 = first;
            }
        }
    }

    fn returned(spans: &[(&str, i64, i64)], at: i64) -> i64 {
        let (unread, mut consumer) = (Unread::default(), At(at));
        unread.push(spans.iter().map(|(topic, first, next)| {
            let (topic, first, next) = ((*topic).to_owned(), *first, *next);
            Span { topic, partition: 0, first, next }
        }));
        unread.return_to(&mut consumer);
        let first = std::mem::replace(&mut consumer.0, at);
        unread.return_to(&mut consumer);
        assert_eq!(consumer.0, at, "once is enough");
        first
    }

    #[test]
    fn what_nobody_has_seen_is_read_again() {
        assert_eq!(returned(&[], 9), 9);
        assert_eq!(returned(&[("orders", 5, 9)], 9), 5);
        assert_eq!(returned(&[("orders", 0, 5), ("orders", 5, 9)], 9), 0);
    }

    #[test]
    fn a_consumer_that_has_moved_or_lost_the_partition_stays_where_it_is() {
        assert_eq!(returned(&[("orders", 5, 9)], 40), 40);
        assert_eq!(returned(&[("payments", 5, 9)], 9), 9);
        assert_eq!(returned(&[("orders", 0, 4), ("orders", 5, 9)], 9), 5);
    }
}
