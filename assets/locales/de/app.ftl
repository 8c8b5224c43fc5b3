### Die App auf Deutsch. Angesprochen wird mit „du“. Besucher schauen sich um, Gäste machen mit, Mitglieder haben einen eigenen Schlüssel.

# The language's own name for itself, as shown in the list of languages.
language-name = Deutsch

## Titles of pages, in the window's title bar

title-feed = Beiträge · Houseguest
title-thread = Beitrag · Houseguest
title-preferences = Einstellungen · Houseguest
title-you = Du · Houseguest
title-not-found = Nicht gefunden · Houseguest

## Around every page

house-name = Houseguest
skip-to-content = Zum Inhalt springen
nav-label = Hauptnavigation
nav-feed = Beiträge
nav-preferences = Einstellungen
nav-you = Du
loading = Wird geladen …
try-again = Noch einmal versuchen
understood = Verstanden
dismiss = Schließen
copied = Kopiert
copy-refused = Kopieren ging nicht
to-feed = Zurück zu den Beiträgen
not-found-heading = Hier wohnt niemand
not-found-text = Diese Adresse führt zu keiner Seite, oder der Beitrag wurde entfernt.
unreachable = Niemand öffnet die Tür
stopped-text = Ein Fehler von uns hat die App angehalten. Dein Konto und was du angefangen hast zu schreiben bleiben erhalten.
stopped-again = Neu laden
standing-guest = Gast
standing-member = Mitglied

## Times

time-now = gerade eben
time-minutes = { $count ->
    [one] vor { $count } Minute
   *[other] vor { $count } Minuten
}
time-hours = { $count ->
    [one] vor { $count } Stunde
   *[other] vor { $count } Stunden
}
time-days = { $count ->
    [one] gestern
   *[other] vor { $count } Tagen
}

## The card beside a wide page

porch-label = Wie du hier bist
porch-visitor = Die Tür steht offen
porch-visitor-text = Du schaust dich um. Für dich wurde nichts angelegt, und das bleibt so, bis du etwas schreibst, reagierst oder etwas einstellst.
porch-known = Du bist { $name }
porch-guest-text = Du bist Gast: keine Anmeldung, kein Passwort. Behalte dein Konto, wann immer du willst, und alles, was du getan hast, bleibt dein.
porch-member-text = Du bist Mitglied. Was du als Gast getan hast, ist mitgekommen.
porch-signed-out = Du bist abgemeldet
porch-signed-out-text = Dein Schlüssel ist noch da. Er bringt denselben Gast zurück, wann immer du willst.
porch-ended = Deine Sitzung ist zu Ende
porch-ended-text = Dein Konto und alles darin ist aufbewahrt. Melde dich an, um zurückzukommen.
porch-more = Mehr über dich

# Said once, when a visitor has just become a guest by doing something.
welcome-guest = Komm herein. Du bist jetzt als { $name } hier, ganz ohne Anmeldung.

## The feed

feed-heading = Was gerade los ist
feed-lede-visitor = Komm herein und schau dich um. Du brauchst kein Konto.
feed-lede-guest = Schön, dass du da bist.
feed-lede-member = Willkommen zu Hause.
feed-lede-signed-out = Du bist abgemeldet. Zum Lesen braucht man kein Konto.
feed-more = Ältere Beiträge zeigen
feed-end = Das war alles. Du stehst am Gartentor.
feed-empty = Hier ist es ruhig
feed-empty-text = Noch hat niemand etwas geschrieben. Dein Beitrag kann der erste sein.
feed-failed = Die Beiträge wurden nicht geladen
comment-count = { $count ->
    [0] Keine Kommentare
    [one] { $count } Kommentar
   *[other] { $count } Kommentare
}

## Reactions; the first words of a label say what pressing does

reactions-to = Reaktionen auf „{ $title }“
reaction-love = Liebe ich, { $count ->
    [one] { $count } Person
   *[other] { $count } Personen
}
reaction-laugh = Zum Lachen, { $count ->
    [one] { $count } Person
   *[other] { $count } Personen
}
reaction-think = Gibt zu denken, { $count ->
    [one] { $count } Person
   *[other] { $count } Personen
}
reaction-cheer = Applaus, { $count ->
    [one] { $count } Person
   *[other] { $count } Personen
}
# $reason is one of the clauses under "Why something did not work".
reaction-refused = Deine Reaktion wurde zurückgenommen: { $reason }.

## A thread

thread-failed = Der Beitrag wurde nicht geladen
comments-heading = Kommentare
comments-more = Weitere Kommentare zeigen
comments-failed = Die Kommentare wurden nicht geladen
comments-empty = Noch keine Kommentare
comments-empty-text = Sag das erste Wort.
comment-mine = Du
author-left = Jemand, der gegangen ist
comment-deleted = Dieser Kommentar wurde gelöscht.
# Stands for the writer's name until the server has given one.
comment-you = Du
comment-reply = Antworten
comment-reply-to = { $name } antworten
comment-sending = Wird gesendet …
comment-posted = Dein Kommentar ist da.
comment-refused = Dein Kommentar wurde nicht gesendet: { $reason }. Dein Text steht wieder im Feld.

## The composer

composer-label = Kommentar schreiben
composer-label-reply = Deine Antwort
composer-placeholder = Was meinst du?
composer-hint-visitor = Mit dem Senden wirst du Gast. Auszufüllen gibt es nichts.
composer-hint-signed-out = Mit dem Senden kommst du als derselbe Gast zurück.
composer-hint-ended = Deine Sitzung ist zu Ende. Melde dich unter „Du“ an, um als du selbst zu schreiben.
composer-count = { $length } von { $limit } Zeichen
composer-send = Senden
composer-cancel = Abbrechen
composer-empty = Schreib zuerst etwas.
composer-too-long = { $over ->
    [one] Das ist ein Zeichen mehr als die erlaubten { $limit }.
   *[other] Das sind { $over } Zeichen mehr als die erlaubten { $limit }.
}
composer-control = Ein Zeichen darin lässt sich nicht darstellen. Entferne, was du eingefügt hast.
composer-refused = Noch nicht gesendet: { $reason }. Dein Text ist sicher; sende ihn noch einmal, wenn du so weit bist.
mention-list = Leute, die du erwähnen kannst
# Said when the list opens or changes.
mention-offered = { $count ->
    [one] { $count } Person zum Erwähnen. Wähle mit den Pfeiltasten und der Eingabetaste.
   *[other] { $count } Leute zum Erwähnen. Wähle mit den Pfeiltasten und der Eingabetaste.
}

## A post of one’s own

compose = Schreib etwas für das Haus
post-form-heading = Dein Beitrag
post-title = Überschrift (freiwillig)
post-body = Text
post-body-placeholder = Was möchtest du erzählen?
post-sending-picture = Das Bild wird hochgeladen …
post-sending = Wird gesendet …
post-posted = Dein Beitrag ist da.
post-refused = Dein Beitrag wurde nicht gesendet: { $reason }. Er steht wieder im Feld.
post-discarded = Dein Entwurf ist verworfen.
picture-add = Bild hinzufügen
picture-hint = JPEG, PNG oder WebP, bis { $megabytes } MB. Du kannst es auch einfügen oder hier ablegen.
picture-drop = Loslassen, um das Bild hinzuzufügen
picture-reading = Das Bild wird gelesen …
picture-added = Das Bild ist da. Sag, was darauf zu sehen ist.
picture-preview = Dein Bild: { $name }
picture-remove = Entfernen
picture-lost = Das Bild, das du gewählt hattest, ging beim Schließen der Seite verloren. Wähle es noch einmal, wenn du es noch möchtest.
picture-refused = Das Haus konnte dieses Bild nicht annehmen. Wähle ein anderes oder sende den Beitrag ohne Bild.
picture-format = Das ist kein Bild in einem dieser Formate: JPEG, PNG, WebP.
picture-too-large = Dieses Bild ist größer als { $megabytes } MB. Wähle ein kleineres.
picture-unreadable = Diese Datei ließ sich nicht lesen. Wähle eine andere.
picture-alt = Was ist darauf zu sehen?
picture-alt-hint = Bitte sag es denen, die es nicht sehen können. Ein Satz genügt.
picture-alt-missing = Sag, was zu sehen ist, oder dass es nur Schmuck ist.
picture-decorative = Es ist nur Schmuck

