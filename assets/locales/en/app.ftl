### The app. Ids go by place and purpose. The house metaphor: visitors look around, guests take part, members have a key of their own.

# The language's own name for itself, as shown in the list of languages.
language-name = English

## Titles of pages, in the window's title bar

title-feed = Feed · Houseguest
title-thread = Thread · Houseguest
title-preferences = Preferences · Houseguest
title-you = You · Houseguest
title-not-found = Not found · Houseguest

## Around every page

house-name = Houseguest
skip-to-content = Skip to content
nav-label = Main
nav-feed = Feed
nav-preferences = Preferences
nav-you = You
loading = Loading…
try-again = Try again
understood = Got it
dismiss = Dismiss
copied = Copied
copy-refused = Could not copy
to-feed = Back to the feed
not-found-heading = Nothing lives here
not-found-text = This address leads to no page, or the post was taken down.
unreachable = Nobody answers the door
stopped-text = A mistake of ours has stopped the app. Your account and what you began to write are kept.
stopped-again = Load it again
standing-guest = Guest
standing-member = Member

## Times

time-now = just now
time-minutes = { $count ->
    [one] { $count } minute ago
   *[other] { $count } minutes ago
}
time-hours = { $count ->
    [one] { $count } hour ago
   *[other] { $count } hours ago
}
time-days = { $count ->
    [one] yesterday
   *[other] { $count } days ago
}

## The card beside a wide page

porch-label = How you are here
porch-visitor = The door is open
porch-visitor-text = You’re looking around. Nothing has been created for you, and nothing will be until you write, react or choose a preference.
porch-known = You are { $name }
porch-guest-text = You’re a guest: no sign-up, no password. Keep your account whenever you like, and everything you did stays yours.
porch-member-text = You’re a member. What you did as a guest came with you.
porch-signed-out = You’re signed out
porch-signed-out-text = Your key is still here. It brings the same guest back whenever you like.
porch-ended = Your session has ended
porch-ended-text = Your account and everything in it is kept. Sign in to come back.
porch-more = More about you

# Said once, when a visitor has just become a guest by doing something.
welcome-guest = Come in. You’re here as { $name } now, and you didn’t have to sign up.

## The feed

feed-heading = What’s on
feed-lede-visitor = Come in and look around. You don’t need an account.
feed-lede-guest = Good to have you here.
feed-lede-member = Welcome home.
feed-lede-signed-out = You’re signed out. Reading needs no account.
feed-more = Show older posts
feed-end = That’s everything. You’ve reached the front gate.
feed-empty = It’s quiet here
feed-empty-text = Nobody has posted yet. Yours can be the first.
feed-failed = The feed didn’t load
comment-count = { $count ->
    [0] No comments
    [one] { $count } comment
   *[other] { $count } comments
}

## Reactions; the first words of a label say what pressing does

reactions-to = Reactions to “{ $title }”
reaction-love = Love, { $count ->
    [one] { $count } person
   *[other] { $count } people
}
reaction-laugh = Laugh, { $count ->
    [one] { $count } person
   *[other] { $count } people
}
reaction-think = Makes me think, { $count ->
    [one] { $count } person
   *[other] { $count } people
}
reaction-cheer = Cheer, { $count ->
    [one] { $count } person
   *[other] { $count } people
}
# $reason is one of the clauses under "Why something did not work".
reaction-refused = Your reaction was taken back: { $reason }.

## A thread

thread-failed = The post didn’t load
comments-heading = Comments
comments-more = Show more comments
comments-failed = The comments didn’t load
comments-empty = No comments yet
comments-empty-text = Say the first word.
comment-mine = You
# Stands for the name of somebody whose account was deleted.
author-left = Somebody who left
comment-deleted = This comment was deleted.
# Stands for the writer's name until the server has given one.
comment-you = You
comment-reply = Reply
comment-reply-to = Reply to { $name }
comment-sending = Posting…
comment-posted = Your comment is posted.
comment-refused = Your comment was not posted: { $reason }. Your text is back in the field.

## The composer

composer-label = Add a comment
composer-label-reply = Your reply
composer-placeholder = What do you think?
composer-hint-visitor = Posting makes you a guest. There is nothing to fill in.
composer-hint-signed-out = Posting brings you back as the same guest.
composer-hint-ended = Your session has ended. Sign in under “You” to post as yourself.
composer-count = { $length } of { $limit } characters
composer-send = Post
composer-cancel = Cancel
composer-empty = Write something first.
composer-too-long = { $over ->
    [one] That is one character more than the { $limit } allowed.
   *[other] That is { $over } characters more than the { $limit } allowed.
}
composer-control = There is a character in it that cannot be shown. Try removing what you pasted.
composer-refused = Not posted yet: { $reason }. Your text is safe; post it again when you’re ready.
mention-list = People you can mention
# Said when the list opens or changes.
mention-offered = { $count ->
    [one] { $count } person to mention. Choose with the arrow keys and Enter.
   *[other] { $count } people to mention. Choose with the arrow keys and Enter.
}

## A post of one’s own

