//! What a failed delivery costs each party, with how each line is worked out.

use std::fmt::Write as _;

use super::Page;
use crate::report::figure::wrapped;
use crate::report::table::TerminalTable;
use bidwright_base::words;
use bidwright_economics::value::{Party, PmoValue, Source};
use bidwright_service::value::{formula, sources};

impl Page<'_> {
    pub(super) fn exposure(&self, pmo_value: &PmoValue) -> String {
        let exposure = &pmo_value.exposure;
        let mut text = String::new();
        for (party, name) in [(&exposure.customer, "the customer"), (&exposure.supplier, "us")] {
            let head = [
                format!("a failed delivery costs {name}"),
                "worked out as".into(),
                "low".into(),
                "likely".into(),
                "high".into(),
            ];
            let head: Vec<&str> = head.iter().map(String::as_str).collect();
            let mut table = TerminalTable::new(&head, 2);
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
        if let Some([low, likely, high]) = exposure.week_late {
            let [low, likely, high] = [low, likely, high].map(|amount| self.locale.amount(amount));
            let _infallible = writeln!(
                text,
                "\nEach week late costs the customer {low} to {high}, likely {likely}; no part of the sums above."
            );
        }
        if let Some(transfer) = exposure.transfer {
            let _infallible = writeln!(
                text,
                "Delay damages move at most {} from us to the customer; in neither sum.",
                self.locale.amount(transfer)
            );
        }
        let liability = match exposure.liability {
            Some(cap) => format!("Our liability ends at {}.", self.locale.amount(cap)),
            None => "Our liability has no cap.".to_owned(),
        };
        let lines = exposure.customer.lines.iter().chain(&exposure.supplier.lines);
        let stated = words::unique(lines.flat_map(|line| sources(self.offer, &line.what)));
        let remark = format!(
            "{liability} A cap does not hold for deceit or wilful default. Sources: {}.",
            stated.join("; ").trim_end_matches('.')
        );
        let _infallible = writeln!(text, "{}", wrapped(&remark));
        text
    }

    fn expected(&self, party: &Party) -> String {
        match party.expected {
            Some(mean) => format!(
                " expected when it fails without the office: {} ± {}\n",
                self.money(mean),
                self.error(mean.se)
            ),
            None => " expected when it fails: too few failures to estimate\n".to_owned(),
        }
    }
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