## Menschen

title-person = Seite einer Person · Houseguest
edited = bearbeitet
person-failed = Diese Seite wurde nicht geladen
person-edit = Bearbeiten
person-since = Hier seit { $date }
post-count = { $count ->
    [0] Keine Beiträge
    [one] { $count } Beitrag
   *[other] { $count } Beiträge
}
reaction-count = { $count ->
    [0] Keine Reaktionen
    [one] { $count } Reaktion
   *[other] { $count } Reaktionen
}
activity-heading = Was hier geschah
activity-failed = Was hier geschah, wurde nicht geladen
activity-empty = Noch nichts geschrieben
activity-empty-text = Hier erscheinen Kommentare, auch die von vor der Anmeldung.
activity-more = Ältere zeigen
activity-commented = Kommentar zu
milestone-member = Angemeldet und das Konto behalten
milestone-member-text = { $date }. Alles darunter hat dieselbe Person als Gast geschrieben.
milestone-came = Hereingekommen
person-edit-heading = Wie andere dich sehen
person-edit-text = Änderungen gelten überall, auch bei dem, was du früher geschrieben hast.
person-name = Name
person-name-hint = Bis zu 40 Zeichen, in jeder Schrift.
person-handle = Kürzel
person-handle-hint = Was andere nach dem @ schreiben, um dich zu erwähnen. 3 bis 24 Zeichen: a–z, 0–9 und Bindestriche.
person-face = Gesicht
person-colour = Farbe
person-refused = Der Server hat das nicht angenommen. Sieh dir die Felder an und versuche es noch einmal.
person-changed = So sehen dich die anderen jetzt.
save = Speichern
handle-taken = Dieses Kürzel hat schon jemand.
handle-reserved = Dieses Kürzel kann niemand haben: Es klänge, als spräche das Haus selbst.
handle-invalid = Nimm a–z, 0–9 und Bindestriche; am Anfang und am Ende einen Buchstaben oder eine Ziffer.
handle-length = Nimm 3 bis 24 Zeichen.
name-empty = Gib einen Namen ein.
name-long = Nimm höchstens 40 Zeichen.
name-invalid = Darin ist ein Zeichen, das sich nicht zeigen lässt.
motif-arched-door = Tür mit Bogen
motif-square-door = Eckige Tür
motif-round-door = Tür mit runder Krone
motif-dutch-door = Geteilte Tür
motif-lantern = Laterne
motif-key = Schlüssel
motif-teacup = Tasse Tee
motif-plant = Pflanze
motif-cat = Katze
motif-bird = Vogel
motif-moon = Mond
motif-sun = Sonne

## Neues für eine Person

title-notifications = Neues · Houseguest
nav-notifications = Neues
nav-unread = { $count ->
    [one] { $count } ungelesen
   *[other] { $count } ungelesen
}
news-heading = Neues für dich
news-failed = Was es Neues für dich gibt, wurde nicht geladen
news-empty = Alles ruhig
news-empty-text = Wenn dir jemand antwortet oder dich erwähnt, liest du es hier.
news-visitor = Noch kennt dich hier niemand
news-visitor-text = Sobald du etwas schreibst, sammeln sich hier die Antworten darauf und wer dich erwähnt.
news-more = Älteres zeigen
news-read-all = Alles als gelesen markieren
news-not-read = Es ist noch ungelesen: { $reason }.
news-new = Neu:
news-reply = { $name } hat dir unter „{ $post }“ geantwortet
news-mention = { $name } hat dich unter „{ $post }“ erwähnt
news-mention-post = { $name } hat dich in „{ $post }“ erwähnt

## Was man mit Kommentaren und Beiträgen tut

show = Zeigen
hide = Ausblenden
report = Melden …
edit = Bearbeiten
delete = Löschen
comment-by = den Kommentar von { $name }
comment-more = Mehr zum Kommentar von { $name }
post-more = Mehr zu diesem Beitrag
post-hidden = Du hast diesen Beitrag ausgeblendet.
post-muted = In diesem Beitrag steht ein Wort, das du stummgeschaltet hast.
comment-hidden = Du hast diesen Kommentar ausgeblendet.
comment-muted = Darin steht ein Wort, das du stummgeschaltet hast.
comment-was-deleted = Dein Kommentar ist gelöscht.
comment-not-deleted = Dein Kommentar ist noch da: { $reason }.
comment-not-restored = Dein Kommentar kam nicht zurück: { $reason }.
comment-not-changed = Dein Kommentar sagt, was er vorher sagte: { $reason }. Dein Text ist aufgehoben.
not-hidden = Nichts hat sich geändert: { $reason }.
post-was-hidden = Diesen Beitrag klappt die Übersicht ab jetzt für dich zu.
answers-hide = { $count ->
    [one] { $count } Antwort
   *[other] { $count } Antworten
} einklappen
answers-show = { $count ->
    [one] { $count } Antwort
   *[other] { $count } Antworten
} zeigen
answers-elsewhere = Weiter mit { $count ->
    [one] { $count } Antwort
   *[other] { $count } Antworten
}
branch-text = Du liest einen Zweig der Kommentare.
branch-whole = Alle Kommentare zeigen
edit-label = Deinen Kommentar bearbeiten
edit-conflict = Du hast diesen Kommentar inzwischen auf einem anderen Gerät geändert. Dort steht das Folgende; Speichern ersetzt es durch den Text darunter.
report-heading = Was stimmt damit nicht?
report-text = Die Leute, die sich um dieses Haus kümmern, lesen deine Meldung. Wer es geschrieben hat, erfährt nicht, dass du es warst.
report-why = Grund
report-choose = Wähle zuerst einen Grund.
report-note = Möchtest du etwas ergänzen? (freiwillig)
report-note-long = Nimm höchstens 500 Zeichen, ohne Steuerzeichen.
report-send = Meldung senden
report-sent = Danke. Die Meldung ist gesendet.
report-refused = Die Meldung wurde nicht gesendet: { $reason }.
report-spam = Werbung oder Spam
report-harassment = Jemand wird belästigt
report-hate = Hass gegen Menschen
report-danger = Jemand könnte zu Schaden kommen
report-private = Etwas Privates wird gezeigt
report-other = Etwas anderes

## Was sich beim Lesen ändert

feed-fresh = { $count ->
    [one] { $count } neuer Beitrag
   *[other] { $count } neue Beiträge
}
live-waiting = Gerade nicht live. Die Verbindung wird wieder aufgebaut …

## Preferences

