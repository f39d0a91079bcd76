//! The health of an archive, for people.

use std::io::{self, Write};

use super::{STRONG, Terminal};
use crate::index::Reason;
use crate::search::{Counted, Health};
use crate::text::Span;

impl Terminal {
    pub(super) fn health_report(&self, health: &Health, passed: &[Reason], out: &mut dyn Write) -> io::Result<()> {
        let totals = &health.totals;
        let size = [(totals.articles, "article"), (totals.statements, "statement"), (totals.outlets, "outlet")];
        let size: Vec<String> = size.iter().map(|(count, noun)| counted(*count, noun)).collect();
        self.wrapped("", &size.join(", "), &[], out)?;
        self.listed("read as ", &health.shapes, out)?;
        self.listed("languages ", &health.languages, out)?;
        for concerned in &health.concerns {
            let line = format!("{} {}", plural(concerned.count as usize, "article"), concerned.concern.what());
            let places: Vec<String> = concerned.examples.iter().map(|head| self.place(head)).collect();
            self.finding(concerned.count as usize, &line, concerned.concern.next(), &places, out)?;
        }
        if health.printings > 0 {
            let line = format!("articles print {} that others print too", counted(health.stories, "story"));
            self.finding(health.printings, &line, "answers show each once; --expand shows all", &[], out)?;
        }
        for reason in passed {
            let places: Vec<String> = reason.places.iter().map(|place| self.base.show(place).to_owned()).collect();
            self.finding(reason.count, &format!("skipped: {}", reason.what), &reason.next, &places, out)?;
        }
        if health.concerns.is_empty() && passed.is_empty() {
            writeln!(out, "\nnothing is missing")?;
        }
        Ok(())
    }

    /// What was found, how often, what to do about it, and where.
    fn finding(&self, count: usize, what: &str, next: &str, places: &[String], out: &mut dyn Write) -> io::Result<()> {
        writeln!(out)?;
        let line = format!("{count} {what}");
        self.wrapped("", &line, &[(Span::new(0, count.to_string().len()), STRONG)], out)?;
        if !next.is_empty() {
            self.wrapped("  ", next, &[], out)?;
        }
        places.iter().try_for_each(|place| self.unbroken("  ", place, out))?;
        if !places.is_empty() && places.len() < count {
            self.unbroken("  ", &format!("and {} more", count - places.len()), out)?;
        }
        Ok(())
    }

    fn listed(&self, what: &str, counts: &[Counted], out: &mut dyn Write) -> io::Result<()> {
        let named: Vec<String> = counts.iter().map(|counted| format!("{} {}", counted.name, counted.count)).collect();
        if named.is_empty() { Ok(()) } else { self.wrapped("", &format!("{what}{}", named.join(", ")), &[], out) }
    }
}

fn plural(count: usize, noun: &str) -> String {
    match (count, noun.strip_suffix('y')) {
        (1, _) => noun.to_owned(),
        (_, Some(stem)) => format!("{stem}ies"),
        _ => format!("{noun}s"),
    }
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {}", plural(count, noun))
}
