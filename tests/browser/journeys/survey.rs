use super::Context;
use crate::{
    engine::Browser,
    ensure,
    outcome::{Outcome, none},
    server::{Program, Server},
    site::SURVEY,
};
use std::time::Duration;

/// Certain, possible, excluded marks of the drawing that is seen, and all of them.
async fn marks(browser: &Browser) -> Outcome<[u64; 4]> {
    let dots = "[...document.querySelectorAll('.voices__stage .dots__one')].map((dot) => getComputedStyle(dot)).map((dot) => ['certain', 'possible', 'dashes'].map((name) => dot.getPropertyValue('--_' + name) !== ''))";
    let counts = browser.value(&format!("[0, 1, 2].map((kind) => {dots}.filter((dot) => dot[kind]).length).concat({dots}.length)")).await?;
    let count = |index: usize| counts[index].as_u64().unwrap_or_default();
    Ok(std::array::from_fn(count))
}

/// The sentence that is seen.
async fn sentence(browser: &Browser) -> Outcome<String> {
    let seen = "[...document.querySelectorAll('.voices__statement, .voices__detail')].filter((line) => line.getClientRects().length)";
    browser.words(&format!("{seen}.map((line) => line.textContent).join(' | ')")).await
}

async fn choose(browser: &Browser, finding: &str) -> Outcome {
    touch(browser, &format!("#{finding} input")).await
}

/// As a reader does, who scrolls until it stands below the stage.
async fn touch(browser: &Browser, selector: &str) -> Outcome {
    browser.run(&format!("document.querySelector('{selector}').scrollIntoView({{ block: 'center' }})")).await?;
    browser.click(selector).await
}

/// Every step that must hold with and without the program.
async fn chooses(browser: &Browser, how: &str) -> Outcome {
    ensure!(marks(browser).await? == [0, 0, 0, 23], "{how}: before any choice, {:?}", marks(browser).await?);
    let first = sentence(browser).await?;
    ensure!(first.starts_with("23 associations"), "{how}: before any choice, « {first} »");
    for (finding, expected, easy, words) in [
        ("f04", [12, 11, 0, 23], "Plus de la moitié des associations.", "de 12 à 23 sur 23"),
        ("f07", [0, 11, 12, 23], "Moins de la moitié des associations.", "de 0 à 11 sur 23"),
        ("f05", [0, 0, 0, 23], "On ne sait pas combien.", "aucun point"),
        ("f15", [0, 0, 0, 23], "On ne sait pas combien.", "aucun point"),
        ("f01", [0, 0, 0, 23], "Un fait, pas une réponse.", "décrit le sondage"),
        ("f10", [12, 11, 0, 23], "Plus de la moitié des associations.", "de 12 à 23 sur 23"),
    ] {
        choose(browser, finding).await?;
        let seen = format!("document.querySelector('#{finding} .voices__source').getClientRects().length");
        browser.until(&seen, &format!("{how}: the source of {finding}")).await?;
        let met = marks(browser).await?;
        ensure!(met == expected, "{how}: {finding} shows {met:?}, not {expected:?}");
        let said = sentence(browser).await?;
        ensure!(said.starts_with(easy) && said.contains(words), "{how}: {finding} says « {said} »");
        ensure!(said.contains("Chiffre non publié") == expected[..3].iter().any(|count| *count > 0), "{how}: {finding} says « {said} »");
    }
    // Only the findings whose words tell a quantity.
    let seen = "[...document.querySelectorAll('.voices__finding')].filter((row) => row.getClientRects().length).map((row) => row.id)";
    ensure!(browser.list(seen).await?.len() == 27, "{how}: {} findings at first", browser.list(seen).await?.len());
    touch(browser, ".voices [name=quantites]").await?;
    let kept = browser.list(seen).await?;
    ensure!(kept == ["f04", "f06", "f07", "f10"], "{how}: the filter keeps {kept:?}");
    let count = "document.querySelector('.voices__count').innerText.trim()";
    let said = browser.words(count).await?;
    ensure!(said == "4 constats sur 27 disent une quantité, rangés par sujet.", "{how}: the count says « {said} »");
    touch(browser, ".voices [name=quantites]").await?;
    // From the words that tell most.
    touch(browser, ".voices [value=force]").await?;
    let ordered = "[...document.querySelectorAll('.voices__strength, .voices__finding')].filter((row) => row.getClientRects().length).sort((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top).map((row) => row.id || row.textContent.slice(0, 14))";
    let order = browser.list(ordered).await?;
    ensure!(order.len() > 27 && order[..5] == ["Plus de la moi", "f04", "f06", "f10", "Moins de la mo"], "{how}: by strength, {order:?}");
    let said = browser.words(count).await?;
    ensure!(said == "27 constats, des mots les plus précis aux plus vagues.", "{how}: the count says « {said} »");
    touch(browser, ".voices [name=quantites]").await?;
    let kept = browser.list(ordered).await?;
    ensure!(kept == ["Plus de la moi", "f04", "f06", "f10", "Moins de la mo", "f07"], "{how}: the filter keeps {kept:?}");
    // Forget it all.
    touch(browser, ".voices__choice button[type=reset]").await?;
    browser.until("!document.querySelector('.voices [name=finding]:checked')", &format!("{how}: nothing chosen")).await?;
    browser
        .until(
            "[...document.querySelectorAll('.voices__statement')].some((line) => line.getClientRects().length && line.textContent.startsWith('23 '))",
            &format!("{how}: the first sentence again"),
        )
        .await?;
    ensure!(marks(browser).await? == [0, 0, 0, 23], "{how}: after forgetting, {:?}", marks(browser).await?);
    ensure!(browser.list(seen).await?.len() == 27, "{how}: the filter stayed");
    Ok(())
}

