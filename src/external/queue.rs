//! Who is asked when: one question at a time for each host, several hosts at the same time.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use url::Url;

use super::follow::Run;
use super::{Ask, Cache, LOOKUP, Limits, Link, Method, Reply, Verdict};

/// How many addresses that answered before are asked again to tell whether the fault is on this side.
const PROBES: usize = 3;

/// What was found.
#[derive(Debug, Default)]
pub struct Asked {
    /// What became of each address.
    pub verdicts: BTreeMap<String, Verdict>,
    /// How many of them were known from before.
    pub known: usize,
    /// Whether nothing answered and not even names could be looked up: then the fault is on this
    /// side, and nothing is known of what was asked.
    pub is_offline: bool,
}

impl Asked {
    /// How many addresses there was no time for.
    pub fn not_asked(&self) -> usize {
        let all = self.verdicts.values();
        all.filter(|verdict| **verdict == Verdict::NotAsked).count()
    }
}

/// Asks for every link of which `cache` knows nothing, and puts what lasts into it. `now` is in
/// seconds since 1970.
pub fn ask_all(
    links: &[Link],
    cache: &mut Cache,
    now: u64,
    ask: &dyn Ask,
    limits: Limits,
) -> Asked {
    let mut asked = Asked::default();
    let mut open: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for link in links {
        match cache.get(&link.address) {
            Some(verdict) => {
                asked.known += 1;
                asked.verdicts.insert(link.address.clone(), verdict.clone());
            }
            None => open
                .entry(host(&link.address))
                .or_default()
                .push(&link.address),
        }
    }
    let found = ask_open(open, ask, limits);
    let verdicts = found.iter().map(|(_, verdict)| verdict);
    asked.is_offline = seems_offline(verdicts)
        && !asked
            .verdicts
            .keys()
            .take(PROBES)
            .any(|known| answers(ask, known));
    for (address, verdict) in found {
        if verdict.lasts() {
            cache.put(&address, verdict.clone(), now);
        }
        asked.verdicts.insert(address, verdict);
    }
    asked
}

/// Whether nobody answered, and some name could not be looked up.
fn seems_offline<'v>(verdicts: impl Iterator<Item = &'v Verdict> + Clone) -> bool {
    let unnamed = |verdict: &Verdict| match verdict {
        Verdict::NoHost => true,
        Verdict::Unreachable(why) => why == LOOKUP,
        _ => false,
    };
    !verdicts.clone().any(Verdict::is_answer) && verdicts.into_iter().any(unnamed)
}

/// Whether somebody answers at an address at which somebody did before.
fn answers(ask: &dyn Ask, address: &str) -> bool {
    matches!(ask.ask(Method::Head, address), Reply::Answer { .. })
}

