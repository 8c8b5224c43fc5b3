//! Parts drawn natively: what a person and a screen reader meet.

use std::{collections::HashSet, rc::Rc};

use houseguest_protocol::{
    samples,
    social::{Author, Comment, CommentContent, Handle, ImageFormat, Mention, MutedWord, Preferences, Standing},
    window::{CommandError, ErrorCode},
};
use houseguest_ui::{
    features::{
        composer::{Composer, PostForm},
        feed::SendingCard,
        shared::{Byline, LoadMore, Retry, Written},
        thread::CommentList,
    },
    state::{
        drafts::Draft,
        feed::{Sending, Step},
        picture::{Picture, PictureFile},
        remote::Phase,
        thread::{Entry, Row, rows},
    },
    ui::{Button, ButtonKind, Empty, Glyph, Notice, NoticeTone, time_ago::Now},
};
use yew::{LocalServerRenderer, prelude::*};

/// Properties of [`Frame`].
#[derive(Clone, Debug, PartialEq, Properties)]
struct FrameProps {
    content: Html,
}

/// Makes the time stand still.
#[component]
fn Frame(props: &FrameProps) -> Html {
    html! { <ContextProvider<Now> context={Now(samples::NOW)}>{ props.content.clone() }</ContextProvider<Now>> }
}

/// The part as HTML, one element a line, without the drawings' paths.
async fn drawn(content: Html) -> String {
    let html = LocalServerRenderer::<Frame>::with_props(FrameProps { content }).hydratable(false).render().await;
    let mut short = String::new();
    let mut rest = html.as_str();
    while let Some((before, after)) = rest.split_once("<svg") {
        short.push_str(before);
        short.push_str("<svg/>");
        rest = after.split_once("</svg>").map_or("", |(_, rest)| rest);
    }
    short.push_str(rest);
    short.replace("><", ">\n<")
}

fn offline() -> CommandError {
    CommandError::new(ErrorCode::Offline, "connection refused by 127.0.0.1:4000")
}

fn comments() -> Rc<Vec<Row>> {
    let mut answer = samples::comment();
    answer.id = uuid::Uuid::from_u128(3);
    answer.parent_id = Some(samples::comment().id);
    answer.content.as_mut().expect("it is there").author = Some(samples::author(2, Standing::Member));
    let entries = [(samples::comment(), false), (answer, true)];
    let entries = entries.map(|(comment, on_its_way)| Rc::new(Entry { comment, on_its_way }));
    Rc::new(rows(&entries, &HashSet::new(), None))
}

#[tokio::test]
async fn a_guest_is_told_from_a_member() {
    let byline = |standing| {
        let author = samples::author(1, standing);
        html! { <Byline {author} at={samples::NOW} edited_at={samples::NOW} /> }
    };
    insta::assert_snapshot!("byline_guest", drawn(byline(Standing::Guest)).await);
    insta::assert_snapshot!("byline_member", drawn(byline(Standing::Member)).await);
}

#[tokio::test]
async fn a_failure_is_announced_without_the_servers_own_words() {
    let retry =
        drawn(html! { <Retry title="The feed didn’t load" error={offline()} onretry={Callback::noop()} /> }).await;
    assert!(!retry.contains("127.0.0.1"), "a developer's detail is not for people: {retry}");
    insta::assert_snapshot!("retry", retry);
}

#[tokio::test]
async fn a_list_that_failed_halfway_says_so_and_offers_the_rest_again() {
    let more = html! { <LoadMore phase={Phase::MoreFailed(offline())} has_more=true label="Show older posts" onmore={Callback::noop()} /> };
    insta::assert_snapshot!("load_more_failed", drawn(more).await);
}

#[tokio::test]
async fn answers_stand_under_what_they_answer_and_show_that_they_are_being_sent() {
    let list = html! {
        <CommentList rows={comments()} phase={Phase::Ready} onact={Callback::noop()} onretry={Callback::noop()} onmore={Callback::noop()} />
    };
    insta::assert_snapshot!("comments", drawn(list).await);
}

