//! What an article is about, as IPTC Media Topics.
//!
//! Labels of the outlet decide first. The text adds narrower concepts, and decides if there are no labels. Each of the
//! seventeen top levels can be assigned; a narrower concept only if the text is clear about it.
//!
//! | file | what it holds | source |
//! |---|---|---|
//! | `vocabulary.tsv` | the concepts and the tree of them | IPTC NewsCodes, CC BY 4.0 |
//! | `subject_codes.tsv` | the older Subject Codes, by Media Topic | IPTC NewsCodes, CC BY 4.0; the pairs our own |
//! | `labels.tsv` | names of sections and keywords, by topic | our own |
//! | `everyday.tsv` | names that people type for topics | our own |
//! | `terms.tsv` | words and phrases of a topic, with weights | our own |
//!
//! A text costs about 0.1 µs a word on one core, a twentieth of what extracting its statements costs.
//!
//! On stories with known topics, one per line with `title`, `body` and `topic` (a qcode), this prints the share of stories
//! whose first topic has the right top level:
//!
//! ```sh
//! onrecord extract stories.jsonl > found.jsonl
//! python3 -c '
//! import json
//! pairs = list(zip(map(json.loads, open("stories.jsonl")), map(json.loads, open("found.jsonl"))))
//! top = lambda found: found["topics"][0]["top"] if found["topics"] else "none"
//! print(sum(gold["topic"] == top(found) for gold, found in pairs) / len(pairs))'
//! ```

mod labels;
mod nearest;
mod rules;
mod score;
mod terms;
mod vocabulary;
mod words;

use serde::{Deserialize, Serialize};

use crate::article::Article;
use score::Tally;
use vocabulary::{Concept, Number, vocabulary};

pub(crate) use nearest::advice;
pub use rules::TopicRules;

/// A topic of the IPTC Media Topics vocabulary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// The qcode, `medtop:20000605`.
    pub code: String,
    /// The English name.
    pub label: String,
    /// The qcode of its top level, which can be its own.
    pub top: String,
    /// What decided it.
    #[serde(default)]
    pub source: TopicSource,
}

/// What decided a topic.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TopicSource {
    /// A label of the outlet.
    Label,
    /// The words of the headline and the text.
    #[default]
    Text,
}

impl TopicSource {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Label => "label",
            Self::Text => "text",
        }
    }
}

/// A topic, and what decided it in detail.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// The topic.
    pub topic: Topic,
    /// The score of the topic in the text.
    pub score: f32,
    /// The outlet's labels that name the topic or a narrower one.
    pub labels: Vec<String>,
    /// The terms of the text that count for the topic, strongest first.
    pub words: Vec<Decisive>,
}

/// A term that counts for a topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decisive {
    /// The term as written in the rules.
    pub words: String,
    /// How often it is in headline and text.
    pub count: usize,
}

/// Languages with rules. A text of unknown language is treated as English.
const LANGUAGES: &[&str] = &["en"];
/// How many top levels an article gets at most, and how many narrower concepts each of them.
const MOST_TOPS: usize = 3;
const MOST_FINER: usize = 4;
/// A top level is dropped if it is weaker than the best one by this factor, or below this score.
const SHARE_OF_BEST: f32 = 0.55;
const LEAST_TOP: f32 = 12.0;
/// How many bytes of text require one more point of score, for any topic except people.
const BYTES_A_POINT: usize = 180;
/// The topic of texts that no other topic is clear about: people.
const HUMAN_INTEREST: &str = "08000000";
/// A narrower concept needs this score, this share of the strongest below its top level, and this many different terms.
const LEAST_FINER: f32 = 9.0;
const SHARE_OF_FINER: f32 = 0.4;
const FEWEST_TERMS: usize = 3;

/// A chosen concept, and what decided it.
type Choice = (Number, TopicSource);

impl TopicRules {
    /// The topics of an article, best first: a top level, then its narrower concepts, then the next top level.
    ///
    /// There are none if neither labels nor words decide, as in a language without rules.
    pub fn topics(&self, article: &Article) -> Vec<Topic> {
        let labelled = self.labelled(article);
        let tally = self.tally(article);
        choose(&labelled, &tally).into_iter().map(topic).collect()
    }

