//! Columns that tell who answered, or how the answer was sent: never imported.

use super::table::Column;
use super::text::plain;
use super::values;

/// Headings of what survey tools add in any format, as [`plain`] gives them: identifiers, devices, moments.
const TOOLS: &[&str] = &[
    "respondentid",
    "respondent id",
    "response id",
    "responseid",
    "id de la reponse",
    "id de reponse",
    "id reponse",
    "reponse id",
    "collectorid",
    "collector id",
    "id du collecteur",
    "id du repondant",
    "ip address",
    "ipaddress",
    "adresse ip",
    "ip",
    "ipaddr",
    "remote ip address",
    "remote addr",
    "user agent",
    "useragent",
    "token",
    "jeton",
    "code d acces",
    "code d invitation",
    "code de l invitation",
    "invitation code",
    "code personnel",
    "lien personnel",
    "refurl",
    "referrer url",
    "url de reference",
    "url referente",
    "uuid",
    "instanceid",
    "instance id",
    "deviceid",
    "device id",
    "subscriberid",
    "simserial",
    "imei",
    "phonenumber",
    "username",
    "user name",
    "nom d utilisateur",
    "utilisateur",
    "uid",
    "user id",
    "userid",
    "session id",
    "sessionid",
    "case id",
    "caseid",
    "participant id",
    "participantid",
    "subject id",
    "subjectid",
    "recordid",
    "record id",
    "external reference",
    "externalreference",
    "externaldatareference",
    "recipientlastname",
    "recipientfirstname",
    "recipientemail",
    "recipient email",
    "recipient first name",
    "recipient last name",
    "locationlatitude",
    "locationlongitude",
    "latitude",
    "longitude",
    "location latitude",
    "location longitude",
    "gps",
    "anonymized id",
    "worker id",
    "workerid",
    "prolific pid",
    "email address",
    "e mail address",
    "emailaddress",
    "custom data 1",
    "custom data",
    "tracking code",
    "seed",
    "graine",
    "tete de serie",
];

/// Headings that ask who the respondent is.
const PERSONS: &[&str] = &[
    "name",
    "nom",
    "prenom",
    "first name",
    "last name",
    "firstname",
    "lastname",
    "full name",
    "fullname",
    "surname",
    "family name",
    "given name",
    "your name",
    "your full name",
    "what is your name",
    "what is your full name",
    "votre nom",
    "votre prenom",
    "nom et prenom",
    "nom prenom",
    "prenom et nom",
    "prenom nom",
    "vos nom et prenom",
    "votre nom et prenom",
    "nom de famille",
    "noms et prenoms",
    "nom complet",
    "quel est votre nom",
    "comment vous appelez vous",
    "respondent name",
    "nom du repondant",
    "nom de la personne",
    "email",
    "e mail",
    "mail",
    "courriel",
    "adresse e mail",
    "adresse email",
    "adresse mail",
    "adresse courriel",
    "adresse electronique",
    "adresse de messagerie",
    "votre e mail",
    "votre email",
    "votre adresse e mail",
    "votre adresse email",
    "votre adresse mail",
    "your email",
    "your e mail",
    "your email address",
    "what is your email address",
    "what is your email",
    "quelle est votre adresse e mail",
    "quelle est votre adresse email",
    "quel est votre e mail",
    "telephone",
    "phone",
    "phone number",
    "numero de telephone",
    "tel",
    "gsm",
    "mobile",
    "your phone number",
    "votre numero de telephone",
    "votre telephone",
    "n de telephone",
    "numero de gsm",
    "adresse",
    "address",
    "adresse postale",
    "postal address",
    "street address",
    "home address",
    "rue",
    "rue et numero",
    "signature",
    "nom de l utilisateur",
    "national number",
    "numero national",
    "niss",
    "contact email",
    "email de contact",
];

/// Headings that ask who the respondent is, when most answers differ: a choice among a few has the same words.
const WHOSE: &[&str] = &[
    "contact",
    "coordonnees",
    "vos coordonnees",
    "coordonnees de contact",
    "personne de contact",
    "personne de reference",
    "personne ressource",
    "contact person",
    "denomination",
    "association",
    "votre association",
    "organisation",
    "votre organisation",
    "asbl",
    "facebook",
    "page facebook",
    "instagram",
    "linkedin",
    "site web",
    "site internet",
    "website",
    "reseaux sociaux",
    "pseudo",
    "pseudonyme",
];

