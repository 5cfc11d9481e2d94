//! Writes the lowest layer of the package: C's header, and the Swift that calls it.

fn main() {
    uniffi::uniffi_bindgen_swift();
}
