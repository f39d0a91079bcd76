//! Generated reprints with known groups: which are found, and which stories only look alike.

use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;

use super::newsroom::{Dice, story, text, variants};
use super::{Fingerprint, Words, groups};
use proptest::prelude::*;

/// The results so far, in percent. Only raise them.
const FLOOR_PRECISION: f64 = 99.9;
const FLOOR_RECALL: f64 = 99.0;

struct Printed {
    story: usize,
    what: &'static str,
    body: String,
}

/// 60 stories of 150 to 1,100 words in twelve forms each, and 160 reports that look like each other.
fn printed() -> Vec<Printed> {
    let mut dice = Dice(1987);
    let mut printed = Vec::new();
    for number in 0..60 {
        let base = story(&mut dice, 5 + number % 16);
        let mut forms = variants(&mut dice, &base);
        forms.push(("wire", text(&base)));
        printed.extend(forms.into_iter().map(|(what, body)| Printed { story: number, what, body }));
    }
    let mut next = 60;
    for (what, bodies) in look_alikes(&mut dice) {
        for body in bodies {
            printed.push(Printed { story: next, what, body });
            next += 1;
        }
    }
    printed
}

fn grouped(bodies: &[&str]) -> Vec<Vec<usize>> {
    let words: Vec<Words> = bodies.iter().map(|body| Words::of(body)).collect();
    let prints: Vec<Fingerprint> = words.iter().map(|words| Fingerprint::new(None, words)).collect();
    let same = |pairs: &[(usize, usize)]| -> Result<Vec<bool>, Infallible> {
        Ok(pairs.iter().map(|(one, other)| words[*one].is_same_story(&words[*other])).collect())
    };
    let Ok(groups) = groups(prints, same);
    groups
}

#[test]
fn generated_reprints_are_found() {
    let printed = printed();
    let bodies: Vec<&str> = printed.iter().map(|printed| printed.body.as_str()).collect();
    let mut group_of: HashMap<usize, usize> = HashMap::new();
    for (number, group) in grouped(&bodies).into_iter().enumerate() {
        group_of.extend(group.into_iter().map(|article| (article, number)));
    }
    let (mut right, mut wrong, mut missed) = (0, 0, 0);
    let mut by_form: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (one, a) in printed.iter().enumerate() {
        for (other, b) in printed.iter().enumerate().skip(one + 1) {
            let found = group_of.get(&one).is_some_and(|group| group_of.get(&other) == Some(group));
            match (a.story == b.story, found) {
                (true, true) => right += 1,
                (true, false) => missed += 1,
                (false, true) => wrong += 1,
                (false, false) => {}
            }
            if a.story == b.story && (a.what == "wire" || b.what == "wire") {
                let form = by_form.entry(if a.what == "wire" { b.what } else { a.what }).or_default();
                form.0 += usize::from(found);
                form.1 += 1;
            } else if found && a.story != b.story {
                println!("wrong: {} and {}", a.what, b.what);
            }
        }
    }
    for (what, (found, all)) in &by_form {
        println!("{what:20} {found} of {all} with the wire's text");
    }
    let percent = |part: usize, all: usize| 100.0 * part as f64 / all as f64;
    let (precision, recall) = (percent(right, right + wrong), percent(right, right + missed));
    println!("pairs: precision {precision:.2}, recall {recall:.2}");
    assert!(precision >= FLOOR_PRECISION && recall >= FLOOR_RECALL);
}

