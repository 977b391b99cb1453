//! From files to a tree and a commit.

use super::Error;
use super::git::problem;
use super::store::Store;
use crate::history::git::Refusal;
use crate::output::{Bytes, Output};
use crate::publish::manifest::{MANIFEST, Manifest, hash_of};

/// A file of the old tree: mode, object, path.
type Entry = (String, String, String);

/// Writes the site, our list of its files and what is kept; gives the tree.
pub(super) fn write(store: &Store, output: &Output, keep: &[String]) -> Result<String, Error> {
    let old = entries(store)?;
    let ours = old.iter().any(|(.., path)| path == MANIFEST);
    if !ours && old.iter().any(|(.., path)| !is_kept(path, keep)) {
        return Err(Error::NotOurs(store.shown.clone()));
    }
    let hashes = output
        .iter()
        .map(|(path, bytes)| (path.to_string(), hash_of(bytes.in_parts())));
    let manifest = Manifest::new(hashes.collect()).to_bytes();
    let manifest = Bytes::from(manifest);
    let mut files: Vec<(&str, &Bytes)> = output.iter().collect();
    files.push((MANIFEST, &manifest));
    let objects = blobs(store, &files)?;
    let mut lines = Vec::new();
    for ((path, _), object) in files.iter().zip(&objects) {
        line(&mut lines, "100644", object, path);
    }
    for (mode, object, path) in old.iter().filter(|(.., path)| is_kept(path, keep)) {
        let ours = files.iter().position(|(ours, _)| ours == path);
        match ours {
            None => line(&mut lines, mode, object, path),
            Some(at) if objects[at] == *object => {}
            Some(_) => return Err(Error::Clash(path.clone())),
        }
    }
    store.git.line(&["read-tree", "--empty"])?;
    store
        .git
        .bytes(&["update-index", "-z", "--index-info"], lines)?;
    store.git.line(&["write-tree"])
}

fn line(lines: &mut Vec<u8>, mode: &str, object: &str, path: &str) {
    lines.extend_from_slice(format!("{mode} {object}\t{path}\0").as_bytes());
}

fn is_kept(path: &str, keep: &[String]) -> bool {
    let mut keep = keep.iter().map(|kept| kept.trim_end_matches('/'));
    keep.any(|kept| {
        let rest = path.strip_prefix(kept);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// The files of the old site.
fn entries(store: &Store) -> Result<Vec<Entry>, Error> {
    let Some(old) = &store.old else {
        return Ok(Vec::new());
    };
    let args = ["ls-tree", "-r", "-z", old];
    let listed = store.git.bytes(&args, Vec::new())?;
    let listed = String::from_utf8_lossy(&listed);
    let entries = listed.split('\0').filter_map(|entry| {
        let (about, path) = entry.split_once('\t')?;
        let mut about = about.split(' ');
        let (mode, _, object) = (about.next()?, about.next()?, about.next()?);
        Some((mode.to_string(), object.to_string(), path.to_string()))
    });
    Ok(entries.collect())
}

/// Writes the bytes of all files in one go; gives their objects in the same order.
fn blobs(store: &Store, files: &[(&str, &Bytes)]) -> Result<Vec<String>, Error> {
    let mut stream = Vec::new();
    for (number, (_, bytes)) in files.iter().enumerate() {
        stream.extend_from_slice(
            format!("blob\nmark :{}\ndata {}\n", number + 1, bytes.len()).as_bytes(),
        );
        stream.extend_from_slice(&bytes.read());
        stream.extend_from_slice(format!("\nget-mark :{}\n", number + 1).as_bytes());
    }
    stream.extend_from_slice(b"done\n");
    let said = store
        .git
        .bytes(&["fast-import", "--quiet", "--done"], stream)?;
    let said = String::from_utf8_lossy(&said);
    let objects: Vec<String> = said.lines().map(str::to_string).collect();
    match objects.len() == files.len() {
        true => Ok(objects),
        false => Err(Error::Git {
            action: "fast-import".into(),
            said: "not every file was written".into(),
        }),
    }
}

/// How many files of the site are new or other than before, and how many are gone.
pub(super) fn counts(store: &Store, tree: &str) -> Result<(usize, usize), Error> {
    let Some(old) = &store.old else {
        let all = store.git.line(&["ls-tree", "-r", "--name-only", tree])?;
        return Ok((all.lines().filter(|path| *path != MANIFEST).count(), 0));
    };
    let args = [
        "diff-tree",
        "-r",
        "--no-renames",
        "--name-status",
        old,
        tree,
    ];
    let said = store.git.line(&args)?;
    let changed = said.lines().filter_map(|line| line.split_once('\t'));
    let changed = changed.filter(|(_, path)| *path != MANIFEST);
    let (gone, written): (Vec<_>, Vec<_>) = changed.partition(|(status, _)| *status == "D");
    Ok((written.len(), gone.len()))
}

/// A commit of the tree, after the one that the branch is at.
pub(super) fn commit(store: &Store, tree: &str, message: &str) -> Result<String, Error> {
    let mut args = vec!["commit-tree", tree, "-m", message];
    if let Some(old) = &store.old {
        args.extend(["-p", old]);
    }
    match store.git.run(&args, Vec::new()) {
        Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).trim().to_string()),
        Err(Refusal::Said(_)) if !store.git.says(&["var", "GIT_COMMITTER_IDENT"])? => {
            Err(Error::Nobody)
        }
        Err(refusal) => Err(problem(refusal, &args)),
    }
}
