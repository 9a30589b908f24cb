//! Formulas.

use std::ops::Range;

use crate::content::document::{InlineKind, Text};
use crate::content::markdown::builder::state::TreeBuilder;
use crate::content::markdown::math::{self, Formula};
use crate::diagnostic::Code;

impl<'m> TreeBuilder<'_, '_, '_, 'm> {
    pub(super) fn math(&mut self, tex: Text<'m>, display: bool, range: &Range<usize>) {
        match math::formula(&tex, display) {
            Ok(Formula { mathml, signs }) => {
                self.inline(InlineKind::Math { tex, mathml, signs, display }, range);
            }
            Err(fault) => {
                let span = self.span(range);
                self.decoder.report_with_hint(
                    Code::MathInvalid,
                    span,
                    format!("this formula cannot be read: {fault}"),
                    "fix the TeX; `\\$` is a dollar sign",
                );
            }
        }
    }
}
