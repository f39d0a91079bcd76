//! A page as a list of text blocks, and the tree of elements that contain them.

use dom_query::{Document, NodeRef};

use super::boilerplate;

/// Elements that begin and end a block.
const BLOCK_ELEMENTS: &[&str] = &[
    "html", "body", "address", "article", "aside", "blockquote", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "li", "main",
    "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
];
/// Elements around words of a sentence.
const WORD_ELEMENTS: &[&str] = &[
    "a", "abbr", "b", "cite", "code", "del", "em", "font", "i", "ins", "mark", "q", "s", "small", "strong", "sub",
    "sup", "time", "u",
];
/// Prose has at least this many bytes outside links, or the second number if it ends like a sentence.
const PROSE: usize = 80;
const SHORT_PROSE: usize = 30;

/// What a block is, by the elements around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// In an `h1`.
    Title,
    /// In an `h2` to `h6`.
    Heading,
    Text,
}

/// Text without a block element or line break inside.
#[derive(Clone, Debug)]
pub(super) struct Block {
    /// The text, with single spaces.
    pub(super) text: String,
    pub(super) kind: Kind,
    /// How many bytes of the text are inside links.
    pub(super) linked: usize,
    /// The innermost container.
    pub(super) container: usize,
}

impl Block {
    /// How many bytes of the text are outside links.
    pub(super) fn unlinked(&self) -> usize {
        self.text.len().saturating_sub(self.linked)
    }

    /// Whether this is running text rather than a label, a menu or a list of links.
    pub(super) fn is_prose(&self) -> bool {
        let long = self.unlinked() > PROSE || self.unlinked() > SHORT_PROSE && ends_sentence(&self.text);
        self.kind != Kind::Title && self.linked * 2 < self.text.len() && long
    }
}

/// Whether a text ends like a sentence, ignoring quotation marks and brackets.
fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '」']);
    text.ends_with(['.', '!', '?', '…', ':', '。', '！', '？', '।', '؟'])
}

/// An element that contains whole blocks.
#[derive(Clone, Debug)]
pub(super) struct Container {
    /// The container around it; the outermost is its own parent.
    pub(super) parent: usize,
    /// Its blocks: `[start, end)`.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether it is boilerplate by its kind or name, and contains no declared text.
    pub(super) is_boilerplate: bool,
    /// Whether the page declares that it is the text of the article.
    pub(super) is_declared: bool,
}

/// All blocks of a page in their order, and all containers, outer before inner.
#[derive(Debug, Default)]
pub(super) struct BlockTree {
    pub(super) blocks: Vec<Block>,
    pub(super) containers: Vec<Container>,
}

impl BlockTree {
    /// Walks a page once.
    pub(super) fn of(page: &Document) -> Self {
        let mut walk = Walk::default();
        let mut steps = vec![Step::Open(page.root())];
        while let Some(step) = steps.pop() {
            match step {
                Step::Open(node) => walk.open(&node, &mut steps),
                Step::CloseContainer => walk.close_container(),
                Step::CloseHeading => walk.close_heading(),
                Step::CloseLink => walk.links -= 1,
                Step::CloseCell => walk.space(),
            }
        }
        walk.end_block();
        walk.tree
    }
}

enum Step<'a> {
    Open(NodeRef<'a>),
    CloseContainer,
    CloseHeading,
    CloseLink,
    CloseCell,
}

/// The state of the walk: the unfinished block, and the open elements.
#[derive(Default)]
struct Walk {
    tree: BlockTree,
    text: String,
    linked: usize,
    /// Line breaks since the last word.
    breaks: usize,
    links: usize,
    headings: Vec<Kind>,
    open: Vec<usize>,
}

