### Latchkey in English (British spelling). Keys are <area>-<what>; `tests/locales.rs` keeps both languages alike.

## Dates and numbers

date-today = Today
date-yesterday = Yesterday
date-today-within = today
date-yesterday-within = yesterday
date-months = Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec
date-months-long = January February March April May June July August September October November December
date-weekdays = Monday Tuesday Wednesday Thursday Friday Saturday Sunday
date-never = Never
number-thousands = ,

## Every page

skip-main = Skip to main content
skip-list = Skip to the list
language-other = Nederlands
service-desk = Service desk
crumbs-label = Breadcrumb
flash-password-set = Your new password is set.
flash-password-changed = Your password is changed. You are signed out everywhere else.
flash-app-removed = The authenticator app is removed. You are signed out everywhere else.
flash-app-added = The authenticator app is added. Your recovery codes stay as they are.
flash-passkey-added = The passkey is added. Your recovery codes stay as they are.
flash-passkey-renamed = The passkey has its new name.
flash-passkey-removed = The passkey is removed. You are signed out everywhere else.
flash-codes-shown = Recovery codes are shown once, and these were. If you did not keep them, make new ones.
flash-recovery-code-used = You used a recovery code, and it will not work again. If your app is gone, add a new one here.
flash-too-many-codes = That was too many wrong tries, so you are signed out. Try again in a quarter of an hour.
flash-own-sessions-ended = Signed out there.
flash-second-step-cleared = The second step is taken away and the person is signed out. At the next sign-in the password alone opens the account.
flash-contained = The account is closed: nobody signs in, every session is over. Unblock it when it is in the right hands again.
flash-signed-out = You are signed out.
flash-signed-out-here = You are signed out in this browser. The server could not save that just now, so it may keep the session until its time is over. To end it sooner, sign in later and choose “Sign out everywhere else”.
flash-timed-out = You were signed out after a time without activity.
flash-session-ended = You were signed out because your password or your account changed. Sign in again.
flash-user-added = The person is added. Without a password nobody signs in yet: reset it when it is time.
flash-user-saved = The changes are saved. What changed stands under recent activity.
flash-nothing-changed = Nothing was different, so nothing was changed.
flash-list-saved = The list looks as you chose, here and in every browser you sign in with.
flash-settings-saved = Saved. It holds from now on.
flash-blocked = The account is blocked, and signed out everywhere. “Unblock” undoes it.
flash-password-expired = The next sign-in asks for a new password.
flash-photo-saved = The photo is saved.
flash-photo-removed = The photo is removed.
flash-exemption-saved = Saved. It holds from now on.
flash-unblocked = The account is unblocked: sign-in works again.
flash-signed-out-everywhere = The person is signed out everywhere.
flash-password-revoked = The temporary password is taken back. Nothing signs in until somebody gives a new one.
flash-role-assigned = The role was given. It counts from the next page on.
flash-role-removed = The role was taken away. It stops counting from the next page on.
flash-deleted = The person is deleted, and signed out everywhere. “Restore” undoes it.
flash-restored = The person is back, with everything as it was.
flash-restored-without-mail = The person is back. Somebody else is found by the email address by now, so it does not sign this person in any more.
flash-purged = The person is permanently deleted.
flash-undo = Undo
flash-group-added = The group is made. Nobody is in it and nobody answers for it yet.
flash-group-saved = The changes are saved.
flash-group-deleted = The group is deleted. “Restore” brings it back.
flash-group-restored = The group is back, with everybody who was in it.
flash-members-added = They are members now.
flash-members-removed = They are not members any more.
flash-owners-added = They are owners now.
flash-owners-removed = They are not owners any more.

## Navigation

nav-main = Main
nav-menu = Menu
nav-home = Home
nav-users = Users
nav-groups = Groups
nav-roles = Roles
nav-oversight = Oversight
nav-audit = Audit log
find-label = Whole directory
find-person = Find a person
menu-label = Your account, { $name }
menu-account = My account
menu-password = Change my password
menu-security = Sign-in and security
menu-appearance = Appearance
menu-sign-out = Sign out
theme-auto = Auto
theme-light = Light
theme-dark = Dark

## Forms

form-error-prefix = Error:
form-problem = There is a problem
form-cancel = Cancel
form-apply = Apply
complaint-sign-in = Check your user name and password, then try again
complaint-busy = It is very busy just now. Nothing was changed. Try again in a moment
complaint-page-too-old = This page was open too long. Check it and send it again
complaint-user-name-missing = Enter your user name
complaint-password-missing = Enter your password
complaint-current-missing = Enter your current password
complaint-current-wrong = Your current password is not right
complaint-own-missing = Enter your own password
complaint-own-wrong = Your own password is not right. Nothing was changed
complaint-code-missing = Enter a code
complaint-code-wrong = This code is not right, or was used before. Wait for the next one and try again
complaint-app-code-wrong = This is not the code that your app shows now. Check the time of your device and try the next code
complaint-passkey-wrong = This passkey was not accepted. Try again, or use one of your codes
complaint-passkey-over = That took too long, or was answered before. Press the button again
complaint-passkey-copied = There seems to be a copy of this passkey, so it was not accepted. Use one of your codes, and then remove the passkey
complaint-passkey-missing = Your browser handed over no passkey. Press the button again and follow what your device asks
complaint-passkey-taken = This passkey belongs to an account already. Use another device
complaint-passkey-name-missing = Give the passkey a name by which you know it again
complaint-new-missing = Enter a new password
complaint-too-short = Your new password must have at least { $least } characters
complaint-too-long-password = Your new password may have at most { $most } characters
complaint-names = Your new password must not contain your name, your user name or the name of the organisation
complaint-common = Your new password is in a list of common passwords, choose another
complaint-the-old = Your new password must differ from the one it replaces
complaint-used = You had this password before: choose one that is none of the last { $depth }
complaint-kept = { $hours ->
    [one] You changed your password less than an hour ago: keep it a little longer
   *[other] You changed your password less than { $hours } hours ago: keep it a little longer
}
complaint-ascii = Your new password may only have letters without accents, digits, blanks and the signs of a plain keyboard
complaint-classes = Your new password must have three of these four: small letters, capitals, digits, signs
complaint-breached = Your new password became known through a break-in somewhere, choose another
complaint-banned = Your new password is too close to words that your organisation has banned: add other words, or choose another
complaint-not-the-same = The two new passwords are not the same
complaint-check-missing = Choose how you checked that it is { $name }
complaint-expires = Choose how long the temporary password works
complaint-too-long = Use at most { $most } characters
complaint-name-missing = Fill in first and last name, or a display name
complaint-new-user-name-missing = Fill in a user name
complaint-user-name-proposed = No user name was filled in. Is this one right?
complaint-user-name-shape = Write the user name as name@domain, with one @
complaint-user-name-local = Use at most 64 characters before the @
complaint-user-name-domain = Use at most 48 characters after the @
complaint-user-name-character = Use letters without accents, digits, and marks such as . - _ and '
complaint-user-name-dot = Take away the dot before the @
complaint-foreign-domain = Use a domain of this organisation: { $domains }
complaint-name-taken = Somebody has this user name. Free: { $free }
complaint-name-taken-none = Somebody has this user name. Choose another one
complaint-not-the-user-name = That is not the user name of this person: { $name }
complaint-saved-meanwhile = Somebody else saved another value here meanwhile. Save again to have yours, or tick the one below
complaint-own-manager = Nobody is their own manager
complaint-mail-taken = Somebody is found by this address already
complaint-mail = Write an address such as name@example.org
complaint-phone = Write a number with 3 to 20 digits, such as +31 20 555 0100
complaint-phone-country = Begin with + and the country code, as in +31 612345678
complaint-country = Write the two letters of a country, such as NL
complaint-language = Write a language such as en, nl or nl-BE
complaint-nobody-found = Nobody is found by this. Write a user name, or leave it empty
complaint-several-found = Several people are found. Write a user name: { $names }
complaint-invisible = Leave out line breaks and other invisible characters
complaint-date = Enter a day of the calendar, like 2026-11-20
complaint-not-ahead = Choose a day from today on, at most { $most } days ahead
complaint-from-after-to = The first day must not come after the last
complaint-code = Enter a support code as it stands on the page
complaint-columns = Choose one to { $most } columns
complaint-between = Fill in a whole number from { $least } to { $most }
complaint-saved-meanwhile-as = Somebody else saved { $value } here meanwhile
complaint-settings-meanwhile = Somebody else saved this page meanwhile. What you typed is still here: look at it once more, and save
complaint-word-length = “{ $word }” does not have { $least } to { $most } characters
complaint-too-many-words = There can be { $most } banned words at most. None of these was added
complaint-choice = Choose one of the options
complaint-group-name-missing = Fill in a name
complaint-group-name-taken = Another group has this name. Choose another one
complaint-group-unknown = No group is called “{ $name }”. Write whole names, one on each line
complaint-group-not-found = No group is called this. Write the whole name
complaint-no-group-named = No group is called { $name }
complaint-too-many-groups = Name at most { $most } groups
complaint-nobody-ticked = Tick at least one name
complaint-owners = A group has at most { $most } owners. Take somebody away first
complaint-blocked-owner = { $name } cannot sign in, so cannot answer for a group
complaint-name-not-typed = Type the name of the group: { $name }
complaint-group-circle = this group is already around it. A group is never in itself
complaint-group-deep = at most { $most } groups stand in one another
complaint-group-many = at most { $most } groups are in one group
complaint-group-roles-people = a group that may hold roles has people in it, and no groups

## Passwords

password-show = Show
password-hide = Hide
password-show-label = Show password
password-hide-label = Hide password
password-visible = Your password is visible
password-hidden = Your password is hidden
password-current = Current password
password-new = New password
password-new-hint = Three or four random words work well.
password-again = Type it again
rule-met = (met)
rule-unmet = (not met)
rule-shortest = At least { $least } characters
rule-longest = At most { $most } characters, of any kind
rule-names = Does not contain your name, your user name or the name of the organisation
rule-common = Not in a list of common passwords
rule-the-old = Not the password it replaces
rule-used = None of the last { $depth } passwords you had
rule-kept = { $hours ->
    [one] The password it replaces is at least an hour old
   *[other] The password it replaces is at least { $hours } hours old
}
rule-ascii = Only letters without accents, digits, blanks and the signs of a plain keyboard
rule-classes = Three of these four: small letters, capitals, digits, signs
rule-breached = Not in a list of passwords that became known through break-ins
rule-banned = Not made of words that your organisation has banned, also in disguise

## Sign-in

sign-in-title = Sign in
sign-in-user-name = User name
sign-in-password = Password
sign-in-stay = Stay signed in
sign-in-stay-everybody = Only on a device that nobody else uses.
sign-in-stay-no-administrators = Only on a device that nobody else uses. Administrators do not stay signed in.
sign-in-stay-administrators = For administrators, on a device that nobody else uses.
sign-in-button = Sign in
sign-in-failed = We could not sign you in
sign-in-temporary = If you were given a temporary password, it may need to be replaced.
sign-in-help = Can’t sign in? Ask the service desk.
forced-title = Choose a new password
forced-lede = You signed in with a temporary password. Choose your own to continue.
forced-ended = Passwords are valid for { $days } days here, and yours is of { $at }. Choose a new one to continue.
forced-demanded = An administrator asked you to choose a new password. Do that to continue.
forced-button = Save and continue
forced-sign-out = Sign out
second-step-title = One more step
second-step-lede = Your password is right. Now show that you have your device.
second-step-code = Code
second-step-hint = The six digits your authenticator app shows now, or one of your recovery codes
second-step-button = Continue
second-step-or = Or use a code
second-step-codes-hint = A code of your authenticator app, or one of your recovery codes
passkey-use = Use a passkey
passkey-script = Passkeys need JavaScript, which is off in this browser. A code works without it.
passkey-none-here = This browser knows no passkeys. Use a code, or another browser.
passkey-waiting = Follow what your device asks.
passkey-failed = That did not work, or was cancelled. Try again, or use a code.
second-step-lost = No device and no recovery code? Ask the service desk.
wall-title = Add a second step to go on
wall-text = Your account can do a lot, so your password alone is not enough. It takes a minute.
grace-text = Your account needs a second step. Add one before
grace-link = Add it now
proof-title = Confirm that it is you
proof-lede = This is a powerful step, so after ten minutes we ask again. What you entered is kept.
proof-password = Your own password

## My account

account-title = My account
account-tabs = My account
account-profile = Profile
account-greeting = Hello { $name }
account-lede = Your account at { $organisation }
account-facts = Your details
account-name = Name
account-user-name = User name
account-mail = Email
account-department = Department
account-job = Job title
account-password-set = Password set
account-password-unknown = Not known
account-password-ends = Your password ends: { $at }. Change it before then, at a moment that suits you.
password-ends = Password ends
password-ends-on = { $at }.
password-ended-on = It has ended: { $at }.
password-counted = It is valid for { $days } days, counted from { $from }.
password-exempt = An exemption lasts until then; the password is of { $from }.
password-demanded = At the next sign-in: an administrator asked for a new one ({ $at }).
account-reached = How you are reached to prove who you are
account-reached-text = Only you and whoever may reset your password see these.
account-last-sign-in = Last sign-in
account-security = Sign-in and security
account-change-password = Change my password
account-administration = Administration
account-administration-text = You hold a role here:
account-administration-link = Go to the administration
account-groups = My groups
account-groups-lede = You are owner of these groups: you decide who is in them.
account-groups-none = You are owner of no group.
account-groups-link = Go to my groups
account-wrong = Something not right? The service desk can help.
account-external = You sign in at your own organisation. Change your password there.
account-directory = Your password lives in another directory. Change it there.
account-password-title = Change my password
account-password-lede = Every other device you are signed in on will be signed out.
account-password-button = Save
security-title = Sign-in and security
security-app = Authenticator app
security-app-none = An app on your phone shows a new code every half minute. With it, a password that someone else knows is not enough to sign in.
security-app-add = Add an app
security-app-added = Added
security-app-used = Last used
security-app-replace = Use another app
security-app-remove = Remove the app
security-codes = Recovery codes
security-codes-left = { $number ->
    [0] No recovery code is left.
    [one] One recovery code is left.
   *[other] { $shown } recovery codes are left.
}
security-codes-few = Make new codes before the last one is used up.
security-codes-text = For when you do not have your device. New codes replace the old ones.
security-codes-make = Make new codes
security-password = Password
app-title = Add an authenticator app
app-lede = Every other device you are signed in on will be signed out.
app-step-install = Open an authenticator app on your phone. Any app that shows six-digit codes will do.
app-step-scan = Scan this square with the app.
app-square = Square for your authenticator app
app-by-hand = Enter it by hand instead
app-by-hand-text = Choose “enter a key” in the app and type this:
app-step-code = Enter the code that the app shows.
app-code = Code
app-code-hint = Six digits
app-button = Add the app
codes-title = Your recovery codes
codes-with-app = Your app is added
codes-made = New recovery codes
codes-lede = Keep these codes where you keep important papers. Each one signs you in once when you do not have your device.
codes-print = Print
codes-once = They are shown this once. Nobody can look them up later.
security-passkeys = Passkeys
security-passkeys-none = A passkey is your fingerprint, your face or the code of your device, or a security key. Nobody can guess it, and it works on the real site alone.
security-passkeys-address = Passkeys do not work here, because this portal is opened under a number instead of a name. Ask the service desk.
security-passkey-add = Add a passkey
security-passkey-used = last used
security-passkey-unused = not used yet
passkey-title = Add a passkey
passkey-lede = Every other device you are signed in on will be signed out.
passkey-name = Name
passkey-name-hint = By which you know it again, such as “My phone” or “Blue security key”
passkey-create = Create the passkey
passkey-create-script = Passkeys need JavaScript, which is off in this browser. Switch it on, or add an authenticator app instead.
passkey-create-none-here = This browser knows no passkeys. Use another one, or add an authenticator app instead.
passkey-create-failed = That did not work, or was cancelled. Nothing was added. Does this device have one of your passkeys already?
passkey-full = You have ten passkeys, which is the most. Remove one first.
passkey-edit-title = Change a passkey
passkey-edit-save = Save the name
passkey-remove = Remove this passkey
passkey-remove-title = Remove the passkey “{ $name }”?
passkey-remove-lede = It signs you in no more, and every other device is signed out. What your device keeps of it, you remove there.
passkey-remove-last = It is your only second step: then your password alone signs you in, and your recovery codes stop working.
codes-with-passkey = Your passkey is added
remove-app-title = Remove your authenticator app?
remove-app-lede = Then your password alone signs you in. Your recovery codes stop working, and every other device is signed out.
sessions-title = Where you are signed in
sessions-device-unknown = A browser that does not say what it is
sessions-since = Since
sessions-used = last used
sessions-stays = stays signed in
sessions-this = This one
sessions-end = Sign out
sessions-end-others = Sign out everywhere else
sessions-text = Is there one you do not know? Sign it out, and look under Activity.
activity-title = Activity
activity-none = Nothing has happened yet.
not-me-title = Is there something you did not do?
not-me-text = Then someone else may know your password. We sign you out everywhere and ask you for a new password at once.
not-me-button = This was not me

## Home

home-title = Home
home-lede = Signed in as { $name }
home-quiet = All quiet.
home-quiet-text = Nobody waits with a temporary password and no account is blocked.
home-waiting = Now
home-temporary = Temporary passwords
home-temporary-text = not yet replaced by an own password
home-never = Never signed in
home-never-text = people who have an account
home-blocked = Blocked
home-blocked-text = accounts that may not sign in
home-mine = My last actions
home-mine-none = You have done nothing yet that the audit log keeps.
home-newest = Newest events
home-newest-none = Nothing has happened yet.
home-all-events = Whole audit log

## Users

users-title = Users
users-lede = { $shown } { $number ->
    [one] person
   *[other] people
  } in { $organisation }
