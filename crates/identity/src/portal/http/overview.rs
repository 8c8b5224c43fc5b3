//! `/portal`: how many guests came, and what became of them.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use houseguest_protocol::values::Timestamp;
use time::OffsetDateTime;

use super::{gate::Visit, respond};
use crate::{
    model::Figure,
    pages::Words,
    portal::{
        chart::{BarChart, Day, Funnel, Ink, Series, Shape, Step},
        directory::Cohort,
        frame::{Frame, Room},
        text::{Text, text},
        warnings::{self, Warning},
    },
    state::AppState,
};

/// How many days the page looks back.
const DAYS: i64 = 30;
const DAY: i64 = 86_400;

#[derive(Debug, Template)]
#[template(path = "portal/overview.html")]
struct OverviewPage {
    frame: Frame,
    warnings: Vec<Warning>,
    figures: Vec<Tile>,
    bars: BarChart,
    funnel: Funnel,
}

/// A number that stands out.
#[derive(Debug)]
struct Tile {
    ink: Ink,
    name: Text,
    value: String,
    note: Text,
}

/// The guests of some days together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Totals {
    made: u64,
    active: u64,
    promoted: u64,
    removed: u64,
}

impl Totals {
    fn of(cohorts: &[Cohort]) -> Self {
        cohorts.iter().fold(Self::default(), |sum, day| Self {
            made: sum.made + day.made,
            active: sum.active + day.active,
            promoted: sum.promoted + day.promoted,
            removed: sum.removed + day.removed,
        })
    }
}

/// `GET`.
pub(super) async fn show(State(state): State<AppState>, visit: Visit) -> Response {
    let today = state.now().unix_seconds().div_euclid(DAY);
    let first = today - DAYS + 1;
    let since = Timestamp::from_unix_seconds(first * DAY);
    let (found, figures_by_day) = match (state.store.list_cohorts(since).await, state.store.list_figures(first).await) {
        (Ok(found), Ok(figures)) => (found, figures),
        (Err(error), _) | (_, Err(error)) => return respond::trouble(visit.frame, &error),
    };
    let cohorts = every_day(&found, &figures_by_day, first, today);
    let words = visit.frame.words();
    let totals = Totals::of(&cohorts);
    let page = OverviewPage {
        frame: visit.frame.within(Room::Overview),
        warnings: warnings::about_guests(&state.settings(), &state.post),
        figures: figures(totals),
        bars: bars(&cohorts, words),
        funnel: funnel(totals, words),
    };
    respond::page(StatusCode::OK, &page)
}

/// Fills in the days on which nobody came, and each day's guests who were removed since: their rows are gone, so
/// only the figures still know of them.
fn every_day(found: &[Cohort], figures: &[(i64, Figure, u64)], first: i64, today: i64) -> Vec<Cohort> {
    let on = |day| found.iter().copied().find(|cohort| cohort.day == day);
    let removed_on = |day| -> u64 {
        let is_removal = |(on, figure, _): &&(i64, Figure, u64)| *on == day && *figure == Figure::Removed;
        figures.iter().find(is_removal).map_or(0, |(_, _, amount)| *amount)
    };
    let filled = |day| {
        let cohort = on(day).unwrap_or(Cohort { day, made: 0, promoted: 0, active: 0, removed: 0 });
        let removed = removed_on(day);
        Cohort { made: cohort.made.saturating_add(removed), removed, ..cohort }
    };
    (first..=today).map(filled).collect()
}

fn figures(totals: Totals) -> Vec<Tile> {
    let figure = |ink, name, count: u64, note: Text| Tile { ink, name, value: grouped(count), note };
    let share = |count: u64| text("share-of-made").with("percent", percent(count, totals.made));
    vec![
        figure(Ink::Made, text("figure-made"), totals.made, text("figure-made-note").with("days", DAYS)),
        figure(Ink::Active, text("figure-active"), totals.active, share(totals.active)),
        figure(Ink::Promoted, text("figure-promoted"), totals.promoted, share(totals.promoted)),
        figure(Ink::Removed, text("figure-removed"), totals.removed, share(totals.removed)),
    ]
}

