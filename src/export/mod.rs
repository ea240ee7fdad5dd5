//! Exports: pages or documents become files. Same input, same bytes.