compose = Write something for the house
post-form-heading = Your post
post-title = Headline (optional)
post-body = Text
post-body-placeholder = What would you like to tell?
post-sending-picture = Uploading the picture…
post-sending = Posting…
post-posted = Your post is up.
post-refused = Your post was not posted: { $reason }. It is back in its field.
post-discarded = Your draft is thrown away.
picture-add = Add a picture
picture-hint = JPEG, PNG or WebP, up to { $megabytes } MB. You can also paste it, or drop it here.
picture-drop = Let go to add this picture
picture-reading = Reading the picture…
picture-added = The picture is there. Say what can be seen in it.
picture-preview = Your picture: { $name }
picture-remove = Remove
picture-lost = The picture you had chosen did not survive closing the page. Choose it again, if you still want it.
picture-refused = The house could not take this picture in. Choose another one, or post without it.
picture-format = This is no picture in one of these formats: JPEG, PNG, WebP.
picture-too-large = This picture is larger than { $megabytes } MB. Choose a smaller one.
picture-unreadable = This file could not be read. Choose another one.
picture-alt = What can be seen in it?
picture-alt-hint = Please tell those who cannot see it. A sentence is plenty.
picture-alt-missing = Say what can be seen, or that it is only decoration.
picture-decorative = It is only decoration

## People

title-person = Somebody’s page · Houseguest
edited = edited
person-failed = This page didn’t load
person-edit = Edit
person-since = Here since { $date }
post-count = { $count ->
    [0] No posts
    [one] { $count } post
   *[other] { $count } posts
}
reaction-count = { $count ->
    [0] No reactions
    [one] { $count } reaction
   *[other] { $count } reactions
}
activity-heading = What happened here
activity-failed = What happened here didn’t load
activity-empty = Nothing written yet
activity-empty-text = Comments show up here, those from before signing up too.
activity-more = Show older ones
# Followed by the title of a post.
activity-commented = Commented on
milestone-member = Signed up and kept the account
milestone-member-text = { $date }. Everything below was written as a guest, by the same person.
milestone-came = Came in
person-edit-heading = How others see you
person-edit-text = Changes show everywhere, also on what you wrote before.
person-name = Name
person-name-hint = Up to 40 characters, in any script.
person-handle = Handle
person-handle-hint = What others type after the @ to mention you. 3 to 24 of a–z, 0–9 and hyphens.
person-face = Face
person-colour = Colour
person-refused = The server didn’t accept this. Look at the fields and try again.
person-changed = This is how others see you now.
save = Save
handle-taken = Somebody else has this handle.
handle-reserved = Nobody can have this handle: it could pass for the house itself.
handle-invalid = Use a–z, 0–9 and hyphens, and begin and end with a letter or digit.
handle-length = Use 3 to 24 characters.
name-empty = Type a name.
name-long = Use at most 40 characters.
name-invalid = There is a character in it that cannot be shown.
motif-arched-door = Arched door
motif-square-door = Square door
motif-round-door = Round-topped door
motif-dutch-door = Door in two halves
motif-lantern = Lantern
motif-key = Key
motif-teacup = Cup of tea
motif-plant = Plant
motif-cat = Cat
motif-bird = Bird
motif-moon = Moon
motif-sun = Sun

## News for one person

title-notifications = News · Houseguest
nav-notifications = News
nav-unread = { $count ->
    [one] { $count } unread
   *[other] { $count } unread
}
news-heading = News for you
news-failed = Your news didn’t load
news-empty = All quiet
news-empty-text = When somebody answers or mentions you, you’ll read it here.
news-visitor = Nobody knows you here yet
news-visitor-text = As soon as you write something, answers to it and mentions of you gather here.
news-more = Show older news
news-read-all = Mark all as read
news-not-read = It is still unread: { $reason }.
# Before a line that has not been read, for screen readers.
news-new = New:
news-reply = { $name } answered you under “{ $post }”
news-mention = { $name } mentioned you under “{ $post }”
news-mention-post = { $name } mentioned you in “{ $post }”

## What one does with comments and posts

show = Show
hide = Hide
report = Report…
edit = Edit
delete = Delete
# The text of a comment is meant; stands after “Reactions to”.
comment-by = the comment by { $name }
comment-more = More about the comment by { $name }
post-more = More about this post
post-hidden = You hid this post.
post-muted = This post has a word you muted.
comment-hidden = You hid this comment.
comment-muted = It has a word you muted.
comment-was-deleted = Your comment is deleted.
comment-not-deleted = Your comment is still there: { $reason }.
comment-not-restored = Your comment could not be brought back: { $reason }.
comment-not-changed = Your comment says what it said before: { $reason }. Your text is kept.
not-hidden = Nothing was changed: { $reason }.
post-was-hidden = The feed folds this post away for you from now on.
answers-hide = Fold { $count ->
    [one] { $count } reply
   *[other] { $count } replies
}
answers-show = Show { $count ->
    [one] { $count } reply
   *[other] { $count } replies
}
answers-elsewhere = Continue with { $count ->
    [one] { $count } reply
   *[other] { $count } replies
}
branch-text = You’re reading one branch of the comments.
branch-whole = Show all comments
edit-label = Edit your comment
edit-conflict = You changed this comment on another device meanwhile. There it says the following; saving replaces it with what is below.
report-heading = What’s wrong with it?
report-text = The people who look after this house will read your report. The person who wrote it won’t learn that it was you.
report-why = Reason
report-choose = Choose a reason first.
report-note = Anything to add? (optional)
report-note-long = Use at most 500 characters, without control characters.
report-send = Send the report
report-sent = Thank you. The report is sent.
report-refused = The report was not sent: { $reason }.
report-spam = Advertising or spam
report-harassment = Somebody is being harassed
report-hate = Hatred against people
report-danger = Somebody may come to harm
report-private = Something private is shown
report-other = Something else

## What changes while one reads

feed-fresh = { $count ->
    [one] { $count } new post
   *[other] { $count } new posts
}
live-waiting = Not live just now. Connecting again…

