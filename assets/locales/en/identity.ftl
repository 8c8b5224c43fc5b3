# The pages the identity server shows: keeping an account, logging in, and every way these can end.
# Written to a person who is about to type a password: plain, short, no blame.
# $house is what the operator calls this place.

## Every page

# The title of a tab: what the page is for, then whose page it is.
page-title = { $page } · { $house }
skip-to-content = Skip to the form
footer = Your password is for this page only. The app you came from never sees it.

## Keeping a guest's account (promotion)

keep-title = Keep your account
keep-lead = You are here as a guest. Choose how to log in from now on, and everything stays yours, on any device.
keep-kept = You keep your name, comments and preferences.
keep-ends = Other places where this guest is open are signed out.
keep-submit = Keep my account
keep-have-account = I already have an account

## A new account for somebody who is not a guest

join-title = Make an account
join-lead = Choose how to log in, and come in.
join-submit = Make my account

## Logging in

login-title = Log in
login-lead = Welcome back. The light is on.
login-as-guest-title = Log in to your account
login-as-guest-lead = You can go to an account you already have. What you did as a guest does not move with you: it stays with the guest.
login-submit = Log in
login-back-to-keep = Back to keeping this guest
login-no-account = I have no account yet

login-forgot = I forgot my password

## Waiting for somebody to show that they read a message

verify-mail-title = Look into your mailbox
verify-phone-title = Look at your phone
# The address follows.
verify-lead = To show that it is yours, we sent a message to
# The same whether or not there is such an account.
verify-recovery-lead = If there is an account with it, what you need for a new password is in the message we sent to
verify-how = Type the code from the message, or open its link: then this page goes on by itself.
# Seen without scripts only.
verify-wait-here = I use the link: let this page wait for it
verify-more = No message, or a wrong address?
verify-resend-hint = Messages can take a minute, and some end up among the unwanted mail. Only the newest one counts.
verify-resend = Send another message
verify-resent = We sent another message. Only the newest code counts.
verify-resend-wait = { $seconds ->
    [one] Another one can be sent in one second.
   *[other] Another one can be sent in { $seconds } seconds.
}
verify-no-more = We sent as many messages as we can. Use the newest one, another address, or start again from the app.
verify-address = E-mail address or telephone number
verify-address-submit = Send it to this one
demo-note = This is a demo: your message is in the inbox.
demo-note-link = Open the demo inbox
wait-title = Waiting for you
# The address follows.
wait-lead = Open the link in the message we sent to
wait-note = This page looks every few seconds and goes on by itself.
wait-code = I would rather type the code

## The page behind the link in a message

link-confirm-title = Is this you?
# The address follows.
link-confirm-lead = Confirm that you want to log in with
link-confirm-submit = Yes, it is me
link-recovery-title = A new password
# The address follows.
link-recovery-lead = Choose a new password for the account of
link-recovery-submit = Choose a new password
# $app is the app where somebody began.
link-for-app = This was begun in the app { $app }.
link-elsewhere = It was begun in another browser or on another device. Go on only if that was you: whoever began there comes in.
link-not-you = If this was not you, close this page: nothing happens.
link-done-title = Confirmed
link-done-text = Go back to where you began: the page there goes on by itself. You can close this one.
link-gone-title = This link does not work any more
link-gone-text = It was used, or it is too old, or there is a newer message. Go back to where you began and have another message sent.

## A forgotten password

forgot-title = A new password
forgot-lead = Tell us the e-mail address or telephone number of your account, and we send a message there.
forgot-submit = Send the message
forgot-username = An account with a username alone has nowhere to send a message to.
forgot-back = Back to logging in
new-password-title = Choose a new password
# The address follows.
new-password-lead = For the account of
new-password-ends = Everywhere else this account is logged out.
new-password-submit = Save and log in
changed-title = Your password was changed
changed-text = Log in with the new one from now on. Everywhere else your account is logged out.
changed-log-in = Log in

## The proven address has an account already

exists-title = You already have an account
# The address follows.
exists-lead = There is an account with
exists-guest = So this guest cannot be kept with the same address.
exists-go = Go to that account
exists-go-guest = What you did as a guest does not move with you: it stays with the guest.
exists-another = Use another address

## The demo's inbox

inbox-title = Demo inbox
inbox-warning = This place is a demo: nothing is really sent. Everybody who can open this page can read these messages, so use made-up addresses only.
inbox-filter = Messages to
inbox-filter-submit = Show
inbox-all = Show all messages
inbox-empty = No messages here yet.
# $to is an address.
inbox-mail = Mail to { $to }
inbox-sms = Text message to { $to }
inbox-open-link = Open the link
inbox-reload = Look for new messages

