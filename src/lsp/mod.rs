//! The language server: what `check` says while somebody types, and what a name stands for.
//!
//! An editor starts `casebook lsp` and speaks to it over standard input and output. Texts that are
//! open stand in place of the files on disk ([`state`]); requests are answered from an index of
//! both; a thread beside checks the whole site after each pause ([`worker`]). Whatever comes in, the
//! server answers or ignores it, and goes on.

mod complete;
mod context;
mod position;
mod state;
mod target;
mod uris;
mod worker;

use std::collections::{BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::mpsc;

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types as lsp;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::Options;
use crate::editor::{Index, fields_of};
use crate::source::{Files, Folder, find_root};
use position::offset;
use state::State;
use target::{Found, Target};

/// What the caller decides.
pub struct Settings<'a> {
    /// The folder of the site; else the one that the editor names.
    pub root: Option<PathBuf>,
    /// How the site is built, when its files are known.
    pub options: &'a dyn Fn(&Files) -> Result<Options, String>,
}

/// Speaks with an editor until it says goodbye.
///
/// # Errors
///
/// When the conversation cannot begin, or ends before its time.
pub fn serve(settings: &Settings<'_>) -> Result<(), String> {
    let (connection, threads) = Connection::stdio();
    let outcome = converse(&connection, settings);
    drop(connection);
    outcome?;
    threads
        .join()
        .map_err(|error| format!("The conversation broke off: {error}."))
}

fn converse(connection: &Connection, settings: &Settings<'_>) -> Result<(), String> {
    let broken = |error: lsp_server::ProtocolError| {
        format!("The editor did not begin as a language server expects: {error}.")
    };
    let (id, hello) = connection.initialize_start().map_err(broken)?;
    let root = root(settings, &hello);
    let folder = Folder::open(&root)
        .map_err(|error| format!("The folder {} cannot be read: {error}.", root.display()))?;
    let options = (settings.options)(&folder.files())?;
    connection
        .initialize_finish(id, capabilities())
        .map_err(broken)?;
    watch(connection, &hello);
    let state = State::new(root, folder, options);
    let (jobs, queue) = mpsc::channel();
    let sender = connection.sender.clone();
    let folder = state.root().to_path_buf();
    std::thread::scope(|scope| {
        scope.spawn(move || worker::run(folder, &queue, |message| sender.send(message).is_ok()));
        let mut server = Server {
            connection,
            state,
            jobs,
        };
        server.check();
        server.run()
    })
}

/// The folder of the site: the one that is given, or the nearest with a configuration at or above
/// the folder that the editor has open.
fn root(settings: &Settings<'_>, hello: &Value) -> PathBuf {
    if let Some(root) = &settings.root {
        return absolute(root);
    }
    let folder = hello["workspaceFolders"][0]["uri"].as_str();
    let uri = folder.or(hello["rootUri"].as_str());
    let named = uri
        .and_then(|uri| uri.parse().ok())
        .and_then(|uri| uris::path(&uri));
    let start = named.unwrap_or_else(|| absolute(Path::new(".")));
    find_root(&start).unwrap_or(start)
}

fn absolute(path: &Path) -> PathBuf {
    path.canonicalize()
        .or_else(|_| std::path::absolute(path))
        .unwrap_or_else(|_| path.to_path_buf())
}

fn capabilities() -> Value {
    json!({
        "capabilities": {
            // Positions are in units of UTF-16, which every editor knows.
            "positionEncoding": "utf-16",
            "textDocumentSync": {"openClose": true, "change": 2, "save": true},
            "completionProvider": {"triggerCharacters": [":", " ", "-", "[", "@", "#", "("]},
            "definitionProvider": true,
            "referencesProvider": true,
            "hoverProvider": true,
        },
        "serverInfo": {"name": "casebook", "version": env!("CARGO_PKG_VERSION")},
    })
}

/// Asks to be told of files that change on disk, where the editor can do that.
fn watch(connection: &Connection, hello: &Value) {
    let can = &hello["capabilities"]["workspace"]["didChangeWatchedFiles"]["dynamicRegistration"];
    if can.as_bool() != Some(true) {
        return;
    }
    let watchers = json!([{"globPattern": "**/*"}]);
    let params = json!({"registrations": [{
        "id": "files",
        "method": "workspace/didChangeWatchedFiles",
        "registerOptions": {"watchers": watchers},
    }]});
    let id = RequestId::from("watch".to_string());
    let request = Request::new(id, "client/registerCapability".into(), params);
    // An editor that is gone will be noticed by the loop.
    let _ = connection.sender.send(Message::Request(request));
}

