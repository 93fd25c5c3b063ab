### Latchkey in het Nederlands, met "je". Sleutels zijn <gebied>-<wat>; `tests/locales.rs` houdt beide talen gelijk.

## Datums en getallen

date-today = Vandaag
date-yesterday = Gisteren
date-today-within = vandaag
date-yesterday-within = gisteren
date-months = jan feb mrt apr mei jun jul aug sep okt nov dec
date-months-long = januari februari maart april mei juni juli augustus september oktober november december
date-weekdays = maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
date-never = Nooit
number-thousands = .

## Elke pagina

skip-main = Naar de inhoud
skip-list = Naar de lijst
language-other = English
service-desk = Servicedesk
crumbs-label = Kruimelpad
flash-password-set = Je nieuwe wachtwoord is ingesteld.
flash-password-changed = Je wachtwoord is gewijzigd. Overal elders ben je uitgelogd.
flash-app-removed = De authenticator-app is verwijderd. Je bent overal elders uitgelogd.
flash-app-added = De authenticator-app is toegevoegd. Je herstelcodes blijven zoals ze zijn.
flash-passkey-added = De passkey is toegevoegd. Je herstelcodes blijven zoals ze zijn.
flash-passkey-renamed = De passkey heeft zijn nieuwe naam.
flash-passkey-removed = De passkey is verwijderd. Je bent overal elders uitgelogd.
flash-codes-shown = Herstelcodes worden één keer getoond, en dat is gebeurd. Heb je ze niet bewaard? Maak dan nieuwe.
flash-recovery-code-used = Je hebt een herstelcode gebruikt; die werkt niet nog eens. Is je app weg? Voeg dan hier een nieuwe toe.
flash-too-many-codes = Dat waren te veel verkeerde pogingen, dus je bent uitgelogd. Probeer het over een kwartier opnieuw.
flash-own-sessions-ended = Daar ben je uitgelogd.
flash-second-step-cleared = De tweede stap is weggenomen en deze persoon is uitgelogd. Bij de volgende keer inloggen is alleen het wachtwoord nodig.
flash-contained = Het account is dicht: niemand logt in, elke sessie is voorbij. Deblokkeer het als het weer in de juiste handen is.
flash-signed-out = Je bent uitgelogd.
flash-signed-out-here = Je bent uitgelogd in deze browser. De server kon dat net niet opslaan en houdt de sessie dus misschien tot de tijd ervan om is. Wil je die eerder beëindigen, log dan later in en kies “Overal elders uitloggen”.
flash-timed-out = Je bent uitgelogd na een tijd zonder activiteit.
flash-session-ended = Je bent uitgelogd omdat je wachtwoord of je account is gewijzigd. Log opnieuw in.
flash-user-added = De persoon is toegevoegd. Zonder wachtwoord kan nog niemand inloggen: reset het wanneer het zover is.
flash-user-saved = De wijzigingen zijn opgeslagen. Wat er veranderde staat bij recente activiteit.
flash-nothing-changed = Er was niets anders, dus er is niets gewijzigd.
flash-list-saved = De lijst ziet eruit zoals jij koos, hier en in elke browser waarin je inlogt.
flash-settings-saved = Opgeslagen. Het geldt vanaf nu.
flash-blocked = Het account is geblokkeerd en overal uitgelogd. Met “Deblokkeren” draai je dat terug.
flash-password-expired = Bij de volgende keer inloggen wordt om een nieuw wachtwoord gevraagd.
flash-photo-saved = De foto is bewaard.
flash-photo-removed = De foto is verwijderd.
flash-exemption-saved = Opgeslagen. Het geldt vanaf nu.
flash-unblocked = Het account is gedeblokkeerd: inloggen kan weer.
flash-signed-out-everywhere = Deze persoon is overal uitgelogd.
flash-password-revoked = Het tijdelijke wachtwoord is ingetrokken. Inloggen kan pas weer als iemand een nieuw geeft.
flash-role-assigned = De rol is gegeven. Die geldt vanaf de volgende pagina.
flash-role-removed = De rol is afgenomen. Die geldt vanaf de volgende pagina niet meer.
flash-deleted = De persoon is verwijderd en overal uitgelogd. Met “Herstellen” draai je dat terug.
flash-restored = De persoon is terug, met alles zoals het was.
flash-restored-without-mail = De persoon is terug. Het e-mailadres hoort inmiddels bij iemand anders, dus daarmee kan deze persoon niet meer inloggen.
flash-purged = De persoon is definitief verwijderd.
flash-undo = Ongedaan maken
flash-group-added = De groep is gemaakt. Er zit nog niemand in en niemand beheert hem nog.
flash-group-saved = De wijzigingen zijn opgeslagen.
flash-group-deleted = De groep is verwijderd. Met “Terugzetten” haal je hem terug.
flash-group-restored = De groep is terug, met iedereen die erin zat.
flash-members-added = Ze zijn nu lid.
flash-members-removed = Ze zijn geen lid meer.
flash-owners-added = Ze zijn nu eigenaar.
flash-owners-removed = Ze zijn geen eigenaar meer.

## Navigatie

nav-main = Hoofdmenu
nav-menu = Menu
nav-home = Start
nav-users = Gebruikers
nav-groups = Groepen
nav-roles = Rollen
nav-oversight = Toezicht
nav-audit = Auditlogboek
find-label = Hele organisatie
find-person = Zoek een persoon
menu-label = Je account, { $name }
menu-account = Mijn account
menu-password = Mijn wachtwoord wijzigen
menu-security = Inloggen en beveiliging
menu-appearance = Weergave
menu-sign-out = Uitloggen
theme-auto = Auto
theme-light = Licht
theme-dark = Donker

## Formulieren

form-error-prefix = Fout:
form-problem = Er is iets mis
form-cancel = Annuleren
form-apply = Toepassen
complaint-sign-in = Controleer je gebruikersnaam en wachtwoord en probeer het opnieuw
complaint-busy = Het is nu erg druk. Er is niets gewijzigd. Probeer het zo opnieuw
complaint-page-too-old = Deze pagina stond te lang open. Controleer hem en verstuur hem opnieuw
complaint-user-name-missing = Vul je gebruikersnaam in
complaint-password-missing = Vul je wachtwoord in
complaint-current-missing = Vul je huidige wachtwoord in
complaint-current-wrong = Je huidige wachtwoord klopt niet
complaint-own-missing = Vul je eigen wachtwoord in
complaint-own-wrong = Je eigen wachtwoord klopt niet. Er is niets gewijzigd
complaint-code-missing = Vul een code in
complaint-code-wrong = Deze code klopt niet, of is al gebruikt. Wacht op de volgende en probeer het opnieuw
complaint-app-code-wrong = Dit is niet de code die je app nu toont. Controleer de tijd van je apparaat en probeer de volgende code
complaint-passkey-wrong = Deze passkey is niet aangenomen. Probeer het opnieuw, of gebruik een van je codes
complaint-passkey-over = Dat duurde te lang, of is al eerder beantwoord. Druk opnieuw op de knop
complaint-passkey-copied = Van deze passkey lijkt een kopie te bestaan, daarom is hij niet aangenomen. Gebruik een van je codes en verwijder daarna de passkey
complaint-passkey-missing = Je browser gaf geen passkey door. Druk opnieuw op de knop en volg wat je apparaat vraagt
complaint-passkey-taken = Deze passkey hoort al bij een account. Gebruik een ander apparaat
complaint-passkey-name-missing = Geef de passkey een naam waaraan je hem herkent
complaint-new-missing = Vul een nieuw wachtwoord in
complaint-too-short = Je nieuwe wachtwoord moet minstens { $least } tekens hebben
complaint-too-long-password = Je nieuwe wachtwoord mag hoogstens { $most } tekens hebben
complaint-names = Je naam, je gebruikersnaam en de naam van de organisatie mogen niet in je nieuwe wachtwoord staan
complaint-common = Je nieuwe wachtwoord staat in een lijst met veelgebruikte wachtwoorden, kies een ander
complaint-the-old = Je nieuwe wachtwoord moet anders zijn dan het wachtwoord dat het vervangt
complaint-used = Je had dit wachtwoord al eens: kies er een dat geen van de laatste { $depth } is
complaint-kept = { $hours ->
    [one] Je hebt je wachtwoord minder dan een uur geleden gewijzigd: houd het nog even
   *[other] Je hebt je wachtwoord minder dan { $hours } uur geleden gewijzigd: houd het nog even
}
complaint-ascii = Je nieuwe wachtwoord mag alleen letters zonder accenten, cijfers, spaties en de tekens van een gewoon toetsenbord hebben
complaint-classes = Je nieuwe wachtwoord moet drie van deze vier hebben: kleine letters, hoofdletters, cijfers, tekens
complaint-breached = Je nieuwe wachtwoord is ergens door een inbraak bekend geworden, kies een ander
complaint-banned = Je nieuwe wachtwoord lijkt te veel op woorden die je organisatie heeft uitgesloten: voeg andere woorden toe of kies een ander
complaint-not-the-same = De twee nieuwe wachtwoorden zijn niet gelijk
complaint-check-missing = Kies hoe je weet dat het { $name } is
complaint-expires = Kies hoe lang het tijdelijke wachtwoord werkt
complaint-too-long = Gebruik hoogstens { $most } tekens
complaint-name-missing = Vul voor- en achternaam in, of een weergavenaam
complaint-new-user-name-missing = Vul een gebruikersnaam in
complaint-user-name-proposed = Er was geen gebruikersnaam ingevuld. Klopt deze?
complaint-user-name-shape = Schrijf de gebruikersnaam als naam@domein, met één @
complaint-user-name-local = Gebruik hoogstens 64 tekens voor de @
complaint-user-name-domain = Gebruik hoogstens 48 tekens na de @
complaint-user-name-character = Gebruik letters zonder accent, cijfers, en tekens zoals . - _ en '
complaint-user-name-dot = Haal de punt voor de @ weg
complaint-foreign-domain = Gebruik een domein van deze organisatie: { $domains }
complaint-name-taken = Iemand heeft deze gebruikersnaam al. Vrij: { $free }
complaint-name-taken-none = Iemand heeft deze gebruikersnaam al. Kies een andere
complaint-not-the-user-name = Dat is niet de gebruikersnaam van deze persoon: { $name }
complaint-saved-meanwhile = Iemand anders heeft hier intussen een andere waarde opgeslagen. Sla nog eens op voor die van jou, of vink hieronder die andere aan
complaint-own-manager = Niemand is de eigen leidinggevende
complaint-mail-taken = Iemand wordt al met dit adres gevonden
complaint-mail = Schrijf een adres zoals naam@example.org
complaint-phone = Schrijf een nummer met 3 tot 20 cijfers, zoals +31 20 555 0100
complaint-phone-country = Begin met + en de landcode, zoals +31 612345678
complaint-country = Schrijf de twee letters van een land, zoals NL
complaint-language = Schrijf een taal zoals en, nl of nl-BE
complaint-nobody-found = Hiermee wordt niemand gevonden. Schrijf een gebruikersnaam, of laat het leeg
complaint-several-found = Hiermee worden meerdere mensen gevonden. Schrijf een gebruikersnaam: { $names }
complaint-invisible = Laat regeleinden en andere onzichtbare tekens weg
complaint-date = Vul een dag van de kalender in, zoals 2026-11-20
complaint-not-ahead = Kies een dag vanaf vandaag, hoogstens { $most } dagen vooruit
complaint-from-after-to = De eerste dag mag niet na de laatste komen
complaint-code = Vul een supportcode in zoals die op de pagina staat
complaint-columns = Kies één tot { $most } kolommen
complaint-between = Vul een heel getal in van { $least } tot { $most }
complaint-saved-meanwhile-as = Iemand anders heeft hier intussen { $value } opgeslagen
complaint-settings-meanwhile = Iemand anders heeft deze pagina intussen opgeslagen. Wat je typte staat er nog: bekijk het nog eens, en sla op
complaint-word-length = “{ $word }” heeft geen { $least } tot { $most } tekens
complaint-too-many-words = Er kunnen hoogstens { $most } woorden uitgesloten zijn. Geen van deze is toegevoegd
complaint-choice = Kies een van de mogelijkheden
complaint-group-name-missing = Vul een naam in
complaint-group-name-taken = Een andere groep heet al zo. Kies een andere naam
complaint-group-unknown = Geen groep heet “{ $name }”. Schrijf volledige namen, op elke regel één
complaint-group-not-found = Geen groep heet zo. Schrijf de hele naam
complaint-no-group-named = Er is geen groep met de naam { $name }
complaint-too-many-groups = Noem hooguit { $most } groepen
complaint-nobody-ticked = Vink minstens één naam aan
complaint-owners = Een groep heeft hoogstens { $most } eigenaren. Haal eerst iemand weg
complaint-blocked-owner = { $name } kan niet inloggen en kan dus geen groep beheren
complaint-name-not-typed = Typ de naam van de groep: { $name }
complaint-group-circle = deze groep zit daar al omheen. Een groep zit nooit in zichzelf
complaint-group-deep = hoogstens { $most } groepen zitten in elkaar
complaint-group-many = in één groep zitten hoogstens { $most } groepen
complaint-group-roles-people = in een groep die rollen kan krijgen zitten mensen, en geen groepen

## Wachtwoorden

password-show = Toon
password-hide = Verberg
password-show-label = Toon wachtwoord
password-hide-label = Verberg wachtwoord
password-visible = Je wachtwoord is zichtbaar
password-hidden = Je wachtwoord is verborgen
password-current = Huidig wachtwoord
password-new = Nieuw wachtwoord
password-new-hint = Drie of vier willekeurige woorden werken goed.
password-again = Typ het nog een keer
rule-met = (voldaan)
rule-unmet = (niet voldaan)
rule-shortest = Minstens { $least } tekens
rule-longest = Hoogstens { $most } tekens, van elke soort
rule-names = Bevat niet je naam, je gebruikersnaam of de naam van de organisatie
rule-common = Staat niet in een lijst met veelgebruikte wachtwoorden
rule-the-old = Niet het wachtwoord dat het vervangt
rule-used = Geen van de laatste { $depth } wachtwoorden die je had
rule-kept = { $hours ->
    [one] Het wachtwoord dat erdoor vervangen wordt is minstens een uur oud
   *[other] Het wachtwoord dat erdoor vervangen wordt is minstens { $hours } uur oud
}
rule-ascii = Alleen letters zonder accenten, cijfers, spaties en de tekens van een gewoon toetsenbord
rule-classes = Drie van deze vier: kleine letters, hoofdletters, cijfers, tekens
rule-breached = Niet in een lijst van wachtwoorden die door inbraken bekend zijn geworden
rule-banned = Niet gemaakt van woorden die je organisatie heeft uitgesloten, ook niet vermomd

## Inloggen

sign-in-title = Inloggen
sign-in-user-name = Gebruikersnaam
sign-in-password = Wachtwoord
sign-in-stay = Ingelogd blijven
sign-in-stay-everybody = Alleen op een apparaat dat niemand anders gebruikt.
sign-in-stay-no-administrators = Alleen op een apparaat dat niemand anders gebruikt. Beheerders blijven niet ingelogd.
sign-in-stay-administrators = Voor beheerders, op een apparaat dat niemand anders gebruikt.
sign-in-button = Inloggen
sign-in-failed = Inloggen is niet gelukt
sign-in-temporary = Als je een tijdelijk wachtwoord hebt gekregen, moet het misschien worden vervangen.
sign-in-help = Lukt inloggen niet? Vraag het de servicedesk.
forced-title = Kies een nieuw wachtwoord
forced-lede = Je bent ingelogd met een tijdelijk wachtwoord. Kies je eigen wachtwoord om verder te gaan.
forced-ended = Wachtwoorden zijn hier { $days } dagen geldig, en dat van jou is van { $at }. Kies een nieuw om verder te gaan.
forced-demanded = Een beheerder heeft je gevraagd een nieuw wachtwoord te kiezen. Doe dat om verder te gaan.
forced-button = Opslaan en doorgaan
forced-sign-out = Uitloggen
second-step-title = Nog één stap
second-step-lede = Je wachtwoord klopt. Laat nu zien dat je je apparaat hebt.
second-step-code = Code
second-step-hint = De zes cijfers die je authenticator-app nu toont, of een van je herstelcodes
second-step-button = Doorgaan
second-step-or = Of gebruik een code
second-step-codes-hint = Een code van je authenticator-app, of een van je herstelcodes
passkey-use = Passkey gebruiken
passkey-script = Passkeys hebben JavaScript nodig, en dat staat in deze browser uit. Een code werkt zonder.
passkey-none-here = Deze browser kent geen passkeys. Gebruik een code, of een andere browser.
passkey-waiting = Volg wat je apparaat vraagt.
passkey-failed = Dat lukte niet, of is geannuleerd. Probeer het opnieuw, of gebruik een code.
second-step-lost = Geen apparaat en geen herstelcode? Vraag het de servicedesk.
wall-title = Voeg een tweede stap toe om verder te gaan
wall-text = Je account kan veel, dus alleen je wachtwoord is niet genoeg. Het kost een minuut.
grace-text = Je account heeft een tweede stap nodig. Voeg er een toe vóór
grace-link = Nu toevoegen
proof-title = Bevestig dat jij het bent
proof-lede = Dit is een ingrijpende stap, dus na tien minuten vragen we het opnieuw. Wat je invulde, blijft bewaard.
proof-password = Je eigen wachtwoord

## Mijn account

account-title = Mijn account
account-tabs = Mijn account
account-profile = Profiel
account-greeting = Hallo { $name }
account-lede = Je account bij { $organisation }
account-facts = Je gegevens
account-name = Naam
account-user-name = Gebruikersnaam
account-mail = E-mail
account-department = Afdeling
account-job = Functie
account-password-set = Wachtwoord ingesteld
account-password-unknown = Niet bekend
account-password-ends = Je wachtwoord verloopt: { $at }. Wijzig het voor die tijd, op een moment dat je schikt.
password-ends = Wachtwoord verloopt
password-ends-on = { $at }.
password-ended-on = Het is verlopen: { $at }.
password-counted = Het is { $days } dagen geldig, geteld vanaf { $from }.
password-exempt = Tot dan geldt een uitzondering; het wachtwoord is van { $from }.
password-demanded = Bij de volgende keer inloggen: een beheerder vroeg om een nieuw ({ $at }).
account-reached = Hoe je bereikbaar bent als bewijs wie je bent
account-reached-text = Alleen jij en wie jouw wachtwoord mag resetten, zien dit.
account-last-sign-in = Laatst ingelogd
account-security = Inloggen en beveiliging
account-change-password = Mijn wachtwoord wijzigen
account-administration = Beheer
account-administration-text = Je hebt hier een rol:
account-administration-link = Naar het beheer
account-groups = Mijn groepen
account-groups-lede = Je bent eigenaar van deze groepen: jij bepaalt wie erin zit.
account-groups-none = Je bent van geen enkele groep eigenaar.
account-groups-link = Naar mijn groepen
account-wrong = Klopt er iets niet? De servicedesk kan helpen.
account-external = Je logt in bij je eigen organisatie. Wijzig je wachtwoord daar.
account-directory = Je wachtwoord staat in een andere directory. Wijzig het daar.
account-password-title = Mijn wachtwoord wijzigen
account-password-lede = Op elk ander apparaat waarop je bent ingelogd, word je uitgelogd.
account-password-button = Opslaan
security-title = Inloggen en beveiliging
security-app = Authenticator-app
security-app-none = Een app op je telefoon toont elke halve minuut een nieuwe code. Daarmee is een wachtwoord dat een ander kent niet genoeg om in te loggen.
security-app-add = App toevoegen
security-app-added = Toegevoegd
security-app-used = Laatst gebruikt
security-app-replace = Andere app gebruiken
security-app-remove = App verwijderen
security-codes = Herstelcodes
security-codes-left = { $number ->
    [0] Er is geen herstelcode meer.
    [one] Er is nog één herstelcode.
   *[other] Er zijn nog { $shown } herstelcodes.
}
security-codes-few = Maak nieuwe codes voordat de laatste op is.
security-codes-text = Voor als je je apparaat niet hebt. Nieuwe codes vervangen de oude.
security-codes-make = Nieuwe codes maken
security-password = Wachtwoord
app-title = Authenticator-app toevoegen
app-lede = Op elk ander apparaat waarop je bent ingelogd, word je uitgelogd.
app-step-install = Open een authenticator-app op je telefoon. Elke app die codes van zes cijfers toont, is goed.
app-step-scan = Scan dit vierkant met de app.
app-square = Vierkant voor je authenticator-app
app-by-hand = Liever met de hand invoeren
app-by-hand-text = Kies ‘sleutel invoeren’ in de app en typ dit:
app-step-code = Vul de code in die de app toont.
app-code = Code
app-code-hint = Zes cijfers
app-button = App toevoegen
codes-title = Je herstelcodes
codes-with-app = Je app is toegevoegd
codes-made = Nieuwe herstelcodes
codes-lede = Bewaar deze codes waar je belangrijke papieren bewaart. Met elk kun je één keer inloggen als je je apparaat niet hebt.
codes-print = Afdrukken
codes-once = Ze worden alleen deze keer getoond. Niemand kan ze later opzoeken.
security-passkeys = Passkeys op je apparaten
security-passkeys-none = Een passkey is je vingerafdruk, je gezicht of de code van je apparaat, of een beveiligingssleutel. Niemand kan hem raden, en hij werkt alleen op de echte site.
security-passkeys-address = Passkeys werken hier niet, omdat dit portaal onder een nummer wordt geopend in plaats van een naam. Vraag het de servicedesk.
security-passkey-add = Passkey toevoegen
security-passkey-used = laatst gebruikt
security-passkey-unused = nog niet gebruikt
passkey-title = Passkey toevoegen
passkey-lede = Op elk ander apparaat waarop je bent ingelogd, word je uitgelogd.
passkey-name = Naam
passkey-name-hint = Waaraan je hem herkent, zoals ‘Mijn telefoon’ of ‘Blauwe sleutel’
passkey-create = Passkey maken
passkey-create-script = Passkeys hebben JavaScript nodig, en dat staat in deze browser uit. Zet het aan, of voeg een authenticator-app toe.
passkey-create-none-here = Deze browser kent geen passkeys. Gebruik een andere, of voeg een authenticator-app toe.
passkey-create-failed = Dat lukte niet, of is geannuleerd. Er is niets toegevoegd. Heeft dit apparaat al een van je passkeys?
passkey-full = Je hebt tien passkeys, meer kan niet. Verwijder er eerst een.
passkey-edit-title = Passkey aanpassen
passkey-edit-save = Naam opslaan
passkey-remove = Deze passkey verwijderen
passkey-remove-title = De passkey ‘{ $name }’ verwijderen?
passkey-remove-lede = Je logt er niet meer mee in, en elk ander apparaat wordt uitgelogd. Wat je apparaat ervan bewaart, verwijder je daar.
passkey-remove-last = Het is je enige tweede stap: daarna is alleen je wachtwoord genoeg om in te loggen, en je herstelcodes werken niet meer.
codes-with-passkey = Je passkey is toegevoegd
remove-app-title = Je authenticator-app verwijderen?
remove-app-lede = Dan is alleen je wachtwoord genoeg om in te loggen. Je herstelcodes werken niet meer, en elk ander apparaat wordt uitgelogd.
sessions-title = Waar je bent ingelogd
sessions-device-unknown = Een browser die niet zegt wat hij is
sessions-since = Sinds
sessions-used = laatst gebruikt
sessions-stays = blijft ingelogd
sessions-this = Deze
sessions-end = Uitloggen
sessions-end-others = Overal elders uitloggen
sessions-text = Staat er een bij die je niet kent? Log die uit, en kijk bij Activiteit.
activity-title = Activiteit
activity-none = Er is nog niets gebeurd.
not-me-title = Staat er iets bij dat jij niet deed?
not-me-text = Dan kent misschien een ander je wachtwoord. We loggen je overal uit en vragen je meteen om een nieuw wachtwoord.
not-me-button = Dit was ik niet

## Start

home-title = Start
home-lede = Ingelogd als { $name }
home-quiet = Alles rustig.
home-quiet-text = Niemand wacht met een tijdelijk wachtwoord en er is geen account geblokkeerd.
home-waiting = Nu
home-temporary = Tijdelijke wachtwoorden
home-temporary-text = nog niet vervangen door een eigen wachtwoord
home-never = Nog nooit ingelogd
home-never-text = mensen die een account hebben
home-blocked = Geblokkeerd
home-blocked-text = accounts die niet mogen inloggen
home-mine = Mijn laatste acties
home-mine-none = Je hebt nog niets gedaan dat het auditlogboek bewaart.
home-newest = Nieuwste gebeurtenissen
home-newest-none = Er is nog niets gebeurd.
home-all-events = Heel het auditlogboek

