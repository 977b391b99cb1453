//! Settings for Apache: lines for the virtual host of the site.

use super::content_type;
use super::rules::{ASK, KEEP, Rules, named_pattern};
use super::types::TYPES;

const HEAD: &str = "\
# Settings of Casebook for Apache 2.4. Put them into a file of their own, and name it in the virtual
# host of the site:
#
#     Include /etc/apache2/casebook.conf
#
# They need the modules headers, mime, dir and alias: a2enmod headers
";

const HIDDEN: &str = "
# Files of others, such as the list of files that Casebook keeps.
RedirectMatch 404 \"/\\.(?!well-known/)\"
";

pub(super) fn write(rules: &Rules) -> String {
    let base = &rules.base;
    let mut text = String::from(HEAD);
    text.push_str(&format!(
        "\nDirectoryIndex index.html\nErrorDocument 404 {base}404.html\n\n"
    ));
    kinds(&mut text);
    text.push_str(&format!(
        "\n# What is named after its content is kept for ever; the rest is asked about each time.\nHeader always set Cache-Control \"{ASK}\"\n<LocationMatch \"{}\">\n    Header always set Cache-Control \"{KEEP}\" \"expr=%{{REQUEST_STATUS}} -in {{'200', '304'}}\"\n</LocationMatch>\n\n",
        named_pattern(base)
    ));
    for (name, value) in &rules.headers {
        text.push_str(&format!("Header always set {name} \"{value}\"\n"));
    }
    text.push_str(HIDDEN);
    if !rules.moved.is_empty() {
        text.push_str("\n# Former addresses.\n");
    }
    for (from, to) in &rules.moved {
        let from = format!("{base}{from}").replace('.', "\\.");
        text.push_str(&format!("RedirectMatch 301 \"^{from}$\" \"{base}{to}\"\n"));
    }
    text
}

fn kinds(text: &mut String) {
    text.push_str("AddDefaultCharset UTF-8\n");
    for (endings, kind, written) in TYPES {
        let endings: Vec<String> = endings.iter().map(|ending| format!(".{ending}")).collect();
        let endings = endings.join(" ");
        text.push_str(&format!("AddType {kind} {endings}\n"));
        if *written {
            text.push_str(&format!("AddCharset UTF-8 {endings}\n"));
        }
    }
    text.push_str(&format!(
        "<Files \"feed.xml\">\n    ForceType \"{}\"\n</Files>\n",
        content_type("feed.xml")
    ));
}
