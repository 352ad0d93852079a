//! The interactive survey view: wiring between the survey's content, its mathematics and the screen.

pub mod readings;
