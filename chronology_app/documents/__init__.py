"""What a document says, as blocks. Pure; `exporters` turn the blocks into files."""
