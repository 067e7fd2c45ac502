/* SPDX-License-Identifier: MIT */
/* wrap_check.h - whether a library can be preloaded into a program */
#pragma once

/**
 * wrap_check() - why nothing can be preloaded into @path
 * A script is as good as its interpreter. What cannot be read or is no program is left to exec
 * to judge. Return: NULL, or the end of the sentence "@path is ...", and what to do, on a line.
 */
const char *wrap_check(const char *path);
