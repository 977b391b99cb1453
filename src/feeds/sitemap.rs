//! `sitemap.xml` and `robots.txt`.

use super::Address;
use super::xml::element;
use crate::link::Site;

/// The most addresses that one file may name: sitemaps.org.
const MOST: usize = 50_000;

/// The map for search engines, in parts when it is too long, and the file that tells them of it.
pub(super) fn files(site: &Site, base: &str, pages: &[Address]) -> Vec<(String, Vec<u8>)> {
    let parts: Vec<&[Address]> = pages.chunks(MOST).collect();
    let mut files = Vec::new();
    if let [all] = parts.as_slice() {
        files.push(("sitemap.xml".into(), urls(base, all)));
    } else {
        let names = (1..=parts.len()).map(|number| format!("sitemap-{number}.xml"));
        let names: Vec<String> = names.collect();
        files.push(("sitemap.xml".into(), index(base, &names)));
        let written = names.into_iter().zip(parts);
        files.extend(written.map(|(name, part)| (name, urls(base, part))));
    }
    if site.routes.is_made(ROBOTS) {
        let robots = format!("User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n");
        files.push((ROBOTS.into(), robots.into_bytes()));
    }
    files
}

/// A site may have a file of its own there.
const ROBOTS: &str = "robots.txt";

fn urls(base: &str, pages: &[Address]) -> Vec<u8> {
    let of = |page: &Address| {
        let changed = page.changed.map(|day| element("lastmod", &day.to_string()));
        let changed = changed.unwrap_or_default();
        format!(
            "<url>{}{}</url>\n",
            loc(base, &page.route),
            changed.trim_end()
        )
    };
    wrapped("urlset", pages.iter().map(of).collect())
}

fn index(base: &str, names: &[String]) -> Vec<u8> {
    let of = |name: &String| format!("<sitemap>{}</sitemap>\n", loc(base, name));
    wrapped("sitemapindex", names.iter().map(of).collect())
}

fn loc(base: &str, path: &str) -> String {
    element("loc", &format!("{base}{path}"))
        .trim_end()
        .to_string()
}

fn wrapped(name: &str, inner: String) -> Vec<u8> {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <{name} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{inner}</{name}>\n"
    )
    .into_bytes()
}
