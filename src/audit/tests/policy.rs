//! What the content security policy refuses, or a browser that reads from disk.

use super::{each_gives, found, none_gives};

#[test]
fn a_script_in_the_page_is_a_finding() {
    each_gives(
        "inline-script",
        &[
            "<script>x()</script>",
            "<SCRIPT type=\"text/javascript\">x()</SCRIPT>",
            "<script type=\"application/json\">{}</script>",
            "<script><!-- <script> </script> --></script>",
            "<svg><script>x()</script></svg>",
        ],
    );
    none_gives(&[
        "<script src=\"../s.js\" defer></script> <script> \n</script>",
        "<script type=\"application/ld+json\">{\"a\": \"<img src=x>\"}</script>",
        "<svg><script href=\"../s.js\"/></svg> text",
    ]);
    let codes = |text| {
        found(&[("a.svg", text)])
            .iter()
            .map(|f| f.kind.code())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        codes("<svg><script><![CDATA[x()]]></script></svg>"),
        ["inline-script"]
    );
}

#[test]
fn a_style_in_the_page_is_a_finding() {
    each_gives("inline-style", &["<style>a{}</style>"]);
    none_gives(&["<link rel=\"stylesheet\" href=\"../s.css\">"]);
    assert!(found(&[("a.svg", "<svg><style>a{}</style><g style=\"b:c\"/></svg>")]).is_empty());
}

#[test]
fn a_style_attribute_is_a_finding() {
    each_gives("style-attribute", &["<p style=\"color:red\">"]);
    none_gives(&["<p data-style=\"color:red\">"]);
}

#[test]
fn code_in_an_attribute_is_a_finding() {
    each_gives(
        "inline-handler",
        &["<p onclick=\"x()\">", "<body ONLOAD=x()>"],
    );
    none_gives(&["<p data-onclick=\"x\" on=\"x\">"]);
}

#[test]
fn code_in_a_link_is_a_finding() {
    each_gives(
        "javascript-link",
        &[
            "<a href=\"javascript:void(0)\">x</a>",
            "<a href=\" java&Tab;script&colon;x\">x</a>",
            "<form action=\"JavaScript:x\"></form>",
        ],
    );
    none_gives(&["<a href=\"https://h/javascript:x\">x</a>"]);
}

#[test]
fn a_policy_in_the_page_is_a_finding() {
    each_gives(
        "csp-meta",
        &["<meta http-equiv=\"content-security-policy\" content=\"x\">"],
    );
    none_gives(&["<meta name=\"content-security-policy\" content=\"x\">"]);
}

#[test]
fn a_base_is_a_finding() {
    each_gives("base-element", &["<base href=\"https://h/\">"]);
    none_gives(&["<p class=\"base\">&lt;base&gt;"]);
}

#[test]
fn a_script_that_does_not_run_from_disk_is_a_finding() {
    each_gives(
        "script-not-from-disk",
        &[
            "<script type=\"module\" src=\"../s.js\"></script>",
            "<script src=\"../s.js\" integrity=\"sha256-x\"></script>",
            "<script src=\"../s.js\" crossorigin></script>",
            "<link rel=\"stylesheet\" href=\"../s.css\" integrity=\"sha256-x\">",
            "<link rel=\"modulepreload\" href=\"../s.js\">",
        ],
    );
    none_gives(&[
        "<script src=\"../s.js\" type=\"text/javascript\" defer></script>",
        "<link rel=\"preload\" as=\"image\" href=\"../i.png\" crossorigin>",
    ]);
}