    /// The topics of an article, each with the labels and words that decided it.
    pub fn reasons(&self, article: &Article) -> Vec<Reason> {
        let labelled = self.labelled(article);
        let tally = self.tally(article);
        let reason = |choice: Choice| {
            let under = |number: Number| vocabulary().upward(number).any(|above| above == choice.0);
            let labels = labelled.iter().filter(|(_, number)| under(*number)).map(|(label, _)| (*label).to_owned());
            let words = tally.reasons(choice.0, self).into_iter();
            Reason {
                topic: topic(choice),
                score: tally.score_of(choice.0),
                labels: labels.collect(),
                words: words.map(|(words, count)| Decisive { words, count }).collect(),
            }
        };
        choose(&labelled, &tally).into_iter().map(reason).collect()
    }

    /// Each label with a topic, and the topic.
    fn labelled<'a>(&self, article: &'a Article) -> Vec<(&'a str, Number)> {
        article.labels.iter().filter_map(|label| Some((label.as_str(), self.labels.find(label)?))).collect()
    }

    fn tally(&self, article: &Article) -> Tally {
        let known = article.language.as_deref().is_none_or(|language| LANGUAGES.contains(&language));
        if known { Tally::of(article, self) } else { Tally::default() }
    }
}

/// The concepts of labels, and those that the text is clear about.
fn choose(labelled: &[(&str, Number)], tally: &Tally) -> Vec<Choice> {
    let ranked = tally.ranked();
    let mut chosen = Vec::new();
    for (top, source) in tops(labelled, tally, &ranked) {
        chosen.push((top, source));
        let mut finer = finer(top, tally, &ranked);
        for (_, number) in labelled.iter().rev() {
            let concept = vocabulary().get(*number);
            if concept.top == top && concept.parent.is_some() {
                finer.retain(|(other, _)| other != number);
                finer.insert(0, (*number, TopicSource::Label));
            }
        }
        chosen.extend(finer);
    }
    chosen
}

/// How much the votes of keywords count, compared to the text's share of a top level and to a section.
const KEYWORDS: f32 = 0.3;
const SECTION: f32 = 2.0;

/// The top levels, best first.
///
/// A section, which names a top level, or a code decides. A keyword, which names a narrower concept, only adds a vote to the
/// text: many stories about politics have a keyword about floods.
fn tops(labelled: &[(&str, Number)], tally: &Tally, ranked: &[Number]) -> Vec<Choice> {
    let is_top = |number: &&Number| vocabulary().get(**number).parent.is_none();
    if !labelled.is_empty() {
        let all: f32 = ranked.iter().filter(is_top).map(|top| tally.score_of(*top)).sum();
        let share = |top: Number| {
            let mut share = tally.score_of(top) / all.max(1.0);
            for (place, (label, number)) in labelled.iter().enumerate() {
                let section = vocabulary().get(*number).parent.is_none() || labels::is_code(label);
                let weight = if section { SECTION / (place + 1) as f32 } else { KEYWORDS / labelled.len() as f32 };
                share += if vocabulary().get(*number).top == top { weight } else { 0.0 };
            }
            share
        };
        let named: Vec<Number> = labelled.iter().map(|(_, number)| vocabulary().get(*number).top).collect();
        let mut tops: Vec<Number> = named.clone();
        tops.extend(ranked.iter().find(is_top));
        tops.sort_by(|a, b| share(*b).total_cmp(&share(*a)).then(a.cmp(b)));
        tops.dedup();
        let least = if share(tops[0]) >= 1.0 { 1.0 } else { 0.0 };
        let source = |top: &Number| if named.contains(top) { TopicSource::Label } else { TopicSource::Text };
        let clear = tops.iter().filter(|top| named.contains(top) || share(**top) > least);
        return clear.take(MOST_TOPS).map(|top| (*top, source(top))).collect();
    }
    let mut tops = ranked.iter().filter(is_top).copied();
    let Some(best) = tops.next() else { return Vec::new() };
    if tally.score_of(best) < (tally.length / BYTES_A_POINT) as f32 {
        let first = vocabulary().of_code(HUMAN_INTEREST).unwrap_or(best);
        let second = Some(best).filter(|best| *best != first);
        return std::iter::once(first).chain(second).map(|top| (top, TopicSource::Text)).collect();
    }
    let least = LEAST_TOP.max(SHARE_OF_BEST * tally.score_of(best));
    let others = tops.filter(|top| tally.score_of(*top) >= least).take(MOST_TOPS - 1);
    std::iter::once(best).chain(others).map(|top| (top, TopicSource::Text)).collect()
}

