"""Who does the work: processes of this machine, or a cluster's, opened when they are needed."""