impl Walk {
    fn open<'a>(&mut self, node: &NodeRef<'a>, steps: &mut Vec<Step<'a>>) {
        if node.is_text() {
            self.push(&node.text());
        } else if node.is_element() {
            let name = node.node_name().unwrap_or_default();
            self.open_element(node, &name, steps);
        } else if node.may_have_children() {
            steps.extend(node.children_it(true).map(Step::Open));
        }
    }

    fn open_element<'a>(&mut self, node: &NodeRef<'a>, name: &str, steps: &mut Vec<Step<'a>>) {
        let in_sentence = !self.text.is_empty() && !BLOCK_ELEMENTS.contains(&name);
        // Words of a sentence are kept, whatever their class: `<a class="ad-link">the mayor</a>`.
        let is_word = in_sentence && WORD_ELEMENTS.contains(&name);
        let is_boilerplate = boilerplate::is_hidden(node) || !is_word && boilerplate::is_boilerplate(node, name);
        if boilerplate::is_never_text(name) || in_sentence && (is_boilerplate || boilerplate::is_card(node, name)) {
            return;
        }
        match name {
            "br" => self.breaks += 1,
            "h1" => self.open_heading(Kind::Title, steps),
            "h2" | "h3" | "h4" | "h5" | "h6" => self.open_heading(Kind::Heading, steps),
            "a" => {
                self.links += 1;
                steps.push(Step::CloseLink);
            }
            "td" | "th" => steps.push(Step::CloseCell),
            _ => {}
        }
        let is_declared = boilerplate::is_declared_body(node);
        if is_boilerplate || is_declared || BLOCK_ELEMENTS.contains(&name) {
            self.open_container(is_boilerplate, is_declared);
            steps.push(Step::CloseContainer);
        }
        steps.extend(node.children_it(true).map(Step::Open));
    }

    fn open_container(&mut self, is_boilerplate: bool, is_declared: bool) {
        self.end_block();
        let start = self.tree.blocks.len();
        let parent = self.open.last().copied().unwrap_or(0);
        self.open.push(self.tree.containers.len());
        self.tree.containers.push(Container { parent, start, end: start, is_boilerplate, is_declared });
    }

    fn close_container(&mut self) {
        self.end_block();
        let Some(&closed) = self.open.last() else { return };
        let end = self.tree.blocks.len();
        let container = &mut self.tree.containers[closed];
        container.end = end;
        if container.is_declared && container.start < end {
            for around in &self.open {
                self.tree.containers[*around].is_boilerplate = false;
            }
        }
        self.open.pop();
    }

    fn open_heading(&mut self, kind: Kind, steps: &mut Vec<Step>) {
        self.end_block();
        self.headings.push(kind);
        steps.push(Step::CloseHeading);
    }

    fn close_heading(&mut self) {
        self.end_block();
        self.headings.pop();
    }

    /// Adds text with single spaces and without soft hyphens.
    fn push(&mut self, text: &str) {
        let mut words = text.split_whitespace().peekable();
        if let Some(first) = words.peek() {
            self.apply_breaks(first);
        }
        let before = self.text.len();
        for (number, word) in words.enumerate() {
            if number > 0 || text.starts_with(char::is_whitespace) {
                self.space();
            }
            self.text.extend(word.chars().filter(|c| *c != '\u{ad}'));
        }
        if text.ends_with(char::is_whitespace) {
            self.space();
        }
        if self.links > 0 {
            self.linked += self.text.len() - before;
        }
    }

    /// Ends the block at the line breaks before a word, unless there is only one and the word continues the sentence.
    fn apply_breaks(&mut self, word: &str) {
        match std::mem::take(&mut self.breaks) {
            0 => {}
            1 if word.starts_with(char::is_lowercase) && !ends_sentence(self.text.trim_end()) => self.space(),
            _ => self.end_block(),
        }
    }

    fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    fn end_block(&mut self) {
        self.breaks = 0;
        let linked = std::mem::take(&mut self.linked);
        let text = std::mem::take(&mut self.text);
        let text = text.trim();
        if let (false, Some(&container)) = (text.is_empty(), self.open.last()) {
            let kind = self.headings.last().copied().unwrap_or(Kind::Text);
            self.tree.blocks.push(Block { text: text.to_owned(), kind, linked, container });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(html: &str) -> Vec<String> {
        BlockTree::of(&Document::from(html)).blocks.into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn inline_elements_join_and_blocks_separate() {
        for (html, blocks) in [
            (
                "<p>The <b>old</b> pier, <a href=x>he said</a>.</p><p>It<i>al</i>ic</p>",
                vec!["The old pier, he said.", "Italic"],
            ),
            ("One went.<br><br>Two came.<br>Three sang", vec!["One went.", "Two came.", "Three sang"]),
            ("They went<br>\n to sea", vec!["They went to sea"]),
            ("<ul><li>Salt<li>Rope</ul>end", vec!["Salt", "Rope", "end"]),
            ("<table><tr><td>Moe<td>12</tr><tr><td>Holm<td>9</table>", vec!["Moe 12", "Holm 9"]),
            (
                "<p>ferry&shy;man &nbsp; waits <span style='display: none'>secret</span>here",
                vec!["ferryman waits here"],
            ),
            ("<p>She saw <a class='ad-link'>the mayor</a> there", vec!["She saw the mayor there"]),
            ("<p>on<!-- x --> e<script>var p;</script></p>", vec!["on e"]),
        ] {
            assert_eq!(texts(html), blocks, "{html}");
        }
    }
}
