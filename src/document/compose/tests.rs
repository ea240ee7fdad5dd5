//! Whole documents from whole deals.

use std::sync::LazyLock;

use super::*;
use crate::tree::Block;
use crate::tree::walk;
use bidwright_economics::forecast::ForecastSummary;
use bidwright_economics::offer::Offer;
use bidwright_economics::plan::{Planned, Scope, plan};
use bidwright_economics::price::{OptionPrice, Reserve, Simulated, price};
use bidwright_input::{Library, Project, check};
use bidwright_model::book::Rows;
use bidwright_model::deal::Deal;

#[path = "../../../tests/built_in/files.rs"]
mod built_in;

/// The library of this repository.
pub(super) static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::embedded(built_in::files()));

/// A deal read over the built-in library.
pub(super) struct Case {
    pub(super) project: Project,
    pub(super) offer: Offer,
    /// Its deal with own words marked.
    deal: Deal,
}

/// Those that need no value analysis.
pub(super) const BOTH: [DocumentKind; 2] = [DocumentKind::Proposal, DocumentKind::StatementOfWork];

pub(super) const SAMPLES: [&str; 3] = [
    include_str!("../../../samples/order-to-cash/deal.toml"),
    include_str!("../../../samples/claims-portal/deal.toml"),
    include_str!("../../../samples/service-desk/deal.toml"),
];

pub(super) fn read(deal: &str) -> Case {
    case(Project::from_text(&LIBRARY, deal))
}

pub(super) fn case(project: Project) -> Case {
    let mut diags = Diags::default();
    let checked =
        check(&project, &mut diags).unwrap_or_else(|| panic!("{:#?}", diags.sorted(&project.sources)));
    let (deal, book, theme) = (checked.deal, checked.book, checked.theme);
    let currency = deal.head.currency.value;
    let simulated = Simulated {
        reserve: Some(Reserve {
            amount: currency.round(20_000.into()),
            error: currency.zero(),
            between: None,
        }),
        p80_uncapped: Some(currency.round(900_000.into())),
        ..Simulated::default()
    };
    let base = plan(&deal, &book, Scope::OFFER);
    let mut quote = price(Planned { deal: &deal, book: &book, plan: &base }, &simulated);
    for option in deal.options.indices() {
        let with = plan(&deal, &book, Scope::with_option(option));
        let priced = price(Planned { deal: &deal, book: &book, plan: &with }, &simulated);
        quote.options.push(OptionPrice {
            option,
            net: priced.totals.net - quote.totals.net,
            total_with: priced.totals.net,
            pmo_price: priced.totals.pmo_price - quote.totals.pmo_price,
            net_standard_error: None,
            finish: with.finish,
            with: None,
        });
    }
    let forecast_summary = ForecastSummary {
        iterations: deal.estimate.iterations,
        seed: deal.estimate.seed,
        finish: Some((base.finish, base.finish)),
        billed: None,
    };
    let offer = Offer {
        deal,
        book,
        theme,
        plan: base,
        quote,
        forecast_summary,
        value_analysis: None,
        earlier: Vec::new(),
    };
    let deal = crate::compose::own_words::marked(&offer.deal);
    Case { project, offer, deal }
}

impl Case {
    /// What the customer may know of it.
    pub(super) fn customer_offer(&self) -> CustomerOffer<'_> {
        CustomerOffer::with_texts_of(&self.offer, &self.deal)
    }

    pub(super) fn templates(&self) -> Templates<'_> {
        let below = |folder| self.project.below(folder);
        let files = below("templates/documents/").chain(below("templates/clauses/"));
        Templates::new(files.map(|(path, file)| {
            let name = path.strip_prefix("templates/documents/").unwrap_or(path);
            (name, &*self.project.sources[file].text, file)
        }))
    }

    pub(super) fn compose(&self, kind: DocumentKind) -> Result<Document, Vec<String>> {
        let mut diags = Diags::default();
        let document = compose(&self.customer_offer(), kind, &self.templates(), &mut diags);
        let findings = diags
            .sorted(&self.project.sources)
            .into_iter()
            .map(|d| {
                let place = d.place.map_or_else(String::new, |place| {
                    let (line, column) = self.project.sources.line_column(place);
                    format!("{}:{line}:{column} ", self.project.sources[place.file].path)
                });
                format!("{place}{}: {} ({})", d.code, d.message, d.hint.as_deref().unwrap_or_default())
            })
            .collect::<Vec<_>>();
        match document {
            Some(document) if findings.is_empty() => Ok(document),
            _ => Err(findings),
        }
    }
}