preferences-heading = Einstellungen
preferences-lede-visitor = Was du wählst, gilt sofort. Mit der ersten Wahl wirst du Gast, damit sie beim nächsten Mal auf dich wartet. Auszufüllen gibt es nichts.
preferences-lede-known = Was du wählst, gilt sofort und bleibt bei dir, auch wenn du Mitglied wirst.
preferences-lede-signed-out = Was du wählst, gilt sofort. Damit kommst du als derselbe Gast zurück.
preferences-lede-ended = Was du wählst, gilt sofort, auf diesem Gerät. Melde dich unter „Du“ an, damit es bei dir bleibt.
preferences-saving = Deine Wahl wird aufbewahrt …
preferences-kept = Aufbewahrt.
preferences-refused = Deine Wahl wurde zurückgenommen: { $reason }.
theme = Farben
theme-hint = Die Farben des Hauses.
theme-system = Wie mein System
theme-light = Hell
theme-dark = Dunkel
theme-high-contrast = Hoher Kontrast
language = Sprache
language-hint = Die Sprache der Knöpfe und Meldungen, nicht der Beiträge.
language-system = Wie mein System
language-not-fetched = Die Wörter für { $language } konnten nicht geladen werden. Alles bleibt, wie es war.
density = Dichte
density-hint = Wie viel auf einen Bildschirm passt.
density-comfortable = Luftig
density-compact = Eng
motion = Bewegung
motion-hint = Wie viel sich auf dem Bildschirm bewegt.
motion-system = Wie mein System
motion-reduced = So wenig wie möglich
motion-full = Alles
news-preferences = Was dir gemeldet wird
notify-replies = Antworten
notify-replies-hint = Wenn jemand auf deinen Kommentar oder Beitrag antwortet.
notify-mentions = Erwähnungen
notify-mentions-hint = Wenn jemand deinen Namen mit @ schreibt.
muted-words = Stumme Wörter
muted-words-none = keine
muted-words-add = Ein Wort oder ein paar
muted-words-hint = Was es enthält, wird eingeklappt und dir nicht gemeldet.
muted-words-button = Stumm schalten
muted-words-remove = { $word } nicht länger stumm schalten
muted-words-removed = { $word } ist nicht mehr stumm.
muted-words-empty = Schreib zuerst ein Wort.
muted-words-long = Nimm höchstens { $limit } Zeichen.
muted-words-full = Es ist Platz für { $limit } Wörter. Entferne zuerst eines.
undo = Rückgängig
clash-heading = Ein anderes Gerät hat anders gewählt
clash-text = Du hast dasselbe an zwei Orten geändert. Was soll gelten?
clash-setting = Einstellung
clash-here = Hier
clash-there = Dort
clash-keep-mine = Meine Wahl hier behalten
clash-take-theirs = Die andere nehmen
switch-on = an
switch-off = aus

## You

you-heading = Du
you-failed = Wir konnten nicht herausfinden, wer du hier bist
you-visitor = Du schaust dich nur um
you-visitor-text = Für dich gibt es kein Konto, keinen Schlüssel und kein Cookie. Sobald du kommentierst, reagierst oder etwas einstellst, wirst du Gast: immer noch ohne Formular und ohne Passwort.
you-have-account = Ich habe ein Konto: anmelden
you-ended-text = Deine Sitzung ist zu Ende. Dein Konto und alles darin ist aufbewahrt; melde dich an, um zurückzukommen.
you-log-in = Anmelden
you-leave-member = Als Besucher umsehen
you-guest-text = Du bist Gast. Alles, was du hier tust, gehört zu dieser Identität, und es bleibt dein, wenn du dein Konto behältst.
you-member-text = Du bist Mitglied. Alles, was du hier getan hast, ist dein, und du kannst dich auf jedem Gerät anmelden.
you-name-hint = Name und Tür entstehen aus deiner Kennung
you-sub = Deine Kennung
# "sub" is the technical name of the identifier in OpenID Connect; leave it as it is.
you-sub-hint = Der „sub“. Er bleibt für immer gleich, vor und nach der Anmeldung.
you-copy-sub = Deine Kennung kopieren
you-since = Hier seit
you-login = Du meldest dich an mit
you-key-place = Wo dein Schlüssel wohnt
you-key-vault = Im verschlüsselten Tresor auf diesem Gerät. Er verlässt ihn nie.
you-key-browser = Nirgends. In einem Browser bist du deine Sitzung.
you-key-cookie = Nirgends. Sie sind ein Cookie dieses Browsers, das kein Skript lesen kann.
you-thumbprint = Fingerabdruck des Schlüssels
you-thumbprint-hint = Ein Abdruck der öffentlichen Hälfte; er darf gezeigt werden.
you-signed-out-text = Dieser Gast ist abgeschlossen, und sein Schlüssel liegt noch im Tresor. Ein Druck bringt genau diesen Gast zurück.
you-come-back = Als dieser Gast zurückkommen
you-lost-text = Du kannst dich umsehen wie zuvor.
sign-out-heading = Gehst du erst einmal?
sign-out = Abmelden
sign-out-member-text = Du kannst dich wieder mit dem anmelden, was du gewählt hast, als du dein Konto behalten hast.

## How this browser remembers you

remember-heading = Wie dieser Browser Sie wiedererkennt
remember-lede = In einem Browser sind Sie Ihre Sitzung, und sie lässt sich auf zwei Arten aufbewahren. Keine davon hat einen Schlüssel: Sicher ist erst ein behaltenes Konto.
remember-usual = hier üblich
remember-token = Die Seite bewahrt sie auf
remember-token-text = Ein Token liegt im Speicher dieser Website. Die Seite liest es, und ein fremdes Skript, das in die Seite gelangt, könnte es auch.
remember-cookie = Der Browser bewahrt sie auf
remember-cookie-text = Ein Cookie, das kein Skript lesen kann, auch unseres nicht. Die Seite hat nichts in der Hand: Der Server sagt ihr, wer da ist.
remember-survives-tab = Sie den Tab schließen und rechtzeitig wiederkommen
remember-survives-browser = Sie den ganzen Browser schließen und rechtzeitig wiederkommen
remember-ends-browser = Sie den ganzen Browser schließen
remember-ends-idle = { $count ->
    [one] einen Tag lang niemand kommt
   *[other] { $count } Tage lang niemand kommt
}
remember-guest-stays = Sie bleiben, wie Sie sind: Dieser Gast wird so wiedererkannt, wie er entstanden ist. Ihre Wahl gilt für den nächsten Gast in diesem Browser.
remember-member-stays = Sie bleiben, wie Sie sind, bis Sie sich abmelden. Ihre Wahl gilt für den Nächsten in diesem Browser.

## Can I lose this? Lock, switch, erase

