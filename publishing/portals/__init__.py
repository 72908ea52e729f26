"""Portals (cổng): the shapes of what they show, and the ways to them."""
