//! Progress bars, shown on standard error when it is a terminal.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar over this many bytes; a spinner when the number is not known.
pub(crate) fn bytes(label: &'static str, total: Option<u64>) -> ProgressBar {
    let template = match total {
        Some(_) => "{msg:>10} {wide_bar} {bytes}/{total_bytes} {binary_bytes_per_sec} {eta}",
        None => "{msg:>10} {spinner} {bytes} {binary_bytes_per_sec} {elapsed}",
    };
    bar(label, total, template)
}

/// A bar over this many records; a spinner when the number is not known.
pub(crate) fn records(label: &'static str, total: Option<u64>) -> ProgressBar {
    let template = match total {
        Some(_) => "{msg:>10} {wide_bar} {human_pos}/{human_len} records {per_sec} {eta}",
        None => "{msg:>10} {spinner} {human_pos} records {per_sec} {elapsed}",
    };
    bar(label, total, template)
}

fn bar(label: &'static str, total: Option<u64>, template: &str) -> ProgressBar {
    let target = if std::io::stderr().is_terminal() {
        ProgressDrawTarget::stderr()
    } else {
        ProgressDrawTarget::hidden()
    };
    let bar = ProgressBar::with_draw_target(total, target);
    bar.set_style(ProgressStyle::with_template(template).unwrap_or(ProgressStyle::default_bar()));
    bar.set_message(label);
    bar
}
