//! What an article is about, as IPTC Media Topics.
//!
//! The outlet's own labels decide first; where they tell nothing, the words of the text. The topics known here, with
//! the labels and words for each, are in `topics.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::names::fold;

/// A topic of the IPTC Media Topics vocabulary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// The qcode, `medtop:20000605`.
    pub code: String,
    /// The English name.
    pub label: String,
    /// The qcode of the top level above it, or its own.
    pub top: String,
}

/// How many topics an article gets at most.
const MOST_TOPICS: usize = 4;
/// How many different words of its list a text must hold for a topic.
const FEWEST_WORDS: usize = 3;
/// A topic weaker than the best one by this factor is left out.
const SHARE_OF_BEST: f64 = 0.6;
/// How often a word of the headline counts.
const TITLE_WEIGHT: f64 = 3.0;
/// How much of a text is read for its topic, in bytes: news says first what it is about.
const SAMPLE: usize = 4000;

struct Entry {
    topic: Topic,
    labels: Vec<String>,
}

struct Vocabulary {
    entries: Vec<Entry>,
    /// The topics that a word tells.
    words: HashMap<&'static str, Vec<usize>>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let mut vocabulary = Vocabulary { entries: Vec::new(), words: HashMap::new() };
    let lines = include_str!("topics.tsv").lines().filter(|line| !line.starts_with('#'));
    for line in lines {
        let mut columns = line.split('\t');
        let mut next = || columns.next().unwrap_or_default();
        let topic = Topic { code: qcode(next()), top: qcode(next()), label: next().to_owned() };
        let labels = std::iter::once(fold(&topic.label)).chain(next().split("; ").map(fold)).collect();
        for word in next().split(' ') {
            vocabulary.words.entry(word).or_default().push(vocabulary.entries.len());
        }
        vocabulary.entries.push(Entry { topic, labels });
    }
    vocabulary
});

fn qcode(code: &str) -> String {
    format!("medtop:{code}")
}

/// The English name of a qcode, where it is one of the topics known here.
pub fn label(code: &str) -> Option<&'static str> {
    VOCABULARY.entries.iter().find(|entry| entry.topic.code == code).map(|entry| entry.topic.label.as_str())
}

/// The topics of an article, best first; none where neither labels nor words tell.
pub fn topics(article: &Article) -> Vec<Topic> {
    let labelled = of_labels(&article.labels);
    if labelled.is_empty() { of_words(article) } else { labelled }
}

fn of_labels(labels: &[String]) -> Vec<Topic> {
    let mut topics: Vec<Topic> = Vec::new();
    for label in labels.iter().map(|label| fold(label)) {
        let known = VOCABULARY.entries.iter().find(|e| {
            e.labels.contains(&label) || e.topic.code.ends_with(&format!(":{label}")) || e.topic.code == label
        });
        if let Some(entry) = known.filter(|entry| !topics.contains(&entry.topic)) {
            topics.push(entry.topic.clone());
        }
    }
    topics.truncate(MOST_TOPICS);
    topics
}

fn of_words(article: &Article) -> Vec<Topic> {
    let vocabulary = &*VOCABULARY;
    let mut scores = vec![0.0; vocabulary.entries.len()];
    let mut counts: HashMap<&str, (f64, &[usize])> = HashMap::new();
    let sample = &article.body[..article.body.floor_char_boundary(SAMPLE)];
    for (text, weight) in [(article.title.as_deref().unwrap_or_default(), TITLE_WEIGHT), (sample, 1.0)] {
        let text = fold(text);
        for word in text.split(|c: char| !c.is_alphanumeric() && c != '-') {
            if let Some((word, topics)) = vocabulary.words.get_key_value(word) {
                counts.entry(word).or_insert((0.0, topics)).0 += weight;
            }
        }
    }
    let mut different = vec![0; scores.len()];
    for (count, topics) in counts.values() {
        for &topic in *topics {
            // A word that tells several topics tells each the less.
            scores[topic] += (1.0 + count.ln()) / topics.len() as f64;
            different[topic] += 1;
        }
    }
    let mut ranked: Vec<usize> = (0..scores.len()).filter(|&i| different[i] >= FEWEST_WORDS).collect();
    ranked.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
    let best = ranked.first().map_or(0.0, |&i| scores[i]);
    let strong = ranked.into_iter().filter(|&i| scores[i] >= SHARE_OF_BEST * best);
    strong.take(MOST_TOPICS).map(|i| vocabulary.entries[i].topic.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(labels: &[&str], body: &str) -> Option<String> {
        let labels = labels.iter().map(|&label| label.to_owned()).collect();
        topics(&Article { labels, body: body.to_owned(), ..Article::default() }).first().map(|t| t.label.clone())
    }

    #[test]
    fn labels_go_before_words() {
        let sport = "The coach praised the players after the match; the league season ends in May.";
        assert_eq!(first(&[], sport).as_deref(), Some("sport"));
        assert_eq!(first(&["Politics"], sport).as_deref(), Some("politics"));
        assert_eq!(first(&["medtop:20000605"], sport).as_deref(), Some("espionage and intelligence"));
        assert_eq!(first(&[], "Nothing of note."), None);
    }

    #[test]
    fn every_top_level_is_known() {
        let tops = VOCABULARY.entries.iter().filter(|e| e.topic.code == e.topic.top).count();
        assert_eq!(tops, 17);
        assert!(VOCABULARY.entries.iter().all(|e| VOCABULARY.entries.iter().any(|top| top.topic.code == e.topic.top)));
    }
}
