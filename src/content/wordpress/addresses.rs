//! Where the addresses of a WordPress lead on this site.

use std::collections::BTreeMap;
#[cfg(feature = "ssr")]
use std::path::{Component, Path, PathBuf};

const UPLOADS: &str = "/wp-content/uploads/";

/// What WordPress' addresses are called here.
#[derive(Debug, Default)]
pub struct Addresses {
    /// Hosts that are this site under another name, with their port.
    hosts: Vec<String>,
    /// The path of WordPress on its host: `/blog`, or nothing.
    below: String,
    /// By path, with a slash at both ends.
    pages: BTreeMap<String, String>,
    /// By number.
    numbers: BTreeMap<u64, String>,
    /// The folder around the content: what stands there is served as it is.
    #[cfg(feature = "ssr")]
    pub public: PathBuf,
}

/// Host and path of an address of the web.
fn parts(address: &str) -> Option<(String, &str)> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    Some((rest[..end].to_lowercase(), &rest[end..]))
}

fn with_slashes(path: &str) -> String {
    let path = path.trim_matches('/');
    if path.is_empty() { "/".to_owned() } else { format!("/{path}/") }
}

impl Addresses {
    /// Of a site that lives, or lived, at these addresses; the first is WordPress' own.
    #[must_use]
    pub fn new(sites: [&str; 3]) -> Self {
        let below = parts(sites[0]).map(|(_, path)| path.trim_end_matches('/').to_owned()).unwrap_or_default();
        let hosts = sites.iter().filter_map(|site| Some(parts(site)?.0)).collect();
        Self { hosts, below, ..Self::default() }
    }

    /// Learns that the page at `href` stands in WordPress at `link`, under `number`.
    pub fn know(&mut self, href: &str, link: Option<&str>, number: Option<u64>) {
        self.pages.insert(href.to_owned(), href.to_owned());
        if let Some((_, path)) = link.and_then(parts) {
            let path = path.split(['?', '#']).next().unwrap_or_default();
            // `/?page_id=4` stands for no path.
            if with_slashes(path) != with_slashes(&self.below) || href == "/" {
                self.pages.insert(with_slashes(path), href.to_owned());
            }
        }
        if let Some(number) = number {
            self.numbers.insert(number, href.to_owned());
        }
    }

    /// The page with this number in WordPress.
    #[must_use]
    pub fn of_number(&self, number: u64) -> Option<&String> {
        self.numbers.get(&number)
    }

    /// Every path that leads to a page, and that page's here.
    pub fn paths(&self) -> impl Iterator<Item = (&String, &String)> {
        self.pages.iter()
    }

    /// The path on WordPress' host, when that is where the address leads.
    fn own_path<'a>(&self, address: &'a str) -> Option<&'a str> {
        match parts(address) {
            Some((host, path)) => self.hosts.contains(&host).then_some(path),
            None => (address.starts_with('/') && !address.starts_with("//")).then_some(address),
        }
    }

    /// Where an address leads: a page or a file of this site, or elsewhere as it is; `None` for what may not be followed or is not there.
    #[must_use]
    pub fn resolve(&self, address: &str) -> Option<String> {
        let address: String = address.trim().chars().filter(|letter| !letter.is_control()).collect();
        let address = if address.starts_with("//") { format!("https:{address}") } else { address };
        if address.is_empty() || address.contains(char::is_whitespace) && !address.starts_with("tel:") {
            return None;
        }
        if address.starts_with('#') || address.starts_with("mailto:") {
            return Some(address);
        }
        if address.starts_with("tel:") {
            return Some(address.split_whitespace().collect());
        }
        let Some(path) = self.own_path(&address) else {
            return parts(&address).map(|_| address.clone());
        };
        let (path, fragment) = path.split_once('#').map_or((path, None), |(path, fragment)| (path, Some(fragment)));
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let number = query.split('&').find_map(|pair| pair.strip_prefix("page_id=").or_else(|| pair.strip_prefix("p="))?.parse().ok());
        let page = match number {
            Some(number) => self.of_number(number),
            None => self.pages.get(&with_slashes(path)),
        };
        match (page, fragment) {
            (Some(page), Some(fragment)) => Some(format!("{page}#{fragment}")),
            (Some(page), None) => Some(page.clone()),
            (None, _) if self.is_file_of_ours(path) => Some(path.to_owned()),
            (None, _) => None,
        }
    }

    /// A browser knows of no file.
    #[cfg(not(feature = "ssr"))]
    fn is_file_of_ours(&self, _path: &str) -> bool {
        false
    }

    #[cfg(feature = "ssr")]
    fn is_file_of_ours(&self, path: &str) -> bool {
        let relative = Path::new(path.trim_start_matches('/'));
        let inside = relative.components().all(|part| matches!(part, Component::Normal(_)));
        inside && !path.ends_with('/') && !self.public.as_os_str().is_empty() && self.public.join(relative).is_file()
    }

    /// The whole address of an upload of WordPress; `None` for anything else.
    #[must_use]
    pub fn upload(&self, site: &str, address: &str) -> Option<String> {
        let path = self.own_path(address.trim())?.split(['?', '#']).next()?;
        let inside = path.strip_prefix(self.below.as_str()).unwrap_or(path);
        let safe = inside.starts_with(UPLOADS) && !inside.contains("..") && !inside.contains('%') && !inside.contains('\\');
        safe.then(|| format!("{}{inside}", site.trim_end_matches('/')))
    }
}

