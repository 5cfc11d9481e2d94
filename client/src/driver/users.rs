//! Who uses topics: every refresh of the metadata asks for what producers and consumers have then.

use std::{
    collections::BTreeSet,
    fmt,
    sync::{Arc, Weak},
};

use bytestring::ByteString;
use parking_lot::Mutex;

/// A part of the client that has topics for some time.
pub(crate) trait TopicUser: fmt::Debug + Send + Sync {
    /// Adds the topics that it has now.
    fn add_topics(&self, topics: &mut BTreeSet<ByteString>);
}

/// All that are there.
#[derive(Debug, Default)]
pub(crate) struct TopicUsers {
    users: Mutex<Vec<Weak<dyn TopicUser>>>,
}

impl TopicUsers {
    /// Asks this one too, as long as it lives.
    pub(crate) fn add(&self, user: Weak<dyn TopicUser>) {
        let mut users = self.users.lock();
        users.retain(|user| user.strong_count() > 0);
        users.push(user);
    }

    /// What they have.
    pub(crate) fn topics(&self) -> BTreeSet<ByteString> {
        // Whoever was the last to hold a user drops it, with all that this brings: not under the lock.
        let users: Vec<Arc<dyn TopicUser>> =
            self.users.lock().iter().filter_map(Weak::upgrade).collect();
        let mut topics = BTreeSet::new();
        users.iter().for_each(|user| user.add_topics(&mut topics));
        topics
    }
}