const ORDER_TO_CASH: &str = SAMPLES[0];

/// The first sample with a proposal of this text.
fn with_proposal(body: &str) -> Case {
    let main = format!("+++\ntitle = \"T\"\nkind = \"K\"\n+++\n{body}");
    case(Project::from_text(&LIBRARY, ORDER_TO_CASH).with("templates/documents/proposal/main.md", main))
}

/// What a proposal of this text reads.
fn proposal(body: &str) -> String {
    let document = with_proposal(body).compose(DocumentKind::Proposal);
    blocks_of(&document.unwrap_or_else(|findings| panic!("{findings:#?}")))
}

fn blocks_of(document: &Document) -> String {
    super::markdown::blocks(&document.blocks)
}

/// The findings of a proposal of this text.
fn findings(body: &str) -> Vec<String> {
    match with_proposal(body).compose(DocumentKind::Proposal) {
        Ok(document) => panic!("no finding: {}", blocks_of(&document)),
        Err(findings) => findings,
    }
}

/// The one finding of a proposal of this text.
fn one_finding(body: &str) -> String {
    let [one] = findings(body).try_into().expect("one finding");
    one
}

#[test]
fn every_sample_becomes_both_documents_without_a_finding() {
    for sample in SAMPLES {
        let case = read(sample);
        for kind in BOTH {
            let document = case.compose(kind).unwrap_or_else(|findings| panic!("{findings:#?}"));
            let text = markdown(&document);
            assert!(text.contains("# ") && !text.contains("{{") && !text.contains("{%"), "{text}");
            assert_eq!(document, case.compose(kind).unwrap(), "the same every time");
        }
    }
}

#[test]
fn no_internal_figure_reaches_a_customer() {
    for sample in SAMPLES {
        let case = read(sample);
        let totals = &case.offer.quote.totals;
        let internal = [
            totals.cost,
            totals.direct_labour,
            totals.burden,
            totals.overhead,
            totals.contingency,
            totals.base,
            totals.pmo_cost,
        ];
        let locale = Locale::of(&case.offer.deal.head.language);
        for kind in BOTH {
            let text = markdown(&case.compose(kind).unwrap());
            for amount in internal.into_iter().filter(|amount| !amount.is_zero()) {
                assert!(!text.contains(&locale.amount(amount)), "{amount} leaked");
                assert!(!text.contains(&amount.to_string()), "{amount} leaked");
            }
            assert!(text.contains(&locale.amount(totals.net)));
        }
        let view = serde_json::to_string(&view(&case.customer_offer())).unwrap();
        for word in ["cost", "margin", "contingency", "floor"] {
            assert!(!view.contains(&format!("\"{word}")), "a field is called `{word}...`");
        }
    }
}

#[test]
fn a_customer_may_be_called_anything() {
    let name = "A|B *c* <b> [x](y) # 1.";
    let deal = ORDER_TO_CASH.replace("Nordvik Logistics AS", name);
    let case = read(&deal);
    for kind in BOTH {
        let mut document = case.compose(kind).unwrap();
        assert_eq!(document.meta.customer, name);
        let mut exact = 0;
        walk::inline_lists(&mut document.blocks, &mut |content| {
            let words = walk::plain(content);
            exact += usize::from(words.contains(name));
            assert!(!words.replace(name, "").contains("A|B"), "{words}");
        });
        assert!(exact > 5, "{exact}");
    }
}

