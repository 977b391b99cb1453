//! Whether a text means what it meant.

use std::collections::BTreeMap;

use super::File;
use crate::edit::Plain;

/// Values that a step changed, by path: `notes/0/kind`.
pub(super) type Changed = BTreeMap<String, String>;

/// The new text, if it means what the file means but for what was changed.
pub(super) fn verified(
    file: &File<'_>,
    path: &str,
    new: String,
    changed: &Changed,
) -> Option<String> {
    let again = File::read(path, &new)?;
    let means = match (file.plain(), again.plain()) {
        (Some(old), Some(new)) => means(&old, &new, "", changed),
        (old, new) => old == new,
    };
    let rest = file.comments() == again.comments() && file.around() == again.around();
    (means && rest).then_some(new)
}

fn means(old: &Plain, new: &Plain, path: &str, changed: &Changed) -> bool {
    match (old, new) {
        (Plain::Text(old), Plain::Text(new)) => new == changed.get(path).unwrap_or(old),
        (Plain::List(old), Plain::List(new)) => {
            let mut pairs = old.iter().zip(new).enumerate();
            old.len() == new.len()
                && pairs.all(|(at, (old, new))| means(old, new, &format!("{path}/{at}"), changed))
        }
        // The order of fields means nothing.
        (Plain::Map(old), Plain::Map(new)) => {
            old.len() == new.len()
                && old.iter().all(|(key, old)| {
                    let new = new.iter().find(|(name, _)| name == key);
                    new.is_some_and(|(_, new)| means(old, new, &format!("{path}/{key}"), changed))
                })
        }
        _ => false,
    }
}
