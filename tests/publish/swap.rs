//! The usual way: the site is swapped as a whole.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;

use casebook::output::Output;
use casebook::publish::{Error, MANIFEST, Mode, Options, to_folder, to_folder_with};

use crate::support::{
    Fails, Faulty, names, picture, picture_of, publish, site, temp, version_a, version_b, write,
};

fn inode(path: &Path) -> u64 {
    fs::metadata(path).expect("is there").ino()
}

#[test]
fn first_publish_makes_the_folder_and_those_above() {
    let root = temp();
    let target = root.path().join("deep/down/public");
    let published = publish(&version_a(), &target);
    assert_eq!((published.written, published.unchanged), (7, 0));
    assert_eq!(published.mode, Mode::Swapped);
    assert_eq!(
        fs::read(target.join("index.html")).expect("reads"),
        b"home A"
    );
    assert_eq!(names(&root.path().join("deep/down")), ["public"]);
}

#[test]
fn an_empty_folder_is_filled_and_keeps_its_permissions() {
    let root = temp();
    let target = root.path().join("public");
    fs::create_dir(&target).expect("makes");
    fs::set_permissions(&target, fs::Permissions::from_mode(0o2775)).expect("sets");
    publish(&version_a(), &target);
    assert_eq!(picture(&target), picture_of(&version_a()));
    let mode = |path: &str| fs::metadata(target.join(path)).expect("is there").mode() & 0o7777;
    assert_eq!(mode(""), 0o2775);
    assert_eq!(mode("index.html"), mode(MANIFEST));
    assert_eq!(mode("index.html") & !0o644, 0, "at most 0644");
    assert_eq!(mode("awards") & !0o2755, 0, "at most 0755");
}

#[test]
fn the_same_site_again_touches_nothing() {
    let root = temp();
    let target = root.path().join("public");
    publish(&version_a(), &target);
    let before = inode(&target);
    let published = publish(&version_a(), &target);
    assert_eq!(published.mode, Mode::Untouched);
    assert_eq!((published.written, published.unchanged), (0, 7));
    assert_eq!(inode(&target), before);
}

#[test]
fn unchanged_files_are_links_to_the_old_ones() {
    let root = temp();
    let target = root.path().join("public");
    publish(&version_a(), &target);
    let css = inode(&target.join("assets/site.css"));
    let home = inode(&target.join("index.html"));
    let published = publish(&version_b(), &target);
    assert_eq!(published.mode, Mode::Swapped);
    assert_eq!(
        (published.written, published.unchanged, published.deleted),
        (6, 1, 3)
    );
    assert_eq!(inode(&target.join("assets/site.css")), css);
    assert_ne!(inode(&target.join("index.html")), home);
    assert_eq!(picture(&target), picture_of(&version_b()));
    assert_eq!(names(root.path()), ["public"]);
}

#[test]
fn an_open_old_file_never_changes() {
    let root = temp();
    let target = root.path().join("public");
    publish(&version_a(), &target);
    let second_name = root.path().join("second-name");
    fs::hard_link(target.join("index.html"), &second_name).expect("links");
    publish(&version_b(), &target);
    assert_eq!(fs::read(second_name).expect("reads"), b"home A");
}

#[test]
fn where_links_fail_files_are_written_and_kept_ones_copied() {
    let root = temp();
    let target = root.path().join("public");
    publish(&version_a(), &target);
    write(&target.join(".git/refs/main"), "abc");
    symlink("refs/main", target.join(".git/HEAD")).expect("links");
    let disk = Faulty {
        no_links: true,
        ..Faulty::new(Fails::Never)
    };
    let published = to_folder_with(&disk, &version_b(), &target, &Options::default());
    assert_eq!(published.expect("publishes").kept, 2);
    assert_eq!(fs::read(target.join(".git/HEAD")).expect("reads"), b"abc");
    fs::remove_dir_all(target.join(".git")).expect("removes");
    assert_eq!(picture(&target), picture_of(&version_b()));
}

#[test]
fn a_file_edited_by_hand_is_replaced_even_if_size_and_time_are_the_same() {
    let root = temp();
    let target = root.path().join("public");
    publish(&version_a(), &target);
    let home = target.join("index.html");
    let time = fs::metadata(&home)
        .expect("is there")
        .modified()
        .expect("has a time");
    fs::write(&home, "HOME a").expect("writes");
    fs::File::options()
        .write(true)
        .open(&home)
        .and_then(|file| file.set_modified(time))
        .expect("sets the time");
    let published = publish(&version_a(), &target);
    assert_eq!((published.written, published.unchanged), (1, 6));
    assert!(
        published.notes[0].contains("by hand"),
        "{:?}",
        published.notes
    );
    assert!(
        published.notes[0].contains("index.html"),
        "{:?}",
        published.notes
    );
    assert_eq!(picture(&target), picture_of(&version_a()));
}

#[test]
fn our_file_replaced_by_a_link_is_replaced_and_its_goal_left_alone() {
    let root = temp();
    let (target, outside) = (root.path().join("public"), root.path().join("outside"));
    for options in [Options::default(), crate::support::in_place()] {
        publish(&version_a(), &target);
        write(&outside, "home A");
        fs::remove_file(target.join("index.html")).expect("removes");
        symlink(&outside, target.join("index.html")).expect("links");
        let published = to_folder(&version_a(), &target, &options).expect("publishes");
        assert_eq!(published.written, 1);
        assert_eq!(picture(&target), picture_of(&version_a()));
        assert_eq!(fs::read(&outside).expect("reads"), b"home A");
    }
}

