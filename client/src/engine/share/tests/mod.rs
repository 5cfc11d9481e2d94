//! A member of a share group, with a coordinator and brokers that the tests play.

mod broker;
mod histories;
mod steps;
mod world;
