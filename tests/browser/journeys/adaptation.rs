//! Readers who change the page: its spacing, its size, its colours, its motion, its direction.

use super::Context;
use crate::{
    engine::Browser,
    ensure,
    outcome::{ByPlace, Outcome},
    server::{Program, Server},
    site::{KINDS, SURVEY},
};
use serde_json::Value;
use std::time::Duration;

const TAB: char = '\u{e004}';
/// What opens the menu, at any width.
const MENU: &str = "[...document.querySelectorAll('header nav summary, header nav button, header > * > summary')].find((control) => control.checkVisibility())";

/// What scripts below share. An element's name is its own and its holder's, as the style sheet knows them.
const TOOLS: &str = "
    const called = (element) => element.tagName.toLowerCase() + (element.classList.length ? '.' + element.classList[0] : '');
    const name = (element) => element.classList.length ? called(element) : called(element.closest('[class]') ?? document.body) + ' ' + called(element);
    const seen = (element) => {
        if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
        const place = element.getBoundingClientRect();
        // For screen readers only: cut down to a pixel.
        return place.width > 1.5 && place.height > 1.5 && !element.closest('.hidden') && ![...holders(element)].some((holder) => getComputedStyle(holder).clipPath.startsWith('inset(50%'));
    };
    function* holders(element) { for (let holder = element; holder; holder = holder.parentElement) yield holder; }
    const colour = (text) => {
        const parts = text.match(/[0-9.]+/g)?.map(Number) ?? [0, 0, 0, 0];
        return { rgb: parts.slice(0, 3), alpha: text === 'transparent' ? 0 : parts[3] ?? 1 };
    };
    const light = ({ rgb }) => {
        const [red, green, blue] = rgb.map((part) => part / 255).map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const contrast = (one, other) => {
        const [less, more] = [light(one), light(other)].sort((a, b) => a - b);
        return (more + 0.05) / (less + 0.05);
    };
    const ground = (element) => {
        for (const holder of holders(element)) {
            const found = colour(getComputedStyle(holder).backgroundColor);
            if (found.alpha > 0.5) return found;
        }
        return { rgb: [255, 255, 255], alpha: 1 };
    };
    const distinct = (lines) => [...new Set(lines)].slice(0, 8);
";

/// What `script` returns, a list of sentences, `TOOLS` at hand.
async fn ask(browser: &Browser, script: &str) -> Outcome<Vec<String>> {
    browser.list(&format!("(() => {{ {TOOLS} {script} }})()")).await
}

async fn add(faults: &mut ByPlace, browser: &Browser, script: &str, how: &str, path: &str) -> Outcome {
    for fault in ask(browser, script).await? {
        faults.add(format!("{fault}{how}"), path);
    }
    Ok(())
}

async fn menu(browser: &Browser) -> Outcome {
    ensure!(browser.holds(MENU).await?, "nothing opens the menu, at {}", browser.url().await?);
    browser.run(&format!("({MENU}).click()")).await
}

/// WCAG 2.2, 1.4.12. A sheet that is made, not loaded: the content policy lets no other in.
const SPACED: &str = "
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-block-end: 2em !important; }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    document.querySelectorAll('main details').forEach((fold) => { fold.removeAttribute('name'); fold.open = true; });
";

/// What holds text and does not show it all; sideways scrolling of the page.
const LOST: &str = "
    const cut = [...document.querySelectorAll('body *')].filter((element) => {
        const { overflowX, overflowY } = getComputedStyle(element);
        const hides = (way) => way === 'hidden' || way === 'clip';
        if (!(hides(overflowX) || hides(overflowY)) || element.closest('svg') || !element.textContent.trim() || !seen(element)) return false;
        return (hides(overflowX) && element.scrollWidth > element.clientWidth + 1) || (hides(overflowY) && element.scrollHeight > element.clientHeight + 1);
    });
    const wide = document.scrollingElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : [];
    return distinct([...wide, ...cut.map((element) => name(element) + ' cuts its text')]);
";

