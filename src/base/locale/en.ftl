# The English words of what is made by code: tables, charts, captions, remarks. Whole sentences: grammar stays here.
# `$count` chooses the form of the words and `$number` is the same number as the language writes it; every other
# value is a text. `[1]` instead of `[one]` stands where the number may be below zero: a fall of one is −1 points.
# A no-break space is written {"\u00A0"}, so that it is seen.

## Numbers, lists and dates

list-end = { $first } and { $last }
from-to = { $low } to { $high }
three-points = { $low }, { $likely } or { $high }
in-currency = { $words } ({ $currency })
none = none
days = { $number }{"\u00A0"}{ $count ->
    [1] day
   *[other] days
}
weeks = { $number }{"\u00A0"}{ $count ->
    [one] week
   *[other] weeks
}
months = { $number }{"\u00A0"}{ $count ->
    [one] month
   *[other] months
}
hours = { $number }{"\u00A0"}{ $count ->
    [one] hour
   *[other] hours
}
times = { $number }{"\u00A0"}{ $count ->
    [one] time
   *[other] times
}
points = { $number }{"\u00A0"}{ $count ->
    [1] point
   *[other] points
}
calendar-days = { $number }{"\u00A0"}{ $count ->
    [1] calendar day
   *[other] calendar days
}
chance-over = over { $most }
chance-under = under { $least }
month-january = January
month-february = February
month-march = March
month-april = April
month-may = May
month-june = June
month-july = July
month-august = August
month-september = September
month-october = October
month-november = November
month-december = December
axis-january = Jan
axis-february = Feb
axis-march = Mar
axis-april = Apr
axis-may = May
axis-june = Jun
axis-july = Jul
axis-august = Aug
axis-september = Sep
axis-october = Oct
axis-november = Nov
axis-december = Dec

## The page

watermark-draft = DRAFT
page-contents = Contents
page-of = Page{"\u00A0"}{ $page } of{"\u00A0"}{ $pages }
page-continued = continued
task-done = done
task-open = to do
label-figure = Figure{"\u00A0"}{ $index }
label-table = Table{"\u00A0"}{ $index }
label-section = section{"\u00A0"}{ $index } ({ $title })
label-section-unnumbered = the section { $quoted }
callout-note = Note
callout-tip = Tip
callout-important = Important
callout-warning = Warning
callout-caution = Caution

## Words of several tables and charts

column-id = Id
column-activity = Activity
column-when = When
column-received = What you receive
column-prevented = The failure it prevents
column-deliverable = Deliverable
column-start = Start
column-finish = Finish
column-owner = Owner
column-value = Value
column-chance = Chance
person-name = Name
person-title = Title
date = Date
grade-none = none
monday = Monday
tuesday = Tuesday
wednesday = Wednesday
thursday = Thursday
friday = Friday
saturday = Saturday
sunday = Sunday
working-week = { $first } to { $last }
likelihood-low = low
likelihood-medium = medium
likelihood-high = high
delivery-management = Delivery management
with-delivery-management = With delivery management
without-delivery-management = Without
net-price = Net price
list-price = List price
discount-of = Discount of { $percent }
total-with-tax = Total including tax
finish-by-plan = Finish by plan
finish-committed = Finish we commit to
deadline = Deadline
deadline-on = Deadline { $date }
margin-at-plan = Margin at plan
chance-of-success = Chance of success
plausible-range = plausible range
chance-not-told = not told: nothing that was stated can defeat it
plausible-range-of = plausible range { $range }
on-signature = On signature

## The offer

model-fixed-price = fixed price
model-time-and-materials = time and materials
model-capped = time and materials with a ceiling
model-retainer = monthly retainer
duty-sponsor = Sponsor
duty-project-manager = Project manager
duty-acceptor = Acceptor
duty-signatory = Signatory
duty-escalation = Escalation
duty-member = Team member
due-on-signature = on signature
due-on = on { $date }
due-on-acceptance = on acceptance of { $id }, { $name }
due-at-end = at the end of { $phase }
cadence-once = once
cadence-per-phase = in each phase
cadence-weekly = every week
cadence-fortnightly = every two weeks
cadence-monthly = every month
cadence-per-deliverable = for each deliverable
cadence-per-payment = for each payment
cadence-in-phase = { $often }, in { $phase }
condition-date = the date
condition-budget = the budget
condition-acceptance = acceptance
condition-together = { $conditions } together
certificate = { $count ->
    [one] The one delivery-management activity told in this proposal is included in the price; it has a named deliverable and is not charged on top.
   *[other] All { $number } delivery-management activities told in this proposal are included in the price; each has a named deliverable; none is charged on top.
}