/// The program's file is missing, which every engine can be shown.
pub async fn a_finding_shows_its_marks_without_the_program(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    server.program(Program::Missing);
    browser.goto(&server.url(SURVEY)).await?;
    wait_for(|| server.has_sent_program()).await;
    ensure!(server.has_sent_program(), "the program was not asked for");
    chooses(browser, "program missing").await?;
    ensure!(!browser.holds("document.querySelector('.voices').hasAttribute('data-live')").await?, "the program ran");
    Ok(())
}

pub async fn a_finding_shows_its_marks_without_scripts(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    browser.block("*.wasm").await?;
    browser.goto(&server.url(SURVEY)).await?;
    tokio::time::sleep(Duration::from_millis(500)).await;
    ensure!(!server.has_sent_program(), "the program was not blocked");
    chooses(browser, "program blocked").await?;
    browser.scripts(false).await?;
    browser.goto(&server.url(SURVEY)).await?;
    chooses(browser, "scripts off").await
}

pub async fn a_finding_shows_its_marks_with_the_program(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    live(browser, &server).await?;
    chooses(browser, "program").await?;
    choose(browser, "f04").await?;
    browser.until("document.querySelector('.voices').dataset.chosen === 'f04'", "data-chosen").await?;
    // What is read out.
    let status = "[...document.querySelectorAll('.voices [role=status]')].map((status) => status.textContent).join(' ')";
    let said = browser.words(status).await?;
    ensure!(said.contains("Créées au début des années 2010") && said.contains("de 12 à 23 sur 23"), "the status says « {said} »");
    browser.press('\u{e00c}').await?;
    browser.until("!document.querySelector('.voices').hasAttribute('data-chosen')", "Escape forgets the choice").await?;
    ensure!(!browser.holds("document.querySelector('.voices [name=finding]:checked')").await?, "a finding stayed chosen");
    ensure!(marks(browser).await? == [0, 0, 0, 23], "after Escape, {:?}", marks(browser).await?);
    marks_are_reached(browser).await?;
    // What the order and the filter leave is read out.
    touch(browser, ".voices [value=force]").await?;
    browser.until(&format!("{status} === '27 constats, des mots les plus précis aux plus vagues.'"), "the order is read out").await?;
    touch(browser, ".voices [name=ordre][value=\"\"]").await?;
    // Arrows go from finding to finding, as in any group of radio buttons.
    choose(browser, "f04").await?;
    browser.press('\u{e015}').await?;
    browser.until("document.querySelector('.voices').dataset.chosen === 'f05'", "the arrow chooses the next finding").await
}

/// The marks are one stop of the keyboard; each says what it is.
async fn marks_are_reached(browser: &Browser) -> Outcome {
    choose(browser, "f07").await?;
    browser.until("document.querySelector('.voices').dataset.chosen === 'f07'", "data-chosen").await?;
    let stops = browser.number("document.querySelectorAll('.voices__stage [tabindex=\"0\"]').length").await?;
    ensure!((stops - 1.0).abs() < 0.1, "{stops} stops among the marks");
    browser.run("document.querySelector('.voices__stage [tabindex=\"0\"]').focus()").await?;
    let said = "document.activeElement.getAttribute('aria-label')";
    for (key, expected) in [
        (None, "Point 1 sur 23 : possible"),
        (Some('\u{e014}'), "Point 2 sur 23 : possible"),
        (Some('\u{e015}'), "Point 14 sur 23 : exclu"),
        (Some('\u{e013}'), "Point 2 sur 23 : possible"),
        (Some('\u{e010}'), "Point 23 sur 23 : exclu"),
        (Some('\u{e011}'), "Point 1 sur 23 : possible"),
    ] {
        if let Some(key) = key {
            browser.press(key).await?;
        }
        let heard = browser.words(said).await?.replace(['\u{a0}', '\u{202f}'], " ");
        ensure!(heard == expected, "the mark says « {heard} », not « {expected} »");
    }
    browser.press('\u{e00c}').await?;
    browser.until("document.activeElement.value === 'f07'", "Escape goes back to the finding").await?;
    browser.press('\u{e00c}').await?;
    browser.until("!document.querySelector('.voices').hasAttribute('data-chosen')", "Escape forgets").await
}

