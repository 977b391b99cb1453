//! What a build from the command line leaves for the next, in the folder `.casebook` of a site.
//!
//! [`save`] writes what was made, with the files and options that it was made from; [`resume`] gives
//! it back, if the program and the options are the same and only a few records are other than then.
//! The build goes on from there as the preview does after an edit, so it gives the bytes of a build
//! from nothing. Whatever does not fit is no error: the build then begins anew. The folder may be
//! deleted at any time.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::codec::{Reader, Writer};
use crate::history::History;
use crate::parse;
use crate::schema::RecordKind;
use crate::source::{CONFIG, Content, Files};
use crate::{Left, Memo, Options};

/// Where it lies, below the site's root.
pub const FOLDER: &str = ".casebook";

/// With more changed files than these, beginning anew is about as fast.
const MOST_CHANGED: usize = 200;

/// The most files of a site for which anything is left. A second build has what was left in memory
/// beside the records; of a larger site memory counts for more than time.
const MOST_FILES: usize = 60_000;

/// How many bytes are read or written at once.
const AT_ONCE: usize = 256 * 1024;

/// The file that says from what was made what is in the other.
const INPUTS: &str = "inputs";

/// The file with what was made.
const MADE: &str = "made";

/// How the name of a file ends that is not yet in its place.
const STAGED: &str = "new";

type Hash = [u8; blake3::OUT_LEN];

/// Whether a site is small enough for anything to be left of it.
pub fn fits(files: &Files) -> bool {
    files.iter().len() <= MOST_FILES
}

/// A memo as the last build left it. `None` when there is nothing that this build can go on from.
pub fn resume(root: &Path, files: &Files, options: &Options) -> Option<Memo> {
    let (mut inputs, made_of) = open(root, INPUTS)?;
    let mut input = Reader::new(&mut inputs);
    if input.take::<Hash>()? != maker(options).ok()? {
        return None;
    }
    let changed = changed(files, &mut input)?;
    let history = match input.take()? {
        true => Some(History::left(&mut input)?),
        false => None,
    };
    let before = Options {
        history,
        ..options.clone()
    };
    let left = || {
        let (mut made, _) = open(root, MADE)?;
        let mut input = Reader::new(&mut made);
        (input.take::<Hash>()? == made_of).then(|| Left::read(&mut input))?
    };
    Memo::resumed(&files.with(changed), &before, left)
}

/// Leaves what was made from these files with these options for the next build.
///
/// # Errors
///
/// When it cannot be written. The next build then goes on from what was left before, or begins anew.
pub fn save(root: &Path, files: &Files, options: &Options, left: &Left) -> io::Result<()> {
    let folder = folder(root)?;
    tidy(&folder)?;
    let inputs = Staged::write(&folder, INPUTS, |out| {
        out.put(&maker(options)?)?;
        out.put(&files.iter().len())?;
        for (_, file) in files.iter() {
            out.put(&(&*file.path, Face::of(&file.content)))?;
        }
        out.put(&options.history.is_some())?;
        match &options.history {
            Some(history) => history.leave(out),
            None => Ok(()),
        }
    })?;
    let made = Staged::write(&folder, MADE, |out| {
        out.put(&inputs.hash)?;
        left.write(out)
    })?;
    // Stopped between the two, the one names other inputs than are there, and is not read.
    made.put()?;
    inputs.put()
}

/// The folder, which git is to leave alone. It is made if it is not there.
///
/// # Errors
///
/// When it cannot be made, or is a link, which could lead anywhere.
pub fn folder(root: &Path) -> io::Result<PathBuf> {
    let folder = root.join(FOLDER);
    if let Err(error) = fs::create_dir(&folder) {
        let is_there = fs::symlink_metadata(&folder).is_ok_and(|found| found.is_dir());
        is_there.then_some(()).ok_or(error)?;
    }
    match File::create_new(folder.join(".gitignore")) {
        Ok(mut file) => file.write_all(b"*\n")?,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error),
    }
    Ok(folder)
}

