"""The literature review: de-duplication, screening, agreement, ordering, flow, charting, overlap and maps."""
