//! The editors' door.

use super::{Context, read_aloud};
use crate::{
    engine::Browser,
    ensure,
    outcome::{Fault, Outcome, none},
    server::{Server, WordPress},
};
use serde_json::{Value, json};
use std::collections::HashMap;

/// A text that must be found nowhere but on the editor's screen.
const CANARY: &str = "CANARI-BROUILLON";
const OPEN: &str = "document.querySelector('.preview-door[data-open]')";
const BANNER: &str = "document.querySelector('main .preview')";

fn draft() -> String {
    json!({
        "title": format!("Logement {CANARY}"), "summary": "Un brouillon d'essai.", "kind": "theme", "status": "draft", "checked_on": "2026-11-25",
        "brief": ["Une ligne."], "sources": [],
        "blocks": [
            { "type": "heading", "level": 2, "text": "Que faire ?" },
            { "type": "paragraph", "text": ["Une phrase neuve. ", { "link": "/asile/", "text": "Asile" }] },
            { "type": "place", "id": "unia" }
        ]
    })
    .to_string()
}

/// Opens the door, then pastes `text` and shows it.
async fn paste(browser: &Browser, server: &Server, text: &str) -> Outcome {
    browser.goto(&server.url("/apercu/")).await?;
    browser.until(OPEN, "the door").await?;
    browser.run(&format!("document.querySelector('#preview-text').value = {}", serde_json::Value::from(text))).await?;
    browser.click("[data-preview=show]").await
}

/// What the door says.
async fn said(browser: &Browser) -> Outcome<String> {
    browser
        .until(
            "document.querySelector('#preview-said')?.textContent.length > 20 && !document.querySelector('#preview-said').textContent.includes('arrive')",
            "the door says something",
        )
        .await?;
    browser.words("document.querySelector('#preview-said').textContent").await
}

pub async fn a_draft_that_is_pasted_is_shown_in_the_site(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    paste(browser, &server, &draft()).await?;
    browser.until(BANNER, "the banner").await?;
    let mut faults = Vec::new();
    for (holds, what) in [
        ("document.querySelector('main h1').textContent.includes('Logement')", "the title"),
        ("document.querySelector('main .preview__stage .prose h2').textContent.includes('Que faire')", "the text"),
        ("document.querySelector('.preview__ribbon').innerText.includes('Brouillon non publié')", "that it is not published"),
        ("document.querySelector('.preview').innerText.includes('à la publication')", "that a place is filled later"),
        ("document.activeElement === document.querySelector('.preview')", "the focus on the banner"),
        ("document.querySelector('meta[name=robots]').content === 'noindex'", "that it is not indexed"),
        ("document.querySelector('.header') && document.querySelector('.footer')", "the site around it"),
        ("document.title.startsWith('Brouillon')", "its title"),
    ] {
        if !browser.holds(holds).await? {
            faults.push(format!("the preview lacks {what}"));
        }
    }
    // Nothing but the site's own files was asked for, and the draft was sent nowhere.
    for asked in server.asked() {
        if asked.path.contains("wp-json") || asked.status >= 400 && asked.path != "/content/pages/fr/logement-canari-brouillon.json" {
            faults.push(format!("{} was asked for: {}", asked.path, asked.status));
        }
    }
    // A telephone's width at a touch.
    browser.run("document.querySelector('[name=preview-width][value=narrow]').click()").await?;
    browser.until("document.querySelector('.preview__stage').getBoundingClientRect().width <= 400", "a narrow stage").await?;
    // What is kept by the browser does not hold it.
    let kept = browser
        .later(
            "const done = arguments[arguments.length - 1]; (async () => { let all = JSON.stringify(localStorage) + JSON.stringify(sessionStorage); for (const name of await caches.keys()) { const cache = await caches.open(name); for (const request of await cache.keys()) all += await (await cache.match(request)).text(); } return all; })().then(done);",
            Vec::new(),
        )
        .await?;
    if kept.as_str().unwrap_or_default().contains(CANARY) {
        faults.push("the draft was kept".to_owned());
    }
    none(faults)
}

/// The file of a page of the site.
fn written(slug: &str) -> Outcome<serde_json::Value> {
    let place = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("public/content/pages/fr").join(slug).with_extension("json");
    Ok(serde_json::from_str(&std::fs::read_to_string(place)?)?)
}

