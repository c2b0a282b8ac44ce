"""Charts that the server draws as SVG: places in numbers here, drawn by the macros in `templates`.

Each has a title and a description for those who do not see it and a table with the same numbers beside it. What is sure
is filled and what is possible is outlined; numbers and words stand beside, so that greyscale is enough.
"""
