//! Hits, with the matches to highlight.

use std::sync::Arc;

use super::Selector;
use super::highlight::Highlighter;
use super::read::Found;
use crate::article::{Article, Place, Published};
use crate::extract::{Finding, Source, SpeakerKind, organization_key};
use crate::extraction::Extraction;
use crate::identity::{self, People};
use crate::names::PersonName;
use crate::search::{Search, StatementKey};
use crate::text::Span;

/// A statement that matches, with its article.
#[derive(Clone, Debug, PartialEq)]
pub struct StatementHit {
    /// Its article, without the statements.
    pub extraction: Arc<Extraction>,
    /// Who said it, by the whole archive; `None` if it is nobody with a name.
    pub person: Option<HitPerson>,
    /// Whether the name that the query asks for is also somebody else's.
    pub is_ambiguous: bool,
    /// The statement; or a “no comment”, if the query asks for these.
    pub finding: Finding,
    /// Its words, the parts joined by one space.
    pub quote: String,
    /// Locates the first part of the words in the article.
    pub selector: Selector,
    /// How well the words match; 0 if the query has no words.
    pub score: f32,
    /// Reprints of the quotation that match too, the earliest first.
    pub also: Vec<Reprint>,
    /// The matches in `quote`, in bytes.
    pub highlights: Vec<Span>,
    /// The keys of the statement and of its reprints, by which a saved search remembers them.
    pub keys: Vec<StatementKey>,
}

impl StatementHit {
    pub(super) fn new(
        found: Found<'_>,
        search: &Search<'_>,
        highlighter: &Highlighter,
        also: Vec<Reprint>,
        keys: Vec<StatementKey>,
    ) -> Self {
        let Found { finding, extraction, selectors, score, .. } = found;
        let quote = finding.quote(&extraction.article.body);
        Self {
            extraction: Arc::clone(extraction),
            is_ambiguous: search.is_ambiguous,
            person: HitPerson::of(search.people(), finding.source(), &extraction.article.place),
            selector: selectors.first_of(finding.content()),
            highlights: highlighter.spans(&quote),
            finding,
            quote,
            score,
            also,
            keys,
        }
    }

    /// Its article as it was read.
    pub fn article(&self) -> &Article {
        &self.extraction.article
    }

    /// The id of the statement.
    pub fn id(&self) -> String {
        self.finding.id(&self.article().id)
    }

    /// Who said it.
    pub fn source(&self) -> &Source {
        self.finding.source()
    }
}

/// Who said a statement, by the whole archive.
#[derive(Clone, Debug, PartialEq)]
pub struct HitPerson {
    /// The id, which stays from run to run as long as the person has that name.
    pub id: String,
    /// The usual full name.
    pub name: String,
    /// If the article gives a family name alone and others of its days decide whose it is: how clear that is, from 0 to 1.
    pub by_archive: Option<f32>,
}

impl HitPerson {
    fn of(people: &People, source: &Source, place: &Place) -> Option<Self> {
        let name = source.speaker.as_ref()?;
        match source.kind {
            SpeakerKind::Person => {}
            SpeakerKind::Organization => {
                let id = identity::slug(&organization_key(name));
                return Some(Self { id, name: name.clone(), by_archive: None });
            }
            SpeakerKind::Group | SpeakerKind::Unnamed | SpeakerKind::Document => return None,
        }
        let read = PersonName::of(name);
        let Some((number, share)) = people.owner(&read.key()).and_then(|owner| owner.in_article(place.key())) else {
            return Some(Self { id: identity::slug(&read.key()), name: name.clone(), by_archive: None });
        };
        let person = people.person(number);
        let by_archive = person.is_by_archive(&read.key()).then_some(share);
        Some(Self { id: person.id.clone(), name: person.name.clone(), by_archive })
    }
}

/// An article that matches.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleHit {
    /// The article, without its statements.
    pub extraction: Extraction,
    /// How well the words match; 0 if the query has no words.
    pub score: f32,
    /// Reprints of the story that match too, the earliest first.
    pub also: Vec<Reprint>,
    /// The matches in the body, in bytes.
    pub highlights: Vec<Span>,
}

impl ArticleHit {
    pub(super) fn new(extraction: Extraction, score: f32, highlighter: &Highlighter, also: Vec<Reprint>) -> Self {
        Self { highlights: highlighter.spans(&extraction.article.body), extraction, score, also }
    }

    /// The article as it was read.
    pub fn article(&self) -> &Article {
        &self.extraction.article
    }
}

/// A reprint of a hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reprint {
    /// The id of the statement, or of the article if the hit is an article.
    pub id: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// The headline.
    pub title: Option<String>,
    /// The canonical address.
    pub url: Option<String>,
    /// Where its article is.
    pub place: Place,
}

impl Reprint {
    pub(super) fn new(id: String, article: &Article) -> Self {
        Self {
            id,
            outlet: article.outlet.clone(),
            published: article.published,
            title: article.title.clone(),
            url: article.url.clone(),
            place: article.place.clone(),
        }
    }
}