pub async fn a_draft_against_what_is_published_is_told_in_words_and_on_the_page(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    let page = written("logement")?;
    let mut changed = page.clone();
    let blocks = changed["blocks"].as_array_mut().ok_or_else(|| Fault::said("no blocks"))?;
    let place = blocks.iter().position(|block| block["type"] == "paragraph" && block["text"].is_string()).ok_or_else(|| Fault::said("no paragraph"))?;
    blocks[place]["text"] = format!("{} Une phrase de plus.", blocks[place]["text"].as_str().unwrap_or_default()).into();
    blocks.push(json!({ "type": "heading", "level": 2, "text": "Un intertitre neuf" }));
    blocks.push(json!({ "type": "paragraph", "text": ["Un paragraphe neuf avec ", { "link": "/asile/#neuf", "text": "un lien neuf" }, "."] }));
    let mut faults = Vec::new();
    for (page, told, marked) in [(page, "Aucune différence", 0), (changed, "3 phrases ajoutées, 1 lien ajouté.", 3)] {
        // As a text program writes it: its apostrophes, its spaces.
        paste(browser, &server, &page.to_string().replace("l'", "l’").replace(" :", "\u{a0}:")).await?;
        browser.until("document.querySelector('#preview-comparison')", "the comparison").await?;
        let counts = browser.words("document.querySelector('#preview-comparison').textContent").await?;
        let marks =
            browser.list("[...document.querySelectorAll('[data-preview-mark]')].map((node) => node.dataset.previewMark + ' ' + node.textContent)").await?;
        if !counts.contains(told) || marks.len() != marked {
            faults.push(format!("{told}: « {counts} », {marks:?}"));
        }
        // The banner has the focus, and its first line is seen.
        let seen = "document.querySelector('.preview > *').getBoundingClientRect().top >= document.querySelector('.preview__ribbon').getBoundingClientRect().bottom - 1";
        if !browser.holds(seen).await? {
            faults.push("the ribbon covers the banner's first line".to_owned());
        }
    }
    none(faults)
}

pub async fn what_an_editor_can_mend_is_told_beside_the_draft_with_the_way_there(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    let mut page: serde_json::Value = serde_json::from_str(&draft())?;
    page["blocks"] = json!([
        { "type": "heading", "level": 2, "text": "Une section" },
        { "type": "heading", "level": 4, "text": "Un niveau sauté" },
        { "type": "paragraph", "text": [{ "link": "/asile/", "text": "cliquez ici" }, "."] },
        { "type": "place", "id": "unia" },
        { "type": "paragraph", "text": ["Lisez ", { "link": "/nulle-part/", "text": "une page" }, " ou ", { "link": "/asile/#nulle-part", "text": "une autre" }, "."] },
        { "type": "figure", "src": "/images/pont.png", "width": 4, "height": 3 },
        { "type": "contact", "name": "Un service", "phone": "081 71 35 18", "email": "bonjour.exemple.be" },
        { "type": "paragraph", "text": "C'est vrai pour beaucoup : 65 %." }
    ]);
    paste(browser, &server, &serde_json::to_string_pretty(&page)?).await?;
    browser.until("document.querySelector('.preview__check')", "the checks").await?;
    let mut faults = Vec::new();
    let told = browser
        .list("[...document.querySelectorAll('.preview__check')].map((line) => (line.querySelector('code').textContent + ' ' + line.textContent).replace(/\\s/g, ' '))")
        .await?;
    for (path, words) in [
        ("blocks[1].level", "attendu 2 ou 3, trouvé 4"),
        ("blocks[2].text[0].text", "trouvé « cliquez ici »"),
        ("blocks[4].text[1].link", "trouvé /nulle-part/, qui n"),
        ("blocks[4].text[3].link", "trouvé #nulle-part"),
        ("blocks[5].alt", "attendu ce que l"),
        ("blocks[6].phone", "trouvé « 081 71 35 18 »"),
        ("blocks[6].email", "trouvé « bonjour.exemple.be »"),
        ("blocks[7].text", "attendu de quoi c"),
    ] {
        if !told.iter().any(|line| line.contains(path) && line.contains("ligne ") && line.contains(words)) {
            faults.push(format!("nothing says « {words} » at {path}: {told:#?}"));
        }
    }
    // To the page, past a block that publication fills; to the text.
    browser.activate("[data-preview=place][value='blocks[7].text']").await?;
    if !browser
        .holds("document.activeElement.textContent.includes('vrai pour beaucoup') && document.activeElement.matches('.preview__stage .prose > *')")
        .await?
    {
        faults.push("the way to the page leads elsewhere".to_owned());
    }
    browser.activate("[data-preview=field][value='blocks[6].phone']").await?;
    let chosen = "(() => { const field = document.querySelector('#preview-text'); return document.activeElement === field && field.value.slice(field.selectionStart, field.selectionEnd).includes('081 71 35 18'); })()";
    if !browser.holds(chosen).await? {
        faults.push("the way to the text leads elsewhere".to_owned());
    }
    none(faults)
}

/// The browser's own tree of what is in `selector`, as words: role, level or number of items, name, without spaces; texts that follow one another are one.
async fn browsers_own(browser: &Browser, selector: &str) -> Outcome<Vec<String>> {
    let root = browser.devtools("DOM.getDocument", json!({ "depth": 0 })).await?["root"]["nodeId"].clone();
    let found = browser.devtools("DOM.querySelector", json!({ "nodeId": root, "selector": selector })).await?["nodeId"].clone();
    let place = browser.devtools("DOM.describeNode", json!({ "nodeId": found })).await?["node"]["backendNodeId"].clone();
    let tree = browser.devtools("Accessibility.getFullAXTree", json!({})).await?;
    let nodes: Vec<&Value> = tree["nodes"].as_array().into_iter().flatten().collect();
    let by_id: HashMap<&str, &Value> = nodes.iter().filter_map(|node| Some((node["nodeId"].as_str()?, *node))).collect();
    let root = nodes.iter().find(|node| node["backendDOMNodeId"] == place).ok_or_else(|| Fault::said(format!("{selector} is not in the tree")))?;
    let mut said = Vec::new();
    collect(root, &by_id, "", &mut said);
    Ok(said)
}

