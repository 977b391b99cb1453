//! Addresses at which something was: the way on, or why there is nothing any more.

use serde::Serialize;

use super::{Body, Frame, LinkView, Look};
use crate::link::{Gone, Moved, record_at};

/// An address at which something was.
#[derive(Clone, Debug, Serialize)]
pub struct FormerView {
    /// Where the page is now.
    pub to: Option<LinkView>,
    /// Why there is no page any more.
    pub because: Option<String>,
    /// Since when, in words.
    pub since: Option<String>,
}

pub(super) fn moved(look: &Look<'_>, moved: &Moved) -> (Frame, Body) {
    let title = look.words.text("former.moved");
    let mut frame = look.frame("former", title, look.words.text("former.moved_about"), &[]);
    // Who copies the address gets the one that lasts.
    let base = look.site.base_url.as_ref();
    frame.canonical = base.map(|base| format!("{base}{}", moved.to));
    let known = record_at(&look.site.known, &moved.to);
    let name = known.and_then(|(kind, id, _)| look.site.title(kind, &id).map(str::to_string));
    let view = FormerView {
        to: Some(look.link(name.unwrap_or_else(|| moved.to.clone()), &moved.to)),
        because: None,
        since: None,
    };
    (frame, Body::Former(Box::new(view)))
}

pub(super) fn gone(look: &Look<'_>, gone: &Gone) -> (Frame, Body) {
    let title = look.words.text("former.gone");
    let frame = look.frame("former", title, look.words.text("former.gone_about"), &[]);
    let view = FormerView {
        to: None,
        because: Some(gone.withdrawal.because.to_string()),
        since: Some(look.words.date(gone.withdrawal.day.value)),
    };
    (frame, Body::Former(Box::new(view)))
}
