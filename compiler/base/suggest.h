/* SPDX-License-Identifier: MIT */
/*
 * suggest.h - "did you mean"
 */
#pragma once

/* The closest name so far; all zero bytes to start. */
struct suggest {
	const char *wanted;
	const char *best;	/* NULL: none is close */
	int distance;
};

void suggest_init(struct suggest *s, const char *wanted);

/** Offers a candidate. */
void suggest_offer(struct suggest *s, const char *candidate);

/** "; did you mean 'x'?" from the arena, or "" where none is close. */
struct arena;
const char *suggest_text(const struct suggest *s, struct arena *a);