fn collect(node: &Value, by_id: &HashMap<&str, &Value>, holder: &str, said: &mut Vec<String>) {
    let (own, name) = (node["role"]["value"].as_str().unwrap_or_default(), node["name"]["value"].as_str().unwrap_or_default().trim());
    let children = || node["childIds"].as_array().into_iter().flatten().filter_map(|id| by_id.get(id.as_str()?).copied());
    let silent = node["ignored"] == true || read_aloud::SILENT.contains(&own);
    let level =
        node["properties"].as_array().into_iter().flatten().find(|property| property["name"] == "level").map(|level| level["value"]["value"].to_string());
    let role = match own {
        _ if silent => None,
        "StaticText" if name.is_empty() || holder.contains(name) => None,
        "StaticText" => Some("text".to_owned()),
        "DisclosureTriangle" | "DisclosureTriangleGrouped" => Some("disclosure".to_owned()),
        "img" | "image" => Some("image".to_owned()),
        "searchbox" | "textbox" => Some("textbox".to_owned()),
        "heading" => Some(format!("heading {}", level.unwrap_or_default())),
        "list" => Some(format!("list {}", children().filter(|child| child["role"]["value"] == "listitem" && child["ignored"] != true).count())),
        // Without a name, nobody hears of them.
        "group" | "radiogroup" | "form" if name.is_empty() => None,
        "radiogroup" => Some("group".to_owned()),
        "link" | "button" | "table" | "columnheader" | "rowheader" | "cell" | "figure" | "blockquote" | "separator" | "checkbox" | "radio" | "combobox"
        | "banner" | "navigation" | "main" | "complementary" | "contentinfo" | "region" | "form" | "search" | "article" | "group" => Some(own.to_owned()),
        _ => None,
    };
    if let Some(role) = &role {
        tell(said, role, name);
    }
    let holder = if silent || role.is_none() {
        holder
    } else if read_aloud::is_named_by_content(own) {
        name
    } else {
        ""
    };
    children().for_each(|child| collect(child, by_id, holder, said));
}

/// One more word; a text goes on with the one before it.
fn tell(said: &mut Vec<String>, role: &str, name: &str) {
    let name: String = name.split_whitespace().collect();
    match said.last_mut() {
        Some(before) if role == "text" && before.starts_with("text ") => before.push_str(&name),
        _ => said.push(format!("{role} {name}")),
    }
}

pub async fn what_is_heard_is_what_the_browser_tells_screen_readers(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    let mut faults = Vec::new();
    let mut lines = 0;
    for slug in [
        "logement",
        "accueil",
        "actions-services",
        "asile",
        "equipe",
        "formations",
        "logement-facile",
        "recherche",
        "chiffres",
        "accessibilite",
        "outils-et-publications",
        "qui-sommes-nous",
        "contact",
    ] {
        paste(browser, &server, &written(slug)?.to_string()).await?;
        browser.until("document.querySelector('.preview__stage h1')", slug).await?;
        browser.click("#preview-heard > summary").await?;
        browser.until("document.querySelector('.heard__line')", "what is heard").await?;
        let told = browser
            .value("[...document.querySelectorAll('.heard > li')].filter((line) => line.dataset.role !== 'lang').map((line) => [line.dataset.role, line.querySelector('.heard__role')?.textContent ?? '', line.querySelector('.heard__name')?.textContent ?? ''])")
            .await?;
        let mut heard = Vec::new();
        for line in told.as_array().into_iter().flatten() {
            let [role, said, name] = [&line[0], &line[1], &line[2]].map(|part| part.as_str().unwrap_or_default());
            let number: String = said.chars().filter(char::is_ascii_digit).collect();
            let role = if ["heading", "list"].contains(&role) { format!("{role} {number}") } else { role.to_owned() };
            tell(&mut heard, &role, name);
        }
        let own = browsers_own(browser, ".preview__stage").await?;
        lines += own.len();
        if let Some(place) = (0..own.len().max(heard.len())).find(|place| own.get(*place) != heard.get(*place)) {
            let around = |words: &[String]| words.iter().skip(place.saturating_sub(2)).take(5).cloned().collect::<Vec<_>>();
            faults.push(format!("{slug}, at {place} of {}: the browser says {:#?}, the list {:#?}", own.len(), around(&own), around(&heard)));
        }
    }
    println!("{lines} lines compared");
    none(faults)
}

