//! What a material field is called in business words, in both languages, how its value is read, and
//! whether the customer may be told.

use Kind::{Amount, Choice, Date, Days, Hidden, Long, Number, Percent, Ratio, Rows, Short, YesNo};
use Seen::{Customer, Ours};

/// How the value of a field is read. Several numbers, the ends of a range, stand with blanks between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Of the deal's currency.
    Amount,
    /// A plain number.
    Number,
    /// 4 is 4 %.
    Percent,
    /// 0.04 is 4 %.
    Ratio,
    /// Days.
    Days,
    /// `2027-01-11`.
    Date,
    /// A name, or a few words.
    Short,
    /// A sentence or more.
    Long,
    /// Ids with commas between.
    Rows,
    /// A known word, such as `at-cost`.
    Choice,
    /// `true` or `false`.
    YesNo,
    /// A digest: that it changed is all there is to say.
    Hidden,
}

/// Who may be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// Everybody.
    Customer,
    /// Our own people only: cost, effort, risk.
    Ours,
}

/// A field's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wording {
    /// The material field, as in [`crate::material::MATERIAL`].
    pub name: &'static str,
    /// English; `{}` stands for the row.
    pub english: &'static str,
    /// German.
    pub german: &'static str,
    /// How its value is read.
    pub kind: Kind,
    /// Who may be told.
    pub seen: Seen,
}

const fn w(
    name: &'static str,
    english: &'static str,
    german: &'static str,
    kind: Kind,
    seen: Seen,
) -> Wording {
    Wording { name, english, german, kind, seen }
}

/// The words of a material field, by its name without the ids of rows. The ends of a range are one.
#[must_use]
pub fn wording(name: &str) -> Option<&'static Wording> {
    let name = whole_range(name);
    WORDS.iter().find(|wording| wording.name == name)
}

/// The name of a range, of the name of one of its ends.
pub(super) fn whole_range(name: &str) -> &str {
    [".low", ".likely", ".high"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name)
}

/// A row that came or went as a whole, by its prefix: what it is called in both languages, and who may be told.
pub(super) const ROWS: &[(&str, &str, &str, Seen)] = &[
    ("work", "work package {}", "Arbeitspaket {}", Customer),
    ("deliverable", "deliverable {}", "Liefergegenstand {}", Customer),
    ("objective", "objective {}", "Ziel {}", Customer),
    ("option", "option {}", "Option {}", Customer),
    ("purchase", "purchase {}", "Zukauf {}", Ours),
    ("risk", "risk {}", "Risiko {}", Customer),
    ("assumption", "assumption {}", "Annahme {}", Customer),
    ("dependency", "dependency {}", "Mitwirkung {}", Customer),
    ("exclusion", "exclusion {}", "Ausschluss {}", Customer),
    ("payment", "payment {}", "Zahlung {}", Customer),
    ("stakeholder", "our {}", "Unsererseits {}", Customer),
    ("activity", "delivery management: {}", "Projektsteuerung: {}", Customer),
    ("phase", "phase {}", "Phase {}", Customer),
    ("clause", "clause {} of the library", "Klausel {} der Bibliothek", Ours),
    ("line", "price line {}", "Preiszeile {}", Ours),
];

