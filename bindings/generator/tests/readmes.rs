//! The READMEs of the packages are what their template gives; the test fails when one is another one. `cargo xtask
//! generate` writes them.

use std::{fs, path::Path};

#[test]
fn the_readmes_are_what_the_template_and_the_examples_give() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let readmes = ottla_generator::readmes(&repository).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(readmes.len(), 3);
    for ottla_generator::File { path, content } in readmes {
        let at = repository.join(&path);
        if std::env::var_os("OTTLA_GENERATE").is_some() {
            fs::write(&at, &content).unwrap();
        }
        let written = fs::read_to_string(&at).unwrap_or_default();
        let line = written.lines().zip(content.lines()).find(|(written, made)| written != made);
        let path = path.display();
        assert!(
            written == content,
            "{path} is stale; `cargo xtask generate` writes it anew: {line:?}"
        );
    }
}
