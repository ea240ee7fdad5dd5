//! Charts are true: each has a finding and words for those who do not see it, its figures are those of the
//! tables, and no kind of chart is made by nothing.

use std::sync::OnceLock;

use bidwright_base::diag::{Code, Diags};
use bidwright_document::compose;
use bidwright_document::compose::DocumentKind;
use bidwright_document::tree::{Block, Chart, Document, Figure, Inline, RowKind, Waterfall};
use bidwright_input::Project;
use bidwright_print::layout;
use bidwright_print::layout::FontBook;
use bidwright_service::pipeline;
use bidwright_service::pipeline::{Format, Output, ReleaseState, Reviewed};

pub(crate) const SAMPLES: [&str; 3] = [
    include_str!("../../samples/order-to-cash/deal.toml"),
    include_str!("../../samples/claims-portal/deal.toml"),
    include_str!("../../samples/service-desk/deal.toml"),
];

/// A template with every chart a customer can be shown.
const ALL: &str = "+++\ntitle = \"T\"\nkind = \"K\"\n+++\n\n```exposure-chart\n```\n\n```success-chart\n```\n\n\
                   ```s-curve\n```\n\n```gantt\n```\n\n```price-chart\n```\n\n```payment-curve\n```\n\n\
                   ```risk-heat\n```\n\n```price-table\n```\n\n```risk-table\n```\n\n```raci\n```\n";

/// A deal with the template of all charts, and its review.
pub(crate) fn reviewed(deal: &str) -> (Project, Reviewed) {
    let project = crate::support::over_own_texts(deal).with("templates/documents/proposal/main.md", ALL);
    let mut diags = Diags::default();
    let reviewed = pipeline::review(&project, &mut diags);
    (project, reviewed.unwrap_or_else(|| panic!("{:?}", diags.iter().collect::<Vec<_>>())))
}

/// The document of all charts, and the memo.
pub(crate) fn documents(project: &Project, reviewed: &Reviewed) -> [Document; 2] {
    let mut diags = Diags::default();
    let customer = pipeline::compose(project, &reviewed.offer, DocumentKind::Proposal, &mut diags);
    let memo = pipeline::compose_memo(project, reviewed, &mut diags);
    let errors: Vec<_> = diags.iter().filter(|one| one.code == Code::StrayFigure).collect();
    assert!(errors.is_empty(), "{errors:?}");
    [customer.expect("a document"), memo.expect("a memo")]
}

pub(crate) fn figures(document: &Document) -> Vec<&Figure> {
    let figures = document.blocks.iter().filter_map(|block| match block {
        Block::Figure(figure) => Some(figure),
        _ => None,
    });
    figures.collect()
}

fn plain(content: &[Inline]) -> String {
    let text = |inline: &Inline| if let Inline::Text(text) = inline { text.clone() } else { String::new() };
    content.iter().map(text).collect()
}

/// A deal, its review, the document of all charts and the memo.
pub(crate) type Case = (Project, Reviewed, [Document; 2]);

/// Every sample in English; then every sample in German. Simulated once for all tests.
pub(crate) fn cases() -> &'static [Case] {
    static CASES: OnceLock<Vec<Case>> = OnceLock::new();
    CASES.get_or_init(|| {
        let case = |(language, deal): (&str, &str)| {
            let deal =
                ["en-GB", "en-US"].iter().fold(deal.to_owned(), |deal, own| deal.replace(own, language));
            let (project, reviewed) = reviewed(&deal);
            let documents = documents(&project, &reviewed);
            (project, reviewed, documents)
        };
        let all = ["en-GB", "de-DE"].iter().flat_map(|language| SAMPLES.map(|deal| (*language, deal)));
        all.map(case).collect()
    })
}

fn each(mut visit: impl FnMut(&Project, &Reviewed, &[Document; 2])) {
    for (project, reviewed, documents) in cases() {
        visit(project, reviewed, documents);
    }
}

/// The words a reader sees: labels and amounts of a chart.
fn printed_words(chart: &Chart) -> Vec<&str> {
    let mut words: Vec<&str> = Vec::new();
    match chart {
        Chart::Gantt(gantt) => {
            words.extend(
                gantt
                    .rows
                    .iter()
                    .filter(|row| row.kind == bidwright_document::tree::GanttKind::Critical)
                    .map(|row| row.label.as_str()),
            );
        }
        Chart::Waterfall(chart) => {
            words.extend(chart.steps.iter().flat_map(|step| [step.label.as_str(), &step.words]));
        }
        Chart::SCurve(chart) => {
            words
                .extend(chart.curves.iter().flat_map(|one| one.marks.iter().map(|(.., name)| name.as_str())));
        }
        Chart::Ranges(chart) => {
            words.extend(chart.rows.iter().flat_map(|row| [row.label.as_str(), &row.words, &row.more]));
        }
        Chart::Chances(chart) => {
            words.extend(chart.rows.iter().flat_map(|row| row.chances.iter().map(|one| one.words.as_str())));
        }
        Chart::Frontier(chart) => {
            words.extend(
                chart.named.iter().flat_map(|one| [one.name.as_str(), &one.cost_words, &one.chance_words]),
            );
        }
        Chart::Payments(chart) => words.extend(chart.paid.iter().map(|(.., words)| words.as_str())),
        Chart::Heat(chart) => {
            words.extend(chart.rows.iter().flat_map(|(_, cells)| cells.iter().flatten()).map(String::as_str))
        }
    }
    words
}

