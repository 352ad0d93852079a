//! The browser's program of a survey's page (`/sondages/<survey>/`): counts again what a reader keeps, and brings the page up to date.
//!
//! No framework: the page is drawn by one function (`components/explorer.rs`), of which this compares the old tree with the new one ([`page`]).

mod page;
mod sound;

use page::{Page, event, target};
use passerelle::{
    components::explorer::{explorer_head, explorer_question},
    explorer::{
        code::Code,
        combined,
        counted::by_count,
        recount::{Engine, Recount, limited, of_tables},
        state::State,
        view::{BY_COUNT, Level, SHARES, View, can_be_kept},
    },
    model::{
        explored::ExploredSurvey,
        json::{FromJson, Json},
    },
};
use passerelle_engine::columns;
use std::{cell::RefCell, ops::Range};
use wasm_bindgen::prelude::*;
use web_sys::{Event, HtmlInputElement, KeyboardEvent};

fn main() {}

#[wasm_bindgen]
extern "C" {
    /// The engine, a program of its own in the build that this browser runs (`bench/crossfilter/engine.js`).
    pub type Opened;
    #[wasm_bindgen(method)]
    fn change(this: &Opened, column: u32, first: i32, end: u32, change: u32);
    #[wasm_bindgen(method)]
    fn counts(this: &Opened, only: u32) -> js_sys::Uint32Array;
    #[wasm_bindgen(method)]
    fn retained(this: &Opened) -> u32;
}

/// The engine, and where each column's counts are.
struct Crossfilter {
    opened: Opened,
    places: Vec<Range<usize>>,
}

impl Engine for Crossfilter {
    fn keep(&mut self, column: usize, codes: Range<usize>, also: bool) {
        self.opened.change(column as u32, codes.start as i32, codes.end as u32, u32::from(also));
    }

    fn narrow(&mut self, column: usize, code: usize, has: bool) {
        self.opened.change(column as u32, code as i32, code as u32 + 1, if has { 2 } else { 3 });
    }

    fn clear(&mut self, column: usize) {
        self.opened.change(column as u32, -1, 0, 0);
    }

    fn counts(&mut self, column: usize, alone: bool) -> Option<Vec<u32>> {
        let place = self.places.get(column)?;
        let only = if alone { column as u32 + 1 } else { 0 };
        Some(self.opened.counts(only).subarray(place.start as u32, place.end as u32).to_vec())
    }

    fn retained(&mut self) -> u32 {
        self.opened.retained()
    }
}

/// What runs.
struct Program {
    survey: &'static ExploredSurvey,
    /// `None` when the answers are not published.
    recount: Option<Recount<Crossfilter>>,
    state: State,
    page: Page,
    /// Questions that do not show the state yet, the next one last.
    due: Vec<usize>,
    /// Whether what stands above them does not either.
    head_is_due: bool,
    /// Whether the code of the address does not either: it is not seen while one chooses, so it comes last.
    code_is_due: bool,
    /// Whether somebody will come for them.
    awaited: bool,
}

/// Questions that are brought up to date in one go once those on the screen are: a long page does not hold its reader up.
const AT_ONCE: usize = 2;
/// From so many respondents, counting takes its own turn and drawing comes after, so that neither holds a slow telephone for long.
const MANY: u32 = 100_000;

thread_local! {
    static PROGRAM: RefCell<Option<Program>> = const { RefCell::new(None) };
}

/// Takes the page over: `survey` is its published file; when the answers are published, `engine` has opened their file, which begins with `columns`. Content that cannot be
/// read leaves the page as it is.
#[wasm_bindgen]
pub fn explore(survey: JsValue, engine: Option<Opened>, columns: &[u8]) {
    let Ok(survey) = ExploredSurvey::from_json(&Json::from_browser(survey)) else { return };
    let survey: &'static ExploredSurvey = Box::leak(Box::new(survey));
    let first = State::first(survey);
    let questions = (0..survey.questions.len() + survey.groups.len()).map(|place| explorer_question(survey, &first, place)).collect();
    let Some(page) = Page::new(explorer_head(survey, &first), questions) else { return };
    let query = page::query();
    let mut view = View::from_query(&query, survey);
    // What was chosen before the program came.
    if query.is_empty() {
        view.by_count = page.chosen("ordre") == BY_COUNT;
        view.percent = page.chosen("unite") == SHARES;
        view.level = Level::from_word(&page.chosen("niveau"));
        for question in page.open("data-table") {
            view.open_table(question, true);
        }
        for question in page.open("data-combined") {
            view.open_combinations(question, true);
        }
    }
    // Compared with what the page says, since a file may be of another publication.
    let counted = columns::counted(columns).filter(|(rows, _)| *rows == survey.n as usize);
    let recount = engine.zip(counted).map(|(opened, (_, places))| Recount::new(Crossfilter { opened, places }));
    let mut program =
        Program { survey, recount, state: State { live: true, ..first }, page, due: Vec::new(), head_is_due: false, code_is_due: false, awaited: false };
    program.show(view);
    program.page.listen("click", false, |event| act(|program| program.click(&event)));
    program.page.listen("change", false, |event| act(|program| program.change(&event)));
    program.page.listen("keydown", false, |event| act(|program| program.key(event.unchecked_ref())));
    program.page.listen("submit", false, |event| event.prevent_default());
    program.page.listen("toggle", true, |event| act(|program| program.toggled(&event)));
    page::on_link("a[data-view]", |query, anchor| {
        act(|program| {
            program.go(View::from_query(query, program.survey));
            program.page.reach(anchor);
        });
    });
    page::on_history(|| {
        act(|program| {
            let view = View::from_query(&page::query(), program.survey);
            program.show(view);
        });
    });
    PROGRAM.with(|cell| *cell.borrow_mut() = Some(program));
}