users-views = Quick views
users-view-all = All
users-view-temporary = Temporary password
users-view-never = Never signed in
users-view-administrators = Administrators
users-view-external = External
users-view-directory = Directory
users-view-blocked = Blocked
users-filter-label = Filter users
users-search = Search
users-search-hint = Name, user name, email or number
users-filters = Filters
users-status = Status
users-any = Any
users-department = Department
users-chip-view = View: { $value }
users-chip-status = Status: { $value }
users-chip-department = Department: { $value }
users-chip-group = Group: { $value }
users-none-without-group = Not in this group alone: { $shown }
users-chip-remove = remove
users-clear = Clear all
users-go-to = Go to the page
users-caption-name = Users, sorted by name
users-caption-department = Users, sorted by department
users-no-department = People without a department are left out of this order.
users-column-name = Name
users-column-status = Status
users-column-department = Department
users-column-password = Password
users-column-last-sign-in = Last sign-in
users-column-actions = Actions
users-reset = Reset
users-reset-for = password for { $name }
users-pages = Pages
users-rows = Rows
users-back = Previous page
users-forth = Next page
users-found = { $shown } { $number ->
    [one] person matches
   *[other] people match
  }
users-none-title = No one matches all of these
users-none-one = No one matches this
users-none-without-search = Without these words: { $shown }
users-none-without-view = In all views: { $shown }
users-none-without-status = With any status: { $shown }
users-none-without-department = In any department: { $shown }
users-none-advice = Check the spelling, or take a filter away.
users-none-clear = Clear filters
users-beyond-title = There is no one on this page
users-beyond-text = People may have been added or removed since you opened the list.
users-beyond-link = Back to the first page
users-empty-title = No people yet
users-empty-text = People appear here as soon as they have an account.
status-active = Active
status-never = Never signed in
status-temporary = Temporary password
status-blocked = Blocked
cell-password-changed = Changed
cell-password-own = Own password
cell-password-none = Not set yet
cell-password-until = Until
cell-password-over = Expired
cell-password-first-use = Until first use
cell-password-external = At another organisation
cell-password-directory = In another directory

## One person

user-copy = Copy
user-copied = Copied
user-copy-failed = Press Ctrl+C to copy
user-reset = Reset password
user-change-mine = Change my password
user-temporary-title = A temporary password waits for its first use
user-temporary-text = Given { $at }.
user-temporary-until = Works until { $until }.
user-temporary-over = It stopped working { $until }. Reset again to give a new one.
user-temporary-forever = It works until it is used.
user-blocked-title = This account is blocked
user-blocked-text = { $name } cannot sign in, whatever the password.
user-blocked-by = Blocked { $at } by { $by }.
user-blocked-reason = Reason: { $reason }
user-edit = Edit
user-more = More
user-block = Block sign-in
user-unblock = Unblock
user-expire = Ask for a new password
user-exempt = Exempt from the end by age
user-sign-out = Sign out everywhere
user-clear-second-step = Take second step away
user-contain = Close account in wrong hands
user-delete = Delete
user-restore = Restore
user-purge = Delete permanently
block-question = Block { $name }?
unblock-question = Unblock { $name }?
expire-question = Ask { $name } for a new password?
expire-refused = You cannot ask { $name } for a new password
expire-does = At the next sign-in { $name } chooses a new password, and gets no further without
expire-does-sessions = Nobody is signed out: who works now goes on
photo-name = Photo
photo-own = My photo
photo-title = Photo of { $name }
photo-now = A photo is shown.
photo-none = Initials are shown: there is no photo.
photo-change = Change photo
photo-file = Choose a photo
photo-hint = A JPEG or PNG of at most { $size } MB and { $pixels } million pixels. Only the middle is kept, as a small square, and nothing of place and time.
photo-save = Save photo
photo-remove = Remove photo
exemption-title = Exempt { $name } from the end by age
exemption-text = A password can live on although it is old: for a robot that nobody can ask, or somebody far away. An exemption has an end of its own.
exemption-no-password = There is no password here.
exemption-endless = Passwords do not end by age here.
exemption-until = An exemption lasts until { $at }.
exemption-last-day = Last day
exemption-hint = As 2027-01-31. From the next day on the age of the password counts again.
exemption-button = Exempt
exemption-end = End the exemption
sign-out-question = Sign { $name } out everywhere?
clear-question = Take the second step of { $name } away?
clear-does = The authenticator app, the passkeys and the recovery codes of { $name } stop working. At the next sign-in the password alone opens the account
clear-refused = You cannot take the second step of { $name } away
contain-question = Close the account of { $name }?
contain-does-codes = Temporary passwords and recovery codes of { $name } stop working
contain-does-undo = Unblock undoes it: then { $name } signs in with the own password and second step as before
block-refused = You cannot block { $name }
sign-out-refused = You cannot sign { $name } out
access-aside = Who, and what happens
access-sessions =
    { $number ->
        [one] { $shown } device is signed out at once
       *[other] { $shown } devices are signed out at once
    }
access-no-sessions = { $name } is signed in on no device now
block-does = { $name } cannot sign in until somebody unblocks the account
block-does-password = The password of { $name } stays as it is
unblock-does = { $name } can sign in again, with the same password
sign-out-does = { $name } can sign in again at once, with the same password
delete-question = Delete { $name }?
delete-refused = You cannot delete { $name }
delete-does = { $name } leaves the list of users and cannot sign in
delete-does-name = The name { $user } is free for somebody else at once
delete-does-kept = For { $days } days the person stands under Deleted users and can be restored, with password, roles and everything else
delete-confirm = Type { $user } to confirm
purge-question = Permanently delete { $name }?
purge-refused = You cannot permanently delete { $name }
purge-does = Everything that is known of { $name } is removed, with password and roles
purge-does-record = The audit log goes on telling what happened, under the last name
purge-does-no-undo = This cannot be undone
restore-question = Restore { $name }
restore-hint = What the person signs in with. Without an @ it ends with @{ $domain }.
new-title = New user
new-display-name-hint = What others see. Left empty: first and last name.
new-user-name-hint = What the person signs in with. Without an @ it ends with @{ $domain }. Left empty, one is proposed.
new-user-name-hint-domains = What the person signs in with. Without an @ it ends with the domain beside it. Left empty, one is proposed.
new-domain = Domain of the user name
new-manager-hint = A user name, or words that find one person.
new-start = Start with
new-start-temporary = A temporary password, shown once
new-start-nothing = No password yet
new-account = Account
new-account-enabled = May sign in
new-account-blocked = Blocked for now
new-groups-hint = The whole names, one on each line. They can be left for later.
new-role = Role
new-role-hint = Most people have none. For a powerful role you are asked who you are.
new-button = Create
edit-title = Edit { $name }
edit-button = Save
edit-take = Keep what is saved now: “{ $value }”
edit-take-empty = Keep what is saved now: nothing
edit-locked = { $why } Only read here: { $what }.
edit-kept-directory = These are kept in another directory. Change them there.
edit-kept-external = The name is kept by the organisation or provider where this person signs in.
edit-refused = You cannot change { $name }
edit-back = Back to the person
new-refused = You cannot add people
new-back = Back to users
users-new = New user
users-export = Export
users-columns = Columns
users-unblock-for = { $name }
columns-title = Columns of the list
columns-text = The name always comes first. What you choose is kept for you, in every browser you sign in with.
columns-legend = Show
columns-hint = One to { $most } of these.
columns-usual = As usual

## Settings

settings-title = Settings
settings-lede = What holds for everybody
settings-column-what = About
settings-column-now = Now
settings-column-since = Since
settings-default = As delivered
settings-since = Saved
settings-read-only = You can read this. Changing it takes the role Global Administrator or Authentication Policy Administrator.
settings-between = { $least } to { $most }
settings-sessions = How long a sign-in lasts
settings-sessions-now = Administrators are signed out after { $idle } minutes without a click and { $hours } hours in all, everybody else after { $others_idle } minutes and { $others_hours } hours.
settings-sessions-text = Whoever walks away from a browser is signed out after a while. What is decided here counts from the next click, and the hours in all from the next sign-in.
settings-administrators = People with a role
settings-others = Everybody else
settings-idle-minutes = Minutes without a click
settings-hours = Hours in all
settings-administrators-idle = minutes without a click, people with a role
settings-administrators-hours = hours in all, people with a role
settings-others-idle = minutes without a click, everybody else
settings-others-hours = hours in all, everybody else
settings-stay-days = Days that they may stay signed in, if they ask for it (0: they may not)
settings-administrators-stay = Administrators: days that they may stay signed in
settings-others-stay = Everybody else: days that they may stay signed in
settings-password-policy = The rules of passwords
settings-banned-words = Banned words
settings-policy-now = At least { $least } characters; of the last { $history } passwords none comes back.
settings-policy-endless = Passwords do not end by age.
settings-policy-ends = Passwords end after { $days } days.
policy-text = What is decided here holds for the next password that somebody chooses. No password of today stops working by it, unless you let passwords end by age.
policy-try = Try a password
policy-legend-form = Length and characters
policy-legend-words = Words
policy-legend-earlier = Earlier passwords
policy-legend-end = End by age
policy-shortest = Fewest characters
policy-shortest-hint = Length protects most. NIST asks for 15 where the password stands alone.
policy-shortest-with-step = Fewest characters with a second step
policy-shortest-with-step-hint = For whoever has a second step and must have one. NIST asks for 8 there.
policy-ascii = Only the characters of a plain keyboard
policy-ascii-hint = For old systems behind the portal. Otherwise every letter and sign of the world is allowed.
policy-classes = Three of small letters, capitals, digits and signs
policy-classes-hint = As Azure AD had it in 2018. NIST advises against it: people put a capital first and a digit last.
policy-always = Common passwords, also repeated, and the names of the person and of the organisation are always refused.
policy-breaches = The operator’s list of known breaches is used as well.
policy-no-breaches = The operator can add a list of known breaches: latchkey breach-list.
policy-ban = Refuse passwords made of banned words
policy-ban-hint = Also in disguise: 0 for o, 1 for l, $ for s, @ for a, and one letter wrong.
policy-words = { $number ->
    [0] No word is banned.
    [one] One word is banned.
   *[other] { $number } words are banned.
}
policy-points = Points that are enough
policy-points-hint = A banned word is one point, and so is every other character. A password with fewer points is refused.
policy-once = Count a banned word once
policy-once-hint = Otherwise the same word five times over would be enough.
policy-more-swaps = See through more disguises
policy-more-swaps-hint = Also 1 for i, 3 for e and 5 for s.
policy-history = Passwords that may not come back
policy-history-hint = The present one included. Zero allows any.
policy-history-at-reset = Earlier passwords do not come back after a reset of one’s own
policy-youngest = Hours before the next change
policy-youngest-hint = So that nobody changes five times in a row to have the old one back. Zero for none.
policy-nist = NIST SP 800-63B-4 and OWASP ASVS 6.2.10 say: do not let passwords end by age. People then choose weaker ones, and change a digit. Ask for a new password when something has happened.
policy-expires = Let passwords end by age
policy-expires-hint = Whose password has ended chooses a new one at the next sign-in. Whoever is signed in stays so.
policy-valid-days = Days that a password is valid
policy-valid-days-hint = Counted from the day it was set.
policy-notice-days = Days of notice
policy-notice-days-hint = From then on one’s own page says when the password ends.
policy-question = Let passwords end after { $days } days?
policy-agree = Save all the same
policy-hits-now = { $number ->
    [0] Nobody’s password has that age now.
    [one] One person must choose a new password at the next sign-in.
   *[other] { $shown } people must choose a new password at the next sign-in.
}
policy-hits-week = { $number ->
    [0] In the next seven days nobody is added.
    [one] In the next seven days one person is added.
   *[other] In the next seven days { $shown } people are added.
}
policy-hits-month = { $number ->
    [0] In the next thirty days nobody is.
    [one] In the next thirty days that is one person.
   *[other] In the next thirty days those are { $shown } people.
}
lockout-question = Lock an account after { $guesses } wrong passwords?
lockout-hits = { $number ->
    [one] One person has typed so many wrong passwords of late that the next one locks the account.
   *[other] { $shown } people have typed so many wrong passwords of late that the next one locks their account.
}
policy-fill = Fill the page in, to look at it before you save:
policy-fill-azure = As Azure AD in 2018
policy-fill-delivered = As delivered
words-text = A password that is hardly more than these words is refused: names of products, places, teams, whatever people here think of first. Base words are enough; disguises are seen through.
words-off = The policy does not ask for banned words at the moment.
words-label = Words to add, or to take away
words-hint = One a line, 4 to 16 characters each. Small and capital letters are the same.
words-add = Add
words-remove = Take away
words-number = { $number } of at most { $most } words
try-title = Try a password
try-lede = Nothing of it is kept or written down. Do not try one that somebody uses.
try-password = Password
try-person = For whom
try-person-hint = A user name, whose names then may not stand in it. Leave it empty for nobody.
try-button = Try
try-accepted = It would be accepted
try-refused = It would be refused
try-parts = Its parts
try-points = { $points } points; { $needed } are needed.
try-near = As a whole it is “{ $word }”, give or take a character.
try-character = a character
try-word = the banned word { $word }
try-again = { $word } again, which counts for nothing
try-column-part = Part
try-column-what = What it is
try-column-points = Points
settings-second-step = Who must have a second step
settings-second-step-now = { $roles ->
    [0] No role
    [one] One role
   *[other] { $roles } roles
} and { $groups ->
    [0] no group
    [one] one group
   *[other] { $groups } groups
}, within { $days } days.
settings-second-step-text = Whoever must have a second step and has none is asked for it at the next sign-in. When the days are over, nothing else opens.
settings-step-roles-legend = People with one of these roles
settings-groups-label = And everyone in these groups
settings-groups-hint = Names of groups, with a semicolon between them. Groups inside them count.
settings-grace-label = Days it may be put off
settings-grace-days = days a second step may be put off
settings-step-roles = roles that need a second step
settings-step-groups = groups that need a second step
user-external-title = { $name } signs in at another organisation
user-external-text = There is no password here to reset.
user-directory-title = The password of this account lives in another directory
user-directory-text = It can only be changed there.
user-security = Sign-in and security
user-password = Password
user-second-step = Second step
user-second-step-none = None
user-passkeys = { $number ->
    [one] { $shown } passkey
   *[other] { $shown } passkeys
}
user-password-own = Set by { $name }
user-password-temporary = Temporary, given
user-password-temporary-by = Temporary, given by { $by }
user-password-none = Not set yet
user-signed-in-on = Signed in on
user-devices = { $number ->
    [0] No device
    [one] 1 device
   *[other] { $shown } devices
  }
user-last-sign-in = Last sign-in
user-profile = Profile
user-identity = Identity
user-work = Work
user-contact = Contact
user-settings = Settings
user-authentication = Reached to prove who it is
user-authentication-hint = Where the service desk reaches the person before a reset. Private: only the person and whoever may reset the password see these.
user-authentication-phone = Authentication phone
user-authentication-phone-hint = With the country code, as in +31 612345678. An extension is left out.
user-authentication-alternative = Alternative authentication phone
user-authentication-mail = Authentication email
user-display-name = Display name
user-given-name = First name
user-surname = Last name
user-name = User name
user-job = Job title
user-department = Department
user-company = Company
user-employee = Employee number
user-manager = Manager
user-employee-type = Employee type
user-hire-date = Hire date
user-office = Office
user-mail = Email
user-mobile = Mobile
user-telephone = Office phone
user-other-mails = Other email addresses
user-other-mails-hint = With a comma between two.
user-street = Street address
user-postal-code = Postal code
user-state = State or province
user-city = City
user-country = Country
user-usage-location = Country of use
user-preferred-language = Preferred language
user-parental = Parental controls
user-age-group = Age group
user-consent = Consent of a parent
user-legal-age = Legal age
user-not-known = Not known
age-minor = Child
age-not-adult = Not of age yet
age-adult = Of age
consent-granted = Given
consent-denied = Refused
consent-not-required = Not needed
legal-minor-without = Child without the consent of a parent
legal-minor-with = Child with the consent of a parent
legal-minor-not-required = Child, no consent needed
user-account = Account
user-type = Type
user-object-id = Object id
user-created = Created
user-source-local = Account of this organisation
user-source-directory = Account from another directory
user-source-external = External account
user-activity = Recent activity
user-activity-none = Nothing recorded yet.
user-activity-none-own = You have done nothing with this account yet. What others did is shown to those who may read the audit log.
user-activity-all = Full history
user-roles = Roles
user-tabs = Parts of this person
user-groups-title = Groups of { $name }
user-groups-add = Add to a group
user-groups-add-hint = The whole name of the group.
user-groups-add-button = Add
user-groups-none = Not a member of any group.

## Groups

groups-title = Groups
groups-lede = { $shown } { $number ->
    [one] group
   *[other] groups
  }
groups-found = { $shown } { $number ->
    [one] group matches
   *[other] groups match
  }
groups-deleted-lede = { $shown } { $number ->
    [one] group that can be restored
   *[other] groups that can be restored
  }
groups-all = All
groups-deleted-tab = Deleted
groups-deleted-title = Deleted groups
groups-deleted-none = No group is deleted
groups-filter-label = Filter groups
groups-caption = Groups, sorted by name
groups-column-owner = Owner
groups-column-gives = What it gives
groups-column-deleted = Deleted on
groups-column-until = Gone for good
groups-gives-membership = Membership
groups-no-owner = No owner
groups-owner-more = { $name } and { $shown } more
groups-new = New group
groups-new-refused = You cannot make groups
groups-back = Back to groups
groups-none-title = No group matches this
groups-none-back = Show all
groups-beyond-title = There is no group on this page
groups-empty-title = No groups yet
group-name = Name
group-description = Description
group-description-optional = Description (optional)
group-description-hint = What the group is for.
group-role-assignable = Roles can be assigned to the group
group-role-assignable-hint = Fixed from now on. Its members and owners are protected as administrators are, and only people are in it.
group-roles-badge = May hold roles
group-directory-badge = From the directory
group-gives-roles = Membership, and protection as an administrator
group-tabs = Parts of this group
group-tab-overview = Overview
group-tab-effective = With nested groups
group-about = About this group
group-in-users = Show in the list of users
group-people = { $shown } { $number ->
    [one] person
   *[other] people
  }
