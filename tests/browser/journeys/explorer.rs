//! The explorer of a survey whose counts are published, on the invented one.

use super::Context;
use serde_json::json;
use std::time::Duration;

use crate::{
    ensure,
    outcome::{Outcome, none},
    picture::Picture,
};

const PATH: &str = "/sondages/demonstration/";
const LIVE: &str = "document.querySelector('.explorer[data-live]')";
const STATUS: &str = "document.querySelector('main [role=status]').textContent";
/// By then, the last of some thirty questions is counted too.
const REST: Duration = Duration::from_millis(600);
/// The question on fields of work, of which several could be ticked.
const FIELDS: &str = "document.querySelector('#q-domaines').closest('section')";

pub async fn a_choice_keeps_those_who_made_it_and_everything_is_counted_again(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    browser.goto(&server.url(PATH)).await?;
    browser.until(LIVE, "the explorer").await?;
    let counts = "[...document.querySelectorAll('.explorer__mark b')].map((count) => count.textContent).join()";
    let before = browser.words(counts).await?;
    // By keyboard: one stop, arrows, Enter.
    browser.run(&format!("{FIELDS}.querySelector('.explorer__mark').focus()")).await?;
    browser.press('\u{e015}').await?;
    browser.until("document.activeElement.matches('.explorer__mark') && document.activeElement.textContent.includes('L’éducation')", "the second row").await?;
    browser.press('\u{e006}').await?;
    browser.until(&format!("{STATUS} === '11 associations retenues sur 23'"), "who is kept is said").await?;
    ensure!(
        browser.holds("location.search.includes('domaines=education') && document.activeElement.textContent.includes('L’éducation')").await?,
        "the address or the focus was lost"
    );
    // What is on the screen is counted first, the rest of the page right after. All who are kept ticked it: the base of the others is at most theirs.
    let bases = "[...document.querySelectorAll('.explorer__of')].map((of) => Number(of.textContent.replace(/\\D/g, '')))";
    browser.until(&format!("{bases}.filter((base) => base > 11).length < {bases}.length / 4"), "other bases").await?;
    tokio::time::sleep(REST).await;
    let kept = browser.words(counts).await?;
    ensure!(kept != before, "nothing was counted again");
    let fields = browser.words(&format!("{FIELDS}.querySelector('.explorer__of').textContent")).await?;
    ensure!(fields.contains("20"), "a question's own filter narrows its own counts: « {fields} »");
    // The address is the view: another document shows the same.
    let address = browser.words("location.search").await?;
    browser.goto(&server.url("/")).await?;
    browser.goto(&server.url(&format!("{PATH}{address}"))).await?;
    browser.until(LIVE, "the explorer").await?;
    browser.until(&format!("{STATUS} === '11 associations retenues sur 23'"), "the same choice").await?;
    browser.until(&format!("{counts} === {kept:?}"), "the same counts at the same address").await?;
    browser.run(&format!("{FIELDS}.querySelector('.explorer__mark').focus()")).await?;
    browser.press('\u{e00c}').await?;
    browser.until(&format!("{STATUS}.includes('sans filtre') && location.search === ''"), "Escape shows everything").await?;
    browser.until(&format!("{counts} === {before:?}"), "the counts of before").await
}

pub async fn the_code_on_the_screen_and_on_paper_opens_the_same_view(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    browser.goto(&server.url(&format!("{PATH}?unite=part"))).await?;
    browser.until(LIVE, "the explorer").await?;
    browser.run("navigator.clipboard.writeText = async (words) => { window.copied = words; }; delete Navigator.prototype.share").await?;
    browser.run(&format!("{FIELDS}.querySelector('[data-row=\"1\"]').click()")).await?;
    browser.until(&format!("{STATUS} === '11 associations retenues sur 23'"), "a choice").await?;
    browser.click(".explorer__view > summary").await?;
    browser.until("document.querySelector('.explorer__address').textContent.endsWith('\\n' + location.href)", "the address in letters").await?;
    for button in ["copy", "share"] {
        browser.run("window.copied = ''").await?;
        browser.click(&format!(".explorer__view [data-act={button}]")).await?;
        browser.until("window.copied === location.href && document.querySelector('#said').textContent === 'Copié'", "the address is copied").await?;
    }
    let address = browser.url().await?;
    // Paper is finer than a screen.
    browser.zoomed(900, 700, 2).await?;
    for (medium, dark) in [("screen", false), ("screen", true), ("print", false)] {
        browser.media(medium, &[("prefers-color-scheme", if dark { "dark" } else { "light" })]).await?;
        browser.run("document.querySelector('.explorer__address svg').scrollIntoView({ block: 'center' })").await?;
        let seen = browser.file("Page.captureScreenshot", json!({ "format": "png" })).await?;
        ensure!(Picture::read(&seen)?.codes() == [address.as_str()], "{medium}, dark: {dark}: another code than that of {address}");
    }
    ensure!(browser.holds("!document.querySelector('.explorer__acts').checkVisibility()").await?, "buttons on paper");
    // Who opens it sees the same, and closed folds print the code too.
    browser.media("screen", &[]).await?;
    browser.goto(&server.url("/")).await?;
    browser.goto(&address).await?;
    browser
        .until(&format!("{STATUS} === '11 associations retenues sur 23' && document.querySelector('.explorer').dataset.unit === 'part'"), "the same view")
        .await?;
    browser.until("document.querySelector('.explorer__address').textContent.endsWith('\\n' + location.href)", "the address").await?;
    browser.media("print", &[]).await?;
    browser.until("document.querySelector('.explorer__address svg').checkVisibility()", "the code on paper").await
}

