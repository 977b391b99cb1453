//! Settings for Caddy: lines for the block of the site in a Caddyfile.

use super::content_type;
use super::rules::{ASK, ASKED, Rules, SHORT};
use super::types::TYPES;
use crate::output::encoded;

const HEAD: &str = "\
# Settings of Casebook for Caddy 2. Put them into a file of their own, and name it in the block of the
# site, which says “root” and “file_server” itself:
#
#     import /etc/caddy/casebook.caddy
";

const HIDDEN: &str = "
# Files of others, such as the list of files that Casebook keeps.
@casebook_hidden {
    path_regexp /\\.
    not path */.well-known/*
}
error @casebook_hidden 404
";

pub(super) fn write(rules: &Rules) -> String {
    let base = &rules.base;
    let mut text = String::from(HEAD);
    text.push_str(&format!(
        "\nhandle_errors {{\n    rewrite * {base}404.html\n    # The type of the page, not of what was asked for.\n    header Content-Type \"{}\"\n    file_server\n}}\n\n",
        content_type("404.html")
    ));
    kinds(&mut text);
    let folders = ASKED.map(|folder| format!("{base}{folder}/*")).join(" ");
    text.push_str(&format!(
        "\n# Pages for five minutes; what must fit together is asked about each time.\n@casebook_asked path {folders}\n@casebook_kept not path {folders}\nheader @casebook_asked Cache-Control \"{ASK}\"\nheader @casebook_kept Cache-Control \"{SHORT}\"\n\nheader {{\n"
    ));
    for (name, value) in &rules.headers {
        text.push_str(&format!("    {name} \"{value}\"\n"));
    }
    text.push_str("}\n");
    text.push_str(HIDDEN);
    if !rules.moved.is_empty() {
        text.push_str("\n# Former addresses.\n");
    }
    for (from, to) in &rules.moved {
        let to = encoded(to);
        text.push_str(&format!("redir {base}{from} {base}{to} 301\n"));
    }
    text
}

fn kinds(text: &mut String) {
    for (endings, ..) in TYPES {
        for ending in *endings {
            let kind = content_type(&format!("a.{ending}"));
            let but = match *ending {
                "xml" => "\n    not path */feed.xml",
                _ => "",
            };
            text.push_str(&format!(
                "@casebook_{ending} {{\n    path *.{ending}{but}\n}}\nheader @casebook_{ending} Content-Type \"{kind}\"\n"
            ));
        }
    }
    let kind = content_type("feed.xml");
    text.push_str(&format!(
        "@casebook_feed path */feed.xml\nheader @casebook_feed Content-Type \"{kind}\"\n"
    ));
}