group-members = Members
group-members-title = Members of { $name }
group-members-none = Nobody is in this group.
group-owners = Owners
group-owners-title = Owners of { $name }
group-owners-text = Owners change name, members and owners of their group. They need no role for it.
group-all-owners = All owners
group-groups-inside = Groups in this group
group-groups-outside = This group is in
group-more-parents = And more.
group-column-through = Member through
group-direct = Direct
group-through = Through { $groups }
group-remove = Remove
group-activity-none = Nothing recorded that you may see.
group-add-members = Add members
group-add-owners = Add owners
group-add-hint = Name, user name, email or number of a person, or the name of a group.
group-add-hint-whole = The whole user name or email of a person, or the whole name of a group.
group-add-hint-whole-person = The whole user name or email of a person.
group-add-none = Nothing is found by this.
group-add-more = There are more people. Type more words.
group-add-inside = already in
group-add-button = Add the ticked ones
group-back = Back to the group
group-delete = Delete
group-delete-question = Delete the group { $name }?
group-delete-members = { $number ->
    [0] Nobody is in it
    [one] { $shown } person is not in it any more
   *[other] { $shown } people are not in it any more
  }
group-delete-parents = { $number ->
    [one] Its members leave the { $shown } group that it is in
   *[other] Its members leave the { $shown } groups that it is in
  }
group-delete-restore = For { $days } days it can be restored as it was
group-delete-protected = Until then its members and owners stay protected as administrators
group-delete-confirm = Type the name of the group
group-delete-button = Delete the group
group-deleted-badge = Deleted
group-deleted-title = This group is deleted
group-deleted-until = Nobody is in it. It can be restored until { $until }.
group-restore = Restore
group-restore-taken = Another group has this name by now
group-restore-taken-text = Give the other group another name first, then restore this one. Nothing was changed.

## Deleted users

deleted-title = Deleted users
deleted-lede = The newest first. They can be restored until they are permanently deleted.
deleted-caption = Deleted users, the newest first
deleted-column-at = Deleted on
deleted-column-by = Deleted by
deleted-column-end = Permanently deleted on
deleted-none-title = Nobody is deleted
deleted-none-text = Whoever is deleted stands here for 30 days.
deleted-badge = Deleted
deleted-by = Deleted by { $by }, { $at }
deleted-means = Nobody signs in with this account. Restore it to change anything.
deleted-left = { $days ->
    [one] 1 day is left
   *[other] { $days } days are left
  } to do that: it is permanently deleted on { $until }.
deleted-over = The time to do that is over: it is permanently deleted any moment.

## Reset

reset-title = Reset password
reset-question = Reset the password of { $name }?
reset-aside = Who and what
reset-status = Status
reset-employee = Employee no.
reset-manager = Manager
reset-mobile = Mobile
reset-mobile-ending = ends in { $ending }
reset-does = What this does
reset-does-password = The old password stops working.
reset-does-sessions = The old password stops working and { $number ->
    [one] 1 device is
   *[other] { $shown } devices are
  } signed out.
reset-does-none = { $name } gets a first password.
reset-does-change = { $name } must choose a new password at the next sign-in.
reset-does-record = The audit log records that you did this.
reset-does-no-undo = Old passwords cannot be brought back.
reset-waiting = A temporary password from { $at } still works. Resetting replaces it.
reset-blocked = This account stays blocked: { $name } cannot sign in until it is unblocked.
reset-check = How did you check it is { $name }?
check-called-back = Called back
check-saw-id = Saw ID
check-manager-confirmed = Manager confirmed
reset-expires = Temporary password works for
expires-never = Until first use
expires-1h = 1 hour
expires-8h = 8 hours
expires-24h = 24 hours
expires-7d = 7 days
reset-reason = Ticket or reason (optional)
reset-button = Reset password
reset-refused = The password of { $name } cannot be reset here
reset-back = Back to { $name }
done-title = { $name } has a temporary password
done-lede = Give this to { $name } now. You will not be able to see it again.
done-crumb = Temporary password
done-label = Temporary password
done-copy = Copy
done-copied = Copied
done-copy-failed = Selected. Press Ctrl+C to copy
done-until = Works until
done-once = , for one sign-in.
done-forever = Works until it is used, for one sign-in.
done-spell = Spell it out for a phone call
done-done = Done
done-print = Print slip
done-other = Reset someone else
done-print-without-script = Printing this page prints only the slip.
done-tell = Tell { $name }
done-tell-go = Go to
done-tell-sign-in = and sign in with this password. Hyphens and capitals do not matter.
done-tell-choose = Choose a new password straight away, at least { $least } characters.
slip-go = Go to
slip-sign-in = Sign in with your user name and this password
slip-choose = Choose your own password, then destroy this slip
slip-questions = Questions? Service desk { $desk }
gone-title = This password has already been shown
gone-lede = For safety we show a temporary password once. Nothing was reset a second time.
gone-when-you = You reset the password { $at }.
gone-when-other = { $by } reset the password { $at }.
gone-waiting-until = It still works until { $until }.
gone-waiting = It still works until it is used.
gone-over = It has stopped working.
gone-used = { $name } has used it and chosen a new password.
gone-superseded = { $by } replaced it with a newer one { $at }. Only the newest works.
gone-superseded-you = You replaced it with a newer one { $at }. Only the newest works.
gone-advice = If { $name } does not have it, reset again. The first temporary password then stops working.
gone-again = Reset again

## Spelling

spell-letters = Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu
spell-digits = zero one two three four five six seven eight nine
spell-dash = dash

## Why not

denied-needs-role = This needs the role { $roles }.
denied-any-role = This is for administrators. It needs one of their roles, for instance { $role }.
denied-no-role = No role allows this.
denied-protected = Only someone with the role { $roles } can change this account.
denied-role-above = This role stands above yours. Only someone with the role { $roles } can give it or take it away.
denied-own-account = This does not work on your own account. You change your password with “Change my password”; for the rest ask a colleague.
denied-signed-out = Sign in first.
denied-external = This person signs in at another organisation or provider. Only that organisation can reset the password.
denied-directory = The password of this account lives in another directory. Change it there.
denied-last-global = This is the last Global Administrator who can sign in. Make somebody else Global Administrator first.
denied-deleted = This account is deleted. Restore it first.
denied-deleted-group = This group is deleted. Restore it first.
denied-directory-group = This group is kept in your organisation’s directory. Name and members are changed there, and follow here by themselves.
denied-or = or

## Roles

role-global-administrator = Global Administrator
role-privileged-role-administrator = Privileged Role Administrator
role-privileged-authentication-administrator = Privileged Authentication Administrator
role-authentication-administrator = Authentication Administrator
role-authentication-policy-administrator = Authentication Policy Administrator
role-user-administrator = User Administrator
role-helpdesk-administrator = Helpdesk Administrator
role-password-administrator = Password Administrator
role-groups-administrator = Groups Administrator
role-guest-inviter = Guest Inviter
role-directory-reader = Directory Reader
role-reports-reader = Reports Reader
role-global-reader = Global Reader
role-about-global-administrator = May do everything, to everyone. Keep fewer than five.
role-about-privileged-role-administrator = Gives roles and takes them away, and keeps the groups that may hold roles. May not reset passwords.
role-about-privileged-authentication-administrator = May reset the password of anyone, the strongest administrators included.
role-about-authentication-administrator = May reset passwords of people without a strong role.
role-about-authentication-policy-administrator = Is meant for the rules of passwords and sign-in. May not reset anyone’s password.
role-about-user-administrator = May reset passwords of people and of weaker administrators, and keeps all groups but those that may hold roles.
role-about-helpdesk-administrator = May reset passwords of people, and of other helpdesk administrators.
role-about-password-administrator = May reset passwords of people who are not administrators, and of other password administrators.
role-about-groups-administrator = Keeps all groups but those that may hold roles. May not reset passwords.
role-about-guest-inviter = Is meant to invite guests. May not reset passwords.
role-about-directory-reader = Sees people and profiles, changes nothing.
role-about-reports-reader = Sees people and the whole audit log, changes nothing.
role-about-global-reader = Sees everything, changes nothing.
matrix-title = Roles
matrix-lede = Who may do what, to whom. These tables are drawn from the rules that the portal itself follows.
matrix-rule = One of your roles, alone, must cover everything the person holds. Two weak roles never add up to a strong one, and no role lets you reset your own password.
matrix-reset = Who may reset whose password
matrix-reset-text = Read along a row: the person has what stands at the left; a tick says which roles may give that person a temporary password.
matrix-sensitive = Who may make sensitive changes to whom
matrix-sensitive-text = Sensitive: block and unblock, delete and restore, change the user name, phones and recovery email.
matrix-target = The person has
matrix-plain = No role
matrix-privileged-group = A group that may hold roles
matrix-restricted-unit = A role over a restricted unit
matrix-yes = Yes
matrix-no = No
matrix-others = Roles without a column may not do this to anyone.
matrix-words = The roles in plain words
roles-title = Roles
roles-lede = What administrators may do. Somebody without a role manages nothing but their own account.
roles-matrix = Who may do what to whom
roles-caption = Every role, what it is for, and how many people hold it
roles-column-name = Role
roles-column-about = What it is for
roles-column-holders = People
role-powerful = Powerful
role-powerful-text = This role is powerful. If you last proved who you are more than ten minutes ago, we ask again.
role-may = May
role-may-not = May not
role-may-everything = There is nothing that this role may not do.
role-whom = To people who have: { $list }
role-whom-everybody = To everyone
role-whom-roles = These roles: { $list }
role-whom-every-role = Every role
role-holders = Who has this role
role-holders-caption = The people who have this role, the newest first
role-pages = Pages of the list
role-nobody = Nobody has this role.
role-since = Since
role-given-by = Given by
role-by = by { $by }
role-by-command = by a command on the server
role-roles-of = All roles
role-give = Give this role
role-give-search = To whom
role-give-caption = The people found
role-give-more = There are more. Type more of the name.
role-has-it = Has it already
role-assign = Give role
role-remove = Take role away
role-assign-question = Give { $name } the role { $role }?
role-remove-question = Take the role { $role } from { $name }?
role-assign-at-once = { $name } may do this from the next page on
role-remove-at-once = { $name } may not do this any more from the next page on
role-refused = You cannot change the role { $role } of { $name }
role-held-already = { $name } has the role { $role } already
role-not-held = { $name } does not have the role { $role }
user-roles-of = Roles of { $name }
user-roles-lede = Roles are given one by one, and each counts alone.
user-roles-caption = Every role, and since when the person has it
user-roles-held = Has it
user-roles-manage = All roles
user-roles-none = No role
permission-view-users = See people and their profiles
permission-view-audit = See in the audit log what everybody did
permission-create-users = Add people
permission-edit-users = Change names, job and address of everyone
permission-edit-groups = Make, change and delete other groups
permission-manage-role-groups = Make, change and delete groups that may hold roles
permission-reset-password = Reset passwords
permission-revoke-sessions = Sign people out everywhere
why-not-title = May one person do something to another?
why-not-who = Who acts
why-not-whom = On whom
why-not-ask = Look it up
why-not-row = (decides)
why-not-allowed = Through the role { $role }, which covers all that the other has: { $held }.
why-not-blocked = { $name } is blocked, and can do nothing until somebody unblocks the account.
why-not-rights = What { $name } may do
why-not-no-rights = Nothing beyond the own account.
why-not-resetters = Who may reset the password of { $name }
why-not-holds = What counts of this account: { $held }. Any of these roles is enough, alone:
permission-change-sensitive = Block and unblock, and change user names, phones and email
permission-delete-users = Delete people, and restore them
permission-assign-roles = Give roles and take them away
permission-view-settings = See the settings
permission-manage-settings = Change the settings: what holds for everybody

## Audit log

audit-title = Audit log
audit-lede = What was done, by whom, newest first
audit-lede-own = Your own actions, newest first
audit-filter-label = Filter events
audit-person = Person
audit-group = Group
audit-none-group-title = No group is called “{ $name }”
audit-none-group-text = Write the whole name, also of a group that is deleted; of one that is gone for good, its object id.
audit-actor = Done by
audit-activity = Activity
audit-result = Result
audit-from = From
audit-to = To and including
audit-code = Support code
audit-filters = Filters
audit-any = Any
audit-success = Done
audit-failure = Refused
audit-chip = { $name }: { $value }
audit-clear = Clear all
audit-caption = Events, newest first
audit-column-when = When
audit-column-what = What happened
audit-column-result = Result
audit-column-details = Details
audit-details = Details
audit-details-of = of the event of { $at }
audit-pages = Pages
audit-newer = Newer
audit-older = Older
audit-none-title = Nothing was recorded that matches all of these
audit-none-text = Take a filter away, or choose more days.
audit-none-code-title = Nothing was recorded under this support code: that request changed nothing.
audit-none-code-text = The code is right, or was typed wrongly; either way no event carries it.
audit-none-own-code-title = None of your own actions carries this support code.
audit-none-own-code-text = It may belong to what someone else did, or to a request that changed nothing.
audit-none-person-title = No one matches “{ $words }”
audit-too-many-title = More than { $most } people match “{ $words }”. Type more of the name, or the user name
audit-beyond-title = There are no events on this page
audit-beyond-link = Back to the newest
audit-empty-title = Nothing has happened yet
audit-empty-text = Every deed is written down here, in the same moment it is done.
audit-proof-intact = Every row up to { $at } is proven to be as it was written.
audit-proof-broken = The log is not as it was written: row { $row } was changed or taken away. Keep a copy of the database, and run: latchkey audit verify
audit-event = Event
audit-event-when = When
audit-event-actor = Done by
audit-event-activity = Activity
audit-event-standard = Name in Azure
audit-event-category = Category
audit-event-result = Result
audit-event-reason = Reason for refusal
audit-event-subjects = About
audit-event-code = Support code
audit-event-address = Address
audit-event-session = Session
audit-event-instance = Server
audit-event-id = Event id
audit-event-details = More
audit-back = Back to the audit log
audit-same-code = Everything under this support code
audit-beside = Events beside this one
audit-previous = Previous event
audit-next = Next event
audit-beside-person = Events about { $name } beside this one
audit-previous-person = Previous event about { $name }
audit-next-person = Next event about { $name }
seal-title = Seal
seal-state-waiting = Not sealed yet
seal-state-sealed = Sealed
seal-state-proven = Sealed and proven
seal-state-altered = Changed
seal-state-broken = Log broken
seal-waiting = A row is sealed about a second after it was written. Open this page again in a moment.
seal-late = This row was written a while ago and still has no seal: no server is sealing the log. Until one does, nothing proves that the row is as it was written.
seal-altered = Row { $row } is not as it was written: this row, or the one before it, was changed or taken away. Keep a copy of the database, and run: latchkey audit verify
seal-row = This is row { $row } of the log. It was checked just now: it is as it was written, and follows from the row before it.
seal-unchecked = This is row { $row } of the log, and follows from the row before it. It was written with keys that this server does not have yet, so that its own code was not checked just now.
seal-signed = A signature over this row and every row before it was made on { $at }.
seal-proven = The whole log was looked through up to row { $row }: every row up to there is as it was written.
seal-behind = The look through the whole log has come to row { $row }; this row is still to come.
seal-not-begun = The look through the whole log has not come to any row yet.
seal-broken-before = The log is not as it was written: row { $row } was changed or taken away. What comes behind it, this row too, no longer proves what came before.
seal-broken-behind = The log is not as it was written from row { $row } on, which comes behind this row.
audit-actor-guest = Someone who was not signed in
audit-actor-operator = The operator, with { $command }
audit-actor-program = Latchkey itself, when the time had come
activity-password-reset = Reset password (by admin)
activity-user-blocked = Block sign-in
activity-user-unblocked = Unblock
activity-sessions-revoked = Sign out everywhere
activity-temporary-password-revoked = Take back temporary password
activity-password-change = Change password (self-service)
activity-second-step-added = Add authenticator app
activity-second-step-removed = Remove authenticator app
activity-passkey-added = Add passkey
activity-passkey-renamed = Rename passkey
activity-passkey-removed = Remove passkey
activity-recovery-codes = Make recovery codes
activity-proof = Confirm identity
activity-second-step-cleared = Take second step away
activity-contained = Close account in wrong hands
activity-own-sessions-ended = Sign out own sessions
activity-not-me = Report other use of own account
activity-sign-in = Sign in
activity-sign-out = Sign out
activity-user-updated = Update user
activity-user-deleted = Delete user
activity-user-restored = Restore user
activity-user-purged = Permanently delete user
activity-user-created = Add user
activity-group-added = Add group
activity-group-updated = Update group
activity-group-deleted = Delete group
activity-group-restored = Restore group
activity-group-purged = Delete group for good
activity-group-member-added = Add member to group
activity-group-member-removed = Remove member from group
activity-group-owner-added = Add owner to group
activity-group-owner-removed = Remove owner from group
activity-role-assigned = Add member to role
activity-role-removed = Remove member from role
activity-administrator-recovered = Recover administrator
activity-directory-filled = Fill directory with made-up people
activity-keys-rotated = Rotate keys
activity-secrets-resealed = Seal secrets under new keys
activity-backed-up = Back up
activity-restored = Restore backup
activity-audit-forgotten = Remove old rows of the audit log
activity-breach-list = Load the list of known breaches
activity-password-ended = Sign-in with a password that has ended
activity-password-demanded = Ask for a new password
activity-photo-set = Set a photo
activity-photo-removed = Remove a photo
activity-exempted = Exempt a password from its end by age
activity-exemption-ended = End such an exemption
activity-download-begun = Start of a download of users
activity-download-ended = End of a download of users
activity-installed = Install Latchkey
activity-settings-changed = Change settings
activity-refused = Refused request

## Events in one sentence

