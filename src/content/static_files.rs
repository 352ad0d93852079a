//! Content from JSON files: `public/content` on the native side, its published form in the browser.

use super::{error::ContentError, source};
#[cfg(any(feature = "ssr", feature = "preview"))]
use crate::model::page::LoadedPage;
use crate::model::{frame::Frame, search::SearchIndex, slug::Slug};

#[cfg(feature = "ssr")]
pub use native::StaticFiles;
#[cfg(not(feature = "ssr"))]
pub use published::StaticFiles;

/// Pages live as long as the program: a visit keeps those it has met, and the prerenderer ends when it has written them.
#[cfg(any(feature = "ssr", feature = "preview"))]
fn kept(page: LoadedPage) -> &'static LoadedPage {
    Box::leak(Box::new(page))
}

#[cfg(feature = "ssr")]
mod native {
    use super::{ContentError, Frame, LoadedPage, SearchIndex, Slug, kept, source};
    use crate::{
        content::{
            beside::{self, Beside},
            easy, glossary,
            library::{Library, Told},
            search_index::{self, Searched},
            wordpress::live,
        },
        model::{
            block::Block,
            date::Date,
            glossary::GlossaryFile,
            json::{FromJson, Json},
            menu::Menu,
            page::{Page, Status},
            search::SearchWords,
            site::Site,
            survey::WordsSurvey,
            text::Href,
            words::Words,
        },
        routes,
    };
    use std::{
        cell::RefCell,
        collections::BTreeMap,
        io::ErrorKind,
        path::{Path, PathBuf},
        rc::Rc,
    };

    /// Members of a page's file that no visitor reads.
    const UNTOLD: [&str; 4] = ["$schema", "proofs", "status", "publish_at"];

    /// A folder laid out as `public/content`. What every page of a language may show is read once, by the first page that asks.
    #[derive(Debug, Clone)]
    pub struct StaticFiles {
        root: PathBuf,
        today: Date,
        shared: Rc<RefCell<BTreeMap<String, Rc<Shared>>>>,
    }

    /// What pages of a language share.
    #[derive(Debug)]
    struct Shared {
        glossary: Option<GlossaryFile>,
        words: Words,
        library: Library,
    }

    impl StaticFiles {
        /// The folder `root`, as it is to be seen on the day `today`: what is scheduled for later is not published yet.
        #[must_use]
        pub fn new(root: impl Into<PathBuf>, today: Date) -> Self {
            Self { root: root.into(), today, shared: Rc::default() }
        }

        /// The folder.
        #[must_use]
        pub fn root(&self) -> &Path {
            &self.root
        }

        /// The day on which it is seen.
        #[must_use]
        pub fn today(&self) -> Date {
            self.today
        }

        /// Where the page called `slug` stands, relative to the folder.
        #[must_use]
        pub fn page_place(lang: &str, slug: &Slug) -> String {
            format!("pages/{lang}/{slug}.json")
        }

        /// The text of the file at `place`, relative to the folder.
        ///
        /// # Errors
        /// [`ContentError::NotFound`] or [`ContentError::Unreachable`].
        pub fn text(&self, place: &str) -> Result<String, ContentError> {
            std::fs::read_to_string(self.root.join(place)).map_err(|error| match error.kind() {
                ErrorKind::NotFound => ContentError::NotFound { place: place.to_owned() },
                _ => ContentError::Unreachable { place: place.to_owned(), reason: error.to_string() },
            })
        }

        /// Reads the file at `place`.
        ///
        /// # Errors
        /// Any [`ContentError`].
        pub fn read<T: FromJson>(&self, place: &str) -> Result<T, ContentError> {
            source::read_json(place, &self.text(place)?)
        }

        /// The slugs of a language's page files, in alphabetical order; files with other names are left out.
        ///
        /// # Errors
        /// [`ContentError::Unreachable`] when the folder cannot be listed.
        pub fn slugs(&self, lang: &str) -> Result<Vec<Slug>, ContentError> {
            let place = format!("pages/{lang}");
            let unreachable = |error: std::io::Error| ContentError::Unreachable { place: place.clone(), reason: error.to_string() };
            let mut slugs = Vec::new();
            for entry in std::fs::read_dir(self.root.join(&place)).map_err(unreachable)? {
                let name = entry.map_err(unreachable)?.file_name();
                slugs.extend(name.to_str().and_then(|name| Slug::parse(name.strip_suffix(".json")?)));
            }
            slugs.sort();
            Ok(slugs)
        }

