//! Training: from gold articles and word vectors to the weights that the extractor runs on.
//!
//! The same input gives the same weights, byte for byte: training uses one thread, its own random numbers and a fixed order of
//! additions. `docs/model.md` says how to run it.

mod calibration;
mod convolution;
mod cue_words;
mod export;
mod gold;
mod likelihood;
mod model;
mod parameter;
mod product;
mod random;
mod recipe;
mod vectors;

use super::candidate::Candidate;
use super::confidence::{SIGNALS, signals};
use super::detection::detect;
use super::features::{TokenFeatures, features};
use super::file::LearnedModel;
use super::inference::Network;
use super::overlap::{Rivals, rivals};
use crate::error::Result;
use crate::extract::gold::GoldArticle;
use crate::extract::layout::Layout;
use crate::text::Document;
use cue_words::CueWords;
use gold::{Attribution, Right, TokenLabels};
use model::Model;
use random::Rng;
use recipe::Recipe;
use rustc_hash::FxHashMap;
use vectors::WordVectors;

/// One article of so many is held out of the first network; the confidence model is learned on these.
const HELD_OUT: usize = 5;

/// Learns weights from gold articles (JSON Lines) and word vectors (one word a line, most frequent first: the word and 100
/// numbers), and returns the bytes of the weights file. `report` receives a line for each pass over the articles. `epochs` is
/// the number of passes; without it the recipe's own.
///
/// Takes some minutes. A first network learns from four fifths of the articles, and its candidates in the rest show how far
/// scores can be trusted; the network that is returned learns from all articles.
///
/// # Errors
/// When a line of either input cannot be read.
pub(crate) fn train(gold: &str, vectors: &str, epochs: Option<usize>, report: &dyn Fn(&str)) -> Result<Vec<u8>> {
    let articles = crate::extract::gold::read(gold)?;
    let words = WordVectors::read(vectors)?;
    let usual = Recipe::default();
    let recipe = Recipe { epochs: epochs.unwrap_or(usual.epochs), ..usual };
    let (held_out, rest): (Vec<_>, Vec<_>) = articles.iter().enumerate().partition(|(place, _)| place % HELD_OUT == 0);
    let articles_of = |numbered: Vec<(usize, _)>| numbered.into_iter().map(|(_, article)| article).collect::<Vec<_>>();
    let (held_out, rest): (Vec<&GoldArticle>, Vec<&GoldArticle>) = (articles_of(held_out), articles_of(rest));
    let first = network(&examples(&rest), &words, &recipe, &|epoch, losses| {
        report(&format!("first network, pass {epoch}: {losses:.0?}"))
    });
    let unseen = examples(&held_out);
    // The network follows the narrow marks, so where there are some, confidence is learned from them alone.
    let has_narrow = unseen.iter().any(|example| example.marks == Marks::Narrow);
    let fitting = |example: &Example<'_>| !has_narrow || example.marks == Marks::Narrow;
    let pairs = held_out.iter().zip(&unseen).filter(|(_, example)| fitting(example));
    let seen: Vec<_> = pairs.flat_map(|(article, example)| samples(article, example, &first)).collect();
    let sure_words: Vec<_> = seen.iter().map(|sample| (sample.signals, sample.right.words)).collect();
    let with_words = seen.iter().filter(|sample| sample.right.words);
    let sure_source: Vec<_> = with_words.map(|sample| (sample.signals, sample.right.source)).collect();
    let (words_model, source_model) = (calibration::fit(&sure_words), calibration::fit(&sure_source));
    let all: Vec<&GoldArticle> = articles.iter().collect();
    let network = network(&examples(&all), &words, &recipe, &|epoch, losses| {
        report(&format!("network, pass {epoch}: {losses:.0?}"))
    });
    Ok(LearnedModel { words: words_model, source: source_model, network }.to_bytes())
}

/// An article to learn from.
struct Example<'a> {
    document: Document<'a>,
    features: TokenFeatures,
    attributions: Vec<Attribution>,
    labels: Vec<TokenLabels>,
    marks: Marks,
}

/// Which guide the marks of an article follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Marks {
    /// No statements are marked.
    None,
    /// PolNeAR's, which are wider: acts and intentions too. They do not say what was said and what was thought.
    Wide,
    /// Ours.
    Narrow,
}

impl Example<'_> {
    fn layout(&self) -> Layout<'_> {
        Layout::of(&self.document)
    }
}

fn examples<'a>(articles: &[&'a GoldArticle]) -> Vec<Example<'a>> {
    let mut words = CueWords::default();
    let mut examples: Vec<Example<'a>> = articles
        .iter()
        .map(|article| {
            let document = Document::new(&article.text);
            let layout = Layout::of(&document);
            let attributions = gold::attributions(article, &layout);
            words.count(&layout, &attributions);
            let labels = gold::token_labels(article, &layout);
            let marks = match article.attributions.iter().any(|attribution| attribution.act.is_some()) {
                _ if article.attributions.is_empty() => Marks::None,
                true => Marks::Narrow,
                false => Marks::Wide,
            };
            Example { features: features(&layout), document, attributions, labels, marks }
        })
        .collect();
    for example in &mut examples {
        let layout = Layout::of(&example.document);
        for attribution in &mut example.attributions {
            attribution.anchor = words.anchor(&layout, &attribution.cue);
        }
    }
    examples
}

fn network(
    examples: &[Example<'_>],
    words: &WordVectors,
    recipe: &Recipe,
    report: &dyn Fn(usize, [f32; 3]),
) -> Network {
    let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
    let keys = examples.iter().flat_map(|example| &example.features.keys);
    keys.for_each(|key| *counts.entry(*key).or_default() += 1);
    let mut model = Model::new(words, &counts, recipe.rare, &mut Rng(recipe.seed));
    recipe::fit(&mut model, examples, recipe, report);
    export::network(&model, &words.keys)
}

/// A candidate in an article that the network has not seen.
struct Sample {
    signals: [f32; SIGNALS],
    right: Right,
}

fn samples(article: &GoldArticle, example: &Example<'_>, network: &Network) -> Vec<Sample> {
    let layout = &example.layout();
    let (found, _) = detect(network, layout, &example.features);
    let rivals = rivals(&found);
    let sample = |(candidate, rivals): (&Candidate, Rivals)| {
        let right = gold::right(article, &candidate.spans(layout), layout.span(candidate.mention()));
        Sample { signals: signals(layout, candidate, rivals), right }
    };
    found.iter().zip(rivals).map(sample).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two articles of one statement each.
    const GOLD: &str = concat!(
        r#"{"text": "“The dam holds,” said Ida Holm. Rain fell.", "#,
        r#""attributions": [{"source": [22, 30], "cue": [17, 21], "content": [0, 16]}]}"#,
        "\n",
        r#"{"text": "Lucan Prewitt said that rates would rise.", "#,
        r#""attributions": [{"source": [0, 13], "cue": [14, 18], "content": [19, 40]}]}"#,
    );

    #[test]
    fn training_gives_a_file_that_can_be_read_and_the_same_each_time() {
        let vectors = format!("said{}\nrates{}", " 0.1".repeat(100), " -0.2".repeat(100));
        let learn = || train(GOLD, &vectors, Some(1), &|_| ()).unwrap();
        let bytes = learn();
        assert!(LearnedModel::from_bytes(&bytes).is_some());
        assert!(bytes == learn());
    }
}