## Figures at a glance

glance-price = Price
glance-monthly-fee = Monthly fee
glance-estimated-price = Estimated price
glance-net = net of tax
glance-net-for-term = net of tax, { $term }
glance-net-at-most = net of tax, at most { $cap }
glance-net-of-model = { $model }, net of tax
glance-term-ends = Term ends
glance-term-from = from { $start }
glance-finish-plan = by the plan { $date }
glance-payment = Payment
glance-monthly = monthly
glance-in-arrears = in arrears
glance-payments = { $number }{"\u00A0"}{ $count ->
    [one] payment
   *[other] payments
}
glance-paid-by-result = Paid by result
glance-paid-in = Paid in
glance-payable-within = payable within { $terms }
glance-success = { $conditions }; plausible range { $range }

## Revisions and signatures

revisions-reference = Reference
revisions-changed = What changed
revisions-first = First issue
signature-for = For { $party }
signature-signature = Signature

## Objectives, scope, risks

objectives-objective = Objective
objectives-measure = Measure
objectives-today = Today
objectives-target = Target
objectives-benefit = Worth a year
deliverables-accepted = Accepted when
deliverables-serves = Serves
deliverables-due = Due
scope-package = Work package
risks-risk = Risk
risks-likelihood = Likelihood
risks-response = What we do
risks-early-sign = Early sign
risks-bearer = Carried by
risks-bearer-customer = customer
risks-bearer-both = both
risks-bearer-supplier = supplier
risks-treated-by = Treated by: { $activities }
heat-chance = Chance
heat-delay = Likely delay if it happens
heat-delay-none = no delay
heat-delay-week = up to a week
heat-delay-weeks = up to two weeks
heat-delay-longer = longer
heat-finding-one = One risk to watch
heat-finding = Of { $all } risks, { $which } { $count ->
    [one] weighs
   *[other] weigh
} most
assumptions-assumption = Assumption
assumptions-if-wrong = If it is wrong
assumptions-at-our-risk = we carry it
assumptions-change-request = change request
dependencies-what = What is needed
dependencies-by = By

## The price

price-item = Item
price-effort = Effort (days)
price-amount = Amount
price-other-work = Other work
price-delivery-management = Delivery management and assurance
price-net-total = Net total
price-net-total-estimated = Estimated net total
price-net-total-for-term = Net total, { $term }
price-discount = Discount of { $percent }, { $reason }
price-tax-on = { $tax } on { $net }
price-monthly-fee = Monthly fee, net
price-ceiling = Ceiling, not to be exceeded, net
price-finding = { $item }: { $share } of the price before tax
price-finding-discounted = { $item }: { $share } of the price before tax and discount
payments-payment = Payment
payment-in-one-sum = Whole price
payments-due = Due
payments-by-plan = By plan
payments-share = Share
payments-net = Net
payments-tax = Tax
payments-to-pay = To pay
payments-total = Total
payments-curve-paid = Paid, of the price
payments-curve-done = Work done, of the planned effort
payments-curve-point = { $on }: { $paid } paid, { $done } of the work done
payments-never-ahead = By the plan, you never pay ahead of the work
payments-ahead = By the plan, what you have paid is never more than { $share } of the price ahead of the work
options-option = Option
options-needs = only with { $ids }
options-adds = Adds, net
options-without = Total without
options-with = Total with
options-finish = Finish with
rates-role = Role
rates-level = Level
rates-list = List rate a day
rates-discount = Discount
rates-day = Rate a day
rates-amount = Amount

## The plan

gantt-finding = The work runs from { $start } to { $finish }
gantt-finding-deadline = The work runs from { $start } to { $finish }, { $margin } before the deadline
gantt-critical-path = Critical path: { $packages }.
gantt-holidays = Public holidays: { $days }.
gantt-key-phase = Phase
gantt-key-work = Work
gantt-key-critical = Critical path
gantt-key-governance = Governance
gantt-key-gate = Gate
gantt-key-holidays = Public holidays
gantt-row-critical = { $label } (critical)
gantt-row-gate = { $label }, gate
gantt-row-times = { $label } ({ $times } dates)
gantt-row-holiday = Public holiday
waterfall-key-part = Part
waterfall-key-taken-off = Taken off
waterfall-key-sum = Sum

## Delivery management

ledger-exposure =
    Of the
    exposure
ledger-grade = Grade
activities-count = How often
activities-value = What it is good for
activities-time = Your time
team-part = Part
raci-responsible =
    R
    Responsible
raci-accountable =
    A
    Accountable
raci-consulted =
    C
    Consulted
raci-informed =
    I
    Informed

