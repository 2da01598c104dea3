"""What the casebook's commands build before anything is written: pure functions, no storage."""
