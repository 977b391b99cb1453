//! What tells who somebody is: a date of birth, or a postcode beside a name.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::contact::Published;
use super::exempt::Exempt;
use super::{Found, after, before};
use crate::rules::patterns::pattern;

const MONTH: &str = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?";

static BORN: LazyLock<Regex> = LazyLock::new(|| {
    let day = r"\d{1,2}(?:st|nd|rd|th)?";
    let date = format!(
        r"(?:\b\d{{4}}-\d{{1,2}}-\d{{1,2}}\b|\b{day}[\s./-]+(?:of\s+)?(?:\d{{1,2}}|{MONTH})[\s./,-]+(?:\d{{4}}|\d{{2}})\b|\b{MONTH}\s+{day},?\s+\d{{4}}\b)"
    );
    let named = r"(?:\bd\.?o\.?b\b\.?|\bdate[\s_-]*of[\s_-]*birth\b|\bbirth[\s_-]?(?:date|day)\b)";
    let born = format!(r"(?:{named}|\bborn\b)");
    pattern(&format!(
        r"(?i){born}[^\n\d]{{0,24}}{date}|{date}[\s,;:()\x{{2013}}-]{{0,6}}{named}"
    ))
});

/// A date beside words that make it the date of a birth.
pub(super) fn dates_of_birth(text: &str, exempt: &Exempt, found: &mut Vec<Found>) {
    let places = BORN.find_iter(text).map(|place| place.range());
    found.extend(
        places
            .filter(|place| !exempt.has(place))
            .map(|range| Found {
                rule: "date-of-birth",
                range,
            }),
    );
}

/// The forms of a postcode that are given out, with or without the space.
static POSTCODE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:GIR ?0AA|(?:[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d|[A-HK-Y]\d\d|\d[A-HJKPSTUW]|[A-HK-Y]\d[ABEHMNPRVWXY])) ?\d[ABD-HJLNP-UW-Z]{2})\b",
    )
});

/// How far from a name a postcode still stands beside it, in bytes of the same line.
const BESIDE: usize = 100;

/// Postcodes on the line of a person's name.
pub(super) fn postcodes(
    text: &str,
    published: &Published,
    exempt: &Exempt,
    found: &mut Vec<Found>,
) {
    for postcode in POSTCODE.find_iter(text) {
        let range = postcode.range();
        let joined = text[..range.start].ends_with(['-', '/', '_', '.', '#']);
        let around = [
            before(text, range.start, BESIDE),
            after(text, range.end, BESIDE),
        ];
        if !joined
            && !published.has_postcode(&compact(postcode.as_str()))
            && around.iter().any(|text| names_a_person(text))
            && !exempt.has(&range)
        {
            found.push(Found {
                rule: "postcode-beside-name",
                range,
            });
        }
    }
}

/// Every postcode of a text, without its space.
pub(super) fn all_postcodes(text: &str) -> BTreeSet<String> {
    POSTCODE
        .find_iter(text)
        .map(|postcode| compact(postcode.as_str()))
        .collect()
}

fn compact(postcode: &str) -> String {
    postcode.replace(' ', "")
}

/// A title or a word for a person before a name.
static TITLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Rev|Sister|Nurse)\b\.? +(?:[A-Z]\.? ?){0,3}[A-Z][\p{L}'’-]*|\b(?i:patient|resident|name|carer|next of kin)\b(?i: name)?[^\p{L}\n]{1,6}(?:[A-Z][\p{L}'’-]+) +(?:[A-Z]\.? +)?[A-Z][\p{L}'’-]+",
    )
});

/// Two or three words with capitals, the first perhaps a first name.
static TWO_WORDS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b([A-Z][\p{L}'’]+)(?: +[A-Z]\.?)? +([A-Z][\p{L}'’-]+)"));

fn names_a_person(text: &str) -> bool {
    TITLED.is_match(text)
        || TWO_WORDS.captures_iter(text).any(|words| {
            is_first_name(&words[1]) && !PLACES.contains(&words[2].to_lowercase().as_str())
        })
}

fn is_first_name(word: &str) -> bool {
    FIRST_NAMES
        .binary_search(&word.to_lowercase().as_str())
        .is_ok()
}

/// Second words that make a first name the name of a place: George Street, Victoria House.
const PLACES: [&str; 37] = [
    "avenue",
    "bridge",
    "building",
    "buildings",
    "campus",
    "centre",
    "chambers",
    "clinic",
    "close",
    "college",
    "corner",
    "court",
    "crescent",
    "drive",
    "estate",
    "floor",
    "gardens",
    "gate",
    "green",
    "grove",
    "hall",
    "hill",
    "hospital",
    "house",
    "infirmary",
    "lane",
    "park",
    "parade",
    "place",
    "quay",
    "road",
    "row",
    "square",
    "street",
    "terrace",
    "university",
    "way",
];

