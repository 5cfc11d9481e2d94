//! Records that are processed side by side: which one is started next, what may be committed, and what
//! becomes of a record that fails. Time, and what the user's function came to, are arguments.

pub(crate) mod policy;
pub(crate) mod progress;
pub(crate) mod schedule;

#[cfg(test)]
mod tests;