struct Server<'c> {
    connection: &'c Connection,
    state: State,
    jobs: mpsc::Sender<worker::Job>,
}

impl Server<'_> {
    fn run(&mut self) -> Result<(), String> {
        let mut waiting: VecDeque<Message> = VecDeque::new();
        loop {
            let message = match waiting.pop_front() {
                Some(message) => message,
                None => match self.connection.receiver.recv() {
                    Ok(message) => message,
                    // The editor is gone without goodbye.
                    Err(_) => return Ok(()),
                },
            };
            waiting.extend(self.connection.receiver.try_iter());
            match message {
                Message::Request(request) => {
                    if request.method == "shutdown" {
                        return self.goodbye(request.id, waiting);
                    }
                    let answer = match is_cancelled(&request.id, &waiting) {
                        true => refusal(request.id, ErrorCode::RequestCanceled, "Cancelled."),
                        false => self.answer(request),
                    };
                    if self
                        .connection
                        .sender
                        .send(Message::Response(answer))
                        .is_err()
                    {
                        return Ok(());
                    }
                }
                Message::Notification(told) if told.method == "exit" => return Ok(()),
                Message::Notification(told) => self.told(told),
                Message::Response(_) => {}
            }
        }
    }

    /// Answers the request to end, and waits for the word to go.
    fn goodbye(&self, id: RequestId, waiting: VecDeque<Message>) -> Result<(), String> {
        let bye = Message::Response(Response::new_ok(id, ()));
        let _ = self.connection.sender.send(bye);
        let is_exit = |message: &Message| matches!(message, Message::Notification(told) if told.method == "exit");
        if waiting.iter().any(is_exit) {
            return Ok(());
        }
        for message in &self.connection.receiver {
            match message {
                Message::Request(request) => {
                    let sorry = "The server has been asked to end.";
                    let answer = refusal(request.id, ErrorCode::InvalidRequest, sorry);
                    let _ = self.connection.sender.send(Message::Response(answer));
                }
                message if is_exit(&message) => break,
                _ => {}
            }
        }
        Ok(())
    }

    fn answer(&mut self, request: Request) -> Response {
        let Request { id, method, params } = request;
        let answer = match method.as_str() {
            "textDocument/completion" => read(&id, params).map(|params| self.complete(&params)),
            "textDocument/hover" => read(&id, params).map(|params| self.hover(&params)),
            "textDocument/definition" => read(&id, params).map(|params| self.definition(&params)),
            "textDocument/references" => read(&id, params).map(|params| self.references(&params)),
            _ => Err(refusal(
                id.clone(),
                ErrorCode::MethodNotFound,
                &format!("This server does not answer {method}."),
            )),
        };
        match answer {
            Ok(value) => Response::new_ok(id, value),
            Err(refusal) => refusal,
        }
    }

    fn told(&mut self, told: Notification) {
        let Notification { method, params } = told;
        let changed = match method.as_str() {
            "textDocument/didOpen" => known(params).map(|told: lsp::DidOpenTextDocumentParams| {
                let opened = told.text_document;
                self.state.open(opened.uri, opened.version, &opened.text)
            }),
            "textDocument/didChange" => {
                known(params).map(|told: lsp::DidChangeTextDocumentParams| {
                    let named = told.text_document;
                    self.state
                        .change(&named.uri, named.version, &told.content_changes)
                })
            }
            "textDocument/didClose" => {
                known(params).map(|told: lsp::DidCloseTextDocumentParams| {
                    self.state.close(&told.text_document.uri)
                })
            }
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" => Some(self.state.rescan()),
            _ => None,
        };
        if changed == Some(true) {
            self.check();
        }
    }

    fn check(&self) {
        // Without the thread there are no messages about problems; requests are still answered.
        let _ = self.jobs.send(self.state.job());
    }

    fn complete(&mut self, params: &lsp::CompletionParams) -> Value {
        let place = &params.text_document_position;
        let known = self.state.known();
        let (files, index) = &*known;
        let found = self.state.find(&place.text_document.uri, files);
        let items = found.map(|(file, text)| {
            let at = offset(text, place.position);
            let Some(document) = index.document(file) else {
                return Vec::new();
            };
            let yaml = yaml_of(&document.path, text);
            let context = context::context(text, at, yaml, &fields_of(document, index));
            context.map_or_else(Vec::new, |context| {
                complete::items(&context, index, place.position)
            })
        });
        json!({"isIncomplete": false, "items": items.unwrap_or_default()})
    }

    fn hover(&mut self, params: &lsp::HoverParams) -> Value {
        let place = &params.text_document_position_params;
        let known = self.state.known();
        let (files, index) = &*known;
        let (words, span) = match self.at(place, files, index) {
            Some(Found::Field(field, span)) => {
                let needed = if field.required { " It is needed." } else { "" };
                let words = format!(
                    "**{}**: {}.{needed}\n\nWrite {}.",
                    field.key,
                    field.purpose(),
                    field.shape.wanted()
                );
                (Some(words), span)
            }
            Some(Found::Names(target, span)) => (target::explained(index, files, &target), span),
            None => return Value::Null,
        };
        let range = worker::place(files, span.file, span.range());
        words.map_or(
            Value::Null,
            |words| json!({"contents": {"kind": "markdown", "value": words}, "range": range}),
        )
    }

    fn definition(&mut self, params: &lsp::GotoDefinitionParams) -> Value {
        let place = &params.text_document_position_params;
        let known = self.state.known();
        let (files, index) = &*known;
        let target = self.target(place, files, index);
        let span = target.and_then(|target| target::definition(index, &target));
        json!(span.and_then(|span| self.state.location(files, span)))
    }

    fn references(&mut self, params: &lsp::ReferenceParams) -> Value {
        let place = &params.text_document_position;
        let known = self.state.known();
        let (files, index) = &*known;
        let Some(target) = self.target(place, files, index) else {
            return Value::Null;
        };
        let mut spans = target::references(index, &target);
        if params.context.include_declaration {
            spans.extend(target::definition(index, &target));
        }
        let places = spans
            .into_iter()
            .filter_map(|span| self.state.location(files, span));
        json!(places.collect::<Vec<_>>())
    }

    fn at<'i>(
        &self,
        place: &lsp::TextDocumentPositionParams,
        files: &Files,
        index: &'i Index,
    ) -> Option<Found<'i>> {
        let (file, text) = self.state.find(&place.text_document.uri, files)?;
        target::at(index, file, offset(text, place.position))
    }

    fn target(
        &self,
        place: &lsp::TextDocumentPositionParams,
        files: &Files,
        index: &Index,
    ) -> Option<Target> {
        match self.at(place, files, index)? {
            Found::Names(target, _) => Some(target),
            Found::Field(..) => None,
        }
    }
}