## Gebruikers

users-title = Gebruikers
users-lede = { $shown } { $number ->
    [one] persoon
   *[other] mensen
  } bij { $organisation }
users-views = Snelle weergaven
users-view-all = Alle
users-view-temporary = Tijdelijk wachtwoord
users-view-never = Nog nooit ingelogd
users-view-administrators = Beheerders
users-view-external = Extern
users-view-directory = Directory
users-view-blocked = Geblokkeerd
users-filter-label = Gebruikers filteren
users-search = Zoeken
users-search-hint = Naam, gebruikersnaam, e-mail of nummer
users-filters = Filters
users-status = Status
users-any = Alle
users-department = Afdeling
users-chip-view = Weergave: { $value }
users-chip-status = Status: { $value }
users-chip-department = Afdeling: { $value }
users-chip-group = Groep: { $value }
users-none-without-group = Niet alleen in deze groep: { $shown }
users-chip-remove = verwijderen
users-clear = Alles wissen
users-go-to = Ga naar de pagina
users-caption-name = Gebruikers, gesorteerd op naam
users-caption-department = Gebruikers, gesorteerd op afdeling
users-no-department = Mensen zonder afdeling staan niet in deze volgorde.
users-column-name = Naam
users-column-status = Status
users-column-department = Afdeling
users-column-password = Wachtwoord
users-column-last-sign-in = Laatst ingelogd
users-column-actions = Acties
users-reset = Reset
users-reset-for = wachtwoord van { $name }
users-pages = Pagina’s
users-rows = Regels
users-back = Vorige pagina
users-forth = Volgende pagina
users-found = { $shown } { $number ->
    [one] persoon voldoet
   *[other] mensen voldoen
  }
users-none-title = Niemand voldoet aan al deze filters
users-none-one = Niemand voldoet hieraan
users-none-without-search = Zonder deze woorden: { $shown }
users-none-without-view = In alle weergaven: { $shown }
users-none-without-status = Met elke status: { $shown }
users-none-without-department = In elke afdeling: { $shown }
users-none-advice = Controleer de spelling of haal een filter weg.
users-none-clear = Filters wissen
users-beyond-title = Op deze pagina staat niemand
users-beyond-text = Misschien zijn er mensen toegevoegd of verwijderd sinds je de lijst opende.
users-beyond-link = Terug naar de eerste pagina
users-empty-title = Nog geen mensen
users-empty-text = Mensen verschijnen hier zodra ze een account hebben.
status-active = Actief
status-never = Nog nooit ingelogd
status-temporary = Tijdelijk wachtwoord
status-blocked = Geblokkeerd
cell-password-changed = Gewijzigd
cell-password-own = Eigen wachtwoord
cell-password-none = Nog niet ingesteld
cell-password-until = Tot
cell-password-over = Verlopen
cell-password-first-use = Tot eerste gebruik
cell-password-external = Bij een andere organisatie
cell-password-directory = In een andere directory

## Eén persoon

user-copy = Kopieer
user-copied = Gekopieerd
user-copy-failed = Druk op Ctrl+C om te kopiëren
user-reset = Wachtwoord resetten
user-change-mine = Mijn wachtwoord wijzigen
user-temporary-title = Een tijdelijk wachtwoord wacht op het eerste gebruik
user-temporary-text = Gegeven { $at }.
user-temporary-until = Geldig tot { $until }.
user-temporary-over = Sinds { $until } werkt het niet meer. Reset opnieuw om een nieuw te geven.
user-temporary-forever = Het werkt tot het is gebruikt.
user-blocked-title = Dit account is geblokkeerd
user-blocked-text = { $name } kan niet inloggen, met welk wachtwoord ook.
user-blocked-by = Geblokkeerd { $at } door { $by }.
user-blocked-reason = Reden: { $reason }
user-edit = Bewerken
user-more = Meer
user-block = Inloggen blokkeren
user-unblock = Deblokkeren
user-expire = Om een nieuw wachtwoord vragen
user-exempt = Uitzonderen van verlopen
user-sign-out = Overal uitloggen
user-clear-second-step = Tweede stap wegnemen
user-contain = Account in verkeerde handen dichtzetten
user-delete = Verwijderen
user-restore = Herstellen
user-purge = Definitief verwijderen
block-question = { $name } blokkeren?
unblock-question = { $name } deblokkeren?
expire-question = { $name } om een nieuw wachtwoord vragen?
expire-refused = Je kunt { $name } niet om een nieuw wachtwoord vragen
expire-does = Bij de volgende keer inloggen kiest { $name } een nieuw wachtwoord, en komt zonder niet verder
expire-does-sessions = Niemand wordt uitgelogd: wie nu werkt, gaat door
photo-name = Foto
photo-own = Mijn foto
photo-title = Foto van { $name }
photo-now = Er is een foto te zien.
photo-none = Er zijn initialen te zien: er is geen foto.
photo-change = Foto wijzigen
photo-file = Kies een foto
photo-hint = Een JPEG of PNG van hoogstens { $size } MB en { $pixels } miljoen pixels. Alleen het midden wordt bewaard, als klein vierkant, zonder plaats en tijd.
photo-save = Foto bewaren
photo-remove = Foto verwijderen
exemption-title = { $name } uitzonderen van verlopen
exemption-text = Een wachtwoord kan voortleven hoewel het oud is: voor een robot die niemand iets kan vragen, of voor iemand ver weg. Een uitzondering heeft zelf een einde.
exemption-no-password = Er is hier geen wachtwoord.
exemption-endless = Wachtwoorden verlopen hier niet door ouderdom.
exemption-until = Een uitzondering geldt tot { $at }.
exemption-last-day = Laatste dag
exemption-hint = Zoals 2027-01-31. Vanaf de dag erna telt de leeftijd van het wachtwoord weer.
exemption-button = Uitzonderen
exemption-end = De uitzondering beëindigen
sign-out-question = { $name } overal uitloggen?
clear-question = De tweede stap van { $name } wegnemen?
clear-does = De authenticator-app, de passkeys en de herstelcodes van { $name } werken niet meer. Bij de volgende keer inloggen is alleen het wachtwoord nodig
clear-refused = Je kunt de tweede stap van { $name } niet wegnemen
contain-question = Het account van { $name } dichtzetten?
contain-does-codes = Tijdelijke wachtwoorden en herstelcodes van { $name } werken niet meer
contain-does-undo = Deblokkeren draait het terug: dan logt { $name } weer in met het eigen wachtwoord en de tweede stap
block-refused = Je kunt { $name } niet blokkeren
sign-out-refused = Je kunt { $name } niet uitloggen
access-aside = Wie, en wat er gebeurt
access-sessions =
    { $number ->
        [one] { $shown } apparaat wordt meteen uitgelogd
       *[other] { $shown } apparaten worden meteen uitgelogd
    }
access-no-sessions = { $name } is nu op geen apparaat ingelogd
block-does = { $name } kan niet inloggen totdat iemand het account deblokkeert
block-does-password = Het wachtwoord van { $name } blijft hetzelfde
unblock-does = { $name } kan weer inloggen, met hetzelfde wachtwoord
sign-out-does = { $name } kan meteen weer inloggen, met hetzelfde wachtwoord
delete-question = { $name } verwijderen?
delete-refused = Je kunt { $name } niet verwijderen
delete-does = { $name } verdwijnt uit de lijst met gebruikers en kan niet inloggen
delete-does-name = De naam { $user } is meteen vrij voor iemand anders
delete-does-kept = { $days } dagen lang staat de persoon bij Verwijderde gebruikers en kun je herstellen, met wachtwoord, rollen en al het andere
delete-confirm = Typ { $user } om te bevestigen
purge-question = { $name } definitief verwijderen?
purge-refused = Je kunt { $name } niet definitief verwijderen
purge-does = Alles wat er van { $name } bekend is, wordt gewist, met wachtwoord en rollen
purge-does-record = Het auditlogboek blijft vertellen wat er gebeurde, onder de laatste naam
purge-does-no-undo = Dit kun je niet terugdraaien
restore-question = { $name } herstellen
restore-hint = Hiermee logt de persoon in. Zonder @ eindigt de naam op @{ $domain }.
new-title = Nieuwe gebruiker
new-display-name-hint = Wat anderen zien. Leeg gelaten: voornaam en achternaam.
new-user-name-hint = Waarmee de persoon inlogt. Zonder @ eindigt die op @{ $domain }. Leeg gelaten krijg je een voorstel.
new-user-name-hint-domains = Waarmee de persoon inlogt. Zonder @ eindigt die op het domein ernaast. Leeg gelaten krijg je een voorstel.
new-domain = Domein van de gebruikersnaam
new-manager-hint = Een gebruikersnaam, of woorden waarmee één persoon wordt gevonden.
new-start = Beginnen met
new-start-temporary = Een tijdelijk wachtwoord, één keer getoond
new-start-nothing = Nog geen wachtwoord
new-account = Account
new-account-enabled = Mag inloggen
new-account-blocked = Voorlopig geblokkeerd
new-groups-hint = De volledige namen, op elke regel één. Ze mogen ook later.
new-role = Rol
new-role-hint = De meeste mensen hebben er geen. Bij een machtige rol wordt gevraagd wie je bent.
new-button = Aanmaken
edit-title = { $name } bewerken
edit-button = Opslaan
edit-take = Houd wat er nu staat: “{ $value }”
edit-take-empty = Houd wat er nu staat: niets
edit-locked = { $why } Hier alleen te lezen: { $what }.
edit-kept-directory = Dit wordt in een andere directory bijgehouden. Wijzig het daar.
edit-kept-external = De naam wordt bijgehouden door de organisatie of aanbieder waar deze persoon inlogt.
edit-refused = Je kunt { $name } niet wijzigen
edit-back = Terug naar de persoon
new-refused = Je kunt geen mensen toevoegen
new-back = Terug naar gebruikers
users-new = Nieuwe gebruiker
users-export = Exporteren
users-columns = Kolommen
users-unblock-for = van { $name }
columns-title = Kolommen van de lijst
columns-text = De naam staat altijd vooraan. Je keuze wordt voor jou bewaard, in elke browser waarin je inlogt.
columns-legend = Tonen
columns-hint = Eén tot { $most } hiervan.
columns-usual = Zoals gewoonlijk

## Instellingen

settings-title = Instellingen
settings-lede = Wat voor iedereen geldt
settings-column-what = Waarover
settings-column-now = Nu
settings-column-since = Sinds
settings-default = Zoals geleverd
settings-since = Opgeslagen
settings-read-only = Je kunt dit lezen. Om het te wijzigen is de rol Hoofdbeheerder of Beheerder van verificatiebeleid nodig.
settings-between = { $least } tot { $most }
settings-sessions = Hoe lang je ingelogd blijft
settings-sessions-now = Beheerders worden uitgelogd na { $idle } minuten zonder klik en { $hours } uur in totaal, alle anderen na { $others_idle } minuten en { $others_hours } uur.
settings-sessions-text = Wie wegloopt van een browser wordt na een tijdje uitgelogd. Wat hier besloten wordt geldt vanaf de volgende klik, en de uren in totaal vanaf de volgende keer inloggen.
settings-administrators = Mensen met een rol
settings-others = Alle anderen
settings-idle-minutes = Minuten zonder klik
settings-hours = Uren in totaal
settings-administrators-idle = minuten zonder klik, mensen met een rol
settings-administrators-hours = uren in totaal, mensen met een rol
settings-others-idle = minuten zonder klik, alle anderen
settings-others-hours = uren in totaal, alle anderen
settings-stay-days = Dagen dat zij ingelogd mogen blijven, als zij daarom vragen (0: dat mag niet)
settings-administrators-stay = Beheerders: dagen dat zij ingelogd mogen blijven
settings-others-stay = Alle anderen: dagen dat zij ingelogd mogen blijven
settings-password-policy = De regels voor wachtwoorden
settings-banned-words = Uitgesloten woorden
settings-policy-now = Minstens { $least } tekens; van de laatste { $history } wachtwoorden komt er geen terug.
settings-policy-endless = Wachtwoorden verlopen niet door ouderdom.
settings-policy-ends = Wachtwoorden verlopen na { $days } dagen.
policy-text = Wat hier besloten wordt geldt voor het volgende wachtwoord dat iemand kiest. Geen wachtwoord van nu werkt daardoor niet meer, tenzij je wachtwoorden door ouderdom laat verlopen.
policy-try = Een wachtwoord proberen
policy-legend-form = Lengte en tekens
policy-legend-words = Woorden
policy-legend-earlier = Eerdere wachtwoorden
policy-legend-end = Verlopen door ouderdom
policy-shortest = Minste tekens
policy-shortest-hint = Lengte beschermt het meest. NIST vraagt er 15 waar het wachtwoord alleen staat.
policy-shortest-with-step = Minste tekens met een tweede stap
policy-shortest-with-step-hint = Voor wie een tweede stap heeft en er een moet hebben. NIST vraagt er daar 8.
policy-ascii = Alleen de tekens van een gewoon toetsenbord
policy-ascii-hint = Voor oude systemen achter het portaal. Anders mag elke letter en elk teken van de wereld.
policy-classes = Drie van kleine letters, hoofdletters, cijfers en tekens
policy-classes-hint = Zoals Azure AD het in 2018 had. NIST raadt het af: mensen zetten een hoofdletter vooraan en een cijfer achteraan.
policy-always = Veelgebruikte wachtwoorden, ook herhaald, en de namen van de persoon en van de organisatie worden altijd geweigerd.
policy-breaches = De lijst van bekende lekken van de beheerder van de server wordt ook gebruikt.
policy-no-breaches = De beheerder van de server kan een lijst van bekende lekken toevoegen: latchkey breach-list.
policy-ban = Wachtwoorden weigeren die uit uitgesloten woorden bestaan
policy-ban-hint = Ook vermomd: 0 voor o, 1 voor l, $ voor s, @ voor a, en één letter verkeerd.
policy-words = { $number ->
    [0] Er is geen woord uitgesloten.
    [one] Er is één woord uitgesloten.
   *[other] Er zijn { $number } woorden uitgesloten.
}
policy-points = Punten die genoeg zijn
policy-points-hint = Een uitgesloten woord is één punt, en elk ander teken ook. Een wachtwoord met minder punten wordt geweigerd.
policy-once = Een uitgesloten woord één keer tellen
policy-once-hint = Anders zou hetzelfde woord vijf keer achter elkaar genoeg zijn.
policy-more-swaps = Meer vermommingen doorzien
policy-more-swaps-hint = Ook 1 voor i, 3 voor e en 5 voor s.
policy-history = Wachtwoorden die niet terug mogen komen
policy-history-hint = Het huidige meegeteld. Nul staat elk toe.
policy-history-at-reset = Eerdere wachtwoorden komen niet terug na een eigen reset
policy-youngest = Uren voor de volgende wijziging
policy-youngest-hint = Zodat niemand vijf keer achter elkaar wijzigt om het oude terug te hebben. Nul voor geen.
policy-nist = NIST SP 800-63B-4 en OWASP ASVS 6.2.10 zeggen: laat wachtwoorden niet door ouderdom verlopen. Mensen kiezen dan zwakkere, en wijzigen een cijfer. Vraag om een nieuw wachtwoord als er iets gebeurd is.
policy-expires = Wachtwoorden door ouderdom laten verlopen
policy-expires-hint = Wie een verlopen wachtwoord heeft, kiest een nieuw bij de volgende keer inloggen. Wie ingelogd is, blijft dat.
policy-valid-days = Dagen dat een wachtwoord geldig is
policy-valid-days-hint = Geteld vanaf de dag dat het is ingesteld.
policy-notice-days = Dagen van tevoren
policy-notice-days-hint = Vanaf dan zegt iemands eigen pagina wanneer het wachtwoord verloopt.
policy-question = Wachtwoorden na { $days } dagen laten verlopen?
policy-agree = Toch opslaan
policy-hits-now = { $number ->
    [0] Niemands wachtwoord is nu zo oud.
    [one] Eén persoon moet bij de volgende keer inloggen een nieuw wachtwoord kiezen.
   *[other] { $shown } mensen moeten bij de volgende keer inloggen een nieuw wachtwoord kiezen.
}
policy-hits-week = { $number ->
    [0] In de komende zeven dagen komt daar niemand bij.
    [one] In de komende zeven dagen komt daar één persoon bij.
   *[other] In de komende zeven dagen komen daar { $shown } mensen bij.
}
policy-hits-month = { $number ->
    [0] In de komende dertig dagen is dat niemand.
    [one] In de komende dertig dagen is dat één persoon.
   *[other] In de komende dertig dagen zijn dat { $shown } mensen.
}
lockout-question = Een account vergrendelen na { $guesses } verkeerde wachtwoorden?
lockout-hits = { $number ->
    [one] Eén persoon heeft de laatste tijd zo vaak een verkeerd wachtwoord getypt dat het volgende het account vergrendelt.
   *[other] { $shown } mensen hebben de laatste tijd zo vaak een verkeerd wachtwoord getypt dat het volgende hun account vergrendelt.
}
policy-fill = Vul de pagina in, om ernaar te kijken voor je opslaat:
policy-fill-azure = Zoals Azure AD in 2018
policy-fill-delivered = Zoals geleverd
words-text = Een wachtwoord dat nauwelijks meer is dan deze woorden wordt geweigerd: namen van producten, plaatsen, teams, waar mensen hier het eerst aan denken. Grondwoorden zijn genoeg; vermommingen worden doorzien.
words-off = Het beleid vraagt op dit moment niet naar uitgesloten woorden.
words-label = Woorden om toe te voegen of weg te halen
words-hint = Eén per regel, elk 4 tot 16 tekens. Kleine letters en hoofdletters zijn gelijk.
words-add = Toevoegen
words-remove = Weghalen
words-number = { $number } van hoogstens { $most } woorden
try-title = Een wachtwoord proberen
try-lede = Er wordt niets van bewaard of opgeschreven. Probeer er geen dat iemand gebruikt.
try-password = Wachtwoord
try-person = Voor wie
try-person-hint = Een gebruikersnaam, waarvan de namen er dan niet in mogen staan. Laat het leeg voor niemand.
try-button = Proberen
try-accepted = Het zou worden aangenomen
try-refused = Het zou worden geweigerd
try-parts = De delen
try-points = { $points } punten; er zijn er { $needed } nodig.
try-near = Als geheel is het “{ $word }”, op een teken na.
try-character = een teken
try-word = het uitgesloten woord { $word }
try-again = nog eens { $word }, dat voor niets telt
try-column-part = Deel
try-column-what = Wat het is
try-column-points = Punten
settings-second-step = Wie een tweede stap moet hebben
settings-second-step-now = { $roles ->
    [0] Geen rol
    [one] Eén rol
   *[other] { $roles } rollen
} en { $groups ->
    [0] geen groep
    [one] één groep
   *[other] { $groups } groepen
}, binnen { $days } dagen.
settings-second-step-text = Wie een tweede stap moet hebben en er geen heeft, wordt er bij de volgende keer inloggen om gevraagd. Zijn de dagen om, dan gaat niets anders meer open.
settings-step-roles-legend = Mensen met een van deze rollen
settings-groups-label = En iedereen in deze groepen
settings-groups-hint = Namen van groepen, met een puntkomma ertussen. Groepen daarin tellen mee.
settings-grace-label = Dagen uitstel
settings-grace-days = dagen uitstel voor een tweede stap
settings-step-roles = rollen die een tweede stap nodig hebben
settings-step-groups = groepen die een tweede stap nodig hebben
user-external-title = { $name } logt in bij een andere organisatie
user-external-text = Hier is geen wachtwoord om te resetten.
user-directory-title = Het wachtwoord van dit account staat in een andere directory
user-directory-text = Het kan alleen daar worden gewijzigd.
user-security = Inloggen en beveiliging
user-password = Wachtwoord
user-second-step = Tweede stap
user-second-step-none = Geen
user-passkeys = { $number ->
    [one] { $shown } passkey
   *[other] { $shown } passkeys
}
user-password-own = Ingesteld door { $name }
user-password-temporary = Tijdelijk, gegeven
user-password-temporary-by = Tijdelijk, gegeven door { $by }
user-password-none = Nog niet ingesteld
user-signed-in-on = Ingelogd op
user-devices = { $number ->
    [0] Geen apparaat
    [one] 1 apparaat
   *[other] { $shown } apparaten
  }
user-last-sign-in = Laatst ingelogd
user-profile = Profiel
user-identity = Identiteit
user-work = Werk
user-contact = Contact
user-settings = Instellingen
user-authentication = Bereikbaar als bewijs wie het is
user-authentication-hint = Waar de servicedesk de persoon bereikt voor een reset. Privé: alleen de persoon zelf en wie het wachtwoord mag resetten, zien dit.
user-authentication-phone = Telefoon voor verificatie
user-authentication-phone-hint = Met de landcode, zoals +31 612345678. Een doorkiesnummer valt weg.
user-authentication-alternative = Andere telefoon voor verificatie
user-authentication-mail = E-mail voor verificatie
user-display-name = Weergavenaam
user-given-name = Voornaam
user-surname = Achternaam
user-name = Gebruikersnaam
user-job = Functie
user-department = Afdeling
user-company = Bedrijf
user-employee = Personeelsnummer
user-manager = Leidinggevende
user-employee-type = Soort dienstverband
user-hire-date = In dienst sinds
user-office = Locatie
user-mail = E-mail
user-mobile = Mobiel
user-telephone = Telefoon kantoor
user-other-mails = Andere e-mailadressen
user-other-mails-hint = Met een komma ertussen.
user-street = Straat en huisnummer
user-postal-code = Postcode
user-state = Provincie of staat
user-city = Plaats
user-country = Land
user-usage-location = Land van gebruik
user-preferred-language = Voorkeurstaal
user-parental = Ouderlijk toezicht
user-age-group = Leeftijdsgroep
user-consent = Toestemming van een ouder
user-legal-age = Leeftijd voor de wet
user-not-known = Niet bekend
age-minor = Kind
age-not-adult = Nog niet meerderjarig
age-adult = Meerderjarig
consent-granted = Gegeven
consent-denied = Geweigerd
consent-not-required = Niet nodig
legal-minor-without = Kind zonder toestemming van een ouder
legal-minor-with = Kind met toestemming van een ouder
legal-minor-not-required = Kind, geen toestemming nodig
user-account = Account
user-type = Soort
user-object-id = Object-id
user-created = Aangemaakt
user-source-local = Account van deze organisatie
user-source-directory = Account uit een andere directory
user-source-external = Extern account
user-activity = Recente activiteit
user-activity-none = Nog niets vastgelegd.
user-activity-none-own = Jij hebt nog niets met dit account gedaan. Wat anderen deden, zien mensen die het auditlogboek mogen lezen.
user-activity-all = Hele geschiedenis
user-roles = Rollen
user-tabs = Onderdelen van deze persoon
user-groups-title = Groepen van { $name }
user-groups-add = Aan een groep toevoegen
user-groups-add-hint = De hele naam van de groep.
user-groups-add-button = Toevoegen
user-groups-none = Van geen enkele groep lid.

## Groepen

groups-title = Groepen
groups-lede = { $shown } { $number ->
    [one] groep
   *[other] groepen
  }
groups-found = { $shown } { $number ->
    [one] groep voldoet
   *[other] groepen voldoen
  }
groups-deleted-lede = { $shown } { $number ->
    [one] groep die teruggezet kan worden
   *[other] groepen die teruggezet kunnen worden
  }
groups-all = Alle
groups-deleted-tab = Verwijderd
groups-deleted-title = Verwijderde groepen
groups-deleted-none = Er is geen groep verwijderd
groups-filter-label = Groepen filteren
groups-caption = Groepen, gesorteerd op naam
groups-column-owner = Eigenaar
groups-column-gives = Wat hij geeft
groups-column-deleted = Verwijderd op
groups-column-until = Voorgoed weg
groups-gives-membership = Lidmaatschap
groups-no-owner = Geen eigenaar
groups-owner-more = { $name } en nog { $shown }
groups-new = Nieuwe groep
groups-new-refused = Je kunt geen groepen maken
groups-back = Terug naar groepen
groups-none-title = Geen groep voldoet hieraan
groups-none-back = Toon alle
groups-beyond-title = Op deze pagina staat geen groep
groups-empty-title = Nog geen groepen
group-name = Naam
group-description = Omschrijving
group-description-optional = Omschrijving (niet verplicht)
group-description-hint = Waarvoor de groep is.
group-role-assignable = Er kunnen rollen aan de groep worden gegeven
group-role-assignable-hint = Ligt vanaf nu vast. Leden en eigenaren zijn beschermd zoals beheerders, en er zitten alleen mensen in.
group-roles-badge = Kan rollen krijgen
group-directory-badge = Uit de directory
group-gives-roles = Lidmaatschap, en bescherming als beheerder
group-tabs = Onderdelen van deze groep
group-tab-overview = Overzicht
group-tab-effective = Met geneste groepen
group-about = Over deze groep
group-in-users = Toon in de lijst van gebruikers
group-people = { $shown } { $number ->
    [one] persoon
   *[other] mensen
  }
