//! Tera, and its errors as diagnostics at their place in the template.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use tera::{Context, ErrorKind, Tera};

use super::folded::folded;
use crate::diag::render::Texts;
use crate::diag::suggest::nearest;
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::theme::Theme;
use crate::view::{TEMPLATES, View};
use crate::words::Words;

/// The templates of a theme, ready to render.
pub struct Templates<'t> {
    /// With the fixed texts already in place.
    tera: Arc<Tera>,
    words: Arc<Words>,
    theme: &'t Theme,
    texts: &'t dyn TextsOnThreads,
}

thread_local! {
    /// Where a thread writes its pages, one after the other: after a few it need not grow.
    static PAGE: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Texts that every rendering thread can look at.
pub trait TextsOnThreads: Texts + Sync {}
impl<T: Texts + Sync + ?Sized> TextsOnThreads for T {}

impl<'t> Templates<'t> {
    /// Compiles every template. `None`, with every problem in `sink`, when a page could not be
    /// rendered with them.
    pub fn new(
        theme: &'t Theme,
        words: &Arc<Words>,
        texts: &'t dyn TextsOnThreads,
        sink: &mut Diagnostics,
    ) -> Option<Self> {
        let before = sink.count(crate::diag::Severity::Error);
        let broken = syntax_errors(theme, texts, sink);
        for name in TEMPLATES {
            if !theme.templates.contains_key(*name) {
                sink.push(missing(name, theme));
            }
        }
        if broken.is_empty()
            && let Err(error) = compiled(theme, words, false)
        {
            sink.push(diagnostic(&error, theme, texts));
        }
        if sink.count(crate::diag::Severity::Error) > before {
            return None;
        }
        let tera = Arc::new(compiled(theme, words, true).ok()?);
        Some(Self::known(tera, theme, words, texts))
    }

    /// Templates that were compiled before, from the same texts and words.
    pub(super) fn known(
        tera: Arc<Tera>,
        theme: &'t Theme,
        words: &Arc<Words>,
        texts: &'t dyn TextsOnThreads,
    ) -> Self {
        Self {
            tera,
            words: words.clone(),
            theme,
            texts,
        }
    }

    /// What they were compiled to.
    pub(super) fn tera(&self) -> Arc<Tera> {
        self.tera.clone()
    }

    /// Renders a page, and gives what `finish` makes of it.
    ///
    /// # Errors
    ///
    /// A diagnostic at the place in the template, without the page.
    pub fn render<T>(
        &self,
        template: &str,
        view: &View,
        finish: impl FnOnce(&str) -> T,
    ) -> Result<T, Box<Diagnostic>> {
        let mut page = PAGE.take();
        page.clear();
        let written = self.write(template, view, &mut page).and_then(|()| {
            let html = std::str::from_utf8(&page);
            html.map(finish).map_err(tera::Error::message)
        });
        PAGE.set(page);
        written.map_err(|error| Box::new(diagnostic(&error, self.theme, self.texts)))
    }

    fn write(&self, template: &str, view: &View, page: &mut Vec<u8>) -> Result<(), tera::Error> {
        let context = Context::from_serialize(view)?;
        let written = self.tera.render_to(template, &context, page);
        written.map_err(|error| self.as_written(template, &context).unwrap_or(error))
    }

    /// The error of a page, at its place in the template as it was written.
    fn as_written(&self, template: &str, context: &Context) -> Option<tera::Error> {
        let tera = compiled(self.theme, &self.words, false).ok()?;
        // Into a page too: for each other way of writing the program would hold the interpreter of
        // templates once more.
        tera.render_to(template, context, &mut Vec::new()).err()
    }
}

/// Every template of a theme, with the fixed texts in place or as written.
fn compiled(theme: &Theme, words: &Arc<Words>, fold: bool) -> Result<Tera, tera::Error> {
    let mut tera = Tera::new();
    super::words::register(&mut tera, words);
    tera.autoescape_on([".html", ".htm", ".xml", ".svg"]);
    let all = theme.templates.iter().map(|(name, template)| {
        let text = match fold {
            true => Cow::Owned(folded(&template.text, words)),
            false => Cow::Borrowed(template.text.as_str()),
        };
        (name, text)
    });
    tera.add_raw_templates(all)?;
    Ok(tera)
}

/// The templates that cannot be read at all. Each is tried alone, so that one run names them all.
fn syntax_errors<'t>(
    theme: &'t Theme,
    texts: &dyn TextsOnThreads,
    sink: &mut Diagnostics,
) -> BTreeSet<&'t str> {
    let mut broken = BTreeSet::new();
    for (name, template) in &theme.templates {
        let alone = Tera::new().add_raw_template(name, &template.text);
        if let Err(error) = alone
            && matches!(error.kind(), ErrorKind::SyntaxError(_))
        {
            sink.push(diagnostic(&error, theme, texts));
            broken.insert(name.as_str());
        }
    }
    broken
}

fn missing(name: &str, theme: &Theme) -> Diagnostic {
    let problem = Diagnostic::error(
        "missing-template",
        format!("The theme has no template “{name}”."),
    );
    match nearest(name, theme.templates.keys().map(String::as_str)) {
        Some(near) => problem.hint(format!("Is it the file “{near}” under another name? Rename it.")),
        None => problem.hint("Add the file to the theme's folder “templates”, or delete the folder to use the default theme."),
    }
}