## Preferences

preferences-heading = Preferences
preferences-lede-visitor = Choices apply at once. Your first one makes you a guest, so that it’s waiting for you next time. Nothing to fill in.
preferences-lede-known = Choices apply at once and are kept with you, also when you become a member.
preferences-lede-signed-out = Choices apply at once. Making one brings you back as the same guest.
preferences-lede-ended = Choices apply at once, on this device. Sign in under “You” to keep them with you.
preferences-saving = Keeping your choice…
preferences-kept = Kept.
preferences-refused = Your choice was taken back: { $reason }.
theme = Theme
theme-hint = The colours of the house.
theme-system = Like my system
theme-light = Light
theme-dark = Dark
theme-high-contrast = High contrast
language = Language
language-hint = The language of buttons and messages, not of posts.
language-system = Like my system
language-not-fetched = The words for { $language } could not be loaded. Everything stays as it was.
density = Density
density-hint = How much fits on one screen.
density-comfortable = Comfortable
density-compact = Compact
motion = Motion
motion-hint = How much moves on the screen.
motion-system = Like my system
motion-reduced = As little as possible
motion-full = Everything
news-preferences = What you are told
notify-replies = Answers
notify-replies-hint = When somebody answers your comment or post.
notify-mentions = Mentions
notify-mentions-hint = When somebody writes your handle.
muted-words = Muted words
muted-words-none = none
muted-words-add = A word, or a few
muted-words-hint = What has it in it is folded away, and you are not told of it.
muted-words-button = Mute
muted-words-remove = No longer mute { $word }
muted-words-removed = { $word } is no longer muted.
muted-words-empty = Write a word first.
muted-words-long = Use at most { $limit } characters.
muted-words-full = There is room for { $limit } words. Remove one first.
undo = Undo
clash-heading = Another device chose differently
clash-text = You changed the same thing in two places. Which one shall hold?
clash-setting = Setting
clash-here = Here
clash-there = There
clash-keep-mine = Keep what I chose here
clash-take-theirs = Take the other one
switch-on = on
switch-off = off

## You

you-heading = You
you-failed = We couldn’t find out who you are here
you-visitor = You’re just looking
you-visitor-text = No account, no key, no cookie has been made for you. The moment you comment, react or choose a preference, you become a guest: still no form, still no password.
you-have-account = I have an account: sign in
you-ended-text = Your session has ended. Your account and everything in it is kept; sign in to come back.
you-log-in = Sign in
you-leave-member = Look around as a visitor
you-guest-text = You’re a guest. Everything you do here belongs to this identity, and it stays yours when you keep your account.
you-member-text = You’re a member. Everything you did here is yours, and you can sign in from any device.
you-name-hint = Name and door are made from your ID
you-sub = Your ID
# "sub" is the technical name of the identifier in OpenID Connect; leave it as it is.
you-sub-hint = The “sub”. It stays the same for good, before and after sign-up.
you-copy-sub = Copy your ID
you-since = Here since
you-login = You sign in with
you-key-place = Where your key lives
you-key-vault = In the encrypted vault on this device. It never leaves it.
you-key-browser = Nowhere. In a browser you are your session.
you-key-cookie = Nowhere. You are a cookie of this browser, which no script can read.
you-thumbprint = Key thumbprint
you-thumbprint-hint = A fingerprint of the public half, safe to show.
you-signed-out-text = This guest is locked, and its key is still in the vault. One press brings exactly this guest back.
you-come-back = Come back as this guest
you-lost-text = You can look around as before.
sign-out-heading = Leaving for now?
sign-out = Sign out
sign-out-member-text = You can sign in again with what you chose when you kept your account.

## How this browser remembers you

remember-heading = How this browser remembers you
remember-lede = In a browser you are your session, and there are two ways to keep it. Neither has a key: to be safe, keep your account.
remember-usual = usual here
remember-token = The page keeps it
remember-token-text = A token lies in this site’s storage. The page reads it, and so could a foreign script that got into the page.
remember-cookie = The browser keeps it
remember-cookie-text = A cookie that no script can read, not even ours. The page holds nothing: the server tells it who is here.
remember-survives-tab = you close the tab and come back in time
remember-survives-browser = you close the whole browser and come back in time
remember-ends-browser = you close the whole browser
remember-ends-idle = { $count ->
    [one] nobody comes for a day
   *[other] nobody comes for { $count } days
}
remember-guest-stays = You stay as you are: this guest is remembered the way it was made. Your choice holds for the next guest in this browser.
remember-member-stays = You stay as you are until you sign out. Your choice holds for whoever comes next in this browser.

## Can I lose this? Lock, switch, erase