safety-heading = Kann ich das verlieren?
safety-vault = Nur zusammen mit diesem Gerät. Dein Schlüssel liegt darauf in einem verschlüsselten Tresor, und niemand hat eine Kopie, auch wir nicht.
safety-opened-store = Der Schlüsselspeicher deines Geräts öffnet den Tresor: Wer auf diesem Gerät als du angemeldet ist, kann dieser Gast sein.
safety-opened-passphrase = Deine Passphrase öffnet den Tresor. Niemand kann sie für dich wiederherstellen.
safety-opened-app = Die App selbst hat den Schlüssel zum Tresor.
safety-browser = Ja, leicht. In einem Browser gibt es keinen Schlüssel: Dieser Gast lebt so lange, wie dieser Browser seine Sitzung behält.
safety-survives = Du bist noch dieser Gast, wenn
safety-ends = Dieser Gast ist endgültig fort, wenn
safety-vault-restart = du die App schließt, neu startest oder offline bist
safety-vault-session = die Sitzung endet: Der Schlüssel öffnet eine neue
safety-vault-device = dieses Gerät, sein Tresor oder sein Schlüsselspeicher verloren geht
safety-vault-passphrase = dieses Gerät oder sein Tresor verloren geht oder du die Passphrase vergisst
safety-idle = sehr lange niemand dieser Gast ist und der Ort aufräumt
safety-browser-reload = du die Seite neu lädst
safety-browser-close = du den Tab schließt und wiederkommst, bevor die Sitzung endet
safety-browser-data = die Daten dieses Browsers gelöscht werden oder sein Fenster ein privates war
safety-browser-session = die Sitzung endet, bevor du das Konto behältst
safety-clocks = Wie lange das hält
safety-session-ends = Diese Sitzung endet
safety-session-key = Wer die App benutzt, schiebt das auf. Danach öffnet dein Schlüssel eine neue: Nichts geht verloren.
safety-session-no-key = Wer diese Seite benutzt, schiebt das auf. Danach ist dieser Gast fort.
safety-cookie = Ja, leicht. In einem Browser gibt es keinen Schlüssel: Dieser Gast lebt, solange dieser Browser ein Cookie behält, das kein Skript lesen kann.
safety-cookie-idle = { $count ->
    [one] Kommt einen Tag lang niemand, endet diese Sitzung und dieser Gast ist weg. Jeder Besuch schiebt das auf.
   *[other] Kommt { $count } Tage lang niemand, endet diese Sitzung und dieser Gast ist weg. Jeder Besuch schiebt das auf.
}
safety-removal = Gäste, die wegbleiben
safety-removal-days = { $count ->
    [one] Werden nach einem Tag entfernt, an dem niemand dieser Gast war – außer sie haben etwas geschrieben, das andere sehen können.
   *[other] Werden nach { $count } Tagen entfernt, in denen niemand dieser Gast war – außer sie haben etwas geschrieben, das andere sehen können.
}
safety-removal-none = Werden hier nicht von selbst entfernt.
ways-out-heading = Wie du gehen kannst
lock-heading = Abschließen
lock-text = Die Sitzung endet hier, und der Schlüssel bleibt im Tresor. Ein Druck bringt diesen Gast zurück.
lock-button = Jetzt abschließen
switch-heading = Konto wechseln
switch-text = Nimm ein Konto, das du schon hast. Dieser Gast bleibt auf diesem Gerät und wird hier aufgeführt, und du kannst zurückwechseln.
switch-text-kept = Wen du verlässt, der bleibt auf diesem Gerät. Du kannst jederzeit zurückwechseln.
switch-text-cookie = Dieser Gast lebt in dem einen Cookie des Browsers, und eine Anmeldung nähme dessen Platz ein. Behalten Sie stattdessen das Konto: Dabei können Sie Ihre Sachen in ein vorhandenes mitnehmen.
switch-log-in = Ein anderes Konto nehmen
switch-button = Wechseln
switch-to = Wechseln zu { $name }
# $date is a day, such as "22 November 2026".
kept-since = Auf diesem Gerät seit { $date }
erase-heading = Gast auslöschen
erase-text = Dieses Gerät vergisst den Gast und vernichtet seinen Schlüssel. Das kann niemand rückgängig machen.
erase-button = Diesen Gast auslöschen …
erase-lost-self = Du wirst nie wieder { $name } sein, weder hier noch anderswo.
erase-lost-words = Was du geschrieben hast, bleibt unter diesem Namen sichtbar, und du kannst es nicht mehr ändern oder löschen.
erase-lost-preferences = Deine Einstellungen und Reaktionen gehören dir nicht mehr.
erase-first = Vorher, wenn du möchtest
erase-keep-instead = Lieber mein Konto behalten
erase-export = Speichern, was ich geschrieben habe
erase-exported = Gespeichert als { $file }: deine Seite, Beiträge, Kommentare und Einstellungen. Zurückkommen kann damit niemand.
erase-type = Um fortzufahren, tippe: { $word }
erase-hint = Willst du nur vorerst gehen, schließ lieber ab. Um für immer sicherzugehen, behalte dein Konto.
# The word a person types to erase their guest. Short, and easy to type in this language.
erase-word = auslöschen
erase-wrong = Das ist nicht das Wort „{ $word }“. Nichts wurde ausgelöscht.
erase-confirm = Endgültig auslöschen
erase-spare = Diesen Gast behalten

## Keeping the account

offer-heading = Du hast schon etwas hinterlassen
offer-text = Deine Kommentare gehören zu diesem Gast. Willst du sie für immer behalten, gib ihm eine Anmeldung; es eilt nicht.
offer-more = Wie das geht
offer-dismiss = Nicht mehr fragen
keep-heading = Behalte dein Konto
keep-text = Wähle, wie du dich anmeldest, und dieser Gast wird Mitglied. Es dauert eine Minute, in deinem Browser.
keep-same-you = Du bleibst dieselbe Person, mit derselben Kennung
keep-everything = Kommentare, Reaktionen und Einstellungen bleiben
keep-anywhere = Du kannst dich auf jedem Gerät anmelden
keep-button = Konto behalten
keep-starting = Die Anmeldeseite wird geöffnet …
keep-hint-window = Öffnet die Anmeldeseite in deinem Browser. Du kannst jederzeit aufhören, und nichts ändert sich.
keep-hint-browser = Führt dich zur Anmeldeseite und zurück. Du kannst jederzeit aufhören, und nichts ändert sich.
keep-waiting = Mach in deinem Browser weiter
keep-waiting-text = Diese Seite geht von selbst weiter, wenn du fertig bist. Bis dahin bist du der Gast, der du warst.
keep-step-opened = Anmeldeseite in deinem Browser geöffnet
keep-step-sign-up = Wartet darauf, dass du dich dort anmeldest
keep-step-return = Dann kommst du als Mitglied hierher zurück
keep-by-hand = Die Seite ging nicht auf?
keep-by-hand-text = Öffne diese Adresse in einem Browser auf diesem Gerät:
keep-copy-address = Adresse kopieren
keep-open-again = Seite noch einmal öffnen
keep-cancel = Nicht länger warten
by-hand-button = Der Browser ist auf einem anderen Gerät? Nimm einen Code
by-hand-heading = Mit einem Code nach Hause
by-hand-open = Öffne im anderen Browser diese Adresse:
by-hand-here-only = Der Server läuft auf diesem Gerät, also findet nur ein Browser auf diesem Gerät die Adresse.
by-hand-picture = Die Adresse als QR-Code, für eine Kamera
by-hand-until = So lange gilt die Adresse:
by-hand-sign-up = Registriere dich dort. Am Ende zeigt die Seite einen Code.
by-hand-log-in = Melde dich dort an. Am Ende zeigt die Seite einen Code.
by-hand-code = Der Code von der Seite
by-hand-code-hint = Acht Buchstaben und Ziffern, etwa K7QF‑2M9X. Groß oder klein, Leerzeichen und Bindestriche sind egal. Gib nur einen Code von einer Seite ein, die du selbst geöffnet hast.
by-hand-submit = Nach Hause kommen
by-hand-new-address = Neue Adresse holen
by-hand-not-a-code = Ein Code hat acht Buchstaben und Ziffern. Sieh noch einmal auf der Seite nach.
by-hand-wrong-code = Das ist nicht der Code auf der Seite. Gib ihn ein, wie er dort steht; wenn noch keiner da ist, mach dort erst fertig.
by-hand-code-ended = Dieser Code gilt nicht mehr. Hol eine neue Adresse und geh die Seite noch einmal durch.
keep-cancelled = Nichts hat sich geändert. Du bist noch derselbe Gast.
keep-failed = Das ging nicht: { $reason }. Nichts hat sich geändert; du bist noch derselbe Gast.
kept-heading = Du bist jetzt Mitglied. Willkommen zu Hause.
kept-text = Alles ist mitgekommen:
kept-comments = Deine Kommentare und Reaktionen, unter demselben Namen
kept-preferences = Deine Einstellungen
kept-sub = Deine Kennung, unverändert:
kept-sessions-ended = Jede andere Sitzung des Gastes ist beendet
kept-key-retired = Der Gastschlüssel ist außer Dienst, und jede andere Sitzung des Gastes ist beendet
merged-heading = Dein Gast gehört jetzt zu deinem Konto
merged-text = Du hast dich bei einem Konto angemeldet, das du schon hattest, und deine Sachen mitgenommen: Kommentare und Reaktionen erscheinen ab jetzt unter diesem Konto.
merged-undo = War das ein Versehen, kannst du den Gast sieben Tage lang wieder herauslösen: auf der Seite deines Kontos oder über den Link in unserer Nachricht. Dafür behält dieses Gerät den Schlüssel des Gastes.
elsewhere-heading = Du hast dich bei einem Konto angemeldet, das du schon hattest
elsewhere-text = Dieses Konto ist für uns eine andere Person, mit eigener Kennung. Du benutzt es jetzt.
elsewhere-now = Du bist jetzt
elsewhere-guest = Der Gast, der du warst
elsewhere-guest-text = Dein Gast wurde nicht verändert: Seine Kommentare bleiben, wo sie sind, unter seinem Namen. Melde dich von diesem Konto ab, und du bist wieder dieser Gast.
elsewhere-guest-cookie = Ihr Gast lebte in dem Cookie, das nun dieses Konto hat; niemand kann er wieder sein. Seine Kommentare bleiben, wo sie sind, unter seinem eigenen Namen.