fn ask_open(
    open: BTreeMap<String, Vec<&str>>,
    ask: &dyn Ask,
    limits: Limits,
) -> Vec<(String, Verdict)> {
    let gates = Gates::new(limits.pause);
    let run = Run {
        ask,
        gates: &gates,
        limits,
        end: Instant::now() + limits.whole,
    };
    let workers = limits.hosts.min(open.len());
    let waiting = Mutex::new(open.into_values());
    let done = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                // All addresses of a host go to one worker, which is free for the next host then.
                while let Some(addresses) = locked(&waiting, Iterator::next) {
                    for address in addresses {
                        let verdict = run.verdict(address);
                        locked(&done, |done| done.push((address.to_string(), verdict)));
                    }
                }
            });
        }
    });
    done.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn locked<T, R>(shelf: &Mutex<T>, act: impl FnOnce(&mut T) -> R) -> R {
    // What is kept is put there whole.
    act(&mut shelf.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Host and port of an address.
fn host(address: &str) -> String {
    let url = Url::parse(address).ok();
    let named = url
        .as_ref()
        .and_then(|url| Some((url.host_str()?, url.port_or_known_default())));
    named.map_or_else(String::new, |(host, port)| {
        format!("{host}:{}", port.unwrap_or_default())
    })
}

/// The door of each host, through which one question goes at a time. Redirects lead from one host
/// to another, so a worker may meet another at a door.
#[derive(Debug)]
pub(super) struct Gates {
    pause: Duration,
    doors: Mutex<HashMap<String, Arc<Mutex<Option<Instant>>>>>,
}

impl Gates {
    fn new(pause: Duration) -> Self {
        Self {
            pause,
            doors: Mutex::default(),
        }
    }

    /// Asks when it is this question's turn, and a pause after the one before.
    pub(super) fn through<T>(&self, address: &str, ask: impl FnOnce() -> T) -> T {
        let door = locked(&self.doors, |doors| {
            doors.entry(host(address)).or_default().clone()
        });
        locked(&door, |last| {
            if let Some(last) = *last {
                std::thread::sleep(self.pause.saturating_sub(last.elapsed()));
            }
            let answer = ask();
            *last = Some(Instant::now());
            answer
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Knows what each address answers, and remembers what it was asked.
    struct Told(Vec<(&'static str, Reply)>, Mutex<Vec<String>>);

    impl Ask for Told {
        fn ask(&self, method: Method, address: &str) -> Reply {
            locked(&self.1, |all| all.push(format!("{method:?} {address}")));
            let known = self.0.iter().find(|(known, _)| *known == address);
            known.map_or(Reply::NoHost, |(_, reply)| reply.clone())
        }
    }

    fn answer(status: u16, location: Option<&str>) -> Reply {
        Reply::Answer {
            status,
            location: location.map(str::to_string),
            retry_after: None,
        }
    }

    fn run(
        told: Vec<(&'static str, Reply)>,
        addresses: &[&str],
        cache: &mut Cache,
    ) -> (Asked, Vec<String>) {
        let links = addresses.iter().map(|address| Link {
            address: (*address).to_string(),
            places: Vec::new(),
        });
        let links: Vec<Link> = links.collect();
        let limits = Limits {
            pause: Duration::ZERO,
            retry: Duration::ZERO,
            ..Limits::default()
        };
        let told = Told(told, Mutex::default());
        let asked = ask_all(&links, cache, 100, &told, limits);
        let mut questions = told.1.into_inner().expect("questions");
        questions.sort();
        (asked, questions)
    }

    #[test]
    fn only_lasting_redirects_say_that_a_page_has_moved() {
        let told = vec![
            ("https://a.uk/", answer(301, Some("/new#part"))),
            ("https://a.uk/new", answer(302, Some("https://b.uk/login"))),
            ("https://b.uk/login", answer(200, None)),
            ("https://c.uk/", answer(307, Some("https://a.uk/new"))),
            ("https://d.uk/", answer(308, Some("https://e.uk/"))),
            ("https://e.uk/", answer(404, None)),
            ("https://f.uk/", answer(301, Some("javascript:alert(1)"))),
        ];
        let addresses = [
            "https://a.uk/",
            "https://c.uk/",
            "https://d.uk/",
            "https://f.uk/",
        ];
        let (asked, _) = run(told, &addresses, &mut Cache::default());
        let verdicts: Vec<Verdict> = asked.verdicts.into_values().collect();
        let nowhere = "it redirects to what is no address".to_string();
        assert_eq!(
            verdicts,
            [
                Verdict::Moved("https://a.uk/new".into()),
                Verdict::Fine,
                Verdict::Gone(404),
                Verdict::Unreachable(nowhere),
            ]
        );
    }

    #[test]
    fn a_name_without_a_host_and_a_bad_certificate_are_not_tried_again() {
        let told = vec![
            ("https://a.uk/", Reply::Certificate("Expired".into())),
            ("https://b.uk/", Reply::Silent("x".into())),
        ];
        let mut cache = Cache::default();
        let addresses = ["https://a.uk/", "https://b.uk/", "https://c.uk/"];
        let (asked, questions) = run(told, &addresses, &mut cache);
        assert!(!asked.is_offline);
        assert_eq!(asked.verdicts["https://c.uk/"], Verdict::NoHost);
        let wanted = [
            "Head https://a.uk/",
            "Head https://b.uk/",
            "Head https://b.uk/",
            "Head https://c.uk/",
        ];
        assert_eq!(questions, wanted);
        // None of these lasts.
        assert_eq!(cache, Cache::default());
    }

    #[test]
    fn a_computer_that_is_not_online_says_nothing_of_links() {
        let mut cache = Cache::default();
        let (asked, _) = run(Vec::new(), &["https://a.uk/", "https://b.uk/"], &mut cache);
        assert!(asked.is_offline);
        // With one that answered before, it can be told that one name alone is gone.
        cache.put("https://b.uk/", Verdict::Fine, 99);
        let told = vec![("https://b.uk/", answer(200, None))];
        let (asked, questions) = run(told, &["https://a.uk/", "https://b.uk/"], &mut cache);
        assert_eq!((asked.is_offline, asked.known), (false, 1));
        assert_eq!(questions, ["Head https://a.uk/", "Head https://b.uk/"]);
        let (asked, _) = run(Vec::new(), &["https://a.uk/", "https://b.uk/"], &mut cache);
        assert!(asked.is_offline);
    }
}