/// WCAG 2.2, 2.4.11 and 2.4.12: going up by keyboard, the stage that stays on the screen must not hide where one is.
pub async fn the_stage_never_hides_what_has_the_focus(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    let mut faults = std::collections::BTreeSet::new();
    for (width, height) in [(1280, 800), (360, 700)] {
        browser.size(width, height).await?;
        live(browser, &server).await?;
        choose(browser, "f27").await?;
        for _ in 0..26 {
            browser.press('\u{e013}').await?;
            let hidden = "(() => { const place = document.activeElement.getBoundingClientRect(), stage = document.querySelector('.voices__stage').getBoundingClientRect();
                return getComputedStyle(document.querySelector('.voices__stage')).position === 'sticky' && place.top < stage.bottom - 1 && place.bottom > stage.top; })()";
            if browser.holds(hidden).await? {
                tokio::time::sleep(Duration::from_millis(250)).await;
            }
            if browser.holds(hidden).await? {
                let at = browser.words("document.activeElement.closest('.voices__finding')?.id ?? ''").await?;
                faults.insert(format!("{width} × {height}: {at}"));
            }
        }
    }
    none(faults.into_iter().collect())
}

async fn live(browser: &Browser, server: &Server) -> Outcome {
    browser.goto_alive(&server.url(SURVEY)).await?;
    browser.until("document.querySelector('.voices[data-live]')", "the program").await
}

pub async fn a_choice_made_before_the_program_is_kept(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    server.program(Program::Late(Duration::from_millis(2500)));
    browser.goto(&server.url(SURVEY)).await?;
    choose(browser, "f07").await?;
    ensure!(!browser.holds("document.querySelector('.voices').hasAttribute('data-live')").await?, "the program was there too soon for this journey");
    ensure!(marks(browser).await? == [0, 11, 12, 23], "before the program, {:?}", marks(browser).await?);
    let place = browser.number("scrollY").await?;
    browser.until("document.querySelector('.voices[data-live]')", "the live drawing").await?;
    browser.until("document.querySelector('.voices').dataset.chosen === 'f07'", "the choice of before").await?;
    ensure!(marks(browser).await? == [0, 11, 12, 23], "with the program, {:?}", marks(browser).await?);
    ensure!(browser.holds("document.querySelector('#f07 input').checked").await?, "the button is no longer chosen");
    ensure!((browser.number("scrollY").await? - place).abs() < 5.0, "the page jumped from {place} to {}", browser.number("scrollY").await?);
    Ok(())
}

