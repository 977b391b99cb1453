//! The targets, with what they begin with and the bits that mean something to each.

use std::fs;
use std::path::Path;

use super::engine::Target;
use super::http;
use super::targets::{self, DOCUMENTS, fixtures};

pub(crate) const RECORD: Target = Target {
    name: "record",
    run: targets::record,
    seeds: documents,
    bits: &[
        ": ",
        ":\n",
        "- ",
        "  ",
        "\t",
        "\n",
        "---\n",
        "...\n",
        "#",
        "\"",
        "'",
        "[",
        "]",
        "{",
        "}",
        ",",
        "&a ",
        "*a",
        "!!x ",
        "|\n",
        ">-\n",
        "|2+\n",
        "? ",
        "%YAML 1.2\n",
        "<<: ",
        "\\x",
        "\\u",
        "\u{feff}",
        "\u{2028}",
        "\u{85}",
        "\0",
        "\r\n",
        "\r",
        "é",
        "title: ",
        "locators:\n",
        "source: ",
        "waivers:\n",
        "state: draft\n",
        "[@evaluation]",
        "award:p4-01",
        "- {source: evaluation, place: results}\n",
        "fields:\n",
        "rules:\n",
        "redirects:\n",
    ],
    cases: 600,
    packed: false,
};

pub(crate) const FRONT_MATTER: Target = Target {
    name: "front-matter",
    run: targets::front_matter,
    seeds: pages,
    bits: &[
        "---\n", "---", "--- \n", "----\n", "\n", "\r\n", "\r", "\u{feff}", "...\n", "+++\n",
        "title: ", "state: ", "\t", "# ", "---\r\n", " ---\n", "\u{2028}", "\0",
    ],
    cases: 700,
    packed: false,
};

pub(crate) const MARKDOWN: Target = Target {
    name: "markdown",
    run: targets::markdown,
    seeds: bodies,
    bits: &[
        "*",
        "**",
        "_",
        "__",
        "~~",
        "`",
        "```\n",
        "```js\n",
        "```html\n",
        "```typescript\n",
        "```php\n",
        "```yaml\n",
        "x /*",
        "*/",
        "// ",
        "<script>",
        "</script>",
        "````rust\n",
        "~~~\n",
        "# ",
        "## ",
        "\n===\n",
        "\n---\n",
        "> ",
        "> [!NOTE]\n",
        "> [!WARNING] x\n",
        "- ",
        "1. ",
        "- [ ] ",
        "- [x] ",
        "| a | b |\n",
        "|---|:-:|\n",
        "|",
        "[",
        "]",
        "](",
        "![",
        ")",
        "<",
        ">",
        "<!-- ",
        " -->",
        "<b>",
        "</b>",
        "<details>",
        "<img src=x onerror=y>",
        "<script>",
        "<svg>",
        "<table><td>",
        "&amp;",
        "&#0;",
        "&#x10ffff;",
        "&nbsp;",
        "\\",
        "[^1]",
        "[^1]: ",
        "[@evaluation]",
        "[@evaluation#results, row 9]",
        "[x](award:p4-01)",
        "](javascript:x)",
        "](data:text/html,x)",
        "<https://example.org>",
        "[ref]: /x 'y'\n",
        "{#id}",
        "{.class}",
        "\n: ",
        "term\n: definition\n",
        "  \n",
        "    ",
        "\t",
        "\n\n",
        "\r\n",
        "\u{a0}",
        "\u{200f}",
        "\u{fffd}",
        "[[",
        "]]",
        "![a](/plan.svg \"b\")",
    ],
    cases: 1_100,
    packed: false,
};

pub(crate) const QUERY: Target = Target {
    name: "query",
    run: targets::query,
    seeds: queries,
    bits: &[
        "\"",
        " ",
        "-",
        "+",
        "*",
        ":",
        "(",
        ")",
        "AND ",
        "OR ",
        "NOT ",
        "~",
        "^",
        "'",
        "’",
        ".",
        "/",
        "\\",
        "\u{301}",
        "\u{0}",
        "\u{200d}",
        "İ",
        "ß",
        "ﬁ",
        "é",
        "Ａ",
        "\u{1f600}",
        "scans",
        "brain",
        "hospital",
        "the ",
        "a ",
        "AI",
        "p4-01",
        "1,000",
        "£",
        "readnig",
        "patients",
    ],
    cases: 500,
    packed: false,
};

