//! What follows from the answers of servers for one address.

use std::time::{Duration, Instant};

use url::Url;

use super::queue::Gates;
use super::{Ask, Limits, Method, Reply, Verdict};

/// One run: whom to ask, how gently, and until when.
pub(super) struct Run<'r> {
    pub(super) ask: &'r dyn Ask,
    pub(super) gates: &'r Gates,
    pub(super) limits: Limits,
    pub(super) end: Instant,
}

/// An answer that stands.
struct Answer {
    status: u16,
    location: Option<String>,
}

impl Run<'_> {
    /// What became of an address.
    pub(super) fn verdict(&self, address: &str) -> Verdict {
        let mut now = address.to_string();
        // The last address to which only lasting redirects led.
        let mut moved = None;
        let mut lasting = true;
        for _ in 0..=self.limits.redirects {
            let answer = match self.settled(&now) {
                Ok(answer) => answer,
                Err(verdict) => return verdict,
            };
            let next = answer
                .location
                .as_deref()
                .filter(|_| is_redirect(answer.status));
            let Some(next) = next else {
                return conclusion(answer.status, moved);
            };
            let next = Url::parse(&now).and_then(|url| url.join(next));
            let Some(next) = next
                .ok()
                .filter(|url| matches!(url.scheme(), "http" | "https"))
            else {
                return Verdict::Unreachable("it redirects to what is no address".into());
            };
            now = without_fragment(next);
            lasting &= matches!(answer.status, 301 | 308);
            if lasting {
                moved = Some(now.clone());
            }
        }
        Verdict::Unreachable(format!(
            "it redirects more than {} times",
            self.limits.redirects
        ))
    }

    /// The answer for one address: with `GET` where `HEAD` is refused, and tried twice where nobody
    /// answers or the server asks to come back.
    fn settled(&self, address: &str) -> Result<Answer, Verdict> {
        let mut method = Method::Head;
        let mut tries = 0;
        loop {
            if Instant::now() >= self.end {
                return Err(Verdict::NotAsked);
            }
            tries += 1;
            let wait = match self
                .gates
                .through(address, || self.ask.ask(method, address))
            {
                Reply::NoHost => return Err(Verdict::NoHost),
                Reply::Certificate(why) => return Err(Verdict::Certificate(why)),
                Reply::Silent(why) if tries > 1 => return Err(Verdict::Unreachable(why)),
                Reply::Silent(_) => self.limits.retry,
                Reply::Answer {
                    status,
                    location,
                    retry_after,
                } => match later(status) {
                    true if tries > 1 => return Err(Verdict::Unreachable(says(status))),
                    true => retry_after.unwrap_or(self.limits.retry),
                    // Some servers refuse HEAD with one status, some with another.
                    false if status >= 400 && method == Method::Head => {
                        method = Method::Get;
                        tries = 0;
                        continue;
                    }
                    false => return Ok(Answer { status, location }),
                },
            };
            self.wait(wait)?;
        }
    }

    /// Waits as long as a server asks, unless that is too long.
    fn wait(&self, wait: Duration) -> Result<(), Verdict> {
        if wait > self.limits.patience {
            let seconds = wait.as_secs();
            return Err(Verdict::Unreachable(format!(
                "it asks to come back in {seconds} seconds"
            )));
        }
        if Instant::now() + wait >= self.end {
            return Err(Verdict::NotAsked);
        }
        std::thread::sleep(wait);
        Ok(())
    }
}

fn is_redirect(status: u16) -> bool {
    matches!(status, 301 | 302 | 303 | 307 | 308)
}

/// Whether a server may answer otherwise in a while.
fn later(status: u16) -> bool {
    matches!(status, 408 | 425 | 429) || status >= 500 && status != 501
}

fn says(status: u16) -> String {
    format!("it answers with status {status}")
}

fn conclusion(status: u16, moved: Option<String>) -> Verdict {
    match (status, moved) {
        (404 | 410, _) => Verdict::Gone(status),
        (200..=299 | 304, Some(to)) => Verdict::Moved(to),
        (200..=299 | 304, None) => Verdict::Fine,
        (status, _) => Verdict::Unclear(status),
    }
}

fn without_fragment(mut url: Url) -> String {
    url.set_fragment(None);
    url.to_string()
}
