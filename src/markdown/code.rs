//! Code blocks.
//!
//! In goes a block of code and the language that its fence names; out comes the code with the
//! language's words in `<span class="hl-…">`, to be coloured by the theme's styles. The one thing
//! to know: highlighting costs more than all the rest of parsing, so the grammars are loaded at
//! the first fence that names a language and kept until somebody lets them go, and long code stays
//! plain.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

use super::loops::may_loop;
use super::slug::is_name;
use super::writer::Writer;

/// The most code that is highlighted in one fragment, in bytes.
const MOST: usize = 200_000;

/// The longest line that is highlighted, in bytes: grammars take the square of it.
const LONGEST_LINE: usize = 2_000;

/// The deepest nesting of spans that is written.
const DEEPEST: usize = 100;

/// The grammars, once a fence has named a language and until they are let go.
static SYNTAXES: Mutex<Option<Arc<SyntaxSet>>> = Mutex::new(None);

/// Lets the grammars go, which take 10 MB and more when a few languages have been met. For whoever
/// has parsed all that there is: the next fence loads them again.
pub fn forget_grammars() {
    drop(shelf().take());
}

fn syntaxes() -> Arc<SyntaxSet> {
    let load = || Arc::new(two_face::syntax::extra_newlines());
    shelf().get_or_insert_with(load).clone()
}

fn shelf() -> MutexGuard<'static, Option<Arc<SyntaxSet>>> {
    // What is kept is put there whole.
    SYNTAXES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A code block being read.
#[derive(Debug)]
pub(super) struct CodeBlock {
    language: String,
    pub(super) text: String,
}

impl Writer<'_> {
    /// Opens a code block; `info` is what follows the fence.
    pub(super) fn code_start(&mut self, info: &str) {
        let end = info.find(|c: char| c.is_whitespace() || c == ',' || c == '{');
        self.code = Some(CodeBlock {
            language: info[..end.unwrap_or(info.len())].to_owned(),
            text: String::new(),
        });
    }

    /// Closes a code block and writes it. A keyboard can scroll it, hence the `tabindex`.
    pub(super) fn code_end(&mut self) {
        let Some(CodeBlock { language, text }) = self.code.take() else {
            return;
        };
        self.html
            .push("<pre class=\"cb-code\" tabindex=\"0\"><code");
        if is_name(&language) {
            self.attribute("class", &format!("language-{language}"));
        }
        self.html.push(">");
        match self.highlighted(&language, &text) {
            Some(markup) => self.html.push(&markup),
            None => self.html.text(&text),
        }
        self.html.push("</code></pre>\n");
        self.text.line();
        self.text.push(text.trim_end());
        self.text.line();
    }

    fn highlighted(&mut self, language: &str, text: &str) -> Option<String> {
        let total = self.highlighted + text.len();
        if language.is_empty() || total > MOST {
            return None;
        }
        self.highlighted = total;
        highlight(language, text)
    }
}

/// The code with its words in spans; nothing if the language is unknown or the code unusual.
fn highlight(language: &str, text: &str) -> Option<String> {
    let unusual = |line: &str| line.len() > LONGEST_LINE || line.chars().any(is_forbidden);
    if LinesWithEndings::from(text).any(unusual) {
        return None;
    }
    let syntaxes = &*syntaxes();
    let syntax = syntaxes.find_syntax_by_token(language)?;
    if std::ptr::eq(syntax, syntaxes.find_syntax_plain_text()) || may_loop(syntax, text) {
        return None;
    }
    let style = ClassStyle::SpacedPrefixed { prefix: "hl-" };
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, syntaxes, style);
    for line in LinesWithEndings::from(text) {
        generator
            .parse_html_for_line_which_includes_newline(line)
            .ok()?;
    }
    Some(generator.finalize()).filter(|markup| nesting(markup) <= DEEPEST)
}

/// Control characters, which HTML does not allow and the plain path replaces.
fn is_forbidden(c: char) -> bool {
    c < ' ' && !matches!(c, '\t' | '\n')
}

fn nesting(markup: &str) -> usize {
    let (mut open, mut deepest) = (0_usize, 0);
    for (at, _) in markup.match_indices('<') {
        if markup[at..].starts_with("</") {
            open = open.saturating_sub(1);
        } else {
            open += 1;
            deepest = deepest.max(open);
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::super::testing::html;
    use super::{DEEPEST, nesting};

    #[test]
    fn code_is_highlighted_by_classes() {
        let html = html("```yaml title\nid: p4-01\n```");
        let start = "<pre class=\"cb-code\" tabindex=\"0\"><code class=\"language-yaml\"><span class=\"hl-source hl-yaml\">";
        assert!(html.starts_with(start), "{html}");
        assert!(html.contains("hl-") && !html.contains("style"), "{html}");
    }

    #[test]
    fn grammars_that_were_let_go_are_loaded_again() {
        let written = || html("```yaml\nid: p4-01\n```");
        let before = written();
        super::forget_grammars();
        assert_eq!(written(), before);
    }

    #[test]
    fn without_a_known_language_code_is_plain() {
        let plain = "<pre class=\"cb-code\" tabindex=\"0\"><code>a &lt;b&gt;\n</code></pre>\n";
        assert_eq!(html("```\na <b>\n```"), plain);
        assert_eq!(html("    a <b>"), plain.replace("\n</code>", "</code>"));
        assert_eq!(html("```x\"y\na <b>\n```"), plain);
        let named = plain.replace("<code>", "<code class=\"language-nonesuch\">");
        assert_eq!(html("```nonesuch\na <b>\n```"), named);
    }

    #[test]
    fn long_code_stays_plain() {
        let many_lines = format!("```yaml\n{}```", "a: b\n".repeat(50_000));
        assert!(!html(&many_lines).contains("hl-"));
        let long_line = format!("```json\n{}\n```", "[".repeat(20_000));
        assert!(!html(&long_line).contains("hl-"));
    }

    #[test]
    fn deep_code_gives_no_deep_html() {
        let deep = html(&format!("```json\n{}```", "[\n".repeat(20_000)));
        assert!(nesting(&deep) <= DEEPEST + 2);
    }
}
