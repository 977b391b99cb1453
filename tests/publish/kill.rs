//! A real process, really killed, at random moments.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use casebook::output::Output;
use casebook::publish::{Options, to_folder};

use crate::support::{Picture, in_place, names, picture, picture_of, publish, temp, write};

const TARGET: &str = "CASEBOOK_TEST_KILL_TARGET";
const IN_PLACE: &str = "CASEBOOK_TEST_KILL_IN_PLACE";
const KILLS: u32 = 40;

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
    let options = if env::var_os(IN_PLACE).is_some() {
        in_place()
    } else {
        Options::default()
    };
    let versions = [version("a"), version("b")];
    // Not for ever, should the parent die first.
    let start = Instant::now();
    for output in versions.iter().cycle() {
        to_folder(output, &target, &options).expect("publishes");
        if start.elapsed() > Duration::from_secs(20) {
            return;
        }
    }
}

fn start(target: &Path, in_place: bool) -> Child {
    let mut command = Command::new(env::current_exe().expect("has a path"));
    command
        .args(["kill::child", "--exact", "--nocapture"])
        .env(TARGET, target);
    if in_place {
        command.env(IN_PLACE, "1");
    }
    command.stdout(Stdio::null()).spawn().expect("starts")
}

/// Kills a publisher again and again; `check` sees the target after each kill.
fn kill_often(in_place: bool, check: impl Fn(&Path)) {
    let root = temp();
    let parent = root.path().to_owned();
    let target = parent.join("public");
    publish(&version("a"), &target);
    write(&target.join("CNAME"), "example.org");
    // A plain generator: the kills are spread over a publish, and a failure can be repeated.
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    for _ in 0..KILLS {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let mut child = start(&target, in_place);
        sleep(Duration::from_micros(3_000 + (seed >> 33) % 40_000));
        child.kill().expect("kills");
        let status = child.wait().expect("ends");
        assert!(!status.success(), "it ended by itself: {status}");
        check(&target);
    }
    let options = if in_place {
        crate::support::in_place()
    } else {
        Options::default()
    };
    let last = version("c");
    to_folder(&last, &target, &options).expect("heals");
    let mut expected = picture_of(&last);
    expected.insert("CNAME".into(), b"example.org".to_vec());
    assert!(picture(&target) == expected, "does not heal");
    assert_eq!(names(&parent), ["public"]);
}

#[test]
fn killed_while_swapping_it_leaves_the_old_site_or_the_new_one() {
    let whole = ["a", "b"].map(|name| {
        let mut picture = picture_of(&version(name));
        picture.insert("CNAME".into(), b"example.org".to_vec());
        picture
    });
    kill_often(false, |target| {
        let now = picture(target);
        assert!(whole.contains(&now), "a mixture: {:?}", now.keys());
    });
}

#[test]
fn killed_in_place_it_leaves_whole_files() {
    let [a, b]: [Picture; 2] = ["a", "b"].map(|name| picture_of(&version(name)));
    kill_often(true, |target| {
        for (path, bytes) in picture(target) {
            let known = [a.get(&path), b.get(&path)].contains(&Some(&bytes));
            let own = path.starts_with(".casebook-") || path == "CNAME";
            assert!(known || own, "{path} is not whole");
        }
    });
}