## What a failure costs

exposure-line = What a failed delivery costs you
exposure-how = How it is worked out
exposure-low = Low
exposure-likely = Likely
exposure-high = High
exposure-reprocurement = Finding another supplier
exposure-internal = Your own effort, wasted
exposure-benefit = Benefit that comes late or never
exposure-how-share = { $share } of the net price
exposure-how-stated = as you stated it
exposure-how-benefit = { $months } of { $amount } a year
exposure-how-week = as you stated it; not in the sum
exposure-total = An outright failure, in all
exposure-week-late = Each week late
exposure-damages = Delay damages from us, at most
exposure-damages-rule = { $week } of the price a week, up to { $cap }
exposure-damages-rule-after = { $week } of the price a week, up to { $cap }, after { $number }{"\u00A0"}{ $count ->
    [one] day
   *[other] days
}
exposure-source = Source: { $source }. All amounts are net of tax.
exposure-benefit-sources = Benefit of each objective: { $sources }
exposure-chart-total = Outright failure, in all
exposure-chart-range = low to high
exposure-chart-likely = likely
exposure-finding = A delivery that fails outright costs you { $low } to { $high }, most likely { $likely }
exposure-finding-late = Each week late costs you { $low } to { $high }, most likely { $likely }

## The chance of success

success-all = All in one delivery
success-on-time = On time, by { $date }
success-in-budget = Within { $budget }
success-accepted = Accepted
success-finding = Chance of success: { $with } with delivery management, { $without } without
success-note = { $runs } simulated deliveries; success means { $conditions }. Simulation error ±{ $error }; plausible range { $range }, without delivery management { $without_range }. “Without” keeps the mandatory part. The difference follows from effects we state; it is not a guarantee, and no controlled study exists. A forecast is not a contract term.
finish-curve-point = { $chance } of deliveries by { $date }
finish-finding = One in two simulated deliveries finishes by { $half }, four in five by { $most }
finish-finding-deadline = { $with } of simulated deliveries finish by { $date }; without delivery management, { $without }

## Assumptions of ours

ours-assumption = Our assumption
ours-instead = What would replace it
ours-correlation = How much all estimates move together; more within a stream
ours-correlation-instead = The errors of our past estimates
ours-grades = How much of a stated effect counts, by its grade of evidence
ours-grades-instead = Measured effects of our own
ours-overlap-decay = What a further activity on the same failure adds
ours-overlap-decay-instead = Structured judgement of experts
ours-customer-pmo = How much of it your own project organisation does already
ours-customer-pmo-instead = A talk with your project office
ours-severity = How severe a risk must be to defeat acceptance
ours-severity-value = the worst fifth of its range
ours-severity-instead = Your own record of acceptance
ours-shared-risk = Who bears a shared risk
ours-shared-risk-value = half each
ours-shared-risk-instead = The contract
ours-recovery = What you recover from us beyond delay damages
ours-recovery-value = nothing
ours-recovery-instead = Legal advice
ours-day = What a day of your own people is worth
ours-day-value = as much as one of ours
ours-day-instead = Your figure
ours-tail = Deliveries that go wrong altogether
ours-tail-value = { $share }, at { $least } to { $exit } times the plan
ours-tail-instead = Our own ratios of actual to estimate
ours-uncertainty = How unsure effects, likelihoods and correlation are
ours-uncertainty-value = as if from ten observations each; correlation { $low } to { $high }
ours-uncertainty-instead = More draws and our own records ({ $draws } × { $iterations })
ours-sceptic = A sceptical view of what delivery management does to the odds of success, printed to compare
ours-sceptic-value = { $range }, nine in ten
ours-sceptic-instead = Our record of projects with and without
ours-calendar = A week and a month
ours-calendar-value = 5 and 21 working days
ours-calendar-instead = The calendar

## The review memo

