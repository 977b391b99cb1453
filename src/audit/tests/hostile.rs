//! No bytes whatever stop the audit.

use proptest::prelude::*;

use super::super::{Memo, check, css, tokens};
use super::page;
use crate::output::Output;

/// Everything that the audit has a rule for, once.
const REAL: &str = r##"<nav aria-labelledby="n t"><a href="../b.html?x#y" class=c>x &amp; y</a></nav>
<!-- c --><svg viewBox='0 0 1 1'><title id="t">s</title><style><![CDATA[a{b:url(#t)}]]></style>
<path fill="url(#n)"/></svg><img src="i.png" srcset="i.png 1x, j.png 2x" alt='' width=1 height=1>
<script type="application/ld+json">{"a":"<!-- <script>"}</script><h2 id=n>é</h2><label for=n>l</label>
<style>@import "x.css"; a{b:image-set("u" 1x, url( 'v' ) 2x);c:url(\68 t)}</style>
<p style="d:url(e)" onclick=f()><button><span hidden>g</span></button><textarea></p></textarea>
<meta http-equiv=refresh content="0; url=%2e%2e/z"><a href="&#x6a;avascript:1" ping="a b">"##;

/// Reads the bytes in every way and as each kind of page.
fn audit(bytes: &[u8]) {
    let mut output = Output::new();
    for path in ["404.html", "a/b.html", "a.svg", "a.css", "a.xml"] {
        output.insert(path, bytes);
    }
    let memo = Memo::new();
    let cold = check(&output, &memo);
    assert_eq!(check(&output, &memo), cold);
    let lines = bytes.iter().filter(|&&b| b == b'\n').count() + 1;
    assert!(
        cold.iter()
            .all(|finding| (1..=lines).contains(&finding.line))
    );
}

/// Each part as likely in the bytes as any one byte: random bytes alone hardly ever make a tag.
fn markup() -> impl Strategy<Value = Vec<u8>> {
    let parts = [
        "<",
        ">",
        "/",
        "=",
        "\"",
        "'",
        " ",
        "\n",
        "&",
        ";",
        "#",
        "<!--",
        "--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?",
        "<!",
        "</",
        "<a",
        "href",
        "script",
        "style",
        "svg",
        "title",
        "url(",
        ")",
        "\\",
        "@import",
        "image-set(",
        "srcset",
        "id",
        "<script>",
        "</script",
        "%2",
        "..",
        "content",
        "&#",
        "x",
        "é",
        "\u{80}",
        "<meta http-equiv=refresh content=",
        "aria-label",
        "/*",
        "*/",
        "<button",
        "hidden",
        ",",
    ];
    let part = prop_oneof![
        prop::sample::select(parts.to_vec()).prop_map(|part| part.as_bytes().to_vec()),
        any::<u8>().prop_map(|byte| vec![byte]),
    ];
    prop::collection::vec(part, 0..60).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_are_audited(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        audit(&bytes);
    }

    #[test]
    fn random_markup_is_audited(bytes in markup()) {
        audit(&bytes);
    }

    #[test]
    fn a_page_with_random_changes_is_audited(
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..40_usize, markup()), 1..6),
    ) {
        let mut bytes = page(REAL).into_bytes();
        for (at, cut, insert) in changes {
            let at = at.index(bytes.len() + 1);
            let end = (at + cut).min(bytes.len());
            bytes.splice(at..end, insert);
        }
        audit(&bytes);
    }

    #[test]
    fn tokens_lie_in_the_file_in_order(bytes in markup(), xml in any::<bool>()) {
        let mut list = if xml { tokens::Tokens::xml(&bytes) } else { tokens::Tokens::html(&bytes) };
        let mut last = 0;
        while let Some(token) = list.next() {
            let (start, length) = match token {
                tokens::Token::Text { at, text } => (at, text.len()),
                tokens::Token::Open { at, name, .. } => (at, name.len() + 1),
                tokens::Token::Close { at, name } => (at, name.len() + 2),
            };
            prop_assert!(start >= last && length > 0 && start + length <= bytes.len());
            last = start + length;
        }
    }

    #[test]
    fn style_sheets_of_any_bytes_are_read(bytes in markup()) {
        css::addresses(&bytes, |at, _, _| assert!(at <= bytes.len()));
    }
}

#[test]
fn a_page_cut_off_anywhere_is_audited() {
    let whole = page(REAL);
    for end in 0..whole.len() {
        audit(&whole.as_bytes()[..end]);
    }
}