/// Texts of two blocks that stand on each other. A line's box is higher than its letters: what is less than its middle half does not count.
const OVERLAPS: &str = "
    const floats = (element) => [...holders(element)].some((holder) => ['fixed', 'sticky'].includes(getComputedStyle(holder).position));
    const block = (element) => { for (const holder of holders(element)) if (!getComputedStyle(holder).display.startsWith('inline')) return holder; };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const boxes = [];
    while (texts.nextNode()) {
        const holder = texts.currentNode.parentElement;
        if (!texts.currentNode.data.trim() || !seen(holder) || floats(holder)) continue;
        const range = document.createRange();
        range.selectNodeContents(texts.currentNode);
        for (const { left, right, top, bottom } of range.getClientRects()) {
            const trim = (bottom - top) / 4;
            if (right - left > 1) boxes.push({ left, right, top: top + trim, bottom: bottom - trim, holder, block: block(holder) });
        }
    }
    boxes.sort((one, other) => one.top - other.top);
    const found = [];
    boxes.forEach((one, place) => {
        for (let next = place + 1; next < boxes.length && boxes[next].top < one.bottom - 1; next += 1) {
            const other = boxes[next];
            const over = Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1;
            if (over && one.holder !== other.holder && !(one.block === other.block && one.block)) found.push(name(one.holder) + ' and ' + name(other.holder) + ' stand on each other');
        }
    });
    return distinct(found);
";

pub async fn spacing_out_the_text_loses_nothing(context: Context<'_>) -> Outcome {
    let Context { browser, site } = context;
    let server = context.serve().await?;
    server.program(Program::Missing);
    let mut faults = ByPlace::default();
    for width in [360, 1280] {
        browser.size(width, 800).await?;
        for path in &site.routes {
            browser.goto(&server.url(path)).await?;
            browser.run(SPACED).await?;
            for script in [LOST, OVERLAPS] {
                add(&mut faults, browser, script, &format!(", {width} px"), path).await?;
            }
        }
    }
    // The proof that a text spaced out is looked at.
    let spaced = browser.words("getComputedStyle(document.querySelector('main p')).letterSpacing").await?;
    ensure!(spaced != "normal", "the text is not spaced out");
    faults.none()
}

/// Wherever the page stands, what does not scroll with it leaves two thirds of the window.
const HIDES: &str = "
    const stuck = [...document.querySelectorAll('body *')].filter((element) => {
        const style = getComputedStyle(element), place = element.getBoundingClientRect();
        if (!seen(element) || place.bottom <= 0 || place.top >= innerHeight) return false;
        if (style.position === 'fixed') return true;
        const near = (edge, wanted) => Math.abs(edge - parseFloat(wanted)) < 1.5;
        return style.position === 'sticky' && (near(place.top, style.top) || near(innerHeight - place.bottom, style.bottom));
    });
    const rows = new Set();
    for (const element of stuck) {
        const place = element.getBoundingClientRect();
        for (let row = Math.max(0, Math.round(place.top)); row < Math.min(innerHeight, place.bottom); row += 1) rows.add(row);
    }
    return rows.size > innerHeight / 3 ? distinct(stuck.map((element) => name(element) + ' hides the text behind it: ' + rows.size + ' of ' + innerHeight + ' px are covered')) : [];
";

pub async fn enlarged_four_times_nothing_scrolls_sideways_or_hides_the_text(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    let mut faults = ByPlace::default();
    browser.zoomed(320, 256, 4).await?;
    for path in KINDS {
        browser.goto_alive(&server.url(path)).await?;
        for part in [0.0, 0.3, 0.6, 0.95] {
            browser.run(&format!("scrollTo(0, document.scrollingElement.scrollHeight * {part})")).await?;
            for script in [LOST, HIDES] {
                add(&mut faults, browser, script, "", path).await?;
            }
        }
    }
    browser
        .run("Object.assign(document.querySelector('header').style, { position: 'sticky', insetBlockStart: 0, blockSize: '120px' }); scrollTo(0, 400)")
        .await?;
    ensure!(!ask(browser, HIDES).await?.is_empty(), "a header that covers half of the window is not seen: this journey proves nothing");
    faults.none()
}

/// Marks what looks like a control before colours are forced: a field, a button, a link with a ground of its own.
const MARK_CONTROLS: &str = "
    document.querySelectorAll('a[href], button, input, select, textarea, summary').forEach((control) => {
        const field = control.matches('button, input:not([type=radio], [type=checkbox]), select, textarea');
        const own = colour(getComputedStyle(control).backgroundColor);
        const raised = own.alpha > 0.5 && contrast(own, ground(control.parentElement)) > 1.3;
        if (field || raised) control.dataset.looksLikeAControl = '';
    });
    return [];
