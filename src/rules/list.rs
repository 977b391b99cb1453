//! The rules of the house, each declared once: code, level, limit, and what its page in
//! `docs/rules.md` says. The page is written from this list.

use crate::diag::Severity;

/// A rule of the house.
#[derive(Debug)]
pub struct Rule {
    /// Its name in messages, settings and waivers.
    pub code: &'static str,
    /// How bad it is to break it, unless the site says otherwise. `None`: it is off.
    pub level: Option<Severity>,
    /// Whether it guards personal data or secrets: then less can be made of it only with a reason.
    pub guards: bool,
    /// The number that it compares with, and what the number is.
    pub limit: Option<(f64, &'static str)>,
    /// The rule in one line.
    pub title: &'static str,
    /// What is found, what is not, and why it matters.
    pub about: &'static str,
    /// What to do about it.
    pub remedy: &'static str,
}

const BASE: Rule = Rule {
    code: "",
    level: Some(Severity::Warning),
    guards: false,
    limit: None,
    title: "",
    about: "",
    remedy: "",
};

const NOTICE: Option<Severity> = Some(Severity::Notice);
const ERROR: Option<Severity> = Some(Severity::Error);

/// The rules by what they look after.
pub const GROUPS: &[(&str, &[Rule])] = &[
    ("Personal data and secrets", PRIVATE),
    ("Evidence", EVIDENCE),
    ("Upkeep", UPKEEP),
    ("Words", WORDS),
];

/// The rule with this code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.code == code)
}

/// Every rule.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    GROUPS.iter().flat_map(|(_, rules)| rules.iter())
}

const PRIVATE: &[Rule] = &[
    Rule {
        code: "nhs-number",
        level: ERROR,
        guards: true,
        title: "No NHS number stands in any file",
        about: "Ten digits, together or as 3, 3 and 4, whose last digit fits the others (modulus 11). Parts of longer numbers, amounts of money, ISBNs, DOIs and addresses of pages are left alone. Behind the words “NHS number” the digits may be grouped in any way.",
        remedy: "Take the number out. Git keeps what was committed: if it is the number of a person, tell whoever is responsible for data protection in your organisation.",
        ..BASE
    },
    Rule {
        code: "national-insurance-number",
        level: ERROR,
        guards: true,
        title: "No National Insurance number stands in any file",
        about: "Two letters that HM Revenue and Customs gives out, six digits, and a letter from A to D.",
        remedy: "Take the number out. Git keeps what was committed: if it is the number of a person, tell whoever is responsible for data protection in your organisation.",
        ..BASE
    },
    Rule {
        code: "private-key",
        level: ERROR,
        guards: true,
        title: "No private key stands in any file",
        about: "The first line of a private key, of any kind.",
        remedy: "Take the key out, and replace it wherever it is used: whoever could read the file has it.",
        ..BASE
    },
    Rule {
        code: "access-token",
        level: ERROR,
        guards: true,
        title: "No access token stands in any file",
        about: "Tokens that can be told by how they begin: of Amazon, GitHub, GitLab, Slack, Google, Stripe, npm, PyPI and others, and JSON Web Tokens.",
        remedy: "Take the token out, and revoke it where it was made: whoever could read the file has it.",
        ..BASE
    },
    Rule {
        code: "secret",
        level: ERROR,
        guards: true,
        title: "No password or secret key stands in any file",
        about: "A password, key, secret or token that is given a value which looks drawn by chance, and passwords in addresses (`https://name:password@host`). Places to fill, such as `${TOKEN}` or `<your key>`, are left alone.",
        remedy: "Take the value out, and change it wherever it is used: whoever could read the file has it.",
        ..BASE
    },
    Rule {
        code: "email-address",
        guards: true,
        title: "No e-mail address of a person stands in any file",
        about: "E-mail addresses, also behind `mailto:`. Addresses in `casebook.yaml` are there for readers, and are allowed everywhere. What is part of a web address is left alone.",
        remedy: "Name the role instead of the person. If readers are to use the address, put it into casebook.yaml.",
        ..BASE
    },
    Rule {
        code: "telephone-number",
        guards: true,
        title: "No telephone number of a person stands in any file",
        about: "Telephone numbers of the United Kingdom, with or without +44. Numbers in `casebook.yaml` are allowed everywhere. Numbers behind words such as “grant” or “reference” are left alone.",
        remedy: "Take the number out. If readers are to use it, put it into casebook.yaml.",
        ..BASE
    },
    Rule {
        code: "date-of-birth",
        guards: true,
        title: "No date of birth stands in any file",
        about: "A whole date beside “born”, “DOB” or “date of birth”.",
        remedy: "Take the date out. If the age matters, give a range of ten years.",
        ..BASE
    },
    Rule {
        code: "postcode-beside-name",
        guards: true,
        title: "No postcode stands beside the name of a person",
        about: "A full postcode on the line of a person's name: a title and a name, a common first name and a second word, or a name behind “patient”. The address of an organisation is left alone.",
        remedy: "Take the name or the postcode out. The first half of a postcode is enough to say where.",
        ..BASE
    },
];

