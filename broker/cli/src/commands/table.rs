//! Tables for people: how they look, and what stands in a field whose value is not known.

use comfy_table::{Table, presets::UTF8_HORIZONTAL_ONLY};

/// An empty table with these columns.
pub(super) fn table(columns: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_style(UTF8_HORIZONTAL_ONLY);
    table.set_header(columns);
    table
}

/// A value, or `-` in place of one that is not there.
pub(super) fn shown(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}

/// Ids of brokers.
pub(super) fn listed(ids: &[i32]) -> String {
    ids.iter().map(i32::to_string).collect::<Vec<_>>().join(",")
}