pub async fn a_line_that_is_heard_leads_to_the_page_and_the_page_to_its_line(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    browser.size(1440, 900).await?;
    let mut page = written("logement")?;
    let blocks = page["blocks"].as_array_mut().ok_or_else(|| Fault::said("no blocks"))?;
    blocks.push(json!({ "type": "paragraph", "text": [{ "link": "/asile/", "text": "Le dernier lien" }, " et sa suite."] }));
    paste(browser, &server, &page.to_string()).await?;
    browser.until("document.querySelector('.preview__stage h1')", "the page").await?;
    browser.click("#preview-heard > summary").await?;
    browser.until("document.querySelector('.heard__line')", "what is heard").await?;
    let line = "[...document.querySelectorAll('.heard__line')].find((line) => line.textContent.includes('Le dernier lien'))";
    browser.run(&format!("{line}.click()")).await?;
    let mut faults = Vec::new();
    for (holds, what) in [
        (
            "document.activeElement.matches('.preview__stage a[data-preview-here]') && document.activeElement.textContent === 'Le dernier lien'".to_owned(),
            "the focus on the link",
        ),
        (
            "(() => { const { top, bottom } = document.activeElement.getBoundingClientRect(); return top > 100 && bottom < innerHeight; })()".to_owned(),
            "the link on the screen",
        ),
        (format!("{line}.getAttribute('aria-current') === 'true'"), "the line that is meant"),
        ("document.querySelectorAll('.heard__line[tabindex=\"0\"]').length === 1".to_owned(), "one stop of the Tab key"),
    ] {
        if !browser.holds(&holds).await? {
            faults.push(format!("a line leads to a page that lacks {what}"));
        }
    }
    // Arrows: the next line, and the page with it; the focus stays in the list.
    browser.run(&format!("{line}.focus()")).await?;
    browser.press('\u{e015}').await?;
    if !browser.holds("document.activeElement.matches('.heard__line') && document.activeElement.textContent.includes('et sa suite') && document.querySelector('.preview__stage [data-preview-here]').matches('p')").await? {
        faults.push("an arrow does not lead on".to_owned());
    }
    // The other way round.
    browser.run("document.querySelector('.preview__stage .prose h2').click()").await?;
    let title = browser.words("document.querySelector('.preview__stage .prose h2').textContent").await?;
    let chosen = browser.words("document.querySelector('.heard__line[aria-current]').textContent").await?;
    if !chosen.contains(&title) || !chosen.contains("titre de niveau 2") {
        faults.push(format!("the page leads to « {chosen} »"));
    }
    none(faults)
}