const EVIDENCE: &[Rule] = &[
    Rule {
        code: "no-comparator",
        title: "A benefit says what it was compared with",
        about: "Rows of the benefits register with a figure, and awards whose outcome counts as a success (`means: success` in the vocabulary of outcomes), without `comparator`. An award need not repeat what its rows say.",
        remedy: "Write under “comparator” what the source compares with. If the source does not say, waive the rule with that as the reason.",
        ..BASE
    },
    Rule {
        code: "no-evidence-state",
        title: "A claim says how it is known",
        about: "Lessons without `evidence`, where the site has the vocabulary `evidence-strength`, and awards whose outcome counts as a success without `evaluation`.",
        remedy: "Say how it is known. If the source does not say, waive the rule with that as the reason.",
        ..BASE
    },
    Rule {
        code: "no-source",
        title: "A claim says where it comes from",
        about: "Awards, rows of the register, figures and lessons without `locators`.",
        remedy: "Say under “locators” where it comes from: the source, the place in it and the line.",
        ..BASE
    },
    Rule {
        code: "benefit-arithmetic",
        title: "The numbers of a benefit agree",
        about: "Count × average = total, as far as rounding of the average explains. A number that is also kept word for word under `printed` is the same number. Where a site declares the fields `gross`, `cost` and `net`, gross − cost = net; and `quantity`, `unit_value` and `period`: their product is the total.",
        remedy: "Check the numbers against the source. If the source has them so, waive the rule and say so.",
        ..BASE
    },
    Rule {
        code: "figure-arithmetic",
        title: "The numbers of a figure agree",
        about: "The upper end of a range is not below the lower; a share is not more than its whole; a percentage of a whole is between 0 and 100.",
        remedy: "Check the numbers against the source. If the source has them so, waive the rule and say so.",
        ..BASE
    },
    Rule {
        code: "no-lesson",
        title: "An award that ended has a lesson",
        about: "Awards whose status means ended or stopped (`means` in the vocabulary of statuses) that no lesson names.",
        remedy: "Write the lesson, or name the award under “awards” of one that is there.",
        ..BASE
    },
    Rule {
        code: "no-reason",
        title: "An award that was stopped says why",
        about: "Awards whose status means stopped, without `status_reason`.",
        remedy: "Write under “status_reason” why it stopped. If the source does not say, waive the rule with that as the reason.",
        ..BASE
    },
    Rule {
        code: "uneven-reporting",
        limit: Some((
            20.0,
            "the most percentage points by which the two may differ",
        )),
        title: "Failures are told as fully as successes",
        about: "The mean share of fields that awards fill in, between those whose outcome means success and those whose outcome means failure, when there are at least 3 of each. Where successes are told more fully, a reader learns only from those who did well.",
        remedy: "Add to the records of the awards that did not succeed what the sources say of them.",
        ..BASE
    },
    Rule {
        code: "uncovered-items",
        title: "Every item of a source went somewhere",
        about: "Items that a source lists and that no record names under `covers`.",
        remedy: "Name each under “covers” of the record that carries it to readers.",
        ..BASE
    },
    Rule {
        code: "line-outside-place",
        title: "A locator's line lies in its place",
        about: "Lines outside the lines of the place that the locator names.",
        remedy: "Correct the line or the place.",
        ..BASE
    },
    Rule {
        code: "long-cell",
        title: "A cell that is kept word for word is short",
        about: "Cells under `printed` of more than eight words.",
        remedy: "Summarise the cell in its own field, in your own words, and leave it out under “printed”.",
        ..BASE
    },
    Rule {
        code: "small-number",
        limit: Some((5.0, "the least number of people that may be named")),
        title: "No small number of people is named",
        about: "“3 patients” and the like in the text, figures in people, patients or cases, and counts of people under `adoption`, from 1 to 4. Who knows the place may know the person. Shares such as “1 in 4 people” are left alone.",
        remedy: "Write “fewer than 5”. If the source published the number, waive the rule and say so.",
        ..BASE
    },
];

