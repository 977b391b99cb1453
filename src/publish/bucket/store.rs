//! The bucket: the only place that speaks to it.
//!
//! In go paths below the prefix; out come answers, or a [`Fault`] that says in plain words why there
//! is none. Server errors are asked again, each time after a longer pause, for two minutes at most.

use std::error::Error as _;
use std::time::Duration;

use futures_util::TryStreamExt;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::client::{HttpError, HttpErrorKind};
use object_store::path::Path;
use object_store::{
    Attribute, Attributes, BackoffConfig, ClientOptions, Error, ObjectStore, ObjectStoreExt,
    PutMode, PutOptions, PutPayload, RetryConfig, UpdateVersion,
};

use super::plan::Listing;
use super::{Bucket, Headers};
use crate::publish::manifest::MANIFEST;

/// Something that the bucket did not do.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) action: &'static str,
    /// The object; empty for the bucket as a whole.
    pub(super) path: String,
    pub(super) why: Why,
}

/// Why not.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// There is no such bucket.
    NoBucket,
    /// The keys do not fit, or may not do this: what the server calls that.
    Denied(String),
    /// It is in another region than the one that was named.
    Region,
    /// The server failed each time: its number and word for that.
    Server(String),
    /// Nobody answers at the address.
    Unreachable,
    /// The connection ended before there was an answer.
    Cut,
    /// The answer took too long.
    Slow,
    /// The list is no longer the one that was read.
    Changed,
    /// The variables cannot be understood.
    Settings,
    /// An object has a name that cannot be read.
    Name,
    /// Anything else.
    Other,
}

/// An open bucket.
pub(super) struct Store {
    inner: AmazonS3,
    prefix: Path,
}

impl Store {
    pub(super) fn open(bucket: &Bucket) -> Result<Self, Fault> {
        let unusable = || Fault {
            action: "open",
            path: String::new(),
            why: Why::Settings,
        };
        let mut builder = AmazonS3Builder::new();
        for (name, value) in &bucket.settings {
            if let Ok(key) = name.to_ascii_lowercase().parse() {
                builder = builder.with_config(key, value);
            }
        }
        let http = bucket.allows_http();
        let options = ClientOptions::new()
            .with_allow_http(http)
            .with_connect_timeout(Duration::from_secs(15))
            .with_timeout(Duration::from_secs(180));
        let inner = builder
            .with_bucket_name(&bucket.name)
            .with_client_options(options)
            .with_retry(retry())
            .with_disable_bulk_delete(true)
            .build()
            .map_err(|_| unusable())?;
        Ok(Self {
            inner,
            prefix: Path::parse(&bucket.prefix).map_err(|_| unusable())?,
        })
    }

    fn at(&self, path: &str) -> Result<Path, Error> {
        Ok(Path::parse(match self.prefix.as_ref() {
            "" => path.to_owned(),
            prefix => format!("{prefix}/{path}"),
        })?)
    }

    /// What is in the bucket below the prefix.
    pub(super) async fn listing(&self) -> Result<Listing, Fault> {
        let mut there = Listing::new();
        let mut objects = self.inner.list(Some(&self.prefix));
        while let Some(object) = objects.try_next().await.map_err(fault("list", ""))? {
            let path = object.location.as_ref();
            let below = match self.prefix.as_ref() {
                "" => Some(path),
                prefix => path.strip_prefix(prefix).and_then(|p| p.strip_prefix('/')),
            };
            if let Some(below) = below {
                there.insert(below.to_owned(), object.e_tag.map(|tag| plain(&tag)));
            }
        }
        Ok(there)
    }

    /// The list as it lies in the bucket, and what the bucket calls it.
    pub(super) async fn list(&self) -> Result<Option<(Vec<u8>, UpdateVersion)>, Fault> {
        let fault = || fault("read", MANIFEST);
        let path = self.at(MANIFEST).map_err(fault())?;
        let found = match self.inner.get(&path).await {
            Ok(found) => found,
            Err(error @ Error::NotFound { .. }) => {
                return match why(&error) {
                    Why::NoBucket => Err(fault()(error)),
                    _ => Ok(None),
                };
            }
            Err(error) => return Err(fault()(error)),
        };
        let version = UpdateVersion {
            e_tag: found.meta.e_tag.clone(),
            version: None,
        };
        let bytes = found.bytes().await.map_err(fault())?;
        Ok(Some((bytes.to_vec(), version)))
    }

