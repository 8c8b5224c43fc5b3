//! Bars over time, each stacked from parts.

use askama::Template;

use super::{Ink, Shape, scale};

/// Figures over time.
#[derive(Clone, Debug)]
pub(crate) struct BarChart {
    /// Begins the ids of its parts; unique on the page.
    pub(crate) id: &'static str,
    /// What it shows, in a few words.
    pub(crate) title: String,
    /// What one would see in it, in a sentence or two.
    pub(crate) description: String,
    /// What the parts of a bar are, from the ground up.
    pub(crate) series: Vec<Series>,
    /// The bars, oldest first.
    pub(crate) days: Vec<Day>,
}

/// A part that every bar has.
#[derive(Clone, Debug)]
pub(crate) struct Series {
    /// What it is called.
    pub(crate) name: String,
    /// Its colour.
    pub(crate) ink: Ink,
}

/// One bar.
#[derive(Clone, Debug)]
pub(crate) struct Day {
    /// What stands below it, where there is room.
    pub(crate) label: String,
    /// What is said about it when one points at it.
    pub(crate) note: String,
    /// Its parts, in the order of the series.
    pub(crate) parts: Vec<u64>,
}

#[derive(Debug, Template)]
#[template(path = "portal/chart_bars.svg")]
struct Drawn<'c> {
    chart: &'c BarChart,
    shape: &'static str,
    width: u32,
    height: u32,
    left: f64,
    right: f64,
    ground: f64,
    lines: Vec<(f64, u64)>,
    bars: Vec<Bar<'c>>,
    labels: Vec<(f64, &'static str, &'c str)>,
}

#[derive(Debug)]
struct Bar<'c> {
    /// Where one can point at it.
    reach_x: f64,
    reach_width: f64,
    note: &'c str,
    x: f64,
    width: f64,
    parts: Vec<Part>,
}

#[derive(Debug)]
struct Part {
    ink: &'static str,
    y: f64,
    height: f64,
}

impl BarChart {
    /// The picture.
    ///
    /// # Errors
    /// When the template fails.
    pub(crate) fn draw(&self, shape: Shape) -> Result<String, askama::Error> {
        let (width, height, gutter, every) = match shape {
            Shape::Wide => (920, 260, 44.0, 5),
            Shape::Narrow => (360, 220, 34.0, 10),
        };
        let (top, ground, left, right) = (12.0, f64::from(height) - 28.0, gutter, f64::from(width) - 4.0);
        let totals = self.days.iter().map(|day| day.parts.iter().fold(0_u64, |sum, part| sum.saturating_add(*part)));
        let ticks = scale::ticks(totals.max().unwrap_or(0));
        let highest = ticks.last().copied().unwrap_or(1);
        let rise = |value: u64| round((ground - top) * share(value, highest));
        let pitch = (right - left) / as_f64(self.days.len().max(1));
        let bars = self.days.iter().enumerate().map(|(index, day)| {
            let reach_x = left + pitch * as_f64(index);
            let mut below = ground;
            let parts = day.parts.iter().zip(&self.series).filter(|(part, _)| **part > 0).map(|(part, series)| {
                // The smallest part still shows.
                let height = rise(*part).max(1.0);
                below -= height;
                Part { ink: series.ink.name(), y: round(below), height }
            });
            let gap = (pitch * 0.22).max(1.0);
            Bar {
                reach_x: round(reach_x),
                reach_width: round(pitch),
                note: &day.note,
                x: round(reach_x + gap / 2.0),
                width: round(pitch - gap),
                parts: parts.collect(),
            }
        });
        // The newest bar always has its label; the others count back from it.
        let newest = self.days.len().saturating_sub(1);
        let labelled = self.days.iter().enumerate().filter(|(index, _)| (newest - index).is_multiple_of(every));
        let labels = labelled.map(|(index, day)| {
            let middle = left + pitch * (as_f64(index) + 0.5);
            // The newest one would not fit below the middle of its bar.
            if index == newest {
                (right, "end", day.label.as_str())
            } else {
                (round(middle), "middle", day.label.as_str())
            }
        });
        Drawn {
            chart: self,
            shape: shape.name(),
            width,
            height,
            left,
            right,
            ground,
            lines: ticks.iter().map(|tick| (round(ground - rise(*tick)), *tick)).collect(),
            bars: bars.collect(),
            labels: labels.collect(),
        }
        .render()
    }
}

/// A tenth of a unit is finer than anybody sees, and keeps the text of a picture short.
pub(super) fn round(length: f64) -> f64 {
    (length * 10.0).round() / 10.0
}

/// `value` of `whole`, from 0 to 1.
#[expect(clippy::cast_precision_loss, reason = "a picture has fewer points than a float has digits")]
pub(super) fn share(value: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { value as f64 / whole as f64 }
}

#[expect(clippy::cast_precision_loss, reason = "a chart has fewer bars than a float has digits")]
pub(super) const fn as_f64(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(parts: &[[u64; 2]]) -> BarChart {
        let day = |(index, parts): (usize, &[u64; 2])| Day {
            label: format!("{index} Nov"),
            note: format!("{index} Nov: {} & {}", parts[0], parts[1]),
            parts: parts.to_vec(),
        };
        BarChart {
            id: "guests",
            title: "Guests <made>".to_owned(),
            description: "Two days.".to_owned(),
            series: vec![
                Series { name: "Once".to_owned(), ink: Ink::Once },
                Series { name: "Back".to_owned(), ink: Ink::Active },
            ],
            days: parts.iter().enumerate().map(day).collect(),
        }
    }

    #[test]
    fn a_chart_is_a_picture_with_a_title_a_description_and_escaped_words() {
        insta::assert_snapshot!(chart(&[[3, 1], [0, 0], [0, 2]]).draw(Shape::Narrow).expect("draws"));
    }

    #[test]
    fn nothing_at_all_is_drawn_as_an_empty_grid() {
        for shape in [Shape::Wide, Shape::Narrow] {
            let svg = chart(&[]).draw(shape).expect("draws");
            assert!(svg.contains("<line") && !svg.contains("NaN") && !svg.contains("inf"), "{svg}");
        }
    }

    #[test]
    fn no_figure_leaves_the_picture() {
        let svg = chart(&[[u64::MAX / 4, u64::MAX / 4], [1, 0]]).draw(Shape::Wide).expect("draws");
        let heights = svg.match_indices("height=\"").filter_map(|(at, mark)| {
            let rest = &svg[at + mark.len()..];
            rest[..rest.find('"')?].parse::<f64>().ok()
        });
        for height in heights {
            assert!((0.0..=260.0).contains(&height), "{height} in {svg}");
        }
    }
}
