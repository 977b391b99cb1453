//! File by file, where the site cannot be swapped as a whole.

use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::MetadataExt;
use std::process::Command;

use casebook::publish::{Mode, Options, to_folder, to_folder_with};

use crate::support::{
    Fails, Faulty, in_place, names, picture, picture_of, publish, temp, version_a, version_b, write,
};

#[test]
fn on_request_the_folder_stays_and_changed_files_are_replaced() {
    let root = temp();
    let target = root.path().join("public");
    let published = to_folder(&version_a(), &target, &in_place()).expect("publishes");
    assert_eq!((published.mode, published.written), (Mode::InPlace, 7));
    let inode = |path: &str| fs::metadata(target.join(path)).expect("is there").ino();
    let before = (inode(""), inode("assets/site.css"), inode("index.html"));
    let published = to_folder(&version_b(), &target, &in_place()).expect("publishes");
    assert_eq!(
        (published.written, published.unchanged, published.deleted),
        (6, 1, 3)
    );
    assert!(
        published.notes[0].contains("file by file"),
        "{:?}",
        published.notes
    );
    assert_eq!((inode(""), inode("assets/site.css")), (before.0, before.1));
    assert_ne!(inode("index.html"), before.2);
    assert_eq!(picture(&target), picture_of(&version_b()));
    assert_eq!(names(root.path()), ["public"]);
}

#[test]
fn both_ways_take_over_from_each_other() {
    let root = temp();
    let target = root.path().join("public");
    for (output, options) in [
        (version_a(), Options::default()),
        (version_b(), in_place()),
        (version_a(), Options::default()),
    ] {
        to_folder(&output, &target, &options).expect("publishes");
        assert_eq!(picture(&target), picture_of(&output));
    }
}

/// Publishes A then B on a disk with the given quirk, and gives the second account's notes.
fn notes_on(quirk: impl Fn(&mut Faulty, std::path::PathBuf)) -> String {
    let root = temp();
    let parent = root.path().canonicalize().expect("is there");
    let target = parent.join("public");
    publish(&version_a(), &target);
    let mut disk = Faulty::new(Fails::Never);
    quirk(&mut disk, target.clone());
    let published = to_folder_with(&disk, &version_b(), &target, &Options::default());
    let published = published.expect("publishes");
    assert_eq!(published.mode, Mode::InPlace);
    assert_eq!(picture(&target), picture_of(&version_b()));
    assert_eq!(names(&parent), ["public"]);
    published.notes.join("\n")
}

#[test]
fn a_parent_that_cannot_be_written() {
    let notes = notes_on(|disk, target| disk.closed = target.parent().map(Into::into));
    assert!(notes.contains("nothing may be written beside"), "{notes}");
}

#[test]
fn a_site_that_cannot_even_be_begun() {
    let root = temp();
    let parent = root.path().canonicalize().expect("is there");
    let disk = Faulty {
        closed: Some(parent.clone()),
        ..Faulty::new(Fails::Never)
    };
    let target = parent.join("public");
    let result = to_folder_with(&disk, &version_a(), &target, &Options::default());
    let text = result.expect_err("fails").to_string();
    assert!(text.contains("you are not allowed to"), "{text}");
    assert!(text.contains("Nothing was published"), "{text}");
    assert!(names(&parent).is_empty());
}

#[test]
fn a_mount_point_is_seen_by_its_device() {
    let notes = notes_on(|disk, target| disk.mounted = Some(target));
    assert!(notes.contains("mount point"), "{notes}");
}

#[test]
fn a_mount_point_is_seen_by_the_swap() {
    for kind in [
        ErrorKind::ResourceBusy,
        ErrorKind::CrossesDevices,
        ErrorKind::PermissionDenied,
    ] {
        for no_exchange in [false, true] {
            let notes = notes_on(|disk, target| {
                disk.pinned = Some((target, kind));
                disk.no_exchange = no_exchange;
            });
            assert!(notes.contains("let the folder be moved"), "{notes}");
        }
    }
}

#[test]
fn a_real_mount_point() {
    let root = temp();
    let target = root.path().join("public");
    fs::create_dir(&target).expect("makes");
    let mount = |args: &[&str]| {
        let status = Command::new("mount").args(args).arg(&target).status();
        status.is_ok_and(|status| status.success())
    };
    let path = target.to_string_lossy().into_owned();
    // A file system of its own, then a folder bound onto itself: same device, but it cannot move.
    for args in [["-t", "tmpfs", "none"].as_slice(), &["--bind", &path]] {
        if !mount(args) {
            eprintln!("not allowed to mount here: skipped");
            return;
        }
        let results = [version_a(), version_b()].map(|output| {
            (
                to_folder(&output, &target, &Options::default()),
                picture(&target),
            )
        });
        let unmounted = Command::new("umount").arg(&target).status();
        assert!(unmounted.is_ok_and(|status| status.success()));
        for ((published, now), output) in results.into_iter().zip([version_a(), version_b()]) {
            assert_eq!(published.expect("publishes").mode, Mode::InPlace);
            assert_eq!(now, picture_of(&output));
        }
        assert_eq!(names(root.path()), ["public"]);
    }
}

#[test]
fn a_staging_folder_left_inside_is_cleared_up_by_either_way() {
    for options in [Options::default(), in_place()] {
        let root = temp();
        let target = root.path().join("public");
        write(&target.join(".casebook-staging/half.html"), "half");
        to_folder(&version_a(), &target, &options).expect("publishes");
        write(&target.join(".casebook-staging/half.html"), "half");
        to_folder(&version_a(), &target, &options).expect("publishes");
        assert_eq!(picture(&target), picture_of(&version_a()));
    }
}
