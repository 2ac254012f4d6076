"""全文检索: what is published, found in Chinese words; one engine for one machine, one for many."""
