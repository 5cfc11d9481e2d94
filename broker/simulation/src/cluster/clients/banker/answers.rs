//! What a producer of transactions makes of its answers.

use bytes::Bytes;
use ottla_core::{
    model::ErrorCode,
    protocol::messages::{
        AddPartitionsToTxnRequest, EndTxnRequest, FindCoordinatorRequest, InitProducerIdRequest,
        MetadataRequest, ProduceRequest,
    },
};

use super::{ADD_PARTITIONS, Asked, Banker, FIND_COORDINATOR, INIT, Step};
use crate::{
    clients::codes::{Verdict, of_coordinator, of_produce},
    cluster::{
        clients::{Desk, METADATA, leaders_in},
        machine::index_of,
    },
    history::{Ending, Protocol},
    wire,
};

impl Banker {
    pub(super) fn take(&mut self, asked: Asked, frame: Bytes, desk: &mut Desk<'_>) {
        let correlation = self.correlation;
        let (produce, end) = self.versions();
        match asked {
            Asked::Coordinator => {
                let answer =
                    wire::response::<FindCoordinatorRequest>(frame, FIND_COORDINATOR, correlation);
                let found = answer.coordinators.first().filter(|one| one.error_code == 0);
                self.coordinator = found.and_then(|one| index_of(one.node_id));
            }
            Asked::Leaders => {
                let answer = wire::response::<MetadataRequest>(frame, METADATA, correlation);
                self.leaders = leaders_in(&answer, &self.places);
            }
            Asked::Init => {
                let answer = wire::response::<InitProducerIdRequest>(frame, INIT, correlation);
                let code = ErrorCode::from_code(answer.error_code);
                if self.heed(of_coordinator(code), code, desk) {
                    self.producer = (answer.producer_id, answer.producer_epoch);
                    self.sequences.clear();
                    self.step = Step::Begin;
                }
            }
            Asked::Add => {
                let answer =
                    wire::response::<AddPartitionsToTxnRequest>(frame, ADD_PARTITIONS, correlation);
                let topics = answer.results_by_topic_v3_and_below.iter();
                let mut codes = topics
                    .flat_map(|topic| &topic.results_by_partition)
                    .map(|one| ErrorCode::from_code(one.partition_error_code));
                let code = codes.find(|code| code.is_error()).unwrap_or(ErrorCode::None);
                if self.heed(of_coordinator(code), code, desk) {
                    self.step = Step::Write;
                }
            }
            Asked::Write => {
                let answer = wire::response::<ProduceRequest>(frame, produce, correlation);
                let code = answer.responses[0].partition_responses[0].error_code;
                self.written(ErrorCode::from_code(code), desk);
            }
            Asked::End(ending) => {
                let answer = wire::response::<EndTxnRequest>(frame, end, correlation);
                let code = ErrorCode::from_code(answer.error_code);
                if self.heed(of_coordinator(code), code, desk) {
                    desk.history.transfers[self.serial].told = Some(ending);
                    desk.note(format!("{} has ended {}: {ending:?}", self.name, self.serial));
                    self.ended(ending, (answer.producer_id, answer.producer_epoch));
                }
            }
        }
    }

    fn ended(&mut self, ending: Ending, producer: (i64, i16)) {
        self.step = match (self.protocol, ending) {
            (Protocol::Second, _) => {
                self.producer = producer;
                self.sequences.clear();
                Step::Begin
            }
            (Protocol::First, Ending::Commit) => Step::Begin,
            // What was not written leaves a gap in the sequences.
            (Protocol::First, Ending::Abort) => Step::Init,
        };
    }

    fn written(&mut self, code: ErrorCode, desk: &mut Desk<'_>) {
        let Some(entry) = self.entries.iter_mut().find(|one| !one.is_written) else { return };
        let verdict = of_produce(code);
        match verdict {
            Verdict::Done => entry.is_written = true,
            Verdict::Again => {
                self.leaders.remove(&entry.place);
            }
            Verdict::Abort | Verdict::Fatal => {
                self.heed(verdict, code, desk);
            }
        }
    }

    /// What follows from an answer of the coordinator; gives whether it is done.
    fn heed(&mut self, verdict: Verdict, code: ErrorCode, desk: &mut Desk<'_>) -> bool {
        match verdict {
            Verdict::Done => return true,
            Verdict::Again => self.coordinator = None,
            Verdict::Abort => {
                desk.note(format!("{} is told {}", self.name, code.name()));
                self.step = Step::End(Ending::Abort);
            }
            // Whatever was open is over, one way or the other, when it is let in again.
            Verdict::Fatal => {
                desk.note(format!("{} is told {}", self.name, code.name()));
                self.step = Step::Init;
            }
        }
        false
    }
}