#[test]
fn every_chart_has_a_finding_words_for_those_who_do_not_see_it_and_a_table_in_markdown() {
    let mut kinds: Vec<std::mem::Discriminant<Chart>> = Vec::new();
    each(|_, _, documents| {
        for document in documents {
            let markdown = compose::markdown(document).replace('\\', "");
            for figure in figures(document) {
                let caption = plain(&figure.caption);
                assert!(caption.split_whitespace().count() >= 3, "{}: {caption:?} is no finding", figure.id);
                let rest = figure.alt.strip_prefix(&format!("{caption}. ")).unwrap_or_default();
                assert!(!rest.is_empty(), "{}: {:?}", figure.id, figure.alt);
                for words in printed_words(&figure.chart) {
                    assert!(
                        figure.alt.contains(words),
                        "{}: {words:?} is not in {:?}",
                        figure.id,
                        figure.alt
                    );
                    assert!(markdown.contains(words), "{}: {words:?} is not in the table", figure.id);
                }
                kinds.push(std::mem::discriminant(&figure.chart));
            }
        }
    });
    let mut all = Vec::new();
    for kind in kinds {
        if !all.contains(&kind) {
            all.push(kind);
        }
    }
    // As many as `Chart` has variants: `printed_words` above names each, so a new one is not forgotten here.
    assert_eq!(all.len(), 8, "some kind of chart is made by nothing");
}

#[test]
fn parts_of_a_waterfall_come_to_its_sums() {
    let mut count = 0;
    each(|_, reviewed, documents| {
        for figure in documents.iter().flat_map(figures) {
            let Chart::Waterfall(Waterfall { steps, .. }) = &figure.chart else { continue };
            let mut running = 0.0;
            for step in steps {
                match step.kind {
                    RowKind::Body => running += step.value,
                    _ => assert!((running - step.value).abs() < 0.005, "{}: {}", figure.id, step.label),
                }
            }
            let falls = steps.iter().any(|step| step.value < 0.0);
            assert_eq!(falls, reviewed.offer.deal.commercial.discount.is_some(), "{}", figure.id);
            count += 1;
        }
    });
    assert_eq!(count, 12, "two of each deal in each language");
}

#[test]
fn the_customers_waterfall_shows_what_the_price_table_shows_and_no_more() {
    each(|_, _, [customer, _]| {
        let table = customer.blocks.iter().find_map(|block| match block {
            Block::Table(table) if table.id == "price-table" => Some(table),
            _ => None,
        });
        let amounts: Vec<String> = (table.expect("a price table").rows.iter())
            .filter_map(|row| match row.cells.last()?.as_slice() {
                [Block::Paragraph(content)] => Some(plain(content)),
                _ => None,
            })
            .collect();
        let chart = figures(customer).into_iter().find(|figure| figure.id == "price-chart");
        let Some(Figure { chart: Chart::Waterfall(chart), .. }) = chart else { panic!("no waterfall") };
        for step in &chart.steps {
            assert!(amounts.contains(&step.words), "{} {} is not in the table", step.label, step.words);
        }
    });
}

#[test]
fn payments_are_never_further_ahead_than_the_title_says() {
    let mut count = 0;
    each(|_, reviewed, [customer, _]| {
        let figure = figures(customer).into_iter().find(|figure| figure.id == "payment-curve");
        // Where work is billed as it is done there is no plan of payments, and no chart.
        assert_eq!(figure.is_some(), !reviewed.offer.quote.payments.is_empty());
        let Some(Figure { chart: Chart::Payments(chart), caption, .. }) = figure else { return };
        let ahead = chart.paid.iter().map(|(day, paid, _)| {
            let done = chart.done.iter().rev().find(|(done, _)| done <= day).map_or(0.0, |(_, done)| *done);
            paid - done
        });
        let ahead = 100.0 * ahead.fold(0.0, f64::max);
        let caption = plain(caption);
        let stated: f64 = (caption.split(|c: char| !c.is_ascii_digit()).find(|part| !part.is_empty()))
            .map_or(0.0, |number| number.parse().expect("digits"));
        assert!(ahead <= stated + 1e-6 && stated < ahead + 1.0, "{caption}: {ahead}");
        assert!(chart.paid.iter().map(|(_, share, _)| *share).is_sorted());
        assert!(chart.done.iter().map(|(_, share)| *share).is_sorted());
        let ends =
            [chart.paid.last().map(|(_, share, _)| *share), chart.done.last().map(|(_, share)| *share)];
        for end in ends {
            assert!((end.expect("a point") - 1.0).abs() < 1e-9, "all is paid and all is done: {end:?}");
        }
        count += 1;
    });
    assert_eq!(count, 2, "one sample has a plan of payments, in both languages");
}

