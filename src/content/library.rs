//! What is kept apart from the pages (places, news, events, publications, statistics), put into them where their blocks name it.
//!
//! As with the glossary, it is done once, on the JSON of a page as it is published, so that the prerenderer and the browser show the same.

use super::{error::ContentError, static_files::StaticFiles, wordpress::live::MARK};
use crate::{
    locale::{date, phrase::fill},
    model::{
        date::Date,
        dated::{Event, EventsFile, Moment, NewsFile, NewsItem, Publication, PublicationsFile},
        glossary::TermSource,
        json::FromJson,
        opening::{self, Opening},
        place::{Place, PlacesFile},
        slug::Slug,
        statistic::{MAP_SIZE, Statistic, StatisticForm, StatisticsFile},
        text::Href,
        words::{NamedKind, Words},
    },
    routes,
};
use serde_json::{Value, json};

/// What a language keeps apart; what it has no file for is empty.
#[derive(Debug, Clone, Default)]
pub struct Library {
    /// Of `places/<lang>.json`.
    pub places: Vec<Place>,
    /// Of `news/<lang>.json`.
    pub news: Vec<NewsItem>,
    /// Of `events/<lang>.json`.
    pub events: Vec<Event>,
    /// Of `publications/<lang>.json`.
    pub publications: Vec<Publication>,
    /// Of `figures/<lang>.json`.
    pub statistics: Option<StatisticsFile>,
}

/// What putting it into a page needs to know besides.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// Its language's code.
    pub lang: &'a str,
    /// The day on which the page is published.
    pub today: Date,
    /// The interface's words.
    pub words: &'a Words,
}

impl Library {
    /// Reads the files of `lang` in `files`; one that is not there leaves its part empty.
    ///
    /// # Errors
    /// Any other [`ContentError`].
    pub fn read(files: &StaticFiles, lang: &str) -> Result<Self, ContentError> {
        fn part<File: FromJson, Part: Default>(files: &StaticFiles, place: &str, part: impl Fn(File) -> Part) -> Result<Part, ContentError> {
            match files.read(place) {
                Err(ContentError::NotFound { .. }) => Ok(Part::default()),
                file => file.map(part),
            }
        }
        let mut library = Self {
            places: part(files, &format!("places/{lang}.json"), |file: PlacesFile| file.places)?,
            news: part(files, &format!("news/{lang}.json"), |file: NewsFile| file.items)?,
            events: part(files, &format!("events/{lang}.json"), |file: EventsFile| file.events)?,
            publications: part(files, &format!("publications/{lang}.json"), |file: PublicationsFile| file.publications)?,
            statistics: part(files, &format!("figures/{lang}.json"), Some)?,
        };
        // The newest first, whatever the order of the files; what has no year comes last.
        library.news.sort_by_key(|item| std::cmp::Reverse(item.day()));
        library.events.sort_by_key(|event| std::cmp::Reverse(event.starts));
        library.publications.sort_by_key(|publication| std::cmp::Reverse(publication.year));
        Ok(library)
    }

