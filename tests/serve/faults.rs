//! Clients that behave badly, and a machine that runs out of things. Afterwards a well-behaved
//! client is served.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use super::support::{LESSON, Site, message, reply, settings};
use casebook::serve::Preview;

const PAGE: &str = "/lessons/measure-first/";

fn connect(site: &Site) -> TcpStream {
    TcpStream::connect(site.at()).expect("a connection")
}

#[test]
fn twenty_event_streams_in_one_burst() {
    let site = Site::small().serve();
    let mut streams: Vec<TcpStream> = (0..20).map(|_| site.listen(PAGE)).collect();
    for stream in &mut streams {
        message(stream);
    }
    assert_eq!(site.get(PAGE).status, 200);
}

#[test]
fn fifty_browsers_hear_of_an_edit() {
    let site = Site::small().serve();
    let mut streams: Vec<TcpStream> = (0..50).map(|_| site.listen(PAGE)).collect();
    let before: Vec<_> = streams
        .iter_mut()
        .map(|stream| message(stream)["tag"].clone())
        .collect();
    site.change(LESSON, "Both projects", "Both of the projects");
    for (stream, before) in streams.iter_mut().zip(before) {
        while message(stream)["tag"] == before {}
    }
}

#[test]
fn sockets_that_say_nothing_take_no_place_from_others() {
    let site = Site::small().serve();
    let silent: Vec<TcpStream> = (0..300).map(|_| connect(&site)).collect();
    for _ in 0..20 {
        assert_eq!(site.get(PAGE).status, 200);
    }
    drop(silent);
}

#[test]
fn readers_that_take_a_byte_a_second_hold_nobody_up() {
    let site = Site::small();
    // More than the system keeps for a reader that does not read.
    std::fs::write(site.path("content/large.bin"), vec![7_u8; 20 * 1024 * 1024]).expect("written");
    let site = site.serve();
    let slow: Vec<TcpStream> = (0..130)
        .map(|_| {
            let mut stream = connect(&site);
            stream
                .write_all(b"GET /large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .expect("sent");
            let mut byte = [0];
            // The oldest may have lost their places to the newest.
            let _ = stream.read(&mut byte);
            stream
        })
        .collect();
    let mut listener = site.listen(PAGE);
    message(&mut listener);
    site.change(LESSON, "Both projects", "Both of the projects");
    message(&mut listener);
    site.until_says(PAGE, "Both of the projects");
    // The newest goes on as it began, and keeps its place.
    let mut newest = slow.last().expect("one");
    for _ in 0..3 {
        std::thread::sleep(Duration::from_secs(1));
        assert_eq!(newest.read(&mut [0]).expect("a byte"), 1);
        assert_eq!(site.get(PAGE).status, 200);
    }
}

#[test]
fn a_request_that_comes_a_byte_at_a_time_ends_and_holds_nobody_up() {
    let site = Site::small().serve();
    let mut slow = connect(&site);
    let bytes = b"GET /".iter().chain(std::iter::repeat(&b'a'));
    // It has five seconds for its request.
    let ended = bytes.take(300).any(|byte| {
        assert_eq!(site.get(PAGE).status, 200);
        std::thread::sleep(Duration::from_millis(100));
        slow.write_all(&[*byte]).is_err()
    });
    assert!(ended, "it was listened to for half a minute");
}

#[test]
fn listeners_that_do_not_read_are_let_go() {
    let site = Site::small().serve();
    let deaf: Vec<TcpStream> = (0..20).map(|_| site.listen(PAGE)).collect();
    let text = site.read(LESSON);
    for number in 0..30 {
        site.write(LESSON, &format!("{text}\nSave {number}.\n"));
        site.until_says(PAGE, &format!("Save {number}."));
    }
    assert_eq!(deaf.len(), 20);
}

#[test]
fn a_request_that_never_ends_is_refused() {
    let site = Site::small().serve();
    let mut stream = connect(&site);
    let line = format!("X-Long: {}\r\n", "a".repeat(1_000));
    stream
        .write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
        .expect("sent");
    // The server answers and stops listening before all of it is sent.
    for _ in 0..1_048 {
        if stream.write_all(line.as_bytes()).is_err() {
            break;
        }
    }
    let mut answer = [0; 12];
    if stream.read_exact(&mut answer).is_ok() {
        assert_eq!(&answer, b"HTTP/1.1 431");
    }
    assert_eq!(site.get(PAGE).status, 200);
}

#[test]
fn garbage_is_answered_or_dropped() {
    let site = Site::small().serve();
    for garbage in [
        &b"\x16\x03\x01\x02\x00\x01\x00"[..],
        b"\r\n\r\n\r\n",
        b"GET\r\n\r\n",
        b"\0\0\0\0\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
    ] {
        let mut stream = connect(&site);
        stream.write_all(garbage).expect("sent");
        stream.shutdown(std::net::Shutdown::Write).expect("done");
        if let Ok(reply) = reply(&mut stream) {
            assert!(reply.status >= 400, "{garbage:?}");
        }
    }
    assert_eq!(site.get(PAGE).status, 200);
}

#[test]
fn a_port_in_use_leads_to_the_next() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port();
    let site = Site::small();
    let mut settings = settings(site.folder.path());
    settings.port = port;
    let preview = Preview::start(settings).expect("a preview");
    assert!(preview.address().port() > port && preview.address().port() <= port + 20);
    assert!(
        preview.notes()[0].contains(&format!("Port {port} is in use")),
        "{:?}",
        preview.notes()
    );
}

