//! The request path: bytes sent to a running preview.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::sleep;
use std::time::Duration;

use casebook::serve::{EDITOR, Preview, Settings};

use super::targets::{day, fixtures};

/// Threads of the preview that panicked.
static PANICS: AtomicUsize = AtomicUsize::new(0);

/// How much of an answer is read: enough to know what it is.
const LOOKED_AT: usize = 4_096;

fn preview() -> SocketAddr {
    static PREVIEW: OnceLock<Preview> = OnceLock::new();
    let preview = PREVIEW.get_or_init(|| {
        count_panics();
        Preview::start(Settings {
            root: fixtures().join("small"),
            host: [127, 0, 0, 1].into(),
            port: 0,
            poll: true,
            drafts: false,
            base_url: None,
            date: Box::new(|_| Ok(day())),
            editor: EDITOR.into(),
            tell: Box::new(|_| {}),
        })
        .expect("a preview")
    });
    preview.address()
}

fn count_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        PANICS.fetch_add(1, Ordering::SeqCst);
        before(panic);
    }));
}

fn connect(at: SocketAddr) -> TcpStream {
    loop {
        match TcpStream::connect(at) {
            Ok(stream) => return stream,
            // Ports of connections that ended stay taken for a while.
            Err(error) if error.kind() == ErrorKind::AddrNotAvailable => {
                sleep(Duration::from_millis(200));
            }
            Err(error) => panic!("the preview is gone: {error}"),
        }
    }
}

/// The beginning of the answer. Empty when there is none.
fn sent(bytes: &[u8]) -> Vec<u8> {
    let mut stream = connect(preview());
    stream
        .set_read_timeout(Some(Duration::from_secs(60)))
        .expect("a socket");
    // It may answer before it has read everything, and stop listening.
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(Shutdown::Write);
    let mut answer = Vec::new();
    let mut piece = [0; LOOKED_AT];
    // An event stream has no end: its head is enough.
    while answer.len() < LOOKED_AT && !answer.windows(4).any(|four| four == b"\r\n\r\n") {
        match stream.read(&mut piece) {
            Ok(0) | Err(_) => break,
            Ok(count) => answer.extend_from_slice(&piece[..count]),
        }
    }
    answer
}

pub(crate) fn request(bytes: &[u8]) -> u64 {
    let before = PANICS.load(Ordering::SeqCst);
    let answer = sent(bytes);
    assert_eq!(
        PANICS.load(Ordering::SeqCst),
        before,
        "the preview panicked"
    );
    let text = String::from_utf8_lossy(&answer);
    assert!(!text.contains("root:x:0"), "a file of the machine: {text}");
    let status = text
        .split(' ')
        .nth(1)
        .and_then(|code| code.parse::<u16>().ok());
    assert!(
        answer.is_empty() || status.is_some_and(|code| (200..600).contains(&code)),
        "{text}"
    );
    let kind = text
        .lines()
        .find(|line| line.to_ascii_lowercase().starts_with("content-type"));
    let mut hasher = DefaultHasher::new();
    (status, kind, answer.is_empty()).hash(&mut hasher);
    hasher.finish()
}
