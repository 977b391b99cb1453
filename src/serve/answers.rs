//! What each request gets.
//!
//! In goes a [`Request`], out comes an [`Answer`]. In order: the host must be this machine, or an
//! address of it; the address must be a plain one; then it is the preview's own ([`OWN`]), or a file
//! of the site as it is now. There is nothing else to be had: no listings, no sources.

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;

use super::http::{Answer, Request, Response, decoded};
use super::pages::{self, Editor};
use super::site::{self, Found};
use super::state::{Good, Snapshot, State};
use super::{OWN, Settings};
use crate::hosting::content_type;
use crate::link::content_security_policy;
use crate::output::encoded;

/// Answers requests from what is shown now.
pub(super) struct Answers {
    state: Arc<State>,
    local: bool,
    editor: Editor,
}

impl Answers {
    pub(super) fn new(settings: &Settings, state: Arc<State>) -> Self {
        let root = settings.root.canonicalize();
        let root: PathBuf = root.unwrap_or_else(|_| settings.root.clone());
        Self {
            state,
            local: settings.host.is_loopback(),
            editor: Editor::new(root, settings.editor.clone()),
        }
    }

    /// The answer to a request.
    pub(super) fn answer(&self, request: &Request) -> Answer {
        if !is_own_host(request.host.as_deref(), self.local) {
            return Answer::Response(Response::plain(
                403,
                "The preview answers only under the address that it printed when it began.",
            ));
        }
        let Some(address) = decoded(&request.path).filter(|path| is_plain(path)) else {
            return Answer::Response(Response::plain(400, "There is no such address."));
        };
        match address.strip_prefix(OWN) {
            Some(own) => self.own(own, request),
            None => Answer::Response(self.page(&address, request)),
        }
    }

    fn own(&self, own: &str, request: &Request) -> Answer {
        let now = self.state.now();
        let page = request.asked("page").unwrap_or_default();
        let json = |text: String| Response::new(200, "application/json", text.into_bytes());
        Answer::Response(match own {
            "" => Response::page(200, pages::dashboard(&now, &self.editor)),
            "problems/" => Response::page(200, pages::problems(&now, &self.editor)),
            "search/" => {
                let words = request.asked("q").unwrap_or_default();
                Response::page(200, pages::search(&now, &words))
            }
            "state" => json(self.state.news(&now, &page)),
            "also" => json(also(&now, &page)),
            "events" if request.head_only => Response::plain(200, "Events."),
            "events" => {
                let state = self.state.clone();
                return Answer::Stream(Box::new(move |stream| state.listen(stream, page)));
            }
            own => match own.strip_prefix("assets/").and_then(pages::asset) {
                Some(text) => {
                    let tag = site::tag(text.as_bytes());
                    Response::new(200, &content_type(own), text.as_bytes()).tagged(request, &tag)
                }
                None => Response::plain(404, "The preview has nothing at this address."),
            },
        })
    }

    fn page(&self, address: &str, request: &Request) -> Response {
        let now = self.state.now();
        let Some(good) = &now.good else {
            return Response::page(
                500,
                pages::no_site(&now, &self.editor, &self.news(&now, address)),
            );
        };
        match site::find(good, address) {
            Found::File(path, bytes) if path.ends_with(".html") => {
                self.html(200, &now, good, address, path, &bytes.read())
            }
            Found::File(path, bytes) => {
                let bytes = bytes.read();
                let tag = site::tag(&bytes);
                Response::new(200, &content_type(path), bytes).tagged(request, &tag)
            }
            Found::Folder(address) => Response::redirect(&encoded(&address)),
            Found::Missing => match good.output.entry("404.html") {
                Some((path, bytes)) => self.html(404, &now, good, address, path, &bytes.read()),
                None => Response::plain(404, "There is no page at this address."),
            },
        }
    }

    /// A page of the site with what the preview adds to it.
    fn html(
        &self,
        status: u16,
        now: &Snapshot,
        good: &Good,
        address: &str,
        path: &str,
        bytes: &[u8],
    ) -> Response {
        let html = String::from_utf8_lossy(bytes);
        let news = self.news(now, address);
        Response::page(
            status,
            pages::with_bar(&html, path, good, now, &self.editor, &news),
        )
        .under(content_security_policy(&good.site.config))
    }

    fn news(&self, now: &Snapshot, address: &str) -> String {
        self.state.news(now, address)
    }
}

/// Whether the client means this machine. A page elsewhere could have its own name lead here; names
/// are therefore refused, but for `localhost`, and addresses are what they are.
fn is_own_host(host: Option<&str>, local: bool) -> bool {
    let Some(host) = host else {
        return false;
    };
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    if name.eq_ignore_ascii_case("localhost") {
        return true;
    }
    let address: Option<IpAddr> = name.parse().ok();
    address.is_some_and(|address| address.is_loopback() || !local)
}

/// Whether an address is one that a link of the site can have.
fn is_plain(path: &str) -> bool {
    let odd = |part: &str| part == "." || part == "..";
    path.starts_with('/')
        && !path.contains('\\')
        && !path.contains("//")
        && !path.chars().any(char::is_control)
        && !path.split('/').any(odd)
}

/// The pages that link to a page, as JSON.
fn also(now: &Snapshot, page: &str) -> String {
    let mut rows = Vec::new();
    if let Some(good) = &now.good
        && let Found::File(path, _) = site::find(good, page)
    {
        for (path, title) in site::linking(&good.output, path) {
            let address = path.strip_suffix("index.html").unwrap_or(path);
            rows.push(serde_json::json!({"address": format!("/{address}"), "title": pages::unescaped(&title)}));
        }
    }
    serde_json::Value::Array(rows).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_the_host() {
        for own in [
            "localhost",
            "LOCALHOST:4000",
            "127.0.0.1:4000",
            "[::1]:4000",
            "127.9.9.9",
        ] {
            assert!(is_own_host(Some(own), true), "{own}");
        }
        for other in [
            "",
            "evil.example",
            "localhost.evil.example:4000",
            "192.168.1.5",
            "[::2]:4000",
            "127.0.0.1.evil.example",
        ] {
            assert!(!is_own_host(Some(other), true), "{other}");
        }
        assert!(!is_own_host(None, true));
        // Open to the network: any address of the machine, but still no name.
        assert!(is_own_host(Some("192.168.1.5:4000"), false));
        assert!(!is_own_host(Some("evil.example"), false));
    }

    #[test]
    fn addresses_that_climb_or_hide_are_none() {
        for odd in [
            "", "a", "/..", "/a/../b", "/./a", "//a", "/a\\b", "/a\0", "/a\nb",
        ] {
            assert!(!is_plain(odd), "{odd:?}");
        }
        for plain in ["/", "/a/b.c/", "/…", "/a..b", "/.well-known/x"] {
            assert!(is_plain(plain), "{plain}");
        }
    }
}
