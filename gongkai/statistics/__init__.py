"""
Figures (统计指标): each one a named question to the registers, with the records behind it.

Words: a *question* returns records, never a number; a *figure* names a question and fixes its arguments; an
*answer* is the number and the records it counts, from one and the same query; a *scope* says whose records,
and of which days.
"""