/// Where an upload stands here: its folders and its name as one, in plain letters.
#[must_use]
pub fn name_of(folder: &str, address: &str) -> Option<String> {
    let (_, inside) = address.split_once(UPLOADS)?;
    let (stem, extension) = inside.rsplit_once('.')?;
    let plain = |text: &str| crate::model::slug::Slug::from_words(&text.replace(['/', '_'], " ")).to_string();
    Some(format!("{folder}/{}.{}", plain(stem), extension.to_lowercase()))
}

/// What a file's name ends with, in lower case.
#[must_use]
pub fn extension(address: &str) -> String {
    address.rsplit('.').next().unwrap_or_default().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses() -> Addresses {
        let mut known = Addresses::new(["https://wp.exemple.be/blog", "https://www.exemple.be/", ""]);
        known.know("/", Some("https://wp.exemple.be/blog/"), Some(2));
        known.know("/parcours/", Some("https://wp.exemple.be/blog/services/parcours/"), Some(4));
        known
    }

    #[test]
    fn addresses_of_wordpress_become_paths_of_the_site() {
        for (address, expected) in [
            ("https://wp.exemple.be/blog/services/parcours/", Some("/parcours/")),
            ("http://www.exemple.be/blog/services/parcours#suite", Some("/parcours/#suite")),
            ("/blog/services/parcours/?utm=1", Some("/parcours/")),
            ("/parcours/", Some("/parcours/")),
            ("https://wp.exemple.be/blog/?page_id=4", Some("/parcours/")),
            ("https://wp.exemple.be/blog/", Some("/")),
            ("//autre.example/x", Some("https://autre.example/x")),
            ("https://autre.example/x?y#z", Some("https://autre.example/x?y#z")),
            ("mailto:a@b.be", Some("mailto:a@b.be")),
            ("tel:+32 81 1", Some("tel:+32811")),
            ("#suite", Some("#suite")),
            ("https://wp.exemple.be/blog/wp-admin/", None),
            ("https://wp.exemple.be/blog/?page_id=99", None),
            ("/inconnue/", None),
            ("java\nscript:alert(1)", None),
            ("data:text/html,x", None),
            ("page.html", None),
            ("https://exemple.be/a b", None),
            ("", None),
        ] {
            assert_eq!(addresses().resolve(address).as_deref(), expected, "{address}");
        }
    }

    #[test]
    fn only_uploads_of_this_wordpress_are_fetched() {
        let upload = |address: &str| addresses().upload("https://wp.exemple.be/blog", address);
        let expected = Some("https://wp.exemple.be/blog/wp-content/uploads/2026/11/a.png".to_owned());
        assert_eq!(upload("/blog/wp-content/uploads/2026/11/a.png"), expected);
        assert_eq!(upload("https://www.exemple.be/wp-content/uploads/2026/11/a.png?x=1"), expected);
        for address in [
            "https://autre.example/wp-content/uploads/a.png",
            "/wp-config.php",
            "/wp-content/uploads/../../wp-config.php",
            "/wp-content/uploads/%2e%2e/x.png",
            "file:///etc/passwd",
        ] {
            assert_eq!(upload(address), None, "{address}");
        }
    }

    #[test]
    fn an_upload_has_a_plain_name_that_tells_where_it_was() {
        for (address, expected) in [
            ("https://x/wp-content/uploads/2026/11/Photo_Équipe.JPG", Some("images/2026-11-photo-equipe.jpg")),
            ("https://x/wp-content/uploads/sans-fin", None),
            ("https://x/ailleurs/a.png", None),
        ] {
            assert_eq!(name_of("images", address).as_deref(), expected);
        }
    }
}