    /// Replaces the list, if it is still the one with this name. Gives the name of the new one.
    pub(super) async fn put_list(
        &self,
        bytes: Vec<u8>,
        old: Option<UpdateVersion>,
    ) -> Result<UpdateVersion, Fault> {
        let fault = || fault("write", MANIFEST);
        let headers = Headers {
            content_type: "application/json".into(),
            cache_control: "no-store",
        };
        let options = PutOptions {
            mode: old.map_or(PutMode::Create, PutMode::Update),
            ..options(&headers)
        };
        let path = self.at(MANIFEST).map_err(fault())?;
        let payload = PutPayload::from(bytes.clone());
        match self.inner.put_opts(&path, payload, options).await {
            Ok(done) => Ok(done.into()),
            // An answer may have got lost, and the same request came twice.
            Err(error @ (Error::Precondition { .. } | Error::AlreadyExists { .. })) => {
                let now = self.list().await?;
                match now.filter(|(now, _)| *now == bytes) {
                    Some((_, version)) => Ok(version),
                    None => Err(fault()(error)),
                }
            }
            Err(error) => Err(fault()(error)),
        }
    }

    /// Puts an object there. Gives what the bucket calls its bytes.
    pub(super) async fn put(
        &self,
        path: &str,
        bytes: &[u8],
        headers: &Headers,
    ) -> Result<Option<String>, Fault> {
        let at = self.at(path).map_err(fault("write", path))?;
        let payload = PutPayload::from(bytes.to_vec());
        let done = self.inner.put_opts(&at, payload, options(headers)).await;
        let done = done.map_err(fault("write", path))?;
        Ok(done.e_tag.map(|tag| plain(&tag)))
    }

    /// Deletes an object; nothing is fine too.
    pub(super) async fn delete(&self, path: &str) -> Result<(), Fault> {
        let at = self.at(path).map_err(fault("delete", path))?;
        match self.inner.delete(&at).await {
            Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(fault("delete", path)(error)),
        }
    }
}

fn retry() -> RetryConfig {
    RetryConfig {
        backoff: BackoffConfig {
            init_backoff: Duration::from_millis(200),
            max_backoff: Duration::from_secs(15),
            base: 2.,
        },
        max_retries: 6,
        retry_timeout: Duration::from_secs(120),
    }
}

fn options(headers: &Headers) -> PutOptions {
    let mut attributes = Attributes::new();
    attributes.insert(Attribute::ContentType, headers.content_type.clone().into());
    attributes.insert(Attribute::CacheControl, headers.cache_control.into());
    attributes.into()
}

/// A tag without the quotes that some answers have and others have not.
fn plain(tag: &str) -> String {
    tag.trim_matches('"').to_owned()
}

fn fault(action: &'static str, path: &str) -> impl FnOnce(Error) -> Fault {
    let path = path.to_owned();
    move |error| Fault {
        action,
        path,
        why: why(&error),
    }
}

/// What an error means. Of the server's answer only its number and its word for the error are taken:
/// the rest can repeat names of keys.
fn why(error: &Error) -> Why {
    let text = error.to_string();
    let code = between(&text, "<Code>", "</Code>").unwrap_or_default();
    let status = between(&text, "status code: ", " ").unwrap_or_default();
    match error {
        _ if code == "NoSuchBucket" => Why::NoBucket,
        Error::Precondition { .. } | Error::AlreadyExists { .. } => Why::Changed,
        Error::PermissionDenied { .. } | Error::Unauthenticated { .. } => {
            Why::Denied(code.to_owned())
        }
        Error::InvalidPath { .. } => Why::Name,
        _ if text.contains("incorrectly configured region") => Why::Region,
        _ if !status.is_empty() => Why::Server(format!("{status} {code}").trim_end().to_owned()),
        _ => connection(error),
    }
}

fn connection(error: &Error) -> Why {
    let mut below = error.source();
    while let Some(cause) = below {
        if let Some(http) = cause.downcast_ref::<HttpError>() {
            return match http.kind() {
                HttpErrorKind::Timeout => Why::Slow,
                HttpErrorKind::Connect => Why::Unreachable,
                HttpErrorKind::Request | HttpErrorKind::Interrupted => Why::Cut,
                _ => Why::Other,
            };
        }
        below = cause.source();
    }
    Why::Other
}

fn between<'t>(text: &'t str, from: &str, to: &str) -> Option<&'t str> {
    let rest = text.split_once(from)?.1;
    Some(rest.split_once(to).map_or(rest, |(inner, _)| inner))
}
