//! How many of those who came got how far.

use askama::Template;

use super::{
    Ink, Shape,
    bars::{as_f64, round, share},
};

/// Steps, each taken by some of those who took the one before.
#[derive(Clone, Debug)]
pub(crate) struct Funnel {
    /// Begins the ids of its parts; unique on the page.
    pub(crate) id: &'static str,
    /// What it shows, in a few words.
    pub(crate) title: String,
    /// What one would see in it, in a sentence or two.
    pub(crate) description: String,
    /// The steps, widest first.
    pub(crate) steps: Vec<Step>,
}

/// One step.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    /// What those have done who took it.
    pub(crate) label: String,
    /// The figure as it is shown, such as "1,204 (12 %)".
    pub(crate) figure: String,
    /// How many took it.
    pub(crate) count: u64,
    /// Its colour.
    pub(crate) ink: Ink,
}

#[derive(Debug, Template)]
#[template(path = "portal/chart_funnel.svg")]
struct Drawn<'f> {
    funnel: &'f Funnel,
    shape: &'static str,
    width: u32,
    height: f64,
    rows: Vec<Row<'f>>,
    slopes: Vec<String>,
}

#[derive(Debug)]
struct Row<'f> {
    step: &'f Step,
    text_y: f64,
    y: f64,
    width: f64,
}

impl Funnel {
    const PITCH: f64 = 64.0;
    const BAR: f64 = 24.0;
    const BAR_TOP: f64 = 24.0;

    /// The picture.
    ///
    /// # Errors
    /// When the template fails.
    pub(crate) fn draw(&self, shape: Shape) -> Result<String, askama::Error> {
        let width = match shape {
            Shape::Wide => 920,
            Shape::Narrow => 340,
        };
        let most = self.steps.iter().map(|step| step.count).max().unwrap_or(0);
        // Somebody always shows, and nobody is a hair's breadth.
        let length = |count: u64| match count {
            0 => 1.0,
            count => round(f64::from(width) * share(count, most)).max(3.0),
        };
        let top = |index: usize| as_f64(index) * Self::PITCH;
        let rows = self.steps.iter().enumerate().map(|(index, step)| Row {
            step,
            text_y: top(index) + 16.0,
            y: top(index) + Self::BAR_TOP,
            width: length(step.count),
        });
        let slopes = self.steps.windows(2).enumerate().map(|(index, pair)| {
            let (from, to) = (top(index) + Self::BAR_TOP + Self::BAR, top(index + 1) + Self::BAR_TOP);
            let (upper, lower) = (length(pair[0].count), length(pair[1].count));
            format!("0,{from} {upper},{from} {lower},{to} 0,{to}")
        });
        Drawn {
            funnel: self,
            shape: shape.name(),
            width,
            height: as_f64(self.steps.len()) * Self::PITCH - (Self::PITCH - Self::BAR_TOP - Self::BAR),
            rows: rows.collect(),
            slopes: slopes.collect(),
        }
        .render()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn funnel(counts: [u64; 3]) -> Funnel {
        let step = |(label, count, ink): (&str, u64, Ink)| Step {
            label: label.to_owned(),
            figure: format!("{count}"),
            count,
            ink,
        };
        let [made, back, promoted] = counts;
        let steps = [("Came", made, Ink::Made), ("Came <back>", back, Ink::Active), ("Kept", promoted, Ink::Promoted)];
        Funnel {
            id: "funnel",
            title: "From guest to member".to_owned(),
            description: "Three steps.".to_owned(),
            steps: steps.map(step).into(),
        }
    }

    #[test]
    fn a_funnel_is_a_picture_with_a_title_a_description_and_escaped_words() {
        insta::assert_snapshot!(funnel([200, 50, 10]).draw(Shape::Wide).expect("draws"));
    }

    #[test]
    fn an_empty_funnel_is_three_lines() {
        let svg = funnel([0, 0, 0]).draw(Shape::Narrow).expect("draws");
        assert!(svg.matches("width=\"1\"").count() == 3 && !svg.contains("NaN"), "{svg}");
    }
}
