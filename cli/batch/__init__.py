"""Many papers, on one machine or on a cluster. Knows no console: papers in, outcomes out.

sources   addresses and folders -> papers
manifest  what is known of each paper, in SQLite
engine    papers + manifest -> jobs -> a backend -> outcomes -> names in the output folder
pool      the backend of one machine: threads, each with a slot
cluster   the backend of many: a Dask scheduler, whose workers each hold slots
slot      a child process that does one job after another, within limits
child     what runs in it; guard holds its limits, work does the parsing
store     the output folder, local or remote; names says what stands in it
tally     the sums, and report draws them
"""