    /// Puts what the blocks of `page` name in their places, with what it rests on. What is named and is not there is left as it stands: the checker tells it.
    pub fn bring(&self, page: &mut Value, told: Told<'_>) {
        let Some(blocks) = page["blocks"].as_array_mut().map(std::mem::take) else { return };
        let mut brought = Vec::with_capacity(blocks.len());
        let mut sources: Vec<Rests<'_>> = Vec::new();
        for block in blocks {
            let (before, of) = (brought.len(), block.get(MARK).cloned());
            match block["type"].as_str() {
                Some("place") => match self.places.iter().find(|place| block["id"] == place.id.as_str()) {
                    Some(place) => {
                        brought.push(contact(place, &block["purpose"], told));
                        sources.extend(place.sources.iter().map(|source| Rests {
                            url: source.url.as_str(),
                            title: &source.title,
                            year: source.year,
                            supports: &source.supports,
                        }));
                    }
                    None => brought.push(block),
                },
                Some("news_list") => {
                    let most = block["most"].as_u64().map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX));
                    let news: Vec<&NewsItem> = self.news.iter().filter(|item| is_on(&item.themes, &block)).collect();
                    let (recent, older) = news.split_at(most.min(news.len()));
                    sources.extend(recent.iter().map(|item| Rests::on(&item.source, &item.title)));
                    brought.push(json!({ "type": "agenda", "items": recent.iter().filter_map(|item| news_item(item, told)).collect::<Vec<_>>() }));
                    if !block["older"].is_null() && !older.is_empty() {
                        sources.extend(older.iter().map(|item| Rests::on(&item.source, &item.title)));
                        brought.push(json!({ "type": "heading", "level": 2, "text": block["older"] }));
                        let items = older.iter().filter_map(|item| news_line(item, told)).collect::<Vec<_>>();
                        brought.push(json!({ "type": "list", "ordered": false, "items": items }));
                    }
                }
                Some("event_list") => {
                    let events: Vec<&Event> = self.events.iter().filter(|event| is_on(&event.themes, &block)).collect();
                    let (past, mut coming): (Vec<_>, Vec<_>) = events.into_iter().partition(|event| event.last_day() < told.today);
                    coming.reverse();
                    if !block["coming"].is_null() {
                        brought.push(json!({ "type": "heading", "level": 2, "text": block["coming"] }));
                        match coming.is_empty() {
                            true if block["none"].is_null() => {}
                            true => brought.push(json!({ "type": "paragraph", "text": block["none"] })),
                            false => brought
                                .push(json!({ "type": "agenda", "items": coming.iter().map(|event| self::event(event, true, told)).collect::<Vec<_>>() })),
                        }
                        sources.extend(coming.iter().map(|event| Rests::on(&event.source, &event.title)));
                    }
                    if !block["past"].is_null() && !past.is_empty() {
                        brought.push(json!({ "type": "heading", "level": 2, "text": block["past"] }));
                        brought.push(json!({ "type": "agenda", "items": past.iter().map(|event| self::event(event, false, told)).collect::<Vec<_>>() }));
                        sources.extend(past.iter().map(|event| Rests::on(&event.source, &event.title)));
                    }
                }
                Some("publication_list") => {
                    for group in block["groups"].as_array().into_iter().flatten() {
                        let is_of = |publication: &&Publication| {
                            group["kinds"].as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind == publication.kind.word()))
                        };
                        let members: Vec<&Publication> = self.publications.iter().filter(is_of).collect();
                        if members.is_empty() {
                            continue;
                        }
                        brought.push(json!({ "type": "heading", "level": 2, "text": group["title"] }));
                        if !group["note"].is_null() {
                            brought.push(json!({ "type": "paragraph", "text": group["note"] }));
                        }
                        sources.extend(members.iter().map(|publication| Rests::on(&publication.source, &publication.title)));
                        let items = members.iter().map(|publication| self::publication(publication, told)).collect::<Vec<_>>();
                        brought.push(json!({ "type": "list", "ordered": false, "items": items }));
                    }
                }
                Some("statistic") => {
                    let known = self.statistics.as_ref();
                    match known.and_then(|file| Some((file, block["id"].as_str().and_then(|id| file.statistic(id))?))) {
                        Some((file, statistic)) => {
                            brought.extend(self::statistic(file, statistic, block["show"].as_str().unwrap_or_default(), told));
                            sources.extend(statistic.sources.iter().map(|source| Rests {
                                url: source.url.as_str(),
                                title: &source.title,
                                year: source.year,
                                supports: &source.supports,
                            }));
                        }
                        None => brought.push(block),
                    }
                }
                // On the home page: the newest, when the page tells none of its own.
                Some("news") if block["items"].as_array().is_some_and(Vec::is_empty) => {
                    let mut block = block;
                    block["items"] = self.newest(3, told).into();
                    brought.push(block);
                }
                _ => brought.push(block),
            }
            // What a block was made of is known of all that it became.
            if let Some(of) = of {
                brought[before..].iter_mut().for_each(|made| made[MARK] = of.clone());
            }
        }
        page["blocks"] = brought.into();
        // What its sentences rest on is for the checker.
        page.as_object_mut().and_then(|page| page.remove("proofs"));
        add_sources(page, sources);
    }

    /// The newest of news and of events that are over or begun.
    fn newest(&self, most: usize, told: Told<'_>) -> Vec<Value> {
        let news = self.news.iter().filter(|item| !item.unsure).filter_map(|item| Some((item.day()?, news_item(item, told)?)));
        let events = self
            .events
            .iter()
            .filter(|event| !event.unsure && !event.cancelled && event.starts.date <= told.today)
            .map(|event| (event.starts.date, event_in_brief(event, told)));
        let mut all: Vec<(Date, Value)> = news.chain(events).collect();
        all.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
        all.into_iter().take(most).map(|(_, item)| item).collect()
    }
}

