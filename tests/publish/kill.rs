//! A real process, really killed, at random moments, in every way of publishing. It publishes two
//! versions in turn, without end. After each kill the target is looked at; after every other one a
//! publish must make it whole, so that some runs start on what two killed ones left.
//!
//! `CASEBOOK_TEST_KILLS=200` makes 200 kills of each way, as the long run does.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use casebook::output::Output;
use casebook::publish::branch::{self, Branch, to_branch};
use casebook::publish::{DEFAULT_KEEP, Options, RealDisk, to_folder, to_folder_with};

use crate::support::{
    Fails, Faulty, Picture, in_place, names, picture, picture_of, publish, temp, write,
};

const TARGET: &str = "CASEBOOK_TEST_KILL_TARGET";
const WAY: &str = "CASEBOOK_TEST_KILL_WAY";
const KILLS: &str = "CASEBOOK_TEST_KILLS";

/// A way of publishing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// Both folders change places in one step.
    Swap,
    /// Two renames, where the system cannot do that.
    Renames,
    /// File by file.
    InPlace,
    /// To a branch of a git repository.
    Branch,
}

impl Way {
    const ALL: [Way; 4] = [Way::Swap, Way::Renames, Way::InPlace, Way::Branch];

    fn name(self) -> String {
        format!("{self:?}")
    }

    /// Publishes; it must work.
    fn publish(self, output: &Output, target: &Path) {
        let unable = Faulty {
            no_exchange: true,
            ..Faulty::new(Fails::Never)
        };
        let published = match self {
            Way::Swap => to_folder_with(&RealDisk, output, target, &Options::default()),
            Way::Renames => to_folder_with(&unable, output, target, &Options::default()),
            Way::InPlace => to_folder(output, target, &in_place()),
            Way::Branch => return to_pages(output, target),
        };
        published.unwrap_or_else(|error| panic!("{self:?}: {error}"));
    }
}

/// How many kills: 40, or as many as are asked for.
fn kills() -> u32 {
    let asked = env::var(KILLS).ok();
    asked.map_or(40, |count| count.parse().expect("a number of kills"))
}

/// A site large enough for a kill to fall into any step.
fn version(name: &str) -> Output {
    let mut output = Output::new();
    for n in 0..60 {
        let text = format!("{name} {n} ").repeat(300);
        assert!(output.insert(format!("awards/p-{n}/index.html"), text.into_bytes()));
        assert!(output.insert(format!("same/{n}.css"), format!("same {n}").into_bytes()));
        assert!(output.insert(format!("{name}/{n}.html"), b"only here".to_vec()));
    }
    output
}

/// The process that is killed: the same test program, told where to publish without end.
#[test]
fn child() {
    let Some(target) = env::var_os(TARGET).map(PathBuf::from) else {
        return;
    };
    let name = env::var(WAY).expect("a way");
    let way = Way::ALL.into_iter().find(|way| way.name() == name);
    let way = way.expect("a way that is known");
    let versions = [version("a"), version("b")];
    // Not for ever, should the parent die first.
    let start = Instant::now();
    for output in versions.iter().cycle() {
        way.publish(output, &target);
        if start.elapsed() > Duration::from_secs(60) {
            return;
        }
    }
}

fn start(target: &Path, way: Way) -> Child {
    let mut command = Command::new(env::current_exe().expect("has a path"));
    command
        .args(["kill::child", "--exact", "--nocapture"])
        .env(TARGET, target)
        .env(WAY, way.name());
    command.stdout(Stdio::null()).spawn().expect("starts")
}

/// Moments at which to kill. A plain generator: a failure can be repeated.
struct Moments(u64);

impl Moments {
    fn wait(&mut self, way: Way) {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        // Git starts ten processes for a publish, so it takes longer.
        let within = if way == Way::Branch { 200_000 } else { 40_000 };
        sleep(Duration::from_micros(3_000 + (self.0 >> 33) % within));
    }
}

