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

## Fields

field-login = E-mail or username
field-login-hint = An e-mail address, or a name of 3 to 40 letters, digits, dots, hyphens and underscores.
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
error-login-missing = Enter an e-mail address or a username.
error-email-invalid = This does not look like an e-mail address. Check it for typing mistakes.
# Digits without any letter are read as a telephone number.
error-phone-invalid = This does not look like a telephone number. Check its digits; a username needs at least one letter.
error-phone-country = Begin a telephone number with + and the code of its country, such as +41.
error-phone-not-offered = Telephone numbers cannot be used here. Use another way to log in; a username needs at least one letter.
error-username-invalid = A username has 3 to 40 letters from a to z, digits, dots, hyphens and underscores, and begins with a letter or digit.
error-username-reserved = This username is reserved. Choose another one.
error-username-taken = This username is taken. Choose another one, or log in if it is yours.
# Neutral on purpose: it does not say that somebody has an account with this address.
error-email-unavailable = This address can't be used for a new account. Use another one, or log in if you already have an account.
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
signed-out-text = Nobody is logged in in this browser. You can close this page.
account-title = Your account
account-member = You are logged in as:
account-guest = You are here as a guest. Go back to the app and keep your account, so that you can come back from anywhere.
account-from-app = An app opened this page for you. Logging out here does not log you out there.
account-log-out = Log out
