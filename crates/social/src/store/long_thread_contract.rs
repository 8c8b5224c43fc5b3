//! What a store must do about a thread of ten thousand comments: look at a page of them, and at no more.

use houseguest_protocol::{
    samples::NOW,
    social::{CommentId, PostId},
};
use houseguest_sql::{Connection, DatabaseError, ToValue, params};
use uuid::Uuid;

use super::{
    Store, StoreError,
    comments::{BY_ID, IN_THREAD, comment},
    contract::{a_post, comment as write, guest, person, says},
};
use crate::model::CommentPlace;

/// Runs every case of the suite on a store of its own.
macro_rules! long_thread_contract {
    ($open:path) => {
        $crate::store::contract::contract_cases! { $open, long_thread_contract:
            a_page_of_a_long_thread_costs_what_one_of_a_short_thread_does
        }
    };
}
pub(super) use long_thread_contract;

const LENGTH: u128 = 10_000;
const PAGE: u32 = 21;

/// Adds comments to a thread, each the answer to the one ten before it, as deep as threads may be.
async fn lengthen(store: &Store, post: PostId) {
    store
        .database
        .write("test.lengthen", move |tx| {
            let author: i64 = tx.query_one("select min(id) from people", params![], |row| row.get(0))?;
            for first in (1..=LENGTH).step_by(100) {
                let rows: Vec<(CommentId, Option<CommentId>, i64)> = (first..first + 100)
                    .map(|n| {
                        let depth = (n - 1) / 10 % 7;
                        let parent = (depth > 0).then(|| Uuid::from_u128(n - 10));
                        (Uuid::from_u128(n), parent, i64::try_from(depth).expect("few levels"))
                    })
                    .collect();
                let places: Vec<String> = (0..rows.len())
                    .map(|n| format!("(?{}, ?1, ?{}, ?{}, ?2, 'words', ?3)", 3 * n + 4, 3 * n + 5, 3 * n + 6))
                    .collect();
                let mut values: Vec<&dyn ToValue> = vec![&post, &author, &NOW];
                for (id, parent, depth) in &rows {
                    values.extend([id as &dyn ToValue, parent, depth]);
                }
                let columns = "id, post_id, parent_id, depth, author_id, body, created_at";
                tx.execute(&format!("insert into comments ({columns}) values {}", places.join(", ")), &values)?;
            }
            Ok::<_, DatabaseError>(())
        })
        .await
        .expect("written");
}

/// How many rows each step of a plan looked at on PostgreSQL; on SQLite, which does not count, 0 where a step goes to
/// where it wants to be by an index, and many where it reads a table through or sorts.
fn rows_looked_at(c: &Connection<'_>, query: &str) -> Result<Vec<(String, u64)>, DatabaseError> {
    if c.is_postgres() {
        let explain = format!("explain (analyze, costs off, timing off, summary off, buffers off) {query}");
        let steps: Vec<String> = c.query_all(&explain, params![], |row| row.get(0))?;
        let number = |step: &str, name: &str| -> Option<f64> {
            let digits: String =
                step.split_once(name)?.1.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
            digits.parse().ok()
        };
        let counted = steps.into_iter().filter_map(|step| {
            let rows = match number(&step, "Rows Removed by Filter: ") {
                Some(removed) => removed,
                None => number(&step, "actual rows=")? * number(&step, "loops=")?,
            };
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of rows")]
            Some((step, rows as u64))
        });
        return Ok(counted.collect());
    }
    let steps: Vec<String> = c.query_all(&format!("explain query plan {query}"), params![], |row| row.get(3))?;
    let judged = steps.into_iter().map(|step| {
        let is_direct = !step.starts_with("SCAN") && !step.contains("TEMP B-TREE");
        (step, if is_direct { 0 } else { u64::MAX })
    });
    Ok(judged.collect())
}

/// A query with its parameters written out, since a plan takes none.
fn written_out(c: &Connection<'_>, query: &str, id: Uuid, after: i64) -> String {
    let id = match c.is_postgres() {
        true => format!("'\\x{}'::bytea", id.simple()),
        false => format!("x'{}'", id.simple()),
    };
    query.replace("?1", &id).replace("?2", &after.to_string()).replace("?3", &PAGE.to_string())
}

/// The statements that a look takes.
async fn statements<T>(store: &Store, look: impl Future<Output = Result<T, StoreError>>) -> (T, u64) {
    let before = store.database.figures().statements;
    let found = look.await.expect("readable");
    (found, store.database.figures().statements - before)
}

pub(super) async fn a_page_of_a_long_thread_costs_what_one_of_a_short_thread_does(store: Store) {
    let post = a_post(&store).await;
    let top = write(&store, guest(1, "first-001"), post, says("the first", None)).await.expect("written");
    let viewer = person(1);
    let page = async |after| {
        let look = store.list_comments(post, after, PAGE, Some(&viewer));
        let (found, statements) = statements(&store, look).await;
        (found.expect("a post"), statements)
    };
    let one = async |id| statements(&store, store.find_comment(id, Some(&viewer))).await;
    let ((_, page_of_few), (_, one_of_few)) = (page(None).await, one(top.id).await);
    lengthen(&store, post).await;
    let last = write(&store, guest(1, "last-0001"), post, says("the last", None)).await.expect("written");

    let (first, cost) = page(None).await;
    assert_eq!((first.len(), cost), (PAGE as usize, page_of_few), "the first page");
    let before_the_end = store
        .database
        .read("test.place", |c| {
            let query = "select max(seq) from comments";
            c.query_one(query, params![], |row| row.get::<i64>(0))
        })
        .await
        .map_err(|error: DatabaseError| error)
        .expect("readable")
        - 10;
    let (newest, cost) = page(Some(CommentPlace(before_the_end))).await;
    assert_eq!((newest.last().map(|(_, comment)| comment.id), cost), (Some(last.id), page_of_few), "the newest");
    assert_eq!(newest.len(), 10);
    let deep = Uuid::from_u128(LENGTH / 2);
    let (found, cost) = one(deep).await;
    assert_eq!((found.expect("it is there").id, cost), (deep, one_of_few), "one in the middle");

    let looks = [
        ("the first page", comment(IN_THREAD), post, 0),
        ("the newest page", comment(IN_THREAD), post, before_the_end),
        ("one", comment(BY_ID), deep, 0),
    ];
    for (what, query, id, after) in looks {
        let plan = store
            .database
            .read("test.plan", move |c| rows_looked_at(c, &written_out(c, &query, id, after)))
            .await
            .map_err(|error: DatabaseError| error)
            .expect("a plan");
        assert!(!plan.is_empty(), "{what}");
        for (step, rows) in &plan {
            assert!(*rows <= u64::from(PAGE), "{what} looks at {rows} rows in {step:?} of {plan:#?}");
        }
    }
}
