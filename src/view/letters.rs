//! Entries under the letter that they begin with.

use serde::Serialize;

/// The entries that begin with one letter.
#[derive(Clone, Debug, Serialize)]
pub struct Letter<R> {
    /// The letter, or what stands for the signs that are none.
    pub letter: String,
    /// The anchor.
    pub id: String,
    /// The entries.
    pub rows: Vec<R>,
}

/// Groups entries that are in order already, each given with its letter.
pub(super) fn by_letter<R>(rows: impl IntoIterator<Item = (String, R)>) -> Vec<Letter<R>> {
    let mut letters: Vec<Letter<R>> = Vec::new();
    for (letter, row) in rows {
        match letters.last_mut() {
            Some(last) if last.letter == letter => last.rows.push(row),
            _ => letters.push(Letter {
                id: format!("letter-{}", letters.len() + 1),
                letter,
                rows: vec![row],
            }),
        }
    }
    letters
}
