use proptest::prelude::*;

use super::identity::{is_insurance_number, is_nhs_number};
use super::{Published, scan};

/// The rule and the marked text of each place.
fn found(text: &str) -> Vec<(&'static str, &str)> {
    let places = scan(text, &Published::default());
    places
        .into_iter()
        .map(|one| (one.rule, &text[one.range]))
        .collect()
}

fn only(rule: &'static str, text: &str, marked: &str) {
    assert_eq!(found(text), [(rule, marked)], "{text}");
}

fn nothing(text: &str) {
    assert_eq!(found(text), [], "{text}");
}

/// Ten digits with the check digit that belongs to the first nine; `None` where there is none.
fn with_check(first: u32) -> Option<String> {
    let digits = format!("{first:09}");
    let sum: u32 = digits
        .bytes()
        .zip([10, 9, 8, 7, 6, 5, 4, 3, 2])
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    match 11 - sum % 11 {
        10 => None,
        11 => Some(format!("{digits}0")),
        check => Some(format!("{digits}{check}")),
    }
}

#[test]
fn an_nhs_number_is_found_however_it_is_grouped() {
    for number in [
        "943 476 5919",
        "943-476-5919",
        "9434765919",
        "943\u{a0}476\u{a0}5919",
    ] {
        only("nhs-number", &format!("Her number is {number}."), number);
        only(
            "nhs-number",
            &format!("nhs: \"{number}\" # a comment"),
            number,
        );
        only("nhs-number", &format!("| {number} | yes |"), number);
        only("nhs-number", number, number);
    }
    only("nhs-number", "NHS number: 94 3476 5919", "94 3476 5919");
    for line in [
        "943 476 5919 12/03/1980",
        "12/03/1980 943 476 5919",
        "patient 943 476 5919 2 beds",
        "name\t943 476 5919\t2025",
    ] {
        only("nhs-number", line, "943 476 5919");
    }
    for number in ["943\t476\t5919", "943.476.5919", "943  476  5919"] {
        only("nhs-number", &format!("of {number} "), number);
    }
    let two = found("943 476 5919 943 476 5919");
    assert_eq!(two.len(), 2, "{two:?}");
    only("nhs-number", "NHS no. 1: 943 476 5919", "943 476 5919");
    // Scotland: 1 January 1970, with the same check.
    let scottish = (10_170_000..10_170_999)
        .find_map(with_check)
        .expect("one has a check digit");
    only("nhs-number", &format!("CHI {scottish}"), &scottish);
}

#[test]
fn ten_digits_that_are_no_nhs_number_are_left_alone() {
    nothing("943 476 5918"); // the check digit is wrong
    nothing("19434765919 and 94347659190");
    nothing("12 943 476 5919, a longer number");
    nothing("943 476 5919 22");
    nothing("+943 476 5919 and 0.9434765919 and 9434765919.25");
    nothing("£9434765919, £ 9434765919, 9434765919% and $9434765919");
    nothing("GRANT-9434765919, MR/9434765919/1, id_9434765919, X9434765919");
    nothing("943 4765919 and 943-476 5919");
    nothing("0000000000");
    nothing("9,434,765,919");
}

#[test]
fn isbns_dois_and_addresses_are_left_alone() {
    // ISBN-10 has the same check as an NHS number.
    for isbn in [
        "0306406152",
        "0-306-40615-2",
        "1402894627",
        "9780306406157",
        "978-0-306-40615-7",
    ] {
        nothing(&format!("ISBN {isbn}"));
        nothing(&format!("ISBN-10: {isbn}."));
        nothing(&format!("isbn: \"{isbn}\""));
    }
    nothing("ISBNs 1402894627, 0306406152 and 9434765919");
    nothing("https://doi.org/10.1000/9434765919 and doi:10.1136/9434765919");
    nothing("[a page](https://example.org/people/jane@example.org/9434765919?x=07700900123)");
    nothing("www.example.org/9434765919 and example.org/9434765919");
    nothing("See https://example.org/maps/Jane%20Smith/LS1%204AP.");
    only(
        "nhs-number",
        "ISBN 0306406152. The patient is 943 476 5919.",
        "943 476 5919",
    );
}

