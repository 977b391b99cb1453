//! What no generator in Rust can go below: the pages of a site read, parsed, put into one plain
//! template and written, and nothing else.
//!
//! ```text
//! cargo run --release --example floor -- SITE OUT             the whole, on all threads
//! cargo run --release --example floor -- SITE OUT --stages    stage by stage on one thread, as JSON
//! ```
//!
//! In goes a folder with `data/awards/*.yaml` and `content/lessons/*.md`, as `benches/compare/run.py`
//! makes it; out comes one page for each. The parts are those that Casebook uses: the same walk, hash,
//! YAML parser, Markdown parser, template engine and allocator. Nothing is checked, linked,
//! highlighted, indexed or audited. `RAYON_NUM_THREADS` sets the number of threads.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use granit_parser::{Event, Parser, ScalarStyle};
use pulldown_cmark::{Options, html};
use rayon::prelude::*;
use tera::{Context, Tera};
use walkdir::WalkDir;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

const TEMPLATE: &str = r#"<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>{{ title }}</title><meta name="description" content="{{ summary }}"></head>
<body>
<header><nav><a href="/">Home</a> <a href="/awards/">Case studies</a> <a href="/lessons/">Lessons</a></nav></header>
<main>
<h1>{{ title }}</h1>
<p>{{ summary }}</p>
<dl>{% for fact in facts %}<dt>{{ fact[0] }}</dt><dd>{{ fact[1] }}</dd>{% endfor %}</dl>
{{ body | safe }}
</main>
</body>
</html>
"#;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [site, out, more @ ..] = arguments.as_slice() else {
        return Err("Say which site and where to: floor SITE OUT [--stages]".into());
    };
    let (site, out) = (Path::new(site), Path::new(out));
    let pages = match more.iter().any(|word| word == "--stages") {
        true => stages(site, out)?,
        false => whole(site, out)?,
    };
    eprintln!("{pages} pages");
    Ok(())
}

/// Each page from its file to its page on whichever thread is free, as a program would.
fn whole(site: &Path, out: &Path) -> Result<usize> {
    let tera = engine()?;
    let files = walk(site)?;
    files.par_iter().try_for_each(|file| {
        let text = fs::read_to_string(file)?;
        let hash = blake3::hash(text.as_bytes());
        std::hint::black_box(hash);
        let page = fill(&tera, markdown(yaml(&text)?))?;
        let place = place(site, out, file)?;
        fs::create_dir_all(&place)?;
        fs::write(place.join("index.html"), page)?;
        Ok::<_, Box<dyn Error + Send + Sync>>(())
    })?;
    Ok(files.len())
}

/// The same, all pages through one stage before the next begins; prints the seconds of each.
fn stages(site: &Path, out: &Path) -> Result<usize> {
    let mut clock = Clock::default();
    let files = clock.time("walk", || walk(site))?;
    let texts = clock.time("read", || {
        each(&files, |file| Ok(fs::read_to_string(file)?))
    })?;
    let hashes = clock.time("hash", || {
        each(&texts, |text| Ok(blake3::hash(text.as_bytes())))
    })?;
    std::hint::black_box(hashes);
    let parsed = clock.time("yaml", || each(&texts, |text| yaml(text)))?;
    let pages = clock.time("markdown", || {
        Ok(parsed.into_iter().map(markdown).collect::<Vec<_>>())
    })?;
    let pages = clock.time("template", || {
        let tera = engine()?;
        pages
            .into_iter()
            .map(|page| fill(&tera, page))
            .collect::<Result<Vec<_>>>()
    })?;
    let places = clock.time("folders", || {
        each(&files, |file| {
            let place = place(site, out, file)?;
            fs::create_dir_all(&place)?;
            Ok(place.join("index.html"))
        })
    })?;
    clock.time("write", || {
        let mut both = places.iter().zip(&pages);
        both.try_for_each(|(place, page)| Ok(fs::write(place, page)?))
    })?;
    println!("{}", serde_json::to_string(&clock.stages)?);
    Ok(files.len())
}

#[derive(Default)]
struct Clock {
    stages: Vec<(&'static str, f64)>,
}

impl Clock {
    fn time<T>(&mut self, stage: &'static str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let start = Instant::now();
        let made = work()?;
        self.stages.push((stage, start.elapsed().as_secs_f64()));
        Ok(made)
    }
}

fn each<A, B>(of: &[A], work: impl Fn(&A) -> Result<B>) -> Result<Vec<B>> {
    of.iter().map(work).collect()
}

fn walk(site: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for folder in ["data/awards", "content/lessons"] {
        for entry in WalkDir::new(site.join(folder)).sort_by_file_name() {
            let entry = entry?;
            if entry.file_type().is_file() {
                found.push(entry.into_path());
            }
        }
    }
    Ok(found)
}

/// A record as it was written: its fields, and where a field or the rest of the file is Markdown.
#[derive(Default)]
struct Written {
    facts: Vec<(String, String)>,
    markdown: Vec<(Option<String>, String)>,
}

fn yaml(text: &str) -> Result<Written> {
    let (front, body) = match text.strip_prefix("---\n") {
        Some(rest) => rest
            .split_once("\n---\n")
            .ok_or("Front matter without an end")?,
        None => (text, ""),
    };
    let mut written = Written::default();
    let mut key: Option<String> = None;
    for event in Parser::new_from_str(front) {
        let (event, _) = event?;
        let Event::Scalar(value, style, ..) = event else {
            continue;
        };
        match (key.take(), style) {
            (None, _) => key = Some(value.into_owned()),
            (Some(name), ScalarStyle::Literal) => {
                written.markdown.push((Some(name), value.into_owned()));
            }
            (Some(name), _) => written.facts.push((name, value.into_owned())),
        }
    }
    if !body.is_empty() {
        written.markdown.push((None, body.to_owned()));
    }
    Ok(written)
}

struct Page {
    facts: Vec<(String, String)>,
    body: String,
}

fn markdown(written: Written) -> Page {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    let mut body = String::new();
    for (heading, text) in &written.markdown {
        if let Some(heading) = heading {
            body.extend(["<h2>", heading, "</h2>\n"]);
        }
        html::push_html(&mut body, pulldown_cmark::Parser::new_ext(text, options));
    }
    let facts = written.facts;
    Page { facts, body }
}

fn engine() -> Result<Tera> {
    let mut tera = Tera::new();
    tera.add_raw_template("page.html", TEMPLATE)?;
    Ok(tera)
}

fn fill(tera: &Tera, page: Page) -> Result<String> {
    let named = |name: &str| page.facts.iter().find(|(key, _)| key == name);
    let mut context = Context::new();
    for name in ["title", "summary"] {
        context.insert(name, named(name).map_or("", |(_, value)| value));
    }
    context.insert("facts", &page.facts);
    context.insert("body", &page.body);
    Ok(tera.render("page.html", &context)?)
}

/// The folder of a page: `data/awards/a.yaml` becomes `awards/a/`.
fn place(site: &Path, out: &Path, file: &Path) -> Result<PathBuf> {
    let inside = file.strip_prefix(site)?.with_extension("");
    Ok(out.join(inside.components().skip(1).collect::<PathBuf>()))
}
