"""What the findings mean together: the verdict, what is missing, what to ask."""
