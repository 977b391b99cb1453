//! A site that is built again: the second build goes on from what the first has left.

use std::fs;

use crate::support::Site;

/// What a build of the same files from nothing gives.
fn anew(site: &Site) -> std::collections::BTreeMap<String, Vec<u8>> {
    let files = site.picture_below();
    let fresh = Site::empty();
    let sources = files.iter().filter(|(path, _)| !path.starts_with("public"));
    let fresh = sources.fold(fresh, |fresh, (path, bytes)| {
        fresh.write(&path.to_string_lossy(), bytes)
    });
    let ran = fresh.run(&["build", "--no-cache"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert!(!fresh.path().join(".casebook").exists());
    fresh.built()
}

#[test]
fn after_an_edit_the_site_is_as_if_it_were_made_anew() {
    let site = Site::small();
    let build = |args: &[&str]| {
        let ran = site.run(&[&["build"], args].concat());
        assert_eq!(ran.status, Some(0), "{}", ran.err);
        ran
    };
    build(&[]);
    let path = site.path().join("data/awards/p4-02.yaml");
    let before = fs::read_to_string(&path).expect("an award");
    let edited = before.replacen("title: ", "title: New ", 1);
    fs::write(&path, &edited).expect("writes");
    let ran = build(&["--timings"]);
    // The glossary does not name the award.
    assert!(!ran.err.contains("\nglossary.html"), "{}", ran.err);
    assert!(ran.err.contains("\naward.html"), "{}", ran.err);
    assert_eq!(site.built(), anew(&site));
    // A slip changes nothing, and the build after it goes on from the one before.
    fs::write(&path, "title: [").expect("writes");
    assert_eq!(site.run(&["build"]).status, Some(1));
    fs::write(&path, before).expect("writes");
    build(&[]);
    assert_eq!(site.built(), anew(&site));
}

#[test]
fn what_is_kept_is_for_git_to_ignore_and_may_be_damaged_or_deleted() {
    let site = Site::small();
    let kept = site.path().join(".casebook");
    let first = {
        assert_eq!(site.run(&["build"]).status, Some(0));
        site.built()
    };
    assert_eq!(
        fs::read_to_string(kept.join(".gitignore")).expect("it is there"),
        "*\n"
    );
    for name in ["inputs", "made"] {
        fs::write(kept.join(name), "nothing of ours").expect("writes");
        assert_eq!(site.run(&["build"]).status, Some(0));
        assert_eq!(site.built(), first);
    }
    // What a build that was killed has left is removed by the next.
    fs::write(kept.join("made.7.new"), "half").expect("writes");
    assert_eq!(site.run(&["build"]).status, Some(0));
    assert!(!kept.join("made.7.new").exists());
    fs::remove_dir_all(&kept).expect("removes");
    assert_eq!(site.run(&["build"]).status, Some(0));
    assert_eq!(site.built(), first);
}

#[test]
fn a_build_that_can_keep_nothing_says_so_and_is_good_all_the_same() {
    let site = Site::small().write(".casebook", "a file");
    let ran = site.run(&["build"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert!(
        ran.err.contains("cannot be kept for the next build"),
        "{}",
        ran.err
    );
    assert_eq!(site.built(), anew(&site));
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed_out_of_the_site_and_a_pipe_not_waited_for() {
    let outside = Site::empty().write("notes", "mine");
    let site = Site::small().link(".casebook", outside.path());
    assert_eq!(site.run(&["build"]).status, Some(0));
    assert_eq!(outside.picture_below().len(), 1);
    // Nor is a pipe waited for.
    let piped = Site::small().write(".casebook/.gitignore", "*");
    let made = std::process::Command::new("mkfifo")
        .arg(piped.path().join(".casebook/inputs"))
        .status();
    assert!(made.expect("makes a pipe").success());
    assert_eq!(piped.run(&["build"]).status, Some(0));
    let inside = Site::small().write(".casebook/inputs", "");
    let goal = outside.path().join("notes");
    let inside = inside.link(".casebook/.gitignore", &goal);
    assert_eq!(inside.run(&["build"]).status, Some(0));
    assert_eq!(fs::read_to_string(goal).expect("it is there"), "mine");
}

/// Milliseconds after which a build is killed: from its first steps to its last. A build of the small
/// site takes some 100.
const MOMENTS: [u64; 10] = [2, 8, 15, 25, 35, 50, 65, 80, 100, 130];

#[test]
fn after_a_kill_the_next_build_is_as_if_it_were_made_anew() {
    let site = Site::small();
    let path = site.path().join("data/awards/p4-02.yaml");
    let first = fs::read_to_string(&path).expect("an award");
    let versions = [
        first.replacen("title: ", "title: One ", 1),
        first.replacen("title: ", "title: Two ", 1),
    ];
    let expected = versions.each_ref().map(|version| {
        fs::write(&path, version).expect("writes");
        anew(&site)
    });
    for (number, after) in MOMENTS.into_iter().enumerate() {
        fs::write(&path, &versions[number % 2]).expect("writes");
        let mut build = std::process::Command::new(env!("CARGO_BIN_EXE_casebook"))
            .args(["build", "--as-of", crate::support::DAY, "--root"])
            .arg(site.path())
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("runs");
        std::thread::sleep(std::time::Duration::from_millis(after));
        // It may have ended before.
        let _ = build.kill();
        build.wait().expect("ends");
        let next = (number + 1) % 2;
        fs::write(&path, &versions[next]).expect("writes");
        let ran = site.run(&["build"]);
        assert_eq!(ran.status, Some(0), "{}", ran.err);
        assert_eq!(site.built(), expected[next], "killed after {after} ms");
    }
}