safety-heading = Can I lose this?
safety-vault = Only together with this device. Your key is in an encrypted vault on it, and nobody has a copy, not even we.
safety-opened-store = Your device’s credential store opens the vault: whoever is signed in to this device as you can use this guest.
safety-opened-passphrase = Your passphrase opens the vault. Nobody can recover it for you.
safety-opened-app = The app itself holds the key to the vault.
safety-browser = Yes, easily. In a browser there is no key: this guest lives as long as this browser keeps its session.
safety-survives = You are still this guest when
safety-ends = This guest is gone for good when
safety-vault-restart = you close the app, restart or are offline
safety-vault-session = the session ends: the key opens a new one
safety-vault-device = this device, its vault or its credential store is lost
safety-vault-passphrase = this device or its vault is lost, or you forget the passphrase
safety-idle = nobody is this guest for very long and the place tidies up
safety-browser-reload = you load the page again
safety-browser-close = you close the tab and come back before the session ends
safety-browser-data = the data of this browser is cleared, or its window was a private one
safety-browser-session = the session ends before you keep the account
safety-clocks = How long it lasts
safety-session-ends = This session ends
safety-session-key = Using the app puts it off. When it has ended, your key opens a new one: nothing is lost.
safety-session-no-key = Using this page puts it off. When it has ended, this guest is gone.
safety-cookie = Yes, easily. In a browser there is no key: this guest lives as long as this browser keeps a cookie, which no script can read.
safety-cookie-idle = { $count ->
    [one] When nobody comes for a day, this session ends and this guest is gone. Each visit puts it off.
   *[other] When nobody comes for { $count } days, this session ends and this guest is gone. Each visit puts it off.
}
safety-removal = Guests who stay away
safety-removal-days = { $count ->
    [one] Removed after a day in which nobody was them, unless they wrote something that others can see.
   *[other] Removed after { $count } days in which nobody was them, unless they wrote something that others can see.
}
safety-removal-none = Not removed by themselves here.
ways-out-heading = Ways to leave
lock-heading = Lock
lock-text = The session ends here and the key stays in the vault. One press brings this guest back.
lock-button = Lock now
switch-heading = Switch account
switch-text = Use an account you have. This guest is kept on this device and listed here, and you can switch back.
switch-text-kept = Whoever you leave is kept on this device. You can switch back at any time.
switch-text-cookie = This guest lives in the browser’s one cookie, and a log-in would take its place. Keep the account instead: there you can bring your things along to one you have.
switch-log-in = Use another account
switch-button = Switch
switch-to = Switch to { $name }
# $date is a day, such as "22 November 2026".
kept-since = On this device since { $date }
erase-heading = Erase guest
erase-text = This device forgets the guest and destroys its key. That cannot be undone, by anybody.
erase-button = Erase this guest…
erase-lost-self = You will never be { $name } again, here or anywhere.
erase-lost-words = What you wrote stays visible under that name, and you can no longer change or delete it.
erase-lost-preferences = Your preferences and your reactions are not yours any more.
erase-first = Before you go, if you want
erase-keep-instead = Keep my account instead
erase-export = Save what I wrote
erase-exported = Saved as { $file }. It holds your page, posts, comments and preferences; nobody can come back with it.
erase-type = To go on, type: { $word }
erase-hint = If you only want to leave for now, lock instead. To be safe for good, keep your account.
# The word a person types to erase their guest. Short, and easy to type in this language.
erase-word = erase
erase-wrong = That is not the word “{ $word }”. Nothing was erased.
erase-confirm = Erase for good
erase-spare = Keep this guest

## Keeping the account

offer-heading = You have begun to leave a mark
offer-text = Your comments belong to this guest. If you would like to keep them for good, give it a way to sign in; there is no hurry.
offer-more = How that works
offer-dismiss = Don’t ask again
keep-heading = Keep your account
keep-text = Choose a way to sign in, and this guest becomes a member. It takes a minute, in your browser.
keep-same-you = You stay the same person, with the same ID
keep-everything = Comments, reactions and preferences stay
keep-anywhere = You can sign in from any device
keep-button = Keep your account
keep-starting = Opening the sign-up page…
keep-hint-window = Opens the sign-up page in your browser. You can stop at any time and nothing changes.
keep-hint-browser = Takes you to the sign-up page and back. You can stop at any time and nothing changes.
keep-waiting = Continue in your browser
keep-waiting-text = This page moves on by itself when you’re done. Until then you are the guest you were.
keep-step-opened = Sign-up page opened in your browser
keep-step-sign-up = Waiting for you to sign up there
keep-step-return = Then you come back here, as a member
keep-by-hand = The page didn’t open?
keep-by-hand-text = Open this address in a browser on this device:
keep-copy-address = Copy the address
keep-open-again = Open the page again
keep-cancel = Stop waiting
by-hand-button = The browser is on another device? Use a code
by-hand-heading = Come home with a code
by-hand-open = In the other browser, open this address:
by-hand-here-only = The server runs on this device, so only a browser on this device finds the address.
by-hand-picture = The address as a QR code, for a camera
by-hand-until = How long the address lasts:
by-hand-sign-up = Sign up there. At the end, the page shows a code.
by-hand-log-in = Sign in there. At the end, the page shows a code.
by-hand-code = The code from the page
by-hand-code-hint = Eight letters and digits, such as K7QF‑2M9X. Capitals, spaces and hyphens make no difference. Type only a code from a page that you opened yourself.
by-hand-submit = Come home
by-hand-new-address = Get a new address
by-hand-not-a-code = A code has eight letters and digits. Look at the page once more.
by-hand-wrong-code = That is not the code the page shows. Type it as it stands there; if there is none yet, finish there first.
by-hand-code-ended = This code has ended. Get a new address and go through the page once more.
keep-cancelled = Nothing changed. You’re still the same guest.
keep-failed = That didn’t work: { $reason }. Nothing changed; you’re still the same guest.
kept-heading = You’re a member now. Welcome home.
kept-text = Everything came along:
kept-comments = Your comments and reactions, under the same name
kept-preferences = Your preferences
kept-sub = Your ID, unchanged:
kept-sessions-ended = Every other session of the guest has ended
kept-key-retired = The guest key is retired, and every other session of the guest has ended
merged-heading = Your guest is part of your account now
merged-text = You signed in to an account you already had and brought your things along: comments and reactions are shown under that account from now on.
merged-undo = If that was a mistake, you can take the guest out again for seven days, on the page of your account or by the link in the message we sent you. This device keeps the guest’s key for that.
elsewhere-heading = You signed in to an account you already had
elsewhere-text = That account is another person to us, with an ID of its own. You are using it now.
elsewhere-now = You are now
elsewhere-guest = The guest you were
elsewhere-guest-text = Your guest was not changed: its comments stay where they are, under its own name. Sign out of this account and you are that guest again.
elsewhere-guest-cookie = Your guest lived in the cookie that this account has now, so nobody can be it again. Its comments stay where they are, under its own name.

