//! Asking a WordPress over HTTP: permissive in what an answer may hold besides, strict in what it must.

use super::{error::SourceError, shape::At};
use serde_json::Value;
use std::{io::ErrorKind, sync::Arc, time::Duration};
use ureq::{
    Agent, Body, RequestBuilder,
    http::{Response, header},
    tls::{RootCerts, TlsConfig},
    typestate::WithoutBody,
};

/// The first version of the bridge that answers what is asked here.
pub const BRIDGE: &str = "1.0.0";
/// Bytes of one answer; the largest page of a hundred articles is far below.
const LARGEST: u64 = 50_000_000;
/// Seconds by which two clocks may differ: an answer takes some too.
const CLOCKS: i64 = 120;

/// An answer of the REST interface.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What it holds.
    pub value: Value,
    /// Pages of a listing; 1 when it is none.
    pub pages: u64,
    /// Items of a listing, hidden ones included; 0 when it is none.
    pub total: u64,
    /// Where it comes from, for messages.
    pub address: String,
}

impl Answer {
    /// The answer, to be read with care.
    #[must_use]
    pub fn at(&self) -> At<'_> {
        At::new(&self.value, &self.address)
    }
}

/// What the bridge says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Where WordPress says that it lives, with a slash at its end.
    pub home: String,
    /// Its name.
    pub name: String,
    /// That of the root first.
    pub languages: Vec<String>,
    /// The page that is its home page, when it has one.
    pub front_page: Option<u64>,
    /// The counter of changes.
    pub version: u64,
}

/// A WordPress to be asked, as nobody or with an account.
pub struct Client {
    agent: Agent,
    site: String,
    /// What stands before a route.
    root: String,
    account: Option<(String, String)>,
    patience: Duration,
}

// Never with its password.
impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client").field("site", &self.site).field("account", &self.account.as_ref().map(|(user, _)| user)).finish_non_exhaustive()
    }
}

impl Client {
    /// The WordPress whose home page is `address`; an answer is awaited for `patience` at most.
    ///
    /// # Errors
    /// [`SourceError::Address`].
    pub fn new(address: &str, patience: Duration) -> Result<Self, SourceError> {
        let wrong = || SourceError::Address { address: address.to_owned() };
        let uri: ureq::http::Uri = address.trim().parse().map_err(|_| wrong())?;
        let scheme = uri.scheme_str().filter(|scheme| ["http", "https"].contains(scheme)).ok_or_else(wrong)?;
        let authority = uri.authority().filter(|authority| !authority.host().is_empty() && !authority.as_str().contains('@')).ok_or_else(wrong)?;
        let path = uri.path().trim_end_matches('/').trim_end_matches("/wp-json").trim_end_matches('/');
        let site = format!("{scheme}://{authority}{path}");
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let config =
            Agent::config_builder().timeout_global(Some(patience)).http_status_as_error(false).max_redirects(5).tls_config(tls).user_agent("Passerelle");
        Ok(Self { agent: config.build().new_agent(), root: format!("{site}/wp-json"), site, account: None, patience })
    }

    /// The same with an account and its application password. Verified by [`Self::verify_account`]: on a public page WordPress answers a wrong password as if none
    /// had been given.
    ///
    /// # Errors
    /// [`SourceError::InClear`] when it would leave this machine unencrypted.
    pub fn with_account(mut self, user: &str, password: &str) -> Result<Self, SourceError> {
        let host = self.site.split("://").nth(1).and_then(|rest| rest.split(['/', ':']).next()).unwrap_or_default();
        if !self.site.starts_with("https://") && !["127.0.0.1", "localhost"].contains(&host) {
            return Err(SourceError::InClear { address: self.site });
        }
        self.account = Some((user.to_owned(), password.to_owned()));
        Ok(self)
    }

    /// The address of the home page, without a slash at its end.
    #[must_use]
    pub fn site(&self) -> &str {
        &self.site
    }

