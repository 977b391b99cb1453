//! What other sites show beside a link to a page (Open Graph), and what can be followed from it.

use serde::Serialize;

use super::{Look, PageKey, kind_name};
use crate::link::{Feed, Site};
use crate::words::Words;

/// What stands beside a link to the page on other sites.
#[derive(Clone, Debug, Serialize)]
pub struct ShareView {
    /// `article` for a record, else `website`.
    pub kind: &'static str,
    /// The language as Open Graph writes it.
    pub locale: String,
    /// The picture.
    pub image: Option<ImageView>,
}

/// A picture.
#[derive(Clone, Debug, Serialize)]
pub struct ImageView {
    /// Its whole address.
    pub href: String,
    /// In pixels.
    pub width: usize,
    /// In pixels.
    pub height: usize,
    /// What stands on it.
    pub alt: String,
}

/// The two forms of a feed.
#[derive(Clone, Debug, Serialize)]
pub struct FeedView {
    /// What it lists.
    pub title: String,
    /// Atom.
    pub atom: String,
    /// JSON Feed.
    pub json: String,
}

impl Look<'_> {
    /// What other sites show; nothing where the address of the site is not known.
    pub(super) fn shared(&self, key: &PageKey) -> Option<ShareView> {
        if matches!(
            key,
            PageKey::NotFound | PageKey::Moved(_) | PageKey::Gone(_)
        ) {
            return None;
        }
        self.site.base_url.as_ref()?;
        let article = matches!(
            key,
            PageKey::Award(_) | PageKey::Lesson(_) | PageKey::Record(..) | PageKey::Page(_)
        );
        Some(ShareView {
            kind: if article { "article" } else { "website" },
            locale: self.words.language().replace('-', "_"),
            image: self.image(self.picture(key)).or_else(|| self.image("home")),
        })
    }

    /// The picture of this kind of page; the site has those that it keeps in content/share.
    fn picture(&self, key: &PageKey) -> &'static str {
        match key {
            PageKey::Awards | PageKey::AwardsBy(..) | PageKey::Award(_) => "award",
            PageKey::Lessons | PageKey::LessonsBy(..) | PageKey::Lesson(_) => "lesson",
            PageKey::Benefits => "benefits",
            PageKey::Sources | PageKey::Source(_) => "source",
            PageKey::Checklists | PageKey::Checklist(_) => "checklist",
            PageKey::Forms | PageKey::Form(_) => "template",
            PageKey::Catalogue(list)
            | PageKey::CatalogueBy(list, ..)
            | PageKey::Record(list, _) => self.site.catalogues[*list].kind.name,
            _ => "home",
        }
    }

    fn image(&self, name: &str) -> Option<ImageView> {
        let path = format!("share/{name}.png");
        let (width, height) = *self.site.picture_sizes.get(&path)?;
        Some(ImageView {
            href: self.public(&path),
            width,
            height,
            alt: self.site.config.title.to_string(),
        })
    }

    /// The feed of this page.
    pub(super) fn feed(&self) -> Option<FeedView> {
        let feed = self.site.feed_at(self.route)?;
        Some(FeedView {
            title: feed_title(self.site, self.words, feed),
            atom: self.href(&feed.atom()),
            json: self.href(&feed.json()),
        })
    }
}

/// What readers see in their list of feeds: the site, the kind, and what the records have in common.
pub fn feed_title(site: &Site, words: &Words, feed: &Feed) -> String {
    let kind = feed.kind.map(|kind| kind_name(words, kind));
    let value = feed.class.as_ref();
    let value = value.map(|(list, value)| site.vocabularies.label(list, value).to_string());
    let own = site.config.title.to_string();
    let parts: Vec<String> = [Some(own), kind, value].into_iter().flatten().collect();
    parts.join(": ")
}
