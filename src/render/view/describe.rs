//! Views that describe themselves: [`views`] makes structs and, from the same text, what the guide says about them.

/// A view, as the guide describes it.
#[derive(Clone, Copy, Debug)]
pub struct DescribedView {
    /// Its name.
    pub name: &'static str,
    /// Its comment.
    pub meaning: &'static str,
    /// Its fields, in their order.
    pub fields: &'static [DescribedField],
}

/// A field of a view.
#[derive(Clone, Copy, Debug)]
pub struct DescribedField {
    /// Its name.
    pub name: &'static str,
    /// Its type, as it is written.
    pub kind: &'static str,
    /// Its comment.
    pub meaning: &'static str,
}

/// Makes the structs written in it, and `VIEWS`, which describes them. An item without a comment does not compile: a
/// view is a public interface.
macro_rules! views {
    ($(
        $(#[doc = $meaning:literal])+
        #[derive($($derive:ident),+)]
        pub struct $name:ident $(<$entry:ident>)? {
            $( $(#[doc = $about:literal])+ pub $field:ident: $kind:ty, )+
        }
    )+) => {
        $(
            $(#[doc = $meaning])+
            #[derive($($derive),+)]
            pub struct $name $(<$entry>)? {
                $( $(#[doc = $about])+ pub $field: $kind, )+
            }
        )+

        /// The views of this file.
        pub(super) const VIEWS: &[$crate::render::view::describe::DescribedView] = &[$(
            $crate::render::view::describe::DescribedView {
                name: stringify!($name),
                meaning: concat!($($meaning),+).trim_ascii(),
                fields: &[$(
                    $crate::render::view::describe::DescribedField {
                        name: stringify!($field),
                        kind: stringify!($kind),
                        meaning: concat!($($about),+).trim_ascii(),
                    },
                )+],
            },
        )+];
    };
}

pub(super) use views;
