//! Who somebody is and what they may do, as pure values: SASL mechanisms so far. Sockets, key stores and
//! tokens are the business of those who call.

pub mod sasl;
