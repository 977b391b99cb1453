//! Paragraphs, lists, tasks, quotations, notes and definitions.
//!
//! In go the events of blocks; out come their elements. The one thing to know: a task's words are
//! the label of its check box, so that the box has a name; the label ends where the next block
//! begins.

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Tag, TagEnd};

use super::headings::Attributes;
use super::html::{Hole, Mark};
use super::writer::Writer;

/// The label of a task that is open.
#[derive(Clone, Copy, Debug)]
pub(super) struct TaskLabel {
    /// The check box, its name if it needs one, and its end.
    check_box: [Hole; 3],
    done: bool,
    before: Mark,
}

impl<'a> Writer<'a> {
    /// Opens a block.
    pub(super) fn block_start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        self.close_task();
        match tag {
            Tag::Paragraph => self.open("<p>"),
            Tag::Heading {
                level,
                id,
                classes,
                attrs: others,
            } => {
                let attributes = Attributes {
                    id,
                    classes,
                    others,
                };
                self.heading_start(level, &attributes, range);
            }
            Tag::BlockQuote(kind) => self.quote_start(kind),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                self.warn_of_open_fence(range);
                self.code_start(&info);
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => self.code_start(""),
            Tag::List(first) => self.list_start(first),
            Tag::Item => self.open("<li>"),
            Tag::FootnoteDefinition(label) => self.footnote_start(&label, range),
            Tag::DefinitionList => self.open("<dl>\n"),
            Tag::DefinitionListTitle => self.open("<dt>"),
            Tag::DefinitionListDefinition => self.open("<dd>"),
            Tag::Table(columns) => self.table_start(columns),
            Tag::TableHead => self.table_head_start(),
            Tag::TableRow => self.table_row_start(range),
            Tag::TableCell => self.table_cell_start(&range),
            // Raw HTML is gathered until its end; metadata blocks are not switched on; the rest
            // is not a block.
            _ => {}
        }
    }

    /// Closes a block.
    pub(super) fn block_end(&mut self, tag: TagEnd) {
        self.close_task();
        match tag {
            TagEnd::Paragraph => self.close("</p>\n"),
            TagEnd::Heading(_) => self.heading_end(),
            TagEnd::BlockQuote(None) => self.close("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.close("</div>\n"),
            TagEnd::CodeBlock => self.code_end(),
            TagEnd::List(true) => self.close("</ol>\n"),
            TagEnd::List(false) => self.close("</ul>\n"),
            TagEnd::Item => self.close("</li>\n"),
            TagEnd::FootnoteDefinition => self.footnote_end(),
            TagEnd::DefinitionList => self.close("</dl>\n"),
            TagEnd::DefinitionListTitle => self.close("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.close("</dd>\n"),
            TagEnd::Table => self.table_end(),
            TagEnd::TableHead => self.table_head_end(),
            TagEnd::TableRow => self.table_row_end(),
            TagEnd::TableCell => self.table_cell_end(),
            TagEnd::HtmlBlock => self.block_html(),
            _ => {}
        }
    }

    fn open(&mut self, markup: &str) {
        self.html.push(markup);
        self.text.line();
    }

    fn close(&mut self, markup: &str) {
        self.html.push(markup);
        self.text.line();
    }

    fn list_start(&mut self, first: Option<u64>) {
        match first {
            None => self.open("<ul>\n"),
            Some(1) => self.open("<ol>\n"),
            Some(n) => self.open(&format!("<ol start=\"{n}\">\n")),
        }
    }

    /// The title is written out: a colour alone would not say what kind of note it is.
    fn quote_start(&mut self, kind: Option<BlockQuoteKind>) {
        let (class, title) = match kind {
            None => return self.open("<blockquote>\n"),
            Some(BlockQuoteKind::Note) => ("note", "text.note"),
            Some(BlockQuoteKind::Tip) => ("tip", "text.tip"),
            Some(BlockQuoteKind::Important) => ("important", "text.important"),
            Some(BlockQuoteKind::Warning) => ("warning", "text.warning"),
            Some(BlockQuoteKind::Caution) => ("caution", "text.caution"),
        };
        self.open(&format!(
            "<div class=\"cb-note cb-note--{class}\" role=\"note\">\n\
             <p class=\"cb-note__title\">"
        ));
        self.word(title, Vec::new());
        self.html.push("</p>\n");
    }

    /// Opens the label of a task. It ends in [`Writer::close_task`].
    pub(super) fn task_marker(&mut self, done: bool) {
        if !self.html.replace_end("<li>", "<li class=\"cb-task\">") {
            self.html
                .replace_end("<li><p>", "<li class=\"cb-task\"><p>");
        }
        self.html.push("<label>");
        let check_box = [self.html.hole(), self.html.hole(), self.html.hole()];
        self.task = Some(TaskLabel {
            check_box,
            done,
            before: self.html.mark(),
        });
    }

    /// Closes the label of the task that is open, if one is.
    pub(super) fn close_task(&mut self) {
        let Some(task) = self.task.take() else {
            return;
        };
        let checked = if task.done { " checked" } else { "" };
        let [start, name, end] = task.check_box;
        let mut markup = format!("<input type=\"checkbox\" disabled{checked}");
        if self.html.mark() == task.before {
            markup.push_str(" aria-label=\"");
            let words = self.new_word("text.task", Vec::new());
            self.html.fill_slot(name, words);
            self.html.fill(end, "\"> ".to_owned());
        } else {
            markup.push_str("> ");
        }
        self.html.fill(start, markup);
        self.html.push("</label>");
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::html;

    #[test]
    fn lists_keep_their_first_number() {
        assert_eq!(html("- a\n- b"), "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n");
        assert_eq!(html("3. a"), "<ol start=\"3\">\n<li>a</li>\n</ol>\n");
    }

    #[test]
    fn a_task_is_the_label_of_its_check_box() {
        let task = |inside: &str| format!("<li class=\"cb-task\">{inside}</li>\n");
        let a = task("<label><input type=\"checkbox\" disabled> a <em>b</em></label>");
        let b = task(
            "<label><input type=\"checkbox\" disabled checked> c</label><ul>\n<li>d</li>\n</ul>\n",
        );
        let source = "- [ ] a *b*\n- [x] c\n  - d";
        assert_eq!(html(source), format!("<ul>\n{a}{b}</ul>\n"));
    }

    #[test]
    fn a_task_of_paragraphs_is_labelled_by_the_first() {
        assert_eq!(
            html("- [ ] a\n\n  b"),
            "<ul>\n<li class=\"cb-task\"><p><label><input type=\"checkbox\" disabled> a</label></p>\n\
             <p>b</p>\n</li>\n</ul>\n"
        );
    }

    #[test]
    fn notes_say_in_words_what_they_are() {
        assert_eq!(
            html("> [!WARNING]\n> a\n\n> b"),
            "<div class=\"cb-note cb-note--warning\" role=\"note\">\n\
             <p class=\"cb-note__title\">‹warning›</p>\n<p>a</p>\n</div>\n\
             <blockquote>\n<p>b</p>\n</blockquote>\n"
        );
    }

    #[test]
    fn terms_are_defined_in_definition_lists() {
        let expected = "<dl>\n<dt>a</dt>\n<dd>b</dd>\n<dd>c</dd>\n</dl>\n";
        assert_eq!(html("a\n: b\n: c"), expected);
    }

    #[test]
    fn figures_stay_as_typed() {
        let source = "~~1~~ \"2\" -- 3... '4' (c)\\\n5";
        let expected = "<p><del>1</del> &quot;2&quot; -- 3... &#39;4&#39; (c)<br>\n5</p>\n";
        assert_eq!(html(source), expected);
    }

    #[test]
    fn line_ends_make_no_difference() {
        let source = "## a\n\nb\nc\n\n```yaml\nd: e\nf: g\n```\n\n| h |\n| - |\n| i |\n";
        assert_eq!(html(source), html(&source.replace('\n', "\r\n")));
    }
}
