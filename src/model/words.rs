//! The interface's words: buttons, states, errors. Never a page's text.

#[cfg(feature = "ssr")]
use super::explored::ExplorerWords;
use super::text::Prose;
use crate::{locale::plural::PluralPhrase, record};

record! {
    /// The words of one language. `{…}` in a phrase stands for what [`crate::locale::phrase::fill`] puts there.
    pub struct Words {
        /// `{query}`.
        pub results_for: Prose,
        /// How many results.
        pub results: PluralPhrase,
        /// No page has every word: those that have the most follow.
        pub results_in_part: Prose,
        /// Nothing was found.
        pub no_result: Prose,
        /// Beneath it.
        pub no_result_advice: Prose,
        /// While a page is on its way.
        pub loading: Prose,
        /// A page could not be had.
        pub failed_title: Prose,
        /// Beneath it, when the network is the cause.
        pub failed_network: Prose,
        /// Beneath it, when the answer is not what it should be.
        pub failed_content: Prose,
        /// Try again.
        pub retry: Prose,
    }
    drawing {
        /// The home page, in the breadcrumb.
        pub home: Prose,
        /// The landmark of the breadcrumb.
        pub breadcrumb: Prose,
        /// Link and button.
        pub search: Prose,
        /// The page is shown in another language than asked: `{language}`, `{other}`.
        pub not_translated: Prose,
        /// Leaves the page quickly.
        pub quick_exit: Prose,
        /// Beneath it: what it does not do.
        pub quick_exit_note: Prose,
        /// Where a contact is: a link to a map.
        pub route: Prose,
        /// Copies what stands beside it; `{what}`.
        pub copy: Prose,
        /// It was done.
        pub copied: Prose,
        /// A contact's card.
        pub save_contact: Prose,
        /// Title of the pages to read next.
        pub related: Prose,
        /// `{owner}`.
        pub kept_by: Prose,
        /// Link that writes about a page.
        pub feedback: Prose,
        /// Subject of that letter: `{title}`.
        pub feedback_subject: Prose,
        /// Button.
        pub print: Prose,
        /// Button.
        pub share: Prose,
        /// Link.
        pub back_to_top: Prose,
        /// Title of the three lines.
        pub in_brief: Prose,
        /// Title of the table of contents.
        pub on_this_page: Prose,
        /// Before the pages that show what may be asked.
        pub for_example: Prose,
        /// Title of the sources, which open.
        pub sources: Prose,
        /// After the title of a source: `{year}`.
        pub source_year: Prose,
        /// `{date}`.
        pub checked_on: Prose,
        /// The mark of what an editor must still confirm.
        pub to_confirm: Prose,
        /// Before a telephone number.
        pub phone: Prose,
        /// Before an address of electronic mail.
        pub email: Prose,
        /// Before a postal address.
        pub address: Prose,
        /// Before opening hours.
        pub hours: Prose,
        /// Before the address of a site.
        pub website: Prose,
        /// A document's format, weight, language: `{format}`, `{size}`.
        pub file_details: Prose,
        /// Somebody's words: `{text}`.
        pub quotation: Prose,
        /// Link from a quoted finding to the survey's page.
        pub see_finding: Prose,
        /// No count was published.
        pub unpublished: Prose,
        /// `{words}`, `{min}`, `{max}`, `{n}`.
        pub words_allow: Prose,
        /// A block could not be shown.
        pub broken_block: Prose,
        /// Above a draft.
        pub draft_banner: Prose,
        /// Numbers' unit column and label column in a chart's table: label, `{unit}`.
        pub chart_columns: Vec<Prose>,
        /// `{source}`, `{year}`.
        pub chart_source: Prose,
        /// The twelve months, lower case where the language has it so.
        pub months: Vec<Prose>,
        /// « 1er ».
        pub first_day: Prose,
    }
    native {
        /// What is said around the pages.
        pub around: AroundWords,
        /// What is said beside pages.
        pub beside: BesideWords,
        /// What the editors' door says.
        pub preview: PreviewWords,
        /// What is said of a page that WordPress may have newer.
        pub live: LiveWords,
        /// What reads aloud.
        pub listen: ListenWords,
        /// How opening hours are told.
        pub opening: HoursWords,
        /// How news, events and publications are told.
        pub dated: DatedWords,
        /// What the explorer of a survey says.
        pub explorer: ExplorerWords,
        /// What is said of a survey in words.
        pub voices: VoicesWords,
        /// What is said of a finding that a reader takes away.
        pub takeaway: TakeawayWords,
    }
}

