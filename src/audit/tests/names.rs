//! What links, buttons and fields are called.

use super::{each_gives, none_gives};

#[test]
fn a_link_needs_text() {
    each_gives(
        "empty-link",
        &[
            "<a href=\"b.html\"></a>",
            "<a href=\"b.html\"> &nbsp;<i></i></a>",
            "<a href=\"b.html\"><img src=\"../i.png\" alt=\"\" width=1 height=1></a>",
            "<a href=\"b.html\"><span aria-hidden=\"true\">x<span>y</span>z</span></a>",
            "<a href=\"b.html\" aria-label=\" \"></a>",
            "<a href=\"b.html\"><!-- text --></a>",
            "<a href=\"b.html\">",
        ],
    );
    none_gives(&[
        "<a href=\"b.html\">x</a> <a href=\"b.html\" aria-label=\"x\"></a> <a id=\"n\"></a>",
        "<a href=\"b.html\"><img src=\"../i.png\" alt=\"x\" width=1 height=1></a>",
        "<a href=\"b.html\"><svg aria-hidden=\"true\"><path/></svg> x</a>",
        "<a href=\"b.html\"><svg><title>x</title></svg></a> <a href=\"b.html\">&eacute;</a>",
        "<a href=\"b.html\"><br aria-hidden=\"true\">x</a>",
    ]);
}

#[test]
fn a_button_needs_text() {
    each_gives(
        "empty-button",
        &["<button></button>", "<button><svg><path/></svg></button>"],
    );
    none_gives(&[
        "<button>x</button> <button aria-label=\"x\"></button> <button title=x></button>",
    ]);
}

#[test]
fn labels_and_descriptions_name_what_is_there() {
    each_gives(
        "missing-reference",
        &[
            "<label for=\"y\">x</label>",
            "<nav aria-labelledby=\"y\"></nav>",
            "<p id=\"x\" aria-describedby=\"x y\">",
            "<button aria-controls=\"y\">x</button>",
            "<p name=\"y\" aria-details=\"y\">",
        ],
    );
    none_gives(&[
        "<label for=\"x\">x</label> <input id=\"x\" aria-describedby=\" x  z\n\"> <p id=z>",
        "<svg aria-labelledby=\"t\"><title id=\"t\">x</title></svg> <p aria-controls=\"\">",
    ]);
}
