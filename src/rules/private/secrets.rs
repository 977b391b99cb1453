//! What opens doors: private keys, tokens of well-known services, and secrets given a value.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::{Match, Regex};

use super::Found;
use crate::rules::patterns::pattern;

static KEY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-[23]:")
});

/// Tokens that can be told by how they begin.
static TOKENS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        \b (?: AKIA | ASIA ) [A-Z0-9]{16} \b                                  # Amazon
        | \b gh[pousr]_ [A-Za-z0-9]{36,255} \b                                # GitHub
        | \b github_pat_ [A-Za-z0-9_]{22,255} \b
        | \b gl(?:pat|dt|rt|ptt|cbt|soat) - [A-Za-z0-9_\-]{20,} \b            # GitLab
        | \b xox[abceoprs] - [A-Za-z0-9-]{10,} \b                             # Slack
        | \b xapp - \d - [A-Za-z0-9-]{10,} \b
        | \b hooks\.slack\.com/(?:services|workflows)/ [A-Za-z0-9/_-]{20,}
        | \b AIza [A-Za-z0-9_\-]{35}                                          # Google
        | \b ya29\. [A-Za-z0-9_\-]{20,}
        | \b GOCSPX- [A-Za-z0-9_\-]{20,}
        | \b eyJ [A-Za-z0-9_\-]{5,} \. eyJ [A-Za-z0-9_\-]{5,} \. [A-Za-z0-9_\-]*  # JSON Web Token
        | \b [sr]k_live_ [A-Za-z0-9]{16,} \b                                  # Stripe
        | \b sk-(?:ant-|proj-|svcacct-)? [A-Za-z0-9_\-]{32,}                  # OpenAI, Anthropic
        | \b npm_ [A-Za-z0-9]{36} \b                                          # npm
        | \b pypi-AgEI [A-Za-z0-9_\-]{40,}                                    # PyPI
        | \b SG\. [A-Za-z0-9_\-]{20,24} \. [A-Za-z0-9_\-]{40,46} \b           # SendGrid
        | \b hf_ [A-Za-z0-9]{34} \b                                           # Hugging Face
        | \b dop_v1_ [a-f0-9]{64} \b                                          # DigitalOcean
        | \b AccountKey= [A-Za-z0-9+/]{40,} ={0,2}                            # Azure
        ",
    )
});

/// A secret that is given a value: `api_key: "…"`, `password=…`. The first group ends the name, the
/// second or third is the value, with and without quotes. What begins the name is looked up behind
/// the match, so that the search is for a few words only.
static GIVEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?ix)
        ( passw(?:or)?d | passphrase | pwd | secret | token | credentials? | key )
        (?: [_-]? (?: id | key | value ) )?
        ["']? \s* (?: := | => | [:=] ) \s*
        (?: ["'`] ([^"'`\s]{8,200}) ["'`] | ([^\s"'`,;<>(){}\[\]]{8,200}) )"#,
    )
});

/// Whether a name that ends in “key” is one of a secret: `api_key` is, `keyKey` and “hockey” are not.
fn kind_of_name(text: &str, word: Match<'_>) -> Name {
    let start = text[..word.start()]
        .rfind(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '-' | '.'))
        .map_or(0, |at| at + 1);
    let before = text
        .get(start..word.start())
        .unwrap_or_default()
        .to_ascii_lowercase();
    let word = word.as_str().to_ascii_lowercase();
    let parted = before.trim_end_matches(['_', '-', '.']);
    if word.starts_with('p') {
        return Name::Password;
    }
    if word != "key"
        || [
            "api",
            "access",
            "private",
            "auth",
            "secret",
            "encryption",
            "signing",
        ]
        .iter()
        .any(|kind| parted.ends_with(kind))
    {
        return Name::Secret;
    }
    match before.is_empty() || before.ends_with(['_', '-', '.']) {
        true => Name::Key,
        false => Name::Other,
    }
}

/// What a name says of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Name {
    /// Something that people make up.
    Password,
    /// Something that is drawn by chance.
    Secret,
    /// A key of any kind.
    Key,
    /// No secret.
    Other,
}

