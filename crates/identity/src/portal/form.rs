//! What an operator types: fields that remember what was typed and say what is wrong with it.
//!
//! Numbers tolerate leading zeros and an empty field means the default (protocol.md, section 13.2).

use url::Url;

use super::text::{Text, text};
use crate::http::interaction::parameters::Parameters;

/// Something is wrong with a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// The field's name and id; empty when it is about the form as a whole.
    pub(crate) field: &'static str,
    /// What is wrong.
    pub(crate) text: Text,
}

impl Problem {
    /// What is wrong with a field, among all that is wrong.
    pub(crate) fn of<'a>(problems: &'a [Self], field: &str) -> Option<&'a Text> {
        problems.iter().find(|problem| problem.field == field).map(|problem| &problem.text)
    }
}

/// What a number may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    /// The field's name and id.
    pub(crate) name: &'static str,
    /// What an empty field means.
    pub(crate) default: u64,
    /// The least it may be.
    pub(crate) least: u64,
    /// The most it may be.
    pub(crate) most: u64,
}

/// The most that a number of seconds may be where the protocol names no limit: a thousand years.
pub(crate) const MOST_SECONDS: u64 = 31_536_000_000;

/// A field for a number of seconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NumberInput {
    /// Its name and id.
    pub(crate) name: &'static str,
    /// What was typed, or what is in force.
    pub(crate) value: String,
    /// The default, shown while the field is empty.
    pub(crate) placeholder: u64,
    /// The number in words.
    pub(crate) said: Text,
    /// What is wrong.
    pub(crate) error: Option<Text>,
}

impl NumberInput {
    /// A field that shows what is in force.
    pub(crate) fn showing(rule: Rule, value: u64) -> Self {
        Self {
            name: rule.name,
            value: value.to_string(),
            placeholder: rule.default,
            said: text("number-said").span("span", value),
            error: None,
        }
    }

    /// Reads what was typed. `label` names the field in the error. Without a number there is an error.
    pub(crate) fn read(rule: Rule, label: Text, fields: &Parameters) -> (Self, Option<u64>) {
        let typed = fields.get(rule.name).unwrap_or_default().trim();
        let read = if typed.is_empty() { Ok(rule.default) } else { whole_number(typed) };
        let value = read.ok().filter(|number| (rule.least..=rule.most).contains(number));
        let error = value.is_none().then(|| {
            let about = match read {
                Err(NotANumber) => text("error-number"),
                Ok(number) if number < rule.least => {
                    text("error-number-least").with("least", rule.least).span("span", rule.least)
                }
                Ok(_) => text("error-number-most").with("most", rule.most).span("span", rule.most),
            };
            about.with("field", label)
        });
        let said = text("number-said").span("span", value.unwrap_or(rule.default));
        let shown = typed.chars().take(24).collect();
        (Self { name: rule.name, value: shown, placeholder: rule.default, said, error }, value)
    }

    /// Says what else is wrong.
    pub(crate) fn refuse(&mut self, error: Text) {
        self.error = Some(error);
    }
}

/// The text is not a whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct NotANumber;

/// Reads digits, however many zeros stand in front; a number beyond what fits is as large as can be.
fn whole_number(typed: &str) -> Result<u64, NotANumber> {
    if !typed.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NotANumber);
    }
    Ok(typed.parse().unwrap_or(u64::MAX))
}

/// A field for a line of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TextInput {
    /// Its name and id.
    pub(crate) name: &'static str,
    /// What was typed, or what is in force.
    pub(crate) value: String,
    /// What is wrong.
    pub(crate) error: Option<Text>,
}

impl TextInput {
    /// A field that shows what is in force.
    pub(crate) fn showing(name: &'static str, value: &str) -> Self {
        Self { name, value: value.to_owned(), error: None }
    }

    /// Reads a line of at most `most` characters, without the space around it.
    pub(crate) fn read(name: &'static str, label: Text, most: usize, fields: &Parameters) -> Self {
        let typed = fields.get(name).unwrap_or_default().trim();
        let is_long = typed.chars().count() > most;
        let is_odd = typed.chars().any(char::is_control);
        let error = if is_long {
            Some(text("error-text-long").with("field", label).with("most", most))
        } else if is_odd {
            Some(text("error-text-control").with("field", label))
        } else {
            None
        };
        Self { name, value: typed.chars().take(most).collect(), error }
    }
}

/// A field for addresses, one a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AddressArea {
    /// Its name and id.
    pub(crate) name: &'static str,
    /// What was typed, or what is in force.
    pub(crate) value: String,
    /// What is wrong.
    pub(crate) error: Option<Text>,
}

impl AddressArea {
    /// The most addresses a client may have.
    pub(crate) const MOST: usize = 50;