## Fields

# $offers says what can be used to log in here: all (e-mail, phone, username), mail (e-mail, username),
# phone (phone, username) or name (username only).
field-login = { $offers ->
    [all] E-mail, phone or username
    [mail] E-mail or username
    [phone] Phone or username
   *[name] Username
}
field-login-hint = { $offers ->
    [all] A username has 3 to 40 letters, digits, dots, hyphens or underscores.
    [mail] A username has 3 to 40 letters, digits, dots, hyphens or underscores.
    [phone] A username has 3 to 40 letters, digits, dots, hyphens or underscores.
   *[name] 3 to 40 letters, digits, dots, hyphens or underscores.
}
field-code = Code
field-code-hint = Six digits, from the message.
continue = Continue
field-password = Password
field-new-password-hint = At least 8 characters. A few unrelated words make a good one.
# On the button beside the password; it appears only where scripts run.
password-show = Show
password-hide = Hide
password-show-label = Show password
cancel = Cancel
# After Cancel the person is back in the app, unchanged.
cancel-hint-guest = Cancel takes you back. You stay the same guest and lose nothing.
cancel-hint = Cancel takes you back to the app.

## What is wrong with a form

errors-title = This did not work yet
error-login-missing = Enter what you want to log in with.
error-email-invalid = This does not look like an e-mail address. Check it for typing mistakes.
# Digits without any letter are read as a telephone number.
error-phone-invalid = This does not look like a telephone number. Check its digits; a username needs at least one letter.
error-phone-country = Begin a telephone number with + and the code of its country, such as +41.
error-phone-not-offered = Telephone numbers cannot be used here. Use another way to log in; a username needs at least one letter.
error-mail-not-offered = E-mail addresses cannot be used here. Choose a username.
error-address-only = Enter an e-mail address or a telephone number: a message cannot be sent to a username.
error-too-many-messages = Many messages were sent there already. Try again in an hour, or use another address.
error-code-wrong = { $left ->
    [one] This is not the code. One try is left.
   *[other] This is not the code. { $left } tries are left.
}
error-code-spent = This code was mistyped too often and does not count any more. Have another message sent.
error-code-expired = This code is too old. Have another message sent.
error-username-invalid = A username has 3 to 40 letters from a to z, digits, dots, hyphens and underscores, and begins with a letter or digit.
error-username-reserved = This username is reserved. Choose another one.
error-username-taken = This username is taken. Choose another one, or log in if it is yours.
error-password-missing = Enter a password.
error-password-short = Use at least 8 characters.
error-password-long = Use at most 256 characters.
error-password-weak = This password is too easy to guess. Choose a stronger one.
# The same sentence for an unknown name and a wrong password.
error-login-failed = This name and password do not belong together. Check both and try again.
error-too-many-attempts = Too many attempts. Wait a minute, then try again.
error-busy = Many people are at the door right now. Try again in a moment.
password-again = Enter your password again: for your safety it is never sent back to this page.

## How strong a password is

strength-label = Password strength
strength-0 = Very weak
strength-1 = Weak
strength-2 = Fair
strength-3 = Good
strength-4 = Strong
strength-of-last = The password you tried: { $verdict }

## Why a password is weak, and what helps

warning-straight-rows = Rows of keys next to each other are easy to guess.
warning-keyboard-pattern = Short patterns on the keyboard are easy to guess.
warning-repeats = Repeats like “aaa” are easy to guess.
warning-repeated-group = Repeats like “abcabcabc” are hardly harder to guess than “abc”.
warning-very-common = This is one of the most used passwords of all.
warning-common = This password is used a lot.
warning-similar = This is close to a password that is used a lot.
warning-sequences = Sequences like “abc” or “6543” are easy to guess.
warning-years = Recent years are easy to guess.
warning-one-word = A word by itself is easy to guess.
warning-dates = Dates are often easy to guess.
warning-names = Names are easy to guess.
advice-few-words = Use a few words that do not belong together.
advice-no-symbols-needed = Symbols, digits and capitals are not needed.
advice-another-word = Add another word or two; unusual words are better.
advice-capitals = Capital letters do not help much.
advice-all-capitals = All capitals are almost as easy to guess as none.
advice-reversed = Words spelled backwards are not much harder to guess.
advice-substitutions = Swaps like “@” for “a” do not help much.
advice-longer-pattern = A pattern on the keyboard needs to be longer, with more turns.
advice-avoid-repeats = Avoid repeated words and characters.
advice-avoid-sequences = Avoid sequences.
advice-avoid-years = Avoid recent years.
advice-avoid-your-years = Avoid years that others connect with you.
advice-avoid-your-dates = Avoid dates that others connect with you.

