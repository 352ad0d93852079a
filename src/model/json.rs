//! Reading JSON into the model, with the same code in the browser and in the native programs.
//!
//! The browser already has a JSON parser: using it instead of one compiled into the wasm saves some 20 kB brotli (`docs/decisions/0003`). So [`Json`] is a
//! `JsValue` there and a `serde_json::Value` here, and [`record!`](crate::record) writes a type once for both, with its JSON Schema on the native side.

use std::fmt;
#[cfg(feature = "preview")]
use wasm_bindgen::JsCast;

#[cfg(feature = "ssr")]
type Value = serde_json::Value;
#[cfg(not(feature = "ssr"))]
type Value = wasm_bindgen::JsValue;

/// A parsed JSON value that has not been read yet.
#[derive(Debug, Clone)]
pub struct Json(Value);

/// What a reader hoped to find.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// A string.
    Text,
    /// A number without decimals, zero or more.
    Count,
    /// `true` or `false`.
    Truth,
    /// An array.
    List,
    /// An object.
    Object,
    /// A calendar date, `AAAA-MM-JJ`.
    Date,
    /// One word of a closed list.
    OneOf(&'static [&'static str]),
    /// A key of the type; anything else is a typing error. Native programs only: a browser lets newer content pass.
    KnownKey(&'static [&'static str]),
}

/// Why a value could not be read: where, what was hoped for, what stood there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// From the root of the file: `blocks[3].items[0].text`; empty for the root.
    pub path: String,
    /// What would have been right.
    pub expected: Expected,
    /// What stood there, shortened; `None` when nothing did.
    pub met: Option<String>,
}

impl Fault {
    /// Puts `key` before the path.
    #[must_use]
    pub fn within(mut self, key: &str) -> Self {
        let dot = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path = [key, dot, &self.path].concat();
        self
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text => f.write_str("un texte entre guillemets"),
            Self::Count => f.write_str("un nombre entier, sans guillemets"),
            Self::Truth => f.write_str("true ou false, sans guillemets"),
            Self::List => f.write_str("une liste entre crochets"),
            Self::Object => f.write_str("un objet entre accolades"),
            Self::Date => f.write_str("une date qui existe, écrite AAAA-MM-JJ"),
            Self::OneOf(words) => {
                f.write_str("l'un de ces mots : ")?;
                f.write_str(&words.join(", "))
            }
            Self::KnownKey(keys) => {
                f.write_str("un champ connu : ")?;
                f.write_str(&keys.join(", "))
            }
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.path.is_empty() { "à la racine" } else { &self.path };
        write!(f, "{place} : attendu {}", self.expected)?;
        match &self.met {
            Some(met) => write!(f, ", trouvé {met}"),
            None => f.write_str(", rien trouvé"),
        }
    }
}

/// The text is not JSON at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed {
    /// From 1; 0 when the parser did not say (browser).
    pub line: usize,
    /// From 1; 0 when the parser did not say.
    pub column: usize,
    /// The parser's own words.
    pub reason: String,
}

/// The faults met while reading, in order.
#[derive(Debug, Default)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// Notes that something else than `expected` stands at `json`.
    pub fn note(&mut self, json: &Json, expected: Expected) {
        self.0.push(json.instead_of(expected));
    }

    /// The faults met, in order.
    #[cfg(feature = "preview")]
    #[must_use]
    pub fn list(&self) -> &[Fault] {
        &self.0
    }

    /// Puts `key` before the path of every fault met since there were `since`.
    fn enter(&mut self, since: usize, key: &str) {
        if self.0.len() > since {
            let inside = self.0.split_off(since);
            self.0.extend(inside.into_iter().map(|fault| fault.within(key)));
        }
    }

    /// `value` when there are none, else the first one met.
    ///
    /// # Errors
    /// The first fault.
    pub fn judge<T>(self, value: T) -> Result<T, Fault> {
        match self.0.into_iter().next() {
            None => Ok(value),
            Some(fault) => {
                // Its memory is lost: faults are rare, and the code to give back every type of the model weighs on each visit.
                std::mem::forget(value);
                Err(fault)
            }
        }
    }
}

/// A type that content can be read into.
pub trait FromJson: Sized {
    /// Reads `json`. What cannot be read is noted in `faults` and replaced by anything of the type: the caller must not use a value that has faults.
    ///
    /// Reading on rather than returning at once spares the wasm a way out at each field: some 20 kB brotli over the model (`docs/decisions/0003`).
    fn take(json: &Json, faults: &mut Faults) -> Self;

