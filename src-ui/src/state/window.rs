//! Which rows of a long list are drawn: those near what is looked at. The others are gaps of the same height.

use std::ops::Range;

/// The rows of a list, one below the other, in pixels.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tape {
    /// Where each row begins; at the end, where the last one ends.
    starts: Vec<f64>,
}

/// A stretch of the list as it is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Piece {
    /// This row.
    Row(usize),
    /// Rows that are not drawn, this high together.
    Gap(f64),
}

impl Tape {
    /// Lays rows of these heights one below the other.
    #[must_use]
    pub fn lay(heights: impl IntoIterator<Item = f64>) -> Self {
        let mut end = 0.0;
        let ends = heights.into_iter().map(|height| {
            end += height;
            end
        });
        Self { starts: std::iter::once(0.0).chain(ends).collect() }
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How high a row is taken to be.
    #[must_use]
    pub fn height_of(&self, row: usize) -> f64 {
        self.starts[row + 1] - self.starts[row]
    }

    /// The rows of which something lies between two heights.
    #[must_use]
    pub fn between(&self, top: f64, bottom: f64) -> Range<usize> {
        let first = self.starts.partition_point(|start| *start <= top).saturating_sub(1).min(self.len());
        let end = self.starts.partition_point(|start| *start < bottom).min(self.len());
        first..end.max(first)
    }

    /// The list with these rows drawn, and those that must stay whatever is looked at.
    #[must_use]
    pub fn pieces(&self, drawn: Range<usize>, staying: &[usize]) -> Vec<Piece> {
        let mut rows: Vec<usize> = drawn.chain(staying.iter().copied().filter(|row| *row < self.len())).collect();
        rows.sort_unstable();
        rows.dedup();
        let (mut pieces, mut done) = (Vec::with_capacity(rows.len() + 2), 0);
        for row in rows {
            if row > done {
                pieces.push(Piece::Gap(self.starts[row] - self.starts[done]));
            }
            pieces.push(Piece::Row(row));
            done = row + 1;
        }
        if done < self.len() {
            pieces.push(Piece::Gap(self.starts[self.len()] - self.starts[done]));
        }
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Piece::{Gap, Row};

    #[test]
    fn rows_near_what_is_looked_at_are_drawn() {
        let tape = Tape::lay([10.0; 100]);
        assert_eq!(tape.between(95.0, 121.0), 9..13);
        assert_eq!(tape.between(-50.0, 5.0), 0..1);
        assert_eq!(tape.between(2_000.0, 3_000.0), 100..100, "below the list there is nothing");
        assert_eq!(Tape::lay([]).between(0.0, 100.0), 0..0);
    }

    #[test]
    fn gaps_are_as_high_as_what_they_stand_for() {
        let tape = Tape::lay([10.0, 20.0, 30.0, 40.0, 50.0]);
        assert_eq!(tape.pieces(1..3, &[]), [Gap(10.0), Row(1), Row(2), Gap(90.0)]);
        assert_eq!(tape.pieces(0..1, &[3, 9]), [Row(0), Gap(50.0), Row(3), Gap(50.0)], "the focus stays where it is");
    }

    #[test]
    fn whatever_is_drawn_the_list_is_equally_high() {
        let heights: Vec<f64> = (1..200).map(|n| f64::from(n % 7 + 1)).collect();
        let tape = Tape::lay(heights.iter().copied());
        let whole: f64 = heights.iter().sum();
        for top in [0.0, 33.0, 250.0, 700.0] {
            let pieces = tape.pieces(tape.between(top, top + 40.0), &[5, 150]);
            let sum: f64 = pieces
                .iter()
                .map(|piece| match piece {
                    Row(row) => heights[*row],
                    Gap(height) => *height,
                })
                .sum();
            assert!((sum - whole).abs() < 1e-6, "{sum} instead of {whole}");
        }
    }
}
