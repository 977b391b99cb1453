//! `casebook.yaml`: what the site is called, who stands behind it, and what it adds of its own.

use std::collections::BTreeMap;

use super::declare::record;
use super::number::Number;
use super::statements::Statements;
use super::value::{Address, At, Id, Line, Text};
use super::words::RuleLevel;

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
        language: Option<At<Line>>,
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
        edit_address: Option<At<Address>>,
        /// The licence of the text that this site's editors wrote.
        content_licence: Option<Licence>,
        /// What the organisation behind the site states about it.
        statements: Option<Statements>,
        /// How readers search: with the site's own index, or by asking a search server.
        search: Option<Search>,
        /// Whether the history of a page shows what the people who changed it wrote about each change in git. Without it, only the days are shown.
        change_notes: Option<bool>,
        /// Files and folders in the output folder that Casebook did not write and keeps, besides .gitignore, CNAME, .nojekyll, .well-known and .git.
        keep: Vec<At<Line>>,
        /// Kinds of record whose list is shown although it is empty, such as artefact.
        empty_lists: Vec<At<Line>>,
        /// Rules of the house that are harder, softer or off on this site, by the rule's code.
        rules: BTreeMap<String, RuleSetting>,
        /// Rules of the house that files without fields of their own may break: templates, styles, scripts.
        waivers: Vec<FileWaiver>,
        /// Abbreviations that all readers of this site know, besides UK, NHS, GP and AI.
        acronyms: Vec<Line>,
        /// Fields that this site adds to records, by kind of record.
        fields: BTreeMap<String, Vec<DeclaredField>>,
    }
}

record! {
    /// How readers search.
    pub struct Search {
        /// The address of an index on a server that speaks the OpenSearch query API, such as https://search.example.org/casebook. Readers' browsers ask it.
        endpoint: Option<At<Address>>,
        /// Whether the site also brings its own index, which answers when the server does not. Without an endpoint it always does.
        local_index: Option<bool>,
    }
}

/// The language of a site that names none.
pub const DEFAULT_LANGUAGE: &str = "en-GB";

impl Config {
    /// The tag of the site's language.
    pub fn language(&self) -> &str {
        let language = self.language.as_ref();
        language.map_or(DEFAULT_LANGUAGE, |language| &language.value)
    }

    /// The search server that readers' browsers ask, without a slash at the end.
    pub fn search_endpoint(&self) -> Option<&str> {
        let endpoint = self.search.as_ref()?.endpoint.as_ref()?;
        Some(endpoint.value.trim_end_matches('/'))
    }

    /// Whether the site brings its own index.
    pub fn has_local_index(&self) -> bool {
        let wanted = self.search.as_ref().and_then(|search| search.local_index);
        wanted.unwrap_or(self.search_endpoint().is_none())
    }
}

record! {
    /// A rule of the house, as this site has it.
    #[shorthand(level)]
    pub struct RuleSetting {
        /// How bad it is to break the rule: off, notice, warning or error.
        level: Option<RuleLevel>,
        /// The number that the rule compares with, for rules that have one.
        limit: Option<Number>,
        /// Why. Needed to make less of a rule about personal data or secrets.
        reason: Option<Text>,
    }
}

record! {
    /// A rule of the house that a file may break, and why.
    pub struct FileWaiver {
        /// The rule's code.
        rule: At<Line>,
        /// The file, as its path from the folder of the site.
        file: At<Line>,
        /// Why the file is right as it is.
        reason: Text,
        /// In how many places. Left out, in every place of the file; for personal data and secrets, in one.
        places: Option<u64>,
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
