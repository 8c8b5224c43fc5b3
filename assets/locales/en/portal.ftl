# The Portal: where the operator of this place looks after guests, members and applications.
# Written to somebody who knows their product but not our words: plain, exact, what follows from each choice.
# $house is what the operator calls this place; $span is a length of time in words, such as "30 days".

## Every page

portal-name = Portal
# The title of a tab: the page, then whose Portal it is.
portal-tab = { $page } · { $house } Portal
portal-skip = Skip to the page
portal-menu = Menu
portal-navigation = Portal
portal-logged-in-as = Logged in as
portal-log-out = Log out
rooms-people = People
rooms-settings = Settings
rooms-demo = Demo
save = Save
# Leaves a form without a change.
cancel-plain = Cancel
never = never
unit-seconds = seconds
# Below a number of seconds: the same in words.
number-said = { $span }
# When and by whom a section was last changed.
changed-by = Last changed { $when } by { $who }.
warnings-title = Settings worth a second look
warnings-change = Change it

## Lengths of time

duration-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
duration-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
duration-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
duration-seconds = { $count ->
    [one] { $count } second
   *[other] { $count } seconds
}
# The two largest units: "1 hour 30 minutes".
duration-pair = { $long } { $short }

## What is wrong with a form

form-not-saved = Nothing was saved yet
# $field is the field's label.
error-number = { $field }: use a whole number of seconds, such as 1800.
error-number-least = { $field }: use at least { $least } ({ $span }).
error-number-most = { $field }: use at most { $most } ({ $span }).
error-text-long = { $field }: use at most { $most } characters.
error-text-control = { $field }: use one line of ordinary characters.
error-address = { $field }: “{ $address }” is not a full address. Begin with https:// or with your app's own scheme.
error-address-none = { $field }: enter at least one address.
error-address-many = { $field }: enter at most { $most } addresses.
error-address-extra = { $field }: leave out “?” and “#” and what follows them in “{ $address }”; official clients cannot send them.
error-address-scheme = { $field }: “{ $address }” is not a place to send people to. Use https, http on this machine, or your app's own scheme.
error-refresh-shorter = Refresh token lifetime: it must be greater than or equal to the access token lifetime ({ $span }).
error-type-missing = Application type: choose one.
error-name-missing = Name: enter a name.
error-stale = Somebody else changed this section in the meantime. Below is what holds now: enter your change again.
error-typed = What you typed does not match. Nothing was deleted.
# Another section of the settings contradicts the change; $detail is the technical reason.
error-refused = The server cannot work with this: { $detail }

## Logging in

porch-foot = The Portal is for the people who run this place. Guests and members have nothing to do here.
log-in-title = Log in to the Portal
log-in-lead = With the operator account that was made when this server first started.
log-in-submit = Log in
log-in-failed = This name and password do not belong together. Check both and try again.
log-in-too-many = Too many attempts. Wait a minute, then try again.
log-in-busy = The server is busy. Try again in a moment.
log-in-nobody = There is no operator yet. The server printed a link to this Portal when it started: open it to make the first account.
log-in-ended = You were logged out, because nobody used the Portal for a while or the session reached its end.
logged-out = You are logged out.
field-operator-name = Name
field-operator-password = Password
field-operator-new-password = New password
field-operator-password-again = The same password again
welcome-title = Make the operator account
welcome-lead = This link works once. Choose how you log in to the Portal from now on.
welcome-again-title = Set a new password
welcome-again-lead = This link works once. The new password replaces the old one, and ends every Portal session of this account.
welcome-name-help = 1 to 60 characters. It is shown beside every change you make.
welcome-password-help = At least 8 characters. A few unrelated words make a good one.
welcome-submit = Make the account and log in
welcome-again-submit = Set the password and log in
welcome-name-wrong = Name: enter 1 to 60 characters.
welcome-name-taken = Name: another operator has this name.
welcome-name-other = Name: this link is for the operator { $name }.
welcome-password-missing = New password: enter one.
welcome-password-short = New password: use at least 8 characters.
welcome-password-long = New password: use at most 256 characters.
welcome-password-weak = New password: this one is too easy to guess. Use a few unrelated words.
welcome-again-differs = The two passwords differ. Enter the same one twice.
link-dead-title = This link does not work any more
link-dead-text = It was used, it has expired, or a newer one was made. Restart the server for a new one, or run “houseguest-backend portal-link” on it.
link-dead-way = To the log-in page
forgery-portal-title = Let's try that again
forgery-portal-text = We could not tell that this form came from the Portal itself, so nothing was changed. Open the page again and fill it in once more.
forgery-portal-way = Open the page again
missing-title = There is nothing here
missing-text = This page does not exist, or what it showed is gone.
missing-way = To the overview
trouble-portal-title = Something went wrong on our side
trouble-portal-text = We do not know whether the last step was done. Look before you repeat it; the server's log says what happened.

