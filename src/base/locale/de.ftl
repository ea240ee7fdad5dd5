# The German words of what is made by code, for Germany, Austria and Switzerland. See `en.ftl`.

## Numbers, lists and dates

list-end = { $first } und { $last }
from-to = { $low } bis { $high }
three-points = { $low }, { $likely } oder { $high }
in-currency = { $words } ({ $currency })
none = keine
days = { $number }{"\u00A0"}{ $count ->
    [1] Tag
   *[other] Tage
}
weeks = { $number }{"\u00A0"}{ $count ->
    [one] Woche
   *[other] Wochen
}
months = { $number }{"\u00A0"}{ $count ->
    [one] Monat
   *[other] Monate
}
hours = { $number }{"\u00A0"}{ $count ->
    [one] Stunde
   *[other] Stunden
}
times = { $number }{"\u00A0"}Mal
points = { $number }{"\u00A0"}{ $count ->
    [1] Punkt
   *[other] Punkte
}
calendar-days = { $number }{"\u00A0"}{ $count ->
    [1] Kalendertag
   *[other] Kalendertage
}
chance-over = über { $most }
chance-under = unter { $least }
month-january = Januar
month-february = Februar
month-march = März
month-april = April
month-may = Mai
month-june = Juni
month-july = Juli
month-august = August
month-september = September
month-october = Oktober
month-november = November
month-december = Dezember
axis-january = Jan
axis-february = Feb
axis-march = März
axis-april = Apr
axis-may = Mai
axis-june = Juni
axis-july = Juli
axis-august = Aug
axis-september = Sept
axis-october = Okt
axis-november = Nov
axis-december = Dez

## The page

watermark-draft = ENTWURF
page-contents = Inhalt
page-of = Seite{"\u00A0"}{ $page } von{"\u00A0"}{ $pages }
page-continued = Fortsetzung
task-done = erledigt
task-open = offen
label-figure = Abbildung{"\u00A0"}{ $index }
label-table = Tabelle{"\u00A0"}{ $index }
label-section = Abschnitt{"\u00A0"}{ $index } ({ $title })
label-section-unnumbered = Abschnitt { $quoted }
callout-note = Hinweis
callout-tip = Tipp
callout-important = Wichtig
callout-warning = Warnung
callout-caution = Achtung

## Words of several tables and charts

column-id = Nr.
column-activity = Aktivität
column-when = Wann
column-received = Was Sie erhalten
column-prevented = Welches Scheitern sie verhindert
column-deliverable = Ergebnis
column-start = Beginn
column-finish = Ende
column-owner = Verantwortlich
column-value = Wert
column-chance = Chance
person-name = Name
person-title = Funktion
date = Datum
grade-none = keiner
monday = Montag
tuesday = Dienstag
wednesday = Mittwoch
thursday = Donnerstag
friday = Freitag
saturday = Samstag
sunday = Sonntag
working-week = { $first } bis { $last }
likelihood-low = gering
likelihood-medium = mittel
likelihood-high = hoch
delivery-management = Projektsteuerung
with-delivery-management = Mit Projektsteuerung
without-delivery-management = Ohne
net-price = Nettopreis
list-price = Listenpreis
discount-of = Nachlass von { $percent }
total-with-tax = Gesamtsumme einschließlich Steuer
finish-by-plan = Ende nach Plan
finish-committed = Zugesagtes Ende
deadline = Stichtag
deadline-on = Stichtag { $date }
margin-at-plan = Plan-Marge
chance-of-success = Erfolgschance
plausible-range = plausibler Bereich
chance-not-told = nicht angegeben: Nichts, was erfasst ist, kann ihn gefährden
plausible-range-of = plausibler Bereich { $range }
on-signature = Bei Unterzeichnung

## The offer

