//! What only editors may see.

/// Content that is not published.
///
/// A type of its own, so that a draft cannot enter by mistake where published content goes: nothing turns a `Draft<T>` into a `T` but [`Draft::for_preview`],
/// and only the preview calls it.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft<T>(T);

impl<T> Draft<T> {
    /// Marks `content` as not published.
    pub fn new(content: T) -> Self {
        Self(content)
    }

    /// The content, to be shown under the preview's banner and nowhere else.
    pub fn for_preview(self) -> T {
        self.0
    }
}
