"""Two drafts of one paper: what got worse, what got better, what moved, and what was changed without being marked."""