/// Every material field, in the order they are told.
pub(super) const WORDS: &[Wording] = &[
    // What is paid.
    w("deal.currency", "currency", "Währung", Short, Customer),
    w("deal.model", "commercial model", "Vertragsart", Choice, Customer),
    w("commercial.discount", "discount", "Nachlass", Percent, Customer),
    w("purchase[].cost", "cost of {}", "Kosten von {}", Amount, Ours),
    w("purchase[].markup", "markup on {}", "Aufschlag auf {}", Percent, Ours),
    w("purchase[].option", "option that {} belongs to", "Option, zu der {} gehört", Short, Ours),
    w("purchase[].category", "category of {}", "Art von {}", Choice, Ours),
    w("quote.cost", "cost", "Kosten", Amount, Ours),
    w("quote.contingency", "contingency", "Risikoreserve", Amount, Ours),
    w("quote.price", "price before discount", "Preis vor Nachlass", Amount, Ours),
    w("quote.net", "net price", "Nettopreis", Amount, Customer),
    w("quote.tax", "tax", "Steuer", Amount, Customer),
    w("line[].days", "days of {}", "Tage von {}", Days, Ours),
    w("line[].cost", "cost of {}", "Kosten von {}", Amount, Ours),
    w("line[].price", "price of {}", "Preis von {}", Amount, Ours),
    w("option[].net", "price of option {}", "Preis der Option {}", Amount, Customer),
    // What is done.
    w("work[].name", "name of {}", "Bezeichnung von {}", Short, Customer),
    w("work[].phase", "phase of {}", "Phase von {}", Choice, Customer),
    w("work[].deliverable", "deliverable that {} makes", "Liefergegenstand von {}", Short, Customer),
    w("work[].after", "what {} waits for", "Vorgänger von {}", Rows, Customer),
    w("work[].lag_days", "wait before {}", "Wartezeit vor {}", Days, Customer),
    w("work[].optional", "{} is optional", "{} ist optional", YesNo, Customer),
    w("work[].effort[]", "estimate of {}", "Schätzung von {}", Days, Ours),
    w("work[].effort[].team", "people at once for {}", "Personen zugleich für {}", Number, Ours),
    w("option[].name", "name of option {}", "Bezeichnung der Option {}", Short, Customer),
    w("option[].work", "work of option {}", "Arbeitspakete der Option {}", Rows, Customer),
    w("purchase[].name", "name of purchase {}", "Bezeichnung von {}", Short, Ours),
    w("exclusion[]", "exclusion {}", "Ausschluss {}", Long, Customer),
    w("plan.start", "start of the work", "Arbeitsbeginn", Date, Customer),
    w("plan.finish", "finish by plan", "Ende nach Plan", Date, Customer),
    w("activity[].count", "how often: {}", "Wie oft: {}", Number, Customer),
    w("activity[].customer_effort", "your days each time for {}", "Ihre Tage je Mal für {}", Days, Customer),
    w("deliverable[].phase", "phase of {}", "Phase von {}", Choice, Customer),
    // What may go wrong, and who pays then.
    w("estimate.range", "meaning of low and high", "Lesart der Spannen", Choice, Ours),
    w("estimate.basis", "basis of planned effort", "Grundlage des geplanten Aufwands", Choice, Ours),
    w("estimate.confidence", "percentile that contingency reaches", "Perzentil der Reserve", Number, Ours),
    w("estimate.contingency_percent", "contingency, a plain percentage", "Reserve, pauschal", Percent, Ours),
    w("estimate.correlation", "correlation of packages", "Korrelation der Pakete", Number, Ours),
    w(
        "estimate.stream_correlation",
        "further correlation within a stream",
        "weitere Korrelation im Strang",
        Number,
        Ours,
    ),
    w("estimate.iterations", "simulated deliveries", "simulierte Lieferungen", Number, Ours),
    w("estimate.seed", "seed of the simulation", "Startwert der Simulation", Short, Ours),
    w("estimate.tail", "fat tail of cost", "schweres Ende der Kosten", Short, Ours),
    w("customer.pmo", "the customer's own project office", "Ihr eigenes Projektbüro", Choice, Customer),
    w(
        "office.overlap",
        "overlap with the customer's project office",
        "Überschneidung mit dem Projektbüro des Kunden",
        Short,
        Ours,
    ),
    w(
        "office.overlap_decay",
        "decay of overlapping treatment",
        "Abnahme sich deckender Wirkung",
        Number,
        Ours,
    ),
    w(
        "office.p_min",
        "least probability left by treatment",
        "kleinste verbleibende Eintrittschance",
        Ratio,
        Ours,
    ),
    w("work[].stream", "stream of {}", "Strang von {}", Short, Ours),
    w("risk[].failure", "failure mode of risk {}", "Fehlerart von Risiko {}", Choice, Ours),
    w("risk[].probability", "probability of risk {}", "Wahrscheinlichkeit von Risiko {}", Ratio, Ours),
    w("risk[].cost", "cost of risk {}", "Kosten von Risiko {}", Amount, Ours),
    w("risk[].delay_days", "delay by risk {}", "Verzögerung durch Risiko {}", Days, Ours),
    w("risk[].on", "where the delay of risk {} lands", "Ort der Verzögerung von Risiko {}", Short, Ours),
    w("risk[].bearer", "who bears risk {}", "Träger von Risiko {}", Choice, Customer),
    w("risk[].threatens", "what risk {} threatens", "Was Risiko {} bedroht", Rows, Ours),
    w(
        "activity[].treats[].probability",
        "how far {} makes it rarer",
        "wie viel seltener durch {}",
        Ratio,
        Ours,
    ),
    w("activity[].treats[].impact", "how far {} makes it milder", "wie viel milder durch {}", Ratio, Ours),
    w("activity[].treats[].evidence", "evidence for {}", "Beleg für {}", Choice, Ours),
    w("objective[].benefit_per_year", "yearly benefit of {}", "jährlicher Nutzen von {}", Amount, Ours),
    w("stakes.deadline", "your deadline", "Ihr Termin", Date, Customer),
    w("stakes.budget", "the customer's budget", "Budget des Kunden", Amount, Ours),
    w("stakes.delay_cost_per_week", "cost of a week's delay", "Kosten einer Woche Verzug", Amount, Ours),
    w("stakes.benefit_lost_months", "months of benefit lost", "verlorene Monate Nutzen", Number, Ours),
    w(
        "stakes.internal_cost",
        "the customer's internal cost of failure",
        "interne Kosten des Scheiterns",
        Amount,
        Ours,
    ),
    w("stakes.reprocurement_percent", "cost of buying again", "Kosten der Neubeschaffung", Percent, Ours),
    w("stakes.rework_percent", "our rework after failure", "unsere Nacharbeit nach Scheitern", Percent, Ours),
    w(
        "stakes.follow_on_margin",
        "margin of our next deal lost",
        "entgangene Marge des Folgeauftrags",
        Amount,
        Ours,
    ),
    w(
        "stakes.customer_day_cost",
        "cost of a day of the customer",
        "Kosten eines Tages des Kunden",
        Amount,
        Ours,
    ),
    w(
        "assumption[].owner",
        "who answers for assumption {}",
        "Verantwortung für Annahme {}",
        Choice,
        Customer,
    ),
    w(
        "assumption[].if_wrong",
        "what follows if assumption {} is wrong",
        "Folge, wenn Annahme {} falsch ist",
        Choice,
        Ours,
    ),
    w("dependency[].by", "date of: {}", "Termin von: {}", Date, Customer),
    w("dependency[].owner", "who owes: {}", "Wer schuldet: {}", Choice, Customer),
    // What the contract says.
    w("deal.number", "number", "Nummer", Short, Customer),
    w("deal.date", "date of the offer", "Datum des Angebots", Date, Customer),
    w("deal.valid_days", "days the offer stands", "Bindefrist in Tagen", Number, Customer),
    w("deal.start", "start asked for", "gewünschter Beginn", Date, Customer),
    w("customer.name", "customer", "Kunde", Short, Customer),
    w("customer.country", "country of the customer", "Land des Kunden", Short, Customer),
    w(
        "stakes.liability_cap_percent",
        "cap on liability, of the price",
        "Haftungsgrenze, vom Preis",
        Percent,
        Customer,
    ),
    w(
        "stakes.damages.percent_per_week",
        "delay damages a week",
        "Verzugspauschale je Woche",
        Percent,
        Customer,
    ),
    w("stakes.damages.cap_percent", "cap on delay damages", "Grenze der Verzugspauschale", Percent, Customer),
    w(
        "stakes.damages.grace_days",
        "days of grace before delay damages",
        "Schonfrist vor der Verzugspauschale in Tagen",
        Number,
        Customer,
    ),
    w("commercial.payment_terms_days", "days to pay an invoice", "Zahlungsziel in Tagen", Number, Customer),
    w("commercial.cap", "price not to exceed", "Obergrenze des Preises", Amount, Customer),
    w("commercial.term_months", "term in months", "Laufzeit in Monaten", Number, Customer),
    w("commercial.hours_per_month", "hours a month", "Stunden je Monat", Number, Customer),
    w("commercial.role", "role whose hours are sold", "verkaufte Rolle", Choice, Customer),
    w("commercial.expenses", "expenses", "Auslagen", Choice, Customer),
    w("commercial.expenses_cap", "cap on expenses", "Grenze der Auslagen", Amount, Customer),
    w("payment[].name", "name of payment {}", "Bezeichnung der Zahlung {}", Short, Customer),
    w("payment[].share", "share of payment {}", "Anteil der Zahlung {}", Short, Customer),
    w("payment[].due", "when payment {} is due", "Fälligkeit der Zahlung {}", Short, Customer),
    w("clauses.include", "clauses taken", "aufgenommene Klauseln", Rows, Customer),
    w("clauses.exclude", "clauses left out", "weggelassene Klauseln", Rows, Customer),
    w("clauses.set[]", "contract value {}", "Vertragswert {}", Number, Customer),
    w("clause[]", "words of clause {}", "Wortlaut der Klausel {}", Hidden, Customer),
    // What the customer is told they get.
    w("objective[].statement", "objective {}", "Ziel {}", Long, Customer),
    w("objective[].measure", "measure of objective {}", "Messgröße von Ziel {}", Long, Customer),
    w("objective[].baseline", "baseline of objective {}", "Ausgangswert von Ziel {}", Long, Customer),
    w("objective[].target", "target of objective {}", "Zielwert von Ziel {}", Long, Customer),
    w("deliverable[].name", "name of deliverable {}", "Bezeichnung von {}", Short, Customer),
    w("deliverable[].serves", "objectives that {} serves", "Ziele, denen {} dient", Rows, Customer),
    w("deliverable[].acceptance", "acceptance of {}", "Abnahmekriterium von {}", Long, Customer),
    w("deliverable[].must_have", "{} is a must", "{} ist Pflicht", YesNo, Customer),
    w("assumption[].text", "assumption {}", "Annahme {}", Long, Customer),
    w("dependency[].text", "dependency {}", "Mitwirkung {}", Long, Customer),
    w("risk[].response", "response to risk {}", "Antwort auf Risiko {}", Long, Customer),
    w("stakeholder[]", "our {}", "Unsererseits {}", Short, Customer),
    w("phase[].gate", "gate of phase {}", "Prüfpunkt der Phase {}", Long, Customer),
    w("activity[].name", "name of {}", "Bezeichnung von {}", Short, Customer),
    w("activity[].deliverable", "deliverable of {}", "Ergebnis von {}", Long, Customer),
];
