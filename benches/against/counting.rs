//! Measures facets: the number of statements of each speaker, outlet or month.

use std::hint::black_box;
use std::time::Duration;

use onrecord::{Facet, Query};

use crate::clock::Clock;
use crate::figures::{median, ms};
use crate::product::Product;
use crate::table::Table;

/// Prints the time of each facet, over all statements and over about half of them.
pub(crate) fn measure(product: &Product, rounds: usize) {
    let all = Query::default();
    let half = half(product);
    let count = |query| product.search.count_statements(query).expect("a count");
    let (of_all, of_half) =
        (format!("all {} CPU ms", count(&all)), format!("{} of them ({half}) CPU ms", count(&half)));
    let mut table = Table::new(&["", &of_all, &of_half]);
    for facet in Facet::ALL {
        let cells = [&all, &half].map(|query| ms(time(product, query, facet, rounds)));
        table.row(std::iter::once(format!("{facet:?}").to_lowercase()).chain(cells));
    }
    table.print("Facets of onrecord");
}

/// A query for the first half of the dated statements, cut at the end of a month.
fn half(product: &Product) -> Query {
    let months = product.search.list(&Query::default(), Facet::Months).expect("the months");
    let all: u64 = months.iter().map(|month| month.count).sum();
    let mut passed = 0;
    let middle = months.iter().find(|month| {
        passed += month.count;
        passed * 2 >= all
    });
    middle.map_or_else(Query::default, |month| format!("until:{}", month.name).parse().expect("a query"))
}

fn time(product: &Product, query: &Query, facet: Facet, rounds: usize) -> Duration {
    let once = || {
        let clock = Clock::now();
        black_box(product.search.list(query, facet).expect("counts"));
        clock.spent().cpu
    };
    median((0..=rounds).map(|_| once()).skip(1))
}