## Anonymous users

anonymous-title = Anonymous users
anonymous-lead = People can use your app before they sign up. Such a guest has no name, address or password here, and becomes a normal user by keeping the account, with everything they did.
anonymous-enabled = Enable anonymous users?
anonymous-enabled-help = When this is off, nobody can become a guest and known guests cannot sign in. Guests whose session is alive can still keep their account.
anonymous-conflict = User identity conflict when promoted to a normal user
anonymous-conflict-help = A guest wants to keep the account with an address that has an account already. They learn so only after proving that the address is theirs.
conflict-error = Show an error
conflict-error-help = The guest has to use another address. Nothing else happens.
conflict-login = Proceed to log-in
conflict-login-help = The guest may go to the existing account. What they did as a guest stays behind.
conflict-merge = Offer to merge
conflict-merge-help = The guest may go to the existing account and bring along what they did, after a preview. It can be undone for seven days.
anonymous-saved = Anonymous users: saved.
lifetime-title = User lifetime
lifetime-lead = There is no separate lifetime for guests: the numbers below hold for everybody. What differs is what a guest loses when a session ends.
lifetime-cookie = Cookie-based applications
lifetime-cookie-help = The browser holds the session. When it ends, a new anonymous user is made on the next visit.
lifetime-cookie-change = Change it under Session
cookie-line-idle = Idle timeout: a guest who stays away for { $span } is gone, and a new one is made on the next visit.
cookie-line-no-idle = Idle timeout: off. Staying away ends nothing by itself.
cookie-line-lifetime = Session lifetime: at the latest { $span } after the first visit a guest is gone, however often they come.
cookie-line-close = Closing the browser also ends the session, and with it the guest.
lifetime-token = Token-based applications
lifetime-token-help = The app holds a refresh token. A guest with a key (in a native app) signs in again as the same guest after the session ended; a guest without one (in a browser) is lost.
lifetime-token-change = Change it under Applications
lifetime-token-none = No application may have guests.
meaning-idle = Ends { $idle } after the last visit, and { $lifetime } after the first at the latest.
meaning-idle-never = Ends { $lifetime } after the first visit; the idle timeout of { $idle } never comes first.
meaning-no-idle = Ends { $lifetime } after the first visit, however long nobody comes.

## Settings that contradict each other

# A client where several may have the same name; $id is what it sends.
client-by-name-and-id = { $name } ({ $id })
client-by-id = { $id }
warning-no-client = Guests are welcome, but no application may have them: none is a public client, a cookie application or a native app.
warning-idle-long = { $name }: the idle timeout ({ $idle }) is not shorter than the lifetime ({ $lifetime }), so it never ends a session.
warning-access-long = { $name }: an access token ({ $access }) outlives the idle timeout ({ $idle }), so a session can end while its token seems alive.
warning-no-rotation = { $name }: a refresh token lives { $lifetime } and is never replaced. A stolen one works as long; switch rotation on.
warning-no-grace = { $name }: rotation forgives no lost answer (grace is 0), so a guest without a key can be lost on a bad connection.
warning-merge-no-message = A guest whose address is taken is offered to merge, but no message can be sent, so nobody can prove an address. Connect a mail server in the configuration.
warning-log-in-no-message = A guest whose address is taken may go to the existing account, but no message can be sent, so nobody can prove an address. Connect a mail server in the configuration.
warning-session-idle-long = Session: the idle timeout ({ $idle }) is not shorter than the session lifetime ({ $lifetime }), so it never ends a session.
warning-session-close = Closing the browser ends a session, so a guest in a cookie-based application lives until the window is closed.

## Applications

