//! What the fragment of `/apercu/` asks for. Fragments are never sent: no server, no log and no `Referer` sees them.

/// What is to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// Nothing yet: the door with its ways in.
    Nothing,
    /// An item of WordPress, with the token that opens it.
    Item {
        /// Its number there.
        id: u64,
        /// An editor's (ten minutes) or a colleague's.
        token: String,
    },
    /// A draft that the address carries itself: see [`super::sealed`].
    Sealed {
        /// The sealed draft.
        draft: String,
        /// What opens it.
        key: String,
    },
    /// Something else: a link that was cut on its way.
    Cut,
}

/// Reads a fragment, with its `#` or without.
///
/// ```
/// use passerelle::preview::address::{Asked, asked};
/// assert_eq!(asked("#id=7&t=e1.abc.def"), Asked::Item { id: 7, token: "e1.abc.def".into() });
/// assert_eq!(asked("#d=AAAA&k=BBBB"), Asked::Sealed { draft: "AAAA".into(), key: "BBBB".into() });
/// assert_eq!(asked("#"), Asked::Nothing);
/// assert_eq!(asked("#id=7"), Asked::Cut);
/// ```
#[must_use]
pub fn asked(fragment: &str) -> Asked {
    let fragment = fragment.trim_start_matches('#');
    if fragment.is_empty() || fragment == "main" {
        return Asked::Nothing;
    }
    let value =
        |name: &str| fragment.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, value)| *key == name && !value.is_empty()).map(|(_, value)| value);
    match (value("id").and_then(|id| id.parse().ok()), value("t"), value("d"), value("k")) {
        (Some(id), Some(token), ..) => Asked::Item { id, token: token.to_owned() },
        (_, _, Some(draft), Some(key)) => Asked::Sealed { draft: draft.to_owned(), key: key.to_owned() },
        _ => Asked::Cut,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_that_was_cut_is_told_from_no_link() {
        for (fragment, expected) in
            [("", Asked::Nothing), ("#main", Asked::Nothing), ("#id=x&t=a", Asked::Cut), ("#id=7&t=", Asked::Cut), ("#d=AA", Asked::Cut), ("#k=AA", Asked::Cut)]
        {
            assert_eq!(asked(fragment), expected, "{fragment}");
        }
    }
}
