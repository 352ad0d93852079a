//! What other programs subscribe to: the news as an Atom feed (RFC 4287), the events as a calendar (RFC 5545) and, one by one, as files for calendars.

use super::vcard::folded;
use crate::{
    locale::phrase::fill,
    model::{
        date::Date,
        dated::{Event, EventsFile, Moment, NewsFile},
        frame::Frame,
        text::Href,
    },
    routes,
};
use atom_syndication::{Category, Entry, Feed, FixedDateTime, Generator, Link, Person, Text};
use chrono::{DateTime, Duration, NaiveDate, TimeZone, Utc};
use chrono_tz::Europe::Brussels;
use icalendar::{Calendar, Component, EventLike, EventStatus, Property};

/// The site's address without a slash at its end, and its name as identifiers have it.
fn base(frame: &Frame) -> (&str, &str) {
    let base = frame.site.base_url.as_ref().map_or("", Href::as_str);
    (base, base.split_once("://").map_or("localhost", |(_, rest)| rest.split(['/', ':']).next().unwrap_or(rest)))
}

/// The address of a page, whole when the site has one.
fn whole(frame: &Frame, path: &str) -> String {
    if path.starts_with('/') { [base(frame).0, path].concat() } else { path.to_owned() }
}

/// The start of a day, in universal time: what feeds and calendars date things by when no hour is known.
fn start_of(date: Date) -> DateTime<Utc> {
    naive(date).and_time(chrono::NaiveTime::MIN).and_utc()
}

fn naive(date: Date) -> NaiveDate {
    i32::try_from(date.year()).ok().and_then(|year| NaiveDate::from_ymd_opt(year, date.month(), date.day())).unwrap_or_default()
}

/// A moment on the clocks of Brussels, in universal time. An hour that a clock change skips is the next one; of one that it repeats, the first is meant.
fn universal(moment: &Moment) -> Option<DateTime<Utc>> {
    let minute = moment.minute?;
    let local = naive(moment.date).and_hms_opt(minute / 60, minute % 60, 0)?;
    let zoned = Brussels.from_local_datetime(&local).earliest().or_else(|| Brussels.from_local_datetime(&(local + Duration::hours(1))).earliest());
    Some(zoned?.with_timezone(&Utc))
}

/// The feed of `news`. Entries are dated by their day, the feed by that of its last check; its identifiers stay the same whatever becomes of titles and pages.
#[must_use]
pub fn atom(news: &NewsFile, frame: &Frame) -> String {
    let words = &frame.words;
    let (_, host) = base(frame);
    let checked: FixedDateTime = start_of(news.checked_on).into();
    let entries = news.items.iter().filter_map(|item| {
        let day = item.day()?;
        let unsure = if item.unsure { format!(" ({})", &*words.to_confirm) } else { String::new() };
        let page = item.href.as_ref().map_or_else(|| item.source.url.as_str(), Href::as_str);
        let category = |theme: &crate::model::slug::Slug| Category { term: theme.to_string(), ..Category::default() };
        Some(Entry {
            title: Text::plain(item.title.to_string()),
            id: format!("tag:{host},{}:{}", day.machine(), item.id),
            updated: start_of(day).into(),
            published: Some(start_of(day).into()),
            links: vec![Link { href: whole(frame, page), rel: "alternate".into(), ..Link::default() }],
            categories: item.themes.iter().map(category).collect(),
            summary: Some(Text::plain(format!("{}{unsure}", &*item.text))),
            ..Entry::default()
        })
    });
    let link =
        |path: &str, rel: &str, mime: Option<&str>| Link { href: whole(frame, path), rel: rel.into(), mime_type: mime.map(str::to_owned), ..Link::default() };
    let feed = Feed {
        title: Text::plain(fill(&words.dated.feed, &[("site", &frame.site.short_name)])),
        id: format!("tag:{host},2026:{}", routes::feed(&frame.lang).trim_start_matches('/')),
        updated: checked,
        authors: vec![Person { name: frame.site.name.to_string(), ..Person::default() }],
        generator: Some(Generator { value: "Passerelle".into(), ..Generator::default() }),
        links: vec![link(&routes::feed(&frame.lang), "self", Some("application/atom+xml")), link("/", "alternate", Some("text/html"))],
        lang: Some(frame.lang.clone()),
        entries: entries.collect(),
        ..Feed::default()
    };
    feed.to_string()
}

