//! The questions, drawn from the corpus itself so that each has an answer.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use onrecord::{Extraction, Overrides, Records, SpeakerKind, Statement};

use crate::corpus::Size;
use crate::draw::Draw;

/// Questions are drawn from this many articles, spread over the corpus.
const SAMPLE: usize = 400;
/// This many words count as common: those in most of these articles, such as “the” and “of”.
const COMMON: usize = 100;
/// Draws for each question wanted, before a kind that the corpus hardly has is given up.
const DRAWS: usize = 300;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Rare,
    Common,
    Two,
    Three,
    Phrase,
    CommonPhrase,
    Prefix,
    Speaker,
    SpeakerWords,
    OutletWords,
    TopicDate,
    Organization,
    Facets,
}

impl Kind {
    /// All kinds, each with its name and its share of the questions in percent.
    pub(crate) const ALL: [(Kind, &'static str, usize); 13] = [
        (Kind::Rare, "one rare word", 10),
        (Kind::Common, "one common word", 10),
        (Kind::Two, "two words", 12),
        (Kind::Three, "three words", 8),
        (Kind::Phrase, "a phrase", 12),
        (Kind::CommonPhrase, "a phrase of common words", 8),
        (Kind::Prefix, "a prefix", 6),
        (Kind::Speaker, "speaker", 8),
        (Kind::SpeakerWords, "speaker and word", 6),
        (Kind::OutletWords, "outlet and word", 6),
        (Kind::TopicDate, "topic and month", 6),
        (Kind::Organization, "organization", 4),
        (Kind::Facets, "speakers of a word, counted", 4),
    ];
}

/// Words that every engine can look up, in lower case and ASCII.
#[derive(Clone, Debug)]
pub(crate) enum Pattern {
    All(Vec<String>),
    Phrase(Vec<String>),
    Prefix(String),
}

impl Pattern {
    pub(crate) fn is_one_word(&self) -> bool {
        matches!(self, Pattern::All(words) if words.len() == 1)
    }