/// Whether something on the subjects `themes` belongs in a list that may name some.
fn is_on(themes: &[Slug], block: &Value) -> bool {
    block["themes"].as_array().is_none_or(|wanted| wanted.iter().any(|slug| themes.iter().any(|theme| slug == theme.as_str())))
}

/// Words, marked when they are to be confirmed.
fn sure(words: &str, unsure: bool) -> Value {
    if unsure { json!({ "unsure": words }) } else { words.into() }
}

/// A contact's block.
fn contact(place: &Place, purpose: &Value, Told { today, words, .. }: Told<'_>) -> Value {
    let mut block = json!({ "type": "contact", "name": &*place.name });
    let mut set = |key: &str, value: Option<Value>| {
        if let Some(value) = value.filter(|value| !value.is_null()) {
            block[key] = value;
        }
    };
    set("purpose", Some(purpose.clone()));
    set("phone", place.phone.as_deref().map(Value::from));
    set("email", place.email.as_deref().map(Value::from));
    set("address", place.address.as_deref().map(Value::from));
    set("url", place.url.as_ref().map(|url| url.as_str().into()));
    let told = |date: Date| date::long(date, words);
    let opening = place.opening.as_deref().and_then(|notation| Opening::parse(notation).ok());
    let mut hours: Vec<Value> = Vec::new();
    if let Some(opening) = &opening {
        let week = opening.week(&words.opening);
        let sentences = std::iter::once(week).chain(opening.exceptions(today, &words.opening, told)).filter(|sentence| !sentence.is_empty());
        hours.push(sentences.collect::<Vec<_>>().join(" ").into());
        // Of hours that must still be confirmed, nothing is said of now.
        set("openings", Some(opening.openings(today, &words.opening, told)).filter(|text| !place.unsure && !text.is_empty()).map(Value::from));
    }
    match &place.hours_note {
        Some(note) => {
            if !hours.is_empty() {
                hours.push(" ".into());
            }
            hours.extend(note.json());
        }
        None if opening.is_some() => {}
        None if place.phone.is_some() => hours.push((&*words.opening.unknown_call).into()),
        None if place.address.is_some() => hours.push((&*words.opening.unknown_write).into()),
        None => {}
    }
    if !hours.is_empty() {
        set("hours", Some(hours.into()));
    }
    set("unsure", place.unsure.then_some(true.into()));
    block
}

/// A dated item of a list; `None` without a date.
fn news_item(item: &NewsItem, Told { words, .. }: Told<'_>) -> Option<Value> {
    let day = item.day()?;
    let mut told = json!({ "date": day.machine(), "title": &*item.title, "text": [sure(&item.text, item.unsure)] });
    if item.date.is_none() {
        let month = words.months.get(day.month() as usize - 1).map_or("", |month| month);
        told["when"] = fill(&words.dated.month, &[("month", month), ("year", &day.year().to_string())]).into();
    }
    set_href(&mut told, item.href.as_ref().map(Href::as_str));
    Some(told)
}

/// The same in a line: when, what.
fn news_line(item: &NewsItem, told: Told<'_>) -> Option<Value> {
    let full = news_item(item, told)?;
    let when = full["when"].as_str().map_or_else(|| item.date.map(|day| date::long(day, told.words)).unwrap_or_default(), str::to_owned);
    let title = match (&item.href, item.unsure) {
        (Some(href), false) => json!({ "link": href.as_str(), "text": &*item.title }),
        (_, unsure) => sure(&item.title, unsure),
    };
    Some(json!([format!("{when} : "), title]))
}

fn set_href(told: &mut Value, href: Option<&str>) {
    if let Some(href) = href {
        told["href"] = href.into();
    }
}