## The way home

# $app is the app's name as its operator registered it.
back-to-app = Back to { $app }
arrived-title = All set
arrived-kept = Your account is kept. Everything you had as a guest is still yours.
arrived-in = You are logged in.
arrived-cancelled-title = Nothing changed
arrived-cancelled = You cancelled, so everything is as it was.
# A page that leaves by itself says so, and offers the link in case it cannot.
leaving = Taking you back. If nothing happens, use the button.
# The body of a redirect; browsers follow it before anyone can read it.
redirect-title = Taking you back

## Pages that end the visit

done-title = Already done
done-text = This page has been used. Go back to the app and carry on there.
cancelled-title = Already cancelled
cancelled-text = You cancelled on this page, and nothing was changed. Start again from the app whenever you like.
expired-title = This page waited too long
expired-text = For your safety it closes after 25 minutes. Nothing was changed: start again from the app.
unknown-title = This page does not exist
unknown-text = It may have expired, or its address is incomplete. Start again from the app.
other-browser-title = This page belongs to another browser
other-browser-text = It can only be used in the browser window where it was opened, with cookies allowed. Start again from the app.
forgery-title = Let's try that again
forgery-text = We could not tell that this form came from our own page, so nothing was changed. Open the page again and fill it in once more.
forgery-again = Open the page again
hint-title = We could not tell who you are
hint-invalid-text = The app sent a proof of who you are that does not hold, perhaps because it is old or was used before. Nothing was changed: start again from the app.
hint-removed-text = The app asked to keep a guest who was removed here, because nobody had been them for a long time. Go back to the app to start anew.
hint-promoted-text = The app asked to keep a guest who is not a guest any more. If you have an account now, log in with it from the app.
trouble-title = Something went wrong on our side
trouble-text = Nothing was changed. Try again in a moment, or start again from the app.

## Logging out, and who is signed in

log-out-title = Log out?
log-out-lead = You will be logged out in this browser, and in the apps that share its session.
log-out-guest-lead = You are here as a guest, and this browser is the only way back to this guest.
log-out-guest-note = After logging out nobody can be this guest again, not even you. What the guest wrote stays where it is.
log-out-submit = Log out
log-out-guest-submit = Log out and leave this guest behind
# A link: nothing changes.
log-out-stay = Stay
# $app is what the app that sent the person here is called.
log-out-stay-back = Stay, and go back to { $app }
signed-out-title = You are logged out
signed-out-text = Nobody is logged in here. You can close this page.
account-title = Your account
account-member = You are logged in as:
account-guest = You are here as a guest. Go back to the app and keep your account, so that you can come back from anywhere.
account-from-app = An app opened this page for you. Logging out here does not log you out there.
account-log-out = Log out
account-back = Back to your account

## Guests who became part of the account, on its page

merged-title = Brought along from a guest
# $at is an instant.
merged-at = A guest became part of this account on { $at }.
merged-comments = { $count ->
    [0] No comments came along.
    [one] One comment came along.
   *[other] { $count } comments came along.
}
merged-reactions = { $count ->
    [0] No reactions.
    [one] One reaction, too.
   *[other] { $count } reactions, too.
}
merged-undone = Taken out again on { $at }.
merged-undo = Take this guest out again

## Mails. Plain text: each message below is a paragraph. $app is the app the person came from.

mail-sign-up-subject = Is this your address? { $house } asks
mail-sign-up-lead = Somebody, probably you, wants to log in to { $house } with this address. They came from the app { $app }.
mail-recovery-subject = A new password for { $house }
mail-recovery-lead = Somebody, probably you, forgot the password of the account that has this address at { $house }.
mail-code = Your code is { $code }. Type it on the page where you began.
mail-link = Or open this link, in any browser, and confirm there:
mail-lifetime = Both work for { $minutes } minutes.
mail-not-you = If it was not you, leave this message alone: nothing happens without your answer. Give the code to nobody, whoever asks.
mail-signature = { $house }
mail-nobody-subject = A new password for { $house }
mail-nobody-text = Somebody, probably you, asked for a new password at { $house } with this address. There is no account with it. If you have one, you may have used another address; if it was not you, leave this message alone.
mail-password-changed-subject = Your password at { $house } was changed
mail-password-changed-text = The password of your account at { $house } was changed, and everybody who was logged in to it is logged out. If it was not you, choose a new password at once: on the log-in page, with “I forgot my password”.

## Text messages: 160 characters at most, all told. The code comes first, where phones look for it.