group-members = Leden
group-members-title = Leden van { $name }
group-members-none = Er zit niemand in deze groep.
group-owners = Eigenaren
group-owners-title = Eigenaren van { $name }
group-owners-text = Eigenaren wijzigen naam, leden en eigenaren van hun groep. Ze hebben daar geen rol voor nodig.
group-all-owners = Alle eigenaren
group-groups-inside = Groepen in deze groep
group-groups-outside = Deze groep zit in
group-more-parents = En meer.
group-column-through = Lid via
group-direct = Rechtstreeks
group-through = Via { $groups }
group-remove = Weghalen
group-activity-none = Niets vastgelegd wat jij mag zien.
group-add-members = Leden toevoegen
group-add-owners = Eigenaren toevoegen
group-add-hint = Naam, gebruikersnaam, e-mail of nummer van een persoon, of de naam van een groep.
group-add-hint-whole = De hele gebruikersnaam of het hele e-mailadres van een persoon, of de hele naam van een groep.
group-add-hint-whole-person = De hele gebruikersnaam of het hele e-mailadres van een persoon.
group-add-none = Hiermee wordt niets gevonden.
group-add-more = Er zijn meer mensen. Typ meer woorden.
group-add-inside = zit er al in
group-add-button = Aangevinkte toevoegen
group-back = Terug naar de groep
group-delete = Verwijderen
group-delete-question = De groep { $name } verwijderen?
group-delete-members = { $number ->
    [0] Er zit niemand in
    [one] { $shown } persoon zit er niet meer in
   *[other] { $shown } mensen zitten er niet meer in
  }
group-delete-parents = { $number ->
    [one] De leden verlaten de { $shown } groep waar hij in zit
   *[other] De leden verlaten de { $shown } groepen waar hij in zit
  }
group-delete-restore = { $days } dagen lang kan hij worden teruggezet zoals hij was
group-delete-protected = Tot dan blijven leden en eigenaren beschermd als beheerders
group-delete-confirm = Typ de naam van de groep
group-delete-button = De groep verwijderen
group-deleted-badge = Verwijderd
group-deleted-title = Deze groep is verwijderd
group-deleted-until = Er zit niemand in. Terugzetten kan tot { $until }.
group-restore = Terugzetten
group-restore-taken = Een andere groep heet inmiddels zo
group-restore-taken-text = Geef eerst de andere groep een andere naam en zet deze dan terug. Er is niets gewijzigd.

## Verwijderde gebruikers

deleted-title = Verwijderde gebruikers
deleted-lede = De nieuwste eerst. Herstellen kan tot ze definitief zijn verwijderd.
deleted-caption = Verwijderde gebruikers, de nieuwste eerst
deleted-column-at = Verwijderd op
deleted-column-by = Verwijderd door
deleted-column-end = Definitief verwijderd op
deleted-none-title = Niemand is verwijderd
deleted-none-text = Wie is verwijderd, staat hier 30 dagen.
deleted-badge = Verwijderd
deleted-by = Verwijderd door { $by }, { $at }
deleted-means = Met dit account logt niemand in. Herstel het om er iets aan te wijzigen.
deleted-left = Dat kan nog { $days ->
    [one] 1 dag
   *[other] { $days } dagen
  }: op { $until } wordt het definitief verwijderd.
deleted-over = Die tijd is voorbij: het wordt elk moment definitief verwijderd.

## Reset

reset-title = Wachtwoord resetten
reset-question = Het wachtwoord van { $name } resetten?
reset-aside = Wie en wat
reset-status = Status
reset-employee = Personeelsnr.
reset-manager = Leidinggevende
reset-mobile = Mobiel
reset-mobile-ending = eindigt op { $ending }
reset-does = Wat dit doet
reset-does-password = Het oude wachtwoord werkt niet meer.
reset-does-sessions = Het oude wachtwoord werkt niet meer en { $number ->
    [one] 1 apparaat wordt
   *[other] { $shown } apparaten worden
  } uitgelogd.
reset-does-none = { $name } krijgt een eerste wachtwoord.
reset-does-change = { $name } moet bij de volgende keer inloggen een nieuw wachtwoord kiezen.
reset-does-record = Het auditlogboek legt vast dat jij dit hebt gedaan.
reset-does-no-undo = Oude wachtwoorden kunnen niet worden teruggehaald.
reset-waiting = Een tijdelijk wachtwoord van { $at } werkt nog. Resetten vervangt het.
reset-blocked = Dit account blijft geblokkeerd: { $name } kan niet inloggen tot het wordt gedeblokkeerd.
reset-check = Hoe weet je dat het { $name } is?
check-called-back = Teruggebeld
check-saw-id = Legitimatie gezien
check-manager-confirmed = Leidinggevende bevestigde
reset-expires = Tijdelijk wachtwoord is geldig
expires-never = Tot eerste gebruik
expires-1h = 1 uur
expires-8h = 8 uur
expires-24h = 24 uur
expires-7d = 7 dagen
reset-reason = Ticket of reden (optioneel)
reset-button = Wachtwoord resetten
reset-refused = Het wachtwoord van { $name } kan hier niet worden gereset
reset-back = Terug naar { $name }
done-title = { $name } heeft een tijdelijk wachtwoord
done-lede = Geef dit nu aan { $name }. Je kunt het daarna niet meer zien.
done-crumb = Tijdelijk wachtwoord
done-label = Tijdelijk wachtwoord
done-copy = Kopiëren
done-copied = Gekopieerd
done-copy-failed = Geselecteerd. Druk op Ctrl+C om te kopiëren
done-until = Geldig tot
done-once = , voor één keer inloggen.
done-forever = Geldig tot het is gebruikt, voor één keer inloggen.
done-spell = Spellen voor aan de telefoon
done-done = Klaar
done-print = Strookje afdrukken
done-other = Iemand anders resetten
done-print-without-script = Als je deze pagina afdrukt, wordt alleen het strookje afgedrukt.
done-tell = Vertel { $name }
done-tell-go = Ga naar
done-tell-sign-in = en log in met dit wachtwoord. Streepjes en hoofdletters maken niet uit.
done-tell-choose = Kies direct een nieuw wachtwoord van minstens { $least } tekens.
slip-go = Ga naar
slip-sign-in = Log in met je gebruikersnaam en dit wachtwoord
slip-choose = Kies je eigen wachtwoord en vernietig dit strookje
slip-questions = Vragen? Servicedesk { $desk }
gone-title = Dit wachtwoord is al getoond
gone-lede = Voor de veiligheid tonen we een tijdelijk wachtwoord één keer. Er is niet nog een keer gereset.
gone-when-you = Jij hebt het wachtwoord gereset: { $at }.
gone-when-other = { $by } heeft het wachtwoord gereset: { $at }.
gone-waiting-until = Het werkt nog tot { $until }.
gone-waiting = Het werkt nog tot het is gebruikt.
gone-over = Het werkt niet meer.
gone-used = { $name } heeft het gebruikt en een nieuw wachtwoord gekozen.
gone-superseded = { $by } heeft het vervangen door een nieuwer: { $at }. Alleen het nieuwste werkt.
gone-superseded-you = Jij hebt het vervangen door een nieuwer: { $at }. Alleen het nieuwste werkt.
gone-advice = Heeft { $name } het niet? Reset dan opnieuw. Het eerste tijdelijke wachtwoord werkt dan niet meer.
gone-again = Opnieuw resetten

## Spellen

spell-letters = Anna Bernard Cornelis Dirk Eduard Ferdinand Gerard Hendrik Izaak Johan Karel Lodewijk Maria Nico Otto Pieter Quotiënt Rudolf Simon Theodor Utrecht Victor Willem Xantippe Ypsilon Zaandam
spell-digits = nul één twee drie vier vijf zes zeven acht negen
spell-dash = streepje

## Waarom niet

denied-needs-role = Je hebt hiervoor de rol { $roles } nodig.
denied-any-role = Dit is voor beheerders. Je hebt er een van hun rollen voor nodig, bijvoorbeeld { $role }.
denied-no-role = Geen enkele rol staat dit toe.
denied-protected = Alleen iemand met de rol { $roles } kan dit account wijzigen.
denied-role-above = Deze rol staat boven die van jou. Alleen iemand met de rol { $roles } kan deze rol geven of afnemen.
denied-own-account = Dit kan niet bij je eigen account. Je wachtwoord wijzig je met “Mijn wachtwoord wijzigen”; vraag voor de rest een collega.
denied-signed-out = Log eerst in.
denied-external = Deze persoon logt in bij een andere organisatie of aanbieder. Alleen die kan het wachtwoord resetten.
denied-directory = Het wachtwoord van dit account staat in een andere directory. Wijzig het daar.
denied-last-global = Dit is de laatste hoofdbeheerder die kan inloggen. Maak eerst iemand anders hoofdbeheerder.
denied-deleted = Dit account is verwijderd. Herstel het eerst.
denied-deleted-group = Deze groep is verwijderd. Zet hem eerst terug.
denied-directory-group = Deze groep staat in de directory van je organisatie. Naam en leden worden daar gewijzigd, en volgen hier vanzelf.
denied-or = of

## Rollen

role-global-administrator = Hoofdbeheerder
role-privileged-role-administrator = Beheerder van bevoorrechte rollen
role-privileged-authentication-administrator = Beheerder van bevoorrechte verificatie
role-authentication-administrator = Verificatiebeheerder
role-authentication-policy-administrator = Beheerder van verificatiebeleid
role-user-administrator = Gebruikersbeheerder
role-helpdesk-administrator = Servicedeskbeheerder
role-password-administrator = Wachtwoordbeheerder
role-groups-administrator = Groepenbeheerder
role-guest-inviter = Uitnodiger van gasten
role-directory-reader = Lezer van de directory
role-reports-reader = Lezer van rapporten
role-global-reader = Lezer van alles
role-about-global-administrator = Mag alles, bij iedereen. Geef deze rol aan minder dan vijf mensen.
role-about-privileged-role-administrator = Geeft rollen en neemt ze af, en beheert de groepen die rollen kunnen krijgen. Mag geen wachtwoorden resetten.
role-about-privileged-authentication-administrator = Mag het wachtwoord van iedereen resetten, ook van de sterkste beheerders.
role-about-authentication-administrator = Mag wachtwoorden resetten van mensen zonder sterke rol.
role-about-authentication-policy-administrator = Bedoeld voor de regels van wachtwoorden en inloggen. Mag niemands wachtwoord resetten.
role-about-user-administrator = Mag wachtwoorden resetten van mensen en van zwakkere beheerders, en beheert alle groepen behalve die rollen kunnen krijgen.
role-about-helpdesk-administrator = Mag wachtwoorden resetten van mensen en van andere servicedeskbeheerders.
role-about-password-administrator = Mag wachtwoorden resetten van mensen die geen beheerder zijn en van andere wachtwoordbeheerders.
role-about-groups-administrator = Beheert alle groepen behalve die rollen kunnen krijgen. Mag geen wachtwoorden resetten.
role-about-guest-inviter = Bedoeld om gasten uit te nodigen. Mag geen wachtwoorden resetten.
role-about-directory-reader = Ziet mensen en profielen, wijzigt niets.
role-about-reports-reader = Ziet mensen en het hele auditlogboek, wijzigt niets.
role-about-global-reader = Ziet alles, wijzigt niets.
matrix-title = Rollen
matrix-lede = Wie mag wat, bij wie. Deze tabellen zijn getekend uit de regels die het portaal zelf volgt.
matrix-rule = Eén van je rollen moet in zijn eentje alles dekken wat de ander heeft. Twee zwakke rollen zijn samen nooit een sterke, en met geen enkele rol reset je je eigen wachtwoord.
matrix-reset = Wie mag wiens wachtwoord resetten
matrix-reset-text = Lees langs een regel: de ander heeft wat links staat; een vinkje zegt met welke rol je diegene een tijdelijk wachtwoord mag geven.
matrix-sensitive = Wie mag bij wie gevoelige wijzigingen doen
matrix-sensitive-text = Gevoelig: blokkeren en deblokkeren, verwijderen en herstellen, gebruikersnaam, telefoons en herstelmail wijzigen.
matrix-target = De ander heeft
matrix-plain = Geen rol
matrix-privileged-group = Een groep die rollen mag hebben
matrix-restricted-unit = Een rol over een beperkte eenheid
matrix-yes = Ja
matrix-no = Nee
matrix-others = Rollen zonder kolom mogen dit bij niemand.
matrix-words = De rollen in gewone woorden
roles-title = Rollen
roles-lede = Wat beheerders mogen. Wie geen rol heeft, beheert alleen het eigen account.
roles-matrix = Wie mag wat bij wie
roles-caption = Elke rol, waar die voor is en hoeveel mensen die hebben
roles-column-name = Rol
roles-column-about = Waar die voor is
roles-column-holders = Mensen
role-powerful = Zwaar
role-powerful-text = Dit is een zware rol. Is het meer dan tien minuten geleden dat je liet zien wie je bent, dan vragen we het opnieuw.
role-may = Mag wel
role-may-not = Mag niet
role-may-everything = Er is niets wat deze rol niet mag.
role-whom = Bij mensen met: { $list }
role-whom-everybody = Bij iedereen
role-whom-roles = Deze rollen: { $list }
role-whom-every-role = Elke rol
role-holders = Wie deze rol heeft
role-holders-caption = De mensen met deze rol, de nieuwste eerst
role-pages = Pagina’s van de lijst
role-nobody = Niemand heeft deze rol.
role-since = Sinds
role-given-by = Gegeven door
role-by = door { $by }
role-by-command = door een opdracht op de server
role-roles-of = Alle rollen
role-give = Deze rol geven
role-give-search = Aan wie
role-give-caption = De gevonden mensen
role-give-more = Er zijn er meer. Typ meer van de naam.
role-has-it = Heeft deze rol al
role-assign = Rol geven
role-remove = Rol afnemen
role-assign-question = { $name } de rol { $role } geven?
role-remove-question = { $name } de rol { $role } afnemen?
role-assign-at-once = { $name } mag dit vanaf de volgende pagina
role-remove-at-once = { $name } mag dit vanaf de volgende pagina niet meer
role-refused = Je kunt de rol { $role } van { $name } niet wijzigen
role-held-already = { $name } heeft de rol { $role } al
role-not-held = { $name } heeft de rol { $role } niet
user-roles-of = Rollen van { $name }
user-roles-lede = Rollen geef je één voor één, en elke rol telt op zichzelf.
user-roles-caption = Elke rol, en sinds wanneer deze persoon die heeft
user-roles-held = Heeft deze rol
user-roles-manage = Alle rollen
user-roles-none = Geen rol
permission-view-users = Mensen en hun profiel zien
permission-view-audit = In het auditlog zien wat iedereen deed
permission-create-users = Mensen toevoegen
permission-edit-users = Namen, functie en adres van iedereen wijzigen
permission-edit-groups = Andere groepen maken, wijzigen en verwijderen
permission-manage-role-groups = Groepen die rollen mogen hebben maken, wijzigen en verwijderen
permission-reset-password = Wachtwoorden resetten
permission-revoke-sessions = Mensen overal uitloggen
why-not-title = Mag de één iets bij de ander?
why-not-who = Wie handelt
why-not-whom = Bij wie
why-not-ask = Opzoeken
why-not-row = (beslist)
why-not-allowed = Via de rol { $role }, die alles dekt wat de ander heeft: { $held }.
why-not-blocked = { $name } is geblokkeerd en kan niets doen tot iemand het account deblokkeert.
why-not-rights = Wat { $name } mag
why-not-no-rights = Niets buiten het eigen account.
why-not-resetters = Wie het wachtwoord van { $name } mag resetten
why-not-holds = Wat bij dit account telt: { $held }. Elk van deze rollen is op zichzelf genoeg:
permission-change-sensitive = Blokkeren en deblokkeren, en gebruikersnaam, telefoon en e-mail wijzigen
permission-delete-users = Mensen verwijderen en herstellen
permission-assign-roles = Rollen geven en afnemen
permission-view-settings = De instellingen zien
permission-manage-settings = De instellingen wijzigen: wat voor iedereen geldt

## Auditlogboek

audit-title = Auditlogboek
audit-lede = Wat er is gedaan, door wie, nieuwste eerst
audit-lede-own = Je eigen acties, nieuwste eerst
audit-filter-label = Gebeurtenissen filteren
audit-person = Persoon
audit-group = Groep
audit-none-group-title = Geen groep heet “{ $name }”
audit-none-group-text = Schrijf de volledige naam, ook van een verwijderde groep; van een groep die er helemaal niet meer is, het object-id.
audit-actor = Gedaan door
audit-activity = Activiteit
audit-result = Resultaat
audit-from = Van
audit-to = Tot en met
audit-code = Supportcode
audit-filters = Filters
audit-any = Alle
audit-success = Gedaan
audit-failure = Geweigerd
audit-chip = { $name }: { $value }
audit-clear = Alles wissen
audit-caption = Gebeurtenissen, nieuwste eerst
audit-column-when = Wanneer
audit-column-what = Wat er gebeurde
audit-column-result = Resultaat
audit-column-details = Details
audit-details = Details
audit-details-of = van de gebeurtenis van { $at }
audit-pages = Pagina’s
audit-newer = Nieuwer
audit-older = Ouder
audit-none-title = Er is niets vastgelegd dat aan al deze filters voldoet
audit-none-text = Haal een filter weg of kies meer dagen.
audit-none-code-title = Onder deze supportcode is niets vastgelegd: dat verzoek heeft niets gewijzigd.
audit-none-code-text = De code klopt, of is verkeerd getypt; in beide gevallen draagt geen gebeurtenis hem.
audit-none-own-code-title = Geen van je eigen acties draagt deze supportcode.
audit-none-own-code-text = Misschien hoort hij bij wat iemand anders deed, of bij een verzoek dat niets wijzigde.
audit-none-person-title = Niemand voldoet aan “{ $words }”
audit-too-many-title = Meer dan { $most } mensen voldoen aan “{ $words }”. Typ meer van de naam, of de gebruikersnaam
audit-beyond-title = Op deze pagina staan geen gebeurtenissen
audit-beyond-link = Terug naar de nieuwste
audit-empty-title = Er is nog niets gebeurd
audit-empty-text = Alles wat er wordt gedaan, staat hier, vanaf het moment dat het is gedaan.
audit-proof-intact = Elke regel tot en met { $at } is aantoonbaar zoals hij is opgeschreven.
audit-proof-broken = Het logboek is niet zoals het is opgeschreven: regel { $row } is veranderd of verdwenen. Bewaar een kopie van de database en draai: latchkey audit verify
audit-event = Gebeurtenis
audit-event-when = Wanneer
audit-event-actor = Gedaan door
audit-event-activity = Activiteit
audit-event-standard = Naam in Azure
audit-event-category = Categorie
audit-event-result = Resultaat
audit-event-reason = Reden van weigering
audit-event-subjects = Over
audit-event-code = Supportcode
audit-event-address = Adres
audit-event-session = Sessie
audit-event-instance = Server
audit-event-id = Id van de gebeurtenis
audit-event-details = Meer
audit-back = Terug naar het auditlogboek
audit-same-code = Alles onder deze supportcode
audit-beside = Gebeurtenissen naast deze
audit-previous = Vorige gebeurtenis
audit-next = Volgende gebeurtenis
audit-beside-person = Gebeurtenissen over { $name } naast deze
audit-previous-person = Vorige gebeurtenis over { $name }
audit-next-person = Volgende gebeurtenis over { $name }
seal-title = Zegel
seal-state-waiting = Nog niet verzegeld
seal-state-sealed = Verzegeld
seal-state-proven = Verzegeld en bewezen
seal-state-altered = Gewijzigd
seal-state-broken = Logboek geschonden
seal-waiting = Een regel wordt ongeveer een seconde na het schrijven verzegeld. Open deze pagina zo meteen opnieuw.
seal-late = Deze regel is al een tijd geleden geschreven en heeft nog geen zegel: geen enkele server verzegelt het logboek. Tot dat gebeurt, bewijst niets dat de regel is zoals hij is geschreven.
seal-altered = Regel { $row } is niet zoals hij is opgeschreven: deze regel of de regel ervoor is gewijzigd of weggehaald. Bewaar een kopie van de database en draai: latchkey audit verify
seal-row = Dit is regel { $row } van het logboek. Die is zojuist gecontroleerd: hij is zoals hij is geschreven en volgt op de regel ervoor.
seal-unchecked = Dit is regel { $row } van het logboek; hij volgt op de regel ervoor. Hij is geschreven met sleutels die deze server nog niet heeft, dus zijn eigen code is zojuist niet gecontroleerd.
seal-signed = Een handtekening over deze regel en alle regels ervoor is gezet op { $at }.
seal-proven = Het hele logboek is nagelopen tot en met regel { $row }: elke regel tot daar is zoals hij is geschreven.
seal-behind = Het nalopen van het hele logboek is gekomen tot regel { $row }; deze regel moet nog komen.
seal-not-begun = Het nalopen van het hele logboek is nog bij geen enkele regel gekomen.
seal-broken-before = Het logboek is niet zoals het is geschreven: regel { $row } is gewijzigd of weggehaald. Wat erachter komt, ook deze regel, bewijst niet meer wat ervoor kwam.
seal-broken-behind = Het logboek is niet zoals het is geschreven vanaf regel { $row }; die komt achter deze regel.
audit-actor-guest = Iemand die niet was ingelogd
audit-actor-operator = De operator, met { $command }
audit-actor-program = Latchkey zelf, toen de tijd daar was
activity-password-reset = Wachtwoord resetten (door beheer)
activity-user-blocked = Inloggen blokkeren
activity-user-unblocked = Deblokkeren
activity-sessions-revoked = Overal uitloggen
activity-temporary-password-revoked = Tijdelijk wachtwoord intrekken
activity-password-change = Wachtwoord wijzigen (zelf)
activity-second-step-added = Authenticator-app toevoegen
activity-second-step-removed = Authenticator-app verwijderen
activity-passkey-added = Passkey toevoegen
activity-passkey-renamed = Passkey hernoemen
activity-passkey-removed = Passkey verwijderen
activity-recovery-codes = Herstelcodes maken
activity-proof = Identiteit bevestigen
activity-second-step-cleared = Tweede stap wegnemen
activity-contained = Account in verkeerde handen dichtzetten
activity-own-sessions-ended = Eigen sessies uitloggen
activity-not-me = Ander gebruik van eigen account melden
activity-sign-in = Inloggen
activity-sign-out = Uitloggen
activity-user-updated = Gebruiker wijzigen
activity-user-deleted = Gebruiker verwijderen
activity-user-restored = Gebruiker herstellen
activity-user-purged = Gebruiker definitief verwijderen
activity-user-created = Gebruiker toevoegen
activity-group-added = Groep toevoegen
activity-group-updated = Groep wijzigen
activity-group-deleted = Groep verwijderen
activity-group-restored = Groep terugzetten
activity-group-purged = Groep voorgoed verwijderen
activity-group-member-added = Lid aan groep toevoegen
activity-group-member-removed = Lid uit groep halen
activity-group-owner-added = Eigenaar aan groep toevoegen
activity-group-owner-removed = Eigenaar van groep weghalen
activity-role-assigned = Rol geven
activity-role-removed = Rol afnemen
activity-administrator-recovered = Beheerder weer toegang geven
activity-directory-filled = Directory vullen met verzonnen mensen
activity-keys-rotated = Sleutels vernieuwen
activity-secrets-resealed = Geheimen onder nieuwe sleutels verzegelen
activity-backed-up = Back-up maken
activity-restored = Back-up terugzetten
activity-audit-forgotten = Oude rijen van het auditlogboek verwijderen
activity-breach-list = De lijst van bekende lekken laden
activity-password-ended = Inloggen met een verlopen wachtwoord
activity-password-demanded = Om een nieuw wachtwoord vragen
activity-photo-set = Een foto instellen
activity-photo-removed = Een foto verwijderen
activity-exempted = Een wachtwoord uitzonderen van verlopen
activity-exemption-ended = Zo’n uitzondering beëindigen
activity-download-begun = Begin van een download van gebruikers
activity-download-ended = Einde van een download van gebruikers
activity-installed = Latchkey installeren
activity-settings-changed = Instellingen wijzigen
activity-refused = Geweigerd verzoek

