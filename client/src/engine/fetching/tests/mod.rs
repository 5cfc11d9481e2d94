//! What is asked for and what becomes of answers: single cases, and random histories of a cluster.

mod cases;
mod cluster;
mod histories;
