//! RIS: a line for each field, ended as the format says.

use super::{Citation, line};

/// The reference to a page.
pub(super) fn write(page: &Citation) -> String {
    let day = page.changed.map(|day| {
        let part = |number: Option<i8>| number.map_or(String::new(), |n| format!("{n:02}"));
        let (month, of_month) = (part(day.month()), part(day.day_of_month()));
        format!("{:04}/{month}/{of_month}/", day.year())
    });
    let year = page.changed.map(|day| format!("{:04}", day.year()));
    let fields = [
        ("TY", Some("ELEC".to_string())),
        ("ID", page.tag.clone().or_else(|| Some(page.of.clone()))),
        ("TI", Some(page.title.clone())),
        ("T2", Some(page.container.clone())),
        ("PB", Some(page.publisher.clone())),
        ("PY", year),
        ("DA", day),
        ("UR", page.address.clone()),
        ("LA", Some(page.language.clone())),
    ];
    let fields = fields.into_iter().filter_map(|(tag, text)| {
        let text = text?;
        Some(format!("{tag}  - {}\r\n", line(&text)))
    });
    let fields: String = fields.collect();
    format!("{fields}ER  - \r\n")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{hostile, unknown};
    use super::write;

    #[test]
    fn a_text_stays_on_its_line() {
        let reference = write(&hostile());
        let lines: Vec<&str> = reference.split("\r\n").collect();
        let tags: Vec<&str> = lines.iter().filter_map(|line| line.get(..2)).collect();
        let wanted = ["TY", "ID", "TI", "T2", "PB", "PY", "DA", "UR", "LA", "ER"];
        assert_eq!(tags, wanted);
        let odd = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{85}');
        assert!(!lines.concat().contains(odd), "{reference:?}");
        assert!(lines[2].ends_with("@misc{x, ER - } TY - JOUR"));
        assert_eq!(lines[6], "DA  - 2026/03/04/");
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let reference = write(&unknown());
        assert!(
            !reference.contains("PY") && !reference.contains("DA") && !reference.contains("UR")
        );
        assert!(reference.contains("ID  - page/about/über us\r\n"));
    }
}
