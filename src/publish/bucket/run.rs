//! A run that changes the bucket: from the lease to the list without it.
//!
//! 1. The list goes in with our lease, and with all that may be in each object from now on.
//! 2. Files go in, class by class: no page before all that it needs.
//! 3. What the new site does not have goes.
//! 4. The list goes in without the lease.
//!
//! The lease is renewed all the while, each time only if the list is still ours; a run that could not
//! renew it in time stops, so it never writes beside another one.

use std::time::Duration;

use futures_util::{StreamExt, stream};
use jiff::Timestamp;
use object_store::UpdateVersion;

use super::error::State;
use super::list::{Lease, List, Put};
use super::machine::Process;
use super::plan::{Item, Plan, md5};
use super::store::{Fault, Store, Why};
use crate::publish::manifest::MANIFEST;
use crate::publish::order::Class;

/// How many files are on their way at once.
const AT_ONCE: usize = 8;
/// After how many files the lease is looked at.
const BATCH: usize = 32;
/// How long a lease lasts, and after what time it is renewed: seconds.
const LEASE: i64 = 15 * 60;
const RENEW: i64 = 30;

/// What a run holds.
pub(super) struct Run<'s> {
    store: &'s Store,
    list: List,
    version: Option<UpdateVersion>,
    lease: Lease,
    /// The bucket said things that only we know, and that the next run would need.
    unsaved: bool,
}

impl<'s> Run<'s> {
    pub(super) fn new(
        store: &'s Store,
        list: List,
        version: Option<UpdateVersion>,
        by: &str,
    ) -> Self {
        let now = Timestamp::now().as_second();
        Self {
            store,
            list,
            version,
            lease: Lease {
                by: by.to_owned(),
                process: Process::own(),
                since: now,
                until: now,
            },
            unsaved: false,
        }
    }

    /// Brings the whole plan in. A fault comes with what it leaves behind.
    pub(super) async fn carry_out(&mut self, plan: &Plan<'_>) -> Result<(), (Fault, State)> {
        for item in plan.changed() {
            self.list.expect(item.path, &item.put);
        }
        self.renew()
            .await
            .map_err(|fault| (fault, State::Unchanged))?;
        let result = self.change(plan).await;
        if result.is_err() {
            // So that nobody need wait. Where this fails too, the lease ends by itself.
            self.list.publishing = None;
            let _ = self.save().await;
        }
        result
    }

    async fn change(&mut self, plan: &Plan<'_>) -> Result<(), (Fault, State)> {
        let mixed = |fault| (fault, State::Mixed);
        for class in [Class::Asset, Class::Page, Class::Search, Class::Index] {
            let items: Vec<_> = plan.changed().filter(|item| item.class == class).collect();
            self.upload(&items).await.map_err(mixed)?;
        }
        let new = |fault| (fault, State::New);
        self.delete(&plan.deleted).await.map_err(new)?;
        let same = plan.items.iter().filter(|item| item.same);
        for item in same {
            self.list.settle(item.path, item.put.clone());
        }
        let ours = |path: &str| plan.items.binary_search_by(|item| item.path.cmp(path));
        self.list.files.retain(|path, _| ours(path).is_ok());
        self.list.publishing = None;
        self.save().await.map_err(new)
    }

    async fn upload(&mut self, items: &[&Item<'_>]) -> Result<(), Fault> {
        for batch in items.chunks(BATCH) {
            let (done, fault) = self.in_time(put(self.store, batch)).await?;
            for (item, tag) in done {
                self.settle(item, tag);
            }
            match fault {
                Some(fault) => return Err(fault),
                None => self.renew_if_due().await?,
            }
        }
        match self.unsaved {
            true => self.renew().await,
            false => Ok(()),
        }
    }

    fn settle(&mut self, item: &Item<'_>, tag: Option<String>) {
        // What is called by its sum is known again without our help.
        self.unsaved |= tag
            .as_ref()
            .is_none_or(|tag| *tag != md5(&item.bytes.read()));
        let hash = item.put.hash.clone();
        self.list.settle(item.path, Put { hash, tag });
    }

    async fn delete(&mut self, paths: &[String]) -> Result<(), Fault> {
        // One after the other: the order is that in which readers miss them least.
        for path in paths {
            let store = self.store;
            self.in_time(store.delete(path)).await??;
            self.renew_if_due().await?;
        }
        Ok(())
    }

    /// Waits for what is done under the lease, and no longer than it lasts.
    async fn in_time<T>(&self, work: impl Future<Output = T>) -> Result<T, Fault> {
        let left = self.lease.until - Timestamp::now().as_second();
        let left = Duration::from_secs(u64::try_from(left).unwrap_or(0));
        tokio::time::timeout(left, work).await.map_err(|_| Fault {
            action: "write",
            path: String::new(),
            why: Why::Slow,
        })
    }

    async fn renew_if_due(&mut self) -> Result<(), Fault> {
        let held = Timestamp::now().as_second() - (self.lease.until - LEASE);
        match held >= RENEW {
            true => self.renew().await,
            false => Ok(()),
        }
    }

    async fn renew(&mut self) -> Result<(), Fault> {
        self.lease.until = Timestamp::now().as_second() + LEASE;
        self.list.publishing = Some(self.lease.clone());
        self.save().await
    }

    async fn save(&mut self) -> Result<(), Fault> {
        let Some(version) = self.version.take() else {
            let made = self.store.put_list(self.list.to_bytes(), None).await?;
            return self.saved(made);
        };
        let old = Some(version.clone());
        match self.store.put_list(self.list.to_bytes(), old).await {
            Ok(made) => self.saved(made),
            Err(fault) => {
                self.version = Some(version);
                Err(fault)
            }
        }
    }

    fn saved(&mut self, version: UpdateVersion) -> Result<(), Fault> {
        if version.e_tag.is_none() {
            return Err(Fault {
                action: "write",
                path: MANIFEST.into(),
                why: Why::Other,
            });
        }
        self.version = Some(version);
        self.unsaved = false;
        Ok(())
    }
}

/// Sends a batch. What went well is given even where something else did not.
async fn put<'p, 'a>(
    store: &Store,
    batch: &[&'p Item<'a>],
) -> (Vec<(&'p Item<'a>, Option<String>)>, Option<Fault>) {
    let puts = batch.iter().map(async |item| {
        let tag = store
            .put(item.path, &item.bytes.read(), &item.headers)
            .await;
        tag.map(|tag| (*item, tag))
    });
    let mut puts = stream::iter(puts).buffer_unordered(AT_ONCE);
    let mut done = Vec::new();
    while let Some(answer) = puts.next().await {
        match answer {
            Ok(sent) => done.push(sent),
            Err(fault) => return (done, Some(fault)),
        }
    }
    (done, None)
}