    /// Reads `json`, or says where and why it cannot.
    ///
    /// # Errors
    /// The first [`Fault`] met, with its path from `json`.
    fn from_json(json: &Json) -> Result<Self, Fault> {
        let mut faults = Faults::default();
        let value = Self::take(json, &mut faults);
        faults.judge(value)
    }
}

#[cfg(feature = "ssr")]
impl Json {
    /// Parses a text.
    ///
    /// # Errors
    /// [`Malformed`] with line and column.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        serde_json::from_str(text).map(Self).map_err(|error| Malformed { line: error.line(), column: error.column(), reason: error.to_string() })
    }

    /// The member called `name`; an absent one is an absent value.
    #[must_use]
    pub fn member(&self, name: &str) -> Self {
        Self(self.0.get(name).cloned().unwrap_or(Value::Null))
    }

    /// Absent or `null`.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        self.0.is_null()
    }

    fn is_object(&self) -> bool {
        self.0.is_object()
    }

    fn text(&self) -> Option<String> {
        self.0.as_str().map(str::to_owned)
    }

    fn number(&self) -> Option<f64> {
        self.0.as_f64()
    }

    fn truth(&self) -> Option<bool> {
        self.0.as_bool()
    }

    /// The elements of a list; `None` when something else stands here.
    #[must_use]
    pub fn list(&self) -> Option<Vec<Self>> {
        self.0.as_array().map(|list| list.iter().cloned().map(Self).collect())
    }

    fn shown(&self) -> String {
        let text = self.0.to_string();
        if text.chars().count() > 60 { text.chars().take(57).chain("…".chars()).collect() } else { text }
    }

    /// Notes a key that is not in `known`. `$schema` is always allowed: editors' tools write it.
    pub fn refuse_unknown_keys(&self, known: &'static [&'static str], faults: &mut Faults) {
        let unknown = self.0.as_object().and_then(|object| object.keys().find(|key| !known.contains(&key.as_str()) && *key != "$schema" && *key != "type"));
        faults.0.extend(unknown.map(|key| Fault { path: key.clone(), expected: Expected::KnownKey(known), met: Some(key.clone()) }));
    }

    /// The value itself, for programs that rewrite content.
    #[must_use]
    pub fn value(&self) -> &serde_json::Value {
        &self.0
    }
}

#[cfg(not(feature = "ssr"))]
impl Json {
    /// Parses a text with the browser's parser.
    ///
    /// # Errors
    /// [`Malformed`], without line and column.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        js_sys::JSON::parse(text).map(Self).map_err(|_| Malformed { line: 0, column: 0, reason: String::new() })
    }

    /// A value that the browser has already parsed.
    #[must_use]
    pub fn from_browser(value: wasm_bindgen::JsValue) -> Self {
        Self(value)
    }

    /// The member called `name`; an absent one is an absent value.
    #[must_use]
    pub fn member(&self, name: &str) -> Self {
        Self(js_sys::Reflect::get(&self.0, &name.into()).unwrap_or_default())
    }

    /// Absent or `null`.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        self.0.is_null() || self.0.is_undefined()
    }

    fn is_object(&self) -> bool {
        self.0.is_object()
    }

    fn text(&self) -> Option<String> {
        self.0.as_string()
    }

    fn number(&self) -> Option<f64> {
        self.0.as_f64()
    }

    fn truth(&self) -> Option<bool> {
        self.0.as_bool()
    }

    /// The elements of a list; `None` when something else stands here.
    #[must_use]
    pub fn list(&self) -> Option<Vec<Self>> {
        js_sys::Array::is_array(&self.0).then(|| js_sys::Array::from(&self.0).iter().map(Self).collect())
    }

    #[cfg(not(feature = "preview"))]
    fn shown(&self) -> String {
        String::new()
    }

    /// Lets every key pass: a browser may hold an older program than the content it reads.
    #[cfg(not(feature = "preview"))]
    pub fn refuse_unknown_keys(&self, _known: &'static [&'static str], _faults: &mut Faults) {}

    /// To editors, what stands there is told.
    #[cfg(feature = "preview")]
    fn shown(&self) -> String {
        let text = js_sys::JSON::stringify(&self.0).map(String::from).unwrap_or_default();
        if text.chars().count() > 60 { text.chars().take(57).chain("…".chars()).collect() } else { text }
    }

    /// Notes a key that is not in `known`: in a draft, it is a typing error. What publication adds to a page's file is none.
    #[cfg(feature = "preview")]
    pub fn refuse_unknown_keys(&self, known: &'static [&'static str], faults: &mut Faults) {
        let Some(object) = self.0.dyn_ref::<js_sys::Object>() else { return };
        let keys = js_sys::Object::keys(object).iter().filter_map(|key| key.as_string()).collect::<Vec<_>>();
        let added = ["$schema", "type", "slug", "surveys", "foreign", "qr", "version", "made_of"];
        let unknown = keys.into_iter().find(|key| !known.contains(&key.as_str()) && !added.contains(&key.as_str()));
        faults.0.extend(unknown.map(|key| Fault { path: key.clone(), expected: Expected::KnownKey(known), met: Some(key) }));
    }
}

