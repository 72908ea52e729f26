"""Public services of other countries in CPSV-AP: the graph, its nodes, and what they say of a service."""
