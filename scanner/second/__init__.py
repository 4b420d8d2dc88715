"""The second reader: finds clauses whose wording no pattern knows, and says "possible".

A small linear model weighs what stands in a clause: its words and their order, the word sets of the rules that occur in
it, who is bound, and what follows the "shall".  It learnt from the project's own sentences (see `learn/`), ships as a
file of weights, and speaks only where no pattern of the same label did.
"""
