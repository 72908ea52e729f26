"""What follows from the catalogue: documents, graph, duplicates, once-only, cost, targets."""
