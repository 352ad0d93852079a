//! The headers that every answer carries: written once as a `_headers` file, the format that static hosts share; our own server reads the same file.

use std::fmt::Write as _;

/// A rule of the file: the paths it is for, and their headers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// A path; `*` stands for the rest.
    pub pattern: String,
    /// Headers of earlier rules that these paths do not carry: `! Name` in the file, which hosts that join values instead of replacing them need too.
    pub without: Vec<String>,
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

/// The content policy of pages whose only inline style has one of the hashes `style`, and which `ancestors` may show in a frame.
///
/// `pictures` and `requests` are where else those may go.
fn policy(style: &str, ancestors: &str, pictures: &str, requests: &str) -> String {
    [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        &format!("style-src {style}"),
        &format!("img-src 'self' data:{pictures}"),
        "font-src 'self'",
        &format!("connect-src 'self'{requests}"),
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        &format!("frame-ancestors {ancestors}"),
        "require-trusted-types-for 'script'",
        // For the address of the service worker (public/reader.js).
        "trusted-types service",
    ]
    .join("; ")
}

/// The headers of a site whose only inline style has one of the policy hashes `styles`, the last three on what one takes away alone: explorers, views of findings,
/// charts that other sites show. `given`: the paths of what one takes away, with `*` for the rest. `shown`: those of them that others may show in a frame, with `*` for the rest.
///
/// No inline script, nothing from elsewhere, no frame, no plugin; scripts may make neither HTML nor code out of text (Trusted Types). Files named by their
/// content may be kept for ever; everything else must be asked for again. What one takes away as files may be shown by others.
///
/// The editors' door may ask the WordPress at `backend`, and is kept nowhere; so may every page when it is `live`, for text and nothing else.
#[must_use]
pub fn rules(styles: &[String], given: &[String], shown: &[String], backend: Option<&str>, live: bool) -> Vec<Rule> {
    let of_pages = &styles[..styles.len().saturating_sub(3)];
    let backend = backend.and_then(origin).map(|origin| format!(" {origin}")).unwrap_or_default();
    let policy_of_pages = policy(&of_pages.join(" "), "'none'", "", if live { &backend } else { "" });
    // A wrong address among them is answered by a page.
    let policy_of_surveys = policy(&styles.join(" "), "'none'", "", "");
    let policy_of_views = policy(&styles.join(" "), "*", "", "");
    // It shows a draft as several readers have it, in frames of an empty document of this site, which runs nothing and which no other site may show.
    let policy_of_door = policy(&of_pages.join(" "), "'none'", &backend, &backend) + "; frame-src 'self'";
    let policy_of_frame = [
        "default-src 'none'",
        &format!("style-src {}", of_pages.join(" ")),
        &format!("img-src 'self' data:{backend}"),
        "font-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
        "require-trusted-types-for 'script'",
    ]
    .join("; ");
    let no_power =
        ["accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope", "microphone", "midi", "payment", "usb"];
    let rule = |pattern: &str, headers: &[(&str, &str)]| Rule {
        pattern: pattern.to_owned(),
        without: Vec::new(),
        headers: headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
    };
    let permissions = no_power.map(|power| format!("{power}=()")).join(", ");
    let shown_by_others = ("Cross-Origin-Resource-Policy", "cross-origin");
    let away = |pattern: &String| Rule {
        without: ["Content-Security-Policy", "Cross-Origin-Resource-Policy"].map(str::to_owned).into(),
        ..rule(pattern, &[("Content-Security-Policy", &policy_of_surveys), shown_by_others])
    };
    let view = |pattern: &String| Rule {
        without: ["Content-Security-Policy", "X-Frame-Options"].map(str::to_owned).into(),
        ..rule(pattern, &[("Content-Security-Policy", &policy_of_views)])
    };
    let views = shown.iter().map(view);
    let for_ever = [("Cache-Control", "public, max-age=31536000, immutable")];
    let for_a_day = [("Cache-Control", "public, max-age=86400")];
    let mut rules = vec![
        rule(
            "/*",
            &[
                ("Content-Security-Policy", &policy_of_pages),
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
        rule("/cartes/*", &[for_ever[0], shown_by_others]),
    ];
    rules.extend(given.iter().map(away));
    rules.extend(views);
    rules.extend([
        Rule {
            // Pictures of WordPress do not say that others may show them.
            without: ["Content-Security-Policy", "Cross-Origin-Embedder-Policy", "Referrer-Policy", "Cache-Control"].map(str::to_owned).into(),
            ..rule(
                "/apercu/*",
                &[
                    ("Content-Security-Policy", &policy_of_door),
                    ("Referrer-Policy", "no-referrer"),
                    ("Cache-Control", "no-store"),
                    ("X-Robots-Tag", "noindex, nofollow"),
                ],
            )
        },
        Rule {
            without: ["Content-Security-Policy", "X-Frame-Options"].map(str::to_owned).into(),
            ..rule("/apercu/cadre.xhtml", &[("Content-Security-Policy", &policy_of_frame), ("X-Frame-Options", "SAMEORIGIN")])
        },
        rule("/config.json", &[("Cache-Control", "no-store")]),
        rule("/*.csv", &[("Content-Type", "text/csv; charset=utf-8")]),
        rule("/contacts/*", &[("Content-Type", "text/vcard; charset=utf-8")]),
        rule("/*.ics", &[("Content-Type", "text/calendar; charset=utf-8")]),
        rule("/*.atom", &[("Content-Type", "application/atom+xml; charset=utf-8")]),
        // Browsers ask for it again at each change of address.
        rule("/favicon.*", &for_a_day),
        rule("/apple-touch-icon.png", &for_a_day),
        rule("/icone-*", &for_a_day),
    ]);
    rules
}

/// Scheme, host and port of an address; `None` for what is none.
fn origin(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let host = rest
        .split(['/', '?', '#'])
        .next()
        .filter(|host| !host.is_empty() && host.chars().all(|letter| letter.is_ascii_alphanumeric() || ".-:[]".contains(letter)))?;
    ["http", "https"].contains(&scheme).then(|| format!("{scheme}://{host}"))
}

/// The headers of maps, which a reader may open alone: pictures with one style, of which `style` is the policy hash, and nothing else.
#[must_use]
pub fn of_maps(style: &str) -> Rule {
    Rule {
        pattern: "/cartographie/*.svg".to_owned(),
        without: vec!["Content-Security-Policy".to_owned()],
        headers: vec![("Content-Security-Policy".to_owned(), format!("default-src 'none'; style-src {style}; frame-ancestors 'none'"))],
    }
}

/// The rules as a `_headers` file.
#[must_use]
pub fn write(rules: &[Rule]) -> String {
    let mut text = String::new();
    for rule in rules {
        _ = writeln!(text, "{}", rule.pattern);
        for name in &rule.without {
            _ = writeln!(text, "  ! {name}");
        }
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
            rules.push(Rule { pattern: line.trim().to_owned(), without: Vec::new(), headers: Vec::new() });
        } else if let (Some(rule), Some(name)) = (rules.last_mut(), line.trim().strip_prefix("! ")) {
            rule.without.push(name.to_owned());
        } else if let (Some(rule), Some((name, value))) = (rules.last_mut(), line.split_once(':')) {
            rule.headers.push((name.trim().to_owned(), value.trim().to_owned()));
        }
    }
    rules
}

/// The headers of an answer at `path`: of every rule for it, the later ones replacing the earlier or taking them off.
#[must_use]
pub fn headers_of(rules: &[Rule], path: &str) -> Vec<(String, String)> {
    let mut headers: Vec<(String, String)> = Vec::new();
    for rule in rules.iter().filter(|rule| rule.is_for(path)) {
        headers.retain(|(known, _)| !rule.without.contains(known) && !rule.headers.iter().any(|(name, _)| name == known));
        headers.extend(rule.headers.iter().cloned());
    }
    headers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_editors_door_asks_another_site() {
        for (address, expected) in [
            ("https://wp.exemple.be/blog/", Some("https://wp.exemple.be")),
            ("http://127.0.0.1:8080", Some("http://127.0.0.1:8080")),
            ("https://a.be; script-src *", None),
            ("ftp://a.be", None),
            ("https://", None),
        ] {
            assert_eq!(origin(address).as_deref(), expected, "{address}");
        }
        let policy = |live: bool, path: &str| {
            let rules = rules(&["'none'".into(), "'none'".into(), "'none'".into()], &["/sondages/*".into()], &[], Some("https://wp.exemple.be/"), live);
            headers_of(&rules, path).into_iter().find(|(name, _)| name == "Content-Security-Policy").map(|(_, value)| value).unwrap_or_default()
        };
        assert!(policy(false, "/apercu/").contains("connect-src 'self' https://wp.exemple.be;"), "{}", policy(false, "/apercu/"));
        assert!(!policy(false, "/asile/").contains("wp.exemple.be"));
        // Pages that ask it ask for text: that origin, there alone.
        let page = policy(true, "/asile/");
        assert!(page.contains("connect-src 'self' https://wp.exemple.be;") && page.matches("wp.exemple.be").count() == 1, "{page}");
        assert!(!policy(true, "/sondages/x/").contains("wp.exemple.be"));
    }

    #[test]
    fn writing_and_reading_are_inverse() {
        let written = rules(&["'sha256-abc='".into(), "'sha256-def='".into()], &["/sondages/*".into()], &["/sondages/s/*".into()], None, false);
        assert_eq!(read(&write(&written)), written);
    }

    #[test]
    fn only_files_named_by_their_content_are_kept_for_ever() {
        let rules = rules(&["'none'".into(), "'none'".into(), "'none'".into()], &[], &[], None, false);
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

    #[test]
    fn the_empty_frame_of_the_door_runs_nothing_and_is_shown_here_alone() {
        let rules = rules(&["'none'".into(), "'none'".into(), "'none'".into()], &[], &[], None, false);
        let of = |path: &str, wanted: &str| headers_of(&rules, path).into_iter().filter(|(name, _)| name == wanted).map(|(_, value)| value).collect::<Vec<_>>();
        let policy = of("/apercu/cadre.xhtml", "Content-Security-Policy");
        assert_eq!(policy.len(), 1, "{policy:?}");
        assert!(policy[0].contains("frame-ancestors 'self'") && !policy[0].contains("script-src") && !policy[0].contains("connect-src"), "{policy:?}");
        assert_eq!(of("/apercu/cadre.xhtml", "X-Frame-Options"), ["SAMEORIGIN"]);
        assert_eq!(of("/apercu/cadre.xhtml", "Cache-Control"), ["no-store"]);
        assert!(of("/apercu/", "Content-Security-Policy")[0].ends_with("frame-src 'self'"));
        assert!(!of("/asile/", "Content-Security-Policy")[0].contains("frame-src"));
    }

    #[test]
    fn only_findings_and_charts_made_for_it_may_be_framed() {
        let styles = ["'sha256-abc='", "'sha256-def='", "'sha256-ghi='", "'sha256-jkl='"].map(str::to_owned);
        let given = ["/sondages/*", "/statistiques/*"].map(str::to_owned);
        let shown = ["/sondages/mots/*", "/sondages/essai/integrer/*", "/statistiques/integrer/*"].map(str::to_owned);
        let rules = rules(&styles, &given, &shown, None, false);
        for (path, given, framed) in [
            ("/", false, false),
            ("/analyse/", false, false),
            ("/apercu/", false, false),
            ("/apercu/essai/", false, false),
            ("/app/a.js", false, false),
            ("/integrer/", false, false),
            ("/sondages/", true, false),
            ("/sondages/mots/f01/", true, true),
            ("/sondages/mots/f01/mots-f01.png", true, true),
            ("/sondages/essai/", true, false),
            ("/sondages/essai/essai-q1.png", true, false),
            ("/sondages/essai/integrer/q1/", true, true),
            ("/sondages/autre/integrer/q1/", true, false),
            ("/statistiques/motifs.png", true, false),
            ("/statistiques/integrer/motifs/", true, true),
        ] {
            let headers = headers_of(&rules, path);
            let value = |wanted: &str| headers.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
            let policy = value("Content-Security-Policy").unwrap();
            assert_eq!(policy.contains("frame-ancestors *"), framed, "{path}: {policy}");
            assert_eq!(policy.contains("frame-ancestors 'none'"), !framed, "{path}: {policy}");
            assert_eq!(policy.contains("'sha256-def='"), given, "{path}: {policy}");
            assert_eq!(value("X-Frame-Options"), (!framed).then_some("DENY"), "{path}");
            assert_eq!(value("Cross-Origin-Resource-Policy"), Some(if given { "cross-origin" } else { "same-origin" }), "{path}");
            assert_eq!(value("X-Content-Type-Options"), Some("nosniff"), "{path}");
        }
    }
}