fn event_in_brief(event: &Event, told: Told<'_>) -> Value {
    self::event(event, false, told)
}

/// A dated item; `coming` gives it a file for calendars.
fn event(event: &Event, coming: bool, Told { lang, words, .. }: Told<'_>) -> Value {
    let title = if event.cancelled { format!("{} {}", &*words.dated.cancelled, &*event.title) } else { event.title.to_string() };
    let mut told = json!({ "date": event.starts.date.machine(), "title": title });
    if let Some(when) = when(event, words) {
        told["when"] = when.into();
    }
    if let Some(place) = &event.place {
        told["place"] = (&**place).into();
    }
    let mut text: Vec<Value> = event.text.as_ref().map(|text| sure(text, event.unsure)).into_iter().collect();
    if coming && !event.cancelled {
        if !text.is_empty() {
            text.push(" ".into());
        }
        text.push(json!({ "link": routes::event_file(lang, &event.id), "text": &*words.dated.add }));
    }
    if !text.is_empty() {
        told["text"] = text.into();
    }
    set_href(&mut told, event.href.as_ref().map(Href::as_str));
    told
}

/// When it is, in words, unless that is one day without a time.
fn when(event: &Event, words: &Words) -> Option<String> {
    let day = |date: Date| date::long(date, words);
    let whole = |moment: &Moment| match moment.minute {
        Some(minute) => fill(&words.dated.at, &[("date", &day(moment.date)), ("time", &opening::clock(minute, &words.opening))]),
        None => day(moment.date),
    };
    let (start, end) = (&event.starts, event.ends.as_ref());
    match end.filter(|end| end.date != start.date) {
        None if start.minute.is_none() => None,
        None => Some(whole(start)),
        Some(end) => {
            let same_month = (start.date.year(), start.date.month()) == (end.date.year(), end.date.month());
            let first = if start.date.day() == 1 { words.first_day.to_string() } else { start.date.day().to_string() };
            let from = if same_month && start.minute.is_none() { first } else { whole(start) };
            Some(fill(&words.dated.from_to, &[("from", &from), ("to", &whole(end))]))
        }
    }
}

