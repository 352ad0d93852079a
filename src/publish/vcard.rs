//! Contacts as files that telephones and address books take: vCard 3.0 (RFC 2426), which all of them read.

use crate::{
    locale::typography,
    model::{block::Contact, date::Date, site::Site, words::Words},
};

/// The longest line, in bytes, its end not counted.
const LONGEST_LINE: usize = 75;

/// The card of `contact`, as it was checked on the day `checked_on`.
///
/// The centre stands as the organisation of who writes from its domain, and each service with a site of its own as itself. What is to be confirmed says so in its note.
#[must_use]
pub fn vcard(contact: &Contact, site: &Site, words: &Words, checked_on: Date) -> String {
    let name = escaped(&contact.name);
    let mut lines = vec!["BEGIN:VCARD".to_owned(), "VERSION:3.0".to_owned(), format!("FN:{name}"), format!("N:{name};;;;")];
    lines.extend(organisation(contact, site).map(|name| format!("ORG:{}", escaped(name))));
    if let Some(phone) = &contact.phone {
        let digits: String = phone.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect();
        lines.push(format!("TEL;TYPE=WORK,VOICE:{digits}"));
    }
    lines.extend(contact.email.as_ref().map(|email| format!("EMAIL;TYPE=INTERNET:{}", escaped(email))));
    if let Some(address) = &contact.address {
        let Address { street, code, town } = Address::read(address);
        lines.push(format!("ADR;TYPE=WORK:;;{};{};;{};", escaped(street), escaped(town), escaped(code)));
        lines.push(format!("LABEL;TYPE=WORK:{}", escaped(address)));
    }
    lines.extend(contact.url.as_ref().map(|url| format!("URL:{}", url.as_str())));
    let unsure = contact.unsure.then_some(&*words.to_confirm);
    let note: Vec<&str> = contact.purpose.as_deref().into_iter().chain(unsure).collect();
    if !note.is_empty() {
        lines.push(format!("NOTE:{}", escaped(&note.join(" – "))));
    }
    lines.push(format!("REV:{}", checked_on.machine()));
    lines.push("END:VCARD".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

fn organisation<'a>(contact: &'a Contact, site: &'a Site) -> Option<&'a str> {
    let domain = |email: &'a Option<String>| email.as_ref()?.split_once('@').map(|(_, domain)| domain);
    if domain(&contact.email).is_some_and(|own| domain(&site.email) == Some(own)) {
        return Some(&site.name);
    }
    contact.url.as_ref().filter(|url| !url.is_internal()).map(|_| &*contact.name)
}

/// A postal address on one line.
#[derive(Debug, PartialEq, Eq)]
struct Address<'a> {
    street: &'a str,
    code: &'a str,
    town: &'a str,
}

impl<'a> Address<'a> {
    /// `Rue de l'Exemple 1, 5000 Namur`; what is written otherwise is a street.
    fn read(line: &'a str) -> Self {
        let parts = line.rsplit_once(", ").and_then(|(street, rest)| Some((street, rest.split_once(' ')?)));
        match parts {
            Some((street, (code, town))) if code.len() >= 4 && code.bytes().all(|byte| byte.is_ascii_digit()) => Self { street, code, town },
            _ => Self { street: line, code: "", town: "" },
        }
    }
}

/// Text as a value: what separates values is escaped, and fine spaces, which old telephones show as squares, are ordinary ones.
fn escaped(text: &str) -> String {
    let plain: String = text.chars().map(|letter| if typography::is_no_break(letter) { ' ' } else { letter }).collect();
    plain.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// The line with its end, broken into lines of at most [`LONGEST_LINE`] bytes; those that go on begin with a space. No letter is cut.
pub(super) fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + 8);
    let mut length = 0;
    for letter in line.chars() {
        if length + letter.len_utf8() > LONGEST_LINE {
            folded.push_str("\r\n ");
            length = 1;
        }
        folded.push(letter);
        length += letter.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_folded_between_letters_and_unfolds_to_itself() {
        for line in ["FN:Asile".to_owned(), "é".repeat(75), format!("NOTE:{}", "aé€".repeat(60)), "x".repeat(75), "x".repeat(76)] {
            let text = folded(&line);
            assert!(text.ends_with("\r\n"), "{line}");
            assert!(text.split("\r\n").all(|part| part.len() <= LONGEST_LINE), "{text}");
            assert_eq!(text.replace("\r\n ", "").trim_end(), line);
        }
        assert_eq!(folded(&"x".repeat(75)).lines().count(), 1);
        assert_eq!(folded(&"x".repeat(76)).lines().count(), 2);
    }

    #[test]
    fn what_separates_values_is_escaped() {
        assert_eq!(escaped("a;b, c\\d\ne\u{202f}?"), "a\\;b\\, c\\\\d\\ne ?");
    }

    #[test]
    fn an_address_has_a_street_a_code_and_a_town() {
        for (line, street, code, town) in [
            ("rue Docteur Haibe 2, 5002 Saint-Servais (Namur)", "rue Docteur Haibe 2", "5002", "Saint-Servais (Namur)"),
            ("Place de l’Étoile 1, bte 4, 5000 Namur", "Place de l’Étoile 1, bte 4", "5000", "Namur"),
            ("Namur, près de la gare", "Namur, près de la gare", "", ""),
            ("Namur", "Namur", "", ""),
        ] {
            assert_eq!(Address::read(line), Address { street, code, town }, "{line}");
        }
    }
}
