//! On paper: text, addresses and contacts; nothing that only a screen can do.

use super::Context;
use crate::{
    engine::Browser,
    ensure,
    outcome::{ByPlace, Outcome},
};
use serde_json::json;
use std::io::Read;

/// A home, a theme with contacts, a survey; and how many pages of A4 each may take.
const PAGES: [(&str, usize); 3] = [("/", 5), ("/logement/", 6), ("/analyse-de-lirfam-2022/", 9)];

/// What does nothing on paper and is seen all the same.
const CONTROLS: &str = "[...document.querySelectorAll('nav, button, [role=search], input[type=search], input[type=checkbox], summary')]
    .filter((control) => control.checkVisibility({ visibilityProperty: true }) && control.getBoundingClientRect().height > 1)
    // A disclosure's title is a title on paper too, when what it opens is there.
    .filter((control) => !(control.matches('main summary') && control.parentElement.querySelector(':scope > :not(summary)')?.checkVisibility()))
    .map((control) => (control.closest('[class]')?.className.split(' ')[0] ?? '') + ' ' + control.tagName.toLowerCase() + ' is printed' + (control.matches('summary') ? ', what it opens is not' : ''))";

/// Links elsewhere that do not say where they lead.
const UNWRITTEN: &str = "[...document.querySelectorAll('main a[href^=http]')]
    .filter((link) => link.checkVisibility())
    .filter((link) => {
        const after = getComputedStyle(link, '::after').content;
        const bare = link.getAttribute('href').replace(/^https?:[/][/]/, '').replace(/[/]$/, '');
        return !after.includes('attr(href') && !after.includes(bare) && !link.textContent.includes(bare);
    })
    .map((link) => 'the address of « ' + link.textContent.trim() + ' » is not written (' + (link.closest('[class]')?.className ?? '') + ')')";

/// Telephones and addresses that are on the screen and not on paper. A letter that is begun already (`?subject=`) is a tool, not a contact.
const CONTACTS: &str = "[...document.querySelectorAll('main a[href^=\"tel:\"], main a[href^=\"mailto:\"]:not([href*=\"?\"]), main address')]
    .filter((contact) => !contact.checkVisibility() && !contact.closest('details:not([open])'))
    .map((contact) => 'a contact is lost: ' + contact.textContent.trim())";

pub async fn on_paper_text_addresses_and_contacts_stay_and_controls_go(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    let mut faults = ByPlace::default();
    for (path, _) in PAGES {
        browser.goto_alive(&server.url(path)).await?;
        browser.media("print", &[]).await?;
        for script in [CONTROLS, UNWRITTEN, CONTACTS] {
            for fault in browser.list(script).await? {
                faults.add(fault, path);
            }
        }
        let words = "document.querySelector('main').innerText.length";
        let printed = browser.number(words).await?;
        browser.media("", &[]).await?;
        let shown = browser.number(words).await?;
        if printed < shown * 0.8 {
            faults.add(format!("{printed} letters on paper of {shown} on the screen"), path);
        }
    }
    // The proof that contacts were looked for where there are some.
    browser.goto(&server.url("/logement/")).await?;
    ensure!(
        browser.number("document.querySelectorAll('main a[href^=\"tel:\"]').length").await? >= 1.0,
        "no telephone on /logement/: this journey proves nothing"
    );
    faults.none()
}

pub async fn on_paper_pages_are_few_and_full(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    let mut faults = ByPlace::default();
    for (path, most) in PAGES {
        browser.goto_alive(&server.url(path)).await?;
        browser.settled().await?;
        let all = printed(browser, "").await?;
        ensure!(all.starts_with(b"%PDF-"), "{path}: not a PDF");
        let pages = pages(&all);
        println!("  {path}: {pages} pages of A4");
        if pages == 0 || pages > most {
            faults.add(format!("{pages} pages of A4, not 1 to {most}"), path);
        }
        let last = printed(browser, &pages.to_string()).await?;
        let lines = lines(&last);
        if lines < 3 {
            faults.add(format!("{lines} lines on the last page, {pages}"), path);
        }
    }
    faults.none()
}

pub async fn every_sheet_to_take_away_is_one_sheet(context: Context<'_>) -> Outcome {
    let Context { browser, site } = context;
    let server = context.serve().await?;
    let sheets: Vec<_> = site.beside.iter().filter(|path| path.ends_with("/fiche/")).collect();
    ensure!(sheets.len() >= 25, "only {sheets:?}");
    let mut faults = ByPlace::default();
    for path in sheets {
        browser.goto(&server.url(path)).await?;
        browser.settled().await?;
        let pages = pages(&printed(browser, "").await?);
        if pages != 1 {
            faults.add(format!("{pages} pages of A4"), path);
        }
        browser.media("print", &[]).await?;
        // As one types them, `www.` left out, in the link or after it.
        let unwritten = "[...document.querySelectorAll('main a[href^=http]')]
            .filter((link) => !link.parentElement.textContent.includes(link.getAttribute('href').replace(/^https?:[/][/](www[.])?/, '').replace(/[/]$/, '')))
            .map((link) => 'the address of « ' + link.textContent.trim() + ' » is not written')";
        for script in [CONTROLS, CONTACTS, unwritten] {
            for fault in browser.list(script).await? {
                faults.add(fault, path);
            }
        }
        // Letters that can be read, and what leads back to the page.
        let letters = "[...document.querySelectorAll('.handout__sheet p')].filter((line) => parseFloat(getComputedStyle(line).fontSize) < 11).map((line) => 'small letters: ' + line.textContent)";
        for fault in browser.list(letters).await? {
            faults.add(fault, path);
        }
        if !browser.holds("document.querySelector('.handout__code').getBoundingClientRect().width > 75").await? {
            faults.add("no code that a telephone reads".to_owned(), path);
        }
        browser.media("", &[]).await?;
    }
    faults.none()
}

/// `range`: the pages to print, all when empty.
async fn printed(browser: &Browser, range: &str) -> Outcome<Vec<u8>> {
    let a4 = json!({ "paperWidth": 8.27, "paperHeight": 11.69, "preferCSSPageSize": true, "pageRanges": range });
    browser.file("Page.printToPDF", a4).await
}

fn places<'a>(bytes: &'a [u8], word: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    bytes.windows(word.len()).enumerate().filter(move |(_, window)| *window == word).map(|(place, _)| place)
}

/// Pages of a PDF whose objects are written out, as Chromium's are.
fn pages(pdf: &[u8]) -> usize {
    let word = b"/Type /Page";
    places(pdf, word).filter(|place| pdf.get(place + word.len()) != Some(&b's')).count()
}

/// Pieces of text that a PDF shows.
fn lines(pdf: &[u8]) -> usize {
    let starts = places(pdf, b"stream\n").filter(|place| !pdf[..*place].ends_with(b"end"));
    starts
        .map(|start| {
            let mut text = Vec::new();
            // What is no compressed text is a font or a picture.
            _ = flate2::read::ZlibDecoder::new(&pdf[start + b"stream\n".len()..]).read_to_end(&mut text);
            places(&text, b" Tj\n").count() + places(&text, b" TJ\n").count()
        })
        .sum()
}