memo-verdict-clear = Clear
memo-verdict-approved = Approved
memo-verdict-approve = Approval needed
memo-verdict-block = Blocked
memo-submitted = Submitted by { $name }, { $date }, as it stands.
memo-submitted-other = Submitted by { $name }, { $date }; since then changed: { $what }.
memo-clear = Nobody need approve. The offer may go out.
memo-approved = Every approval the policy asks for stands.
memo-approve = { $approvers } must approve before the offer goes out: it rests on { $number }{"\u00A0"}{ $count ->
    [one] rule
   *[other] rules
} of the policy.
memo-block = The offer is stopped by { $number }{"\u00A0"}{ $count ->
    [one] rule
   *[other] rules
}. No approval can lift that.
memo-rules-asks = Asks
memo-rules-rule = Rule
memo-rules-says = What it says
memo-rules-saw = Figures it saw
memo-asks-note = note
memo-asks-block = block
memo-asks-approval = approval by { $role }: { $state }
memo-approval-open = open
memo-approval-given = given by { $name }, { $date }
memo-approval-expired = expired (by { $name }, { $date })
memo-approval-reopened = open again (by { $name }, { $date }): { $why }
memo-entries = { $number }{"\u00A0"}{ $count ->
    [one] entry
   *[other] entries
}
memo-at-our-risk = { $id } (at our risk): { $assumption }
memo-customer-by = The customer, by { $date }: { $what }
memo-customer-undated = The customer, without a date: { $what }
memo-more-in-deal = and { $left } more, in the deal
memo-changes-touches = Touches
memo-changes-what = What
memo-changes-before = Before
memo-changes-after = After
memo-changes-more = { $left } more: `bidwright diff` lists them all
memo-changes-effects = What that did
memo-words-document = Document
memo-words-before = As it was approved
memo-words-after = As it is now
memo-words-more = { $left } more: `bidwright review` lists them all
memo-words-look = No sentence differs: colours, fonts, pictures, charts or attached data do.
memo-risks-risk = Risk, as stated and untreated
memo-risks-cost = Our cost if so
memo-risks-points = Points of margin
memo-heat-points = Points of margin if it happens
memo-heat-under = under 1
memo-heat-between = 1 to 2
memo-heat-more = 2 and more
memo-no-add-on = No add-on.
memo-no-certificate = No certificate: no delivery management is told, or not all of it is in the price.
memo-told = The activities told take { $told }.
memo-in-price = In the price: { $hours } hours ({ $days }) for { $price }.
memo-material-hash = SHA-256 of the material fields:
memo-labour = Labour
memo-burden = Burden
memo-overhead = Overhead
memo-purchases = Purchases
memo-cost = Cost
memo-contingency = Contingency
memo-margin-before-discount = Margin before discount
memo-discount = Discount
memo-build-up-finding = Cost and contingency leave { $margin } of the net price as margin
memo-frontier-offered = offered
memo-frontier-offered-leanest = offered, the leanest
memo-frontier-leanest = leanest
memo-frontier-mandatory = mandatory part only
memo-frontier-cost = Cost to the customer beyond the mandatory part
memo-frontier-finding = The office offered: a chance of { $chance } for { $cost }; the leanest: { $lean_chance } for { $lean_cost }
memo-frontier-finding-leanest = The office offered is the leanest: a chance of { $chance } for { $cost }
memo-walk-away-below = walk away below { $price }
memo-floor = floor { $margin }
memo-figure = Figure
memo-how = How it follows
memo-net-price-how = after discount, before tax
memo-walk-away = Walk-away price
memo-walk-away-how = net price at which the margin is at the floor of { $margin }
memo-room = Discount room left
memo-room-how = of the price, down to the floor; { $given } given
memo-room-how-none = of the price, down to the floor; none given
memo-margin-how = contingency counted as spent
memo-margin-p50 = Margin at P50
memo-margin-p50-how = half of the simulated deliveries keep at least this
memo-margin-p80 = Margin at P80
memo-margin-p80-how = four in five keep at least this
memo-office = Delivery office
memo-office-how = of the price; lean band { $low } to { $high }
memo-within-base = Cost stays within { $base }, cost and contingency together: so in { $chance } of simulated deliveries.

## Changes between revisions

change-added = added
change-removed = removed
change-changed = changed
change-no-longer = { $what }: no longer { $before }
change-yes = yes
change-no = no
effect-other-currency = another currency
effect-finish-late = Four in five simulated deliveries finish by

## Rows of a deal that came or went

row-work = work package { $row }
row-deliverable = deliverable { $row }
row-objective = objective { $row }
row-option = option { $row }
row-purchase = purchase { $row }
row-risk = risk { $row }
row-assumption = assumption { $row }
row-dependency = dependency { $row }
row-exclusion = exclusion { $row }
row-payment = payment { $row }
row-stakeholder = our { $row }
row-activity = delivery management: { $row }
row-phase = phase { $row }
row-clause = clause { $row } of the library
row-line = price line { $row }

## Material fields

