"""The core: records, dates, reading, analysis, documents and the casebook. No Qt, no file formats."""
