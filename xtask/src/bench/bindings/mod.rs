//! `cargo xtask bench bindings`: the packages for Python, Node and Swift as users install them, beside their peers and
//! beside what each language alone takes, in turns. Each measurement is a process of its own.

mod figures;
mod languages;
mod measure;
mod stand;
mod verdicts;

pub(super) use stand::run;