proptest! {
    #[test]
    fn every_number_with_its_check_digit_is_valid_and_no_other_digit_is(first in 100_000_000u32..=999_999_999) {
        let valid = with_check(first);
        for check in 0..10 {
            let number = format!("{first:09}{check}");
            prop_assert_eq!(is_nhs_number(&number), Some(&number) == valid.as_ref());
        }
    }

    #[test]
    fn a_wrong_digit_or_two_exchanged_are_noticed(first in 100_000_000u32..=999_999_999, at in 0usize..9, to in 0u8..10) {
        let Some(valid) = with_check(first) else { return Ok(()) };
        let mut wrong = valid.clone().into_bytes();
        wrong[at] = b'0' + to;
        let wrong = String::from_utf8(wrong).expect("digits");
        prop_assert!(wrong == valid || wrong.starts_with('0') || !is_nhs_number(&wrong));
        let mut turned = valid.clone().into_bytes();
        turned.swap(at, at + 1);
        let turned = String::from_utf8(turned).expect("digits");
        prop_assert!(turned == valid || turned.starts_with('0') || !is_nhs_number(&turned));
    }

    #[test]
    fn a_number_is_found_in_any_sentence_at_its_exact_place(first in 400_000_000u32..=799_999_999, before in "[a-zé £,.]{0,20} ", after in "( [a-zé £,.]{0,20})?") {
        let Some(number) = with_check(first) else { return Ok(()) };
        prop_assume!(!before.trim_end().ends_with('£'));
        let grouped = format!("{} {} {}", &number[..3], &number[3..6], &number[6..]);
        let text = format!("{before}{grouped}{after}");
        prop_assert_eq!(found(&text), [("nhs-number", grouped.as_str())]);
    }

    #[test]
    fn any_text_is_scanned_without_a_fall(text in "\\PC{0,200}") {
        for one in scan(&text, &Published::default()) {
            prop_assert!(text.get(one.range).is_some_and(|marked| !marked.is_empty()));
        }
    }
}

#[test]
fn a_national_insurance_number_needs_letters_that_are_given_out() {
    for number in ["AB 12 34 56 C", "AB123456C", "AB 123456 C", "JG-12-34-56-A"] {
        only(
            "national-insurance-number",
            &format!("It is {number}."),
            number,
        );
    }
    only(
        "national-insurance-number",
        "NI number ab 12 34 56 c",
        "ab 12 34 56 c",
    );
    for number in [
        "QQ 12 34 56 C",
        "BG123456A",
        "GB123456A",
        "NK123456A",
        "TN123456A",
        "ZZ123456A",
        "AO123456A",
        "AB123456E",
        "DA123456A",
    ] {
        nothing(&format!("It is {number}."));
    }
    nothing("at 12 34 56 a bus left; commit ab123456c; EP/AB123456C/1; XAB123456C; AB1234567C");
    assert!(is_insurance_number("ja") && !is_insurance_number("Ov"));
}

#[test]
fn keys_and_tokens_of_known_services_are_found() {
    only(
        "private-key",
        "x: |\n  -----BEGIN RSA PRIVATE KEY-----\n  MIIE",
        "-----BEGIN RSA PRIVATE KEY-----",
    );
    only(
        "private-key",
        "-----BEGIN OPENSSH PRIVATE KEY-----",
        "-----BEGIN OPENSSH PRIVATE KEY-----",
    );
    only(
        "private-key",
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----",
    );
    nothing("-----BEGIN CERTIFICATE----- and -----BEGIN PUBLIC KEY-----");
    // Put together here, so that this file holds no token.
    let letters = "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";
    let capitals = "A1B2C3D4E5F6G7H8";
    for token in [
        format!("AKIA{capitals}"),
        format!("ASIA{capitals}"),
        format!("ghp_{letters}"),
        format!("github_pat_{letters}"),
        format!("glpat-{}", &letters[..20]),
        format!("xoxb-{}", &letters[..24]),
        format!("AIza{}", &letters[..35]),
        format!("eyJhbGciOi.eyJzdWIiOi.{letters}"),
        format!("sk_live_{}", &letters[..24]),
        format!("npm_{letters}"),
    ] {
        only("access-token", &format!("Use {token} here."), &token);
        only("access-token", &format!("<!-- {token} -->"), &token);
    }
    nothing("AKIA is how they begin, ghp_short is none, and eyJ.eyJ.x neither");
}

#[test]
fn a_secret_with_a_value_is_found_and_a_place_to_fill_is_not() {
    let value = "q7Zr2mX9vK4tLw8bN3cY";
    for name in [
        "api_key",
        "apiKey",
        "client_secret",
        "auth-token",
        "PASSWORD",
        "db.password",
        "access_key",
    ] {
        for text in [
            format!("{name}: {value}"),
            format!("{name} = \"{value}\""),
            format!("\"{name}\": \"{value}\","),
            format!("# {name}={value}"),
        ] {
            only("secret", &text, value);
        }
    }
    let amazon = format!("wJalrXUtnFEMI/K7MDENG/bPxRfiCY{}KEY", "EXAMPLE");
    only(
        "secret",
        &format!("aws_secret_access_key = {amazon}"),
        &amazon,
    );
    only("secret", "password: Tr0ub4dor&3x", "Tr0ub4dor&3x");
    only("secret", "postgres://casebook:hunter2x@db/x", "hunter2x");
    for text in [
        "password: ${PASSWORD}",
        "token: {{ secrets.TOKEN_FOR_2026 }}",
        "api_key: \"<your key 1234567890>\"",
        "secret: xxxxxxxxxxxxxxxxxxxx",
        "api_key: your-api-key-123456789",
        "{{ t(key=\"frame.report_a_problem_2026\") }}",
        "key = document.querySelectorAll",
        "token: content/lessons/2024/a-lesson.md",
        "The key: 12 of 20 awards.",
        "key: information-governance-2024",
        "token: information-governance-and-ethics-2024",
        "const token = record.token1 || record.token2;",
        "The secret is to measure first: 25 awards did.",
        "password: a word to remember",
        "https://example.org:8080/x@y",
    ] {
        nothing(text);
    }
}