/// The bars of the days: who was seen once only stands at the bottom, since that is what floods look like.
fn bars(cohorts: &[Cohort], words: Words) -> BarChart {
    let series = [
        (text("series-once"), Ink::Once),
        (text("series-active"), Ink::Active),
        (text("series-promoted"), Ink::Promoted),
        (text("series-removed"), Ink::Removed),
    ];
    let day = |cohort: &Cohort| {
        let label = day_label(cohort.day, words);
        let once = cohort.made.saturating_sub(cohort.active + cohort.promoted + cohort.removed);
        let note = text("chart-note")
            .with("day", label.as_str())
            .with("made", cohort.made)
            .with("once", once)
            .with("active", cohort.active)
            .with("promoted", cohort.promoted)
            .with("removed", cohort.removed);
        Day { label, note: note.tell(words), parts: vec![once, cohort.active, cohort.promoted, cohort.removed] }
    };
    let busiest = cohorts.iter().max_by_key(|cohort| cohort.made).filter(|cohort| cohort.made > 0);
    let description = match busiest {
        Some(busiest) => text("chart-description")
            .with("made", Totals::of(cohorts).made)
            .with("day", day_label(busiest.day, words))
            .with("most", busiest.made),
        None => text("chart-description-none"),
    };
    BarChart {
        id: "guests",
        title: text("chart-title").tell(words),
        description: description.tell(words),
        series: series.map(|(name, ink)| Series { name: name.tell(words), ink }).into(),
        days: cohorts.iter().map(day).collect(),
    }
}

fn funnel(totals: Totals, words: Words) -> Funnel {
    // Whoever became a member came back, too: the steps lie inside one another.
    let steps = [
        (text("step-made"), totals.made, Ink::Made),
        (text("step-active"), totals.active + totals.promoted, Ink::Active),
        (text("step-promoted"), totals.promoted, Ink::Promoted),
    ];
    let step = |(label, count, ink): (Text, u64, Ink)| Step {
        label: label.tell(words),
        figure: text("step-figure")
            .with("count", grouped(count))
            .with("percent", percent(count, totals.made))
            .tell(words),
        count,
        ink,
    };
    let description =
        text("funnel-description").with("made", totals.made).with("promoted", totals.promoted).tell(words);
    Funnel { id: "funnel", title: text("funnel-title").tell(words), description, steps: steps.map(step).into() }
}

/// A day such as "22 Nov".
fn day_label(day: i64, words: Words) -> String {
    let date = OffsetDateTime::from_unix_timestamp(day.saturating_mul(DAY)).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    let (month, day) = (u8::from(date.month()), date.day());
    text("day-short").with("month", i64::from(month)).with("day", i64::from(day)).tell(words)
}

/// A whole percentage, "0" of nothing. A share that is not nothing does not look like it.
fn percent(count: u64, whole: u64) -> String {
    match (count, whole) {
        (0, _) | (_, 0) => "0".to_owned(),
        (count, whole) => match u128::from(count) * 100 / u128::from(whole) {
            0 => "<1".to_owned(),
            percent => percent.to_string(),
        },
    }
}

/// A number in groups of three, with the space that breaks no line.
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_grouped_and_shares_are_honest() {
        assert_eq!([0, 12, 1_234, 1_234_567].map(grouped), ["0", "12", "1\u{202f}234", "1\u{202f}234\u{202f}567"]);
        assert_eq!(
            [(0, 0), (1, 1_000), (1, 2), (7, 7)].map(|(count, of)| percent(count, of)),
            ["0", "<1", "50", "100"]
        );
    }

    #[test]
    fn a_flood_stands_out_as_guests_seen_once() {
        let day = |day, made, active| Cohort { day, made, active, promoted: 1, removed: 0 };
        let chart = bars(
            &every_day(&[day(20_000, 40, 20), day(20_002, 900, 3)], &[(20_001, Figure::Removed, 7)], 20_000, 20_002),
            Words::choose(None, None),
        );
        assert_eq!(chart.days[2].parts, [896, 3, 1, 0]);
        assert_eq!(chart.days[1].parts, [0, 0, 0, 7], "a day on which nobody came is there, too");
        assert!(chart.description.contains("900"), "{}", chart.description);
    }
}