## Signing in to an account that exists

log-in-starting = Opening the sign-in page…
log-in-waiting-text = This page moves on by itself when you’re done.
log-in-step-opened = Sign-in page opened in your browser
log-in-step-now = Waiting for you to sign in there
log-in-step-return = Then you come back here
log-in-cancelled = Nothing changed.
log-in-failed = That didn’t work: { $reason }. Nothing changed.
log-in-done = You’re signed in. Welcome home.

## The vault

lost-heading = This guest cannot be reached again
lost-text-named = You were { $name } here. The key to that guest was in a vault on this device, and the vault is gone. Without the key nobody can be this guest again, and neither can we.
lost-text = The key to your guest was in a vault on this device, and the vault is gone. Without the key nobody can be this guest again, and neither can we.
removed-heading = This guest was removed
removed-text-named = You were { $name } here. Nobody had been this guest for a long time, so the place you visited removed it. Your key was in order; it opens nothing there any more.
removed-text = Nobody had been your guest for a long time, so the place you visited removed it. Your key was in order; it opens nothing there any more.
lost-safe = What the guest wrote stays visible. You can start anew: as a visitor, until you write again.
lost-start-fresh = Start as a visitor
vault-restored = Your vault was repaired
vault-restored-text = The vault file was damaged, and its previous copy was put back. You are the same guest as before.
vault-unlock = Unlock your vault
vault-unlock-text = This device has no credential store, so your vault is locked with your passphrase. You can read without it.
vault-choose-passphrase = Choose a passphrase
vault-choose-passphrase-text = This device has no credential store, so your guest’s key is locked with a passphrase. Nobody can recover it for you.
vault-choose-button = Make the vault
vault-unlock-button = Unlock
vault-unlocking = Opening…
vault-locked = Your vault is locked
vault-locked-text = The system’s credential store is locked, so the vault cannot be opened. Unlock it and try again.
vault-in-use = Another window has your vault
vault-in-use-text = Houseguest seems to be running twice. Close the other one and try again.
vault-damaged = Your vault is damaged
vault-damaged-text = Neither the vault nor its previous copy can be opened, so this guest cannot be reached again. The file was moved aside and not deleted.
vault-damaged-file = It is now called
vault-restored-safe = The damaged file was kept beside it. The last thing you did before may be missing.
vault-choose-passphrase-safe = Nothing has been made yet. You can go on reading without one.
vault-safe-behind-lock = Your guest and its key are safe behind the lock. You can go on reading, and no new guest is made behind your back.
vault-key-elsewhere = This vault belongs to another machine
vault-key-elsewhere-text = There is a vault on this device, but the key that opens it is not here. The file was brought from another machine, or the system’s credential store was emptied.
vault-key-elsewhere-safe = Nothing in it was changed. On the machine it came from it still opens; if you start anew here, the file is moved aside and not deleted.
refused-text-named = You were { $name } here. Your key is in order, but the place you visited does not know it any more.
refused-text = Your key is in order, but the place you visited does not know it any more.
session-over-text-named = You were { $name } here. In a browser a guest is its session, and the session is over.
session-over-text = In a browser a guest is its session, and the session is over.
passphrase = Passphrase
passphrase-hint = The one you chose when the vault was made.
passphrase-hint-new = At least { $shortest } characters. A few unrelated words work well.
passphrase-show = Show
passphrase-hide = Hide
passphrase-empty = Type your passphrase.
passphrase-short = Use at least { $shortest } characters.
passphrase-wrong = That passphrase doesn’t open the vault.

## Why something did not work: clauses that follow a colon and end without a full stop

reason-offline = there is no connection
reason-server-failed = the server has a problem
reason-too-many-requests = that was a lot at once
reason-session-ended = your session has ended
reason-rejected = the server didn’t accept it
reason-not-found = it isn’t there any more
reason-conflict = it was changed somewhere else meanwhile
reason-vault-locked = your vault is locked
reason-vault-damaged = your vault is damaged
reason-guest-removed = this guest was removed
reason-browser-unavailable = no browser could be opened
reason-promotion-state = the sign-up is no longer waiting
reason-not-supported = this server isn’t set up for it
reason-code-ended = the code from the page was used already, is too old, or was mistyped too often
reason-no-room = nobody answers just now, and there is no room on this device to keep it until somebody does
reason-internal = something went wrong on our side

## The same as sentences, with what one can do

