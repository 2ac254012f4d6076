"""
Disclosure on request (依申请公开): one request from receipt to reply, with its statutory clock.

Words: a *request* is what an applicant asks for; a *correction* is asked for once, when the request is
unclear; a *consultation* asks a third party or another organ; a *reply* ends the request with one *outcome*,
which is a row of the statutory table. Every step adds an *event*; the clock is worked out from the events.
"""
