//! What a fetch has to do with a session: none, one that begins with its answer, or one that goes on.

use ottla_core::{
    model::{FetchSessionId, Moment, limits::FETCH_SESSION_PARTITIONS_MAX},
    protocol::messages::FetchRequest,
    replication::fetch_sessions::{
        Answer, FetchSession, FetchSessionEpoch, FetchSessionError, Privilege, SessionPartitions,
        SessionRequest, Told, TopicNaming,
    },
};

use super::{
    sessions::{FetchSessions, SharedSession},
    wanted::{self, Wanted},
};
use crate::engine::view::View;

/// What a fetch has to do with a session.
pub(super) enum Context {
    /// Nothing: all partitions are answered.
    Sessionless,
    /// The answer, which names all partitions, begins a session.
    New { naming: TopicNaming, privilege: Privilege, partitions: SessionPartitions },
    /// The answer names what is new.
    Incremental { id: FetchSessionId, session: SharedSession, epoch: FetchSessionEpoch },
}

/// Which partitions an answer names.
pub(super) enum Selection {
    All,
    /// One by one.
    Each(Vec<Told>),
}

/// The request was overtaken by the next one of its session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Overtaken(pub(super) FetchSessionId);

/// A request that is taken in.
pub(super) struct Opening<'a> {
    pub(super) sessions: &'a FetchSessions,
    pub(super) view: &'a View,
    pub(super) naming: TopicNaming,
    pub(super) privilege: Privilege,
    pub(super) request: &'a FetchRequest,
    pub(super) now: Moment,
}

impl Opening<'_> {
    /// Takes in what the request says of its session; gives the partitions that it means.
    pub(super) fn open(&self) -> Result<(Context, Vec<Wanted>), FetchSessionError> {
        match SessionRequest::from_wire(self.request.session_id, self.request.session_epoch) {
            SessionRequest::Sessionless { ends } => {
                ends.into_iter().for_each(|id| self.sessions.remove(id));
                Ok(self.sessionless())
            }
            SessionRequest::New { ends } => {
                ends.into_iter().for_each(|id| self.sessions.remove(id));
                Ok(self.begin())
            }
            SessionRequest::Continue { id, epoch } => self.go_on(id, epoch),
        }
    }

    fn sessionless(&self) -> (Context, Vec<Wanted>) {
        let wanted = wanted::named(self.view, self.naming, &self.request.topics);
        (Context::Sessionless, wanted)
    }

    fn begin(&self) -> (Context, Vec<Wanted>) {
        let mut partitions = SessionPartitions::default();
        for (topic, partition, from) in wanted::changes(self.naming, &self.request.topics) {
            partitions.put(topic, partition, from);
            if partitions.len() > FETCH_SESSION_PARTITIONS_MAX {
                return self.sessionless();
            }
        }
        let wanted = wanted::remembered(self.view, partitions.iter_mut());
        let (naming, privilege) = (self.naming, self.privilege);
        (Context::New { naming, privilege, partitions }, wanted)
    }

    fn go_on(
        &self,
        id: FetchSessionId,
        epoch: FetchSessionEpoch,
    ) -> Result<(Context, Vec<Wanted>), FetchSessionError> {
        let session = self.sessions.get(id).ok_or(FetchSessionError::IdNotFound)?;
        let changes = wanted::changes(self.naming, &self.request.topics);
        let forgotten = wanted::forgotten(self.naming, &self.request.forgotten_topics_data);
        let mut locked = session.lock();
        let taken_in = locked.go_on(epoch, self.naming, changes, forgotten);
        let partitions = locked.partitions().len();
        let wanted = match taken_in {
            Ok(()) => wanted::remembered(self.view, locked.partitions_mut()),
            Err(_) => Vec::new(),
        };
        drop(locked);
        match taken_in {
            Ok(()) if partitions == 0 => {
                self.sessions.remove(id);
                Ok(self.sessionless())
            }
            Ok(()) => {
                self.sessions.touch(id, partitions, self.now);
                Ok((Context::Incremental { id, session, epoch }, wanted))
            }
            Err(error) => {
                if error == FetchSessionError::TooLarge {
                    self.sessions.remove(id);
                }
                Err(error)
            }
        }
    }
}

impl Context {
    /// Ends the request: which partitions its answer names, and the session that it says to go on
    /// with. `answers` says of each of `wanted` what there is to tell.
    pub(super) fn close(
        self,
        sessions: &FetchSessions,
        wanted: &[Wanted],
        answers: impl Iterator<Item = Answer>,
        now: Moment,
    ) -> Result<(FetchSessionId, Selection), Overtaken> {
        let placed = || wanted.iter().map(|wanted| wanted.place).zip(answers);
        match self {
            Self::Sessionless => Ok((FetchSessionId::NONE, Selection::All)),
            Self::New { naming, privilege, mut partitions } => {
                let begin = || {
                    for (place, answer) in placed() {
                        place.into_iter().for_each(|place| partitions.told(place, answer));
                    }
                    FetchSession::new(naming, partitions)
                };
                let id = sessions.create(privilege, wanted.len(), now, begin);
                Ok((id.unwrap_or(FetchSessionId::NONE), Selection::All))
            }
            Self::Incremental { id, session, epoch } => {
                let mut session = session.lock();
                if !session.is_answering(epoch) {
                    return Err(Overtaken(id));
                }
                let told = placed().map(|(place, answer)| match place {
                    Some(place) => session.tell(place, answer),
                    None => Told::Named,
                });
                Ok((id, Selection::Each(told.collect())))
            }
        }
    }
}