#[test]
fn short_texts_must_have_all_words_in_common() {
    let print = |headline, body: &str| Fingerprint::new(Some(headline), &Words::of(body));
    let dividend = "Qtly div 15 cts vs 15 cts prior. Pay April 10. Record March 27.";
    assert_eq!(print("Corvane", dividend), print("CORVANE", &dividend.replace(". ", ".\n")));
    assert_ne!(print("Corvane", dividend), print("Tamberlane", dividend));
    assert_ne!(print("Corvane", dividend), print("Corvane", &dividend.replace("15", "16")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn groups_do_not_depend_on_the_order(seed in any::<u64>(), turn in 0..usize::MAX) {
        let mut dice = Dice(seed);
        let mut bodies = Vec::new();
        for _ in 0..4 {
            let base = story(&mut dice, 4);
            bodies.extend(variants(&mut dice, &base).into_iter().map(|(_, body)| body));
        }
        let straight: Vec<&str> = bodies.iter().map(String::as_str).collect();
        let mut order: Vec<usize> = (0..bodies.len()).collect();
        let mut other = Dice(turn as u64);
        (1..order.len()).for_each(|at| order.swap(at, other.below(at + 1)));
        let shuffled: Vec<&str> = order.iter().map(|at| straight[*at]).collect();
        let mut back: Vec<Vec<usize>> =
            grouped(&shuffled).into_iter().map(|group| group.into_iter().map(|at| order[at]).collect()).collect();
        back.iter_mut().for_each(|group| group.sort_unstable());
        back.sort_unstable();
        let mut there = grouped(&straight);
        there.iter_mut().for_each(|group| group.sort_unstable());
        there.sort_unstable();
        prop_assert_eq!(there, back);
    }

    #[test]
    fn comparing_two_texts_is_symmetric(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let base = story(&mut dice, 3);
        let all: Vec<Words> = variants(&mut dice, &base).iter().map(|(_, body)| Words::of(body)).collect();
        for one in &all {
            for other in &all {
                prop_assert_eq!(one.is_same_story(other), other.is_same_story(one));
            }
        }
    }
}

/// Different stories that share a template, a quotation or a closing paragraph.
fn look_alikes(dice: &mut Dice) -> Vec<(&'static str, Vec<String>)> {
    let forms = [
        (
            "market reports",
            "{firm} led the Halden exchange as shares {up} on {day}. The index of {#} leading shares {up} {.} points to {#}.{#}, with {#} million shares changing hands. {firm} {up} {.} percent and {firm} {up} {.} percent. In other trading, {good} {up} {.} cents to {#} cents a pound, and {good} {up} to ${#} a ton. The dollar {up} to {.} crowns from {.} crowns late {day}. Dealers said turnover was held back by {odd}. Government bonds {up} by {.} of a point, and the yield of the ten-year issue stood at {.} percent. Gold closed at ${#}.{#} an ounce, compared with ${#}.{#} at the previous close.",
        ),
        (
            "weather reports",
            "{day} will be {sky} with a high of {#} degrees and winds from the {dir} at {#} miles an hour. {day} night {sky} with a low of {#}. {day} {sky}, high {#}, wind {dir} {#} miles an hour. Tides at {town}: high water at {#} and {#}, low water at {#}. The river at {town} stood at {.} feet, {.} feet below flood stage. The highest temperature in the county was {#} at {town}, the lowest {#} at {town}. Sunrise {#}, sunset {#}. Small craft should keep {dir} of the light at {town}.",
        ),
        (
            "earnings briefs",
            "{firm} Inc said its net income {up} to {#}.{#} million dlrs, or {.} dlrs a share, in the quarter ended {day}, from {#}.{#} million dlrs, or {.} dlrs a share, a year earlier. Sales {up} {.} percent to {#} million dlrs from {#} million dlrs. The company said results include a charge of {#},000 dlrs for {thing} and a gain of {#},000 dlrs from the sale of its {good} unit. For the year, net was {#}.{#} million dlrs, or {.} dlrs a share, on sales of {#} million dlrs. The average number of shares {up} to {#} million from {#} million.",
        ),
        (
            "court lists",
            "The following cases were heard at {town} on {day}. {who}, {#}, of {town}, was fined ${#} for driving without lights. {who}, {#}, of {town}, was fined ${#} for selling {good} without a licence. {who}, {#}, was bound over for keeping {odd} in {town}. {who}, {#}, of {town}, was cleared of taking {odd} from {body}. The court sits again on {day}.",
        ),
    ];
    let mut all: Vec<(&'static str, Vec<String>)> =
        forms.iter().map(|(name, form)| (*name, (0..30).map(|_| dice.fill(form)).collect())).collect();

    let quotations: Vec<String> = (0..2).map(|_| dice.fill("“{thing} was {did} {why} and {who} knew it {when}, with {#} witnesses and {odd} to prove it,” said {who}, {role}. “That is what {body} will not tell {town}, and it leaves us {mood}.”")).collect();
    let reports = (0..10).map(|_| {
        let mut report = story(dice, 6);
        report.splice(1..1, quotations.iter().cloned());
        text(&report)
    });
    all.push(("reports with two quotations in common", reports.collect()));

    let closing = "This report is part of a series on how the towns of the coast pay for what they share. The series is made with a grant of the Ellery Foundation, which has no say in what is printed. Readers who know more are asked to write to the desk or to call between eight and five.";
    let closed = (0..30).map(|_| format!("{}\n\n{closing}", text(&story(dice, 4))));
    all.push(("stories with one closing paragraph", closed.collect()));
    all
}
