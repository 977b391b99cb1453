//! Code that the highlighter would never finish.
//!
//! In goes the name of a grammar and a code; out comes whether the code is better left plain. The
//! grammar of JavaScript has two rules that match nothing and hand the place back to each other; a
//! name before a `/*` is enough (`x /*`), and the engine does not see the circle
//! (<https://github.com/trishume/syntect/pull/706>). So code with such a comment stays plain where
//! JavaScript may be part of it. When the engine sees the circle, this file goes.

use syntect::parsing::SyntaxReference;

/// The grammars that lead to the one of JavaScript, in any number of steps. A test finds them again.
const LEAD_TO_JAVASCRIPT: [&str; 44] = [
    "ASP",
    "CFML",
    "CFML Script",
    "CFML Script (Tags)",
    "Crystal",
    "Email",
    "Graphviz (DOT)",
    "Groovy",
    "HTML",
    "HTML (ASP)",
    "HTML (EEx)",
    "HTML (Erlang)",
    "HTML (Jinja2)",
    "HTML (Rails)",
    "HTML (Tcl)",
    "HTML (Twig)",
    "HTTP Request and Response",
    "Java",
    "Java Server Page (JSP)",
    "JavaScript",
    "JavaScript (Rails)",
    "Javadoc",
    "LaTeX",
    "Literate Haskell",
    "Markdown",
    "MediaWiki",
    "MultiMarkdown",
    "PHP",
    "PHP Source",
    "Perl",
    "PureScript",
    "QML",
    "Rd (R Documentation)",
    "Ruby",
    "Ruby Haml",
    "Ruby Slim",
    "Ruby on Rails",
    "SQL (Rails)",
    "Svelte",
    "Textile",
    "Typst",
    "Vue Component",
    "orgmode",
    "reStructuredText",
];

/// Whether the highlighter may never finish with this code.
pub(super) fn may_loop(syntax: &SyntaxReference, code: &str) -> bool {
    code.contains("/*") && LEAD_TO_JAVASCRIPT.binary_search(&&*syntax.name).is_ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::testing::html;
    use super::LEAD_TO_JAVASCRIPT;

    /// The grammars that a grammar leads to, as positions in the list of all. There is no other way
    /// to them than how they are printed.
    fn next(contexts: &str) -> BTreeSet<usize> {
        let parts = contexts.split("syntax_index: ").skip(1);
        let numbers = parts.filter_map(|part| part.split(',').next());
        numbers
            .map(|number| number.parse().expect("a position"))
            .collect()
    }

    #[test]
    fn the_list_is_what_the_grammars_say() {
        let all = two_face::syntax::extra_newlines().into_builder();
        let names: Vec<&str> = all.syntaxes().iter().map(|one| one.name.as_str()).collect();
        let steps: Vec<_> = all
            .syntaxes()
            .iter()
            .map(|one| next(&format!("{:?}", one.contexts)))
            .collect();
        let own = |at: &usize| names[*at].starts_with("JavaScript");
        let mut found: BTreeSet<usize> = (0..names.len()).filter(own).collect();
        for _ in 0..names.len() {
            let more = (0..names.len()).filter(|at| !steps[*at].is_disjoint(&found));
            found.extend(more.collect::<Vec<_>>());
        }
        let found: BTreeSet<&str> = found.into_iter().map(|at| names[at]).collect();
        assert_eq!(found.into_iter().collect::<Vec<_>>(), LEAD_TO_JAVASCRIPT);
    }

    #[test]
    fn comments_that_the_grammar_of_javascript_never_leaves_stay_plain() {
        for (language, code) in [
            ("js", "x /*"),
            ("js", "return a\n/* b */"),
            ("html", "<script>\nx /* b */\n</script>"),
            ("html", "<a onclick=\"x /*\">"),
            ("markdown", "~~~js\nx /*\n~~~"),
        ] {
            let html = html(&format!("```{language}\n{code}\n```"));
            assert!(!html.contains("hl-"), "{html}");
        }
        assert!(html("```js\nx // y\n```").contains("hl-"));
        assert!(html("```css\na { color: red } /* b */\n```").contains("hl-"));
    }
}
