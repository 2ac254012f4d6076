"""
From disclosure on request to proactive disclosure (依申请公开转为主动公开, 条例第四十四条).

Words: a *suggestion* is a matter that several applicants asked for; a *proposal* comes from an applicant; a
*promotion* is the draft item that was made of what a request brought to light.
"""
