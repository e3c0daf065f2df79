"""The worker that drives a call, and what is made of a call afterwards."""
