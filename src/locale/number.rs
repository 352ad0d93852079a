//! Whole numbers as a reader writes them.

use super::typography;

/// Groups of three digits, kept together: « 1 046 ».
///
/// ```
/// use passerelle::locale::number::grouped;
/// assert_eq!(grouped(1046), "1\u{202f}046");
/// assert_eq!(grouped(523), "523");
/// ```
#[must_use]
pub fn grouped(value: u32) -> String {
    let digits = value.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    typography::refine(&grouped)
}
