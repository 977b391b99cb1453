//! Whether XML is well formed, as far as a look at its tags can tell.
//!
//! Finds the first of: tags that do not pair, attributes without quotes or twice, a bare `&`,
//! text or elements outside of the one root, and a file that is cut off. It knows no document
//! types: a declared entity of the file's own is not known to it.

use super::Kind;
use super::attributes::Attr;
use super::entities;
use super::facts::{Builder, Facts};
use super::scan::{find, has_text};
use super::tokens::{Token, Tokens};

/// Reads a file of XML, such as a feed. Its links are absolute and not looked at.
pub(super) fn read(bytes: &[u8]) -> Facts {
    let mut facts = Builder::default();
    check(bytes, &mut facts);
    facts.finish(bytes)
}

/// Reports the first place where the file is not well formed.
pub(super) fn check(bytes: &[u8], facts: &mut Builder) {
    if let Err((at, why)) = walk(bytes) {
        facts.report(at, Kind::MalformedXml, why);
    }
}

type Fault = (usize, String);

fn walk(bytes: &[u8]) -> Result<(), Fault> {
    // A byte order mark is not text; it moves no line.
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut tokens = Tokens::xml(bytes);
    let mut open: Vec<(usize, &[u8])> = Vec::new();
    let mut has_root = false;
    while let Some(token) = tokens.next() {
        match token {
            Token::Text { at, text } => {
                if open.is_empty() && has_text(text) {
                    return fault(at, "There is text outside of the root element");
                }
                // A section of CDATA starts with `[` before its text.
                let is_section = at > 0 && bytes.get(at - 1) == Some(&b'[');
                if !is_section {
                    check_text(at, text)?;
                }
            }
            Token::Open { at, name, closed } => {
                if open.is_empty() && has_root {
                    return fault(at, "There is a second root element");
                }
                has_root = true;
                check_attrs(tokens.attrs())?;
                if !closed {
                    open.push((at, name));
                }
            }
            Token::Close { at, name } => match open.pop() {
                Some((_, expected)) if expected == name => {}
                Some((_, expected)) => {
                    return fault(
                        at,
                        format!("{} is closed by {}", shown(expected), shown(name)),
                    );
                }
                None => return fault(at, format!("{} was never opened", shown(name))),
            },
        }
    }
    if tokens.is_truncated() {
        return fault(bytes.len(), "The file ends in the middle of a tag");
    }
    match open.pop() {
        Some((at, name)) => fault(at, format!("{} is never closed", shown(name))),
        None if !has_root => fault(0, "There is no root element"),
        None => Ok(()),
    }
}

fn check_attrs(attrs: &[Attr<'_>]) -> Result<(), Fault> {
    for (nth, attr) in attrs.iter().enumerate() {
        if !attr.quoted {
            return fault(
                attr.at,
                format!("The attribute {} has no quotes", shown(attr.name)),
            );
        }
        if attrs[..nth].iter().any(|before| before.name == attr.name) {
            return fault(
                attr.at,
                format!("The attribute {} stands twice", shown(attr.name)),
            );
        }
        if attr.value.contains(&b'<') {
            return fault(
                attr.at,
                format!("The attribute {} holds a <", shown(attr.name)),
            );
        }
        check_text(attr.at, attr.value)?;
    }
    Ok(())
}

fn check_text(at: usize, text: &[u8]) -> Result<(), Fault> {
    let mut from = 0;
    while let Some(and) = find(text, from, b'&') {
        if !is_reference(&text[and..]) {
            return fault(at + and, "There is a bare & (write &amp;)");
        }
        from = and + 1;
    }
    if text.first() == Some(&b'<') {
        return fault(at, "There is a bare < (write &lt;)");
    }
    Ok(())
}

fn is_reference(text: &[u8]) -> bool {
    let end = text.iter().take(12).position(|&b| b == b';');
    let Some(reference) = end.and_then(|end| text.get(..=end)) else {
        return false;
    };
    if reference.starts_with(b"&#") {
        let text = std::str::from_utf8(reference).unwrap_or_default();
        return entities::reference(text).is_some_and(|(_, used)| used == reference.len());
    }
    matches!(
        reference,
        b"&amp;" | b"&lt;" | b"&gt;" | b"&quot;" | b"&apos;"
    )
}

fn fault<T>(at: usize, why: impl Into<String>) -> Result<T, Fault> {
    Err((at, why.into()))
}

fn shown(name: &[u8]) -> String {
    let cut = &name[..name.len().min(60)];
    String::from_utf8_lossy(cut).into_owned()
}

#[cfg(test)]
mod tests {
    use super::walk;

    #[test]
    fn takes_what_is_well_formed() {
        for xml in [
            "<?xml version=\"1.0\"?>\n<!-- x & y --><a><b c='1 &gt; 0'/>d &#38; &amp;</a>\n",
            "<!DOCTYPE a [<!ENTITY x \"y\">]><a/>",
            "<é><![CDATA[ <b> & ]]></é>",
        ] {
            assert_eq!(walk(xml.as_bytes()), Ok(()), "{xml}");
        }
    }

    #[test]
    fn finds_what_a_parser_would_refuse() {
        for xml in [
            "",
            "text",
            "<a>",
            "<a></b>",
            "</a>",
            "<a/><b/>",
            "<a/>x",
            "<a b=c/>",
            "<a b/>",
            "<a b='1' b='2'/>",
            "<a>&nbsp;</a>",
            "<a>x & y</a>",
            "<a b='&'/>",
            "<a b='<'/>",
            "<a>1 < 2</a>",
            "<a><!-- </a>",
            "<a b='",
            "<a>&#xZZ;</a>",
        ] {
            assert!(walk(xml.as_bytes()).is_err(), "{xml}");
        }
    }
}