sms-sign-up = { $code } is your code for { $house }. Give it to nobody. Or confirm: { $link }
sms-recovery = { $code } is your code for { $house }. Give it to nobody. Or go on: { $link }
sms-nobody = Somebody asked for a new password at { $house }. There is no account with this number.
sms-password-changed = Your password at { $house } was changed. If it was not you, choose a new one at once on the log-in page.

## Bringing a guest’s things along to an account

exists-merge = Bring my things along
merge-title = Bring your things along
# The address follows.
merge-lead = What you did as a guest becomes part of the account of
merge-comments = { $count ->
    [0] No comments.
    [one] One comment moves.
   *[other] { $count } comments move.
}
merge-reactions = { $count ->
    [0] No reactions.
    [one] One reaction moves.
   *[other] { $count } reactions move.
}
merge-reactions-in-common = { $count ->
    [one] With one post, guest and account both did; the last reaction stays.
   *[other] With { $count } posts, guest and account both did; the last reaction stays.
}
merge-preferences-same = Your settings stay as the account has them.
merge-preferences = These settings differ. Which ones shall hold?
merge-column-what = Setting
merge-column-guest = As a guest
merge-column-account = In the account
merge-newer = The ones saved last
merge-keep-account = The account’s
merge-take-guest = The guest’s
merge-field-theme = Colours
merge-field-language = Language
merge-field-density = Spacing
merge-value-system = as the system
merge-value-light = light
merge-value-dark = dark
merge-value-high-contrast = high contrast
merge-value-comfortable = comfortable
merge-value-compact = compact
merge-undo-hint = For seven days you can undo this. The way is in the message we send you.
merge-submit = Bring them along
merge-back = Other ways
merge-changed = Something was written or changed since you looked. This is what moves now; confirm it once more.
merge-unknown = What would move cannot be found out at the moment, so nothing was moved. Try again in a little while.
arrived-merged = Your things are in your account now. For seven days you can undo this; the way is in the message we sent you.

## Taking a guest out of an account again

undo-title = Take the guest out again
undo-lead = What the guest brought along leaves the account and is the guest’s again. What was written in the account since stays in it.
undo-comments = { $count ->
    [0] No comments leave with the guest.
    [one] One comment leaves with the guest.
   *[other] { $count } comments leave with the guest.
}
undo-reactions = { $count ->
    [0] No reactions.
    [one] One reaction.
   *[other] { $count } reactions.
}
undo-deadline = You can do this until { $until }.
undo-keyless = This guest lived in a browser and has no key to come back with. What leaves the account stays visible, but nobody can log in as that guest.
undo-submit = Take the guest out
undo-leave = To leave everything as it is, close this page.
undo-keep = Leave everything as it is
undo-unknown = There is no such guest in your account.
undo-done-title = The guest is out again
undo-done-text = What the guest brought along is the guest’s again. The app where you were that guest opens as the guest once you sign out there.
undo-too-late = The seven days are over, so the guest stays part of the account.
undo-guest-gone = The guest was deleted, so there is nobody to take out. What they brought along stays in the account.
mail-merged-subject = Your guest’s things are in your account
# The address follows on a line of its own.
mail-merged-text = What you did as a guest in { $app } was added to your account at { $house }. If you do not want that, or did not ask for it, you can undo it within seven days. Open this address:
# At most 160 characters with the link.
sms-merged = Your guest is part of your { $house } account. Undo within 7 days: { $link }

## The way home by hand: an address carried to a browser on another machine, and a code carried back

go-title = Was it your app?
go-lead = { $app }, on a device of yours, gave you this address to keep your account or to log in.
go-warning = Go on only if you read or copied it there yourself. If somebody sent it to you, close this page: what you do here could end up in their hands.
go-submit = Yes, go on
go-gone-title = This address leads nowhere now
go-gone-text = Such an address is good for five minutes. Ask the app for a new one, and check that you typed it as it stands there.
home-title = Now type this code into the app
home-lead = Go back to { $app }, where you got the address, and type the code there. Then you are done.
# Read to people who cannot see it, before the code itself.
home-code = Your code:
home-lifetime = { $minutes ->
    [one] The code is good for one more minute.
   *[other] The code is good for { $minutes } more minutes.
}
home-warning = The code is for your own app and for nobody else. Nobody from us, on the telephone or in a chat, will ever ask you for it.
home-cancelled-text = You can close this page; in the app, choose to stop waiting.
home-failed-title = That did not work
home-failed-text = Nothing was changed. Go back to the app and begin again there.
home-ended-title = This code has ended
home-ended-text = It was used, or it is too old. Go back to the app: it says what to do now.
home-trouble-text = It is our fault. Load this page again in a moment; your code is not lost.
