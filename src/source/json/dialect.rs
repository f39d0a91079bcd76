//! A dialect of JSON: how to recognise its objects, and the paths of their fields.

use serde_json::Value;

use super::synonyms;
use super::value::{Object, at, body, is_url, list, texts};
use crate::article::{Article, OutletSource};
use crate::source::{Fault, date, label, language, markup, outlet};

/// Paths in order of precedence.
pub(super) type Paths = &'static [&'static str];

/// One dialect, as a row of the table in [`super::dialects`].
pub(super) struct Dialect {
    /// The name in the documentation.
    pub(super) name: &'static str,
    /// Recognises an object of this dialect.
    pub(super) is: fn(&Object) -> bool,
    pub(super) id: Paths,
    pub(super) url: Paths,
    pub(super) title: Paths,
    pub(super) author: Paths,
    pub(super) outlet: Paths,
    pub(super) date: Paths,
    pub(super) language: Paths,
    pub(super) body: Body,
    /// The teaser, for objects without a body.
    pub(super) teaser: Paths,
    /// Labels are taken from all of these paths.
    pub(super) labels: Paths,
    pub(super) description: Paths,
    /// Corrects what paths cannot express.
    pub(super) adjust: fn(&mut Article, &Object),
}

/// Where the text is.
pub(super) enum Body {
    /// At the first of these paths that has any.
    At(Paths),
    /// A function composes it.
    Of(fn(&Object) -> Result<Option<String>, Fault>),
}

/// A dialect without any field, to build the others on.
pub(super) const DEFAULT: Dialect = Dialect {
    name: "",
    is: |_| false,
    id: &[],
    url: &[],
    title: &[],
    author: &[],
    outlet: &[],
    date: &[],
    language: &["language"],
    body: Body::At(&[]),
    teaser: &[],
    labels: &[],
    description: &[],
    adjust: |_, _| (),
};

impl Dialect {
    /// Reads an object of this dialect.
    pub(super) fn article(&self, object: &Object) -> Result<Article, Fault> {
        let mut article = self.fields(object);
        match self.text(object)? {
            Some(text) => article.body = text,
            None => {
                let teaser = self.teaser.iter().find_map(|path| at(object, path).into_iter().find_map(body));
                article.body = teaser.map(|teaser| plain_text(&teaser)).transpose()?.ok_or_else(|| self.empty())?;
                article.partial = true;
            }
        }
        (self.adjust)(&mut article, object);
        if article.body.trim().is_empty() { Err(self.empty()) } else { Ok(article) }
    }

    fn empty(&self) -> Fault {
        Fault::new(&format!("{} without text", self.name), "download the article with its text")
    }

    fn text(&self, object: &Object) -> Result<Option<String>, Fault> {
        match self.body {
            Body::Of(function) => function(object),
            Body::At(paths) => {
                let found = paths.iter().find_map(|path| at(object, path).into_iter().find_map(body));
                found.map(|text| plain_text(&text)).transpose()
            }
        }
    }

    fn fields(&self, object: &Object) -> Article {
        let first = |paths: Paths| all(object, paths).next();
        let (outlet, outlet_source) = match all(object, self.outlet).find(|name| !is_url(name)) {
            Some(name) => {
                let (name, source) = outlet::named(&markup::inline(&name));
                (Some(name), Some(source))
            }
            None => (None, None::<OutletSource>),
        };
        Article {
            id: first(self.id).unwrap_or_default(),
            url: all(object, self.url).find(|text| is_url(text)),
            title: first(self.title).map(|title| markup::inline(&title)),
            authors: self.authors(object),
            outlet,
            outlet_source,
            language: all(object, self.language).find_map(|code| language::of_tag(&code)),
            labels: self.labels(object),
            description: first(self.description).map(|text| markup::inline(&text)),
            shape: self.name.into(),
            ..date::dated(all(object, self.date))
        }
    }

    fn authors(&self, object: &Object) -> Vec<String> {
        let bylines = self.author.iter().map(|path| at(object, path).into_iter().flat_map(texts).collect::<Vec<_>>());
        bylines.map(|bylines| synonyms::authors(&bylines)).find(|names| !names.is_empty()).unwrap_or_default()
    }

    fn labels(&self, object: &Object) -> Vec<String> {
        let mut labels = Vec::new();
        for label in self.labels.iter().flat_map(|path| at(object, path)).flat_map(list) {
            label::add(&mut labels, markup::inline(&label));
        }
        labels
    }
}

/// The texts at all the paths, in their order.
fn all<'a>(object: &'a Object, paths: Paths) -> impl Iterator<Item = String> + 'a {
    paths.iter().flat_map(|path| at(object, path)).flat_map(texts)
}

/// A body as text, whether it is HTML or not.
pub(super) fn plain_text(body: &str) -> Result<String, Fault> {
    if markup::is_html(body) { markup::text(body) } else { Ok(body.to_owned()) }
}

/// Whether an object has all these fields.
pub(super) fn has(object: &Object, names: &[&str]) -> bool {
    names.iter().all(|name| object.contains_key(*name))
}

/// Whether a path has a value that is not null.
pub(super) fn has_at(object: &Object, path: &str) -> bool {
    at(object, path).iter().any(|value| !value.is_null())
}

/// Whether a field is an object or an array.
pub(super) fn is_nested(object: &Object, name: &str) -> bool {
    matches!(object.get(name), Some(Value::Object(_) | Value::Array(_)))
}
