//! Telephone numbers as they are read in Belgium.

/// A number in international form with spaces, as one dials it from Belgium; those of other countries stay as they are.
///
/// ```
/// use passerelle::locale::phone::national;
/// assert_eq!(national("+32 81 71 35 18"), "081 71 35 18");
/// assert_eq!(national("+33 1 23 45 67 89"), "+33 1 23 45 67 89");
/// ```
#[must_use]
pub fn national(phone: &str) -> String {
    match phone.strip_prefix("+32 ") {
        Some(rest) => ["0", rest].concat(),
        None => phone.to_owned(),
    }
}
