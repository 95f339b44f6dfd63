"""A request → its answer from another process, which may crash, hang or say nothing."""