#[cfg(feature = "ssr")]
record! {
    /// What is said of a page that WordPress may have newer than the site's copy.
    pub struct LiveWords {
        /// The copy and why it is one: `{when}`, `{why}`.
        pub copy: Prose,
        /// Nothing answers.
        pub cut: Prose,
        /// The answer does not come.
        pub slow: Prose,
        /// WordPress is in trouble.
        pub trouble: Prose,
        /// The answer is no page.
        pub unreadable: Prose,
        /// The page is not published any more.
        pub gone: Prose,
        /// There is a newer text than the one on the screen.
        pub changed: Prose,
        /// Button that shows it.
        pub show: Prose,
        /// Button that takes the line away.
        pub close: Prose,
    }
}

#[cfg(feature = "ssr")]
record! {
    /// What reads aloud: its button and its control.
    pub struct ListenWords {
        /// The button that begins.
        pub listen: Prose,
        /// The control, for who does not see it.
        pub title: Prose,
        /// Button.
        pub pause: Prose,
        /// The same button, after a pause.
        pub resume: Prose,
        /// Button: the sentence before.
        pub previous: Prose,
        /// Button: the next sentence.
        pub next: Prose,
        /// Button: from the heading that is on the screen.
        pub here: Prose,
        /// Button that changes the speed, which is this one.
        pub normal: Prose,
        /// The same, at another speed.
        pub fast: Prose,
        /// The same, at another speed.
        pub slow: Prose,
        /// Button that ends.
        pub stop: Prose,
        /// The device has no voice for the interface's language.
        pub no_voice: Prose,
        /// Nor for the text's, when it is another.
        pub no_voice_other: Prose,
        /// The voice has failed.
        pub failed: Prose,
        /// Button that takes such a line away.
        pub close: Prose,
    }
}

