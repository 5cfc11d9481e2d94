//! What is made from the API is what is committed; the test fails when a file is another one. `cargo xtask
//! generate` writes them.

use std::{fs, path::Path};

#[test]
fn what_is_made_from_the_api_is_what_is_committed() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let model = ottla_generator::read(&repository).unwrap_or_else(|error| panic!("{error}"));
    assert!(
        model.objects.len() >= 9,
        "{:?}",
        model.objects.iter().map(|o| &o.name).collect::<Vec<_>>()
    );
    for ottla_generator::File { path, content } in ottla_generator::files(&model) {
        let at = repository.join(&path);
        if std::env::var_os("OTTLA_GENERATE").is_some() {
            if let Some(folder) = at.parent() {
                fs::create_dir_all(folder).unwrap();
            }
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
