"""`cotc view`: a paper, or two side by side, as one self-contained HTML file to read and check by eye."""
