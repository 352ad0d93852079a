//! A page read aloud, by a voice that this file stands in for: what it is given is kept, and it ends when it is told to.

use super::Context;
use crate::{
    engine::Browser,
    ensure,
    outcome::{Outcome, none},
};
use serde_json::{Value, json};

const ESCAPE: char = '\u{e00c}';
/// The sentence that is marked.
const MARKED: &str = "[...(CSS.highlights.get('listen') ?? [])].map(String).join('|')";
const CONTROL: &str = "document.querySelector('.listen')";
const WORDS: &str = "https://a-service-elsewhere.example";

/// Voices, those of the device and one that is not, in place of the browser's. `voice.given`: what is being said; `voice.end()`: it was.
fn voices(languages: &[&str]) -> String {
    let own: Vec<Value> =
        languages.iter().map(|lang| json!({ "name": lang, "lang": lang, "localService": true, "default": false, "voiceURI": lang })).collect();
    let far = json!({ "name": "far", "lang": "fr-FR", "localService": false, "default": true, "voiceURI": WORDS });
    let all: Vec<Value> = std::iter::once(far).chain(own).collect();
    format!(
        "const all = {};
        globalThis.voice = {{ given: [], all: [], far: 0, end() {{ const said = this.given; this.given = []; said.forEach((part) => part.onend?.({{ utterance: part }})); }} }};
        globalThis.SpeechSynthesisUtterance = class {{ constructor(text) {{ this.text = text; this.rate = 1; this.voice = null; this.lang = ''; }} }};
        const speech = {{
            speaking: false, paused: false, pending: false, getVoices: () => all, resume() {{}}, pause() {{}},
            speak(part) {{ if (!part.voice?.localService) voice.far += 1; if (part.text) {{ voice.given.push(part); voice.all.push(part.text); }} }},
            cancel() {{ voice.given = []; }}, addEventListener() {{}},
        }};
        Object.defineProperty(globalThis, 'speechSynthesis', {{ value: speech, configurable: true }});",
        json!(all)
    )
}

async fn said(browser: &Browser) -> Outcome<String> {
    browser.words("voice.given.map((part) => part.text).join('|')").await
}

pub async fn a_page_is_read_aloud_from_the_heading_on_the_screen(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    let stub = browser.before_pages(&voices(&["nl-BE", "fr-FR", "fr-BE"])).await?;
    let mut faults = Vec::new();
    let mut expect = |what: &str, found: String, expected: String| {
        if found != expected {
            faults.push(format!("{what}: « {found} » instead of « {expected} »"));
        }
    };
    for (width, height) in [(1280, 800), (360, 740)] {
        browser.size(width, height).await?;
        browser.goto_alive(&server.url("/logement/")).await?;
        ensure!(
            browser.holds("!performance.getEntriesByType('resource').some((entry) => entry.name.includes('/app/listen'))").await?,
            "the part comes before it is asked for"
        );
        // From the beginning, at the top.
        browser.click(".header__listen").await?;
        browser.until(CONTROL, "the control").await?;
        let title = browser.heading().await?;
        expect("the first sentence", said(browser).await?, title.clone());
        expect("its mark", browser.words(MARKED).await?, title);
        expect("the focus", browser.words("document.activeElement.dataset.listen").await?, "pause".to_owned());
        expect("the voice", browser.words("voice.given[0].voice.lang").await?, "fr-BE".to_owned());
        // The next one by itself, and by the button; back, a pause.
        browser.run("voice.end()").await?;
        let second = browser.words(MARKED).await?;
        browser.activate("[data-listen=next]").await?;
        let third = browser.words(MARKED).await?;
        ensure!(!second.is_empty() && third != second, "the mark stays at « {second} »");
        browser.activate("[data-listen=previous]").await?;
        expect("the sentence before", browser.words(MARKED).await?, second.clone());
        browser.activate("[data-listen=pause]").await?;
        expect("a pause", said(browser).await?, String::new());
        expect("the button", browser.words("document.querySelector('[data-listen=pause]').textContent").await?, "Continuer".to_owned());
        browser.activate("[data-listen=pause]").await?;
        expect("after the pause", browser.words(MARKED).await?, second);
        // Its speed lasts.
        browser.activate("[data-listen=speed]").await?;
        ensure!(browser.number("voice.given[0].rate").await? > 1.0, "the speed did not change");
        ensure!(
            browser.list("[...document.querySelectorAll('.listen button')].filter((button) => button.getBoundingClientRect().height < 44 || !button.textContent).map(String)").await?.is_empty(),
            "a button is too small"
        );
        ensure!(
            browser.holds("document.querySelector('.listen').getBoundingClientRect().bottom <= (getComputedStyle(document.querySelector('.header__bar')).position === 'fixed' ? document.querySelector('.header__bar').getBoundingClientRect().top : innerHeight) + 1").await?,
            "the bar hides the control"
        );
        // From the heading on the screen.
        browser.run("document.querySelector('#vos-droits').scrollIntoView({ behavior: 'instant' })").await?;
        browser.activate("[data-listen=here]").await?;
        expect("from the heading", said(browser).await?, browser.words("document.querySelector('#vos-droits').textContent").await?);
        // Escape ends it, and the focus is where it was.
        browser.press(ESCAPE).await?;
        browser.until(&format!("!{CONTROL} && !voice.given.length && !CSS.highlights.has('listen')"), "Escape stops").await?;
        ensure!(browser.holds("document.activeElement.matches('.header__listen')").await?, "the focus is lost");
        browser.run("sessionStorage.clear()").await?;
    }
    // To the end: everything once, what is seen alone, no address of a link.
    browser.size(1280, 800).await?;
    browser.goto_alive(&server.url("/discrimination/")).await?;
    browser.run("document.querySelector('.header__listen').click()").await?;
    browser.until(CONTROL, "the control").await?;
    browser.run("for (let turns = 0; document.querySelector('.listen') && turns < 500; turns += 1) voice.end()").await?;
    ensure!(!browser.holds(CONTROL).await?, "the reading has no end");
    let all = browser.list("voice.all").await?;
    ensure!(all.len() > 10, "only {all:?} is said");
    let numbers = browser
        .list("[...document.querySelectorAll('main a[href^=\"tel:\"]')].filter((link) => link.checkVisibility()).map((link) => link.textContent)")
        .await?;
    ensure!(!numbers.is_empty(), "no telephone on the page");
    ensure!(all.iter().any(|said| said.contains("zéro quatre-vingt-un, septante et un, trente-cinq")), "no telephone is said in words: {all:#?}");
    let wrong: Vec<_> = all
        .iter()
        .filter(|said| said.contains("http") || said.contains('@') || said.contains('«') || said.bytes().any(|letter| letter.is_ascii_digit()))
        .collect();
    ensure!(wrong.is_empty(), "said as it is written: {wrong:#?}");
    ensure!(browser.number("voice.far").await? == 0.0, "a voice from elsewhere was given words");
    browser.no_longer_before_pages(stub).await?;
    none(faults)
}

