//! What a client is told.

use std::io::Write;
use std::sync::Arc;

use super::request::Request;
use crate::link::CONTENT_SECURITY_POLICY;

/// An answer with all of its bytes.
#[derive(Clone, Debug)]
pub(crate) struct Response {
    /// The status, such as 200.
    pub(crate) status: u16,
    headers: Vec<(&'static str, String)>,
    body: Arc<[u8]>,
    head_only: bool,
    policy: Option<String>,
}

impl Response {
    /// An answer of this kind of content, which the client may keep if it asks again each time.
    pub(crate) fn new(status: u16, kind: &str, body: impl Into<Arc<[u8]>>) -> Self {
        Self {
            status,
            headers: vec![("Content-Type", kind.to_string())],
            body: body.into(),
            head_only: false,
            policy: None,
        }
    }

    /// A sentence.
    pub(crate) fn plain(status: u16, text: &str) -> Self {
        let response = Self::new(
            status,
            "text/plain; charset=utf-8",
            format!("{text}\n").into_bytes(),
        );
        match status {
            405 => response.with("Allow", "GET, HEAD"),
            _ => response,
        }
    }

    /// A page of the preview's own.
    pub(crate) fn page(status: u16, html: String) -> Self {
        Self::new(status, "text/html; charset=utf-8", html.into_bytes())
    }

    /// The way to another address, which may be another one tomorrow.
    pub(crate) fn redirect(to: &str) -> Self {
        Self::plain(302, "This page is elsewhere.").with("Location", to)
    }

    /// The same answer under another Content-Security-Policy than the usual one.
    #[must_use]
    pub(crate) fn under(mut self, policy: String) -> Self {
        self.policy = Some(policy);
        self
    }

    /// Adds a header. What could begin another one is taken out.
    #[must_use]
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        let value = value.chars().filter(|c| !c.is_control()).collect();
        self.headers.push((name, value));
        self
    }

    /// The same answer for a client that may know this version of it already.
    #[must_use]
    pub(crate) fn tagged(self, request: &Request, tag: &str) -> Self {
        let tag = format!("\"{tag}\"");
        if request.known.as_deref() == Some(&tag) {
            let mut same = Self::new(304, "text/plain", Vec::new());
            same.headers.clear();
            return same.with("ETag", &tag);
        }
        self.with("ETag", &tag)
    }

    /// The answer as it is to be written for this request.
    pub(super) fn to(mut self, request: &Request) -> Self {
        self.head_only = request.head_only;
        self
    }

    /// Writes head and body. Every answer ends its connection.
    pub(super) fn write(&self, to: &mut impl Write) -> std::io::Result<()> {
        let mut head = format!("HTTP/1.1 {} {}\r\n", self.status, reason(self.status));
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str(&format!(
            "Content-Length: {}\r\n{}\r\n",
            self.body.len(),
            common(self.policy.as_deref())
        ));
        let mut bytes = head.into_bytes();
        // One write for a page: a browser then has it whole with the first look.
        if !self.head_only && self.body.len() <= 1_048_576 {
            bytes.extend_from_slice(&self.body);
            return to.write_all(&bytes);
        }
        to.write_all(&bytes)?;
        match self.head_only {
            true => Ok(()),
            false => to.write_all(&self.body),
        }
    }
}

/// Headers of every answer.
fn common(policy: Option<&str>) -> String {
    format!(
        "Cache-Control: no-cache\r\nConnection: close\r\nContent-Security-Policy: {}\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\nCross-Origin-Resource-Policy: same-origin\r\n",
        policy.unwrap_or(CONTENT_SECURITY_POLICY)
    )
}

/// The head of an event stream: no length and no chunks, it ends with the connection.
pub(super) fn write_stream_head(to: &mut impl Write) -> std::io::Result<()> {
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n{}\r\nretry: 500\n\n",
        common(None)
    );
    to.write_all(head.as_bytes())
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        302 => "Found",
        304 => "Not Modified",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        _ => "Answer",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(response: &Response) -> String {
        let mut bytes = Vec::new();
        response.write(&mut bytes).expect("memory");
        String::from_utf8(bytes).expect("text")
    }

    #[test]
    fn a_header_cannot_begin_another_one() {
        let text = written(&Response::redirect("/a\r\nSet-Cookie: x"));
        assert!(text.contains("\r\nLocation: /aSet-Cookie: x\r\n"), "{text}");
    }

    #[test]
    fn a_known_version_and_a_head_have_no_body() {
        let known = Request {
            known: Some("\"t\"".into()),
            ..Request::default()
        };
        let page = Response::page(200, "<p>".into());
        let same = written(&page.clone().tagged(&known, "t"));
        assert!(
            same.starts_with("HTTP/1.1 304") && same.ends_with("\r\n\r\n"),
            "{same}"
        );
        let other = written(&page.clone().tagged(&known, "u"));
        assert!(
            other.starts_with("HTTP/1.1 200") && other.ends_with("<p>"),
            "{other}"
        );
        let head = Request {
            head_only: true,
            ..Request::default()
        };
        let text = written(&page.to(&head));
        assert!(
            text.contains("Content-Length: 3\r\n") && text.ends_with("\r\n\r\n"),
            "{text}"
        );
    }
}
