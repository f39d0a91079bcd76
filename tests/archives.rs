//! Real files in XML, JSON and SGML. They are other people's texts and not part of this project.
//!
//! They are in `../shared`. The tests compare facts, not sentences.

use std::path::Path;

use onrecord::{Article, Overrides, Records, Skipped};

fn read(below: &str) -> Vec<Result<Article, Skipped>> {
    let walk = onrecord::walk(&[Path::new("../shared").join(below)]).expect("samples");
    Records::new(walk.files).flat_map(|record| onrecord::articles(&record, &Overrides::default())).collect()
}

/// File, a word of the title, outlet, date; the authors, how many there are.
const SAMPLES: &[(&str, &str, Option<&str>, &str, usize)] = &[
    ("arc-ans-story-fixture-good", "default", Some("The Washington Post"), "2015-06-25T09:50:50+00:00", 1),
    ("arc-ans-story-fixture-tiny-house", "Tiny", Some("washingtonpost.com"), "2015-07-02T09:49:00+00:00", 1),
    ("newsml-1.2-AFP", "Hamas", Some("AFP"), "2021-05-16T08:06:25+00:00", 2),
    ("newsml-g2-LISTING_25", "Diamondbacks", None, "", 0),
    ("newsml-g2-LISTING_2_", "bubble", Some("Acme News and Media LLC"), "2016-11-21T15:21:06-05:00", 1),
    ("newsml-g2-TT", "Guillou", Some("TT"), "2021-09-19T20:57:43+02:00", 0),
    ("ninjs-1.4-businesswire", "Lunch", Some("businesswire.com"), "2013-07-31T15:32:00+00:00", 0),
    ("ninjs-1.4-ninjsExComplex1", "Captain", Some("example.com"), "2013-07-09T10:37:00+00:00", 2),
    ("ninjs-1.4-ninjsExSimpleText1", "Captain", Some("example.com"), "2013-07-09T10:37:00+00:00", 2),
    ("ninjs-2.1-dpa_text", "Faktencheck", Some("dpa"), "2019-05-10T16:02:28+02:00", 1),
    ("ninjs-3.1-005", "Captain", Some("example.com"), "2013-07-09T10:37:00+00:00", 2),
    ("nitf-NTB", "Pandemien", Some("NTB"), "2021-05-16T09:00:04", 0),
];

/// File, and a part of the reason why something in it is skipped.
const SKIPPED: &[(&str, &str)] = &[
    ("newsml-g2-LISTING_1_", "without text"),
    ("newsml-g2-LISTING_3_", "class picture"),
    ("newsml-g2-LISTING_6_", "package"),
    ("newsml-g2-TT", "package"),
    ("newsml-g2-TT", "class picture"),
    ("ninjs-3.1-006", "type picture"),
];

#[test]
#[ignore = "needs ../shared: cargo test -- --ignored data_"]
fn data_samples_of_the_standards_are_read() {
    let found = read("formats/samples");
    let articles: Vec<&Article> = found.iter().filter_map(|result| result.as_ref().ok()).collect();
    let skipped: Vec<String> =
        found.iter().filter_map(|result| result.as_ref().err()).map(Skipped::to_string).collect();
    let mut wrong = Vec::new();
    for (file, title, outlet, date, authors) in SAMPLES {
        let Some(article) = articles.iter().find(|article| article.place.path().contains(file)) else {
            wrong.push(format!("{file} is not read"));
            continue;
        };
        let day = article.published.map(|published| published.to_string()).unwrap_or_default();
        let same = article.title.as_ref().is_some_and(|found| found.contains(title))
            && article.outlet.as_deref() == *outlet
            && day == *date
            && article.authors.len() == *authors
            && !article.body.is_empty();
        if !same {
            wrong.push(format!(
                "{file}: {:?}, {:?}, {day}, {:?}, {} bytes",
                article.title,
                article.outlet,
                article.authors,
                article.body.len()
            ));
        }
    }
    for (file, reason) in SKIPPED {
        if !skipped.iter().any(|line| line.contains(file) && line.contains(reason)) {
            wrong.push(format!("{file} is not skipped as {reason}: {skipped:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!((articles.len(), skipped.len()), (SAMPLES.len(), SKIPPED.len()), "{skipped:?}");
}

#[test]
#[ignore = "needs ../shared: cargo test -- --ignored data_"]
fn data_old_newswire_is_read() {
    let found = read("newswire");
    let articles: Vec<&Article> = found.iter().filter_map(|result| result.as_ref().ok()).collect();
    assert_eq!((found.len(), articles.len()), (2000, 1865));
    for article in articles {
        let place = format!("{} {:?}", article.place.path(), article.place.entry);
        assert_eq!(article.outlet.as_deref(), Some("Reuters"), "{place}");
        assert!(article.published.is_some_and(|day| day.to_string().starts_with("1987-")), "{place}");
        assert!(article.title.as_ref().is_some_and(|title| !title.contains("&lt;")), "{place}");
        assert!(!article.body.is_empty() && !article.body.chars().any(|c| c.is_control() && c != '\n'), "{place}");
    }
}