pub async fn four_readers_see_the_draft_at_once_and_in_step(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    browser.size(1440, 900).await?;
    let mut page = written("logement")?;
    page["title"] = format!("Logement {CANARY}").into();
    paste(browser, &server, &page.to_string()).await?;
    browser.until("document.querySelector('.preview__stage h1')", "the page").await?;
    browser.run("document.querySelector('[name=preview-width][value=four]').click()").await?;
    let all = |test: &str| {
        format!(
            "(() => {{ const frames = [...document.querySelectorAll('.readers iframe')]; return frames.length === 4 && frames.every((frame) => {{ const page = frame.contentDocument; return {test}; }}); }})()"
        )
    };
    browser.until(&all("page?.querySelector('h1')?.textContent.includes('CANARI')"), "the draft in four frames").await?;
    let mut faults = Vec::new();
    for (holds, what) in [
        (all("page.compatMode === 'CSS1Compat'"), "the mode of today's standards"),
        (all("frame.title.length > 8"), "a title each"),
        (all("page.defaultView.getComputedStyle(page.querySelector('h1')).fontWeight >= 600"), "the site's style"),
        (all("new URL(frame.src).origin === location.origin && !frame.src.includes('#') && !frame.src.includes('?')"), "an address of this site that says nothing"),
        (all("page.documentElement.scrollWidth <= frame.clientWidth + 1"), "a page that is as wide as its screen"),
        (all("frame.getBoundingClientRect().right <= document.querySelector('.main').getBoundingClientRect().right + 1"), "screens that fit"),
        ("(() => { const [phone, computer, rtl, large] = [...document.querySelectorAll('.readers iframe')].map((frame) => [frame.contentWindow.innerWidth, frame.contentDocument.documentElement.dir]); return phone[0] === 360 && computer[0] === 1280 && rtl[1] === 'rtl' && large[0] === 640; })()".to_owned(), "four readers"),
    ] {
        if !browser.holds(&holds).await? {
            faults.push(format!("the frames lack {what}"));
        }
    }
    // Read on in one: the others come along, to the same heading.
    let heading = "[...page.querySelectorAll('.prose h2')].at(2)";
    for reader in 0..4 {
        browser.run(&format!("(() => {{ const frame = document.querySelectorAll('.readers iframe')[{reader}]; const page = frame.contentDocument; frame.contentWindow.scrollTo(0, {reader} ? 40 : 0); }})()")).await?;
        browser.until("true", "a breath").await?;
        browser.run(&format!("(() => {{ const frame = document.querySelectorAll('.readers iframe')[{reader}]; const page = frame.contentDocument; frame.contentWindow.scrollBy(0, {heading}.getBoundingClientRect().top); }})()")).await?;
        let together = all(&format!("Math.abs({heading}.getBoundingClientRect().top) < 3"));
        if browser.until(&together, "the others").await.is_err() {
            let tops = browser.value(&format!("[...document.querySelectorAll('.readers iframe')].map((frame) => {{ const page = frame.contentDocument; return {heading}.getBoundingClientRect().top; }})")).await?;
            faults.push(format!("when reader {reader} reads on, the others are at {tops}"));
        }
        browser.run("document.querySelectorAll('.readers iframe').forEach((frame) => frame.contentWindow.scrollTo(0, 0))").await?;
        browser.until(&all("page.defaultView.scrollY === 0"), "the top again").await?;
    }
    // What is typed is seen in all of them, in the frames that were there, where they were read.
    browser.run("document.querySelectorAll('.readers iframe').forEach((frame) => { frame.dataset.kept = ''; }); document.querySelector('.readers iframe').contentWindow.scrollTo(0, 900)").await?;
    browser.until("document.querySelectorAll('.readers iframe')[3].contentWindow.scrollY > 300", "the others").await?;
    let field = "const field = document.querySelector('#preview-text'); field.focus(); field.value = field.value.replaceAll('CANARI', 'CANARI-NEUF'); field.dispatchEvent(new InputEvent('input', { bubbles: true }))";
    browser.run(field).await?;
    browser.until(&all("'kept' in frame.dataset && page.querySelector('h1').textContent.includes('CANARI-NEUF')"), "what is typed in all four").await?;
    if !browser.holds(&all("page.defaultView.scrollY > 300")).await? || !browser.holds("document.activeElement.id === 'preview-text'").await? {
        faults.push("who types loses the place".to_owned());
    }
    // What is heard is read in one of the frames, and outlined in all.
    browser.run("document.querySelector('#preview-heard > summary').click()").await?;
    browser.until("document.querySelectorAll('.heard__line').length > 20", "what is heard").await?;
    browser.run("[...document.querySelectorAll('.heard__line')].find((line) => line.textContent.includes('titre de niveau 2')).click()").await?;
    if !browser.holds(&all("page.querySelector('[data-preview-here]')?.localName === 'h2'")).await? {
        faults.push("a line does not lead to the four of them".to_owned());
    }
    // One under the other where there is no room, and no way out for the draft.
    browser.size(360, 800).await?;
    browser.run("dispatchEvent(new Event('resize'))").await?;
    let below = "(() => { const tops = [...document.querySelectorAll('.readers__one')].map((one) => one.getBoundingClientRect().top); return tops.every((top, index) => !index || top > tops[index - 1]) && document.documentElement.scrollWidth <= 360; })()";
    if !browser.holds(below).await? {
        faults.push("on a telephone the frames do not stand one under the other".to_owned());
    }
    if server.asked().iter().any(|asked| asked.path.contains("CANARI") && !asked.path.starts_with("/content/") || asked.path.contains("cadre.xhtml?")) {
        faults.push("the draft was sent".to_owned());
    }
    let page = server.url("/apercu/cadre.xhtml");
    let policy = browser
        .later(
            &format!("const done = arguments[arguments.length - 1]; fetch('{page}').then((answer) => done(answer.headers.get('Content-Security-Policy')))"),
            Vec::new(),
        )
        .await?;
    let policy = policy.as_str().unwrap_or_default();
    if !policy.contains("frame-ancestors 'self'") || policy.contains("script-src") {
        faults.push(format!("the frames' policy: {policy}"));
    }
    none(faults)
}

pub async fn a_click_in_the_page_goes_to_the_field(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    browser.size(1440, 900).await?;
    paste(browser, &server, &serde_json::to_string_pretty(&written("logement")?)?).await?;
    browser.until("document.querySelector('.preview__stage h1')", "the page").await?;
    let chosen = "(() => { const field = document.querySelector('#preview-text'); return document.activeElement === field ? field.value.slice(field.selectionStart, field.selectionEnd) : 'not in the field'; })()";
    let told = "document.querySelector('#preview-source').textContent";
    let mut faults = Vec::new();
    for (selector, path, word) in [
        (".preview__stage h1", "title", "Logement"),
        (".preview__stage .lead", "summary", ""),
        (".preview__stage .brief li", "brief[0]", ""),
        (".preview__stage .prose h2", "blocks[0].text", ""),
        (".preview__stage .prose .steps p", "blocks[1].items[0].title", ""),
        (".preview__stage .brief__title", "in_brief", "not in the field"),
    ] {
        browser.run("document.activeElement.blur(); getSelection().removeAllRanges()").await?;
        browser.click(selector).await?;
        let (told, chosen) = (browser.words(told).await?, browser.words(chosen).await?);
        if !told.contains(path) || chosen.is_empty() || !chosen.contains(word) {
            faults.push(format!("{selector}: « {told} », « {chosen} »"));
        }
    }
    // By keyboard; and a link leads nowhere: the draft stays.
    browser.run("document.querySelector('.preview__stage .prose > p').focus()").await?;
    browser.press('\u{e007}').await?;
    let told = browser.words(told).await?;
    if !told.contains("blocks[") || !browser.holds("document.activeElement.id === 'preview-text'").await? {
        faults.push(format!("Enter tells « {told} »"));
    }
    if !browser.url().await?.ends_with("/apercu/") || !browser.holds("document.querySelector('.preview__stage h1')").await? {
        faults.push("the draft was left".to_owned());
    }
    none(faults)
}