#[tokio::test]
async fn the_four_faces_of_a_list_differ() {
    let face = |phase: Phase| {
        drawn(html! {
            <CommentList rows={Rc::new(Vec::new())} {phase} onact={Callback::noop()} onretry={Callback::noop()} onmore={Callback::noop()} />
        })
    };
    let empty = face(Phase::Ready).await;
    let waiting = face(Phase::First).await;
    let failed = face(Phase::Failed(offline())).await;
    assert!(empty.contains("No comments yet") && !empty.contains("role=\"alert\""), "{empty}");
    assert!(waiting.contains("role=\"status\"") && waiting.contains("Loading"), "{waiting}");
    assert!(failed.contains("role=\"alert\"") && failed.contains("data-retry"), "{failed}");
}

#[tokio::test]
async fn the_composer_is_labelled_counted_and_explained() {
    let composer = html! {
        <Composer name="comment" text="Hello" label="Add a comment" hint="Posting makes you a guest."
            refusal="Not posted yet." onwrite={Callback::noop()} onsend={Callback::noop()} />
    };
    let drawn = drawn(composer).await;
    assert!(drawn.contains("for=\"comment-body\"") && drawn.contains("id=\"comment-body\""), "{drawn}");
    insta::assert_snapshot!("composer", drawn);
}

#[tokio::test]
async fn text_that_people_wrote_is_never_markup() {
    let author = Author { name: "<img src=x onerror=alert(1)>".to_owned(), ..samples::author(1, Standing::Guest) };
    let drawn = drawn(html! { <Byline {author} /> }).await;
    assert!(!drawn.contains("<img"), "{drawn}");
    assert!(drawn.contains("&lt;img"), "{drawn}");
}

#[tokio::test]
async fn a_busy_button_keeps_its_place() {
    let busy = html! { <Button kind={ButtonKind::Primary} busy=true>{ "Opening…" }</Button> };
    insta::assert_snapshot!("button_busy", drawn(busy).await);
}

#[tokio::test]
async fn notices_and_empty_places() {
    insta::assert_snapshot!(
        "notice_danger",
        drawn(html! { <Notice tone={NoticeTone::Danger} role="alert">{ "No." }</Notice> }).await
    );
    insta::assert_snapshot!(
        "empty",
        drawn(html! { <Empty glyph={Glyph::Lamp} title="It’s quiet here" text="Look in again later." /> }).await
    );
}

#[tokio::test]
async fn two_devices_that_differ_are_shown_side_by_side() {
    use houseguest_protocol::social::{Preferences, Theme};
    use houseguest_ui::{features::preferences::ClashPanel, state::preferences::Setting};
    let (mine, theirs) = (
        Preferences { theme: Theme::Dark, ..Preferences::default() },
        Preferences { theme: Theme::HighContrast, ..Preferences::default() },
    );
    let html = drawn(html! {
        <ClashPanel settings={vec![Setting::Theme]} {mine} {theirs} onmine={Callback::noop()} ontheirs={Callback::noop()} />
    })
    .await;
    assert!(html.contains("Dark") && html.contains("High contrast"), "{html}");
    assert!(html.contains("data-keep-mine") && html.contains("data-take-theirs"), "{html}");
    assert!(!html.contains("Density"), "what does not differ is not asked: {html}");
}

#[tokio::test]
async fn what_a_person_hid_or_muted_is_folded_away_with_the_reason() {
    let one = |change: fn(&mut CommentContent)| {
        let mut comment = samples::comment();
        change(comment.content.as_mut().expect("it is there"));
        let entries = [Rc::new(Entry { comment, on_its_way: false })];
        let preferences =
            Preferences { muted_words: vec![MutedWord::parse("welcome").expect("a word")], ..Preferences::default() };
        drawn(html! {
            <CommentList rows={Rc::new(rows(&entries, &HashSet::new(), None))} phase={Phase::Ready} {preferences}
                onact={Callback::noop()} onretry={Callback::noop()} onmore={Callback::noop()} />
        })
    };
    let muted = one(|_| {}).await;
    assert!(!muted.contains("What a warm welcome") && muted.contains("It has a word you muted."), "{muted}");
    let hidden = one(|content| content.hidden = true).await;
    assert!(hidden.contains("You hid this comment.") && hidden.contains("Show"), "{hidden}");
    let mine = one(|content| content.mine = true).await;
    assert!(mine.contains("What a warm welcome"), "one's own words are never folded away: {mine}");
}