#[cfg(any(feature = "ssr", feature = "preview"))]
record! {
    /// What the editors' door says.
    pub struct PreviewWords {
        /// Title of the ways in.
        pub ways: Prose,
        /// Label of the choice of a file.
        pub file: Prose,
        /// Beneath it: where else a file may be put, and that nothing is sent.
        pub file_note: Prose,
        /// Label of the field for a pasted text.
        pub paste: Prose,
        /// Button that shows what was pasted.
        pub show: Prose,
        /// Who has no script.
        pub needs_script: Prose,
        /// While a draft is on its way.
        pub loading: Prose,
        /// The banner: it is not published.
        pub unpublished: Prose,
        /// The banner: `{who}`.
        pub by: Prose,
        /// The banner: `{when}`.
        pub since: Prose,
        /// The banner: `{when}`.
        pub until: Prose,
        /// The banner: it will be published; `{when}`.
        pub scheduled: Prose,
        /// The banner: from a file; `{file}`.
        pub from_file: Prose,
        /// The banner: from a link that carries it.
        pub from_link: Prose,
        /// Ends the preview.
        pub leave: Prose,
        /// Goes back to the editor.
        pub edit: Prose,
        /// Title of the old versions.
        pub versions: Prose,
        /// There is none.
        pub no_versions: Prose,
        /// One of them: `{when}`, `{who}`.
        pub version_line: Prose,
        /// It is the text as it is now.
        pub version_current: Prose,
        /// Button that shows one: `{which}`.
        pub see_version: Prose,
        /// Above one that is shown: `{which}`.
        pub version_shown: Prose,
        /// Button that goes back to the newest text.
        pub newest: Prose,
        /// Button that restores the version that is shown.
        pub restore: Prose,
        /// Before it is done: what it does.
        pub restore_note: Prose,
        /// The same, of a page that visitors see.
        pub restore_public: Prose,
        /// Button that does it.
        pub restore_confirm: Prose,
        /// It is done.
        pub restored: Prose,
        /// The choice of a width.
        pub width: Prose,
        /// As wide as the screen.
        pub wide: Prose,
        /// As a telephone.
        pub narrow: Prose,
        /// Title of the comparison.
        pub comparison: Prose,
        /// Nothing is published under this name.
        pub never_published: Prose,
        /// Nothing differs.
        pub no_change: Prose,
        /// How many, by kind of change.
        pub sentences_changed: PluralPhrase,
        /// The same.
        pub sentences_added: PluralPhrase,
        /// The same.
        pub sentences_removed: PluralPhrase,
        /// The same.
        pub links_added: PluralPhrase,
        /// The same.
        pub links_removed: PluralPhrase,
        /// Of blocks that say the same words in another form.
        pub blocks_reshaped: PluralPhrase,
        /// Before what is published.
        pub before: Prose,
        /// Before what the draft says.
        pub after: Prose,
        /// Mark of a block.
        pub mark_changed: Prose,
        /// Mark of a block.
        pub mark_added: Prose,
        /// Title of what was changed on the way from WordPress.
        pub losses: Prose,
        /// Title of the faults of a file; `{file}`.
        pub faults: Prose,
        /// What an editor does about them.
        pub faults_advice: Prose,
        /// It is no JSON: `{line}`, `{column}`.
        pub malformed: Prose,
        /// It is larger than any page.
        pub too_large: Prose,
        /// What a text without a file is called there.
        pub pasted: Prose,
        /// A block that only publication fills: `{kind}`.
        pub filled_later: Prose,
        /// Title of what an editor can mend.
        pub checks: Prose,
        /// There is nothing.
        pub no_fault: Prose,
        /// Before what publication waits for.
        pub to_mend: Prose,
        /// Before what a person should look at.
        pub to_look: Prose,
        /// Before what costs readers an effort.
        pub to_ease: Prose,
        /// Where it is: `{line}`, `{path}`.
        pub at_line: Prose,
        /// Button.
        pub see_in_page: Prose,
        /// Button.
        pub see_in_text: Prose,
        /// How many more there are.
        pub more_faults: PluralPhrase,
        /// What a screen reader says.
        pub heard: HeardWords,
        /// Of four readers at once.
        pub readers: ReadersWords,
        /// Where a text comes from.
        pub source: SourceWords,
        /// Title of the links for colleagues.
        pub share: Prose,
        /// What a link of WordPress gives and how it ends.
        pub share_note: Prose,
        /// What a link that carries the draft gives, and what cannot be taken back.
        pub share_sealed_note: Prose,
        /// Label of the last day.
        pub last_day: Prose,
        /// Label of a note on whom it is for.
        pub share_for: Prose,
        /// Button.
        pub make_link: Prose,
        /// Before the link that was made.
        pub link_made: Prose,
        /// Title of the links that exist.
        pub links: Prose,
        /// One of them: `{note}`, `{until}`.
        pub link_line: Prose,
        /// Button.
        pub revoke: Prose,
        /// It was done.
        pub revoked: Prose,
        /// Label of the day on which to see the site.
        pub on_day: Prose,
        /// That day it is not visible yet: `{when}`.
        pub not_yet: Prose,
        /// That day it is visible.
        pub visible: Prose,
        /// The page was loaded again.
        pub reloaded: Prose,
        /// The link was cut.
        pub cut: Prose,
        /// A sealed link that does not open.
        pub sealed_broken: Prose,
        /// A sealed link whose last day is over: `{when}`.
        pub sealed_over: Prose,
        /// No WordPress is configured.
        pub no_backend: Prose,
        /// WordPress cannot be reached.
        pub unreachable: Prose,
        /// It does not answer in time.
        pub slow: Prose,
        /// It answers something else than JSON: `{status}`.
        pub not_json: Prose,
        /// The bridge is missing or too old.
        pub no_bridge: Prose,
        /// It refuses: `{why}`.
        pub refused: Prose,
        /// What a survey's draft says.
        pub survey: Prose,
    }
}

#[cfg(any(feature = "ssr", feature = "preview"))]
record! {
    /// Four readers at once.
    pub struct ReadersWords {
        /// Title of the choice and of the view.
        pub title: Prose,
        /// That they go together.
        pub note: Prose,
        /// Title of a frame.
        pub phone: Prose,
        /// The same.
        pub computer: Prose,
        /// The same.
        pub right_to_left: Prose,
        /// The same.
        pub large: Prose,
    }
}

#[cfg(any(feature = "ssr", feature = "preview"))]
record! {
    /// Where a text of the page comes from.
    pub struct SourceWords {
        /// How one asks.
        pub note: Prose,
        /// A field of the file: `{path}`, `{line}`.
        pub field: Prose,
        /// Of WordPress.
        pub title: Prose,
        /// The same.
        pub summary: Prose,
        /// The same: `{n}`.
        pub content: Prose,
        /// A field of the page that WordPress keeps as it is: `{path}`.
        pub other: Prose,
        /// A word of the interface: `{path}`.
        pub interface: Prose,
        /// Of the menu: `{path}`.
        pub menu: Prose,
        /// Of what is set for the site: `{path}`.
        pub site: Prose,
        /// No field has it.
        pub nowhere: Prose,
    }
}