#[test]
fn email_addresses_are_found_but_for_those_that_are_published() {
    only(
        "email-address",
        "Write to jane.smith@example.nhs.uk.",
        "jane.smith@example.nhs.uk",
    );
    only(
        "email-address",
        "[mail](mailto:o'neil@example.org)",
        "o'neil@example.org",
    );
    only(
        "email-address",
        "{# jane@example.org #}",
        "jane@example.org",
    );
    nothing("icon@2x.png, git@github.com:owner/name, [@evaluation#results], package@1.2.3");
    nothing("https://example.org/?to=jane@example.org");
    let published = Published::in_configuration(
        "report_address: mailto:Team@example.org\ntelephone: 020 7946 0018\n",
    );
    assert!(
        scan(
            "Write to team@example.org or ring +44 (0)20 7946 0018.",
            &published
        )
        .is_empty()
    );
    assert_eq!(
        scan("Write to me@example.org or ring 020 7946 0019.", &published).len(),
        2
    );
}

#[test]
fn telephone_numbers_are_found_as_people_write_them() {
    for number in [
        "020 7946 0018",
        "(020) 7946 0018",
        "0161 496 0000",
        "01632 960 001",
        "01632 960001",
        "07700 900123",
        "07700 900 123",
        "07700900123",
        "+44 7700 900123",
        "+44 (0)20 7946 0018",
        "+447700900123",
        "0044 20 7946 0018",
        "0300 311 22 33",
        "0800 123 456",
        "020-7946-0018",
    ] {
        only("telephone-number", &format!("Ring {number}."), number);
        only(
            "telephone-number",
            &format!("She is on the ward, {number}, until five"),
            number,
        );
    }
    only("telephone-number", "020 7946 0018 2026", "020 7946 0018");
    only("telephone-number", "tel: 0120452345", "0120452345");
}

#[test]
fn numbers_that_look_like_telephone_numbers_are_left_alone() {
    for text in [
        "Grant number 01234 567890",
        "grant 07700900123, award no. 0161 496 0000",
        "MR/K006584/1, 104025/Z/14/Z, NIHR-07700900123, EP/07700900123/1",
        "ref: 07700900123; order number: 020 7946 0018",
        "ISRCTN01234567890 and NCT01234567",
        "https://orcid.org/0000-0002-1825-0097 and 0000-0002-1825-0097",
        "2024-01-02 03:04:05, 01/02/2024, 01.02.2024 and 1 February 2024",
        "09:00 to 17:00, 0900 to 1700",
        "£01234567890, 0.1234567890, 1,234,567,890 and 12 0161 496 0000",
        "ISBN 0 19 852663 6, ISSN 0140-6736, company number 01234567",
        "0123456789",
        "d=\"M10 0120 4567 8901z\"",
    ] {
        nothing(text);
    }
}

#[test]
fn a_date_of_birth_is_found_beside_its_words_only() {
    for (text, marked) in [
        ("DOB: 03/05/1950", "DOB: 03/05/1950"),
        ("date_of_birth: 1950-05-03", "date_of_birth: 1950-05-03"),
        ("She was born on 3 May 1950 in Leeds", "born on 3 May 1950"),
        ("born 3rd of May 1950", "born 3rd of May 1950"),
        ("D.O.B. 03.05.50", "D.O.B. 03.05.50"),
        (
            "Date of birth (as recorded) May 3, 1950",
            "Date of birth (as recorded) May 3, 1950",
        ),
        ("3 May 1950 (DOB)", "3 May 1950 (DOB"),
    ] {
        only("date-of-birth", text, marked);
    }
    nothing("The programme began on 8 August 2019.");
    nothing("babies born in 2019, and 12 born at term; date of birth is not recorded");
    nothing("dob was not asked. The review is due on 3 May 2026 at the latest, they say.");
}

#[test]
fn a_postcode_is_found_beside_the_name_of_a_person_only() {
    only(
        "postcode-beside-name",
        "Jane Smith, 12 Elm Road, Leeds LS1 4AP",
        "LS1 4AP",
    );
    only(
        "postcode-beside-name",
        "Mrs P. Adeyemi-Okoro, SW1A 1AA",
        "SW1A 1AA",
    );
    only(
        "postcode-beside-name",
        "Patient: Oluchi Eze, M13 9PL",
        "M13 9PL",
    );
    only("postcode-beside-name", "LS1 4AP (Dr A Khan)", "LS1 4AP");
    nothing("NHS England, Quarry House, Leeds LS2 7UE");
    nothing("The practice is at MK7 6AA in Milton Keynes. George Street, EH2 2LR.");
    nothing("Wellington House, 133 Waterloo Road, London SE1 8UG");
    nothing("Jane Smith wrote it.\nThe trust is at LS1 4AP.");
    nothing("Dr Jane Smith, WCAG2 2AA and ISO27 001");
}
