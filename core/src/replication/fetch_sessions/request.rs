//! What a Fetch request's session id and epoch ask for. Epoch 0 asks for a session, -1 for none; both
//! are full fetches, and end the session whose id they carry. Any other epoch goes on with a session.

use crate::model::FetchSessionId;

/// Numbers the requests of a session: each has the one after the last, so a request that was lost or
/// repeated is noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FetchSessionEpoch(pub i32);

impl FetchSessionEpoch {
    /// Asks for a new session.
    pub const INITIAL: Self = Self(0);
    /// Asks for no session, or for the end of one.
    pub const FINAL: Self = Self(-1);

    /// The epoch of the request after this one's. It wraps around to 1, for 0 means another thing.
    #[must_use]
    pub fn next(self) -> Self {
        match self.0 {
            ..0 => Self::FINAL,
            i32::MAX => Self(1),
            epoch => Self(epoch + 1),
        }
    }
}

/// How a request names topics. A session keeps to one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TopicNaming {
    /// By name, up to version 12.
    ByName,
    /// By id, from version 13 on.
    ById,
}

impl TopicNaming {
    /// That of a version of Fetch.
    #[must_use]
    pub fn of_version(version: i16) -> Self {
        if version >= 13 { Self::ById } else { Self::ByName }
    }
}

/// What a request asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionRequest {
    /// A full answer, and no session.
    Sessionless {
        /// A session to end.
        ends: Option<FetchSessionId>,
    },
    /// A full answer and a session.
    New {
        /// A session to end.
        ends: Option<FetchSessionId>,
    },
    /// What is new in a session.
    Continue {
        /// The session.
        id: FetchSessionId,
        /// Which of its requests this is.
        epoch: FetchSessionEpoch,
    },
}

impl SessionRequest {
    /// From the fields of a request; versions without them have id 0 and epoch -1.
    #[must_use]
    pub fn from_wire(id: i32, epoch: i32) -> Self {
        let (id, epoch) = (FetchSessionId(id), FetchSessionEpoch(epoch));
        let ends = (id != FetchSessionId::NONE).then_some(id);
        match epoch {
            FetchSessionEpoch::FINAL => Self::Sessionless { ends },
            FetchSessionEpoch::INITIAL => Self::New { ends },
            epoch => Self::Continue { id, epoch },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_epoch_says_what_is_asked_for() {
        let ends = Some(FetchSessionId(7));
        assert_eq!(SessionRequest::from_wire(0, -1), SessionRequest::Sessionless { ends: None });
        assert_eq!(SessionRequest::from_wire(7, -1), SessionRequest::Sessionless { ends });
        assert_eq!(SessionRequest::from_wire(0, 0), SessionRequest::New { ends: None });
        assert_eq!(SessionRequest::from_wire(7, 0), SessionRequest::New { ends });
        for epoch in [1, i32::MAX, -2, i32::MIN] {
            let (id, at) = (FetchSessionId(7), FetchSessionEpoch(epoch));
            let asked = SessionRequest::from_wire(7, epoch);
            assert_eq!(asked, SessionRequest::Continue { id, epoch: at });
        }
    }

    #[test]
    fn epochs_wrap_around_past_the_one_that_asks_for_a_session() {
        assert_eq!(FetchSessionEpoch::INITIAL.next(), FetchSessionEpoch(1));
        assert_eq!(FetchSessionEpoch(i32::MAX).next(), FetchSessionEpoch(1));
        assert_eq!(FetchSessionEpoch::FINAL.next(), FetchSessionEpoch::FINAL);
    }

    #[test]
    fn topics_have_ids_from_version_13_on() {
        assert_eq!(TopicNaming::of_version(12), TopicNaming::ByName);
        assert_eq!(TopicNaming::of_version(13), TopicNaming::ById);
    }
}