## Signing in to an account that exists

log-in-starting = Die Anmeldeseite wird geöffnet …
log-in-waiting-text = Diese Seite geht von selbst weiter, wenn du fertig bist.
log-in-step-opened = Anmeldeseite in deinem Browser geöffnet
log-in-step-now = Wartet darauf, dass du dich dort anmeldest
log-in-step-return = Dann kommst du hierher zurück
log-in-cancelled = Nichts hat sich geändert.
log-in-failed = Das ging nicht: { $reason }. Nichts hat sich geändert.
log-in-done = Du bist angemeldet. Willkommen zu Hause.

## The vault

lost-heading = Dieser Gast ist nicht mehr erreichbar
lost-text-named = Du warst hier { $name }. Der Schlüssel zu diesem Gast lag in einem Tresor auf diesem Gerät, und der Tresor ist fort. Ohne den Schlüssel kann niemand wieder dieser Gast sein, auch wir nicht.
lost-text = Der Schlüssel zu deinem Gast lag in einem Tresor auf diesem Gerät, und der Tresor ist fort. Ohne den Schlüssel kann niemand wieder dieser Gast sein, auch wir nicht.
removed-heading = Dieser Gast wurde entfernt
removed-text-named = Du warst hier { $name }. Lange war niemand mehr dieser Gast, deshalb hat der Ort, den du besucht hast, ihn entfernt. Dein Schlüssel war in Ordnung; er öffnet dort nichts mehr.
removed-text = Lange war niemand mehr dein Gast, deshalb hat der Ort, den du besucht hast, ihn entfernt. Dein Schlüssel war in Ordnung; er öffnet dort nichts mehr.
lost-safe = Was der Gast geschrieben hat, bleibt sichtbar. Du kannst neu anfangen: als Besucher, bis du wieder schreibst.
lost-start-fresh = Als Besucher anfangen
vault-restored = Dein Tresor wurde repariert
vault-restored-text = Die Tresordatei war beschädigt, und ihre vorige Kopie wurde zurückgelegt. Du bist derselbe Gast wie zuvor.
vault-unlock = Öffne deinen Tresor
vault-unlock-text = Dieses Gerät hat keinen Schlüsselspeicher, deshalb ist dein Tresor mit deiner Passphrase verschlossen. Lesen kannst du auch ohne sie.
vault-choose-passphrase = Wähle eine Passphrase
vault-choose-passphrase-text = Dieses Gerät hat keinen Schlüsselspeicher, deshalb wird der Schlüssel deines Gastes mit einer Passphrase verschlossen. Niemand kann sie für dich wiederherstellen.
vault-choose-button = Tresor anlegen
vault-unlock-button = Öffnen
vault-unlocking = Wird geöffnet …
vault-locked = Dein Tresor ist verschlossen
vault-locked-text = Der Schlüsselspeicher des Systems ist gesperrt, deshalb lässt sich der Tresor nicht öffnen. Entsperre ihn und versuche es noch einmal.
vault-in-use = Ein anderes Fenster hat deinen Tresor
vault-in-use-text = Houseguest scheint zweimal zu laufen. Schließe das andere und versuche es noch einmal.
vault-damaged = Dein Tresor ist beschädigt
vault-damaged-text = Weder der Tresor noch seine vorige Kopie lässt sich öffnen, deshalb ist dieser Gast nicht mehr erreichbar. Die Datei wurde beiseitegelegt und nicht gelöscht.
vault-damaged-file = Sie heißt jetzt
vault-restored-safe = Die beschädigte Datei liegt daneben. Das Letzte, was du davor getan hast, kann fehlen.
vault-choose-passphrase-safe = Noch wurde nichts angelegt. Lesen kannst du auch ohne sie.
vault-safe-behind-lock = Dein Gast und sein Schlüssel sind hinter dem Schloss sicher. Du kannst weiterlesen, und hinter deinem Rücken entsteht kein neuer Gast.
vault-key-elsewhere = Dieser Tresor gehört zu einem anderen Gerät
vault-key-elsewhere-text = Auf diesem Gerät liegt ein Tresor, aber der Schlüssel, der ihn öffnet, ist nicht hier. Die Datei kam von einem anderen Gerät, oder der Schlüsselspeicher des Systems wurde geleert.
vault-key-elsewhere-safe = Darin wurde nichts verändert. Auf dem Gerät, von dem er kommt, geht er noch auf; fängst du hier neu an, wird die Datei beiseitegelegt und nicht gelöscht.
refused-text-named = Du warst hier { $name }. Dein Schlüssel ist in Ordnung, aber der Ort, den du besucht hast, kennt ihn nicht mehr.
refused-text = Dein Schlüssel ist in Ordnung, aber der Ort, den du besucht hast, kennt ihn nicht mehr.
session-over-text-named = Du warst hier { $name }. In einem Browser ist ein Gast seine Sitzung, und die Sitzung ist zu Ende.
session-over-text = In einem Browser ist ein Gast seine Sitzung, und die Sitzung ist zu Ende.
passphrase = Passphrase
passphrase-hint = Die, die du beim Anlegen des Tresors gewählt hast.
passphrase-hint-new = Mindestens { $shortest } Zeichen. Ein paar Wörter ohne Zusammenhang eignen sich gut.
passphrase-show = Zeigen
passphrase-hide = Verbergen
passphrase-empty = Gib deine Passphrase ein.
passphrase-short = Nimm mindestens { $shortest } Zeichen.
passphrase-wrong = Diese Passphrase öffnet den Tresor nicht.

## Why something did not work: clauses that follow a colon and end without a full stop

reason-offline = es gibt keine Verbindung
reason-server-failed = der Server hat ein Problem
reason-too-many-requests = das war viel auf einmal
reason-session-ended = deine Sitzung ist zu Ende
reason-rejected = der Server hat es nicht angenommen
reason-not-found = es ist nicht mehr da
reason-conflict = es wurde inzwischen anderswo geändert
reason-vault-locked = dein Tresor ist verschlossen
reason-vault-damaged = dein Tresor ist beschädigt
reason-guest-removed = dieser Gast wurde entfernt
reason-browser-unavailable = kein Browser ließ sich öffnen
reason-promotion-state = die Anmeldung wartet nicht mehr
reason-not-supported = dieser Server ist dafür nicht eingerichtet
reason-code-ended = der Code von der Seite wurde schon benutzt, ist zu alt oder wurde zu oft falsch eingegeben
reason-no-room = gerade antwortet niemand, und auf diesem Gerät ist kein Platz, um es so lange aufzuheben
reason-internal = bei uns ist etwas schiefgegangen

## The same as sentences, with what one can do

failure-offline = Es gibt keine Verbindung zum Haus. Versuche es noch einmal, wenn du wieder online bist.
failure-server-failed = Der Server hat ein Problem. Versuche es in einer Weile noch einmal.
failure-too-many-requests = Das war viel auf einmal. Warte einen Moment und versuche es noch einmal.
failure-session-ended = Deine Sitzung ist zu Ende und ließ sich nicht erneuern.
failure-rejected = Der Server hat das nicht angenommen.
failure-not-found = Es ist nicht mehr da.
failure-conflict = Es wurde inzwischen anderswo geändert. Lade es noch einmal.
failure-vault-locked = Dein Tresor ist verschlossen. Öffne ihn zuerst.
failure-vault-damaged = Dein Tresor ist beschädigt.
failure-guest-removed = Dieser Gast wurde entfernt, weil lange niemand mehr dieser Gast war.
failure-browser-unavailable = Auf diesem Gerät ließ sich kein Browser öffnen.
failure-promotion-state = Die Anmeldung wartet nicht mehr. Fang noch einmal an, wenn du magst.
failure-not-supported = Dieser Server ist dafür nicht eingerichtet.
failure-no-room = Gerade antwortet niemand, und auf diesem Gerät ist kein Platz, um es so lange aufzuheben. Versuch es später noch einmal.
failure-internal = Bei uns ist etwas schiefgegangen.

