//! What an article lacks, or what about it is in doubt: the health of an archive is the count of these.

use serde::Serialize;

use crate::article::{Article, DateSource};

/// One thing that is wrong with an article, or missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Concern {
    /// No outlet is known.
    NoOutlet,
    /// No date is known.
    NoDate,
    /// A field of dates holds what tells no day.
    UnreadDate,
    /// The only date is that on which the page was fetched.
    CrawlDate,
    /// No author is known.
    NoAuthor,
    /// There is no headline.
    NoTitle,
    /// The text is a teaser, an excerpt, or breaks off.
    Partial,
    /// Characters of the text were lost before it was read, or its encoding is a wrong one.
    LostCharacters,
    /// Nothing told the encoding, so that it was guessed.
    GuessedEncoding,
}

impl Concern {
    /// All of them, in the order in which they are told.
    pub const ALL: [Concern; 9] = [
        Concern::NoOutlet,
        Concern::NoDate,
        Concern::UnreadDate,
        Concern::CrawlDate,
        Concern::NoAuthor,
        Concern::NoTitle,
        Concern::Partial,
        Concern::LostCharacters,
        Concern::GuessedEncoding,
    ];

    /// Those of an article.
    pub fn of(article: &Article) -> impl Iterator<Item = Concern> {
        Self::ALL.into_iter().filter(|concern| concern.is_of(article))
    }

    fn is_of(self, article: &Article) -> bool {
        match self {
            Concern::NoOutlet => article.outlet.is_none(),
            Concern::NoDate => article.published.is_none(),
            Concern::UnreadDate => article.unread_date.is_some(),
            Concern::CrawlDate => article.date_source == Some(DateSource::Crawl),
            Concern::NoAuthor => article.authors.is_empty() && article.wire.is_none(),
            Concern::NoTitle => article.title.is_none(),
            Concern::Partial => article.partial,
            Concern::LostCharacters => article.body.contains(char::REPLACEMENT_CHARACTER),
            Concern::GuessedEncoding => article.guessed_encoding.is_some(),
        }
    }

    /// Its name in JSON and in the index.
    pub fn name(self) -> &'static str {
        match self {
            Concern::NoOutlet => "no-outlet",
            Concern::NoDate => "no-date",
            Concern::UnreadDate => "unread-date",
            Concern::CrawlDate => "crawl-date",
            Concern::NoAuthor => "no-author",
            Concern::NoTitle => "no-title",
            Concern::Partial => "partial",
            Concern::LostCharacters => "lost-characters",
            Concern::GuessedEncoding => "guessed-encoding",
        }
    }

    /// What is said of the articles that it is true of, behind their number.
    pub fn what(self) -> &'static str {
        match self {
            Concern::NoOutlet => "without an outlet",
            Concern::NoDate => "without a date",
            Concern::UnreadDate => "with a date that tells no day",
            Concern::CrawlDate => "dated only by the day on which the page was fetched",
            Concern::NoAuthor => "without an author",
            Concern::NoTitle => "without a headline",
            Concern::Partial => "of which only a teaser or a part is there",
            Concern::LostCharacters => "with characters that were lost (�)",
            Concern::GuessedEncoding => "in an encoding that nothing tells",
        }
    }

    /// What their owner can do.
    pub fn next(self) -> &'static str {
        match self {
            Concern::NoOutlet => "name it in outlets.toml by folder, path or domain, or with --outlet",
            Concern::NoDate => {
                "no --since or --until finds them; put the day into the file's name: courier_2021-02-03_bridge.txt"
            }
            Concern::UnreadDate => "write it as 2021-02-03; 03/02/2021 can be two days, and 2021-02-30 is none",
            Concern::CrawlDate => "they were published on that day or before",
            Concern::NoAuthor => "nothing, where the outlet names none",
            Concern::NoTitle => "nothing, where the outlet gives none",
            Concern::Partial => "fetch the whole text",
            Concern::LostCharacters => "fetch them again, or save them in UTF-8",
            Concern::GuessedEncoding => "read a few; where the letters are wrong, save the files in UTF-8",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_without_anything_lacks_its_facts() {
        let names: Vec<&str> = Concern::of(&Article::default()).map(Concern::name).collect();
        assert_eq!(names, ["no-outlet", "no-date", "no-author", "no-title"]);
    }
}
