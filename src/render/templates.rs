//! Tera, and its errors as diagnostics at their place in the template.

use std::collections::BTreeSet;

use tera::{Context, ErrorKind, Tera};

use crate::diag::render::Texts;
use crate::diag::suggest::nearest;
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::theme::Theme;
use crate::view::{TEMPLATES, View};

/// The templates of a theme, ready to render.
pub struct Templates<'t> {
    tera: Tera,
    theme: &'t Theme,
    texts: &'t dyn TextsOnThreads,
}

/// Texts that every rendering thread can look at.
pub trait TextsOnThreads: Texts + Sync {}
impl<T: Texts + Sync + ?Sized> TextsOnThreads for T {}

impl<'t> Templates<'t> {
    /// Compiles every template. `None`, with every problem in `sink`, when a page could not be
    /// rendered with them.
    pub fn new(
        theme: &'t Theme,
        texts: &'t dyn TextsOnThreads,
        sink: &mut Diagnostics,
    ) -> Option<Self> {
        let mut tera = Tera::new();
        tera.autoescape_on([".html", ".htm", ".xml", ".svg"]);
        let before = sink.count(crate::diag::Severity::Error);
        let broken = syntax_errors(theme, texts, sink);
        for name in TEMPLATES {
            if !theme.templates.contains_key(*name) {
                sink.push(missing(name, theme));
            }
        }
        if broken.is_empty() {
            let all = theme
                .templates
                .iter()
                .map(|(name, template)| (name, &template.text));
            if let Err(error) = tera.add_raw_templates(all) {
                sink.push(diagnostic(&error, theme, texts, None));
            }
        }
        (sink.count(crate::diag::Severity::Error) == before).then_some(Self { tera, theme, texts })
    }

    /// Renders a page.
    ///
    /// # Errors
    ///
    /// A diagnostic at the place in the template, naming the page.
    pub fn render(
        &self,
        template: &str,
        view: &View,
        page: &str,
    ) -> Result<String, Box<Diagnostic>> {
        let context = Context::from_serialize(view);
        context
            .and_then(|context| self.tera.render(template, &context))
            .map_err(|error| Box::new(diagnostic(&error, self.theme, self.texts, Some(page))))
    }
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
            sink.push(diagnostic(&error, theme, texts, None));
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

fn diagnostic(
    error: &tera::Error,
    theme: &Theme,
    texts: &dyn TextsOnThreads,
    page: Option<&str>,
) -> Diagnostic {
    let (message, place) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let span = report.span();
            (
                report.message().to_string(),
                Some((report.filename(), span.start_line, span.start_col)),
            )
        }
        _ => (error.to_string(), None),
    };
    let mut text = format!(
        "The template cannot be used: {}",
        message.trim_end_matches('.')
    );
    if let Some((name, line, column)) = place {
        text = format!(
            "The template “{name}” fails at line {line}, column {}: {}",
            column + 1,
            message.trim_end_matches('.')
        );
    }
    if let Some(page) = page {
        text = format!("{text}, while rendering the page “{page}”");
    }
    let problem = Diagnostic::error("template", format!("{text}."));
    let problem = problem.hint(
        "Correct the template. The views that templates get are described in docs/themes.md.",
    );
    match place.and_then(|(name, line, column)| span(theme, texts, name, line, column)) {
        Some(span) => problem.at(span),
        None => problem,
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
