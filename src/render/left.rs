//! Pages and the files beside them, from one run of the program to the next.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use super::memo::{Files, Kept, KeptPage, KeptRest, Memo};
use super::{From, Templates, templates::TextsOnThreads};
use crate::codec::{Reader, Writer};
use crate::diag::Diagnostics;
use crate::output::Bytes;
use crate::search;
use crate::view::{self, PageKey};

/// The pages and other files of a run, without what they were made from.
pub struct Left {
    pages: Vec<KeptPage>,
    data: Files,
    index: Files,
}

impl std::fmt::Debug for Left {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Left({} pages)", self.pages.len())
    }
}

impl Memo {
    /// What another run can take over. `None` when there is no whole site.
    pub fn left(&self) -> Option<Left> {
        let rest = self.rest()?;
        let pages = self.pages();
        (!pages.is_empty()).then_some(Left {
            pages,
            data: rest.data,
            index: rest.index,
        })
    }

    /// A memo as it was in the run before, in which the site was `from`. `None` when what was left
    /// is not what such a site has.
    pub fn resumed(
        from: From<'_>,
        left: Left,
        texts: &dyn TextsOnThreads,
        sink: &mut Diagnostics,
    ) -> Option<Self> {
        let templates = Templates::new(from.theme, from.words, texts, sink)?;
        let pages = in_order(left.pages, &view::pages(from.site))?;
        let mut memo = Self::default();
        // Of the words of the index nothing is left, and no other index follows.
        memo.search = search::Memo::once();
        memo.put(Kept::new(from, templates.tera(), pages));
        memo.put_rest(KeptRest {
            site: from.site.clone(),
            words: from.words.clone(),
            data: left.data,
            index: left.index,
        });
        Some(memo)
    }
}

/// The pages in the order of the site. `None` when they are not those of the site.
fn in_order(pages: Vec<KeptPage>, keys: &[PageKey]) -> Option<Vec<KeptPage>> {
    let pages = pages.into_iter().map(|page| (page.key.clone(), page));
    let mut pages: BTreeMap<PageKey, KeptPage> = pages.collect();
    let ordered: Option<Vec<KeptPage>> = keys.iter().map(|key| pages.remove(key)).collect();
    ordered.filter(|_| pages.is_empty())
}

impl Left {
    /// Every file but assets, as it was in the site.
    pub fn files(&self) -> impl Iterator<Item = (Arc<str>, Bytes)> {
        let pages = self.pages.iter();
        let pages = pages.map(|page| (page.path.clone(), page.bytes.clone()));
        let rest = self.data.iter().chain(self.index.iter());
        pages.chain(rest.cloned())
    }

    /// Writes it.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn write(&self, out: &mut Writer<'_>) -> io::Result<()> {
        out.put(&self.pages.len())?;
        self.pages.iter().try_for_each(|page| page.write(out))?;
        write_files(&self.data, out)?;
        write_files(&self.index, out)
    }

    /// What [`Self::write`] wrote.
    pub fn read(input: &mut Reader<'_>) -> Option<Self> {
        let count: usize = input.take()?;
        let pages = (0..count).map(|_| KeptPage::read(input));
        Some(Self {
            pages: pages.collect::<Option<_>>()?,
            data: read_files(input)?,
            index: read_files(input)?,
        })
    }
}

impl KeptPage {
    fn write(&self, out: &mut Writer<'_>) -> io::Result<()> {
        let about = (&self.key, &*self.path, &*self.reads, &self.view);
        out.put(&about)?;
        out.put(&self.listed.as_deref())?;
        self.bytes.store(out)
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        let (key, path, reads, view): (_, &str, _, _) = input.take()?;
        let path = path.into();
        let listed: Option<_> = input.take()?;
        Some(Self {
            key,
            path,
            reads: Arc::new(reads),
            view,
            listed: listed.map(Arc::new),
            bytes: Bytes::restored(input)?,
        })
    }
}

fn write_files(files: &Files, out: &mut Writer<'_>) -> io::Result<()> {
    out.put(&files.len())?;
    files.iter().try_for_each(|(path, bytes)| {
        out.put(&**path)?;
        bytes.store(out)
    })
}

fn read_files(input: &mut Reader<'_>) -> Option<Files> {
    let count: usize = input.take()?;
    let files = (0..count).map(|_| {
        let path = Arc::from(input.take::<&str>()?);
        Some((path, Bytes::restored(input)?))
    });
    Some(Arc::new(files.collect::<Option<_>>()?))
}
