//! Events to HTML and slots.
//!
//! In go the parser's events, in order; out comes the fragment. The one thing to know: what the
//! writer keeps besides the output is only what is open now (a picture, a code block, a citation
//! whose brackets are passed over); each has its own file, which adds its methods to [`Writer`].

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::ParseOptions;
use super::blocks::TaskLabel;
use super::code::CodeBlock;
use super::footnotes::Footnotes;
use super::headings::Headings;
use super::html::{Html, Mark};
use super::images::Picture;
use super::limits::{MAX_DEPTH, MAX_HTML_BYTES, too_deep, too_long_for_html};
use super::literal::Literal;
use super::raw::RawHtml;
use super::tables::Tables;
use super::text::PlainText;
use crate::diag::{Diagnostic, Diagnostics, TextMap};
use crate::record::prose::{Fragment, Link, Part, Target, Word};

/// Writes one fragment.
pub(super) struct Writer<'a> {
    pub(super) source: &'a str,
    pub(super) map: &'a TextMap,
    pub(super) options: ParseOptions<'a>,
    pub(super) sink: &'a mut Diagnostics,
    pub(super) html: Html,
    pub(super) text: PlainText,
    pub(super) links: Vec<Link>,
    pub(super) words: Vec<Word>,
    pub(super) headings: Headings,
    pub(super) footnotes: Footnotes,
    pub(super) tables: Tables,
    pub(super) raw: RawHtml,
    literal: Literal,
    /// The picture whose description is being read.
    pub(super) picture: Option<Picture>,
    /// The code block being read.
    pub(super) code: Option<CodeBlock>,
    /// Bytes of code that were highlighted in this fragment.
    pub(super) highlighted: usize,
    /// The label of a task that is open.
    pub(super) task: Option<TaskLabel>,
    /// For each open link, whether it was written as one.
    pub(super) open_links: Vec<bool>,
    /// Where the link stands that was written last, and what was written before its words.
    pub(super) link_words: Option<(Range<usize>, Mark)>,
    /// How many tags are open inside a citation, whose brackets are not printed.
    pub(super) passed_over: usize,
    depth: usize,
}

impl<'a> Writer<'a> {
    /// Nothing written yet.
    pub(super) fn new(
        source: &'a str,
        map: &'a TextMap,
        options: ParseOptions<'a>,
        sink: &'a mut Diagnostics,
    ) -> Self {
        Self {
            source,
            map,
            options,
            sink,
            html: Html::with_capacity(source.len() + source.len() / 4),
            text: PlainText::with_capacity(source.len()),
            links: Vec::new(),
            words: Vec::new(),
            headings: Headings::default(),
            footnotes: Footnotes::default(),
            tables: Tables::default(),
            raw: RawHtml::default(),
            picture: None,
            code: None,
            highlighted: 0,
            task: None,
            open_links: Vec::new(),
            link_words: None,
            literal: Literal::default(),
            passed_over: 0,
            depth: 0,
        }
    }

