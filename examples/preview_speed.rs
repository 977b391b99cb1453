//! How long it takes from a save to the page: `cargo run --release --example preview_speed`.
//!
//! Measures the preview from outside, as a browser sees it: a file is written, and the clock runs
//! until the page with the change has come over HTTP, and until the message that tells browsers to
//! load it again. Sites: this repository's, and the same with written pages added up to 3,000 and
//! 30,000 pages. Prints medians, and the slowest.
//!
//! Arguments: the numbers of pages to add, instead of 0, 2,350 and 29,350. With `memory`, it instead
//! saves 1,000 times and prints what memory the process uses.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use casebook::record::date::Date;
use casebook::serve::{EDITOR, Preview, Settings};

/// Edits of each kind; and on a site of more pages than [`MANY`], where each takes long.
const EDITS: usize = 21;
const FEW: usize = 9;
const MANY: usize = 10_000;

/// Quiet between two edits, so that the work after an edit is over before the next.
const PAUSE: Duration = Duration::from_millis(700);

/// Other bytes exactly when anything in the search index is; and all that is in it, which is large.
const INDEX: &str = "/search/index.js";
const RECORDS: &str = "/search/records.ndjson";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    if std::env::args().any(|arg| arg == "memory") {
        return memory();
    }
    let named: Vec<usize> = std::env::args()
        .skip(1)
        .filter_map(|arg| arg.parse().ok())
        .collect();
    let sizes = match named.is_empty() {
        true => vec![0, 2_350, 29_350],
        false => named,
    };
    println!(
        "| site | edit | write to page, median | slowest | write to message, median | write to search index, median |"
    );
    println!("| --- | --- | --- | --- | --- | --- |");
    for size in sizes {
        measure(size)?;
    }
    Ok(())
}

fn measure(added: usize) -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let root = folder.path();
    copy(Path::new(env!("CARGO_MANIFEST_DIR")), root)?;
    for number in 0..added {
        write_page(root, number)?;
    }
    let start = Instant::now();
    let preview = preview(root)?;
    let at = preview.address();
    get(at, "/")?;
    let begun = start.elapsed();
    let all = found(at, RECORDS, "", start)?;
    std::thread::sleep((all - begun).max(PAUSE) * 2);
    // What follows a page after an edit takes less than after the start.
    let pause = ((all - begun) / 2).max(PAUSE);
    let edits = match added > MANY {
        true => FEW,
        false => EDITS,
    };
    let with = (at, pause, edits);
    let name = format!("{} pages", 612 + added);
    println!("| {name} | start to first page | {} | | | |", shown(begun));
    println!("| {name} | start to search index | {} | | | |", shown(all));
    let lesson = first(&root.join("content/lessons"))?;
    let award = first(&root.join("data/awards"))?;
    let style = root.join("themes/default/assets/base.css");
    edit(
        with,
        &name,
        "text of a lesson",
        &lesson,
        "/lessons/",
        |number| format!("\nThe edit {number}-mark.\n"),
    )?;
    if added > 0 {
        let page = root.join("content/notes/n000/note-00001.md");
        edit(
            with,
            &name,
            "text of an added page",
            &page,
            "/notes/n000/",
            |number| format!("\nThe edit {number}-mark.\n"),
        )?;
    }
    edit(
        with,
        &name,
        "field of an award",
        &award,
        "/awards/",
        |number| format!("\nsupplier: Edit {number}-mark\n"),
    )?;
    edit(with, &name, "style", &style, "/assets/", |number| {
        format!("\n.x{number}-mark {{ color: red }}\n")
    })?;
    Ok(())
}

/// Writes the same file again and again with another end, and waits for it.
fn edit(
    (at, pause, edits): (SocketAddr, Duration, usize),
    site: &str,
    what: &str,
    file: &Path,
    folder: &str,
    added: impl Fn(usize) -> String,
) -> Result<(), Box<dyn std::error::Error>> {
    let text = std::fs::read_to_string(file)?;
    let text = text
        .lines()
        .filter(|line| !line.starts_with("supplier:"))
        .collect::<Vec<_>>()
        .join("\n");
    let stem = file
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let address = match file.extension().is_some_and(|end| end == "css") {
        // The styles of the theme are one file on the site.
        true => format!("{folder}site.css"),
        false => format!("{folder}{stem}/"),
    };
    let messages = listen(at, &address)?;
    let (mut pages, mut told, mut searched) = (Vec::new(), Vec::new(), Vec::new());
    for number in 0..edits {
        while messages.try_recv().is_ok() {}
        let index = head(at, INDEX)?;
        std::fs::write(file, format!("{text}{}", added(number)))?;
        let start = Instant::now();
        let mark = format!("{number}-mark");
        told.push(messages.recv_timeout(Duration::from_secs(20))? - start);
        while !get(at, &address)?.contains(&mark) {
            std::thread::sleep(Duration::from_micros(300));
        }
        pages.push(start.elapsed());
        if what != "style" {
            while head(at, INDEX)? == index {
                std::thread::sleep(Duration::from_millis(5));
            }
            searched.push(start.elapsed());
            // What is shown is of one piece.
            assert!(get(at, RECORDS)?.contains(&mark));
        }
        std::thread::sleep(pause);
    }
    pages.sort();
    told.sort();
    searched.sort();
    println!(
        "| {site} | {what} | {} | {} | {} | {} |",
        shown(pages[edits / 2]),
        shown(pages[edits - 1]),
        shown(told[edits / 2]),
        searched
            .get(edits / 2)
            .map_or(String::new(), |time| shown(*time))
    );
    Ok(())
}

