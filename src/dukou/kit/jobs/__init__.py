"""Work after the commit. `tasks` declares what can be done · `queue` enqueues and leases · `worker` does it.

A job is enqueued in the caller's transaction: rolled back, it never was. A worker holds it by a lease; a killed worker's job is free
again when the lease ends. `attempts` grows with every lease, so a worker that lost its lease cannot finish the job.
Done jobs are kept for a month, failed ones until somebody has seen why.
"""
