"""The screens of access requests: the list, logging one, and the seven stages of one request."""