    /// Finds the REST interface and the bridge, and looks at both clocks.
    ///
    /// # Errors
    /// What is in the way: the address, the bridge, a clock, or the network.
    pub fn about(&mut self, now: i64) -> Result<About, SourceError> {
        const ROUTE: &str = "/passerelle/v1/about";
        let first = self.get(ROUTE);
        // Without readable addresses WordPress has its interface behind a parameter.
        let answer = match first {
            Err(SourceError::NotWordPress { .. }) => {
                let readable = std::mem::replace(&mut self.root, format!("{}/?rest_route=", self.site));
                self.get(ROUTE).inspect_err(|_| self.root = readable)
            }
            answer => answer,
        };
        let answer = answer.map_err(|error| match error {
            SourceError::Refused { code, .. } if code == "rest_no_route" => SourceError::PluginMissing { address: self.site.clone() },
            SourceError::NotWordPress { .. } => SourceError::NotWordPress { address: self.site.clone() },
            other => other,
        })?;
        let at = answer.at();
        let bridge = at.member("bridge").text()?;
        if numbers(&bridge) < numbers(BRIDGE) {
            return Err(SourceError::PluginTooOld { address: self.site.clone(), found: bridge, needed: BRIDGE });
        }
        let time = at.member("time").text()?;
        let seconds = seconds_of(&time).ok_or_else(|| at.member("time").instead_of("une date et une heure"))? - now;
        if seconds.abs() > CLOCKS {
            return Err(SourceError::ClockOff { seconds });
        }
        Ok(About {
            home: at.member("home").text()?,
            name: at.member("name").text()?,
            languages: at.member("languages").list()?.iter().map(At::text).collect::<Result<_, _>>()?,
            front_page: at.member("front_page").optional(At::number)?,
            version: at.member("version").number()?,
        })
    }

    /// Who the account is.
    ///
    /// # Errors
    /// [`SourceError::Credentials`] when WordPress does not know it.
    pub fn verify_account(&self) -> Result<(), SourceError> {
        match self.get("/wp/v2/users/me") {
            Err(SourceError::Refused { status: 401 | 403 | 404, .. }) => {
                Err(SourceError::Credentials { user: self.account.as_ref().map(|(user, _)| user.clone()).unwrap_or_default() })
            }
            answer => answer.map(|_| ()),
        }
    }

    /// The answer to `route`, such as `/wp/v2/pages?per_page=1`.
    ///
    /// # Errors
    /// Any [`SourceError`] of the network or of the answer's form.
    pub fn get(&self, route: &str) -> Result<Answer, SourceError> {
        let address = self.address(route);
        let request = self.agent.get(&address).header(header::ACCEPT, "application/json");
        let answer = self.signed(request).call();
        self.read(&address, answer)
    }

    /// All items of a listing, a hundred at a time. `route` may have parameters; `page` and `per_page` are added.
    ///
    /// # Errors
    /// As [`Self::get`].
    pub fn all(&self, route: &str) -> Result<Vec<Answer>, SourceError> {
        let joint = if route.contains('?') { '&' } else { '?' };
        let mut answers = Vec::new();
        let mut page = 1;
        loop {
            match self.get(&format!("{route}{joint}per_page=100&page={page}&orderby=id&order=asc")) {
                // Something was taken away while we were reading.
                Err(SourceError::Refused { status: 400, code, .. }) if page > 1 && code == "rest_post_invalid_page_number" => return Ok(answers),
                answer => answers.push(answer?),
            }
            if page >= answers.last().map_or(0, |answer| answer.pages) {
                return Ok(answers);
            }
            page += 1;
        }
    }

    /// Sends `value` to `route`.
    ///
    /// # Errors
    /// As [`Self::get`].
    pub fn post(&self, route: &str, value: &Value) -> Result<Answer, SourceError> {
        let address = self.address(route);
        let mut request = self.agent.post(&address).header(header::ACCEPT, "application/json").header(header::CONTENT_TYPE, "application/json");
        if let Some(basic) = self.basic() {
            request = request.header(header::AUTHORIZATION, basic);
        }
        self.read(&address, request.send(value.to_string()))
    }