/// Says which pages a problem of a template was met on.
pub(super) fn on_pages(mut problem: Diagnostic, first: &str, others: usize) -> Diagnostic {
    let also = match others {
        0 => String::new(),
        1 => " and 1 other".to_string(),
        others => format!(" and {others} others"),
    };
    let what = problem.message.trim_end_matches('.');
    problem.message = format!("{what}, while rendering the page “{first}”{also}.");
    problem
}

fn diagnostic(error: &tera::Error, theme: &Theme, texts: &dyn TextsOnThreads) -> Diagnostic {
    let found = Found::of(error, theme);
    let text = match &found.place {
        Some((name, line, column)) => format!(
            "The template “{name}” fails at line {line}, column {}: {}.",
            column + 1,
            found.message
        ),
        None => format!("The template cannot be used: {}.", found.message),
    };
    let problem = Diagnostic::error("template", text).hint(found.hint);
    let span = found
        .place
        .and_then(|(name, line, column)| span(theme, texts, &name, line, column));
    match span {
        Some(span) => problem.at(span),
        None => problem,
    }
}

/// What a template error says, in parts.
struct Found {
    message: String,
    hint: String,
    /// Template, line from 1, column from 0.
    place: Option<(String, usize, usize)>,
}

impl Found {
    fn of(error: &tera::Error, theme: &Theme) -> Self {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let span = report.span();
                let name = report.filename().to_string();
                Self::new(
                    report.message(),
                    Some((name, span.start_line, span.start_col)),
                )
            }
            ErrorKind::MissingParent { current, parent } => Self::missing(current, parent, theme),
            ErrorKind::CircularExtend {
                tpl,
                inheritance_chain: chain,
            }
            | ErrorKind::CircularInclude {
                tpl,
                include_chain: chain,
            } => Self::circle(tpl, chain, theme),
            _ => Self::from_text(&error.to_string()),
        }
    }

    fn new(message: &str, place: Option<(String, usize, usize)>) -> Self {
        let message = message.trim().trim_end_matches('.');
        let (message, names) = match message.split_once(". Available fields: ") {
            Some((message, names)) => (message, names),
            None => (message, ""),
        };
        let wrong = message.split('`').nth(1).unwrap_or_default();
        let hint = match nearest(wrong, names.split(", ").filter(|name| !name.is_empty())) {
            Some(near) => format!("Did you mean “{near}”?"),
            None if !names.is_empty() => format!("There are: {names}."),
            None => "Correct the template. The views that templates get are described in docs/themes.md.".to_string(),
        };
        Self {
            message: message.replace('`', "'"),
            hint,
            place,
        }
    }

    /// A template that builds on itself, or holds itself; `chain` leads there.
    fn circle(template: &str, chain: &[String], theme: &Theme) -> Self {
        let own = |name: &&String| {
            theme
                .templates
                .get(*name)
                .is_some_and(|own| own.file.is_some())
        };
        let named = chain.iter().find(own).map_or(template, String::as_str);
        let mut chain: Vec<&str> = chain.iter().map(String::as_str).collect();
        chain.dedup();
        let message = match chain.as_slice() {
            [] | [_] => format!("“{template}” builds on itself"),
            several => format!(
                "these templates build on each other: {}",
                several.join(", ")
            ),
        };
        let place = ["extends", "include"]
            .into_iter()
            .find_map(|word| Self::place_of(word, named, theme));
        Self {
            message,
            hint: "Name another template there, or delete this file to use the one of the default theme.".to_string(),
            place: place.or_else(|| Some((named.to_string(), 1, 0))),
        }
    }

    /// Where a text first stands in a template.
    fn place_of(wanted: &str, template: &str, theme: &Theme) -> Option<(String, usize, usize)> {
        let text = &theme.templates.get(template)?.text;
        let at = text.find(wanted)?;
        let line = text[..at].matches('\n').count() + 1;
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        Some((template.to_string(), line, text[start..at].chars().count()))
    }

    fn missing(current: &str, parent: &str, theme: &Theme) -> Self {
        let place = Self::place_of(&format!("\"{parent}\""), current, theme);
        let hint = match nearest(parent, theme.templates.keys().map(String::as_str)) {
            Some(near) => format!("Did you mean “{near}”?"),
            None => {
                "Add the file to the theme's folder “templates”, or correct the name.".to_string()
            }
        };
        Self {
            message: format!("there is no template “{parent}”"),
            hint,
            place,
        }
    }

    /// Some errors come only as a finished report: `error: …`, then `--> template:line:column`.
    fn from_text(text: &str) -> Self {
        let message = text.lines().next().unwrap_or_default();
        let message = message.trim_start_matches("error:");
        let place = text.lines().find_map(|line| {
            let mut parts = line.trim().strip_prefix("-->")?.trim().rsplitn(3, ':');
            let column: usize = parts.next()?.parse().ok()?;
            let line = parts.next()?.parse().ok()?;
            Some((parts.next()?.to_string(), line, column.checked_sub(1)?))
        });
        Self::new(message, place)
    }
}

/// The place in the site's own file; the default theme's templates are no files of the site.
fn span(
    theme: &Theme,
    texts: &dyn TextsOnThreads,
    name: &str,
    line: usize,
    column: usize,
) -> Option<Span> {
    let file = theme.templates.get(name)?.file?;
    let text = texts.text(file);
    let start: usize = text
        .split_inclusive('\n')
        .take(line.checked_sub(1)?)
        .map(str::len)
        .sum();
    let rest = &text[start..];
    let within: usize = rest.chars().take(column).map(char::len_utf8).sum();
    let end = rest.find('\n').unwrap_or(rest.len()).max(within);
    Some(Span::new(file, start + within..start + end))
}