model-fixed-price = Festpreis
model-time-and-materials = Abrechnung nach Aufwand
model-capped = Abrechnung nach Aufwand mit Obergrenze
model-retainer = monatliche Pauschale
duty-sponsor = Auftraggeber
duty-project-manager = Projektleitung
duty-acceptor = Abnahme
duty-signatory = Unterzeichnung
duty-escalation = Eskalation
duty-member = Mitglied
due-on-signature = bei Unterzeichnung
due-on = am { $date }
due-on-acceptance = bei Abnahme von { $id }, { $name }
due-at-end = am Ende von { $phase }
cadence-once = einmal
cadence-per-phase = in jeder Phase
cadence-weekly = jede Woche
cadence-fortnightly = alle zwei Wochen
cadence-monthly = jeden Monat
cadence-per-deliverable = für jedes Ergebnis
cadence-per-payment = für jede Zahlung
cadence-in-phase = { $often }, in { $phase }
condition-date = Termin
condition-budget = Budget
condition-acceptance = Abnahme
condition-together = { $conditions } zusammen
certificate = { $count ->
    [one] Die eine in diesem Angebot genannte Aktivität der Projektsteuerung ist im Preis enthalten; sie hat ein benanntes Ergebnis und wird nicht zusätzlich berechnet.
   *[other] Alle { $number } in diesem Angebot genannten Aktivitäten der Projektsteuerung sind im Preis enthalten; jede hat ein benanntes Ergebnis; keine wird zusätzlich berechnet.
}

## Figures at a glance

glance-price = Preis
glance-monthly-fee = Monatspauschale
glance-estimated-price = Geschätzter Preis
glance-net = ohne Steuer
glance-net-for-term = ohne Steuer, { $term }
glance-net-at-most = ohne Steuer, höchstens { $cap }
glance-net-of-model = { $model }, ohne Steuer
glance-term-ends = Laufzeit bis
glance-term-from = ab { $start }
glance-finish-plan = nach Plan { $date }
glance-payment = Zahlung
glance-monthly = monatlich
glance-in-arrears = nachträglich
glance-payments = { $number }{"\u00A0"}{ $count ->
    [one] Zahlung
   *[other] Zahlungen
}
glance-paid-by-result = Zahlung nach Ergebnis
glance-paid-in = Zahlung in
glance-payable-within = zahlbar innerhalb von { $terms }
glance-success = { $conditions }; plausibler Bereich { $range }

## Revisions and signatures

revisions-reference = Nummer
revisions-changed = Änderung
revisions-first = Erste Ausgabe
signature-for = Für { $party }
signature-signature = Unterschrift

## Objectives, scope, risks

objectives-objective = Ziel
objectives-measure = Messgröße
objectives-today = Heute
objectives-target = Zielwert
objectives-benefit = Nutzen im Jahr
deliverables-accepted = Abgenommen, wenn
deliverables-serves = Dient
deliverables-due = Termin
scope-package = Arbeitspaket
risks-risk = Risiko
risks-likelihood = Wahrscheinlichkeit
risks-response = Was wir tun
risks-early-sign = Frühes Zeichen
risks-bearer = Getragen von
risks-bearer-customer = Kunde
risks-bearer-both = beide
risks-bearer-supplier = Anbieter
risks-treated-by = Behandelt durch: { $activities }
heat-chance = Eintritt
heat-delay = Wahrscheinlicher Verzug im Fall
heat-delay-none = kein Verzug
heat-delay-week = bis eine Woche
heat-delay-weeks = bis zwei Wochen
heat-delay-longer = länger
heat-finding-one = Ein Risiko ist zu beobachten
heat-finding = Von { $all } Risiken { $count ->
    [one] wiegt
   *[other] wiegen
} { $which } am meisten
assumptions-assumption = Annahme
assumptions-if-wrong = Falls sie nicht zutrifft
assumptions-at-our-risk = wir tragen die Folgen
assumptions-change-request = Änderungsantrag
dependencies-what = Was gebraucht wird
dependencies-by = Bis

## The price

