//! The admin.