#[tokio::test]
async fn a_long_list_draws_only_a_part_and_says_how_long_it_is() {
    let entries: Vec<_> = (0..10_000)
        .map(|n| {
            let comment = Comment { id: uuid::Uuid::from_u128(n), ..samples::comment() };
            Rc::new(Entry { comment, on_its_way: false })
        })
        .collect();
    let list = drawn(html! {
        <CommentList rows={Rc::new(rows(&entries, &HashSet::new(), None))} phase={Phase::Ready}
            onact={Callback::noop()} onretry={Callback::noop()} onmore={Callback::noop()} />
    })
    .await;
    let drawn = list.matches("<li data-comment").count();
    assert!((5..100).contains(&drawn), "{drawn} comments are drawn");
    assert!(list.contains("aria-setsize=\"10000\"") && list.contains("aria-posinset=\"1\""));
    assert!(list.contains("comments__gap"));
}

#[tokio::test]
async fn those_who_are_mentioned_lead_to_their_pages() {
    let mention =
        Mention { start: 4, end: 10, sub: samples::subject(2), handle: Handle::parse("amber").expect("a handle") };
    let drawn = drawn(html! { <Written text="Hi, @amber <b>!" mentions={vec![mention]} /> }).await;
    assert!(drawn.contains(&format!("href=\"/people/{}\"", samples::subject(2))), "{drawn}");
    assert!(!drawn.contains("<b>"), "{drawn}");
}

fn chosen() -> Picture {
    Picture::new(PictureFile {
        name: "porch.png".to_owned(),
        format: ImageFormat::Png,
        bytes: vec![1, 2, 3],
        address: AttrValue::from("data:image/png;base64,AQID"),
    })
}

async fn post_form(draft: Draft) -> String {
    drawn(
        html! { <PostForm {draft} ondraft={Callback::noop()} onsend={Callback::noop()} oncancel={Callback::noop()} /> },
    )
    .await
}

#[tokio::test]
async fn a_post_says_what_pictures_it_takes_before_one_is_chosen() {
    let form = post_form(Draft::default()).await;
    assert!(form.contains("accept=\"image/jpeg,image/png,image/webp\""), "{form}");
    assert!(
        form.contains("up to 4 MB") && form.contains("aria-describedby=\"post-picture-problem post-picture-hint\"")
    );
    for field in ["post-title", "post-body", "post-picture"] {
        assert!(
            form.contains(&format!("for=\"{field}\"")) && form.contains(&format!("id=\"{field}\"")),
            "{field}: {form}"
        );
    }
    insta::assert_snapshot!("post_form", form);
}

#[tokio::test]
async fn a_chosen_picture_is_shown_and_asked_about() {
    let form = post_form(Draft { picture: Some(chosen()), had_picture: true, ..Draft::default() }).await;
    assert!(form.contains("src=\"data:image/png;base64,AQID\"") && !form.contains("type=\"file\""), "{form}");
    assert!(form.contains("for=\"post-alt\"") && form.contains("name=\"decorative\""), "{form}");
    let decoration = Picture { decorative: true, ..chosen() };
    let form = post_form(Draft { picture: Some(decoration), ..Draft::default() }).await;
    assert!(form.contains("disabled"), "nothing is asked of decoration: {form}");
    let refused = Picture { refused: true, ..chosen() };
    let form = post_form(Draft { picture: Some(refused), ..Draft::default() }).await;
    assert!(form.contains("could not take this picture in"), "{form}");
}

#[tokio::test]
async fn a_picture_that_a_reload_took_is_missed() {
    let form = post_form(Draft { text: "Hello".to_owned(), had_picture: true, ..Draft::default() }).await;
    assert!(form.contains("did not survive closing the page"), "{form}");
}

#[tokio::test]
async fn a_post_on_its_way_leads_nowhere_and_says_how_far_it_is() {
    let card = |step| {
        let preview = Some((AttrValue::from("data:image/png;base64,AQID"), "A lamp".to_owned()));
        drawn(html! { <SendingCard sending={Sending { post: samples::post(), preview, step }} /> })
    };
    let first = card(Step::Picture).await;
    assert!(first.contains("Uploading the picture") && first.contains("alt=\"A lamp\""), "{first}");
    assert!(!first.contains("post-card__link") && !first.contains("data-reaction"), "{first}");
    assert!(card(Step::Words).await.contains("Posting…"));
}