        /// The page called `slug` as it is published: with the definitions of the words that it uses, and the way to and from its text in easy French.
        ///
        /// # Errors
        /// Any [`ContentError`] of the page, of the glossary, or of the words that go with them.
        pub fn page_json(&self, lang: &str, slug: &Slug) -> Result<Json, ContentError> {
            self.published_json(lang, slug, false)
        }

        /// The same, each block marked with what it was made of: see [`live::mark`].
        ///
        /// # Errors
        /// As [`Self::page_json`].
        pub fn marked_page_json(&self, lang: &str, slug: &Slug) -> Result<Json, ContentError> {
            self.published_json(lang, slug, true)
        }

        /// The page called `slug` as it was written, before publication adds to it, without what is said to the checker alone: what a draft is compared with.
        ///
        /// # Errors
        /// Any [`ContentError`] of the page's file.
        pub fn written_json(&self, lang: &str, slug: &Slug) -> Result<Json, ContentError> {
            let place = Self::page_place(lang, slug);
            let mut page = source::parse_json(&place, &self.text(&place)?)?.value().clone();
            if let Some(page) = page.as_object_mut() {
                page.retain(|name, _| !UNTOLD.contains(&name.as_str()));
            }
            source::parse_json(&place, &page.to_string())
        }

        fn published_json(&self, lang: &str, slug: &Slug, marked: bool) -> Result<Json, ContentError> {
            let place = Self::page_place(lang, slug);
            let mut page = source::parse_json(&place, &self.text(&place)?)?.value().clone();
            if marked {
                live::mark(&mut page);
            }
            let shared = self.shared(lang)?;
            let Shared { glossary, words, library } = &*shared;
            // A twin that visitors may not see yet leads nowhere; one that cannot be read is told when its own turn comes.
            let seen = |twin: &Slug| self.read::<Page>(&Self::page_place(lang, twin)).is_ok_and(|twin| self.is_published(&twin));
            let twin = easy::twin(slug).filter(seen);
            library.bring(&mut page, Told { lang, today: self.today, words });
            easy::link(&mut page, lang, twin.as_ref(), words);
            if let Some(beside) = self.beside(lang, slug) {
                beside::link(&mut page, &beside, words);
            }
            if let Some(glossary) = glossary {
                glossary::explain(&mut page, slug.as_str(), glossary, &words.around.words_of_page);
            }
            source::parse_json(&place, &page.to_string())
        }

        /// What is published beside the page called `slug`; `None` when visitors may not see it, or nothing may stand there. What cannot be read is told when its own turn comes.
        #[must_use]
        pub fn beside(&self, lang: &str, slug: &Slug) -> Option<Beside> {
            beside::beside(lang, slug, |lang, slug| self.text_of(lang, slug).ok().filter(|page| self.is_published(page)))
        }

        /// The page as it is told, with what its blocks name, and without what only its own page needs: links to definitions and to its other text.
        fn text_of(&self, lang: &str, slug: &Slug) -> Result<Page, ContentError> {
            let place = Self::page_place(lang, slug);
            let mut page = source::parse_json(&place, &self.text(&place)?)?.value().clone();
            let shared = self.shared(lang)?;
            shared.library.bring(&mut page, Told { lang, today: self.today, words: &shared.words });
            if let Some(glossary) = &shared.glossary {
                glossary::define(&mut page, glossary);
            }
            beside::lead_home(&mut page, routes::href(lang, slug).as_str());
            source::read_json(&place, &page.to_string())
        }

        fn shared(&self, lang: &str) -> Result<Rc<Shared>, ContentError> {
            if let Some(shared) = self.shared.borrow().get(lang) {
                return Ok(shared.clone());
            }
            let glossary = match self.read(&format!("glossary/{lang}.json")) {
                Err(ContentError::NotFound { .. }) => None,
                glossary => Some(glossary?),
            };
            let shared = Rc::new(Shared { glossary, words: self.read(&format!("interface/{lang}.json"))?, library: Library::read(self, lang)? });
            self.shared.borrow_mut().insert(lang.to_owned(), shared.clone());
            Ok(shared)
        }

        fn is_published(&self, page: &Page) -> bool {
            page.status == Status::Published && page.publish_at.is_none_or(|day| day <= self.today)
        }

