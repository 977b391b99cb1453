//! The transport: sockets in, answers out. No other module of the preview touches a socket, except
//! that event streams are handed over to their own list.
//!
//! In goes a listener and a function from [`Request`] to [`Answer`]. One thread accepts; each
//! connection gets a thread of its own, reads one request, writes one answer and closes. [`gate`]
//! keeps strangers who say nothing, say too much or read too slowly from taking all the places.

mod gate;
mod request;
mod response;

use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

pub(crate) use request::{Request, decoded};
pub(crate) use response::Response;

use gate::Gate;
use request::Refused;

/// How long a client may take to say what it wants.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long a client may take none of an answer before it is given up.
const STUCK: Duration = Duration::from_secs(10);

/// How long after an answer what a client still sends is read and thrown away. Closing with unread
/// input would take the answer back.
const LINGER: Duration = Duration::from_millis(500);

/// How much stack a connection needs; most of it is the page being put together on the heap.
const STACK: usize = 512 * 1024;

/// What is to be done about a request.
pub(crate) enum Answer {
    /// An answer, after which the connection is closed.
    Response(Response),
    /// The connection becomes an event stream: its head is written, then it is handed over.
    Stream(Box<dyn FnOnce(Arc<TcpStream>) + Send>),
}

/// What the server does, given by the rooms above.
pub(crate) struct Service {
    /// Answers a request.
    pub(crate) answer: Box<dyn Fn(&Request) -> Answer + Send + Sync>,
    /// Gives up one place of its own when the machine has no more; whether there was one.
    pub(crate) relieve: Box<dyn Fn() -> bool + Send + Sync>,
}

/// A server that is running.
pub(crate) struct Server {
    listener: TcpListener,
    stopping: Arc<AtomicBool>,
    accepting: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts to accept.
    ///
    /// # Errors
    ///
    /// When the machine gives no thread.
    pub(crate) fn start(listener: TcpListener, service: Service) -> std::io::Result<Self> {
        let stopping = Arc::new(AtomicBool::new(false));
        let own = listener.try_clone()?;
        let flag = stopping.clone();
        let accepting = thread::Builder::new()
            .name("preview-accept".into())
            .spawn(move || accept(&own, &Arc::new(service), &flag))?;
        Ok(Self {
            listener,
            stopping,
            accepting: Some(accepting),
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stopping.store(true, Ordering::SeqCst);
        // The accepting thread sleeps until somebody comes.
        if let Ok(address) = self.listener.local_addr() {
            let _ = TcpStream::connect_timeout(&address, Duration::from_millis(200));
        }
        if let Some(thread) = self.accepting.take() {
            let _ = thread.join();
        }
    }
}

fn accept(listener: &TcpListener, service: &Arc<Service>, stopping: &AtomicBool) {
    let gate = Arc::new(Gate::default());
    while !stopping.load(Ordering::SeqCst) {
        match listener.accept() {
            Ok((stream, _)) => admit(Arc::new(stream), service, &gate),
            Err(error) if error.kind() == ErrorKind::ConnectionAborted => {}
            Err(_) => {
                // Out of file descriptors, most likely: make room, and never stop accepting.
                if !gate.evict() {
                    (service.relieve)();
                }
                thread::sleep(Duration::from_millis(20));
            }
        }
    }
}

fn admit(stream: Arc<TcpStream>, service: &Arc<Service>, gate: &Arc<Gate>) {
    let place = gate.enter(&stream);
    let service = service.clone();
    let connection = move || {
        let place = place;
        converse(&stream, &service, &place);
    };
    // No thread to be had: the closure is dropped, which closes the connection and frees its place.
    let _ = thread::Builder::new()
        .name("preview-client".into())
        .stack_size(STACK)
        .spawn(connection);
}

/// One request and its answer.
fn converse(stream: &Arc<TcpStream>, service: &Service, place: &gate::Place) {
    let _ = stream.set_nodelay(true);
    let _ = stream.set_write_timeout(Some(STUCK));
    let response = match request::read(stream, PATIENCE) {
        Ok(request) => {
            place.answering();
            match (service.answer)(&request) {
                Answer::Response(response) => response.to(&request),
                Answer::Stream(take) => return stream_to(stream, take),
            }
        }
        Err(Refused::Gone) => return,
        Err(Refused::With(response)) => response,
    };
    let mut writer: &TcpStream = stream;
    let written = response.write(&mut writer);
    if written.is_ok() {
        linger(stream);
    }
    let _ = stream.shutdown(Shutdown::Both);
}

fn stream_to(stream: &Arc<TcpStream>, take: Box<dyn FnOnce(Arc<TcpStream>) + Send>) {
    let mut writer: &TcpStream = stream;
    if response::write_stream_head(&mut writer)
        .and_then(|()| stream.set_nonblocking(true))
        .is_ok()
    {
        take(stream.clone());
    }
}

fn linger(stream: &TcpStream) {
    let end = Instant::now() + LINGER;
    let _ = stream.shutdown(Shutdown::Write);
    let mut rest = [0_u8; 16 * 1024];
    let mut reader = stream;
    while let Some(left) = end
        .checked_duration_since(Instant::now())
        .filter(|left| !left.is_zero())
    {
        if stream.set_read_timeout(Some(left)).is_err() {
            return;
        }
        match reader.read(&mut rest) {
            Ok(0) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// Writes to an event stream without ever waiting. Whether all of it went.
pub(crate) fn write_at_once(stream: &TcpStream, bytes: &[u8]) -> bool {
    let mut writer = stream;
    writer
        .write(bytes)
        .is_ok_and(|written| written == bytes.len())
}
