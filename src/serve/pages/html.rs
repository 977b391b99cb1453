//! HTML by hand, for pages that no theme should be able to break.

use super::SCRIPTS;
use crate::output::escape;
use crate::serve::OWN;

/// The text of a title that a template wrote.
pub(in crate::serve) fn unescaped(html: &str) -> String {
    let signs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&#x2F;", "/"),
        ("&amp;", "&"),
    ];
    signs
        .iter()
        .fold(html.to_string(), |text, (sign, c)| text.replace(sign, c))
}

/// What makes a page follow the files: `news` is its state as it is served.
pub(super) fn scripts(news: &str) -> String {
    let mut head = String::new();
    for name in SCRIPTS {
        let news = match name {
            "listen.js" => format!(" data-news=\"{}\"", escape(news)),
            _ => String::new(),
        };
        head.push_str(&format!(
            "<script src=\"{OWN}assets/{name}\" defer{news}></script>"
        ));
    }
    head
}

/// A page of the preview.
pub(super) fn page(title: &str, news: Option<&str>, main: &str) -> String {
    let scripts = news.map(scripts).unwrap_or_default();
    format!(
        "<!doctype html><html lang=\"en-GB\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{title} – Casebook preview</title><link rel=\"stylesheet\" href=\"{OWN}assets/own.css\">{scripts}</head><body><header><nav aria-label=\"Preview\"><a href=\"/\">The site</a> <a href=\"{OWN}\">Dashboard</a> <a href=\"{OWN}problems/\">Problems</a></nav></header><main><h1>{title}</h1>{main}</main></body></html>\n",
        title = escape(title)
    )
}

/// A table, its cells already HTML. Nothing when it would be empty.
pub(super) fn table(caption: &str, heads: &[&str], rows: &[Vec<String>]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let cells = |tag: &str, cells: &mut dyn Iterator<Item = &str>| {
        cells
            .map(|cell| format!("<{tag}>{cell}</{}>", &tag[..2]))
            .collect::<String>()
    };
    let mut html = format!(
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{caption}\"><table><caption>{caption}</caption><thead><tr>"
    );
    html.push_str(&cells("th scope=\"col\"", &mut heads.iter().copied()));
    html.push_str("</tr></thead><tbody>");
    for row in rows {
        let row = cells("td", &mut row.iter().map(String::as_str));
        html.push_str(&format!("<tr>{row}</tr>"));
    }
    html.push_str("</tbody></table></div>");
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_can_become_a_tag_or_end_an_attribute() {
        assert_eq!(
            escape("<b a='1' c=\"2\">&"),
            "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;"
        );
        assert_eq!(unescaped(&escape("<a & \"b\" 'c'>")), "<a & \"b\" 'c'>");
    }
}