event-someone = someone
event-guest = Someone
event-operator = The operator
event-program = Latchkey
event-reset = { $actor } gave { $person } a temporary password.
event-reset-refused = { $actor } tried to reset the password of { $person }: { $why }
event-blocked = { $actor } blocked { $person }.
event-unblocked = { $actor } unblocked { $person }.
event-sessions-revoked = { $actor } signed { $person } out everywhere.
event-temporary-password-revoked = { $actor } took the temporary password of { $person } back.
event-sessions-revoked-refused = { $actor } tried to sign { $person } out everywhere: { $why }
event-change = { $actor } chose a new password.
event-change-forced = { $actor } chose a new password, as was asked at sign-in.
event-change-refused = { $actor } tried to choose a new password: { $why }
event-sign-in = { $person } signed in.
event-sign-in-forced = { $person } signed in, as far as the choice of a new password.
event-sign-in-second-step = { $person } gave the right password and was asked for the second step.
event-sign-in-failed = { $person } could not sign in: { $why }
event-sign-in-unknown = Someone tried to sign in with a name that does not exist.
event-second-step-added = { $actor } added an authenticator app.
event-second-step-removed = { $actor } removed the authenticator app.
event-second-step-refused = { $actor } could not add an authenticator app: { $why }
event-passkey-added = { $actor } added the passkey “{ $name }”.
event-passkey-refused = { $actor } could not add a passkey: { $why }
event-passkey-renamed = { $actor } renamed the passkey “{ $from }” to “{ $to }”.
event-passkey-removed = { $actor } removed the passkey “{ $name }”.
event-recovery-codes = { $actor } made new recovery codes.
event-proof = { $actor } confirmed who it is.
event-proof-failed = { $actor } could not confirm who it is: { $why }
event-second-step-cleared = { $actor } took the second step of { $person } away.
event-contained = { $actor } closed the account of { $person }.
event-own-sessions-ended = { $actor } ended own sessions.
event-not-me = { $actor } said that someone else used the account.
event-sign-out = { $actor } signed out.
event-user-updated = { $actor } changed { $person }: { $what }.
event-user-updated-refused = { $actor } tried to change { $person }: { $why }
event-deleted = { $actor } deleted { $person }.
event-deleted-refused = { $actor } tried to delete { $person }: { $why }
event-restored-person = { $actor } restored { $person }.
event-restored-person-refused = { $actor } tried to restore { $person }: { $why }
event-purged = { $actor } permanently deleted { $person }.
event-purged-refused = { $actor } tried to permanently delete { $person }: { $why }
event-user-created = { $actor } added { $person }.
event-user-created-refused = { $actor } tried to add somebody: { $why }
event-role-assigned = { $actor } gave { $person } the role { $role }.
event-role-removed = { $actor } took the role { $role } from { $person }.
event-role-refused = { $actor } tried to change a role of { $person }: { $why }
event-recovered = { $actor } gave administrator { $person } a way back in.
event-filled = { $actor } filled the directory with { $people } made-up people.
event-keys-rotated = { $actor } made new keys (generation { $generation }).
event-secrets-resealed = { $actor } sealed { $secrets } secrets under the new keys (generation { $generation }).
event-secrets-resealed-but = { $actor } sealed { $secrets } secrets under the new keys (generation { $generation }). { $left } could not be opened and stayed as they were.
event-download-begun = { $actor } began to download the list of users.
event-download-ended = { $actor } downloaded the list of users (rows: { $rows }).
event-download-broken-off = The download of { $actor } was broken off (rows: { $rows }).
event-backed-up = { $actor } made a backup.
event-restored = { $actor } restored the backup of { $moment }.
event-audit-forgotten = { $rows } rows of the audit log from before { $moment } were removed, as was decided.
event-breach-list = { $actor } loaded a list of { $entries } passwords that became known through break-ins.
event-password-ended = The password of { $person } had ended: a new one was asked for at sign-in.
event-password-demanded = { $actor } asked { $person } for a new password at the next sign-in.
event-photo-set = { $actor } changed the photo of { $person }.
event-photo-refused = { $actor } tried to change the photo of { $person }: { $why }.
event-photo-removed = { $actor } removed the photo of { $person }.
event-exempted = { $actor } exempted the password of { $person } from its end by age.
event-exemption-ended = { $actor } ended the exemption of the password of { $person }.
event-installed = { $actor } installed Latchkey for { $organisation }.
event-refused = { $actor } tried something that was refused: { $why }
event-refused-person = { $actor } tried something with { $person } that was refused: { $why }
event-deed-refused = { $actor } tried “{ $deed }” on { $person }: { $why }
event-deed-refused-plain = { $actor } tried “{ $deed }”: { $why }
event-other = { $actor }: { $activity }
event-some-group = a group
event-group-added = { $actor } made the group { $group }.
event-group-added-refused = { $actor } tried to make a group: { $why }
event-group-refused = { $actor } tried to change the group { $group }: { $why }
event-group-updated = { $actor } changed name or description of the group { $group }.
event-group-deleted = { $actor } deleted the group { $group }.
event-group-restored = { $actor } restored the group { $group }.
event-group-purged = The group { $group } is gone for good: its time was over.
event-group-member-added = { $actor } put { $who } into the group { $group }.
event-group-member-removed = { $actor } took { $who } out of the group { $group }.
event-group-owner-added = { $actor } made { $who } owner of the group { $group }.
event-group-owner-removed = { $actor } took { $who } away as owner of the group { $group }.
why-deleted-group = the group is deleted.
why-directory-group = the group is kept in the directory.
detail-members = Kind of members
event-sessions-ended = { $number ->
    [one] 1 device signed out
   *[other] { $number } devices signed out
  }
why-unknown-user = nobody has this name.
why-wrong-password = the password was wrong.
why-blocked = the account is blocked.
why-no-password = there is no password here.
why-temporary-over = the temporary password is over.
why-superseded = the password had just changed.
why-wrong-code = the code of the second step was wrong.
why-wrong-passkey = the passkey was not accepted.
why-passkey-over = the passkey came too late, or its answer was used before.
why-passkey-copied = there seems to be a copy of the passkey.
why-too-many-codes = too many wrong tries.
why-broken-off = it was broken off.
why-policy = it broke a rule.
why-needs-role = another role is needed.
why-protected = the account is protected by its roles.
why-role-above = the role stands above their own.
why-own-account = it does not work on one’s own account.
why-signed-out = not signed in.
why-external = the account belongs to another organisation.
why-directory = the password lives in another directory.
why-last-global = nobody would be left who is Global Administrator and can sign in.
why-deleted = the account is deleted.
why-other = refused ({ $code }).
detail-verified-by = Checked by
detail-expires = Temporary password works for
detail-from = { $property }, before
detail-to = { $property }, after
detail-empty = nothing
detail-reason = Ticket or reason
detail-mail-taken = Email address belongs to somebody else by now
detail-with-password = With a temporary password
detail-sessions-ended = Devices signed out
detail-forced = Demanded by a temporary password
detail-replaces = Replaces another app
detail-temporary-password = Made a temporary password void
detail-role = Role
detail-session = Kind of session
detail-permission = Right asked for
detail-organisation = Organisation
detail-people = People
detail-seed = Seed
detail-section = Page of the settings
detail-entries = Lines
detail-code = Code
detail-until = Until
detail-generation = Generation of keys
detail-secrets = Secrets sealed anew
detail-unopened = Could not be opened, left as they are
detail-list = List
detail-rows = Rows
detail-cut = Only the newest, there are more
detail-administrator = Held a role then
detail-made-at = Backup of
detail-lost-rows = Rows of the audit log that are lost
detail-before = Older than
detail-until-row = Up to row
detail-unknown-name = Name typed (keyed hash)
detail-yes = Yes
detail-no = No
detail-name = Name
event-changed-from-to = { $property }: { $before } → { $after }
step-user-name = User name typed
step-code-sent = Code sent
step-code-asked = Code asked for, none sent
step-proof = Proof given
step-number = Number of the phone typed
step-new-password = New password chosen
step-help = Help asked for
step-cancelled = Went back
step-out-of-order = Tried before its turn
right-own-password = Change the own password
right-own-security = Keep the own proofs and sessions
right-own-reset = Reset the own forgotten password
right-own-audit = See the own actions in the audit log
right-operate = Operate the server
session-full = Full
session-forced-change = Change of password only
session-second-step = Second step only

## Errors

error-code = Support code
error-code-hint = Tell the service desk this code.
error-home = Go to the start page
error-sign-in = Go to sign-in
error-400-title = We could not read that request
error-400-text = The address or the form was damaged on its way. Open the page again and retry.
error-403-title = You may not do this
error-403-foreign-title = This form did not come from here
error-403-foreign-text = The request did not come from a page of this portal, or from another session. Nothing was changed. Open the page again and retry.
error-404-title = This page does not exist
error-404-text = The address may be wrong, or what it showed is gone.
error-405-title = This address cannot be used that way
error-405-text = Nothing was changed. Open the page again and use its buttons.
error-408-title = That took too long
error-408-text = The form did not arrive in time. Nothing was changed. Check your connection and send it again.
error-409-title = This was already done or has changed
error-409-text = Someone, perhaps you, did this a moment ago. Open the page again to see how things stand.
error-413-title = That is too much
error-413-text = The form is larger than this portal accepts. Nothing was changed. Send less.
error-415-title = This kind of content is not accepted
error-415-text = Nothing was changed. Use the form of this portal.
error-421-title = This is not the address of the portal
error-421-text = Use this address:
error-422-title = Something in the address or form is not right
error-422-text = A value is missing, stands there twice or is not one of the choices. Nothing was changed. Open the page again and retry.
error-429-title = Too often
error-429-text = Wait a moment, then try again.
error-429-until = Try again from { $until }.
error-431-title = The headers of that request are too large
error-431-text = Delete the cookies of this site in your browser, then try again.
error-500-title = Something went wrong on our side
error-500-text = Nothing was changed. Tell the service desk the code below.
error-503-title = It is very busy just now
error-503-text = Nothing was changed. Try again in a moment.
error-unanswered-title = The database did not answer in time
error-unanswered-text = Whether it was done is not known yet. Go back and send the same form again: what was done already is never done twice, and the page then says so.
error-old-title = This page was open too long
error-old-text = Nothing was changed. Open the page again, check it and send it again.
nav-jobs = Jobs
nav-temporary-passwords = Temporary passwords
nav-settings = Settings
activity-job-ordered = Start bulk operation
activity-job-stopped = Stop bulk operation
activity-job-ended = Finish bulk operation
event-job-ordered = { $actor } ordered a bulk operation: { $what }
event-job-stopped = { $actor } stopped a bulk operation
event-job-ended = A bulk operation ended: { $done } done, { $over } left as they were, { $left } not reached
detail-job = Job
detail-deed = What
detail-properties = Properties
detail-into-group = Into group
detail-done = Done
detail-passed-over = Left as they were
detail-left = Not reached
complaint-too-many-people = These are more than { $most } people. Narrow the list
complaint-reason-missing = Say why: a ticket or a reason
jobs-title = Jobs
jobs-lede = What is, or was, done to many people at once.
jobs-none = No jobs yet
jobs-none-text = Tick people in the list of users, and choose what to do.
jobs-caption = Jobs, newest first
job-what = What
job-state = State
job-turns = Progress
job-ordered = Ordered
job-by = By
job-reason = Reason
job-ended = Ended
job-outcome = Outcome
job-people = The people of this job
job-everybody = Everybody
job-passed-over = Left as they were
job-pages = Pages of the list
job-nobody-here = Nobody.
job-refresh = Refresh
job-stop = Stop
job-leave = You can leave this page.
job-progress = { $turns } of { $total }
job-numbers = Done: { $done }. Left as they were: { $over }.
job-running = Under way
job-stopping = Stops after the person at hand
job-troubled = Met trouble, and goes on soon
job-done = Finished
job-done-with-problems = Finished; some were left as they were
job-stopped = Stopped
job-waits = Waits
job-not-reached = Not reached
job-outcome-done = Done
job-outcome-already = It was so already
job-outcome-gone = There is nobody any more
job-outcome-failed = Not done: a fault, told in the server’s log
job-outcome-denied = Not done: { $why }
job-block = { $number ->
    [one] Block one person
   *[other] Block { $shown } people
}
job-unblock = { $number ->
    [one] Unblock one person
   *[other] Unblock { $shown } people
}
job-unlock = { $number ->
    [one] Unlock one person
   *[other] Unlock { $shown } people
}
job-sign-out = { $number ->
    [one] Sign one person out everywhere
   *[other] Sign { $shown } people out everywhere
}
job-revoke-password = { $number ->
    [one] Take one temporary password back
   *[other] Take { $shown } temporary passwords back
}
job-add-to-group = { $number ->
    [one] Add one person to { $group }
   *[other] Add { $shown } people to { $group }
}
job-expire = { $number ->
    [one] Ask one person for a new password
   *[other] Ask { $shown } people for a new password
}
bulk-block-question = { $number ->
    [one] Block one person?
   *[other] Block { $shown } people?
}
bulk-unblock-question = { $number ->
    [one] Unblock one person?
   *[other] Unblock { $shown } people?
}
bulk-unlock-question = { $number ->
    [one] Unlock one person?
   *[other] Unlock { $shown } people?
}
bulk-sign-out-question = { $number ->
    [one] Sign one person out everywhere?
   *[other] Sign { $shown } people out everywhere?
}
bulk-revoke-password-question = { $number ->
    [one] Take the temporary password of one person back?
   *[other] Take the temporary passwords of { $shown } people back?
}
bulk-add-to-group-question = { $number ->
    [one] Add one person to a group?
   *[other] Add { $shown } people to a group?
}
bulk-expire-question = { $number ->
    [one] Ask one person for a new password?
   *[other] Ask { $shown } people for a new password?
}
job-restore = { $number ->
    [one] Restore one person
   *[other] Restore { $shown } people
}
job-purge = { $number ->
    [one] Permanently delete one person
   *[other] Permanently delete { $shown } people
}
job-outcome-name-taken = Not done: somebody has the user name by now. The person’s page asks for another one
job-outcome-not-deleted = Not done: somebody has restored the person meanwhile
bulk-restore-question = { $number ->
    [one] Restore one person?
   *[other] Restore { $shown } people?
}
bulk-purge-question = { $number ->
    [one] Permanently delete one person?
   *[other] Permanently delete { $shown } people?
}
bulk-purge-means = Everything that is known of them is removed, with passwords and roles. This cannot be undone.
bulk-purge-confirm = Type the number of people, { $number }, to confirm
complaint-number-not-typed = Type the number of people: { $number }
job-edit = { $number ->
    [one] Edit one person
   *[other] Edit { $shown } people
}
bulk-edit = Edit properties
bulk-edit-question = { $number ->
    [one] Edit the properties of one person?
   *[other] Edit the properties of { $shown } people?
}
bulk-edit-values = What all of them shall have
bulk-edit-hint = Each keeps what they have of the fields that you leave empty.
bulk-edit-none = Empty it
complaint-nothing-to-change = Fill in at least one field, or tick what is to be emptied
complaint-value-and-none = Leave the field empty, or take the tick away
bulk-how = It is done person by person. Whom your roles do not reach is left as is, with the reason. You can stop it at any time.
bulk-list = Show them all
bulk-people = These people
bulk-reason = Ticket or reason
bulk-tick = Select
bulk-title = With those selected
bulk-all = All that this list shows
bulk-go = Go on
user-revoke-password = Take back temporary password
user-temporary-all = All temporary passwords of this person
revoke-password-question = Take back the temporary password of { $name }?
revoke-password-does = The temporary password opens nothing any more. { $name } signs in again when somebody gives a new one
revoke-password-refused = You can not take back the temporary password of { $name }

## Temporary passwords

temporary-title = Temporary passwords
temporary-title-of = Temporary passwords of { $name }
temporary-lede = Given and not yet replaced by an own password, the oldest first
temporary-lede-own = Those that you gave and that are not yet replaced by an own password, the oldest first
temporary-lede-of = All that this person was given, the newest first
temporary-lede-of-own = Those that you gave this person, the newest first
temporary-typical = Half of those that were used last (of { $number }) were used within { $lasted }.
temporary-column-state = State
temporary-column-given = Given
temporary-column-why = Why
temporary-column-ends = Ends
temporary-column-used = First used
temporary-take-back = Take back
temporary-age = for { $lasted }
temporary-new-user = New user
temporary-operator = On the server
temporary-not-used = Not yet
temporary-waiting = Waits
temporary-begun = Used, no own password yet
temporary-over = Its time is over
temporary-used = Replaced by an own password
temporary-superseded = Replaced by a newer one
temporary-revoked = Taken back
temporary-none = No temporary password
temporary-none-text = Whoever was given one has chosen an own password since.
temporary-pages = Pages of temporary passwords
lasted-minutes = { $number ->
    [one] one minute
   *[other] { $number } minutes
}
lasted-hours = { $number ->
    [one] one hour
   *[other] { $number } hours
}
lasted-days = { $number ->
    [one] one day
   *[other] { $number } days
}
bulk-export = Take along as a file
bulk-add-to-group = Add to a group
bulk-into = Group
bulk-into-hint = The name of the group, in full

