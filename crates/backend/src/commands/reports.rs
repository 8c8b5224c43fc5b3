//! `reports`: what people reported, for an operator to read.

use std::io::Write;

use houseguest_social::store::Report;

use super::{Outcome, runtime};
use crate::{Settings, stores::reports, telemetry};

pub(super) fn run(settings: Settings) -> Outcome {
    telemetry::start_logging(&settings.telemetry)?;
    let reports = runtime()?.block_on(reports(&settings))?;
    let mut out = std::io::stdout().lock();
    for report in &reports {
        writeln!(out, "{}", told(report))?;
    }
    if reports.is_empty() {
        writeln!(out, "nothing was reported")?;
    }
    Ok(())
}

/// A report in a few lines. What people wrote is quoted as Rust quotes text, so that nothing in it can move the
/// cursor or pass for another report.
fn told(report: &Report) -> String {
    let Report { seq, at, by, reason, note, post, comment, author, text } = report;
    let thing = comment.map_or_else(|| format!("post {post}"), |comment| format!("comment {comment} on post {post}"));
    let name = |who: &Option<(String, String)>| {
        who.as_ref().map_or_else(|| "nobody".to_owned(), |(issuer, sub)| format!("{issuer}/{sub}"))
    };
    let (by, author) = (name(by), name(author));
    let text = text.as_ref().map_or_else(|| "deleted".to_owned(), |text| format!("{text:?}"));
    let note = note.as_ref().map_or_else(String::new, |note| format!("\n  note: {note:?}"));
    format!("{seq}  {at}  {}  {thing}\n  by {by}, of {author}\n  text: {text}{note}", reason.as_str())
}

#[cfg(test)]
mod tests {
    use houseguest_protocol::{samples::NOW, social::ReportReason};

    use super::*;

    #[test]
    fn what_people_wrote_cannot_move_the_cursor() {
        let report = Report {
            seq: 7,
            at: NOW,
            by: Some(("own".to_owned(), "somebody".to_owned())),
            reason: ReportReason::Spam,
            note: Some("\u{1b}[2Jgone\n8  a second report".to_owned()),
            post: houseguest_protocol::social::PostId::from_u128(1),
            comment: None,
            author: None,
            text: None,
        };
        let told = told(&report);
        assert!(!told.contains('\u{1b}') && told.lines().count() == 4, "{told}");
    }
}
