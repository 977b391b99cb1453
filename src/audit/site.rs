//! The files of the site, found by path.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::OnceLock;

use rayon::prelude::*;

use super::facts::{Facts, Link};
use super::hash::Quick;
use super::links;
use super::memo::{Format, Known, Memo};
use crate::output::{Bytes, Output};

/// A file with what is known of it.
pub(super) struct File<'a> {
    pub(super) path: &'a str,
    pub(super) bytes: &'a Bytes,
    pub(super) format: Option<Format>,
    /// Whether it has no fault, which an audit before has shown.
    pub(super) is_settled: bool,
    known: OnceLock<Option<Known>>,
}

impl File<'_> {
    /// What is known of it; nothing for images and the like. A settled file is read when another
    /// file asks for its places.
    pub(super) fn facts(&self) -> Option<&Facts> {
        let anew = || Some(Known::anew(self.format?, self.bytes));
        self.known.get_or_init(anew).as_ref()?.get()
    }
}

/// Every file, sorted by path.
pub(super) struct Site<'a> {
    pub(super) files: Vec<File<'a>>,
    numbers: HashMap<&'a str, usize, BuildHasherDefault<Quick>>,
}

impl<'a> Site<'a> {
    /// Reads what is not yet known of the files, in parallel.
    pub(super) fn read(output: &'a Output, memo: &Memo) -> Self {
        let round = memo.start_round();
        let list: Vec<_> = output.iter().collect();
        let numbers: HashMap<&str, usize, _> = list
            .iter()
            .enumerate()
            .map(|(nth, &(path, _))| (path, nth))
            .collect();
        let settled = memo.take_faultless().settled(output);
        let file = |(&(path, bytes), &is_settled): (&(&'a str, &'a Bytes), &bool)| {
            let format = Format::of(path);
            let mut target = String::new();
            let leads = |link: &Link, written: &str| {
                links::leads(path, link, written, &mut target)
                    && numbers.contains_key(target.as_str())
            };
            let known = || format.map(|format| memo.facts(round, format, bytes, leads));
            File {
                path,
                bytes,
                format,
                is_settled,
                known: match is_settled {
                    true => OnceLock::new(),
                    false => OnceLock::from(known()),
                },
            }
        };
        let files = list.par_iter().zip(&settled).map(file).collect();
        Self { files, numbers }
    }

    /// The number of the file at this path.
    pub(super) fn find(&self, path: &str) -> Option<usize> {
        self.numbers.get(path).copied()
    }
}
