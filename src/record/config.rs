//! `casebook.yaml`: what the site is called, who stands behind it, and what it adds of its own.

use std::collections::BTreeMap;

use super::declare::record;
use super::statements::Statements;
use super::value::{Address, At, Id, Line, Text};

record! {
    /// The configuration of a site.
    pub struct Config {
        /// The name of the site.
        title: Line,
        /// What the site is about, in one line.
        tagline: Option<Line>,
        /// What the site is, in two or three sentences, for search engines and feeds.
        description: Option<Text>,
        /// The address at which the site will be published, such as https://example.org/casebook/. Without it, addresses that others would use are left out.
        base_url: Option<At<Address>>,
        /// The name by which the site is known for ever, even after it has moved: a domain that is yours, a comma, and a year or day on which it was, such as example.org,2026. Feeds name their entries by it.
        id: Option<At<Line>>,
        /// The language of the site, as a tag such as en-GB.
        language: Option<Line>,
        /// The time zone in which dates are meant, such as Europe/London.
        time_zone: Option<At<Line>>,
        /// The theme: default, or a folder of the site's own in themes.
        theme: Option<At<Id>>,
        /// Roles that own records, and what each does.
        owners: BTreeMap<String, Line>,
        /// The role that owns what names no owner.
        owner: Option<At<Line>>,
        /// Whether somebody must clear records before they go out, and who may. Without it nobody need.
        clearance: Option<ClearanceRule>,
        /// Where a reader can report a problem: a web or mail address.
        report_address: Option<Address>,
        /// Where a page can be edited: an address in which {path} stands for the file.
        edit_address: Option<Address>,
        /// The licence of the text that this site's editors wrote.
        content_licence: Option<Licence>,
        /// What the organisation behind the site states about it.
        statements: Option<Statements>,
        /// Whether the history of a page shows what the people who changed it wrote about each change in git. Without it, only the days are shown.
        change_notes: Option<bool>,
        /// Files in the output folder that Casebook did not write and keeps.
        keep: Vec<Line>,
        /// Kinds of record whose list is shown although it is empty, such as artefact.
        empty_lists: Vec<Line>,
        /// Fields that this site adds to records, by kind of record.
        fields: BTreeMap<String, Vec<DeclaredField>>,
    }
}

record! {
    /// Who must say that a record may go out.
    pub struct ClearanceRule {
        /// Whether a record that nobody has cleared is held back from publication.
        required: Option<bool>,
        /// The roles that may clear, as named under owners. Without them, any role may.
        roles: Vec<At<Line>>,
    }
}

record! {
    /// A licence.
    pub struct Licence {
        /// Its name.
        name: Line,
        /// Where its text is.
        address: Option<Address>,
    }
}

record! {
    /// A field that a site adds to a kind of record.
    pub struct DeclaredField {
        /// The name in the YAML: lower-case letters, digits, hyphens and underscores.
        key: At<Line>,
        /// The name that readers see. Without it, the key with a capital letter.
        label: Option<Line>,
        /// What it is for. Editors see it in messages.
        purpose: Text,
        /// What it holds: line, text, markdown, count, number, money, date, flag, address, "vocabulary: ID", "record: KIND", or "list of …" with one of these.
        r#type: At<Line>,
        /// Whether a record without it is wrong.
        required: Option<bool>,
        /// Whether award indexes can be filtered by it; only for vocabularies.
        filter: Option<bool>,
    }
}
