//! Which texts of a deal are somebody's own words: all that people wrote to be read.

use bidwright_base::source::Placed;
use bidwright_model::deal::Deal;

use super::own;

/// The deal with everything in it that is printed as written marked as own words. Ids and words of the program
/// are not, for they are looked up. The customer's context is Markdown: it is marked when it is read.
#[must_use]
pub fn marked(deal: &Deal) -> Deal {
    let mut deal = deal.clone();
    let head = &mut deal.head;
    placed([&mut head.number, &mut head.title]);
    placed(head.reason.iter_mut().chain(&mut head.owner));
    let customer = &mut deal.customer;
    placed([&mut customer.name]);
    texts([&mut customer.contact, &mut customer.role, &mut customer.address].into_iter().flatten());
    for one in &mut deal.stakeholders {
        placed([&mut one.name]);
        texts(&mut one.title);
    }
    for one in &mut deal.objectives {
        texts([&mut one.statement]);
        texts([&mut one.measure, &mut one.baseline, &mut one.target, &mut one.source].into_iter().flatten());
    }
    for one in &mut deal.deliverables {
        texts([&mut one.name]);
        placed(&mut one.acceptance);
    }
    texts(deal.work.iter_mut().map(|one| &mut one.name));
    for one in &mut deal.options {
        texts([&mut one.name]);
        texts(&mut one.pitch);
    }
    texts(deal.purchases.iter_mut().map(|one| &mut one.name));
    for one in &mut deal.risks {
        texts([&mut one.name]);
        texts([&mut one.response, &mut one.early_sign].into_iter().flatten());
    }
    texts(deal.assumptions.iter_mut().map(|one| &mut one.text));
    placed(&mut deal.exclusions);
    placed(deal.dependencies.iter_mut().map(|one| &mut one.text));
    texts(deal.stakes.iter_mut().filter_map(|stakes| stakes.source.as_mut()));
    placed(deal.commercial.discount.iter_mut().map(|discount| &mut discount.reason));
    texts(deal.payments.iter_mut().map(|one| &mut one.name));
    deal
}

fn placed<'d>(all: impl IntoIterator<Item = &'d mut Placed<String>>) {
    texts(all.into_iter().map(|one| &mut one.value));
}

fn texts<'d>(all: impl IntoIterator<Item = &'d mut String>) {
    all.into_iter().for_each(|text| *text = own(text));
}
