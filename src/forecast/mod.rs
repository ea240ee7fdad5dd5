//! To come: forecast.