#[test]
fn a_value_is_plain_in_every_construct() {
    let deal = ORDER_TO_CASH.replace("Nordvik Logistics AS", "1. *x* | `y`");
    let body = "{{ customer.name }}\n\n# {{ customer.name }}\n\n- `{{ customer.name }}`\n\n\
                | a |\n| --- |\n| **{{ customer.name }}** |\n\n\
                ```price-table\ncaption = \"For *{{ customer.name }}*\"\n```\n";
    let main = format!("+++\ntitle = \"{{{{ customer.name }}}}\"\nkind = \"K\"\n+++\n{body}");
    let case = case(Project::from_text(&LIBRARY, deal).with("templates/documents/proposal/main.md", main));
    let mut document = case.compose(DocumentKind::Proposal).unwrap();
    assert_eq!(document.meta.title, "1. *x* | `y`");
    let mut seen = Vec::new();
    walk::inline_lists(&mut document.blocks, &mut |content| seen.push(walk::plain(content)));
    let exact = seen.iter().filter(|words| *words == "1. *x* | `y`").count();
    assert!(exact >= 4, "{seen:?}");
    assert!(seen.contains(&"For 1. *x* | `y`".to_owned()), "{seen:?}");
}

#[test]
fn rows_of_the_price_add_up_to_the_list_price() {
    for sample in SAMPLES {
        let case = read(sample);
        let document = case.compose(DocumentKind::Proposal).unwrap();
        let mut tables = document.blocks.iter().filter_map(|block| match block {
            Block::Table(table) if table.id == "price-table" => Some(table),
            _ => None,
        });
        let table = tables.next().expect("a price table");
        let amount = |row: &crate::tree::Row| match row.cells.last().unwrap().as_slice() {
            [Block::Paragraph(content)] => {
                let text = walk::plain(content).replace(',', "").replace('−', "-");
                text.parse::<rust_decimal::Decimal>().unwrap()
            }
            other => panic!("{other:?}"),
        };
        let entries = table.rows.iter().take_while(|row| row.kind == crate::tree::RowKind::Body);
        let sum: rust_decimal::Decimal = entries.map(amount).sum();
        let totals = &case.offer.quote.totals;
        assert_eq!(sum, totals.price.amount());
        let amounts: Vec<_> = table.rows.iter().map(amount).collect();
        assert!(amounts.contains(&totals.net.amount()) && amounts.contains(&totals.gross.amount()));
    }
}

#[test]
fn every_block_has_its_name() {
    for name in blocks::names().filter(|name| *name != "clauses") {
        let text = proposal(&format!("start\n\n```{name}\n```\n\nend"));
        let sets_pages = ["page-break", "two-columns", "one-column", "landscape", "portrait"].contains(&name);
        assert!(!text.contains("```") || sets_pages, "{name}: {text}");
    }
}

#[test]
fn an_unknown_block_is_reported_with_the_name_meant() {
    assert_eq!(
        one_finding("# A\n\n```price-tabel\n```\n"),
        "templates/documents/proposal/main.md:7:1 unknown-block: there is no block `price-tabel` \
         (did you mean `price-table`?)"
    );
    let one = one_finding("```rates\ncapton = \"x\"\n```");
    assert!(one.contains(":6:1 unknown-block-option: `rates` has no option `capton`"), "{one}");
    assert!(one.contains("did you mean `caption`?"), "{one}");
}

#[test]
fn an_unknown_field_is_reported_with_the_fields_there_are() {
    let one = one_finding("a {{ offer.titel }}");
    assert!(one.contains("main.md:5:") && one.contains("template-field: field `titel`"), "{one}");
    assert!(one.contains("did you mean `title`?"), "{one}");
    let one = one_finding("{% for row in risks %}{{ row.nmae }}{% endfor %}");
    assert!(one.contains("did you mean `name`?"), "{one}");
    let one = one_finding("{{ custmer.name }}");
    assert!(one.contains("did you mean `customer`?"), "{one}");
}

#[test]
fn a_faulty_template_is_reported_where_it_is() {
    let one = one_finding("fine\n\n{% if x %}");
    assert!(one.contains("main.md:7:") && one.contains(" template: "), "{one}");
    let one = one_finding("{% include \"proposal/summry.md\" %}");
    assert!(one.contains("main.md:5:") && one.contains("template-include: there is no template"), "{one}");
    assert!(one.contains("did you mean `proposal/summary.md`?"), "{one}");
    let one = one_finding("{% include \"../../../etc/passwd\" %}");
    assert!(one.contains("template-include"), "{one}");
    let one = one_finding("{{ offer.title | nonsense }}");
    assert!(one.contains("main.md:5:") && one.contains("unknown filter `nonsense`"), "{one}");
    let one = one_finding("{{ offer.title | safe }}");
    assert!(one.contains("there is no filter `safe`"), "{one}");
}