pub async fn what_is_typed_is_shown_while_it_is_typed_and_nothing_is_saved(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    browser.goto(&server.url("/apercu/")).await?;
    browser.until(OPEN, "the door").await?;
    let typed = |text: &str| {
        format!(
            "const field = document.querySelector('#preview-text'); field.focus(); field.value = {}; field.setSelectionRange(5, 5); window.since = performance.now(); field.dispatchEvent(new InputEvent('input', {{ bubbles: true }}))",
            serde_json::Value::from(text)
        )
    };
    browser.run(&typed(&draft())).await?;
    browser.until("document.querySelector('.preview__stage')?.textContent.includes('Une phrase neuve')", "the draft that is typed").await?;
    ensure!(browser.holds("document.activeElement.id === 'preview-text' && document.activeElement.selectionStart === 5").await?, "who types loses the field");
    // The next letters: seen soon, in the same field.
    browser
        .run("window.seen = new Promise((done) => new MutationObserver(() => { if (document.querySelector('.preview__stage')?.textContent.includes('phrase changée')) done(performance.now() - window.since); }).observe(document.body, { childList: true, subtree: true, characterData: true }))")
        .await?;
    browser.run(&typed(&draft().replace("phrase neuve", "phrase changée"))).await?;
    let waited = browser.later("const done = arguments[arguments.length - 1]; window.seen.then(done);", Vec::new()).await?;
    println!("typed and seen after {waited} ms");
    ensure!(browser.holds("document.activeElement.id === 'preview-text'").await?, "who types loses the field at the second time");
    // What is no JSON yet is told, and the page stays.
    browser.run(&typed("{\"title\": ")).await?;
    let told = said(browser).await?;
    ensure!(told.contains("Ligne 1"), "« {told} »");
    ensure!(browser.holds("document.querySelector('.preview__stage').textContent.includes('phrase changée')").await?, "the page went");
    let asked = server.asked().iter().filter(|asked| asked.path.contains("wp-json")).count();
    ensure!(asked == 0 && browser.holds("localStorage.length === 0 || !JSON.stringify(localStorage).includes('CANARI')").await?, "something was saved");
    Ok(())
}

pub async fn a_file_with_faults_is_refused_with_their_places(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    let mut faults = Vec::new();
    for (text, expected) in [
        ("{\"title\": ", "Ligne 1, colonne"),
        ("{\"titre\": \"x\"}", "titre"),
        (&*draft().replace("\"summary\":\"Un brouillon d'essai.\"", "\"summary\":3"), "summary"),
    ] {
        paste(browser, &server, text).await?;
        let said = said(browser).await?;
        if !said.contains(expected) || !said.contains("Rien n’a été perdu") || browser.holds(BANNER).await? {
            faults.push(format!("{text} gives « {said} »"));
        }
    }
    none(faults)
}

pub async fn a_link_that_carries_a_draft_opens_it_until_its_last_day(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    paste(browser, &server, &draft()).await?;
    browser.until(BANNER, "the banner").await?;
    browser.run("document.querySelector('[data-preview=link]').closest('details').open = true").await?;
    browser.run("document.querySelector('[data-preview=link]').click()").await?;
    browser.until("document.querySelector('#preview-link input')?.value.includes('#d=')", "the link").await?;
    let link = browser.words("document.querySelector('#preview-link input').value").await?;
    ensure!(!link.contains(CANARY), "the draft shows in the link");
    browser.goto(&server.url("/")).await?;
    browser.goto(&link).await?;
    browser.until(BANNER, "the draft of the link").await?;
    ensure!(
        browser.holds("location.hash === '' && document.querySelector('main h1').textContent.includes('CANARI')").await?,
        "the address still holds it, or it is not shown"
    );
    ensure!(!server.asked().iter().any(|asked| asked.path.contains(CANARY) || asked.referrer.as_deref().is_some_and(|from| from.contains('#'))), "it was sent");
    // Loaded again, it is gone, and the page says so.
    browser.run("location.reload()").await?;
    browser.until(OPEN, "the door again").await?;
    let again = said(browser).await?;
    ensure!(again.contains("a été rechargée"), "« {again} »");
    // Cut on its way; then after its last day.
    browser.goto(&server.url("/")).await?;
    browser.goto(&link[..link.len() - 9]).await?;
    browser.until(OPEN, "the door").await?;
    let cut = said(browser).await?;
    ensure!(cut.contains("coupé ou changé") && !browser.holds(BANNER).await?, "« {cut} »");
    let later = browser.before_pages("const real = Date; Date = class extends real { constructor(...given) { super(...(given.length ? given : [real.now() + 40 * 864e5])); } static now() { return real.now() + 40 * 864e5; } };").await?;
    browser.goto(&server.url("/")).await?;
    browser.goto(&link).await?;
    browser.until(OPEN, "the door").await?;
    let over = said(browser).await?;
    let shown = browser.holds("document.body.textContent.includes('CANARI')").await?;
    browser.no_longer_before_pages(later).await?;
    ensure!(over.contains("s’est fermé le") && !shown, "« {over} »");
    Ok(())
}

