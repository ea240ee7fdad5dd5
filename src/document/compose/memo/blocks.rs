//! The memo's blocks: verdict, rules, conditions for value, what changed, risks, hash.

use super::{Memo, charts, figures};
use crate::compose::blocks::{BlockSet, Scene, tone};
use crate::compose::changes::{describe, differing, effects};
use crate::compose::own_words::own;
use crate::compose::table_builder::{Options, TableBuilder, text};
use crate::tree::{Block, Callout, Inline, Item, RowKind, Tone};
use bidwright_base::locale::Message;
use bidwright_base::words;
use bidwright_model::book::Verdict;
use bidwright_model::deal::{IfWrong, Side};
use bidwright_model::rules::{Datum, find as field};
use bidwright_review::approvals::{Given, State, Submitted};
use bidwright_review::changes::ValueKind;
use bidwright_review::funding_check;
use bidwright_review::{Fired, Ruling};
use rust_decimal::Decimal;

/// Makes the blocks of a fence; nothing if there is nothing to show.
type Make = fn(&Memo<'_>, &Scene<'_>, &Options) -> Vec<Block>;

const BLOCKS: &[(&str, Make)] = &[
    ("verdict", verdict),
    ("review-key-figures", figures::key_figures),
    ("review-figures", figures::figures),
    ("rules-fired", rules_fired),
    ("must-be-true", must_be_true),
    ("what-changed", what_changed),
    ("changed-words", changed_words),
    ("margin-risks", margin_risks),
    ("price-build-up", charts::price_build_up),
    ("frontier", charts::frontier),
    ("margin-heat", charts::margin_heat),
    ("no-add-on", no_add_on),
    ("material-hash", material_hash),
];

/// The blocks of the memo, and all that customers' documents have.
pub(super) struct MemoBlocks<'a> {
    pub(super) memo: &'a Memo<'a>,
    pub(super) scene: &'a Scene<'a>,
}

impl BlockSet for MemoBlocks<'_> {
    fn make(&self, name: &str, options: &Options) -> Option<Vec<Block>> {
        let found = BLOCKS.iter().find(|(known, _)| *known == name);
        match found {
            Some((_, make)) => Some(make(self.memo, self.scene, options)),
            None => self.scene.make(name, options),
        }
    }

    fn names(&self) -> Vec<&'static str> {
        let own = BLOCKS.iter().map(|(name, _)| *name);
        own.chain(self.scene.names()).collect()
    }
}

/// Most entries of a list before it is cut: the memo has two pages.
const MOST: usize = 5;
/// Most changed sentences listed, and most characters of each.
const MOST_SENTENCES: (usize, usize) = (4, 160);
/// Most changes listed.
const MOST_CHANGES: usize = 12;

/// The answer and who must act on it.
fn verdict(memo: &Memo<'_>, scene: &Scene<'_>, _: &Options) -> Vec<Block> {
    let review = memo.review;
    let open = memo.approval_statuses.iter().filter(|one| !one.is_approved()).map(|one| one.role.as_str());
    let approvers = scene.locale.list(&words::unique(open));
    let count =
        |verdict| -> Decimal { review.fired.iter().filter(|fired| fired.verdict == verdict).count().into() };
    let (kind, sentence) = match review.ruling {
        Ruling::Clear if memo.approved() => (Callout::Note, Message::MemoClear),
        Ruling::Approve if memo.approved() => (Callout::Note, Message::MemoApproved),
        Ruling::Clear | Ruling::Approve => {
            let count = count(Verdict::Approve) + Decimal::from(u8::from(memo.words.0));
            (Callout::Important, Message::MemoApprove { approvers: &approvers, count })
        }
        Ruling::Block => (Callout::Caution, Message::MemoBlock { count: count(Verdict::Block) }),
    };
    let mut sentences = vec![scene.text(sentence)];
    sentences.extend(memo.submitted.as_ref().map(|submitted| submission(submitted, scene)));
    vec![Block::Callout {
        kind,
        title: vec![Inline::Text(scene.text(memo.verdict()))],
        blocks: vec![Block::Paragraph(vec![Inline::Text(sentences.join(" "))])],
    }]
}

/// Who submitted the deal, and whether it has changed since.
fn submission(submitted: &Submitted<'_>, scene: &Scene<'_>) -> String {
    let draft = &submitted.record.draft;
    let (name, date) = (draft.name.as_str(), &scene.locale.short_date(draft.date));
    if submitted.changed.is_empty() {
        scene.text(Message::MemoSubmitted { name, date })
    } else {
        let what = &words::list(&submitted.changed);
        scene.text(Message::MemoSubmittedOther { name, date, what })
    }
}