/// Whether the editor has taken a request back in the meantime.
fn is_cancelled(id: &RequestId, waiting: &VecDeque<Message>) -> bool {
    let cancelled: BTreeSet<String> = waiting
        .iter()
        .filter_map(|message| match message {
            Message::Notification(told) if told.method == "$/cancelRequest" => {
                let id: RequestId = serde_json::from_value(told.params["id"].clone()).ok()?;
                Some(id.to_string())
            }
            _ => None,
        })
        .collect();
    cancelled.contains(&id.to_string())
}

fn refusal(id: RequestId, code: ErrorCode, words: &str) -> Response {
    Response::new_err(id, code as i32, words.to_string())
}

/// What a request asks with.
fn read<T: DeserializeOwned>(id: &RequestId, params: Value) -> Result<T, Response> {
    serde_json::from_value(params).map_err(|error| {
        let words = format!("The request cannot be read: {error}.");
        refusal(id.clone(), ErrorCode::InvalidParams, &words)
    })
}

/// What the editor tells; a message that cannot be read is passed over.
fn known<T: DeserializeOwned>(params: Value) -> Option<T> {
    serde_json::from_value(params).ok()
}

/// Where the fields stand: the whole of a YAML file, the top of a Markdown file.
fn yaml_of(path: &str, text: &str) -> std::ops::Range<usize> {
    if !path.ends_with(".md") {
        return 0..text.len();
    }
    let Some(rest) = text.strip_prefix("---") else {
        return 0..0;
    };
    let start = 3 + rest.find('\n').map_or(rest.len(), |at| at + 1);
    let body = &text[start..];
    // While it is being written there is no end yet.
    let end = body
        .match_indices("---")
        .map(|(at, _)| at)
        .find(|&at| at == 0 || body[..at].ends_with('\n'));
    start..start + end.unwrap_or(body.len())
}