        /// The published page called `slug`.
        ///
        /// # Errors
        /// [`ContentError::NotPublished`] for drafts and for what is scheduled for later, or any other.
        pub async fn page(&self, lang: &str, slug: &Slug) -> Result<&'static LoadedPage, ContentError> {
            let place = Self::page_place(lang, slug);
            let page = Page::from_json(&self.page_json(lang, slug)?).map_err(|fault| ContentError::Unexpected { place: place.clone(), fault })?;
            if !self.is_published(&page) {
                return Err(ContentError::NotPublished { place });
            }
            self.with_surveys(slug, page).map(kept)
        }

        /// Loads the surveys that the page shows.
        ///
        /// # Errors
        /// Any [`ContentError`] of a survey's file.
        pub fn with_surveys(&self, slug: &Slug, page: Page) -> Result<LoadedPage, ContentError> {
            let mut surveys: Vec<WordsSurvey> = Vec::new();
            for id in page.blocks.iter().filter_map(Block::survey) {
                if surveys.iter().all(|survey| survey.id != *id) {
                    surveys.push(self.read(&format!("surveys/{id}/survey.json"))?);
                }
            }
            Ok(LoadedPage { slug: slug.clone(), page, surveys, foreign: None, qr: None })
        }

        /// What stands around every page of `lang`.
        ///
        /// # Errors
        /// [`ContentError::NotFound`] for a language without interface words, or any other.
        pub async fn frame(&self, lang: &str) -> Result<Frame, ContentError> {
            let menu_place = if lang == routes::ROOT_LANGUAGE { "menu.json".to_owned() } else { format!("menu.{lang}.json") };
            let words: Words = self.read(&format!("interface/{lang}.json"))?;
            let site: Site = self.read("site.json")?;
            let menu: Menu = self.read(&menu_place)?;
            Ok(Frame { lang: lang.to_owned(), site, menu, words })
        }

        /// Every published page of `lang` but the unlisted ones: those of the menu first, in its order.
        ///
        /// # Errors
        /// Any [`ContentError`] of a page or of the menu.
        pub async fn search_index(&self, lang: &str) -> Result<SearchIndex, ContentError> {
            let frame = self.frame(lang).await?;
            let words = match self.read(&format!("search/{lang}.json")) {
                Err(ContentError::NotFound { .. }) => SearchWords { ignored: Vec::new(), also: Vec::new() },
                words => words?,
            };
            let mut read = Vec::new();
            for slug in self.slugs(lang)?.into_iter().filter(search_index::is_searched) {
                let page = match self.page(lang, &slug).await {
                    Ok(loaded) => &loaded.page,
                    Err(ContentError::NotPublished { .. }) => continue,
                    Err(error) => return Err(error),
                };
                let place = Self::page_place(lang, &slug);
                let file = source::parse_json(&place, &self.text(&place)?)?.value().clone();
                let own: Page = self.read(&place)?;
                read.push((routes::href(lang, &slug), slug, page, own, file));
            }
            let in_menu = |href: &Href| frame.menu.links().position(|(_, link, _)| link.as_str() == href.as_str());
            read.sort_by_key(|(href, ..)| in_menu(href).unwrap_or(usize::MAX));
            let pages: Vec<Searched<'_>> = read
                .iter()
                .map(|(href, slug, page, own, file)| {
                    let blocks = if slug.as_str() == glossary::PAGE { &page.blocks } else { &own.blocks };
                    Searched { href: href.clone(), page, blocks, file, in_menu: in_menu(href).is_some() }
                })
                .collect();
            Ok(search_index::index(&pages, &words))
        }
    }
}

#[cfg(not(feature = "ssr"))]
mod published {
    use super::{ContentError, Frame, SearchIndex, Slug, source};
    #[cfg(feature = "preview")]
    use super::{LoadedPage, kept};
    use crate::model::page::PublishedPage;
    use std::cell::RefCell;
    use wasm_bindgen::JsValue;
    use wasm_bindgen_futures::{JsFuture, future_to_promise};