";
const BORDERLESS: &str = "
    const lines = (style, sides) => sides.some((side) => parseFloat(style[side + 'Width']) > 0 && !['none', 'hidden'].includes(style[side + 'Style']));
    return distinct([...document.querySelectorAll('[data-looks-like-a-control]')].filter(seen).filter((control) => {
        const style = getComputedStyle(control);
        const edged = (element) => lines(getComputedStyle(element), ['borderTop', 'borderBottom', 'borderLeft', 'borderRight', 'outline']);
        // A field may have the edge of the row that it fills.
        const filled = control.parentElement.clientHeight <= control.offsetHeight + 4 && edged(control.parentElement);
        return !edged(control) && !filled && !style.textDecorationLine.includes('underline')
            && contrast(colour(style.backgroundColor), ground(control.parentElement)) < 3;
    }).map((control) => name(control) + ' has no edge'));
";
const PICTOGRAMS: &str = "
    return distinct([...document.querySelectorAll('svg')].filter(seen).filter((picture) => {
        const behind = ground(picture.parentElement);
        const shows = (shape) => {
            const style = getComputedStyle(shape);
            return [style.fill, style.stroke].some((paint) => paint.startsWith('url') || (paint !== 'none' && colour(paint).alpha > 0.3 && contrast(colour(paint), behind) >= 3));
        };
        const drawn = (holder) => [...holder.querySelectorAll('path, circle, rect, line, ellipse, polygon, polyline, use, text')];
        // A drawing may be used from elsewhere, with colours of its own.
        const used = [...picture.querySelectorAll('use')].map((use) => document.querySelector(use.getAttribute('href'))).filter(Boolean).flatMap((symbol) => [symbol, ...drawn(symbol)]);
        return ![...drawn(picture), ...used].some(shows);
    }).map((picture) => 'nothing of ' + name(picture) + ' is seen on its ground'));
";

async fn force_colours(browser: &Browser, scheme: &str) -> Outcome {
    browser.media("", &[("forced-colors", "active"), ("prefers-color-scheme", scheme)]).await?;
    ensure!(browser.holds("matchMedia('(forced-colors: active)').matches").await?, "colours are not forced");
    Ok(())
}

pub async fn forced_colours_leave_controls_and_pictograms_visible(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    let mut faults = ByPlace::default();
    for width in [360, 1280] {
        browser.size(width, 800).await?;
        for path in KINDS {
            browser.dark(false).await?;
            browser.goto_alive(&server.url(path)).await?;
            ask(browser, MARK_CONTROLS).await?;
            for scheme in ["light", "dark"] {
                force_colours(browser, scheme).await?;
                for script in [BORDERLESS, PICTOGRAMS] {
                    add(&mut faults, browser, script, &format!(", colours forced on {scheme}"), path).await?;
                }
            }
        }
    }
    faults.none()
}

/// What has the focus and how it shows.
const FOCUSED: &str = "
    const at = document.activeElement;
    if (at === document.body || !seen(at)) return [];
    // A field that covers its line may have the line show it.
    const shows = [...holders(at)].slice(0, 3).some((element) => {
        const style = getComputedStyle(element);
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && contrast(colour(style.outlineColor), ground(at.parentElement)) >= 3;
    });
    return shows ? [] : [name(at) + ' does not show that it has the focus'];
";

pub async fn forced_colours_show_what_has_the_focus(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    let mut faults = ByPlace::default();
    for path in ["/", "/logement/", SURVEY, "/recherche/"] {
        browser.goto_alive(&server.url(path)).await?;
        for scheme in ["light", "dark"] {
            force_colours(browser, scheme).await?;
            for _ in 0..25 {
                browser.press(TAB).await?;
                add(&mut faults, browser, FOCUSED, &format!(", colours forced on {scheme}"), path).await?;
            }
        }
    }
    ensure!(browser.holds("document.activeElement !== document.body").await?, "the keyboard goes nowhere: this journey proves nothing");
    faults.none()
}

/// What moves, or will for longer than anyone would see.
const MOVING: &str = "
    return distinct(document.getAnimations().filter((animation) => animation.playState === 'running' && animation.effect.getComputedTiming().endTime > 20)
        .map((animation) => name(animation.effect.target) + ' moves: ' + (animation.animationName ?? animation.transitionProperty ?? 'an animation')));
