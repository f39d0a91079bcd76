//! Splits text into terms: runs of letters and digits, in lower case and without accents. Running text is indexed twice: as
//! stems, and as the words that differ from their stem.
//!
//! Accents do not count however a text encodes them: as one letter, or as a letter and a combining mark. Letters that serve
//! as apostrophes (the ʻokina of “Hawaiʻi”) separate words as an apostrophe does. Soft hyphens and zero-width marks do not count. In scripts that put no space between words,
//! such as Chinese, Japanese and Thai, each character is a word of its own, so that a phrase of them finds any part of a text.
//!
//! Nearly all words are ASCII: they only need a copy in lower case. Stems are cached.

use rustc_hash::FxHashMap;
use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, RawTokenizer, Stemmer, TextAnalyzer, Token, TokenStream, Tokenizer,
};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::names::is_ignorable;

/// Words of this many bytes or more are not indexed.
const LONGEST_WORD: usize = 100;
/// Separates two parts of a text, such as headline and body. No phrase and no `NEAR` reaches from one into the other.
pub(crate) const PART: char = '\u{1e}';
/// How many positions are between two parts: more than any gap that a query can ask for.
const GAP: usize = 2000;
/// How many stems are cached.
const CACHED_STEMS: usize = 1 << 15;

/// The analyzer of running text.
pub(crate) fn prose() -> TextAnalyzer {
    TextAnalyzer::from(Words::new(Terms::Stems))
}

/// The analyzer of running text that keeps only the words that differ from their stem.
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

/// Stems words that are terms already.
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

/// Which terms an analyzer yields.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Terms {
    /// All words.
    Words,
    /// The stems of all words.
    Stems,
    /// The words that differ from their stem.
    Inflected,
}

#[derive(Clone)]
struct Words {
    terms: Terms,
    /// Replaces letters that have no accent to drop, such as “ø”.
    ascii: TextAnalyzer,
    stemmer: WordStemmer,
    stems: FxHashMap<Box<str>, Box<str>>,
    token: Token,
}

impl Words {
    fn new(terms: Terms) -> Self {
        Self {
            terms,
            ascii: TextAnalyzer::builder(RawTokenizer::default()).filter(AsciiFoldingFilter).build(),
            stemmer: WordStemmer::default(),
            stems: FxHashMap::default(),
            token: Token::default(),
        }
    }

    /// Sets the token's text to the term of a word. False if the word has none.
    fn set_term(&mut self, word: &str) -> bool {
        let text = &mut self.token.text;
        text.clear();
        if word.is_ascii() {
            text.push_str(word);
            text.make_ascii_lowercase();
        } else {
            let shown = word.chars().filter(|c| !is_ignorable(*c)).collect::<String>().to_lowercase();
            let plain: String = shown.nfd().filter(|c| !is_accent(*c)).nfc().collect();
            self.ascii.token_stream(&plain).process(&mut |token| text.push_str(&token.text));
        }
        if self.terms == Terms::Words {
            return true;
        }
        let stem = match self.stems.get(text.as_str()) {
            Some(known) => known,
            None => {
                if self.stems.len() >= CACHED_STEMS {
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
    /// The byte range of the next word.
    fn next_word(&self) -> Option<(usize, usize)> {
        let rest = &self.text[self.at..];
        let start = self.at + rest.find(is_letter)?;
        let word = &self.text[start..];
        let mut chars = word.char_indices();
        let alone = chars.next().is_some_and(|(_, first)| is_unspaced(first));
        let ends = |c: char| !is_combining_mark(c) && !is_ignorable(c) && (alone || !is_letter(c) || is_unspaced(c));
        let end = chars.find(|(_, c)| ends(*c)).map_or(word.len(), |(end, _)| end);
        Some((start, start + end))
    }
}

/// Whether a character is part of a word: a letter or digit that does not serve as an apostrophe.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || (!c.is_ascii()
            && c.is_alphanumeric()
            && !is_combining_mark(c)
            && !matches!(
                c,
                '\u{2B9}'..='\u{2BF}' | '\u{2C8}' | '\u{2CA}' | '\u{2CB}' | '\u{2EE}' | '\u{A78B}' | '\u{A78C}'
            ))
}

/// Whether a letter's script puts no spaces between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FF9F}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether a combining mark is an accent. The vowel signs of Indic scripts and the voicing marks of kana are not.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}'
        | '\u{FE20}'..='\u{FE2F}')
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        while let Some((start, end)) = self.next_word() {
            if self.text[self.at..start].contains(PART) {
                self.words.token.position = self.words.token.position.wrapping_add(GAP);
            }
            self.at = end;
            // A word that is not indexed still counts as a position.
            self.words.token.position = self.words.token.position.wrapping_add(1);
            (self.words.token.offset_from, self.words.token.offset_to) = (start, end);
            if end - start < LONGEST_WORD && self.words.set_term(&self.text[start..end]) {
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
    use tantivy::tokenizer::{LowerCaser, RemoveLongFilter, SimpleTokenizer};

    use super::*;

    fn tokens(mut analyzer: TextAnalyzer, text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        analyzer.token_stream(text).process(&mut |token| tokens.push(token.clone()));
        tokens
    }

    #[test]
    fn encodings_of_one_text_have_the_same_terms() {
        for (text, terms) in [
            ("Mu\u{308}ller’s nai\u{308}ve cafe\u{301}", "muller s naive cafe"),
            ("Müller’s naïve café", "muller s naive cafe"),
            ("İstanbul ISTANBUL ıstanbul", "istanbul istanbul istanbul"),
            ("Hawaiʻi OʼBrien O'Brien", "hawai i o brien o brien"),
            ("Ёлка елка Άλφα αλφα", "елка елка αλφα αλφα"),
            ("桥梁2024年 橋 か\u{3099}が", "桥 梁 2024 年 橋 が が"),
            ("한국 한국", "한국 한국"),
            ("हिन्दी", "हिन्दी"),
            ("co\u{ad}operation zero\u{200b}width\u{200b} end\u{ad}", "cooperation zerowidth end"),
            ("\u{301} & § –", ""),
        ] {
            assert_eq!(cut(names(), text).join(" "), terms, "{text}");
        }
    }

    proptest! {
        #[test]
        fn terms_are_those_of_tantivys_own_filters(text in "([A-Za-zÀ-ÿ0-9]{0,12}|[ ,.’“-]|Łódź|ﬁsh|ẞ|x{101}|running|skies){0,30}") {
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

        #[test]
        fn composed_and_decomposed_text_have_the_same_terms(text in "([A-Za-zÀ-ÿĀ-žΆ-ώЀ-џ]{1,6}[ ’]?){0,8}") {
            let decomposed: String = text.nfd().collect();
            prop_assert_eq!(cut(prose(), &text), cut(prose(), &decomposed));
        }
    }
}
