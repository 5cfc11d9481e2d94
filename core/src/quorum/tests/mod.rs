//! Tests of whole quorums.

mod simulation;