/// Of whom a name is asked, after « nom de » and the like.
const NAMED: &[&str] = &[
    "association",
    "asbl",
    "organisation",
    "organisme",
    "structure",
    "institution",
    "entreprise",
    "societe",
    "repondant",
    "repondante",
    "personne",
    "contact",
    "responsable",
    "president",
    "presidente",
    "coordinateur",
    "coordinatrice",
    "directeur",
    "directrice",
    "referent",
    "referente",
    "enqueteur",
    "enquetrice",
    "enfant",
    "conjoint",
    "organization",
    "respondent",
    "company",
];

/// Words of numbers that one person or association alone has.
const NUMBERS: &[&str] = &[
    "registre national",
    "numero national",
    "niss",
    "iban",
    "numero de compte",
    "compte bancaire",
    "bce",
    "numero d entreprise",
    "matricule",
    "carte d identite",
    "numero de passeport",
    "securite sociale",
    "rijksregisternummer",
    "national register",
];

/// Words of the day of birth. An age or a year of birth is no day.
const BIRTH: &[&str] = &["date de naissance", "jour de naissance", "date of birth", "birth date", "birthdate", "geboortedatum", "ne le", "nee le", "ne e le"];

/// Why a column is left out, as the editor reads it; `None` when nothing tells that it should be.
///
/// `heading`: all that stands above it. `column`: a heading is not always enough, nor always needed: addresses and identifiers are known by their form too.
#[must_use]
pub fn reason(heading: &str, column: &Column, rows: usize) -> Option<&'static str> {
    let name = plain(heading);
    if TOOLS.contains(&name.as_str()) {
        return Some("identifiant ou appareil");
    }
    if PERSONS.contains(&name.as_str()) {
        return Some("nom, adresse ou téléphone");
    }
    let filled = column.filled() as usize;
    let distinct = column.present().count();
    let words: Vec<&str> = name.split(' ').collect();
    let is_id = words.last().is_some_and(|last| ["id", "uuid", "guid", "identifiant"].contains(last))
        || words.first().is_some_and(|first| ["id", "identifiant", "no", "n"].contains(first) && words.len() <= 2)
        || name.is_empty()
        || name == "index"
        || name == "unnamed 0";
    if filled > 0
        && is_id
        && distinct == filled
        && (rows > 1 || !name.is_empty())
        && column.present().all(|(value, _)| !value.contains(' ') || value.len() < 12)
    {
        return Some("identifiant");
    }
    if filled == 0 {
        return None;
    }
    let differ = distinct * 2 > filled && filled > 1;
    let named = || {
        let asks =
            words.len() <= 8 && (name.starts_with("nom ") || name.starts_with("noms ") || name.starts_with("denomination ") || name.starts_with("name of "));
        asks && words.iter().any(|word| NAMED.contains(word))
    };
    if differ && (WHOSE.contains(&name.as_str()) || named()) {
        return Some("nom, adresse ou téléphone");
    }
    let has = |phrases: &[&str]| phrases.iter().any(|phrase| format!(" {name} ").contains(&format!(" {phrase} ")));
    if has(NUMBERS) && distinct * 10 >= filled * 9 && filled > 1 {
        return Some("numéro personnel");
    }
    let share = |is: fn(&str) -> bool| column.present().filter(|(value, _)| is(value)).map(|(_, count)| count as usize).sum::<usize>() * 100 / filled;
    if share(is_email) >= 50 {
        return Some("adresses électroniques");
    }
    if share(is_ip) >= 80 {
        return Some("adresses IP");
    }
    if share(is_uuid) >= 80 {
        return Some("identifiants");
    }
    if has(BIRTH) && share(is_day) >= 50 {
        return Some("date de naissance");
    }
    if share(is_national_number) >= 50 || share(is_iban) >= 50 {
        return Some("numéro personnel");
    }
    if differ && share(is_address_of_a_site) >= 50 {
        return Some("adresses de sites ou de profils");
    }
    let is_axis = ["lat", "lon", "lng", "latitude", "longitude"].iter().any(|axis| words.last() == Some(axis));
    if is_axis && share(is_degrees) >= 80 || share(is_place) >= 80 {
        return Some("coordonnées géographiques");
    }
    let asks_phone = words.iter().any(|word| ["telephone", "phone", "gsm", "tel", "mobile", "whatsapp"].contains(word));
    (asks_phone && share(is_phone) >= 50 || differ && share(is_phone_of_here) >= 50).then_some("numéros de téléphone")
}