## Gebeurtenissen in één zin

event-someone = iemand
event-guest = Iemand
event-operator = De operator
event-program = Latchkey
event-reset = { $actor } gaf { $person } een tijdelijk wachtwoord.
event-reset-refused = { $actor } probeerde het wachtwoord van { $person } te resetten: { $why }
event-blocked = { $actor } blokkeerde { $person }.
event-unblocked = { $actor } deblokkeerde { $person }.
event-sessions-revoked = { $actor } logde { $person } overal uit.
event-temporary-password-revoked = { $actor } trok het tijdelijke wachtwoord van { $person } in.
event-sessions-revoked-refused = { $actor } probeerde { $person } overal uit te loggen: { $why }
event-change = { $actor } koos een nieuw wachtwoord.
event-change-forced = { $actor } koos een nieuw wachtwoord, zoals bij het inloggen werd gevraagd.
event-change-refused = { $actor } probeerde een nieuw wachtwoord te kiezen: { $why }
event-sign-in = { $person } logde in.
event-sign-in-forced = { $person } logde in, tot aan de keuze van een nieuw wachtwoord.
event-sign-in-second-step = { $person } gaf het juiste wachtwoord en moest de tweede stap zetten.
event-sign-in-failed = { $person } kon niet inloggen: { $why }
event-sign-in-unknown = Iemand probeerde in te loggen met een naam die niet bestaat.
event-second-step-added = { $actor } voegde een authenticator-app toe.
event-second-step-removed = { $actor } verwijderde de authenticator-app.
event-second-step-refused = { $actor } kon geen authenticator-app toevoegen: { $why }
event-passkey-added = { $actor } voegde de passkey ‘{ $name }’ toe.
event-passkey-refused = { $actor } kon geen passkey toevoegen: { $why }
event-passkey-renamed = { $actor } hernoemde de passkey ‘{ $from }’ naar ‘{ $to }’.
event-passkey-removed = { $actor } verwijderde de passkey ‘{ $name }’.
event-recovery-codes = { $actor } maakte nieuwe herstelcodes.
event-proof = { $actor } bevestigde wie het is.
event-proof-failed = { $actor } kon niet bevestigen wie het is: { $why }
event-second-step-cleared = { $actor } nam de tweede stap van { $person } weg.
event-contained = { $actor } zette het account van { $person } dicht.
event-own-sessions-ended = { $actor } beëindigde eigen sessies.
event-not-me = { $actor } zei dat een ander het account gebruikte.
event-sign-out = { $actor } logde uit.
event-user-updated = { $actor } wijzigde { $person }: { $what }.
event-user-updated-refused = { $actor } probeerde { $person } te wijzigen: { $why }
event-deleted = { $actor } verwijderde { $person }.
event-deleted-refused = { $actor } probeerde { $person } te verwijderen: { $why }
event-restored-person = { $actor } herstelde { $person }.
event-restored-person-refused = { $actor } probeerde { $person } te herstellen: { $why }
event-purged = { $actor } verwijderde { $person } definitief.
event-purged-refused = { $actor } probeerde { $person } definitief te verwijderen: { $why }
event-user-created = { $actor } voegde { $person } toe.
event-user-created-refused = { $actor } probeerde iemand toe te voegen: { $why }
event-role-assigned = { $actor } gaf { $person } de rol { $role }.
event-role-removed = { $actor } nam { $person } de rol { $role } af.
event-role-refused = { $actor } probeerde een rol van { $person } te wijzigen: { $why }
event-recovered = { $actor } gaf beheerder { $person } weer toegang.
event-filled = { $actor } vulde de directory met { $people } verzonnen mensen.
event-keys-rotated = { $actor } maakte nieuwe sleutels (generatie { $generation }).
event-secrets-resealed = { $actor } verzegelde { $secrets } geheimen onder de nieuwe sleutels (generatie { $generation }).
event-secrets-resealed-but = { $actor } verzegelde { $secrets } geheimen onder de nieuwe sleutels (generatie { $generation }). { $left } konden niet worden geopend en bleven zoals ze waren.
event-download-begun = { $actor } begon de lijst met gebruikers te downloaden.
event-download-ended = { $actor } downloadde de lijst met gebruikers (rijen: { $rows }).
event-download-broken-off = De download van { $actor } brak af (rijen: { $rows }).
event-backed-up = { $actor } maakte een back-up.
event-restored = { $actor } zette de back-up van { $moment } terug.
event-audit-forgotten = { $rows } rijen van het auditlogboek van vóór { $moment } zijn verwijderd, zoals besloten.
event-breach-list = { $actor } laadde een lijst van { $entries } wachtwoorden die door inbraken bekend zijn geworden.
event-password-ended = Het wachtwoord van { $person } was verlopen: bij het inloggen is om een nieuw gevraagd.
event-password-demanded = { $actor } vroeg { $person } om een nieuw wachtwoord bij de volgende keer inloggen.
event-photo-set = { $actor } wijzigde de foto van { $person }.
event-photo-refused = { $actor } probeerde de foto van { $person } te wijzigen: { $why }.
event-photo-removed = { $actor } verwijderde de foto van { $person }.
event-exempted = { $actor } zonderde het wachtwoord van { $person } uit van verlopen.
event-exemption-ended = { $actor } beëindigde de uitzondering voor het wachtwoord van { $person }.
event-installed = { $actor } installeerde Latchkey voor { $organisation }.
event-refused = { $actor } probeerde iets dat is geweigerd: { $why }
event-refused-person = { $actor } probeerde iets met { $person } dat is geweigerd: { $why }
event-deed-refused = { $actor } probeerde “{ $deed }” bij { $person }: { $why }
event-deed-refused-plain = { $actor } probeerde “{ $deed }”: { $why }
event-other = { $actor }: { $activity }
event-some-group = een groep
event-group-added = { $actor } maakte de groep { $group }.
event-group-added-refused = { $actor } probeerde een groep te maken: { $why }
event-group-refused = { $actor } probeerde de groep { $group } te wijzigen: { $why }
event-group-updated = { $actor } wijzigde naam of omschrijving van de groep { $group }.
event-group-deleted = { $actor } verwijderde de groep { $group }.
event-group-restored = { $actor } zette de groep { $group } terug.
event-group-purged = De groep { $group } is voorgoed weg: de tijd was om.
event-group-member-added = { $actor } zette { $who } in de groep { $group }.
event-group-member-removed = { $actor } haalde { $who } uit de groep { $group }.
event-group-owner-added = { $actor } maakte { $who } eigenaar van de groep { $group }.
event-group-owner-removed = { $actor } haalde { $who } weg als eigenaar van de groep { $group }.
why-deleted-group = de groep is verwijderd.
why-directory-group = de groep staat in de directory.
detail-members = Soort leden
event-sessions-ended = { $number ->
    [one] 1 apparaat uitgelogd
   *[other] { $number } apparaten uitgelogd
  }
why-unknown-user = niemand heeft deze naam.
why-wrong-password = het wachtwoord was fout.
why-blocked = het account is geblokkeerd.
why-no-password = er is hier geen wachtwoord.
why-temporary-over = het tijdelijke wachtwoord werkt niet meer.
why-superseded = het wachtwoord was net gewijzigd.
why-wrong-code = de code van de tweede stap was onjuist.
why-wrong-passkey = de passkey is niet aangenomen.
why-passkey-over = de passkey kwam te laat, of het antwoord is al eens gebruikt.
why-passkey-copied = van de passkey lijkt een kopie te bestaan.
why-too-many-codes = te veel verkeerde pogingen.
why-broken-off = het brak af.
why-policy = het voldeed niet aan een regel.
why-needs-role = daarvoor is een andere rol nodig.
why-protected = het account is beschermd door zijn rollen.
why-role-above = de rol staat boven de eigen rol.
why-own-account = dit kan niet bij je eigen account.
why-signed-out = niet ingelogd.
why-external = het account hoort bij een andere organisatie.
why-directory = het wachtwoord staat in een andere directory.
why-last-global = er zou geen hoofdbeheerder overblijven die kan inloggen.
why-deleted = het account is verwijderd.
why-other = geweigerd ({ $code }).
detail-verified-by = Gecontroleerd
detail-expires = Tijdelijk wachtwoord is geldig
detail-from = { $property }, voorheen
detail-to = { $property }, nu
detail-empty = niets
detail-reason = Ticket of reden
detail-mail-taken = E-mailadres hoort inmiddels bij iemand anders
detail-with-password = Met een tijdelijk wachtwoord
detail-sessions-ended = Uitgelogde apparaten
detail-forced = Geëist door een tijdelijk wachtwoord
detail-replaces = Vervangt een andere app
detail-temporary-password = Maakte een tijdelijk wachtwoord ongeldig
detail-role = Rol
detail-session = Soort sessie
detail-permission = Gevraagd recht
detail-organisation = Organisatie
detail-people = Mensen
detail-seed = Startgetal
detail-section = Pagina van de instellingen
detail-entries = Regels
detail-code = Code
detail-until = Tot
detail-generation = Generatie van sleutels
detail-secrets = Opnieuw verzegelde geheimen
detail-unopened = Kon niet worden geopend, zo gelaten
detail-list = Lijst
detail-rows = Rijen
detail-cut = Alleen de nieuwste, er zijn er meer
detail-administrator = Had toen een rol
detail-made-at = Back-up van
detail-lost-rows = Verloren rijen van het auditlogboek
detail-before = Ouder dan
detail-until-row = Tot en met rij
detail-unknown-name = Getypte naam (gehasht met sleutel)
detail-yes = Ja
detail-no = Nee
detail-name = Naam
event-changed-from-to = { $property }: { $before } → { $after }
step-user-name = Gebruikersnaam ingevuld
step-code-sent = Code verstuurd
step-code-asked = Om een code gevraagd, geen verstuurd
step-proof = Bewijs gegeven
step-number = Nummer van de telefoon ingevuld
step-new-password = Nieuw wachtwoord gekozen
step-help = Om hulp gevraagd
step-cancelled = Teruggegaan
step-out-of-order = Geprobeerd voor het aan de beurt was
right-own-password = Het eigen wachtwoord wijzigen
right-own-security = De eigen bewijzen en sessies beheren
right-own-reset = Het eigen vergeten wachtwoord opnieuw instellen
right-own-audit = De eigen acties in het auditlogboek zien
right-operate = De server beheren
session-full = Volledig
session-forced-change = Alleen wachtwoord wijzigen
session-second-step = Alleen tweede stap

## Fouten

error-code = Supportcode
error-code-hint = Geef deze code door aan de servicedesk.
error-home = Naar de startpagina
error-sign-in = Naar inloggen
error-400-title = We konden dat verzoek niet lezen
error-400-text = Het adres of het formulier is onderweg beschadigd. Open de pagina opnieuw en probeer het nog eens.
error-403-title = Dit mag je niet
error-403-foreign-title = Dit formulier kwam niet van hier
error-403-foreign-text = Het verzoek kwam niet van een pagina van dit portaal, of uit een andere sessie. Er is niets gewijzigd. Open de pagina opnieuw en probeer het nog eens.
error-404-title = Deze pagina bestaat niet
error-404-text = Misschien klopt het adres niet, of is wat er stond verdwenen.
error-405-title = Zo kan dit adres niet worden gebruikt
error-405-text = Er is niets gewijzigd. Open de pagina opnieuw en gebruik de knoppen.
error-408-title = Dat duurde te lang
error-408-text = Het formulier kwam niet op tijd aan. Er is niets gewijzigd. Controleer je verbinding en verstuur het opnieuw.
error-409-title = Dit was al gedaan of is gewijzigd
error-409-text = Iemand, misschien jijzelf, deed dit zojuist al. Open de pagina opnieuw om te zien hoe het ervoor staat.
error-413-title = Dat is te veel
error-413-text = Het formulier is groter dan dit portaal aanneemt. Er is niets gewijzigd. Stuur minder.
error-415-title = Dit soort inhoud wordt niet aangenomen
error-415-text = Er is niets gewijzigd. Gebruik het formulier van dit portaal.
error-421-title = Dit is niet het adres van het portaal
error-421-text = Gebruik dit adres:
error-422-title = Er klopt iets niet in het adres of formulier
error-422-text = Een waarde ontbreekt, staat er twee keer of is geen van de mogelijkheden. Er is niets gewijzigd. Open de pagina opnieuw en probeer het nog eens.
error-429-title = Te vaak
error-429-text = Wacht even en probeer het dan opnieuw.
error-429-until = Probeer het opnieuw vanaf { $until }.
error-431-title = De headers van dat verzoek zijn te groot
error-431-text = Verwijder de cookies van deze site in je browser en probeer het opnieuw.
error-500-title = Er ging iets mis bij ons
error-500-text = Er is niets gewijzigd. Geef de code hieronder door aan de servicedesk.
error-503-title = Het is nu erg druk
error-503-text = Er is niets gewijzigd. Probeer het zo opnieuw.
error-unanswered-title = De database gaf niet op tijd antwoord
error-unanswered-text = Of het gelukt is, is nog niet bekend. Ga terug en verstuur hetzelfde formulier opnieuw: wat al gedaan is, gebeurt nooit twee keer, en de pagina vertelt dat dan.
error-old-title = Deze pagina stond te lang open
error-old-text = Er is niets gewijzigd. Open de pagina opnieuw, controleer hem en verstuur hem opnieuw.
nav-jobs = Taken
nav-temporary-passwords = Tijdelijke wachtwoorden
nav-settings = Instellingen
activity-job-ordered = Bulkbewerking starten
activity-job-stopped = Bulkbewerking stoppen
activity-job-ended = Bulkbewerking afronden
event-job-ordered = { $actor } gaf opdracht tot een bulkbewerking: { $what }
event-job-stopped = { $actor } stopte een bulkbewerking
event-job-ended = Een bulkbewerking is afgelopen: { $done } gedaan, { $over } gelaten zoals ze waren, { $left } niet aan de beurt gekomen
detail-job = Taak
detail-deed = Wat
detail-properties = Eigenschappen
detail-into-group = In groep
detail-done = Gedaan
detail-passed-over = Gelaten zoals ze waren
detail-left = Niet aan de beurt gekomen
complaint-too-many-people = Dit zijn meer dan { $most } mensen. Maak de lijst kleiner
complaint-reason-missing = Zeg waarom: een ticket of een reden
jobs-title = Taken
jobs-lede = Wat er bij veel mensen tegelijk gebeurt of gebeurd is.
jobs-none = Nog geen taken
jobs-none-text = Vink mensen aan in de lijst van gebruikers en kies wat er moet gebeuren.
jobs-caption = Taken, de nieuwste eerst
job-what = Wat
job-state = Stand
job-turns = Voortgang
job-ordered = Opgedragen
job-by = Door
job-reason = Reden
job-ended = Afgelopen
job-outcome = Uitkomst
job-people = De mensen van deze taak
job-everybody = Iedereen
job-passed-over = Gelaten zoals ze waren
job-pages = Pagina’s van de lijst
job-nobody-here = Niemand.
job-refresh = Vernieuwen
job-stop = Stoppen
job-leave = Je kunt deze pagina verlaten.
job-progress = { $turns } van { $total }
job-numbers = Gedaan: { $done }. Gelaten zoals ze waren: { $over }.
job-running = Bezig
job-stopping = Stopt na de persoon die nu aan de beurt is
job-troubled = Liep vast en gaat zo weer verder
job-done = Klaar
job-done-with-problems = Klaar; sommigen zijn gelaten zoals ze waren
job-stopped = Gestopt
job-waits = Wacht
job-not-reached = Niet aan de beurt gekomen
job-outcome-done = Gedaan
job-outcome-already = Het was al zo
job-outcome-gone = Deze persoon is er niet meer
job-outcome-failed = Niet gedaan: een storing, zie het logboek van de server
job-outcome-denied = Niet gedaan: { $why }
job-block = { $number ->
    [one] Eén persoon blokkeren
   *[other] { $shown } mensen blokkeren
}
job-unblock = { $number ->
    [one] Eén persoon deblokkeren
   *[other] { $shown } mensen deblokkeren
}
job-unlock = { $number ->
    [one] Eén persoon ontgrendelen
   *[other] { $shown } mensen ontgrendelen
}
job-sign-out = { $number ->
    [one] Eén persoon overal uitloggen
   *[other] { $shown } mensen overal uitloggen
}
job-revoke-password = { $number ->
    [one] Eén tijdelijk wachtwoord intrekken
   *[other] { $shown } tijdelijke wachtwoorden intrekken
}
job-add-to-group = { $number ->
    [one] Eén persoon in { $group } zetten
   *[other] { $shown } mensen in { $group } zetten
}
job-expire = { $number ->
    [one] Eén persoon om een nieuw wachtwoord vragen
   *[other] { $shown } mensen om een nieuw wachtwoord vragen
}
bulk-block-question = { $number ->
    [one] Eén persoon blokkeren?
   *[other] { $shown } mensen blokkeren?
}
bulk-unblock-question = { $number ->
    [one] Eén persoon deblokkeren?
   *[other] { $shown } mensen deblokkeren?
}
bulk-unlock-question = { $number ->
    [one] Eén persoon ontgrendelen?
   *[other] { $shown } mensen ontgrendelen?
}
bulk-sign-out-question = { $number ->
    [one] Eén persoon overal uitloggen?
   *[other] { $shown } mensen overal uitloggen?
}
bulk-revoke-password-question = { $number ->
    [one] Het tijdelijke wachtwoord van één persoon intrekken?
   *[other] De tijdelijke wachtwoorden van { $shown } mensen intrekken?
}
bulk-add-to-group-question = { $number ->
    [one] Eén persoon in een groep zetten?
   *[other] { $shown } mensen in een groep zetten?
}
bulk-expire-question = { $number ->
    [one] Eén persoon om een nieuw wachtwoord vragen?
   *[other] { $shown } mensen om een nieuw wachtwoord vragen?
}
job-restore = { $number ->
    [one] Eén persoon herstellen
   *[other] { $shown } mensen herstellen
}
job-purge = { $number ->
    [one] Eén persoon definitief verwijderen
   *[other] { $shown } mensen definitief verwijderen
}
job-outcome-name-taken = Niet gedaan: iemand heeft de gebruikersnaam inmiddels. De pagina van de persoon vraagt om een andere
job-outcome-not-deleted = Niet gedaan: iemand heeft de persoon intussen hersteld
bulk-restore-question = { $number ->
    [one] Eén persoon herstellen?
   *[other] { $shown } mensen herstellen?
}
bulk-purge-question = { $number ->
    [one] Eén persoon definitief verwijderen?
   *[other] { $shown } mensen definitief verwijderen?
}
bulk-purge-means = Alles wat er van hen bekend is, wordt gewist, met wachtwoorden en rollen. Dit kun je niet terugdraaien.
bulk-purge-confirm = Typ het aantal mensen, { $number }, om te bevestigen
complaint-number-not-typed = Typ het aantal mensen: { $number }
job-edit = { $number ->
    [one] Eén persoon bewerken
   *[other] { $shown } mensen bewerken
}
bulk-edit = Eigenschappen bewerken
bulk-edit-question = { $number ->
    [one] De eigenschappen van één persoon bewerken?
   *[other] De eigenschappen van { $shown } mensen bewerken?
}
bulk-edit-values = Wat ze allemaal krijgen
bulk-edit-hint = Van de velden die je leeg laat, houdt iedereen wat er stond.
bulk-edit-none = Leegmaken
complaint-nothing-to-change = Vul minstens één veld in, of vink aan wat leeg moet
complaint-value-and-none = Laat het veld leeg, of haal het vinkje weg
bulk-how = Het gebeurt persoon voor persoon. Wie buiten het bereik van je rollen valt, blijft zoals het is, met de reden erbij. Je kunt het altijd stoppen.
bulk-list = Laat ze allemaal zien
bulk-people = Deze mensen
bulk-reason = Ticket of reden
bulk-tick = Selecteer
bulk-title = Met de geselecteerden
bulk-all = Alles wat deze lijst toont
bulk-go = Verder
user-revoke-password = Tijdelijk wachtwoord intrekken
user-temporary-all = Alle tijdelijke wachtwoorden van deze persoon
revoke-password-question = Het tijdelijke wachtwoord van { $name } intrekken?
revoke-password-does = Het tijdelijke wachtwoord opent niets meer. { $name } kan weer inloggen als iemand een nieuw geeft
revoke-password-refused = Je kunt het tijdelijke wachtwoord van { $name } niet intrekken

## Tijdelijke wachtwoorden

temporary-title = Tijdelijke wachtwoorden
temporary-title-of = Tijdelijke wachtwoorden van { $name }
temporary-lede = Gegeven en nog niet vervangen door een eigen wachtwoord, de oudste eerst
temporary-lede-own = Die jij gaf en die nog niet vervangen zijn door een eigen wachtwoord, de oudste eerst
temporary-lede-of = Alle die deze persoon kreeg, de nieuwste eerst
temporary-lede-of-own = Die jij deze persoon gaf, de nieuwste eerst
temporary-typical = Van wat het laatst gebruikt werd ({ $number }), werd de helft gebruikt binnen { $lasted }.
temporary-column-state = Stand
temporary-column-given = Gegeven
temporary-column-why = Waarom
temporary-column-ends = Eindigt
temporary-column-used = Eerst gebruikt
temporary-take-back = Intrekken
temporary-age = al { $lasted }
temporary-new-user = Nieuwe gebruiker
temporary-operator = Op de server
temporary-not-used = Nog niet
temporary-waiting = Wacht
temporary-begun = Gebruikt, nog geen eigen wachtwoord
temporary-over = De tijd is voorbij
temporary-used = Vervangen door een eigen wachtwoord
temporary-superseded = Vervangen door een nieuwer
temporary-revoked = Ingetrokken
temporary-none = Geen tijdelijk wachtwoord
temporary-none-text = Wie er een kreeg, heeft inmiddels een eigen wachtwoord gekozen.
temporary-pages = Pagina's met tijdelijke wachtwoorden
lasted-minutes = { $number ->
    [one] één minuut
   *[other] { $number } minuten
}
lasted-hours = { $number ->
    [one] één uur
   *[other] { $number } uur
}
lasted-days = { $number ->
    [one] één dag
   *[other] { $number } dagen
}
bulk-export = Meenemen als bestand
bulk-add-to-group = In een groep zetten
bulk-into = Groep
bulk-into-hint = De volledige naam van de groep