#[test]
fn the_front_matter_is_reported_where_it_is_wrong() {
    let front = |text: &str| {
        let project = Project::from_text(&LIBRARY, ORDER_TO_CASH);
        let case = case(project.with("templates/documents/proposal/main.md", text));
        case.compose(DocumentKind::Proposal).unwrap_err().join("\n")
    };
    let one = front("words");
    assert!(one.contains("main.md:1:1 front-matter: a document starts with"), "{one}");
    let one = front("+++\ntitle = \"x\"\n+++\n");
    assert!(one.contains("front-matter: missing field `kind`"), "{one}");
    let one = front("+++\ntitle = \"x\"\nkind = \"k\"\ncovr = true\n+++\n");
    assert!(one.contains("main.md:4:1 front-matter: unknown field"), "{one}");
    let one = front("+++\ntitle = \"{{ offer.titel }}\"\nkind = \"k\"\n+++\n");
    assert!(one.contains("main.md:2:9 template-field"), "{one}");
}

#[test]
fn a_template_cannot_run_away() {
    let one =
        one_finding("{% for a in range(end=1000) %}{% for b in range(end=1000) %}x{% endfor %}{% endfor %}");
    assert!(one.contains("at most 100000 numbers"), "{one}");
    let long = "x".repeat(1_000);
    let one = one_finding(&format!("{{% for a in range(end=9000) %}}{long}{{% endfor %}}"));
    assert!(one.contains("template-too-large"), "{one}");
}

#[test]
fn loops_that_print_nothing_end_too() {
    let deep = "{% for a in [1, 2, 3, 4, 5, 6, 7, 8, 9] %}".repeat(12) + &"{% endfor %}".repeat(12);
    let one = one_finding(&deep);
    assert!(one.contains("template-too-large"), "{one}");
}

#[test]
fn a_link_to_nowhere_is_a_warning() {
    let one = one_finding("see [the price](#prise)");
    assert!(one.contains("main.md:5:17 dangling-link"), "{one}");
}

#[test]
fn an_empty_table_takes_its_heading_along() {
    let text = proposal("# Has\n\nwords\n\n# Rates\n\n```rates\n```\n\n# End\n\nsee [rates](#rates)");
    assert!(!text.contains("# Rates") && text.ends_with("see rates\n"), "{text}");
}

#[test]
fn the_customers_words_stay_below_ours_and_make_nothing() {
    let context = "# Big\n\n[web](https://x.example) ![pic](x.png)\n\n<b>raw</b>\n\n```price-table\nx\n```\n";
    let (before, rest) = ORDER_TO_CASH.split_once("context = \"\"\"").unwrap();
    let (_, after) = rest.split_once("\"\"\"").unwrap();
    let deal = format!("{before}context = '''{context}'''{after}");
    let main = "+++\ntitle = \"T\"\nkind = \"K\"\n+++\n## A\n\n```customer-context\n```\n";
    let case = case(Project::from_text(&LIBRARY, deal).with("templates/documents/proposal/main.md", main));
    let text = blocks_of(&case.compose(DocumentKind::Proposal).unwrap());
    assert_eq!(
        text,
        "## A {#a}\n\n### Big {#big}\n\n[web](<https://x.example>)\n\npic\n\n\\<b\\>raw\\</b\\>\n\n```\nx\n```\n"
    );
}

#[test]
fn clauses_follow_the_deal() {
    let ids = |deal: &str| -> Vec<String> {
        view(&read(deal).customer_offer()).clauses.into_iter().map(|clause| clause.id).collect()
    };
    let base = ids(ORDER_TO_CASH);
    assert!(base.contains(&"fees-fixed".to_owned()) && !base.contains(&"fees-retainer".to_owned()));
    assert!(base.contains(&"delay-damages".to_owned()), "the stakes agree damages");
    let without = ORDER_TO_CASH.replace("exclude = []", "exclude = [\"delay-damages\"]");
    assert_ne!(without, ORDER_TO_CASH);
    assert!(!ids(&without).contains(&"delay-damages".to_owned()));
    let sow = read(ORDER_TO_CASH).compose(DocumentKind::StatementOfWork).unwrap();
    let headings = sow.blocks.iter().filter_map(|block| match block {
        Block::Heading { level: 2, id, .. } => Some(id.clone()),
        _ => None,
    });
    let headings: Vec<String> = headings.filter(|id| base.contains(id)).collect();
    assert_eq!(headings, base, "every clause that stands, in order");
}

