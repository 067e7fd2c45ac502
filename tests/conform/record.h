/* SPDX-License-Identifier: MIT */
/* record.h - see record.c */
#pragma once

#include "conform.h"

/** The in-process driver; each case becomes a file in @folder that fuzz_driver runs. */
const struct transport *record_transport(const char *folder);
