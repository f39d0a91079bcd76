//! Credits: the agency that wrote an article, and the place that it reports from, by the article's first words.

use crate::article::Article;

/// News agencies as credits name them, in lower case.
const AGENCIES: &[&str] = &[
    "ap", "associated press", "the associated press", "reuters", "reuter", "afp", "agence france-presse", "dpa", "upi",
    "united press international", "pa", "pa media", "press association", "efe", "ansa", "apa", "tass", "xinhua",
    "kyodo", "kyodo news", "yonhap", "jiji", "tt", "ntb", "ritzau", "stt", "lusa", "belga", "anp", "cp",
    "the canadian press", "aap", "pti", "ians", "ani", "antara", "bernama", "interfax", "ria novosti", "dow jones",
    "bloomberg news", "cnn wire", "newswire", "ats", "keystone-ats", "sid", "mti", "ctk", "pap", "anadolu agency",
    "irna", "sana", "wam",
];
/// How far into the text a credit may end, in bytes.
const REACH: usize = 120;

/// Fills in agency and dateline, and removes agencies from the authors.
pub(super) fn fill_in(article: &mut Article) {
    let authors = std::mem::take(&mut article.authors);
    let (agencies, people): (Vec<_>, Vec<_>) = authors.into_iter().partition(|name| is_agency(name));
    article.authors = people;
    let plain = |name: &str| name.to_lowercase().trim_end_matches('s').to_owned();
    let outlet = article.outlet.as_deref().map(plain);
    let other = |name: &String| outlet.as_ref() != Some(&plain(name));
    let found = dateline(&article.body);
    let credited = found.as_ref().map(|(_, agency)| (*agency).to_owned());
    article.wire = article.wire.take().or(credited).or_else(|| agencies.into_iter().next()).filter(other);
    let own = article.dateline.take().and_then(|line| place(line.split('(').next().unwrap_or_default()));
    article.dateline = own.or_else(|| found.and_then(|(place, _)| place));
}

/// Whether a name is an agency's, or that of several agencies with hyphens.
pub(super) fn is_agency(name: &str) -> bool {
    let lower = name.to_lowercase();
    let known = |name: &str| AGENCIES.contains(&name);
    known(&lower) || (lower.contains('-') && lower.split('-').all(known))
}

/// The place and the agency at the start of a text: `PORT ELLERY, March 4 (AP) — `.
fn dateline(body: &str) -> Option<(Option<String>, &str)> {
    let text = body.trim_start();
    let head = &text[..text.floor_char_boundary(REACH)];
    let head = head.lines().next()?;
    let (before, rest) = head.split_once('(')?;
    let (agency, after) = rest.split_once(')')?;
    let agency = agency.trim();
    if !is_agency(agency) || !after.trim_start().starts_with(['-', '–', '—', '―']) {
        return None;
    }
    Some((place(before), agency))
}

/// The place in a dateline, without the day: `PORT ELLERY, March 4, 2021 -` is “PORT ELLERY”.
fn place(line: &str) -> Option<String> {
    let is_day = |part: &str| part.chars().any(|c| c.is_ascii_digit());
    let parts = line.trim_end_matches([' ', '-', '–', '—']).split(',').map(str::trim);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty() && !is_day(part)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dateline_names_place_and_agency() {
        let of = |body| dateline(body).map(|(place, agency)| (place.unwrap_or_default(), agency.to_owned()));
        let is = |place: &str, agency: &str| Some((place.to_owned(), agency.to_owned()));
        assert_eq!(of("PORT ELLERY, March 4 (Reuters) - Tugs"), is("PORT ELLERY", "Reuters"));
        assert_eq!(of("(AP) — Tugs"), is("", "AP"));
        assert_eq!(of("Tugs (and pilots) went back"), None);
        assert_eq!(of("The agency (AP) said it"), None);
        assert_eq!(place("Kestrel Bay, Isle, May 16, 2021 -").as_deref(), Some("Kestrel Bay, Isle"));
        assert!(is_agency("NTB-AFP-DPA") && !is_agency("Anna-Lena Holm"));
    }
}
