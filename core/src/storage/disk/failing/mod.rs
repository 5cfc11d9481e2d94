//! A disk for tests that fails on a plan and forgets at a crash what was not synced.