/// The address is the view: each choice is a step, back and forward walk through them, and another browser opens the same.
pub async fn the_address_is_the_view(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    live(browser, &server).await?;
    let view = "[location.search + location.hash, document.querySelector('.voices [name=finding]:checked')?.value ?? '', document.querySelector('.voices [name=quantites]').checked]";
    let is = |expected: &'static str| (format!("JSON.stringify({view}) === '{expected}'"), expected);
    for finding in ["f07", "f10"] {
        choose(browser, finding).await?;
        browser.until(&format!("location.hash === '#{finding}'"), finding).await?;
    }
    touch(browser, ".voices [name=quantites]").await?;
    let (holds, name) = is(r#"["?quantites#f10","f10",true]"#);
    browser.until(&holds, name).await?;
    for (step, expected) in [
        (-1, r##"["#f10","f10",false]"##),
        (-1, r##"["#f07","f07",false]"##),
        (-1, r#"["","",false]"#),
        (1, r##"["#f07","f07",false]"##),
        (2, r#"["?quantites#f10","f10",true]"#),
    ] {
        browser.run(&format!("history.go({step})")).await?;
        let (holds, name) = is(expected);
        browser.until(&holds, &format!("{step}: {name}")).await?;
    }
    ensure!(marks(browser).await? == [12, 11, 0, 23], "the view shows {:?}", marks(browser).await?);
    touch(browser, ".voices [value=force]").await?;
    let (holds, name) = is(r#"["?quantites&force#f10","f10",true]"#);
    browser.until(&holds, name).await?;
    // Elsewhere.
    browser.goto(&server.url("/contact/")).await?;
    browser.goto_alive(&server.url(&format!("{SURVEY}?quantites#f07"))).await?;
    let (holds, name) = is(r#"["?quantites#f07","f07",true]"#);
    browser.until(&holds, name).await?;
    browser.goto(&server.url("/contact/")).await?;
    browser.goto_alive(&server.url(&format!("{SURVEY}#tableau"))).await?;
    browser.until("document.querySelector('#tableau').open", "the table is open").await?;
    // One key to the table, and Escape forgets.
    live(browser, &server).await?;
    choose(browser, "f07").await?;
    browser.press('t').await?;
    browser
        .until("document.querySelector('#tableau').open && document.activeElement === document.querySelector('#tableau > summary')", "T opens the table")
        .await?;
    browser.press('\u{e00c}').await?;
    browser.until("location.hash === ''", "Escape leaves the finding").await
}

/// A sentence of the text and its finding lead to each other, with and without scripts.
pub async fn a_sentence_shows_its_proof(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    for scripts in [true, false] {
        browser.scripts(scripts).await?;
        if scripts {
            live(browser, &server).await?;
        } else {
            browser.goto(&server.url(SURVEY)).await?;
        }
        let proofs = browser.list("[...document.querySelectorAll('.proof')].map((link) => link.hash + ' ' + !!document.querySelector(link.hash))").await?;
        ensure!(proofs.len() >= 12 && proofs.iter().all(|proof| proof.ends_with("true")), "scripts {scripts}: sentences lead to {proofs:?}");
        touch(browser, "#phrase-f07").await?;
        browser.until("document.querySelector('#f07 .voices__source').getClientRects().length", &format!("scripts {scripts}: the finding opens")).await?;
        ensure!(marks(browser).await? == [0, 11, 12, 23], "scripts {scripts}: the sentence shows {:?}", marks(browser).await?);
        touch(browser, "#f07 .voices__links a").await?;
        browser.until("location.hash === '#phrase-f07'", &format!("scripts {scripts}: the way back to the sentence")).await?;
        let seen = "(() => { const { top } = document.querySelector('#phrase-f07').getBoundingClientRect(); return top >= 0 && top < innerHeight; })()";
        browser.until(seen, &format!("scripts {scripts}: the sentence is on the screen")).await?;
    }
    Ok(())
}

/// What the reader ticks shows what was said of it, stays on the device, is never sent, and goes when it is erased.
pub async fn the_readers_own_answer_stays_on_the_device(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    browser.goto(&server.url(SURVEY)).await?;
    let said = "[...document.querySelectorAll('.own-answer__said')].filter((said) => said.getClientRects().length).map((said) => said.textContent)";
    ensure!(browser.list(said).await?.is_empty(), "answers are shown before they are asked for");
    for choice in [6, 13] {
        touch(browser, &format!(".own-answer fieldset > ul > li:nth-child({choice}) input")).await?;
    }
    let shown = browser.list(said).await?;
    ensure!(shown.len() == 2 && shown[0].contains("Dans l’accès au logement") && shown[1].contains("n’en parle pas"), "what was said: {shown:?}");
    browser.goto(&server.url("/contact/")).await?;
    browser.goto(&server.url(SURVEY)).await?;
    browser.until("document.querySelectorAll('.own-answer :checked').length === 2", "the answer of before").await?;
    let sent = browser.list("performance.getEntriesByType('resource').map((entry) => entry.initiatorType).filter((kind) => kind === 'beacon')").await?;
    ensure!(sent.is_empty(), "something was sent: {sent:?}");
    // With the settings, everything goes.
    browser.run("document.querySelector('.reading__form').reset()").await?;
    browser.until("localStorage.length === 0 && !document.querySelector('.own-answer :checked')", "nothing is kept on the device").await?;
    touch(browser, ".own-answer fieldset > ul > li:nth-child(6) input").await?;
    touch(browser, ".own-answer [type=reset]").await?;
    browser.goto(&server.url("/contact/")).await?;
    browser.goto(&server.url(SURVEY)).await?;
    tokio::time::sleep(Duration::from_millis(300)).await;
    ensure!(!browser.holds("document.querySelector('.own-answer :checked')").await?, "the answer was not forgotten");
    Ok(())
}

async fn wait_for(mut holds: impl FnMut() -> bool) {
    for _ in 0..100 {
        if holds() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
