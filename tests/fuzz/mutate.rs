//! Changes to texts: of bytes, of lines, of values, and of two texts with one another.

use super::engine::Target;
use super::sheets;

/// A plain generator (`SplitMix64`): a run can be repeated from its seed.
pub(crate) struct Rng(pub(crate) u64);

impl Rng {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below this one, which is not 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// A small number more often than a large one.
    fn few(&mut self) -> usize {
        let most = *self.pick(&[2, 4, 16, 64, 300]);
        1 + self.below(most)
    }
}

/// Values that are at some limit, whatever they stand for.
const VALUES: [&str; 24] = [
    "0",
    "-1",
    "1e309",
    "NaN",
    ".inf",
    "9223372036854775808",
    "-9223372036854775809",
    "0.0000000000000000001",
    "2026-02-30",
    "0000-00-00",
    "9999-12-31",
    "~",
    "null",
    "true",
    "[]",
    "{}",
    "\"\"",
    "''",
    "|\n",
    ">-\n",
    "&a [*a]",
    "!!binary x",
    "\u{200f}\u{202e}",
    "\u{1f468}\u{200d}\u{1f469}",
];

/// A text of the pool, changed.
pub(crate) fn changed(rng: &mut Rng, pool: &[Vec<u8>], target: &Target) -> Vec<u8> {
    let mut text = rng.pick(pool).clone();
    if target.packed
        && rng.below(5) > 0
        && sheets::change(rng, &mut text, |rng, part| {
            once_or_more(rng, part, pool, target);
        })
    {
        return text;
    }
    once_or_more(rng, &mut text, pool, target);
    text
}

fn once_or_more(rng: &mut Rng, text: &mut Vec<u8>, pool: &[Vec<u8>], target: &Target) {
    for _ in 0..rng.few().min(12) {
        match rng.below(10) {
            0..3 => bytes(rng, text),
            3..6 => bit(rng, text, target.bits),
            6 => lines(rng, text),
            7 => value(rng, text),
            8 => many(rng, text),
            _ => mixed(rng, text, pool),
        }
    }
}

fn at(rng: &mut Rng, text: &[u8]) -> usize {
    rng.below(text.len() + 1)
}

fn piece(rng: &mut Rng, text: &[u8]) -> std::ops::Range<usize> {
    let start = at(rng, text);
    let end = (start + rng.few()).min(text.len());
    start..end
}

fn bytes(rng: &mut Rng, text: &mut Vec<u8>) {
    let place = at(rng, text);
    match (rng.below(4), text.get_mut(place)) {
        (0, Some(byte)) => *byte ^= 1 << (rng.next() % 8),
        (1, Some(byte)) => *byte = rng.next() as u8,
        (2, _) => text.insert(place, rng.next() as u8),
        _ => {
            let range = piece(rng, text);
            text.drain(range);
        }
    }
}

/// Puts in something that means something.
fn bit(rng: &mut Rng, text: &mut Vec<u8>, bits: &[&str]) {
    let place = at(rng, text);
    let bit = rng.pick(bits).bytes();
    text.splice(place..place, bit);
}

/// Repeats, swaps, drops or indents lines.
fn lines(rng: &mut Rng, text: &mut Vec<u8>) {
    let mut lines: Vec<Vec<u8>> = text
        .split_inclusive(|byte| *byte == b'\n')
        .map(<[u8]>::to_vec)
        .collect();
    if lines.is_empty() {
        return;
    }
    let (one, other) = (rng.below(lines.len()), rng.below(lines.len()));
    match rng.below(5) {
        0 => lines.swap(one, other),
        1 => lines.insert(other, lines[one].clone()),
        2 => drop(lines.remove(one)),
        3 => {
            let deeper = vec![b' '; 1 + rng.below(4)];
            lines[one].splice(0..0, deeper);
        }
        _ => lines[one] = lines[one].trim_ascii_start().to_vec(),
    }
    *text = lines.concat();
}

/// Puts a value at its limit in the place of what stands between two signs.
fn value(rng: &mut Rng, text: &mut Vec<u8>) {
    let start = at(rng, text);
    let ends = |byte: &u8| b":,;=\"'<>[](){}|\n".contains(byte);
    let Some(from) = text[start..].iter().position(ends).map(|n| start + n + 1) else {
        return;
    };
    let to = text[from..]
        .iter()
        .position(ends)
        .map_or(text.len(), |n| from + n);
    let value = rng.pick(&VALUES);
    text.splice(from..to, format!(" {value}").into_bytes());
}

/// The same again and again, as deep or as long as can be.
fn many(rng: &mut Rng, text: &mut Vec<u8>) {
    let range = piece(rng, text);
    let repeated = text[range.clone()].repeat(rng.few() * 8);
    text.splice(range, repeated);
}

/// A part of another text.
fn mixed(rng: &mut Rng, text: &mut Vec<u8>, pool: &[Vec<u8>]) {
    let other = rng.pick(pool);
    let start = at(rng, other);
    let end = start + rng.below(other.len() - start + 1);
    let place = at(rng, text);
    text.splice(place..place, other[start..end].iter().copied());
}