applications-title = Applications
applications-lead = Programs that may send people here to sign in. Each has an id, addresses people may be sent back to, and how long its sessions last.
applications-new = New application
applications-removed-title = Removed here, named in the configuration file
applications-removed-text = These applications are refused. Restore one to obey the file again.
applications-restore = Restore
badge-file = from the file
badge-file-changed = file, changed here
guests-yes = may have guests
guests-no = no guests
column-name = Name
column-client-id = Client ID
column-type = Type
column-guests = Guests
column-session-ends = A session ends
column-application = Application Name
column-idle = Idle Timeout (seconds)
column-lifetime = Lifetime (seconds)
column-meaning = What that means for a guest
column-actions = Actions
ends-cookie = As set under Session.
ends-never-made = It has no sessions.
application-new-title = New application
application-new-lead = Name it and say what it is. Everything else starts with good defaults and can be changed on the next page.
application-create = Create
application-created = The application was created. Its client ID is below.
application-saved = Application: saved. It holds from now on, also for sessions that exist.
application-deleted = The application was removed. Its sessions have ended.
application-restored = The application is again what the configuration file says.
application-tab = { $name } – Applications
application-basic = Basics
application-connect = What the app needs to connect
application-connect-help = These three cannot be changed.
application-refresh = Sessions and refresh tokens
application-rotation = Refresh token rotation
application-access = Access tokens
application-danger = Danger zone
application-reset = Reset to the file
application-reset-help = Forgets every change made here and obeys the configuration file again.
application-delete = Delete application
application-delete-help = People cannot sign in with it any more, and its sessions end at once.
source-file = Comes from the configuration file. A change made here wins over the file until you reset it.
source-file-changed = Comes from the configuration file and was changed here. The file's words do not count until you reset it.
source-portal = Made in the Portal.
delete-application-title = Delete “{ $name }”?
delete-application-lead = This cannot be taken back from here.
delete-application-sessions = Every session of this application ends at once. Guests without a key are lost with it.
delete-application-sign-in = Apps that use this client ID are refused from now on.
delete-application-file = The configuration file names it: it stays removed until you restore it on the list.
delete-type-client = Type the client ID to confirm
delete-submit = Delete for good
type-spa = Public Client
type-spa-help = A page in the browser, without a server that could keep a secret. May have guests.
type-traditional = Cookie SSO
type-traditional-help = A site on the same domain that uses the browser's session cookie. May have guests.
type-native = Native App
type-native-help = An app on a phone or desktop. Guests prove themselves with a key on the device.
type-confidential = Confidential Client
type-confidential-help = A site whose server signs people in with a secret. Cannot have guests.
type-third-party = OIDC Client Application (Legacy)
type-third-party-help = Somebody else's application. Cannot have guests.
type-m2m = Machine-to-Machine
type-m2m-help = A service that acts for itself; nobody signs in. Cannot have guests.
type-unset = Unspecified (Legacy)
field-name = Name
field-name-help = What people read on the sign-up page: “Back to …”.
field-type = Application type
field-type-help = It decides whether the application may have guests. It cannot be changed later.
field-endpoint = Endpoint
field-redirect-uris = Authorized redirect URIs
field-redirect-uris-help = Where people may be sent back to, one a line, exactly as the app sends it. Each also lets pages of its origin call this server.
field-post-logout-uris = Post-logout redirect URIs
field-post-logout-uris-help = Where people may be sent after logging out, one a line.
field-refresh-lifetime = Refresh token lifetime
field-refresh-lifetime-help = How long a session lives from its first day. At least as long as an access token. Empty means 31449600 (364 days).
field-idle-enabled = Expire after idling
field-idle-enabled-help = A session ends when nobody uses it for a while.
field-idle = Idle timeout
field-idle-help = How long nobody may use it, then. Empty means 2592000 (30 days).
field-one-session = Expire when logging in on another device
field-one-session-help = Everybody has one session with this application: a new one ends the one before.
field-rotation = Enable refresh token rotation
field-rotation-help = Each use of a refresh token replaces it. A stolen one shows itself as soon as both are used.
field-grace = Grace period
field-grace-help = How long a repeated request gets the same answer, because a lost answer is not a theft. 0 to 300; empty means 30.
field-access-lifetime = Access token lifetime
field-access-lifetime-help = How long an app may act before it asks again. At least 300 (5 minutes); empty means 1800 (30 minutes).
field-access-lifetime-m2m-help = How long a machine may act before it asks again. 300 (5 minutes) to 2419200 (28 days); empty means 1800.
field-jwt = Issue JWT as access token
field-jwt-help = Other servers can read and verify such a token by themselves. Otherwise it is opaque, and they have to ask.
field-signing = Signing algorithm
field-signing-help = What signs this application's tokens. RS256 is what every library verifies; the others cost less time.
algorithm-rs256 = RS256 (RSA, 2048 bits)
algorithm-es256 = ES256 (P-256)
algorithm-eddsa = EdDSA (Ed25519)
field-dpop = Enable DPoP validation
field-dpop-help = A token works only together with the key that the app proved when it got it.
cookie-link = This application uses the browser's session. How long it lasts is set under

