//! Plural forms, by the rules of the Unicode CLDR (cardinal numbers, whole counts).

use crate::model::text::Prose;
use crate::record;

record! {
    /// A phrase in the plural forms of its language; `{n}` stands for the count. Only `other` is always there.
    pub struct PluralPhrase {
        /// Arabic: none.
        pub zero: Option<Prose>,
        /// One; in French, none too.
        pub one: Option<Prose>,
        /// Arabic: two.
        pub two: Option<Prose>,
        /// Ukrainian: 2 to 4; Arabic: 3 to 10.
        pub few: Option<Prose>,
        /// Ukrainian and Arabic: larger ones.
        pub many: Option<Prose>,
        /// Everything else.
        pub other: Prose,
    }
}

impl PluralPhrase {
    /// The phrase for `count` things, in the language whose code is `lang`.
    #[must_use]
    pub fn counted(&self, lang: &str, count: u32) -> String {
        let (tens, units) = (count % 100, count % 10);
        let form = match lang {
            "fr" if count < 2 => &self.one,
            "ar" => match (count, tens) {
                (0, _) => &self.zero,
                (1, _) => &self.one,
                (2, _) => &self.two,
                (_, 3..=10) => &self.few,
                (_, 11..=99) => &self.many,
                _ => &None,
            },
            "uk" => match (units, tens) {
                (1, tens) if tens != 11 => &self.one,
                (2..=4, tens) if !(12..=14).contains(&tens) => &self.few,
                _ => &self.many,
            },
            "fr" => &None,
            _ if count == 1 => &self.one,
            _ => &None,
        };
        form.as_ref().unwrap_or(&self.other).replace("{n}", &count.to_string())
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn each_language_counts_in_its_own_way() {
        let phrase = PluralPhrase {
            zero: Some(Prose::new("zero")),
            one: Some(Prose::new("one")),
            two: Some(Prose::new("two")),
            few: Some(Prose::new("few")),
            many: Some(Prose::new("many")),
            other: Prose::new("{n} other"),
        };
        for (lang, count, expected) in [
            ("fr", 0, "one"),
            ("fr", 1, "one"),
            ("fr", 2, "2 other"),
            ("nl", 0, "0 other"),
            ("en", 1, "one"),
            ("ar", 0, "zero"),
            ("ar", 2, "two"),
            ("ar", 103, "few"),
            ("ar", 111, "many"),
            ("ar", 100, "100 other"),
            ("uk", 21, "one"),
            ("uk", 11, "many"),
            ("uk", 33, "few"),
            ("uk", 13, "many"),
        ] {
            assert_eq!(phrase.counted(lang, count), expected, "{lang} {count}");
        }
    }
}
