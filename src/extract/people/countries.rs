//! Countries, and capitals that mean their governments: “Moscow denied it”.

use rustc_hash::FxHashSet;
use std::sync::LazyLock;

use crate::names;
use crate::word_set::WordSet;

static COUNTRIES: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| include_str!("countries.txt").lines().filter(|line| !line.starts_with('#')).collect());

/// Whether a name is that of a country, or of a capital that means its government.
pub(crate) fn is_country(name: &str) -> bool {
    COUNTRIES.contains(names::fold(name).as_str())
}

/// Whether a word in lower case is an adjective or a noun for the people of a country or a place: “Serb”, “Welsh”.
pub(crate) fn is_demonym(word: &str) -> bool {
    static WORDS: WordSet = WordSet::new(&[
        "afghan", "african", "albanian", "algerian", "american", "argentine", "argentinian", "armenian", "asian",
        "australian", "austrian", "azerbaijani", "bangladeshi", "belarusian", "belgian", "bolivian", "bosnian",
        "brazilian", "british", "briton", "bulgarian", "californian", "cambodian", "canadian", "catalan", "chilean",
        "chinese", "colombian", "croat", "croatian", "cuban", "cypriot", "czech", "dane", "danish", "dutch",
        "dutchman", "ecuadorian", "egyptian", "english", "englishman", "englishwoman", "estonian", "ethiopian",
        "european", "filipino", "finn", "finnish", "french", "frenchman", "frenchwoman", "georgian", "ghanaian",
        "glaswegian", "greek", "guatemalan", "haitian", "honduran", "hungarian", "icelandic", "indian", "indonesian",
        "iranian", "iraqi", "irish", "irishman", "irishwoman", "israeli", "italian", "jamaican", "japanese",
        "jordanian", "kazakh", "kenyan", "korean", "kosovan", "kuwaiti", "latvian", "lebanese", "libyan", "lithuanian",
        "liverpudlian", "londoner", "malaysian", "maltese", "mancunian", "mexican", "moldovan", "mongolian",
        "moroccan", "nepali", "nigerian", "norwegian", "pakistani", "palestinian", "panamanian", "peruvian", "pole",
        "polish", "portuguese", "qatari", "romanian", "russian", "rwandan", "salvadoran", "saudi", "scot", "scotsman",
        "scotswoman", "scottish", "senegalese", "serb", "serbian", "singaporean", "slovak", "slovenian", "somali",
        "spaniard", "spanish", "sudanese", "swede", "swedish", "swiss", "syrian", "taiwanese", "tanzanian", "texan",
        "thai", "tunisian", "turk", "turkish", "ugandan", "ukrainian", "uruguayan", "venezuelan", "vietnamese",
        "welsh", "welshman", "welshwoman", "yemeni", "zambian", "zealander", "zimbabwean",
    ]);
    WORDS.contains(word)
}
