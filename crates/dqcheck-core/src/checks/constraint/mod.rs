pub mod missing_value;