failure-offline = There is no connection to the house. Try again when you’re back online.
failure-server-failed = The server has a problem. Try again in a little while.
failure-too-many-requests = That was a lot at once. Wait a moment and try again.
failure-session-ended = Your session has ended and could not be renewed.
failure-rejected = The server didn’t accept that.
failure-not-found = It isn’t there any more.
failure-conflict = It was changed somewhere else meanwhile. Load it again.
failure-vault-locked = Your vault is locked. Unlock it first.
failure-vault-damaged = Your vault is damaged.
failure-guest-removed = This guest was removed, because nobody had been it for a long time.
failure-browser-unavailable = No browser could be opened on this device.
failure-promotion-state = The sign-up is no longer waiting. Start again if you like.
failure-not-supported = This server isn’t set up for that.
failure-no-room = Nobody answers just now, and there is no room on this device to keep it until somebody does. Try again later.
failure-internal = Something went wrong on our side.

## Behind the scenes

scenes-open = Behind the scenes
scenes-heading = Behind the scenes
scenes-close = Close behind the scenes
scenes-tabs = What to look at
scenes-tab-story = Story
scenes-tab-timeline = Timeline
scenes-tab-tokens = Tokens
scenes-tab-clocks = Clocks
scenes-tab-vault = Vault
scenes-tab-break = Break it
scenes-vault-browser = A plain browser has no vault and no key. What is remembered lies in this browser’s storage.
scenes-vault-key = The guest’s key is in this device’s encrypted vault. It signs there and never leaves it. This is its thumbprint:
scenes-vault-no-key = There is no key in the vault right now: either nobody has needed one yet, or a member has no more use for it.
step-discovery = Where the identity server’s doors are
step-challenge = A fresh challenge for the key
step-key-proof = The key proves who is here
step-refresh = New tokens for a refresh token
step-code-exchange = A member’s tokens for the browser’s code
step-user-info = Asking who is here
step-revoke = Ending a session at the server
step-keyless-sign-up = A guest without a key is made
step-promotion-code = A one-time code for the sign-up page
step-page = A page opens in the browser
step-read = Reading
step-write-comment = Writing a comment
step-react = Reacting
step-preferences = Preferences
step-other-write = Changing something
step-access = Who has access
step-restore = A guest comes back from a recovery kit
step-pairing = A second device joins
step-live = Following the house
step-key = The key
step-memory = What this device remembers
step-vault = The vault
step-break = Broken on purpose
step-other = Another call
deed-opened = The vault was opened
deed-restored = The vault was hurt; its previous copy was restored
deed-key-made = A key-pair was made
deed-signed = The key signed
deed-saved = What is remembered was saved
deed-retired = The key was retired
seen-filter = Show
seen-filter-all = Everything
seen-filter-calls = Calls
seen-filter-vault = The vault’s work
seen-filter-live = What the house tells
seen-filter-failures = What did not work
seen-nothing = Nothing of the kind has happened yet.
seen-no-answer = no answer
seen-tokens-arrived = Tokens arrived
seen-bearer = An access token was sent along.
seen-cookies = The browser was asked to send its cookies along. The page cannot see them.
seen-request = Sent
seen-answer = Answered
seen-curl = Copy as curl
seen-access-token = Access token
seen-id-token = ID token
seen-thumbprint = Copy the thumbprint
seen-source = Source
seen-chapter = Read on
tokens-none = There is nothing to compare yet. After two sets of tokens, what changed between them is shown here.
tokens-cookie = The session is a cookie of the browser. No token is in this page, so there is nothing to decode.
tokens-promotion = The last tokens as a guest ({ $before }) beside the first as a member ({ $after }).
tokens-latest = The two latest sets of tokens ({ $before } and { $after }). After sign-up: as a guest beside as a member.
tokens-claim = Claim
tokens-before = Before
tokens-after = After
tokens-value = Value
tokens-changed = changed
clocks-none = No tokens have arrived yet, so nothing runs out.
clocks-cookie = The session is a cookie of the browser, and no token is in this page. The page about you says how long it lasts.
clocks-over = over
countdown-days = { $count ->
    [one] 1 day, { $clock }
   *[other] { $count } days, { $clock }
}
clocks-access = Access token ends
clocks-session = Session, if nothing is done
clocks-renewal = Renewed from
clocks-id = ID token ends
clocks-since = Proved themselves
clocks-refresh = The server decides how long the session lasts, and using it starts its idle time anew. When it ends, a guest’s key signs in again, and a member does.
clocks-keyless = The server decides how long the session lasts, and using it starts its idle time anew. This guest has no key and lasts as long as the session.
break-intro = Break something and watch how the app recovers. Nothing here can lose a guest.
break-no-key = Ending the session is not offered: without a key, this guest would be gone.
break-expire-access = Expire the access token
break-expire-access-text = The token in hand counts as too old.
break-revoke-session = Revoke the session
break-revoke-session-text = The server ends the session, and this device is not told.
break-drop-reply = Drop the next reply
break-drop-reply-text = The next write reaches the server; its answer gets lost on the way home.
break-skew-clock = Set the clock wrong
break-skew-clock-text = This device’s clock runs an hour ahead, and the key has to prove itself.
break-right-clock = Set the clock right
break-right-clock-text = This device’s clock is right again, and the key proves itself once more.
break-stop-backend = Stop the backend
break-stop-backend-text = The backend inside the app goes away, as if the network had.
break-start-backend = Start the backend
told-off = Nobody follows the house
told-connecting = Asks to be told what changes
told-open = Connected: changes arrive
told-waiting = Broken off; tries again after a pause
told-post-added = A new post
told-comment-added = A new comment
told-comment-changed = A comment was changed
told-comment-deleted = A comment was deleted
told-reactions-changed = Reactions changed
told-reload = More changed than can be told: looks again
break-start-backend-text = The backend comes back at the same address.
break-refused = It ended here: { $reason }
break-armed = Now write a comment or react. It arrives once, however often it is repeated.
break-stopped = The backend is away. Try to read or write, then start it again.
break-recovered = Recovered. This is what happened:
break-not-recovered = Nobody is signed in now; signing in brings the same account back.