application-back = Back to { $name }

## Users

users-title = Users
users-lead = Everybody who is here. Guests are hidden at first, because there are many of them and most never come back.
users-search = Find somebody
users-search-hint = Log-in, user id or key
users-kind = Show
users-kind-members = Members
users-kind-guests = Guests
users-kind-all = Everybody
users-filter = Search
users-pages = Pages of the list
users-shown = { $count ->
    [one] { $count } user on this page
   *[other] { $count } users on this page
}
users-none-found = Nobody was found
users-none-found-text = Look for the beginning of a log-in, or a whole user id, key id or thumbprint.
users-show-all = Show everybody
users-no-members = No members yet
users-no-members-text = A member is somebody who signed up. Guests are listed apart.
users-show-guests = Show guests
users-no-guests = No guests yet
users-no-guests-text = A guest appears when somebody uses an app for the first time without signing up.
users-nobody = Nobody is here yet
users-nobody-text = Users appear as soon as an app sends them here.
pager-first = First page
pager-next = Next page
column-user = User
column-user-id = User id (sub)
column-state = State
column-created = Created
column-last-seen = Last seen
column-kind = Kind
column-value = Value
column-added = Added
column-key-id = Key id
column-thumbprint = Thumbprint
column-algorithm = Algorithm
column-ends = Ends
badge-guest = guest
badge-member = member
badge-disabled = disabled
badge-merged = merged
# An e-mail address or telephone number was proven to be the user's.
badge-verified = verified
badge-not-verified = not verified
# In place of a name.
user-anonymous = Anonymous User
user-tab = { $name } – Users
user-lead-guest = Uses the app without having signed up.
user-lead-member = Signed up.
user-lead-merged = Was a guest, and is now part of a member's account.
# $when is an instant in UTC.
user-is-disabled = Disabled since { $when }: no session, and every sign-in is refused.
user-enable-way = Enable
part-of-title = Part of another account
part-of-text = This guest was merged into a member's account on { $when }, by the person themselves. Their keys do not sign in any more.
part-of-way = To the account
user-aliases = Aliases
user-aliases-text = Guests who became part of this account. Apps may know what they did under their former user id.
column-former-id = Former user id
column-merged = Merged
alias-by-user = The user
alias-through = in { $name }
part-of-through = It came along from { $name }.
alias-undo = Undo the merge
alias-undo-until = possible until { $when }
alias-undone = undone
alias-undone-by-user = by the user
alias-undone-by-operator = by an operator
alias-for-good = For good: the seven days are over.
alias-guest-gone = For good: the guest was deleted.
merge-undone-flash = The merge was undone: the guest is a user of their own again, with their keys. Apps were told.
merge-guest-gone = The guest was deleted, so there is nobody to take out. Nothing was changed.
merge-too-late = The seven days in which a merge can be undone are over. Nothing was changed.
user-facts = At a glance
user-identities = Identities
user-identities-text = What this user is known by and proves themselves with.
user-no-identities = None.
user-no-value = –
identity-anonymous = Anonymous
identity-email = E-mail address
identity-phone = Telephone number
identity-username = Username
identity-password = Password
user-keys = Keys
user-keys-text = A guest's keys: one made on each of their devices, and one in each recovery kit. All are retired when they become a member.
user-no-keys = No key: a guest without one lives as long as the session.
key-live = in use
key-recovery = recovery kit
key-retired = retired
user-sessions = Sessions
user-sessions-text = Where this user is signed in. Ends are computed from the settings in force.
# In place of an application's name.
session-in-browser = Browser session
user-no-sessions = Not signed in anywhere.
user-end-session = End
user-end-sessions = End all sessions
user-session-ended = The session has ended.
user-sessions-ended = All sessions of this user have ended.
user-history = History
user-history-text = The newest entries. Addresses and other personal data are not kept in it.
user-no-history = Nothing has happened since this user was made.
history-signed-in = Came back by key
history-promoted = Became a member
history-joined = Joined as a member
history-logged-in = Logged in
history-password-changed = Chose another password
history-password-reset = Set a new password after forgetting the old one
history-verified = Proved an address
history-sessions-ended = Sessions were ended by an operator
history-disabled = Disabled by an operator
history-enabled = Enabled by an operator
history-merged = Merged: a guest became part of an account
history-merge-undone = The merge was undone
history-deleted = Deleted by an operator
history-removed = Removed by clean-up
history-key-refused = A key was named and could not be proven
history-key-added = Added a key
history-key-revoked = Revoked a key
history-restored = Restored from a recovery kit: all other keys were retired
history-session-ended = Ended a session of their own
history-settings-changed = The settings were changed
user-danger = Danger zone
user-disable = Disable user
user-disable-help = Ends every session and refuses every sign-in until you enable the user again. Nothing is deleted.
user-enable = Enable user
user-enable-help = The user may sign in again. Sessions that were ended stay ended.
user-disabled = The user is disabled, and signed out everywhere.
user-enabled = The user may sign in again.
user-delete = Delete user
user-delete-help = Removes the user for good, with identities, keys and sessions. Apps are told.
user-deleted = The user was deleted.
delete-user-title = Delete { $name }?
delete-user-back = Back to { $name }
delete-user-lead = This cannot be undone.
delete-user-gone = Identities, keys and password are removed. The user id is never used again.
delete-user-sessions = Every session ends at once, and every token dies.
delete-user-content = Apps receive a “user.deleted” event and decide what happens to what this user wrote.
delete-type-user = Type this to confirm

