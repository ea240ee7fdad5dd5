//! What a material field is called in business terms, how its value is read, and whether the customer may see
//! it.

use bidwright_base::locale::Message;

use Audience::{Customer, Internal};
use ValueKind::{Amount, Choice, Date, Days, Hidden, Long, Number, Percent, Ratio, Rows, Short, YesNo};

/// How the value of a field is read. Several numbers, the ends of a range, are separated by blanks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueKind {
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
    /// A digest: only that it changed is shown.
    Hidden,
}

/// Who may see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Everybody.
    Customer,
    /// Our own people only: cost, effort, risk.
    Internal,
}

/// What a field or row is called, given the row it belongs to.
pub type Name = for<'a> fn(&'a str) -> Message<'a>;

/// How a field is presented.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wording {
    /// The material field, as in [`crate::material::MATERIAL`].
    pub field: &'static str,
    /// What it is called.
    pub name: Name,
    /// How its value is read.
    pub kind: ValueKind,
    /// Who may see it.
    pub audience: Audience,
}

const fn w(field: &'static str, name: Name, kind: ValueKind, audience: Audience) -> Wording {
    Wording { field, name, kind, audience }
}

/// The words of a material field, by its name without the ids of rows. The ends of a range are one.
#[must_use]
pub(crate) fn wording(name: &str) -> Option<&'static Wording> {
    let name = whole_range(name);
    WORDS.iter().find(|wording| wording.field == name)
}

/// The name of a range, of the name of one of its ends.
pub(super) fn whole_range(name: &str) -> &str {
    [".low", ".likely", ".high"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name)
}

/// A row that was added or removed as a whole, by its prefix: what it is called, and who may see it.
pub(super) const ROWS: &[(&str, Name, Audience)] = &[
    ("work", |row| Message::RowWork { row }, Customer),
    ("deliverable", |row| Message::RowDeliverable { row }, Customer),
    ("objective", |row| Message::RowObjective { row }, Customer),
    ("option", |row| Message::RowOption { row }, Customer),
    ("purchase", |row| Message::RowPurchase { row }, Internal),
    ("risk", |row| Message::RowRisk { row }, Customer),
    ("assumption", |row| Message::RowAssumption { row }, Customer),
    ("dependency", |row| Message::RowDependency { row }, Customer),
    ("exclusion", |row| Message::RowExclusion { row }, Customer),
    ("payment", |row| Message::RowPayment { row }, Customer),
    ("stakeholder", |row| Message::RowStakeholder { row }, Customer),
    ("activity", |row| Message::RowActivity { row }, Customer),
    ("phase", |row| Message::RowPhase { row }, Customer),
    ("clause", |row| Message::RowClause { row }, Internal),
    ("line", |row| Message::RowLine { row }, Internal),
];