price-item = Leistung
price-effort = Aufwand (Tage)
price-amount = Betrag
price-other-work = Weitere Arbeiten
price-delivery-management = Projektsteuerung und Qualitätssicherung
price-net-total = Nettosumme
price-net-total-estimated = Geschätzte Nettosumme
price-net-total-for-term = Nettosumme, { $term }
price-discount = Nachlass von { $percent }, { $reason }
price-tax-on = { $tax } auf { $net }
price-monthly-fee = Monatspauschale, netto
price-ceiling = Obergrenze, netto, nicht zu überschreiten
price-finding = { $item }: { $share } des Preises vor Steuer
price-finding-discounted = { $item }: { $share } des Preises vor Steuer und Nachlass
payments-payment = Zahlung
payment-in-one-sum = Gesamter Preis
payments-due = Fällig
payments-by-plan = Nach Plan
payments-share = Anteil
payments-net = Netto
payments-tax = Steuer
payments-to-pay = Zu zahlen
payments-total = Summe
payments-curve-paid = Gezahlt, vom Preis
payments-curve-done = Geleistet, vom geplanten Aufwand
payments-curve-point = { $on }: { $paid } gezahlt, { $done } der Arbeit getan
payments-never-ahead = Nach Plan zahlen Sie nie, bevor die Arbeit getan ist
payments-ahead = Nach Plan ist Ihre Zahlung der Arbeit nie mehr als { $share } des Preises voraus
options-option = Option
options-needs = nur mit { $ids }
options-adds = Zusätzlich, netto
options-without = Summe ohne
options-with = Summe mit
options-finish = Ende mit
rates-role = Rolle
rates-level = Stufe
rates-list = Listensatz je Tag
rates-discount = Nachlass
rates-day = Tagessatz
rates-amount = Betrag

## The plan

gantt-finding = Die Arbeit läuft vom { $start } bis zum { $finish }
gantt-finding-deadline = Die Arbeit läuft vom { $start } bis zum { $finish }, { $margin } vor dem Stichtag
gantt-critical-path = Kritischer Pfad: { $packages }.
gantt-holidays = Feiertage: { $days }.
gantt-key-phase = Phase
gantt-key-work = Arbeit
gantt-key-critical = Kritischer Pfad
gantt-key-governance = Steuerung
gantt-key-gate = Meilenstein
gantt-key-holidays = Feiertage
gantt-row-critical = { $label } (kritisch)
gantt-row-gate = { $label }, Meilenstein
gantt-row-times = { $label } ({ $times } Termine)
gantt-row-holiday = Feiertag
waterfall-key-part = Teil
waterfall-key-taken-off = Abzug
waterfall-key-sum = Summe

## Delivery management

ledger-exposure =
    Vom
    Risiko
ledger-grade = Grad
activities-count = Wie oft
activities-value = Wofür
activities-time = Ihre Zeit
team-part = Rolle
raci-responsible =
    R
    Verantwortlich
raci-accountable =
    A
    Rechenschaftspflichtig
raci-consulted =
    C
    Befragt
raci-informed =
    I
    Informiert

## What a failure costs

exposure-line = Was eine gescheiterte Lieferung Sie kostet
exposure-how = Wie es berechnet ist
exposure-low = Niedrig
exposure-likely = Erwartet
exposure-high = Hoch
exposure-reprocurement = Neuen Auftragnehmer finden
exposure-internal = Ihr eigener Aufwand, vergeblich
exposure-benefit = Entgangener Nutzen
exposure-how-share = { $share } des Nettopreises
exposure-how-stated = nach Ihrer Angabe
exposure-how-benefit = { $months } mit { $amount } im Jahr
exposure-how-week = nach Ihrer Angabe; nicht in der Summe
exposure-total = Ein völliges Scheitern insgesamt
exposure-week-late = Jede Woche Verzug
exposure-damages = Verzugsentschädigung von uns, höchstens
exposure-damages-rule = { $week } des Preises je Woche, bis zu { $cap }
exposure-damages-rule-after = { $week } des Preises je Woche, bis zu { $cap }, nach { $number }{"\u00A0"}{ $count ->
    [one] Tag
   *[other] Tagen
}
exposure-source = Quelle: { $source }. Alle Beträge ohne Steuer.
exposure-benefit-sources = Nutzen je Ziel: { $sources }
exposure-chart-total = Scheitern insgesamt
exposure-chart-range = niedrig bis hoch
exposure-chart-likely = am wahrscheinlichsten
exposure-finding = Eine Lieferung, die ganz scheitert, kostet Sie { $low } bis { $high }, am wahrscheinlichsten { $likely }
exposure-finding-late = Jede Woche Verzug kostet Sie { $low } bis { $high }, am wahrscheinlichsten { $likely }

