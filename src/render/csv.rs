//! Comma-separated values with a header line.

use std::cell::Cell;
use std::io::{self, Write};

use unicode_normalization::UnicodeNormalization;

use super::{Base, Render, Report, difference, noun, unbroken};
use crate::article::{Article, Published};
use crate::explanation::{ExplainedStep, Explanation};
use crate::extract::{Finding, SpeakerKind};
use crate::extraction::Extraction;
use crate::identity::{Join, People, Verdict};
use crate::index::Reason;
use crate::search::{
    ArticleHit, Counted, Extent, Facet, Found, Health, Profile, Reprint, Selector, Speaker, StatementHit, Tally,
    TopicCount,
};
use crate::text::{CodePoints, Span};
use crate::topic;
use crate::verify::{Checked, Tolerated};

/// Shows Excel that a file is UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Writes one table: a header, then a row on a line each, in UTF-8.
///
/// An apostrophe is put before a cell that a spreadsheet would run as a formula, and before such text after a semicolon, where
/// Excel starts a new cell in many countries. Line breaks become spaces; other control characters are left out.
#[derive(Clone, Debug, Default)]
pub(crate) struct Csv {
    base: Base,
    /// Whether the table starts with a byte order mark.
    marked: bool,
    /// Whether the header has been written.
    headed: Cell<bool>,
}

const STATEMENT: [&str; 17] = [
    "id", "speaker", "speaker_kind", "role", "quote", "kind", "act", "polarity", "verb", "via", "outlet", "date",
    "title", "path", "paragraph", "url", "confidence",
];
const STEP: [&str; 3] = ["words", "paragraph", "why"];
const FORM: [&str; 6] = ["speaker", "kind", "id", "count", "form", "form_count"];
const SAME: [&str; 4] = ["one", "other", "same", "why"];
const TOPIC: [&str; 4] = ["code", "label", "parent", "count"];
const REASON: [&str; 5] = ["code", "label", "source", "labels", "words"];
const PROFILE: [&str; 3] = ["what", "name", "count"];
/// First columns where a table has several queries, or several people.
const QUERY: &str = "query";
const SPEAKER: &str = "speaker";
const FACET: [&str; 3] = ["facet", "value", "statements"];
const EXTENT: [&str; 5] = ["statements", "speakers", "outlets", "first", "last"];
const HEALTH: [&str; 3] = ["what", "count", "next"];
const VERIFIED: [&str; 13] = [
    "verdict", "right", "quote", "speaker", "place", "paragraph", "tolerated", "diff", "source_speaker", "source",
    "outlet", "date", "path",
];
const ARTICLE: [&str; 8] = ["id", "title", "authors", "outlet", "date", "language", "path", "url"];

/// The number of reprints of a hit.
const ALSO: &str = "also";
/// More columns of a hit: the authors, and the selector of the first part of the words.
const CITED: [&str; 5] = ["authors", "exact", "prefix", "suffix", "sha256"];

/// The columns of a hit that came last: for research.
const RESEARCH: [&str; 17] = [
    "article_id", "entry", "person_id", "person", "ambiguous", "spans", "cue", "topics", "organizations_said",
    "organizations_role", "organizations_former", "organizations_mentioned", "about", "language", "day",
    "day_precision", "fields",
];

fn hit_header() -> Vec<&'static str> {
    [&STATEMENT[..], &[ALSO], &CITED, &RESEARCH].concat()
}

/// A row or a header with one more column at its start.
fn after<C>(first: C, row: impl IntoIterator<Item = C>) -> Vec<C> {
    std::iter::once(first).chain(row).collect()
}

/// The counts of a profile, one a row.
fn profile_rows(profile: &Profile) -> impl Iterator<Item = Vec<String>> {
    let lists = [
        ("form", &profile.forms),
        ("outlet", &profile.outlets),
        ("topic", &profile.topics),
        ("organization", &profile.organizations),
        ("cue", &profile.cues),
    ];
    let named = lists.into_iter().flat_map(|(what, counts)| {
        counts.iter().map(move |counted| vec![what.to_owned(), cell(&counted.name), counted.count.to_string()])
    });
    named.chain(profile.months.iter().map(|(month, count)| vec!["month".to_owned(), cell(month), count.to_string()]))
}

fn with_others(mut row: Vec<String>, also: &[Reprint]) -> Vec<String> {
    row.push(also.len().to_string());
    row
}

fn cited(hit: &StatementHit) -> [String; 5] {
    let Selector { exact, prefix, suffix, sha256 } = &hit.selector;
    [cell(&hit.article().authors.join("; ")), cell(exact), cell(prefix), cell(suffix), sha256.clone()]
}