    /// The pattern in the syntax of onrecord.
    fn text(&self) -> String {
        match self {
            Pattern::All(words) => words.join(" "),
            Pattern::Phrase(words) => format!("\"{}\"", words.join(" ")),
            Pattern::Prefix(start) => format!("{start}*"),
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Question {
    pub(crate) kind: Kind,
    /// The query for onrecord.
    pub(crate) text: String,
    /// The words for all engines, or `None` for a question about fields.
    pub(crate) pattern: Option<Pattern>,
}

/// Draws about `count` questions of all kinds, the same ones in every run.
pub(crate) fn draw(file: &Path, count: usize) -> Vec<Question> {
    let sample = Sample::of(file);
    let mut draw = Draw::new(2);
    let mut questions = Vec::with_capacity(count);
    for (kind, _, percent) in Kind::ALL {
        let wanted = (count * percent).div_ceil(100);
        let drawn = (0..wanted * DRAWS).filter_map(|_| sample.question(kind, &mut draw));
        questions.extend(drawn.take(wanted));
    }
    questions
}

/// Some articles with their statements.
struct Sample {
    extractions: Vec<Extraction>,
    common: HashSet<String>,
    rare: HashSet<String>,
}

impl Sample {
    fn of(file: &Path) -> Self {
        let step = Size::of(file).articles.div_ceil(SAMPLE).max(1);
        let files = onrecord::walk(&[file.to_owned()]).expect("the corpus").files;
        let records = Records::new(files).filter(|record| !record.is_empty()).step_by(step);
        let articles = records.flat_map(|record| onrecord::articles(&record, &Overrides::default()));
        let extractions: Vec<Extraction> = articles.filter_map(Result::ok).map(onrecord::extract).collect();
        let (common, rare) = by_frequency(&extractions);
        Self { extractions, common, rare }
    }

    /// A question of this kind about a random statement, or `None` if that statement does not suit.
    fn question(&self, kind: Kind, draw: &mut Draw) -> Option<Question> {
        let extraction = draw.one(&self.extractions)?;
        let statement = draw.one(&extraction.statements)?;
        let quote = statement.quote(&extraction.article.body);
        let words = words(&quote);
        let long: Vec<String> = words.iter().flatten().filter(|word| word.len() > 3).cloned().collect();
        let several = |draw: &mut Draw, count: usize| {
            let some: Vec<String> = (0..count).filter_map(|_| draw.one(&long).cloned()).collect();
            (some.len() == count && some.iter().collect::<HashSet<_>>().len() == count).then_some(some)
        };
        let pattern = match kind {
            Kind::Rare => {
                Some(vec![words.iter().flatten().find(|word| self.rare.contains(*word))?.clone()]).map(Pattern::All)
            }
            Kind::Common | Kind::Facets => {
                let common: Vec<_> = words.iter().flatten().filter(|word| self.common.contains(*word)).collect();
                Some(Pattern::All(vec![(*draw.one(&common)?).clone()]))
            }
            Kind::Two => Some(Pattern::All(several(draw, 2)?)),
            Kind::Three => Some(Pattern::All(several(draw, 3)?)),
            Kind::Phrase => Some(self.phrase(&words, draw, 3, false)?),
            Kind::CommonPhrase => Some(self.phrase(&words, draw, 2, true)?),
            Kind::Prefix => Some(Pattern::Prefix(draw.one(&long).filter(|word| word.len() > 6)?[..5].to_owned())),
            _ => None,
        };
        let text = match kind {
            Kind::Speaker => format!("speaker:{}", speaker(statement)?),
            Kind::SpeakerWords => format!("speaker:{} {}", speaker(statement)?, draw.one(&long)?),
            Kind::OutletWords => {
                format!("outlet:{} {}", quoted(extraction.article.outlet.as_deref()?)?, draw.one(&long)?)
            }
            Kind::TopicDate => {
                let topic = quoted(&extraction.topics.first()?.code)?;
                let day = extraction.article.published?.day();
                format!("topic:{topic} date:{:04}-{:02}", day.year(), day.month())
            }
            Kind::Organization => {
                let named: Vec<&String> =
                    statement.source.role_organizations.iter().chain(&statement.mentioned_organizations).collect();
                format!("org:{}", quoted(draw.one(&named)?)?)
            }
            _ => pattern.as_ref()?.text(),
        };
        Some(Question { kind, text, pattern: pattern.filter(|_| kind != Kind::Facets) })
    }

    /// Adjacent words: all common, or not all.
    fn phrase(&self, words: &[Vec<String>], draw: &mut Draw, length: usize, common: bool) -> Option<Pattern> {
        let fits = |row: &&[String]| row.iter().all(|word| self.common.contains(word)) == common;
        let rows: Vec<&[String]> = words.iter().flat_map(|run| run.windows(length)).filter(fits).collect();
        draw.one(&rows).map(|row| Pattern::Phrase(row.to_vec()))
    }
}

/// The words in most articles of the sample, and the words in only one of them.
fn by_frequency(extractions: &[Extraction]) -> (HashSet<String>, HashSet<String>) {
    let mut articles: HashMap<String, usize> = HashMap::new();
    for extraction in extractions {
        let of_article: HashSet<String> = words(&extraction.article.body).into_iter().flatten().collect();
        of_article.into_iter().for_each(|word| *articles.entry(word).or_default() += 1);
    }
    let rare = articles.iter().filter(|(word, count)| **count == 1 && word.len() > 3).map(|(word, _)| word.clone());
    let rare = rare.collect();
    let mut ranked: Vec<(String, usize)> = articles.into_iter().collect();
    ranked.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    (ranked.into_iter().take(COMMON).map(|(word, _)| word).collect(), rare)
}

/// Runs of words of ASCII letters with one space between, which all engines split in the same way.
fn words(text: &str) -> Vec<Vec<String>> {
    let is_word = |piece: &&str| !piece.is_empty() && piece.bytes().all(|byte| byte.is_ascii_alphabetic());
    let pieces: Vec<&str> = text.split(' ').collect();
    let runs = pieces.split(|piece| !is_word(piece)).filter(|run| !run.is_empty());
    runs.map(|run| run.iter().map(|piece| piece.to_ascii_lowercase()).collect()).collect()
}

/// The name of a speaker who is a person, as the value of a field.
fn speaker(statement: &Statement) -> Option<String> {
    let source = &statement.source;
    quoted(source.speaker.as_deref().filter(|_| source.kind == SpeakerKind::Person)?)
}

fn quoted(value: &str) -> Option<String> {
    (!value.contains('"')).then(|| format!("\"{value}\""))
}
