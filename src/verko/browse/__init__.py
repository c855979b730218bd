"""The evidence in the browser: search it, and follow each number and quote to its source."""
