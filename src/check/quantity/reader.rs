//! [`Scan`]: a text in tokens, to be read.

use std::ops::Range;

use crate::check::language::Language;
use crate::check::quantity::token::{Kind, Token, tokens};
use crate::check::signs::{Sign, Signs};

/// Signs of currencies that stand before a number.
pub(super) const CURRENCIES: &str = "$€£¥₹₽₩₺";

/// A text in tokens.
pub(super) struct Scan<'a> {
    pub(super) tokens: Vec<Token<'a>>,
    pub(super) language: Language,
}

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a str, language: Language) -> Self {
        Self { tokens: tokens(text, language), language }
    }

    /// Returns what the text may hold.
    pub(super) fn signs(&self) -> Signs {
        match self.language {
            Language::English => {
                self.tokens.iter().fold(Signs::default(), |all, token| all | token.signs)
            }
            _ => Signs::ALL,
        }
    }

    /// Whether a figure may begin at a token: most words begin none.
    pub(super) fn may_begin(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| match token.kind {
            Kind::Number => true,
            Kind::Word => token.signs.has(Sign::Figure),
            Kind::Sign => CURRENCIES.contains(token.text),
        })
    }

    pub(super) fn token(&self, at: usize) -> Option<&Token<'a>> {
        self.tokens.get(at)
    }

    pub(super) fn word_token(&self, at: usize) -> Option<&Token<'a>> {
        self.token(at).filter(|token| token.kind == Kind::Word)
    }

    pub(super) fn number_token(&self, at: usize) -> Option<&Token<'a>> {
        self.token(at).filter(|token| token.kind == Kind::Number)
    }

    /// The token in lower case; nothing beyond the end.
    pub(super) fn lower(&self, at: usize) -> &str {
        self.token(at).map_or("", |token| &token.lower)
    }

    pub(super) fn text(&self, at: usize) -> &str {
        self.token(at).map_or("", |token| token.text)
    }

    pub(super) fn lower_before(&self, at: usize, n: usize) -> &str {
        at.checked_sub(n).map_or("", |at| self.lower(at))
    }

    pub(super) fn text_before(&self, at: usize, n: usize) -> &str {
        at.checked_sub(n).map_or("", |at| self.text(at))
    }

    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.glued)
    }

    /// Whether a token is one of these signs.
    pub(super) fn is_sign(&self, at: usize, signs: &str) -> bool {
        self.token(at).is_some_and(|it| it.kind == Kind::Sign && signs.contains(it.text))
    }

    pub(super) fn range(&self, from: usize, next: usize) -> Range<usize> {
        let start = self.token(from).map_or(0, |token| token.start);
        let end = next.checked_sub(1).and_then(|last| self.token(last)).map_or(start, |it| it.end);
        start..end.max(start)
    }
}
