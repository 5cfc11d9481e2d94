//! What becomes of a record that failed: again in place, again by way of a retry topic, a dead letter,
//! skipped, or the end of the processing.

use std::time::Duration;

use ottla_core::model::Rng;

use crate::{Advice, engine::backoff::Backoff};

/// How failures are dealt with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Policy {
    /// Calls of the function more than the first, at each step.
    pub(crate) retries: u32,
    pub(crate) backoff: Backoff,
    /// How long the retry topics hold a record, by their order.
    pub(crate) delays: Vec<Duration>,
    pub(crate) exhausted: Exhausted,
}

/// What becomes of a record that no retry has helped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exhausted {
    Stop,
    Skip,
    DeadLetter,
}

/// What becomes of a record that has failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The function is called again after that time.
    Again(Duration),
    /// A copy goes to the retry topic with this number, from 1 on.
    RetryTopic { step: usize, delay: Duration },
    /// A copy goes to the dead letter topic.
    DeadLetter,
    /// It counts as done.
    Skip,
    /// Nothing can go on.
    Stop,
}

impl Policy {
    /// Of a record that was read from the retry topic number `step`, 0 being where it came from, and
    /// that has failed `failures` times since it was read, at least once.
    pub(crate) fn verdict(
        &self,
        step: usize,
        failures: u32,
        advice: Advice,
        rng: &mut Rng,
    ) -> Verdict {
        match advice {
            Advice::Fatal => return self.last(),
            Advice::Retry | Advice::Abort | Advice::Rejoin => {}
        }
        if failures <= self.retries {
            return Verdict::Again(self.backoff.after(failures, rng));
        }
        match self.delays.get(step) {
            Some(delay) => Verdict::RetryTopic { step: step + 1, delay: *delay },
            None => self.last(),
        }
    }

    /// How long a record of this retry topic waits at most.
    pub(crate) fn delay_max(&self, step: usize) -> Duration {
        let delay = step.checked_sub(1).and_then(|index| self.delays.get(index));
        delay.copied().unwrap_or_default()
    }

    fn last(&self) -> Verdict {
        match self.exhausted {
            Exhausted::Stop => Verdict::Stop,
            Exhausted::Skip => Verdict::Skip,
            Exhausted::DeadLetter => Verdict::DeadLetter,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(exhausted: Exhausted) -> Policy {
        let first = Duration::from_millis(100);
        let delays = vec![Duration::from_secs(1), Duration::from_secs(60)];
        Policy { retries: 2, backoff: Backoff { first, max: first * 8 }, delays, exhausted }
    }

    #[test]
    fn a_record_is_tried_in_place_then_at_each_retry_topic_then_it_is_a_dead_letter() {
        let (policy, mut rng) = (policy(Exhausted::DeadLetter), Rng::from_seed(3));
        let mut verdict = |step, failures| policy.verdict(step, failures, Advice::Retry, &mut rng);
        for step in 0..3 {
            assert!(matches!(verdict(step, 1), Verdict::Again(_)));
            assert!(matches!(verdict(step, 2), Verdict::Again(_)));
        }
        let topic =
            |step, seconds| Verdict::RetryTopic { step, delay: Duration::from_secs(seconds) };
        assert_eq!(verdict(0, 3), topic(1, 1));
        assert_eq!(verdict(1, 3), topic(2, 60));
        assert_eq!(verdict(2, 3), Verdict::DeadLetter);
        assert_eq!(policy.delay_max(2), Duration::from_secs(60));
        assert_eq!((policy.delay_max(0), policy.delay_max(3)), Default::default());
    }

    #[test]
    fn what_would_fail_again_is_not_tried_again() {
        let mut rng = Rng::from_seed(3);
        for (exhausted, expected) in [
            (Exhausted::Stop, Verdict::Stop),
            (Exhausted::Skip, Verdict::Skip),
            (Exhausted::DeadLetter, Verdict::DeadLetter),
        ] {
            let policy = policy(exhausted);
            assert_eq!(policy.verdict(0, 1, Advice::Fatal, &mut rng), expected);
            assert_eq!(policy.verdict(2, 3, Advice::Retry, &mut rng), expected);
        }
    }
}
