//! The article that the project started from, which is not ours to ship.

use std::path::PathBuf;

use onrecord::{ArticleJson, Overrides, Records, SpeakerKind};

#[test]
#[ignore = "needs ../shared: cargo test -- --ignored data_"]
fn data_the_seed_article_is_read_and_its_speakers_found() {
    let walk = onrecord::walk(&[PathBuf::from("../shared/seed")]).expect("the folder");
    let record = Records::new(walk.files).next().expect("a file");
    let article = onrecord::articles(&record, &Overrides::default()).remove(0).expect("an article");
    let article = ArticleJson::from(&onrecord::extract(article));
    assert_eq!((&article.head.date, &article.head.outlet), (&None, &None));

    let of = |name: &str| article.statements.iter().filter(|s| s.speaker.as_deref() == Some(name)).collect::<Vec<_>>();
    let nephew = of("Richard Nephew");
    assert!(nephew.iter().map(|s| s.content.len()).sum::<usize>() >= 8);
    for statement in &nephew {
        assert_eq!(statement.via, None);
        assert!(
            statement.role.as_deref().is_some_and(|role| role.ends_with("official who's now at Columbia University"))
        );
        assert_eq!(
            statement.organizations[..3],
            ["National Security Council", "State Department", "Columbia University"]
        );
    }
    assert!(nephew.iter().any(|s| s.quote.contains("now?” “I think") && s.content.len() == 2));
    assert!(nephew.iter().any(|s| s.quote.contains("“blind from a policy perspective” and “unable to")));

    assert_eq!(of("a foreign official")[0].speaker_kind, SpeakerKind::Unnamed);
    let european = of("at least one senior European intelligence official");
    assert_eq!(european[0].speaker_kind, SpeakerKind::Unnamed);
    assert_eq!(european[0].via.as_deref(), Some("The Associated Press"));
    assert!(of("New York Times")[0].quote.starts_with("Israel"));
    assert!(!article.statements.iter().any(|s| s.quote.contains("newsletter") || s.quote.contains("2008")));
}