/// The calendar of `events`, to subscribe to; calendars ask for it again once a day.
#[must_use]
pub fn calendar(events: &EventsFile, frame: &Frame) -> String {
    let mut calendar = empty(frame);
    calendar.ttl(&Duration::days(1));
    for event in &events.events {
        calendar.push(entry(event, events.checked_on, frame));
    }
    written(&calendar)
}

/// One event as a file for calendars.
#[must_use]
pub fn event_file(event: &Event, checked_on: Date, frame: &Frame) -> String {
    written(empty(frame).push(entry(event, checked_on, frame)))
}

/// The calendar with lines of 75 bytes at most, as RFC 5545 (section 3.1) has them: the crate counts a continuation's space apart.
fn written(calendar: &Calendar) -> String {
    let unfolded = calendar.to_string().replace("\r\n ", "");
    unfolded.lines().map(folded).collect()
}

fn empty(frame: &Frame) -> Calendar {
    let mut calendar = Calendar::empty();
    calendar
        .append_property(Property::new("VERSION", "2.0"))
        .append_property(Property::new("PRODID", format!("-//{}//Passerelle//{}", base(frame).1, frame.lang.to_uppercase())))
        .append_property(Property::new("CALSCALE", "GREGORIAN"))
        .name(&fill(&frame.words.dated.calendar, &[("site", &frame.site.short_name)]))
        .timezone("Europe/Brussels");
    calendar
}

/// Days without an hour are whole days, whose end is the day after, as RFC 5545 has it; hours are written in universal time, which needs no table of clock changes.
fn entry(event: &Event, checked_on: Date, frame: &Frame) -> icalendar::Event {
    let mut entry = icalendar::Event::new();
    entry.uid(&format!("{}@{}", event.id, base(frame).1)).timestamp(start_of(checked_on)).summary(&event.title);
    match (universal(&event.starts), event.ends.as_ref()) {
        (Some(start), end) => {
            entry.starts(start);
            if let Some(end) = end.and_then(universal).filter(|end| *end > start) {
                entry.ends(end);
            }
        }
        (None, end) => {
            let last = end.map_or(event.starts.date, |end| end.date);
            entry.starts(naive(event.starts.date)).ends(naive(last) + Duration::days(1));
        }
    }
    let unsure = event.unsure.then(|| format!("({})", &*frame.words.to_confirm));
    let words: Vec<String> = event.text.iter().map(|text| text.to_string()).chain(unsure).collect();
    if !words.is_empty() {
        entry.description(&words.join(" "));
    }
    if let Some(place) = &event.place {
        entry.location(place);
    }
    if let Some(href) = &event.href {
        entry.url(&whole(frame, href.as_str()));
    }
    entry.status(match (event.cancelled, event.unsure) {
        (true, _) => EventStatus::Cancelled,
        (false, true) => EventStatus::Tentative,
        (false, false) => EventStatus::Confirmed,
    });
    entry
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_of_brussels_become_universal_time() {
        for (moment, expected) in [
            ("2026-01-15T18:00", "2026-01-15T17:00"),
            ("2026-07-15T18:00", "2026-07-15T16:00"),
            // The hour that does not exist, on the night when summer time begins.
            ("2026-03-29T02:30", "2026-03-29T01:30"),
            // The hour that comes twice, on the night when it ends: the first.
            ("2026-10-25T02:30", "2026-10-25T00:30"),
        ] {
            let universal = universal(&Moment::parse(moment).unwrap()).unwrap();
            assert_eq!(universal.format("%Y-%m-%dT%H:%M").to_string(), expected, "{moment}");
        }
        assert_eq!(universal(&Moment::parse("2026-01-15").unwrap()), None);
    }
}
