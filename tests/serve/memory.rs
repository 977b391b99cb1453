//! The memory of the preview as a process of its own.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::{LESSON, Site, send};

/// Rebuilds before memory is measured for the first time, and in all.
const WARM: usize = 50;
const REBUILDS: usize = 200;

/// What memory may grow by in the rebuilds between. The small site takes some 400 kB in memory: were
/// each kept, it would be 60 MB.
const GROWTH: usize = 24 * 1_024;

struct Process {
    child: Child,
    at: SocketAddr,
}

impl Process {
    /// `casebook serve`.
    fn start(site: &Site) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_casebook"))
            .args(["serve", "--port", "0", "--as-of", "2026-01-31", "--root"])
            .arg(site.folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("a process");
        let mut lines = BufReader::new(child.stdout.take().expect("output")).lines();
        let line = lines.find_map(|line| {
            let line = line.expect("a line");
            Some(line.split_once("http://")?.1.to_string())
        });
        let at = line.expect("an address");
        let at = at.split('/').next().expect("an address");
        // Somebody must read what it says, or it would wait.
        std::thread::spawn(move || lines.for_each(drop));
        Self {
            at: at.parse().expect("an address"),
            child,
        }
    }

    fn get(&self, address: &str) -> Option<String> {
        let request = format!("GET {address} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        send(self.at, request.as_bytes())
            .ok()
            .map(|reply| reply.body)
    }

    #[track_caller]
    fn until(&self, address: &str, text: &str) {
        let start = Instant::now();
        while !self.get(address).is_some_and(|body| body.contains(text)) {
            assert!(
                start.elapsed() < Duration::from_secs(60),
                "{address} has no {text}"
            );
            std::thread::sleep(Duration::from_millis(3));
        }
    }

    /// Memory that is in use, in kB.
    fn memory(&self) -> usize {
        let path = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(path).expect("a status");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let number = line.expect("a size").trim().trim_end_matches(" kB");
        number.parse().expect("a number")
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn memory_stays_as_it_was_over_two_hundred_rebuilds() {
    let site = Site::small();
    let process = Process::start(&site);
    let text = site.read(LESSON);
    let mut before = 0;
    for number in 0..REBUILDS {
        // Text, and a field that other pages show.
        let changed = text.replacen("title: ", &format!("title: T{number} "), number % 2);
        site.write(LESSON, &format!("{changed}\nThe edit {number}-mark.\n"));
        process.until("/lessons/measure-first/", &format!("{number}-mark"));
        if number == WARM {
            before = process.memory();
        }
    }
    process.until("/search/records.ndjson", &format!("{}-mark", REBUILDS - 1));
    let grown = process.memory().saturating_sub(before);
    assert!(grown < GROWTH, "{before} kB grew by {grown} kB");
}