    /// Takes one event; `range` is its place in the text. Fails only past a limit.
    pub(super) fn event(
        &mut self,
        event: Event<'a>,
        range: Range<usize>,
    ) -> Result<(), Box<Diagnostic>> {
        match &event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth -= 1,
            _ => {}
        }
        if self.passed_over > 0 {
            self.pass_over(&event);
        } else if self.picture.is_some() {
            self.picture_event(event, range.clone());
        } else {
            self.dispatch(event, range.clone());
        }
        if self.depth + self.raw.depth() > MAX_DEPTH {
            return Err(Box::new(too_deep(self.map, range)));
        }
        if self.raw.seen() && self.source.len() > MAX_HTML_BYTES {
            return Err(Box::new(too_long_for_html(self.source, self.map)));
        }
        Ok(())
    }

    fn dispatch(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.words(&text, range),
            Event::Code(code) | Event::InlineMath(code) | Event::DisplayMath(code) => {
                self.html.push("<code>");
                self.html.text(&code);
                self.html.push("</code>");
                self.text.push(&code);
            }
            Event::Html(html) => self.raw.collect(&html, range.start),
            Event::InlineHtml(html) => self.inline_html(&html, range.start),
            Event::FootnoteReference(label) => self.footnote_reference(&label),
            Event::SoftBreak => {
                self.html.push("\n");
                self.text.space();
            }
            Event::HardBreak => {
                self.html.push("<br>\n");
                self.text.space();
            }
            Event::Rule => {
                self.close_task();
                self.html.push("<hr>\n");
            }
            Event::TaskListMarker(done) => self.task_marker(done),
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::Emphasis => self.html.push("<em>"),
            Tag::Strong => self.html.push("<strong>"),
            Tag::Strikethrough => self.html.push("<del>"),
            Tag::Superscript => self.html.push("<sup>"),
            Tag::Subscript => self.html.push("<sub>"),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => self.link_start(link_type, &dest_url, &title, range),
            Tag::Image {
                link_type,
                dest_url,
                title,
                ..
            } => self.picture_start(link_type, &dest_url, &title, range),
            block => self.block_start(block, range),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => self.html.push("</em>"),
            TagEnd::Strong => self.html.push("</strong>"),
            TagEnd::Strikethrough => self.html.push("</del>"),
            TagEnd::Superscript => self.html.push("</sup>"),
            TagEnd::Subscript => self.html.push("</sub>"),
            TagEnd::Link => self.link_end(),
            block => self.block_end(block),
        }
    }

    fn words(&mut self, words: &str, range: Range<usize>) {
        if let Some(block) = &mut self.code {
            block.text.push_str(words);
            return;
        }
        if words.starts_with('[') {
            self.warn_of_undefined_footnote(range.start);
        }
        self.literal.add(self.source, words, range);
        self.html.text(words);
        self.text.push(words);
    }

    fn pass_over(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(_) => self.passed_over += 1,
            Event::End(_) => self.passed_over -= 1,
            _ => {}
        }
    }

    /// Adds a link and gives its number.
    pub(super) fn add_link(&mut self, target: Target, range: Range<usize>) -> usize {
        self.links.push(Link {
            target,
            span: self.map.span(range),
        });
        self.links.len() - 1
    }

    /// Reports a problem at a place of the text.
    pub(super) fn report(&mut self, problem: Diagnostic, range: Range<usize>) {
        self.sink.push(problem.at(self.map.span(range)));
    }

    /// Ends the fragment.
    pub(super) fn finish(mut self) -> Fragment {
        self.write_footnotes();
        self.aim_anchors_at_own_headings();
        self.report_unclosed_html();
        self.warn_of_what_stayed_text();
        let cleaned = self.raw.seen();
        let parts = self.html.into_parts();
        Fragment {
            parts: if cleaned {
                super::raw::clean(parts)
            } else {
                parts
            },
            links: self.links,
            words: self.words,
            headings: self.headings.list,
            text: self.text.finish(),
        }
    }

    /// Says what an editor surely did not mean to stand on the page as typed.
    fn warn_of_what_stayed_text(&mut self) {
        if !self.source.contains(['[', '|', '<']) {
            return;
        }
        let page = self.literal.page(self.source);
        self.warn_of_look_alikes(&page);
        self.warn_of_near_tables(&page);
        self.warn_of_shown_comments(&page);
    }

    /// `#setting` means this fragment's own heading, whose id has the prefix.
    fn aim_anchors_at_own_headings(&mut self) {
        let prefix = self.options.id_prefix;
        for link in &mut self.links {
            if let Target::Anchor(anchor) = &mut link.target
                && self.headings.ids.contains(anchor)
            {
                anchor.insert_str(0, prefix);
            }
        }
    }

    /// Writes words of the interface.
    pub(super) fn word(&mut self, key: &'static str, fills: Vec<(&'static str, String)>) {
        let slot = self.new_word(key, fills);
        self.html.slot(slot);
    }

    /// The slot of words of the interface.
    pub(super) fn new_word(
        &mut self,
        key: &'static str,
        fills: Vec<(&'static str, String)>,
    ) -> Part {
        self.words.push(Word { key, fills });
        Part::Word(self.words.len() - 1)
    }

    /// Writes ` name="value"`, the value escaped.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.html.push(" ");
        self.html.push(name);
        self.html.push("=\"");
        self.html.text(value);
        self.html.push("\"");
    }

    /// Writes ` name="…"` with the address of link `index` left open.
    pub(super) fn address(&mut self, name: &str, index: usize) {
        self.html.push(" ");
        self.html.push(name);
        self.html.push("=\"");
        self.html.slot(Part::Address(index));
        self.html.push("\"");
    }
}
