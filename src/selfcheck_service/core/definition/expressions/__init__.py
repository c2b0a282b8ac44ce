"""The expressions of a definition: a small, typed, total language with exact numbers. Reference: docs/expressions.md.

text ──► tree (syntax) ──► bound tree (binding: names, kinds) ──► functions of a run (evaluation)
            │                     ├──► enclosures (enclose): what it can come to, and what may go wrong
            └──► text (printing)  └──► directions: which way it moves with each name
"""