/// What the bridge answers for an item.
fn item(kind: &str) -> String {
    json!({
        "id": 7, "type": "page", "lang": "fr", "slug": "logement", "status": "draft", "autosave": true, "scheduled": "2099-01-05T08:00:00Z", "author": "L'équipe",
        "draft": { "title": format!("Logement {CANARY}"), "summary": "Un brouillon.", "modified": "2026-11-25T10:00:00Z", "page": null, "edited": null,
            "content": "<h2>Que faire ?</h2><p>Une phrase <strong>neuve</strong>. <a href=\"/asile/\">Asile</a></p><script>alert(1)</script><p onclick=\"alert(2)\">Une autre.</p>" },
        "published": { "title": "Logement", "summary": "Un brouillon.", "modified": "2026-11-20T10:00:00Z", "page": null, "edited": null, "content": "<h2>Que faire ?</h2><p>Une phrase.</p>" },
        "token": { "kind": kind, "until": "2026-11-25T10:10:00Z" }, "edit": null, "links": []
    })
    .to_string()
}

pub async fn a_draft_of_wordpress_is_shown_and_its_token_leaves_the_address(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    server.wordpress(WordPress::Answers(200, "application/json", item("editor")));
    browser.goto(&server.url("/apercu/#id=7&t=e1.secret.jeton")).await?;
    browser.until(BANNER, "the draft").await?;
    let mut faults = Vec::new();
    for (holds, what) in [
        ("location.hash === '' && !document.documentElement.outerHTML.includes('secret.jeton')", "nothing of the token in the page"),
        ("document.querySelector('main h1').textContent.includes('CANARI')", "the newest title"),
        ("document.querySelector('.preview__stage strong')?.textContent === 'neuve'", "its markup"),
        ("!document.querySelector('.preview__stage script, .preview__stage [onclick]')", "no program of the text"),
        ("document.querySelector('.preview').innerText.includes('équipe')", "whose it is"),
        ("document.querySelector('.preview').innerText.includes('Publication prévue le')", "when it will be published"),
        ("document.querySelector('.preview__counts').textContent.includes('phrase')", "what changed"),
        ("document.querySelector('.preview').innerText.includes('script')", "what was left out"),
    ] {
        if !browser.holds(holds).await? {
            faults.push(format!("the preview lacks {what}"));
        }
    }
    let asked = server.asked();
    let with_token: Vec<_> = asked.iter().filter(|asked| asked.token.is_some()).collect();
    ensure!(!with_token.is_empty() && with_token.iter().all(|asked| asked.path.starts_with("/wp-json/passerelle/v1/")), "the token went to {with_token:?}");
    ensure!(with_token.iter().all(|asked| asked.referrer.is_none()), "the request says where from: {with_token:?}");
    ensure!(!asked.iter().any(|asked| asked.path.contains("secret")), "the token was sent in an address");
    // The day of its publication, visitors see it; before, what is published.
    browser
        .run("const day = document.querySelector('#preview-day'); day.value = '2099-01-04'; day.dispatchEvent(new Event('change', { bubbles: true }))")
        .await?;
    browser.until("document.querySelector('#preview-day-said').textContent.includes('pas encore')", "the day before").await?;
    ensure!(!browser.holds("document.querySelector('.preview__stage').textContent.includes('CANARI')").await?, "the draft is shown on a day when it is not");
    browser
        .run("const day = document.querySelector('#preview-day'); day.value = '2099-01-05'; day.dispatchEvent(new Event('change', { bubbles: true }))")
        .await?;
    browser.until("document.querySelector('.preview__stage').textContent.includes('CANARI')", "the day itself").await?;
    // Another tab on the public address is never a draft.
    browser.goto(&server.url("/logement/")).await?;
    if browser.holds("document.body.textContent.includes('CANARI') || document.querySelector('.preview')").await? {
        faults.push("the public page shows the draft".to_owned());
    }
    none(faults)
}

