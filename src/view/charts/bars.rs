//! Bars that lie, one row for each thing, to the right of zero or to its left.

use super::shapes::{Drawing, LINE, NARROW, Shape, WIDE, length, lines, scaled, wrap};

/// A row.
#[derive(Clone, Debug, Default)]
pub(super) struct Bar {
    /// What the row is about.
    pub(super) label: String,
    /// A heading over the row, where a group begins.
    pub(super) group: Option<String>,
    /// What lies right of zero: amount and class.
    pub(super) right: Vec<(i64, &'static str)>,
    /// What lies left of zero, as amounts below zero.
    pub(super) left: Vec<(i64, &'static str)>,
    /// Where the mark for the sum stands.
    pub(super) mark: Option<i64>,
    /// The amount in words.
    pub(super) amount: String,
}

const THICK: i32 = 18;
const GAP: i32 = 14;

/// Both drawings.
pub(super) fn draw(bars: &[Bar]) -> [Drawing; 2] {
    [wide(bars), narrow(bars)]
}

/// Where the bars lie and how far they may reach.
struct Plot {
    left: i32,
    room: i32,
    least: i64,
    most: i64,
}

impl Plot {
    fn new(bars: &[Bar], left: i32, room: i32) -> Self {
        let sum = |parts: &[(i64, &str)]| parts.iter().map(|(amount, _)| amount).sum::<i64>();
        Self {
            left,
            room,
            least: bars
                .iter()
                .map(|bar| sum(&bar.left))
                .min()
                .unwrap_or(0)
                .min(0),
            most: bars
                .iter()
                .map(|bar| sum(&bar.right))
                .max()
                .unwrap_or(0)
                .max(0),
        }
    }

    fn x(&self, amount: i64) -> i32 {
        self.left + scaled(amount - self.least, self.most - self.least, self.room)
    }

    fn bar(&self, bar: &Bar, y: i32, shapes: &mut Vec<Shape>) {
        for parts in [&bar.right, &bar.left] {
            let mut reached = 0;
            for (amount, class) in parts {
                let (from, to) = (self.x(reached), self.x(reached + amount));
                reached += amount;
                shapes.push(Shape::Rect {
                    x: from.min(to),
                    y,
                    // What is there can be seen, however small.
                    width: (to - from).abs().max(2),
                    height: THICK,
                    class,
                });
            }
        }
        if let Some(mark) = bar.mark {
            let x = self.x(mark);
            shapes.push(Shape::Line {
                x1: x,
                y1: y - 4,
                x2: x,
                y2: y + THICK + 4,
                class: "net",
            });
        }
    }

    fn zero(&self, from: i32, to: i32) -> Shape {
        Shape::Line {
            x1: self.x(0),
            y1: from,
            x2: self.x(0),
            y2: to,
            class: "axis",
        }
    }
}

/// Words to the left, amounts to the right.
fn wide(bars: &[Bar]) -> Drawing {
    let amounts = bars
        .iter()
        .map(|bar| length(&bar.amount))
        .max()
        .unwrap_or(0);
    let labels = 250;
    let plot = Plot::new(bars, labels + 12, WIDE - labels - amounts - 24);
    let mut shapes = Vec::new();
    let mut y = 4;
    for bar in bars {
        if let Some(group) = &bar.group {
            shapes.push(Shape::text(0, y + LINE, "start", "head", group));
            y += LINE + 10;
        }
        let label = wrap(&bar.label, labels);
        let tall = i32::try_from(label.len()).unwrap_or(1).max(1) * LINE;
        let middle = y + tall / 2;
        shapes.extend(lines(0, y + LINE - 4, "start", "label", &label));
        plot.bar(bar, middle - THICK / 2, &mut shapes);
        shapes.push(Shape::text(WIDE, middle + 5, "end", "amount", &bar.amount));
        y += tall.max(THICK) + GAP;
    }
    shapes.push(plot.zero(0, y - GAP / 2));
    Drawing {
        size: "wide",
        width: WIDE,
        height: y,
        shapes,
    }
}

/// Words above their bar, the amount under them.
fn narrow(bars: &[Bar]) -> Drawing {
    let plot = Plot::new(bars, 2, NARROW - 4);
    let mut shapes = Vec::new();
    let mut y = 4;
    let mut pieces = Vec::new();
    for bar in bars {
        if let Some(group) = &bar.group {
            let group = wrap(group, NARROW - 30);
            shapes.extend(lines(0, y + LINE, "start", "head", &group));
            y += i32::try_from(group.len()).unwrap_or(1) * LINE + 10;
        }
        let mut words = wrap(&bar.label, NARROW);
        words.push(bar.amount.clone());
        let (amount, label) = words.split_last().unwrap_or((&bar.amount, &[]));
        shapes.extend(lines(0, y + LINE - 4, "start", "label", label));
        y += i32::try_from(label.len()).unwrap_or(1) * LINE;
        shapes.push(Shape::text(0, y + LINE - 4, "start", "amount", amount));
        y += LINE + 6;
        plot.bar(bar, y, &mut shapes);
        pieces.push(plot.zero(y - 4, y + THICK + 4));
        y += THICK + GAP;
    }
    shapes.extend(pieces);
    Drawing {
        size: "narrow",
        width: NARROW,
        height: y,
        shapes,
    }
}