# Lockout
permission-unlock = Unlock people after wrong passwords
activity-user-locked = Lock user account
activity-user-unlocked = Unlock user account (by admin)
activity-user-locked-again = Lock user account again (by admin)
activity-lock-lapsed = Lock of user account lapsed
event-locked = { $person } was locked after { $guesses } wrong passwords.
event-unlocked = { $actor } unlocked { $person }.
event-unlocked-refused = { $actor } tried to unlock { $person }: { $why }
event-locked-again = { $actor } locked { $person } again.
event-lock-lapsed = The lock of { $person } is over.
why-locked = there were too many wrong passwords.
why-password-off = after very many wrong passwords the password works on recognised devices only.
detail-factor = What was guessed at
factor-password = The password, at sign-in
factor-current-password = The own password, asked for again
factor-second-step = The second step
detail-recognised = Recognised device
detail-guesses = Wrong passwords
detail-until-opened = Somebody unlocks it
activity-source-held = Hold source of failed sign-ins
activity-source-counted = Failed sign-ins (counted)
event-source-held = Too many sign-ins failed from { $source }; it has to wait.
event-source-counted = More sign-ins failed from { $source } within a minute: { $number }.
detail-source = From
detail-failures = Failed sign-ins
activity-resets-held = Hold source of password resets
activity-source-released = Let source in again (by admin)
event-resets-held = Too many password resets began at { $source }; it has to wait.
event-source-released = { $actor } let { $source } in again.
detail-held = Has to wait with
places-sign-ins = Sign-ins
places-resets = Password resets
places-title = Places that have to wait
places-lede = Too many sign-ins failed there, or too many password resets began. Whatever waits longest comes first.
places-column-place = Address or network
places-let-in = Let in again
places-none-title = No place has to wait
places-none-such = { $place } does not have to wait
places-find = Find an address
places-all = All places
places-none-text = Sign-ins are looked at from everywhere, and whoever forgot a password can begin a reset.
places-more = These are the { $shown } that wait longest; there are more.
flash-place-let-in = The place is let in again, and what was counted of it is forgotten.
flash-place-open = That place does not have to wait any more. Nothing was changed.
flash-unlocked = The account is unlocked: the person can sign in again.
flash-unlocked-there = The account is open again, in the directory and here.
flash-not-unlocked-there = The account was not opened in the directory. The activity below says why.
flash-locked-again = The account is locked again.
users-view-locked = Locked
user-locked-title = Locked until { $until }
user-password-off-title = The password works on recognised devices only
user-second-step-off-title = No second step is accepted until somebody unlocks this account
user-unlock = Unlock now
user-unlock-there = Unlock in the directory
user-wrong = Wrong tries
user-wrong-elsewhere = at sign-in
user-wrong-recognised = at sign-in on a recognised device
user-wrong-own = where the own password is asked for again
user-wrong-second-step = at the second step
settings-lockout = What wrong passwords cost
settings-lockout-text = The same mistake again does not count, a recognised device has a count of its own, and nobody sees from outside that an account is locked.
settings-lockout-accounts = Accounts
settings-lockout-sources = Where sign-ins come from
settings-lockout-now = After { $threshold } different wrong passwords an account is locked for { $first } seconds, twice as long after every further one, { $longest } seconds at most. After { $row } in a row the password works on recognised devices only.
settings-lockout-threshold = Wrong passwords that lock an account
settings-lockout-seconds = Seconds of the first lock
settings-lockout-longest = Seconds of the longest lock
settings-lockout-in-a-row = Wrong passwords in a row, until only recognised devices work
settings-source-address = Failed sign-ins of one address in a quarter of an hour
settings-source-network = Failed sign-ins of one network in a quarter of an hour
settings-source-names = Different names tried by one address in three hours
user-locked-step-text = { $number ->
    [one] One wrong second step behind the right password, { $last }, from { $from }.
   *[other] { $shown } wrong second steps behind the right password, the last { $last }, from { $from }.
}
user-locked-text = { $number ->
    [one] One wrong password { $whose }, the last { $last }, from { $from }.
   *[other] { $shown } wrong passwords { $whose }, the last { $last }, from { $from }.
}
user-wrong-line = { $number ->
    [one] One { $whose }
   *[other] { $shown } { $whose }
}
barrier-title = Why can’t { $name } sign in?
barrier-say = To say on the telephone:
barrier-none = Nothing stands in the way.
barrier-none-say = Your account is in order, so the password was mistyped. If you have forgotten it, I can give you a temporary one.
barrier-no-password = There is no password yet.
barrier-no-password-say = Your account has no password yet. I will give you a temporary one now.
barrier-external = The account signs in at its own organisation.
barrier-external-say = Sign in where you work. Your password is kept there, and only your own service desk can help with it.
barrier-directory = The password is kept in another directory.
barrier-directory-say = Your password is kept in another directory, so I cannot change it here. I will tell you who can.
barrier-locked = Wrong passwords have locked the account for a while.
barrier-off = Very many wrong passwords were tried: the password works on recognised devices only.
barrier-locked-say = Wrong passwords were tried on your account, so it was locked. I am opening it now; take your time with the password.
barrier-codes = Too many wrong codes came behind the right password.
barrier-codes-say = Your account takes no code for a quarter of an hour. Did you type those codes yourself? Then try again after that. If not, somebody knows your password, and I am giving you a new one.
barrier-blocked = The account is blocked.
barrier-blocked-say = Your account is blocked. I will find out why, and call you back.
barrier-over = The temporary password is over.
barrier-over-say = Your temporary password does not work any more. I will give you a new one now.
sign-ins-title = Sign-ins
sign-ins-lede = Who signed in, who was asked for more, who did not get in and why, newest first. A name that nobody has is kept as a keyed hash alone.
sign-ins-filter = Filter the sign-ins
sign-ins-none = No sign-in matches.
sign-ins-unknown = A name that nobody has
sign-ins-interrupted = Interrupted
sign-in-requirement = Asked for
sign-in-one-step = One step
sign-in-two-steps = Two steps
sign-in-browser = Browser
sign-in-system = System
sign-in-steps = Steps of this sign-in
means-password = Password
means-outside-password = Password of the directory
means-app = Code of the authenticator app
means-passkey = Passkey
means-recovery-code = Recovery code
sign-ins-of = Sign-ins of { $name }
sign-ins-fortnight = The last 14 days
sign-ins-counted = Too much happened to count it all: counted here is what came after { $at }. The list has everything.
sign-ins-chart = Sign-ins of the last 14 days: { $succeeded } done, { $interrupted } interrupted, { $failed } refused.

## Mail

mail-desk = Service desk: { $desk }
mail-trial-subject = { $organisation }: mail works
mail-trial-text = This is a test. An administrator asked for it, to see whether mail from the portal arrives.
mail-code-subject = { $organisation }: your code
mail-reset-code-text = You asked for a new password. Enter this code on the page where you asked for it:
mail-reset-code-not-you = You did not ask for this? Then do nothing: without the code your password stays as it is. Give the code to nobody, also not to the service desk.
mail-address-code-text = Enter this code on the page where you gave this address:
mail-address-code-not-you = You did not give this address anywhere? Then do nothing.
mail-code-minutes = { $minutes ->
    [one] The code works for one minute.
   *[other] The code works for { $minutes } minutes.
}
mail-refused-subject = { $organisation }: your password can not be reset by yourself
mail-refused-text = Someone asked to reset the password of your account. That is not open to this account, so nothing was changed. The service desk can help you.
mail-refused-code = Tell them this code: { $code }
mail-refused-help = Find help
mail-refused-not-you = It was not you? Then tell the service desk.
mail-notice-subject = { $organisation }: something about your sign-in has changed
mail-administrator-subject = { $organisation }: { $name } has reset the own password
mail-warning-subject = { $organisation }: look at the account of { $name }
mail-help-subject = { $organisation }: { $name } can not sign in and asks for help
mail-notice-password-reset = The password of { $name } was reset on the page for a forgotten password.
mail-notice-password-changed = The password of { $name } was changed.
mail-notice-reset-by-administrator = An administrator has given { $name } a temporary password. It has to be changed at the next sign-in.
mail-notice-address-changed = The recovery address of { $name } was changed or removed.
mail-notice-app-added = An authenticator app was added to { $name }.
mail-notice-app-removed = The authenticator app of { $name } was removed.
mail-notice-passkey-added = A passkey was added to { $name }.
mail-notice-passkey-removed = A passkey of { $name } was removed.
mail-notice-codes-made = New recovery codes of { $name } were made. The ones of before work no more.
mail-notice-step-cleared = An administrator took the second step of { $name } away.
mail-notice-administrator-reset = { $name }, who is an administrator, has reset the own password on the page for a forgotten password.
mail-notice-password-known = Somebody typed the right password of { $name } and then many wrong codes. Unless it was { $name }, somebody else knows the password: it should be changed or reset now.
mail-notice-passkey-copied = There seems to be a copy of a passkey of { $name }: it was refused. The passkey should be removed, and a new one added.
mail-notice-help-asked = { $name } tried to reset the own password, could not, and asks for help.
mail-notice-when = When: { $at }.
mail-notice-when-where = When: { $at }, from { $address }.
mail-notice-not-you = It was not you? Then call the service desk now.
mail-notice-open = Find this person in the portal
mail-kind-trial = Test
mail-kind-reset-code = Code for a new password
mail-kind-address-code = Code for a recovery address
mail-kind-reset-refused = Reset that is not open
mail-kind-password-reset = Password reset by oneself
mail-kind-password-changed = Password changed
mail-kind-reset-by-administrator = Password reset by an administrator
mail-kind-address-changed = Recovery address changed
mail-kind-app-added = Authenticator app added
mail-kind-app-removed = Authenticator app removed
mail-kind-passkey-added = Passkey added
mail-kind-passkey-removed = Passkey removed
mail-kind-codes-made = New recovery codes
mail-kind-step-cleared = Second step taken away
mail-kind-administrator-reset = An administrator’s own reset
mail-kind-help-asked = Request for help
mail-kind-other = Something else
mail-state-waiting = Waits
mail-state-sent = Sent
mail-state-failed = Refused
mail-state-stale = Given up: too late
mail-trouble-unreachable = The mail server does not answer
mail-trouble-too-slow = The mail server was too slow
mail-trouble-tls = No safe connection to the mail server
mail-trouble-login = The mail server does not take our name and password
mail-trouble-not-now = The mail server refuses for now
mail-trouble-refused = The mail server refuses this letter
mail-trouble-unfit = This letter could not be put together
settings-mail = Mail
settings-mail-lede = What was sent of late, and what waits to be sent.
settings-mail-none = No mail is sent: the operator has named no mail server (LATCHKEY_SMTP_URL). Everything that does not need mail works.
settings-mail-some = Mail is sent.
settings-mail-try = Send a test
settings-mail-try-text = It shows whether mail arrives. Look here again after a moment to see what became of it.
settings-mail-to = Send it to
settings-mail-empty = Nothing was sent yet.
settings-mail-column-what = What
settings-mail-column-to = To
settings-mail-column-state = State
settings-mail-column-when = When
settings-mail-tries = { $number ->
    [one] tried once
   *[other] tried { $number } times
}
settings-mail-next = next try { $at }
flash-mail-tried = The test is on its way.
settings-mail-kept = What letters said is not kept.
settings-mail-pages = Pages of letters
settings-mail-spent = People who are not signed in have asked for as much mail within an hour as may be. Until there is room again, no codes are sent to them. The number is under Forgotten passwords.
settings-mail-help-spent = As many mails with a request for help were caused within an hour as may be. Until there is room again, such requests reach nobody. The number is under Forgotten passwords.
settings-mail-locks-spent = As many mails about locked accounts were caused within an hour as may be. Until there is room again, people are not told of it. The number is under Forgotten passwords.
settings-self-service-mails = Mails an hour that people who are not signed in may cause


## Self-service reset

settings-self-service = Forgotten passwords
settings-self-service-now-nobody = Nobody can reset the own password: the service desk does it.
settings-self-service-now-selected = { $proofs ->
    [one] People in some groups can reset the own password with one proof.
   *[other] People in some groups can reset the own password with { $proofs } proofs.
}
settings-self-service-now-everybody = { $proofs ->
    [one] Everybody can reset the own password with one proof.
   *[other] Everybody can reset the own password with { $proofs } proofs.
}
settings-self-service-text = Whoever has forgotten the password chooses a new one, without the service desk, once it is proved who that is. Administrators always need two proofs.
settings-self-service-who = Who may
settings-self-service-reach = Who may reset the own password
settings-self-service-nobody = Nobody
settings-self-service-selected = People in the groups named below, and in groups within them
settings-self-service-everybody = Everybody
settings-self-service-groups = Groups that may
settings-self-service-without = Groups that may not, whatever else their people are in
settings-self-service-groups-hint = One name on each line.
settings-self-service-how = Proofs
settings-self-service-mail = A code by mail to the recovery address
settings-self-service-mail-none = A code by mail to the recovery address. No mail is sent now, so this counts for nobody.
settings-self-service-app = The authenticator app, or a recovery code
settings-self-service-proofs = Proofs that are asked for
settings-self-service-proofs-name = proofs that are asked for
settings-self-service-tell = Who is told by mail
settings-self-service-tell-person = A person, when the password was changed or reset by that person
settings-self-service-tell-of-administrator = A person, when an administrator resets the password, takes it back or closes the account
settings-self-service-tell-of-proofs = A person, when a proof or a second step has changed: address, phone, app, passkeys, recovery codes, questions
settings-self-service-tell-of-end = A person, 14, 7 and 1 days before the password ends
settings-self-service-tell-of-end-hint = That a password ends soon is told only where passwords end by age, and to people who have a mail address.
settings-self-service-tell-of-lock = A person, when wrong passwords have locked the account for a time
settings-self-service-tell-of-lock-hint = Whoever types wrong passwords on the sign-in page causes such a mail, so a person gets one a day at most, and only at a known mail address. Such mails are counted apart from codes, up to the same number an hour. A lock in another directory is not told.
settings-self-service-tell-administrators = The other Global administrators, when an administrator resets the own password
settings-self-service-help = Where people find help
settings-self-service-help-hint = A mail address or the address of a page. Without one, people can send a request for help to whoever may reset passwords.
settings-self-service-help-en = Where people find help, on English pages
settings-self-service-help-nl = Where people find help, on Dutch pages
settings-self-service-help-of-hint = Only where it is somewhere else than above.
settings-self-service-stranded = { $number ->
    [one] With this, one person who can reset the own password now no longer can. Save again to do it all the same.
   *[other] With this, { $shown } people who can reset the own password now no longer can. Save again to do it all the same.
}
complaint-no-group = Name at least one group
complaint-no-proof = Choose at least one proof
complaint-help = Enter a mail address, or the address of a page that begins with https://
complaint-sent-code-missing = Enter the code
complaint-sent-code-wrong = This code is not right, or no longer works
complaint-method-missing = Choose one of the proofs
sign-in-forgotten = Forgot your password?
forgot-title = Choose a new password
forgot-lede = Say who you are. Then prove it, and choose a new password.
forgot-button = Continue
forgot-back = Back to sign in
forgot-off-text = It is not open here to reset a password without the service desk.
forgot-code = If you call the service desk, tell them this code:
forgot-help-title = Does this not work?
forgot-help-text = The service desk can give you a temporary password.
forgot-help-link = Ask for help
forgot-verify-title = Prove that it is you
forgot-verify-second = One proof is right. Give a second one.
forgot-mail-title = Code by mail
forgot-mail-sent = If this account has a recovery address, a code is on its way to it. It works for ten minutes.
forgot-mail-unsent = If this account has a recovery address, we send a code to it.
forgot-mail-wait = No further code is sent before { $at }.
forgot-mail-code = Code from the mail
forgot-mail-hint = Eight digits. Nothing after five minutes? Look in spam, or send another code.
forgot-mail-button = Check the code
forgot-mail-send = Send a code
forgot-mail-again = Send another code
forgot-app-title = Authenticator app
forgot-app-code = Code of the app, or a recovery code
forgot-app-hint = The app shows a new code every half minute.
forgot-app-button = Check the code
forgot-new-title = Choose a new password
forgot-new-lede = You are signed out everywhere. Sign in with the new password afterwards.
forgot-new-outside = It is set in your organisation’s directory, and you are signed out everywhere.
forgot-unable-again = Try again
forgot-new-button = Save the new password
forgot-closed-title = Too many wrong codes
forgot-closed-text = A new password can not be chosen here before { $at }. The service desk can help you sooner.
flash-reset-done = Your new password is set. Sign in with it.
flash-reset-done-closed = Your new password is set. Wrong guesses keep your account closed for now: wait a while before you sign in, or call the service desk.
flash-reset-over = That took too long, or too many codes were wrong. Begin again.
flash-reset-sent = If this account has a recovery address, another code is on its way.
flash-reset-help = Your request is on its way to the people who can help. Nobody answers? Call the service desk.
flash-address-added = The recovery address is saved.
flash-address-removed = The recovery address is removed.
flash-reset-opened = The page for a forgotten password is open to this person again.
security-address = Recovery address
security-address-text = If you forget your password, we send a code to this address. Choose one that you can read without signing in here.
security-address-none = You have not given one.
security-address-add = Add an address
security-address-change = Change it
security-address-remove = Remove it
address-title = Recovery address
address-lede = We send a code to the address, to see that it reaches you.
address-label = Mail address
address-send = Send the code
address-code-lede = We have sent a code to { $to }. It works for ten minutes.
address-code = Code from the mail
address-code-hint = Eight digits.
address-save = Save the address
address-other = Use another address
complaint-address-signs-in = This is the address that you sign in with. Choose one that you can read when you can not sign in
complaint-address-wait = Too many codes were sent. The next one can be sent after { $at }
user-reset-closed = Too many wrong codes on the page for a forgotten password. It is closed for this person until { $at }.
user-reset-codes = As many codes as may be were sent to this person. No further one is sent until { $at }.
user-reset-answers = This person saved answers to security questions too often. That is closed until { $at }.
user-reset-open = Open it again
activity-self-reset = Password reset by oneself
activity-self-reset-step = Step of a self-service reset
activity-self-reset-closed = Self-service reset closed
activity-self-reset-opened = Self-service reset opened again
activity-proof-registered = Recovery address added
activity-proof-removed = Recovery address removed
activity-mail-tried = Test mail
event-self-reset = { $person } reset the own password
event-self-reset-begun = Someone asked to reset the password of { $person }
event-self-reset-refused = Someone asked to reset the password of { $person }: { $why }
event-self-reset-unknown = Someone asked to reset the password of a name that nobody has
event-self-reset-sent = A code was sent to { $person }
event-self-reset-proved = { $person } gave a proof for a new password
event-self-reset-not-proved = A proof for a new password of { $person } was refused: { $why }
event-self-reset-not-proved-unknown = A proof for a name that nobody has was refused
event-self-reset-password = { $person } chose a new password that breaks a rule
event-self-reset-order = Someone tried to leave out a step of the reset of { $person }
event-self-reset-closed = After too many wrong codes { $person } can not reset the own password for a day
event-self-reset-closed-unknown = After too many wrong codes a name that nobody has is closed for a day
event-self-reset-opened = { $actor } opened the self-service reset of { $person } again
event-self-reset-opened-refused = { $actor } could not open the self-service reset of { $person }: { $why }
event-proof-registered = { $actor } gave a recovery address
event-proof-removed = { $actor } removed the recovery address
event-mail-tried = { $actor } sent a test mail to { $to }
why-sspr-off = self-service reset is open to nobody (SSPR_0009)
why-sspr-elsewhere = the password does not live here (SSPR_0010)
why-sspr-blocked = the account is blocked (SSPR_0011)
why-sspr-group = self-service reset is open to other groups only (SSPR_0013)
why-sspr-proofs = too few proofs are registered (SSPR_0014)
why-out-of-order = a step was left out
detail-step = Step
detail-method = Proof
detail-methods = Proofs
detail-sent-to = Sent to
method-email = code by mail
method-app = authenticator app
event-self-reset-help = Someone asked for help for { $person }
event-self-reset-help-unknown = Someone asked for help for a name that nobody has
event-self-reset-cancelled = { $person } went back and kept the password
event-self-reset-cancelled-unknown = Someone went back from a reset for a name that nobody has
detail-told = People told
event-proof-given = { $actor } asked for a code to { $to }
event-proof-refused = The recovery address of { $actor } was not saved: { $why }
forgot-again = Use another user name
complaint-address-over = That took too long, or too many codes were wrong. Give the address again
mail-trouble-unread = This server can not read what was to be sent
complaint-app-alone = Six digits of an app alone are too little. Choose the code by mail as well, or ask for two proofs
complaint-ways-few = Two proofs take two ways at least. Choose another one as well, or ask for one proof
event-self-reset-asked = Another code was asked for, for { $person }, and none was sent
forgot-mail-sent-to = A code is on its way to { $to }. It works for ten minutes.
forgot-mail-unsent-to = We send a code to { $to }.

