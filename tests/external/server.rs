//! A web server that answers in every way in which servers do, and remembers what it was asked.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

#[derive(Default)]
struct Log {
    /// When each question came, and its head.
    heads: Mutex<Vec<(Instant, String)>>,
    open: AtomicUsize,
    most: AtomicUsize,
    sent: AtomicU64,
}

pub(crate) struct Server {
    address: SocketAddr,
    log: Arc<Log>,
}

impl Server {
    /// A server that runs until the tests end.
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let log = Arc::new(Log::default());
        let shared = log.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let log = shared.clone();
                std::thread::spawn(move || log.serve(stream));
            }
        });
        Self { address, log }
    }

    pub(crate) fn address(&self, path: &str) -> String {
        format!("http://{}/{path}", self.address)
    }

    /// What was asked, such as `HEAD /ok`, in the order of the alphabet.
    pub(crate) fn questions(&self) -> Vec<String> {
        let mut all: Vec<String> = self.heads().iter().map(|head| asked(head)).collect();
        all.sort();
        all
    }

    pub(crate) fn heads(&self) -> Vec<String> {
        let heads = self.log.heads.lock().expect("heads");
        heads.iter().map(|(_, head)| head.clone()).collect()
    }

    pub(crate) fn times(&self) -> Vec<Instant> {
        let heads = self.log.heads.lock().expect("heads");
        heads.iter().map(|(time, _)| *time).collect()
    }

    pub(crate) fn forget(&self) {
        self.log.heads.lock().expect("heads").clear();
    }

    /// The most questions that were open at the same time.
    pub(crate) fn most_at_once(&self) -> usize {
        self.log.most.load(Ordering::SeqCst)
    }

    /// How many bytes of endless pages could be sent.
    pub(crate) fn sent(&self) -> u64 {
        self.log.sent.load(Ordering::SeqCst)
    }
}

/// The method and path of a question.
fn asked(head: &str) -> String {
    head.split(" HTTP/").next().unwrap_or_default().to_string()
}

impl Log {
    fn serve(&self, stream: TcpStream) {
        let now = self.open.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(now, Ordering::SeqCst);
        let Some(head) = read(&stream) else {
            self.open.fetch_sub(1, Ordering::SeqCst);
            return;
        };
        let before = self.remember(&head);
        // Counted down before the answer: whoever has it may ask again at once.
        self.open.fetch_sub(1, Ordering::SeqCst);
        self.answer(stream, &asked(&head), before);
    }

    /// How often the same was asked before.
    fn remember(&self, head: &str) -> usize {
        let mut heads = self.heads.lock().expect("heads");
        let before = heads
            .iter()
            .filter(|(_, known)| asked(known) == asked(head));
        let before = before.count();
        heads.push((Instant::now(), head.to_string()));
        before
    }

    fn answer(&self, mut stream: TcpStream, question: &str, before: usize) {
        let (method, path) = question.split_once(' ').unwrap_or_default();
        let head = match (path, method, before) {
            ("/moved", ..) => "301 Moved Permanently\r\nLocation: /ok#part",
            ("/found", ..) => "302 Found\r\nLocation: ok",
            ("/loop", ..) => "302 Found\r\nLocation: /loop",
            ("/gone", ..) => "410 Gone",
            ("/missing", ..) => "404 Not Found",
            ("/no-head" | "/huge", "HEAD", _) => "405 Method Not Allowed",
            ("/busy", _, 0) => "429 Too Many Requests\r\nRetry-After: 1",
            ("/later", ..) => "429 Too Many Requests\r\nRetry-After: 3600",
            ("/forbidden", ..) => "403 Forbidden",
            ("/broken", ..) => "500 Internal Server Error",
            ("/closes", ..) | ("/flaky", _, 0) => return,
            ("/nonsense", ..) => {
                let _ = stream.write_all(b"This is no answer.\r\n\r\n");
                return;
            }
            ("/slow", ..) => {
                // Longer than anybody waits; the thread ends with the tests.
                std::thread::sleep(Duration::from_secs(600));
                return;
            }
            ("/huge", ..) => return self.endless(stream),
            _ => "200 OK",
        };
        let _ = write!(
            stream,
            "HTTP/1.1 {head}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        );
    }

    /// A page of 10 GB, until whoever asked goes away.
    fn endless(&self, mut stream: TcpStream) {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n");
        let part = [b'a'; 65_536];
        while stream.write_all(&part).is_ok() {
            self.sent.fetch_add(65_536, Ordering::SeqCst);
        }
    }
}

fn read(stream: &TcpStream) -> Option<String> {
    let mut head = String::new();
    let mut lines = BufReader::new(stream.try_clone().ok()?);
    while !head.ends_with("\r\n\r\n") {
        if lines.read_line(&mut head).ok()? == 0 {
            return None;
        }
    }
    Some(head)
}
