//! Members against a coordinator that is played by the test.