# Lockout
permission-unlock = Mensen ontgrendelen na verkeerde wachtwoorden
activity-user-locked = Account vergrendelen
activity-user-unlocked = Account ontgrendelen (door beheerder)
activity-user-locked-again = Account weer vergrendelen (door beheerder)
activity-lock-lapsed = Vergrendeling afgelopen
event-locked = { $person } werd vergrendeld na { $guesses } verkeerde wachtwoorden.
event-unlocked = { $actor } ontgrendelde { $person }.
event-unlocked-refused = { $actor } probeerde { $person } te ontgrendelen: { $why }
event-locked-again = { $actor } vergrendelde { $person } weer.
event-lock-lapsed = De vergrendeling van { $person } is voorbij.
why-locked = er waren te veel verkeerde wachtwoorden.
why-password-off = na heel veel verkeerde wachtwoorden werkt het wachtwoord alleen op herkende apparaten.
detail-factor = Wat er werd geraden
factor-password = Het wachtwoord, bij het inloggen
factor-current-password = Het eigen wachtwoord, opnieuw gevraagd
factor-second-step = De tweede stap
detail-recognised = Herkend apparaat
detail-guesses = Verkeerde wachtwoorden
detail-until-opened = Iemand het ontgrendelt
activity-source-held = Herkomst van mislukte inlogpogingen laten wachten
activity-source-counted = Mislukte inlogpogingen (geteld)
event-source-held = Te veel inlogpogingen mislukten vanaf { $source }; die moet wachten.
event-source-counted = Meer inlogpogingen mislukten binnen een minuut vanaf { $source }: { $number }.
detail-source = Vanaf
detail-failures = Mislukte inlogpogingen
activity-resets-held = Herkomst van resets laten wachten
activity-source-released = Herkomst weer toelaten (door beheerder)
event-resets-held = Te veel resets begonnen vanaf { $source }; die moet wachten.
event-source-released = { $actor } liet { $source } weer toe.
detail-held = Moet wachten met
places-sign-ins = Inloggen
places-resets = Wachtwoord resetten
places-title = Adressen die moeten wachten
places-lede = Daar mislukten te veel inlogpogingen, of begonnen te veel resets. Wat het langst moet wachten, staat bovenaan.
places-column-place = Adres of netwerk
places-let-in = Weer toelaten
places-none-title = Geen adres hoeft te wachten
places-none-such = { $place } hoeft niet te wachten
places-find = Adres zoeken
places-all = Alle adressen
places-none-text = Overal vandaan kan iemand inloggen, en een vergeten wachtwoord resetten.
places-more = Dit zijn de { $shown } die het langst moeten wachten; er zijn er meer.
flash-place-let-in = Het adres is weer toegelaten, en wat ervan was geteld, is vergeten.
flash-place-open = Dat adres hoeft niet meer te wachten. Er is niets veranderd.
flash-unlocked = Het account is ontgrendeld: de persoon kan weer inloggen.
flash-unlocked-there = Het account is weer open, in de directory en hier.
flash-not-unlocked-there = Het account is niet geopend in de directory. Onder de activiteit staat waarom.
flash-locked-again = Het account is weer vergrendeld.
users-view-locked = Vergrendeld
user-locked-title = Vergrendeld tot { $until }
user-password-off-title = Het wachtwoord werkt alleen op herkende apparaten
user-second-step-off-title = Geen tweede stap wordt aanvaard tot iemand dit account ontgrendelt
user-unlock = Nu ontgrendelen
user-unlock-there = Openen in de directory
user-wrong = Verkeerde pogingen
user-wrong-elsewhere = bij het inloggen
user-wrong-recognised = bij het inloggen op een herkend apparaat
user-wrong-own = waar het eigen wachtwoord opnieuw wordt gevraagd
user-wrong-second-step = bij de tweede stap
settings-lockout = Wat verkeerde wachtwoorden kosten
settings-lockout-text = Dezelfde vergissing telt niet opnieuw, een herkend apparaat heeft een eigen telling, en niemand ziet van buiten dat een account vergrendeld is.
settings-lockout-accounts = Accounts
settings-lockout-sources = Waar inlogpogingen vandaan komen
settings-lockout-now = Na { $threshold } verschillende verkeerde wachtwoorden wordt een account { $first } seconden vergrendeld, na elk volgende twee keer zo lang, hoogstens { $longest } seconden. Na { $row } op rij werkt het wachtwoord alleen op herkende apparaten.
settings-lockout-threshold = Verkeerde wachtwoorden die een account vergrendelen
settings-lockout-seconds = Seconden van de eerste vergrendeling
settings-lockout-longest = Seconden van de langste vergrendeling
settings-lockout-in-a-row = Verkeerde wachtwoorden op rij, tot alleen herkende apparaten werken
settings-source-address = Mislukte inlogpogingen van één adres in een kwartier
settings-source-network = Mislukte inlogpogingen van één netwerk in een kwartier
settings-source-names = Verschillende namen die één adres in drie uur probeert
user-locked-step-text = { $number ->
    [one] Eén verkeerde tweede stap na het juiste wachtwoord, { $last }, vanaf { $from }.
   *[other] { $shown } verkeerde tweede stappen na het juiste wachtwoord, de laatste { $last }, vanaf { $from }.
}
user-locked-text = { $number ->
    [one] Eén verkeerd wachtwoord { $whose }, de laatste { $last }, vanaf { $from }.
   *[other] { $shown } verkeerde wachtwoorden { $whose }, de laatste { $last }, vanaf { $from }.
}
user-wrong-line = { $number ->
    [one] Eén { $whose }
   *[other] { $shown } { $whose }
}
barrier-title = Waarom kan { $name } niet inloggen?
barrier-say = Om aan de telefoon te zeggen:
barrier-none = Niets staat in de weg.
barrier-none-say = Je account is in orde, dus het wachtwoord is verkeerd getypt. Ben je het vergeten, dan kan ik je een tijdelijk wachtwoord geven.
barrier-no-password = Er is nog geen wachtwoord.
barrier-no-password-say = Je account heeft nog geen wachtwoord. Ik geef je nu een tijdelijk wachtwoord.
barrier-external = Het account logt in bij de eigen organisatie.
barrier-external-say = Log in waar je werkt. Je wachtwoord staat daar, en alleen je eigen servicedesk kan ermee helpen.
barrier-directory = Het wachtwoord staat in een andere directory.
barrier-directory-say = Je wachtwoord staat in een andere directory, dus ik kan het hier niet wijzigen. Ik vertel je wie dat wel kan.
barrier-locked = Verkeerde wachtwoorden hebben het account een tijdje vergrendeld.
barrier-off = Er zijn heel veel verkeerde wachtwoorden geprobeerd: het wachtwoord werkt alleen op herkende apparaten.
barrier-locked-say = Er zijn verkeerde wachtwoorden geprobeerd op je account, dus het werd vergrendeld. Ik open het nu; typ je wachtwoord rustig in.
barrier-codes = Er kwamen te veel verkeerde codes na het juiste wachtwoord.
barrier-codes-say = Je account neemt een kwartier lang geen code aan. Heb je die codes zelf getypt? Probeer het daarna opnieuw. Zo niet, dan kent iemand je wachtwoord, en geef ik je een nieuw.
barrier-blocked = Het account is geblokkeerd.
barrier-blocked-say = Je account is geblokkeerd. Ik zoek uit waarom, en bel je terug.
barrier-over = Het tijdelijke wachtwoord is voorbij.
barrier-over-say = Je tijdelijke wachtwoord werkt niet meer. Ik geef je nu een nieuw wachtwoord.
sign-ins-title = Inlogpogingen
sign-ins-lede = Wie inlogde, wie meer werd gevraagd, wie er niet in kwam en waarom, de nieuwste eerst. Een naam die niemand heeft, wordt alleen gehasht met een sleutel bewaard.
sign-ins-filter = De inlogpogingen filteren
sign-ins-none = Geen inlogpoging voldoet.
sign-ins-unknown = Een naam die niemand heeft
sign-ins-interrupted = Onderbroken
sign-in-requirement = Gevraagd
sign-in-one-step = Eén stap
sign-in-two-steps = Twee stappen
sign-in-browser = Browser
sign-in-system = Systeem
sign-in-steps = Stappen van deze aanmelding
means-password = Wachtwoord
means-outside-password = Wachtwoord van de directory
means-app = Code van de authenticator-app
means-passkey = Passkey
means-recovery-code = Herstelcode
sign-ins-of = Inlogpogingen van { $name }
sign-ins-fortnight = De laatste 14 dagen
sign-ins-counted = Er is te veel gebeurd om alles te tellen: hier is geteld wat na { $at } kwam. De lijst heeft alles.
sign-ins-chart = Inlogpogingen van de laatste 14 dagen: { $succeeded } gelukt, { $interrupted } onderbroken, { $failed } geweigerd.

## Mail

mail-desk = Servicedesk: { $desk }
mail-trial-subject = { $organisation }: mail werkt
mail-trial-text = Dit is een test. Een beheerder vroeg erom, om te zien of mail van de portal aankomt.
mail-code-subject = { $organisation }: je code
mail-reset-code-text = Je vroeg om een nieuw wachtwoord. Vul deze code in op de pagina waar je dat deed:
mail-reset-code-not-you = Vroeg je hier niet om? Doe dan niets: zonder de code blijft je wachtwoord zoals het is. Geef de code aan niemand, ook niet aan de servicedesk.
mail-address-code-text = Vul deze code in op de pagina waar je dit adres opgaf:
mail-address-code-not-you = Gaf je dit adres nergens op? Doe dan niets.
mail-code-minutes = { $minutes ->
    [one] De code werkt één minuut.
   *[other] De code werkt { $minutes } minuten.
}
mail-refused-subject = { $organisation }: je kunt je wachtwoord niet zelf resetten
mail-refused-text = Iemand vroeg om het wachtwoord van je account te resetten. Dat kan bij dit account niet, dus er is niets veranderd. De servicedesk kan je helpen.
mail-refused-code = Noem deze code: { $code }
mail-refused-help = Hulp vinden
mail-refused-not-you = Was jij dit niet? Meld het dan bij de servicedesk.
mail-notice-subject = { $organisation }: er is iets veranderd aan hoe je inlogt
mail-administrator-subject = { $organisation }: { $name } heeft het eigen wachtwoord gereset
mail-warning-subject = { $organisation }: kijk naar het account van { $name }
mail-help-subject = { $organisation }: { $name } kan niet inloggen en vraagt om hulp
mail-notice-password-reset = Het wachtwoord van { $name } is gereset op de pagina voor een vergeten wachtwoord.
mail-notice-password-changed = Het wachtwoord van { $name } is gewijzigd.
mail-notice-reset-by-administrator = Een beheerder heeft { $name } een tijdelijk wachtwoord gegeven. Dat moet bij het volgende inloggen worden gewijzigd.
mail-notice-address-changed = De herstelmail van { $name } is gewijzigd of verwijderd.
mail-notice-app-added = Aan { $name } is een authenticator-app toegevoegd.
mail-notice-app-removed = De authenticator-app van { $name } is verwijderd.
mail-notice-passkey-added = Aan { $name } is een passkey toegevoegd.
mail-notice-passkey-removed = Een passkey van { $name } is verwijderd.
mail-notice-codes-made = Er zijn nieuwe herstelcodes van { $name } gemaakt. Die van daarvoor werken niet meer.
mail-notice-step-cleared = Een beheerder heeft de tweede stap van { $name } weggenomen.
mail-notice-administrator-reset = { $name }, een beheerder, heeft het eigen wachtwoord gereset op de pagina voor een vergeten wachtwoord.
mail-notice-password-known = Iemand heeft het juiste wachtwoord van { $name } getypt en daarna veel verkeerde codes. Was het niet { $name } zelf, dan kent iemand anders het wachtwoord: het moet nu worden gewijzigd of gereset.
mail-notice-passkey-copied = Er lijkt een kopie te zijn van een passkey van { $name }: hij is geweigerd. De passkey moet worden verwijderd, en er moet een nieuwe bij.
mail-notice-help-asked = { $name } probeerde het eigen wachtwoord te resetten, kon dat niet, en vraagt om hulp.
mail-notice-when = Wanneer: { $at }.
mail-notice-when-where = Wanneer: { $at }, vanaf { $address }.
mail-notice-not-you = Was jij dit niet? Bel dan nu de servicedesk.
mail-notice-open = Zoek deze persoon in de portal
mail-kind-trial = Test
mail-kind-reset-code = Code voor een nieuw wachtwoord
mail-kind-address-code = Code voor een herstelmail
mail-kind-reset-refused = Reset die niet kan
mail-kind-password-reset = Wachtwoord zelf gereset
mail-kind-password-changed = Wachtwoord gewijzigd
mail-kind-reset-by-administrator = Wachtwoord gereset door een beheerder
mail-kind-address-changed = Herstelmail gewijzigd
mail-kind-app-added = Authenticator-app toegevoegd
mail-kind-app-removed = Authenticator-app verwijderd
mail-kind-passkey-added = Passkey toegevoegd
mail-kind-passkey-removed = Passkey verwijderd
mail-kind-codes-made = Nieuwe herstelcodes
mail-kind-step-cleared = Tweede stap weggenomen
mail-kind-administrator-reset = Eigen reset van een beheerder
mail-kind-help-asked = Vraag om hulp
mail-kind-other = Iets anders
mail-state-waiting = Wacht
mail-state-sent = Verstuurd
mail-state-failed = Geweigerd
mail-state-stale = Opgegeven: te laat
mail-trouble-unreachable = De mailserver antwoordt niet
mail-trouble-too-slow = De mailserver was te langzaam
mail-trouble-tls = Geen veilige verbinding met de mailserver
mail-trouble-login = De mailserver neemt onze naam en ons wachtwoord niet aan
mail-trouble-not-now = De mailserver weigert voorlopig
mail-trouble-refused = De mailserver weigert deze mail
mail-trouble-unfit = Deze mail kon niet worden gemaakt
settings-mail = E-mail
settings-mail-lede = Wat de laatste tijd is verstuurd, en wat nog wacht.
settings-mail-none = Er wordt geen mail verstuurd: de beheerder van de server heeft geen mailserver opgegeven (LATCHKEY_SMTP_URL). Alles wat geen mail nodig heeft, werkt.
settings-mail-some = Er wordt mail verstuurd.
settings-mail-try = Test versturen
settings-mail-try-text = Zo zie je of mail aankomt. Kijk hier even later opnieuw wat ervan geworden is.
settings-mail-to = Stuur die naar
settings-mail-empty = Er is nog niets verstuurd.
settings-mail-column-what = Wat
settings-mail-column-to = Aan
settings-mail-column-state = Stand
settings-mail-column-when = Wanneer
settings-mail-tries = { $number ->
    [one] één keer geprobeerd
   *[other] { $number } keer geprobeerd
}
settings-mail-next = volgende poging { $at }
flash-mail-tried = De test is onderweg.
settings-mail-kept = Wat er in mails stond, wordt niet bewaard.
settings-mail-pages = Pagina’s met mails
settings-mail-spent = Mensen die niet zijn ingelogd hebben binnen een uur om zoveel mail gevraagd als mag. Tot er weer ruimte is, krijgen ze geen codes. Het aantal staat onder Vergeten wachtwoorden.
settings-mail-help-spent = Er zijn binnen een uur zoveel mails met een vraag om hulp veroorzaakt als mag. Tot er weer ruimte is, bereiken zulke vragen niemand. Het aantal staat onder Vergeten wachtwoorden.
settings-mail-locks-spent = Er zijn binnen een uur zoveel mails over vergrendelde accounts veroorzaakt als mag. Tot er weer ruimte is, krijgen mensen er geen bericht van. Het aantal staat onder Vergeten wachtwoorden.
settings-self-service-mails = Mails per uur die mensen zonder inloggen mogen veroorzaken


## Self-service reset

settings-self-service = Vergeten wachtwoorden
settings-self-service-now-nobody = Niemand kan het eigen wachtwoord resetten: dat doet de servicedesk.
settings-self-service-now-selected = { $proofs ->
    [one] Mensen in sommige groepen kunnen het eigen wachtwoord resetten met één bewijs.
   *[other] Mensen in sommige groepen kunnen het eigen wachtwoord resetten met { $proofs } bewijzen.
}
settings-self-service-now-everybody = { $proofs ->
    [one] Iedereen kan het eigen wachtwoord resetten met één bewijs.
   *[other] Iedereen kan het eigen wachtwoord resetten met { $proofs } bewijzen.
}
settings-self-service-text = Wie het wachtwoord is vergeten, kiest een nieuw, zonder de servicedesk, zodra bewezen is wie het is. Beheerders hebben altijd twee bewijzen nodig.
settings-self-service-who = Wie het mag
settings-self-service-reach = Wie het eigen wachtwoord mag resetten
settings-self-service-nobody = Niemand
settings-self-service-selected = Mensen in de groepen hieronder, en in groepen daarbinnen
settings-self-service-everybody = Iedereen
settings-self-service-groups = Groepen die het mogen
settings-self-service-without = Groepen die het niet mogen, waar hun mensen verder ook in zitten
settings-self-service-groups-hint = Eén naam per regel.
settings-self-service-how = Bewijzen
settings-self-service-mail = Een code per mail naar de herstelmail
settings-self-service-mail-none = Een code per mail naar de herstelmail. Er wordt nu geen mail verstuurd, dus dit telt voor niemand.
settings-self-service-app = De authenticator-app, of een herstelcode
settings-self-service-proofs = Bewijzen waar om wordt gevraagd
settings-self-service-proofs-name = bewijzen waar om wordt gevraagd
settings-self-service-tell = Wie er mail over krijgt
settings-self-service-tell-person = Een persoon, als die het wachtwoord zelf wijzigt of reset
settings-self-service-tell-of-administrator = Een persoon, als een beheerder het wachtwoord reset, intrekt of het account sluit
settings-self-service-tell-of-proofs = Een persoon, als een bewijs of een tweede stap verandert: adres, telefoon, app, passkeys, herstelcodes, vragen
settings-self-service-tell-of-end = Een persoon, 14, 7 en 1 dag voordat het wachtwoord verloopt
settings-self-service-tell-of-end-hint = Dat een wachtwoord binnenkort verloopt wordt alleen gemeld waar wachtwoorden door ouderdom verlopen, en aan mensen die een mailadres hebben.
settings-self-service-tell-of-lock = Een persoon, als verkeerde wachtwoorden het account tijdelijk hebben vergrendeld
settings-self-service-tell-of-lock-hint = Wie verkeerde wachtwoorden typt op de pagina om in te loggen, veroorzaakt zo’n mail. Daarom krijgt een persoon er hoogstens één per dag, en alleen op een bekend mailadres. Ze worden apart van codes geteld, tot hetzelfde aantal per uur. Een vergrendeling in een andere directory wordt niet gemeld.
settings-self-service-tell-administrators = De andere Global administrators, als een beheerder het eigen wachtwoord reset
settings-self-service-help = Waar mensen hulp vinden
settings-self-service-help-hint = Een mailadres of het adres van een pagina. Zonder kunnen mensen een vraag om hulp sturen aan wie wachtwoorden mag resetten.
settings-self-service-help-en = Waar mensen hulp vinden, op Engelse pagina’s
settings-self-service-help-nl = Waar mensen hulp vinden, op Nederlandse pagina’s
settings-self-service-help-of-hint = Alleen als dat ergens anders is dan hierboven.
settings-self-service-stranded = { $number ->
    [one] Hiermee kan één persoon die het eigen wachtwoord nu kan resetten, dat niet meer. Sla nog eens op om het toch te doen.
   *[other] Hiermee kunnen { $shown } mensen die het eigen wachtwoord nu kunnen resetten, dat niet meer. Sla nog eens op om het toch te doen.
}
complaint-no-group = Noem minstens één groep
complaint-no-proof = Kies minstens één bewijs
complaint-help = Vul een mailadres in, of het adres van een pagina dat begint met https://
complaint-sent-code-missing = Vul de code in
complaint-sent-code-wrong = Deze code klopt niet, of werkt niet meer
complaint-method-missing = Kies een van de bewijzen
sign-in-forgotten = Wachtwoord vergeten?
forgot-title = Kies een nieuw wachtwoord
forgot-lede = Zeg wie je bent. Bewijs het daarna, en kies een nieuw wachtwoord.
forgot-button = Doorgaan
forgot-back = Terug naar inloggen
forgot-off-text = Hier kun je een wachtwoord niet resetten zonder de servicedesk.
forgot-code = Bel je de servicedesk, noem dan deze code:
forgot-help-title = Lukt dit niet?
forgot-help-text = De servicedesk kan je een tijdelijk wachtwoord geven.
forgot-help-link = Vraag om hulp
forgot-verify-title = Bewijs dat jij het bent
forgot-verify-second = Eén bewijs klopt. Geef er nog een.
forgot-mail-title = Code per mail
forgot-mail-sent = Als dit account een herstelmail heeft, is daar een code naar onderweg. Die werkt tien minuten.
forgot-mail-unsent = Als dit account een herstelmail heeft, sturen we daar een code naartoe.
forgot-mail-wait = Voor { $at } wordt geen nieuwe code verstuurd.
forgot-mail-code = Code uit de mail
forgot-mail-hint = Acht cijfers. Na vijf minuten niets? Kijk bij de spam, of stuur een nieuwe code.
forgot-mail-button = Code controleren
forgot-mail-send = Code versturen
forgot-mail-again = Nieuwe code versturen
forgot-app-title = Authenticator-app
forgot-app-code = Code van de app, of een herstelcode
forgot-app-hint = De app toont elke halve minuut een nieuwe code.
forgot-app-button = Code controleren
forgot-new-title = Kies een nieuw wachtwoord
forgot-new-lede = Je wordt overal uitgelogd. Log daarna in met het nieuwe wachtwoord.
forgot-new-outside = Het wordt ingesteld in de directory van je organisatie, en je bent overal uitgelogd.
forgot-unable-again = Opnieuw proberen
forgot-new-button = Nieuw wachtwoord opslaan
forgot-closed-title = Te veel verkeerde codes
forgot-closed-text = Voor { $at } kun je hier geen nieuw wachtwoord kiezen. De servicedesk kan je eerder helpen.
flash-reset-done = Je nieuwe wachtwoord is ingesteld. Log ermee in.
flash-reset-done-closed = Je nieuwe wachtwoord is ingesteld. Door verkeerde pogingen is je account nog dicht: wacht even voor je inlogt, of bel de servicedesk.
flash-reset-over = Dat duurde te lang, of er waren te veel verkeerde codes. Begin opnieuw.
flash-reset-sent = Als dit account een herstelmail heeft, is er een nieuwe code onderweg.
flash-reset-help = Je vraag is onderweg naar de mensen die kunnen helpen. Antwoordt niemand? Bel de servicedesk.
flash-address-added = De herstelmail is opgeslagen.
flash-address-removed = De herstelmail is verwijderd.
flash-reset-opened = De pagina voor een vergeten wachtwoord is voor deze persoon weer open.
security-address = Herstelmail
security-address-text = Als je je wachtwoord vergeet, sturen we een code naar dit adres. Kies er een dat je kunt lezen zonder hier in te loggen.
security-address-none = Je hebt er geen opgegeven.
security-address-add = Adres toevoegen
security-address-change = Wijzigen
security-address-remove = Verwijderen
address-title = Herstelmail
address-lede = We sturen een code naar het adres, om te zien dat het jou bereikt.
address-label = Mailadres
address-send = Code versturen
address-code-lede = We hebben een code gestuurd naar { $to }. Die werkt tien minuten.
address-code = Code uit de mail
address-code-hint = Acht cijfers.
address-save = Adres opslaan
address-other = Ander adres gebruiken
complaint-address-signs-in = Met dit adres log je in. Kies er een dat je kunt lezen als je niet kunt inloggen
complaint-address-wait = Er zijn te veel codes verstuurd. De volgende kan worden verstuurd na { $at }
user-reset-closed = Te veel verkeerde codes op de pagina voor een vergeten wachtwoord. Die is voor deze persoon dicht tot { $at }.
user-reset-codes = Er zijn zoveel codes naar deze persoon gestuurd als mag. Tot { $at } gaat er geen meer.
user-reset-answers = Deze persoon heeft te vaak antwoorden op beveiligingsvragen bewaard. Dat is dicht tot { $at }.
user-reset-open = Weer openen
activity-self-reset = Wachtwoord zelf gereset
activity-self-reset-step = Stap van een eigen reset
activity-self-reset-closed = Eigen reset gesloten
activity-self-reset-opened = Eigen reset weer geopend
activity-proof-registered = Herstelmail toegevoegd
activity-proof-removed = Herstelmail verwijderd
activity-mail-tried = Testmail
event-self-reset = { $person } heeft het eigen wachtwoord gereset
event-self-reset-begun = Iemand vroeg om het wachtwoord van { $person } te resetten
event-self-reset-refused = Iemand vroeg om het wachtwoord van { $person } te resetten: { $why }
event-self-reset-unknown = Iemand vroeg om het wachtwoord te resetten van een naam die niemand heeft
event-self-reset-sent = Er is een code gestuurd aan { $person }
event-self-reset-proved = { $person } gaf een bewijs voor een nieuw wachtwoord
event-self-reset-not-proved = Een bewijs voor een nieuw wachtwoord van { $person } is geweigerd: { $why }
event-self-reset-not-proved-unknown = Een bewijs voor een naam die niemand heeft is geweigerd
event-self-reset-password = { $person } koos een nieuw wachtwoord dat een regel breekt
event-self-reset-order = Iemand probeerde een stap van de reset van { $person } over te slaan
event-self-reset-closed = Na te veel verkeerde codes kan { $person } het eigen wachtwoord een dag niet resetten
event-self-reset-closed-unknown = Na te veel verkeerde codes is een naam die niemand heeft een dag gesloten
event-self-reset-opened = { $actor } heeft de eigen reset van { $person } weer geopend
event-self-reset-opened-refused = { $actor } kon de eigen reset van { $person } niet openen: { $why }
event-proof-registered = { $actor } heeft een herstelmail opgegeven
event-proof-removed = { $actor } heeft de herstelmail verwijderd
event-mail-tried = { $actor } heeft een testmail gestuurd naar { $to }
why-sspr-off = zelf resetten staat voor niemand open (SSPR_0009)
why-sspr-elsewhere = het wachtwoord staat hier niet (SSPR_0010)
why-sspr-blocked = het account is geblokkeerd (SSPR_0011)
why-sspr-group = zelf resetten staat alleen voor andere groepen open (SSPR_0013)
why-sspr-proofs = er zijn te weinig bewijzen geregistreerd (SSPR_0014)
why-out-of-order = een stap is overgeslagen
detail-step = Stap
detail-method = Bewijs
detail-methods = Bewijzen
detail-sent-to = Verstuurd aan
method-email = code per mail
method-app = authenticator-app
event-self-reset-help = Iemand vroeg om hulp voor { $person }
event-self-reset-help-unknown = Iemand vroeg om hulp voor een naam die niemand heeft
event-self-reset-cancelled = { $person } ging terug en hield het wachtwoord
event-self-reset-cancelled-unknown = Iemand ging terug bij een reset voor een naam die niemand heeft
detail-told = Mensen die bericht kregen
event-proof-given = { $actor } vroeg om een code naar { $to }
event-proof-refused = De herstelmail van { $actor } is niet opgeslagen: { $why }
forgot-again = Andere gebruikersnaam gebruiken
complaint-address-over = Dat duurde te lang, of te veel codes waren verkeerd. Geef het adres opnieuw op
mail-trouble-unread = Deze server kan niet lezen wat er te versturen was
complaint-app-alone = Zes cijfers van een app alleen zijn te weinig. Kies ook de code per mail, of vraag om twee bewijzen
complaint-ways-few = Voor twee bewijzen zijn minstens twee manieren nodig. Kies er nog een bij, of vraag om één bewijs
event-self-reset-asked = Er is om nog een code gevraagd voor { $person }, en er is geen gestuurd
forgot-mail-sent-to = Er is een code onderweg naar { $to }. Die werkt tien minuten.
forgot-mail-unsent-to = We sturen een code naar { $to }.