#[test]
fn holidays_in_the_plan_are_the_working_days_the_calendar_takes() {
    each(|_, reviewed, [customer, _]| {
        let calendar = &reviewed.offer.book.calendar;
        let Some(Chart::Gantt(gantt)) = figures(customer)
            .into_iter()
            .map(|figure| &figure.chart)
            .find(|chart| matches!(chart, Chart::Gantt(_)))
        else {
            panic!("no plan")
        };
        assert!(!gantt.off.is_empty(), "half a year without a holiday");
        let mut day = gantt.start;
        while day <= gantt.end {
            let shown = gantt.off.iter().any(|(first, last)| *first <= day && day <= *last);
            let taken = calendar.holidays.contains_key(&day) && !calendar.weekend.contains(&day.weekday());
            assert!(!shown || calendar.working_day_from(day) != day, "{day} is a working day");
            assert!(shown || !taken, "{day} is a holiday, and not shown");
            day = day.tomorrow().expect("time goes on");
        }
    });
}

#[test]
fn the_memo_keeps_its_two_pages_and_takes_the_charts_they_hold() {
    let deal = include_str!("review_deal.toml");
    let rules = |count: usize| -> String {
        let rule = |at| {
            format!(
                "[[rule]]\nid = \"rule-{at}\"\nwhen = \"quote.net > 0\"\nverdict = \"note\"\nsay = \"Told\"\n"
            )
        };
        let rules: String = (0..count).map(rule).collect();
        format!("format = 1\nid = \"long\"\nmargin_floor_percent = 22\n{rules}")
    };
    let mut shown = Vec::new();
    for count in [1, 20, 32, 60] {
        let project = Project::from_text(
            &bidwright::library(),
            deal.replace("tax = \"NO-standard\"", "tax = \"NO-standard\"\npolicy = \"long\""),
        )
        .with("pricing/policies/long.toml", rules(count));
        let reviewed = pipeline::review(&project, &mut Diags::default()).expect("a review");
        assert_eq!(reviewed.offer.book.policy.id, "long");
        let memo = pipeline::compose_memo(&project, &reviewed, &mut Diags::default()).expect("a memo");
        let fonts = FontBook::load(&reviewed.offer.theme.fonts).expect("whole fonts");
        let pages = layout::layout(&memo, &reviewed.offer.theme, &fonts).pages.pages.len();
        let charts = figures(&memo).len();
        assert!(pages <= 2 || charts == 0, "{count} rules: {charts} charts on {pages} pages");
        shown.push(charts);
    }
    assert!(shown.is_sorted_by(|a, b| a >= b), "{shown:?}");
    assert!(shown.first() > shown.last(), "the memo never had to choose: {shown:?}");
}

#[test]
fn a_chart_is_a_file_of_its_own_and_its_name_is_no_path() {
    let id = "../../etc/x";
    let main = format!(
        "+++\ntitle = \"T\"\nkind = \"K\"\n+++\n\n```gantt\nid = \"{id}\"\n```\n\n```gantt\nid = \"{id}\"\n```\n"
    );
    let project = Project::from_text(&bidwright::library(), SAMPLES[0].to_owned())
        .with("templates/documents/proposal/main.md", main);
    let mut diags = Diags::default();
    let reviewed = pipeline::review(&project, &mut diags).expect("a review");
    let outputs = [Output::Customer(DocumentKind::Proposal)];
    let files =
        pipeline::documents(&project, &reviewed, ReleaseState::Draft, &outputs, &[Format::Svg], &mut diags);
    let files = files.unwrap_or_else(|| panic!("{:?}", diags.iter().collect::<Vec<_>>()));
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["proposal-______etc_x.svg", "proposal-______etc_x-2.svg"]);
    for file in &files {
        let text = std::str::from_utf8(&file.bytes).expect("SVG is text");
        assert!(text.starts_with("<svg ") && text.ends_with("</svg>\n"));
        assert!(text.contains("font-family=\"'Source Sans 3', sans-serif\""), "{}", &text[..300]);
        assert!(text.contains("aria-label=\"The work runs from "), "{}", &text[..300]);
    }
}