/// A line of a list: title, what it is, what it is about, how it is had.
fn publication(publication: &Publication, Told { lang, words, .. }: Told<'_>) -> Value {
    let name = |named: &[NamedKind], word: &str| named.iter().find(|named| named.word == word).map(|named| named.name.to_string());
    let year = publication.year.map(|year| year.to_string());
    let facts = [
        name(&words.dated.kinds, publication.kind.word()),
        publication.when.as_ref().map(|when| when.to_string()).or(year),
        publication.pages.map(|pages| fill(&words.dated.pages, &[("pages", &pages.to_string())])),
        if publication.language == lang { None } else { name(&words.dated.languages, &publication.language) },
        publication.publisher.as_ref().map(|publisher| publisher.to_string()),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    let mut line = vec![json!({ "strong": &*publication.title }), " (".into(), sure(&facts.join(", "), publication.unsure), ") : ".into()];
    let mut summary = publication.summary.chars();
    // After a colon, in French, no capital.
    line.push(summary.next().map(|first| first.to_lowercase().chain(summary).collect::<String>()).unwrap_or_default().into());
    if let Some(get) = &publication.get {
        line.push(" ".into());
        line.extend(get.json());
    }
    line.into()
}

/// The blocks of a statistic, shown as the word `show` says, then what one takes away of it. A map comes after a table with the same values: nobody needs to see it.
fn statistic(file: &StatisticsFile, statistic: &Statistic, show: &str, Told { lang, words: around, .. }: Told<'_>) -> Vec<Value> {
    let (words, source) = (&file.words, statistic.cited());
    if show == StatisticForm::Chart.word() {
        let rows: Vec<Value> = statistic.bars(words).iter().map(|(label, value)| json!({ "label": label, "value": value })).collect();
        let chart = json!({ "type": "chart", "title": &*statistic.title, "unit": statistic.unit(0), "rows": rows, "source": source, "year": statistic.year });
        return vec![chart, takeaway(statistic, StatisticForm::Chart, lang, around)];
    }
    let mut blocks = vec![json!({ "type": "table", "caption": &*statistic.title, "head": statistic.head(), "rows": statistic.cells(words), "source": source })];
    let map = file.map_of(statistic).filter(|_| show == StatisticForm::Map.word());
    if let Some((map, outlines)) = map {
        let link = json!({ "link": routes::map_picture(lang, &statistic.id), "text": &*words.larger });
        let caption: Vec<Value> = [format!("{}. ", &*statistic.title).into(), link, ". ".into()].into_iter().chain(outlines.attribution.json()).collect();
        blocks.push(json!({
            "type": "figure", "src": routes::map_picture(lang, &statistic.id), "alt": &*map.alt, "width": MAP_SIZE[0], "height": MAP_SIZE[1], "caption": caption
        }));
    }
    blocks.push(takeaway(statistic, if map.is_some() { StatisticForm::Map } else { StatisticForm::Table }, lang, around));
    blocks
}

/// What one takes away, folded. A table has no picture.
fn takeaway(statistic: &Statistic, form: StatisticForm, lang: &str, words: &Words) -> Value {
    let (told, name) = (&words.takeaway, form.name(statistic));
    let drawn = |extension: &str, title: &str| (routes::statistic_file(lang, &name, extension), title.to_owned());
    let data = |extension: &str, title: &str| (routes::statistic_file(lang, statistic.id.as_str(), extension), title.to_owned());
    let mut links = Vec::new();
    if form != StatisticForm::Table {
        links.extend([drawn("svg", &told.svg), drawn("png", &told.png)]);
    }
    links.extend([data("csv", &told.csv), data("json", &told.json)]);
    if form != StatisticForm::Table {
        links.push((routes::statistic_alone(lang, &name), told.alone.to_string()));
    }
    let mut text: Vec<Value> = Vec::new();
    for (href, title) in links {
        if !text.is_empty() {
            text.push(" · ".into());
        }
        text.push(json!({ "link": href, "text": title }));
    }
    json!({ "type": "accordion", "items": [{ "title": &*told.title, "text": [text] }] })
}

/// A source and one thing that it supports.
struct Rests<'a> {
    url: &'a str,
    title: &'a str,
    year: Option<u32>,
    supports: &'a str,
}

impl<'a> Rests<'a> {
    fn on(source: &'a TermSource, supports: &'a str) -> Self {
        Self { url: source.url.as_str(), title: &source.title, year: source.year, supports }
    }
}

