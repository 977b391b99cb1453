//! Where a site can be published to, as it is written on the command line.

use std::path::PathBuf;

use crate::publish::branch::Branch;

/// Where the site goes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    Folder(PathBuf),
    Branch(Branch),
    Bucket(Place),
}

/// A place in a bucket.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) name: String,
    pub(super) prefix: String,
}

impl Target {
    /// What the person who publishes means.
    pub(super) fn of(written: &str) -> Result<Self, String> {
        if let Some(name) = written.strip_prefix("git:") {
            return branch_named(None, name);
        }
        if let Some(rest) = written.strip_prefix("git+") {
            let known = ["ssh://", "https://", "file://"];
            let Some((url, name)) = rest
                .split_once('#')
                .filter(|_| known.iter().any(|k| rest.starts_with(k)))
            else {
                return Err(format!(
                    "“{written}” does not say which branch of which repository. Write it like git+https://example.org/team/site.git#pages."
                ));
            };
            let host = url.split("://").nth(1).unwrap_or_default();
            let before = host.split('/').next().unwrap_or_default().rsplit_once('@');
            if before.is_some_and(|(user, _)| user.contains(':')) {
                return Err("Do not write a password into the address: it would stay in the history of your commands. Let git ask its own store of passwords, or use a key.".into());
            }
            return branch_named(Some(url.to_string()), name);
        }
        match written.split_once("://") {
        Some(("s3", rest)) => return place(rest).map(Target::Bucket),
        Some(("gs" | "az" | "abfs", _)) => return Err("Casebook publishes only to buckets that speak the protocol of S3, which most providers offer. Write s3://BUCKET/PREFIX, and set AWS_ENDPOINT_URL to the address that the provider names.".into()),
        _ => {}
    }
        if let Some(host) = host_of_a_copy(written) {
            return Err(format!(
                "“{host}:” names another machine, and Casebook does not copy to other machines. Publish to a folder here and copy that, or give git:BRANCH, git+ssh://HOST/PATH#BRANCH or s3://BUCKET/PREFIX."
            ));
        }
        match scheme(written) {
        Some(scheme) => Err(format!("Casebook does not know how to publish to “{scheme}:”. Give a folder, git:BRANCH, git+https://HOST/PATH#BRANCH or s3://BUCKET/PREFIX.")),
        None if written.is_empty() => Err("The target is empty. Give a folder, git:BRANCH, git+https://HOST/PATH#BRANCH or s3://BUCKET/PREFIX.".into()),
        None => Ok(Target::Folder(PathBuf::from(written))),
    }
    }
}

/// The bucket, and what stands before every path in it.
fn place(written: &str) -> Result<Place, String> {
    let (name, prefix) = written.split_once('/').unwrap_or((written, ""));
    let prefix = prefix.trim_end_matches('/');
    let letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let mut parts = prefix.split('/').filter(|_| !prefix.is_empty());
    let bad = |part: &str| matches!(part, "" | "." | "..") || part.chars().any(char::is_control);
    if name.contains('@') || name.contains(':') {
        return Err("Between s3:// and the first / stands the name of the bucket alone. Keys and addresses come from variables: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_ENDPOINT_URL.".into());
    }
    if name.is_empty() || !name.chars().all(letter) || parts.any(bad) {
        return Err(format!(
            "“s3://{written}” does not name a bucket. Write it like s3://example-site or s3://example-site/casebook."
        ));
    }
    Ok(Place {
        name: name.to_string(),
        prefix: prefix.to_string(),
    })
}

fn branch_named(repository: Option<String>, name: &str) -> Result<Target, String> {
    match name {
        "" => Err("The name of the branch is missing. Write it like git:pages.".into()),
        name => Ok(Target::Branch(Branch {
            repository,
            name: name.to_string(),
        })),
    }
}

/// The machine in `user@host:/srv/www`, as `scp` and `rsync` are given it.
fn host_of_a_copy(written: &str) -> Option<&str> {
    let (host, _) = written.split_once(':')?;
    let plain = !host.contains(['/', '\\', ' ']);
    (plain && host.contains('@')).then_some(host)
}

/// What stands before the colon of an address. One letter is a disk of Windows.
fn scheme(written: &str) -> Option<&str> {
    let (scheme, _) = written.split_once(':')?;
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    (scheme.len() > 1 && scheme.chars().all(fits)).then_some(scheme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_a_folder_a_branch_or_a_bucket_and_anything_else_is_refused() {
        let branch = |repository: Option<&str>| {
            let repository = repository.map(str::to_string);
            Ok(Target::Branch(Branch {
                repository,
                name: "pages".into(),
            }))
        };
        assert_eq!(Target::of("git:pages"), branch(None));
        let url = "ssh://git@example.org/a.git";
        assert_eq!(Target::of(&format!("git+{url}#pages")), branch(Some(url)));
        for folder in ["public", "C:\\www", "/srv/www", "../x", "a b:c"] {
            assert_eq!(
                Target::of(folder),
                Ok(Target::Folder(folder.into())),
                "{folder}"
            );
        }
        for (written, name, prefix) in [
            ("s3://site", "site", ""),
            ("s3://site/", "site", ""),
            ("s3://site.x/a/b/", "site.x", "a/b"),
        ] {
            let (name, prefix) = (name.to_string(), prefix.to_string());
            let place = Place { name, prefix };
            assert_eq!(Target::of(written), Ok(Target::Bucket(place)), "{written}");
        }
        for (bad, says) in [
            ("gs://bucket", "protocol of S3"),
            ("s3://", "does not name"),
            ("s3://a b", "does not name"),
            ("s3://a//b", "does not name"),
            ("s3://a/../b", "does not name"),
            ("s3://me:secret@a/b", "variables"),
            ("ftp://example.org", "“ftp:”"),
            (
                "me@example.org:/srv/www",
                "“me@example.org:” names another machine",
            ),
            ("git+https://example.org/a.git", "which branch"),
            ("git+ftp://example.org/a#b", "which branch"),
            ("git+https://me:secret@example.org/a#b", "password"),
            ("git:", "missing"),
            ("", "empty"),
        ] {
            let problem = Target::of(bad).expect_err(bad);
            assert!(
                problem.contains(says) && !problem.contains("secret"),
                "{bad}: {problem}"
            );
        }
    }
}
