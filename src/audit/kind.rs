//! What can be wrong with a built page, each with a code that never changes.

/// Declares [`Kind`] with the code and the standing advice of each variant, so that none can be
/// forgotten.
macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $hint:literal;)*) => {
        /// A kind of finding. The order of the variants is the order on one line of a page.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $($(#[$doc])* $name,)*
        }

        impl Kind {
            /// Every kind, for reference pages and tests.
            pub const ALL: &[Kind] = &[$(Kind::$name,)*];

            /// The stable name of this kind in reports and settings.
            pub fn code(self) -> &'static str {
                match self {
                    $(Kind::$name => $code,)*
                }
            }

            /// What to do about it when nothing more exact is known.
            pub fn advice(self) -> &'static str {
                match self {
                    $(Kind::$name => $hint,)*
                }
            }
        }
    };
}

kinds! {
    /// Two paths that are one on a disk that ignores case, or a file where a folder must be.
    PathClash = "path-clash",
        "Rename one of the two: Windows and macOS see the same name.";
    /// A part of a path that no disk takes.
    PathTooLong = "path-too-long",
        "Shorten the id; the limit is 255 bytes for each part of a path.";
    /// A path that Windows or an address cannot bear.
    PathCharacters = "path-characters",
        "Use letters, digits, hyphens and full stops.";
    /// A link to a file that is not in the site.
    BrokenLink = "broken-link",
        "Correct the link, or add what it points to.";
    /// A link that climbs out of the site.
    LinkAboveRoot = "link-above-root",
        "Remove a \"../\": this link leaves the site, and breaks when the site is published elsewhere.";
    /// A link that starts with `/`.
    RootRelativeLink = "root-relative-link",
        "Write it relative to the page, such as ../index.html: the site must work in any folder.";
    /// A link that names a folder.
    FolderLink = "folder-link",
        "Name the file: from a folder on disk the browser shows a list of files instead.";
    /// A relative link on the page that is shown at every address.
    RelativeIn404 = "relative-link-in-404",
        "Start the link with the path of base_url: 404.html is shown in place of pages at any depth.";
    /// A link to a place on a page that has no such place.
    MissingAnchor = "missing-anchor",
        "Correct the part after #, or give the target that id.";
    /// An id that stands twice on one page.
    DuplicateId = "duplicate-id",
        "Give each element an id of its own.";
    /// A label, list or description by an id that is not there.
    MissingReference = "missing-reference",
        "Correct the id, or add the element it names.";
    /// A page without language.
    MissingLang = "missing-lang",
        "Set lang on the html element, such as lang=\"en-GB\".";
    /// A page without title.
    MissingTitle = "missing-title",
        "Give the page a title element with text.";
    /// A page without a first heading.
    MissingH1 = "missing-h1",
        "Give the page one h1 that says what it is about.";
    /// A page with more than one first heading.
    MultipleH1 = "multiple-h1",
        "Make this an h2: a page has one h1.";
    /// A heading two or more levels under the one before it.
    SkippedHeading = "skipped-heading",
        "Use the next level: people who cannot see the page move by headings.";
    /// An image without text.
    MissingAlt = "missing-alt",
        "Write what the image says in alt=\"...\", or alt=\"\" if it only decorates.";
    /// An image without size.
    MissingImageSize = "missing-image-size",
        "Set width and height in pixels, so that the page does not jump while it loads.";
    /// A link that says nothing.
    EmptyLink = "empty-link",
        "Put text in the link, or an aria-label, or an image with alt text.";
    /// A button that says nothing.
    EmptyButton = "empty-button",
        "Put text in the button, or an aria-label.";
    /// Something fetched from another host.
    OffsiteRequest = "offsite-request",
        "Copy the file into the site: readers' browsers must ask no other host for anything.";
    /// A script in the page.
    InlineScript = "inline-script",
        "Move the code into a file: the content security policy refuses scripts in pages.";
    /// A script as an attribute.
    InlineHandler = "inline-handler",
        "Attach the handler in a script file: the content security policy refuses it here.";
    /// A script as a link.
    JavascriptLink = "javascript-link",
        "Use a button and a script file: the content security policy refuses it here.";
    /// A script that browsers do not run from disk.
    ScriptNotFromDisk = "script-not-from-disk",
        "Use a classic script with defer, without integrity or crossorigin.";
    /// A style sheet in the page.
    InlineStyle = "inline-style",
        "Move the rules into a style sheet.";
    /// A style as an attribute.
    StyleAttribute = "style-attribute",
        "Use a class, or an SVG attribute such as width.";
    /// A policy that belongs in a header.
    CspMeta = "csp-meta",
        "Send the policy as a header: in the page it breaks the site on disk.";
    /// A base element.
    BaseElement = "base-element",
        "Remove it: it changes what every relative link means.";
    /// XML or SVG that a parser refuses.
    MalformedXml = "malformed-xml",
        "Correct it: browsers and feed readers show an error instead of this file.";
}