#[cfg(any(feature = "ssr", feature = "preview"))]
record! {
    /// What a screen reader says of a page, in the editors' door.
    pub struct HeardWords {
        /// Title of the view.
        pub title: Prose,
        /// How it is used.
        pub note: Prose,
        /// How many have no name.
        pub faults: PluralPhrase,
        /// Of a level: `{n}`.
        pub heading: Prose,
        /// What it is called.
        pub link: Prose,
        /// What it is called.
        pub button: Prose,
        /// What it is called.
        pub disclosure: Prose,
        /// What it is called.
        pub list: PluralPhrase,
        /// What it is called.
        pub image: Prose,
        /// A fault.
        pub no_image: Prose,
        /// A fault.
        pub unnamed: Prose,
        /// What it is called.
        pub rows: PluralPhrase,
        /// What it is called.
        pub columns: PluralPhrase,
        /// What it is called.
        pub column_header: Prose,
        /// What it is called.
        pub row_header: Prose,
        /// What it is called.
        pub cell: Prose,
        /// What it is called.
        pub figure: Prose,
        /// What it is called.
        pub quote: Prose,
        /// What it is called.
        pub separator: Prose,
        /// What it is called.
        pub field: Prose,
        /// What it is called.
        pub checkbox: Prose,
        /// What it is called.
        pub radio: Prose,
        /// What it is called.
        pub choice: Prose,
        /// Another language begins: `{language}`.
        pub language: Prose,
        /// What it is called.
        pub banner: Prose,
        /// What it is called.
        pub navigation: Prose,
        /// What it is called.
        pub main: Prose,
        /// What it is called.
        pub complementary: Prose,
        /// What it is called.
        pub content_info: Prose,
        /// What it is called.
        pub region: Prose,
        /// What it is called.
        pub form: Prose,
        /// What it is called.
        pub search: Prose,
        /// What it is called.
        pub article: Prose,
        /// What it is called.
        pub group: Prose,
        /// A state.
        pub open: Prose,
        /// A state.
        pub closed: Prose,
        /// A state.
        pub checked: Prose,
        /// A state.
        pub unchecked: Prose,
        /// A state.
        pub current: Prose,
        /// A state.
        pub disabled: Prose,
    }
}

#[cfg(feature = "ssr")]
record! {
    /// How opening hours are told. The days, hours and dates of a sentence are put in by [`super::opening`].
    pub struct HoursWords {
        /// From Monday to Sunday.
        pub days: Vec<Prose>,
        /// The whole sentence: `{week}`, `{but}`.
        pub week: Prose,
        /// Between days of different hours.
        pub between_days: String,
        /// Days with the same hours: `{days}`, `{times}`.
        pub on_days: Prose,
        /// One day: `{day}`.
        pub on_day: Prose,
        /// Days that follow one another: `{from}`, `{to}`.
        pub from_day: Prose,
        /// The seven of them.
        pub every_day: Prose,
        /// `{from}`, `{to}`.
        pub from_time: Prose,
        /// Before the last of several, with its spaces.
        pub and: String,
        /// A full hour: `{hour}`.
        pub hour: Prose,
        /// `{hour}`, `{minute}`.
        pub hour_minute: Prose,
        /// Day and night.
        pub always: Prose,
        /// After a week that leaves public holidays out, with what parts it from it.
        pub but_holidays: Prose,
        /// An exception: `{date}`.
        pub closed_on: Prose,
        /// An exception: `{date}`, `{times}`.
        pub open_on: Prose,
        /// Now: `{time}`.
        pub open_now: Prose,
        /// Not now: `{day}`, `{date}`, `{time}`.
        pub opens: Prose,
        /// Hours are not known, and there is a number to call.
        pub unknown_call: Prose,
        /// Hours are not known, and there is none.
        pub unknown_write: Prose,
    }
}