    /// A field that shows what is in force.
    pub(crate) fn showing(name: &'static str, addresses: &[Url]) -> Self {
        let value = addresses.iter().map(Url::as_str).collect::<Vec<_>>().join("\n");
        Self { name, value, error: None }
    }

    /// Reads addresses, one a line; empty lines do not count. `least` is 1 where there must be one.
    pub(crate) fn read(name: &'static str, label: &Text, least: usize, fields: &Parameters) -> (Self, Vec<Url>) {
        let typed = fields.get(name).unwrap_or_default();
        let lines: Vec<_> = typed.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let about = |error: Text| Some(error.with("field", label.clone()));
        let mut addresses = Vec::with_capacity(lines.len());
        let mut error = None;
        if lines.len() < least {
            error = about(text("error-address-none"));
        } else if lines.len() > Self::MOST {
            error = about(text("error-address-many").with("most", Self::MOST));
        }
        for line in lines {
            match Url::parse(line) {
                Ok(address) => addresses.push(address),
                Err(_) if error.is_none() => error = about(text("error-address").with("address", line)),
                Err(_) => {}
            }
        }
        (Self { name, value: typed.trim().to_owned(), error }, addresses)
    }

    /// How many lines are shown: room for one more than there are.
    pub(crate) fn rows(&self) -> usize {
        (self.value.lines().count() + 1).clamp(2, 12)
    }
}

/// Whether a switch is on: browsers leave out what is off.
pub(crate) fn is_on(fields: &Parameters, name: &str) -> bool {
    fields.get(name) == Some("on")
}

/// What is wrong with a form's fields, in their order.
pub(crate) fn problems<'f>(fields: impl IntoIterator<Item = (&'static str, &'f Option<Text>)>) -> Vec<Problem> {
    let wrong = |(field, error): (&'static str, &Option<Text>)| error.clone().map(|text| Problem { field, text });
    fields.into_iter().filter_map(wrong).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::Words;
    use proptest::prelude::*;

    const RULE: Rule = Rule { name: "seconds", default: 1_800, least: 300, most: 2_419_200 };

    fn fields(name: &str, value: &str) -> Parameters {
        let form = url::form_urlencoded::Serializer::new(String::new()).append_pair(name, value).finish();
        Parameters::read(form.as_bytes()).expect("a form")
    }

    fn read(value: &str) -> Result<u64, String> {
        let (input, number) = NumberInput::read(RULE, text("field-access-lifetime"), &fields("seconds", value));
        assert_eq!(input.error.is_some(), number.is_none(), "either a number or an error");
        number.ok_or_else(|| input.error.expect("an error").tell(Words::choose(None, None)))
    }

    #[test]
    fn numbers_tolerate_zeros_in_front_and_empty_means_the_default() {
        assert_eq!(read("000300"), Ok(300));
        assert_eq!(read(" 2419200 "), Ok(2_419_200));
        assert_eq!(read(""), Ok(1_800));
        assert_eq!(read("   "), Ok(1_800));
    }

    #[test]
    fn an_error_names_the_field_and_the_limit() {
        insta::assert_debug_snapshot!(["299", "2419201", "99999999999999999999999", "-1", "1e3", "12 h"].map(read), @r#"
        [
            Err(
                "Access token lifetime: use at least 300 (5 minutes).",
            ),
            Err(
                "Access token lifetime: use at most 2419200 (28 days).",
            ),
            Err(
                "Access token lifetime: use at most 2419200 (28 days).",
            ),
            Err(
                "Access token lifetime: use a whole number of seconds, such as 1800.",
            ),
            Err(
                "Access token lifetime: use a whole number of seconds, such as 1800.",
            ),
            Err(
                "Access token lifetime: use a whole number of seconds, such as 1800.",
            ),
        ]
        "#);
    }

    #[test]
    fn addresses_stand_one_a_line() {
        let label = text("field-redirect-uris");
        let read = |value: &str| AddressArea::read("uris", &label, 1, &fields("uris", value));
        let (area, addresses) = read("https://a.example/back\r\n\r\n  com.example.app://host/path ");
        assert_eq!(
            addresses.iter().map(Url::as_str).collect::<Vec<_>>(),
            ["https://a.example/back", "com.example.app://host/path"]
        );
        assert!(area.error.is_none());
        for (typed, id) in [("", "error-address-none"), ("not an address", "error-address")] {
            assert_eq!(read(typed).0.error.expect("an error").id(), id);
        }
        let many = "https://a.example/\n".repeat(AddressArea::MOST + 1);
        assert_eq!(read(&many).0.error.expect("an error").id(), "error-address-many");
    }

    proptest! {
        #[test]
        fn nothing_that_can_be_typed_makes_a_number_outside_the_rule(typed in "[^\u{fffd}]{0,30}") {
            if let Ok(number) = read(&typed) {
                prop_assert!((RULE.least..=RULE.most).contains(&number));
            }
        }
    }
}