    /// Puts a file called `name`, in plain letters, into the media library; `kind` is its type of content.
    ///
    /// # Errors
    /// As [`Self::get`].
    pub fn upload(&self, name: &str, kind: &str, bytes: &[u8]) -> Result<Answer, SourceError> {
        let address = self.address("/wp/v2/media");
        let mut request = self.agent.post(&address).header(header::ACCEPT, "application/json").header(header::CONTENT_TYPE, kind);
        request = request.header(header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""));
        if let Some(basic) = self.basic() {
            request = request.header(header::AUTHORIZATION, basic);
        }
        self.read(&address, request.send(bytes))
    }

    /// The bytes at `address`, `most` at most; never with the account.
    ///
    /// # Errors
    /// As [`Self::get`].
    pub fn bytes(&self, address: &str, most: u64) -> Result<Vec<u8>, SourceError> {
        let mut answer = self.agent.get(address).call().map_err(|error| self.failed(address, &error))?;
        let status = answer.status().as_u16();
        if status != 200 {
            return Err(SourceError::Refused { address: address.to_owned(), status, code: "fichier".into() });
        }
        answer.body_mut().with_config().limit(most).read_to_vec().map_err(|error| self.cut(address, &error, most))
    }

    fn address(&self, route: &str) -> String {
        if self.root.contains('?') { format!("{}{}", self.root, route.replacen('?', "&", 1)) } else { format!("{}{route}", self.root) }
    }

    fn basic(&self) -> Option<String> {
        self.account.as_ref().map(|(user, password)| format!("Basic {}", base64(format!("{user}:{password}").as_bytes())))
    }

    fn signed(&self, request: RequestBuilder<WithoutBody>) -> RequestBuilder<WithoutBody> {
        match self.basic() {
            Some(basic) => request.header(header::AUTHORIZATION, basic),
            None => request,
        }
    }

    fn read(&self, address: &str, answer: Result<Response<Body>, ureq::Error>) -> Result<Answer, SourceError> {
        let mut answer = answer.map_err(|error| self.failed(address, &error))?;
        let status = answer.status().as_u16();
        let header = |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok()).and_then(|value| value.parse().ok());
        let (pages, total) = (header("x-wp-totalpages").unwrap_or(1), header("x-wp-total").unwrap_or(0));
        let text = answer.body_mut().with_config().limit(LARGEST).lossy_utf8(true).read_to_string().map_err(|error| self.cut(address, &error, LARGEST))?;
        // A byte order mark, or a warning of PHP, may stand before the data.
        let parsed = serde_json::from_str::<Value>(text.trim_start_matches('\u{feff}').trim());
        let value = match parsed {
            Ok(value) => value,
            Err(_) if status >= 500 => return Err(SourceError::Broken { address: address.to_owned(), status }),
            Err(error) if error.is_eof() && !text.trim().is_empty() => return Err(SourceError::Truncated { address: address.to_owned() }),
            Err(_) => return Err(SourceError::NotWordPress { address: address.to_owned() }),
        };
        if (200..300).contains(&status) {
            return Ok(Answer { value, pages, total, address: address.to_owned() });
        }
        match value.get("code").and_then(Value::as_str) {
            Some(code) => Err(SourceError::Refused { address: address.to_owned(), status, code: code.to_owned() }),
            None if status >= 500 => Err(SourceError::Broken { address: address.to_owned(), status }),
            None => Err(SourceError::NotWordPress { address: address.to_owned() }),
        }
    }

    fn failed(&self, address: &str, error: &ureq::Error) -> SourceError {
        let address = address.to_owned();
        match error {
            ureq::Error::Timeout(_) => SourceError::Slow { address, seconds: self.patience.as_secs() },
            ureq::Error::Io(error) if error.kind() == ErrorKind::TimedOut => SourceError::Slow { address, seconds: self.patience.as_secs() },
            ureq::Error::BadUri(_) => SourceError::Address { address },
            error => SourceError::Unreachable { address, reason: reason(error) },
        }
    }

    fn cut(&self, address: &str, error: &ureq::Error, most: u64) -> SourceError {
        match error {
            ureq::Error::BodyExceedsLimit(_) => SourceError::TooLarge { address: address.to_owned(), megabytes: most.div_ceil(1_000_000) },
            ureq::Error::Timeout(_) => self.failed(address, error),
            ureq::Error::Io(inner) if inner.kind() == ErrorKind::TimedOut => self.failed(address, error),
            _ => SourceError::Truncated { address: address.to_owned() },
        }
    }
}

