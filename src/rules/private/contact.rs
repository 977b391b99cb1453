//! How one person can be reached: e-mail addresses and telephone numbers.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::exempt::Exempt;
use super::{Found, before};
use crate::rules::patterns::pattern;

/// What the configuration gives to readers on purpose. The same is allowed everywhere in the site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    emails: BTreeSet<String>,
    telephones: BTreeSet<String>,
    postcodes: BTreeSet<String>,
}

impl Published {
    /// The addresses in the text of `casebook.yaml`.
    pub fn in_configuration(text: &str) -> Self {
        let exempt = Exempt::new("");
        let telephones = telephone_places(text, &exempt);
        Self {
            emails: EMAIL
                .find_iter(text)
                .map(|email| email.as_str().to_ascii_lowercase())
                .collect(),
            telephones: telephones
                .iter()
                .filter_map(|at| national(&text[at.clone()]))
                .collect(),
            postcodes: super::people::all_postcodes(text),
        }
    }

    pub(super) fn has_postcode(&self, postcode: &str) -> bool {
        self.postcodes.contains(postcode)
    }
}

static EMAIL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)[a-z0-9][a-z0-9._%+'-]*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}\b")
});

/// Endings of files, which no address has: `icon@2x.png` is a picture.
const FILES: [&str; 12] = [
    "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "css", "js", "mjs", "html", "json",
];

/// E-mail addresses.
pub(super) fn emails(text: &str, published: &Published, exempt: &Exempt, found: &mut Vec<Found>) {
    if !text.contains('@') {
        return;
    }
    for email in EMAIL.find_iter(text) {
        let address = email.as_str().to_ascii_lowercase();
        let ending = address.rsplit('.').next().unwrap_or_default();
        let joined = text[..email.start()].ends_with(['@', '/', '_']);
        // git@host:path is the address of a repository.
        let repository = address.starts_with("git@") && text[email.end()..].starts_with([':', '/']);
        if FILES.contains(&ending)
            || joined
            || repository
            || published.emails.contains(&address)
            || exempt.has(&email.range())
        {
            continue;
        }
        found.push(Found {
            rule: "email-address",
            range: email.range(),
        });
    }
}

/// Digits with what people put between them, behind a 0 or the code of the country.
static TELEPHONE: LazyLock<Regex> = LazyLock::new(|| {
    let between = r"[\x20\x{a0}\x{2009}\x{202f}.\-\x{2010}\x{2011}\x{2013}]";
    pattern(&format!(
        r"(?x) (?: \(? \+44 \)? | \b0044 ) {between}? (?: \( 0 \) {between}? )? \(? \d (?: \)? {between}? \d ){{8,10}}
        | \( 0 \d{{2,4}} \) {between}? \d (?: {between}? \d ){{5,7}}
        | \b 0 [1-9] \d (?: {between}? \d ){{6,9}}"
    ))
});

/// Names of numbers that are none of a telephone.
static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?ix) \b (?: grant s? | awards? | ref | reference s? | registration | reg | project | contract
            | order | invoice | account | charity | company | trial | study | protocol | licen[cs]e
            | serial | batch | catalogue | part | id | version | code | ticket | case | record | policy
            | isrctn | nct | pmid | orcid | standard | purchase )
        (?: \s+ (?: number s? | no | nr | ref | reference | id | code ) )? \b
        [\s.:\#=]* (?: is | was | of )? [\s"'(]* $"#,
    )
});

static CALLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:tel|telephone|phones?|mob|mobile|cell|call|ring|fax|helpline|switchboard|whatsapp|dial|text)\b[^\d\n]{0,24}$",
    )
});

/// Telephone numbers of the United Kingdom.
pub(super) fn telephones(
    text: &str,
    published: &Published,
    exempt: &Exempt,
    found: &mut Vec<Found>,
) {
    for range in telephone_places(text, exempt) {
        let number = national(&text[range.clone()]);
        if number.is_some_and(|number| published.telephones.contains(&number)) {
            continue;
        }
        found.push(Found {
            rule: "telephone-number",
            range,
        });
    }
}

fn telephone_places(text: &str, exempt: &Exempt) -> Vec<Range<usize>> {
    let candidates = TELEPHONE.find_iter(text).map(|number| number.range());
    candidates
        .filter_map(|range| trimmed(text, range))
        .filter(|range| is_telephone(text, range) && !exempt.has(range))
        .collect()
}

/// Without groups at the end that belong to something else, such as a year.
fn trimmed(text: &str, mut range: Range<usize>) -> Option<Range<usize>> {
    loop {
        let number = &text[range.clone()];
        let cut = text[range.end..].starts_with(|c: char| c.is_ascii_digit());
        if !cut && national(number).is_some() {
            return Some(range);
        }
        let end = number.rfind(|c: char| !c.is_ascii_digit())?;
        let kept = number[..end].trim_end_matches(|c: char| !c.is_ascii_digit());
        range.end = range.start + kept.len();
        if kept.is_empty() {
            return None;
        }
    }
}

fn is_telephone(text: &str, range: &Range<usize>) -> bool {
    let number = &text[range.clone()];
    let before = before(text, range.start, 40);
    if CALLED.is_match(before) {
        return true;
    }
    let plain = number.bytes().all(|byte| byte.is_ascii_digit());
    // Ten bare digits may be anything; eleven that begin as a number does are one.
    let enough = !plain || number.len() == 11;
    enough && stands_alone(text, range) && !REFERENCE.is_match(before)
}

fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let joins = |c: char| c.is_alphanumeric() || "-_/+#£$€&=%.".contains(c);
    let mut back = text[..range.start].chars().rev();
    let before = back.next();
    let grouped = before.is_some_and(|c| matches!(c, ' ' | ','))
        && back.next().is_some_and(|c| c.is_ascii_digit());
    let mut rest = text[range.end..].chars();
    let after = match (rest.next(), rest.next()) {
        (Some('.' | '-' | '/' | ','), Some(c)) => c.is_alphanumeric(),
        (Some(c), _) => c.is_alphanumeric() || c == '_' || c == '%',
        (None, _) => false,
    };
    !before.is_some_and(joins) && !grouped && !after
}

/// The digits of a number without the 0 or the code of the country, if it is one that is given out
/// in the United Kingdom: the number of its digits follows from the first.
fn national(number: &str) -> Option<String> {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let abroad = number.trim_start_matches('(').starts_with("+44") || digits.starts_with("0044");
    let rest = match abroad {
        true => digits.trim_start_matches("00").strip_prefix("44")?,
        false => &digits,
    };
    let local = match (rest.strip_prefix('0'), abroad) {
        (Some(local), _) => local,
        (None, true) => rest,
        (None, false) => return None,
    };
    let fits = match local.as_bytes().first()? {
        b'1' | b'8' => matches!(local.len(), 9 | 10),
        b'2' | b'3' | b'5' | b'7' | b'9' => local.len() == 10,
        _ => false,
    };
    let groups = number
        .split(|c: char| !c.is_ascii_digit())
        .filter(|group| !group.is_empty());
    let small = groups
        .filter(|group| group.len() == 1 && *group != "0")
        .count();
    (fits && small == 0).then(|| local.to_string())
}
