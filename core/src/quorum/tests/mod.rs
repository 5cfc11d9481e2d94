//! Tests of whole quorums.

mod first_election;
mod simulation;
