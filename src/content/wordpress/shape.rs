//! Reading what WordPress answers: where something else stands than hoped, it is said where.

use super::error::SourceError;
use serde_json::Value;

static NOTHING: Value = Value::Null;

/// A value of an answer, with the way to it.
#[derive(Debug, Clone)]
pub struct At<'a> {
    value: &'a Value,
    path: String,
    address: &'a str,
}

impl<'a> At<'a> {
    /// The whole answer of `address`.
    #[must_use]
    pub fn new(value: &'a Value, address: &'a str) -> Self {
        Self { value, path: String::new(), address }
    }

    /// The member called `name`; nothing when there is none.
    #[must_use]
    pub fn member(&self, name: &str) -> Self {
        let path = if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) };
        Self { value: self.value.get(name).unwrap_or(&NOTHING), path, address: self.address }
    }

    /// The elements of a list.
    ///
    /// # Errors
    /// [`SourceError::Unexpected`].
    pub fn list(&self) -> Result<Vec<Self>, SourceError> {
        let list = self.value.as_array().ok_or_else(|| self.instead_of("une liste"))?;
        let element = |(index, value)| Self { value, path: format!("{}[{index}]", self.path), address: self.address };
        Ok(list.iter().enumerate().map(element).collect())
    }

    /// A text.
    ///
    /// # Errors
    /// [`SourceError::Unexpected`].
    pub fn text(&self) -> Result<String, SourceError> {
        self.value.as_str().map(str::to_owned).ok_or_else(|| self.instead_of("un texte"))
    }

    /// A number, zero or more; as text too, which some of WordPress' extensions make of it.
    ///
    /// # Errors
    /// [`SourceError::Unexpected`].
    pub fn number(&self) -> Result<u64, SourceError> {
        let number = self.value.as_u64().or_else(|| self.value.as_str()?.parse().ok());
        number.ok_or_else(|| self.instead_of("un nombre"))
    }

    /// Whether `true` stands here.
    #[must_use]
    pub fn is_true(&self) -> bool {
        self.value.as_bool().unwrap_or(false)
    }

    /// What `read` makes of it; nothing for nothing.
    ///
    /// # Errors
    /// Those of `read`.
    pub fn optional<T>(&self, read: impl FnOnce(&Self) -> Result<T, SourceError>) -> Result<Option<T>, SourceError> {
        if self.value.is_null() { Ok(None) } else { read(self).map(Some) }
    }

    /// The value.
    #[must_use]
    pub fn value(&self) -> &'a Value {
        self.value
    }

    /// The error of finding this where `expected` should stand.
    #[must_use]
    pub fn instead_of(&self, expected: &'static str) -> SourceError {
        let met = if self.value.is_null() { "rien".to_owned() } else { self.value.to_string() };
        let met = if met.chars().count() > 60 { met.chars().take(57).chain("…".chars()).collect() } else { met };
        SourceError::Unexpected { address: self.address.to_owned(), path: self.path.clone(), expected, met }
    }
}
