//! The contrast of every pair of tokens that is used, in every theme (WCAG 2.2: 4.5 for text, 3 for what one uses).

use std::collections::HashMap;

/// Text upon ground: at least 4.5.
const TEXT: &[(&str, &str)] = &[
    ("--ink", "--surface"),
    ("--ink", "--surface-raised"),
    ("--ink", "--surface-sunken"),
    ("--ink", "--surface-hover"),
    ("--ink", "--danger-soft"),
    ("--ink", "--glow-soft"),
    ("--surface", "--ink"),
    ("--ink-muted", "--surface"),
    ("--ink-muted", "--surface-raised"),
    ("--ink-muted", "--surface-hover"),
    ("--ink-muted", "--surface-sunken"),
    ("--danger", "--surface-sunken"),
    ("--ink-muted", "--glow-soft"),
    ("--accent", "--surface"),
    ("--accent", "--surface-raised"),
    ("--accent-hover", "--surface"),
    ("--accent-hover", "--surface-raised"),
    ("--accent-ink", "--accent"),
    ("--accent-ink", "--accent-hover"),
    ("--accent-soft-ink", "--accent-soft"),
    ("--glow-ink", "--glow-soft"),
    ("--danger", "--surface"),
    ("--danger", "--surface-raised"),
    ("--danger", "--danger-soft"),
    ("--danger-ink", "--danger"),
    ("--success", "--surface-raised"),
    ("--success", "--success-soft"),
];

/// Borders of fields and buttons, focus rings: at least 3.
const USED: &[(&str, &str)] = &[
    ("--line-strong", "--surface"),
    ("--line-strong", "--surface-raised"),
    ("--focus", "--surface"),
    ("--focus", "--surface-raised"),
    ("--focus", "--accent-soft"),
    ("--focus", "--glow-soft"),
    ("--accent", "--accent-soft"),
    ("--danger", "--surface-raised"),
];

const TOKENS: &str = include_str!("../../assets/styles/tokens.css");

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Theme {
    Light,
    Dark,
    HighContrast,
}

/// The declarations of the first block that follows `selector`.
fn block(selector: &str) -> HashMap<&'static str, &'static str> {
    let start = TOKENS.find(selector).unwrap_or_else(|| panic!("tokens.css has {selector}"));
    let rest = &TOKENS[start + selector.len()..];
    let inside = &rest[rest.find('{').expect("a block opens") + 1..];
    let inside = &inside[..inside.find('}').expect("a block closes")];
    inside
        .split(';')
        .filter_map(|declaration| declaration.rsplit("*/").next()?.split_once(':'))
        .map(|(name, value)| (name.trim(), value.trim()))
        .collect()
}

fn value(theme: Theme, name: &str) -> [f64; 3] {
    let root = block(":root");
    let high = block(":root[data-theme=\"high-contrast\"]");
    let mut value = match theme {
        Theme::HighContrast => high.get(name).or_else(|| root.get(name)),
        Theme::Light | Theme::Dark => root.get(name),
    }
    .copied()
    .unwrap_or_else(|| panic!("tokens.css has {name}"));
    loop {
        if let Some(halves) = value.strip_prefix("light-dark(").and_then(|rest| rest.strip_suffix(')')) {
            let (light, dark) = halves.split_once(',').expect("light-dark() has two halves");
            value = if theme == Theme::Light { light.trim() } else { dark.trim() };
        } else if let Some(other) = value.strip_prefix("var(").and_then(|rest| rest.strip_suffix(')')) {
            value = root.get(other).unwrap_or_else(|| panic!("tokens.css has {other}"));
        } else {
            break;
        }
    }
    let hex = value.strip_prefix('#').unwrap_or_else(|| panic!("{name} is a colour: {value}"));
    let channel = |at: usize| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).expect("two hex digits")) / 255.0;
    [channel(0), channel(2), channel(4)]
}

/// Source: WCAG 2.2, "relative luminance" and "contrast ratio".
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let luminance = |[red, green, blue]: [f64; 3]| {
        let linear = |c: f64| if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn weak(pairs: &[(&'static str, &'static str)], least: f64) -> Vec<String> {
    let mut weak = Vec::new();
    for theme in [Theme::Light, Theme::Dark, Theme::HighContrast] {
        for (upper, ground) in pairs {
            let ratio = contrast(value(theme, upper), value(theme, ground));
            if ratio < least {
                weak.push(format!("{theme:?}: {upper} upon {ground} is {ratio:.2}, less than {least}"));
            }
        }
    }
    weak
}

#[test]
fn text_can_be_read_in_every_theme() {
    let weak = weak(TEXT, 4.5);
    assert!(weak.is_empty(), "{weak:#?}");
}

#[test]
fn what_one_uses_can_be_seen_in_every_theme() {
    let weak = weak(USED, 3.0);
    assert!(weak.is_empty(), "{weak:#?}");
}

#[test]
fn high_contrast_is_stronger_than_the_others() {
    for (upper, ground) in TEXT {
        let ratio = contrast(value(Theme::HighContrast, upper), value(Theme::HighContrast, ground));
        assert!(ratio >= 7.0, "{upper} upon {ground} is {ratio:.2}, less than 7 (WCAG AAA)");
    }
}

#[test]
fn the_systems_wish_for_contrast_gives_the_same_tokens_as_the_choice() {
    assert_eq!(block(":root:not([data-theme])"), block(":root[data-theme=\"high-contrast\"]"));
}

#[test]
fn the_arithmetic_is_that_of_the_standard() {
    let (black, white, grey) = ([0.0; 3], [1.0; 3], [f64::from(0x76_u8) / 255.0; 3]);
    assert!((contrast(black, white) - 21.0).abs() < 0.01);
    assert!((contrast(grey, white) - 4.54).abs() < 0.01, "#767676 on white is the classic 4.54");
}
