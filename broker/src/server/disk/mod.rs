//! The disk of real files.

mod file;
mod file_disk;
mod handles;
mod system;

pub use file::RealFile;
pub use file_disk::FileDisk;
