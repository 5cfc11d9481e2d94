//! Tells the linker that Node brings the functions of Node-API, and that a package needs no names of functions.

use std::env;

fn main() {
    napi_build::setup();
    let is = |what: &str, value: &str| env::var(what).is_ok_and(|found| found == value);
    // They are a quarter of a library that was built with the profile `release`, which keeps them for other programs.
    if is("PROFILE", "release") && is("CARGO_CFG_TARGET_OS", "linux") {
        println!("cargo::rustc-cdylib-link-arg=-Wl,--strip-all");
    }
}
