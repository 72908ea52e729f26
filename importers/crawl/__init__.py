"""Pages of the national portal whose table cells were glued together: the cells, recovered."""