/// Values in one cell, with `; ` between them.
fn list<'v>(values: impl IntoIterator<Item = &'v String>) -> String {
    cell(&values.into_iter().map(String::as_str).collect::<Vec<_>>().join("; "))
}

/// What research needs beside the words: ids, the person, spans in code points, topics, organizations by relation, and the day with its
/// precision.
fn research(hit: &StatementHit) -> Vec<String> {
    let (article, finding, source) = (hit.article(), &hit.finding, hit.source());
    let points = CodePoints::new(&article.body);
    let span = |span: &Span| points.of(*span).map(|point| point.to_string()).join("-");
    let spans: Vec<String> = finding.content().iter().map(span).collect();
    let said = source.speaker.iter().filter(|_| source.kind == SpeakerKind::Organization);
    let (day, precision) = day(article.published);
    let fields: Vec<String> = article.own.iter().map(|(name, value)| format!("{name}={value}")).collect();
    vec![
        cell(&article.id),
        article.place.entry.map_or(String::new(), |entry| entry.to_string()),
        hit.person.as_ref().map_or(String::new(), |person| cell(&person.id)),
        hit.person.as_ref().map_or(String::new(), |person| cell(&person.name)),
        hit.is_ambiguous.to_string(),
        spans.join("; "),
        finding.cue().map_or(String::new(), |cue| cell(cue.of(&article.body))),
        list(hit.extraction.topics.iter().map(|topic| &topic.label)),
        list(said),
        list(&source.role_organizations),
        list(&source.former_organizations),
        list(finding.mentioned_organizations()),
        list(finding.about()),
        optional(article.language.as_ref()),
        day,
        precision.to_owned(),
        cell(&fields.join("; ")),
    ]
}

/// The date as `2016-03-04`, and how precise it is: `time` or `day`.
fn day(published: Option<Published>) -> (String, &'static str) {
    let Some(published) = published else { return (String::new(), "") };
    let precision = if published.to_string().contains('T') { "time" } else { "day" };
    (published.day().to_string(), precision)
}

/// A text as a cell: on one line, and never a formula.
fn cell(text: &str) -> String {
    let line = unbroken(text);
    let parts = line.split(';').map(|part| if is_formula(part) { format!("'{part}") } else { part.to_owned() });
    parts.collect::<Vec<_>>().join(";")
}

