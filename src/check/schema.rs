//! The JSON Schema of a page file, for editors' tools.

use crate::model::page::Page;
use schemars::generate::SchemaSettings;
use serde_json::json;

/// The schema (Draft 2020-12) as text, one line break at the end. `public/content/page.schema.json` is this text.
///
/// It says what the reader of the model says, and one thing more: `$schema` may stand at the root, where tools look for it.
#[must_use]
pub fn page_schema() -> String {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Page>();
    if let Some(properties) = schema.get_mut("properties").and_then(|properties| properties.as_object_mut()) {
        properties.insert("$schema".to_owned(), json!({ "description": "This schema, for editors' tools.", "type": "string" }));
    }
    format!("{:#}\n", schema.to_value())
}
