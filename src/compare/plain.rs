//! Markdown as paragraphs of plain text, for people who compare two versions.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The paragraphs, list items, headings and table rows of a text, without markup.
pub(super) fn paragraphs(markdown: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_TASKLISTS;
    let mut paragraphs = Vec::new();
    let mut text = String::new();
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(more) | Event::Code(more) => text.push_str(&more),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::TableCell) => text.push(' '),
            Event::Start(Tag::Paragraph | Tag::Item | Tag::Heading { .. } | Tag::CodeBlock(_))
            | Event::End(
                TagEnd::Paragraph
                | TagEnd::Item
                | TagEnd::Heading(_)
                | TagEnd::CodeBlock
                | TagEnd::TableHead
                | TagEnd::TableRow,
            ) => flush(&mut text, &mut paragraphs),
            _ => {}
        }
    }
    flush(&mut text, &mut paragraphs);
    paragraphs
}

fn flush(text: &mut String, paragraphs: &mut Vec<String>) {
    let whole = without_citations(&std::mem::take(text));
    let words: Vec<&str> = whole.split_whitespace().collect();
    if !words.is_empty() {
        paragraphs.push(words.join(" "));
    }
}

/// A text without its `[@source#place, where]`.
fn without_citations(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[@") {
        let Some((_, behind)) = after.split_once(']') else {
            break;
        };
        kept.push_str(before.trim_end());
        rest = behind;
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    #[test]
    fn a_text_is_its_paragraphs_without_markup_and_citations() {
        let text = "## A heading\n\nSee the [register](benefit:a),\n**in bold** [@evaluation#results, line 2].\n\n- one\n- two\n\n| a | b |\n| - | - |\n| 1 | 2 |\n";
        let wanted = [
            "A heading",
            "See the register, in bold.",
            "one",
            "two",
            "a b",
            "1 2",
        ];
        assert_eq!(paragraphs(text), wanted);
        assert_eq!(paragraphs("An open [@ stays"), ["An open [@ stays"]);
        assert!(paragraphs(" \n\n").is_empty());
    }
}
