//! Templates with the texts that never change already in them.
//!
//! In goes a template; out comes the same with each `t(key="…")` whose text has no places written
//! as the text itself, because a call costs more than the text, and a page has hundreds. Places in
//! a line move, so problems are told from the template as it was written.

use crate::words::Words;

const CALL: &str = "t(key=\"";

/// The template with its fixed texts in place.
pub(super) fn folded(template: &str, words: &Words) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find(CALL) {
        let (before, call) = rest.split_at(at);
        out.push_str(before);
        rest = match folded_call(&mut out, call, words) {
            Some(after) => after,
            None => {
                out.push_str(CALL);
                &call[CALL.len()..]
            }
        };
    }
    out.push_str(rest);
    out
}

/// Writes the text of the call that `call` begins with; gives what comes after it.
fn folded_call<'c>(out: &mut String, call: &'c str, words: &Words) -> Option<&'c str> {
    let (key, after) = call[CALL.len()..].split_once("\")")?;
    if out.ends_with(|c: char| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let text = words.fixed(key)?;
    let alone = out.ends_with("{{ ").then(|| after.strip_prefix(" }}"));
    if let Some(after) = alone.flatten() {
        let html = crate::output::escape(&text);
        if html.contains(['{', '}']) {
            return None;
        }
        out.truncate(out.len() - "{{ ".len());
        out.push_str(&html);
        return Some(after);
    }
    if text.contains(['"', '\\']) {
        return None;
    }
    out.push('"');
    out.push_str(&text);
    out.push('"');
    Some(after)
}
