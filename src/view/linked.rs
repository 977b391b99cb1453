//! What a page is about, for other programs: schema.org terms as JSON-LD.
//!
//! In go the frame and the body of a page, as readers get them; out comes JSON that can stand in
//! the page. Addresses are whole where the site's own is known, else they are those of the page.

use serde_json::{Value, json};

use super::{Body, ChecklistView, Frame, GlossaryView, Look, PageKey};

/// The data files of the pages that are lists of data.
const DATASETS: [(PageKey, &[&str]); 4] = [
    (PageKey::Awards, &["data/awards.csv", "data/awards.json"]),
    (
        PageKey::Benefits,
        &["data/benefits.csv", "data/benefits.json"],
    ),
    (PageKey::Figures, &["data/figures.csv", "data/figures.json"]),
    (PageKey::Coverage, &["data/coverage.json"]),
];

/// The page as JSON-LD, safe to stand in a script element.
pub(super) fn of(look: &Look<'_>, key: &PageKey, frame: &Frame, body: &Body) -> Option<String> {
    if matches!(
        key,
        PageKey::NotFound | PageKey::Moved(_) | PageKey::Gone(_)
    ) {
        return None;
    }
    let mut graph = vec![about(look, key, frame, body)];
    graph.extend(trail(look, frame));
    let all = json!({"@context": "https://schema.org", "@graph": graph});
    Some(safe(&all.to_string()))
}

/// JSON without what could end a script element or begin a comment in one.
fn safe(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

fn about(look: &Look<'_>, key: &PageKey, frame: &Frame, body: &Body) -> Value {
    let mut about = json!({
        "@type": kind(key, body),
        "name": frame.title,
        "description": frame.description,
        "url": look.public(look.route),
        "inLanguage": look.words.language(),
    });
    let config = &look.site.config;
    if let Some(address) = config
        .content_licence
        .as_ref()
        .and_then(|l| l.address.as_ref())
    {
        about["license"] = json!(address.to_string());
    }
    match key {
        PageKey::Home => about["potentialAction"] = search(look),
        _ => {
            about["isPartOf"] = json!({
                "@type": "WebSite", "name": config.title.to_string(), "url": look.public(""),
            });
        }
    }
    let files = files(key, body, look);
    if !files.is_empty() {
        about["distribution"] = files.into();
    }
    match body {
        Body::Checklist(list) => about["step"] = steps(look, list),
        Body::Glossary(terms) => about["hasDefinedTerm"] = terms_of(look, terms),
        _ => {}
    }
    about
}

/// The term of schema.org for what a page is.
fn kind(key: &PageKey, body: &Body) -> &'static str {
    match (key, body) {
        (PageKey::Home, _) => "WebSite",
        (PageKey::Award(_), _) => "Report",
        (PageKey::Lesson(_) | PageKey::Record(..), _) => "Article",
        (PageKey::Charts, _) => "Dataset",
        (key, _) if DATASETS.iter().any(|(known, _)| known == key) => "Dataset",
        (_, Body::Checklist(_)) => "HowTo",
        (_, Body::Glossary(_)) => "DefinedTermSet",
        (
            _,
            Body::Awards(_)
            | Body::Figures(_)
            | Body::Lessons(_)
            | Body::Catalogue(_)
            | Body::Sources(_)
            | Body::Checklists(_)
            | Body::Forms(_),
        ) => "CollectionPage",
        _ => "WebPage",
    }
}

/// The files in which the data of a page can be had.
fn files(key: &PageKey, body: &Body, look: &Look<'_>) -> Vec<Value> {
    if let Body::Charts(charts) = body {
        let files = charts.charts.iter().flat_map(|chart| chart.files());
        return files.map(|file| download(look, &file)).collect();
    }
    let known = DATASETS.iter().find(|(known, _)| known == key);
    let files = known.into_iter().flat_map(|(_, files)| files.iter());
    files.map(|file| download(look, file)).collect()
}

fn download(look: &Look<'_>, file: &str) -> Value {
    let format = match file.ends_with(".csv") {
        true => "text/csv",
        false => "application/json",
    };
    json!({"@type": "DataDownload", "encodingFormat": format, "contentUrl": look.public(file)})
}

fn search(look: &Look<'_>) -> Value {
    let page = look.public("search/index.html");
    json!({
        "@type": "SearchAction",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": format!("{page}?q={{search_term_string}}"),
        },
        "query-input": "required name=search_term_string",
    })
}

fn steps(look: &Look<'_>, list: &ChecklistView) -> Value {
    let section = |section: &super::checklists::SectionView| {
        let steps = section.items.iter().map(|item| {
            let url = format!("{}#item-{}", look.public(look.route), item.id);
            json!({"@type": "HowToStep", "text": item.text, "url": url})
        });
        json!({
            "@type": "HowToSection",
            "name": section.title,
            "itemListElement": steps.collect::<Vec<_>>(),
        })
    };
    list.sections.iter().map(section).collect()
}

fn terms_of(look: &Look<'_>, glossary: &GlossaryView) -> Value {
    let terms = glossary.letters.iter().flat_map(|letter| &letter.rows);
    let terms = terms.map(|term| {
        let mut known = json!({
            "@type": "DefinedTerm",
            "name": term.title,
            "description": term.definition,
            "url": format!("{}#{}", look.public(look.route), term.id),
        });
        if let Some(short) = &term.abbreviation {
            known["termCode"] = json!(short);
        }
        known
    });
    terms.collect()
}

/// The way back, with the page itself at its end.
fn trail(look: &Look<'_>, frame: &Frame) -> Option<Value> {
    let own = (frame.title.clone(), look.public(look.route));
    let before = frame
        .trail
        .iter()
        .map(|(text, to)| (text.clone(), look.public(to)));
    let items: Vec<Value> = before
        .chain(std::iter::once(own))
        .enumerate()
        .map(|(at, (name, item))| {
            json!({"@type": "ListItem", "position": at + 1, "name": name, "item": item})
        })
        .collect();
    (items.len() > 1).then(|| json!({"@type": "BreadcrumbList", "itemListElement": items}))
}

impl Look<'_> {
    /// The address of a route or file as others use it; where that is not known, as this page does.
    pub(super) fn public(&self, to: &str) -> String {
        match &self.site.base_url {
            Some(base) => format!("{base}{to}"),
            None => self.href(to),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn nothing_in_a_text_ends_the_script() {
        let json = serde_json::json!({"name": "</script><!-- & \u{2028}"}).to_string();
        let safe = safe(&json);
        assert!(!safe.contains(['<', '>', '&']));
        let back: serde_json::Value = serde_json::from_str(&safe).expect("JSON");
        assert_eq!(back["name"], "</script><!-- & \u{2028}");
    }
}