## Story mode

story-intro = The whole story in this very app, sentence by sentence. Each sentence is ticked when it was seen to be true, by what happened behind the scenes. It begins with a visitor.
story-begin = Begin the story
story-progress = { $done } of { $all } sentences seen to be true
story-do = Do it for me
story-open-page = Open the sign-up page
story-skip = Skip
story-restart = Begin again
story-export = Copy the story
story-mark-done = Seen:
story-mark-failed = Not seen:
story-mark-skipped = Skipped:
story-mark-told = Told:
story-comment-text = I only came to look, and here I am.
story-arrive = Someone opens the app. It shows the feed at once, and no account is made: browsing needs none.
story-arrive-seen = The feed is here, and no identity request was made.
story-arrive-asked = The identity server was asked already: { $count } events. Begin again after a fresh start.
story-arrive-known = Somebody is here already: { $sub }. The story’s beginning needs a visitor.
story-comment = They write a comment. It posts, and they are a guest.
story-comment-seen = The comment was accepted, from the guest { $sub }.
story-key = Only now was a key made, inside the encrypted vault, and the server made an anonymous user for it.
story-key-in-browser = Only now did the server make an anonymous user. A plain browser has no vault, so there is no key.
story-key-seen = The key { $thumbprint } was in the vault before the server first saw it.
story-key-browser = The server made a guest without a key, who lasts as long as the session.
story-unasked = They typed nothing about themselves, chose nothing, and waited for nothing they could notice.
story-unasked-seen = No page was opened. { $calls } calls took { $ms } ms together.
story-preference = They save a preference, and it is kept for them.
story-preference-seen = The server keeps preferences for { $sub }.
story-return = Their session dies. They come back as the same guest.
story-return-seen = The server refused the session, the key proved itself, and the sub is the same: { $sub }.
story-return-browser = The access token died, the session brought a new one, and the sub is the same: { $sub }.
story-keep = They keep the account: the sign-up page opens in a browser, and they come home to the app as a member.
story-keep-seen = A member is here. The app never saw a password.
story-same = The sub is the same, and everything is there.
story-same-seen = sub: { $sub }. Comments: { $commentsBefore } = { $commentsAfter }. Version of the preferences: { $before } = { $after }.
story-retired = The anonymous key is retired.
story-retired-in-browser = Nothing anonymous is left of the guest.
story-retired-seen = The vault removed the key { $thumbprint }, and the server no longer lists it.
story-retired-browser = The server lists no anonymous identity any more.
story-retired-known = The server still lists an anonymous identity.
story-ended = The guest’s session is over; the member has one of their own.
story-ended-seen = The session was { $before } and is { $after }.
story-sub-differs = The sub was { $before } and is { $after }.
story-not-seen = This was not seen to happen.
story-merge = If the address belongs to an account already, they learn so only after proving that it is theirs. Then they choose: another address, that account, or bring their things along.

## Devices: keys, sessions, recovery kits, a second device

