//! A field of cells: rows by columns, a word or number in each.

use super::shapes::{Drawing, LINE, NARROW, Shape, WIDE, length, lines, wrap};

/// A cell.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    /// What stands in it: short.
    pub(super) text: String,
    /// What stands in it where there is room for one letter only.
    pub(super) letter: String,
    /// What it stands for.
    pub(super) class: &'static str,
}

/// A field of cells.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    /// Heads of columns.
    pub(super) columns: Vec<String>,
    /// Heads of rows with their cells, as many as there are columns.
    pub(super) rows: Vec<(String, Vec<Cell>)>,
}

/// The classes of tints, from none to the most.
pub(super) const TINTS: [&str; 5] = ["tint-0", "tint-1", "tint-2", "tint-3", "tint-4"];

/// The cell of a count, tinted by its share of the largest.
pub(super) fn counted(count: usize, text: String, largest: usize) -> Cell {
    Cell {
        letter: text.clone(),
        text,
        class: TINTS[(count * 4).div_ceil(largest.max(1)).min(4)],
    }
}

/// Both drawings.
pub(super) fn draw(grid: &Grid) -> [Drawing; 2] {
    [wide(grid), narrow(grid)]
}

fn wide(grid: &Grid) -> Drawing {
    let labels = 226;
    let count = i32::try_from(grid.columns.len()).unwrap_or(1).max(1);
    let step = (WIDE - labels) / count;
    let mut shapes = Vec::new();
    let heads: Vec<Vec<String>> = grid
        .columns
        .iter()
        .map(|head| wrap(head, step - 6))
        .collect();
    let fits = heads.iter().flatten().all(|line| length(line) <= step - 4);
    let top = match fits {
        true => {
            let most = heads.iter().map(Vec::len).max().unwrap_or(1);
            let top = i32::try_from(most).unwrap_or(1) * LINE + 6;
            for (at, head) in (0..).zip(&heads) {
                let first = top - 8 - (i32::try_from(head.len()).unwrap_or(1) - 1) * LINE;
                let x = labels + at * step + step / 2;
                shapes.extend(lines(x, first, "middle", "head", head));
            }
            top
        }
        false => turned(grid, labels, step, &mut shapes),
    };
    let height = cells(grid, labels, step, top, 34, &mut shapes);
    Drawing {
        size: "wide",
        width: WIDE,
        height,
        shapes,
    }
}

fn narrow(grid: &Grid) -> Drawing {
    let count = i32::try_from(grid.columns.len()).unwrap_or(1).max(1);
    let step = ((NARROW - 96) / count).min(34);
    let labels = NARROW - step * count;
    let mut shapes = Vec::new();
    let top = turned(grid, labels, step, &mut shapes);
    let height = cells(grid, labels, step, top, 30, &mut shapes);
    Drawing {
        size: "narrow",
        width: NARROW,
        height,
        shapes,
    }
}

/// Heads of columns that run upwards. Gives the height that they take.
fn turned(grid: &Grid, labels: i32, step: i32, shapes: &mut Vec<Shape>) -> i32 {
    let longest = grid
        .columns
        .iter()
        .map(|head| length(head))
        .max()
        .unwrap_or(0);
    let top = longest + 14;
    for (at, head) in (0..).zip(&grid.columns) {
        shapes.push(Shape::Text {
            x: labels + at * step + step / 2 + 5,
            y: top - 6,
            anchor: "start",
            class: "head",
            text: head.clone(),
            turned: true,
        });
    }
    top
}

/// The rows. Gives where the last ends.
fn cells(grid: &Grid, labels: i32, step: i32, top: i32, tall: i32, shapes: &mut Vec<Shape>) -> i32 {
    let mut y = top;
    for (head, cells) in &grid.rows {
        let words = wrap(head, labels - 8);
        let count = i32::try_from(words.len()).unwrap_or(1);
        let height = tall.max(count * LINE + 8);
        let first = y + (height - count * LINE) / 2 + LINE - 5;
        shapes.extend(lines(0, first, "start", "label", &words));
        for (at, cell) in (0..).zip(cells) {
            let x = labels + at * step;
            shapes.push(Shape::Rect {
                x: x + 1,
                y: y + 1,
                width: step - 2,
                height: height - 2,
                class: cell.class,
            });
            shapes.push(Shape::text(
                x + step / 2,
                y + height / 2 + 5,
                "middle",
                "cell",
                match length(&cell.text) < step {
                    true => &cell.text,
                    false => &cell.letter,
                },
            ));
        }
        y += height;
    }
    y + 2
}
