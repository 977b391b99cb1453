//! Settings for nginx: lines for the `server` block of the site.

use super::rules::{ASK, ASKED, Rules, SHORT};
use super::types::{FEED, OTHER, TYPES};
use crate::output::encoded;

const HEAD: &str = "\
# Settings of Casebook for nginx. Put them into a file of their own, and name it in the server block
# of the site, below its “root”:
#
#     include /etc/nginx/casebook.conf;
#
# A location of your own that has an add_header line sends none of those below.
";

const HIDDEN: &str = "
# Files of others, such as the list of files that Casebook keeps.
location ~ /\\.(?!well-known/) { return 404; }
";

pub(super) fn write(rules: &Rules) -> String {
    let base = &rules.base;
    let mut text = String::from(HEAD);
    text.push_str(&format!(
        "\nindex index.html;\nabsolute_redirect off;\nerror_page 404 {base}404.html;\n"
    ));
    kinds(&mut text);
    let folders = ASKED.join("|");
    text.push_str(&format!(
        "\n# Pages for five minutes; what must fit together is asked about each time.\nset $casebook_keep \"{SHORT}\";\nif ($uri ~ \"^{}({folders})/\") {{ set $casebook_keep \"{ASK}\"; }}\nadd_header Cache-Control $casebook_keep always;\n\n",
        base.replace('.', "\\.")
    ));
    for (name, value) in &rules.headers {
        text.push_str(&format!("add_header {name} \"{value}\" always;\n"));
    }
    text.push_str(HIDDEN);
    if !rules.moved.is_empty() {
        text.push_str("\n# Former addresses.\n");
    }
    for (from, to) in &rules.moved {
        let to = encoded(to);
        text.push_str(&format!(
            "location = \"{base}{from}\" {{ return 301 \"{base}{to}\"; }}\n"
        ));
    }
    text
}

fn kinds(text: &mut String) {
    // The type of pages is always among those that name their letters.
    let written = TYPES.iter().filter(|(_, _, text)| *text);
    let written = written.filter(|(_, kind, _)| *kind != "text/html");
    let written: Vec<&str> = written.map(|(_, kind, _)| *kind).collect();
    text.push_str(&format!(
        "\ncharset utf-8;\ncharset_types {} {FEED};\ndefault_type {OTHER};\ntypes {{\n",
        written.join(" ")
    ));
    for (endings, kind, _) in TYPES {
        text.push_str(&format!("    {kind} {};\n", endings.join(" ")));
    }
    text.push_str(&format!(
        "}}\nlocation ~ /feed\\.xml$ {{ types {{ }} default_type {FEED}; }}\n"
    ));
}
