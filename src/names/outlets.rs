//! Outlets by all the names that people and files have for them: “NYT”, “nytimes.com” and “The New York Times”.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::outlet_key;

/// Rows of keys, and the row of each key.
type Outlets = (Vec<Vec<String>>, FxHashMap<String, usize>);

/// The keys of the forms of each outlet in `outlets.tsv`, and the row of each key.
static OUTLETS: LazyLock<Outlets> = LazyLock::new(|| {
    let mut rows = Vec::new();
    let mut row_of = FxHashMap::default();
    for line in include_str!("outlets.tsv").lines().filter(|line| !line.starts_with('#')) {
        let forms = line.split(['\t', ';']).map(outlet_key).filter(|form| !form.is_empty());
        let forms: Vec<String> = forms.collect();
        for form in &forms {
            row_of.entry(form.clone()).or_insert(rows.len());
        }
        rows.push(forms);
    }
    (rows, row_of)
});

/// The keys of all forms of a known outlet, the usual name first; empty for others.
pub(crate) fn outlet_forms(outlet: &str) -> &'static [String] {
    let (rows, row_of) = &*OUTLETS;
    row_of.get(&outlet_key(outlet)).map_or(&[], |row| rows[*row].as_slice())
}

/// The key under which all forms of an outlet's name are equal.
pub(crate) fn known_outlet_key(outlet: &str) -> String {
    outlet_forms(outlet).first().cloned().unwrap_or_else(|| outlet_key(outlet))
}

/// Whether a short name stands for a longer one: the same letters without spaces (“USAToday”), its domain, or the initials of its words
/// (“nyt”).
pub(crate) fn is_short_for(short: &str, long: &str) -> bool {
    let squashed = |name: &str| name.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (short, long) = (outlet_key(short), outlet_key(long));
    let bare = short.trim_start_matches("www.").split('.').next().unwrap_or(&short);
    let initials: String = long.split([' ', '-']).filter_map(|word| word.chars().next()).collect();
    let letters = squashed(bare);
    letters.chars().count() > 1 && (letters == squashed(&long) || letters == initials)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_have_forms() {
        for (one, other) in
            [("NYT", "The New York Times"), ("nytimes.com", "New York Times"), ("wapo", "Washington Post")]
        {
            assert_eq!(known_outlet_key(one), known_outlet_key(other), "{one}");
        }
        assert_ne!(known_outlet_key("The Plains Courier"), known_outlet_key("Plains Post"));
        assert!(outlet_forms("post").is_empty());
        assert!(is_short_for("plainscourier.com", "The Plains Courier"));
        assert!(is_short_for("PC", "Plains Courier") && !is_short_for("P", "Plains"));
    }

    #[test]
    fn a_form_leads_to_one_outlet() {
        let (rows, row_of) = &*OUTLETS;
        for (number, forms) in rows.iter().enumerate() {
            assert!(forms.iter().all(|form| row_of[form] == number), "{forms:?}");
        }
    }
}
