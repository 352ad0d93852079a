//! Ways of reaching somebody.

#[cfg(feature = "ssr")]
use crate::check::{folder::Folder, problem::Problem};
use crate::{
    check::{
        kind::Kind,
        one_page::{Found, OnePage},
        walk::{self, Piece},
    },
    model::{block::Block, slug::Slug},
};

/// A number can be called from abroad, an address written to, every contact reached somehow, and each has a card of its own.
#[cfg(feature = "ssr")]
pub fn contacts(folder: &Folder) -> Vec<Problem> {
    let pieces = super::every_piece(folder).into_iter().filter_map(|(place, path, piece)| Some(Problem::new(place, path, of_piece(&piece)?)));
    pieces.chain(super::each_page(folder, cards)).collect()
}

pub(super) fn of_page(one: &OnePage<'_>) -> Found {
    walk::page(one.page).into_iter().filter_map(|(path, piece)| Some((path, of_piece(&piece)?))).chain(cards(one)).collect()
}

fn of_piece(piece: &Piece<'_>) -> Option<Kind> {
    match *piece {
        Piece::Phone(met) if !is_international(met) => Some(Kind::Phone { met: met.to_owned() }),
        Piece::Email(met) if !is_email(met) => Some(Kind::Email { met: met.to_owned() }),
        _ => None,
    }
}

fn cards(one: &OnePage<'_>) -> Found {
    let mut found = Found::new();
    let mut cards: Vec<(usize, Slug)> = Vec::new();
    for (index, block) in one.page.blocks.iter().enumerate() {
        let Block::Contact(contact) = block else { continue };
        if contact.has_card() {
            let card = Slug::from_words(&contact.name);
            if let Some((other, _)) = cards.iter().find(|(_, known)| *known == card) {
                let kind = Kind::ContactTwice { name: contact.name.to_string(), other: *other, file: format!("{card}.vcf") };
                found.push((format!("blocks[{index}].name"), kind));
            }
            cards.push((index, card));
        }
        if contact.phone.is_none() && contact.email.is_none() && contact.address.is_none() && contact.url.is_none() {
            found.push((format!("blocks[{index}]"), Kind::ContactUnreachable { name: contact.name.to_string() }));
        }
    }
    found
}

/// `+`, then two groups of digits or more, single spaces between; 8 to 15 digits, as the plan of the world's numbers (E.164) allows.
fn is_international(phone: &str) -> bool {
    let Some(groups) = phone.strip_prefix('+') else { return false };
    let digits = groups.bytes().filter(u8::is_ascii_digit).count();
    let grouped = groups.split(' ').all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()));
    grouped && groups.contains(' ') && (8..=15).contains(&digits)
}

/// Something, `@`, something with a point inside; no spaces.
fn is_email(email: &str) -> bool {
    let Some((name, domain)) = email.split_once('@') else { return false };
    let pointed = domain.split_once('.').is_some_and(|(host, rest)| !host.is_empty() && !rest.is_empty());
    !name.is_empty() && pointed && !domain.contains('@') && !email.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_international_and_grouped() {
        for (phone, expected) in [
            ("+32 81 71 35 18", true),
            ("+32 800 12 800", true),
            ("081 71 35 18", false),
            ("+3281713518", false),
            ("+32 81  71 35 18", false),
            ("+32 (0)81 71 35 18", false),
            ("+32 81/71.35.18", false),
            ("+32 81 71 35 18 ", false),
            ("+32 81", false),
            ("112", false),
            ("", false),
        ] {
            assert_eq!(is_international(phone), expected, "{phone}");
        }
    }

    #[test]
    fn an_email_has_a_name_and_a_domain() {
        for (email, expected) in [
            ("info@cainamur.be", true),
            ("info.cainamur.be", false),
            ("info@cainamur", false),
            ("@cainamur.be", false),
            ("in fo@a.be", false),
            ("a@b@c.be", false),
        ] {
            assert_eq!(is_email(email), expected, "{email}");
        }
    }
}
