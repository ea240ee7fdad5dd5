//! To come: plan.