impl Json {
    /// The fault of finding this value where `expected` should stand.
    #[must_use]
    pub fn instead_of(&self, expected: Expected) -> Fault {
        Fault { path: String::new(), expected, met: (!self.is_absent()).then(|| self.shown()) }
    }

    /// Notes anything but an object.
    pub fn expect_object(&self, faults: &mut Faults) {
        if !self.is_object() {
            faults.note(self, Expected::Object);
        }
    }

    /// Reads the member called `name`; its faults' paths start with `name`.
    #[cfg_attr(feature = "explorer", inline(never))]
    pub fn read<T: FromJson>(&self, name: &str, faults: &mut Faults) -> T {
        let since = faults.0.len();
        let value = T::take(&self.member(name), faults);
        faults.enter(since, name);
        value
    }

    /// The elements of a list; none, and a fault, when nothing or something else stands there.
    fn elements(&self, faults: &mut Faults) -> Vec<Self> {
        self.list().unwrap_or_else(|| {
            faults.note(self, Expected::List);
            Vec::new()
        })
    }

    /// The word that stands here, or an empty one.
    #[must_use]
    pub fn word(&self) -> String {
        self.text().unwrap_or_default()
    }

    /// Whether a list stands here.
    #[must_use]
    pub fn is_list(&self) -> bool {
        self.list().is_some()
    }

    /// Whether a string stands here.
    #[must_use]
    pub fn is_text(&self) -> bool {
        self.text().is_some()
    }
}

impl FromJson for String {
    fn take(json: &Json, faults: &mut Faults) -> Self {
        json.text().unwrap_or_else(|| {
            faults.note(json, Expected::Text);
            Self::new()
        })
    }
}

impl FromJson for u32 {
    fn take(json: &Json, faults: &mut Faults) -> Self {
        let number = json.number().unwrap_or(-1.0);
        let whole = number as Self;
        if f64::from(whole) != number {
            faults.note(json, Expected::Count);
        }
        whole
    }
}

