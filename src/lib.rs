//! Casebook turns YAML records and Markdown into a checked static site.
//!
//! # The pipeline
//!
//! Data flows one way, one type per stage:
//!
//! 1. [`source`] reads a folder (or memory) into [`source::Files`], sorted by path.
//! 2. [`parse`](mod@parse) turns files into [`parse::Parsed`]: YAML trees that know where
//!    everything stands, and the Markdown below front matter.
//! 3. [`check`] holds trees against the declaration of their [`record`] type and gives typed
//!    [`check::Records`]. The kinds of record are listed in [`schema`].
//! 4. [`link`] resolves the records into the [`link::Site`]: references, provenance, addresses,
//!    filters, totals. Nothing changes it afterwards.
//! 5. [`rules`] holds files and site against the rules of the house; it only reports.
//! 6. [`view`] makes one typed [`view::View`] per page: all that a template may print.
//! 7. [`render`] puts views through the templates of a [`theme`] and adds data files and assets:
//!    the [`output::Output`], path to bytes.
//! 8. [`audit`] reads the output as a browser would and finds what is broken.
//! 9. [`fingerprint`] names styles and scripts after what is in them, and [`publish`] puts the
//!    output on disk, all of it or nothing; [`serve`] shows it in a browser, anew after each save,
//!    and writes nothing.
//!
//! [`cache`] lets the next build from the command line go on from what this one made, as the preview
//! does after a save.
//!
//! Beside the pipeline, [`editor`] says what a site has, for tools that help to write its records:
//! [`schema::json`] and [`schema::reference`] describe records to editors and to people,
//! [`scaffold`] begins records and sites, and [`lsp`] answers an editor while somebody types.
//!
//! [`build()`] runs stages 2 to 8 and is the only way through: the command line, the preview and the
//! tests all call it. It reads no clock, no disk and no environment. Every stage pushes
//! [`diag::Diagnostic`]s and goes on, so that one run reports everything.

pub mod archive;
pub mod audit;
mod build;
pub mod cache;
pub mod check;
pub mod cite;
pub mod cli;
pub mod codec;
pub mod compare;
pub mod diag;
pub mod edit;
pub mod editor;
pub mod exchange;
pub mod external;
pub mod feeds;
pub mod fingerprint;
pub mod fix;
pub mod history;
pub mod hosting;
pub mod link;
pub mod lsp;
pub mod markdown;
pub mod open_data;
pub mod output;
pub mod pack;
pub mod parse;
pub mod publish;
pub mod record;
pub mod render;
pub mod report;
pub mod rules;
pub mod scaffold;
pub mod schema;
pub mod search;
pub mod serve;
pub mod source;
pub mod tables;
pub mod theme;
pub mod view;
pub mod words;
pub mod yaml;

pub use build::{
    Build, Examined, Last, Left, Linked, Memo, Options, Timings, build, examine, linked, pages,
};
