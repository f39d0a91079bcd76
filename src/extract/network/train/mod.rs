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
use vectors::WordVectors;

/// Learns weights from gold articles (JSON Lines) and word vectors (one word a line, most frequent first: the word and 100
/// numbers), and returns the bytes of the weights file. `report` receives a line for each pass over the articles. `epochs` is
/// the number of passes; without it the recipe's own.
///
/// The candidates in the articles of `unseen`, also gold, show how far the network's scores can be trusted. They must not be among
/// those of `gold`.
///
/// Takes some minutes.
///
/// # Errors
/// When a line of an input cannot be read.
pub(crate) fn train(
    gold: &str,
    unseen: &str,
    vectors: &str,
    epochs: Option<usize>,
    report: &dyn Fn(&str),
) -> Result<Vec<u8>> {
    let (gold, unseen) = (crate::extract::gold::read(gold)?, crate::extract::gold::read(unseen)?);
    let words = WordVectors::read(vectors)?;
    let usual = Recipe::default();
    let recipe = Recipe { epochs: epochs.unwrap_or(usual.epochs), ..usual };
    let network =
        network(&examples(&gold), &words, &recipe, &|epoch, losses| report(&format!("pass {epoch}: {losses:.0?}")));
    let examples = examples(&unseen);
    let pairs = unseen.iter().zip(&examples);
    let found: Vec<Sample> = pairs.flat_map(|(article, example)| samples(article, example, &network)).collect();
    let all: Vec<_> = found.iter().map(|sample| (sample.signals, sample.right.words)).collect();
    let with_words = found.iter().filter(|sample| sample.right.words);
    let of_source: Vec<_> = with_words.map(|sample| (sample.signals, sample.right.source)).collect();
    Ok(LearnedModel { words: calibration::fit(&all), source: calibration::fit(&of_source), network }.to_bytes())
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

fn examples(articles: &[GoldArticle]) -> Vec<Example<'_>> {
    let mut words = CueWords::default();
    let mut examples: Vec<Example<'_>> = articles
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
    let mut model = Model::new(words, &mut Rng(recipe.seed));
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

    const UNSEEN: &str = concat!(
        r#"{"text": "“It leaks,” said Otto Wren. Rain fell.", "#,
        r#""attributions": [{"source": [18, 27], "cue": [13, 17], "content": [0, 12]}]}"#,
    );

    #[test]
    fn training_gives_a_file_that_can_be_read_and_the_same_each_time() {
        let vectors = format!("said{}\nrates{}", " 0.1".repeat(100), " -0.2".repeat(100));
        let learn = || train(GOLD, UNSEEN, &vectors, Some(1), &|_| ()).unwrap();
        let bytes = learn();
        assert!(LearnedModel::from_bytes(&bytes).is_some());
        assert!(bytes == learn());
    }
}