#[cfg(feature = "ssr")]
record! {
    /// How news, events and publications are told.
    pub struct DatedWords {
        /// Days of one month: `{from}`, `{to}`, the last with its month and year.
        pub from_to: Prose,
        /// A month: `{month}`, `{year}`.
        pub month: Prose,
        /// A day with its time: `{date}`, `{time}`.
        pub at: Prose,
        /// Before the title of what does not take place.
        pub cancelled: Prose,
        /// Link to an event's file for calendars.
        pub add: Prose,
        /// Title of the calendar to subscribe to: `{site}`.
        pub calendar: Prose,
        /// Title of the feed of news: `{site}`.
        pub feed: Prose,
        /// What each kind of publication is called, by its word.
        pub kinds: Vec<NamedKind>,
        /// `{pages}`.
        pub pages: Prose,
        /// What languages are called, by their code: « en néerlandais ».
        pub languages: Vec<NamedKind>,
    }
}

#[cfg(feature = "ssr")]
record! {
    /// What a word of content is called.
    pub struct NamedKind {
        /// The word.
        pub word: String,
        /// What readers call it.
        pub name: Prose,
    }
}

#[cfg(feature = "ssr")]
record! {
    /// What is said around the pages, which only native programs write: the browser's program never draws the header and the footer again.
    pub struct AroundWords {
        /// First link of each page.
        pub skip_to_content: Prose,
        /// The menu's name, and its button.
        pub menu: Prose,
        /// The landmark of the menu.
        pub main_menu: Prose,
        /// The choice of languages.
        pub languages: Prose,
        /// The way to the search, beside the menu.
        pub search: Prose,
        /// The settings' button.
        pub reading: Prose,
        /// Their name.
        pub reading_title: Prose,
        /// Where they are kept.
        pub reading_note: Prose,
        /// For who has no script.
        pub reading_needs_script: Prose,
        /// Forgets them and what is kept for reading without network.
        pub reading_erase: Prose,
        /// It was done.
        pub reading_erased: Prose,
        /// Each with its choices.
        pub reading_settings: Vec<ReadingSetting>,
        /// From a page to its text in easy words.
        pub easy_text: Prose,
        /// And back.
        pub full_text: Prose,
        /// Above an easy text that no reader has approved.
        pub easy_unapproved: Prose,
        /// Above the definitions of the words that a page uses.
        pub words_of_page: Prose,
        /// Above a page that comes from the device.
        pub offline_note: Prose,
        /// On the page for who has no network, above the pages that the device keeps.
        pub kept_pages: Prose,
        /// After each, the day of its copy: `{date}`.
        pub kept_copy: Prose,
        /// On paper, before the page's address.
        pub print_address: Prose,
        /// Of the footer.
        pub supported_by: Prose,
        /// Of the footer.
        pub no_cookie: Prose,
    }
}

#[cfg(feature = "ssr")]
record! {
    /// What is said beside pages, in documents that only native programs write: two texts face to face, a sheet to take away.
    pub struct BesideWords {
        /// The way to the two texts, and their name.
        pub together: Prose,
        /// Title of their document: `{title}`.
        pub together_title: Prose,
        /// What one does with them.
        pub together_lead: Prose,
        /// The full text, beside an easy one.
        pub full: Prose,
        /// The easy text.
        pub easy: Prose,
        /// From one of the two texts to its own page.
        pub alone: Prose,
        /// Where a text has nothing to face the other.
        pub not_there: Prose,
        /// In place of what only works on the page itself.
        pub on_page: Prose,
        /// To the contacts, further down.
        pub contacts: Prose,
        /// The ways on, for who does not see where they stand.
        pub ways: Prose,
        /// Back to the page.
        pub back: Prose,
        /// The way to the sheet.
        pub handout_link: Prose,
        /// Its name.
        pub handout: Prose,
        /// Title of its document: `{title}`.
        pub handout_title: Prose,
        /// Beneath it: where sources are, whose texts these are: `{owner}`.
        pub handout_source: Prose,
    }
}