# Resets door beheerders
settings-resets = Resets door beheerders
settings-resets-text = Als een beheerder het wachtwoord reset van iemand die belt: welke controles van de beller volstaan, hoe het wachtwoord bij de persoon komt en hoelang het werkt.
settings-resets-checks = Controles van een beller die volstaan
settings-resets-administrators = Controles die volstaan voor het wachtwoord van een beheerder
settings-resets-delivery = Hoe het tijdelijke wachtwoord bij de persoon komt
settings-resets-delivery-hint = Een code is een tijdelijk wachtwoord dat naar de herstelmail van de persoon gaat. Die werkt hoogstens een dag.
settings-resets-either = Zoals de beheerder kiest: eenmaal getoond, of als code verstuurd
settings-resets-code-only = Altijd als code, zodat geen beheerder ooit een wachtwoord kent
settings-resets-longest = Een tijdelijk wachtwoord werkt hoogstens
settings-resets-longest-hint = Beheerders kiezen bij elke reset dit of minder. Nieuwe gebruikers krijgen dit.
settings-resets-now-code = Wachtwoorden worden als code verstuurd, en geen beheerder kent ze.
settings-resets-now-either = Een tijdelijk wachtwoord wordt eenmaal getoond, of als code verstuurd.
settings-resets-now-longest = Het werkt hoogstens: { $end }.
complaint-no-check = Kies minstens één controle, anders kan niemand geholpen worden
complaint-no-mail = E-mail is niet ingesteld: er kan niets verstuurd worden
complaint-no-address = Er is geen herstelmail van { $name } bekend. Vul die in bij Bewerken, of kies de andere weg
mail-kind-sign-in-code = Code na een reset
mail-sign-in-code-text = Je wachtwoord is gereset. Log in met je gebruikersnaam en, in plaats van je wachtwoord, deze code. Daarna kies je een nieuw wachtwoord.
mail-sign-in-code-until = Die werkt eenmaal, tot { $until }.
mail-sign-in-code-not-you = Heb je hier niet om gevraagd? Zeg het tegen de servicedesk.
reset-delivery = Hoe komt het wachtwoord daar?
reset-delivery-temporary = Toon het mij eenmaal
reset-delivery-code = Stuur een code naar { $address }
reset-delivery-code-hint = Een code werkt hoogstens een dag. Je ziet hem niet.
reset-delivery-no-address = Er is geen herstelmail van { $name } bekend, dus er kan geen code gestuurd worden. Die kan ingevuld worden bij Bewerken.
reset-delivery-no-mail = E-mail is niet ingesteld, dus er kan geen code gestuurd worden.
flash-code-sent = Het wachtwoord is gereset. Er is een code onderweg naar de herstelmail.
new-start-code-only = Er is besloten dat geen beheerder een wachtwoord kent: de nieuwe gebruiker begint zonder. Vul een herstelmail in en reset het wachtwoord, dan wordt er een code gestuurd.
## Registration at sign-in

settings-registration = Registratie
settings-registration-now-never = Niemand wordt bij het inloggen om bewijzen gevraagd.
settings-registration-now-snooze = Wie bewijzen mist, wordt er bij het inloggen om gevraagd en mag het uitstellen.
settings-registration-now-wall = Wie bewijzen mist, voegt ze bij het inloggen eerst toe.
settings-registration-text = Een vergeten wachtwoord kun je alleen resetten met bewijzen die je eerder hebt gegeven. Hier beslis je of mensen daar bij het inloggen om worden gevraagd. Wie bezig is, wordt niet gestoord, en wie het niet zelf mag, krijgt de vraag niet. Beheerders kunnen het altijd uitstellen.
settings-registration-ask = Bij het inloggen om ontbrekende bewijzen vragen
settings-registration-never = Nooit
settings-registration-snooze = Ja, en het mag worden uitgesteld
settings-registration-wall = Ja, vóór al het andere
settings-registration-snooze-days = Dagen uitstel
settings-registration-snooze-days-hint = Tussen { $least } en { $most }. Met 0 komt de vraag bij het volgende inloggen terug.
settings-registration-snoozes = Hoe vaak uitstel mag
settings-registration-snoozes-hint = Tussen { $least } en { $most }. Met 0 zo vaak als mensen willen.
settings-registration-reconfirm-days = Dagen tot mensen hun bewijzen weer bekijken
settings-registration-reconfirm-days-hint = Tussen { $least } en { $most }. Met 0 nooit. Alleen als er bij het inloggen om wordt gevraagd.
registration-lacking-title = Wie bewijzen mist
own-registration-uncounted = Hoeveel mensen bewijzen missen is niet geteld: er zijn er te veel om te bekijken. Ze staan in het rapport over registratie.
own-registration-lacking = { $number ->
    [one] Eén persoon mag het eigen wachtwoord resetten en mist daarvoor bewijzen.
   *[other] { $shown } mensen mogen het eigen wachtwoord resetten en missen daarvoor bewijzen.
}
invite-button = Aanschrijven
invite-title = Iedereen aanschrijven die bewijzen mist?
invite-question-uncounted = Wie bewijzen mist, krijgt een mail met een link naar de pagina voor bewijzen. Hoeveel mensen dat zijn is niet geteld: er zijn er te veel om te bekijken.
invite-question = { $number ->
    [one] Eén persoon krijgt een mail met een link naar de pagina voor bewijzen.
   *[other] { $shown } mensen krijgen een mail met een link naar de pagina voor bewijzen.
}
invite-how = Wie de afgelopen zeven dagen al bericht kreeg, slaan we over. Er gaan hoogstens 100.000 mails tegelijk uit. Je kunt het altijd stoppen.
own-registration-title = Bewijzen voor een vergeten wachtwoord
registration-closed = Je account kan het eigen wachtwoord niet resetten: dat staat voor jou niet open. De servicedesk kan helpen.
registration-wall = Voordat je verdergaat: voeg toe wat ontbreekt, zodat je jezelf kunt helpen als je je wachtwoord vergeet. Het duurt een minuut.
registration-lacks = Voeg toe wat ontbreekt, zodat je jezelf kunt helpen als je je wachtwoord vergeet. Het duurt een minuut.
registration-confirm = Klopt dit nog? Met deze bewijzen kom je erin als je je wachtwoord vergeet.
registration-complete = Dat is alles. Met deze bewijzen kom je erin als je je wachtwoord vergeet.
registration-needed = { $number ->
    [one] Je hebt er één van nodig
   *[other] Je hebt er { $number } van nodig
}
registration-not-there = Nog niet toegevoegd
registration-right = Dit klopt
registration-go-on = Dit klopt, verder
registration-later = Later doen
registration-later-once = De vraag komt terug als je weer inlogt.
registration-later-days = { $number ->
    [one] De vraag komt op zijn vroegst morgen terug.
   *[other] De vraag komt op zijn vroegst over { $number } dagen terug.
}
complaint-proofs-missing = Er ontbreekt nog iets
complaint-not-later = Dit kan niet meer worden uitgesteld
complaint-nobody-lacks = Er is niemand om aan te schrijven
flash-proofs-reviewed = Bedankt. Je bewijzen staan genoteerd als juist.
flash-registration-put-off = Je kunt je bewijzen altijd toevoegen onder Mijn account.
flash-registration-demanded = De bewijzen zijn weggenomen. Mag deze persoon zelf resetten, dan wordt bij het volgende inloggen om nieuwe gevraagd.
user-re-register = Om alle bewijzen opnieuw vragen
re-register-question = { $name } om alle bewijzen opnieuw vragen?
re-register-does = De herstelmail, de authenticator-app, de passkeys en de herstelcodes van { $name } werken niet meer: tot er een nieuwe is, opent het wachtwoord alleen het account
re-register-does-ask = Als { $name } het zelf mag, wordt bij het volgende inloggen om nieuwe gevraagd
re-register-refused = Je kunt { $name } niet om alle bewijzen opnieuw vragen
job-re-register = { $number ->
    [one] Eén persoon om alle bewijzen opnieuw vragen
   *[other] { $shown } mensen om alle bewijzen opnieuw vragen
}
bulk-re-register-question = { $number ->
    [one] Eén persoon om alle bewijzen opnieuw vragen?
   *[other] { $shown } mensen om alle bewijzen opnieuw vragen?
}
job-invite = { $number ->
    [one] Eén persoon aanschrijven die bewijzen mist
   *[other] { $shown } mensen aanschrijven die bewijzen missen
}
activity-proofs-reviewed = Bewijzen bekeken
activity-registration-put-off = Registratie uitgesteld
activity-registration-demanded = Om alle bewijzen opnieuw gevraagd
activity-registration-invited = Uitnodiging om bewijzen toe te voegen
event-proofs-reviewed = { $actor } bekeek de eigen bewijzen en vond ze juist
event-registration-put-off = { $actor } stelde het toevoegen van bewijzen uit
event-registration-demanded = { $actor } nam de bewijzen van { $person } weg en vraagt er opnieuw om
event-registration-invited = { $actor } schreef { $person } over ontbrekende bewijzen
mail-invited-subject = { $organisation }: help jezelf als je je wachtwoord vergeet
mail-notice-invited = { $name } kan een vergeten wachtwoord resetten zonder de servicedesk, maar de bewijzen daarvoor ontbreken nog.
mail-notice-invited-how = Log in zoals altijd en voeg toe wat ontbreekt. Het duurt een minuut.
mail-notice-invited-open = Bewijzen toevoegen
mail-notice-registration-demanded = Een beheerder heeft de herstelmail, de authenticator-app en de passkeys van { $name } verwijderd. Je kunt nieuwe toevoegen als je weer inlogt.
mail-kind-invited = Uitnodiging voor bewijzen
mail-kind-password-ends = Wachtwoord verloopt binnenkort
mail-ends-subject = { $organisation }: je wachtwoord verloopt binnenkort
mail-notice-password-ends = Het wachtwoord van { $name } verloopt op { $day }.
mail-notice-password-ends-how = Kies voor die tijd een nieuw. Anders wordt erom gevraagd als je vanaf die dag inlogt.
mail-notice-password-ends-open = Een nieuw wachtwoord kiezen
mail-kind-account-locked = Account vergrendeld door verkeerde wachtwoorden
mail-locked-subject = { $organisation }: je account was tijdelijk vergrendeld
mail-notice-account-locked = Het account van { $name } is na te veel verkeerde wachtwoorden tijdelijk vergrendeld.
mail-notice-account-locked-how = In de regel gaat het na een tijd vanzelf weer open. Was jij dit niet, dan hoef je niets te doen: met die wachtwoorden is niemand binnengekomen, en het jouwe is wat het was. Kun je later nog niet inloggen, vraag het dan de servicedesk.
mail-kind-registration-demanded = Bewijzen opnieuw gevraagd
settings-self-service-unlock = Wie het wachtwoord weet, mag met dezelfde bewijzen het eigen account weer openen dat verkeerde pogingen hebben vergrendeld
forgot-unlock-title = Weet je je wachtwoord, maar kun je niet inloggen?
forgot-unlock-text = Te veel verkeerde wachtwoorden kunnen je account hebben vergrendeld. Open het weer, en houd het wachtwoord dat je hebt.
forgot-unlock-button = Mijn account openen
flash-self-unlocked = Je account is open. Log in met het wachtwoord dat je hebt.
activity-self-unlock = Account zelf ontgrendeld
event-self-unlock = { $person } ontgrendelde het eigen account
mail-notice-unlocked = Het account van { $name } is ontgrendeld op de pagina voor een vergeten wachtwoord. Het wachtwoord is hetzelfde gebleven.
mail-kind-unlocked = Account zelf ontgrendeld
mail-kind-password-known = Wachtwoord misschien bekend
mail-kind-passkey-copied = Passkey misschien gekopieerd
detail-doors = Geopende deuren

## Rapporten

nav-reports = Rapporten
report-file = CSV
report-print = Afdrukken
period-label = Welke tijd
period-hours = 24 uur
period-week = 7 dagen
period-month = 30 dagen
period-days = Deze dagen
chart-as-table = Als tabel tonen
chart-day = Dag
chart-hour = Uur
complaint-too-many-days = Kies hoogstens { $most } dagen
file-password-resets = wachtwoordresets
file-audit-log = het auditlogboek
file-sign-ins = het inloglogboek
audit-file-csv = CSV
audit-file-json = JSON
audit-file-most = Een bestand bevat hoogstens { $most } gebeurtenissen: kies minder dagen om er meer van te krijgen.
audit-category = Categorie
audit-service = Dienst
audit-last-day = Vandaag en gisteren
audit-last-week = De laatste 7 dagen
detail-file = Bestand
activity-file-begun = Download van een rapport begonnen
activity-file-ended = Download van een rapport afgelopen
event-file-begun = { $actor } begon { $file } te downloaden
event-file-ended = { $actor } heeft { $file } gedownload (regels: { $rows })
event-file-cut = { $actor } heeft de nieuwste { $rows } regels van { $file } gedownload; er zijn er meer
event-file-broken-off = De download van { $file } door { $actor } brak af (regels: { $rows })
resets-title = Wachtwoordresets
resets-lede = Wie reset wie, en wat ervan kwam
resets-lede-own = Wat jij hebt gereset, en wat ervan kwam
resets-filter = Filter de resets
resets-by = Gereset door
resets-kind = Hoe
resets-self-service = Selfservice
resets-administrator = Door een beheerder
resets-first-sign-in = Eerste keer ingelogd
resets-not-done = Niet afgemaakt
resets-figures = Deze tijd in getallen
resets-number = Resets
resets-number-text = die een wachtwoord opleverden, wie ze ook deed
resets-share-text = daarvan door de mensen zelf
resets-back = Weer aan het werk
resets-back-text = binnen deze tijd logde de helft in met het tijdelijke wachtwoord
resets-waiting = Wacht nog
resets-waiting-text = gegeven en nog niet vervangen
resets-per-day = Resets per dag
resets-per-hour = Resets per uur
resets-finding = Door de mensen zelf: { $own }. Door beheerders: { $others }. Voor het eerst ingelogd met een tijdelijk wachtwoord: { $first }. Niet afgemaakt: { $rest }.
resets-finding-own = { $others } door jou, { $rest } niet afgemaakt.
resets-who = Wie reset wie
resets-who-caption = Beheerders die in deze tijd wachtwoorden hebben gereset, de meeste eerst
resets-whom = Wie
resets-rows = Elke reset
resets-caption = Wachtwoordresets, nieuwste eerst
resets-caption-oldest = Wachtwoordresets, oudste eerst
resets-turn = Draai de volgorde om
resets-pages = Bladzijden met wachtwoordresets
resets-none = Geen wachtwoordresets in deze tijd.
resets-column-user = Gebruiker
resets-column-role = Rol
resets-column-when = Datum en tijd
resets-column-methods = Gebruikte bewijzen
resets-events = Gebeurtenissen
resets-role-administrator = Beheerder
resets-role-user = Gebruiker
resets-succeeded = Gelukt
resets-unlocked = Ontgrendeld
resets-failed = Mislukt
resets-blocked = Geblokkeerd
resets-cancelled = Geannuleerd
resets-contacted = Een beheerder gevraagd
resets-abandoned = Afgebroken
resets-under-way = Bezig
resets-changed-in = Gewijzigd na { $lasted }
resets-before-completing = Voor het afronden: { $channel }
resets-after-starting = Na het begin: { $channel }
resets-too-many = Te veel verkeerde pogingen: { $channel }
resets-contacted-after = Na het proberen: { $channel }
resets-after-user-name = Na het typen van de gebruikersnaam
resets-before-new-password = Voor het kiezen van een nieuw wachtwoord
resets-choosing-password = Tijdens het kiezen van een nieuw wachtwoord
resets-too-many-phone-numbers = Te veel verkeerde telefoonnummers
resets-cancelled-before-proofs = Voordat de bewijzen waren gegeven
resets-cancelled-before-password = Voordat een nieuw wachtwoord was ingediend
resets-contacted-after-user-name = Vroeg om hulp meteen na de gebruikersnaam
resets-not-enabled = Het account is geblokkeerd
resets-not-licensed = Geen licentie
resets-no-cookies = De browser bewaart geen cookies
resets-too-few-methods = Er zijn te weinig bewijzen bekend
resets-elsewhere = Het wachtwoord staat ergens anders
resets-unreachable = De directory was niet bereikbaar
resets-trouble-elsewhere = De directory had er problemen mee
resets-not-in-group = Niet in een gekozen groep
resets-off = Selfservice staat uit
resets-out-of-order = Een stap kwam voor zijn beurt
resets-not-allowed = De beheerder mag dit niet
resets-done = Er is een nieuw wachtwoord
resets-unlocked-text = Het account is weer open, het wachtwoord bleef
resets-account-deleted = Het account is verwijderd
resets-own-account = Beheerders resetten hun eigen wachtwoord niet op deze manier
channel-email = Code per mail
channel-sms = Code per sms
channel-mobile-voice = Telefoontje naar een mobiel
channel-office-voice = Telefoontje naar kantoor
channel-questions = Geheime vragen
channel-app = Authenticator-app
channel-temporary-password = Tijdelijk wachtwoord

## Problemen oplossen

trouble-title = Problemen oplossen
trouble-lede = Wat een code betekent en wat je ermee doet
trouble-code = Supportcode, of een code als SSPR_0014
trouble-look-up = Opzoeken
trouble-happened = Wat er gebeurde
trouble-meaning = Betekenis
trouble-fix = Wat te doen
trouble-cause = Oorzaak
trouble-code-column = Code zoals in het logboek
trouble-none = Niets hiervan is geweigerd.
trouble-nothing = Onder deze code is niets vastgelegd: het verzoek heeft niets gewijzigd. De pagina werd gelezen, de vraag werd niet begrepen, of Latchkey had zelf een storing. Dan vertelt het eigen logboek meer.
trouble-nothing-own = Onder deze code is niets vastgelegd dat je mag zien. Misschien hoort hij bij iemand anders, of bij een verzoek dat niets heeft gewijzigd, of Latchkey had zelf een storing.
trouble-diagnostics = Gegevens voor de technische dienst
trouble-diagnostics-text = Wat iemand moet weten die het uitzoekt. Er staat geen geheim in.
trouble-copy = Gegevens kopiëren
trouble-known = Codes die bekend zijn
complaint-not-a-code = Vul een supportcode in zoals die op de pagina staat, of een van de codes hieronder
trouble-off-cause = Selfservice staat uit
trouble-off-meaning = Niemand in deze organisatie mag het eigen wachtwoord resetten.
trouble-off-fix = Reset het wachtwoord voor de beller. Wie erover gaat, kan selfservice openen bij Instellingen, Vergeten wachtwoorden.
trouble-elsewhere-cause = Het wachtwoord staat ergens anders
trouble-elsewhere-meaning = Het account hoort bij een andere organisatie, of bij een directory waarnaar Latchkey niet schrijft.
trouble-elsewhere-fix = Wie beslist kan Latchkey daar laten schrijven onder Instellingen, Directory. Verwijs de beller anders naar de helpdesk van die organisatie.
trouble-reset-blocked-cause = Het account is geblokkeerd en dus niet te resetten
trouble-reset-blocked-meaning = Een beheerder heeft het account geblokkeerd. Een reset maakt het niet open.
trouble-reset-blocked-fix = Kijk op de pagina van de persoon wie dat deed en waarom. Deblokkeer pas als dat voorbij is.
trouble-licence-cause = Geen licentie
trouble-licence-meaning = Azure vraagt om een licentie; Latchkey nooit.
trouble-licence-fix = Leest iemand deze code voor, dan komt die van een ander portaal.
trouble-group-cause = Selfservice is er voor andere groepen
trouble-group-meaning = Alleen leden van gekozen groepen mogen het eigen wachtwoord resetten. De beller hoort daar niet bij, of zit in een groep die is uitgezonderd.
trouble-group-fix = Reset het wachtwoord, of zet de persoon in een van de groepen bij Instellingen, Vergeten wachtwoorden.
trouble-proofs-cause = Er zijn te weinig bewijzen bekend
trouble-proofs-meaning = De persoon heeft te weinig manieren gegeven om te bewijzen wie het is. Beheerders hebben er twee nodig, en beveiligingsvragen tellen bij hen niet.
trouble-proofs-fix = Reset het wachtwoord na een controle. Vraag daarna om bewijzen toe te voegen bij Mijn account, Inloggen en beveiliging.
trouble-directory-cause = De directory had moeite met dit account
trouble-directory-meaning = De directory waarin het wachtwoord staat, weigerde de wijziging.
trouble-directory-fix = Wie die directory beheert, zoekt het account daar op: geblokkeerd, op slot, of het mag het wachtwoord niet wijzigen.
trouble-away-cause = De directory was niet bereikbaar
trouble-away-meaning = De directory waarin het wachtwoord staat, gaf geen antwoord.
trouble-away-fix = Probeer het over een paar minuten opnieuw. Blijft het zo, meld het dan bij wie de directory beheert.
trouble-unknown-cause = Niemand heeft deze naam
trouble-unknown-meaning = Wat als gebruikersnaam is getypt, hoort bij geen account. De naam zelf wordt niet bewaard, want soms typt iemand daar een wachtwoord.
trouble-unknown-fix = Zoek de persoon bij Gebruikers en lees de gebruikersnaam voor.
trouble-password-cause = Het wachtwoord klopte niet
trouble-password-meaning = Het account bestaat, maar het wachtwoord is een ander.
trouble-password-fix = Let op hoofdletters en een andere toetsenbordindeling. Is het vergeten, reset het dan na een controle.
trouble-blocked-cause = Het account is geblokkeerd
trouble-blocked-meaning = Een beheerder heeft bepaald dat niemand met dit account inlogt.
trouble-blocked-fix = Zoek op de pagina van de persoon uit wie dat deed en waarom, voordat je deblokkeert.
trouble-none-cause = Hier is geen wachtwoord
trouble-none-meaning = Het account heeft er nooit een gehad, of hoort bij een andere directory.
trouble-none-fix = Hoort het account hier, reset dan het wachtwoord. Zo niet, verwijs de beller dan door.
trouble-temporary-cause = Het tijdelijke wachtwoord is verlopen
trouble-temporary-meaning = De tijd ervan is voorbij, of er ging meer dan een half uur voorbij sinds het eerste gebruik.
trouble-temporary-fix = Geef een nieuw tijdelijk wachtwoord.
trouble-code-cause = De code klopte niet
trouble-code-meaning = De code van de app of uit de mail was een andere, was al gebruikt of was te oud.
trouble-code-fix = De klok van de telefoon moet goed staan. Anders helpt een herstelcode of een nieuwe mail.
trouble-passkey-cause = De passkey werd niet aanvaard.
trouble-passkey-meaning = Het wachtwoord was goed. Het apparaat antwoordde met een passkey die niet van deze persoon is, of die is verwijderd.
trouble-passkey-fix = Gebruik een code van de app of een herstelcode. Onder Inloggen en beveiliging ziet de persoon welke passkeys er zijn.
trouble-passkey-over-cause = De passkey antwoordde te laat.
trouble-passkey-over-meaning = Een vraag aan een passkey geldt vijf minuten en wordt eenmaal beantwoord.
trouble-passkey-over-fix = Druk nog eens op de knop voor de passkey.
trouble-passkey-copied-cause = Er is misschien een kopie van deze passkey.
trouble-passkey-copied-meaning = Het apparaat telde terug, dus dezelfde passkey is intussen op een ander apparaat gebruikt.
trouble-passkey-copied-fix = De persoon logt in met een code, verwijdert de passkey en voegt een nieuwe toe. Kan niemand de kopie verklaren, sluit dan het account af.
trouble-codes-cause = Te veel codes klopten niet
trouble-codes-meaning = Na vijf verkeerde codes wordt er een tijd lang naar geen enkele gekeken.
trouble-codes-fix = Wacht zo lang als de pagina zegt. Voor vergeten wachtwoorden staat er op de pagina van de persoon een knop die de weg weer opent.
trouble-locked-cause = Te veel wachtwoorden klopten niet
trouble-locked-meaning = Het account zit korte tijd op slot, zodat niemand verder kan raden.
trouble-locked-fix = Het gaat vanzelf weer open. Met Ontgrendelen op de pagina van de persoon gaat het meteen; vraag eerst of de persoon het zelf was.
trouble-very-many-cause = Heel veel wachtwoorden klopten niet
trouble-very-many-meaning = Het wachtwoord werkt op apparaten die bekend zijn, en nergens anders.
trouble-very-many-fix = Misschien is iemand aan het raden. Reset het wachtwoord na een controle: dan werkt het weer overal.
trouble-there-disabled-cause = Het account is uitgeschakeld in de directory
trouble-there-disabled-meaning = De directory waarin het wachtwoord staat, laat dit account nergens binnen.
trouble-there-disabled-fix = Wie die directory beheert, schakelt het account daar weer in.
trouble-there-expired-cause = Het account is verlopen in de directory
trouble-there-expired-meaning = De directory waarin het wachtwoord staat, liet dit account tot een bepaalde dag binnen, en die dag is voorbij.
trouble-there-expired-fix = Wie die directory beheert, stelt daar een latere dag in.
trouble-there-locked-cause = Het account zit op slot in de directory
trouble-there-locked-meaning = De directory waarin het wachtwoord staat, kreeg te veel wachtwoorden die niet klopten, hiervandaan of van elders.
trouble-there-locked-fix = Het wachtwoord resetten opent het. Anders ontgrendelt wie die directory beheert het account daar.
trouble-superseded-cause = Het wachtwoord was net gewijzigd
trouble-superseded-meaning = Tijdens de controle kwam er een ander wachtwoord voor in de plaats.
trouble-superseded-fix = Log opnieuw in met het nieuwe.
trouble-policy-cause = Het nieuwe wachtwoord voldoet niet
trouble-policy-meaning = Het is te kort, te bekend, al eens gebruikt, of er staat een verboden woord of de eigen naam in.
trouble-policy-fix = De pagina toont welke regel. Bij Instellingen, Wachtwoordbeleid kun je er een uitproberen.
trouble-order-cause = Er is een stap overgeslagen
trouble-order-meaning = Een pagina van een reset werd geopend voor haar beurt, of na een kwartier.
trouble-order-fix = Begin opnieuw met de gebruikersnaam.
trouble-broken-cause = De download brak af
trouble-broken-meaning = De browser ging weg of was te traag, of de persoon mag het niet meer lezen.
trouble-broken-fix = Download het opnieuw.
trouble-there-policy-cause = Het nieuwe wachtwoord breekt een regel van de directory
trouble-there-policy-meaning = De directory die het wachtwoord bewaart heeft eigen regels: lengte, geschiedenis, leeftijd, woorden.
trouble-there-policy-fix = Kies een langer wachtwoord dat niet eerder is gebruikt. Is het kort geleden gewijzigd, wacht dan zo lang als de directory vraagt.
trouble-there-right-cause = De directory laat Latchkey niet schrijven
trouble-there-right-meaning = Het account waarmee Latchkey daar werkt mist een recht, of die server neemt geen wijzigingen aan.
trouble-there-right-fix = Wie de directory beheert geeft het recht. Instellingen, Directory toont de opdrachten daarvoor.
trouble-there-unknown-cause = De directory zei niet hoe het afliep
trouble-there-unknown-meaning = De wijziging is verstuurd en niet beantwoord. Ze kan er zijn of niet.
trouble-there-unknown-fix = De pagina met de status van de directory meldt het een minuut later. Tot dan probeert de persoon het nieuwe wachtwoord, en daarna het vorige.
trouble-answers-cause = Een antwoord op een beveiligingsvraag klopte niet
trouble-answers-meaning = Niet elk antwoord was het antwoord van toen. Welk dat was hoort niemand.
trouble-answers-fix = Bij de volgende poging komen andere vragen. Zijn de antwoorden vergeten, reset dan het wachtwoord na een controle en vraag om nieuwe antwoorden.
trouble-number-cause = Het nummer is niet dat van de hersteltelefoon
trouble-number-meaning = Een code gaat alleen naar wie het hele nummer intypt.
trouble-number-fix = Lees de laatste cijfers op de pagina van de persoon voor. Typ het nummer met het land, zoals +31.
trouble-denied-cause = Het mag niet
trouble-denied-meaning = Wie het probeerde mist de rol ervoor, of het account staat het niet toe zoals het nu is.
trouble-denied-fix = De regel zegt waarom. De pagina van de persoon zegt wie het wel mag.

