//! The browsers that are listening. Each has one event stream; a stream is written to without
//! waiting, and one that cannot take a message at once is closed: its browser comes back and is
//! told the state as it then is.

use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::http;

/// Streams at once. A browser opens one for each page that is in view.
const MOST: usize = 256;

/// A browser that listens.
struct Client {
    stream: Arc<TcpStream>,
    /// The address that it shows.
    page: String,
}

/// All of them, in the order in which they came.
#[derive(Default)]
pub(super) struct Hub {
    clients: Mutex<Vec<Client>>,
}

impl Hub {
    /// Takes a stream and tells it the state at once. The state is asked for under the same lock
    /// under which news is sent, so that none falls between.
    pub(super) fn join(
        &self,
        stream: Arc<TcpStream>,
        page: String,
        state: impl FnOnce(&str) -> String,
    ) {
        let mut clients = self.clients();
        if http::write_at_once(&stream, message(&state(&page)).as_bytes()) {
            clients.push(Client { stream, page });
        }
        if clients.len() > MOST {
            close(&clients.remove(0));
        }
    }

    /// Tells each browser the state of its page.
    pub(super) fn tell(&self, state: impl Fn(&str) -> String) {
        self.each(|page| message(&state(page)));
    }

    /// A sign of life, so that streams whose browser is gone are noticed.
    pub(super) fn beat(&self) {
        self.each(|_| ":\n\n".to_string());
    }

    /// Closes the oldest stream; whether there was one.
    pub(super) fn drop_oldest(&self) -> bool {
        let mut clients = self.clients();
        if clients.is_empty() {
            return false;
        }
        close(&clients.remove(0));
        true
    }

    fn each(&self, text: impl Fn(&str) -> String) {
        self.clients().retain(|client| {
            let sent = http::write_at_once(&client.stream, text(&client.page).as_bytes());
            if !sent {
                close(client);
            }
            sent
        });
    }

    fn clients(&self) -> MutexGuard<'_, Vec<Client>> {
        self.clients.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Hub {
    fn drop(&mut self) {
        self.clients().iter().for_each(close);
    }
}

fn close(client: &Client) {
    let _ = client.stream.shutdown(Shutdown::Both);
}

/// JSON has no line breaks, so a message is one line.
fn message(json: &str) -> String {
    format!("data: {json}\n\n")
}