## The chance of success

success-all = Alles zugleich
success-on-time = Pünktlich, bis { $date }
success-in-budget = Innerhalb von { $budget }
success-accepted = Abgenommen
success-finding = Erfolgschance: { $with } mit Projektsteuerung, { $without } ohne
success-note = { $runs } simulierte Lieferungen; Erfolg heißt: { $conditions }. Simulationsfehler ±{ $error }; plausibler Bereich { $range }, ohne Projektsteuerung { $without_range }. „Ohne“ behält den Pflichtteil. Der Unterschied folgt aus Wirkungen, die wir angeben; er ist keine Garantie, und es gibt keine kontrollierte Studie. Eine Prognose ist keine Vertragsbedingung.
finish-curve-point = { $chance } der Lieferungen bis { $date }
finish-finding = Jede zweite simulierte Lieferung endet bis zum { $half }, vier von fünf bis zum { $most }
finish-finding-deadline = { $with } der simulierten Lieferungen enden bis zum { $date }; ohne Projektsteuerung { $without }

## Assumptions of ours

ours-assumption = Unsere Annahme
ours-instead = Was sie ersetzen würde
ours-correlation = Gemeinsame Bewegung aller Schätzungen; mehr im selben Strang
ours-correlation-instead = Die Fehler unserer früheren Schätzungen
ours-grades = Wie viel einer angegebenen Wirkung zählt, je Beleggrad
ours-grades-instead = Eigene gemessene Wirkungen
ours-overlap-decay = Was eine weitere Aktivität gegen dasselbe Scheitern bringt
ours-overlap-decay-instead = Strukturiertes Expertenurteil
ours-customer-pmo = Wie viel davon Ihre eigene Projektorganisation schon leistet
ours-customer-pmo-instead = Ein Gespräch mit Ihrem Projektbüro
ours-severity = Wie schwer ein Risiko sein muss, um die Abnahme zu verhindern
ours-severity-value = das schwerste Fünftel seiner Spanne
ours-severity-instead = Ihre bisherigen Abnahmen
ours-shared-risk = Wer ein geteiltes Risiko trägt
ours-shared-risk-value = je zur Hälfte
ours-shared-risk-instead = Der Vertrag
ours-recovery = Was Sie von uns über die Verzugsentschädigung hinaus erhalten
ours-recovery-value = nichts
ours-recovery-instead = Rechtsberatung
ours-day = Was ein Tag Ihrer Leute wert ist
ours-day-value = so viel wie einer von uns
ours-day-instead = Ihre Angabe
ours-tail = Lieferungen, die ganz misslingen
ours-tail-value = { $share }, zum { $least }- bis { $exit }-Fachen des Plans
ours-tail-instead = Unsere eigenen Verhältnisse von Ist zu Schätzung
ours-uncertainty = Wie unsicher Wirkungen, Wahrscheinlichkeiten und Korrelation sind
ours-uncertainty-value = wie aus je zehn Beobachtungen; Korrelation { $low } bis { $high }
ours-uncertainty-instead = Mehr Ziehungen und eigene Daten ({ $draws } × { $iterations })
ours-sceptic = Eine skeptische Sicht auf die Wirkung von Projektsteuerung auf die Erfolgschancen, zum Vergleich
ours-sceptic-value = { $range }, neun von zehn
ours-sceptic-instead = Unsere Projekte mit und ohne
ours-calendar = Eine Woche und ein Monat
ours-calendar-value = 5 und 21 Arbeitstage
ours-calendar-instead = Der Kalender

## The review memo

