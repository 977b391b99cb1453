//! What is wrong with the folder itself: links, and what cannot be read.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixListener;

use crate::support::Site;

const AWARD: &str = "title: Outside\n";

#[test]
fn a_link_to_a_file_outside_is_refused() {
    let outside = Site::empty().write("secret.yaml", AWARD);
    Site::small()
        .link("data/awards/p4-03.yaml", outside.path().join("secret.yaml"))
        .expect("symlink-file-out");
}

#[test]
fn a_link_to_a_folder_outside_is_refused() {
    let outside = Site::empty().write("secret.yaml", AWARD);
    Site::small()
        .link("data/awards/more", outside.path())
        .expect("symlink-folder-out");
}

#[test]
fn a_link_that_leads_back_to_itself_ends() {
    Site::small()
        .link("data/awards/again", "../../data")
        .expect("symlink-loop");
}

#[test]
fn a_link_to_nowhere_is_named() {
    Site::small()
        .link("content/old.md", "nowhere.md")
        .expect("symlink-nowhere");
}

#[test]
fn a_link_inside_the_site_is_followed() {
    let site = Site::small().link("content/us.md", "about.md");
    let ran = site.run(&["check", "--strict"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
}

#[test]
fn what_is_neither_file_nor_folder_is_named() {
    let site = Site::small();
    let _socket = UnixListener::bind(site.path().join("content/socket")).expect("binds");
    site.expect("socket");
}

#[test]
fn a_file_that_may_not_be_read_is_named() {
    let site = Site::small();
    let path = site.path().join("data/awards/p4-02.yaml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("forbids");
    if fs::read(&path).is_ok() {
        return; // The administrator may read everything.
    }
    site.expect("unreadable");
}

#[test]
fn a_configuration_that_is_a_link_out_is_refused() {
    let outside = Site::empty().write("casebook.yaml", "title: Outside\n");
    Site::small()
        .remove("casebook.yaml")
        .link("casebook.yaml", outside.path().join("casebook.yaml"))
        .expect("config-link-out");
}
