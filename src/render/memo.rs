//! Keeps pages from one build to the next.
//!
//! A page is a pure function of its view and of the templates with their words. Making and hashing
//! the view of every page is most of the work of a rebuild, so two things spare it:
//!
//! 1. What a view was made from is noted while it is made ([`crate::record::reads`]), never listed
//!    by hand. A page is taken over when nothing that its view came to differs between the sites.
//! 2. Of the others, a page is taken over when its view has the same hash.
//!
//! A build with errors leaves what was kept, so that the build after the correction finds it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tera::Tera;

use super::From;
use crate::link::Site;
use crate::output::Bytes;
use crate::record::reads::Reads;
use crate::search::{self, Listed};
use crate::theme::Theme;
use crate::view::{PageKey, View};
use crate::words::Words;

/// What the build before rendered.
#[derive(Debug, Default)]
pub struct Memo {
    /// Whether there is only one build, after which nothing is asked of the memo.
    once: bool,
    /// Whether pages are kept nevertheless, for another run of the program.
    leaves: bool,
    kept: Mutex<Kept>,
    rest: Mutex<Option<KeptRest>>,
    /// What search keeps of its index.
    pub(super) search: search::Memo,
}

/// The pages that are kept.
#[derive(Default)]
pub(super) struct Kept {
    /// The templates, by name, and what they were compiled to.
    templates: Vec<(String, String)>,
    words: Option<Arc<Words>>,
    tera: Option<Arc<Tera>>,
    /// What the pages were made from.
    pub(super) site: Option<Arc<Site>>,
    /// The pages in their order.
    pub(super) pages: Vec<KeptPage>,
}

/// What is made from the whole site, beside pages.
#[derive(Clone)]
pub(super) struct KeptRest {
    pub(super) site: Arc<Site>,
    pub(super) words: Arc<Words>,
    /// Data files; they are made from the site but for its running text.
    pub(super) data: Files,
    /// The search index.
    pub(super) index: Files,
}

impl std::fmt::Debug for KeptRest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "KeptRest({} files)", self.data.len() + self.index.len())
    }
}

/// Files by their paths.
pub(super) type Files = Arc<Vec<(Arc<str>, Bytes)>>;

impl std::fmt::Debug for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Kept")
            .field("pages", &self.pages.len())
            .finish_non_exhaustive()
    }
}

/// A page that was rendered.
#[derive(Clone)]
pub(super) struct KeptPage {
    pub(super) key: PageKey,
    pub(super) path: Arc<str>,
    pub(super) reads: Arc<Reads>,
    /// The hash of its view. `None` when no other build was to follow.
    pub(super) view: Option<[u8; 32]>,
    /// What search finds of it, if no record is behind it.
    pub(super) listed: Option<Arc<Listed>>,
    pub(super) bytes: Bytes,
}

impl Memo {
    /// For one build only.
    pub fn once() -> Self {
        Self {
            once: true,
            search: search::Memo::once(),
            ..Self::default()
        }
    }

    /// For one build, which leaves its pages for another run of the program.
    pub fn leaving() -> Self {
        Self {
            leaves: true,
            ..Self::once()
        }
    }

    /// Whether pages are wanted after the build.
    pub(super) fn wants_pages(&self) -> bool {
        self.is_kept() || self.leaves
    }

    /// The pages that are kept.
    pub(super) fn pages(&self) -> Vec<KeptPage> {
        lock(&self.kept).pages.clone()
    }

    /// Whether another build may follow.
    pub fn is_kept(&self) -> bool {
        !self.once
    }

    /// What is kept of pages; the memo is empty until [`Memo::put`].
    pub(super) fn take(&self) -> Kept {
        std::mem::take(&mut *lock(&self.kept))
    }

    pub(super) fn put(&self, kept: Kept) {
        *lock(&self.kept) = kept;
    }

    /// The pages of this site that search finds although no record is behind them, if its pages
    /// are what is kept.
    pub(super) fn listed(&self, site: &Arc<Site>) -> Option<Vec<Listed>> {
        let kept = lock(&self.kept);
        let same = kept
            .site
            .as_ref()
            .is_some_and(|kept| Arc::ptr_eq(kept, site));
        let listed = kept.pages.iter().filter_map(|page| page.listed.as_deref());
        same.then(|| listed.cloned().collect())
    }

    /// What is kept beside pages.
    pub(super) fn rest(&self) -> Option<KeptRest> {
        lock(&self.rest).clone()
    }

    pub(super) fn put_rest(&self, rest: KeptRest) {
        *lock(&self.rest) = Some(rest);
    }
}

fn lock<T>(shelf: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is kept is put there whole.
    shelf.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Kept {
    /// The compiled templates, if they and their words are these.
    pub(super) fn tera(&self, theme: &Theme, words: &Arc<Words>) -> Option<Arc<Tera>> {
        let same_words = self
            .words
            .as_ref()
            .is_some_and(|known| Arc::ptr_eq(known, words));
        let known = self.templates.iter().map(|(name, text)| (name, text));
        let now = theme
            .templates
            .iter()
            .map(|(name, template)| (name, &template.text));
        match same_words && known.eq(now) {
            true => self.tera.clone(),
            false => None,
        }
    }

    /// What this build is to leave.
    pub(super) fn new(from: From<'_>, tera: Arc<Tera>, pages: Vec<KeptPage>) -> Self {
        let templates = from.theme.templates.iter();
        Self {
            templates: templates
                .map(|(name, template)| (name.clone(), template.text.clone()))
                .collect(),
            words: Some(from.words.clone()),
            tera: Some(tera),
            site: Some(from.site.clone()),
            pages,
        }
    }

    /// Pages without what they were made from.
    pub(super) fn pages_alone(pages: Vec<KeptPage>) -> Self {
        Self {
            pages,
            ..Self::default()
        }
    }

    /// Pages by their paths.
    pub(super) fn by_path(&self) -> HashMap<&str, &KeptPage> {
        self.pages.iter().map(|page| (&*page.path, page)).collect()
    }
}

/// The hash of all that a template can print.
pub(super) fn hash(view: &View) -> Option<[u8; 32]> {
    let json = serde_json::to_vec(view).ok()?;
    Some(*blake3::hash(&json).as_bytes())
}
