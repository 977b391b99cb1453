//! The plain text of a fragment, for search, word counts and summaries.
//!
//! In go words and breaks; out comes text with a newline between blocks and a space between table
//! cells. The one thing to know: a break is written only when words follow it, so there are never
//! two in a row nor one at either end.

/// Plain text being written.
#[derive(Debug, Default)]
pub(super) struct PlainText {
    out: String,
    gap: Option<char>,
}

impl PlainText {
    /// Nothing written yet, with room for `bytes`.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self {
            out: String::with_capacity(bytes),
            gap: None,
        }
    }

    /// Adds words.
    pub(super) fn push(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        if let Some(gap) = self.gap.take()
            && !self.out.is_empty()
            && !(gap == ' ' && self.out.ends_with(char::is_whitespace))
        {
            self.out.push(gap);
        }
        self.out.push_str(words);
    }

    /// A space before the next words.
    pub(super) fn space(&mut self) {
        self.gap.get_or_insert(' ');
    }

    /// A new line before the next words.
    pub(super) fn line(&mut self) {
        self.gap = Some('\n');
    }

    /// How much is written, for [`PlainText::since`].
    pub(super) fn mark(&self) -> usize {
        self.out.len()
    }

    /// The words written since `mark`.
    pub(super) fn since(&self, mark: usize) -> &str {
        self.out.get(mark..).unwrap_or_default().trim()
    }

    /// Appends another text on a new line.
    pub(super) fn append(&mut self, other: &PlainText) {
        self.line();
        self.push(&other.out);
        self.line();
    }

    /// All of it.
    pub(super) fn finish(mut self) -> String {
        let end = self.out.trim_end().len();
        self.out.truncate(end);
        self.out.shrink_to_fit();
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::fragment;

    #[test]
    fn markup_goes_and_words_stay_with_blocks_on_their_own_lines() {
        let source = "## A *b* `c`\n\nd &amp; e\nf[^1]\n\n> [!TIP]\n> g\n\n- h\n- [x] i\n\n\
                      | j | k |\n| - | - |\n| l | m |\n\n```yaml\nn: o\n```\n\n\
                      ![p](q.png) <b>r</b>\n\n<p>s &amp; t</p>\n\n[^1]: u";
        assert_eq!(
            fragment(source).text,
            "A b c\nd & e f\ng\nh\ni\nj k\nl m\nn: o\np r\ns & t\nu"
        );
    }
}
