//! Printing on standard output. Unlike `println!` it survives a reader that has gone.

use std::{
    fmt,
    io::{self, Write},
};

/// Prints a line.
pub(crate) fn line(text: impl fmt::Display) -> io::Result<()> {
    writeln!(io::stdout(), "{text}")
}