/// Each rule that fired, with the figure that fired it and who must approve.
fn rules_fired(memo: &Memo<'_>, scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let mut table = scene.table([
        Message::MemoRulesAsks,
        Message::MemoRulesRule,
        Message::MemoRulesSays,
        Message::MemoRulesSaw,
    ]);
    for fired in &memo.review.fired {
        let asks = match (&fired.verdict, &fired.approver) {
            (Verdict::Note, _) => scene.text(Message::MemoAsksNote),
            (Verdict::Block, _) => scene.text(Message::MemoAsksBlock),
            (Verdict::Approve, approver) => {
                let role = approver.as_deref().unwrap_or_default();
                scene.text(Message::MemoAsksApproval { role, state: &approval_of(memo, scene, &fired.rule) })
            }
        };
        table.row([text(asks), text(&fired.rule), text(&fired.message), text(figures_read(scene, fired))]);
    }
    table.finish(options, "rules-fired")
}

/// Whether a rule has its approval.
fn approval_of(memo: &Memo<'_>, scene: &Scene<'_>, rule: &str) -> String {
    let locale = scene.locale;
    let day = |given: &Given| locale.short_date(given.on);
    let approval_status = memo.approval_statuses.iter().find(|one| one.rule == rule);
    match approval_status.map(|one| &one.state) {
        None | Some(State::Open) => scene.text(Message::MemoApprovalOpen),
        Some(State::Approved(given)) => {
            scene.text(Message::MemoApprovalGiven { name: &given.by, date: &day(given) })
        }
        Some(State::Expired(given)) => {
            scene.text(Message::MemoApprovalExpired { name: &given.by, date: &day(given) })
        }
        Some(State::Reopened { given, why }) => {
            scene.text(Message::MemoApprovalReopened { name: &given.by, date: &day(given), why })
        }
    }
}

/// "discount percent 12 %; payment terms days 45". Of a long list, how long it is.
fn figures_read(scene: &Scene<'_>, fired: &Fired) -> String {
    let figures = fired.figures.iter().filter_map(|(path, datum)| {
        let name = path.rsplit('.').next().unwrap_or(path).replace('_', " ");
        Some(match datum {
            Datum::Texts(texts) if texts.len() > MOST => {
                format!("{name} {}", scene.text(Message::MemoEntries { count: texts.len().into() }))
            }
            _ => format!("{name} {}", datum.shown(field(path)?.kind)),
        })
    });
    figures.collect::<Vec<_>>().join("; ")
}

/// What the figures rest on.
fn must_be_true(memo: &Memo<'_>, scene: &Scene<'_>, _: &Options) -> Vec<Block> {
    let offer = scene.offer;
    let locale = scene.locale;
    let mut items: Vec<String> = figures::within_base(memo, scene).into_iter().collect();
    let at_risk: Vec<_> = offer.assumptions.iter().filter(|one| one.if_wrong == IfWrong::AtOurRisk).collect();
    for one in at_risk.iter().take(MOST) {
        items.push(scene.text(Message::MemoAtOurRisk { id: &one.id.value, assumption: &one.text }));
    }
    let mut theirs: Vec<_> = offer.dependencies.iter().filter(|one| one.owner == Side::Customer).collect();
    theirs.sort_by_key(|one| one.by.as_ref().map(|by| by.value));
    for one in theirs.iter().take(MOST) {
        let what = &one.text.value;
        items.push(match &one.by {
            Some(by) => scene.text(Message::MemoCustomerBy { date: &locale.short_date(by.value), what }),
            None => scene.text(Message::MemoCustomerUndated { what }),
        });
    }
    let left = at_risk.len().saturating_sub(MOST) + theirs.len().saturating_sub(MOST);
    if left > 0 {
        items.push(scene.text(Message::MemoMoreInDeal { left: &left.to_string() }));
    }
    let items = items.into_iter().map(|words| Item { task: None, blocks: text(words) }).collect();
    vec![Block::List { start: None, tight: true, items }]
}