/// The concepts that the text is clear about below a top level, strongest first, without those above another of them.
fn finer(top: Number, tally: &Tally, ranked: &[Number]) -> Vec<Choice> {
    let below = |number: &&Number| vocabulary().get(**number).top == top && **number != top;
    let strongest = ranked.iter().find(below).map_or(0.0, |number| tally.score_of(*number));
    let least = LEAST_FINER.max(SHARE_OF_FINER * strongest);
    let clear = |number: &&Number| tally.score_of(**number) >= least && tally.different(**number) >= FEWEST_TERMS;
    let mut finer: Vec<Number> = ranked.iter().filter(below).filter(clear).take(MOST_FINER).copied().collect();
    let above: Vec<Number> = finer.iter().flat_map(|number| vocabulary().upward(*number).skip(1)).collect();
    finer.retain(|number| !above.contains(number));
    finer.into_iter().map(|number| (number, TopicSource::Text)).collect()
}

fn topic((number, source): Choice) -> Topic {
    let concept = vocabulary().get(number);
    let top = vocabulary().get(concept.top);
    Topic { code: concept.code.clone(), label: concept.label.to_owned(), top: top.code.clone(), source }
}

/// The concept with this code.
pub(crate) fn concept(code: &str) -> Option<&'static Concept> {
    vocabulary().of_code(code).map(|number| vocabulary().get(number))
}

/// The concept with this label, synonym, everyday name or code.
pub(crate) fn named(name: &str) -> Option<&'static Concept> {
    let number = labels::builtin().find(name).or_else(|| labels::everyday().find(name));
    number.or_else(|| vocabulary().of_label(name)).map(|number| vocabulary().get(number))
}

/// The codes of a concept and of those above it, starting with its own.
pub(crate) fn upward(code: &str) -> impl Iterator<Item = &'static str> {
    let numbers = vocabulary().of_code(code).into_iter().flat_map(|number| vocabulary().upward(number));
    numbers.map(|number| vocabulary().get(number).code.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topics(labels: &[&str], body: &str) -> Vec<(&'static str, TopicSource)> {
        let labels = labels.iter().map(|&label| label.to_owned()).collect();
        let article = Article { labels, body: body.to_owned(), ..Article::default() };
        let found = TopicRules::builtin().topics(&article).into_iter();
        found.filter_map(|topic| Some((concept(&topic.code)?.label, topic.source))).collect()
    }

    #[test]
    fn labels_go_before_words() {
        use TopicSource::{Label, Text};
        let sport = "The coach praised the striker and the goalkeeper after the cup match at Anfield; the midfielder's \
                     penalty kept the football club in the Premier League.";
        assert_eq!(topics(&[], sport), [("sport", Text), ("soccer", Text)]);
        assert_eq!(topics(&["Sport"], sport), [("sport", Label), ("soccer", Text)]);
        assert_eq!(topics(&["Politics"], sport), [("politics", Label)]);
        assert_eq!(topics(&["UK news", "Millbrook"], sport)[0], ("sport", Text));
        let labelled = topics(&["medtop:20000605"], sport);
        assert_eq!(labelled, [("politics", Label), ("espionage and intelligence", Label)]);
        assert_eq!(topics(&[], "Nothing of note."), []);
    }

    #[test]
    fn the_words_that_decided_are_returned() {
        let body = "The jury found him guilty of murder. The murder trial lasted a month.".to_owned();
        let reasons = TopicRules::builtin().reasons(&Article { body, ..Article::default() });
        assert_eq!(reasons[0].topic.label, "crime, law and justice");
        assert!(reasons[0].words.contains(&Decisive { words: "murder trial".to_owned(), count: 1 }));
    }
}
