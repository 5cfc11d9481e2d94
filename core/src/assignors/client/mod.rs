//! The assignors of the classic protocol: `range`, `roundrobin`, `sticky` and `cooperative-sticky`.
//! The leader of a group runs one over what all members sent with their JoinGroup, and hands the
//! result out with its SyncGroup. Racks (KIP-881) count where members name theirs and partitions are
//! not on all of them. What a member revokes, and when, is the business of the client.

mod assignor;
mod racks;
mod range;
mod round_robin;
mod sticky;
mod subscription;

pub use assignor::{ClientAssignment, ClientAssignor, RebalanceProtocol};
pub use racks::{Racks, TopicRacks};
pub use subscription::{MemberSubscription, decode_assignment, encode_assignment};