memo-verdict-clear = Frei
memo-verdict-approved = Freigegeben
memo-verdict-approve = Freigabe nötig
memo-verdict-block = Gesperrt
memo-submitted = Eingereicht von { $name }, { $date }, so wie es vorliegt.
memo-submitted-other = Eingereicht von { $name }, { $date }; seither anders: { $what }.
memo-clear = Keine Freigabe nötig. Das Angebot kann hinaus.
memo-approved = Alle verlangten Freigaben liegen vor.
memo-approve = { $approvers } muss freigeben, bevor das Angebot hinausgeht; Anlass: { $number }{"\u00A0"}{ $count ->
    [one] Regel
   *[other] Regeln
} der Richtlinie.
memo-block = Das Angebot ist gesperrt durch { $number }{"\u00A0"}{ $count ->
    [one] Regel
   *[other] Regeln
}. Keine Freigabe hebt das auf.
memo-rules-asks = Verlangt
memo-rules-rule = Regel
memo-rules-says = Was sie sagt
memo-rules-saw = Gesehene Werte
memo-asks-note = Hinweis
memo-asks-block = Sperre
memo-asks-approval = Freigabe durch { $role }: { $state }
memo-approval-open = offen
memo-approval-given = erteilt von { $name }, { $date }
memo-approval-expired = abgelaufen (von { $name }, { $date })
memo-approval-reopened = wieder offen (von { $name }, { $date }): { $why }
memo-entries = { $number }{"\u00A0"}{ $count ->
    [one] Eintrag
   *[other] Einträge
}
memo-at-our-risk = { $id } (auf unser Risiko): { $assumption }
memo-customer-by = Der Kunde, bis { $date }: { $what }
memo-customer-undated = Der Kunde, ohne Termin: { $what }
memo-more-in-deal = und { $left } weitere, im Angebot
memo-changes-touches = Betrifft
memo-changes-what = Was
memo-changes-before = Vorher
memo-changes-after = Jetzt
memo-changes-more = { $left } weitere: `bidwright diff` nennt alle
memo-changes-effects = Was das bewirkt
memo-words-document = Dokument
memo-words-before = Wie freigegeben
memo-words-after = Jetzt
memo-words-more = { $left } weitere: `bidwright review` nennt alle
memo-words-look = Kein Satz ist anders: Farben, Schriften, Bilder, Diagramme oder mitgegebene Daten sind es.
memo-risks-risk = Risiko, wie genannt, unbehandelt
memo-risks-cost = Unsere Kosten
memo-risks-points = Margenpunkte
memo-heat-points = Margenpunkte im Fall
memo-heat-under = unter 1
memo-heat-between = 1 bis 2
memo-heat-more = 2 und mehr
memo-no-add-on = Nichts obendrauf.
memo-no-certificate = Kein Nachweis: Es wird keine Projektsteuerung zugesagt, oder nicht alle steht im Preis.
memo-told = Die genannten Aktivitäten brauchen { $told }.
memo-in-price = Im Preis: { $hours } Stunden ({ $days }) für { $price }.
memo-material-hash = SHA-256 der wesentlichen Felder:
memo-labour = Arbeit
memo-burden = Lohnnebenkosten
memo-overhead = Gemeinkosten
memo-purchases = Zukäufe
memo-cost = Kosten
memo-contingency = Reserve
memo-margin-before-discount = Marge vor Nachlass
memo-discount = Nachlass
memo-build-up-finding = Nach Kosten und Reserve bleiben { $margin } des Nettopreises als Marge
memo-frontier-offered = angeboten
memo-frontier-offered-leanest = angeboten, am schlanksten
memo-frontier-leanest = am schlanksten
memo-frontier-mandatory = nur Pflichtteil
memo-frontier-cost = Kosten des Kunden über den Pflichtteil hinaus
memo-frontier-finding = Angebotene Steuerung: Chance { $chance } für { $cost }; schlankste: { $lean_chance } für { $lean_cost }
memo-frontier-finding-leanest = Die angebotene Steuerung ist die schlankste: { $chance } für { $cost }
memo-walk-away-below = Untergrenze { $price }
memo-floor = Grenze { $margin }
memo-figure = Größe
memo-how = Wie sie folgt
memo-net-price-how = nach Nachlass, vor Steuer
memo-walk-away = Preisuntergrenze
memo-walk-away-how = Nettopreis mit einer Marge an der Grenze von { $margin }
memo-room = Spielraum für Nachlass
memo-room-how = vom Preis, bis zur Grenze; { $given } gewährt
memo-room-how-none = vom Preis, bis zur Grenze; keiner gewährt
memo-margin-how = Reserve als verbraucht gezählt
memo-margin-p50 = Marge bei P50
memo-margin-p50-how = die Hälfte der simulierten Lieferungen behält mindestens so viel
memo-margin-p80 = Marge bei P80
memo-margin-p80-how = vier von fünf behalten mindestens so viel
memo-office = Projektsteuerung
memo-office-how = vom Preis; schlank sind { $low } bis { $high }
memo-within-base = Die Kosten bleiben in { $base } (Kosten und Reserve): so in { $chance } der simulierten Lieferungen.

