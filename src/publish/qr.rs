//! The address of a page as a code, as [`crate::model::page::LoadedPage::qr`] has it.

use crate::explorer::code::Code;

/// `words`, `address`, and the frame and the lines of its code; `None` when it is longer than any code can hold.
#[must_use]
pub fn qr(words: &str, address: &str) -> Option<String> {
    let code = Code::of(address)?;
    Some([words, "\n", address, "|", &code.view_box(), "|", &code.path].concat())
}
