"""From raw files to tables: one reader per kind of material, each with an account of what became of every file."""
