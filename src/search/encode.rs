//! Whole numbers as printable signs, small ones as one sign.
//!
//! There are 90 digits, from `#` to `}` without the backslash. The first 45 end a number; one of
//! the others says that more follows, the lowest part first. `index.js` of the theme reads them.

const FIRST: u8 = b'#';
const HALF: u32 = 45;

fn sign(digit: u32) -> char {
    let code = FIRST + digit as u8;
    char::from(code + u8::from(code >= b'\\'))
}

/// Writes a number.
pub(crate) fn push(out: &mut String, mut number: u32) {
    while number >= HALF {
        out.push(sign(HALF + number % HALF));
        number /= HALF;
    }
    out.push(sign(number));
}

/// Writes a number from 0 to 89 as one sign; a larger one as 89.
pub(crate) fn push_one(out: &mut String, number: u32) {
    out.push(sign(number.min(2 * HALF - 1)));
}

/// Reads numbers one after another.
pub(crate) struct Numbers<'t>(std::str::Bytes<'t>);

impl<'t> Numbers<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        Self(text.bytes())
    }

    /// The next sign as a number.
    pub(crate) fn one(&mut self) -> Option<u32> {
        let code = self.0.next()?;
        let code = code.checked_sub(FIRST + u8::from(code > b'\\'))?;
        Some(u32::from(code))
    }
}

impl Iterator for Numbers<'_> {
    type Item = u32;
    fn next(&mut self) -> Option<u32> {
        let (mut number, mut weight) = (0_u32, 1_u32);
        loop {
            let digit = self.one()?;
            if digit < HALF {
                return number.checked_add(digit.checked_mul(weight)?);
            }
            number = number.checked_add((digit - HALF).checked_mul(weight)?)?;
            weight = weight.checked_mul(HALF)?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_as_they_went_in() {
        let numbers = [
            0,
            1,
            44,
            45,
            46,
            89,
            90,
            2_024,
            2_025,
            91_125,
            4_000_000_000,
        ];
        let mut text = String::new();
        for number in numbers {
            push(&mut text, number);
        }
        assert!(!text.contains(['"', '\\']));
        assert_eq!(Numbers::of(&text).collect::<Vec<_>>(), numbers);
    }

    #[test]
    fn a_single_sign_holds_up_to_89() {
        let mut text = String::new();
        for number in [0, 57, 58, 89, 200] {
            push_one(&mut text, number);
        }
        let mut numbers = Numbers::of(&text);
        let read: Vec<_> = std::iter::from_fn(|| numbers.one()).collect();
        assert_eq!(read, [0, 57, 58, 89, 89]);
    }
}
