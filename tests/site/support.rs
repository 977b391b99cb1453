//! A site in a temporary folder, changed step by step, and what the command says of it.
//!
//! ```text
//! Site::small().with("tab").expect("tab");
//! ```
//!
//! With `CASEBOOK_BLESS=1` in the environment the expected files are written instead of compared.
//! Read each of them, as an editor would, before it is committed: does it say where, what, and what
//! to do?

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use assert_cmd::Command;
use tempfile::TempDir;

/// The day for which every test builds.
pub(crate) const DAY: &str = "2026-01-31";

/// No command may take longer. They take a fraction of a second, also in a debug build.
const PATIENCE: Duration = Duration::from_secs(30);

/// The folder of the fixtures.
pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// A site in a folder of its own.
pub(crate) struct Site {
    folder: TempDir,
}

/// What a command printed, and how it ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// The fixture of this name says what its expected files say.
pub(crate) fn broken(kind: &str) {
    Site::small().with(kind).expect(kind);
}

impl Site {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self { folder }
    }

    /// The small site.
    pub(crate) fn small() -> Self {
        let site = Self::empty();
        copy(&fixtures().join("small"), site.path());
        site
    }

    /// Lays the files of a broken site over this one.
    pub(crate) fn with(self, kind: &str) -> Self {
        let overlay = fixtures().join("broken").join(kind);
        assert!(overlay.is_dir(), "there is no fixture {kind}");
        copy(&overlay, self.path());
        for expected in ["expected.short", "expected.human"] {
            let _ = fs::remove_file(self.path().join(expected));
        }
        self
    }

    /// Writes a file.
    pub(crate) fn write(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("makes the folder");
        fs::write(path, bytes).expect("writes");
        self
    }

    /// Deletes a file.
    pub(crate) fn remove(self, path: &str) -> Self {
        fs::remove_file(self.path().join(path)).expect("removes");
        self
    }

    /// Makes a link at `path` that leads to `goal`.
    #[cfg(unix)]
    pub(crate) fn link(self, path: &str, goal: impl AsRef<Path>) -> Self {
        std::os::unix::fs::symlink(goal, self.path().join(path)).expect("links");
        self
    }

    /// Puts the built small site into `public`, as an earlier build would have left it.
    pub(crate) fn published(self) -> Self {
        static BUILT: OnceLock<TempDir> = OnceLock::new();
        let built = BUILT.get_or_init(|| {
            let small = Self::small();
            let ran = small.run(&["build"]);
            assert_eq!(ran.status, Some(0), "{}", ran.err);
            small.folder
        });
        copy(&built.path().join("public"), &self.path().join("public"));
        self
    }

    /// Where the site is.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Runs a command that builds, in the folder of the site.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        match args.contains(&"--as-of") {
            true => self.run_plain(args),
            false => self.run_plain(&[args, &["--as-of", DAY]].concat()),
        }
    }

    /// The same, with variables of the environment.
    pub(crate) fn run_with(&self, args: &[&str], env: &[(&str, &str)]) -> Ran {
        self.run_in(&[args, &["--as-of", DAY]].concat(), env)
    }

    /// Runs a command in the folder of the site.
    pub(crate) fn run_plain(&self, args: &[&str]) -> Ran {
        self.run_in(args, &[])
    }

    fn run_in(&self, args: &[&str], env: &[(&str, &str)]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_casebook"));
        command
            .current_dir(self.path())
            .env_remove("SOURCE_DATE_EPOCH")
            .envs(env.iter().copied())
            .timeout(PATIENCE)
            .args(args);
        let output = command.output().expect("runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("prints UTF-8");
        Ran {
            status: output.status.code(),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }

    /// Everything in the folder, but for what is kept for the next build: path to bytes.
    pub(crate) fn picture(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut all = BTreeMap::new();
        photograph(self.path(), &mut all);
        let kept = self.path().join(".casebook");
        all.retain(|path, _| !path.starts_with(&kept));
        all
    }

    /// Every file that was built, by its path below the output folder.
    pub(crate) fn built(&self) -> BTreeMap<String, Vec<u8>> {
        let public = self.path().join("public");
        let mut all = BTreeMap::new();
        photograph(&public, &mut all);
        let below = |path: &Path| {
            path.strip_prefix(&public)
                .map(|path| path.to_string_lossy().into())
        };
        let built: BTreeMap<String, Vec<u8>> = all
            .into_iter()
            .map(|(path, bytes)| (below(&path).expect("below"), bytes))
            .collect();
        assert!(built.contains_key("index.html"), "nothing was built");
        built
    }

    /// The same, by paths below the folder.
    pub(crate) fn picture_below(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let below = |path: PathBuf| path.strip_prefix(self.path()).map(Path::to_path_buf);
        let all = self.picture().into_iter();
        all.map(|(path, bytes)| (below(path).expect("below"), bytes))
            .collect()
    }

    /// The commands say what the expected files of `kind` say, end as they should, and leave the
    /// folder byte for byte as it was when the build fails.
    pub(crate) fn expect(self, kind: &str) {
        let site = self.published();
        let before = site.picture();
        let short = site.run(&["check", "--format", "short"]);
        let human = site.run(&["check"]);
        same(kind, "expected.short", &short.out);
        same(kind, "expected.human", &human.err);
        assert_eq!(short.err, "", "{kind}");

        let error = short.out.lines().any(|line| line.contains(": error["));
        let args: &[&str] = if error {
            &["build"]
        } else {
            &["build", "--strict"]
        };
        assert!(!short.out.is_empty(), "{kind} is not broken");
        assert_eq!(
            human.status,
            Some(i32::from(error)),
            "{kind}: {}",
            human.err
        );
        assert_eq!(short.status, human.status, "{kind}");
        assert_eq!(site.run(&["check", "--strict"]).status, Some(1), "{kind}");
        let built = site.run(args);
        assert_eq!(built.status, Some(1), "{kind}");
        let nothing = "Nothing was written: public is as it was.\n";
        assert_eq!(built.err, human.err + nothing, "{kind}");
        assert_eq!(built.out, "", "{kind}");
        assert!(before == site.picture(), "{kind}: the folder has changed");
    }
}

/// Compares with an expected file, or writes it.
fn same(kind: &str, name: &str, printed: &str) {
    let path = fixtures().join("broken").join(kind).join(name);
    if std::env::var("CASEBOOK_BLESS").is_ok_and(|wanted| wanted == "1") {
        fs::create_dir_all(path.parent().expect("a folder")).expect("makes the folder");
        fs::write(&path, printed).expect("writes the expected file");
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        expected == printed,
        "{kind}/{name} differs.\n--- expected\n{expected}\n--- printed\n{printed}"
    );
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("makes the folder");
    for entry in fs::read_dir(from).expect("lists") {
        let entry = entry.expect("lists");
        // What somebody's build of a fixture has kept is none of the site.
        if entry.file_name() == ".casebook" {
            continue;
        }
        let goal = to.join(entry.file_name());
        match entry.file_type().expect("has a type").is_dir() {
            true => copy(&entry.path(), &goal),
            false => drop(fs::copy(entry.path(), goal).expect("copies")),
        }
    }
}

fn photograph(folder: &Path, all: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("lists") {
        let path = entry.expect("lists").path();
        let kind = path.symlink_metadata().expect("has a type").file_type();
        if kind.is_dir() {
            photograph(&path, all);
        } else if kind.is_symlink() {
            let goal = fs::read_link(&path).expect("is a link");
            all.insert(path, goal.to_string_lossy().as_bytes().to_vec());
        } else {
            // Sockets and files that may not be read have no bytes to compare.
            let bytes = fs::read(&path).unwrap_or_default();
            all.insert(path, bytes);
        }
    }
}
