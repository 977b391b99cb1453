//! Asks over the network.

use std::io;
use std::time::Duration;

use ureq::http::{HeaderMap, header};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Error};

use super::{Ask, LOOKUP, Method, Reply};

/// How long one question may take, from looking up the name to the answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// A client that keeps nothing: no cookies, no connections, no redirects.
#[derive(Debug)]
pub struct Client {
    agent: Agent,
}

impl Client {
    /// A client that says for whom it asks: the address of the site, if that is known.
    pub fn new(site: Option<&str>) -> Self {
        Self::with_patience(site, PATIENCE)
    }

    /// The same with another time for each question.
    pub fn with_patience(site: Option<&str>, patience: Duration) -> Self {
        let whom = site.map_or(String::new(), |site| format!("; for {site}"));
        // The certificates that this computer trusts: in hospitals often one of their own.
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier);
        let config = Agent::config_builder()
            .user_agent(format!(
                "Casebook/{} (checks links{whom})",
                env!("CARGO_PKG_VERSION")
            ))
            .tls_config(tls.build())
            .timeout_global(Some(patience))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_idle_connections(0);
        Self {
            agent: config.build().new_agent(),
        }
    }
}

impl Ask for Client {
    fn ask(&self, method: Method, address: &str) -> Reply {
        let answer = match method {
            Method::Head => self.agent.head(address).call(),
            Method::Get => self.agent.get(address).call(),
        };
        // The body goes with the answer, and nothing of it has been read.
        match answer {
            Ok(answer) => Reply::Answer {
                status: answer.status().as_u16(),
                location: text(answer.headers(), &header::LOCATION),
                retry_after: text(answer.headers(), &header::RETRY_AFTER)
                    .and_then(|text| wait(&text)),
            },
            Err(Error::HostNotFound) => Reply::NoHost,
            Err(error) => refused(&error),
        }
    }
}

fn text(headers: &HeaderMap, name: &header::HeaderName) -> Option<String> {
    Some(headers.get(name)?.to_str().ok()?.to_string())
}

/// Seconds. A time of day counts as a long while: nobody waits for it here.
fn wait(text: &str) -> Option<Duration> {
    match text.trim().parse() {
        Ok(seconds) => Some(Duration::from_secs(seconds)),
        Err(_) if text.trim().is_empty() => None,
        Err(_) => Some(Duration::from_secs(60 * 60)),
    }
}

fn refused(error: &Error) -> Reply {
    let said = error.to_string();
    // What is wrong with a certificate comes as an error of one layer or the other.
    if let Some((_, why)) = said.split_once("invalid peer certificate: ") {
        return Reply::Certificate(why.to_string());
    }
    if let Error::Io(error) = error
        && let Some(reply) = unnamed(&error.to_string())
    {
        return reply;
    }
    Reply::Silent(match error {
        Error::Timeout(_) => "nobody answered in time".to_string(),
        Error::Io(error) if error.kind() == io::ErrorKind::ConnectionRefused => {
            "the connection was refused".to_string()
        }
        Error::Io(_) => "the connection broke".to_string(),
        Error::Tls(_) | Error::Rustls(_) => "no safe connection could be made".to_string(),
        _ => "the answer made no sense".to_string(),
    })
}

/// What the systems say of a name that means nothing: Linux twice, macOS, Windows.
const NAMELESS: [&str; 4] = [
    "Name or service not known",
    "No address associated with hostname",
    "nodename nor servname provided",
    "No such host is known",
];

/// What a name is that could not be looked up.
fn unnamed(said: &str) -> Option<Reply> {
    if NAMELESS.iter().any(|known| said.contains(known)) {
        return Some(Reply::NoHost);
    }
    let lookup = said.contains("lookup address") || said.contains("name resolution");
    lookup.then(|| Reply::Silent(LOOKUP.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_system_says_of_a_name_is_understood() {
        let all = "failed to lookup address information: ";
        let unknown = unnamed(&format!("{all}Name or service not known"));
        assert_eq!(unknown, Some(Reply::NoHost));
        let passing = unnamed(&format!("{all}Temporary failure in name resolution"));
        assert_eq!(passing, Some(Reply::Silent(LOOKUP.to_string())));
        assert_eq!(unnamed("Connection refused (os error 111)"), None);
    }

    #[test]
    fn a_certificate_that_does_not_hold_is_named() {
        let error = io::Error::other("invalid peer certificate: Expired");
        let reply = refused(&Error::Io(error));
        assert_eq!(reply, Reply::Certificate("Expired".to_string()));
    }

    #[test]
    fn a_server_may_name_seconds_or_a_time() {
        assert_eq!(wait(" 5 "), Some(Duration::from_secs(5)));
        assert_eq!(
            wait("Fri, 31 Dec 1999 23:59:59 GMT"),
            Some(Duration::from_secs(3600))
        );
        assert_eq!(wait(""), None);
    }
}