## Changes between revisions

change-added = hinzugekommen
change-removed = entfallen
change-changed = geändert
change-no-longer = { $what }: nicht mehr { $before }
change-yes = ja
change-no = nein
effect-other-currency = andere Währung
effect-finish-late = Vier von fünf simulierten Lieferungen enden bis

## Rows of a deal that came or went

row-work = Arbeitspaket { $row }
row-deliverable = Liefergegenstand { $row }
row-objective = Ziel { $row }
row-option = Option { $row }
row-purchase = Zukauf { $row }
row-risk = Risiko { $row }
row-assumption = Annahme { $row }
row-dependency = Mitwirkung { $row }
row-exclusion = Ausschluss { $row }
row-payment = Zahlung { $row }
row-stakeholder = Unsererseits { $row }
row-activity = Projektsteuerung: { $row }
row-phase = Phase { $row }
row-clause = Klausel { $row } der Bibliothek
row-line = Preiszeile { $row }

## Material fields

field-deal-currency = Währung
field-deal-model = Vertragsart
field-governance-reason = Grund für die angebotene Projektsteuerung
field-commercial-discount = Nachlass
field-purchase-cost = Kosten von { $row }
field-purchase-markup = Aufschlag auf { $row }
field-purchase-option = Option, zu der { $row } gehört
field-purchase-category = Art von { $row }
field-quote-cost = Kosten
field-quote-contingency = Risikoreserve
field-quote-price = Preis vor Nachlass
field-quote-net = Nettopreis
field-quote-tax = Steuer
field-line-days = Tage von { $row }
field-line-cost = Kosten von { $row }
field-line-price = Preis von { $row }
field-option-net = Preis der Option { $row }
field-work-name = Bezeichnung von { $row }
field-work-phase = Phase von { $row }
field-work-deliverable = Liefergegenstand von { $row }
field-work-after = Vorgänger von { $row }
field-work-lag-days = Wartezeit vor { $row }
field-work-optional = { $row } ist optional
field-work-effort = Schätzung von { $row }
field-work-effort-team = Personen zugleich für { $row }
field-option-name = Bezeichnung der Option { $row }
field-option-work = Arbeitspakete der Option { $row }
field-option-needs = von Option { $row } vorausgesetzte Optionen
field-option-ceiling = Wirkung der Option { $row } auf die Obergrenze
field-purchase-name = Bezeichnung von { $row }
field-exclusion = Ausschluss { $row }
field-plan-start = Arbeitsbeginn
field-plan-finish = Ende nach Plan
field-activity-count = Wie oft: { $row }
field-activity-customer-effort = Ihre Tage je Mal für { $row }
field-deliverable-phase = Phase von { $row }
field-estimate-range = Lesart der Spannen
field-estimate-basis = Grundlage des geplanten Aufwands
field-estimate-confidence = Perzentil der Reserve
field-estimate-contingency-percent = Reserve, pauschal
field-estimate-correlation = Korrelation der Pakete
field-estimate-stream-correlation = weitere Korrelation im Strang
field-estimate-iterations = simulierte Lieferungen
field-estimate-seed = Startwert der Simulation
field-estimate-tail = schweres Ende der Kosten
field-customer-pmo = Ihr eigenes Projektbüro
field-office-overlap = Überschneidung mit dem Projektbüro des Kunden
field-office-overlap-decay = Abnahme sich deckender Wirkung
field-office-p-min = kleinste verbleibende Eintrittschance
field-work-stream = Strang von { $row }
field-risk-failure = Fehlerart von Risiko { $row }
field-risk-probability = Wahrscheinlichkeit von Risiko { $row }
field-risk-cost = Kosten von Risiko { $row }
field-risk-delay-days = Verzögerung durch Risiko { $row }
field-risk-on = Ort der Verzögerung von Risiko { $row }
field-risk-bearer = Träger von Risiko { $row }
field-risk-threatens = Was Risiko { $row } bedroht
field-activity-treats-probability = wie viel seltener durch { $row }
field-activity-treats-impact = wie viel milder durch { $row }
field-activity-treats-evidence = Beleg für { $row }
field-objective-benefit-per-year = jährlicher Nutzen von { $row }
field-stakes-deadline = Ihr Termin
field-stakes-budget = Budget des Kunden
field-stakes-delay-cost-per-week = Kosten einer Woche Verzug
field-stakes-benefit-lost-months = verlorene Monate Nutzen
field-stakes-internal-cost = interne Kosten des Scheiterns
field-stakes-reprocurement-percent = Kosten der Neubeschaffung
field-stakes-rework-percent = unsere Nacharbeit nach Scheitern
field-stakes-follow-on-margin = entgangene Marge des Folgeauftrags
field-stakes-customer-day-cost = Kosten eines Tages des Kunden
field-assumption-owner = Verantwortung für Annahme { $row }
field-assumption-if-wrong = Folge, wenn Annahme { $row } falsch ist
field-dependency-by = Termin von: { $row }
field-dependency-owner = Wer schuldet: { $row }
field-deal-number = Nummer
field-deal-date = Datum des Angebots
field-deal-valid-days = Bindefrist in Tagen
field-deal-start = gewünschter Beginn
field-customer-name = Kunde
field-customer-country = Land des Kunden
field-stakes-liability-cap-percent = Haftungsgrenze, vom Preis
field-stakes-damages-percent-per-week = Verzugspauschale je Woche
field-stakes-damages-cap-percent = Grenze der Verzugspauschale
field-stakes-damages-grace-days = Schonfrist vor der Verzugspauschale in Tagen
field-commercial-payment-terms-days = Zahlungsziel in Tagen
field-commercial-cap = Obergrenze des Preises
field-commercial-term-months = Laufzeit in Monaten
field-commercial-hours-per-month = Stunden je Monat
field-commercial-role = verkaufte Rolle
field-commercial-expenses = Auslagen
field-commercial-expenses-cap = Grenze der Auslagen
field-payment-name = Bezeichnung der Zahlung { $row }
field-payment-share = Anteil der Zahlung { $row }
field-payment-due = Fälligkeit der Zahlung { $row }
field-contract-master-title = Rahmenvertrag
field-contract-master-date = Datum des Rahmenvertrags
field-clauses-include = aufgenommene Klauseln
field-clauses-exclude = weggelassene Klauseln
field-clauses-set = Vertragswert { $row }
field-clause = Wortlaut der Klausel { $row }
field-objective-statement = Ziel { $row }
field-objective-measure = Messgröße von Ziel { $row }
field-objective-baseline = Ausgangswert von Ziel { $row }
field-objective-target = Zielwert von Ziel { $row }
field-deliverable-name = Bezeichnung von { $row }
field-deliverable-serves = Ziele, denen { $row } dient
field-deliverable-acceptance = Abnahmekriterium von { $row }
field-deliverable-must-have = { $row } ist Pflicht
field-assumption-text = Annahme { $row }
field-dependency-text = Mitwirkung { $row }
field-risk-response = Antwort auf Risiko { $row }
field-stakeholder = Unsererseits { $row }
field-phase-gate = Prüfpunkt der Phase { $row }
field-activity-name = Bezeichnung von { $row }
field-activity-deliverable = Ergebnis von { $row }
