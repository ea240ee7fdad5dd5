//! The answer in words: whether the office pays, and what to do instead.

use super::Page;
use crate::report::figure::probability;
use bidwright_base::simulated::Simulated;
use bidwright_economics::value::lean::Lean;
use bidwright_economics::value::{Payback, PmoValue, Verdict};
use bidwright_service::value::{budget_headroom_spent, counted_by_activity};

impl Page<'_> {
    /// The answer, in words.
    pub(super) fn answer(&self, pmo_value: &PmoValue) -> Vec<String> {
        let net = pmo_value.customer.value;
        let (amount, error) = (self.money(Simulated { value: net.value.abs(), ..net }), self.error(net.se));
        let cost = self.locale.amount(self.value_analysis.value.office.increment);
        let mut remarks = match pmo_value.payback() {
            Payback::Pays => vec![format!(
                "The delivery office pays for itself: it costs the customer {cost} beyond the mandatory activities and saves \
                 {amount} more than that on average (± {error})."
            )],
            Payback::CostsMore => vec![format!(
                "For this deal the delivery office costs more than it saves at the failure cost you gave us: it costs {cost} \
                 beyond the mandatory activities, {amount} more than it saves on average (± {error})."
            )],
            Payback::Undecided => vec![format!(
                "Whether the delivery office pays for itself cannot be decided: it costs {cost} beyond the mandatory activities, \
                 and what it saves is within two standard errors of that ({} ± {error} net).",
                self.money(net)
            )],
        };
        match pmo_value.verdict {
            Verdict::Lighter | Verdict::OnlyLighter => remarks.push(self.lighter(&pmo_value.lean)),
            Verdict::NotWorthIt => remarks.push(
                "No lighter set pays either. Keep the mandatory activities alone, or find out what a failure really costs."
                    .to_owned(),
            ),
            Verdict::WorthIt | Verdict::Undecided => {}
        }
        if let Some(counted) = self.counted(pmo_value) {
            remarks.push(counted);
        }
        if let Some([with, without]) = budget_headroom_spent(self.value_analysis) {
            remarks.push(format!(
                "The office spends headroom in the budget ({} of deliveries stay within it, {} without); it does not make the \
                 delivery less likely to succeed.",
                probability(self.locale, with),
                probability(self.locale, without)
            ));
        }
        remarks
    }

    /// Of an office that is priced as a whole: what the same activities would cost one by one.
    fn counted(&self, pmo_value: &PmoValue) -> Option<String> {
        let (cost, net) = counted_by_activity(self.offer, pmo_value)?;
        Some(format!(
            "This office, `{}`, is priced as a whole. Counted by activity, as every set below is, the same activities would \
             cost the customer {} and be worth {} (± {}).",
            self.offer.book.pmo.id,
            self.whole(cost),
            self.money(net),
            self.error(net.se),
        ))
    }

    /// What to recommend instead.
    fn lighter(&self, lean: &Lean) -> String {
        let out: Vec<&str> = lean.left_out().map(|at| self.activity(at)).collect();
        let more: Vec<&str> = lean.taken_up().map(|at| self.activity(at)).collect();
        let listed = |word: &str, names: &[&str]| {
            if names.is_empty() {
                String::new()
            } else {
                format!(" {word} {}", bidwright_base::words::list(names))
            }
        };
        let (out, more) = (listed("without", &out), listed("with", &more));
        format!(
            "We recommend the lighter set{out}{more}: it costs {} beyond the mandatory activities and is worth {} more \
             (± {}). `--apply-leanest` prints the table for the deal.",
            self.whole(lean.leanest.cost),
            self.money(lean.saved),
            self.error(lean.saved.se),
        )
    }
}
