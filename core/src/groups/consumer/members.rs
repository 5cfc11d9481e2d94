//! The members of a group by their ids. A member is its own key: beside a copy of the id, the nodes of
//! the tree, which have room for sixteen, would be most of what a small group takes.

use std::{borrow::Borrow, cmp::Ordering, sync::Arc};

use bytestring::ByteString;
use imbl::OrdSet;

use super::member::Member;

/// Members, each id once, in the order of the ids. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub(in crate::groups) struct Members(OrdSet<ById>);

#[derive(Clone, Debug)]
struct ById(Arc<Member>);

impl Members {
    pub(in crate::groups) fn len(&self) -> usize {
        self.0.len()
    }

    pub(in crate::groups) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(in crate::groups) fn get(&self, id: &str) -> Option<&Arc<Member>> {
        self.0.get(id).map(|member| &member.0)
    }

    pub(in crate::groups) fn contains_key(&self, id: &str) -> bool {
        self.0.contains(id)
    }

    pub(in crate::groups) fn values(&self) -> impl Iterator<Item = &Arc<Member>> {
        self.0.iter().map(|member| &member.0)
    }

    pub(in crate::groups) fn keys(&self) -> impl Iterator<Item = &ByteString> {
        self.values().map(|member| &member.id)
    }

    /// Puts a member in, in the place of the one with its id.
    pub(super) fn insert(&mut self, member: Arc<Member>) {
        self.0.insert(ById(member));
    }

    pub(super) fn remove(&mut self, id: &str) -> Option<Arc<Member>> {
        self.0.remove(id).map(|member| member.0)
    }
}

impl Borrow<str> for ById {
    fn borrow(&self) -> &str {
        &self.0.id
    }
}

impl Ord for ById {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.id.cmp(&other.0.id)
    }
}

impl PartialOrd for ById {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for ById {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for ById {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_takes_the_place_of_the_one_with_its_id() {
        let mut members = Members::default();
        for (id, epoch) in [("b", 1), ("a", 2), ("b", 3)] {
            members.insert(Arc::new(Member { epoch, ..Member::new(id.into()) }));
        }
        let before = members.clone();
        assert_eq!(members.keys().collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(members.get("b").map(|member| member.epoch), Some(3));
        assert_eq!(members.remove("b").map(|member| member.epoch), Some(3));
        assert!(!members.contains_key("b") && before.contains_key("b"));
        assert_eq!((members.len(), before.len()), (1, 2));
    }
}
