/* SPDX-License-Identifier: MIT */
/* suggest.h - "did you mean": the closest of some known words */
#pragma once

#include <stddef.h>

/**
 * suggest() - the known word that @word was most likely meant to be
 * Distance counts inserted, dropped, replaced and swapped letters; a word matches when at most
 * a third of its letters (but always one) are wrong, or when @word is the start of it.
 * Return: one of @words, or NULL where none is close.
 */
const char *suggest(const char *word, const char *const *words, size_t n_words);