## Registratie

registration-title = Registratie
registration-lede = Wie het eigen wachtwoord kan resetten, en wie wat mist
registration-figures = Mensen in zes getallen
registration-filter = Filter de mensen
registration-who = Welke mensen
registration-everybody = Iedereen
registration-registered = Geregistreerd
registration-registered-text = hebben zo veel bewijzen als er worden gevraagd
registration-enabled = Mag het
registration-enabled-text = mogen selfservice gebruiken: het account is open en zit in een gekozen groep, en er zijn genoeg soorten bewijs
registration-capable = Kan het
registration-capable-text = allebei: ze kunnen het eigen wachtwoord nu resetten
registration-lacking = Mist bewijzen
registration-lacking-text = mogen het, en hebben te weinig bewijzen
registration-two-step = Twee stappen
registration-two-step-text = hebben een authenticator-app of een passkey, en mogen inloggen
registration-passwordless = Zonder wachtwoord
registration-passwordless-text = hebben een passkey, en mogen inloggen; hier wordt toch eerst het wachtwoord gevraagd
registration-method = Heeft geregistreerd
registration-methods = Bewijzen
registration-no-methods = Geen enkel
registration-missing = { $number ->
    [one] Er is nog één bewijs nodig
   *[other] Er zijn nog { $number } bewijzen nodig
}
registration-none = Hier is niemand.
registration-caption = Mensen op naam, met hun bewijzen
registration-pages = Bladzijden met mensen
registration-more = Verder
registration-stopped = Er zijn { $number } mensen bekeken, en er zijn er meer.
report-uncounted = niet geteld: er zijn te veel mensen om te bekijken
methods-title = Bewijsmiddelen
methods-lede = Waarmee mensen bewijzen wie ze zijn, en wat er kort geleden is geregistreerd
methods-people = die het hebben
methods-several = Twee of meer
methods-groups = Groepen die selfservice mogen gebruiken
methods-recent = Kort geleden geregistreerd
methods-recent-none = Er is nog niets geregistreerd.
registered-title = Registraties
registered-lede = Wie heeft wat geregistreerd, en wanneer
registered-filter = Filter de registraties
registered-what = Wat er is geregistreerd
registered-caption = Registraties, nieuwste eerst
registered-pages = Bladzijden met registraties
registered-none = In deze tijd is niets geregistreerd.
methods-registered = In de laatste 30 dagen geregistreerd, per methode
proof-events-title = Registratie en resets, per gebeurtenis
proof-events-lede = Elk bewijs dat is geregistreerd of bij een reset gegeven, en wat er mislukte
proof-events-filter = Filter de gebeurtenissen van bewijzen
proof-events-feature = Waarvoor
proof-events-registration = Registratie
proof-events-reset = Reset
proof-events-why = Reden
proof-events-caption = Gebeurtenissen van bewijzen, nieuwste eerst
proof-events-pages = Bladzijden met gebeurtenissen van bewijzen
proof-events-none = In deze tijd is geen bewijs geregistreerd of gegeven.
proof-events-nobody = Een naam die niemand heeft
usage-title = Gebruik
usage-lede = Hoe mensen inloggen, en hoe wachtwoorden veranderen
usage-filter = Kies dagen
usage-figures = Deze tijd in zes getallen
usage-sign-ins = Keren ingelogd
usage-sign-ins-text = en daarmee het portaal geopend
usage-one-step = Eén stap
usage-two-steps = Twee stappen
usage-not-noted = Niet genoteerd
usage-share-text = van alle keren inloggen vroeg om een tweede stap
usage-changes = Zelf gewijzigd
usage-changes-text = wachtwoorden die mensen vervingen
usage-own-resets = Eigen resets
usage-own-resets-text = door mensen die het wachtwoord waren vergeten
usage-administrators-resets = Resets voor anderen
usage-administrators-resets-text = door beheerders
usage-unlocks = Ontgrendeld
usage-unlocks-text = door beheerders en door de mensen zelf
usage-sign-ins-per-day = Keren ingelogd per dag
usage-sign-ins-per-hour = Keren ingelogd per uur
usage-sign-ins-finding = Eén stap: { $one }. Twee stappen: { $two }.
usage-sign-ins-unknown = Niet genoteerd: { $unknown }.
usage-passwords-per-day = Wachtwoorden en ontgrendelen per dag
usage-passwords-per-hour = Wachtwoorden en ontgrendelen per uur
usage-passwords-finding = Resets door de mensen zelf: { $own }. Door beheerders: { $others }. Zelf gewijzigd: { $changes }. Ontgrendeld: { $unlocks }.
usage-method = Methode
usage-password = Wachtwoord
usage-app = Authenticator-app of herstelcode
usage-by-method = Inloggen per methode
usage-by-proof = Bewijzen bij resets per methode
usage-registered = Registraties per methode
file-registration = wie geregistreerd is
settings-directory = Directory (LDAP)
settings-directory-now-off = Mensen en wachtwoorden staan alleen hier.
settings-directory-now-on = Mensen komen van { $host } en melden zich daar aan. Hun wachtwoorden worden van hieruit niet geschreven.
settings-directory-now-writes = Mensen komen van { $host } en melden zich daar aan. Hun wachtwoorden worden van hieruit geschreven.
settings-directory-text = Mensen van wie het wachtwoord in Active Directory of een andere LDAP-directory staat, worden daaruit geladen, loggen in met het wachtwoord dat ze daar hebben, en kunnen het van hieruit opnieuw laten instellen. Bewaar, geef het wachtwoord van het account, en test elk onderdeel voordat je iets aanzet.
settings-directory-kind = Wat voor directory het is
settings-directory-security = Hoe de verbinding beschermd is
settings-directory-host = Hostnaam of adres
settings-directory-host-hint = Zoals het in het certificaat van de server staat, bijvoorbeeld directory.example.org.
settings-directory-port = Poort
settings-directory-port-hint = Meestal 636 voor ldaps, 389 voor de andere.
settings-directory-account = Serviceaccount
settings-directory-account-hint = De volledige naam (DN), bijvoorbeeld cn=latchkey,ou=services,dc=example,dc=org. Bij Active Directory ook naam@domein.
settings-directory-base = Basis
settings-directory-base-hint = Daaronder wordt naar mensen gezocht, bijvoorbeeld ou=people,dc=example,dc=org. Niemand daarbuiten wordt aangeraakt.
settings-directory-group-base = Basis van groepen
settings-directory-group-base-hint = Daaronder wordt naar beveiligingsgroepen gezocht. Laat leeg als ze onder de basis van mensen staan.
settings-directory-fingerprint = Vingerafdruk van het certificaat van de server (SHA-256)
settings-directory-fingerprint-hint = Alleen als geen instantie het ondertekend heeft. De test toont hem; vergelijk hem met die van de server voordat je hem hier plakt.
settings-directory-deletions = Verwijderingen tegelijk, in procenten
settings-directory-deletions-hint = Wie daar weg is, wordt hier verwijderd en kan 30 dagen teruggezet worden. Is een groter deel tegelijk weg, en meer dan vijf mensen, dan wordt niemand verwijderd en hoor je het. Bij 0 wordt nooit iemand verwijderd.
settings-directory-authority = Certificaten van je eigen instantie
settings-directory-authority-hint = Als PEM-tekst. Laat leeg als het certificaat van een instantie komt die deze machine vertrouwt.
settings-directory-does = Wat er daar gedaan wordt
settings-directory-on = Mensen laden, en hen daar laten aanmelden
settings-directory-groups = Beveiligingsgroepen en hun leden laden. Ze zijn hier alleen te lezen en krijgen nooit rollen
settings-directory-writeback = Wachtwoorden daar schrijven: nieuwe van beheerders en eigen wijzigingen
settings-directory-writeback-self = Mensen die hun wachtwoord kwijt zijn daar een ander laten kiezen, en hun eigen account daar laten openen
directory-no-host = Dit is geen hostnaam en geen adres.
directory-no-name = Dit kan geen naam in een directory zijn.
directory-plain-elsewhere = Zonder TLS kan alleen een directory op deze machine zelf gebruikt worden.
directory-no-authority = Dit zijn geen certificaten in PEM-tekst.
directory-no-fingerprint = Een SHA-256-vingerafdruk heeft 64 cijfers en letters van A tot F.
directory-not-set-up = Vul host, account en basis in en geef het wachtwoord van het account voordat je het aanzet.
directory-no-password = Typ het wachtwoord van het account.
directory-done = Gedaan.
directory-done-undemanded = Het wachtwoord is ingesteld, maar de directory vraagt bij de volgende aanmelding niet om een ander.
directory-done-closed = Het wachtwoord is ingesteld, maar door verkeerde pogingen is het account nog dicht: het kon niet worden ontgrendeld.
directory-refused-code = { $why } (Code { $code }.)
directory-not-asked = De directory is nu niet te gebruiken, dus er is niets gewijzigd. { $why }
directory-unknown = De directory antwoordde niet. Het oude of het nieuwe wachtwoord kan geldig zijn. Stel het opnieuw in zodra de directory antwoordt.
directory-says = De directory zegt: “{ $said }”
directory-under-way = Onderweg.
directory-refusal-other = De directory weigert het.
directory-refusal-not-found = De directory kent deze persoon niet meer.
directory-refusal-several = De directory kent meer mensen met deze naam.
directory-refusal-no-permission = Ons account mag dit in de directory niet.
directory-refusal-disabled = Het account is in de directory uitgeschakeld. Schakel het daar eerst in.
directory-refusal-locked = Het account is in de directory vergrendeld.
directory-refusal-wrong-current = Het huidige wachtwoord klopt niet.
directory-refusal-ended = Het huidige wachtwoord is in de directory verlopen, en het kan van hieruit niet gewijzigd worden.
directory-refusal-policy = Het wachtwoord voldoet niet aan de regels van de directory van je organisatie: de lengte, de tekens, of eerdere wachtwoorden.
directory-refusal-quality = Het wachtwoord is te kort of te eenvoudig voor de directory van je organisatie.
directory-refusal-in-history = Het wachtwoord is eerder gebruikt. De directory van je organisatie wil een nieuw.
directory-refusal-too-young = Het wachtwoord is kort geleden gewijzigd, en de directory van je organisatie staat nog geen volgende wijziging toe.
directory-refusal-configuration = De directory is niet ingericht om wachtwoorden zo te wijzigen.
directory-refusal-protected = Het account is beschermd in de directory: het beheert daar iets. Het wachtwoord wordt alleen daar gewijzigd.
directory-refusal-unfit = Het wachtwoord heeft tekens die niet naar de directory gestuurd kunnen worden.
directory-unreachable = De directory is niet te bereiken.
directory-too-slow = De directory antwoordde niet op tijd.
directory-tls = Er kon geen veilige verbinding met de directory gemaakt worden.
directory-certificate = Het certificaat van de directory wordt niet vertrouwd.
directory-login = De directory aanvaardt ons account en het wachtwoord ervan niet.
directory-base = De basis is er niet, of ons account mag haar niet lezen.
directory-answer = De directory verbrak de verbinding of gaf een antwoord zonder betekenis.
directory-resting = De directory is druk of heeft meermaals gefaald. Over een halve minuut wordt het weer geprobeerd.
directory-moved = Wat over de directory was besloten is intussen veranderd
directory-state-running = Werkt
directory-state-out-of-date = Werkt, maar wat van de mensen bekend is, is verouderd
directory-state-unknown = Onbekend: niemand heeft de laatste minuten gekeken
directory-state-cannot-connect = Geen verbinding
directory-state-not-set-up = Niet ingericht
directory-state-unable = Tijdelijk niet mogelijk
directory-kind-ad = Active Directory of Samba
directory-kind-openldap = OpenLDAP met wachtwoordregels
directory-kind-generic = Een andere LDAP-directory
directory-security-ldaps = TLS vanaf het begin (ldaps)
directory-security-starttls = TLS na de eerste stap (StartTLS)
directory-security-plain = Niet: alleen op deze machine zelf
directory-walk-try = Alleen tellen
directory-walk-whole = Iedereen
directory-walk-changes = Wijzigingen
directory-counts = { $read } gelezen, { $added } nieuw, { $updated } gewijzigd, { $gone } weg, { $passed } overgeslagen.
directory-people-back = Weer terug: { $number }.
directory-managers = { $number } hebben een andere leidinggevende.
directory-group-counts = Groepen: { $read } gelezen, { $added } nieuw, { $updated } gewijzigd, { $gone } weg, { $passed } overgeslagen; { $joined } erbij gekomen, { $left } vertrokken, { $unknown } leden zijn hier niet bekend.
directory-groups-back = Groepen weer terug: { $number }.
directory-groups-held-back = { $number } groepen zijn weg in de directory en hier niet verwijderd: het zijn er te veel tegelijk, of ons account mag niet elke groep lezen.
directory-members-held-back = { $number } leden zijn in de directory uit hun groep en hier niet verwijderd: het zijn er te veel van één groep tegelijk.
directory-groups-fault = De groepen zijn niet gelezen: { $why }
directory-held-back = { $number } zijn weg in de directory en hier niet verwijderd: het zijn er te veel tegelijk, ze hebben hier een rol, of ons account mag niet iedereen lezen.
directory-stage-waiting = Wacht.
directory-stage-running = Bezig.
directory-operation-reset = Nieuw wachtwoord
directory-operation-change = Eigen wijziging
directory-operation-self-reset = Wachtwoord vergeten
directory-operation-unlock = Account geopend
directory-operation-self-unlock = Eigen account geopend
directory-operation-trial = Test van de rechten
directory-status-link = Toestand, laden en wat er onlangs gebeurde
directory-status-title = Directory: toestand
directory-answered = Ze antwoordde { $at }, in { $millis } ms.
directory-troubled = De laatste moeilijkheid was { $at }: { $why }
directory-load-title = Mensen laden
directory-load-text = Tel eerst: er wordt niets gewijzigd, en je ziet wat er zou gebeuren. Na de eerste keer laden volgen wijzigingen elke vijf minuten, en iedereen eenmaal per dag.
directory-load-try = Alleen tellen
directory-load-whole = Iedereen laden
directory-walks-title = Onlangs geladen
directory-walks-none = Er is nog niets geladen.
directory-writes-title = Onlangs geschreven
directory-writes-none = Er is nog niets geschreven.
directory-column-walk = Wat
directory-column-met = Resultaat
directory-column-when = Wanneer
directory-column-operation = Handeling
directory-column-user = Persoon
directory-column-outcome = Uitkomst
directory-millis = { $millis } ms
directory-drift = Van de { $all } laatste schrijfacties die zijn teruggelezen, staan er { $there } nog, zijn er { $since } daar sindsdien gewijzigd, en ontbreken er { $missing }.
directory-read-back-there = Teruggelezen: het staat er.
directory-read-back-changed = Teruggelezen: daar sindsdien gewijzigd.
directory-read-back-missing = Teruggelezen: het staat er niet.
directory-read-back-gone = Teruggelezen: de persoon is daar weg.
directory-read-back-untold = Teruggelezen: de directory vertelt niet wanneer een wachtwoord is ingesteld.
directory-password-title = Wachtwoord van het serviceaccount
directory-password-given = Er is een wachtwoord gegeven. Het rust verzegeld en wordt nooit getoond.
directory-password-missing = Er is nog geen wachtwoord gegeven.
directory-password-link = Een wachtwoord geven
directory-password-text = Het wordt verzegeld voordat het bewaard wordt, en geen pagina toont het ooit.
directory-password-label = Wachtwoord van het account
directory-test-title = Proef
directory-test-text = Probeert wat bewaard is, deel voor deel. Zonder het vinkje wijzigt het niets.
directory-test-login = Iemand om op te zoeken
directory-test-login-hint = De naam waarmee die persoon zich daar aanmeldt. Mag leeg blijven.
directory-test-button = Test wat bewaard is
directory-test-again = Opnieuw testen
directory-tested-title = Proef van de directory
directory-tested-fine = Elk onderdeel is in orde.
directory-tested-not = Iets is niet in orde. Wat daaronder staat, is niet geprobeerd.
directory-test-greeted = De server antwoordt met een certificaat dat vertrouwd wordt. De vingerafdruk: { $print }
directory-test-greeted-plain = De server antwoordt. De verbinding is niet beschermd.
directory-test-distrusted = Het certificaat dat hij toonde, heeft deze vingerafdruk: { $print }. Heeft de server dezelfde, plak hem dan in de instellingen, of plak daar het certificaat van je instantie.
directory-test-signed-in = Ze aanvaardt ons account.
directory-test-base = De basis is er.
directory-test-people = De eerste pagina heeft { $number } mensen.
directory-test-groups = De eerste bladzijde heeft { $number } beveiligingsgroepen.
directory-test-person = { $login } is { $name }.
directory-test-nobody = Niemand meldt zich aan met { $login }, of meer dan één persoon.
directory-back = Terug naar de instellingen
directory-rights-title = Rechten van het serviceaccount
directory-rights-text = Wie de directory beheert, geeft het account daar deze rechten, en geen andere.
flash-directory-walk = Het begint zo. Deze pagina toont hoe ver het is.
permission-manage-directory = De directory inrichten, en er mensen uit laden
activity-directory-account = Wachtwoord van het account van de directory
activity-directory-walk = Mensen laden uit de directory
activity-directory-people = Mensen uit de directory
activity-directory-groups = Groepen uit de directory
activity-directory-members = Groepsleden uit de directory
activity-writeback-begun = Schrijven naar de directory begonnen
activity-writeback-reset = Nieuw wachtwoord in de directory
activity-writeback-change = Wachtwoord gewijzigd in de directory
activity-writeback-self-reset = Vergeten wachtwoord vervangen in de directory
activity-writeback-unlock = Account geopend in de directory
activity-writeback-lost = Schrijven naar de directory kwijtgeraakt
activity-writeback-settled = Schrijven naar de directory later gebleken
detail-walk = Laden
detail-added = Mensen erbij
detail-updated = Mensen gewijzigd
detail-back = Mensen weer terug
detail-gone = Mensen weg
detail-managers = Mensen met een andere leidinggevende
detail-groups-added = Groepen erbij
detail-groups-updated = Groepen gewijzigd
detail-groups-back = Groepen weer terug
detail-groups-gone = Groepen weg
detail-members-added = Leden erbij
detail-members-removed = Leden weg
detail-operation = Handeling
detail-said = In de woorden van de directory
why-directory-disabled = Het account is in de directory uitgeschakeld.
why-directory-expired = Het account is in de directory verlopen.
why-directory-locked = Het account is in de directory vergrendeld.
password-new-outside = De directory van je organisatie bepaalt welke wachtwoorden ze aanneemt.
forced-outside = De directory van je organisatie wil een nieuw wachtwoord voordat je verdergaat.
done-outside = Daar wordt het wachtwoord precies zo getypt als het hier staat, met de streepjes.
done-outside-undemanded = De directory zal { $name } niet om een ander wachtwoord vragen. Vraag daar zelf om.
done-outside-closed = Door verkeerde pogingen is het account van { $name } in de directory nog dicht. Ontgrendel het op de pagina van { $name }: tot dan komt niemand binnen met dit wachtwoord.
done-tell-outside = De directory van je organisatie bepaalt hoe het nieuwe wachtwoord moet zijn.
barrier-there-disabled = Het account is in de directory uitgeschakeld.
barrier-there-disabled-say = Je account is in onze directory uitgezet. Ik vraag wie haar beheert om ernaar te kijken.
barrier-there-locked = Het account is in de directory vergrendeld.
barrier-there-locked-say = Je account is in onze directory vergrendeld na verkeerde wachtwoorden. Ik kan je een nieuw wachtwoord geven, dat opent het.

