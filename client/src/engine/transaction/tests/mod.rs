//! Transactions as their driver sees them: which call comes next, and what its answer means.

mod records;
mod requests;
mod state;
mod verdicts;
