//! Dots along time, in a lane for each kind.

use super::shapes::{Drawing, LINE, NARROW, Shape, WIDE};

/// A lane: its name and its dots, each at a year and a share of it in twelfths.
#[derive(Clone, Debug)]
pub(super) struct Lane {
    /// The name.
    pub(super) label: String,
    /// The dots, in months since year 0.
    pub(super) months: Vec<i32>,
    /// What they stand for.
    pub(super) class: &'static str,
}

const DOT: i32 = 12;

/// Both drawings. `first` and `last` are years.
pub(super) fn draw(lanes: &[Lane], first: i32, last: i32) -> [Drawing; 2] {
    [
        drawing("wide", WIDE, lanes, first, last),
        drawing("narrow", NARROW, lanes, first, last),
    ]
}

fn drawing(size: &'static str, width: i32, lanes: &[Lane], first: i32, last: i32) -> Drawing {
    let (left, right) = (20, width - 24);
    let span = ((last - first + 1) * 12).max(1);
    let x = |month: i32| left + (month - first * 12) * (right - left) / span;
    let mut shapes = Vec::new();
    let mut y = 6;
    for lane in lanes {
        shapes.push(Shape::text(0, y + LINE - 4, "start", "label", &lane.label));
        y += LINE + 4;
        let stacks = stacked(&lane.months, &x);
        let most = stacks.iter().map(|(_, level)| level + 1).max().unwrap_or(1);
        let base = y + most * DOT;
        for (at, level) in stacks {
            shapes.push(Shape::Dot {
                x: at,
                y: base - level * DOT - DOT / 2,
                class: lane.class,
            });
        }
        y = base + 4;
        shapes.push(line(left, y, right, y));
        y += 12;
    }
    let every = if width < WIDE {
        ((last - first) / 4).max(1)
    } else {
        1
    };
    for year in (first..=last).filter(|year| (year - first) % every == 0) {
        let at = x(year * 12);
        shapes.push(line(at, y - 12, at, y - 4));
        shapes.push(Shape::text(
            at,
            y + LINE - 4,
            "middle",
            "tick",
            year.to_string(),
        ));
    }
    Drawing {
        size,
        width,
        height: y + LINE + 4,
        shapes,
    }
}

fn line(x1: i32, y1: i32, x2: i32, y2: i32) -> Shape {
    Shape::Line {
        x1,
        y1,
        x2,
        y2,
        class: "axis",
    }
}

/// Where each dot lies, and how many lie under it.
fn stacked(months: &[i32], x: &impl Fn(i32) -> i32) -> Vec<(i32, i32)> {
    let mut sorted = months.to_vec();
    sorted.sort_unstable();
    let mut dots: Vec<(i32, i32)> = Vec::new();
    for month in sorted {
        let at = x(month);
        let level = dots
            .iter()
            .filter(|(known, _)| (at - known).abs() < DOT)
            .map(|(_, level)| level + 1)
            .max()
            .unwrap_or(0);
        dots.push((at, level));
    }
    dots
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_of_one_month_lie_on_each_other_and_never_hide_one_another() {
        let dots = stacked(&[10, 10, 11, 40], &|month| month);
        assert_eq!(dots, [(10, 0), (10, 1), (11, 2), (40, 0)]);
    }
}
