//! What can be done with a deal, for any front: the stages in order.

pub mod pipeline;