field-deal-currency = currency
field-deal-model = commercial model
field-governance-reason = reason for the delivery office as offered
field-commercial-discount = discount
field-purchase-cost = cost of { $row }
field-purchase-markup = markup on { $row }
field-purchase-option = option that { $row } belongs to
field-purchase-category = category of { $row }
field-quote-cost = cost
field-quote-contingency = contingency
field-quote-price = price before discount
field-quote-net = net price
field-quote-tax = tax
field-line-days = days of { $row }
field-line-cost = cost of { $row }
field-line-price = price of { $row }
field-option-net = price of option { $row }
field-work-name = name of { $row }
field-work-phase = phase of { $row }
field-work-deliverable = deliverable that { $row } makes
field-work-after = what { $row } waits for
field-work-lag-days = wait before { $row }
field-work-optional = { $row } is optional
field-work-effort = estimate of { $row }
field-work-effort-team = people at once for { $row }
field-option-name = name of option { $row }
field-option-work = work of option { $row }
field-option-needs = options that { $row } needs
field-option-ceiling = effect of option { $row } on the ceiling
field-purchase-name = name of purchase { $row }
field-exclusion = exclusion { $row }
field-plan-start = start of the work
field-plan-finish = finish by plan
field-activity-count = how often: { $row }
field-activity-customer-effort = your days each time for { $row }
field-deliverable-phase = phase of { $row }
field-estimate-range = meaning of low and high
field-estimate-basis = basis of planned effort
field-estimate-confidence = percentile that contingency reaches
field-estimate-contingency-percent = contingency, a plain percentage
field-estimate-correlation = correlation of packages
field-estimate-stream-correlation = further correlation within a stream
field-estimate-iterations = simulated deliveries
field-estimate-seed = seed of the simulation
field-estimate-tail = fat tail of cost
field-customer-pmo = the customer's own project office
field-office-overlap = overlap with the customer's project office
field-office-overlap-decay = decay of overlapping treatment
field-office-p-min = least probability left by treatment
field-work-stream = stream of { $row }
field-risk-failure = failure mode of risk { $row }
field-risk-probability = probability of risk { $row }
field-risk-cost = cost of risk { $row }
field-risk-delay-days = delay by risk { $row }
field-risk-on = where the delay of risk { $row } lands
field-risk-bearer = who bears risk { $row }
field-risk-threatens = what risk { $row } threatens
field-activity-treats-probability = how far { $row } makes it rarer
field-activity-treats-impact = how far { $row } makes it milder
field-activity-treats-evidence = evidence for { $row }
field-objective-benefit-per-year = yearly benefit of { $row }
field-stakes-deadline = your deadline
field-stakes-budget = the customer's budget
field-stakes-delay-cost-per-week = cost of a week's delay
field-stakes-benefit-lost-months = months of benefit lost
field-stakes-internal-cost = the customer's internal cost of failure
field-stakes-reprocurement-percent = cost of buying again
field-stakes-rework-percent = our rework after failure
field-stakes-follow-on-margin = margin of our next deal lost
field-stakes-customer-day-cost = cost of a day of the customer
field-assumption-owner = who answers for assumption { $row }
field-assumption-if-wrong = what follows if assumption { $row } is wrong
field-dependency-by = date of: { $row }
field-dependency-owner = who owes: { $row }
field-deal-number = number
field-deal-date = date of the offer
field-deal-valid-days = days the offer stands
field-deal-start = start asked for
field-customer-name = customer
field-customer-country = country of the customer
field-stakes-liability-cap-percent = cap on liability, of the price
field-stakes-damages-percent-per-week = delay damages a week
field-stakes-damages-cap-percent = cap on delay damages
field-stakes-damages-grace-days = days of grace before delay damages
field-commercial-payment-terms-days = days to pay an invoice
field-commercial-cap = price not to exceed
field-commercial-term-months = term in months
field-commercial-hours-per-month = hours a month
field-commercial-role = role whose hours are sold
field-commercial-expenses = expenses
field-commercial-expenses-cap = cap on expenses
field-payment-name = name of payment { $row }
field-payment-share = share of payment { $row }
field-payment-due = when payment { $row } is due
field-contract-master-title = master agreement
field-contract-master-date = date of the master agreement
field-clauses-include = clauses taken
field-clauses-exclude = clauses left out
field-clauses-set = contract value { $row }
field-clause = words of clause { $row }
field-objective-statement = objective { $row }
field-objective-measure = measure of objective { $row }
field-objective-baseline = baseline of objective { $row }
field-objective-target = target of objective { $row }
field-deliverable-name = name of deliverable { $row }
field-deliverable-serves = objectives that { $row } serves
field-deliverable-acceptance = acceptance of { $row }
field-deliverable-must-have = { $row } is a must
field-assumption-text = assumption { $row }
field-dependency-text = dependency { $row }
field-risk-response = response to risk { $row }
field-stakeholder = our { $row }
field-phase-gate = gate of phase { $row }
field-activity-name = name of { $row }
field-activity-deliverable = deliverable of { $row }