/// Whether a spreadsheet may run this as a formula, ignoring invisible characters before it.
fn is_formula(text: &str) -> bool {
    let seen = text.trim_start_matches(|c: char| c.is_whitespace() || c == '"' || is_invisible(c));
    // Some spreadsheets treat wide and small variants like the ASCII signs.
    seen.chars().next().is_some_and(|first| first.nfkc().next().is_some_and(|c| "=+-@\u{2212}".contains(c)))
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn optional(text: Option<&String>) -> String {
    text.map(|text| cell(text)).unwrap_or_default()
}

fn date(published: Option<Published>) -> String {
    published.map(|published| published.to_string()).unwrap_or_default()
}

impl Csv {
    /// A table with paths relative to `base`.
    pub(crate) fn new(base: Base) -> Self {
        Self { base, ..Self::default() }
    }

    /// The same with a byte order mark. Without it Excel misreads what is not ASCII; with it other programs misread the name of the
    /// first column.
    pub(crate) fn for_excel(base: Base) -> Self {
        Self { marked: true, ..Self::new(base) }
    }

    fn table<R>(
        &self,
        header: &[&str],
        rows: impl Iterator<Item = R>,
        row: impl Fn(R) -> Vec<String>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let headed = self.headed.replace(true);
        if self.marked && !headed {
            out.write_all(BYTE_ORDER_MARK.as_bytes())?;
        }
        let mut table = ::csv::Writer::from_writer(out);
        if !headed {
            table.write_record(header)?;
        }
        for entry in rows {
            table.write_record(row(entry))?;
        }
        table.flush()
    }

    fn statement_row(&self, finding: &Finding, quote: &str, article: &Article) -> Vec<String> {
        let source = finding.source();
        vec![
            cell(&finding.id(&article.id)),
            cell(&source.shown().unwrap_or_default()),
            source.kind.name().to_owned(),
            optional(source.role.as_ref()),
            cell(quote),
            finding.kind().name().to_owned(),
            finding.act().name().to_owned(),
            finding.polarity().name().to_owned(),
            cell(finding.verb().map_or("", |verb| verb.of(&article.body))),
            cell(finding.via().unwrap_or_default()),
            optional(article.outlet.as_ref()),
            date(article.published),
            optional(article.title.as_ref()),
            cell(&self.base.place(&article.place)),
            finding.paragraph.to_string(),
            optional(article.url.as_ref()),
            format!("{:.2}", finding.confidence().all()),
        ]
    }

    /// A statement with its number of reprints and its citation.
    fn hit_row(&self, hit: &StatementHit) -> Vec<String> {
        let row = with_others(self.statement_row(&hit.finding, &hit.quote, hit.article()), &hit.also);
        row.into_iter().chain(cited(hit)).chain(research(hit)).collect()
    }

    fn article_row(&self, article: &Article) -> Vec<String> {
        vec![
            cell(&article.id),
            optional(article.title.as_ref()),
            cell(&article.authors.join("; ")),
            optional(article.outlet.as_ref()),
            date(article.published),
            optional(article.language.as_ref()),
            cell(&self.base.place(&article.place)),
            optional(article.url.as_ref()),
        ]
    }
}

impl Render for Csv {
    fn statements(&self, found: &Found<StatementHit>, out: &mut dyn Write) -> io::Result<()> {
        self.table(&hit_header(), found.hits.iter(), |hit| self.hit_row(hit), out)
    }

    fn articles(&self, found: &Found<ArticleHit>, out: &mut dyn Write) -> io::Result<()> {
        let row = |hit: &ArticleHit| with_others(self.article_row(hit.article()), &hit.also);
        self.table(&[&ARTICLE[..], &[ALSO]].concat(), found.hits.iter(), row, out)
    }

    fn article(&self, extraction: &Extraction, out: &mut dyn Write) -> io::Result<()> {
        let article = &extraction.article;
        let statements = extraction.findings().into_iter().filter(|finding| finding.statement().is_some());
        let row = |finding: Finding| self.statement_row(&finding, &finding.quote(&article.body), article);
        self.table(&STATEMENT, statements, row, out)
    }

    fn statement(&self, hit: &StatementHit, out: &mut dyn Write) -> io::Result<()> {
        let row = |hit: &StatementHit| self.statement_row(&hit.finding, &hit.quote, hit.article());
        self.table(&STATEMENT, std::iter::once(hit), row, out)
    }
}

impl Report for Csv {
    fn counts(&self, facet: Facet, counts: &[Counted], out: &mut dyn Write) -> io::Result<()> {
        let row = |counted: &Counted| vec![cell(&counted.name), counted.count.to_string()];
        self.table(&[noun(facet), "count"], counts.iter(), row, out)
    }

    fn speakers(&self, speakers: &[Speaker], people: &People, out: &mut dyn Write) -> io::Result<()> {
        let of_form = |speaker: &Speaker, form: &Counted| {
            vec![
                cell(&speaker.name),
                speaker.who.kind().name().to_owned(),
                cell(&speaker.who.id(people)),
                speaker.count.to_string(),
                cell(&form.name),
                form.count.to_string(),
            ]
        };
        let rows = speakers.iter().flat_map(|speaker| speaker.forms.iter().map(move |form| (speaker, form)));
        self.table(&FORM, rows, |(speaker, form)| of_form(speaker, form), out)
    }

    fn topics(&self, topics: &[TopicCount], out: &mut dyn Write) -> io::Result<()> {
        let row = |topic: &TopicCount| {
            vec![cell(&topic.code), cell(&topic.label), optional(topic.parent.as_ref()), topic.count.to_string()]
        };
        self.table(&TOPIC, topics.iter(), row, out)
    }

    fn same_person(&self, names: [&str; 2], verdict: &Verdict, out: &mut dyn Write) -> io::Result<()> {
        let rows: Vec<[String; 4]> = match verdict {
            Verdict::Same { joins, .. } if joins.is_empty() => {
                vec![[cell(names[0]), cell(names[1]), "true".into(), String::new()]]
            }
            Verdict::Same { joins, .. } => {
                let row = |join: &Join| [cell(&join.one), cell(&join.other), "true".into(), join.bond.why().into()];
                joins.iter().map(row).collect()
            }
            Verdict::Different(why) => vec![[cell(names[0]), cell(names[1]), "false".into(), cell(&why.to_string())]],
        };
        self.table(&SAME, rows.into_iter(), |row| row.to_vec(), out)
    }

    fn topic_reasons(&self, reasons: &[topic::Reason], _: &Extraction, out: &mut dyn Write) -> io::Result<()> {
        let row = |reason: &topic::Reason| {
            let topic = &reason.topic;
            let words: Vec<String> = reason.words.iter().map(|word| format!("{} {}", word.words, word.count)).collect();
            vec![
                cell(&topic.code),
                cell(&topic.label),
                topic.source.name().to_owned(),
                cell(&reason.labels.join("; ")),
                cell(&words.join("; ")),
            ]
        };
        self.table(&REASON, reasons.iter(), row, out)
    }

    fn profile(&self, profile: &Profile, out: &mut dyn Write) -> io::Result<()> {
        self.table(&PROFILE, profile_rows(profile), |row| row, out)
    }

    fn comparison(&self, people: &[Profile; 2], out: &mut dyn Write) -> io::Result<()> {
        let rows = people.iter().flat_map(|profile| profile_rows(profile).map(|row| after(cell(&profile.name), row)));
        self.table(&after(SPEAKER, PROFILE), rows, |row| row, out)
    }

    fn facets(&self, query: Option<&str>, tallies: &[Tally], out: &mut dyn Write) -> io::Result<()> {
        let rows = tallies.iter().flat_map(|tally| {
            let row =
                |counted: &Counted| vec![noun(tally.facet).to_owned(), cell(&counted.name), counted.count.to_string()];
            tally.counts.iter().map(row)
        });
        match query {
            Some(query) => self.table(&after(QUERY, FACET), rows, |row| after(cell(query), row), out),
            None => self.table(&FACET, rows, |row| row, out),
        }
    }

    fn answer(&self, query: &str, found: &Found<StatementHit>, out: &mut dyn Write) -> io::Result<()> {
        let row = |hit: &StatementHit| after(cell(query), self.hit_row(hit));
        self.table(&after(QUERY, hit_header()), found.hits.iter(), row, out)
    }

    fn extents(&self, extents: &[(String, Extent)], out: &mut dyn Write) -> io::Result<()> {
        let row = |(query, extent): &(String, Extent)| {
            let Extent { statements, speakers, outlets, first, last } = extent;
            let counts = [statements, speakers, outlets].map(|count| count.to_string());
            let months = [optional(first.as_ref()), optional(last.as_ref())];
            after(cell(query), counts.into_iter().chain(months))
        };
        self.table(&after(QUERY, EXTENT), extents.iter(), row, out)
    }

    fn health(&self, health: &Health, skipped: &[Reason], out: &mut dyn Write) -> io::Result<()> {
        let concerns = health.concerns.iter().map(|concerned| {
            let concern = concerned.concern;
            vec![concern.name().to_owned(), concerned.count.to_string(), concern.next().to_owned()]
        });
        let skipped =
            skipped.iter().map(|reason| vec![cell(&reason.what), reason.count.to_string(), cell(&reason.next)]);
        self.table(&HEALTH, concerns.chain(skipped), |row| row, out)
    }

    // One row for each quotation, with its first source.
    fn verified(&self, checked: &[Checked], _: &Article, out: &mut dyn Write) -> io::Result<()> {
        let row = |checked: &Checked| {
            let source = checked.sources.first();
            let article = source.map(|source| source.article());
            vec![
                checked.verdict.name().to_owned(),
                checked.right.to_string(),
                cell(&checked.quoted.quote),
                optional(checked.quoted.speaker.as_ref()),
                checked.quoted.place.name().to_owned(),
                checked.quoted.paragraph.map(|paragraph| paragraph.to_string()).unwrap_or_default(),
                Tolerated::describe(&checked.tolerated),
                cell(&difference(&checked.diff)),
                optional(source.and_then(|source| source.speaker.as_ref())),
                cell(source.map_or("", |source| source.id.as_ref().unwrap_or(&source.article().id))),
                optional(article.and_then(|article| article.outlet.as_ref())),
                date(article.and_then(|article| article.published)),
                article.map(|article| cell(&self.base.place(&article.place))).unwrap_or_default(),
            ]
        };
        self.table(&VERIFIED, checked.iter(), row, out)
    }

    fn explanation(&self, explanation: &Explanation, out: &mut dyn Write) -> io::Result<()> {
        let row = |step: &ExplainedStep| {
            let paragraph = step.paragraph.map(|paragraph| paragraph.to_string());
            vec![optional(step.words.as_ref()), paragraph.unwrap_or_default(), cell(&step.why)]
        };
        self.table(&STEP, explanation.steps.iter(), row, out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula() {
        for (text, safe) in [
            ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
            ("\r=1", "' =1"),
            ("  -1", "'  -1"),
            ("\u{a0}\u{200f}@SUM(1)", "'\u{a0}\u{200f}@SUM(1)"),
            ("＝1", "'＝1"),
            ("﹢1", "'﹢1"),
            ("He came; +1 stayed", "He came;' +1 stayed"),
            ("a;\"=1", "a;'\"=1"),
            ("“We won,”", "“We won,”"),
            ("a well-known = sign", "a well-known = sign"),
        ] {
            assert_eq!(cell(text), safe, "{text:?}");
        }
    }
}