/// What the page rests on besides its own sources: an address once, with all that it supports.
fn add_sources(page: &mut Value, sources: Vec<Rests<'_>>) {
    let Some(listed) = page["sources"].as_array_mut() else { return };
    let own: Vec<String> = listed.iter().filter_map(|source| source["url"].as_str().map(str::to_owned)).collect();
    let mut added: Vec<(Rests<'_>, Vec<&str>)> = Vec::new();
    for source in sources.into_iter().filter(|source| !own.iter().any(|url| url == source.url)) {
        let supports = source.supports;
        match added.iter_mut().find(|(known, _)| known.url == source.url) {
            Some((_, all)) if all.contains(&supports) => {}
            Some((_, all)) => all.push(supports),
            None => added.push((source, vec![supports])),
        }
    }
    for (source, supports) in added {
        let mut line = json!({ "url": source.url, "title": source.title, "supports": supports.join(", ") });
        if let Some(year) = source.year {
            line["year"] = year.into();
        }
        listed.push(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{content::source::read_json, model::page::Page};

    fn words() -> Words {
        read_json("fr.json", &std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/public/content/interface/fr.json")).unwrap()).unwrap()
    }

    fn library() -> Library {
        let source = r#""source": {"url": "https://example.org/a", "title": "Un site", "year": 2026}"#;
        let read = |name: &str, list: &str| format!(r#"{{"checked_on": "2026-11-25", "{name}": [{list}]}}"#).replace("SOURCE", source);
        let places: PlacesFile = read_json(
            "places",
            &read(
                "places",
                r#"{"id": "le-pont", "name": "Le Pont", "phone": "+32 81 00 00 00", "opening": "Mo-Fr 09:30-13:00; PH off", "hours_note": "Horaire de 2024.", "sources": [{"url": "https://example.org/b", "title": "Le Pont", "supports": "le numéro"}]},
                   {"id": "la-rive", "name": "La Rive", "phone": "+32 81 00 00 01", "sources": []},
                   {"id": "le-quai", "name": "Le Quai", "address": "Namur", "sources": []},
                   {"id": "le-bac", "name": "Le Bac", "phone": "+32 81 00 00 02", "opening": "Mo 09:00-10:00", "unsure": true, "sources": []}"#,
            ),
        )
        .unwrap();
        let events: EventsFile = read_json(
            "events",
            &read(
                "events",
                r#"{"id": "fete", "starts": "2026-12-05T18:00", "title": "Une fête", "themes": ["asile"], SOURCE},
                   {"id": "expo", "starts": "2026-11-20", "ends": "2026-11-25", "title": "Une exposition", "text": "Des photos.", "themes": [], SOURCE},
                   {"id": "avant", "starts": "2026-11-24", "title": "La veille", "themes": ["asile"], "cancelled": true, SOURCE}"#,
            ),
        )
        .unwrap();
        let news: NewsFile = read_json(
            "news",
            &read(
                "items",
                r#"{"id": "recente", "date": "2026-11-24", "title": "Récente", "text": "Hier.", "themes": ["asile"], SOURCE},
                   {"id": "mois", "month": "2026-05", "title": "Du mois de mai", "text": "Au printemps.", "themes": [], "unsure": true, SOURCE}"#,
            ),
        )
        .unwrap();
        let publications: PublicationsFile = read_json(
            "publications",
            &read(
                "publications",
                r#"{"id": "guide", "title": "Le guide", "kind": "guide", "year": 2020, "language": "nl", "pages": 12, "summary": "Un guide du pont.", "get": ["Voyez ", {"link": "/asile/", "text": "Asile"}, "."], "themes": [], SOURCE},
                   {"id": "livre", "title": "Le livre", "kind": "livre", "when": "mai 2021", "year": 2021, "language": "fr", "summary": "Un livre.", "themes": [], "unsure": true, SOURCE}"#,
            ),
        )
        .unwrap();
        Library { places: places.places, news: news.items, events: events.events, publications: publications.publications, statistics: None }
    }

    /// The blocks and the sources of a page whose blocks are `blocks`, published on 25 November 2026.
    fn published(blocks: Value) -> (Vec<Value>, Vec<Value>) {
        let mut page = json!({
            "title": "t", "summary": "s", "kind": "theme", "status": "published", "checked_on": "2026-11-25", "brief": [], "sources": [], "blocks": blocks
        });
        library().bring(&mut page, Told { lang: "fr", today: Date::parse("2026-11-25").unwrap(), words: &words() });
        let read: Page = read_json("page", &page.to_string()).unwrap();
        assert!(!read.blocks.iter().any(|block| matches!(block, crate::model::block::Block::Broken(_))), "{page}");
        (page["blocks"].as_array().unwrap().clone(), page["sources"].as_array().unwrap().clone())
    }

    fn plain(value: &Value) -> String {
        value.to_string().replace(['\u{a0}', '\u{202f}'], " ")
    }

    #[test]
    fn a_place_becomes_a_contact_with_its_hours_and_its_source() {
        let (blocks, sources) = published(json!([{ "type": "place", "id": "le-pont", "purpose": "Passer" }]));
        assert_eq!(blocks[0]["type"], "contact");
        assert_eq!(blocks[0]["purpose"], "Passer");
        assert_eq!(plain(&blocks[0]["hours"]), r#"["Du lundi au vendredi, de 9 h 30 à 13 h, sauf les jours fériés."," ","Horaire de 2024."]"#);
        assert!(blocks[0]["openings"].as_str().unwrap().starts_with("29"), "minutes since 1970");
        assert_eq!(sources, [json!({"url": "https://example.org/b", "title": "Le Pont", "supports": "le numéro"})]);
    }

    #[test]
    fn hours_that_nobody_knows_are_said_to_be() {
        for (id, expected) in [("la-rive", "Horaires à confirmer : appelez."), ("le-quai", "Horaires à confirmer : écrivez avant de venir.")] {
            let (blocks, _) = published(json!([{ "type": "place", "id": id }]));
            assert_eq!(plain(&blocks[0]["hours"][0]), format!("{expected:?}"), "{id}");
        }
    }

    #[test]
    fn of_hours_to_confirm_nothing_is_said_of_now() {
        let (blocks, _) = published(json!([{ "type": "place", "id": "le-bac" }]));
        assert_eq!((&blocks[0]["openings"], &blocks[0]["unsure"]), (&Value::Null, &json!(true)));
        assert!(plain(&blocks[0]["hours"]).contains("Le lundi, de 9 h à 10 h."));
    }

    #[test]
    fn events_are_coming_until_their_last_day_is_over() {
        let (blocks, sources) = published(json!([{ "type": "event_list", "coming": "À venir", "none": "Rien.", "past": "Passés" }]));
        let titles = |block: &Value| block["items"].as_array().unwrap().iter().map(|item| item["title"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
        assert_eq!(blocks[0]["text"], "À venir");
        assert_eq!(titles(&blocks[1]), ["Une exposition", "Une fête"]);
        assert_eq!(blocks[2]["text"], "Passés");
        assert_eq!(titles(&blocks[3]), ["Annulé : La veille"].map(|title| title.replace(" :", "\u{202f}:")));
        assert_eq!(plain(&blocks[1]["items"][0]["when"]), r#""du 20 au 25 novembre 2026""#);
        assert_eq!(plain(&blocks[1]["items"][1]["when"]), r#""5 décembre 2026 à 18 h""#);
        assert_eq!(blocks[1]["items"][1]["text"][0]["link"], "/agenda/fete.ics");
        assert!(blocks[3]["items"][0]["text"].is_null(), "what is over is put in no calendar");
        assert_eq!(sources.len(), 1, "an address is given once");
    }

    #[test]
    fn a_list_without_any_event_to_come_says_so() {
        let (blocks, _) = published(json!([{ "type": "event_list", "themes": ["logement"], "coming": "À venir", "none": "Rien.", "past": "Passés" }]));
        assert_eq!(blocks, [json!({"type": "heading", "level": 2, "text": "À venir"}), json!({"type": "paragraph", "text": "Rien."})]);
    }

    #[test]
    fn news_have_their_day_or_their_month_and_their_doubt() {
        let (blocks, _) = published(json!([{ "type": "news_list" }]));
        assert_eq!(blocks[0]["items"][1]["when"], "mai 2026");
        assert_eq!(blocks[0]["items"][1]["text"], json!([{ "unsure": "Au printemps." }]));
        let (blocks, _) = published(
            json!([{ "type": "news_list", "themes": ["asile"] }, { "type": "news_list", "most": 1 }, { "type": "news_list", "most": 1, "older": "Avant" }]),
        );
        assert_eq!(blocks[3]["text"], "Avant");
        assert_eq!(plain(&blocks[4]["items"]), r#"[["mai 2026 : ",{"unsure":"Du mois de mai"}]]"#);
        let blocks: Vec<Value> = std::iter::once(Value::Null).chain(blocks).collect();
        assert_eq!((blocks[1]["items"].as_array().unwrap().len(), blocks[2]["items"].as_array().unwrap().len()), (1, 1));
    }

    #[test]
    fn a_statistic_becomes_a_table_bars_or_a_table_with_its_map_then_what_one_takes_away() {
        let file = r#"{"checked_on": "2026-11-25", "words": {"unavailable": "inconnu", "unsure": "à confirmer", "below": "", "between": "", "above": "", "larger": "En grand"},
            "outlines": [{"id": "carres", "attribution": ["© ", {"foreign": "en", "text": "Squares"}]}],
            "figures": [{"id": "ponts", "title": "Ponts", "year": 2025, "first": "Rive", "columns": [{"title": "Nombre", "unit": "ponts"}, {"title": "Part", "unit": "%"}],
                "rows": [{"ins": "1", "label": "Gauche", "values": ["1046", "12.50"]}, {"ins": "2", "label": "Droite", "values": ["1000", ""], "qualifier": "plus de", "unsure": true}],
                "source": "Personne", "note": "Inventé", "map": {"of": "carres", "column": 1, "limits": ["8"], "alt": "Deux carrés."},
                "sources": [{"url": "https://example.org/c", "title": "Un site", "supports": "les ponts"}]}]}"#;
        let mut library = library();
        library.statistics = Some(read_json("figures", file).unwrap());
        let bring = |show: &str| {
            let mut page = json!({ "blocks": [{ "type": "statistic", "id": "ponts", "show": show }], "sources": [], "proofs": [] });
            library.bring(&mut page, Told { lang: "fr", today: Date::parse("2026-11-25").unwrap(), words: &words() });
            assert!(page["proofs"].is_null() && page["sources"][0]["supports"] == "les ponts", "{page}");
            page["blocks"].as_array().unwrap().clone()
        };
        let table = r#"{"type":"table","caption":"Ponts","head":["Rive","Nombre","Part"],"rows":[["Gauche","1 046","12,50 %"],["Droite (à confirmer)","plus de 1 000","inconnu"]],"source":"Personne. Inventé"}"#;
        let files = |names: &[(&str, &str)]| {
            let link = |(href, text): &(&str, &str)| format!(r#"{{"link":"/statistiques/{href}","text":"{text}"}}"#);
            let links = names.iter().map(link).collect::<Vec<_>>().join(r#"," · ","#);
            format!(r#"{{"type":"accordion","items":[{{"title":"Emporter","text":[[{links}]]}}]}}"#)
        };
        let data = [("ponts.csv", "Tableau (CSV)"), ("ponts.json", "Données (JSON)")];
        let drawn = |name: &str| {
            let [svg, png, alone] = [format!("{name}.svg"), format!("{name}.png"), format!("integrer/{name}/")];
            files(&[(&*svg, "Dessin (SVG)"), (&*png, "Image (PNG)"), data[0], data[1], (&*alone, "Montrer sur un autre site")])
        };
        assert_eq!(bring("table").iter().map(plain).collect::<Vec<_>>(), [table, &*files(&data)], "a table has no picture");
        let chart = r#"{"type":"chart","title":"Ponts","unit":"ponts","rows":[{"label":"Gauche","value":1046},{"label":"Droite (à confirmer)","value":1000}],"source":"Personne. Inventé","year":2025}"#;
        assert_eq!(bring("chart").iter().map(plain).collect::<Vec<_>>(), [chart, &*drawn("ponts")]);
        let map = bring("map");
        assert_eq!((map.len(), plain(&map[0]).as_str()), (3, table), "the list comes first");
        assert_eq!(plain(&map[2]), drawn("ponts-carte"));
        assert_eq!((&map[1]["type"], &map[1]["src"]), (&json!("figure"), &json!("/cartographie/ponts.svg")));
        let caption = r#"["Ponts. ",{"link":"/cartographie/ponts.svg","text":"En grand"},". ","© ",{"foreign":"en","text":"Squares"}]"#;
        assert_eq!(plain(&map[1]["caption"]), caption);
    }

    #[test]
    fn the_home_page_tells_the_newest_that_is_sure() {
        let (blocks, _) = published(json!([{ "type": "news", "title": "Nouvelles", "items": [] }]));
        let titles: Vec<_> = blocks[0]["items"].as_array().unwrap().iter().map(|item| item["title"].as_str().unwrap()).collect();
        assert_eq!(titles, ["Récente", "Une exposition"]);
    }

    #[test]
    fn a_publication_tells_what_it_is_and_how_it_is_had() {
        let groups = json!([{ "title": "Guides", "kinds": ["guide"] }, { "title": "Films", "kinds": ["film"] }, { "title": "Livres", "kinds": ["livre"] }]);
        let (blocks, _) = published(json!([{ "type": "publication_list", "groups": groups }]));
        assert_eq!(blocks.len(), 4, "a group without members is left out");
        assert_eq!(
            plain(&blocks[1]["items"][0]),
            r#"[{"strong":"Le guide"}," (","guide, 2020, 12 pages, en néerlandais",") : ","un guide du pont."," ","Voyez ",{"link":"/asile/","text":"Asile"},"."]"#
        );
        assert_eq!(blocks[3]["items"][0][2], json!({ "unsure": "livre, mai 2021" }));
    }
}