/// Whether an answer holds an e-mail address or a telephone number, among other words or alone.
#[must_use]
pub fn reaches_somebody(text: &str) -> bool {
    if text.contains('@') && text.split([' ', ',', ';', ':', '(', ')', '<', '>', '\n', '\u{A0}']).any(|word| is_email(word.trim_end_matches('.'))) {
        return true;
    }
    let mut runs = text.split(|letter: char| !letter.is_ascii_digit() && !" +./-()".contains(letter));
    runs.any(|run| is_phone_of_here(run.trim_matches(|letter: char| !letter.is_ascii_digit() && letter != '+')))
}

/// One coordinate, as precise as a street.
fn is_degrees(text: &str) -> bool {
    values::number(text).is_some() && text.split_once(['.', ',']).is_some_and(|(_, decimals)| decimals.len() >= 3)
}

fn is_email(text: &str) -> bool {
    let Some((name, domain)) = text.trim().split_once('@') else { return false };
    !name.is_empty() && !text.trim().contains(' ') && domain.contains('.') && !domain.contains('@') && text.len() < 120
}

fn is_ip(text: &str) -> bool {
    text.parse::<std::net::IpAddr>().is_ok()
}

fn is_uuid(text: &str) -> bool {
    let text = text.strip_prefix("uuid:").unwrap_or(text);
    text.len() == 36 && text.split('-').map(str::len).eq([8, 4, 4, 4, 12]) && text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

/// Latitude, longitude, and perhaps height and precision, as telephones write them.
fn is_place(text: &str) -> bool {
    let parts: Vec<&str> = text.split([' ', ',']).filter(|part| !part.is_empty()).collect();
    (2..=4).contains(&parts.len())
        && parts[..2].iter().all(|part| part.split_once('.').is_some_and(|(_, decimals)| decimals.len() >= 4))
        && parts.iter().all(|part| values::number(part).is_some())
}

/// `85.07.30-033.28`, or eleven digits whose last two check the nine before them, as Belgium numbers persons (for those born from 2000 with a 2 before).
fn is_national_number(text: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if digits.len() != 11 || !text.chars().all(|letter| letter.is_ascii_digit() || " .-/".contains(letter)) {
        return false;
    }
    let (Ok(body), Ok(check)) = (digits[..9].parse::<u64>(), digits[9..].parse::<u64>()) else { return false };
    let month = digits[2..4].parse::<u64>().unwrap_or(99);
    let checks = 97 - body % 97 == check || 97 - (2_000_000_000 + body) % 97 == check;
    checks && month <= 12 || text.len() == 15 && text.split(['.', '-']).map(str::len).eq([2, 2, 2, 3, 2])
}

/// `BE68 5390 0754 7034`: country, two digits that check the rest, the account.
fn is_iban(text: &str) -> bool {
    let text: String = text.chars().filter(|letter| !matches!(letter, ' ' | '-' | '.')).collect();
    let bytes = text.as_bytes();
    (15..=34).contains(&bytes.len())
        && bytes[..2].iter().all(u8::is_ascii_alphabetic)
        && bytes[2..6].iter().all(u8::is_ascii_digit)
        && bytes.iter().all(u8::is_ascii_alphanumeric)
        && bytes.iter().filter(|byte| byte.is_ascii_digit()).count() >= 10
}

fn is_address_of_a_site(text: &str) -> bool {
    let text = text.trim().to_ascii_lowercase();
    !text.contains(' ') && ["http://", "https://", "www.", "facebook.com/", "instagram.com/", "linkedin.com/"].iter().any(|start| text.starts_with(start))
}

/// A day in either order.
fn is_day(text: &str) -> bool {
    [values::Order::DayFirst, values::Order::MonthFirst].iter().any(|order| values::moment(text, *order).is_some())
}

/// A telephone known by its form alone: it begins by 0 or +, and its digits are in groups.
fn is_phone_of_here(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    is_phone(text) && text.starts_with(['0', '+']) && (9..=13).contains(&digits) && digits < text.len()
}

fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (8..=15).contains(&digits) && text.chars().all(|letter| letter.is_ascii_digit() || " +./-()".contains(letter))
}

