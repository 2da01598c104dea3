"""The core: records, dates, reading, analysis, documents, the casebook. No Qt, no file formats."""