/// Why a connection failed, in French where it is common.
fn reason(error: &ureq::Error) -> String {
    match error {
        ureq::Error::HostNotFound => "ce nom de site est inconnu".to_owned(),
        ureq::Error::TooManyRedirects | ureq::Error::RedirectFailed => "il renvoie sans fin d'une adresse à l'autre".to_owned(),
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) => format!("son certificat de sécurité est refusé : {error}"),
        ureq::Error::Io(error) => match error.kind() {
            ErrorKind::ConnectionRefused => "connexion refusée".to_owned(),
            ErrorKind::ConnectionReset | ErrorKind::UnexpectedEof => "connexion interrompue".to_owned(),
            // What rustls finds comes wrapped.
            ErrorKind::InvalidData => format!("son certificat de sécurité est refusé : {error}"),
            _ => error.to_string(),
        },
        error => error.to_string(),
    }
}

/// `1.10.2` as numbers, so that 1.10 is after 1.9.
fn numbers(version: &str) -> Vec<u32> {
    version.split(|letter: char| !letter.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect()
}

/// Seconds since 1970 of `2026-11-23T08:29:43Z`; nothing for another form.
#[must_use]
pub fn seconds_of(time: &str) -> Option<i64> {
    let part = |from: usize, to: usize| time.get(from..to)?.parse::<i64>().ok();
    let shape = time.as_bytes();
    if shape.len() < 19 || shape[4] != b'-' || shape[10] != b'T' || shape[13] != b':' {
        return None;
    }
    let (year, month, day) = (part(0, 4)?, part(5, 7)?, part(8, 10)?);
    // Days from civil, Howard Hinnant's: years begin in March.
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let of_era = shifted.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
    Some(days * 86_400 + part(11, 13)? * 3600 + part(14, 16)? * 60 + part(17, 19)?)
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let number = three.iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for place in 0..4 {
            let letter = LETTERS[(number >> (18 - 6 * place) & 63) as usize];
            text.push(if place <= three.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        for (older, newer) in [("1.0.0", "1.0.1"), ("1.9", "1.10"), ("0.9.9", "1.0.0"), ("1.0.0-beta", "1.0.1")] {
            assert!(numbers(older) < numbers(newer), "{older} {newer}");
        }
    }

    #[test]
    fn a_moment_is_read_in_seconds() {
        for (time, expected) in [
            ("1970-01-01T00:00:00Z", Some(0)),
            ("2000-03-01T00:00:00Z", Some(951_868_800)),
            ("2026-11-23T08:29:43Z", Some(1_795_422_583)),
            ("-0001-11-30T00:00:00", None),
            ("hier", None),
        ] {
            assert_eq!(seconds_of(time), expected, "{time}");
        }
    }

    #[test]
    fn an_account_is_packed_as_basic_wants() {
        for (words, expected) in [("", ""), ("a", "YQ=="), ("ab", "YWI="), ("abc", "YWJj"), ("Aladdin:open sesame", "QWxhZGRpbjpvcGVuIHNlc2FtZQ==")] {
            assert_eq!(base64(words.as_bytes()), expected, "{words}");
        }
    }

    #[test]
    fn an_address_is_that_of_a_site() {
        let new = |address: &str| Client::new(address, Duration::from_secs(1)).map(|client| client.site);
        for (address, expected) in [
            ("https://www.exemple.be", "https://www.exemple.be"),
            ("https://www.exemple.be/", "https://www.exemple.be"),
            ("http://127.0.0.1:8080/blog/wp-json/", "http://127.0.0.1:8080/blog"),
        ] {
            assert_eq!(new(address).as_deref(), Ok(expected));
        }
        for address in ["exemple.be", "ftp://exemple.be", "https://", "https://moi:secret@exemple.be/", "", "http://a b"] {
            assert!(matches!(new(address), Err(SourceError::Address { .. })), "{address}");
        }
    }

    #[test]
    fn a_password_does_not_travel_in_clear_and_is_not_shown() {
        let new = |address: &str| Client::new(address, Duration::from_secs(1)).and_then(|client| client.with_account("moi", "mot-secret"));
        assert!(matches!(new("http://exemple.be"), Err(SourceError::InClear { .. })));
        for address in ["https://exemple.be", "http://127.0.0.1:81"] {
            assert!(!format!("{:?}", new(address).unwrap()).contains("mot-secret"), "{address}");
        }
    }
}
