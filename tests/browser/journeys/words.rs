//! Words that pages explain, and texts in easy French.

use super::Context;
use crate::{
    ensure,
    outcome::{ByPlace, Outcome, none},
};

const OPEN: &str = "document.querySelector('.bubble:popover-open')";

pub async fn a_word_opens_where_it_stands_and_escape_closes_it(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    for alive in [false, true] {
        if alive {
            browser.goto_alive(&server.url("/logement/")).await?;
        } else {
            browser.block("*.wasm").await?;
            browser.goto(&server.url("/logement/")).await?;
        }
        browser.run("document.querySelector('a[href=\"#mot-cpas\"]').scrollIntoView({ block: 'center' })").await?;
        browser.click("a[href=\"#mot-cpas\"]").await?;
        browser.until(OPEN, "the meaning").await?;
        let said = browser.words(&format!("{OPEN}.textContent.replace('Écouter', '')")).await?;
        let listed = browser.words("document.querySelector('#mot-cpas').nextElementSibling.textContent").await?;
        ensure!(said == format!("CPAS{listed}") && listed.len() > 20, "« {said} » is not « {listed} »");
        ensure!(browser.holds("location.hash === ''").await?, "the page went elsewhere");
        browser.press('\u{e00c}').await?;
        browser.until(&format!("!{OPEN} && document.activeElement.hash === '#mot-cpas'"), "Escape closes it, and the focus is on the word").await?;
        browser.block("nothing-is-blocked").await?;
    }
    // Without scripts the link leads to the meaning.
    browser.scripts(false).await?;
    browser.goto(&server.url("/logement/")).await?;
    browser.run("document.querySelector('a[href=\"#mot-cpas\"]').scrollIntoView({ block: 'center' })").await?;
    browser.click("a[href=\"#mot-cpas\"]").await?;
    browser.until("document.querySelector('dt:target')?.id === 'mot-cpas'", "the meaning at the end of the page").await
}

pub async fn the_easy_text_opens_where_the_reader_is(context: Context<'_>) -> Outcome {
    let Context { browser, site } = context;
    let server = context.serve().await?;
    let easy: Vec<_> = site.routes.iter().filter(|route| route.ends_with("-facile/")).collect();
    ensure!(easy.len() >= 8, "only {easy:?}");
    let mut faults = Vec::new();
    for route in easy {
        browser.goto(&server.url(route)).await?;
        let full = if route == "/accueil-facile/" { "/".to_owned() } else { route.replace("-facile", "") };
        for (holds, what) in [
            (format!("[...document.querySelectorAll('.prose a')].some((link) => link.pathname === '{full}')"), "leads to the full text"),
            ("document.querySelector('main').innerText.includes('relecture par des lecteurs')".to_owned(), "says that it was not approved"),
        ] {
            if !browser.holds(&holds).await? {
                faults.push(format!("{route}: nothing {what}"));
            }
        }
        browser.goto(&server.url(&full)).await?;
        if !browser.holds(&format!("document.querySelector('main a[href=\"{route}\"]')")).await? {
            faults.push(format!("{full}: nothing leads to the easy text"));
        }
    }
    // Where one reads « Vos droits », the other text opens at « Vos droits ».
    browser.goto_alive(&server.url("/logement/")).await?;
    browser.run("document.querySelector('#vos-droits').scrollIntoView()").await?;
    browser.run("document.querySelector('a[href=\"/logement-facile/\"]').click()").await?;
    browser.until("location.pathname === '/logement-facile/' && location.hash === '#vos-droits'", "the same place in the easy text").await?;
    none(faults)
}

/// What of two texts does not stand where it should: side by side from 768 pixels on, the second under the first below.
const MISPLACED: &str = "[...document.querySelectorAll('.together__row')].flatMap((row) => {
        const [own, other] = [...row.children].map((cell) => cell.getBoundingClientRect());
        if (other.height === 0 || own.height === 0) return [];
        const beside = Math.abs(own.top - other.top) < 1 && (own.right <= other.left || other.right <= own.left);
        const under = own.bottom <= other.top && Math.abs(own.left - other.left) < 1;
        return (innerWidth < 768 ? under : beside) ? [] : [row.textContent.slice(0, 60) + ' is not aligned'];
    })";
