//! What a client asks for. Only the head is read: a request with a body is refused.

use std::io::Read;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::response::Response;

/// The largest head of a request, in bytes. A browser's has about 1 kB.
const LARGEST: usize = 16 * 1024;

/// More headers than any browser sends.
const HEADERS: usize = 100;

/// A request, already known to be GET or HEAD.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Request {
    /// Whether only the head of the answer is wanted.
    pub(crate) head_only: bool,
    /// The path as sent, without the query.
    pub(crate) path: String,
    /// What follows the `?`.
    pub(crate) query: String,
    /// The host that the client thinks it speaks to.
    pub(crate) host: Option<String>,
    /// The version that the client already has.
    pub(crate) known: Option<String>,
}

impl Request {
    /// A value of the query, decoded.
    pub(crate) fn asked(&self, name: &str) -> Option<String> {
        let pairs = self
            .query
            .split('&')
            .filter_map(|pair| pair.split_once('='));
        let (_, value) = pairs.into_iter().find(|(key, _)| *key == name)?;
        decoded(&value.replace('+', " "))
    }
}

/// Why there is no request.
#[derive(Debug)]
pub(super) enum Refused {
    /// The client went away, or said nothing in time.
    Gone,
    /// The client is told why.
    With(Response),
}

/// Reads a request.
pub(super) fn read(stream: &TcpStream, patience: Duration) -> Result<Request, Refused> {
    let end = Instant::now() + patience;
    let mut reader = stream;
    let mut head = Vec::with_capacity(2_048);
    let mut piece = [0_u8; 4_096];
    loop {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() || stream.set_read_timeout(Some(left)).is_err() {
            return Err(Refused::Gone);
        }
        match reader.read(&mut piece) {
            Ok(0) | Err(_) => return Err(Refused::Gone),
            Ok(count) => head.extend_from_slice(&piece[..count]),
        }
        if let Some(request) = parse(&head)? {
            return Ok(request);
        }
        if head.len() > LARGEST {
            return Err(refused(431, "The request is too large."));
        }
    }
}

fn refused(status: u16, text: &str) -> Refused {
    Refused::With(Response::plain(status, text))
}

/// The request in these bytes; nothing while it is not all there.
fn parse(head: &[u8]) -> Result<Option<Request>, Refused> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut raw = httparse::Request::new(&mut headers);
    let whole = match raw.parse(head) {
        Ok(status) => status.is_complete(),
        Err(httparse::Error::TooManyHeaders) => {
            return Err(refused(431, "The request is too large."));
        }
        Err(_) => return Err(refused(400, "This is not a request that a browser makes.")),
    };
    if !whole {
        return Ok(None);
    }
    let target = raw.path.unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut request = Request {
        head_only: false,
        path: path.to_string(),
        query: query.to_string(),
        host: None,
        known: None,
    };
    match raw.method {
        Some("GET") => {}
        Some("HEAD") => request.head_only = true,
        _ => return Err(refused(405, "The preview only shows pages: GET and HEAD.")),
    }
    for header in raw.headers.iter() {
        let value = String::from_utf8_lossy(header.value).into_owned();
        match header.name.to_ascii_lowercase().as_str() {
            // Two hosts are no host.
            "host" if request.host.is_some() => request.host = Some(String::new()),
            "host" => request.host = Some(value),
            "if-none-match" => request.known = Some(value),
            _ => {}
        }
    }
    Ok(Some(request))
}

/// Undoes the `%` signs of an address. `None` for what is no text.
pub(crate) fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let [high, low, after @ ..] = rest else {
            return None;
        };
        let digit = |byte: u8| char::from(byte).to_digit(16);
        bytes.push(u8::try_from(digit(*high)? * 16 + digit(*low)?).ok()?);
        rest = after;
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(head: &str) -> u16 {
        match parse(head.as_bytes()) {
            Err(Refused::With(response)) => response.status,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_request_is_read_when_all_of_it_is_there() {
        let text =
            "GET /a/?page=%2Fb%2F&x=1 HTTP/1.1\r\nHost: localhost:1\r\nIf-None-Match: \"t\"\r\n";
        assert!(matches!(parse(text.as_bytes()), Ok(None)));
        let request = parse(format!("{text}\r\n").as_bytes())
            .expect("fine")
            .expect("whole");
        assert_eq!(request.path, "/a/");
        assert_eq!(request.asked("page").as_deref(), Some("/b/"));
        assert_eq!(request.asked("y"), None);
        assert_eq!(request.host.as_deref(), Some("localhost:1"));
        assert_eq!(request.known.as_deref(), Some("\"t\""));
    }

    #[test]
    fn other_methods_other_languages_and_two_hosts_are_refused() {
        assert_eq!(status("POST / HTTP/1.1\r\nHost: localhost\r\n\r\n"), 405);
        assert_eq!(status("\u{16}\u{3}\u{1} hello there\r\n\r\n"), 400);
        assert_eq!(
            status(&format!("GET / HTTP/1.1\r\n{}\r\n", "A: b\r\n".repeat(200))),
            431
        );
        let two = parse(b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil\r\n\r\n");
        assert_eq!(two.expect("fine").expect("whole").host.as_deref(), Some(""));
    }

    #[test]
    fn percent_signs_are_undone_once() {
        assert_eq!(decoded("%2e%2E/a%20b").as_deref(), Some("../a b"));
        assert_eq!(decoded("%252e").as_deref(), Some("%2e"));
        assert_eq!(decoded("%2"), None);
        assert_eq!(decoded("%zz"), None);
        assert_eq!(decoded("%ff"), None);
    }
}