/// Material changes since the last revision, then what became of price, margin, date and success.
fn what_changed(memo: &Memo<'_>, scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let Some((before, this, changes)) = &memo.changed else { return Vec::new() };
    let locale = scene.locale;
    let mut table = scene.table([
        Message::MemoChangesTouches,
        Message::MemoChangesWhat,
        Message::MemoChangesBefore,
        Message::MemoChangesAfter,
    ]);
    let made: Vec<_> = changes.iter().filter(|change| !change.derived).collect();
    for change in made.iter().take(MOST_CHANGES) {
        let touches = words::list(&change.touches.iter().map(|touch| touch.word()).collect::<Vec<_>>());
        let wording = describe(locale, this.currency, change);
        let (before, after) = differing(&wording.before, &wording.after);
        let (before, after) = match change.kind {
            ValueKind::Short | ValueKind::Long => (own(&before), own(&after)),
            _ => (before, after),
        };
        table.row([text(touches), text(wording.what), text(before), text(after)]);
    }
    if let Some(more) = made.len().checked_sub(MOST_CHANGES).filter(|more| *more > 0) {
        let rest = scene.text(Message::MemoChangesMore { left: &more.to_string() });
        table.row([text(""), text(rest), text(""), text("")]);
    }
    if !made.is_empty() {
        table.group(scene.text(Message::MemoChangesEffects));
    }
    for effect in effects(locale, before, this) {
        let after = if effect.before == effect.after || effect.change.is_empty() {
            effect.after
        } else {
            format!("{} ({})", effect.after, effect.change)
        };
        table.row([text(""), text(effect.figure), text(effect.before), text(after)]);
    }
    table.finish(options, "what-changed")
}

/// Sentences the customer would read that are not those that were approved.
fn changed_words(memo: &Memo<'_>, scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let (other, changes) = memo.words;
    if changes.is_empty() {
        let words = other.then(|| text(scene.text(Message::MemoWordsLook)));
        return words.unwrap_or_default();
    }
    let (most, longest) = MOST_SENTENCES;
    let mut table =
        scene.table([Message::MemoWordsDocument, Message::MemoWordsBefore, Message::MemoWordsAfter]);
    let side = |text: &Option<String>| words::shortened(text.as_deref().unwrap_or_default(), longest);
    for change in changes.iter().take(most) {
        table.row([text(&change.document), text(side(&change.before)), text(side(&change.after))]);
    }
    if let Some(more) = changes.len().checked_sub(most).filter(|more| *more > 0) {
        let rest = scene.text(Message::MemoWordsMore { left: &more.to_string() });
        table.row([text(""), text(rest), text("")]);
    }
    table.finish(options, "changed-words")
}

/// The risks that would take most of the margin.
fn margin_risks(memo: &Memo<'_>, scene: &Scene<'_>, options: &Options) -> Vec<Block> {
    let offer = memo.offer;
    let locale = scene.locale;
    let mut table = TableBuilder::new([
        String::new(),
        scene.text(Message::MemoRisksRisk),
        scene.text(Message::ColumnChance),
        scene.in_currency(Message::MemoRisksCost),
        scene.text(Message::MemoRisksPoints),
    ])
    .figures([2, 3, 4]);
    let threats = bidwright_review::figures(&offer.deal, &offer.book, &offer.quote).threats;
    for threat in threats {
        let risk = &offer.deal.risks[threat.risk];
        table.add(
            RowKind::Body,
            [
                text(&risk.id.value),
                text(own(&risk.name)),
                text(locale.percent(risk.chance())),
                text(locale.number(threat.cost.amount().round())),
                text(locale.number(threat.points.0)),
            ],
        );
        table.tones([Tone::None, Tone::None, tone(risk.likelihood())]);
    }
    table.finish(options, "margin-risks")
}

/// The certificate that delivery management is in the price, with what of it is internal; or that it does not hold.
fn no_add_on(memo: &Memo<'_>, scene: &Scene<'_>, _: &Options) -> Vec<Block> {
    let locale = scene.locale;
    let words = match funding_check::certificate(memo.offer) {
        Some(held) => {
            let sentence = scene.text(Message::Certificate { count: held.activities.into() });
            let (hours, days) = (&locale.number(held.hours), &locale.days(held.days.0));
            let price = &scene.localized().plain_money(held.price);
            let mut words = format!("{sentence} {}", scene.text(Message::MemoInPrice { hours, days, price }));
            if let Some(told) = held.told {
                let told = &locale.days(told.0);
                words = format!("{words} {}", scene.text(Message::MemoTold { told }));
            }
            words
        }
        None => scene.text(Message::MemoNoCertificate),
    };
    let label = scene.text(Message::MemoNoAddOn);
    vec![Block::Paragraph(vec![Inline::Strong(vec![Inline::Text(label)]), Inline::Text(format!(" {words}"))])]
}

/// What an approval is good for.
fn material_hash(memo: &Memo<'_>, scene: &Scene<'_>, _: &Options) -> Vec<Block> {
    let words = scene.text(Message::MemoMaterialHash);
    let hash = &memo.review.hash;
    vec![Block::Fine(vec![Block::Paragraph(vec![
        Inline::Text(format!("{words} ")),
        Inline::Code(hash.clone()),
    ])])]
}