/// A name and password in an address: `https://name:password@host`.
static IN_ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"\b[a-z][a-z0-9+.-]*://[^\s/:@"'<>{}$]+:([^\s/@"'<>{}$]{4,})@"#));

pub(super) fn find(text: &str, found: &mut Vec<Found>) {
    let mut add = |rule, range| found.push(Found { rule, range });
    for key in KEY.find_iter(text) {
        add("private-key", key.range());
    }
    for token in TOKENS.find_iter(text) {
        add("access-token", token.range());
    }
    for address in IN_ADDRESS.captures_iter(text) {
        if let Some(password) = address.get(1).filter(|word| !is_placeholder(word.as_str())) {
            add("secret", password.range());
        }
    }
    for given in GIVEN.captures_iter(text) {
        let value = given.get(2).or(given.get(3));
        if let (Some(word), Some(value)) = (given.get(1), value)
            && looks_secret(kind_of_name(text, word), value.as_str())
        {
            add("secret", value.range());
        }
    }
}

/// Whether a value was drawn by chance, as secrets are, and is not a word, a name or a place to
/// fill.
fn looks_secret(name: Name, value: &str) -> bool {
    let value = value.trim_end_matches(['.', '…']);
    if is_placeholder(value) || value.contains("::") {
        return false;
    }
    let kinds = kinds_of_sign(value);
    let (least, bits) = match name {
        Name::Password => return value.len() >= 8 && kinds >= 3,
        Name::Secret => (16, 3.2),
        Name::Key => (24, 4.0),
        Name::Other => return false,
    };
    let path = value.contains('/') && value.split('/').all(|part| part.len() < 16);
    value.len() >= least
        && kinds >= 2
        && digits(value) >= 4_usize.saturating_sub(kinds)
        && !path
        && !is_words(value)
        && entropy(value) >= bits
}

fn digits(value: &str) -> usize {
    value.bytes().filter(u8::is_ascii_digit).count().min(2)
}

/// Words and numbers with signs between them: `information-governance-2024`, `look::words`.
fn is_words(value: &str) -> bool {
    let mut parts = value.split(['-', '_', '.', '/', ':', '#']);
    parts.all(|part| {
        part.chars().all(char::is_alphabetic) || part.chars().all(|c| c.is_ascii_digit())
    }) && value.contains(['-', '_', '.', '/', ':', '#'])
}

/// How many of small letters, capitals, digits and other signs a value has.
fn kinds_of_sign(value: &str) -> usize {
    let has = |kind: fn(&u8) -> bool| usize::from(value.as_bytes().iter().any(kind));
    has(u8::is_ascii_lowercase)
        + has(u8::is_ascii_uppercase)
        + has(u8::is_ascii_digit)
        + has(u8::is_ascii_punctuation)
}

/// What stands where a secret will be put: `${TOKEN}`, `{{ token }}`, `<your key>`, `xxxxxxxx`.
fn is_placeholder(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let filled = value.starts_with(['$', '{', '<', '%', '(', '['])
        || value.contains("{{")
        || value.contains("${");
    // The example that Amazon prints is written EXAMPLE, and stands for a real key.
    let words = [
        "changeme",
        "change-me",
        "your-",
        "your_",
        "placeholder",
        "redacted",
        "dummy",
    ];
    let example = value.contains("example");
    filled
        || example
        || words.iter().any(|word| lower.contains(word))
        || value.bytes().all(|byte| byte == value.as_bytes()[0])
        || lower
            .bytes()
            .filter(|byte| matches!(byte, b'x' | b'*' | b'.'))
            .count()
            * 2
            > value.len()
}

/// Shannon's entropy in bits for each sign.
pub(super) fn entropy(value: &str) -> f64 {
    let mut counts: BTreeMap<char, f64> = BTreeMap::new();
    let mut all = 0.0;
    for c in value.chars() {
        *counts.entry(c).or_default() += 1.0;
        all += 1.0;
    }
    counts
        .values()
        .map(|count| {
            let share = count / all;
            -share * share.log2()
        })
        .sum()
}
