//! The assumptions of ours that this offer's figures stand on, each with its value (MODEL 17).

use rust_decimal::Decimal;

use super::Scene;
use crate::compose::sheet::{Options, Sheet, text};
use crate::tree::Block;
use bidwright_base::quantity::Percent;
use bidwright_economics::forecast;
use bidwright_model::book::Evidence;
use bidwright_model::deal::{Bearer, CustomerPmo};

/// What is assumed, at which value, and what would replace it. Only what this offer uses.
pub(super) fn assumptions_of_ours(scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let Some((appraisal, worth)) = scene.seen.worth() else {
        return Vec::new();
    };
    let say = |english, german| scene.say(english, german);
    let locale = scene.seen.locale;
    let (deal, book) = (&scene.seen.offer.deal, &scene.seen.offer.book);
    let number = |value: Decimal| locale.number(value.normalize());
    let mut sheet = Sheet::new([
        say("Our assumption", "Unsere Annahme"),
        say("Value", "Wert"),
        say("What would replace it", "Was sie ersetzen würde"),
    ]);
    let mut row = |what: &str, value: String, by: &str| sheet.row([text(what), text(value), text(by)]);

    row(
        say(
            "How much all estimates move together; more within a stream",
            "Gemeinsame Bewegung aller Schätzungen; mehr im selben Strang",
        ),
        format!(
            "{}; {}",
            number(deal.estimate.correlation.value),
            number(deal.estimate.stream_correlation.value)
        ),
        say("The errors of our past estimates", "Die Fehler unserer früheren Schätzungen"),
    );
    let grades = [Evidence::A, Evidence::B, Evidence::C, Evidence::None].map(|grade| {
        let name = if grade == Evidence::None { say("none", "keiner") } else { grade.word() };
        format!("{name} {}", number(grade.weight()))
    });
    row(
        say(
            "How much of a stated effect counts, by its grade of evidence",
            "Wie viel einer angegebenen Wirkung zählt, je Beleggrad",
        ),
        grades.join(", "),
        say("Measured effects of our own", "Eigene gemessene Wirkungen"),
    );
    row(
        say(
            "What a further activity on the same failure adds",
            "Was eine weitere Aktivität gegen dasselbe Scheitern bringt",
        ),
        number(*book.pmo.overlap_decay),
        say("Structured judgement of experts", "Strukturiertes Expertenurteil"),
    );
    if deal.customer.pmo != CustomerPmo::None {
        let share = Decimal::from_f64_retain(forecast::overlap(deal, book)).unwrap_or_default().round_dp(4);
        row(
            say(
                "How much of it your own project organisation does already",
                "Wie viel davon Ihre eigene Projektorganisation schon leistet",
            ),
            locale.percent(Percent((share * Decimal::ONE_HUNDRED).normalize())),
            say("A talk with your project office", "Ein Gespräch mit Ihrem Projektbüro"),
        );
    }
    row(
        say(
            "How severe a risk must be to defeat acceptance",
            "Wie schwer ein Risiko sein muss, um die Abnahme zu verhindern",
        ),
        say("the worst fifth of its range", "das schwerste Fünftel seiner Spanne").to_owned(),
        say("Your own record of acceptance", "Ihre bisherigen Abnahmen"),
    );
    if deal.risks.iter().any(|risk| risk.bearer == Bearer::Shared) {
        row(
            say("Who bears a shared risk", "Wer ein geteiltes Risiko trägt"),
            say("half each", "je zur Hälfte").to_owned(),
            say("The contract", "Der Vertrag"),
        );
    }
    if worth.exposure.transfer.is_some() {
        row(
            say(
                "What you recover from us beyond delay damages",
                "Was Sie von uns über die Verzugsentschädigung hinaus erhalten",
            ),
            say("nothing", "nichts").to_owned(),
            say("Legal advice", "Rechtsberatung"),
        );
    }
    if deal.stakes.as_ref().is_some_and(|stakes| stakes.customer_day_cost.is_none()) {
        row(
            say("What a day of your own people is worth", "Was ein Tag Ihrer Leute wert ist"),
            say("as much as one of ours", "so viel wie einer von uns").to_owned(),
            say("Your figure", "Ihre Angabe"),
        );
    }
    if let Some(tail) = &deal.estimate.tail {
        let share = locale.percent(Percent(tail.weight.0.normalize()));
        let (least, exit) = (number(tail.least_ratio), number(tail.exit_ratio));
        row(
            say("Deliveries that go wrong altogether", "Lieferungen, die ganz misslingen"),
            match locale.is_german() {
                true => format!("{share}, zum {least}- bis {exit}-Fachen des Plans"),
                false => format!("{share}, at {least} to {exit} times the plan"),
            },
            say("Our own ratios of actual to estimate", "Unsere eigenen Verhältnisse von Ist zu Schätzung"),
        );
    }
    let doubt = &appraisal.uncertainty;
    row(
        say(
            "How unsure effects, likelihoods and correlation are",
            "Wie unsicher Wirkungen, Wahrscheinlichkeiten und Korrelation sind",
        ),
        format!(
            "{} {}",
            say(
                "as if from ten observations each; correlation",
                "wie aus je zehn Beobachtungen; Korrelation"
            ),
            format_args!(
                "{} {} {}",
                number(Decimal::new(1, 1)),
                say("to", "bis"),
                number(Decimal::new(4, 1))
            )
        ),
        &format!(
            "{} ({} × {})",
            say("More draws and our own records", "Mehr Ziehungen und eigene Daten"),
            locale.whole(doubt.draws.into()),
            locale.whole(doubt.iterations.into())
        ),
    );
    if let Some(office) = scene.view.office.as_ref().filter(|office| office.record.is_none()) {
        row(
            say(
                "A sceptical view of what delivery management does to the odds of success, printed to compare",
                "Eine skeptische Sicht auf die Wirkung von Projektsteuerung auf die Erfolgschancen, zum Vergleich",
            ),
            format!("{}, {}", office.odds_expected, say("nine in ten", "neun von zehn")),
            say("Our record of projects with and without", "Unsere Projekte mit und ohne"),
        );
    }
    row(
        say("A week and a month", "Eine Woche und ein Monat"),
        say("5 and 21 working days", "5 und 21 Arbeitstage").to_owned(),
        say("The calendar", "Der Kalender"),
    );
    sheet.finish(options, "assumptions-of-ours")
}
