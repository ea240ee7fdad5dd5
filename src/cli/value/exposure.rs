//! What a failed delivery costs each party, with how each line is worked out.

use std::fmt::Write as _;

use super::Page;
use crate::figure::wrapped;
use crate::table::Sheet;
use bidwright_base::locale::Locale;
use bidwright_economics::offer::Offer;
use bidwright_economics::value::{Line, Party, Source, Worth};
use bidwright_model::deal::ThreePoint;

impl Page<'_> {
    pub(super) fn exposure(&self, worth: &Worth) -> String {
        let sheet = &worth.exposure;
        let mut text = String::new();
        for (party, name) in [(&sheet.customer, "the customer"), (&sheet.supplier, "us")] {
            let head = [
                format!("a failed delivery costs {name}"),
                "worked out as".into(),
                "low".into(),
                "likely".into(),
                "high".into(),
            ];
            let head: Vec<&str> = head.iter().map(String::as_str).collect();
            let mut table = Sheet::new(&head, 2);
            for line in &party.lines {
                let amounts = line.amounts.map(|amount| self.locale.amount(amount));
                table.row(
                    &[vec![title(&line.what).to_owned(), formula(self.offer, line)], amounts.to_vec()]
                        .concat(),
                );
            }
            let sums = [party.low, party.likely, party.high].map(|amount| self.locale.amount(amount));
            table.row(
                &[vec!["in all, at an outright failure".to_owned(), String::new()], sums.to_vec()].concat(),
            );
            let _infallible = write!(text, "\n{table}{}", self.expected(party));
        }
        if let Some([low, likely, high]) = sheet.week_late {
            let [low, likely, high] = [low, likely, high].map(|amount| self.locale.amount(amount));
            let _infallible = writeln!(
                text,
                "\nEach week late costs the customer {low} to {high}, likely {likely}; no part of the sums above."
            );
        }
        if let Some(transfer) = sheet.transfer {
            let _infallible = writeln!(
                text,
                "Delay damages move at most {} from us to the customer; in neither sum.",
                self.locale.amount(transfer)
            );
        }
        let liability = match sheet.liability {
            Some(cap) => format!("Our liability ends at {}.", self.locale.amount(cap)),
            None => "Our liability has no cap.".to_owned(),
        };
        let lines = sheet.customer.lines.iter().chain(&sheet.supplier.lines);
        let mut sources: Vec<String> = Vec::new();
        for source in lines.flat_map(|line| sources_of(self.offer, &line.what)) {
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        let said = format!(
            "{liability} A cap does not hold for deceit or wilful default. Sources: {}.",
            sources.join("; ").trim_end_matches('.')
        );
        let _infallible = writeln!(text, "{}", wrapped(&said));
        text
    }

    fn expected(&self, party: &Party) -> String {
        match party.expected {
            Some(mean) => format!(
                " expected when it fails without the office: {} ± {}\n",
                self.money(mean),
                self.error(mean.se)
            ),
            None => " expected when it fails: too few failures to say\n".to_owned(),
        }
    }
}

/// How a line is worked out, in words.
pub(crate) fn formula(offer: &Offer, line: &Line) -> String {
    let locale = Locale::of(&offer.deal.head.language.value);
    let net = locale.amount(offer.quote.totals.net);
    let range = |points: &ThreePoint| {
        let [low, likely, high] =
            [points.low, points.likely, points.high].map(|point| locale.number(point.normalize()));
        if points.is_constant() { likely } else { format!("{low} / {likely} / {high}") }
    };
    match &line.what {
        Source::Reprocurement { percent } | Source::Rework { percent } => {
            format!("{} % of the net price of {net}", range(percent))
        }
        Source::Internal | Source::FollowOn => "as stated".to_owned(),
        Source::Benefit { months, per_year, objectives } => {
            let ids: Vec<&str> =
                objectives.iter().map(|at| offer.deal.objectives[*at].id.value.as_str()).collect();
            format!(
                "{} months of {} a year ({})",
                range(months),
                locale.number(per_year.normalize()),
                bidwright_base::words::list(&ids)
            )
        }
    }
}

/// Who stated what a line rests on: the stakes' source, and of benefits each objective's own.
pub(crate) fn sources_of(offer: &Offer, what: &Source) -> Vec<String> {
    let stakes = offer.deal.stakes.as_ref().and_then(|stakes| stakes.source.clone());
    let mut sources = vec![stakes.unwrap_or_else(|| "nobody is named for the stakes".to_owned())];
    if let Source::Benefit { objectives, .. } = what {
        sources.extend(objectives.iter().map(|at| {
            let objective = &offer.deal.objectives[*at];
            let said = objective.source.as_deref().unwrap_or("nobody is named");
            format!("{}: {said}", objective.id.value)
        }));
    }
    sources
}

fn title(source: &Source) -> &'static str {
    match source {
        Source::Reprocurement { .. } => "another supplier",
        Source::Internal => "own effort wasted",
        Source::Benefit { .. } => "benefit lost",
        Source::Rework { .. } => "doing it again",
        Source::FollowOn => "the next deal, lost",
    }
}
