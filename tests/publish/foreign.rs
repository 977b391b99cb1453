//! Files in the target that Casebook did not write: kept or refused, never lost.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use casebook::publish::{Error, MANIFEST, Mode, Options, to_folder};

use crate::support::{
    in_place, names, picture, picture_of, publish, site, temp, version_a, version_b, write,
};

#[test]
fn a_folder_that_is_not_ours_is_refused_and_left_as_it_is() {
    let root = temp();
    for name in ["photos/one.jpg", "thesis.doc"] {
        write(&root.path().join("mine").join(name), "precious");
    }
    let target = root.path().join("mine");
    let before = picture(&target);
    for options in [Options::default(), in_place()] {
        let error = to_folder(&version_a(), &target, &options).expect_err("refuses");
        assert!(matches!(error, Error::NotOurs { .. }), "{error}");
        assert!(
            error.to_string().contains("photos/one.jpg, thesis.doc"),
            "{error}"
        );
        assert_eq!(picture(&target), before);
    }
    assert_eq!(names(root.path()), ["mine"]);
}

#[test]
fn a_folder_with_only_kept_files_is_taken() {
    for options in [Options::default(), in_place()] {
        let root = temp();
        let target = root.path().join("public");
        write(&target.join(".gitignore"), "*\n!.gitignore\n");
        let published = to_folder(&version_a(), &target, &options).expect("publishes");
        assert_eq!((published.written, published.kept), (7, 1));
        let mut expected = picture_of(&version_a());
        expected.insert(".gitignore".into(), b"*\n!.gitignore\n".to_vec());
        assert_eq!(picture(&target), expected);
    }
}

#[test]
fn what_is_kept_moves_across_whole() {
    let root = temp();
    let target = root.path().join("public");
    publish(&version_a(), &target);
    write(&target.join("CNAME"), "example.org");
    write(&target.join(".git/objects/ab/cdef"), "object");
    write(&target.join(".well-known/security.txt"), "contact");
    fs::create_dir_all(target.join(".git/refs/tags")).expect("makes");
    symlink("/nowhere", target.join(".git/link")).expect("links");
    let private = fs::Permissions::from_mode(0o700);
    fs::set_permissions(target.join(".git/objects"), private).expect("sets");
    let kept: Vec<_> = picture(&target).into_iter().filter(is_kept).collect();
    for (output, options) in [(version_b(), Options::default()), (version_a(), in_place())] {
        let published = to_folder(&output, &target, &options).expect("publishes");
        assert_eq!(published.kept, 4);
        let now: Vec<_> = picture(&target).into_iter().filter(is_kept).collect();
        assert_eq!(now, kept);
    }
    let objects = fs::metadata(target.join(".git/objects")).expect("is there");
    assert_eq!(objects.permissions().mode() & 0o777, 0o700);
}

fn is_kept((path, _): &(String, Vec<u8>)) -> bool {
    path.starts_with(".git") || path.starts_with(".well-known") || path == "CNAME"
}

#[test]
fn foreign_files_are_named_and_nothing_changes() {
    let root = temp();
    let target = root.path().join("public");
    publish(&version_a(), &target);
    for n in 1..=7 {
        write(&target.join(format!("awards/mine-{n}.txt")), "mine");
    }
    let before = picture(&target);
    for options in [Options::default(), in_place()] {
        let error = to_folder(&version_b(), &target, &options).expect_err("refuses");
        assert!(matches!(error, Error::Foreign { .. }), "{error}");
        let text = error.to_string();
        assert!(text.contains("awards/mine-5.txt and 2 more"), "{text}");
        assert!(text.contains("is unchanged"), "{text}");
        assert_eq!(picture(&target), before);
    }
    assert_eq!(names(root.path()), ["public"]);
}

#[test]
fn a_foreign_link_to_a_folder_is_refused_not_followed() {
    let root = temp();
    let (target, outside) = (root.path().join("public"), root.path().join("outside"));
    publish(&version_a(), &target);
    fs::rename(target.join("awards"), &outside).expect("renames");
    symlink(&outside, target.join("awards")).expect("links");
    let before = picture(&outside);
    for options in [Options::default(), in_place()] {
        let error = to_folder(&version_b(), &target, &options).expect_err("refuses");
        assert!(matches!(error, Error::Foreign { .. }), "{error}");
    }
    assert_eq!(picture(&outside), before);
}

#[test]
fn the_keep_list_takes_paths_and_replaces_the_usual_one() {
    let root = temp();
    let target = root.path().join("public");
    publish(&version_a(), &target);
    write(&target.join("awards/extra/one.pdf"), "pdf");
    let options = Options {
        keep: vec!["awards/extra/".into()],
        in_place: false,
    };
    assert_eq!(
        to_folder(&version_b(), &target, &options)
            .expect("publishes")
            .kept,
        1
    );
    assert_eq!(
        fs::read(target.join("awards/extra/one.pdf")).expect("reads"),
        b"pdf"
    );
    write(&target.join("CNAME"), "example.org");
    let error = to_folder(&version_a(), &target, &options).expect_err("refuses");
    assert!(error.to_string().contains("CNAME"), "{error}");
}

#[test]
fn a_kept_file_in_the_way_of_the_site_is_refused_unless_it_is_the_same() {
    let clash = |kept: &str, path: &str, text: &str| {
        let root = temp();
        let target = root.path().join("public");
        publish(&version_a(), &target);
        write(&target.join(kept), "kept");
        let before = picture(&target);
        let output = site(&[("index.html", "home"), (path, text)]);
        let options = Options {
            keep: vec![kept.into()],
            in_place: false,
        };
        let result = to_folder(&output, &target, &options);
        if result.is_err() {
            assert_eq!(picture(&target), before);
        }
        result
    };
    for (kept, path) in [("CNAME", "CNAME"), ("CNAME", "CNAME/x"), ("x/CNAME", "x")] {
        let error = clash(kept, path, "other").expect_err("refuses");
        assert!(matches!(error, Error::Clash { .. }), "{error}");
    }
    let published = clash("CNAME", "CNAME", "kept").expect("publishes");
    assert_eq!((published.unchanged, published.kept), (1, 0));
}

#[test]
fn a_damaged_or_hostile_list_is_refused() {
    let root = temp();
    let (target, outside) = (root.path().join("public"), root.path().join("outside.txt"));
    write(&outside, "precious");
    for text in [
        "{",
        r#"{"casebook_manifest": 9, "files": {}}"#,
        r#"{"casebook_manifest": 1, "files": {"../outside.txt": "00"}}"#,
    ] {
        write(&target.join(MANIFEST), text);
        write(&target.join("index.html"), "old");
        for options in [Options::default(), in_place()] {
            let error = to_folder(&version_a(), &target, &options).expect_err("refuses");
            assert!(matches!(error, Error::Manifest { .. }), "{error}");
            assert_eq!(fs::read(&outside).expect("reads"), b"precious");
            assert_eq!(fs::read(target.join("index.html")).expect("reads"), b"old");
        }
    }
}

#[test]
fn an_empty_foreign_folder_does_not_stop_publishing() {
    let root = temp();
    let target = root.path().join("public");
    fs::create_dir_all(target.join("empty/deeper")).expect("makes");
    assert_eq!(publish(&version_a(), &target).mode, Mode::Swapped);
    assert_eq!(picture(&target), picture_of(&version_a()));
}
