//! Links to other sites, asked of a server on this machine that answers in every way.

mod server;

use std::collections::BTreeMap;
use std::fs;
use std::process::Output;
use std::time::Duration;

use casebook::external::{Asked, Cache, Client, Limits, Link, Verdict, ask_all};
use server::Server;

fn gentle() -> Limits {
    Limits {
        pause: Duration::from_millis(1),
        retry: Duration::from_millis(1),
        ..Limits::default()
    }
}

/// More than any answer takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

fn links(server: &Server, paths: &[&str]) -> Vec<Link> {
    let links = paths.iter().map(|path| Link {
        address: server.address(path),
        places: Vec::new(),
    });
    links.collect()
}

fn asked(server: &Server, paths: &[&str], cache: &mut Cache, limits: Limits) -> Asked {
    let client = Client::with_patience(Some("https://casebook.nhs.uk/"), PATIENCE);
    ask_all(&links(server, paths), cache, 1_000, &client, limits)
}

/// What became of each path, by its path.
fn verdicts(server: &Server, asked: &Asked) -> BTreeMap<String, Verdict> {
    let root = server.address("");
    let all = asked.verdicts.iter();
    all.map(|(address, verdict)| (address.replace(&root, "/"), verdict.clone()))
        .collect()
}

#[test]
fn every_answer_has_its_verdict() {
    let server = Server::start();
    let paths = [
        "ok",
        "moved",
        "found",
        "gone",
        "missing",
        "no-head",
        "busy",
        "later",
        "closes",
        "flaky",
        "loop",
        "forbidden",
        "broken",
        "nonsense",
    ];
    let asked = asked(&server, &paths, &mut Cache::default(), gentle());
    let unreachable = |why: &str| Verdict::Unreachable(why.to_string());
    let wanted = [
        ("/ok", Verdict::Fine),
        ("/moved", Verdict::Moved(server.address("ok"))),
        ("/found", Verdict::Fine),
        ("/gone", Verdict::Gone(410)),
        ("/missing", Verdict::Gone(404)),
        ("/no-head", Verdict::Fine),
        ("/busy", Verdict::Fine),
        (
            "/later",
            unreachable("it asks to come back in 3600 seconds"),
        ),
        ("/closes", unreachable("the connection broke")),
        ("/flaky", Verdict::Fine),
        ("/loop", unreachable("it redirects more than 5 times")),
        ("/forbidden", Verdict::Unclear(403)),
        ("/broken", unreachable("it answers with status 500")),
        ("/nonsense", unreachable("the answer made no sense")),
    ];
    let wanted = wanted.map(|(path, verdict)| (path.to_string(), verdict));
    assert_eq!(verdicts(&server, &asked), BTreeMap::from(wanted));
    assert!(!asked.is_offline);
}

#[test]
fn a_server_that_keeps_silent_is_not_waited_for() {
    let server = Server::start();
    let client = Client::with_patience(None, Duration::from_millis(200));
    let links = links(&server, &["slow"]);
    let asked = ask_all(&links, &mut Cache::default(), 1_000, &client, gentle());
    let silent = Verdict::Unreachable("nobody answered in time".to_string());
    assert_eq!(verdicts(&server, &asked)["/slow"], silent);
    assert_eq!(server.questions(), ["HEAD /slow", "HEAD /slow"]);
}

#[test]
fn head_comes_first_and_get_where_it_is_refused() {
    let server = Server::start();
    asked(
        &server,
        &["ok", "no-head", "missing"],
        &mut Cache::default(),
        gentle(),
    );
    let wanted = [
        "GET /missing",
        "GET /no-head",
        "HEAD /missing",
        "HEAD /no-head",
        "HEAD /ok",
    ];
    assert_eq!(server.questions(), wanted);
    let heads = server.heads();
    assert!(
        heads.iter().all(|head| {
            let head = head.to_lowercase();
            head.contains("user-agent: casebook/")
                && head.contains("checks links; for https://casebook.nhs.uk/")
                && !head.contains("cookie")
        }),
        "{heads:#?}"
    );
}

#[test]
fn a_host_is_asked_one_thing_at_a_time_with_a_pause() {
    let server = Server::start();
    let pause = Duration::from_millis(60);
    let limits = Limits { pause, ..gentle() };
    asked(
        &server,
        &["ok", "found", "moved"],
        &mut Cache::default(),
        limits,
    );
    assert_eq!(server.most_at_once(), 1);
    let times = server.times();
    assert_eq!(times.len(), 5);
    for pair in times.windows(2) {
        // A pause is at least this long, however slow the machine is.
        assert!(pair[1] - pair[0] >= pause, "{times:?}");
    }
}

#[test]
fn who_says_when_to_come_back_is_believed() {
    let server = Server::start();
    asked(&server, &["busy"], &mut Cache::default(), gentle());
    assert_eq!(server.questions(), ["HEAD /busy", "HEAD /busy"]);
    let times = server.times();
    assert!(times[1] - times[0] >= Duration::from_secs(1));
    // An hour is longer than anybody waits here.
    asked(&server, &["later"], &mut Cache::default(), gentle());
    assert_eq!(server.questions().len(), 3);
}

