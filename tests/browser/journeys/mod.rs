//! What readers do, and what must hold on every page.

mod accessibility;
mod adaptation;
mod axe;
mod explorer;
mod failures;
mod hydration;
mod listen;
mod live;
mod menu;
mod navigation;
mod preview;
mod print;
mod privacy;
mod read_aloud;
mod reading;
mod screens;
mod search;
mod survey;
mod without_program;
mod words;

use crate::{
    engine::{Browser, Engine},
    outcome::Outcome,
    server::Server,
    site::Site,
};
use std::pin::Pin;

/// What a journey is given.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub browser: &'a Browser,
    pub site: &'a Site,
}

impl Context<'_> {
    /// A server of the site as visitors get it, of this journey's own.
    pub async fn serve(&self) -> Outcome<Server> {
        Server::start(&self.site.release).await
    }

    /// The same with a second language, right to left.
    pub async fn serve_look(&self) -> Outcome<Server> {
        Server::start(&self.site.look).await
    }
}

type Going<'a> = Pin<Box<dyn Future<Output = Outcome> + 'a>>;

pub struct Journey {
    /// A sentence.
    pub name: &'static str,
    pub engines: &'static [Engine],
    pub go: for<'a> fn(Context<'a>) -> Going<'a>,
}

const EVERYWHERE: &[Engine] = &Engine::ALL;
const CHROMIUM: &[Engine] = &[Engine::Chromium];
/// WebKit, driven, gives back the focus that a script has set.
const WITH_FOCUS: &[Engine] = &[Engine::Chromium, Engine::Firefox];

macro_rules! journeys {
    ($($engines:ident $module:ident::$name:ident,)*) => {
        &[$(Journey { name: stringify!($name), engines: $engines, go: |context| Box::pin($module::$name(context)) }),*]
    };
}

/// Journeys of one step.
pub struct Set {
    pub name: &'static str,
    pub journeys: &'static [Journey],
    /// In two sessions at once: none of them looks at a clock.
    pub side_by_side: bool,
}

pub const SETS: [Set; 3] = [
    Set { name: "browser", journeys: BROWSER, side_by_side: false },
    Set { name: "readers", journeys: READERS, side_by_side: true },
    Set { name: "screens", journeys: SCREENS, side_by_side: true },
];

const BROWSER: &[Journey] = journeys![
    EVERYWHERE hydration::every_page_is_taken_over_without_a_mismatch,
    EVERYWHERE navigation::a_link_changes_the_page_without_loading_a_document,
    CHROMIUM navigation::what_a_link_shows_is_the_page_of_its_document,
    EVERYWHERE navigation::going_back_finds_the_page_where_it_was_left,
    EVERYWHERE navigation::going_back_to_a_page_that_never_moved_finds_its_top,
    EVERYWHERE navigation::a_link_to_a_finding_arrives_at_it,
    CHROMIUM navigation::pointing_at_a_link_brings_its_page_before_the_click,
    CHROMIUM failures::a_slow_page_shows_its_shape_first,
    CHROMIUM failures::a_page_that_cannot_be_had_says_so_and_can_be_asked_for_again,
    CHROMIUM failures::an_unknown_address_answers_404_with_the_search_and_the_nearest_pages,
    EVERYWHERE menu::every_entry_of_the_menu_is_reached_by_keyboard,
    CHROMIUM menu::every_entry_of_the_menu_is_reached_by_keyboard_without_scripts,
    CHROMIUM menu::any_page_of_the_menu_is_two_touches_away,
    EVERYWHERE survey::a_finding_shows_its_marks_without_the_program,
    CHROMIUM survey::a_finding_shows_its_marks_without_scripts,
    EVERYWHERE survey::a_finding_shows_its_marks_with_the_program,
    EVERYWHERE survey::a_choice_made_before_the_program_is_kept,
    EVERYWHERE survey::the_address_is_the_view,
    CHROMIUM survey::a_sentence_shows_its_proof,
    EVERYWHERE survey::the_readers_own_answer_stays_on_the_device,
    CHROMIUM survey::the_stage_never_hides_what_has_the_focus,
    EVERYWHERE search::words_with_mistakes_find_their_pages,
    CHROMIUM search::without_scripts_the_search_lists_every_page,
    CHROMIUM words::a_word_opens_where_it_stands_and_escape_closes_it,
    CHROMIUM words::the_easy_text_opens_where_the_reader_is,
    CHROMIUM words::two_texts_stay_aligned_and_lead_on_without_scripts,
    CHROMIUM words::a_service_says_whether_it_answers_now,
    WITH_FOCUS explorer::a_choice_keeps_those_who_made_it_and_everything_is_counted_again,
    CHROMIUM explorer::without_its_program_the_survey_is_whole,
    CHROMIUM explorer::what_stays_on_the_screen_never_hides_the_focus,
    CHROMIUM explorer::the_table_of_the_view_is_copied,
    CHROMIUM explorer::the_code_on_the_screen_and_on_paper_opens_the_same_view,
    CHROMIUM preview::a_draft_that_is_pasted_is_shown_in_the_site,
    CHROMIUM preview::a_draft_against_what_is_published_is_told_in_words_and_on_the_page,
    CHROMIUM preview::what_an_editor_can_mend_is_told_beside_the_draft_with_the_way_there,
    CHROMIUM preview::what_is_heard_is_what_the_browser_tells_screen_readers,
    CHROMIUM preview::a_line_that_is_heard_leads_to_the_page_and_the_page_to_its_line,
    CHROMIUM preview::four_readers_see_the_draft_at_once_and_in_step,
    CHROMIUM preview::a_click_in_the_page_goes_to_the_field,
    CHROMIUM preview::what_is_typed_is_shown_while_it_is_typed_and_nothing_is_saved,
    CHROMIUM preview::a_file_with_faults_is_refused_with_their_places,
    CHROMIUM preview::a_link_that_carries_a_draft_opens_it_until_its_last_day,
    EVERYWHERE preview::a_draft_of_wordpress_is_shown_and_its_token_leaves_the_address,
    CHROMIUM preview::an_old_version_is_seen_as_a_draft_and_restored_when_it_is_confirmed,
    CHROMIUM preview::what_wordpress_refuses_or_fails_at_is_said_with_the_next_step,
    CHROMIUM live::a_page_that_did_not_change_is_the_copy_and_asked_for_in_a_few_bytes,
    EVERYWHERE live::a_page_that_changed_is_shown_as_wordpress_has_it,
    CHROMIUM live::a_text_that_is_being_read_is_replaced_only_when_its_reader_wants_it,
    CHROMIUM live::whatever_fails_the_last_good_copy_stays_with_its_date,
    CHROMIUM listen::a_page_is_read_aloud_from_the_heading_on_the_screen,
    CHROMIUM listen::another_page_ends_the_reading,
    CHROMIUM listen::a_meaning_is_read_aloud,
    CHROMIUM listen::a_device_without_a_french_voice_says_so,
    CHROMIUM privacy::nothing_is_asked_elsewhere_and_nothing_is_kept,
    EVERYWHERE reading::a_setting_holds_at_once_from_page_to_page_and_is_erased,
    CHROMIUM reading::a_setting_needs_no_script_on_the_page_itself,
    CHROMIUM reading::the_next_document_arrives_as_the_reader_wants_it,
    CHROMIUM reading::pages_that_were_read_stay_readable_without_network,
    EVERYWHERE reading::leaving_quickly_takes_the_page_out_of_the_way_back,
    CHROMIUM reading::what_is_copied_is_said,
    CHROMIUM without_program::everything_is_readable_without_the_program,
    CHROMIUM without_program::who_saves_data_is_not_sent_the_program_until_it_is_needed,
];

