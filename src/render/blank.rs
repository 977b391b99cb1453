//! Blank templates to download: as Markdown, and as a document of a word processor.
//!
//! Both are made from one list of paragraphs, so they cannot differ in what they ask. The document
//! is the smallest that word processors open: a package of four parts, without times, so that the
//! same template gives the same bytes.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::link::Site;
use crate::output;
use crate::record::Entry;
use crate::record::practice::{Form, FormField};
use crate::view::blank;
use crate::words::Words;

/// A paragraph of a blank template.
enum Part {
    Title(String),
    Section(String),
    Question(String),
    Text(String),
    /// Room for an answer.
    Answer(String),
}

/// The files of every template.
pub(super) fn files(site: &Site, words: &Words) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in &site.forms {
        let parts = parts(site, words, entry);
        files.push((blank(&entry.id, "md"), markdown(&parts).into_bytes()));
        files.push((
            blank(&entry.id, "docx"),
            package(&parts, site, &entry.data.title),
        ));
    }
    files
}

fn parts(site: &Site, words: &Words, entry: &Entry<Form>) -> Vec<Part> {
    let form = &*entry.data;
    let mut parts = vec![
        Part::Title(form.title.to_string()),
        Part::Text(form.summary.to_string()),
    ];
    parts.extend(
        form.use_when
            .iter()
            .map(|when| Part::Text(when.to_string())),
    );
    for section in &form.sections {
        parts.push(Part::Section(section.title.to_string()));
        parts.extend(
            section
                .intro
                .iter()
                .map(|intro| Part::Text(intro.to_string())),
        );
        for field in &section.fields {
            question(site, words, field, &mut parts);
        }
    }
    let from = words.fill("blank.from", &[("site", &site.config.title)]);
    parts.push(Part::Text(from));
    if let Some(licence) = &site.config.content_licence {
        parts.push(Part::Text(
            words.fill("blank.licence", &[("licence", &licence.name)]),
        ));
    }
    parts
}

fn question(site: &Site, words: &Words, field: &FormField, parts: &mut Vec<Part>) {
    let needed = match field.required {
        Some(true) => format!(" ({})", words.text("blank.needed")),
        _ => String::new(),
    };
    parts.push(Part::Question(format!("{}{needed}", &*field.label)));
    parts.extend(field.help.iter().map(|help| Part::Text(help.to_string())));
    if let Some(vocabulary) = &field.vocabulary {
        let values = site.vocabularies.values(vocabulary).iter();
        let labels: Vec<&str> = values.map(|value| value.label.as_str()).collect();
        let choices = words.text("blank.choices");
        parts.push(Part::Text(format!("{choices} {}.", labels.join("; "))));
    }
    parts.push(Part::Answer(words.text("blank.answer")));
}

fn markdown(parts: &[Part]) -> String {
    let lines = parts.iter().map(|part| match part {
        Part::Title(text) => format!("# {}\n", plain(text)),
        Part::Section(text) => format!("## {}\n", plain(text)),
        Part::Question(text) => format!("### {}\n", plain(text)),
        Part::Text(text) => format!("{}\n", plain(text)),
        Part::Answer(text) => format!("{}\n\n\n", plain(text)),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Text as Markdown that shows just this text.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for sign in text.chars() {
        if matches!(sign, '\\' | '<' | '[' | ']' | '*' | '_' | '`' | '#') {
            plain.push('\\');
        }
        plain.push(sign);
    }
    plain
}

const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#;

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;

const DOCUMENT_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;

/// Real heading styles, so that people who use a screen reader can move by headings.
fn styles(language: &str) -> String {
    let heading = |id: &str, name: &str, level: u8, size: u8| {
        format!(
            r#"<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="{level}"/></w:pPr><w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>"#
        )
    };
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/><w:sz w:val="24"/><w:lang w:val="{}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>{}{}{}</w:styles>"#,
        escape(language),
        heading("Heading1", "heading 1", 0, 40),
        heading("Heading2", "heading 2", 1, 32),
        heading("Heading3", "heading 3", 2, 26),
    )
}

fn document(parts: &[Part]) -> String {
    let mut body = String::new();
    for part in parts {
        match part {
            Part::Title(text) => paragraph(Some("Heading1"), text, &mut body),
            Part::Section(text) => paragraph(Some("Heading2"), text, &mut body),
            Part::Question(text) => paragraph(Some("Heading3"), text, &mut body),
            Part::Text(text) => paragraph(None, text, &mut body),
            Part::Answer(text) => {
                paragraph(None, text, &mut body);
                body.push_str("<w:p/><w:p/>");
            }
        }
    }
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>"#
    )
}

fn paragraph(style: Option<&str>, text: &str, body: &mut String) {
    let style = style.map_or_else(String::new, |style| {
        format!(r#"<w:pPr><w:pStyle w:val="{style}"/></w:pPr>"#)
    });
    let text = escape(text);
    body.push_str(&format!(
        r#"<w:p>{style}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#
    ));
}

fn core(title: &str, language: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title><dc:language>{}</dc:language></cp:coreProperties>"#,
        escape(title),
        escape(language)
    )
}

/// Text in XML 1.0, on one line and without the control characters that it has no place for.
fn escape(text: &str) -> String {
    let fits = |sign: &char| !sign.is_control() && !matches!(sign, '\u{fffe}' | '\u{ffff}');
    let line = text.replace(['\n', '\t'], " ");
    output::escape(&line.chars().filter(fits).collect::<String>())
}

fn package(parts: &[Part], site: &Site, title: &str) -> Vec<u8> {
    let language = site.config.language();
    let files = [
        ("[Content_Types].xml", CONTENT_TYPES.to_string()),
        ("_rels/.rels", RELATIONS.to_string()),
        ("docProps/core.xml", core(title, language)),
        ("word/document.xml", document(parts)),
        ("word/styles.xml", styles(language)),
        (
            "word/_rels/document.xml.rels",
            DOCUMENT_RELATIONS.to_string(),
        ),
    ];
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default());
    for (name, text) in files {
        // Writing to memory does not fail.
        let _ = writer.start_file(name, options);
        let _ = writer.write_all(text.as_bytes());
    }
    writer.finish().map(Cursor::into_inner).unwrap_or_default()
}
