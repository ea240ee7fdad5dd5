//! What several tests stand on.

mod memory_store;

pub(crate) use memory_store::MemoryStore;
