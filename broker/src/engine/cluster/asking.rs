//! Asking the active controller, wherever it is: what another node is sent as a request, this one decides
//! by the same code when it is the controller itself.

use std::{marker::PhantomData, ops::RangeInclusive};

use ottla_core::{
    metadata::controller::{ActiveController, Basis, Decision},
    model::{ErrorCode, Now},
    protocol::Request,
};

use super::outgoing::{Lane, Sending, Unanswered};
use crate::engine::{
    call::Call,
    committed::AwaitCommit,
    effects::Effects,
    handler::{Handler, Place, Reply},
    node::Node,
};

/// A request that the active controller decides on.
pub(in crate::engine) trait ControllerRequest:
    Request<Response: Send + 'static> + Send + 'static
{
    /// Versions that are answered.
    const VERSIONS: RangeInclusive<i16>;

    /// Whether brokers forward it for clients, or send it themselves.
    const PLACE: Place = Place::Here;

    /// What changes, and what is answered once that is committed.
    fn decide(
        &self,
        controller: &mut ActiveController,
        basis: Basis<'_>,
        version: i16,
    ) -> Decision<Self::Response>;

    /// The answer that any controller gives, the active one or not: to what asks for nothing.
    fn answer_of_any(&self) -> Option<Self::Response> {
        None
    }

    /// The answer that is only a code, and the sentence that goes with it.
    fn refused(&self, code: ErrorCode, message: &str) -> Self::Response;
}

/// The handler of such a request. Brokers send it to the active controller themselves: any other node refuses
/// it.
pub struct AtController<R>(PhantomData<R>);

impl<R: ControllerRequest> Handler for AtController<R> {
    type Request = R;

    const VERSIONS: RangeInclusive<i16> = R::VERSIONS;
    const PLACE: Place = R::PLACE;

    fn handle(call: &mut Call<'_>, request: R) -> Reply<R::Response> {
        if let Some(answer) = request.answer_of_any() {
            return Reply::Now(answer);
        }
        let node = call.node.clone();
        let version = call.version;
        let decided =
            node.decide(call.now, call.effects, |control, now| control.ask(&request, version, now));
        match decided {
            Ok((response, commit)) => commit.reply(response, None),
            Err(code) => Reply::Now(request.refused(code, &node.refusal_of(code))),
        }
    }
}

/// Told whether the commit has happened.
type Then = Box<dyn FnOnce(&Node, Result<(), ErrorCode>, Now, &mut Effects) + Send>;

/// What this node does when metadata has been applied so far.
pub(in crate::engine) struct Deferred {
    commit: AwaitCommit,
    then: Then,
}

impl std::fmt::Debug for Deferred {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Deferred").field("commit", &self.commit).finish_non_exhaustive()
    }
}

impl Node {
    /// Asks the active controller. `then` is called once, later: also if there is no controller, or it does not
    /// answer.
    pub(in crate::engine) fn ask_controller<R: ControllerRequest>(
        &self,
        request: R,
        version: i16,
        now: Now,
        effects: &mut Effects,
        then: impl FnOnce(&Self, Result<R::Response, Unanswered>, Now, &mut Effects) + Send + 'static,
    ) {
        if self.is_active_controller() {
            let decided =
                self.decide(now, effects, |control, now| control.ask(&request, version, now));
            let (response, commit) = decided
                .unwrap_or_else(|code| (request.refused(code, code.message()), AwaitCommit::Done));
            let then = Box::new(
                move |node: &Self,
                      committed: Result<(), ErrorCode>,
                      now: Now,
                      effects: &mut Effects| {
                    let response = match committed {
                        Ok(()) => response,
                        Err(code) => request.refused(code, code.message()),
                    };
                    then(node, Ok(response), now, effects);
                },
            );
            self.cluster.deferred.lock().push(Deferred { commit, then });
            self.wake_cluster(effects);
            return;
        }
        let Some(to) = self.controller_destination(Lane::Controller) else {
            let then = Box::new(
                move |node: &Self, _: Result<(), ErrorCode>, now: Now, effects: &mut Effects| {
                    let reason = "there is no active controller".to_owned();
                    then(node, Err(Unanswered::Unreachable(reason)), now, effects);
                },
            );
            self.cluster.deferred.lock().push(Deferred { commit: AwaitCommit::Done, then });
            self.wake_cluster(effects);
            return;
        };
        let patience = self.settings.quorum.controller_patience;
        let sending = Sending { to, version, patience };
        self.send(&request, sending, now, effects, move |node, answer, now, effects| {
            then(node, answer, now, effects);
        });
    }

    /// Goes on with what waited for metadata that is applied by now.
    pub(super) fn tend_deferred(&self, now: Now, effects: &mut Effects) {
        loop {
            let mut deferred = self.cluster.deferred.lock();
            let due: Vec<(Deferred, Result<(), ErrorCode>)> = {
                let mut due = Vec::new();
                let mut left = Vec::new();
                for one in deferred.drain(..) {
                    match self.commit_state(&one.commit) {
                        Some(state) => due.push((one, state)),
                        None => left.push(one),
                    }
                }
                *deferred = left;
                due
            };
            drop(deferred);
            if due.is_empty() {
                return;
            }
            for (one, state) in due {
                (one.then)(self, state, now, effects);
            }
        }
    }

    /// Whether a commit has happened, or never will; `None` while it may.
    pub(in crate::engine) fn commit_state(
        &self,
        commit: &AwaitCommit,
    ) -> Option<Result<(), ErrorCode>> {
        let AwaitCommit::At { offset, leadership, .. } = commit else { return Some(Ok(())) };
        if self.view.load().image.end_offset >= Some(*offset) {
            return Some(Ok(()));
        }
        // Another leader may write something else there.
        (self.leadership() != *leadership).then_some(Err(ErrorCode::NotController))
    }

    /// Wakes the task that tends the node's part in the cluster.
    pub(in crate::engine) fn wake_cluster(&self, effects: &mut Effects) {
        effects.wakes.extend(self.cluster.waker.lock().clone());
    }
}
