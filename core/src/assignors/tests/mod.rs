//! Tests of all assignors on generated groups that live: members join and leave, topics come and
//! grow, subscriptions change, and what was assigned is carried from round to round.

mod apache_kafka;
mod client_group;
mod client_properties;
mod server_group;
mod server_properties;
