//! The headers that every answer carries: written once as a `_headers` file, the format that static hosts share; our own server reads the same file.

use std::fmt::Write as _;

/// A rule of the file: the paths it is for, and their headers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// A path; `*` stands for the rest.
    pub pattern: String,
    /// Names and values.
    pub headers: Vec<(String, String)>,
}

impl Rule {
    /// Whether the rule is for `path`.
    #[must_use]
    pub fn is_for(&self, path: &str) -> bool {
        match self.pattern.split_once('*') {
            Some((start, end)) => path.len() >= start.len() + end.len() && path.starts_with(start) && path.ends_with(end),
            None => path == self.pattern,
        }
    }
}

/// The headers of a site whose only inline style has the policy hash `style`.
///
/// No inline script, nothing from elsewhere, no frame, no plugin; scripts may make neither HTML nor code out of text (Trusted Types). Files named by their
/// content may be kept for ever; everything else must be asked for again.
#[must_use]
pub fn rules(style: &str) -> Vec<Rule> {
    let policy = [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        &format!("style-src {style}"),
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        // For the address of the service worker (public/reader.js).
        "trusted-types service",
    ]
    .join("; ");
    let no_power =
        ["accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope", "microphone", "midi", "payment", "usb"];
    let rule = |pattern: &str, headers: &[(&str, &str)]| Rule {
        pattern: pattern.to_owned(),
        headers: headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
    };
    let permissions = no_power.map(|power| format!("{power}=()")).join(", ");
    let for_ever = [("Cache-Control", "public, max-age=31536000, immutable")];
    let for_a_day = [("Cache-Control", "public, max-age=86400")];
    vec![
        rule(
            "/*",
            &[
                ("Content-Security-Policy", &policy),
                ("Cross-Origin-Opener-Policy", "same-origin"),
                ("Cross-Origin-Resource-Policy", "same-origin"),
                ("Cross-Origin-Embedder-Policy", "require-corp"),
                ("Permissions-Policy", &permissions),
                // Whoever leaves, quickly or not, does not say where from.
                ("Referrer-Policy", "same-origin"),
                ("Strict-Transport-Security", "max-age=63072000; includeSubDomains"),
                ("X-Content-Type-Options", "nosniff"),
                ("X-Frame-Options", "DENY"),
                ("Cache-Control", "no-cache"),
            ],
        ),
        rule("/app/*", &for_ever),
        rule("/fonts/*.woff2", &for_ever),
        // Shown by other sites: that is what it is for.
        rule("/cartes/*", &[for_ever[0], ("Cross-Origin-Resource-Policy", "cross-origin")]),
        rule("/contacts/*", &[("Content-Type", "text/vcard; charset=utf-8")]),
        // Browsers ask for it again at each change of address.
        rule("/favicon.*", &for_a_day),
        rule("/apple-touch-icon.png", &for_a_day),
        rule("/icone-*", &for_a_day),
    ]
}

/// The rules as a `_headers` file.
#[must_use]
pub fn write(rules: &[Rule]) -> String {
    let mut text = String::new();
    for rule in rules {
        _ = writeln!(text, "{}", rule.pattern);
        for (name, value) in &rule.headers {
            _ = writeln!(text, "  {name}: {value}");
        }
    }
    text
}

/// Reads a `_headers` file; lines that are neither a path nor a header are left out.
#[must_use]
pub fn read(text: &str) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        if line.starts_with('/') {
            rules.push(Rule { pattern: line.trim().to_owned(), headers: Vec::new() });
        } else if let (Some(rule), Some((name, value))) = (rules.last_mut(), line.split_once(':')) {
            rule.headers.push((name.trim().to_owned(), value.trim().to_owned()));
        }
    }
    rules
}

/// The headers of an answer at `path`: of every rule for it, the later ones replacing the earlier.
#[must_use]
pub fn headers_of(rules: &[Rule], path: &str) -> Vec<(String, String)> {
    let mut headers: Vec<(String, String)> = Vec::new();
    for (name, value) in rules.iter().filter(|rule| rule.is_for(path)).flat_map(|rule| &rule.headers) {
        headers.retain(|(known, _)| known != name);
        headers.push((name.clone(), value.clone()));
    }
    headers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writing_and_reading_are_inverse() {
        let written = rules("'sha256-abc='");
        assert_eq!(read(&write(&written)), written);
    }

    #[test]
    fn only_files_named_by_their_content_are_kept_for_ever() {
        let rules = rules("'none'");
        for (path, kept) in [
            ("/", false),
            ("/asile/", false),
            ("/app/boot-1.js", true),
            ("/fonts/a.woff2", true),
            ("/fonts/OFL.txt", false),
            ("/cartes/fr-asile-0123abcd.png", true),
            ("/contacts/asile/cai.vcf", false),
            ("/content/menu.json", false),
        ] {
            let caching: Vec<_> = headers_of(&rules, path).into_iter().filter(|(name, _)| name == "Cache-Control").map(|(_, value)| value).collect();
            assert_eq!(caching.len(), 1, "{path}");
            assert_eq!(caching[0].contains("immutable"), kept, "{path}");
        }
    }
}
