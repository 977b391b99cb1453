//! What a run of the program leaves for the next.
//!
//! The next run resumes as the preview goes on after an edit: with a [`Memo`] of the site as it was.
//! Records are read, checked and linked once more as they were, which is quick and gives all that
//! sites are compared by; what takes long is left in writing.

use std::io;

use super::{Build, Memo, Options, Timings, lock, own_theme, pages, resolved};
use crate::audit;
use crate::check;
use crate::codec::{Reader, Writer};
use crate::diag::Diagnostics;
use crate::render;
use crate::rules;
use crate::source::Files;

/// What a build leaves, without its site.
#[derive(Debug)]
pub struct Left {
    rules: rules::Left,
    render: render::Left,
}

impl Left {
    /// Writes it.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn write(&self, out: &mut Writer<'_>) -> io::Result<()> {
        out.put(&self.rules)?;
        self.render.write(out)
    }

    /// What [`Self::write`] wrote.
    pub fn read(input: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            rules: input.take()?,
            render: render::Left::read(input)?,
        })
    }
}

/// What the last build of a run gives.
#[derive(Debug)]
pub struct Last<T> {
    /// The whole site, audited and named.
    pub build: Build,
    /// What was asked of it.
    pub known: T,
    /// What another run can go on from, if the memo was to leave anything and the site is good.
    pub left: Option<Left>,
}

impl Build {
    /// The last build of a run. `ask` asks of the site what is to be known of it: the records are let
    /// go when all files are made of them, because those of a large site take as much memory as its
    /// files.
    pub fn last<T>(
        files: &Files,
        options: &Options,
        mut memo: Memo,
        ask: impl FnOnce(&Self) -> T,
    ) -> Last<T> {
        let mut build = pages(files, options, &memo).whole(&memo);
        let known = ask(&build);
        let records = build.let_go();
        let left = memo.left();
        let audit = Memo {
            audit: std::mem::take(&mut memo.audit),
            ..Memo::once()
        };
        std::thread::spawn(move || drop((memo, records)));
        let build = build.audited(files, &audit).named();
        Last {
            left: left.filter(|_| !build.diagnostics.has_errors()),
            build,
            known,
        }
    }
}

impl Memo {
    /// For one build, which leaves something for another run of the program ([`Memo::left`]).
    pub fn leaving() -> Self {
        Self {
            rules: rules::Memo::leaving(),
            render: render::Memo::leaving(),
            ..Self::once()
        }
    }

    /// What the build leaves. `None` when there is no whole site, or nothing was to be left.
    pub fn left(&self) -> Option<Left> {
        Some(Left {
            rules: self.rules.left(),
            render: self.render.left()?,
        })
    }

    /// Lets go of documents and records, once the site is made of them.
    pub(super) fn forget_records(&self) {
        lock(&self.known).take();
        self.parse.forget();
        self.check.forget();
    }

    /// A memo as it was after the build of these files with these options, which left what `left`
    /// reads. `None` when that is not what such a build leaves.
    pub fn resumed(
        files: &Files,
        options: &Options,
        left: impl FnOnce() -> Option<Left> + Send,
    ) -> Option<Self> {
        let mut memo = Self {
            check: check::Memo::packing(),
            ..Self::new()
        };
        let mut sink = Diagnostics::new();
        let resolved = || resolved(files, options, &memo, &mut Timings::default(), &mut sink);
        let (left, (site, _, parsed)) = rayon::join(left, resolved);
        let (left, site) = left.zip(site)?;
        let subject = rules::Subject {
            files,
            parsed: &parsed,
            site: Some(&site),
            drafts: options.drafts,
        };
        memo.rules = rules::Memo::resumed(subject, left.rules)?;
        let theme = own_theme::load(&site, files, &memo.theme, &mut sink);
        let words = memo.words(&site, &theme, &mut sink);
        let from = render::From {
            site: &site,
            theme: &theme,
            words: &words,
        };
        // What has errors leaves nothing, and every finding of the audit is one.
        memo.audit = audit::Memo::after_faultless(left.render.files());
        memo.render = render::Memo::resumed(from, left.render, files, &mut sink)?;
        memo.last = true;
        (!sink.has_errors()).then_some(memo)
    }
}
