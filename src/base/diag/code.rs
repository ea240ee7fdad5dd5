//! The codes of findings: a table, made into an enum whose every member has its page.

use std::fmt;

macro_rules! codes {
    ($($name:ident = $text:literal,)*) => {
        /// What a finding is of: the stable name that `bidwright explain` takes. Ordered by its text.
        ///
        /// ```
        /// use bidwright_base::diag::Code;
        ///
        /// assert_eq!(Code::parse("merge-bias"), Some(Code::MergeBias));
        /// assert_eq!(Code::MergeBias.to_string(), "merge-bias");
        /// assert!(Code::MergeBias.page().starts_with("# "));
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(
                #[doc = concat!("`", $text, "`")]
                $name,
            )*
        }

        impl Code {
            /// Every code, sorted.
            pub const ALL: &[Code] = &[$(Code::$name),*];

            /// The code as findings show it, in `kebab-case`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Code::$name => $text,)*
                }
            }

            /// The page that explains the finding: Markdown whose first line is a heading.
            #[must_use]
            pub const fn page(self) -> &'static str {
                match self {
                    $(Code::$name => include_str!(concat!("pages/", $text, ".md")),)*
                }
            }
        }
    };
}

codes! {
    ActivityWithoutUse = "activity-without-use",
    AddOnWords = "add-on-words",
    AfterItself = "after-itself",
    AmountRounded = "amount-rounded",
    ApprovalExpired = "approval-expired",
    ApprovalOpen = "approval-open",
    ApprovalReopened = "approval-reopened",
    ApprovedAlready = "approved-already",
    ApproverIsOwner = "approver-is-owner",
    ApproverMissing = "approver-missing",
    ApproverTwice = "approver-twice",
    ArmsDiffer = "arms-differ",
    BadColour = "bad-colour",
    BadCountry = "bad-country",
    BadFont = "bad-font",
    BadId = "bad-id",
    BadKey = "bad-key",
    BadLanguage = "bad-language",
    BadPicture = "bad-picture",
    BadPrivateKey = "bad-private-key",
    BadToml = "bad-toml",
    BandOrder = "band-order",
    BarelyARange = "barely-a-range",
    BaseAfterOptional = "base-after-optional",
    BeyondTerm = "beyond-term",
    BidiCharacter = "bidi-character",
    CalendarEndsEarly = "calendar-ends-early",
    CancelledAccepted = "cancelled-accepted",
    CapBelowP80 = "cap-below-p80",
    CappedWithoutCap = "capped-without-cap",
    CardOverlap = "card-overlap",
    CardsDisagree = "cards-disagree",
    CauseAfterEffect = "cause-after-effect",
    ClauseBlank = "clause-blank",
    ClauseBothWays = "clause-both-ways",
    ClauseDoesNotFit = "clause-does-not-fit",
    ClauseRequired = "clause-required",
    ContingencyLarge = "contingency-large",
    ContingencyThreeTimes = "contingency-three-times",
    ContingencyTwice = "contingency-twice",
    ContradictsOffer = "contradicts-offer",
    ContrastTooLow = "contrast-too-low",
    ControlCharacter = "control-character",
    CorrelationSum = "correlation-sum",
    CustomerHoursUnpriced = "customer-hours-unpriced",
    Cycle = "cycle",
    DamagesCountedTwice = "damages-counted-twice",
    DamagesWithoutDeadline = "damages-without-deadline",
    DanglingLink = "dangling-link",
    DateOutOfRange = "date-out-of-range",
    DeadlineBeforeStart = "deadline-before-start",
    DependencyAfterFinish = "dependency-after-finish",
    DependencyInThePast = "dependency-in-the-past",
    DiscountWithoutReason = "discount-without-reason",
    DropMandatory = "drop-mandatory",
    DropNeeded = "drop-needed",
    DueAmbiguous = "due-ambiguous",
    DuplicateColumn = "duplicate-column",
    DuplicateFileId = "duplicate-file-id",
    DuplicateId = "duplicate-id",
    DuplicateKey = "duplicate-key",
    DuplicateNumber = "duplicate-number",
    DutyUnheld = "duty-unheld",
    EarlierRevisionBroken = "earlier-revision-broken",
    EffortDecimals = "effort-decimals",
    EmptyCell = "empty-cell",
    EmptyHistory = "empty-history",
    EmptyOption = "empty-option",
    EmptyText = "empty-text",
    EvidenceTooWeak = "evidence-too-weak",
    ExchangeRateOld = "exchange-rate-old",
    ExcludedPair = "excluded-pair",
    ExpensesWithoutCap = "expenses-without-cap",
    FalsePrecision = "false-precision",
    FileTooLarge = "file-too-large",
    FloorUndercut = "floor-undercut",
    FontWithoutBold = "font-without-bold",
    FramingsMixed = "framings-mixed",
    FreeTreatment = "free-treatment",
    FrontMatter = "front-matter",
    HolidaysEnd = "holidays-end",
    HoursNotInMinutes = "hours-not-in-minutes",
    ImpliedOdds = "implied-odds",
    IncludeAndDrop = "include-and-drop",
    IndependenceAssumed = "independence-assumed",
    ItemPercentilesAdded = "item-percentiles-added",
    KeptAltered = "kept-altered",
    KeptWithoutRecord = "kept-without-record",
    KeyExpired = "key-expired",
    KeyWithoutEffect = "key-without-effect",
    KeysLogReplaced = "keys-log-replaced",
    KeysUnsigned = "keys-unsigned",
    LanguageWithoutTexts = "language-without-texts",
    LdEstimate = "ld-estimate",
    LdOverCap = "ld-over-cap",
    LighterOffice = "lighter-office",
    LineBreak = "line-break",
    LogReordered = "log-reordered",
    LogSignature = "log-signature",
    LogTampered = "log-tampered",
    LogTruncated = "log-truncated",
    LogUnknownApprover = "log-unknown-approver",
    LoneCarriageReturn = "lone-carriage-return",
    LostBenefitOfNothing = "lost-benefit-of-nothing",
    LostWithActuals = "lost-with-actuals",
    MasterNamedAbsent = "master-named-absent",
    MemoTooLong = "memo-too-long",
    MergeBias = "merge-bias",
    MissingApprover = "missing-approver",
    MissingCharacter = "missing-character",
    MissingColumn = "missing-column",
    MissingFile = "missing-file",
    MissingFont = "missing-font",
    MissingId = "missing-id",
    MissingKey = "missing-key",
    MissingLogo = "missing-logo",
    MissingPicture = "missing-picture",
    MissingReason = "missing-reason",
    MissingTable = "missing-table",
    NamedTwice = "named-twice",
    NeedsCycle = "needs-cycle",
    NeedsItself = "needs-itself",
    NegativeOption = "negative-option",
    NetAboveCap = "net-above-cap",
    NeverCite = "never-cite",
    NoAlternativeText = "no-alternative-text",
    NoCalendar = "no-calendar",
    NoExchangeRate = "no-exchange-rate",
    NoFailureCost = "no-failure-cost",
    NoFrontMatter = "no-front-matter",
    NoKeys = "no-keys",
    NoKeysLog = "no-keys-log",
    NoLiabilityCap = "no-liability-cap",
    NoOwner = "no-owner",
    NoPayments = "no-payments",
    NoPhases = "no-phases",
    NoPreviousRevision = "no-previous-revision",
    NoPrivateKey = "no-private-key",
    NoRoles = "no-roles",
    NoSigner = "no-signer",
    NoSmallCaps = "no-small-caps",
    NoStakes = "no-stakes",
    NoTax = "no-tax",
    NoWorkingDay = "no-working-day",
    NotADay = "not-a-day",
    NotAFile = "not-a-file",
    NotAsIssued = "not-as-issued",
    NotInRole = "not-in-role",
    NotIssued = "not-issued",
    NotSubmitted = "not-submitted",
    NotUtf8 = "not-utf8",
    NotWhole = "not-whole",
    NothingToApprove = "nothing-to-approve",
    NothingToPrice = "nothing-to-price",
    NulByte = "nul-byte",
    NumberExponent = "number-exponent",
    NumberInText = "number-in-text",
    NumberNotFinite = "number-not-finite",
    NumberRadix = "number-radix",
    NumberTooLong = "number-too-long",
    OfferExpired = "offer-expired",
    OfficeNotWorthIt = "office-not-worth-it",
    OnePageTooLong = "one-page-too-long",
    OnePageWithoutStakes = "one-page-without-stakes",
    OpenQuote = "open-quote",
    OptionCycle = "option-cycle",
    OptionIncomplete = "option-incomplete",
    OptionOfBaseWork = "option-of-base-work",
    OptionOutsideCeiling = "option-outside-ceiling",
    OutOfRange = "out-of-range",
    OutsideWorkspace = "outside-workspace",
    OverAllocated = "over-allocated",
    OwnerApproves = "owner-approves",
    PaymentInThePast = "payment-in-the-past",
    PaymentShare = "payment-share",
    PaymentsDoNotAddUp = "payments-do-not-add-up",
    PercentOnLongDeal = "percent-on-long-deal",
    PeriodBackwards = "period-backwards",
    PhaseBeforeGate = "phase-before-gate",
    PhaseWithCadence = "phase-with-cadence",
    PictureColours = "picture-colours",
    PictureTooLarge = "picture-too-large",
    PlaceholderFirm = "placeholder-firm",
    PlanTooLong = "plan-too-long",
    PmoShare = "pmo-share",
    PolicyNotAllowed = "policy-not-allowed",
    PriceAboveBudget = "price-above-budget",
    PriceNearBudget = "price-near-budget",
    PriceTooLarge = "price-too-large",
    PrivateKeyDiffers = "private-key-differs",
    ProductOfMarginals = "product-of-marginals",
    RaciUnheld = "raci-unheld",
    RaggedRow = "ragged-row",
    RangeFloor = "range-floor",
    RateChange = "rate-change",
    RateGap = "rate-gap",
    ReasonIgnored = "reason-ignored",
    RefDangling = "ref-dangling",
    RemotePicture = "remote-picture",
    RescuedDeals = "rescued-deals",
    RestTwice = "rest-twice",
    RetainerHours = "retainer-hours",
    RetainerWithoutRole = "retainer-without-role",
    RetainerWithoutTerms = "retainer-without-terms",
    RetiredCurrency = "retired-currency",
    ReviewBlocked = "review-blocked",
    RevisionFrozen = "revision-frozen",
    RiskCountedTwice = "risk-counted-twice",
    RiskWithoutImpact = "risk-without-impact",
    RuleCost = "rule-cost",
    RuleField = "rule-field",
    RuleNull = "rule-null",
    RuleSay = "rule-say",
    RuleSyntax = "rule-syntax",
    RuleType = "rule-type",
    ServesNothing = "serves-nothing",
    ServiceGap = "service-gap",
    SignAfterStart = "sign-after-start",
    StakesWithoutSource = "stakes-without-source",
    StartBeforeDate = "start-before-date",
    StartFarOff = "start-far-off",
    StrayFigure = "stray-figure",
    StreamClash = "stream-clash",
    StringTooLong = "string-too-long",
    SubmittedAlready = "submitted-already",
    SubmitterApproves = "submitter-approves",
    SurvivorBias = "survivor-bias",
    TableTooWide = "table-too-wide",
    TailWithoutExit = "tail-without-exit",
    TaxNotClear = "tax-not-clear",
    TeamWithoutEffort = "team-without-effort",
    Template = "template",
    TemplateField = "template-field",
    TemplateInclude = "template-include",
    TemplateTooLarge = "template-too-large",
    TestSpanLate = "test-span-late",
    TextTooLong = "text-too-long",
    ThreatensNothing = "threatens-nothing",
    ThreePointCount = "three-point-count",
    ThreePointOrder = "three-point-order",
    TiersOrder = "tiers-order",
    TooDeep = "too-deep",
    TooManyPackages = "too-many-packages",
    TreatedTwice = "treated-twice",
    UnbackedHours = "unbacked-hours",
    UnfinishedDelivery = "unfinished-delivery",
    UnfundedActivity = "unfunded-activity",
    UnfundedEffort = "unfunded-effort",
    UnknownActivity = "unknown-activity",
    UnknownApprover = "unknown-approver",
    UnknownBlock = "unknown-block",
    UnknownBlockOption = "unknown-block-option",
    UnknownBrand = "unknown-brand",
    UnknownCalendar = "unknown-calendar",
    UnknownClause = "unknown-clause",
    UnknownClauseValue = "unknown-clause-value",
    UnknownColumn = "unknown-column",
    UnknownCurrency = "unknown-currency",
    UnknownDeliverable = "unknown-deliverable",
    UnknownDocument = "unknown-document",
    UnknownDue = "unknown-due",
    UnknownFailure = "unknown-failure",
    UnknownFormat = "unknown-format",
    UnknownKey = "unknown-key",
    UnknownMethodology = "unknown-methodology",
    UnknownObjective = "unknown-objective",
    UnknownOption = "unknown-option",
    UnknownOwner = "unknown-owner",
    UnknownPhase = "unknown-phase",
    UnknownPmo = "unknown-pmo",
    UnknownPolicy = "unknown-policy",
    UnknownRates = "unknown-rates",
    UnknownRole = "unknown-role",
    UnknownTax = "unknown-tax",
    UnknownWhen = "unknown-when",
    UnknownWord = "unknown-word",
    UnknownWork = "unknown-work",
    UnreadableFile = "unreadable-file",
    UnusedOptional = "unused-optional",
    VerifyAlteredAttachment = "verify-altered-attachment",
    VerifyAlteredBytes = "verify-altered-bytes",
    VerifyAlteredPage = "verify-altered-page",
    VerifyAlteredPart = "verify-altered-part",
    VerifyFigure = "verify-figure",
    VerifyNoData = "verify-no-data",
    VerifyNotAPdf = "verify-not-a-pdf",
    VerifyNotIssued = "verify-not-issued",
    VerifySum = "verify-sum",
    VerifySuperseded = "verify-superseded",
    VerifyTooLarge = "verify-too-large",
    WarrantyBeforeGolive = "warranty-before-golive",
    WarrantyShort = "warranty-short",
    WinnersCurse = "winners-curse",
    WrongSeparator = "wrong-separator",
    WrongType = "wrong-type",
}