# Resets by administrators
settings-resets = Resets by administrators
settings-resets-text = When an administrator resets the password of somebody who calls: which checks of the caller will do, how the password gets to its person, and how long it works.
settings-resets-checks = Checks of a caller that will do
settings-resets-administrators = Checks that will do for the password of an administrator
settings-resets-delivery = How the temporary password gets to its person
settings-resets-delivery-hint = A code is a temporary password that is sent to the recovery address of the person. It works for a day at most.
settings-resets-either = As the administrator chooses: shown once, or sent as a code
settings-resets-code-only = Always as a code, so that no administrator ever knows a password
settings-resets-longest = A temporary password works at most
settings-resets-longest-hint = Administrators choose this or less with each reset. New users get this.
settings-resets-now-code = Passwords are sent as a code, and no administrator knows them.
settings-resets-now-either = A temporary password is shown once, or sent as a code.
settings-resets-now-longest = It works at most: { $end }.
complaint-no-check = Choose one check at least, or nobody could be helped
complaint-no-mail = Mail is not set up: nothing can be sent
complaint-no-address = No recovery address of { $name } is known. Write it down under Edit, or choose the other way
mail-kind-sign-in-code = Code after a reset
mail-sign-in-code-text = Your password was reset. Sign in with your user name and, in place of your password, this code. You then choose a new password.
mail-sign-in-code-until = It works once, until { $until }.
mail-sign-in-code-not-you = If you did not ask for this, tell the service desk.
reset-delivery = How does the password get there?
reset-delivery-temporary = Show it to me once
reset-delivery-code = Send a code to { $address }
reset-delivery-code-hint = A code works for a day at most. You do not see it.
reset-delivery-no-address = No recovery address of { $name } is known, so no code can be sent. It can be written down under Edit.
reset-delivery-no-mail = Mail is not set up, so no code can be sent.
flash-code-sent = The password is reset. A code is on its way to the recovery address.
new-start-code-only = It was decided that no administrator knows a password: the new user begins without one. Write down a recovery address and reset the password, and a code is sent.
## Registration at sign-in

settings-registration = Registration
settings-registration-now-never = Nobody is asked for proofs at sign-in.
settings-registration-now-snooze = Whoever lacks proofs is asked for them at sign-in, and may put it off.
settings-registration-now-wall = Whoever lacks proofs adds them at sign-in, before anything else.
settings-registration-text = People can only reset a forgotten password with proofs that they gave before. Here you decide whether they are asked for them at sign-in. Nobody who is at work is interrupted, and nobody is asked whom self-service does not reach. Administrators can always put it off.
settings-registration-ask = Ask for missing proofs at sign-in
settings-registration-never = Never
settings-registration-snooze = Yes, and it may be put off
settings-registration-wall = Yes, before anything else
settings-registration-snooze-days = Days it is put off
settings-registration-snooze-days-hint = Between { $least } and { $most }. With 0 it is asked again at the next sign-in.
settings-registration-snoozes = Times it may be put off
settings-registration-snoozes-hint = Between { $least } and { $most }. With 0, as often as people like.
settings-registration-reconfirm-days = Days until people look at their proofs again
settings-registration-reconfirm-days-hint = Between { $least } and { $most }. With 0, never. Only where people are asked at sign-in.
registration-lacking-title = Who lacks proofs
own-registration-uncounted = How many lack proofs is not counted: there are too many people to look through. The report of registration lists them.
own-registration-lacking = { $number ->
    [one] One person may reset the own password and lacks the proofs for it.
   *[other] { $shown } people may reset the own password and lack the proofs for it.
}
invite-button = Write to them
invite-title = Write to everybody who lacks proofs?
invite-question-uncounted = Whoever lacks proofs gets a mail with a link to the page where proofs are added. How many that are is not counted: there are too many people to look through.
invite-question = { $number ->
    [one] One person gets a mail with a link to the page where proofs are added.
   *[other] { $shown } people get a mail with a link to the page where proofs are added.
}
invite-how = Whoever was written to in the last seven days is left out. At most 100,000 are written to at once. You can stop it at any time.
own-registration-title = Proofs for a forgotten password
registration-closed = Your account can not reset its own password: that is not open to you. The service desk can help.
registration-wall = Before you go on: add what is missing, so that you can help yourself when you forget your password. It takes a minute.
registration-lacks = Add what is missing, so that you can help yourself when you forget your password. It takes a minute.
registration-confirm = Is this still right? With these proofs you get in when you forget your password.
registration-complete = That is all. With these proofs you get in when you forget your password.
registration-needed = { $number ->
    [one] You need one of these
   *[other] You need { $number } of these
}
registration-not-there = Not there yet
registration-right = This is right
registration-go-on = This is right, go on
registration-later = Later
registration-later-once = You are asked again when you next sign in.
registration-later-days = { $number ->
    [one] You are asked again tomorrow at the earliest.
   *[other] You are asked again in { $number } days at the earliest.
}
complaint-proofs-missing = Something is still missing
complaint-not-later = This can not be put off any more
complaint-nobody-lacks = There is nobody to write to
flash-proofs-reviewed = Thank you. Your proofs are noted as right.
flash-registration-put-off = You can add your proofs at any time under My account.
flash-registration-demanded = The proofs are taken away. Where self-service reaches this person, new ones are asked for at the next sign-in.
user-re-register = Ask for all proofs anew
re-register-question = Ask { $name } for all proofs anew?
re-register-does = The recovery address, the authenticator app, the passkeys and the recovery codes of { $name } stop working: until there is a new one, the password alone opens the account
re-register-does-ask = Where self-service reaches { $name }, new ones are asked for at the next sign-in
re-register-refused = You cannot ask { $name } for all proofs anew
job-re-register = { $number ->
    [one] Ask one person for all proofs anew
   *[other] Ask { $shown } people for all proofs anew
}
bulk-re-register-question = { $number ->
    [one] Ask one person for all proofs anew?
   *[other] Ask { $shown } people for all proofs anew?
}
job-invite = { $number ->
    [one] Write to one person who lacks proofs
   *[other] Write to { $shown } people who lack proofs
}
activity-proofs-reviewed = Proofs found right
activity-registration-put-off = Registration put off
activity-registration-demanded = All proofs asked for anew
activity-registration-invited = Invitation to add proofs
event-proofs-reviewed = { $actor } looked at the own proofs and found them right
event-registration-put-off = { $actor } put off adding proofs
event-registration-demanded = { $actor } took the proofs of { $person } away and asks for them anew
event-registration-invited = { $actor } wrote to { $person } about missing proofs
mail-invited-subject = { $organisation }: help yourself when you forget your password
mail-notice-invited = { $name } can reset a forgotten password without the service desk, but the proofs for it are not there yet.
mail-notice-invited-how = Sign in as you always do and add what is missing. It takes a minute.
mail-notice-invited-open = Add proofs
mail-notice-registration-demanded = An administrator has removed the recovery address, the authenticator app and the passkeys of { $name }. You can add new ones when you next sign in.
mail-kind-invited = Invitation to add proofs
mail-kind-password-ends = Password ends soon
mail-ends-subject = { $organisation }: your password ends soon
mail-notice-password-ends = The password of { $name } ends on { $day }.
mail-notice-password-ends-how = Choose a new one before then. Otherwise it is asked for when you sign in from that day on.
mail-notice-password-ends-open = Choose a new password
mail-kind-account-locked = Account locked by wrong passwords
mail-locked-subject = { $organisation }: your account was locked for a time
mail-notice-account-locked = The account of { $name } was locked for a time after too many wrong passwords.
mail-notice-account-locked-how = It opens by itself after a while, as a rule. If it was not you, you need not do anything: with those passwords nobody got in, and yours is what it was. If you still do not get in later, ask the service desk.
mail-kind-registration-demanded = Proofs asked for anew
settings-self-service-unlock = Whoever knows the password may open the own account again that wrong guesses have locked, with the same proofs
forgot-unlock-title = You know your password, but can not sign in?
forgot-unlock-text = Too many wrong passwords may have locked your account. Open it again, and keep the password that you have.
forgot-unlock-button = Open my account
flash-self-unlocked = Your account is open. Sign in with the password that you have.
activity-self-unlock = Account opened by oneself
event-self-unlock = { $person } opened the own account again
mail-notice-unlocked = The account of { $name } was unlocked on the page for a forgotten password. The password is what it was.
mail-kind-unlocked = Account opened by oneself
mail-kind-password-known = Password may be known
mail-kind-passkey-copied = Passkey may be copied
detail-doors = Doors opened

## Reports

nav-reports = Reports
report-file = CSV
report-print = Print
period-label = Which time
period-hours = 24 hours
period-week = 7 days
period-month = 30 days
period-days = These days
chart-as-table = Show as a table
chart-day = Day
chart-hour = Hour
complaint-too-many-days = Choose at most { $most } days
file-password-resets = password resets
file-audit-log = the audit log
file-sign-ins = the sign-in log
audit-file-csv = CSV
audit-file-json = JSON
audit-file-most = A file holds at most { $most } events: choose fewer days for more of them.
audit-category = Category
audit-service = Service
audit-last-day = Today and yesterday
audit-last-week = The last 7 days
detail-file = File
activity-file-begun = Download of a report begun
activity-file-ended = Download of a report ended
event-file-begun = { $actor } began to download { $file }
event-file-ended = { $actor } downloaded { $file } (rows: { $rows })
event-file-cut = { $actor } downloaded the newest { $rows } rows of { $file }; there are more
event-file-broken-off = The download of { $file } by { $actor } broke off (rows: { $rows })
resets-title = Password resets
resets-lede = Who reset whom, and what came of it
resets-lede-own = What you reset, and what came of it
resets-filter = Filter the resets
resets-by = Reset by
resets-kind = How
resets-self-service = Self-service
resets-administrator = By an administrator
resets-first-sign-in = First sign-in
resets-not-done = Not finished
resets-figures = This time in numbers
resets-number = Resets
resets-number-text = that led to a password, whoever did them
resets-share-text = of them by the people themselves
resets-back = Back to work
resets-back-text = half signed in with the temporary password within this time
resets-waiting = Still waiting
resets-waiting-text = given and not yet replaced
resets-per-day = Resets per day
resets-per-hour = Resets per hour
resets-finding = By the people themselves: { $own }. By administrators: { $others }. First sign-ins with a temporary password: { $first }. Not finished: { $rest }.
resets-finding-own = { $others } by you, { $rest } not finished.
resets-who = Who reset whom
resets-who-caption = Administrators who reset passwords in this time, most first
resets-whom = Whom
resets-rows = Every reset
resets-caption = Password resets, newest first
resets-caption-oldest = Password resets, oldest first
resets-turn = Turn the order round
resets-pages = Pages of password resets
resets-none = No password resets in this time.
resets-column-user = User
resets-column-role = Role
resets-column-when = Date and time
resets-column-methods = Methods used
resets-events = Events
resets-role-administrator = Admin
resets-role-user = User
resets-succeeded = Succeeded
resets-unlocked = Unlocked
resets-failed = Failed
resets-blocked = Blocked
resets-cancelled = Cancelled
resets-contacted = Contacted an administrator
resets-abandoned = Abandoned
resets-under-way = In progress
resets-changed-in = Changed after { $lasted }
resets-before-completing = Before completing: { $channel }
resets-after-starting = After starting: { $channel }
resets-too-many = Too many wrong tries: { $channel }
resets-contacted-after = After trying: { $channel }
resets-after-user-name = After typing the user name
resets-before-new-password = Before starting to choose a new password
resets-choosing-password = While choosing a new password
resets-too-many-phone-numbers = Too many wrong phone numbers
resets-cancelled-before-proofs = Before the proofs were given
resets-cancelled-before-password = Before a new password was sent
resets-contacted-after-user-name = Asked for help right after the user name
resets-not-enabled = The account is blocked
resets-not-licensed = No licence
resets-no-cookies = The browser keeps no cookies
resets-too-few-methods = Too few proofs are known
resets-elsewhere = The password is kept elsewhere
resets-unreachable = The directory could not be reached
resets-trouble-elsewhere = The directory had trouble with it
resets-not-in-group = Not in a chosen group
resets-off = Self-service is off
resets-out-of-order = A step was tried before its time
resets-not-allowed = The administrator may not
resets-done = There is a new password
resets-unlocked-text = The account is open again, the password was kept
resets-account-deleted = The account is deleted
resets-own-account = Administrators do not reset their own password this way
channel-email = Code by mail
channel-sms = Code by text message
channel-mobile-voice = Call to a mobile phone
channel-office-voice = Call to the office
channel-questions = Security questions
channel-app = Authenticator app
channel-temporary-password = Temporary password

## Troubleshooting

