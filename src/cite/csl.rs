//! CSL-JSON: a list of one reference, as citation programs exchange them.

use serde_json::json;

use super::{Citation, line};

/// The reference to a page.
pub(super) fn write(page: &Citation) -> Vec<u8> {
    let mut item = json!({
        "id": page.tag.as_ref().unwrap_or(&page.of),
        "type": "webpage",
        "title": line(&page.title),
        "container-title": line(&page.container),
        "publisher": line(&page.publisher),
        "language": page.language,
    });
    if let Some(day) = page.changed {
        let rest = [day.month(), day.day_of_month()].into_iter().flatten();
        let parts = std::iter::once(day.year()).chain(rest.map(i16::from));
        let parts: Vec<i16> = parts.collect();
        item["issued"] = json!({"date-parts": [parts]});
    }
    if let Some(address) = &page.address {
        item["URL"] = json!(address);
    }
    let mut bytes = serde_json::to_vec_pretty(&[item]).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::testing::{hostile, unknown};
    use super::write;

    #[test]
    fn a_reference_says_what_is_known() {
        let read = |bytes: Vec<u8>| -> Value { serde_json::from_slice(&bytes).expect("JSON") };
        let known = read(write(&hostile()));
        assert_eq!(known[0]["issued"], json!({"date-parts": [[2026, 3, 4]]}));
        assert_eq!(known[0]["id"], "tag:example.org,2026:page/about/über us");
        assert_eq!(known[0]["publisher"], "R&D and { more");
        let unknown = read(write(&unknown()));
        assert_eq!(unknown[0]["id"], "page/about/über us");
        assert_eq!(
            (&unknown[0]["issued"], &unknown[0]["URL"]),
            (&Value::Null, &Value::Null)
        );
    }
}