impl Code {
    /// The heading of its page, without the mark.
    ///
    /// ```
    /// use bidwright_base::diag::Code;
    ///
    /// let title = Code::MergeBias.title();
    /// assert_eq!(title, "Classic PERT is taken where paths run side by side");
    /// ```
    #[must_use]
    pub fn title(self) -> &'static str {
        let first = self.page().lines().next().unwrap_or_default();
        first.trim_start_matches('#').trim()
    }

    /// The code of this text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.as_str() == text)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_page_explains_a_code() {
        let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("diag/pages");
        let mut found: Vec<String> = fs::read_dir(pages)
            .expect("the pages")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        found.sort_by(|a, b| a.trim_end_matches(".md").cmp(b.trim_end_matches(".md")));
        let known: Vec<String> = Code::ALL.iter().map(|code| format!("{code}.md")).collect();
        assert_eq!(found, known);
    }

    #[test]
    fn every_page_has_a_heading_and_a_few_sentences() {
        for code in Code::ALL {
            assert!(code.page().starts_with("# "), "{code}");
            let sentences = code.page().matches(['.', '?']).count();
            assert!((3..40).contains(&sentences), "{code}: {sentences} sentences");
        }
    }

    #[test]
    fn a_code_is_named_as_its_text_and_ordered_by_it() {
        for code in Code::ALL {
            let name = format!("{code:?}").to_lowercase();
            assert_eq!(name, code.as_str().replace('-', ""));
            assert_eq!(Code::parse(code.as_str()), Some(*code));
        }
        assert!(Code::ALL.is_sorted_by_key(|code| code.as_str()));
        assert_eq!(Code::parse("no-such-code"), None);
    }
}