trouble-title = Troubleshoot
trouble-lede = What a code means, and what to do about it
trouble-code = Support code, or a code like SSPR_0014
trouble-look-up = Look it up
trouble-happened = What happened
trouble-meaning = Meaning
trouble-fix = What to do
trouble-cause = Cause
trouble-code-column = Code
trouble-none = Nothing of this was refused.
trouble-nothing = Nothing was recorded under this code: the request changed nothing. The page was read, or what was asked for was not understood, or Latchkey itself had a fault. Then its own log tells more.
trouble-nothing-own = Nothing that you may see was recorded under this code. It may belong to somebody else, or to a request that changed nothing, or Latchkey itself had a fault.
trouble-diagnostics = Diagnostics
trouble-diagnostics-text = What whoever looks into it must know. No secret is in it.
trouble-copy = Copy diagnostics
trouble-known = Codes that are known
complaint-not-a-code = Enter a support code as it stands on the page, or one of the codes below
trouble-off-cause = Self-service reset is switched off
trouble-off-meaning = Nobody in this organisation may reset the own password.
trouble-off-fix = Reset the password for the caller. Whoever decides can open self-service under Settings, Forgotten passwords.
trouble-elsewhere-cause = The password lives elsewhere
trouble-elsewhere-meaning = The account belongs to another organisation, or to a directory to which Latchkey does not write.
trouble-elsewhere-fix = Whoever decides can let Latchkey write there under Settings, Directory. Otherwise send the caller to the help desk of that organisation.
trouble-reset-blocked-cause = The account is blocked, so it can not be reset
trouble-reset-blocked-meaning = An administrator blocked the account. A reset does not open it.
trouble-reset-blocked-fix = Find out on the person's page who blocked it and why. Unblock it only when that is over.
trouble-licence-cause = No licence
trouble-licence-meaning = Azure asks for a licence; Latchkey never does.
trouble-licence-fix = If somebody reads this code out, it comes from another portal.
trouble-group-cause = Self-service is open to other groups
trouble-group-meaning = Only members of chosen groups may reset the own password, and the caller is not one of them, or is in a group that is left out.
trouble-group-fix = Reset the password, or put the person into one of the groups under Settings, Forgotten passwords.
trouble-proofs-cause = Too few proofs are known
trouble-proofs-meaning = The person has not given enough ways to prove who it is. Administrators need two, and security questions are none of theirs.
trouble-proofs-fix = Reset the password after a check. Then ask the person to add proofs under My account, Sign-in and security.
trouble-directory-cause = The directory had trouble with this account
trouble-directory-meaning = The directory that keeps the password refused to change it.
trouble-directory-fix = Whoever keeps that directory looks the account up there: blocked, locked, or not allowed to change the password.
trouble-away-cause = The directory could not be reached
trouble-away-meaning = The directory that keeps the password did not answer.
trouble-away-fix = Try again in a few minutes. If it stays so, tell whoever keeps the directory.
trouble-unknown-cause = Nobody has this name
trouble-unknown-meaning = What was typed as user name belongs to no account. The name itself is not kept, since people type passwords there.
trouble-unknown-fix = Search the person under Users, and read the user name out.
trouble-password-cause = The password was wrong
trouble-password-meaning = The account is there, and the password is another one.
trouble-password-fix = Look out for capitals and another keyboard. If the person forgot it, reset it after a check.
trouble-blocked-cause = The account is blocked
trouble-blocked-meaning = An administrator decided that nobody signs in with this account.
trouble-blocked-fix = Find out on the person's page who did so and why, before you unblock it.
trouble-none-cause = There is no password here
trouble-none-meaning = The account never had one, or lives in another directory.
trouble-none-fix = For an account of this organisation: reset the password. For any other: send the caller there.
trouble-temporary-cause = The temporary password is over
trouble-temporary-meaning = Its time has passed, or more than half an hour went by since it was first used.
trouble-temporary-fix = Give a new temporary password.
trouble-code-cause = The code was wrong
trouble-code-meaning = The code of the app or of the mail was another one, was used before, or was too old.
trouble-code-fix = The clock of the phone must be right. Otherwise take a recovery code, or ask for a new mail.
trouble-passkey-cause = The passkey was not accepted.
trouble-passkey-meaning = The password was right. The device answered with a passkey that is not this person's, or was removed.
trouble-passkey-fix = Use a code of the app or a recovery code. Under Sign-in and security the person sees which passkeys there are.
trouble-passkey-over-cause = The passkey answered too late.
trouble-passkey-over-meaning = A question to a passkey holds for five minutes and is answered once.
trouble-passkey-over-fix = Press the button for the passkey again.
trouble-passkey-copied-cause = There may be a copy of this passkey.
trouble-passkey-copied-meaning = The device counted backwards, so the same passkey was used on another device in between.
trouble-passkey-copied-fix = The person signs in with a code, removes the passkey, and adds a new one. If nobody can explain the copy, contain the account.
trouble-codes-cause = Too many codes were wrong
trouble-codes-meaning = After five wrong codes none is looked at for a while.
trouble-codes-fix = Wait as long as the page says. For forgotten passwords, the person's page has a button that opens the way again.
trouble-locked-cause = Too many passwords were wrong
trouble-locked-meaning = The account is closed for a short time, so that nobody can guess on.
trouble-locked-fix = It opens by itself. Unlock on the person's page opens it at once; ask first whether the person did it.
trouble-very-many-cause = Very many passwords were wrong
trouble-very-many-meaning = The password works on devices that are known, and nowhere else.
trouble-very-many-fix = Somebody may be guessing. Reset the password after a check: then it works everywhere again.
trouble-there-disabled-cause = The account is disabled in the directory
trouble-there-disabled-meaning = The directory that keeps the password lets this account in nowhere.
trouble-there-disabled-fix = Whoever keeps that directory enables the account again there.
trouble-there-expired-cause = The account has expired in the directory
trouble-there-expired-meaning = The directory that keeps the password let this account in until a certain day, and that day is over.
trouble-there-expired-fix = Whoever keeps that directory sets a later day there.
trouble-there-locked-cause = The account is locked in the directory
trouble-there-locked-meaning = Too many wrong passwords reached the directory that keeps the password, here or anywhere else.
trouble-there-locked-fix = Resetting the password opens it. Otherwise whoever keeps that directory unlocks the account there.
trouble-superseded-cause = The password had just changed
trouble-superseded-meaning = While it was being checked, another password took its place.
trouble-superseded-fix = Sign in again with the new one.
trouble-policy-cause = The new password breaks a rule
trouble-policy-meaning = It is too short, well known, used before, or holds a banned word or the own name.
trouble-policy-fix = The page shows which rule. Settings, Password policy has a page to try one out.
trouble-order-cause = A step was left out
trouble-order-meaning = A page of a reset was opened before its turn, or after its quarter of an hour.
trouble-order-fix = Begin again with the user name.
trouble-broken-cause = The download broke off
trouble-broken-meaning = The browser went away or was too slow, or the person may not read it any more.
trouble-broken-fix = Download it again.
trouble-there-policy-cause = The new password breaks a rule of the directory
trouble-there-policy-meaning = The directory that keeps the password has rules of its own: length, history, age, words.
trouble-there-policy-fix = Choose a longer one that was not used before. If it was changed a short while ago, wait as long as the directory asks for.
trouble-there-right-cause = The directory does not let Latchkey write
trouble-there-right-meaning = The account by which Latchkey works there lacks a right, or that server takes no changes.
trouble-there-right-fix = Whoever keeps the directory gives the right. Settings, Directory shows the commands for it.
trouble-there-unknown-cause = The directory did not say how it ended
trouble-there-unknown-meaning = The change was sent and not answered. It may be there or not.
trouble-there-unknown-fix = The page of the directory’s state tells it a minute later. Until then the person tries the new password, and then the one of before.
trouble-answers-cause = An answer to a security question was wrong
trouble-answers-meaning = Not every answer was the one that was given before. Which one is told to nobody.
trouble-answers-fix = Other questions come with the next try. If the answers are forgotten, reset the password after a check and ask for new answers.
trouble-number-cause = The number is not that of the recovery phone
trouble-number-meaning = A code goes out only to somebody who types the whole number.
trouble-number-fix = Read out the last digits on the person’s page. Type the number with the country, as in +31.
trouble-denied-cause = It may not be done
trouble-denied-meaning = Whoever tried lacks the role for it, or the account does not allow it as it stands.
trouble-denied-fix = The row says why. The page of the person says who may.

## Registration

registration-title = Registration
registration-lede = Who can reset the own password, and who lacks what
registration-figures = People in six numbers
registration-filter = Filter the people
registration-who = Who
registration-everybody = Everybody
registration-registered = Registered
registration-registered-text = have as many proofs as are asked for
registration-enabled = Enabled
registration-enabled-text = may use self-service: the account is open and in a chosen group, and enough kinds of proof are on offer
registration-capable = Capable
registration-capable-text = both: they can reset the own password now
registration-lacking = Lacks proofs
registration-lacking-text = may use it, and have too few proofs
registration-two-step = Two steps
registration-two-step-text = have an authenticator app or a passkey, and may sign in
registration-passwordless = Passwordless
registration-passwordless-text = have a passkey, and may sign in; the password is still asked for first here
registration-method = Has registered
registration-methods = Proofs
registration-no-methods = None
registration-missing = { $number ->
    [one] One more proof is needed
   *[other] { $number } more proofs are needed
}
registration-none = Nobody here.
registration-caption = People by name, with their proofs
registration-pages = Pages of people
registration-more = Go on
registration-stopped = { $number } people were looked through, and there are more.
report-uncounted = not counted: there are too many people to look through
methods-title = Proofs
methods-lede = By what people prove who they are, and what was registered of late
methods-people = who have it
methods-several = Two or more
methods-groups = Groups that self-service is open to
methods-recent = Registered of late
methods-recent-none = Nothing was registered yet.
registered-title = Registrations
registered-lede = Who registered what, and when
registered-filter = Filter the registrations
registered-what = Data registered
registered-caption = Registrations, newest first
registered-pages = Pages of registrations
registered-none = Nothing was registered in this time.
methods-registered = Registered in the last 30 days, by method
proof-events-title = Registration and reset events
proof-events-lede = Every proof that was registered or given at a reset, and what failed
proof-events-filter = Filter the events of proofs
proof-events-feature = Feature
proof-events-registration = Registration
proof-events-reset = Reset
proof-events-why = Reason
proof-events-caption = Events of proofs, newest first
proof-events-pages = Pages of events of proofs
proof-events-none = No proof was registered or given in this time.
proof-events-nobody = A name that nobody has
usage-title = Usage
usage-lede = How people sign in, and how passwords change
usage-filter = Choose days
usage-figures = This time in six numbers
usage-sign-ins = Sign-ins
usage-sign-ins-text = that opened the portal
usage-one-step = One step
usage-two-steps = Two steps
usage-not-noted = Not noted
usage-share-text = of the sign-ins asked for a second step
usage-changes = Own changes
usage-changes-text = passwords that their people replaced
usage-own-resets = Own resets
usage-own-resets-text = by people who forgot the password
usage-administrators-resets = Resets for others
usage-administrators-resets-text = by administrators
usage-unlocks = Unlocks
usage-unlocks-text = by administrators and by the people themselves
usage-sign-ins-per-day = Sign-ins per day
usage-sign-ins-per-hour = Sign-ins per hour
usage-sign-ins-finding = One step: { $one }. Two steps: { $two }.
usage-sign-ins-unknown = Not noted: { $unknown }.
usage-passwords-per-day = Passwords and unlocks per day
usage-passwords-per-hour = Passwords and unlocks per hour
usage-passwords-finding = Resets by the people themselves: { $own }. By administrators: { $others }. Own changes: { $changes }. Unlocks: { $unlocks }.
usage-method = Method
usage-password = Password
usage-app = Authenticator app or recovery code
usage-by-method = Sign-ins by method
usage-by-proof = Proofs of resets by method
usage-registered = Registrations by method
file-registration = who is registered
settings-directory = Directory
settings-directory-now-off = People and passwords live here alone.
settings-directory-now-on = People come from { $host } and sign in there. Their passwords are not written from here.
settings-directory-now-writes = People come from { $host } and sign in there. Their passwords are written from here.
settings-directory-text = People whose password lives in Active Directory or another LDAP directory are loaded from there, sign in with the password that they have there, and can have it reset from here. Save, give the password of the account, and test every part before you switch anything on.
settings-directory-kind = What kind of directory it is
settings-directory-security = How the connection is protected
settings-directory-host = Host name or address
settings-directory-host-hint = As it stands in the server’s certificate, like directory.example.org.
settings-directory-port = Port
settings-directory-port-hint = Usually 636 for ldaps, 389 for the others.
settings-directory-account = Service account
settings-directory-account-hint = Its distinguished name, like cn=latchkey,ou=services,dc=example,dc=org. With Active Directory also name@domain.
settings-directory-base = Base
settings-directory-base-hint = People are looked for below it, like ou=people,dc=example,dc=org. Nobody outside is touched.
settings-directory-group-base = Base of groups
settings-directory-group-base-hint = Security groups are looked for below it. Leave it empty if they are below the base of people.
settings-directory-fingerprint = Fingerprint of the server’s certificate (SHA-256)
settings-directory-fingerprint-hint = Only where no authority signed it. The test shows it; compare it with the server’s before you paste it here.
settings-directory-deletions = Deletions at once, in percent
settings-directory-deletions-hint = People who are gone there are deleted here and can be restored for 30 days. If more than this share is gone at once, and more than five people, nobody is deleted and you are told. At 0 nobody is ever deleted.
settings-directory-authority = Certificates of your own authority
settings-directory-authority-hint = As PEM text. Leave it empty if the certificate comes from an authority that this machine trusts.
settings-directory-does = What is done there
settings-directory-on = Load people, and let them sign in there
settings-directory-groups = Load security groups and their members. They are read-only here and never hold roles
settings-directory-writeback = Write passwords there: resets and people’s own changes
settings-directory-writeback-self = Let people who forgot their password choose another one there, and open their own account there
directory-no-host = This is no host name and no address.
directory-no-name = This can not be a name in a directory.
directory-plain-elsewhere = Without TLS only a directory on this same machine can be used.
directory-no-authority = These are no certificates in PEM text.
directory-no-fingerprint = A SHA-256 fingerprint has 64 digits and letters from A to F.
directory-not-set-up = Fill in host, account and base and give the account’s password before you switch it on.
directory-no-password = Type the password of the account.
directory-done = Done.
directory-done-undemanded = The password is set, but the directory will not ask for another one at the next sign-in.
directory-done-closed = The password is set, but wrong guesses still keep the account closed: it could not be unlocked.
directory-refused-code = { $why } (Code { $code }.)
directory-not-asked = The directory can not be used now, so nothing was changed. { $why }
directory-unknown = The directory did not answer. The old or the new password may be valid. Reset it again when the directory answers.
directory-says = The directory says: “{ $said }”
directory-under-way = Under way.
directory-refusal-other = The directory refuses it.
directory-refusal-not-found = The directory does not have this person any more.
directory-refusal-several = The directory has several people of this name.
directory-refusal-no-permission = Our account has no right to do this in the directory.
directory-refusal-disabled = The account is disabled in the directory. Enable it there first.
directory-refusal-locked = The account is locked in the directory.
directory-refusal-wrong-current = The current password is not right.
directory-refusal-ended = The current password has ended in the directory, and it can not be changed from here.
directory-refusal-policy = The password does not meet the rules of your organisation’s directory: its length, its characters, or earlier passwords.
directory-refusal-quality = The password is too short or too simple for your organisation’s directory.
directory-refusal-in-history = The password was used before. Your organisation’s directory wants a new one.
directory-refusal-too-young = The password was changed a short time ago, and your organisation’s directory does not allow another change yet.
directory-refusal-configuration = The directory is not set up to change passwords this way.
directory-refusal-protected = The account is protected in the directory: it administers something there. Its password is only changed there.
directory-refusal-unfit = The password has characters that can not be sent to the directory.
directory-unreachable = The directory can not be reached.
directory-too-slow = The directory did not answer in time.
directory-tls = No safe connection to the directory could be made.
directory-certificate = The directory’s certificate is not trusted.
directory-login = The directory does not accept our account and its password.
directory-base = The base is not there, or our account may not read it.
directory-answer = The directory broke the connection or gave an answer that makes no sense.
directory-resting = The directory is busy or has failed several times. It is tried again in half a minute.
directory-moved = What was decided about the directory changed meanwhile
directory-state-running = Running
directory-state-out-of-date = Running, but what is known of its people is out of date
directory-state-unknown = Unknown: nobody has looked for some minutes
directory-state-cannot-connect = Can not connect
directory-state-not-set-up = Not set up
directory-state-unable = Temporarily unable
directory-kind-ad = Active Directory or Samba
directory-kind-openldap = OpenLDAP with password policies
directory-kind-generic = Another LDAP directory
directory-security-ldaps = TLS from the beginning (ldaps)
directory-security-starttls = TLS after the first step (StartTLS)
directory-security-plain = Not at all: only on this same machine
directory-walk-try = Counting only
directory-walk-whole = Everybody
directory-walk-changes = Changes
directory-counts = { $read } read, { $added } new, { $updated } changed, { $gone } gone, { $passed } passed over.
directory-people-back = Back again: { $number }.
directory-managers = { $number } have another manager.
directory-group-counts = Groups: { $read } read, { $added } new, { $updated } changed, { $gone } gone, { $passed } passed over; { $joined } came in, { $left } left, { $unknown } members are not known here.
directory-groups-back = Groups back again: { $number }.
directory-groups-held-back = { $number } groups are gone in the directory and were not deleted here: they are too many at once, or our account may not read every group.
directory-members-held-back = { $number } members have left their groups in the directory and were not taken out here: they are too many of one group at once.
directory-groups-fault = The groups were not read: { $why }
directory-held-back = { $number } are gone in the directory and were not deleted here: they are too many at once, hold a role here, or our account may not read everybody.
directory-stage-waiting = Waiting.
directory-stage-running = Under way.
directory-operation-reset = Reset
directory-operation-change = Own change
directory-operation-self-reset = Forgotten password
directory-operation-unlock = Account opened
directory-operation-self-unlock = Own account opened
directory-operation-trial = Test of the rights
directory-status-link = State, loading and what happened of late
directory-status-title = Directory: state
directory-answered = It answered { $at }, in { $millis } ms.
directory-troubled = The last trouble was { $at }: { $why }
directory-load-title = Load people
directory-load-text = Count first: nothing is changed, and you see what would happen. After the first loading changes follow every five minutes, and everybody once a day.
directory-load-try = Count only
directory-load-whole = Load everybody
directory-walks-title = Loading of late
directory-walks-none = Nothing was loaded yet.
directory-writes-title = Writes of late
directory-writes-none = Nothing was written yet.
directory-column-walk = What
directory-column-met = Result
directory-column-when = When
directory-column-operation = Deed
directory-column-user = Person
directory-column-outcome = Outcome
directory-millis = { $millis } ms
directory-drift = Of the { $all } latest writes that were read back, { $there } are there, { $since } were changed over there since, and { $missing } are missing.
directory-read-back-there = Read back: it is there.
directory-read-back-changed = Read back: changed over there since.
directory-read-back-missing = Read back: it is not there.
directory-read-back-gone = Read back: the person is gone over there.
directory-read-back-untold = Read back: the directory does not tell when a password was set.
directory-password-title = Password of the service account
directory-password-given = A password was given. It rests sealed and is never shown.
directory-password-missing = No password was given yet.
directory-password-link = Give a password
directory-password-text = It is sealed before it is stored, and no page ever shows it.
directory-password-label = Service account’s password
directory-test-title = Test
directory-test-text = Tries what is saved, part by part. Without the tick it changes nothing.
directory-test-login = Somebody to look for
directory-test-login-hint = The name that she signs in by over there. May be left empty.
directory-test-button = Test what is saved
directory-test-again = Test again
directory-tested-title = Test of the directory
directory-tested-fine = Every part is in order.
directory-tested-not = Something is not in order. What stands below it was not tried.
directory-test-greeted = The server answers with a certificate that is trusted. Its fingerprint: { $print }
directory-test-greeted-plain = The server answers. The connection is not protected.
directory-test-distrusted = The certificate that it showed has this fingerprint: { $print }. If the server has the same, paste it into the settings, or paste your authority’s certificate there.
directory-test-signed-in = It accepts our account.
directory-test-base = The base is there.
directory-test-people = The first page has { $number } people.
directory-test-groups = The first page has { $number } security groups.
directory-test-person = { $login } is { $name }.
directory-test-nobody = Nobody signs in by { $login }, or more than one person does.
directory-back = Back to the settings
directory-rights-title = Rights of the service account
directory-rights-text = Whoever keeps the directory gives the account these rights there, and no others.
flash-directory-walk = It begins in a moment. This page shows how far it is.
permission-manage-directory = Set the directory up, and load people from it
activity-directory-account = Directory account’s password
activity-directory-walk = Load people from directory
activity-directory-people = People from directory
activity-directory-groups = Groups from directory
activity-directory-members = Group members from directory
activity-writeback-begun = Write to directory begun
activity-writeback-reset = Password reset in directory
activity-writeback-change = Password change in directory
activity-writeback-self-reset = Forgotten password replaced in directory
activity-writeback-unlock = Account opened in directory
activity-writeback-lost = Write to directory lost
activity-writeback-settled = Write to directory settled later
detail-walk = Loading
detail-added = People added
detail-updated = People changed
detail-back = People back again
detail-gone = People gone
detail-managers = People with another manager
detail-groups-added = Groups added
detail-groups-updated = Groups changed
detail-groups-back = Groups back again
detail-groups-gone = Groups gone
detail-members-added = Members added
detail-members-removed = Members removed
detail-operation = Write
detail-said = Directory’s own words
why-directory-disabled = The account is disabled in the directory.
why-directory-expired = The account has expired in the directory.
why-directory-locked = The account is locked in the directory.
password-new-outside = Your organisation’s directory decides which passwords it takes.
forced-outside = Your organisation’s directory wants a new password before you go on.
done-outside = There the password is typed exactly as it stands here, hyphens and all.
done-outside-undemanded = The directory will not ask { $name } for another password. Ask for that yourself.
done-outside-closed = Wrong guesses still keep the account of { $name } closed in the directory. Unlock it on the page of { $name }: until then nobody gets in with this password.
done-tell-outside = Your organisation’s directory decides what the new password must be like.
barrier-there-disabled = The account is disabled in the directory.
barrier-there-disabled-say = Your account is switched off in our directory. I will ask whoever keeps it to look at that.
barrier-there-locked = The account is locked in the directory.
barrier-there-locked-say = Your account is locked in our directory after wrong passwords. I can give you a new password, which opens it.

