//! The user's rules for outlets: a file of four tables, each from a pattern to the outlet's name.
//!
//! ```toml
//! [path]      # of the file, below the indexed folder; the longest matching pattern wins
//! "exports/pc_*.csv" = "Plains Courier"
//! [folder]    # any folder on the path to the file
//! "courier-2016" = "Plains Courier"
//! [domain]    # of the article's address, with its subdomains
//! "plainscourier.example" = "Plains Courier"
//! [name]      # another spelling of an outlet
//! "The Plains-Courier" = "Plains Courier"
//! ```

use std::collections::BTreeMap;
use std::path::Path;

use globset::{GlobBuilder, GlobMatcher};
use serde::Deserialize;

use super::outlet;
use crate::article::{Article, OutletSource};
use crate::error::{Error, ErrorKind, Result, line};
use crate::names::outlet_key;

/// The name of the file that a folder may have.
pub(super) const FILE: &str = "outlets.toml";

/// Rules that name the outlet of an article. `path` beats `folder`, which beats `domain`; `name` applies to the result.
#[derive(Clone, Debug)]
pub struct OutletRules {
    paths: Vec<(GlobMatcher, String)>,
    folders: BTreeMap<String, String>,
    domains: BTreeMap<String, String>,
    names: BTreeMap<String, String>,
    fingerprint: String,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Tables {
    path: BTreeMap<String, String>,
    folder: BTreeMap<String, String>,
    domain: BTreeMap<String, String>,
    name: BTreeMap<String, String>,
}

impl OutletRules {
    /// Reads the rules of a file.
    ///
    /// # Errors
    /// If the file cannot be read or parsed. The error names the line.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|error| {
            let what = format!("the rules for outlets cannot be read ({error})");
            Error::new(ErrorKind::Outlets, what, "check the path, or drop the rules with --no-outlets")
                .at(path)
                .caused_by(error)
        })?;
        Self::parse(&text).map_err(|error| error.at(path))
    }

    /// The rules in the `outlets.toml` of a folder, if it has one.
    pub(super) fn of_folder(folder: &Path) -> Result<Option<Self>> {
        let file = folder.join(FILE);
        if file.is_file() { Self::read(&file).map(Some) } else { Ok(None) }
    }

    fn parse(text: &str) -> Result<Self> {
        let failed = |what: String| {
            let next =
                "write tables [path], [folder], [domain] and [name] of lines such as \"courier\" = \"Plains Courier\"";
            Error::new(ErrorKind::Outlets, what, next)
        };
        let tables: Tables = toml::from_str(text).map_err(|error| {
            let line = line(text, error.span().map_or(0, |span| span.start));
            failed(format!("line {line}: {}", error.message().lines().next().unwrap_or_default()))
        })?;
        let mut paths = Vec::new();
        for (pattern, outlet) in tables.path {
            let glob = GlobBuilder::new(&pattern).literal_separator(true).build();
            paths.push((glob.map_err(|error| failed(error.to_string()))?.compile_matcher(), outlet));
        }
        paths.sort_by_key(|(glob, _)| std::cmp::Reverse(glob.glob().glob().len()));
        let keyed = |table: BTreeMap<String, String>, key: fn(&str) -> String| {
            table.into_iter().map(|(pattern, outlet)| (key(&pattern), outlet)).collect()
        };
        Ok(Self {
            paths,
            folders: keyed(tables.folder, str::to_lowercase),
            domains: keyed(tables.domain, |domain| domain.trim_start_matches("www.").to_lowercase()),
            names: keyed(tables.name, outlet_key),
            fingerprint: blake3::hash(text.as_bytes()).to_hex()[..16].to_owned(),
        })
    }

    /// A fingerprint of the rules, which changes with any of them.
    pub(super) fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// The outlet that the rules give an article; `None` if they leave it as it is. `below` is the path of its file from the
    /// folder that the user named.
    pub(super) fn outlet(&self, article: &Article, below: &str) -> Option<String> {
        let place = self.of_path(below).or_else(|| self.of_domain(article));
        let named = place.or(article.outlet.as_ref())?;
        self.names.get(&outlet_key(named)).or(place).cloned()
    }

    fn of_path(&self, below: &str) -> Option<&String> {
        let of_pattern = self.paths.iter().find(|(glob, _)| glob.is_match(below)).map(|(_, outlet)| outlet);
        let folders = below.rsplit_once('/').map_or("", |(folders, _)| folders);
        // The folder nearest to the file wins.
        of_pattern.or_else(|| folders.rsplit('/').find_map(|folder| self.folders.get(&folder.to_lowercase())))
    }

    fn of_domain(&self, article: &Article) -> Option<&String> {
        let field = article.outlet.clone().filter(|_| article.outlet_source == Some(OutletSource::Domain));
        let host = article.url.as_deref().and_then(outlet::host).or(field)?;
        let above = |at: usize| &host[at..];
        let starts = std::iter::once(0).chain(host.match_indices('.').map(|(at, _)| at + 1));
        starts.map(above).find_map(|domain| self.domains.get(domain))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: &str = "[path]\n\"exports/pc_*.csv\" = \"Plains Courier\"\n\"exports/**\" = \"Exchange\"\n\
        [folder]\n\"Courier-2016\" = \"Plains Courier\"\n[domain]\n\"www.courier.example\" = \"Plains Courier\"\n\
        [name]\n\"The Plains-Courier\" = \"Plains Courier\"\n\"Exchange\" = \"The Exchange\"\n";

    #[test]
    fn a_rule_names_the_outlet() {
        let rules = OutletRules::parse(RULES).unwrap();
        let of = |outlet: Option<&str>, url: Option<&str>, below| {
            let article =
                Article { outlet: outlet.map(str::to_owned), url: url.map(str::to_owned), ..Article::default() };
            rules.outlet(&article, below)
        };
        assert_eq!(of(None, None, "exports/pc_1.csv").as_deref(), Some("Plains Courier"));
        assert_eq!(of(None, None, "exports/old/1.csv").as_deref(), Some("The Exchange"));
        assert_eq!(of(Some("x"), None, "a/courier-2016/b/1.txt").as_deref(), Some("Plains Courier"));
        assert_eq!(of(Some("x"), Some("https://news.courier.example/1"), "1.txt").as_deref(), Some("Plains Courier"));
        assert_eq!(of(Some("x"), Some("https://notcourier.example/1"), "1.txt"), None);
        assert_eq!(of(Some("the plains-courier"), None, "1.txt").as_deref(), Some("Plains Courier"));
        assert_eq!(of(None, None, "1.txt"), None);
    }

    #[test]
    fn an_error_names_its_line() {
        let error = |text| OutletRules::parse(text).unwrap_err().to_string();
        assert!(error("[folder]\n\"a\" = 3\n").starts_with("line 2: "), "{}", error("[folder]\n\"a\" = 3\n"));
        assert!(error("[folders]\n").contains("folders"), "{}", error("[folders]\n"));
    }
}