## Overview

overview-title = Overview
overview-lead = The guests of the last 30 days: how many came, who stayed, and who signed up.
figure-made = Guests made
figure-made-note = in { $days } days
figure-active = Came back as guests
figure-promoted = Became members
figure-removed = Removed
share-of-made = { $percent } % of those made
chart-title = Guests by the day they came
chart-text = Each bar is one day's new guests, by what has become of them since. A tall bar of people seen once, and nothing else, is a flood: somebody or something makes guests without using them.
chart-table = The same as a table
chart-description = { $made } guests in 30 days; most of them, { $most }, on { $day }.
chart-description-none = Nobody came in the last 30 days.
# Said when one points at a bar.
chart-note = { $day }: { $made } guests. Seen once { $once }, came back { $active }, became members { $promoted }, removed { $removed }.
series-once = Seen once
series-active = Came back, still guests
series-promoted = Became members
series-removed = Removed
column-day = Day
funnel-title = From guest to member
funnel-text = How many of the last 30 days' guests took each step. “Seen again” counts those who came back at least an hour after their first visit, and those who became members.
funnel-description = Of { $made } guests, { $promoted } became members.
step-made = Came as a guest
step-active = Were seen again
step-promoted = Kept the account
step-figure = { $count } · { $percent } %
# A day without its year; the number of the month chooses its name.
day-short = { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}

## Session

session-title = Session
session-lead = How long somebody stays signed in in a browser. It holds for every cookie-based application, and for single sign-on.
session-behaviour = Session behaviour
session-behaviour-help = What closing the browser does.
session-keep = Keep users signed in
session-keep-help = The session survives until it expires.
session-close = End session on browser close
session-close-help = The browser forgets the session with its last window.
field-session-lifetime = Maximum session lifetime
field-session-lifetime-help = How long a session lives from its first moment. Empty means 31449600 (364 days).
field-session-idle-enabled = Expire after idling
field-session-idle-enabled-help = A session ends when nobody uses it for a while.
field-session-idle = Idle timeout
field-session-idle-help = How long nobody may use it, then. Empty means 2592000 (30 days).
session-saved = Session: saved. It holds from now on, also for sessions that exist.
session-meaning = As it stands, a session in a browser: { $ends }

## Demo clock

clock-title = Demo clock
clock-lead = This server runs as a demo, so its clock can be moved ahead: watch in a minute what happens in a month.
clock-now = The server's time (UTC)
clock-ahead = Ahead of the real time by
clock-hour = +1 hour
clock-day = +1 day
clock-month = +31 days
clock-back = Back to now
clock-note = Every rule about time follows: sessions expire, links die, clean-up finds idle guests. Your own Portal session comes along. Going back makes things that happened “later” look as if they were still to come.
clock-moved = The clock was moved.