#[cfg(test)]
mod tests {
    use super::super::table;
    use super::*;

    #[test]
    fn an_answer_that_reaches_somebody_is_known_among_other_words() {
        for (text, expected) in [
            ("Oui : ann@exemple.be", true),
            ("Appelez le 0470/12.34.56, merci", true),
            ("(+32 81 22 33 44)", true),
            ("Oui", false),
            ("10 000 à 25 000 €", false),
            ("de 01/01/2024 à 31/12/2024", false),
            ("@moi cela va", false),
            ("5000 Namur", false),
        ] {
            assert_eq!(reaches_somebody(text), expected, "{text}");
        }
    }

    #[test]
    fn who_answered_is_known_by_heading_or_by_form() {
        for (heading, cells, expected) in [
            ("RespondentID", "1\n2", true),
            ("Adresse IP", "x\ny", true),
            ("Votre adresse e-mail", "x\ny", true),
            ("Nom", "a\nb", true),
            ("Contact", "a@b.be\nc@d.be", true),
            ("Machine", "192.168.0.1\n10.0.0.1", true),
            ("meta", "uuid:123e4567-e89b-12d3-a456-426614174000\nuuid:123e4567-e89b-12d3-a456-426614174001", true),
            ("Où ?", "50.46123 4.86123 0 0\n50.12345 4.12345 0 0", true),
            ("N° de registre national", "x1\nx2\nx3", true),
            ("IBAN", "BE68 5390 0754 7034\nBE71 0961 2345 6769", true),
            ("Autre", "85.07.30-033.28\n86.07.30-033.29", true),
            ("Autre", "BE68 5390 0754 7034\nBE71 0961 2345 6769", true),
            ("Personne de contact", "Ann A\nBob B", true),
            ("Nom de l'association", "Les Uns\nLes Autres", true),
            ("Nom de la personne qui répond", "Ann A\nBob B", true),
            ("Coordonnées", "Ann, 081 22 33 44\nBob", true),
            ("Site web", "uns.be\nautres.be", true),
            ("Où vous lire ?", "https://uns.be\nhttps://autres.be", true),
            ("Numéro BCE", "0477.472.701\n0477.472.702", true),
            ("Matricule", "A-1\nA-2", true),
            ("Où vous joindre ?", "0470/12.34.56\n+32 81 22 33 44", true),
            ("Date de naissance", "01/02/1970\n1971-03-04", true),
            ("Né(e) le", "01/02/1970\n04/03/1971", true),
            ("Code d'invitation", "abc\ndef", true),
            ("Année de naissance", "1970\n1971", false),
            ("Avez-vous un numéro de compte ?", "Oui\nNon\nOui\nNon", false),
            ("Association", "Les Uns\nLes Uns\nLes Autres\nLes Autres", false),
            ("Contact", "Oui\nNon\nOui\nNon", false),
            ("Nom du quartier où vous vivez", "Jambes\nSalzinnes", false),
            ("Budget", "1 234 567\n1 334 567", false),
            ("Nom de la commune préférée", "Namur\nDinant", false),
            ("Name of the main dish", "Turkey\nHam", false),
            ("Do you use e-mail?", "Yes\nNo", false),
            ("Which phone do you use?", "Yes\nNo", false),
            ("Âge", "31\n42", false),
            ("gps lat", "50.4612\n50.4613", true),
            ("Lon", "4.8612\n4.8613", true),
            ("lat", "3\n4", false),
        ] {
            let mut table = table::read("t", format!("x\n{cells}\n").as_bytes()).unwrap();
            table.take_headings(1);
            assert_eq!(reason(heading, &table.columns[0], table.rows).is_some(), expected, "{heading}");
        }
    }
}