/// Does something with the program; nothing while it is already doing something.
fn act(does: impl FnOnce(&mut Program)) {
    PROGRAM.with(|cell| {
        if let Ok(mut program) = cell.try_borrow_mut()
            && let Some(program) = program.as_mut()
        {
            does(program);
        }
    });
}

impl Program {
    /// Counts what `view` keeps, and shows it.
    fn show(&mut self, view: View) {
        let (view, refused) = limited(self.survey, view, &self.state.view);
        self.state.refused = refused;
        if let Some(recount) = &mut self.recount {
            recount.count(self.survey, &view, &mut self.state);
        } else if self.survey.protected.is_some() {
            of_tables(self.survey, &view, &mut self.state);
        }
        self.state.view = view;
        self.draw();
    }

    /// Shows the state: what is on the screen now, the rest soon.
    fn draw(&mut self) {
        let (mut due, seen) = self.page.nearest_first();
        due.reverse();
        self.due = due;
        self.head_is_due = true;
        self.code_is_due = true;
        if self.survey.n < MANY {
            self.draw_head();
            self.bring(seen);
        } else {
            self.bring(0);
        }
    }

    fn draw_head(&mut self) {
        self.head_is_due = false;
        self.page.bring_head(explorer_head(self.survey, &self.state));
        let view = &self.state.view;
        self.page.choose("ordre", if view.by_count { BY_COUNT } else { "" });
        self.page.choose("unite", if view.percent { SHARES } else { "" });
        self.page.choose("niveau", view.level.word());
    }

    fn draw_code(&mut self) {
        self.code_is_due = false;
        let address = page::address();
        if self.state.code.as_ref().is_none_or(|code| code.address != address) {
            self.state.code = Code::of(&address);
            self.page.bring_head(explorer_head(self.survey, &self.state));
        }
    }

    /// Brings the next `count` questions up to date, and asks to be called for the others.
    fn bring(&mut self, count: usize) {
        for _ in 0..count {
            let Some(place) = self.due.pop() else { break };
            self.page.bring_question(place, explorer_question(self.survey, &self.state, place));
        }
        if (self.head_is_due || self.code_is_due || !self.due.is_empty()) && !self.awaited {
            self.awaited = true;
            page::soon(|| {
                act(|program| {
                    program.awaited = false;
                    if program.head_is_due {
                        program.draw_head();
                        // What had the focus may be gone.
                        program.page.keep_focus();
                        program.bring(0);
                    } else if program.due.is_empty() {
                        program.draw_code();
                    } else {
                        program.bring(AT_ONCE);
                    }
                });
            });
        }
    }

    /// The same, as a new step of the address.
    fn go(&mut self, view: View) {
        if view == self.state.view {
            return;
        }
        let possible = limited(self.survey, view.clone(), &self.state.view).0;
        if possible != self.state.view {
            page::step(&possible.query(self.survey), true);
        }
        self.show(view);
        // What had the focus may be gone.
        self.page.keep_focus();
    }

    fn click(&mut self, event: &Event) {
        let Some(target) = target(event) else { return };
        if let Some(question) = page::number(&target, "[data-remove]", "data-remove") {
            let mut view = self.state.view.clone();
            view.kept.retain(|(filtered, _)| *filtered != question);
            self.go(view);
        } else if let Some(question) = page::number(&target, "[data-listen]", "data-listen") {
            self.listen(question);
        } else if target.closest("[data-all]").ok().flatten().is_some() {
            self.show_all();
        } else if let Some((question, row)) = page::mark_of(&target) {
            self.toggle(question, row);
        }
    }

    /// Plays a question's rows, in the order on the screen.
    fn listen(&self, question: usize) {
        let (Some(asked), Some(counted)) = (self.survey.questions.get(question), self.state.counted.get(question)) else { return };
        let order = if self.state.view.by_count { by_count(asked, &counted.rows) } else { (0..counted.rows.len()).collect() };
        // A hidden count is not silence, which would be none.
        let counts: Vec<u32> = order.into_iter().filter(|row| !counted.is_masked(*row)).map(|row| counted.rows[row]).collect();
        sound::play(&counts, counted.base);
    }