#[cfg(feature = "ssr")]
record! {
    /// What is said of a survey in words, on its own page: only native programs write it.
    pub struct VoicesWords {
        /// Button: the marks as sounds.
        pub listen: Prose,
        /// What the sounds mean.
        pub listen_key: Prose,
        /// Before a link from a finding to a page.
        pub help_with: Prose,
        /// The sentence of a finding is not known word for word.
        pub no_quote: Prose,
        /// Link to where a finding stands.
        pub read_source: Prose,
        /// The marks in words: `{certain}`, `{possible}`, `{excluded}`.
        pub mark_certain: Prose,
        /// As above.
        pub mark_possible: Prose,
        /// As above.
        pub mark_excluded: Prose,
        /// Title of the key of marks.
        pub marks_key: Prose,
        /// Before any choice: `{n}`, `{respondents}`.
        pub marks_all: Prose,
        /// Beneath it.
        pub choose_finding: Prose,
        /// What the words allow in the plainest words: all, more than half, less than half, none: `{respondents}`.
        pub easily: Vec<Prose>,
        /// The same when the words tell no quantity.
        pub easily_unknown: Prose,
        /// The drawing in words: `{certain}`, `{possible}`, `{excluded}`, `{n}`.
        pub in_detail: Prose,
        /// The finding tells no quantity.
        pub no_quantity: Prose,
        /// It tells of the survey, not of respondents.
        pub frame: Prose,
        /// The same in exact words.
        pub frame_detail: Prose,
        /// Why no quantity is read: importance, strength, frequency, vagueness: `{words}`.
        pub refused: Vec<Prose>,
        /// Landmark of the ways to the subjects.
        pub subjects: Prose,
        /// The choice of an order.
        pub order: Prose,
        /// As the survey's subjects come.
        pub by_subject: Prose,
        /// From the words that tell most.
        pub by_strength: Prose,
        /// Findings shown when none is left out: `{all}`.
        pub count_all: Prose,
        /// Findings shown when those that tell a quantity are: `{told}` of `{all}`.
        pub count_told: Prose,
        /// Follows either, in the survey's order.
        pub count_by_subject: Prose,
        /// Follows either, from the words that tell most.
        pub count_by_strength: Prose,
        /// Which mark it is, for who cannot see it, before what it is: `{place}` of `{n}`.
        pub mark_place: Prose,
        /// What it is where nothing is said.
        pub mark_unsaid: Prose,
        /// Link from a finding to its sentence in the text.
        pub read_in_text: Prose,
        /// Link from a finding to what one can take away of it.
        pub take_away: Prose,
        /// The published text does not speak of what the reader chose.
        pub not_named: Prose,
        /// It does: before the findings.
        pub named: Prose,
        /// Keep the findings whose words tell a quantity.
        pub only_quantities: Prose,
        /// Title of the table of findings.
        pub findings_as_table: Prose,
        /// Column titles of that table: finding, subject, words, what they allow.
        pub findings_columns: Vec<Prose>,
        /// Forget the chosen finding.
        pub clear_choice: Prose,
    }
}

#[cfg(feature = "ssr")]
record! {
    /// What is said of a finding or of a figure that a reader takes away: on its own page, in its pictures and in its data.
    pub struct TakeawayWords {
        /// Opens the files and the code.
        pub title: Prose,
        /// Link to the finding among the others.
        pub open: Prose,
        /// How many were asked: `{n}`, `{respondents}`.
        pub base: Prose,
        /// No count of the survey was published.
        pub unpublished: Prose,
        /// Beside a range of counts: who reads it so.
        pub reading: Prose,
        /// Beside the question: no other is known.
        pub only_question: Prose,
        /// Of a survey that says nothing of it.
        pub licence_unknown: Prose,
        /// Before the address of the source.
        pub source: Prose,
        /// A file.
        pub svg: Prose,
        /// A file.
        pub png: Prose,
        /// A file.
        pub csv: Prose,
        /// A file.
        pub json: Prose,
        /// Title of this finding's files.
        pub this_finding: Prose,
        /// Title of the whole survey's files.
        pub whole_survey: Prose,
        /// Title of the code that shows the finding on another site.
        pub embed: Prose,
        /// On paper, before the finding's address.
        pub print_address: Prose,
        /// Opens the table of a figure alone.
        pub as_table: Prose,
        /// From a figure alone to the page where it stands.
        pub open_page: Prose,
        /// From a figure alone to its picture.
        pub image: Prose,
        /// From a page to one of its figures alone, and to the code that shows it elsewhere.
        pub alone: Prose,
        /// What may be done with it: `{licence}`.
        pub licence: Prose,
        /// Where it is found again: `{address}`.
        pub address: Prose,
    }
}

#[cfg(feature = "ssr")]
record! {
    /// Something that the reader decides for this device.
    pub struct ReadingSetting {
        /// `text`, `spacing`, `theme`, `contrast`, `motion`, `links`: as the style sheet has it.
        pub name: String,
        /// What it says.
        pub title: Prose,
        /// The first one is the device's own.
        pub choices: Vec<ReadingChoice>,
    }
}

#[cfg(feature = "ssr")]
record! {
    /// One choice of a setting.
    pub struct ReadingChoice {
        /// As the style sheet has it; empty for the first.
        pub value: String,
        /// What it says.
        pub title: Prose,
    }
}
