//! Material fields that come from the library: what is charged for, what governance is promised, and
//! the words of the contract.

use super::Facts;
use bidwright_base::digest::sha256;
use bidwright_economics::offer::Offer;

impl Facts {
    pub(super) fn offered(&mut self, offer: &Offer) {
        self.quote(offer);
        self.put("plan.start", offer.plan.start);
        self.put("plan.finish", offer.plan.finish);
        self.governance(offer);
        // The whole library, since which clauses apply follows from conditions of their own.
        for (id, clause) in &offer.book.clauses {
            let words = clause.body.split_whitespace().collect::<Vec<_>>().join(" ");
            let values = clause.values.iter().map(|(name, value)| format!(" {name}={}", value.normalize()));
            let taken = format!("{} {} {}", clause.title, clause.required, clause.when.join(" "));
            let text = format!("{taken}{}\n{words}", values.collect::<String>());
            self.put(format!("clause[{id}]"), sha256(text.as_bytes()));
        }
    }

    /// Rate cards, taxes and exchange rates matter as far as they make the price.
    fn quote(&mut self, offer: &Offer) {
        let quote = &offer.quote;
        let totals = &quote.totals;
        for (key, amount) in [
            ("cost", totals.cost),
            ("contingency", totals.contingency),
            ("price", totals.price),
            ("net", totals.net),
            ("tax", totals.tax),
        ] {
            self.put(format!("quote.{key}"), amount);
        }
        for line in &quote.lines {
            let name = format!("line[{}]", line.id);
            self.maybe(format!("{name}.days"), line.days);
            self.put(format!("{name}.cost"), line.cost);
            self.put(format!("{name}.price"), line.price);
        }
        for option in &quote.options {
            let id = &offer.deal.options[option.option].id.value;
            self.put(format!("option[{id}].net"), option.net);
        }
    }

    fn governance(&mut self, offer: &Offer) {
        let methodology = &offer.book.methodology;
        for phase in &methodology.phases {
            self.words(format!("phase[{}].gate", phase.id), &phase.gate);
        }
        for counted in &offer.plan.governance.activities {
            let activity = &methodology.activities[counted.activity];
            let name = format!("activity[{}]", activity.id.value);
            self.words(format!("{name}.name"), &activity.name);
            self.words(format!("{name}.deliverable"), &activity.deliverable);
            self.put(format!("{name}.count"), counted.count);
            self.maybe(format!("{name}.customer_effort"), activity.customer_effort.map(|days| days.value));
            for treatment in &activity.treats {
                let name = format!("{name}.treats[{}]", methodology.failures[treatment.failure].id);
                self.number(format!("{name}.probability"), treatment.probability);
                self.number(format!("{name}.impact"), treatment.impact);
                self.put(format!("{name}.evidence"), treatment.evidence.word());
            }
        }
        let pmo = &offer.book.pmo;
        let overlap = pmo.overlap.map(|part| part.normalize().to_string()).join(" ");
        self.put("office.overlap", overlap);
        self.number("office.overlap_decay", pmo.overlap_decay.value);
        self.number("office.p_min", pmo.p_min);
    }
}
