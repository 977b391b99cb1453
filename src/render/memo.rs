//! Keeps pages from one build to the next.
//!
//! A page is a pure function of its view and of the templates with their words, so it is kept by
//! the hash of its view while those stay the same. Making and hashing the view of every page is
//! most of the work of a rebuild; it is spared where nothing that the view is made from can have
//! changed: when the whole site but for running text is as before
//! ([`super::Before::site_same`]), only pages that used a text that changed
//! need a new view. Which texts a view used is recorded while it is made ([`crate::view::Used`]), never listed by hand.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tera::Tera;

use crate::diag::FileId;
use crate::link::Site;
use crate::record::prose::Fragment;
use crate::theme::Theme;
use crate::view::{PageKey, Used, View};
use crate::words::Words;

/// What the build before rendered.
#[derive(Debug, Default)]
pub struct Memo {
    kept: Mutex<Kept>,
}

/// Everything that is kept.
#[derive(Default)]
pub(super) struct Kept {
    /// The templates, by name, and what they were compiled to.
    templates: Vec<(String, String)>,
    words: Option<Arc<Words>>,
    tera: Option<Arc<Tera>>,
    /// The pages in their order.
    pub(super) pages: Vec<KeptPage>,
    /// Data files; they are made from the site but for its running text.
    pub(super) data: Files,
    /// The search index, and the running texts that it was made from.
    pub(super) index: Files,
    pub(super) texts: Texts,
}

/// Files by their paths.
pub(super) type Files = Vec<(String, Arc<[u8]>)>;

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
    pub(super) path: String,
    pub(super) used: Arc<Used>,
    pub(super) view: [u8; 32],
    pub(super) bytes: Arc<[u8]>,
}

impl Memo {
    /// What is kept; the memo is empty until [`Memo::put`].
    pub(super) fn take(&self) -> Kept {
        std::mem::take(&mut *self.kept.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Forgets everything: the next build is not the one after the last that was rendered.
    pub fn clear(&self) {
        self.take();
    }

    pub(super) fn put(&self, kept: Kept) {
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = kept;
    }
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
    pub(super) fn new(theme: &Theme, words: &Arc<Words>, tera: Arc<Tera>) -> Self {
        let templates = theme.templates.iter();
        Self {
            templates: templates
                .map(|(name, template)| (name.clone(), template.text.clone()))
                .collect(),
            words: Some(words.clone()),
            tera: Some(tera),
            ..Self::default()
        }
    }

    /// Pages by their paths.
    pub(super) fn by_path(&self) -> HashMap<&str, &KeptPage> {
        self.pages
            .iter()
            .map(|page| (page.path.as_str(), page))
            .collect()
    }
}

/// The hash of all that a template can print.
pub(super) fn hash(view: &View) -> Option<[u8; 32]> {
    let json = serde_json::to_vec(view).ok()?;
    Some(*blake3::hash(&json).as_bytes())
}

/// The running texts of a site, by the numbers of their files.
#[derive(Default)]
pub(super) struct Texts(Vec<Option<Arc<Fragment>>>);

impl PartialEq for Texts {
    /// Whether the texts are the very same.
    fn eq(&self, other: &Self) -> bool {
        let same = |pair: (&Option<Arc<Fragment>>, &Option<Arc<Fragment>>)| match pair {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        };
        self.0.len() == other.0.len() && self.0.iter().zip(&other.0).all(same)
    }
}

impl Texts {
    pub(super) fn of(site: &Site) -> Self {
        let mut texts = Vec::new();
        site.each_body(|file, fragment| {
            let at = file.0 as usize;
            if texts.len() <= at {
                texts.resize(at + 1, None);
            }
            texts[at] = Some(fragment.clone());
        });
        Self(texts)
    }

    /// Whether a page that used these texts would be the same with those of the site.
    pub(super) fn are(&self, used: &Used) -> bool {
        used.iter().all(|(file, fragment)| self.is(*file, fragment))
    }

    fn is(&self, file: FileId, fragment: &Arc<Fragment>) -> bool {
        let now = self.0.get(file.0 as usize).and_then(Option::as_ref);
        now.is_some_and(|now| Arc::ptr_eq(now, fragment))
    }
}