title-devices = Your devices
devices-heading = Your devices
devices-lede = Where you are signed in, and how to find your way back if a device is lost.
devices-back = Back to the page about you
devices-failed = Your devices could not be loaded
devices-browser-guest = In a plain browser a guest has no key: there is nothing to put into a recovery kit, and no second device can join. Keep your account, or use the app, to have both.
devices-member = You have an account, so a new device just logs in. Recovery kits you saved as a guest are spent.
devices-come-back-first = Come back first, on the page about you. Your devices are shown then.
devices-not-in-browser = Recovery kits and second devices need the app: a plain browser keeps no key.
devices-cookie = Your session is a cookie that this page cannot read, and sessions are managed with a token. So there is no list here: keep the account or sign out on the page about you.
devices-keys-heading = Keys
devices-keys-text = Each of your devices and recovery kits has a key of its own. Remove what you don’t have any more.
devices-sessions-heading = Sessions
devices-sessions-text = Where you are signed in at this moment.
devices-unnamed = A device
devices-a-browser = A browser
devices-kit = Recovery kit
devices-this-one = this device
devices-added = Added
devices-used = Last used
devices-remove = Remove
devices-remove-named = Remove: { $name }
devices-remove-key-text = That device is signed out and cannot come back by itself. Everything you wrote stays.
devices-remove-kit-text = The file of this kit will be of no use any more.
devices-remove-confirm = Remove it
devices-remove-keep = Keep it
devices-removed = Done.
devices-end = End
devices-end-named = End: { $name }
devices-end-text = It is signed out there. A guest’s device with a key comes back by itself; to keep it out, remove its key.
kit-heading = Save a recovery kit
kit-text = A file that brings you back if this device is lost: once, on a new device, after which every old device and kit stops working. Keep it somewhere else, such as on a USB stick.
kit-saved = Saved as { $file }. Only the passphrase opens it.
kit-passphrase = Passphrase of the kit
kit-passphrase-hint = A few unrelated words work well. Nobody can recover it for you.
kit-strength = Strength of the passphrase
kit-strength-weak = Easy to guess
kit-strength-fair = Not quite enough
kit-strength-good = Good
kit-strength-strong = Very good
kit-weak = That passphrase is too easy to guess for a file that may be copied. Add a word or two.
kit-save = Save the kit
kit-saving = Saving…
kit-unknown = Nobody here knows this recovery kit.
kit-spent = This recovery kit was used before. A kit works once.
kit-revoked = This recovery kit was removed, or another one was used since.
kit-promoted = This guest became a member. Log in instead.
kit-merged = This guest became part of an account. Log in to that account instead.
kit-removed = This guest was removed.
kit-disabled = This guest is shut out for now.
kit-not-a-kit = That file is no recovery kit.
kit-too-new = A newer version of the app made this kit. Update the app and try again.
kit-damaged = The file of this kit is damaged. Is there another copy?
kit-wrong-passphrase = That passphrase doesn’t open this kit, or the file was changed.
kit-other-issuer = This kit is for another house.
kit-file = The file could not be read or written.
kit-none-chosen = Choose a recovery kit first.
restore-heading = Restore from a kit
restore-text = If you were a guest on a device you lost and saved a recovery kit, you can be the same guest here.
restore-choose = Choose the file
restore-choose-other = Choose another file
restore-chosen = For { $host }, made on { $date }.
restore-passphrase-hint = The one you chose when the kit was saved.
restore-button = Bring me back
restore-busy = Opening the kit…
restore-done = You are back. The kit is spent: save a new one on the page about your devices.
join-heading = Add a device
join-text = Open Houseguest on the other device, go to its devices page, and have it show its code.
join-code = Code of the other device
join-code-hint = Sixteen letters and digits. Type or paste them; small letters are fine.
join-button = Go on
join-offer-heading = Join from another device
join-offer-text = Are you a guest on another device? Show a code here and type it there; both then belong to the same guest.
offer-button = Show a code
offer-picture = The code as a picture
offer-copy = Copy the code
offer-waiting = Waiting for the other device. The code works for five minutes.
pairing-answered = Waiting for the other device…
pairing-compare = Do both devices show this number?
pairing-compare-named = Does the other device ({ $name }) show this number, too?
pairing-same = They are the same
pairing-different = They differ
pairing-cancel = Give up
pairing-waiting-for-other = Say so on the other device as well.
pairing-added = The other device belongs to you now.
pairing-gone = That code is not valid any more. Have the other device show a new one.
pairing-taken = Another device has answered that code. Have a new one shown.
pairing-mismatch = Something between the two devices changed what they said. Nothing was added. Try again on another network.
keys-not-a-guest = You are a member: a new device just logs in.
keys-too-many = You have ten keys already. Remove one first.
keys-last = This is your last device.
replaced-heading = You live on another device now
replaced-text-named = You were { $name } here. This guest was restored on another device, or somebody there removed this device. The guest and everything in it live on there.
replaced-text = Your guest was restored on another device, or somebody there removed this device. The guest and everything in it live on there.
lost-restore = I have a recovery kit
you-devices = Your devices and recovery kits
you-was-guest = Were you a guest on another device?
reason-device-removed = this device was taken off the guest
reason-somebody-is-here = somebody is here already
failure-device-removed = This device was taken off the guest, who lives on elsewhere.
failure-somebody-is-here = Somebody is here already. Keep that account or erase it first.

## While nobody answers

nobody-title = Nobody answers the door yet
nobody-text = There is no connection to the house. The feed comes by itself as soon as somebody opens.
nobody-heading = Leave a word for when somebody opens
nobody-write = What you write waits here on this device. It is posted under the house’s welcome, once and in order, when the house answers.
# $when is a time such as “25 minutes ago”.
feed-as-of = Nobody answers just now. This is how the feed was { $when }. You can write all the same: it waits here.
preferences-waits = Nobody answers just now. Your choice applies here and is saved when the house answers.
waiting-count = { $count ->
    [one] One thing waits until the house answers
   *[other] { $count } things wait until the house answers
}
waiting-not-taken = { $count ->
    [one] Something you wrote was not accepted
   *[other] { $count } things you wrote were not accepted
}
waiting-sent = { $count ->
    [one] What waited has been sent.
   *[other] The { $count } things that waited have been sent.
}
waiting-posts = Posts that wait
waiting-here = What waits under this post
waiting-mark = Waiting
# These name what waits, beside the word “Waiting”.
waiting-comment = Your comment
waiting-post = Your post
waiting-edit = A change to your comment
waiting-deletion = Deleting your comment
waiting-reaction = Your reaction
waiting-preferences = Your preferences
waiting-send = Try now
waiting-still = Still nobody answers. It goes on waiting.
waiting-take-back = Take back
# Begins with the words of waiting-take-back; $what is one of the names above.
waiting-take-back-what = Take back: { $what }
waiting-taken-back = Taken back.
waiting-back-in-field = Taken back. The words are in the field where you wrote them.
waiting-too-late = It has just been sent.
waiting-refused-mark = Not accepted
# $reason is one of the clauses under "Why something did not work".
waiting-refused = The house did not take your words: { $reason }.
waiting-copy = Copy your words
waiting-put-away = Put away
waiting-kept = { $count ->
    [one] One thing waits for somebody else, or for another house
   *[other] { $count } things wait for somebody else, or for another house
}
waiting-for-others = { $count ->
    [one] One thing waits for somebody else on this device. It is sent when they are here again.
   *[other] { $count } things wait for somebody else on this device. They are sent when they are here again.
}
# Stands under the name of the other house.
waiting-elsewhere = { $count ->
    [one] One thing waits for this house. It is sent there and nowhere else, when the app talks to it again.
   *[other] { $count } things wait for this house. They are sent there and nowhere else, when the app talks to it again.
}
waiting-house-embedded = The house inside this app