pub async fn what_stays_on_the_screen_never_hides_the_focus(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    let mut faults = std::collections::BTreeSet::new();
    for (width, height) in [(1280, 800), (360, 740)] {
        browser.size(width, height).await?;
        browser.goto(&server.url(&format!("{PATH}?g.structuree=oui"))).await?;
        browser.until("document.querySelector('.explorer[data-live][data-filtered]')", "the explorer").await?;
        tokio::time::sleep(REST).await;
        browser.run("document.querySelector('#q-formations').closest('section').querySelector('.explorer__mark[tabindex=\"0\"]').focus()").await?;
        for _ in 0..30 {
            browser.shift_tab().await?;
            let hidden = "(() => { const place = document.activeElement.getBoundingClientRect(), bar = document.querySelector('.explorer__status');
                return document.activeElement.closest('.explorer__question') && getComputedStyle(bar).position === 'sticky' && place.bottom <= bar.getBoundingClientRect().bottom + 1; })()";
            if browser.holds(hidden).await? {
                tokio::time::sleep(Duration::from_millis(250)).await;
            }
            if browser.holds(hidden).await? {
                let what = "document.activeElement.closest('section').querySelector('h2').id + ' ' + document.activeElement.tagName";
                faults.insert(format!("{width} × {height}: {}", browser.words(what).await?));
            }
        }
    }
    none(faults.into_iter().collect())
}

pub async fn the_table_of_the_view_is_copied(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    browser.goto(&server.url(&format!("{PATH}?g.structuree=oui&c.subsides=reseau&t.subsides"))).await?;
    browser.until("document.querySelector('.explorer[data-live][data-filtered]')", "the explorer").await?;
    browser.run("navigator.clipboard.writeText = async (words) => { window.copied = words; }").await?;
    let section = "document.querySelector('#q-subsides').closest('section')";
    browser.run(&format!("{section}.querySelector('[data-act=table]').click()")).await?;
    browser.until("window.copied", "the table").await?;
    // Caption, head, rows as they are shown, then where it comes from.
    let shown =
        format!("[...{section}.querySelectorAll('table tr')].map((row) => [...row.cells].map((cell) => cell.innerText.trim()).join('\\t')).join('\\n')");
    ensure!(browser.holds(&format!("copied.includes('\\n' + {shown} + '\\n')")).await?, "other rows than those that are shown");
    let told = "copied.startsWith('Données fictives') && copied.includes('16 associations retenues sur 23') && copied.includes('Licence') && copied.endsWith(location.href)";
    ensure!(browser.holds(told).await?, "the copy does not say what it is: {}", browser.words("copied").await?);
    Ok(())
}

pub async fn without_its_program_the_survey_is_whole(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    browser.block("*.wasm").await?;
    browser.goto(&server.url(PATH)).await?;
    let mut faults = Vec::new();
    for (holds, what) in [
        ("document.querySelectorAll('.explorer__question').length > 10", "its questions"),
        ("[...document.querySelectorAll('.explorer__question')].every((question) => question.querySelector('.explorer__base'))", "the base of each"),
        (
            "[...document.querySelectorAll('.explorer__question')].every((question) => question.querySelector('.explorer__tag')?.textContent.includes('fictives'))",
            "that each is invented",
        ),
        ("document.querySelectorAll('.explorer__question table').length > 10", "tables"),
        ("document.querySelector('meta[name=robots]')?.content.includes('noindex')", "that it is not indexed"),
        ("document.documentElement.scrollWidth <= innerWidth", "a width that fits"),
    ] {
        if !browser.holds(holds).await? {
            faults.push(format!("the page lacks {what}"));
        }
    }
    browser.block("nothing-is-blocked").await?;
    none(faults)
}