";

pub async fn nothing_moves_for_who_wants_no_motion(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    let mut faults = ByPlace::default();
    for path in ["/", "/logement/", SURVEY] {
        for width in [360, 1280] {
            browser.size(width, 800).await?;
            browser.goto_alive(&server.url(path)).await?;
            ensure!(browser.holds("matchMedia('(prefers-reduced-motion: reduce)').matches").await?, "motion is wanted");
            add(&mut faults, browser, MOVING, "", path).await?;
            menu(browser).await?;
            add(&mut faults, browser, MOVING, ", the menu opening", path).await?;
            browser.run("document.querySelectorAll('main input[type=radio]')[3]?.click()").await?;
            add(&mut faults, browser, MOVING, ", after a choice", path).await?;
            let smooth = "return getComputedStyle(document.documentElement).scrollBehavior === 'smooth' ? ['scrolling is slowed down'] : [];";
            add(&mut faults, browser, smooth, "", path).await?;
        }
    }
    // A document that waits to be shown has animations too: the proof that they are seen.
    browser.run("document.querySelector('main').animate([{ opacity: 1 }, { opacity: .9 }], 60000)").await?;
    ensure!(!ask(browser, MOVING).await?.is_empty(), "an animation is not seen: this journey proves nothing");
    faults.none()
}

/// Each shift that no finger asked for, since `begun` by the page's clock: how much, and what moved.
async fn shifts(browser: &Browser, begun: f64) -> Outcome<Vec<String>> {
    let script = format!(
        "const done = arguments[arguments.length - 1]; {TOOLS}
         const told = (shift) => shift.value.toFixed(4) + ' of the window: ' + shift.sources.slice(0, 3).map((source) => {{
             const holder = source.node?.nodeType === 1 ? source.node : source.node?.parentElement;
             return (holder ? name(holder) : 'something gone') + ' by ' + Math.round(source.currentRect.y - source.previousRect.y) + ' px down, ' + Math.round(source.currentRect.x - source.previousRect.x) + ' px across';
         }}).join('; ');
         const met = [];
         new PerformanceObserver((list) => met.push(...list.getEntries())).observe({{ type: 'layout-shift', buffered: true }});
         setTimeout(() => done(met.filter((shift) => !shift.hadRecentInput && shift.value >= 0.0005 && shift.startTime >= {begun}).map(told)), 50);"
    );
    let found = browser.later(&script, Vec::new()).await?;
    Ok(found.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect())
}

/// Nothing to three decimals: a menu's entry goes four pixels sideways when the face comes, which is some hundred-thousandths of the window.
pub async fn nothing_shifts_while_a_page_arrives(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let mut faults = ByPlace::default();
    for width in [360, 1280] {
        browser.size(width, 800).await?;
        for path in KINDS {
            // A new origin: the font is not in the browser's cache.
            let server = context.serve().await?;
            server.font(Duration::from_millis(800));
            arrive(browser, &server, path).await?;
            for shift in shifts(browser, 0.0).await? {
                faults.add(format!("{shift}, {width} px"), path);
            }
        }
    }
    // The proof: what pushes the page down is seen.
    browser.run("document.querySelector('main').before(Object.assign(document.createElement('p'), { textContent: '?' }))").await?;
    browser.settled().await?;
    ensure!(!shifts(browser, 0.0).await?.is_empty(), "a shift is not seen: this journey proves nothing");
    faults.none()
}

/// Text first, then the font, then the program; then a moment.
async fn arrive(browser: &Browser, server: &Server, path: &str) -> Outcome {
    browser.goto_alive(&server.url(path)).await?;
    browser.until("document.fonts.status === 'loaded'", "the font").await?;
    ensure!(server.asked().iter().any(|asked| asked.path.ends_with(".woff2")), "{path} asked for no font: this journey proves nothing");
    browser.settled().await?;
    tokio::time::sleep(Duration::from_millis(150)).await;
    Ok(())
}

pub async fn nothing_shifts_when_the_menu_opens(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve().await?;
    let mut faults = ByPlace::default();
    for width in [360, 1280] {
        browser.size(width, 800).await?;
        for path in ["/", "/logement/"] {
            arrive(browser, &server, path).await?;
            // Nobody's finger: every shift counts.
            let begun = browser.number("performance.now()").await?;
            menu(browser).await?;
            browser.settled().await?;
            tokio::time::sleep(Duration::from_millis(150)).await;
            for shift in shifts(browser, begun).await? {
                faults.add(format!("{shift}, {width} px, the menu open"), path);
            }
        }
    }
    faults.none()
}