## Branding

settings-branding = Uiterlijk en welkom
settings-branding-now-ours = Pagina’s zien eruit zoals geleverd.
settings-branding-now = Pagina’s hebben een eigen uiterlijk.
branding-lede = Dit alles ziet iedereen die de inlogpagina opent. Laat weg wat vreemden niet moeten lezen.
branding-name = Naam van de organisatie
branding-name-en = De naam op Engelse pagina’s
branding-name-nl = De naam op Nederlandse pagina’s
branding-name-of-hint = Alleen als die anders is dan hierboven.
branding-name-hint = Op pagina’s en in mails. Leeg: de naam die bij de installatie is gegeven.
branding-accent-light = Accentkleur op lichte pagina’s
branding-accent-dark = Accentkleur op donkere pagina’s
branding-accent-hint = Zoals #0d536c. Het contrast moet minstens 4,5 op 1 zijn (WCAG 2.2). Leeg: onze eigen kleur.
branding-text = Tekst onder het inlogformulier
branding-text-hint = Hoogstens 1.024 tekens. **vet**, *cursief*, __onderstreept__ en [een link](https://example.org); al het andere is gewone tekst. Ontbreekt een taal, dan staat de andere er.
branding-text-en = In het Engels
branding-text-nl = In het Nederlands
branding-logo = Beeldmerk
branding-logo-now = Het beeldmerk dat nu getoond wordt
branding-logo-none = Er wordt geen beeldmerk getoond.
branding-logo-file = Bestand
branding-logo-hint = PNG of JPEG, hoogstens 50 KB, 1.000 pixels breed en 400 hoog. Opmerkingen en locaties erin worden verwijderd.
branding-logo-pages = Voor welke pagina’s
branding-logo-all = Elke pagina zonder beeldmerk van de eigen taal
branding-logo-en = Engelse pagina’s
branding-logo-nl = Nederlandse pagina’s
branding-logo-of-en = Beeldmerk op Engelse pagina’s
branding-logo-of-nl = Beeldmerk op Nederlandse pagina’s
branding-logo-show = Dit beeldmerk tonen
branding-logo-remove = Geen beeldmerk tonen
complaint-no-file = Kies een bestand
complaint-no-picture = Dit bestand is geen PNG- of JPEG-afbeelding, of het is beschadigd
complaint-file-too-large = Dit bestand is { $bytes } KB. Hoogstens { $most } KB is toegestaan
complaint-picture-too-wide = Deze afbeelding is { $width } × { $height } pixels. Hoogstens { $widest } × { $highest } is toegestaan
complaint-photo-too-wide = Deze afbeelding is { $width } × { $height } pixels. Hoogstens { $most } miljoen pixels is toegestaan
complaint-no-colour = Geef een kleur als # met zes cijfers of letters tot en met f, zoals #0d536c
complaint-pale = Deze kleur is slecht te lezen: het contrast is { $ratio } op 1 en moet minstens 4,5 op 1 zijn

## Mails in eigen woorden

settings-letters = Teksten van mails
settings-letters-now = { $number ->
    [0] Mails hebben de tekst zoals geleverd.
    [one] Eén tekst is van jullie zelf.
   *[other] { $number } teksten zijn van jullie zelf.
}
letters-lede = Wat elke mail zegt, in het Engels en in het Nederlands. Mensen krijgen hem in hun eigen taal.
letters-kind = Soort mail
letters-words = Teksten
letters-own = Eigen tekst
letters-english = Engels
letters-dutch = Nederlands
letters-language = Taal van de tekst
letters-is-own = Deze tekst is van jullie zelf.
letters-is-original = Dit is de oorspronkelijke tekst.
letters-subject = Onderwerp
letters-text = Inhoud
letters-text-hint = Een lege regel begint een nieuwe alinea. Alles is gewone tekst; wat tussen accolades staat, wordt ingevuld.
letters-preview-button = Voorbeeld bekijken
letters-original-button = Terug naar het origineel
letters-preview = Voorbeeld
letters-preview-hint = Met verzonnen waarden, zoals de mail bij jou zou aankomen.
letters-as-page = Opgemaakt
letters-as-text = Als gewone tekst
place-organisation = de naam van de organisatie
place-name = de gebruikersnaam
place-time = wanneer het gebeurde
place-from = het netwerkadres van waar het werd gedaan
place-code = de code, het liefst als eigen alinea
place-minutes = hoeveel minuten de code werkt
place-until = tot wanneer de code of het wachtwoord werkt
place-reason = de code voor de servicedesk
place-link = waar er iets aan te doen is, het liefst als eigen alinea
complaint-wording-missing = Schrijf iets, of ga terug naar het origineel
complaint-wording-unknown = { $name } kan hier niet worden ingevuld. Wat wel kan, staat onder de tekst
complaint-wording-needs = Deze mail heeft geen nut zonder { $name }
complaint-wording-address = Een mail met een code leidt nergens heen, zodat mensen leren geen links te volgen. Laat het adres weg
mail-from-unknown = een onbekend adres
mail-link-none = de servicedesk

channel-passkey = Passkey
method-passkey = Passkey
settings-self-service-passkey = Een passkey die het apparaat zelf aanbiedt
settings-self-service-passkey-none = Een passkey. Dit portaal heeft cijfers als adres en geen naam, dus dit telt voor niemand.
registration-passkey = Passkey die je apparaat zelf aanbiedt
registration-passkey-add = Passkey toevoegen
forgot-passkey-title = Passkey
forgot-passkey-text = Je apparaat vraagt om je vingerafdruk, je gezicht of de eigen code.
forgot-passkey-script = Een passkey heeft JavaScript nodig.
forgot-passkey-none = Deze browser kan geen passkeys gebruiken.

streams-title = Doorgestuurd
streams-lede = Het auditlogboek gaat naar wie het nog meer bewaart, gebeurtenis na gebeurtenis in de volgorde van de keten.
streams-none = Het wordt nergens heen gestuurd. Wie deze server beheert, stelt LATCHKEY_SYSLOG_URL of LATCHKEY_WEBHOOK_URL in.
streams-how = Elke gebeurtenis gaat binnen enkele seconden weg. Wat niet aankomt, wacht en wordt opnieuw geprobeerd; er wordt niets overgeslagen. Een gebeurtenis die tweemaal aankomt, heeft dezelfde id en hetzelfde volgnummer.
stream-syslog = Syslogserver
stream-webhook = Webhook
stream-stuck = Komt niet aan
stream-even = Bijgewerkt
stream-behind = Onderweg
stream-sent = Laatst verstuurd
stream-waits = Wacht
stream-place = Laatste volgnummer
stream-waiting = { $number ->
    [0] Niets
    [one] Eén gebeurtenis
   *[other] { $shown } gebeurtenissen
}
stream-unreachable = Daar antwoordt niemand.
stream-too-slow = Het antwoord kwam niet op tijd.
stream-tls = Er kwam geen veilige verbinding tot stand.
stream-login = Het verzoek is niet aanvaard: controleer het geheim.
stream-refused = De gebeurtenissen zijn niet aangenomen.
stream-again = Mislukte pogingen: { $tries }, de laatste { $at }. De volgende is { $next }.
file-registered = de registraties

# Sms.
text-trial = { $organisation }: dit is een test. De sms komt aan.
text-reset-code = { $organisation }: { $code } is je code voor een nieuw wachtwoord. Die werkt { $minutes } minuten. We vragen je er nooit om.
text-phone-code = { $organisation }: { $code } is de code voor je hersteltelefoon. Die werkt { $minutes } minuten. We vragen je er nooit om.
mail-notice-phone-changed = De hersteltelefoon van { $name } is toegevoegd, gewijzigd of verwijderd.
mail-kind-text-trial = Test, per sms
mail-kind-reset-text = Code voor een nieuw wachtwoord, per sms
mail-kind-phone-text = Code voor een hersteltelefoon, per sms
mail-kind-phone-changed = Hersteltelefoon gewijzigd
security-phone = Hersteltelefoon
security-phone-text = Als je je wachtwoord vergeet, kunnen we een code naar deze telefoon sturen. Je typt dan eerst het hele nummer.
security-phone-none = Je hebt geen telefoon opgegeven.
security-phone-add = Telefoon toevoegen
security-phone-change = Wijzigen
security-phone-remove = Verwijderen
phone-title = Hersteltelefoon
phone-lede = We sturen een code per sms, om te zien dat de telefoon van jou is.
phone-label = Mobiel nummer
phone-hint = Met de landcode, zoals +31 612345678.
phone-code-lede = We hebben een sms met een code gestuurd naar { $to }. Die werkt tien minuten.
phone-save = Telefoon opslaan
phone-other = Andere telefoon gebruiken
flash-phone-added = De hersteltelefoon is opgeslagen.
flash-phone-removed = De hersteltelefoon is verwijderd.
flash-reset-text-sent = Er is een sms met een code onderweg.
flash-text-tried = Het testbericht is onderweg.
complaint-texts-spent = Er worden nu geen sms’jes meer verstuurd. Probeer het over een uur opnieuw, of kies een andere manier
complaint-number-wrong = Dat is niet het nummer dat we van dit account kennen. Er is niets verstuurd
activity-phone-registered = Hersteltelefoon toegevoegd
activity-phone-removed = Hersteltelefoon verwijderd
event-phone-given = { $actor } vroeg om een code naar de telefoon { $to }
event-phone-registered = { $actor } heeft een hersteltelefoon opgegeven
event-phone-removed = { $actor } heeft de hersteltelefoon verwijderd
event-phone-refused = De hersteltelefoon van { $actor } is niet opgeslagen: { $why }
why-wrong-number = het nummer was niet het bekende
method-sms = code per sms
forgot-text-title = Code per sms
forgot-text-unsent = Typ het nummer van je hersteltelefoon. Als het het nummer is dat we kennen, sturen we er een code naartoe.
forgot-text-sent = Er is een code onderweg naar je telefoon. Die werkt tien minuten.
forgot-text-sent-to = Er is een code onderweg naar { $to }. Die werkt tien minuten.
forgot-text-unsent-to = Codes gaan naar { $to }. Typ het hele nummer, dan sturen we er een naartoe.
forgot-text-number = Nummer van je hersteltelefoon
forgot-text-send = Sms versturen
forgot-text-code = Code uit de sms
forgot-text-code-hint = De acht cijfers in het bericht.
forgot-text-button = Deze code controleren
forgot-text-again = Niets aangekomen?
forgot-text-send-again = Nieuwe sms versturen
settings-self-service-text-message = Een code per sms naar de hersteltelefoon
settings-self-service-text-none = Een code per sms naar de hersteltelefoon. Er worden nu geen sms’jes verstuurd, dus dit telt voor niemand.
settings-self-service-texts = Sms’jes met een code die per uur verstuurd mogen worden
settings-mail-number = Sms versturen naar
settings-mail-try-number = Testbericht versturen
settings-mail-try-text-message = Zo zie je of sms’jes aankomen.
settings-mail-no-texts = Er worden geen sms’jes verstuurd: de beheerder van de server heeft geen gateway opgegeven (LATCHKEY_TEXT_GATEWAY_URL).
settings-mail-texts-spent = Er zijn binnen een uur zoveel sms’jes met een code verstuurd als mag. Tot er weer ruimte is, worden er geen meer verstuurd. Het aantal staat onder Vergeten wachtwoorden.
event-self-reset-number = Iemand typte een ander nummer dan de hersteltelefoon van { $person }: { $why }
event-self-reset-number-unknown = Iemand typte een nummer bij een naam die niemand heeft
mail-notice-activity = Bekijk wat er met je account is gebeurd
decimal-mark = ,

## How long the audit log is kept

settings-retention = Bewaartermijn
settings-retention-now = Wat er gebeurde, wordt { $months } maanden bewaard.
settings-retention-now-always = Wat er gebeurde, wordt altijd bewaard.
settings-retention-text = Het auditlogboek bewaart wat er gebeurde zo lang als je hier besluit, en het overzicht van wachtwoordresets ook. Een maand die voorbij is, wordt aan het begin van een latere voorgoed verwijderd. Het logboek zelf vertelt dat, en wat overblijft, blijft bewezen.
settings-retention-months = Maanden
settings-retention-hint = Van { $least } tot { $most } maanden, of 0: er wordt nooit iets verwijderd. Wie iets deed, kan dat niet binnen een jaar laten vergeten.
retention-question = Bewaren wat er gebeurde voor { $months } maanden?
retention-removes = { $number ->
    [one] Eén rij van het auditlogboek is ouder en wordt binnen enkele minuten voorgoed verwijderd.
   *[other] { $shown } rijen van het auditlogboek zijn ouder en worden binnen enkele minuten voorgoed verwijderd.
}
complaint-phone-over = Dat duurde te lang, of te veel codes waren verkeerd. Geef het nummer opnieuw op
security-phone-unused = Er gaan nu geen codes naar telefoons. Dit nummer is pas weer van nut als daar anders over is besloten.

## Beveiligingsvragen

question-first-record = Welke muziek kocht je als eerste van je eigen geld?
question-first-dish = Welk gerecht leerde je als eerste zelf koken?
question-hiding-place = Waar verstopte je je als kind het liefst?
question-soft-toy = Hoe noemde je de knuffel of het dekentje waarmee je als kind sliep?
question-first-cinema-film = Welke film zag je toen je voor het eerst in een bioscoop was?
question-refused-food = Welk eten weigerde je als kind?
question-first-job-task = Wat was de eerste taak in je eerste baan?
question-childhood-smell = Welke geur brengt je terug naar je jeugd?
question-teacher-saying = Welke uitspraak van een leraar ken je nog?
question-plan-at-ten = Wat wilde je worden toen je tien was?
question-missed-thing = Welk ding dat je bent kwijtgeraakt mis je nog steeds?
question-best-present = Welk cadeau vond je als kind het mooist?
question-book-read-twice = Welk boek las je als eerste twee keer?
question-journey-mishap = Wat ging er mis op de reis waarover je het meest vertelt?
question-first-bicycle = Hoe zag je eerste fiets eruit?
question-broken-thing = Wat maakte je als kind stuk zonder het te vertellen?
question-song-by-heart = Welk lied ken je al sinds je jeugd uit je hoofd?
question-own-game = Welk spel verzon je zelf als kind?
question-secret-spot = Welke plek buiten was jouw geheime plek?
question-first-stage = Wat zag je voor het eerst op een podium?
question-best-costume = Als wat was je verkleed op het feest dat je het best bijstaat?
question-admired-character = Welke figuur uit een boek of film wilde je zijn?
question-childhood-collection = Wat verzamelde je als kind?
question-handmade-gift = Wat maakte je als eerste met je eigen handen om weg te geven?
question-wettest-rain = Waar was je toen je het natst werd van de regen?
question-school-excuse = Welke smoes gebruikte je op school het meest?
question-first-savings = Waarvoor spaarde je voor het eerst?
question-wrong-word = Welk woord heb je lang verkeerd uitgesproken?
question-highest-climb = Wat was het hoogste waar je als kind in of op klom?
question-unforgotten-animal = Welk dier dat je tegenkwam vergeet je nooit?
question-relatives-object = Welk voorwerp in het huis van een ander wilde je altijd aanraken?
question-journey-alone = Waar ging je eerste reis alleen naartoe?
question-wall-above-bed = Wat hing er boven je bed toen je vijftien was?
question-morning-sound = Door welk geluid werd je als kind 's ochtends wakker?
question-window-view = Wat zag je als kind uit het raam van je kamer?
settings-questions = Beveiligingsvragen
settings-questions-now = Er worden { $asks } van { $registers } antwoorden gevraagd. Er zijn { $number } vragen om uit te kiezen.
settings-questions-now-off = Antwoorden bewijzen nu niets.
settings-questions-warning = Antwoorden op vragen zijn vaak te achterhalen: door collega's, familie, of wie leest wat mensen over zichzelf vertellen. Een code of een passkey is een sterker bewijs.
settings-questions-text = Of antwoorden een bewijs zijn, wordt bij de andere bewijzen besloten. Wie ze mag gebruiken, beantwoordt vooraf enkele vragen. Ze zijn samen één bewijs, hoeveel er ook worden gevraagd, nooit een van een beheerder, en nooit een manier om in te loggen. Een vraag die je weghaalt, wordt niet meer gesteld; antwoorden erop tellen weer als je haar terugzet.
settings-questions-choose = Kies de vragen
settings-questions-register = Vragen die vooraf worden beantwoord
settings-questions-reset = Vragen die voor een nieuw wachtwoord worden gesteld
settings-questions-offered = Vragen om uit te kiezen
settings-questions-offered-hint = Hoogstens { $most }, samen met je eigen vragen.
settings-questions-own = Je eigen vragen
settings-questions-own-hint = Eén per regel, van { $least } tot { $most } tekens. Ze worden in elke taal getoond zoals je ze typt.
settings-self-service-questions = Antwoorden op beveiligingsvragen
settings-self-service-questions-hint = Antwoorden zijn vaak door anderen te achterhalen. Voor beheerders tellen ze nooit.
complaint-question-missing = Kies een van de vragen
complaint-question-twice = Deze vraag is hierboven al gekozen. Kies een andere
complaint-answer-length = Geef een antwoord van { $least } tot { $most } tekens
complaint-answers-alike = Dit antwoord is hetzelfde als een antwoord hierboven. Geef een ander
complaint-questions-changed = Er moeten inmiddels andere vragen worden beantwoord. Bekijk ze opnieuw en geef je antwoorden nog eens
complaint-questions-often = Deze antwoorden zijn vandaag te vaak opgeslagen. Probeer het morgen opnieuw
complaint-answers-wrong = Niet elk antwoord klopt. Probeer het opnieuw
complaint-questions-moved = Er worden inmiddels andere vragen gesteld. Beantwoord deze
complaint-questions-more-asked = Er kunnen er niet meer worden gesteld dan er vooraf worden beantwoord
complaint-questions-few = Kies minstens { $least } vragen, je eigen vragen meegeteld
complaint-questions-many = Kies hoogstens { $most } vragen, je eigen vragen meegeteld
complaint-question-length = “{ $text }” moet { $least } tot { $most } zichtbare tekens hebben
complaint-question-there = “{ $text }” staat er al
security-questions = Beveiligingsvragen
security-questions-text = Als je je wachtwoord vergeet, helpen antwoorden die alleen jij kent om te laten zien wie je bent. Niemand kan ze lezen, jij niet en een beheerder niet.
security-questions-none = Je hebt nog geen vragen beantwoord.
security-questions-answered = { $number ->
    [one] Eén vraag beantwoord, { $at }
   *[other] { $number } vragen beantwoord, { $at }
}
security-questions-few = Sommige van je vragen worden niet meer gesteld, en er zijn er te weinig over. Geef opnieuw antwoord.
security-questions-unused = Aan antwoorden heb je nu niets.
security-questions-add = Vragen beantwoorden
security-questions-change = Opnieuw antwoorden
security-questions-remove = Antwoorden verwijderen
questions-title = Beveiligingsvragen beantwoorden
questions-text = Kies { $number } verschillende vragen, en geef op elk een antwoord dat alleen jij kent.
questions-advice = Wat waar is, kunnen anderen vaak achterhalen. Een antwoord hoeft niet waar te zijn: het moet alleen hetzelfde zijn als het je wordt gevraagd.
questions-kept = Hoofdletters en spaties maken later niet uit. De antwoorden worden zo bewaard dat niemand ze kan lezen; ze worden dus niet meer getoond. Ze komen in de plaats van eerdere.
questions-choose = Kies een vraag
questions-question = Vraag { $number }
questions-answer = Antwoord { $number }
questions-answer-hint = { $least } tot { $most } tekens.
questions-save = Antwoorden opslaan
flash-questions-saved = De antwoorden zijn opgeslagen.
flash-questions-removed = De antwoorden zijn verwijderd.
activity-questions-registered = Beveiligingsvragen beantwoord
activity-questions-removed = Antwoorden op beveiligingsvragen verwijderd
event-questions-registered = { $actor } heeft beveiligingsvragen beantwoord
event-questions-removed = { $actor } heeft de antwoorden op de beveiligingsvragen verwijderd
detail-questions = Vragen
detail-anew = In plaats van eerdere antwoorden
why-wrong-answers = niet elk antwoord klopte
method-questions = beveiligingsvragen
method-password = wachtwoord
method-recovery-code = herstelcode
mail-notice-questions-changed = De antwoorden op de beveiligingsvragen van { $name } zijn gegeven, gewijzigd of verwijderd.
mail-kind-questions-changed = Beveiligingsvragen gewijzigd
forgot-questions-title = Beveiligingsvragen
forgot-questions-text = Beantwoord ze allemaal. Hoofdletters en spaties maken niet uit. Na een fout antwoord kunnen er andere vragen komen.
forgot-questions-button = Deze antwoorden controleren
activity-directory-rights = Test van de rechten in de directory
detail-rights-set = Een nieuw wachtwoord
detail-rights-opened = Het account openen
directory-test-rights = Test ook wat het account bij deze persoon mag schrijven
directory-test-rights-hint = De persoon krijgt een wachtwoord dat niemand kent, moet een ander kiezen, wordt hier afgemeld, en krijgt er een mail over waar ook resets per mail gemeld worden. Noem een account dat voor tests gemaakt is.
directory-rights-set = Het account mag een wachtwoord zetten.
directory-rights-undemanded = Het account mag een wachtwoord zetten, maar kan de directory niet om een ander laten vragen.
directory-rights-not-set = Het account kon geen wachtwoord zetten.
directory-rights-asks = Wie zich ermee aanmeldt, moet een ander kiezen.
directory-rights-asks-not = Wie zich ermee aanmeldt, hoeft geen ander te kiezen: de directory kijkt niet naar dat teken.
directory-rights-no-way-in = Niemand kan zich ermee aanmelden: het account is daar dicht, uitgeschakeld of verlopen.
directory-rights-open = Het account mag iemand openen die door foute pogingen buitengesloten is.
directory-rights-not-open = Het account kon iemand die door foute pogingen buitengesloten is niet openen.
directory-rights-commands = De opdrachten die dat recht geven staan onderaan de pagina van de directory.
mail-notice-code-used = Een herstelcode van { $name } is gebruikt. Die werkt niet meer.
mail-notice-password-taken-back = Een beheerder heeft het tijdelijke wachtwoord van { $name } ingetrokken. Het opent niets meer.
mail-notice-contained = Een beheerder heeft het account van { $name } gesloten: niemand kan zich ermee aanmelden, en de herstelcodes werken niet meer.
mail-notice-recovered = Iemand bij de server heeft { $name } een nieuw tijdelijk wachtwoord gegeven, de tweede stap weggenomen en { $name } Global administrator gemaakt.
mail-notice-rights-tried = Een beheerder heeft op { $name } getest wat het account van het portaal in de directory mag schrijven. Het wachtwoord van daarvoor werkt niet meer.
mail-notice-rights-tried-how = Vraag de servicedesk om een nieuw wachtwoord.
mail-kind-code-used = Herstelcode gebruikt
mail-kind-password-taken-back = Tijdelijk wachtwoord ingetrokken
mail-kind-contained = Account gesloten door een beheerder
mail-kind-recovered = Beheerder hersteld bij de server
mail-kind-rights-tried = Rechten getest op een account
flash-unlock-unknown-there = Het is niet bekend of het account in de directory is geopend. Kijk over een minuut nog eens.
why-directory-absent = Het account van het portaal vindt de persoon niet in de directory.
trouble-there-absent-cause = De persoon is niet gevonden in de directory
trouble-there-absent-meaning = De directory waarin het wachtwoord staat, heeft de persoon niet meer waar Latchkey kijkt, of laat die niet zien aan het account van Latchkey. Er is geen wachtwoord vergeleken.
trouble-there-absent-fix = Wie die directory beheert, kijkt of de persoon daar is verplaatst of verwijderd, en wat het account van Latchkey mag lezen.
resets-who-more = Er zijn er meer, die minder vaak resetten. Filter op een naam, of neem het bestand.