    fn show_all(&mut self) {
        self.go(View { kept: Vec::new(), ..self.state.view.clone() });
    }

    /// Keeps the respondents of a row, or no longer.
    fn toggle(&mut self, question: usize, row: usize) {
        if !self.survey.questions.get(question).is_some_and(can_be_kept) {
            return;
        }
        self.set_current(question, row);
        let mut view = self.state.view.clone();
        let kept = view.rows_kept(question).contains(&row);
        view.keep(question, row, !kept);
        self.go(view);
    }

    fn change(&mut self, event: &Event) {
        let Some(target) = target(event) else { return };
        let mut view = self.state.view.clone();
        // A list of choices answers to the same names.
        let input: &HtmlInputElement = target.unchecked_ref();
        if let Some(question) = page::number(&target, "[data-cross]", "data-cross") {
            view.cross(question, input.value().parse().ok());
        } else {
            match &*input.name() {
                "ordre" => view.by_count = input.value() == BY_COUNT,
                "unite" => view.percent = input.value() == SHARES,
                "niveau" => view.level = Level::from_word(&input.value()),
                _ => return,
            }
        }
        self.go(view);
    }

    fn toggled(&mut self, event: &Event) {
        let Some(target) = target(event) else { return };
        let (open, of) = (target.has_attribute("open"), |name: &str| target.get_attribute(name).and_then(|number| number.parse().ok()));
        let (table, combinations) = (of("data-table"), of("data-combined"));
        if table.or(combinations).is_some() {
            let mut view = self.state.view.clone();
            if let Some(question) = table {
                view.open_table(question, open);
            }
            if let Some(question) = combinations {
                view.open_combinations(question, open);
            }
            if view != self.state.view {
                page::step(&view.query(self.survey), false);
                self.show(view);
            }
        }
    }

    fn key(&mut self, event: &KeyboardEvent) {
        let Some(target) = target(event) else { return };
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let key = event.key();
        let question = page::number(&target, "[data-question]", "data-question");
        if key == "Escape" && sound::hush() {
            return;
        }
        if key == "Escape" && !self.state.view.kept.is_empty() {
            self.show_all();
            return;
        }
        // Letters that are typed in a list of choices are its own.
        if (key == "t" || key == "T") && target.tag_name() != "SELECT" {
            if let Some(question) = question {
                let mut view = self.state.view.clone();
                let open = view.tables.contains(&question);
                view.open_table(question, !open);
                self.go(view);
            }
            return;
        }
        if let (Some(question), Some(row)) = (question, page::number(&target, "[data-combination]", "data-combination")) {
            let counts = self.state.combined.get(question).map_or(&[][..], |counts| counts);
            let order = if self.state.view.by_count { combined::order(counts) } else { (0..counts.len()).collect() };
            if let Some(next) = step(&order, row, &key) {
                event.prevent_default();
                if let Some(current) = self.state.current_combination.get_mut(question) {
                    *current = next;
                }
                self.page.bring_question(question, explorer_question(self.survey, &self.state, question));
                self.page.focus_combination(question, next);
            }
        } else if let Some((question, row)) = page::mark_of(&target).filter(|_| target.has_attribute("tabindex")) {
            if key == "Enter" || key == " " {
                event.prevent_default();
                self.toggle(question, row);
            } else if let Some(next) = self.next(question, row, &key) {
                event.prevent_default();
                self.set_current(question, next);
                self.page.bring_question(question, explorer_question(self.survey, &self.state, question));
                self.page.focus_mark(question, next);
            }
        }
    }

    fn set_current(&mut self, question: usize, row: usize) {
        if let Some(current) = self.state.current.get_mut(question) {
            *current = row;
        }
    }

    /// The row that a key leads to, in the order on the screen; texts that filters hide are passed over.
    fn next(&self, question: usize, row: usize, key: &str) -> Option<usize> {
        let (asked, counted) = (self.survey.questions.get(question)?, self.state.counted.get(question)?);
        let all = if self.state.view.by_count { by_count(asked, &counted.rows) } else { (0..counted.rows.len()).collect() };
        let text = asked.drawing == passerelle::model::explored::Drawing::Text;
        let order: Vec<usize> = all.into_iter().filter(|row| !text || counted.rows[*row] > 0).collect();
        step(&order, row, key)
    }
}

/// The row of `order` that a key leads to from `row`; `None` for a key that leads nowhere.
fn step(order: &[usize], row: usize, key: &str) -> Option<usize> {
    let place = order.iter().position(|other| *other == row)?;
    let forward = if event::writes_from_right_to_left() { ["ArrowLeft", "ArrowRight"] } else { ["ArrowRight", "ArrowLeft"] };
    let place = match key {
        "Home" => 0,
        "End" => order.len() - 1,
        "ArrowDown" => (place + 1).min(order.len() - 1),
        "ArrowUp" => place.saturating_sub(1),
        key if key == forward[0] => (place + 1).min(order.len() - 1),
        key if key == forward[1] => place.saturating_sub(1),
        _ => return None,
    };
    order.get(place).copied()
}