/// Removes what a build that was stopped has left. A build at the same time may lose what it is
/// writing, and then leaves nothing.
fn tidy(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == STAGED)
        {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// A file that ends with the hash of the rest, and that hash. It is read twice, first to see that
/// nothing in it is damaged: of a large site it is better not in memory as a whole.
fn open(root: &Path, name: &str) -> Option<(BufReader<File>, Hash)> {
    let path = root.join(FOLDER).join(name);
    // Reading a pipe would wait for ever.
    let found = fs::symlink_metadata(&path).ok()?;
    let mut file = found.is_file().then(|| File::open(path))?.ok()?;
    let length = file.metadata().ok()?.len();
    let rest = length.checked_sub(blake3::OUT_LEN as u64)?;
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader((&file).take(rest)).ok()?;
    let mut hash = Hash::default();
    file.read_exact(&mut hash).ok()?;
    file.rewind().ok()?;
    let whole = *hasher.finalize().as_bytes() == hash;
    whole.then(|| (BufReader::with_capacity(AT_ONCE, file), hash))
}

/// A file that is written and not yet in its place. It is removed unless it gets there.
struct Staged {
    at: PathBuf,
    to: PathBuf,
    hash: Hash,
}

impl Staged {
    fn write(
        folder: &Path,
        name: &str,
        write: impl FnOnce(&mut Writer<'_>) -> io::Result<()>,
    ) -> io::Result<Self> {
        let to = folder.join(name);
        let mut staged = Self {
            // Of several builds at the same time each has a file of its own until it is whole.
            at: to.with_extension(format!("{}.{STAGED}", std::process::id())),
            to,
            hash: Hash::default(),
        };
        let hashed = Hashed {
            to: File::create_new(&staged.at)?,
            hash: blake3::Hasher::new(),
        };
        let mut buffer = BufWriter::with_capacity(AT_ONCE, hashed);
        write(&mut Writer::new(&mut buffer))?;
        let mut hashed = buffer.into_inner()?;
        staged.hash = *hashed.hash.finalize().as_bytes();
        hashed.to.write_all(&staged.hash)?;
        Ok(staged)
    }

    fn put(self) -> io::Result<()> {
        fs::rename(&self.at, &self.to)
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // Nothing is there once it is in its place.
        let _ = fs::remove_file(&self.at);
    }
}

/// Writes, and counts what was written into a hash.
struct Hashed<W> {
    to: W,
    hash: blake3::Hasher,
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// The hash of the program and of all options but the history: whatever else goes into a site is in
/// one of its files.
fn maker(options: &Options) -> io::Result<Hash> {
    let Options {
        as_of,
        base_url,
        drafts,
        for_publication,
        history: _,
    } = options;
    static PROGRAM: OnceLock<Hash> = OnceLock::new();
    let program = match PROGRAM.get() {
        Some(known) => *known,
        None => {
            let mut hash = blake3::Hasher::new();
            hash.update_reader(File::open(std::env::current_exe()?)?)?;
            *PROGRAM.get_or_init(|| *hash.finalize().as_bytes())
        }
    };
    let mut hash = blake3::Hasher::new();
    hash.update(&program);
    hash.update(format!("{:?}", (as_of, base_url, drafts, for_publication)).as_bytes());
    Ok(*hash.finalize().as_bytes())
}

/// What was in a file: a text as it was, so that what changed can be looked up, or the hash of others.
#[derive(Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
enum Face<'f> {
    Text(&'f str),
    Other(Hash),
}

impl<'f> Face<'f> {
    fn of(content: &'f Content) -> Self {
        match content {
            Content::Text(text) => Self::Text(text),
            Content::Unreadable(text) => Self::Other(*blake3::hash(text.as_bytes()).as_bytes()),
            Content::Bytes(bytes) => Self::Other(*blake3::hash(bytes).as_bytes()),
        }
    }
}

/// The files that are other than they were, as they were. `None` when more than some records are.
fn changed(files: &Files, input: &mut Reader<'_>) -> Option<Vec<(String, String)>> {
    let count: usize = input.take()?;
    if count != files.iter().len() {
        return None;
    }
    let mut changed = Vec::new();
    for (_, file) in files.iter() {
        let (path, was): (&str, Face<'_>) = input.take()?;
        if *path != *file.path {
            return None;
        }
        if was == Face::of(&file.content) {
            continue;
        }
        let Face::Text(was) = was else {
            return None;
        };
        if !is_record(path) || changed.len() == MOST_CHANGED {
            return None;
        }
        changed.push((path.to_string(), was.to_string()));
    }
    Some(changed)
}

/// Whether a file holds one record, that is neither the configuration nor a vocabulary: all others
/// are checked against those.
fn is_record(path: &str) -> bool {
    let kind = RecordKind::of_path(path);
    parse::is_document(path) && path != CONFIG && kind.is_some_and(|kind| kind.name != "vocabulary")
}