pub(crate) const IMPORT: Target = Target {
    name: "import",
    run: targets::import,
    seeds: workbooks,
    bits: &[
        ",",
        ";",
        "\t",
        "\n",
        "\r\n",
        "\"",
        "\"\"",
        "=1+1",
        "@",
        "\u{feff}",
        "\0",
        "id",
        "title",
        "p4-01",
        "N/A",
        "6 August 2018",
        "06/08/2018",
        "£1,200",
        "yes",
        "<c r=\"A1\" t=\"s\"><v>9</v></c>",
        "<c r=\"XFD1048576\"><v>1</v></c>",
        "<c r=\"A0\">",
        "<row r=\"4294967295\">",
        "<v>1e308</v>",
        "<v>-1</v>",
        "t=\"inlineStr\"",
        "<is><t>x</t></is>",
        "<mergeCell ref=\"A1:XFD1048576\"/>",
        "r=\"",
        "s=\"99999999\"",
        "count=\"4294967295\"",
        "<f>A1</f>",
        "<si><t>x</t></si>",
        "table:number-columns-repeated=\"1000000000\"",
        "table:number-rows-repeated=\"1000000000\"",
        "office:value=\"1\"",
        "<table:table-row>",
        "</table:table-cell>",
        "<text:p>x</text:p>",
        "&#x0;",
        "&lt;",
        "<!DOCTYPE x [<!ENTITY a \"aaaa\">]>",
        "&a;",
        "columns:\n",
        "field: ",
        "kind: ",
        "column: ",
    ],
    cases: 500,
    packed: true,
};

pub(crate) const REQUEST: Target = Target {
    name: "request",
    run: http::request,
    seeds: Vec::new,
    bits: &[
        "GET ",
        "HEAD ",
        "POST ",
        " HTTP/1.1\r\n",
        "\r\n",
        "\r\n\r\n",
        "\n\n",
        "Host: localhost\r\n",
        "Host: evil.example\r\n",
        "If-None-Match: \"x\"\r\n",
        "Range: bytes=0-9\r\n",
        "Content-Length: 99\r\n",
        "Transfer-Encoding: chunked\r\n",
        "%2e%2e/",
        "../",
        "%00",
        "%ff",
        "%",
        "//",
        "\\",
        "?page=",
        "&page=%2F",
        "/_casebook/state?page=/",
        "/_casebook/events?page=/",
        "/_casebook/",
        "/index.html",
        "/awards/p4-01/",
        "#",
        ":",
        "@",
        "http://x/",
        "*",
        "\0",
        "\u{fffd}",
        "a=b&",
        "+",
        "/etc/passwd",
        ";",
    ],
    cases: 700,
    packed: false,
};

fn read(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn behind(first: usize, bytes: &[u8]) -> Vec<u8> {
    [&[first as u8], bytes].concat()
}

/// Every kind of document of the small site, alone and among the others.
fn documents() -> Vec<Vec<u8>> {
    let numbered = DOCUMENTS.iter().enumerate();
    let both = numbered.flat_map(|(at, path)| {
        let bytes = read(&fixtures().join("small").join(path));
        [behind(at, &bytes), behind(240 + at, &bytes)]
    });
    both.collect()
}

fn pages() -> Vec<Vec<u8>> {
    let markdown = DOCUMENTS.iter().filter(|path| path.ends_with(".md"));
    markdown
        .map(|path| read(&fixtures().join("small").join(path)))
        .collect()
}

/// The pages of this repository, which use all that Casebook adds to Markdown.
fn bodies() -> Vec<Vec<u8>> {
    let root = fixtures().join("../..");
    let mut bodies = pages();
    for path in [
        "README.md",
        "CONTRIBUTING.md",
        "docs/themes.md",
        "docs/budget-impact.md",
    ] {
        bodies.push(read(&root.join(path)));
    }
    bodies
}

/// One query to a line.
fn queries() -> Vec<Vec<u8>> {
    let text = read(&fixtures().join("../fuzz/queries.txt"));
    text.split(|byte| *byte == b'\n')
        .map(<[u8]>::to_vec)
        .collect()
}

fn workbooks() -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    for (first, ending) in ["csv", "xlsx", "ods"].into_iter().enumerate() {
        let mut paths: Vec<_> = fs::read_dir(fixtures().join("sheets"))
            .expect("lists")
            .map(|entry| entry.expect("lists").path())
            .filter(|path| path.extension().is_some_and(|own| own == ending))
            .collect();
        paths.sort();
        // The largest would make every change slow.
        let texts = paths.iter().map(|path| read(path));
        all.extend(
            texts
                .filter(|bytes| bytes.len() < 28_000)
                .map(|bytes| behind(first, &bytes)),
        );
    }
    all
}