pub async fn another_page_ends_the_reading(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    let stub = browser.before_pages(&voices(&["fr-BE"])).await?;
    browser.goto_alive(&server.url("/logement/")).await?;
    browser.click(".header__listen").await?;
    browser.until(CONTROL, "the control").await?;
    browser.run("[...document.links].find((link) => link.pathname === '/contact/').click()").await?;
    browser.until("location.pathname === '/contact/'", "the next page").await?;
    browser.until(&format!("!{CONTROL} && !voice.given.length"), "the voice stops with its page").await?;
    // Without a network, once it is there.
    browser.offline(true).await?;
    browser.activate(".header__listen").await?;
    browser.until(&format!("{CONTROL} && voice.given.length"), "it reads without a network").await?;
    browser.offline(false).await?;
    browser.no_longer_before_pages(stub).await?;
    Ok(())
}

pub async fn a_meaning_is_read_aloud(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    let stub = browser.before_pages(&voices(&["fr-BE"])).await?;
    browser.goto(&server.url("/logement/")).await?;
    browser.run("document.querySelector('a[href=\"#mot-cpas\"]').click()").await?;
    browser.until("document.querySelector('.bubble:popover-open [data-act=listen]')", "the meaning, with its button").await?;
    browser.activate(".bubble [data-act=listen]").await?;
    browser.until(CONTROL, "the control").await?;
    let heard = said(browser).await?;
    ensure!(heard == "C P A S", "« {heard} » is said first");
    browser.no_longer_before_pages(stub).await
}

pub async fn a_device_without_a_french_voice_says_so(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    let stub = browser.before_pages(&voices(&["nl-BE", "en-GB"])).await?;
    browser.goto(&server.url("/logement/")).await?;
    browser.click(".header__listen").await?;
    browser.until(&format!("{CONTROL}?.querySelector('[role=status]')?.textContent === \"Cet appareil n’a pas de voix française.\""), "it is said").await?;
    ensure!(browser.holds("!voice.all.length && !voice.far && !CSS.highlights.has('listen')").await?, "something is read all the same");
    browser.activate("[data-listen=stop]").await?;
    browser.until(&format!("!{CONTROL} && document.activeElement.matches('.header__listen')"), "the line goes").await?;
    browser.no_longer_before_pages(stub).await?;
    // No voice at all, no button; its place is kept.
    let none = browser.before_pages("Object.defineProperty(globalThis, 'speechSynthesis', { value: undefined, configurable: true })").await?;
    browser.goto(&server.url("/logement/")).await?;
    browser.settled().await?;
    let hidden = "(() => { const button = document.querySelector('.header__listen'); return !button.checkVisibility({ visibilityProperty: true }) && button.getBoundingClientRect().width > 40; })()";
    ensure!(browser.holds(hidden).await?, "a button that does nothing, or no place for it");
    browser.no_longer_before_pages(none).await
}
