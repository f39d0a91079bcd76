//! Training: from gold articles and word vectors to the weights that the extractor runs on.
//!
//! The same input gives the same weights, byte for byte: one thread, its own random numbers, a fixed order of additions.

mod gold;
mod likelihood;
mod model;
mod param;
mod train;

use super::candidate::candidates;
use super::confidence::{Confidence, SIGNS, rivals, signs};
use super::features::{TokenFeatures, features, fnv};
use super::layout::Layout;
use super::network::{Network, VECTOR};
use super::tables::Vocabulary;
use super::weights::Weights;
use crate::error::{Error, ErrorKind, Result};
use crate::gold::GoldArticle;
use crate::text::Document;
use gold::{Attribution, CueWords};
use model::Model;
use param::Rng;
use train::Recipe;

/// How many of the commonest words have a row of their own.
const WORDS: usize = 30_000;
/// Every so many articles one is held out, to learn from it how sure the network may be.
const HELD_OUT: usize = 5;

/// Learns weights from gold articles (JSON Lines) and word vectors (a line a word, most frequent first: the word and 100
/// numbers). `report` is told of each pass over the articles. Takes some minutes.
///
/// # Errors
/// When a line of either input cannot be read.
pub fn train(gold: &str, vectors: &str, report: &dyn Fn(&str)) -> Result<Vec<u8>> {
    let articles = crate::gold::read(gold)?;
    let (held, learnt): (Vec<_>, Vec<_>) = articles.iter().enumerate().partition(|(place, _)| place % HELD_OUT == 0);
    let held: Vec<&GoldArticle> = held.into_iter().map(|(_, article)| article).collect();
    let learnt: Vec<&GoldArticle> = learnt.into_iter().map(|(_, article)| article).collect();
    let words = vocabulary(vectors)?;
    let first = network(&examples(&learnt), &words, &|epoch, losses| {
        report(&format!("first network, pass {epoch}: {losses:.0?}"))
    });
    let seen: Vec<_> =
        held.iter().zip(examples(&held)).flat_map(|(article, example)| samples(article, &example, &first)).collect();
    let confidence = Confidence::fit(&seen);
    let all: Vec<&GoldArticle> = articles.iter().collect();
    let network =
        network(&examples(&all), &words, &|epoch, losses| report(&format!("network, pass {epoch}: {losses:.0?}")));
    Ok(Weights { confidence, network }.to_bytes())
}

/// An article ready to learn from.
struct Example<'a> {
    document: Document<'a>,
    features: TokenFeatures,
    attributions: Vec<Attribution>,
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
            Example { features: features(&layout), document, attributions }
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

struct Words {
    keys: Vec<u64>,
    vectors: Vec<f32>,
}

fn vocabulary(lines: &str) -> Result<Words> {
    let mut words = Words { keys: Vec::new(), vectors: Vec::new() };
    for (number, line) in lines.lines().take(WORDS).enumerate() {
        let mut fields = line.split(' ');
        words.keys.push(fnv(fields.next().unwrap_or_default().as_bytes()));
        words.vectors.extend(fields.map_while(|field| field.parse::<f32>().ok()));
        if words.vectors.len() != words.keys.len() * VECTOR {
            let what = format!("line {} of the vectors is not a word and {VECTOR} numbers", number + 1);
            return Err(Error::new(ErrorKind::Path, what, "see src/extract/MODEL.md for how the file is made"));
        }
    }
    Ok(words)
}

fn network(examples: &[Example<'_>], words: &Words, report: &dyn Fn(usize, [f32; 3])) -> Network {
    let recipe = Recipe::default();
    let vocabulary = Vocabulary::new(&words.keys);
    let mut model = Model::new(vocabulary, words.vectors.clone(), &mut Rng(recipe.seed));
    train::fit(&mut model, examples, &recipe, report);
    model.ship(&words.keys)
}

/// For each candidate of an article the network has not seen: its signs, and whether it is right.
fn samples(article: &GoldArticle, example: &Example<'_>, network: &Network) -> Vec<([f32; SIGNS], bool)> {
    let layout = &example.layout();
    let found = candidates(network, layout, &example.features);
    let rivals = rivals(&found);
    let sample = |(candidate, rival): (&super::candidate::Candidate, f32)| {
        let right = gold::is_right(article, &candidate.spans(layout), layout.span(candidate.mention()));
        (signs(layout, candidate, rival), right)
    };
    found.iter().zip(rivals).map(sample).collect()
}