/// Every material field, in the order of presentation.
pub(super) const WORDS: &[Wording] = &[
    // What is paid.
    w("deal.currency", |_| Message::FieldDealCurrency, Short, Customer),
    w("deal.model", |_| Message::FieldDealModel, Choice, Customer),
    w("commercial.discount", |_| Message::FieldCommercialDiscount, Percent, Customer),
    w("governance.reason", |_| Message::FieldGovernanceReason, Long, Internal),
    w("purchase[].cost", |row| Message::FieldPurchaseCost { row }, Amount, Internal),
    w("purchase[].markup", |row| Message::FieldPurchaseMarkup { row }, Percent, Internal),
    w("purchase[].option", |row| Message::FieldPurchaseOption { row }, Short, Internal),
    w("purchase[].category", |row| Message::FieldPurchaseCategory { row }, Choice, Internal),
    w("quote.cost", |_| Message::FieldQuoteCost, Amount, Internal),
    w("quote.contingency", |_| Message::FieldQuoteContingency, Amount, Internal),
    w("quote.price", |_| Message::FieldQuotePrice, Amount, Internal),
    w("quote.net", |_| Message::FieldQuoteNet, Amount, Customer),
    w("quote.tax", |_| Message::FieldQuoteTax, Amount, Customer),
    w("line[].days", |row| Message::FieldLineDays { row }, Days, Internal),
    w("line[].cost", |row| Message::FieldLineCost { row }, Amount, Internal),
    w("line[].price", |row| Message::FieldLinePrice { row }, Amount, Internal),
    w("option[].net", |row| Message::FieldOptionNet { row }, Amount, Customer),
    // What is done.
    w("work[].name", |row| Message::FieldWorkName { row }, Short, Customer),
    w("work[].phase", |row| Message::FieldWorkPhase { row }, Choice, Customer),
    w("work[].deliverable", |row| Message::FieldWorkDeliverable { row }, Short, Customer),
    w("work[].after", |row| Message::FieldWorkAfter { row }, Rows, Customer),
    w("work[].lag_days", |row| Message::FieldWorkLagDays { row }, Days, Customer),
    w("work[].optional", |row| Message::FieldWorkOptional { row }, YesNo, Customer),
    w("work[].effort[]", |row| Message::FieldWorkEffort { row }, Days, Internal),
    w("work[].effort[].team", |row| Message::FieldWorkEffortTeam { row }, Number, Internal),
    w("option[].name", |row| Message::FieldOptionName { row }, Short, Customer),
    w("option[].work", |row| Message::FieldOptionWork { row }, Rows, Customer),
    w("option[].needs", |row| Message::FieldOptionNeeds { row }, Rows, Customer),
    w("option[].ceiling", |row| Message::FieldOptionCeiling { row }, Short, Customer),
    w("purchase[].name", |row| Message::FieldPurchaseName { row }, Short, Internal),
    w("exclusion[]", |row| Message::FieldExclusion { row }, Long, Customer),
    w("plan.start", |_| Message::FieldPlanStart, Date, Customer),
    w("plan.finish", |_| Message::FieldPlanFinish, Date, Customer),
    w("activity[].count", |row| Message::FieldActivityCount { row }, Number, Customer),
    w("activity[].customer_effort", |row| Message::FieldActivityCustomerEffort { row }, Days, Customer),
    w("deliverable[].phase", |row| Message::FieldDeliverablePhase { row }, Choice, Customer),
    // What may go wrong, and who pays then.
    w("estimate.range", |_| Message::FieldEstimateRange, Choice, Internal),
    w("estimate.basis", |_| Message::FieldEstimateBasis, Choice, Internal),
    w("estimate.confidence", |_| Message::FieldEstimateConfidence, Number, Internal),
    w("estimate.contingency_percent", |_| Message::FieldEstimateContingencyPercent, Percent, Internal),
    w("estimate.correlation", |_| Message::FieldEstimateCorrelation, Number, Internal),
    w("estimate.stream_correlation", |_| Message::FieldEstimateStreamCorrelation, Number, Internal),
    w("estimate.iterations", |_| Message::FieldEstimateIterations, Number, Internal),
    w("estimate.seed", |_| Message::FieldEstimateSeed, Short, Internal),
    w("estimate.tail", |_| Message::FieldEstimateTail, Short, Internal),
    w("customer.pmo", |_| Message::FieldCustomerPmo, Choice, Customer),
    w("office.overlap", |_| Message::FieldOfficeOverlap, Short, Internal),
    w("office.overlap_decay", |_| Message::FieldOfficeOverlapDecay, Number, Internal),
    w("office.p_min", |_| Message::FieldOfficePMin, Ratio, Internal),
    w("work[].stream", |row| Message::FieldWorkStream { row }, Short, Internal),
    w("risk[].failure", |row| Message::FieldRiskFailure { row }, Choice, Internal),
    w("risk[].probability", |row| Message::FieldRiskProbability { row }, Ratio, Internal),
    w("risk[].cost", |row| Message::FieldRiskCost { row }, Amount, Internal),
    w("risk[].delay_days", |row| Message::FieldRiskDelayDays { row }, Days, Internal),
    w("risk[].on", |row| Message::FieldRiskOn { row }, Short, Internal),
    w("risk[].bearer", |row| Message::FieldRiskBearer { row }, Choice, Customer),
    w("risk[].threatens", |row| Message::FieldRiskThreatens { row }, Rows, Internal),
    w(
        "activity[].treats[].probability",
        |row| Message::FieldActivityTreatsProbability { row },
        Ratio,
        Internal,
    ),
    w("activity[].treats[].impact", |row| Message::FieldActivityTreatsImpact { row }, Ratio, Internal),
    w("activity[].treats[].evidence", |row| Message::FieldActivityTreatsEvidence { row }, Choice, Internal),
    w("objective[].benefit_per_year", |row| Message::FieldObjectiveBenefitPerYear { row }, Amount, Internal),
    w("stakes.deadline", |_| Message::FieldStakesDeadline, Date, Customer),
    w("stakes.budget", |_| Message::FieldStakesBudget, Amount, Internal),
    w("stakes.delay_cost_per_week", |_| Message::FieldStakesDelayCostPerWeek, Amount, Internal),
    w("stakes.benefit_lost_months", |_| Message::FieldStakesBenefitLostMonths, Number, Internal),
    w("stakes.internal_cost", |_| Message::FieldStakesInternalCost, Amount, Internal),
    w("stakes.reprocurement_percent", |_| Message::FieldStakesReprocurementPercent, Percent, Internal),
    w("stakes.rework_percent", |_| Message::FieldStakesReworkPercent, Percent, Internal),
    w("stakes.follow_on_margin", |_| Message::FieldStakesFollowOnMargin, Amount, Internal),
    w("stakes.customer_day_cost", |_| Message::FieldStakesCustomerDayCost, Amount, Internal),
    w("assumption[].owner", |row| Message::FieldAssumptionOwner { row }, Choice, Customer),
    w("assumption[].if_wrong", |row| Message::FieldAssumptionIfWrong { row }, Choice, Internal),
    w("dependency[].by", |row| Message::FieldDependencyBy { row }, Date, Customer),
    w("dependency[].owner", |row| Message::FieldDependencyOwner { row }, Choice, Customer),
    // Terms of the contract.
    w("deal.number", |_| Message::FieldDealNumber, Short, Customer),
    w("deal.date", |_| Message::FieldDealDate, Date, Customer),
    w("deal.valid_days", |_| Message::FieldDealValidDays, Number, Customer),
    w("deal.start", |_| Message::FieldDealStart, Date, Customer),
    w("customer.name", |_| Message::FieldCustomerName, Short, Customer),
    w("customer.country", |_| Message::FieldCustomerCountry, Short, Customer),
    w("stakes.liability_cap_percent", |_| Message::FieldStakesLiabilityCapPercent, Percent, Customer),
    w("stakes.damages.percent_per_week", |_| Message::FieldStakesDamagesPercentPerWeek, Percent, Customer),
    w("stakes.damages.cap_percent", |_| Message::FieldStakesDamagesCapPercent, Percent, Customer),
    w("stakes.damages.grace_days", |_| Message::FieldStakesDamagesGraceDays, Number, Customer),
    w("commercial.payment_terms_days", |_| Message::FieldCommercialPaymentTermsDays, Number, Customer),
    w("commercial.cap", |_| Message::FieldCommercialCap, Amount, Customer),
    w("commercial.term_months", |_| Message::FieldCommercialTermMonths, Number, Customer),
    w("commercial.hours_per_month", |_| Message::FieldCommercialHoursPerMonth, Number, Customer),
    w("commercial.role", |_| Message::FieldCommercialRole, Choice, Customer),
    w("commercial.expenses", |_| Message::FieldCommercialExpenses, Choice, Customer),
    w("commercial.expenses_cap", |_| Message::FieldCommercialExpensesCap, Amount, Customer),
    w("payment[].name", |row| Message::FieldPaymentName { row }, Short, Customer),
    w("payment[].share", |row| Message::FieldPaymentShare { row }, Short, Customer),
    w("payment[].due", |row| Message::FieldPaymentDue { row }, Short, Customer),
    w("contract.master.title", |_| Message::FieldContractMasterTitle, Short, Customer),
    w("contract.master.date", |_| Message::FieldContractMasterDate, Short, Customer),
    w("clauses.include", |_| Message::FieldClausesInclude, Rows, Customer),
    w("clauses.exclude", |_| Message::FieldClausesExclude, Rows, Customer),
    w("clauses.set[]", |row| Message::FieldClausesSet { row }, Number, Customer),
    w("clause[]", |row| Message::FieldClause { row }, Hidden, Customer),
    // What the customer is promised.
    w("objective[].statement", |row| Message::FieldObjectiveStatement { row }, Long, Customer),
    w("objective[].measure", |row| Message::FieldObjectiveMeasure { row }, Long, Customer),
    w("objective[].baseline", |row| Message::FieldObjectiveBaseline { row }, Long, Customer),
    w("objective[].target", |row| Message::FieldObjectiveTarget { row }, Long, Customer),
    w("deliverable[].name", |row| Message::FieldDeliverableName { row }, Short, Customer),
    w("deliverable[].serves", |row| Message::FieldDeliverableServes { row }, Rows, Customer),
    w("deliverable[].acceptance", |row| Message::FieldDeliverableAcceptance { row }, Long, Customer),
    w("deliverable[].must_have", |row| Message::FieldDeliverableMustHave { row }, YesNo, Customer),
    w("assumption[].text", |row| Message::FieldAssumptionText { row }, Long, Customer),
    w("dependency[].text", |row| Message::FieldDependencyText { row }, Long, Customer),
    w("risk[].response", |row| Message::FieldRiskResponse { row }, Long, Customer),
    w("stakeholder[]", |row| Message::FieldStakeholder { row }, Short, Customer),
    w("phase[].gate", |row| Message::FieldPhaseGate { row }, Long, Customer),
    w("activity[].name", |row| Message::FieldActivityName { row }, Short, Customer),
    w("activity[].deliverable", |row| Message::FieldActivityDeliverable { row }, Long, Customer),
];
