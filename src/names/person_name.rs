//! A person's name in its parts.

use super::{fold, is_suffix, noted, words};

/// The parts of a person's name, folded as by [`fold`], without titles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PersonName {
    /// Given names, initials and family name, in order; at least one.
    words: Vec<String>,
    /// “jr” of “Donald Trump Jr.”
    suffix: Option<String>,
    /// “Bea” of “Beatriz “Bea” Alcorn”.
    nickname: Option<String>,
    /// “senator” of “John Smith (senator)”, which a rule of the user's has put there.
    note: Option<String>,
}

impl PersonName {
    /// Reads a name as an article gives it.
    pub(crate) fn of(name: &str) -> Self {
        let (name, note) = noted(name);
        let nickname = quoted(name);
        let mut parts: Vec<String> = words(name).iter().flat_map(|word| initials(word)).collect();
        let suffix = (parts.len() > 1).then(|| parts.pop_if(|last| is_suffix(last))).flatten();
        if let Some(nickname) = nickname.as_ref().filter(|_| parts.len() > 2) {
            parts.retain(|word| word != nickname);
        }
        Self { words: parts, suffix, nickname, note: note.map(fold) }
    }

    /// The key of this form of the name: its words, the suffix and the note. Titles, case, accents and full stops do not count;
    /// middle initials do.
    pub(crate) fn key(&self) -> String {
        let mut key = self.words.join(" ");
        if let Some(suffix) = &self.suffix {
            key = format!("{key} {suffix}");
        }
        match &self.note {
            Some(note) => format!("{key} ({note})"),
            None => key,
        }
    }

    /// All words but suffix and note.
    pub(crate) fn words(&self) -> &[String] {
        &self.words
    }

    /// The last word.
    pub(crate) fn family(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    /// The first word, if another follows.
    pub(crate) fn given(&self) -> Option<&str> {
        self.words.first().filter(|_| self.words.len() > 1).map(String::as_str)
    }

    /// The words between the first and the last.
    pub(crate) fn middles(&self) -> &[String] {
        let end = self.words.len().saturating_sub(1).max(1).min(self.words.len());
        &self.words[1.min(end)..end]
    }

    /// The same name with another first word.
    pub(crate) fn with_given(&self, given: &str) -> Self {
        let mut name = self.clone();
        if let Some(first) = name.words.first_mut() {
            given.clone_into(first);
        }
        name
    }

    /// “jr” or the like.
    pub(crate) fn suffix(&self) -> Option<&str> {
        self.suffix.as_deref()
    }

    /// A nickname in quotation marks.
    pub(crate) fn nickname(&self) -> Option<&str> {
        self.nickname.as_deref()
    }

    /// The note after the name.
    pub(crate) fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// Whether it is a family name or a given name alone.
    pub(crate) fn is_bare(&self) -> bool {
        self.words.len() < 2
    }
}

/// The letters of “h.w” or “j.m”; any other word as it is.
fn initials(word: &str) -> Vec<String> {
    let mut parts = word.split('.').filter(|part| !part.is_empty());
    if word.contains('.') && parts.clone().all(|part| part.chars().count() == 1) {
        return parts.map(str::to_owned).collect();
    }
    let first = parts.next();
    match (first, parts.next()) {
        (Some(only), None) => vec![only.to_owned()],
        _ => vec![word.to_owned()],
    }
}

/// The word in quotation marks or parentheses inside a name.
fn quoted(name: &str) -> Option<String> {
    let open = name.find(['“', '"', '(', '‘'])?;
    let rest = &name[open..];
    let rest = &rest[rest.chars().next().map_or(0, char::len_utf8)..];
    let word = &rest[..rest.find(['”', '"', ')', '’'])?];
    (!word.is_empty() && !word.contains(' ')).then(|| fold(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_parts() {
        for (name, key, given, middles, family) in [
            ("Richard Nephew", "richard nephew", Some("richard"), "", "nephew"),
            ("Sen. Nephew", "nephew", None, "", "nephew"),
            ("George H.W. Bushe", "george h w bushe", Some("george"), "h w", "bushe"),
            ("George H. W. Bushe", "george h w bushe", Some("george"), "h w", "bushe"),
            ("J.M. Berg", "j m berg", Some("j"), "m", "berg"),
            ("Joseph R. Holm Jr.", "joseph r holm jr", Some("joseph"), "r", "holm"),
            ("John Smith (senator)", "john smith (senator)", Some("john"), "", "smith"),
            ("Beatriz “Bea” Alcorn", "beatriz alcorn", Some("beatriz"), "", "alcorn"),
            ("KellyAnne Quill’s", "kellyanne quill", Some("kellyanne"), "", "quill"),
        ] {
            let read = PersonName::of(name);
            assert_eq!(
                (read.key().as_str(), read.given(), read.middles().join(" ").as_str(), read.family()),
                (key, given, middles, family),
            );
        }
        assert_eq!(PersonName::of("Beatriz “Bea” Alcorn").nickname(), Some("bea"));
        assert_eq!(PersonName::of("Jr.").family(), "jr");
        assert!(PersonName::of("").is_bare());
    }
}
