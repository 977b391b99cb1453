//! The running text of Markdown, with the way back to where each word was written.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

/// What a block of words is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A paragraph or an item of a list.
    Running,
    /// A heading.
    Heading,
    /// A cell of a table.
    Cell,
}

/// A block of words.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// Its words, without markup.
    pub text: String,
    /// Pairs of (byte of the words, byte of the text as written), ascending; between two pairs the
    /// bytes are the same.
    places: Vec<(usize, usize)>,
}

impl Block {
    fn new(kind: Kind) -> Self {
        Self {
            kind,
            text: String::new(),
            places: Vec::new(),
        }
    }

    fn push(&mut self, words: &str, at: usize) {
        self.places.push((self.text.len(), at));
        self.text.push_str(words);
    }

    /// Where a part of the words stands in the text as written.
    pub fn place(&self, part: &Range<usize>) -> Range<usize> {
        let start = self.written(part.start);
        // The last byte, and not the one after it, which may stand behind markup.
        let end = self.written(part.end.saturating_sub(1).max(part.start))
            + usize::from(part.end > part.start);
        start..end.max(start)
    }

    fn written(&self, at: usize) -> usize {
        let after = self.places.partition_point(|&(words, _)| words <= at);
        let (words, written) = after
            .checked_sub(1)
            .and_then(|last| self.places.get(last).copied())
            .unwrap_or((0, 0));
        written + (at - words)
    }
}

/// A link.
#[derive(Clone, Debug)]
pub struct Link {
    /// The words that are the link.
    pub words: String,
    /// Where it leads.
    pub address: String,
    /// Where it stands, in bytes of the text as written.
    pub range: Range<usize>,
}

/// The words of a text, block by block.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    /// Paragraphs, items, headings and cells, in order.
    pub blocks: Vec<Block>,
    /// Links, in order.
    pub links: Vec<Link>,
}

impl Prose {
    /// Plain text: a block for each line that stands apart.
    pub fn of_text(text: &str) -> Self {
        let mut prose = Self::default();
        let mut at = 0;
        for paragraph in text.split_inclusive("\n\n") {
            let mut block = Block::new(Kind::Running);
            block.push(paragraph.trim_end(), at);
            prose.add(block);
            at += paragraph.len();
        }
        prose
    }

    /// Markdown. Code and HTML are no prose; a citation is no word.
    pub fn of_markdown(text: &str) -> Self {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_GFM
            | Options::ENABLE_DEFINITION_LIST;
        let citation = |link: BrokenLink<'_>| {
            let cited = link.reference.starts_with('@');
            cited.then_some((CowStr::Borrowed(CITATION), CowStr::Borrowed("")))
        };
        let events = Parser::new_with_broken_link_callback(text, options, Some(citation));
        let mut reader = Reader {
            written: text,
            ..Reader::default()
        };
        for (event, range) in events.into_offset_iter() {
            reader.event(event, range);
        }
        reader.end();
        reader.prose
    }

    fn add(&mut self, block: Block) {
        if block.text.chars().any(char::is_alphanumeric) {
            self.blocks.push(block);
        }
    }
}

const CITATION: &str = "citation:";

#[derive(Default)]
struct Reader<'t> {
    /// The Markdown as it is written.
    written: &'t str,
    prose: Prose,
    open: Option<Block>,
    link: Option<(Link, usize)>,
    /// How many elements without prose are open: code, pictures, citations.
    mute: usize,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.stop(tag),
            Event::Text(words) => self.words(&words, range.start),
            Event::Code(words) => self.words(&words, self.code(range)),
            Event::SoftBreak | Event::HardBreak => self.words(" ", range.start),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { .. } => self.begin(Kind::Heading),
            Tag::TableCell => self.begin(Kind::Cell),
            Tag::Paragraph
            | Tag::Item
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition => {
                self.begin(Kind::Running);
            }
            Tag::CodeBlock(_) | Tag::Image { .. } | Tag::MetadataBlock(_) => self.mute += 1,
            Tag::Link { dest_url, .. } if **dest_url == *CITATION => self.mute += 1,
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => self.open_link(*link_type, dest_url, range),
            _ => {}
        }
    }

    fn open_link(&mut self, kind: LinkType, address: &str, range: Range<usize>) {
        let at = self.open.as_ref().map_or(0, |block| block.text.len());
        let address = match kind {
            LinkType::Email => format!("mailto:{address}"),
            _ => address.to_string(),
        };
        let link = Link {
            words: String::new(),
            address,
            range,
        };
        self.link = Some((link, at));
    }

    fn stop(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::CodeBlock | TagEnd::Image | TagEnd::MetadataBlock(_) => {
                self.mute = self.mute.saturating_sub(1);
            }
            TagEnd::Link => match self.link.take() {
                Some((mut link, at)) => {
                    let words = self.open.as_ref().and_then(|block| block.text.get(at..));
                    link.words = words.unwrap_or_default().to_string();
                    self.prose.links.push(link);
                }
                None => self.mute = self.mute.saturating_sub(1),
            },
            TagEnd::Heading(_)
            | TagEnd::TableCell
            | TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition => self.end(),
            _ => {}
        }
    }

    fn words(&mut self, words: &str, at: usize) {
        if self.mute == 0
            && let Some(block) = &mut self.open
        {
            block.push(words, at);
        }
    }

    /// Where the words of a code span begin: behind its backticks and the blank that may keep them
    /// apart.
    fn code(&self, range: Range<usize>) -> usize {
        let span = &self.written[range.clone()];
        let words = span.trim_start_matches('`');
        let ticks = span.len() - words.len();
        let words = &words[..words.len() - ticks];
        let blank = [' ', '\n'];
        let apart = words.starts_with(blank) && words.ends_with(blank) && !words.trim().is_empty();
        range.start + ticks + usize::from(apart)
    }

    fn begin(&mut self, kind: Kind) {
        self.end();
        self.open = Some(Block::new(kind));
    }

    fn end(&mut self) {
        if let Some(block) = self.open.take() {
            self.prose.add(block);
        }
    }
}
