//! How long a coordinator is believed that says "later". One that the other brokers do not reach says so for as long as
//! that lasts: it cannot end what it has begun. Apache Kafka's producer does not ask who coordinates now.

use std::time::Duration;

use ottla_core::model::Moment;

/// After so long it is asked anew who coordinates. Markers of a transaction take milliseconds.
const BELIEVED: Duration = Duration::from_secs(2);

/// Answers in a row that said "later".
#[derive(Debug, Default)]
pub(crate) struct Delays {
    since: Option<Moment>,
}

impl Delays {
    /// Notes one. Whether another broker may know better.
    pub(crate) fn another(&mut self, now: Moment) -> bool {
        let since = *self.since.get_or_insert(now);
        let long = now.since(since) >= BELIEVED;
        if long {
            self.since = None;
        }
        long
    }

    /// There was another answer.
    pub(crate) fn ended(&mut self) {
        self.since = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_says_later_for_long_is_not_believed_any_more() {
        let mut delays = Delays::default();
        let at = |millis| Moment(Duration::from_millis(millis));
        assert!(!delays.another(at(10_000)));
        assert!(!delays.another(at(11_999)));
        assert!(delays.another(at(12_000)));
        // The next one has as much time.
        assert!(!delays.another(at(12_100)));
        assert!(!delays.another(at(14_000)));
        delays.ended();
        assert!(!delays.another(at(20_000)));
    }
}
