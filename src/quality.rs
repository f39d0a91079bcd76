//! Data quality: what an article lacks, and what about it is doubtful. `onrecord check` counts these problems.

use serde::Serialize;

use crate::article::{Article, DateSource};

/// One thing that is missing from an article, or doubtful.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Problem {
    /// The outlet is unknown.
    NoOutlet,
    /// The date is unknown.
    NoDate,
    /// The date is ambiguous or impossible.
    UnreadDate,
    /// The only date is that of the download.
    CrawlDate,
    /// The author is unknown.
    NoAuthor,
    /// There is no headline.
    NoTitle,
    /// It is in a language whose statements are not found.
    OtherLanguage,
    /// The text is a teaser, an excerpt, or cut short.
    Partial,
    /// Characters were lost before the text was read, or its encoding is wrong.
    LostCharacters,
    /// The encoding was guessed, because the file does not say it.
    GuessedEncoding,
}

impl Problem {
    /// All problems, in the order in which they are reported.
    pub(crate) const ALL: [Problem; 10] = [
        Problem::NoOutlet,
        Problem::NoDate,
        Problem::UnreadDate,
        Problem::CrawlDate,
        Problem::NoAuthor,
        Problem::NoTitle,
        Problem::OtherLanguage,
        Problem::Partial,
        Problem::LostCharacters,
        Problem::GuessedEncoding,
    ];

    /// The problems of an article.
    pub(crate) fn of(article: &Article) -> impl Iterator<Item = Problem> {
        Self::ALL.into_iter().filter(|problem| problem.applies_to(article))
    }

    fn applies_to(self, article: &Article) -> bool {
        match self {
            Problem::NoOutlet => article.outlet.is_none(),
            Problem::NoDate => article.published.is_none(),
            Problem::UnreadDate => article.unread_date.is_some(),
            Problem::CrawlDate => article.date_source == Some(DateSource::Crawl),
            Problem::NoAuthor => article.authors.is_empty() && article.wire.is_none(),
            Problem::NoTitle => article.title.is_none(),
            Problem::OtherLanguage => !article.body.is_empty() && !article.is_english(),
            Problem::Partial => article.partial,
            Problem::LostCharacters => article.body.contains(char::REPLACEMENT_CHARACTER),
            Problem::GuessedEncoding => article.guessed_encoding.is_some(),
        }
    }

    /// Its name in JSON and in the index.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Problem::NoOutlet => "no-outlet",
            Problem::NoDate => "no-date",
            Problem::UnreadDate => "unread-date",
            Problem::CrawlDate => "crawl-date",
            Problem::NoAuthor => "no-author",
            Problem::NoTitle => "no-title",
            Problem::OtherLanguage => "other-language",
            Problem::Partial => "partial",
            Problem::LostCharacters => "lost-characters",
            Problem::GuessedEncoding => "guessed-encoding",
        }
    }

    /// What is wrong, to print after a number of articles.
    pub(crate) fn what(self) -> &'static str {
        match self {
            Problem::NoOutlet => "without an outlet",
            Problem::NoDate => "without a date",
            Problem::UnreadDate => "with an ambiguous or impossible date",
            Problem::CrawlDate => "with no date but that of the download",
            Problem::NoAuthor => "without an author",
            Problem::NoTitle => "without a headline",
            Problem::OtherLanguage => "in another language than English",
            Problem::Partial => "with only a teaser or a part of the text",
            Problem::LostCharacters => "with lost characters (�)",
            Problem::GuessedEncoding => "in a guessed encoding",
        }
    }

    /// What the owner of the articles can do.
    pub(crate) fn next(self) -> &'static str {
        match self {
            Problem::NoOutlet => "name it in outlets.toml by folder, path or domain, or with --outlet",
            Problem::NoDate => {
                "--since and --until cannot find them; put the date in the file name: courier_2021-02-03_bridge.txt"
            }
            Problem::UnreadDate => {
                "write it as 2021-02-03; 03/02/2021 can mean two days, and 2021-02-30 does not exist"
            }
            Problem::CrawlDate => "they were published on that day or before",
            Problem::NoAuthor => "nothing, if the outlet names none",
            Problem::NoTitle => "nothing, if the outlet gives none",
            Problem::OtherLanguage => "their statements are not extracted; find the articles with --articles",
            Problem::Partial => "download the whole text",
            Problem::LostCharacters => "download them again, or save them in UTF-8",
            Problem::GuessedEncoding => "read a few; if letters are wrong, save the files in UTF-8",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_article_lacks_all_its_fields() {
        let names: Vec<&str> = Problem::of(&Article::default()).map(Problem::name).collect();
        assert_eq!(names, ["no-outlet", "no-date", "no-author", "no-title"]);
    }
}