## Behind the scenes

scenes-open = Hinter den Kulissen
scenes-heading = Hinter den Kulissen
scenes-close = Hinter den Kulissen schließen
scenes-tabs = Was du ansehen möchtest
scenes-tab-story = Geschichte
scenes-tab-timeline = Ablauf
scenes-tab-tokens = Token
scenes-tab-clocks = Uhren
scenes-tab-vault = Tresor
scenes-tab-break = Kaputt machen
scenes-vault-browser = Ein einfacher Browser hat keinen Tresor und keinen Schlüssel. Was gemerkt wird, liegt im Speicher dieses Browsers.
scenes-vault-key = Der Schlüssel des Gasts liegt im verschlüsselten Tresor dieses Geräts. Er unterschreibt dort und verlässt ihn nie. Das ist sein Fingerabdruck:
scenes-vault-no-key = Im Tresor ist gerade kein Schlüssel: Entweder hat noch niemand einen gebraucht, oder ein Mitglied braucht keinen mehr.
step-discovery = Wo die Türen des Identitätsservers sind
step-challenge = Eine frische Aufgabe für den Schlüssel
step-key-proof = Der Schlüssel beweist, wer da ist
step-refresh = Neue Token für ein Refresh-Token
step-code-exchange = Token eines Mitglieds für den Code des Browsers
step-user-info = Die Frage, wer da ist
step-revoke = Eine Sitzung beim Server beenden
step-keyless-sign-up = Ein Gast ohne Schlüssel entsteht
step-promotion-code = Ein Einmalcode für die Anmeldeseite
step-page = Eine Seite öffnet sich im Browser
step-read = Lesen
step-write-comment = Kommentar schreiben
step-react = Reagieren
step-preferences = Einstellungen
step-other-write = Etwas ändern
step-access = Wer Zugang hat
step-restore = Ein Gast kehrt aus einem Notfall-Kit zurück
step-pairing = Ein zweites Gerät kommt dazu
step-live = Dem Haus folgen
step-key = Der Schlüssel
step-memory = Was dieses Gerät sich merkt
step-vault = Der Tresor
step-break = Absichtlich kaputt gemacht
step-other = Ein anderer Aufruf
deed-opened = Der Tresor wurde geöffnet
deed-restored = Der Tresor war beschädigt; die vorige Kopie wurde wiederhergestellt
deed-key-made = Ein Schlüsselpaar wurde gemacht
deed-signed = Der Schlüssel hat unterschrieben
deed-saved = Was gemerkt wird, wurde gespeichert
deed-retired = Der Schlüssel wurde außer Dienst gestellt
seen-filter = Anzeigen
seen-filter-all = Alles
seen-filter-calls = Aufrufe
seen-filter-vault = Arbeit des Tresors
seen-filter-live = Was das Haus erzählt
seen-filter-failures = Was nicht ging
seen-nothing = So etwas ist noch nicht passiert.
seen-no-answer = keine Antwort
seen-tokens-arrived = Token sind angekommen
seen-bearer = Ein Access-Token wurde mitgeschickt.
seen-cookies = Der Browser sollte seine Cookies mitsenden. Die Seite kann sie nicht sehen.
seen-request = Gesendet
seen-answer = Geantwortet
seen-curl = Als curl kopieren
seen-access-token = Access-Token
seen-id-token = ID-Token
seen-thumbprint = Fingerabdruck kopieren
seen-source = Quelltext
seen-chapter = Weiterlesen
tokens-none = Noch gibt es nichts zu vergleichen. Nach zwei Sätzen von Token steht hier, was sich geändert hat.
tokens-cookie = Die Sitzung ist ein Cookie des Browsers. In dieser Seite ist kein Token, also gibt es nichts zu entschlüsseln.
tokens-promotion = Die letzten Token als Gast ({ $before }) neben den ersten als Mitglied ({ $after }).
tokens-latest = Die zwei neuesten Sätze von Token ({ $before } und { $after }). Nach der Anmeldung: als Gast neben als Mitglied.
tokens-claim = Angabe
tokens-before = Vorher
tokens-after = Nachher
tokens-value = Wert
tokens-changed = geändert
clocks-none = Es sind noch keine Token da, also läuft nichts ab.
clocks-cookie = Die Sitzung ist ein Cookie des Browsers, und in dieser Seite ist kein Token. Wie lange sie hält, steht auf der Seite über Sie.
clocks-over = vorbei
countdown-days = { $count ->
    [one] 1 Tag, { $clock }
   *[other] { $count } Tage, { $clock }
}
clocks-access = Access-Token endet
clocks-session = Sitzung, wenn nichts geschieht
clocks-renewal = Wird erneuert ab
clocks-id = ID-Token endet
clocks-since = Zuletzt ausgewiesen
clocks-refresh = Der Server entscheidet, wie lange die Sitzung dauert, und jede Nutzung beginnt ihre Ruhezeit von vorn. Endet sie, meldet der Schlüssel des Gastes sich neu an, ein Mitglied selbst.
clocks-keyless = Der Server entscheidet, wie lange die Sitzung dauert, und jede Nutzung beginnt ihre Ruhezeit von vorn. Dieser Gast hat keinen Schlüssel und besteht so lange wie die Sitzung.
break-intro = Mach etwas kaputt und sieh zu, wie die App sich erholt. Hier kann kein Gast verloren gehen.
break-no-key = Die Sitzung zu beenden wird nicht angeboten: Ohne Schlüssel wäre dieser Gast weg.
break-expire-access = Access-Token ablaufen lassen
break-expire-access-text = Das Token gilt als zu alt.
break-revoke-session = Sitzung widerrufen
break-revoke-session-text = Der Server beendet die Sitzung, und dieses Gerät erfährt es nicht.
break-drop-reply = Nächste Antwort verlieren
break-drop-reply-text = Was als Nächstes geschrieben wird, kommt an; die Antwort geht auf dem Heimweg verloren.
break-skew-clock = Uhr verstellen
break-skew-clock-text = Die Uhr dieses Geräts geht eine Stunde vor, und der Schlüssel muss sich ausweisen.
break-right-clock = Uhr richtig stellen
break-right-clock-text = Die Uhr dieses Geräts geht wieder richtig, und der Schlüssel weist sich noch einmal aus.
break-stop-backend = Backend anhalten
break-stop-backend-text = Das Backend in der App verschwindet, als wäre das Netz weg.
break-start-backend = Backend starten
told-off = Niemand folgt dem Haus
told-connecting = Bittet darum, Änderungen zu erfahren
told-open = Verbunden: Änderungen kommen an
told-waiting = Abgebrochen; neuer Versuch nach einer Pause
told-post-added = Ein neuer Beitrag
told-comment-added = Ein neuer Kommentar
told-comment-changed = Ein Kommentar wurde geändert
told-comment-deleted = Ein Kommentar wurde gelöscht
told-reactions-changed = Reaktionen haben sich geändert
told-reload = Mehr geändert, als sich sagen lässt: sieht neu nach
break-start-backend-text = Das Backend kommt an derselben Adresse zurück.
break-refused = Hier war Schluss: { $reason }
break-armed = Schreib jetzt einen Kommentar oder reagiere. Es kommt einmal an, so oft es auch wiederholt wird.
break-stopped = Das Backend ist weg. Versuch zu lesen oder zu schreiben, und starte es dann wieder.
break-recovered = Erholt. Das ist passiert:
break-not-recovered = Jetzt ist niemand angemeldet; eine Anmeldung bringt dasselbe Konto zurück.

## Story mode

