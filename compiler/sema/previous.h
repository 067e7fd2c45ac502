/* SPDX-License-Identifier: MIT */
/*
 * previous.h - what the frozen API before this version does not have
 */
#pragma once

#include "sema/sema.h"

/**
 * Sets n_sent of all definitions whose members are known, and is_new of their methods. Where no API
 * was given all is sent and nothing new.
 */
void previous_mark(struct sema *s);
