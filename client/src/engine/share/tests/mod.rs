//! Members of share groups, with brokers that the tests play.