/// Cells that do not say which text they are, or its language.
const UNNAMED: &str = "[...document.querySelectorAll('.together__cell')]
    .filter((cell) => cell.textContent && !(cell.querySelector('.together__name')?.textContent && cell.querySelector('[lang][dir]')))
    .map((cell) => cell.textContent.slice(0, 60) + ' does not say what it is')";

pub async fn two_texts_stay_aligned_and_lead_on_without_scripts(context: Context<'_>) -> Outcome {
    let Context { browser, site } = context;
    let server = context.serve().await?;
    let mut faults = ByPlace::default();
    let together: Vec<_> = site.beside.iter().filter(|path| path.ends_with("/a-deux/")).collect();
    ensure!(together.len() >= 7, "only {together:?}");
    browser.scripts(false).await?;
    for path in together {
        for width in [360, 768, 1024] {
            browser.size(width, 800).await?;
            browser.goto(&server.url(path)).await?;
            for script in [MISPLACED, UNNAMED] {
                for fault in browser.list(script).await? {
                    faults.add(format!("{fault}, {width} px"), path);
                }
            }
        }
        let own = path.trim_end_matches("a-deux/");
        if !browser.holds(&format!("document.querySelector('.together__ways a[href=\"{own}\"]')")).await? {
            faults.add("no way back".to_owned(), path);
        }
    }
    // To the contacts, and to the page.
    browser.goto(&server.url("/logement/a-deux/")).await?;
    browser.click(".together__ways a[href^=\"#\"]").await?;
    browser
        .until("location.hash === '#contacts-utiles' && document.querySelector('#contacts-utiles').getBoundingClientRect().top < innerHeight", "the contacts")
        .await?;
    browser.goto(&server.url("/logement/a-deux/")).await?;
    browser.click(".together__ways a[href=\"/logement/\"]").await?;
    browser.until("location.pathname === '/logement/'", "the page").await?;
    browser.scripts(true).await?;
    // Where one reads « Vos droits », both texts open at « Vos droits ».
    browser.size(1280, 800).await?;
    browser.goto_alive(&server.url("/logement/")).await?;
    browser.run("document.querySelector('#vos-droits').scrollIntoView()").await?;
    browser.run("document.querySelector('main a[href=\"/logement/a-deux/\"]').click()").await?;
    browser.until("location.pathname === '/logement/a-deux/' && location.hash === '#vos-droits'", "the same place in both texts").await?;
    faults.none()
}

pub async fn a_service_says_whether_it_answers_now(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    browser.goto(&server.url("/discrimination/")).await?;
    let openings = browser.words("document.querySelector('[data-openings]').dataset.openings").await?;
    let each: Vec<Vec<&str>> = openings.split(';').map(|opening| opening.split('|').collect()).collect();
    ensure!(each.len() > 10 && each.iter().all(|opening| opening.len() == 4), "the openings to come are {openings:?}");
    let minute = |text: &str| text.parse::<i64>().unwrap_or_default();
    let last = each.last().map_or(0, |opening| minute(opening[1]));
    let mut faults = Vec::new();
    for (now, expected, open) in [
        (minute(each[1][0]) - 1, each[1][3], false),
        (minute(each[1][0]), each[1][2], true),
        (minute(each[1][1]) - 1, each[1][2], true),
        (minute(each[1][1]), each[2][3], false),
        // The site was not built for a month: nothing is said.
        (last, "", false),
    ] {
        let clock = browser.before_pages(&format!("Date.now = () => {} * 60000", now)).await?;
        for blocked in ["nothing-is-blocked", "*.wasm"] {
            browser.block(blocked).await?;
            browser.goto(&server.url("/discrimination/")).await?;
            browser.settled().await?;
            let said = browser.words("document.querySelector('[data-openings]').textContent").await?;
            if said != expected || browser.holds("document.querySelector('[data-openings][data-open]')").await? != open {
                faults.push(format!("at minute {now}, « {said} » instead of « {expected} »"));
            }
        }
        browser.block("nothing-is-blocked").await?;
        // And on a page that the program draws.
        browser.goto_alive(&server.url("/")).await?;
        browser.run("document.querySelector('main a[href=\"/discrimination/\"], .menu a[href=\"/discrimination/\"]').click()").await?;
        browser.until(&format!("document.querySelector('[data-openings]')?.textContent === {:?}", expected), "the same after a change of page").await?;
        browser.no_longer_before_pages(clock).await?;
    }
    none(faults)
}