#[test]
fn the_preview_ends_when_it_is_dropped() {
    let site = Site::small().serve();
    let at = site.at();
    let mut listener = site.listen(PAGE);
    message(&mut listener);
    drop(site);
    let mut rest = Vec::new();
    listener
        .set_read_timeout(Some(Duration::from_secs(10)))
        .expect("a timeout");
    listener.read_to_end(&mut rest).expect("the stream ends");
    assert!(TcpStream::connect(at).is_err());
}

/// Of the process, so run as a process.
#[cfg(target_os = "linux")]
mod as_a_process {
    use std::io::{BufRead, BufReader};
    use std::net::SocketAddr;
    use std::process::{Child, Command, Stdio};
    use std::time::Instant;

    use super::*;
    use crate::support::send;

    struct Running(Child, SocketAddr);

    impl Drop for Running {
        fn drop(&mut self) {
            let _ = self.0.kill();
            let _ = self.0.wait();
        }
    }

    fn run(site: &Site, before: &str) -> Running {
        let program = env!("CARGO_BIN_EXE_casebook");
        let root = site.folder.path().display();
        let line =
            format!("{before} exec {program} serve --root {root} --port 0 --as-of 2026-01-31");
        let mut child = Command::new("sh")
            .args(["-c", &line])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("a process");
        let mut lines = BufReader::new(child.stdout.take().expect("output")).lines();
        let address = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| Some(line.split_once("http://")?.1.split('/').next()?.to_string()))
            .expect("the address");
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        Running(child, address.parse().expect("an address"))
    }

    const REQUEST: &[u8] = b"GET /lessons/measure-first/ HTTP/1.1\r\nHost: localhost\r\n\r\n";

    #[test]
    fn running_out_of_file_descriptors_ends_nothing() {
        let site = Site::small();
        let running = run(&site, "ulimit -n 40;");
        let silent: Vec<TcpStream> = (0..100)
            .map(|_| TcpStream::connect(running.1).expect("queued"))
            .collect();
        let start = Instant::now();
        let served = loop {
            match send(running.1, REQUEST) {
                Ok(reply) => break reply,
                Err(error) => assert!(start.elapsed() < Duration::from_secs(30), "{error}"),
            }
        };
        assert_eq!(served.status, 200);
        drop(silent);
        assert_eq!(send(running.1, REQUEST).expect("an answer").status, 200);
    }

    #[test]
    fn ctrl_c_ends_it_at_once_with_listeners_and_silent_sockets() {
        let site = Site::small();
        let mut running = run(&site, "");
        let mut listener = TcpStream::connect(running.1).expect("a connection");
        listener
            .write_all(b"GET /_casebook/events?page=/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
            .expect("sent");
        message(&mut listener);
        let _silent = TcpStream::connect(running.1).expect("a connection");
        let pid = running.0.id().to_string();
        let killed = Command::new("kill")
            .args(["-INT", &pid])
            .status()
            .expect("kill");
        assert!(killed.success());
        let status = running.0.wait().expect("an end");
        assert!(!status.success());
        assert!(!site.path("public").exists());
    }
}