## Branding

settings-branding = Look and greeting
settings-branding-now-ours = Pages look as they were delivered.
settings-branding-now = Pages have a look of your own.
branding-lede = All of this is seen by whoever opens the sign-in page. Leave out whatever strangers should not read.
branding-name = Name of the organisation
branding-name-en = The name on English pages
branding-name-nl = The name on Dutch pages
branding-name-of-hint = Only where it is another one than above.
branding-name-hint = On pages and in letters. Empty: the name that was given at installation.
branding-accent-light = Accent colour on light pages
branding-accent-dark = Accent colour on dark pages
branding-accent-hint = As #0d536c. It must stand out at least 4.5 to 1 (WCAG 2.2). Empty: our own.
branding-text = Text below the sign-in form
branding-text-hint = At most 1,024 characters. **bold**, *italics*, __underlined__ and [a link](https://example.org); everything else is plain text. Without a text in a language, the other one is shown.
branding-text-en = In English
branding-text-nl = In Dutch
branding-logo = Logo
branding-logo-now = The logo that is shown now
branding-logo-none = No logo is shown.
branding-logo-file = File
branding-logo-hint = PNG or JPEG, at most 50 KB, 1,000 pixels wide and 400 high. Comments and places in it are removed.
branding-logo-pages = For which pages
branding-logo-all = Every page that has no logo of its own language
branding-logo-en = English pages
branding-logo-nl = Dutch pages
branding-logo-of-en = Logo on English pages
branding-logo-of-nl = Logo on Dutch pages
branding-logo-show = Show this logo
branding-logo-remove = Show none
complaint-no-file = Choose a file
complaint-no-picture = This file is neither a PNG nor a JPEG picture, or it is broken
complaint-file-too-large = This file has { $bytes } KB. At most { $most } KB are taken
complaint-picture-too-wide = This picture is { $width } × { $height } pixels. At most { $widest } × { $highest } are taken
complaint-photo-too-wide = This picture is { $width } × { $height } pixels. At most { $most } million pixels are taken
complaint-no-colour = Give a colour as # and six digits or letters up to f, as #0d536c
complaint-pale = This colour can not be read well: its contrast is { $ratio } to 1, and must be at least 4.5 to 1

## Letters in words of one's own

settings-letters = Texts of mail
settings-letters-now = { $number ->
    [0] Mail says what was delivered.
    [one] One text is your own.
   *[other] { $number } texts are your own.
}
letters-lede = What each mail says, in English and in Dutch. People get it in their language.
letters-kind = Mail
letters-words = Text
letters-own = Your own
letters-english = English
letters-dutch = Dutch
letters-language = Language of the text
letters-is-own = This text is your own.
letters-is-original = This is the original text.
letters-subject = Subject
letters-text = Text
letters-text-hint = An empty line begins a new paragraph. Everything is plain text; what stands in braces is filled in.
letters-preview-button = Preview
letters-original-button = Back to the original
letters-preview = Preview
letters-preview-hint = With made-up values, as it would reach you.
letters-as-page = As a page
letters-as-text = As plain text
place-organisation = the name of the organisation
place-name = the user name
place-time = when it happened
place-from = the network address from which it was done
place-code = the code, best as a paragraph of its own
place-minutes = for how many minutes the code works
place-until = until when the code or the password works
place-reason = the code for the service desk
place-link = where something can be done about it, best as a paragraph of its own
complaint-wording-missing = Write something, or go back to the original
complaint-wording-unknown = { $name } can not be filled in here. What can be is listed below the text
complaint-wording-needs = This mail is of no use without { $name }
complaint-wording-address = A mail with a code leads nowhere, so that people learn to follow no links. Leave the address out
mail-from-unknown = an unknown address
mail-link-none = the service desk

channel-passkey = Passkey
method-passkey = Passkey
settings-self-service-passkey = A passkey that the device offers by itself
settings-self-service-passkey-none = A passkey. This portal is called by numbers and not by a name, so this counts for nobody.
registration-passkey = Passkey that your device offers by itself
registration-passkey-add = Add a passkey
forgot-passkey-title = Passkey
forgot-passkey-text = Your device asks for your fingerprint, your face or its code.
forgot-passkey-script = A passkey needs JavaScript.
forgot-passkey-none = This browser can not use passkeys.

streams-title = Sent on
streams-lede = The audit log goes to whoever else keeps it, event by event in the order of its chain.
streams-none = It is sent nowhere. Whoever runs this server sets LATCHKEY_SYSLOG_URL or LATCHKEY_WEBHOOK_URL.
streams-how = Every event goes out within seconds. What does not get through waits and is tried again; nothing is left out. An event that arrives twice has the same id and sequence.
stream-syslog = Syslog server
stream-webhook = Webhook
stream-stuck = Does not get through
stream-even = Up to date
stream-behind = On its way
stream-sent = Last sent
stream-waits = Waiting
stream-place = Last sequence
stream-waiting = { $number ->
    [0] Nothing
    [one] One event
   *[other] { $shown } events
}
stream-unreachable = Nobody answers there.
stream-too-slow = The answer did not come in time.
stream-tls = No safe connection could be made.
stream-login = The request was not accepted: check the secret.
stream-refused = The events were not taken.
stream-again = Tries that failed: { $tries }, the last { $at }. The next one is { $next }.
file-registered = the registrations

# Text messages.
text-trial = { $organisation }: this is a test. Text messages arrive.
text-reset-code = { $organisation }: { $code } is your code for a new password. It works for { $minutes } minutes. We never ask you for it.
text-phone-code = { $organisation }: { $code } is the code for your recovery phone. It works for { $minutes } minutes. We never ask you for it.
mail-notice-phone-changed = The recovery phone of { $name } was added, changed or removed.
mail-kind-text-trial = Test, as a text message
mail-kind-reset-text = Code for a new password, as a text message
mail-kind-phone-text = Code for a recovery phone, as a text message
mail-kind-phone-changed = Recovery phone changed
security-phone = Recovery phone
security-phone-text = If you forget your password, we can send a code to this phone. You then type its whole number first.
security-phone-none = You have not given a phone.
security-phone-add = Add a phone
security-phone-change = Change it
security-phone-remove = Remove it
phone-title = Recovery phone
phone-lede = We send a code as a text message, to see that the phone is yours.
phone-label = Mobile number
phone-hint = With the country code, as in +31 612345678.
phone-code-lede = We have sent a text message with a code to { $to }. It works for ten minutes.
phone-save = Save the phone
phone-other = Use another phone
flash-phone-added = The recovery phone is saved.
flash-phone-removed = The recovery phone is removed.
flash-reset-text-sent = A text message with a code is on its way.
flash-text-tried = The test message is on its way.
complaint-texts-spent = No more text messages are sent at the moment. Try again in an hour, or choose another way
complaint-number-wrong = That is not the number that we know for this account. Nothing was sent
activity-phone-registered = Recovery phone added
activity-phone-removed = Recovery phone removed
event-phone-given = { $actor } asked for a code to the phone { $to }
event-phone-registered = { $actor } gave a recovery phone
event-phone-removed = { $actor } removed the recovery phone
event-phone-refused = The recovery phone of { $actor } was not saved: { $why }
why-wrong-number = the number was not the one that is known
method-sms = code by text message
forgot-text-title = Code by text message
forgot-text-unsent = Type the number of your recovery phone. If it is the one that we know, we send a code to it.
forgot-text-sent = A code is on its way to your phone. It works for ten minutes.
forgot-text-sent-to = A code is on its way to { $to }. It works for ten minutes.
forgot-text-unsent-to = Codes go to { $to }. Type the whole number, and we send one to it.
forgot-text-number = Number of your recovery phone
forgot-text-send = Send a text message
forgot-text-code = Code from the text message
forgot-text-code-hint = The eight digits in the message.
forgot-text-button = Check this code
forgot-text-again = Nothing arrived?
forgot-text-send-again = Send another text message
settings-self-service-text-message = A code by text message to the recovery phone
settings-self-service-text-none = A code by text message to the recovery phone. No text messages are sent now, so this counts for nobody.
settings-self-service-texts = Text messages with a code that may be sent in an hour
settings-mail-number = Send a text message to
settings-mail-try-number = Send a test message
settings-mail-try-text-message = It shows whether text messages arrive.
settings-mail-no-texts = No text messages are sent: the operator has named no gateway (LATCHKEY_TEXT_GATEWAY_URL).
settings-mail-texts-spent = As many text messages with a code were sent within an hour as may be. Until there is room again, no more are sent. The number is under Forgotten passwords.
event-self-reset-number = Somebody typed another number than the recovery phone of { $person }: { $why }
event-self-reset-number-unknown = Somebody typed a number for a name that nobody has
mail-notice-activity = See what happened with your account
decimal-mark = .

## How long the audit log is kept

settings-retention = Retention
settings-retention-now = What happened is kept for { $months } months.
settings-retention-now-always = What happened is kept for ever.
settings-retention-text = The audit log keeps what happened for as long as you decide here, and the report of password resets with it. A month that is over is removed for good, at the beginning of a later one. The log itself tells so, and what is left stays proven.
settings-retention-months = Months
settings-retention-hint = From { $least } to { $most } months, or 0: nothing is ever removed. Whoever did something can not have it forgotten within a year.
retention-question = Keep what happened for { $months } months?
retention-removes = { $number ->
    [one] One row of the audit log is older, and will be removed for good within minutes.
   *[other] { $shown } rows of the audit log are older, and will be removed for good within minutes.
}
complaint-phone-over = That took too long, or too many codes were wrong. Give the number again
security-phone-unused = No codes go to phones at present. This number is of no use until that is decided otherwise.

## Security questions

question-first-record = What was the first music that you bought with your own money?
question-first-dish = Which dish did you first learn to cook by yourself?
question-hiding-place = Where did you like to hide as a child?
question-soft-toy = What did you call the soft toy or blanket that you slept with as a child?
question-first-cinema-film = Which film did you see on your first visit to a cinema?
question-refused-food = Which food did you refuse to eat as a child?
question-first-job-task = What was the first task in your first job?
question-childhood-smell = Which smell takes you back to your childhood?
question-teacher-saying = Which saying of a teacher do you still remember?
question-plan-at-ten = What did you want to become when you were ten?
question-missed-thing = Which thing that you lost do you still miss?
question-best-present = Which present did you like best as a child?
question-book-read-twice = Which book was the first that you read twice?
question-journey-mishap = What went wrong on the journey that you tell most about?
question-first-bicycle = What did your first bicycle look like?
question-broken-thing = What did you break as a child without telling anybody?
question-song-by-heart = Which song have you known by heart since your childhood?
question-own-game = Which game did you make up yourself as a child?
question-secret-spot = Which spot outdoors was your secret place?
question-first-stage = What did you first see on a stage?
question-best-costume = What did you dress up as for the party that you remember best?
question-admired-character = Which character of a book or a film did you want to be?
question-childhood-collection = What did you collect as a child?
question-handmade-gift = What did you first make with your own hands and give away?
question-wettest-rain = Where were you when the rain made you wettest?
question-school-excuse = Which excuse did you use most at school?
question-first-savings = For what did you first save money?
question-wrong-word = Which word did you say wrong for a long time?
question-highest-climb = What was the highest thing that you climbed as a child?
question-unforgotten-animal = Which animal that you met will you never forget?
question-relatives-object = Which object in somebody else's house did you always want to touch?
question-journey-alone = Where did you go on your first journey alone?
question-wall-above-bed = What hung above your bed when you were fifteen?
question-morning-sound = Which sound woke you up in the morning as a child?
question-window-view = What did you see from the window of your room as a child?
settings-questions = Security questions
settings-questions-now = { $asks } of { $registers } answers are asked for. There are { $number } questions to choose from.
settings-questions-now-off = Answers prove nothing at present.
settings-questions-warning = Answers to questions can often be found out: by colleagues, family, or anybody who reads what people tell about themselves. A code or a passkey is a stronger proof.
settings-questions-text = Whether answers are a proof is decided with the other proofs. Whoever may use them answers some questions beforehand. They are one proof, however many are asked, never one of an administrator, and never a way to sign in. A question that you take away is asked no more; answers to it count again when you put it back.
settings-questions-choose = Choose the questions
settings-questions-register = Questions that are answered beforehand
settings-questions-reset = Questions that are asked for a new password
settings-questions-offered = Questions to choose from
settings-questions-offered-hint = At most { $most }, together with your own.
settings-questions-own = Your own questions
settings-questions-own-hint = One on each line, of { $least } to { $most } characters. They are shown as you type them, in every language.
settings-self-service-questions = Answers to security questions
settings-self-service-questions-hint = Answers can often be found out by others. They never count for administrators.
complaint-question-missing = Choose one of the questions
complaint-question-twice = This question was chosen above. Choose another one
complaint-answer-length = Give an answer of { $least } to { $most } characters
complaint-answers-alike = This is the same answer as one above. Give another one
complaint-questions-changed = Other questions are to be answered by now. Look at them again, and give your answers anew
complaint-questions-often = These answers were saved too often today. Try again tomorrow
complaint-answers-wrong = Not every answer is right. Try again
complaint-questions-moved = Other questions are asked by now. Answer these
complaint-questions-more-asked = No more can be asked than are answered beforehand
complaint-questions-few = Choose at least { $least } questions, your own included
complaint-questions-many = Choose at most { $most } questions, your own included
complaint-question-length = “{ $text }” needs { $least } to { $most } characters, all of them visible
complaint-question-there = “{ $text }” is there already
security-questions = Security questions
security-questions-text = If you forget your password, answers that only you know help to show who you are. Nobody can read them, neither you nor an administrator.
security-questions-none = You have not answered any questions.
security-questions-answered = { $number ->
    [one] One question answered, { $at }
   *[other] { $number } questions answered, { $at }
}
security-questions-few = Some of your questions are not asked any more, and too few are left. Answer anew.
security-questions-unused = Answers are of no use to you at present.
security-questions-add = Answer questions
security-questions-change = Answer anew
security-questions-remove = Remove the answers
questions-title = Answer security questions
questions-text = Choose { $number } different questions, and give each an answer that only you know.
questions-advice = Others can often find out what is true. An answer need not be true: it only has to be the same when you are asked.
questions-kept = Capitals and blanks do not matter later. The answers are kept in a way that nobody can read, so they are not shown again. They take the place of earlier ones.
questions-choose = Choose a question
questions-question = Question { $number }
questions-answer = Answer { $number }
questions-answer-hint = { $least } to { $most } characters.
questions-save = Save the answers
flash-questions-saved = The answers are saved.
flash-questions-removed = The answers are removed.
activity-questions-registered = Security questions answered
activity-questions-removed = Answers to security questions removed
event-questions-registered = { $actor } answered security questions
event-questions-removed = { $actor } removed the answers to the security questions
detail-questions = Questions
detail-anew = In the place of earlier answers
why-wrong-answers = not every answer was right
method-questions = security questions
method-password = password
method-recovery-code = recovery code
mail-notice-questions-changed = The answers to the security questions of { $name } were given, changed or removed.
mail-kind-questions-changed = Security questions changed
forgot-questions-title = Security questions
forgot-questions-text = Answer all of these. Capitals and blanks do not matter. After a wrong answer, other questions may be asked.
forgot-questions-button = Check these answers
activity-directory-rights = Test of the rights in the directory
detail-rights-set = A new password
detail-rights-opened = Opening the account
directory-test-rights = Also test what the account may write to this person
directory-test-rights-hint = She gets a password that nobody knows, is asked for another one, is signed out here, and gets a mail about it where resets are told by mail. Name an account that is made for tests.
directory-rights-set = The account may set a password.
directory-rights-undemanded = The account may set a password, but can not have the directory ask for another one.
directory-rights-not-set = The account could not set a password.
directory-rights-asks = Whoever signs in with it is asked for another one.
directory-rights-asks-not = Whoever signs in with it is not asked for another one: the directory does not look at that mark.
directory-rights-no-way-in = Nobody can sign in with it: the account is closed, disabled or has expired over there.
directory-rights-open = The account may open somebody whom wrong guesses have closed out.
directory-rights-not-open = The account could not open somebody whom wrong guesses have closed out.
directory-rights-commands = The commands that give the right stand at the end of the page of the directory.
mail-notice-code-used = A recovery code of { $name } was used. It works no more.
mail-notice-password-taken-back = An administrator took the temporary password of { $name } back. It opens nothing any more.
mail-notice-contained = An administrator closed the account of { $name }: nobody can sign in with it, and its recovery codes work no more.
mail-notice-recovered = Somebody at the server gave { $name } a new temporary password, took the second step away and made { $name } a Global administrator.
mail-notice-rights-tried = An administrator tried on { $name } what the portal’s account may write in the directory. The password of before works no more.
mail-notice-rights-tried-how = Ask the service desk for a new password.
mail-kind-code-used = Recovery code used
mail-kind-password-taken-back = Temporary password taken back
mail-kind-contained = Account closed by an administrator
mail-kind-recovered = Administrator recovered at the server
mail-kind-rights-tried = Rights tried on an account
flash-unlock-unknown-there = It is not known whether the account was opened in the directory. Look again in a minute.
why-directory-absent = The portal’s account does not find the person in the directory.
trouble-there-absent-cause = The person is not found in the directory
trouble-there-absent-meaning = The directory that keeps the password does not have the person any more where Latchkey looks, or does not show her to its account. No password was compared.
trouble-there-absent-fix = Whoever keeps that directory looks whether the person was moved or deleted there, and what the account of Latchkey may read.
resets-who-more = There are more of them, who reset less often. Filter by a name, or take the file.