/// The findings of a statement of work with this clause.
fn sow_with_clause(clause: &str) -> String {
    let project = Project::from_text(&LIBRARY, ORDER_TO_CASH).with("templates/clauses/mine.md", clause);
    let findings = case(project).compose(DocumentKind::StatementOfWork);
    findings.unwrap_err().join("\n")
}

#[test]
fn a_clause_that_requires_an_unknown_word_is_reported() {
    let clause = "+++\nid = \"mine\"\ntitle = \"Mine\"\nwhen = [\"fixd-price\"]\n+++\nwords\n";
    assert_eq!(
        sow_with_clause(clause),
        "templates/clauses/mine.md:1:1 unknown-when: clause `mine` waits for `fixd-price`, which never holds \
         (did you mean `fixed-price`?)"
    );
}

#[test]
fn a_fault_in_a_clause_is_reported_where_it_is() {
    let clause =
        "+++\nid = \"mine\"\ntitle = \"Mine\"\nrequired = true\n+++\n\nfine\n\n{{ terms.cure_dais }}\n";
    let findings = sow_with_clause(clause);
    assert!(findings.starts_with("templates/clauses/mine.md:9:"), "{findings}");
    assert!(findings.contains("template-field: field `cure_dais`"), "{findings}");
    assert!(findings.contains("did you mean `cure_days`?"), "{findings}");
}

#[test]
fn words_of_when_are_all_needed_and_a_bar_offers_a_choice() {
    let stands = |when: &str| {
        let clause = format!("+++\nid = \"mine\"\ntitle = \"Mine\"\nwhen = [{when}]\n+++\nwords\n");
        let project = Project::from_text(&LIBRARY, ORDER_TO_CASH).with("templates/clauses/mine.md", clause);
        view(&case(project).customer_offer()).clauses.iter().any(|clause| clause.id == "mine")
    };
    assert!(stands("\"fixed-price\", \"damages\""));
    assert!(!stands("\"fixed-price\", \"not-damages\""));
    assert!(stands("\"retainer|eea\", \"NO\", \"not-eu\""));
    assert!(!stands("\"no-stakes\""));
    assert!(!stands(""));
}

#[test]
fn a_term_is_the_librarys_unless_the_deal_sets_it() {
    let deal = ORDER_TO_CASH.replace("acceptance_days = 5", "acceptance_days = 7");
    assert_ne!(deal, ORDER_TO_CASH);
    assert_eq!(view(&read(&deal).customer_offer()).terms["acceptance_days"], "7");
    assert_eq!(view(&read(ORDER_TO_CASH).customer_offer()).terms["notice_days"], "60");
}

#[test]
fn a_german_deal_has_german_figures_and_words() {
    let deal = ORDER_TO_CASH.replace("language    = \"en-GB\"", "language    = \"de-DE\"");
    let main = "+++\ntitle = \"T\"\nkind = \"K\"\n+++\n\"{{ offer.date }}\" {{ price.net }}\n\n```price-table\n```\n";
    // What a customer reads has to be in the workspace's words.
    let english = Project::from_text(&LIBRARY, "");
    let of_workspace = ["templates/", "pricing/rates/"].into_iter().flat_map(|folder| english.below(folder));
    let project = of_workspace
        .fold(Project::from_text(&LIBRARY, deal), |project, (path, file)| {
            project.with(path, english.sources[file].text.to_string())
        })
        .with("templates/documents/proposal/de/main.md", main)
        .with("templates/documents/proposal/main.md", "not this one");
    let case = case(project);
    let net = Locale::German.amount(case.offer.quote.totals.net);
    let text = blocks_of(&case.compose(DocumentKind::Proposal).unwrap());
    assert!(text.starts_with(&format!("„23.\u{a0}November\u{a0}2026“ EUR\u{a0}{net}")), "{text}");
    assert!(text.contains("**Nettosumme**") && text.contains("Nachlass von 4\u{a0}%"), "{text}");
}
