//! How text becomes terms: runs of letters and digits, in lower case and without accents. Running text gives stems, and in a
//! second field the inflected forms: the words that are not their own stem.
//!
//! The steps are Tantivy's (`LowerCaser`, `AsciiFoldingFilter`, `Stemmer`), done in one pass. Nearly all words are ASCII and
//! need only a lower-case copy, and each word is stemmed once.

use rustc_hash::FxHashMap;
use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, RawTokenizer, Stemmer, TextAnalyzer, Token, TokenStream, Tokenizer,
};

/// Longer words, in bytes, are not indexed.
const LONGEST_WORD: usize = 100;
/// How many stems are remembered.
const REMEMBERED: usize = 1 << 15;

/// The analyzer of running text.
pub(crate) fn prose() -> TextAnalyzer {
    TextAnalyzer::from(Words::new(Terms::Stems))
}

/// The analyzer of the inflected forms in running text.
pub(crate) fn inflected() -> TextAnalyzer {
    TextAnalyzer::from(Words::new(Terms::Inflected))
}

/// The analyzer of names.
pub(crate) fn names() -> TextAnalyzer {
    TextAnalyzer::from(Words::new(Terms::Words))
}

/// The terms of a text.
pub(crate) fn cut(mut analyzer: TextAnalyzer, text: &str) -> Vec<String> {
    let mut terms = Vec::new();
    analyzer.token_stream(text).process(&mut |token| terms.push(token.text.clone()));
    terms
}

/// Stems the words of another tokenizer.
#[derive(Clone)]
pub(crate) struct WordStemmer(TextAnalyzer);

impl Default for WordStemmer {
    fn default() -> Self {
        Self(TextAnalyzer::builder(RawTokenizer::default()).filter(Stemmer::new(Language::English)).build())
    }
}

impl WordStemmer {
    pub(crate) fn stem(&mut self, word: &str) -> String {
        let mut stem = String::new();
        self.0.token_stream(word).process(&mut |token| stem.push_str(&token.text));
        stem
    }
}

/// Which terms a text gives.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Terms {
    /// All words, not stemmed.
    Words,
    /// Their stems.
    Stems,
    /// The inflected forms, not stemmed.
    Inflected,
}

#[derive(Clone)]
struct Words {
    terms: Terms,
    /// Folds a word that is not ASCII.
    fold: TextAnalyzer,
    stemmer: WordStemmer,
    stems: FxHashMap<Box<str>, Box<str>>,
    token: Token,
}

impl Words {
    fn new(terms: Terms) -> Self {
        Self {
            terms,
            fold: TextAnalyzer::builder(RawTokenizer::default()).filter(LowerCaser).filter(AsciiFoldingFilter).build(),
            stemmer: WordStemmer::default(),
            stems: FxHashMap::default(),
            token: Token::default(),
        }
    }

    /// The term of a word, if it has one.
    fn take(&mut self, word: &str) -> bool {
        let text = &mut self.token.text;
        text.clear();
        if word.is_ascii() {
            text.push_str(word);
            text.make_ascii_lowercase();
        } else {
            self.fold.token_stream(word).process(&mut |token| text.push_str(&token.text));
        }
        if self.terms == Terms::Words {
            return true;
        }
        let stem = match self.stems.get(text.as_str()) {
            Some(known) => known,
            None => {
                if self.stems.len() >= REMEMBERED {
                    self.stems.clear();
                }
                let stem = self.stemmer.stem(text);
                self.stems.entry(text.as_str().into()).or_insert(stem.into())
            }
        };
        if self.terms == Terms::Inflected {
            return stem.as_ref() != text;
        }
        stem.as_ref().clone_into(text);
        true
    }
}

impl Tokenizer for Words {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        self.token.reset();
        Stream { words: self, text, at: 0 }
    }
}

struct Stream<'a> {
    words: &'a mut Words,
    text: &'a str,
    at: usize,
}

impl Stream<'_> {
    /// Where the next word begins and ends.
    fn next_word(&self) -> Option<(usize, usize)> {
        let rest = &self.text[self.at..];
        let start = self.at + rest.find(char::is_alphanumeric)?;
        let behind = &self.text[start..];
        let end = behind.find(|c: char| !c.is_alphanumeric()).unwrap_or(behind.len());
        Some((start, start + end))
    }
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        while let Some((start, end)) = self.next_word() {
            self.at = end;
            // A word that is left out still counts as a position.
            self.words.token.position = self.words.token.position.wrapping_add(1);
            (self.words.token.offset_from, self.words.token.offset_to) = (start, end);
            if end - start < LONGEST_WORD && self.words.take(&self.text[start..end]) {
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        &self.words.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.words.token
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tantivy::tokenizer::{RemoveLongFilter, SimpleTokenizer};

    use super::*;

    fn tokens(mut analyzer: TextAnalyzer, text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        analyzer.token_stream(text).process(&mut |token| tokens.push(token.clone()));
        tokens
    }

    proptest! {
        #[test]
        fn the_terms_are_those_of_the_steps_one_by_one(text in "([A-Za-zÀ-ÿ0-9]{0,12}|[ ,.’“-]|Łódź|ﬁsh|ẞ|橋|x{101}|running|skies){0,30}") {
            let plain = || TextAnalyzer::builder(SimpleTokenizer::default()).filter(RemoveLongFilter::limit(LONGEST_WORD));
            let folded = plain().filter(LowerCaser).filter(AsciiFoldingFilter);
            prop_assert_eq!(tokens(names(), &text), tokens(folded.build(), &text));
            let folded = plain().filter(LowerCaser).filter(AsciiFoldingFilter);
            let stemmed = folded.filter(Stemmer::new(Language::English)).build();
            let stems = tokens(stemmed, &text);
            prop_assert_eq!(&tokens(prose(), &text), &stems);
            let mut words = tokens(names(), &text);
            words.retain(|word| stems.iter().all(|stem| stem.position != word.position || stem.text != word.text));
            prop_assert_eq!(tokens(inflected(), &text), words);
        }
    }
}