#[test]
fn a_body_is_not_read() {
    let server = Server::start();
    let asked = asked(&server, &["huge"], &mut Cache::default(), gentle());
    assert_eq!(verdicts(&server, &asked)["/huge"], Verdict::Fine);
    // What the systems keep on the way is all that could be sent of 10 GB.
    assert!(server.sent() < 64 << 20, "{}", server.sent());
}

#[test]
fn a_second_run_asks_only_what_may_have_changed() {
    let server = Server::start();
    let mut cache = Cache::default();
    let paths = ["ok", "moved", "gone", "forbidden", "closes"];
    let first = asked(&server, &paths, &mut cache, gentle());
    let text = cache.write(&links(&server, &paths));
    server.forget();
    let mut cache = Cache::read(&text, 1_001, 7);
    let second = asked(&server, &paths, &mut cache, gentle());
    assert_eq!(second.verdicts, first.verdicts);
    assert_eq!((first.known, second.known), (0, 4));
    assert_eq!(server.questions(), ["HEAD /closes", "HEAD /closes"]);
}

#[test]
fn what_there_is_no_time_for_is_left_for_the_next_run() {
    let server = Server::start();
    let limits = Limits {
        whole: Duration::ZERO,
        ..gentle()
    };
    let mut cache = Cache::default();
    let asked = asked(&server, &["ok", "gone"], &mut cache, limits);
    assert_eq!((asked.not_asked(), server.questions().len()), (2, 0));
    assert_eq!(cache, Cache::default());
}

/// The small site with links to the server: in a field of YAML, in running text, and twice.
fn site(server: &Server) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let small = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/small");
    copy(small.as_ref(), folder.path());
    let licence = folder.path().join("casebook.yaml");
    let text = fs::read_to_string(&licence).expect("reads");
    let text = text.replace(
        "https://creativecommons.org/licenses/by/4.0/",
        &server.address("ok"),
    );
    fs::write(licence, text).expect("writes");
    let page = format!(
        "---\ntitle: Links\n---\n\nSee [the old page]({}) and\n[the new one]({}), again [the old one]({}#part).\n",
        server.address("gone"),
        server.address("moved"),
        server.address("gone"),
    );
    fs::write(folder.path().join("content/links.md"), page).expect("writes");
    folder
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    fs::create_dir_all(to).expect("makes");
    for entry in fs::read_dir(from).expect("lists") {
        let (path, name) = entry
            .map(|entry| (entry.path(), entry.file_name()))
            .expect("lists");
        match path.is_dir() {
            true => copy(&path, &to.join(name)),
            false => fs::write(to.join(name), fs::read(&path).expect("reads")).expect("writes"),
        }
    }
}

fn check(site: &tempfile::TempDir, args: &[&str]) -> Output {
    let mut command = assert_cmd::Command::cargo_bin("casebook").expect("the program");
    command.arg("check").args(args);
    command
        .env("NO_PROXY", "127.0.0.1")
        .env("SOURCE_DATE_EPOCH", "1767225600");
    command.current_dir(site.path()).output().expect("runs")
}

#[test]
fn each_place_of_a_bad_link_is_named_and_answers_are_kept() {
    let server = Server::start();
    let site = site(&server);
    let run = || {
        let ran = check(&site, &["--external", "--format", "short"]);
        assert_eq!(
            ran.status.code(),
            Some(1),
            "{}",
            String::from_utf8_lossy(&ran.stderr)
        );
        let text = String::from_utf8(ran.stdout).expect("text");
        let lines = text.lines().filter(|line| line.contains("[link-"));
        lines.map(str::to_string).collect::<Vec<String>>()
    };
    let gone = format!(
        "There is no such page any more (status 410): {}",
        server.address("gone")
    );
    let moved = format!("This page has moved for good: {}", server.address("moved"));
    let lines = run();
    let starts = [
        ("content/links.md:5:20: error[link-gone]: ", &gone),
        ("content/links.md:6:15: warning[link-moved]: ", &moved),
        ("content/links.md:6:66: error[link-gone]: ", &gone),
    ];
    assert_eq!(lines.len(), starts.len(), "{lines:#?}");
    for (line, (start, message)) in lines.iter().zip(starts) {
        assert!(
            line.starts_with(start) && line.contains(message.as_str()),
            "{line}"
        );
    }
    // GET after the HEAD that was refused, and the redirect once more for the page itself.
    let first = server.questions();
    assert_eq!(first.len(), 5, "{first:?}");
    server.forget();
    assert_eq!(run(), lines);
    assert_eq!(server.questions(), [""; 0]);
    let kept = site.path().join(".casebook");
    assert_eq!(
        fs::read_to_string(kept.join(".gitignore")).expect("reads"),
        "*\n"
    );
    // The answers are safe to delete, and to spoil.
    fs::write(kept.join("links.json"), "no answers").expect("writes");
    assert_eq!(run(), lines);
    assert_eq!(server.questions(), first);
}

#[test]
fn nobody_is_asked_unless_it_is_asked_for() {
    let server = Server::start();
    let site = site(&server);
    let ran = check(&site, &[]);
    assert_eq!(
        ran.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    assert_eq!(server.questions(), [""; 0]);
    assert!(!site.path().join(".casebook").exists());
    let ran = check(&site, &["--max-age", "1"]);
    assert_eq!(ran.status.code(), Some(2));
}
