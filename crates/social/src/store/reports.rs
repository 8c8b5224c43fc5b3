//! What people reported to the operators.

use houseguest_protocol::{
    social::{CommentId, NewReport, PostId, ReportReason, Reported},
    values::Timestamp,
};
use houseguest_sql::{Connection, params};
use uuid::Uuid;

use super::{
    Store, StoreError, WriteError, comments,
    people::{OF_ACCOUNT, PersonId},
    posts,
};
use crate::model::Intent;

/// A report, as an operator reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Its number.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Who reported: the issuer's id and the `sub`; none for somebody who has left.
    pub by: Option<(String, String)>,
    /// Why.
    pub reason: ReportReason,
    /// What they added.
    pub note: Option<String>,
    /// The post, or the post of the comment.
    pub post: PostId,
    /// The comment; none when the post itself was reported.
    pub comment: Option<CommentId>,
    /// Who wrote it: the issuer's id and the `sub`; none for somebody who has left.
    pub author: Option<(String, String)>,
    /// What it says now; none when it is deleted.
    pub text: Option<String>,
}

impl Store {
    /// Reports a post, once per account.
    ///
    /// # Errors
    /// [`WriteError`]; nothing changed.
    pub async fn report_post(&self, intent: Intent, post: PostId, report: NewReport) -> Result<Reported, WriteError> {
        self.write_once("store.report.post", intent, move |tx, person, intent| {
            if !posts::exists(tx, post)? {
                return Err(WriteError::NoSuchPost);
            }
            keep(tx, person, (post, "post"), &report, intent.now)
        })
        .await
    }

    /// Reports a comment, once per account.
    ///
    /// # Errors
    /// [`WriteError`]; nothing changed.
    pub async fn report_comment(
        &self,
        intent: Intent,
        comment: CommentId,
        report: NewReport,
    ) -> Result<Reported, WriteError> {
        self.write_once("store.report.comment", intent, move |tx, person, intent| {
            comments::post_of(tx, comment)?.ok_or(WriteError::NoSuchComment)?;
            keep(tx, person, (comment, "comment"), &report, intent.now)
        })
        .await
    }

    /// At most `limit` reports behind the number `after`, oldest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list_reports(&self, after: i64, limit: u32) -> Result<Vec<Report>, StoreError> {
        self.database
            .read("store.report.list", move |c| {
                // Somebody is here while the account is that their things belong to.
                let here = |who: &str| {
                    format!(
                        "not exists (select 1 from people o where o.id = coalesce({who}.owner_id, {who}.id) \
                         and o.deleted_at is not null)"
                    )
                };
                let query = format!(
                    "select r.seq, r.created_at, who.issuer, who.sub, r.reason, r.note, r.kind, r.thing_id, \
                      c.post_id, coalesce(c.body, p.body), c.deleted_at, author.issuer, author.sub \
                    from reports r left join people who on who.id = r.person_id and {} \
                    left join comments c on c.id = r.thing_id left join posts p on p.id = r.thing_id \
                    left join people author on author.id = coalesce(c.author_id, p.author_id) and {} \
                    where r.seq > ?1 order by r.seq limit ?2",
                    here("who"),
                    here("author")
                );
                let found = c.query_all(&query, params![after, limit], |row| {
                    let thing: Uuid = row.get(7)?;
                    let post: Option<PostId> = row.get(8)?;
                    let is_deleted = row.get::<Option<i64>>(10)?.is_some();
                    let author = row.get::<Option<String>>(11)?.zip(row.get::<Option<String>>(12)?);
                    let reason: String = row.get(4)?;
                    let report = Report {
                        seq: row.get(0)?,
                        at: row.get(1)?,
                        by: row.get::<Option<String>>(2)?.zip(row.get(3)?),
                        reason: ReportReason::Other,
                        note: row.get(5)?,
                        post: post.unwrap_or(thing),
                        comment: post.map(|_| thing),
                        author,
                        text: row.get::<Option<String>>(9)?.filter(|_| !is_deleted),
                    };
                    Ok((report, reason))
                })?;
                let unknown = || StoreError::broken("reports", "reason", "nobody knows this reason");
                let read = |(report, reason): (Report, String)| {
                    Ok(Report { reason: ReportReason::parse(&reason).ok_or_else(unknown)?, ..report })
                };
                found.into_iter().map(read).collect()
            })
            .await
    }
}

fn keep(
    tx: &Connection<'_>,
    person: PersonId,
    (thing, kind): (Uuid, &str),
    report: &NewReport,
    now: Timestamp,
) -> Result<Reported, WriteError> {
    let first = tx.query_optional(
        &format!(
            "select r.created_at from people p join reports r on r.person_id = p.id and r.thing_id = ?2 \
             where {OF_ACCOUNT} order by r.created_at limit 1"
        ),
        params![person, thing],
        |row| row.get(0),
    )?;
    if let Some(reported_at) = first {
        return Ok(Reported { reported_at });
    }
    tx.execute(
        "insert into reports (person_id, thing_id, kind, reason, note, created_at) values (?1, ?2, ?3, ?4, ?5, ?6)",
        params![person, thing, kind, report.reason.as_str(), report.note.as_deref(), now],
    )?;
    Ok(Reported { reported_at: now })
}