const UPKEEP: &[Rule] = &[
    Rule {
        code: "overdue-review",
        title: "A record is reviewed by its day",
        about: "Records whose `next_review` is before the day for which the site is built (`--as-of`).",
        remedy: "Check the record against its sources, then write the day into “reviewed” and the next into “next_review”.",
        ..BASE
    },
    Rule {
        code: "old-statement",
        title: "The accessibility statement is checked every year",
        about: "A statement that was last checked more than a year before the day for which the site is built.",
        remedy: "Test the site again, correct the statement, and write the day into “reviewed”.",
        ..BASE
    },
    Rule {
        code: "orphan",
        level: NOTICE,
        title: "Something links to every record",
        about: "Records that no other record or page names. Readers find them only in an index and by search. Pages are in the menu or the foot; what is shown whole in a list (figures, events, resources, use cases) is found there.",
        remedy: "Link to the record where a reader would want it, or delete it.",
        ..BASE
    },
    Rule {
        code: "same-title",
        title: "Two lessons do not have one title",
        about: "Lessons with the same title, whatever the capitals.",
        remedy: "If they say the same, make them one lesson with both sources. If not, say in the title what tells them apart.",
        ..BASE
    },
    Rule {
        code: "unused-waiver",
        title: "A waiver waives something",
        about: "Waivers of rules that the file does not break, or for more places than there are.",
        remedy: "Delete the waiver, or correct its number of places.",
        ..BASE
    },
];

const WORDS: &[Rule] = &[
    Rule {
        code: "long-sentence",
        level: NOTICE,
        limit: Some((20.0, "the most words of a sentence")),
        title: "Sentences are short",
        about: "Sentences of more words than the limit, in Markdown and in fields of running text. What is kept word for word is left alone.",
        remedy: "Make two sentences of it, or a list.",
        ..BASE
    },
    Rule {
        code: "reading-grade",
        level: NOTICE,
        limit: Some((12.0, "the highest Flesch-Kincaid grade")),
        title: "A record reads easily",
        about: "The Flesch-Kincaid grade of all running text of a record, if it has at least 100 words. The grade is the years at school that a reader needs; it rises with the length of sentences and words. Syllables are counted by rule, so the grade may be off by a few tenths.",
        remedy: "Use shorter sentences and everyday words.",
        ..BASE
    },
    Rule {
        code: "acronym",
        level: NOTICE,
        title: "An acronym is spelled out at first use",
        about: "Two or more capitals that are not spelled out where the record first uses them. UK, NHS, GP and AI need no words, nor do those under `acronyms` in `casebook.yaml`, those of the record itself (`abbreviation`), and those of a term or entry that the record links to.",
        remedy: "Write “randomised controlled trial (RCT)”, link to the term in the glossary, or add it to “acronyms” in casebook.yaml.",
        ..BASE
    },
    Rule {
        code: "heading-case",
        title: "Headings are in sentence case",
        about: "Headings, and titles of lessons, guides, checklists, templates and pages, in which most words begin with a capital. Names that the text uses keep theirs.",
        remedy: "Write a capital only for the first word and for names.",
        ..BASE
    },
    Rule {
        code: "second-h1",
        title: "A page has one main heading",
        about: "A heading of the first level in a text: the title is the page's. Such a heading is shown a level lower.",
        remedy: "Start with ## for the first level of headings in the text.",
        ..BASE
    },
    Rule {
        code: "skipped-heading",
        title: "Headings skip no level",
        about: "A heading two levels or more below the one before it. It is shown one level below the heading that it belongs to.",
        remedy: "Use the level below the heading before it.",
        ..BASE
    },
    Rule {
        code: "link-text",
        title: "Link text says where the link goes",
        about: "Links such as “click here” and “more”, and bare addresses in running text.",
        remedy: "Use words that name the page: “the benefits register”.",
        ..BASE
    },
    Rule {
        code: "missing-alt",
        title: "A picture has a description",
        about: "Pictures without words between the square brackets.",
        remedy: "Say what it shows: ![what it shows](picture.png).",
        ..BASE
    },
];