/// First names that are common in the United Kingdom, in alphabetical order. A name that is missing
/// is still found behind a title or a word such as “patient”.
const FIRST_NAMES: &[&str] = &[
    "aaron",
    "abdul",
    "abigail",
    "adam",
    "adrian",
    "ahmed",
    "aisha",
    "alan",
    "alex",
    "alexander",
    "alexandra",
    "ali",
    "alice",
    "alison",
    "amanda",
    "amelia",
    "amina",
    "amy",
    "andrea",
    "andrew",
    "angela",
    "anita",
    "ann",
    "anna",
    "anne",
    "anthony",
    "arthur",
    "ashley",
    "barbara",
    "barry",
    "ben",
    "benjamin",
    "beth",
    "brenda",
    "brian",
    "carl",
    "carol",
    "caroline",
    "catherine",
    "charles",
    "charlie",
    "charlotte",
    "cheryl",
    "chloe",
    "chris",
    "christina",
    "christine",
    "christopher",
    "claire",
    "colin",
    "craig",
    "daniel",
    "darren",
    "dave",
    "david",
    "dawn",
    "dean",
    "deborah",
    "debra",
    "denise",
    "dennis",
    "derek",
    "diana",
    "diane",
    "donald",
    "donna",
    "dorothy",
    "edward",
    "elaine",
    "elizabeth",
    "ella",
    "ellie",
    "emily",
    "emma",
    "eric",
    "fatima",
    "fiona",
    "florence",
    "frances",
    "francis",
    "frank",
    "fred",
    "frederick",
    "gareth",
    "gary",
    "gemma",
    "geoffrey",
    "george",
    "georgia",
    "gerald",
    "gillian",
    "grace",
    "graham",
    "grant",
    "hannah",
    "harriet",
    "harry",
    "hassan",
    "hayley",
    "hazel",
    "heather",
    "helen",
    "henry",
    "holly",
    "ian",
    "ibrahim",
    "imran",
    "isabella",
    "isla",
    "jack",
    "jacob",
    "jacqueline",
    "jake",
    "james",
    "jamie",
    "jane",
    "janet",
    "jason",
    "jean",
    "jennifer",
    "jenny",
    "jessica",
    "jill",
    "jo",
    "joan",
    "joanna",
    "joanne",
    "joe",
    "john",
    "jonathan",
    "joseph",
    "joshua",
    "joyce",
    "judith",
    "julia",
    "julian",
    "julie",
    "june",
    "karen",
    "kate",
    "katherine",
    "kathleen",
    "katie",
    "keith",
    "kelly",
    "kenneth",
    "kerry",
    "kevin",
    "khadija",
    "kim",
    "laura",
    "lauren",
    "lee",
    "leonard",
    "lesley",
    "liam",
    "linda",
    "lisa",
    "liz",
    "louise",
    "lucy",
    "luke",
    "lynn",
    "malcolm",
    "margaret",
    "maria",
    "marie",
    "marion",
    "mark",
    "martin",
    "mary",
    "maryam",
    "matthew",
    "maureen",
    "max",
    "megan",
    "melanie",
    "michael",
    "michelle",
    "mike",
    "mohamed",
    "mohammad",
    "mohammed",
    "muhammad",
    "nancy",
    "naomi",
    "natalie",
    "neil",
    "nicholas",
    "nick",
    "nicola",
    "nigel",
    "noah",
    "oliver",
    "olivia",
    "oscar",
    "pamela",
    "patricia",
    "patrick",
    "paul",
    "pauline",
    "peter",
    "philip",
    "poppy",
    "priya",
    "rachel",
    "raj",
    "ralph",
    "ravi",
    "raymond",
    "rebecca",
    "richard",
    "rita",
    "robert",
    "robin",
    "roger",
    "ronald",
    "rosemary",
    "roy",
    "russell",
    "ruth",
    "ryan",
    "sally",
    "sam",
    "samantha",
    "samuel",
    "sandra",
    "sara",
    "sarah",
    "scott",
    "sean",
    "sharon",
    "sheila",
    "shirley",
    "simon",
    "sophia",
    "sophie",
    "stacey",
    "stanley",
    "stephanie",
    "stephen",
    "steve",
    "steven",
    "stuart",
    "sue",
    "susan",
    "suzanne",
    "sylvia",
    "tara",
    "terence",
    "teresa",
    "thomas",
    "tim",
    "timothy",
    "tina",
    "tom",
    "tony",
    "tracey",
    "tracy",
    "trevor",
    "valerie",
    "vanessa",
    "veronica",
    "victoria",
    "vincent",
    "walter",
    "wayne",
    "wendy",
    "william",
    "yasmin",
    "yusuf",
    "yvonne",
    "zainab",
    "zoe",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_names_are_in_order_so_that_they_are_found() {
        assert!(FIRST_NAMES.is_sorted());
    }
}
