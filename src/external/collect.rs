//! The addresses that a site links to, with every place that uses them.

use std::collections::BTreeMap;

use url::{Host, Url};

use crate::check::Mentions;
use crate::diag::Span;
use crate::parse::Parsed;
use crate::record::prose::Target;
use crate::yaml::{Node, NodeKind};

/// An address elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The address, without the place on the page.
    pub address: String,
    /// Where it is written.
    pub places: Vec<Span>,
}

/// Fields of `casebook.yaml` whose addresses are no links that a reader follows.
const OWN: [&str; 3] = ["base_url", "edit_address", "search"];

/// The addresses of a site, in the order of the alphabet. Those of the site itself are left out,
/// and those that are examples by name.
pub fn links(parsed: &Parsed, mentions: &Mentions, base_url: Option<&str>) -> Vec<Link> {
    let mut found = Found::default();
    for mention in mentions.iter() {
        if let Target::External(address) = &mention.target {
            found.add(address, mention.span);
        }
    }
    for document in &parsed.documents {
        document.tree.iter().for_each(|tree| found.node(tree));
    }
    let config = parsed.config.iter();
    for tree in config.filter_map(|document| document.tree.as_ref()) {
        if let NodeKind::Map(pairs) = &tree.kind {
            let others = pairs.iter().filter(|pair| !OWN.contains(&&*pair.key));
            others.for_each(|pair| found.node(&pair.value));
        }
    }
    let base = base_url.map(|base| base.trim_end_matches('/'));
    let own = |address: &str| base.is_some_and(|base| address.starts_with(base));
    let links = found.places.into_iter();
    let links = links.filter(|(address, _)| !own(address));
    let links = links.map(|(address, mut places)| {
        places.sort();
        places.dedup();
        Link { address, places }
    });
    links.collect()
}

#[derive(Default)]
struct Found {
    places: BTreeMap<String, Vec<Span>>,
}

impl Found {
    fn node(&mut self, node: &Node) {
        match &node.kind {
            NodeKind::Scalar(scalar) => self.add(scalar.text.trim(), node.span),
            NodeKind::List(items) => items.iter().for_each(|item| self.node(item)),
            NodeKind::Map(pairs) => pairs.iter().for_each(|pair| self.node(&pair.value)),
            NodeKind::Null | NodeKind::Refused => {}
        }
    }

    fn add(&mut self, written: &str, place: Span) {
        if let Some(address) = address(written) {
            self.places.entry(address).or_default().push(place);
        }
    }
}

/// The address that a text is, if it is one that can be asked for.
fn address(written: &str) -> Option<String> {
    let is_web = written.starts_with("https://") || written.starts_with("http://");
    if !is_web || written.contains(|c: char| c.is_whitespace() || matches!(c, '{' | '}')) {
        return None;
    }
    let mut url = Url::parse(written).ok()?;
    let is_named = match url.host()? {
        Host::Domain(name) => !is_example(name),
        Host::Ipv4(_) | Host::Ipv6(_) => true,
    };
    // What would sign in is nobody else's business.
    if !is_named || !url.username().is_empty() || url.password().is_some() {
        return None;
    }
    url.set_fragment(None);
    Some(url.to_string())
}

/// Names that are kept for examples (RFC 2606).
fn is_example(host: &str) -> bool {
    let own = |name: &str| {
        host == name
            || host
                .strip_suffix(name)
                .is_some_and(|rest| rest.ends_with('.'))
    };
    [
        "example.com",
        "example.net",
        "example.org",
        "example",
        "invalid",
        "test",
    ]
    .into_iter()
    .any(own)
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn only_what_can_be_asked_for_is_an_address() {
        let kept = |written: &str, wanted: &str| {
            assert_eq!(address(written).as_deref(), Some(wanted), "{written}");
        };
        kept("https://www.nhs.uk/a?b=c#d", "https://www.nhs.uk/a?b=c");
        kept("http://127.0.0.1:8080", "http://127.0.0.1:8080/");
        kept("https://bücher.de/ü", "https://xn--bcher-kva.de/%C3%BC");
        for written in [
            "",
            "mailto:a@nhs.uk",
            "https://",
            "https://example.org/",
            "https://www.example.com/a",
            "https://host.invalid/",
            "https://nhs.uk/edit/{path}",
            "https://nhs.uk/ and more",
            "https://me:secret@nhs.uk/",
            "See https://nhs.uk/",
        ] {
            assert_eq!(address(written), None, "{written}");
        }
    }
}