/// Absent means `false`.
impl FromJson for bool {
    fn take(json: &Json, faults: &mut Faults) -> Self {
        let truth = json.truth();
        if truth.is_none() && !json.is_absent() {
            faults.note(json, Expected::Truth);
        }
        truth.unwrap_or(false)
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn take(json: &Json, faults: &mut Faults) -> Self {
        (!json.is_absent()).then(|| T::take(json, faults))
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn take(json: &Json, faults: &mut Faults) -> Self {
        let mut values = Self::new();
        for (index, element) in json.elements(faults).iter().enumerate() {
            let since = faults.0.len();
            values.push(T::take(element, faults));
            if faults.0.len() > since {
                faults.enter(since, &["[", &index.to_string(), "]"].concat());
            }
        }
        values
    }
}

/// Declares a type once: the struct, its reader, and on the native side its JSON Schema.
///
/// What follows `drawing` is for who draws pages, native programs and the editors' door, and what follows `native` for native programs alone: the browser's program does not
/// read it, which spares its weight.
#[macro_export]
macro_rules! record {
    (
        $(#[$meta:meta])* pub struct $name:ident { $($(#[$field_meta:meta])* pub $field:ident : $ty:ty,)* }
        $(drawing { $($(#[$drawing_meta:meta])* pub $drawing:ident : $drawing_ty:ty,)* })?
        $(native { $($(#[$native_meta:meta])* pub $native:ident : $native_ty:ty,)* })?
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        #[cfg_attr(feature = "ssr", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
        pub struct $name {
            $($(#[$field_meta])* pub $field: $ty,)*
            $($($(#[$drawing_meta])* #[cfg(any(feature = "ssr", feature = "preview"))] pub $drawing: $drawing_ty,)*)?
            $($($(#[$native_meta])* #[cfg(feature = "ssr")] pub $native: $native_ty,)*)?
        }

        #[cfg(feature = "ssr")]
        #[allow(dead_code)]
        impl $name {
            /// What every program reads of it, in order.
            pub const FIELDS: &[&str] = &[$(stringify!($field),)*];
        }

        impl $crate::model::json::FromJson for $name {
            fn take(json: &$crate::model::json::Json, faults: &mut $crate::model::json::Faults) -> Self {
                json.expect_object(faults);
                json.refuse_unknown_keys(&[$(stringify!($field),)* $($(stringify!($drawing),)*)? $($(stringify!($native),)*)?], faults);
                Self {
                    $($field: json.read(stringify!($field), faults),)*
                    $($(#[cfg(any(feature = "ssr", feature = "preview"))] $drawing: json.read(stringify!($drawing), faults),)*)?
                    $($(#[cfg(feature = "ssr")] $native: json.read(stringify!($native), faults),)*)?
                }
            }
        }
    };
}

/// Declares a closed list of words once: the enum, its reader, its words, and on the native side its JSON Schema.
#[macro_export]
macro_rules! word_list {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[cfg_attr(feature = "ssr", derive(schemars::JsonSchema))]
        pub enum $name { $($(#[$variant_meta])* #[cfg_attr(feature = "ssr", schemars(rename = $word))] $variant,)* }

        impl $name {
            /// The word that content uses.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }

        impl $crate::model::json::FromJson for $name {
            fn take(json: &$crate::model::json::Json, faults: &mut $crate::model::json::Faults) -> Self {
                let word = json.word();
                $(if word == $word {
                    return Self::$variant;
                })*
                faults.note(json, $crate::model::json::Expected::OneOf(&[$($word),*]));
                [$(Self::$variant),*][0]
            }
        }
    };
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    record! {
        /// A place with its people.
        pub struct Place {
            /// Its name.
            pub name: String,
            /// How many live there.
            pub people: u32,
            /// What it is also called.
            pub nicknames: Vec<String>,
            /// Whether it is on a river.
            pub riverside: bool,
        }
    }

    fn read(text: &str) -> Result<Place, Fault> {
        Place::from_json(&Json::parse(text).unwrap())
    }

    #[test]
    fn an_absent_truth_is_false() {
        let place = read(r#"{"name": "Namur", "people": 115000, "nicknames": []}"#).unwrap();
        assert!(!place.riverside);
    }

    #[test]
    fn a_fault_says_where_what_and_instead_of_what() {
        for (text, expected) in [
            (r#"[]"#, "à la racine : attendu un objet entre accolades, trouvé []"),
            (r#"{"people": 1}"#, "name : attendu un texte entre guillemets, rien trouvé"),
            (r#"{"name": 5, "people": 1}"#, "name : attendu un texte entre guillemets, trouvé 5"),
            (r#"{"name": "Namur", "people": 1.5}"#, "people : attendu un nombre entier, sans guillemets, trouvé 1.5"),
            (r#"{"name": "Namur", "people": -1}"#, "people : attendu un nombre entier, sans guillemets, trouvé -1"),
            (r#"{"name": "Namur", "people": 1}"#, "nicknames : attendu une liste entre crochets, rien trouvé"),
            (r#"{"name": "Namur", "people": 1, "nicknames": ["a", 2]}"#, "nicknames[1] : attendu un texte entre guillemets, trouvé 2"),
            (r#"{"name": "Namur", "poeple": 1}"#, "poeple : attendu un champ connu : name, people, nicknames, riverside, trouvé poeple"),
        ] {
            assert_eq!(read(text).unwrap_err().to_string(), expected, "{text}");
        }
    }

    #[test]
    fn reading_goes_on_after_a_fault() {
        let mut faults = Faults::default();
        let place = Place::take(&Json::parse(r#"{"name": 5, "people": 3, "nicknames": [1, "b"]}"#).unwrap(), &mut faults);
        assert_eq!(faults.0.iter().map(|fault| fault.path.as_str()).collect::<Vec<_>>(), ["name", "nicknames[0]"]);
        assert_eq!((place.people, place.nicknames[1].as_str()), (3, "b"));
    }

    #[test]
    fn a_text_that_is_not_json_is_located() {
        let malformed = Json::parse("{\n  \"name\": }").unwrap_err();
        assert_eq!((malformed.line, malformed.column), (2, 11));
    }
}