#[test]
fn a_link_at_the_target_is_followed_and_stays() {
    let root = temp();
    let (link, real) = (root.path().join("public"), root.path().join("disk/site"));
    symlink("middle/", &link).expect("links");
    symlink("disk/site", root.path().join("middle")).expect("links");
    for output in [version_a(), version_b()] {
        publish(&output, &link);
        assert!(link.is_symlink());
        assert_eq!(picture(&real), picture_of(&output));
    }
    publish(&version_a(), &root.path().join("public/"));
    assert!(link.is_symlink());
    assert_eq!(names(&root.path().join("disk")), ["site"]);
}

#[test]
fn links_in_a_circle_are_refused() {
    let root = temp();
    let link = root.path().join("public");
    symlink("public", &link).expect("links");
    let error = to_folder(&version_a(), &link, &Options::default()).expect_err("refuses");
    assert!(error.to_string().contains("circle"), "{error}");
}

#[test]
fn what_a_killed_run_left_is_cleared_up() {
    let root = temp();
    let target = root.path().join("public");
    publish(&version_a(), &target);
    write(
        &root.path().join(".public.casebook-staging/half/page.html"),
        "half",
    );
    write(
        &root.path().join(".public.casebook-old/index.html"),
        "older",
    );
    write(&root.path().join(".public.casebook-lock"), "");
    publish(&version_b(), &target);
    assert_eq!(picture(&target), picture_of(&version_b()));
    assert_eq!(names(root.path()), ["public"]);
}

#[test]
fn a_run_killed_between_two_renames_is_put_right_even_if_the_next_one_refuses() {
    let root = temp();
    let target = root.path().join("public");
    publish(&version_a(), &target);
    write(&target.join("mine.txt"), "foreign");
    let before = picture(&target);
    fs::rename(&target, root.path().join(".public.casebook-old")).expect("renames");
    let error = to_folder(&version_b(), &target, &Options::default()).expect_err("refuses");
    assert!(matches!(error, Error::Foreign { .. }), "{error}");
    assert_eq!(picture(&target), before);
}

#[test]
fn two_at_once_do_not_mix() {
    let root = temp();
    let target = root.path().join("public");
    let (a, b) = (picture_of(&version_a()), picture_of(&version_b()));
    publish(&version_a(), &target);
    let run = |output: Output| {
        let mut done = 0;
        for _ in 0..40 {
            match to_folder(&output, &target, &Options::default()) {
                Ok(_) => done += 1,
                Err(Error::Locked { .. }) => {}
                Err(error) => panic!("{error}"),
            }
        }
        done
    };
    let total: usize = std::thread::scope(|scope| {
        let threads = [
            scope.spawn(|| run(version_a())),
            scope.spawn(|| run(version_b())),
        ];
        threads
            .into_iter()
            .map(|thread| thread.join().expect("runs"))
            .sum()
    });
    assert!(total > 0);
    let end = picture(&target);
    assert!(end == a || end == b);
    assert_eq!(names(root.path()), ["public"]);
}

#[test]
fn a_second_run_is_told_about_the_first() {
    let root = temp();
    let target = root.path().join("public");
    publish(&version_a(), &target);
    let lock = fs::File::create(root.path().join(".public.casebook-lock")).expect("makes");
    lock.lock().expect("locks");
    let error = to_folder(&version_b(), &target, &Options::default()).expect_err("refuses");
    assert!(
        error.to_string().contains("another run is publishing"),
        "{error}"
    );
    assert_eq!(picture(&target), picture_of(&version_a()));
    drop(lock);
    publish(&version_b(), &target);
}

#[test]
fn the_list_is_the_same_for_the_same_site_and_names_no_machine() {
    let (one, other) = (picture_of(&version_a()), picture_of(&version_a()));
    assert_eq!(one[MANIFEST], other[MANIFEST]);
    let text = String::from_utf8(one[MANIFEST].clone()).expect("is text");
    assert!(text.contains("\"awards/p4-01/index.html\": \""), "{text}");
    assert!(!text.contains("/tmp"), "{text}");
}

#[test]
fn an_empty_output_and_bad_paths_are_refused() {
    let root = temp();
    let target = root.path().join("public");
    publish(&version_a(), &target);
    let mut bad = vec![site(&[])];
    for path in [
        "",
        "/etc/x",
        "../x",
        "a/../../x",
        "a//b",
        "./a",
        "a/",
        "a\\b",
        "a\0",
        MANIFEST,
    ] {
        bad.push(site(&[("index.html", ""), (path, "")]));
    }
    bad.push(site(&[(".casebook-staging/x", "")]));
    bad.push(site(&[("a", ""), ("a/b", "")]));
    for output in &bad {
        let error = to_folder(output, &target, &Options::default()).expect_err("refuses");
        assert!(error.is_refusal(), "{error}");
        assert!(error.to_string().contains("is unchanged"), "{error}");
    }
    assert_eq!(picture(&target), picture_of(&version_a()));
    assert_eq!(names(root.path()), ["public"]);
}

#[test]
fn the_root_of_the_disk_and_a_file_are_refused() {
    let root = temp();
    let file = root.path().join("file");
    write(&file, "mine");
    for target in [Path::new("/"), Path::new("/tmp/.."), &file] {
        let error = to_folder(&version_a(), target, &Options::default()).expect_err("refuses");
        assert!(matches!(error, Error::BadTarget { .. }), "{error}");
    }
    assert_eq!(fs::read(&file).expect("reads"), b"mine");
    assert_eq!(names(root.path()), ["file"]);
}