## Clean-up
clean-up-title = Clean-up
clean-up-lead = Guests nobody has been for a long time can be removed: by their last activity, never by their age. A guest who owns something that others can see is never removed.
clean-up-saved = Clean-up: saved.
clean-up-begun = Clean-up has begun. It goes on while you do something else.
clean-up-stopped = Clean-up was stopped. Who was removed stays removed.
clean-up-enabled = Remove idle guests by itself, once a day
clean-up-enabled-help = Off, it only happens when you begin it here.
field-idle-days = Idle for (days)
field-idle-days-help = Whole days without any activity, 1 to 3650.
field-hour-utc = At (hour of the day, UTC)
field-hour-utc-help = When it begins by itself, 0 to 23.
field-grace-hours = Wait after a change (hours)
field-grace-hours-help = So long after this rule was changed nothing is removed by itself, so that a slip can be taken back. 0 to 720.
clean-up-number = { $field }: use a whole number from { $least } to { $most }.
clean-up-now = Do it now
clean-up-now-lead = A rehearsal counts and shows examples, and removes nobody. After it you can begin the run. A guest who comes back meanwhile stays.
clean-up-rehearse = Rehearse
clean-up-run = Remove them now
clean-up-stop = Stop
clean-up-under-way = A run is under way already.
clean-up-nobody-to-ask = No service is connected that could say who owns what, so nobody is removed.
clean-up-no-answer = The service that knows who owns what did not answer, so nobody is removed.
clean-up-runs = Runs
clean-up-no-runs = There was no run yet.
rehearsal-lead = Idle for { $days } days: { $remove } would be removed, { $keep } kept because they own something others can see.
rehearsal-partial = There are more, at which the rehearsal did not look.
rehearsal-removed = Some who would be removed
rehearsal-kept = Some who would be kept
run-under-way = Under way; removed and kept so far:
run-done = Done
run-stopped = Stopped
run-failed = Ended: the service that knows who owns what did not answer
run-by-itself = by itself
column-guest = Guest
column-made = Made
column-last-active = Last active
column-when = When
column-by = By
column-idle-days = Idle days
column-removed = Removed
column-kept = Kept
column-outcome = Outcome
warning-clean-up-shut = Guests are removed when idle for { $idle }, and they cannot sign in while guests are not welcome: in the end all of them are removed.
# $name is what an application is called.
error-idle-days-token = Access tokens of { $name } live { $span }, and what their bearers do elsewhere is not seen here: use at least { $least }.
error-access-outlives = Clean-up removes guests who were idle for { $span }: use no more, or change that rule first.
warning-clean-up-early = Sessions of { $client } can go on longer without use than { $idle }: guests are removed before their session ends.

## Events
events-title = Events
events-lead = Who is told what happens to users. Deliveries are signed; a receiver can tell them from forgeries and from replays.
hooks-title = Webhooks
hooks-none = Nobody is told yet.
hook-off = off
hook-failing = { $count ->
    [one] 1 has failed
   *[other] { $count } have failed
}
hook-switch-on = Switch on
hook-switch-off = Switch off
hook-remove = Remove
hook-switched = Webhook: switched.
hook-removed = Webhook: removed.
hook-add-title = Add a webhook
hook-add-lead = Its secret is made here and shown once.
hook-add = Add
hook-made = Webhook { $id } was added
hook-made-lead = This is its secret. Give it to the receiver now: it is never shown again.
hook-id-taken = There is a webhook of that name.
hook-gone = This webhook is gone.
field-hook-id = Name
field-hook-id-help = 1 to 40 small letters, digits and hyphens. It cannot be changed.
field-hook-url = Address
field-hook-url-help = https, or http on this machine.
given-up-title = Given up
given-up-lead = Deliveries that failed too often. They wait here until you send them again.
given-up-none = Nothing was given up.
given-up-attempts = { $count ->
    [one] 1 attempt
   *[other] { $count } attempts
}
send-again = Send again
send-all-again = Send all again
sent-again = It is sent again.
column-hook = Webhook
column-told-of = Told of
column-waiting = Waiting
column-given-up = Given up
column-event = Event
column-failed = Failed
column-cause = Cause
column-action = Action

## What was changed

changes-title = Changes
changes-lead = Who changed which setting, newest first. Secrets, and addresses that may hold one, are never written down.
# $span is a length of time in words.
changes-kept = Changes are kept for { $span }.
changes-none = Nothing was changed yet
changes-none-text = Every change of a setting made in the Portal is listed here from now on, with what it was before.
changes-pages = Pages of changes
column-change = Change
column-settings = Settings
column-operator = Operator
# $what is a section of the settings, such as "Session" or "Application my-app".
change-added = { $what }: added
change-changed = { $what }: changed
change-removed = { $what }: removed
change-restored = { $what }: follows the file again
change-of-application = Application { $id }
change-of-webhook = Webhook { $id }
change-of-section = Section { $id }
# In the place of a value where there is none.
change-nothing = nothing
# Read out between the value before and the value after.
change-to = becomes
change-withheld = another one, which may be a secret and is not written down