/// `docs/rules.md`, which a test compares with the file.
pub fn reference() -> String {
    let mut text = String::from(INTRODUCTION);
    for (group, rules) in GROUPS {
        text.push_str(&format!("\n## {group}\n"));
        for rule in *rules {
            text.push_str(&format!("\n### {}\n\n{}", rule.code, rule.explained()));
        }
    }
    text
}

impl Rule {
    /// What the docs and `casebook check --explain` say of the rule.
    pub fn explained(&self) -> String {
        let level = self.level.map_or("off", Severity::word);
        let limit = self.limit.map_or(String::new(), |(number, what)| {
            format!(" Limit: {number}, {what}.")
        });
        let guards = match self.guards {
            true => " Less can be made of it only with a reason.",
            false => "",
        };
        format!(
            "**{}.** Level: {level}.{limit}{guards}\n\n{}\n\nWhat to do: {}\n",
            self.title, self.about, self.remedy
        )
    }
}

const INTRODUCTION: &str = "# Rules of the house

<!-- Written from src/rules/list.rs: CASEBOOK_BLESS=1 cargo test --lib rules::list -->

`casebook check` and `casebook build` hold every file of a site against these rules. A message has the code of its rule in square brackets; `casebook check --explain CODE` prints what stands here.

## Levels

- **error**: the site is not built.
- **warning**: the site is built. With `--strict`, as in continuous integration, it is not.
- **notice**: the site is built, also with `--strict`. Notices are counted by rule; `casebook check --notices` shows each.
- **off**: the rule is not looked at.

A site sets a level, and the number that a rule compares with, in `casebook.yaml`:

```yaml
rules:
  orphan: off
  long-sentence: {level: warning, limit: 25}
acronyms: [NICE, MHRA]
```

To make less of a rule about personal data or secrets, the site says why:

```yaml
rules:
  postcode-beside-name: {level: notice, reason: All names here are of buildings.}
```

## Waivers

A record that is right as it is says so in its fields, always with the reason:

```yaml
waivers:
  - rule: small-number
    reason: The evaluation printed this count.
```

A waiver holds for every place of its file in which the rule is broken; with `places: 2`, for two places, and if there are more, all of them are reported. A waiver of a rule about personal data or secrets holds for one place unless it says `places`, so that what somebody adds later is not hidden by it. A waiver without a reason is an error. A waiver that waives nothing is a warning.

Templates, styles and scripts have no fields, so their waivers stand in `casebook.yaml`:

```yaml
waivers:
  - rule: email-address
    file: themes/ours/templates/page.html
    reason: The address of the library's author, which its licence asks for.
```
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_of_the_rules_is_what_the_list_says() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
        if std::env::var("CASEBOOK_BLESS").is_ok_and(|wanted| wanted == "1") {
            std::fs::write(&path, reference()).expect("writes docs/rules.md");
        }
        let page = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            page == reference(),
            "docs/rules.md is stale: run CASEBOOK_BLESS=1 cargo test --lib rules::list"
        );
    }

    #[test]
    fn every_rule_has_a_code_of_its_own_and_says_what_to_do() {
        let mut codes: Vec<&str> = all().map(|rule| rule.code).collect();
        let count = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), count);
        for rule in all() {
            assert!(!rule.title.is_empty() && !rule.about.is_empty() && !rule.remedy.is_empty());
            let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            assert!(rule.code.chars().all(fits), "{}", rule.code);
        }
    }
}