    thread_local! {
        // Pages that this visit has met: going back to one is immediate, and so is going where a prefetch has been.
        static MET: RefCell<Vec<(String, &'static PublishedPage)>> = const { RefCell::new(Vec::new()) };
        static ON_ITS_WAY: RefCell<Vec<(String, js_sys::Promise)>> = const { RefCell::new(Vec::new()) };
    }

    /// The published files, beside the pages.
    #[derive(Debug, Clone, Default)]
    pub struct StaticFiles;

    impl StaticFiles {
        /// The page called `slug` as it was drawn: from this visit's memory, else from its file.
        ///
        /// # Errors
        /// Any [`ContentError`].
        pub async fn drawn(&self, lang: &str, slug: &Slug) -> Result<&'static PublishedPage, ContentError> {
            if let Some(page) = Self::met(lang, slug) {
                return Ok(page);
            }
            let place = place("drawn", lang, slug);
            let text = text(&place).await?;
            // Who asked for it first may have read it already.
            if let Some(page) = Self::met(lang, slug) {
                return Ok(page);
            }
            let page: &'static PublishedPage = Box::leak(Box::new(source::read_json(&place, &text)?));
            Self::remember(lang, page);
            Ok(page)
        }

        /// The page called `slug` as it was written, with what publication adds to it.
        ///
        /// # Errors
        /// Any [`ContentError`].
        #[cfg(feature = "preview")]
        pub async fn page(&self, lang: &str, slug: &Slug) -> Result<&'static LoadedPage, ContentError> {
            let place = place("pages", lang, slug);
            let json = source::parse_json(&place, &text(&place).await?)?;
            LoadedPage::from_published(&json).map(kept).map_err(|fault| ContentError::Unexpected { place, fault })
        }

        /// The page, when this visit has met it.
        #[must_use]
        pub fn met(lang: &str, slug: &Slug) -> Option<&'static PublishedPage> {
            let place = place("drawn", lang, slug);
            MET.with_borrow(|met| met.iter().find(|(known, _)| *known == place).map(|(_, page)| *page))
        }

        /// Keeps a page for this visit.
        pub fn remember(lang: &str, page: &'static PublishedPage) {
            MET.with_borrow_mut(|met| met.push((place("drawn", lang, &page.slug), page)));
        }

        /// What stands around every page of `lang`. The first page brings its own; this is for another language.
        ///
        /// # Errors
        /// Any [`ContentError`].
        pub async fn frame(&self, lang: &str) -> Result<Frame, ContentError> {
            let place = ["/content/frame.", lang, ".json"].concat();
            source::read_json(&place, &text(&place).await?)
        }

        /// What the search of `lang` knows.
        ///
        /// # Errors
        /// Any [`ContentError`].
        pub async fn search_index(&self, lang: &str) -> Result<SearchIndex, ContentError> {
            let place = ["/content/search.", lang, ".json"].concat();
            source::read_json(&place, &text(&place).await?)
        }
    }

    fn place(folder: &str, lang: &str, slug: &Slug) -> String {
        ["/content/", folder, "/", lang, "/", slug.as_str(), ".json"].concat()
    }

    /// The text at `place`. Who asks while it is on its way waits for the same answer: a link that is pointed at, then clicked, is one request.
    async fn text(place: &str) -> Result<String, ContentError> {
        let on_its_way = ON_ITS_WAY.with_borrow(|requests| requests.iter().find(|(asked, _)| asked == place).map(|(_, answer)| answer.clone()));
        let answer = on_its_way.unwrap_or_else(|| {
            let asked = place.to_owned();
            let answer = future_to_promise(async move { fetch(&asked).await });
            ON_ITS_WAY.with_borrow_mut(|requests| requests.push((place.to_owned(), answer.clone())));
            answer
        });
        let answer = JsFuture::from(answer).await;
        ON_ITS_WAY.with_borrow_mut(|requests| requests.retain(|(asked, _)| asked != place));
        match answer {
            Ok(text) => Ok(text.as_string().unwrap_or_default()),
            Err(status) => Err(match status.as_f64().unwrap_or(0.0) as u16 {
                404 | 410 => ContentError::NotFound { place: place.to_owned() },
                0 => ContentError::Unreachable { place: place.to_owned(), reason: String::new() },
                status => ContentError::Refused { place: place.to_owned(), status },
            }),
        }
    }

    /// After this long without an answer there is none: a button to try again is worth more than waiting.
    const LIMIT_MS: u32 = 15_000;

    /// The answer's text; or its status when it is no success, 0 when there is none.
    async fn fetch(place: &str) -> Result<JsValue, JsValue> {
        let no_answer = |_| JsValue::from(0);
        let limit = web_sys::AbortSignal::timeout_with_u32(LIMIT_MS);
        let response = gloo_net::http::Request::get(place).abort_signal(Some(&limit)).send().await.map_err(no_answer)?;
        if response.status() != 200 {
            return Err(JsValue::from(response.status()));
        }
        response.text().await.map(JsValue::from).map_err(no_answer)
    }
}
