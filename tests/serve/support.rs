//! A preview of the small site in a temporary folder, and a client that is as plain as can be.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use casebook::record::date::Date;
use casebook::serve::{EDITOR, Preview, Settings};
use tempfile::TempDir;

/// How long anything may take before a test gives up. Nothing is asserted about less.
const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) const LESSON: &str = "content/lessons/measure-first.md";
pub(crate) const AWARD: &str = "data/awards/p4-02.yaml";

pub(crate) struct Site {
    pub(crate) folder: TempDir,
    preview: Option<Preview>,
}

/// An answer, taken apart.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

pub(crate) fn settings(root: &Path) -> Settings {
    Settings {
        root: root.to_path_buf(),
        host: [127, 0, 0, 1].into(),
        port: 0,
        poll: false,
        drafts: false,
        base_url: None,
        date: Box::new(|_| Date::parse("2026-01-31").ok_or_else(|| "no date".to_string())),
        editor: EDITOR.into(),
        tell: Box::new(|_| {}),
    }
}

impl Site {
    /// The small site, copied.
    pub(crate) fn small() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small");
        copy(&from, folder.path());
        Self {
            folder,
            preview: None,
        }
    }

    /// The preview of it.
    pub(crate) fn serve(self) -> Self {
        self.serve_with(|_| {})
    }

    pub(crate) fn serve_with(mut self, change: impl FnOnce(&mut Settings)) -> Self {
        let mut settings = settings(self.folder.path());
        change(&mut settings);
        self.preview = Some(Preview::start(settings).expect("a preview"));
        self.until_finished();
        self
    }

    /// Waits until the first build is whole, or has errors: pages are shown before.
    fn until_finished(&self) {
        self.until("/_casebook/state?page=/", |reply| {
            reply.body.contains("\"stale\":true") || !reply.body.contains("\"report\":1,")
        });
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn at(&self) -> SocketAddr {
        self.preview.as_ref().expect("a preview").address()
    }

    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).expect("a file")
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        std::fs::write(path, text).expect("written");
    }

    pub(crate) fn change(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} has no {from:?}");
        self.write(path, &text.replace(from, to));
    }

    pub(crate) fn get(&self, address: &str) -> Reply {
        self.send(&format!(
            "GET {address} HTTP/1.1\r\nHost: localhost\r\n\r\n"
        ))
    }

    pub(crate) fn send(&self, request: &str) -> Reply {
        send(self.at(), request.as_bytes()).expect("an answer")
    }

    /// Waits until an address says this.
    #[track_caller]
    pub(crate) fn until(&self, address: &str, what: impl Fn(&Reply) -> bool) -> Reply {
        let start = Instant::now();
        loop {
            let reply = self.get(address);
            if what(&reply) {
                return reply;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "{address} stays at {} {}",
                reply.status,
                reply.body
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    #[track_caller]
    pub(crate) fn until_says(&self, address: &str, text: &str) -> Reply {
        self.until(address, |reply| reply.body.contains(text))
    }

    /// What a browser at this address is told.
    pub(crate) fn news(&self, page: &str) -> serde_json::Value {
        let reply = self.get(&format!("/_casebook/state?page={page}"));
        serde_json::from_str(&reply.body).expect("JSON")
    }

    /// Waits until the problems of the last build are as many as this.
    #[track_caller]
    pub(crate) fn until_errors(&self, count: usize) {
        let wanted = format!("\"errors\":{count},");
        self.until_says("/_casebook/state?page=/", &wanted);
    }

    /// An event stream for a page.
    pub(crate) fn listen(&self, page: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.at()).expect("a connection");
        let request =
            format!("GET /_casebook/events?page={page} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("sent");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        stream
    }
}

/// The next message of an event stream.
#[track_caller]
pub(crate) fn message(stream: &mut TcpStream) -> serde_json::Value {
    let mut line = Vec::new();
    let mut byte = [0];
    loop {
        stream.read_exact(&mut byte).expect("a message");
        line.push(byte[0]);
        if byte[0] == b'\n' {
            if let Some(json) = line.strip_prefix(b"data: ") {
                return serde_json::from_slice(json).expect("JSON");
            }
            line.clear();
        }
    }
}

pub(crate) fn send(at: SocketAddr, request: &[u8]) -> std::io::Result<Reply> {
    let mut stream = TcpStream::connect(at)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.write_all(request)?;
    reply(&mut stream)
}

pub(crate) fn reply(stream: &mut TcpStream) -> std::io::Result<Reply> {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
    Ok(Reply {
        status: status.ok_or(std::io::ErrorKind::InvalidData)?,
        head: head.to_string(),
        body: body.to_string(),
    })
}

pub(crate) fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.expect("an entry");
        let target = to.join(entry.path().strip_prefix(from).expect("below"));
        match entry.file_type().is_dir() {
            true => std::fs::create_dir_all(target).expect("a folder"),
            false => std::fs::copy(entry.path(), target)
                .map(drop)
                .expect("a copy"),
        }
    }
}