/// Kills a publisher again and again. `check` sees the target after each kill, `whole` after each
/// publish that was not killed, with the output that it must hold.
fn kill_often(target: &Path, way: Way, check: impl Fn(), whole: impl Fn(&Output)) {
    let mut moments = Moments(0x2545_f491_4f6c_dd1d);
    let healers = [version("a"), version("c"), version("b")];
    for n in 0..kills() {
        let mut child = start(target, way);
        moments.wait(way);
        child.kill().expect("kills");
        let status = child.wait().expect("ends");
        assert!(!status.success(), "it ended by itself: {status}");
        check();
        if n % 2 == 1 {
            let healer = &healers[n as usize / 2 % healers.len()];
            way.publish(healer, target);
            whole(healer);
            // The next child must find a version that `check` knows.
            way.publish(&healers[0], target);
        }
    }
    let last = version("d");
    way.publish(&last, target);
    whole(&last);
}

fn with_name(mut picture: Picture) -> Picture {
    picture.insert("CNAME".into(), b"example.org".to_vec());
    picture
}

/// Kills publishers to a folder.
fn to_a_folder(way: Way, check: impl Fn(&Path)) {
    let root = temp();
    let target = root.path().join("public");
    publish(&version("a"), &target);
    write(&target.join("CNAME"), "example.org");
    let whole = |output: &Output| {
        let expected = with_name(picture_of(output));
        assert!(picture(&target) == expected, "does not heal");
        assert_eq!(names(root.path()), ["public"]);
    };
    kill_often(&target, way, || check(&target), whole);
}

/// The folder is one of the two versions, as a whole.
fn is_whole(folder: &Path) {
    let now = picture(folder);
    let known = ["a", "b"].map(|name| with_name(picture_of(&version(name))));
    assert!(known.contains(&now), "a mixture: {:?}", now.keys());
}

#[test]
fn killed_while_swapping_it_leaves_the_old_site_or_the_new_one() {
    to_a_folder(Way::Swap, is_whole);
}

#[test]
fn killed_between_two_renames_it_leaves_a_whole_site_there_or_beside() {
    to_a_folder(Way::Renames, |target| {
        let aside = target.with_file_name(".public.casebook-old");
        is_whole(if target.exists() { target } else { &aside });
    });
}

#[test]
fn killed_in_place_it_leaves_whole_files() {
    let [a, b]: [Picture; 2] = ["a", "b"].map(|name| picture_of(&version(name)));
    to_a_folder(Way::InPlace, |target| {
        for (path, bytes) in picture(target) {
            let known = [a.get(&path), b.get(&path)].contains(&Some(&bytes));
            let own = path.starts_with(".casebook-") || path == "CNAME";
            assert!(known || own, "{path} is not whole");
        }
    });
}

fn to_pages(output: &Output, folder: &Path) {
    let branch = Branch {
        repository: None,
        name: "pages".into(),
    };
    let options = branch::Options {
        keep: DEFAULT_KEEP.map(str::to_owned).to_vec(),
        message: "Publish".into(),
        rehearse: false,
    };
    to_branch(output, folder, &branch, &options).expect("publishes");
}

fn git(folder: &Path, args: &[&str]) -> String {
    let ran = Command::new("git").current_dir(folder).args(args).output();
    let ran = ran.expect("git is installed");
    let told = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "git {args:?}: {told}");
    String::from_utf8_lossy(&ran.stdout).trim().to_string()
}

#[test]
fn killed_while_it_publishes_to_a_branch_it_leaves_the_old_commit_or_the_new_one() {
    let root = temp();
    let folder = root.path();
    git(folder, &["init", "--quiet"]);
    git(folder, &["config", "user.name", "Somebody"]);
    git(folder, &["config", "user.email", "somebody@example.org"]);
    // Housekeeping in the background would be killed or not as it pleases.
    git(folder, &["config", "gc.auto", "0"]);
    let tree = || git(folder, &["rev-parse", "pages^{tree}"]);
    let known = ["b", "a"].map(|name| {
        to_pages(&version(name), folder);
        tree()
    });
    let check = || assert!(known.contains(&tree()), "a mixture");
    let whole = |output: &Output| {
        let listed = git(folder, &["ls-tree", "-r", "--name-only", "pages"]);
        let mut files = output.iter().map(|(path, _)| path);
        assert!(files.all(|path| listed.lines().any(|own| own == path)));
        assert!(listed.lines().count() <= output.len() + 2, "{listed}");
        git(folder, &["fsck", "--strict", "--no-dangling"]);
    };
    kill_often(folder, Way::Branch, check, whole);
}
