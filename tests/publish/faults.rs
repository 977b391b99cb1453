//! Every single disk operation fails once, whatever the system says then; all fail from there on; the
//! disk is full from there on; the right to change it is lost from there on: old site or new site.

use std::io::ErrorKind;
use std::path::Path;

use casebook::publish::{Error, Mode, Options, State, to_folder, to_folder_with};

use crate::support::{
    Fails, Faulty, Picture, in_place, names, picture, picture_of, publish, temp, version_a,
    version_b, write,
};

/// A way to fail from an operation on, or at it alone.
type Way = fn(usize) -> Fails;

/// Every way in which a disk is made to fail, and what the system says then.
const WAYS: [(Way, ErrorKind); 7] = [
    (Fails::Once, ErrorKind::Other),
    (Fails::Once, ErrorKind::StorageFull),
    (Fails::Once, ErrorKind::PermissionDenied),
    (Fails::Once, ErrorKind::ReadOnlyFilesystem),
    (Fails::From, ErrorKind::Other),
    (Fails::Full, ErrorKind::StorageFull),
    (Fails::Denied, ErrorKind::PermissionDenied),
];

const KEPT: &str = ".git/refs/main";

/// What a run may leave behind in the target.
type Check = fn(&Scene, &Path, &Result<casebook::publish::Published, Error>);

/// A way of publishing that is tried with every fault.
struct Scene {
    options: Options,
    no_exchange: bool,
    /// Without a site to begin with.
    fresh: bool,
    old: Picture,
    new: Picture,
    check: Check,
}

impl Scene {
    fn new(options: Options, check: Check) -> Self {
        let with_kept = |mut picture: Picture| {
            for folder in [".git/", ".git/refs/"] {
                picture.insert(folder.into(), Vec::new());
            }
            picture.insert(KEPT.into(), b"abc".to_vec());
            picture
        };
        Self {
            options,
            no_exchange: false,
            fresh: false,
            old: with_kept(picture_of(&version_a())),
            new: with_kept(picture_of(&version_b())),
            check,
        }
    }

    /// Fails operation 0, 1, 2, ... until a run has no more operations.
    fn run(&self) {
        for (fails, says) in WAYS {
            let mut n = 0;
            while self.try_once(fails(n), says) {
                n += 1;
            }
            assert!(n > 30, "only {n} operations: is the seam used?");
        }
    }

    /// One run with a fault, then one without. Gives whether the fault was reached.
    fn try_once(&self, fails: Fails, says: ErrorKind) -> bool {
        let root = temp();
        let target = root.path().join("public");
        if self.fresh {
            write(&target.join(KEPT), "abc");
        } else {
            publish(&version_a(), &target);
            write(&target.join(KEPT), "abc");
        }
        let disk = Faulty {
            no_exchange: self.no_exchange,
            says,
            ..Faulty::new(fails)
        };
        let result = to_folder_with(&disk, &version_b(), &target, &self.options);
        (self.check)(self, &target, &result);
        to_folder(&version_b(), &target, &self.options)
            .unwrap_or_else(|error| panic!("{fails:?} does not heal: {error}"));
        assert!(picture(&target) == self.new, "{fails:?} does not heal");
        assert_eq!(names(root.path()), ["public"], "{fails:?} leaves something");
        disk.operations() > fails.begins()
    }
}

/// The target holds exactly the old site or exactly the new one, and the result says which.
fn whole_site(scene: &Scene, target: &Path, result: &Result<casebook::publish::Published, Error>) {
    match result {
        Ok(_) => assert!(picture(target) == scene.new),
        Err(Error::Disk { state, .. }) => match state {
            State::Aside { old, .. } => {
                assert!(scene.no_exchange, "only two renames can leave a gap");
                assert!(!target.exists());
                assert!(picture(old) == scene.old);
            }
            State::Mixed(_) => panic!("a mixture"),
            State::Unchanged(_) | State::Nothing(_) => assert!(picture(target) == scene.old),
        },
        Err(error) => panic!("{error}"),
    }
}

/// Every file in the target is whole: that of the old site or that of the new one.
fn whole_files(scene: &Scene, target: &Path, result: &Result<casebook::publish::Published, Error>) {
    let now = picture(target);
    match result {
        Ok(_) => assert!(now == scene.new),
        Err(Error::Disk { state, .. }) => {
            for (path, bytes) in now
                .iter()
                .filter(|(path, _)| !path.starts_with(".casebook-"))
            {
                let known = [&scene.old, &scene.new].map(|picture| picture.get(path));
                assert!(known.contains(&Some(bytes)), "{path} is not whole");
            }
            assert_eq!(now.get(KEPT), scene.old.get(KEPT), "kept");
            let visible = |picture: &Picture| -> Picture {
                let all = picture.clone().into_iter();
                all.filter(|(path, _)| !path.starts_with(".casebook-"))
                    .collect()
            };
            if !matches!(state, State::Mixed(_)) {
                assert!(
                    visible(&now) == visible(&scene.old),
                    "{state:?} is not true"
                );
            }
        }
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn swapping_leaves_the_old_site_or_the_new_one() {
    Scene::new(Options::default(), whole_site).run();
}

#[test]
fn two_renames_leave_the_old_site_or_the_new_one_or_a_gap_that_heals() {
    let mut scene = Scene::new(Options::default(), whole_site);
    scene.no_exchange = true;
    scene.run();
}

#[test]
fn the_first_publish_leaves_nothing_or_the_site() {
    let mut scene = Scene::new(Options::default(), whole_site);
    scene.fresh = true;
    scene.old.retain(|path, _| path.starts_with(".git"));
    scene.run();
}

#[test]
fn in_place_leaves_whole_files() {
    Scene::new(in_place(), whole_files).run();
}

#[test]
fn the_first_publish_in_place_leaves_whole_files() {
    let mut scene = Scene::new(in_place(), whole_files);
    scene.fresh = true;
    scene.old.retain(|path, _| path.starts_with(".git"));
    scene.run();
}

/// What an interrupted run in place leaves can be completed by another build, and by a swap.
#[test]
fn a_run_in_place_that_stopped_is_completed_by_any_other() {
    for options in [in_place(), Options::default()] {
        for n in 0.. {
            let root = temp();
            let target = root.path().join("public");
            publish(&version_a(), &target);
            let disk = Faulty::new(Fails::From(n));
            let result = to_folder_with(&disk, &version_b(), &target, &in_place());
            let published = to_folder(&version_a(), &target, &options);
            let published = published.unwrap_or_else(|error| panic!("{n}: {error}"));
            assert!(
                picture(&target) == picture_of(&version_a()),
                "{n} does not heal"
            );
            assert!(
                !published.notes.iter().any(|note| note.contains("by hand")),
                "{n}"
            );
            if result.is_ok() {
                assert_ne!(published.mode, Mode::Untouched);
                break;
            }
        }
    }
}

#[test]
fn messages_say_what_failed_and_what_the_site_is() {
    let root = temp();
    let target = root.path().join("public");
    publish(&version_a(), &target);
    let mut seen = std::collections::BTreeSet::new();
    for n in 0.. {
        let disk = Faulty::new(Fails::Once(n));
        match to_folder_with(&disk, &version_b(), &target, &Options::default()) {
            Ok(_) => break,
            Err(error) => seen.insert(error.to_string()),
        };
    }
    assert!(!seen.is_empty());
    for text in seen {
        assert!(text.starts_with("cannot "), "{text}");
        assert!(text.contains(": injected fault. Run it again"), "{text}");
        assert!(
            text.ends_with("is unchanged.") || text.contains("Nothing was published"),
            "{text}"
        );
    }
}
