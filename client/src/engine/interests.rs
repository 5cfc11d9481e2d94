//! Which topics refreshes of the metadata ask for: those that some part of the client has, and those that were
//! used not long ago. What nobody uses any more is forgotten, so that a client that meets many topics does not ask
//! for all of them for ever.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use bytestring::ByteString;
use ottla_core::model::Moment;

/// Topics by the time of their last use.
#[derive(Debug, Default)]
pub(crate) struct Interests {
    used: BTreeMap<ByteString, Moment>,
}

/// What a refresh is about.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Asked {
    /// Topics to ask for.
    pub(crate) topics: BTreeSet<ByteString>,
    /// Topics that were asked for before, and are not any more.
    pub(crate) idle: Vec<ByteString>,
}

impl Interests {
    /// Somebody uses the topic.
    pub(crate) fn used(&mut self, topic: &str, now: Moment) {
        match self.used.get_mut(topic) {
            Some(last) => *last = now,
            None => {
                self.used.insert(topic.into(), now);
            }
        }
    }

    /// The topic is gone.
    pub(crate) fn forget(&mut self, topic: &str) {
        self.used.remove(topic);
    }

    /// What to ask for now, where `held` are the topics that parts of the client have. Those count as used until now.
    pub(crate) fn asked(
        &mut self,
        held: BTreeSet<ByteString>,
        now: Moment,
        idle_max: Duration,
    ) -> Asked {
        let mut topics = held;
        topics.iter().for_each(|topic| self.used(topic, now));
        let gone = |_: &ByteString, last: &mut Moment| now.since(*last) >= idle_max;
        let idle = self.used.extract_if(.., gone).map(|(topic, _)| topic).collect();
        topics.extend(self.used.keys().cloned());
        Asked { topics, idle }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const IDLE: Duration = Duration::from_secs(300);

    fn at(seconds: u64) -> Moment {
        Moment(Duration::from_secs(seconds))
    }

    fn names(topics: &[&str]) -> BTreeSet<ByteString> {
        topics.iter().map(|topic| ByteString::from(*topic)).collect()
    }

    #[test]
    fn a_topic_is_asked_for_until_it_was_not_used_for_long() {
        let mut interests = Interests::default();
        interests.used("orders", at(0));
        interests.used("audit", at(0));
        interests.used("audit", at(10));
        let asked = interests.asked(BTreeSet::new(), at(299), IDLE);
        assert_eq!(asked, Asked { topics: names(&["audit", "orders"]), idle: Vec::new() });
        let asked = interests.asked(BTreeSet::new(), at(300), IDLE);
        assert_eq!(asked, Asked { topics: names(&["audit"]), idle: vec!["orders".into()] });
        let asked = interests.asked(BTreeSet::new(), at(310), IDLE);
        assert_eq!(asked, Asked { topics: names(&[]), idle: vec!["audit".into()] });
    }

    #[test]
    fn what_a_part_of_the_client_has_stays_and_counts_as_used_when_it_is_given_up() {
        let mut interests = Interests::default();
        let asked = interests.asked(names(&["orders"]), at(1_000), IDLE);
        assert_eq!(asked.topics, names(&["orders"]));
        assert_eq!(interests.asked(BTreeSet::new(), at(1_299), IDLE).topics, names(&["orders"]));
        assert_eq!(interests.asked(BTreeSet::new(), at(1_300), IDLE).idle, ["orders"]);
    }

    #[test]
    fn a_topic_that_is_gone_is_not_asked_for() {
        let mut interests = Interests::default();
        interests.used("orders", at(0));
        interests.forget("orders");
        assert_eq!(interests.asked(BTreeSet::new(), at(1), IDLE), Asked::default());
    }
}