story-intro = Die ganze Geschichte in genau dieser App, Satz für Satz. Ein Satz wird abgehakt, wenn zu sehen war, dass er stimmt, an dem, was hinter den Kulissen passiert ist. Sie beginnt mit einem Besucher.
story-begin = Geschichte beginnen
story-progress = { $done } von { $all } Sätzen haben sich bewahrheitet
story-do = Mach es für mich
story-open-page = Anmeldeseite öffnen
story-skip = Überspringen
story-restart = Von vorn beginnen
story-export = Geschichte kopieren
story-mark-done = Gesehen:
story-mark-failed = Nicht gesehen:
story-mark-skipped = Übersprungen:
story-mark-told = Erzählt:
story-comment-text = Ich wollte nur schauen, und jetzt bin ich hier.
story-arrive = Jemand öffnet die App. Sie zeigt sofort die Neuigkeiten, und kein Konto wird angelegt: Zum Lesen braucht es keins.
story-arrive-seen = Die Neuigkeiten sind da, und nach einer Identität wurde nicht gefragt.
story-arrive-asked = Der Identitätsserver wurde schon gefragt: { $count } Ereignisse. Beginne nach einem frischen Start noch einmal.
story-arrive-known = Es ist schon jemand da: { $sub }. Die Geschichte beginnt mit einem Besucher.
story-comment = Sie schreiben einen Kommentar. Er erscheint, und sie sind Gast.
story-comment-seen = Der Kommentar wurde angenommen, vom Gast { $sub }.
story-key = Erst jetzt ist ein Schlüssel entstanden, im verschlüsselten Tresor, und der Server hat einen anonymen Benutzer dafür angelegt.
story-key-in-browser = Erst jetzt hat der Server einen anonymen Benutzer angelegt. Ein einfacher Browser hat keinen Tresor, also gibt es keinen Schlüssel.
story-key-seen = Der Schlüssel { $thumbprint } lag im Tresor, bevor der Server ihn zum ersten Mal sah.
story-key-browser = Der Server hat einen Gast ohne Schlüssel angelegt, der so lange bleibt wie die Sitzung.
story-unasked = Sie haben nichts über sich eingetippt, nichts gewählt und auf nichts gewartet, was sie gemerkt hätten.
story-unasked-seen = Keine Seite wurde geöffnet. { $calls } Aufrufe haben zusammen { $ms } ms gedauert.
story-preference = Sie speichern eine Einstellung, und sie bleibt für sie aufgehoben.
story-preference-seen = Der Server hebt Einstellungen für { $sub } auf.
story-return = Ihre Sitzung endet. Sie kommen als derselbe Gast zurück.
story-return-seen = Der Server hat die Sitzung abgelehnt, der Schlüssel hat sich ausgewiesen, und die sub ist dieselbe: { $sub }.
story-return-browser = Das Access-Token ist abgelaufen, die Sitzung hat ein neues gebracht, und die sub ist dieselbe: { $sub }.
story-keep = Sie behalten das Konto: Die Anmeldeseite öffnet sich in einem Browser, und sie kommen als Mitglied in die App zurück.
story-keep-seen = Ein Mitglied ist da. Die App hat nie ein Passwort gesehen.
story-same = Die sub ist dieselbe, und alles ist da.
story-same-seen = sub: { $sub }. Kommentare: { $commentsBefore } = { $commentsAfter }. Fassung der Einstellungen: { $before } = { $after }.
story-retired = Der anonyme Schlüssel ist außer Dienst.
story-retired-in-browser = Vom Gast ist nichts Anonymes geblieben.
story-retired-seen = Der Tresor hat den Schlüssel { $thumbprint } entfernt, und der Server führt ihn nicht mehr.
story-retired-browser = Der Server führt keine anonyme Identität mehr.
story-retired-known = Der Server führt noch eine anonyme Identität.
story-ended = Die Sitzung des Gasts ist vorbei; das Mitglied hat eine eigene.
story-ended-seen = Die Sitzung war { $before } und ist { $after }.
story-sub-differs = Die sub war { $before } und ist { $after }.
story-not-seen = Das war nicht zu sehen.
story-merge = Gehört die Adresse schon zu einem Konto, erfahren sie es erst, nachdem sie bewiesen haben, dass sie ihnen gehört. Dann wählen sie: eine andere Adresse, jenes Konto, oder sie nehmen ihre Sachen mit.

## Devices: keys, sessions, recovery kits, a second device

