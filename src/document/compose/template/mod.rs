//! Runs templates, keeps the place of everything they print, and marks what of it the model
//! printed. It knows nothing of documents, nor of who reads what it prints.

pub(crate) mod escape;
mod faults;
pub(crate) mod front;
mod marks;
mod origin;
mod render;
pub(crate) mod tags;
mod templates;
mod ticks;

pub(crate) use marks::Printed;
pub(crate) use origin::Origin;
pub(crate) use render::Engine;
pub use templates::Templates;
