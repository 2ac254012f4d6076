"""
行政规范性文件 (normative documents): how one comes to be, how long it holds, who explains it, how it ends.

Words: a *document* is followed from its draft to its end, and an *item* publishes it; its *validity* is
what the item says; an *interpretation* is an item that explains it; a *citation* is a place that names a
document that has ended; a *clean-up* asks of every document in force whether it shall stay so.
"""