fn preview(root: &Path) -> Result<Preview, casebook::serve::Error> {
    Preview::start(Settings {
        root: root.to_path_buf(),
        host: [127, 0, 0, 1].into(),
        port: 0,
        poll: false,
        drafts: false,
        base_url: None,
        date: Box::new(|_| Date::parse("2026-01-31").ok_or("no date".to_string())),
        editor: EDITOR.into(),
        tell: Box::new(|_| {}),
    })
}

/// When an address first says this.
fn found(at: SocketAddr, address: &str, text: &str, start: Instant) -> std::io::Result<Duration> {
    loop {
        let answer = get(at, address)?;
        if answer.starts_with("HTTP/1.1 200") && answer.contains(text) {
            return Ok(start.elapsed());
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Memory after 100, 500 and 1,000 saves, text and field in turn. Linux alone tells it.
fn memory() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    copy(Path::new(env!("CARGO_MANIFEST_DIR")), folder.path())?;
    let preview = preview(folder.path())?;
    let file = first(&folder.path().join("content/lessons"))?;
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let address = format!("/lessons/{stem}/");
    let text = std::fs::read_to_string(&file)?;
    println!("| saves | memory |\n| --- | --- |");
    for number in 1..=1_000 {
        let changed = text.replacen("title: ", &format!("title: T{number} "), number % 2);
        std::fs::write(&file, format!("{changed}\nThe edit {number}-mark.\n"))?;
        found(
            preview.address(),
            &address,
            &format!("{number}-mark"),
            Instant::now(),
        )?;
        if [100, 500, 1_000].contains(&number) {
            std::thread::sleep(PAUSE * 3);
            let status = std::fs::read_to_string("/proc/self/status")?;
            let size = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
            println!("| {number} | {} |", size.unwrap_or_default().trim());
        }
    }
    Ok(())
}

fn shown(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1_000.0)
}

fn get(at: SocketAddr, address: &str) -> std::io::Result<String> {
    ask(at, "GET", address)
}

/// What is said of a file without sending it, with the tag of its version.
fn head(at: SocketAddr, address: &str) -> std::io::Result<String> {
    ask(at, "HEAD", address)
}

fn ask(at: SocketAddr, method: &str, address: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(at)?;
    stream
        .write_all(format!("{method} {address} HTTP/1.1\r\nHost: localhost\r\n\r\n").as_bytes())?;
    let mut text = Vec::new();
    stream.read_to_end(&mut text)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// The moments at which a browser that shows this page hears of another state.
fn listen(at: SocketAddr, page: &str) -> std::io::Result<Receiver<Instant>> {
    let mut stream = TcpStream::connect(at)?;
    stream.write_all(
        format!("GET /_casebook/events?page={page} HTTP/1.1\r\nHost: localhost\r\n\r\n").as_bytes(),
    )?;
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let lines = BufReader::new(stream).lines().map_while(Result::ok);
        for line in lines.filter(|line| line.starts_with("data:")) {
            if sender.send(Instant::now()).is_err() || line.is_empty() {
                return;
            }
        }
    });
    std::thread::sleep(Duration::from_millis(100));
    Ok(receiver)
}

fn first(folder: &Path) -> std::io::Result<std::path::PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir(folder)?
        .flatten()
        .map(|entry| entry.path())
        .collect();
    files.sort();
    files
        .into_iter()
        .next()
        .ok_or_else(|| std::io::ErrorKind::NotFound.into())
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::copy(from.join("casebook.yaml"), to.join("casebook.yaml"))?;
    for folder in ["content", "data", "themes"] {
        for entry in walkdir::WalkDir::new(from.join(folder)) {
            let entry = entry?;
            let target = to.join(entry.path().strip_prefix(from).unwrap_or(entry.path()));
            match entry.file_type().is_dir() {
                true => std::fs::create_dir_all(target)?,
                false => std::fs::copy(entry.path(), target).map(drop)?,
            }
        }
    }
    Ok(())
}

/// A page like those that people write: headings, paragraphs, a list, a table, and links to its
/// neighbours. The same number gives the same page.
fn write_page(root: &Path, number: usize) -> std::io::Result<()> {
    let folder = root.join(format!("content/notes/n{:03}", number / 100));
    std::fs::create_dir_all(&folder)?;
    let mut text = format!(
        "---\ntitle: Note {number}\nsummary: What was noted under number {number}.\n---\n\n"
    );
    for section in 0..4 {
        text.push_str(&format!("## Section {section}\n\n"));
        for sentence in 0..12 {
            let value = (number * 31 + section * 7 + sentence * 3) % 997;
            text.push_str(&format!(
                "Site {value} tried it with {} people and wrote down what came of it. ",
                value % 40 + 2
            ));
        }
        text.push_str("\n\n- first **point**\n- second point\n\n");
    }
    text.push_str("| Site | Count |\n| --- | --- |\n| North | 3 |\n| South | 4 |\n\n");
    let near = number - number % 100 + (number + 1) % 100;
    if near < number {
        text.push_str(&format!("See [the note before](note-{near:05}.md).\n"));
    }
    std::fs::write(folder.join(format!("note-{number:05}.md")), text)
}
