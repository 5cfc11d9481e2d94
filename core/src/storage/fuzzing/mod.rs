//! What the fuzz targets for files run. Plain functions, so that a test replays the corpus on stable
//! Rust. Each takes any bytes and panics if something is found that must never be.

mod directory;
mod files;

pub use directory::log_directory;
pub use files::small_file;
