//! The clients, each set up as its documentation advises for the purpose. All write records without a key to
//! a topic of one partition and learn of errors, but do not look at every record's outcome.

pub(crate) mod krafka;
pub(crate) mod librdkafka;
pub(crate) mod own;
pub(crate) mod rskafka;