title-devices = Deine Geräte
devices-heading = Deine Geräte
devices-lede = Wo du angemeldet bist und wie du zurückfindest, wenn ein Gerät verloren geht.
devices-back = Zurück zur Seite über dich
devices-failed = Deine Geräte konnten nicht geladen werden
devices-browser-guest = In einem gewöhnlichen Browser hat ein Gast keinen Schlüssel: Es gibt nichts, was in ein Notfall-Kit käme, und kein zweites Gerät kann dazukommen. Behalte dein Konto oder nimm die App, dann geht beides.
devices-member = Du hast ein Konto, also meldet sich ein neues Gerät einfach an. Notfall-Kits aus deiner Zeit als Gast gelten nicht mehr.
devices-come-back-first = Komm zuerst zurück, auf der Seite über dich. Dann siehst du deine Geräte.
devices-not-in-browser = Notfall-Kits und zweite Geräte brauchen die App: Ein gewöhnlicher Browser bewahrt keinen Schlüssel auf.
devices-cookie = Ihre Sitzung ist ein Cookie, das diese Seite nicht lesen kann, und Sitzungen werden mit einem Token verwaltet. Darum gibt es hier keine Liste: Behalten Sie das Konto oder melden Sie sich auf der Seite über Sie ab.
devices-keys-heading = Schlüssel
devices-keys-text = Jedes deiner Geräte und Notfall-Kits hat einen eigenen Schlüssel. Entferne, was du nicht mehr hast.
devices-sessions-heading = Sitzungen
devices-sessions-text = Wo du gerade angemeldet bist.
devices-unnamed = Ein Gerät
devices-a-browser = Ein Browser
devices-kit = Notfall-Kit
devices-this-one = dieses Gerät
devices-added = Hinzugefügt
devices-used = Zuletzt benutzt
devices-remove = Entfernen
devices-remove-named = Entfernen: { $name }
devices-remove-key-text = Dieses Gerät wird abgemeldet und kommt von selbst nicht zurück. Alles, was du geschrieben hast, bleibt.
devices-remove-kit-text = Die Datei dieses Kits ist dann nichts mehr wert.
devices-remove-confirm = Ja, entfernen
devices-remove-keep = Behalten
devices-removed = Erledigt.
devices-end = Beenden
devices-end-named = Beenden: { $name }
devices-end-text = Dort wirst du abgemeldet. Das Gerät eines Gastes kommt mit seinem Schlüssel von selbst zurück; soll es draußen bleiben, entferne den Schlüssel.
kit-heading = Ein Notfall-Kit sichern
kit-text = Eine Datei, die dich zurückbringt, wenn dieses Gerät verloren geht: einmal, auf ein neues Gerät; danach gelten alle alten Geräte und Kits nicht mehr. Bewahre sie woanders auf, zum Beispiel auf einem USB-Stick.
kit-saved = Gesichert als { $file }. Nur die Passphrase öffnet es.
kit-passphrase = Passphrase des Kits
kit-passphrase-hint = Ein paar Wörter ohne Zusammenhang sind gut. Niemand kann sie für dich wiederherstellen.
kit-strength = Stärke der Passphrase
kit-strength-weak = Leicht zu erraten
kit-strength-fair = Noch nicht genug
kit-strength-good = Gut
kit-strength-strong = Sehr gut
kit-weak = Diese Passphrase ist zu leicht zu erraten für eine Datei, die jemand kopieren kann. Nimm ein, zwei Wörter mehr.
kit-save = Kit sichern
kit-saving = Wird gesichert …
kit-unknown = Dieses Notfall-Kit kennt hier niemand.
kit-spent = Dieses Notfall-Kit wurde schon benutzt. Ein Kit gilt einmal.
kit-revoked = Dieses Notfall-Kit wurde entfernt, oder es wurde seither ein anderes benutzt.
kit-promoted = Dieser Gast ist inzwischen Mitglied. Melde dich stattdessen an.
kit-merged = Dieser Gast gehört inzwischen zu einem Konto. Melde dich dort an.
kit-removed = Dieser Gast wurde entfernt.
kit-disabled = Dieser Gast ist zurzeit ausgesperrt.
kit-not-a-kit = Diese Datei ist kein Notfall-Kit.
kit-too-new = Eine neuere Version der App hat dieses Kit gemacht. Aktualisiere die App und versuche es noch einmal.
kit-damaged = Die Datei dieses Kits ist beschädigt. Gibt es noch eine Kopie?
kit-wrong-passphrase = Diese Passphrase öffnet das Kit nicht, oder die Datei wurde verändert.
kit-other-issuer = Dieses Kit gehört zu einem anderen Haus.
kit-file = Die Datei konnte nicht gelesen oder geschrieben werden.
kit-none-chosen = Wähle zuerst ein Notfall-Kit.
restore-heading = Aus einem Kit wiederherstellen
restore-text = Warst du Gast auf einem Gerät, das verloren ging, und hast ein Notfall-Kit gesichert, kannst du hier derselbe Gast sein.
restore-choose = Datei wählen
restore-choose-other = Andere Datei wählen
restore-chosen = Für { $host }, gemacht am { $date }.
restore-passphrase-hint = Die, die du beim Sichern des Kits gewählt hast.
restore-button = Bring mich zurück
restore-busy = Das Kit wird geöffnet …
restore-done = Du bist zurück. Das Kit ist verbraucht: Sichere auf der Seite über deine Geräte ein neues.
join-heading = Ein Gerät hinzufügen
join-text = Öffne Houseguest auf dem anderen Gerät, geh dort auf die Seite mit den Geräten und lass den Code zeigen.
join-code = Code des anderen Geräts
join-code-hint = Sechzehn Buchstaben und Ziffern. Tippen oder einfügen; Kleinbuchstaben gehen auch.
join-button = Weiter
join-offer-heading = Von einem anderen Gerät dazukommen
join-offer-text = Bist du auf einem anderen Gerät Gast? Lass hier einen Code zeigen und gib ihn dort ein; dann gehören beide zum selben Gast.
offer-button = Code zeigen
offer-picture = Der Code als Bild
offer-copy = Code kopieren
offer-waiting = Wartet auf das andere Gerät. Der Code gilt fünf Minuten.
pairing-answered = Wartet auf das andere Gerät …
pairing-compare = Zeigen beide Geräte diese Zahl?
pairing-compare-named = Zeigt das andere Gerät ({ $name }) auch diese Zahl?
pairing-same = Sie sind gleich
pairing-different = Sie sind verschieden
pairing-cancel = Abbrechen
pairing-waiting-for-other = Bestätige es auch auf dem anderen Gerät.
pairing-added = Das andere Gerät gehört jetzt zu dir.
pairing-gone = Dieser Code gilt nicht mehr. Lass das andere Gerät einen neuen zeigen.
pairing-taken = Ein anderes Gerät hat auf diesen Code geantwortet. Lass einen neuen zeigen.
pairing-mismatch = Etwas zwischen den Geräten hat verändert, was sie sagten. Nichts wurde hinzugefügt. Versuche es in einem anderen Netz.
keys-not-a-guest = Du bist Mitglied: Ein neues Gerät meldet sich einfach an.
keys-too-many = Du hast schon zehn Schlüssel. Entferne zuerst einen.
keys-last = Das ist dein letztes Gerät.
replaced-heading = Du wohnst jetzt auf einem anderen Gerät
replaced-text-named = Du warst hier { $name }. Dieser Gast wurde auf einem anderen Gerät wiederhergestellt, oder dort wurde dieses Gerät entfernt. Der Gast und alles, was zu ihm gehört, ist dort.
replaced-text = Dein Gast wurde auf einem anderen Gerät wiederhergestellt, oder dort wurde dieses Gerät entfernt. Der Gast und alles, was zu ihm gehört, ist dort.
lost-restore = Ich habe ein Notfall-Kit
you-devices = Deine Geräte und Notfall-Kits
you-was-guest = Warst du auf einem anderen Gerät Gast?
reason-device-removed = dieses Gerät gehört nicht mehr zum Gast
reason-somebody-is-here = es ist schon jemand da
failure-device-removed = Dieses Gerät gehört nicht mehr zum Gast; er lebt anderswo weiter.
failure-somebody-is-here = Es ist schon jemand da. Behalte dieses Konto oder lösche es zuerst.

## While nobody answers

nobody-title = Noch öffnet niemand
nobody-text = Es gibt keine Verbindung zum Haus. Die Neuigkeiten kommen von selbst, sobald jemand öffnet.
nobody-heading = Lass ein Wort da, bis jemand öffnet
nobody-write = Was du schreibst, wartet hier auf diesem Gerät. Es erscheint unter dem Willkommensgruß des Hauses, einmal und der Reihe nach, sobald das Haus antwortet.
# $when is a time such as “25 minutes ago”.
feed-as-of = Gerade antwortet niemand. So sah es hier aus: { $when }. Schreiben kannst du trotzdem: Es wartet hier.
preferences-waits = Gerade antwortet niemand. Deine Wahl gilt hier und wird gespeichert, sobald das Haus antwortet.
waiting-count = { $count ->
    [one] Eine Sache wartet, bis das Haus antwortet
   *[other] { $count } Sachen warten, bis das Haus antwortet
}
waiting-not-taken = { $count ->
    [one] Etwas von dir wurde nicht angenommen
   *[other] { $count } Texte von dir wurden nicht angenommen
}
waiting-sent = { $count ->
    [one] Was gewartet hat, ist abgeschickt.
   *[other] Die { $count } Sachen, die gewartet haben, sind abgeschickt.
}
waiting-posts = Beiträge, die warten
waiting-here = Was unter diesem Beitrag wartet
waiting-mark = Wartet
# These name what waits, beside the word “Waiting”.
waiting-comment = Dein Kommentar
waiting-post = Dein Beitrag
waiting-edit = Eine Änderung an deinem Kommentar
waiting-deletion = Das Löschen deines Kommentars
waiting-reaction = Deine Reaktion
waiting-preferences = Deine Einstellungen
waiting-send = Jetzt versuchen
waiting-still = Es antwortet noch niemand. Alles wartet weiter.
waiting-take-back = Zurücknehmen
# Begins with the words of waiting-take-back; $what is one of the names above.
waiting-take-back-what = Zurücknehmen: { $what }
waiting-taken-back = Zurückgenommen.
waiting-back-in-field = Zurückgenommen. Der Text steht wieder in dem Feld, in dem du ihn geschrieben hast.
waiting-too-late = Es wurde gerade abgeschickt.
waiting-refused-mark = Nicht angenommen
# $reason is one of the clauses under "Why something did not work".
waiting-refused = Das Haus hat deinen Text nicht angenommen: { $reason }.
waiting-copy = Deinen Text kopieren
waiting-put-away = Weglegen
waiting-kept = { $count ->
    [one] Eine Sache wartet auf jemand anderen oder auf ein anderes Haus
   *[other] { $count } Sachen warten auf jemand anderen oder auf ein anderes Haus
}
waiting-for-others = { $count ->
    [one] Eine Sache wartet auf jemand anderen auf diesem Gerät. Sie wird abgeschickt, wenn diese Person wieder hier ist.
   *[other] { $count } Sachen warten auf jemand anderen auf diesem Gerät. Sie werden abgeschickt, wenn diese Person wieder hier ist.
}
# Stands under the name of the other house.
waiting-elsewhere = { $count ->
    [one] Eine Sache wartet auf dieses Haus. Sie geht nur dorthin, sobald die App wieder mit ihm spricht.
   *[other] { $count } Sachen warten auf dieses Haus. Sie gehen nur dorthin, sobald die App wieder mit ihm spricht.
}
waiting-house-embedded = Das Haus in dieser App
