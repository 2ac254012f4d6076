"""
来信和通知: e-mail that comes in, letters and notices that go out by e-mail or text message.

It stands above casework and letters, which know nothing of it: a mail becomes a request, or part of a case,
when an officer says so, and what goes out is a message about a letter or about a step that was taken.
"""