const READERS: &[Journey] = journeys![
    CHROMIUM axe::axe_finds_nothing_in_the_first_quarter_of_the_pages,
    CHROMIUM axe::axe_finds_nothing_in_the_second_quarter_of_the_pages,
    CHROMIUM axe::axe_finds_nothing_in_the_third_quarter_of_the_pages,
    CHROMIUM axe::axe_finds_nothing_in_the_fourth_quarter_of_the_pages,
    CHROMIUM axe::axe_finds_nothing_when_everything_is_open,
    CHROMIUM axe::axe_finds_nothing_in_a_survey_that_is_explored,
    CHROMIUM axe::axe_finds_nothing_from_right_to_left,
    CHROMIUM accessibility::no_page_scrolls_sideways_at_320_pixels,
    CHROMIUM accessibility::what_is_touched_is_44_pixels_high,
    CHROMIUM adaptation::spacing_out_the_text_loses_nothing,
    CHROMIUM adaptation::enlarged_four_times_nothing_scrolls_sideways_or_hides_the_text,
    CHROMIUM adaptation::forced_colours_leave_controls_and_pictograms_visible,
    CHROMIUM adaptation::forced_colours_show_what_has_the_focus,
    CHROMIUM adaptation::nothing_moves_for_who_wants_no_motion,
    CHROMIUM adaptation::nothing_shifts_while_a_page_arrives,
    CHROMIUM adaptation::nothing_shifts_when_the_menu_opens,
    CHROMIUM adaptation::from_right_to_left_nothing_is_too_wide,
    CHROMIUM adaptation::from_right_to_left_everything_is_mirrored,
    CHROMIUM read_aloud::pages_read_aloud_are_as_accepted,
    CHROMIUM print::on_paper_text_addresses_and_contacts_stay_and_controls_go,
    CHROMIUM print::on_paper_pages_are_few_and_full,
    CHROMIUM print::every_sheet_to_take_away_is_one_sheet,
];

const SCREENS: &[Journey] = journeys![
    CHROMIUM screens::pages_look_as_accepted_at_1440_pixels,
    CHROMIUM screens::pages_look_as_accepted_at_1024_pixels,
    CHROMIUM screens::pages_look_as_accepted_at_768_pixels,
    CHROMIUM screens::pages_look_as_accepted_at_360_pixels,
    CHROMIUM screens::pages_look_as_accepted_at_320_pixels,
    CHROMIUM screens::states_look_as_accepted_on_a_desktop,
    CHROMIUM screens::states_look_as_accepted_on_a_phone,
    CHROMIUM screens::charts_look_as_accepted_whatever_the_reader_asks_for,
    CHROMIUM screens::every_screen_that_is_kept_is_compared,
];