pub async fn an_old_version_is_seen_as_a_draft_and_restored_when_it_is_confirmed(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    let version =
        |id: u64, current: bool| json!({ "id": id, "modified": "2026-11-01T10:00:00Z", "author": "Une collègue", "current": current, "confirm": "mot" });
    let mut shown = version(70, false);
    shown["draft"] = json!({ "title": "Logement d'avant", "summary": "Avant.", "content": "<h2>Que faire ?</h2><p>Une phrase d'avant.</p>", "modified": "2026-11-01T10:00:00Z", "page": null, "edited": null });
    let bridge =
        |route: &str| format!("{} /wp-json/passerelle/v1/{}", route.split(' ').next().unwrap_or_default(), route.split(' ').nth(1).unwrap_or_default());
    let routes = |kind: &str| {
        let mut routes = vec![(bridge("GET preview/7"), item(kind))];
        if kind == "editor" {
            routes.extend([
                (bridge("GET revisions"), json!({ "revisions": [version(71, true), version(70, false)] }).to_string()),
                (bridge("GET revisions/70"), shown.to_string()),
                (bridge("POST revisions/70/restore"), json!({ "id": 7, "status": "publish", "modified": "2026-11-25T10:05:00Z" }).to_string()),
            ]);
        }
        WordPress::Routes(routes)
    };
    let restored = "/wp-json/passerelle/v1/revisions/70/restore";
    server.wordpress(routes("editor"));
    browser.goto(&server.url("/apercu/#id=7&t=e1.secret.jeton")).await?;
    browser.until("document.querySelectorAll('#preview-versions button').length === 2", "the old versions").await?;
    let line = browser.words("document.querySelector('#preview-versions li:last-child').textContent").await?;
    ensure!(line.contains("1 novembre 2026") && line.contains("Une collègue"), "« {line} »");
    browser.activate("#preview-versions [value='70']").await?;
    browser.until("document.querySelector('.preview__version')", "the old version").await?;
    let mut faults = Vec::new();
    for (holds, what) in [
        ("document.querySelector('.preview__stage').textContent.includes('phrase d’avant')", "its text"),
        ("!document.querySelector('.preview__stage').textContent.includes('CANARI')", "nothing of the newest text"),
        ("document.querySelector('.preview__counts').textContent.includes('phrase')", "what differs from what is published"),
        ("document.querySelector('#preview-title').textContent.includes('non publié')", "that it is not published"),
        ("!document.querySelector('[data-preview=confirm]')", "no restoring without being asked"),
    ] {
        if !browser.holds(holds).await? {
            faults.push(format!("the old version lacks {what}"));
        }
    }
    browser.activate("[data-preview=restore]").await?;
    browser.until("document.querySelector('[data-preview=confirm]')", "what restoring does").await?;
    ensure!(browser.words("document.querySelector('#preview-restore').textContent").await?.contains("visiteurs"), "nothing says that visitors will read it");
    ensure!(server.count(restored) == 0, "it was restored before it was confirmed");
    browser.activate("[data-preview=confirm]").await?;
    browser.until("document.querySelector('#preview-restored')?.textContent.includes('restaurée')", "that it is restored").await?;
    ensure!(server.count(restored) == 1 && !browser.holds("document.querySelector('.preview__version')").await?, "restored {} times", server.count(restored));
    let with_token = server.asked().into_iter().filter(|asked| asked.token.is_some() && (asked.referrer.is_some() || asked.path.contains("secret"))).count();
    ensure!(with_token == 0, "the token went further");
    // A colleague has no history.
    server.wordpress(routes("colleague"));
    let before = server.count("/wp-json/passerelle/v1/revisions");
    browser.goto(&server.url("/")).await?;
    browser.goto(&server.url("/apercu/#id=7&t=l1.secret")).await?;
    browser.until(BANNER, "the colleague's draft").await?;
    ensure!(!browser.holds("document.querySelector('#preview-versions')").await?, "a colleague is offered old versions");
    ensure!(server.count("/wp-json/passerelle/v1/revisions") == before, "a colleague's page asks for old versions");
    none(faults)
}

pub async fn what_wordpress_refuses_or_fails_at_is_said_with_the_next_step(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    let refusal = |code: &str, message: &str| json!({ "code": code, "message": message, "data": { "status": 401 } }).to_string();
    let mut faults = Vec::new();
    for (wordpress, fragment, expected) in [
        (WordPress::Absent, "#id=7&t=a", "relié à aucun WordPress"),
        (WordPress::Answers(500, "text/html", "<h1>Erreur critique</h1>".into()), "#id=7&t=a", "(500)"),
        (WordPress::Answers(200, "application/json", "{\"id\": 7".into()), "#id=7&t=a", "(200)"),
        (
            WordPress::Answers(401, "application/json", refusal("passerelle_expired", "Cet aperçu a expiré : rouvrez-le depuis WordPress.")),
            "#id=7&t=a",
            "a expiré",
        ),
        (WordPress::Answers(404, "application/json", refusal("rest_no_route", "Aucun chemin")), "#id=7&t=a", "L’extension Passerelle manque"),
        (WordPress::Silent, "#id=7&t=a", "trop de temps"),
        (WordPress::Answers(200, "application/json", item("editor")), "#id=7", "incomplet"),
    ] {
        server.wordpress(wordpress.clone());
        browser.goto(&server.url("/")).await?;
        browser.goto(&server.url(&format!("/apercu/{fragment}"))).await?;
        browser.until(OPEN, "the door").await?;
        let said = said(browser).await?;
        if !said.contains(expected) || browser.holds(BANNER).await? {
            faults.push(format!("{wordpress:?}: « {said} »"));
        }
    }
    none(faults)
}
