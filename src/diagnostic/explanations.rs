//! long texts
