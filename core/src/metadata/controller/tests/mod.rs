//! Tests of the controller: a file for each entry point, and histories from seeds beside invariants.

mod scene;
