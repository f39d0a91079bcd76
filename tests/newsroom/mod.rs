//! Invented stories and their reprints in many variants.

use std::collections::HashSet;

/// Random numbers, the same in every run.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % sides as u64) as usize
    }

    pub(crate) fn one_of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }

    /// Fills a template: each `{name}` with one of its words, `{#}` with a number, `{.}` with a decimal number.
    pub(crate) fn fill(&mut self, form: &str) -> String {
        let mut filled = String::new();
        for (number, part) in form.split(['{', '}']).enumerate() {
            if number % 2 == 0 {
                filled += part;
                continue;
            }
            let word = match part {
                "#" => (self.below(880) + 12).to_string(),
                "." => format!("{}.{}", self.below(90), self.below(10)),
                name => {
                    let words = WORDS.iter().find(|(known, _)| *known == name).expect("a known blank").1;
                    self.one_of(&words.split('|').collect::<Vec<_>>()).to_owned()
                }
            };
            filled += &word;
        }
        filled
    }
}

const WORDS: &[(&str, &str)] = &[
    (
        "who",
        "Ida Holm|Lucan Prewitt|Odile Marchetti|Tobias Renn|Yara Okonjo|Marek Sulima|Petra Vanhoof|Jonas Eckerle|Amina Dufresne|Caleb Stroud",
    ),
    (
        "role",
        "an engineer|the harbor master|a union official|the mayor|a school principal|a county clerk|the fire chief|a wheat farmer|a ferry captain|the coroner",
    ),
    ("town", "Port Ellery|Millbrook|Thornsea|Kestrel Bay|Dunmore|Saltash Falls|Veldmoor|Tallow|Brindlewick|Ostrow"),
    (
        "thing",
        "the levee|the ferry contract|the old mill|the water tower|the hospital wing|the school merger|the rail spur|the fish market|the landfill|the library roof",
    ),
    (
        "body",
        "the county board|the port authority|a state court|the teachers union|the water district|an arbitration panel|the planning office|the town meeting|the audit committee|the parks service",
    ),
    (
        "did",
        "approved|rejected|put off|reopened|paid for|inspected|sold|mortgaged|condemned|rebuilt|fenced off|photographed",
    ),
    (
        "why",
        "after heavy rain|to save money|because the pumps had failed|over the objections of residents|without a vote|following a lawsuit|at the request of insurers|ahead of the winter",
    ),
    (
        "when",
        "late Monday|on Tuesday morning|last spring|over the weekend|in a closed session|before dawn|during the storm|two years ago|on Friday night|this week",
    ),
    ("mood", "angry|relieved|tired|puzzled|unmoved|grateful|wary|amused"),
    ("good", "coffee|timber|salt|grain|cement|wool|diesel|copper|oranges|paper"),
    (
        "odd",
        "a box of letters|forty goats|an unpaid bill|a broken gauge|a borrowed tent|the wrong map|a brass band|two divers|a spare key|a wedding cake",
    ),
    ("dir", "north|south|east|west|northwest|southeast"),
    ("sky", "cloudy|clear|partly cloudy|foggy|overcast"),
    ("up", "rose|fell|climbed|slipped|gained|lost"),
    (
        "firm",
        "Corvane|Tamberlane|Halden Tool|Ostrow Mills|Brightwater|Kestrel Lines|Norrland Paper|Sable Energy|Dunmore Glass|Veld Motors",
    ),
    ("day", "Monday|Tuesday|Wednesday|Thursday|Friday"),
];

const SENTENCES: &[&str] = &[
    "{who}, {role}, said {body} had {did} {thing} {why}.",
    "{thing} in {town} was {did} {when}, and {#} people were sent home.",
    "“We found {odd} where {thing} should have been,” said {who}, {role} in {town}.",
    "Residents of {town} were {mood} {when} when {body} {did} {thing}.",
    "The cost was put at ${#} million, most of it for {good} and {good}, {body} said {when}.",
    "“Nobody asked {role} about {good} {why},” {who} said, “and now there is {odd} in {town}.”",
    "{body} and {body} have argued about {thing} since {who} {did} it {why}.",
    "A report of {#} pages found {odd} near {thing}, which {body} {did} {when}.",
    "“I am {mood}, and {town} is {mood},” {who} said. “{thing} will outlast {#} winters.”",
    "Trucks with {good} stood for {#} miles outside {town} {when}.",
    "In {town}, {who} counted {#} boats, {odd} and {odd} {when}.",
    "{who} denied that {thing} had been {did} {why}, and blamed {body}.",
    "The price of {good} {up} by {#} cents in {town} {why}.",
    "It was the {#}th time that {body} had {did} {thing}, said {who}.",
];

/// A story of this many paragraphs with two or three sentences each.
pub(crate) fn story(dice: &mut Dice, paragraphs: usize) -> Vec<String> {
    let sentence = |dice: &mut Dice| {
        let form = dice.one_of(SENTENCES);
        dice.fill(form)
    };
    (0..paragraphs).map(|_| (0..2 + dice.below(2)).map(|_| sentence(dice)).collect::<Vec<_>>().join(" ")).collect()
}

pub(crate) fn text(paragraphs: &[String]) -> String {
    paragraphs.join("\n\n")
}

/// The changes that newspapers make to a wire story: the name of each change and the changed text.
pub(crate) fn variants(dice: &mut Dice, story_: &[String]) -> Vec<(&'static str, String)> {
    let whole = text(story_);
    let cut = |percent: usize| {
        let words: Vec<&str> = whole.split_inclusive(' ').collect();
        words[..(words.len() * percent).div_ceil(100)].concat()
    };
    let typed = whole.replace(['“', '”'], "\"").replace('\n', "\r\n").replace(". ", ".  ").replace(" of ", "\u{a0}of ");
    let local = story(dice, 1 + story_.len() / 12);
    let middle = story_.len() / 2;
    let mut inserted = story_.to_vec();
    inserted.splice(middle..middle, local);
    let mut updated = story(dice, 1);
    updated.extend_from_slice(&story_[1..]);
    let mut longer = story(dice, 1 + story_.len() / 3);
    longer.extend_from_slice(story_);
    vec![
        ("copy", whole.clone()),
        (
            "byline",
            format!(
                "By {}\n\nVELDMOOR, March 4 (Halyard) — {whole}\n\n© 2021 Plains Courier. All rights reserved.",
                dice.fill("{who}")
            ),
        ),
        ("typography", typed),
        ("cut to 90 %", cut(90)),
        ("cut to 70 %", cut(70)),
        ("cut to 50 %", cut(50)),
        ("local paragraphs", text(&inserted)),
        ("new lead", text(&updated)),
        ("longer update", text(&longer)),
        ("5 % of the words", edited(dice, &whole, 5)),
        ("10 % of the words", edited(dice, &whole, 10)),
    ]
}

/// The text with this percentage of its words replaced.
fn edited(dice: &mut Dice, text: &str, percent: usize) -> String {
    let mut words: Vec<&str> = text.split(' ').collect();
    let mut changed = HashSet::new();
    while changed.len() < words.len() * percent / 100 {
        let at = dice.below(words.len());
        if changed.insert(at) {
            words[at] = dice.one_of(&["meanwhile", "reportedly", "roughly", "several", "locally", "notably"]);
        }
    }
    words.join(" ")
}
