//! Reading on after a mistake.
//!
//! The model's readers stop at the first fault. Here each fault is noted, a placeholder is put in its place, and the value is read again: one pass tells
//! everything. What lies in a placeholder is never blamed: [`super::check`] drops problems met within a fault's path.

use super::{
    locate::{Step, steps},
    nearest::nearest,
};
use crate::model::json::{Expected, Fault, FromJson, Json};
use serde_json::{Value, json};

/// What could be read, and every fault on the way.
#[derive(Debug)]
pub struct Reading<T> {
    /// The value, with placeholders where faults were; `None` when no placeholder helped.
    pub value: Option<T>,
    /// In the order met.
    pub faults: Vec<Fault>,
}

/// Reads `json`. `kept_faults` gives the faults that a value keeps inside itself, as a page does those of its blocks.
pub fn read<T: FromJson>(json: &Json, kept_faults: impl Fn(&T) -> Vec<Fault>) -> Reading<T> {
    let mut json = json.clone();
    let mut faults: Vec<Fault> = Vec::new();
    // A path may be tried twice: something had to stand there, then something of the right form.
    let mut tried: Vec<(String, Expected)> = Vec::new();
    loop {
        let (value, met) = match T::from_json(&json) {
            Ok(value) => {
                let met = kept_faults(&value);
                (Some(value), met)
            }
            Err(fault) => (None, vec![fault]),
        };
        let mut mended = json.value().clone();
        let mut new = false;
        for fault in met {
            let attempt = (fault.path.clone(), fault.expected);
            if tried.contains(&attempt) {
                continue;
            }
            new = true;
            mend(&mut mended, &fault);
            let follows = faults.iter().any(|known| !is_unknown_key(known) && is_within(&fault.path, &known.path));
            tried.push(attempt);
            if !follows {
                faults.push(fault);
            }
        }
        match Json::parse(&mended.to_string()) {
            Ok(again) if new => json = again,
            _ => return Reading { value, faults },
        }
    }
}

/// Whether `path` is `outer` or lies in it. Everything lies in the root.
#[must_use]
pub fn is_within(path: &str, outer: &str) -> bool {
    outer.is_empty() || path.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

fn is_unknown_key(fault: &Fault) -> bool {
    matches!(fault.expected, Expected::KnownKey(_))
}

fn mend(root: &mut Value, fault: &Fault) {
    let path: Vec<Step<'_>> = steps(&fault.path).collect();
    let Some((last, parents)) = path.split_last() else {
        *root = placeholder(fault.expected);
        return;
    };
    let mut parent = root;
    for step in parents {
        let child = match step {
            Step::Key(key) => parent.get_mut(key),
            Step::Index(index) => parent.get_mut(index),
        };
        let Some(child) = child else { return };
        parent = child;
    }
    match (last, parent, fault.expected) {
        (Step::Key(key), Value::Object(object), Expected::KnownKey(known)) => {
            let value = object.remove(*key);
            if let (Some(value), Some(meant)) = (value, nearest(key, known.iter().copied()))
                && !object.contains_key(meant)
            {
                object.insert(meant.to_owned(), value);
            }
        }
        (Step::Key(key), Value::Object(object), expected) => {
            object.insert((*key).to_owned(), placeholder(expected));
        }
        (Step::Index(index), Value::Array(list), expected) => {
            if let Some(element) = list.get_mut(*index) {
                *element = placeholder(expected);
            }
        }
        _ => {}
    }
}

/// Something of the kind that was hoped for; `"x"` is also a slug.
fn placeholder(expected: Expected) -> Value {
    match expected {
        Expected::Text => json!("x"),
        Expected::Count => json!(1),
        Expected::Truth => json!(false),
        Expected::List => json!([]),
        Expected::Object | Expected::KnownKey(_) => json!({}),
        Expected::Date => json!("2000-01-01"),
        Expected::OneOf(words) => json!(words[0]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{menu::Menu, site::Site};

    fn faults<T: FromJson>(text: &str) -> (bool, Vec<String>) {
        let reading = read::<T>(&Json::parse(text).unwrap(), |_| Vec::new());
        (reading.value.is_some(), reading.faults.into_iter().map(|fault| fault.path).collect())
    }

    #[test]
    fn one_fault_does_not_hide_the_next() {
        let text = r#"{"entries": [{"title": 5, "href": "/a/", "children": []}, {"title": "b", "href": "javascript:0", "childern": [{"title": "c"}]}]}"#;
        assert_eq!(
            faults::<Menu>(text),
            (true, ["entries[0].title", "entries[1].childern", "entries[1].href", "entries[1].children[0].href"].map(String::from).into())
        );
    }

    #[test]
    fn what_stands_in_a_placeholder_is_not_blamed() {
        assert_eq!(faults::<Menu>(r#"{"entries": ["a"]}"#), (true, vec!["entries[0]".to_owned()]));
        assert_eq!(faults::<Site>("[]"), (true, vec![String::new()]));
    }

    #[test]
    fn an_address_that_is_not_there_is_one_fault() {
        assert_eq!(faults::<Menu>(r#"{"entries": [{"title": "a", "children": []}]}"#), (true, vec!["entries[0].href".to_owned()]));
    }

    #[test]
    fn a_path_lies_in_its_parents_only() {
        for (path, outer, expected) in
            [("a.b", "a", true), ("a[0]", "a", true), ("a", "a", true), ("a", "", true), ("ab", "a", false), ("a[10]", "a[1]", false)]
        {
            assert_eq!(is_within(path, outer), expected, "{path} in {outer}");
        }
    }
}