pub async fn from_right_to_left_nothing_is_too_wide(context: Context<'_>) -> Outcome {
    let Context { browser, site } = context;
    let server = context.serve_look().await?;
    server.program(Program::Missing);
    let mut faults = ByPlace::default();
    browser.size(320, 800).await?;
    for path in &site.routes {
        // Surveys that are explored are in the first language alone: what they draw is turned round.
        let explored = path.starts_with("/sondages/");
        let path = &if explored { path.clone() } else { format!("/ar{path}") };
        browser.goto(&server.url(path)).await?;
        if explored {
            browser.run("document.documentElement.dir = 'rtl'").await?;
        }
        browser.run("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })").await?;
        let wide = "
            if (document.scrollingElement.scrollWidth <= 320) return [];
            return ['the page scrolls sideways', ...distinct([...document.querySelectorAll('body *')].filter((element) => seen(element) && element.getBoundingClientRect().left < -0.5).map((element) => name(element) + ' is too wide'))];
        ";
        add(&mut faults, browser, wide, "", path).await?;
    }
    faults.none()
}

/// Where blocks begin and end, from the side where one begins to read: direction, then a line a block.
const PLACES: &str = "
    const rtl = getComputedStyle(document.documentElement).direction === 'rtl';
    const wide = document.documentElement.clientWidth;
    const blocks = 'header, header > *, main, main :is(h1, h2, h3, p, ol, ul, li, dl, dt, dd, table, figure, section, fieldset, form), footer, footer > *';
    // What stands after words of the interface on the same line.
    const after_words = '.search-form__examples';
    const within = (element) => element.matches('main *') && !element.closest('svg, nav, form, details, [role=status]') && !element.closest(after_words);
    return [String(rtl), ...[...document.querySelectorAll(blocks)].filter((element) => seen(element) && ['block', 'grid', 'flex', 'list-item', 'table'].includes(getComputedStyle(element).display))
        .filter((element) => !element.matches('main *') || within(element))
        .map((element) => {
            const { left, right } = element.getBoundingClientRect();
            const [start, end] = rtl ? [wide - right, wide - left] : [left, right];
            return [name(element), element.matches('main *') ? element.textContent.slice(0, 40) : '', start.toFixed(0), end.toFixed(0)].join('|');
        })];
";

pub async fn from_right_to_left_everything_is_mirrored(context: Context<'_>) -> Outcome {
    let browser = context.browser;
    let server = context.serve_look().await?;
    let mut faults = ByPlace::default();
    for width in [360, 1280] {
        browser.size(width, 800).await?;
        for path in KINDS.into_iter().filter(|path| *path != "/une-adresse-qui-n-existe-pas/") {
            browser.goto(&server.url(path)).await?;
            browser.settled().await?;
            let first = ask(browser, PLACES).await?;
            browser.goto(&server.url(&format!("/ar{path}"))).await?;
            browser.settled().await?;
            let mirrored = ask(browser, PLACES).await?;
            ensure!(first[0] == "false" && mirrored[0] == "true", "/ar{path} does not read from right to left");
            let mut compared = 0;
            for (one, other) in first.iter().zip(&mirrored).skip(1) {
                let parts = |line: &str| line.split('|').map(str::to_owned).collect::<Vec<_>>();
                let (one, other) = (parts(one), parts(other));
                // Words of the interface are longer or shorter in another language; those of the page are the same here.
                if one[..2] != other[..2] {
                    continue;
                }
                compared += 1;
                let apart = |place: usize| (one[place].parse::<f64>().unwrap_or(0.0) - other[place].parse::<f64>().unwrap_or(0.0)).abs();
                if apart(2) > 2.0 || apart(3) > 2.0 {
                    let line = format!(
                        "{} stands from {} to {} of the side where one begins, mirrored from {} to {}, {width} px",
                        one[0], one[2], one[3], other[2], other[3]
                    );
                    faults.add(line, path);
                }
            }
            ensure!(compared >= 8, "{path}: only {compared} blocks are the same in both directions: this journey proves nothing");
        }
    }
    faults.none()
}
